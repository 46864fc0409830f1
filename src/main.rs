//! The web page of 达标即享 · Qualify: asks, shows what the engine finds, and keeps the answers in the browser.

mod app;
mod browser;
mod components;
mod language;
mod later;
mod load;
mod messages;
mod nodes;
mod pages;
mod route;
mod state;
mod storage;
mod words;

fn main() {
    wasm_bindgen_futures::spawn_local(async {
        // Mounted when the rules are there: until then the page itself says that it is loading.
        match (language::begin().await, browser::root()) {
            (Ok(props), Some(root)) => drop(yew::Renderer::<app::App>::with_root_and_props(root, props).render()),
            _ => browser::give_up(),
        }
    });
}
