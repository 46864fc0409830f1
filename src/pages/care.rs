//! What the person cares about: the other kinds of support are not asked about, and never said to be out.

use crate::app::Handle;
use crate::components::small::{back_to, heading};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, text, with};
use crate::route::Route;
use crate::state::{Change, Store};
use qualify_engine::pack::Kind;
use yew::prelude::*;

/// A page of tick boxes; nothing ticked is everything.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let onsubmit = {
        let store = store.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let is_ticked = |kind: &&Kind| store.place.is_ticked(&name(kind));
            let kinds: Vec<_> =
                store.kinds().map(|(_, kind)| kind).filter(is_ticked).map(|kind| kind.key.clone()).collect();
            let all = kinds.len() == store.kinds().count();
            store.dispatch(Change::Care(if all { Vec::new() } else { kinds }).into());
            store.place.go(&Route::Next.href());
        })
    };
    let ticks = store.kinds().map(|(_, kind)| tick(store, kind)).collect();
    let hint = with(say("p", "hint", words.care_hint()), "id", "hint".to_owned());
    let inner = vec![el("legend", "", vec![heading(words.care_title())]), hint, el("div", "ways", ticks)];
    let fieldset = with(el("fieldset", "stack", inner), "aria-describedby", "hint".to_owned());
    let form = html! {
        <form class="sheet stack" novalidate=true {onsubmit}>
            { fieldset }
            <p class="row"><button type="submit" class="btn">{ words.go_on() }</button></p>
        </form>
    };
    el("div", "", vec![back_to(&Route::Answers, words.answers_title()), form])
}

/// The name of a box within the page.
fn name(kind: &Kind) -> String {
    ["care-", &kind.key].concat()
}

fn tick(store: &Store, kind: &Kind) -> Html {
    let id = name(kind);
    let inner = vec![
        html! { <input type="checkbox" id={id.clone()} checked={store.cares().contains(&kind.key)} /> },
        with(say("label", "", store.text(kind.label)), "for", id.clone()),
    ];
    keyed(id, el("div", "choice", inner))
}

/// What was chosen, and the way to change it.
pub fn chosen(store: &Handle) -> Html {
    let words = &store.words;
    let is_chosen = |kind: &&Kind| store.cares().contains(&kind.key);
    let kinds: Vec<_> = store.pack().kinds.iter().filter(is_chosen).map(|kind| store.text(kind.label)).collect();
    let told = match kinds.is_empty() {
        true => String::new(),
        false => fill(words.care_chosen(), &[("list", &kinds.join(words.list_mark()))]),
    };
    let change = if told.is_empty() { words.care_choose() } else { words.care_change() };
    block_slot(Some(el("p", "note", vec![text(&told), link("", Route::Care.href(), change)])))
}
