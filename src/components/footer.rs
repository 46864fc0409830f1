//! What stands under every page.

use crate::messages::fill;
use crate::state::Store;
use yew::prelude::*;

/// Whose rules, which version, and that nothing leaves the computer.
pub fn footer(store: &Store) -> Html {
    let words = store.words;
    let pack = store.pack();
    html! {
        <footer class="foot">
            <p>{ words.self_check }</p>
            <p>
                <span>{ store.text(pack.name) }</span>
                <span class="num" title={store.rules.fingerprint.to_string()}>
                    { fill(words.pack_version, &[("version", &pack.version)]) }
                </span>
                <span>{ words.start_private }</span>
            </p>
        </footer>
    }
}
