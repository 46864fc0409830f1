//! Checking signatures for JavaScript. Apart from the engine: who configures no public key does not load it.

use qualify_signature::{PublicKey, Refused, verify as check};
use wasm_bindgen::prelude::wasm_bindgen;

/// Checks that a pack and its texts were signed with this key: nothing where they were, otherwise code, path and message of what to
/// throw.
#[wasm_bindgen]
#[must_use]
pub fn verify(key: &str, signature: &str, pack: &[u8], texts: &[u8]) -> Vec<String> {
    let Err(reason) = PublicKey::parse(key).and_then(|key| check(key, signature, pack, texts)) else {
        return Vec::new();
    };
    let (code, path) = match reason {
        Refused::NotAKey => ("not_a_key", "publicKey"),
        Refused::NotASignature => ("not_a_signature", "signature"),
        Refused::OtherKey => ("other_key", "signature"),
        Refused::RulesAltered => ("altered", "pack"),
        Refused::TextsAltered => ("altered", "texts"),
    };
    vec![code.to_owned(), path.to_owned(), reason.to_string()]
}
