//! What the enterprise has: loans, projects, leases, …

use super::small::heading;
use crate::app::Handle;
use crate::browser;
use crate::route::Route;
use crate::state::{Action, interview};
use qualify_engine::pack::Field;
use qualify_engine::{Answer, Id};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Handle,
}

/// What is ticked.
#[derive(Clone, PartialEq)]
struct Ticks(Vec<(Id<Field>, bool)>);

impl Reducible for Ticks {
    type Action = (Id<Field>, bool);

    fn reduce(self: Rc<Self>, (field, has): Self::Action) -> Rc<Self> {
        Rc::new(Self(self.0.iter().map(|old| if old.0 == field { (field, has) } else { *old }).collect()))
    }
}

/// A page of tick boxes. What is not ticked is not there, and can be added later.
#[component(HaveForm)]
pub fn have_form(props: &Props) -> Html {
    let store = props.store.clone();
    let words = store.words;
    let ticks = use_reducer(|| {
        let has = |field| (field, store.answer(field) == Some(Answer::YesNo(true)));
        Ticks(interview::presences(&store).into_iter().map(has).collect())
    });
    let onsubmit = {
        let (store, ticks) = (store.clone(), ticks.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            store.dispatch(Action::Have(ticks.0.clone()));
            browser::go(&Route::Next.href());
        })
    };
    html! {
        <form class="sheet stack" novalidate=true {onsubmit}>
            <fieldset class="stack" aria-describedby="hint">
                <legend>{ heading(words.have_title) }</legend>
                <p id="hint" class="hint">{ words.have_hint }</p>
                <div class="ways">{ for ticks.0.iter().map(|(field, has)| tick(&store, &ticks, *field, *has)) }</div>
            </fieldset>
            <p class="row"><button type="submit" class="btn">{ words.go_on }</button></p>
        </form>
    }
}

fn tick(store: &Handle, ticks: &UseReducerHandle<Ticks>, field: Id<Field>, checked: bool) -> Html {
    let subject = store.pack().fields.at(field);
    let id = format!("have-{}", subject.key);
    let onchange = {
        let ticks = ticks.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                ticks.dispatch((field, input.checked()));
            }
        })
    };
    html! {
        <div class="choice" key={id.clone()}>
            <input type="checkbox" id={id.clone()} {checked} {onchange} aria-describedby={format!("{id}-hint")} />
            <label for={id.clone()}>{ store.text(subject.label) }</label>
            <div class="more hint" id={format!("{id}-hint")}>{ store.text(subject.ask) }</div>
        </div>
    }
}
