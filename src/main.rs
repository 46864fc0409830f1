//! The web page of 达标即享 · Qualify: asks, shows what the engine finds, and keeps the answers in the browser.

mod app;
mod browser;
mod components;
mod host;
mod language;
mod later;
mod load;
mod messages;
mod nodes;
mod pages;
mod place;
#[cfg(not(target_arch = "wasm32"))]
mod prerender;
mod route;
mod state;
mod storage;
mod words;

use place::Place;
use qualify_engine::Part;
use qualify_engine::format::{Fingerprint, PackError, decode_rules, decode_texts};
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

/// A page that is shown.
#[wasm_bindgen]
pub struct Mounted(AppHandle<app::App>);

#[wasm_bindgen]
impl Mounted {
    /// Takes the page away, with everything that it listens to.
    pub fn destroy(self) {
        self.0.destroy();
    }
}

/// Shows the page in an element, once the rules are there: until then the element itself says that it is loading. Nothing comes of
/// it where there are not even the words to say what is wrong.
#[wasm_bindgen]
pub async fn mount(root: Element) -> Option<Mounted> {
    let props = language::begin(Place::of(root.clone())).await.ok()?;
    // What came was read in one go; the browser has its turn before the page is drawn.
    browser::pause().await;
    Some(Mounted(Renderer::<app::App>::with_root_and_props(root, props).render()))
}

thread_local!(static LOOKED_AT: Cell<Option<Fingerprint>> = const { Cell::new(None) });

/// The languages of a compiled pack, between spaces; an exclamation mark and a code where this program cannot use it.
#[wasm_bindgen]
#[must_use]
pub fn languages(rules: &[u8]) -> String {
    let loaded = decode_rules(rules);
    LOOKED_AT.set(loaded.as_ref().ok().map(|it| it.fingerprint));
    loaded.map_or_else(load::refusal, |loaded| loaded.pack.languages.join(" "))
}

/// Whether this program can use these texts with the rules that [`languages`] looked at last: nothing, or an exclamation mark and a code.
#[wasm_bindgen]
#[must_use]
pub fn suits(texts: &[u8], is_first: bool) -> String {
    let part = if is_first { Part::First } else { Part::All };
    let read = LOOKED_AT.get().ok_or(PackError::OtherRules).and_then(|rules| decode_texts(texts, part, rules));
    read.map_or_else(load::refusal, |_| String::new())
}

/// Whoever loads the program says where the page is to be: see [`mount`].
#[cfg(target_arch = "wasm32")]
fn main() {}

/// Outside a browser, the program writes pages out.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    prerender::run()
}
