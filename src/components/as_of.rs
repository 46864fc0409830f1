//! The control for the as-of date.

use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{el, say, with};
use crate::state::{Action, Change};
use qualify_engine::Date;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The day in the field, when it is one.
fn typed(input: HtmlInputElement) -> Option<Date> {
    Date::parse(&input.value())
}

/// A date field that takes effect at once, and a way back to today.
pub fn control(store: &Handle) -> Html {
    let words = &store.words;
    // A browser reports every half-typed date (year 0002, 0020, …). Nothing is said of those, and nothing is drawn anew, so that
    // typing can go on; what is no day when the field is left is named then.
    let onchange = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(date) = event.target_dyn_into().and_then(typed) {
                store.dispatch(Change::AsOf(Some(date)).into());
            }
        })
    };
    let onblur = {
        let store = store.clone();
        Callback::from(move |event: FocusEvent| {
            if event.target_dyn_into().and_then(typed).is_none() {
                store.dispatch(Action::WrongDay);
            }
        })
    };
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Change::AsOf(None).into());
            // The button is about to go: the focus must not go with it.
            store.place.focus("#as-of");
        })
    };
    let (date, today) = (words.date(store.as_of()), words.date(store.today()));
    let error = if store.is_wrong_day { fill(words.as_of_error(), &[("date", &date)]) } else { String::new() };
    let is_today = store.is_today();
    let note = if is_today { String::new() } else { fill(words.as_of_past(), &[("date", &date), ("today", &today)]) };
    let fields = html! {
        <p class="row">
            <label for="as-of">{ words.as_of_label() }</label>
            <input id="as-of" type="date" min="1900-01-01" max="2200-12-31" value={store.as_of().to_string()} {onchange} {onblur}
                aria-describedby="as-of-note as-of-error" aria-invalid={store.is_wrong_day.to_string()} />
            <button type="button" class={if is_today { "btn quiet unshown" } else { "btn quiet" }} {onclick}>
                { words.as_of_today() }
            </button>
        </p>
    };
    let error = with(with(say("p", "error", &error), "id", "as-of-error".to_owned()), "role", "alert".to_owned());
    let note = with(with(say("p", "past", &note), "id", "as-of-note".to_owned()), "role", "status".to_owned());
    el("div", "as-of", vec![fields, error, note])
}
