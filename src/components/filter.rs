//! The form that chooses which programmes are listed.

use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{el, say, several, with};
use crate::state::filter::{Filter, Openness, occurring};
use crate::state::{Action, Language, Rules};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The form, with how many are listed of how many.
pub fn form(store: &Handle, listed: usize, all: usize) -> Html {
    let words = &store.words;
    let chosen = Filter { text: String::new(), ..store.filter.clone() };
    let (rules, language) = (store.rules.clone(), store.language.clone());
    let choices = html! { <Choices store={store.clone()} {rules} {language} {chosen} /> };
    let fields = vec![search(store), choices];
    let programmes = store.programmes().count();
    let count = if programmes == all { words.filter_count() } else { words.filter_rows() };
    let numbers = [("n", listed), ("all", all), ("programmes", programmes)].map(|(name, n)| (name, n.to_string()));
    let count = fill(count, &numbers.each_ref().map(|(name, n)| (*name, n.as_str())));
    let told = with(say("p", "note num", &count), "role", "status".to_owned());
    let nothing = say("p", "hint", if listed == 0 { words.filter_nothing() } else { "" });
    with(el("div", "filter", vec![el("div", "fields", fields), told, nothing]), "role", "search".to_owned())
}

/// What is chosen from lists, and all that it is drawn from.
#[derive(Clone, Debug, Properties)]
struct ChoicesProps {
    store: Handle,
    // Of their own: a handle always gives the newest state, also one that was taken before.
    rules: Rc<Rules>,
    language: Language,
    chosen: Filter,
}

impl PartialEq for ChoicesProps {
    /// A letter in the search leaves them as they are.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.rules, &other.rules) && self.language == other.language && self.chosen == other.chosen
    }
}

#[component(Choices)]
fn choices(ChoicesProps { store, chosen, .. }: &ChoicesProps) -> Html {
    let words = &store.words;
    let kinds = store.pack().kinds.iter().map(|kind| (kind.key.clone(), store.text(kind.label).to_owned()));
    let named = |of| occurring(store, of).into_iter().map(|name| (name.clone(), name)).collect();
    let openness = Openness::ALL.map(|it| (it.key().to_owned(), openness_words(store, it).to_owned()));
    let open = chosen.openness.map(Openness::key).unwrap_or_default();
    let fields = vec![
        select(store, "filter-kind", words.filter_kind(), kinds.collect(), &chosen.kind, |filter, value| Filter {
            kind: value,
            ..filter
        }),
        select(store, "filter-level", words.filter_level(), named(|it| it.level), &chosen.level, |filter, value| {
            Filter { level: value, ..filter }
        }),
        select(store, "filter-body", words.filter_body(), named(|it| it.body), &chosen.body, |filter, value| Filter {
            body: value,
            ..filter
        }),
        select(store, "filter-open", words.filter_open(), openness.into(), open, |filter, value| Filter {
            openness: Openness::ALL.into_iter().find(|it| it.key() == value),
            ..filter
        }),
    ];
    several(fields)
}

fn openness_words(store: &Handle, of: Openness) -> &str {
    let words = &store.words;
    match of {
        Openness::Open => words.filter_is_open(),
        Openness::Later => words.filter_is_later(),
        Openness::Unknown => words.not_confirmed(),
        Openness::Closed => words.ended_title(),
    }
}

/// Nothing is written back into the field: what an input method is composing must stay as it is.
fn search(store: &Handle) -> Html {
    let oninput = {
        let store = store.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                store.dispatch(Action::Filter(Filter { text: input.value(), ..store.filter.clone() }));
            }
        })
    };
    let input = html! { <input id="filter-text" type="search" autocomplete="off" {oninput} /> };
    // The attribute, not the property: it says only what the field begins with.
    let input = with(input, "value", store.filter.text.clone());
    el("p", "", vec![with(say("label", "", store.words.filter_text()), "for", "filter-text".to_owned()), input])
}

type With = fn(Filter, String) -> Filter;

fn select(
    store: &Handle,
    id: &'static str,
    label: &str,
    options: Vec<(String, String)>,
    chosen: &str,
    then: With,
) -> Html {
    let onchange = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                store.dispatch(Action::Filter(then(store.filter.clone(), select.value())));
            }
        })
    };
    let option = |(value, words): (String, String)| {
        let selected = value == chosen;
        html! { <option key={value.clone()} value={value.clone()} {selected}>{ words }</option> }
    };
    let any = (String::new(), store.words.filter_any().to_owned());
    let options: Vec<_> = [any].into_iter().chain(options).map(option).collect();
    html! { <p><label for={id}>{ label.to_owned() }</label><select {id} {onchange}>{ options }</select></p> }
}
