//! Any text as a dossier of the command line.
#![no_main]
#![allow(dead_code, reason = "the command line's own files, of which only the reader of dossiers is wanted")]

#[path = "../../cli/src/answers.rs"]
mod answers;
#[path = "../../cli/src/dossier.rs"]
mod dossier;
#[path = "../../cli/src/error.rs"]
mod error;
#[path = "../../cli/src/kept.rs"]
mod kept;
#[path = "../../cli/src/strict.rs"]
mod strict;
#[path = "../../cli/src/words.rs"]
mod words;

use libfuzzer_sys::fuzz_target;
use qualify_engine::{Pack, Texts};
use qualify_fuzz::{assessed, compiled, small_pack};
use std::sync::LazyLock;

static PACK: LazyLock<(Pack, Texts)> = LazyLock::new(|| {
    let compilation = compiled(&small_pack(|_, text| text.to_owned()));
    (compilation.pack.unwrap(), compilation.texts.into_iter().next().unwrap())
});

fuzz_target!(|text: &str| {
    let (pack, texts) = &*PACK;
    match dossier::parse(text, pack, texts) {
        Ok(entry) => assessed(pack, &entry.dossier),
        Err(reason) => assert!(!reason.to_string().is_empty() && !reason.code().is_empty()),
    }
});
