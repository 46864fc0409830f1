//! The way to forget everything.

use crate::app::Handle;
use crate::browser;
use crate::state::Action;
use yew::prelude::*;

/// A button that asks before it forgets all answers.
pub fn button(store: &Handle) -> Html {
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            if browser::confirm(store.words.clear_confirm) {
                store.dispatch(Action::ClearAll);
                browser::focus("main h1");
            }
        })
    };
    html! { <button type="button" class="btn quiet danger" {onclick}>{ store.words.clear }</button> }
}
