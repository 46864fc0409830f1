//! What the enterprise has: loans, projects, leases, …

use super::small::heading;
use crate::app::Handle;
use crate::nodes::{el, keyed, link, say, with};
use crate::route::Route;
use crate::state::given::Given;
use crate::state::{Change, interview};
use qualify_engine::pack::Field;
use qualify_engine::{Answer, Id, Slot};
use yew::prelude::*;

/// A page of tick boxes. A tick is kept at once; on going on, what is not ticked is not there, except where the
/// answer was "don't know".
pub fn form(store: &Handle) -> Html {
    let words = &store.words;
    let onsubmit = {
        let store = store.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let is_ticked = |field| (field, store.place.is_ticked(&name(&store, field)));
            let is_open =
                |(field, has): &(Id<Field>, bool)| !has && store.given(first(*field)) == Some(&Given::DontKnow);
            let answers = interview::presences(&store).into_iter().map(is_ticked).filter(|it| !is_open(it)).collect();
            store.dispatch(Change::Have(answers).into());
            store.place.go(&Route::Next.href());
        })
    };
    let ticks = interview::presences(store).into_iter().map(|field| tick(store, field)).collect();
    let hint = with(say("p", "hint", words.have_hint()), "id", "hint".to_owned());
    let inner = vec![el("legend", "", vec![heading(words.have_title())]), hint, el("div", "ways", ticks)];
    let fieldset = with(el("fieldset", "stack", inner), "aria-describedby", "hint".to_owned());
    html! {
        <form class="sheet stack" novalidate=true {onsubmit}>
            { fieldset }
            <p class="row">
                <button type="submit" class="btn">{ words.go_on() }</button>
                { link("", Route::Care.href(), words.care_choose()) }
            </p>
        </form>
    }
}

/// Whether there is any is answered in the first row.
fn first(field: Id<Field>) -> Slot {
    Slot { field, row: 0 }
}

/// The name of a box within the page.
fn name(store: &Handle, field: Id<Field>) -> String {
    ["have-", &store.pack().fields.at(field).key].concat()
}

fn tick(store: &Handle, field: Id<Field>) -> Html {
    let subject = store.pack().fields.at(field);
    let checked = store.answer(first(field)) == Some(Answer::YesNo(true));
    let id = name(store, field);
    let hint = [&id, "-hint"].concat();
    let onchange = {
        let (store, id) = (store.clone(), id.clone());
        Callback::from(move |_: Event| {
            store.dispatch(Change::Answer(first(field), Given::yes_no(store.place.is_ticked(&id))).into());
        })
    };
    let inner = vec![
        html! { <input type="checkbox" id={id.clone()} {checked} {onchange} aria-describedby={hint.clone()} /> },
        with(say("label", "", store.text(subject.label)), "for", id.clone()),
        with(say("div", "more hint", store.text(subject.ask)), "id", hint),
    ];
    keyed(id, el("div", "choice", inner))
}
