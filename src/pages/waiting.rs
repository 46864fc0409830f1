//! In the place of a page whose words are still on their way.

use crate::app::Handle;
use crate::components::small::heading;
use crate::nodes::{block_slot, el, say, with};
use crate::state::{Action, Rest};
use yew::prelude::*;

/// That they are coming; or that they did not, and the way to try again.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let has_failed = store.language.rest == Rest::Failed;
    let again = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Again))
    };
    let button = || html! { <p><button type="button" class="btn" onclick={again}>{ words.try_again() }</button></p> };
    let said = if has_failed { words.rest_failed() } else { words.rest_coming() };
    let inner = vec![heading(words.rest_title()), say("p", "", said), block_slot(has_failed.then(button))];
    let class = if has_failed { "sheet stack" } else { "sheet stack waiting" };
    with(el("div", class, inner), "role", "status".to_owned())
}
