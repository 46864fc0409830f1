//! The way to take the last change back.

use crate::app::Handle;
use crate::state::Action;
use yew::prelude::*;

/// A button that takes the last change back, and brings it again when pressed once more; hidden while there is none.
pub fn button(store: &Handle) -> Html {
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Action::Undo);
            store.place.focus("main h1");
        })
    };
    let class = if store.can_undo() { "btn quiet" } else { "unshown" };
    html! { <button type="button" {class} {onclick}>{ store.words.undo() }</button> }
}
