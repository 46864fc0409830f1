//! The way to forget everything.

use crate::app::Handle;
use crate::nodes::{el, say};
use crate::state::Change;
use yew::prelude::*;

/// What asks before it forgets all answers.
pub fn button(store: &Handle) -> Html {
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Change::ClearAll.into());
            store.place.focus("main h1");
        })
    };
    let words = &store.words;
    let really = html! { <button type="button" class="btn danger" {onclick}>{ words.clear_really() }</button> };
    let inner = vec![
        say("summary", "", words.clear()),
        say("p", "", &[words.clear_hint(), words.clear_confirm()].concat()),
        el("p", "", vec![really]),
    ];
    el("details", "clear", inner)
}
