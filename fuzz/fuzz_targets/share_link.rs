//! Any text as a link with answers, and any answers in a link that is whole.
#![no_main]
#![allow(dead_code, reason = "the page's own files, of which only the reader of links is wanted")]

#[path = "../../src/state"]
mod state {
    pub mod dossiers;
    pub mod given;
    pub mod json;
    pub mod saved;
    pub mod share;
}

use data_encoding::BASE64URL_NOPAD;
use libfuzzer_sys::fuzz_target;
use qualify_engine::Pack;
use qualify_fuzz::{assessed, compiled, small_pack};
use serde_json::Value;
use state::json::Json;
use state::share;
use std::sync::LazyLock;

static PACK: LazyLock<Pack> = LazyLock::new(|| compiled(&small_pack(|_, text| text.to_owned())).pack.unwrap());

fuzz_target!(|text: &str| {
    opened(text);
    opened(&["1", &BASE64URL_NOPAD.encode(text.as_bytes())].concat());
});

/// What is taken is assessed, and comes out of a link of its own as it went in.
fn opened(link: &str) {
    let Ok(text) = share::text(link) else { return };
    let json = serde_json::from_str::<Value>(&text).ok().and_then(from_value);
    let Ok(shared) = share::read(&PACK, json.as_ref()) else { return };
    assessed(&PACK, &shared.entry.answers.dossier(&PACK));
    let Ok(again) = share::write(&PACK, &shared.entry) else { return };
    let json = serde_json::from_str::<Value>(&share::text(&again).unwrap()).unwrap();
    assert_eq!(share::read(&PACK, from_value(json).as_ref()).unwrap().entry, shared.entry);
}

/// As the browser's own value becomes one of ours (`src/storage.rs`).
fn from_value(value: Value) -> Option<Json> {
    Some(match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(value),
        Value::String(text) => Json::Text(text),
        Value::Number(number) => Json::Number(number.as_i64().and_then(|it| i32::try_from(it).ok())?),
        Value::Array(list) => Json::List(list.into_iter().map(from_value).collect::<Option<_>>()?),
        Value::Object(entries) => {
            let entries = entries.into_iter().map(|(key, value)| Some((key, from_value(value)?)));
            Json::Object(entries.collect::<Option<_>>()?)
        }
    })
}
