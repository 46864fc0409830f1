//! In the place of a page whose words are still on their way.

use crate::app::Handle;
use crate::components::notices::{changed, reload};
use crate::components::small::heading;
use crate::nodes::{block_slot, el, say, with};
use crate::state::{Action, Rest};
use yew::prelude::*;

/// That they are coming; or why they did not, and what helps.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let again = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Again))
    };
    let button = || html! { <button type="button" class="btn" onclick={again}>{ words.try_again() }</button> };
    let (said, then) = match store.language.rest {
        Rest::Failed(error) if error.is_of_another_version() => (changed(store), Some(reload(store))),
        Rest::Failed(_) => (words.rest_failed(), Some(button())),
        Rest::NotThere | Rest::There => (words.rest_coming(), None),
    };
    let class = if then.is_some() { "sheet stack" } else { "sheet stack waiting" };
    let then = then.map(|button| el("p", "", vec![button]));
    let inner = vec![heading(words.rest_title()), say("p", "", said), block_slot(then)];
    with(el("div", class, inner), "role", "status".to_owned())
}
