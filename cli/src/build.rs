//! `qualify build`: a folder of rule files → one file of rules, two files of texts a language.

use crate::error::Failure;
use crate::files;
use crate::loading::{compile_folder, texts_beside};
use qualify_engine::Part;
use qualify_engine::format::{Loaded, PackError, encode_rules, encode_texts};
use std::io::Write;
use std::path::Path;

/// Compiles a folder and writes the pack.
pub fn build(folder: &Path, output: &Path) -> Result<(), Failure> {
    let compilation = compile_folder(folder)?;
    let Some(pack) = compilation.pack else { return Err(Failure::NoRules(folder.into())) };
    let fail = |error: PackError| Failure::Pack { path: output.into(), error };
    let (rules, fingerprint) = encode_rules(&pack).map_err(fail)?;
    let loaded = Loaded { pack, fingerprint };
    // Everything is encoded before anything is written: new rules must not lie beside old texts.
    let mut written = vec![(output.to_owned(), rules)];
    for texts in &compilation.texts {
        for part in [Part::All, Part::First] {
            let bytes = encode_texts(texts, part, &loaded).map_err(fail)?;
            written.push((texts_beside(output, &texts.language, part), bytes));
        }
    }
    let mut out = std::io::stdout().lock();
    for (path, bytes) in written {
        files::write(&path, &bytes)?;
        writeln!(out, "{} ({} bytes)", path.display(), bytes.len())?;
    }
    let Loaded { pack, fingerprint } = loaded;
    writeln!(out, "{} programmes, version {}, rules {fingerprint}", pack.programmes.len(), pack.version)?;
    Ok(())
}
