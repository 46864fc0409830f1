//! The way to forget everything.

use crate::app::Handle;
use crate::browser;
use crate::state::Change;
use yew::prelude::*;

/// A button that asks before it forgets all answers.
pub fn button(store: &Handle) -> Html {
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            if browser::confirm(store.words.clear_confirm()) {
                store.dispatch(Change::ClearAll.into());
                store.place.focus("main h1");
            }
        })
    };
    html! { <button type="button" class="btn quiet danger" {onclick}>{ store.words.clear() }</button> }
}
