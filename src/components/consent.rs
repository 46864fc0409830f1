//! Whether the page around this one may have the answers; only where it asks for them.

use crate::app::Handle;
use crate::nodes::{block_slot, el, say, with};
use crate::state::Action;
use yew::prelude::*;

/// A box that is not ticked until the person does it.
pub fn tick(store: &Handle) -> Html {
    let is_asked = store.place.attribute("data-ask-answers").is_some();
    block_slot(is_asked.then(|| {
        let (words, may) = (&store.words, store.tells_answers);
        let onchange = {
            let store = store.clone();
            Callback::from(move |_: Event| store.dispatch(Action::TellHost(!may)))
        };
        let id = "tell-host";
        let input = html! { <input type="checkbox" {id} checked={may} {onchange} aria-describedby="tell-host-hint" /> };
        let hint = with(say("div", "more hint", words.tell_host_hint()), "id", "tell-host-hint".to_owned());
        let label = with(say("label", "", words.tell_host()), "for", id.to_owned());
        el("div", "ways options", vec![el("div", "choice", vec![input, label, hint])])
    }))
}
