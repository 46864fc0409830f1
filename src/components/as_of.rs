//! The control for the as-of date.

use crate::app::Handle;
use crate::messages::fill;
use crate::state::Action;
use qualify_engine::Date;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Handle,
}

/// A date field that takes effect at once, and a way back to today.
#[component(AsOf)]
pub fn as_of(props: &Props) -> Html {
    let store = &props.store;
    let words = store.words;
    let is_wrong = use_state_eq(|| false);
    let onchange = {
        let (store, is_wrong) = (store.clone(), is_wrong.clone());
        Callback::from(move |event: Event| {
            let typed = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            let date = Date::parse(&typed);
            is_wrong.set(date.is_none());
            if date.is_some() {
                store.dispatch(Action::AsOf(date));
            }
        })
    };
    let onclick = {
        let (store, is_wrong) = (store.clone(), is_wrong.clone());
        Callback::from(move |_: MouseEvent| {
            is_wrong.set(false);
            store.dispatch(Action::AsOf(None));
        })
    };
    let (date, today) = (store.as_of().to_string(), store.today().to_string());
    let error = if *is_wrong { fill(words.as_of_error, &[("date", &date)]) } else { String::new() };
    let note =
        if store.is_today() { String::new() } else { fill(words.as_of_past, &[("date", &date), ("today", &today)]) };
    html! {
        <div class="as-of">
            <p class="row">
                <label for="as-of">{ words.as_of_label }</label>
                <input id="as-of" type="date" min="1900-01-01" max="2200-12-31" value={date} {onchange}
                    aria-describedby="as-of-note as-of-error" aria-invalid={is_wrong.to_string()} />
                <button type="button" class={if store.is_today() { "btn quiet unshown" } else { "btn quiet" }} {onclick}>
                    { words.as_of_today }
                </button>
            </p>
            <p id="as-of-error" class="error" role="alert">{ error }</p>
            <p id="as-of-note" class="past" role="status">{ note }</p>
        </div>
    }
}
