//! Checking signatures for JavaScript. Apart from the engine: who configures no public key does not load it.

use qualify_signature::{PublicKey, Refused, holds, verify as check};
use wasm_bindgen::prelude::wasm_bindgen;

/// Checks that a pack and its texts were signed with this key: nothing where they were, otherwise code, path and message of what to
/// throw.
#[wasm_bindgen]
#[must_use]
pub fn verify(key: &str, signature: &str, pack: &[u8], texts: &[u8]) -> Vec<String> {
    let Err(reason) = PublicKey::parse(key).and_then(|key| check(key, signature, pack, texts)) else {
        return Vec::new();
    };
    let (code, path) = named(reason);
    vec![code.to_owned(), path.to_owned(), reason.to_string()]
}

/// The same for one file, for the page: nothing where it is among the signed ones with this ending, otherwise the code.
#[wasm_bindgen(js_name = verifyFile)]
#[must_use]
pub fn verify_file(key: &str, signature: &str, ending: &str, bytes: &[u8]) -> Option<String> {
    match PublicKey::parse(key).and_then(|key| holds(key, signature, ending, bytes)) {
        Ok(true) => None,
        Ok(false) => Some("altered".to_owned()),
        Err(reason) => Some(named(reason).0.to_owned()),
    }
}

/// The code of a refusal, and what it is about.
fn named(reason: Refused) -> (&'static str, &'static str) {
    match reason {
        Refused::NotAKey => ("not_a_key", "publicKey"),
        Refused::NotASignature => ("not_a_signature", "signature"),
        Refused::OtherKey => ("other_key", "signature"),
        Refused::RulesAltered => ("altered", "pack"),
        Refused::TextsAltered => ("altered", "texts"),
    }
}
