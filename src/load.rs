//! Fetches the rules and their words, and reads them.

use crate::browser;
use crate::state::Rules;
use gloo::utils::window;
use js_sys::{ArrayBuffer, Uint8Array};
use qualify_engine::format::{self, PackError};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

/// The language of the page.
pub const LANGUAGE: &str = "zh-Hans";

/// Why there are no rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The file could not be fetched.
    Network,
    /// The server answered with this status.
    Status(u16),
    /// The file came, and cannot be used.
    Pack(PackError),
}

/// Fetches and reads the rules with their words.
pub async fn rules() -> Result<Rules, LoadError> {
    let address = browser::pack_address();
    let loaded = format::decode_rules(&fetch(&format!("{address}.pack")).await?).map_err(LoadError::Pack)?;
    let words = fetch(&format!("{address}.{LANGUAGE}.texts")).await?;
    let texts = format::decode_texts(&words, &loaded).map_err(LoadError::Pack)?;
    Ok(Rules { pack: loaded.pack, texts, fingerprint: Some(loaded.fingerprint) })
}

async fn fetch(address: &str) -> Result<Vec<u8>, LoadError> {
    let response = request(address).await.map_err(|_| LoadError::Network)?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    body(&response).await.map_err(|_| LoadError::Network)
}

async fn request(address: &str) -> Result<Response, JsValue> {
    let options = RequestInit::new();
    // Asks each time whether there is something newer: rules and words must be of one version.
    options.set_cache(RequestCache::NoCache);
    JsFuture::from(window().fetch_with_str_and_init(address, &options)).await?.dyn_into()
}

async fn body(response: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
