//! Reading aloud, by the browser's own voice.

use crate::app::Handle;
use crate::browser;
use crate::nodes::several;
use yew::prelude::*;

/// Reads the page aloud, and stops that; nothing where the browser has no voice.
pub fn buttons(store: &Handle) -> Html {
    if !browser::has_voice() {
        return several(Vec::new());
    }
    let read = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| browser::read_aloud(&store.place.text(), &store.words.language))
    };
    let hush = Callback::from(|_: MouseEvent| browser::hush());
    several(vec![button(store.words.aloud(), read), button(store.words.hush(), hush)])
}

fn button(words: &str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="plain-btn" {onclick}>{ words }</button> }
}
