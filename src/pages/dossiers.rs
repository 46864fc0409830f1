//! Several dossiers: one for each enterprise, or for each case of one.

use crate::app::Handle;
use crate::components::small::{back_to, heading, plain_tag};
use crate::components::undo;
use crate::messages::fill;
use crate::nodes::{el, keyed, say, slot, text, with};
use crate::route::Route;
use crate::state::dossiers::Entry;
use crate::state::{Action, Change};
use crate::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How many letters a name may have.
const NAME: &str = "60";

/// All dossiers.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let all = store.dossiers().all();
    let items = all.iter().enumerate().map(|(place, entry)| item(store, place, entry)).collect();
    let new = press(store, "btn", words.dossier_new(), "", Change::AddDossiers(vec![Entry::default()]));
    let inner = vec![
        back_to(&Route::Keep, words.keep_title()),
        heading(words.dossiers_title()),
        say("p", "hint", words.dossiers_lead()),
        say("p", "hint", if store.is_kept() { words.dossiers_where() } else { words.kept_nowhere() }),
        name(store),
        el("ul", "rows sheet", items),
        el("div", "row last", vec![new, undo::button(store)]),
    ];
    el("div", "stack", inner)
}

/// A button that changes something, of what for those who listen; the button may be gone then, so the focus goes to the heading.
fn press(store: &Handle, class: &'static str, words: &str, of: &str, change: Change) -> Html {
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Action::Change(change.clone()));
            store.place.focus("main h1");
        })
    };
    html! { <button type="button" {class} {onclick}>{ words }{ say("span", "unseen", of) }</button> }
}

/// The name of the open one, kept as it is left.
fn name(store: &Handle) -> Html {
    let open = store.dossiers().place();
    let onchange = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                store.dispatch(Change::RenameDossier(open, input.value().trim().to_owned()).into());
            }
        })
    };
    let value = store.dossiers().current().name.clone();
    let placeholder = words::dossier_name(store, open);
    html! {
        <p class="row sheet">
            <label for="dossier-name">{ store.words.dossier_name() }</label>
            <input id="dossier-name" type="text" maxlength={NAME} autocomplete="off" {value} {placeholder} {onchange} />
        </p>
    }
}

fn item(store: &Handle, place: usize, entry: &Entry) -> Html {
    let words = &store.words;
    let is_open = place == store.dossiers().place();
    let title = words::dossier_name(store, place);
    let answers = fill(words.dossier_answers(), &[("n", &entry.answers.iter().count().to_string())]);
    let day = entry.as_of.map_or(String::new(), |day| fill(words.dossier_day(), &[("date", &words.date(day))]));
    let of = fill(words.change_of(), &[("label", &title)]);
    let open = if is_open {
        plain_tag(words.dossier_is_open())
    } else {
        press(store, "btn quiet", words.dossier_open(), &of, Change::OpenDossier(place))
    };
    let remove = press(store, "btn quiet danger", words.dossier_remove(), &of, Change::RemoveDossier(place));
    let about = vec![say("strong", "", &title), text(" "), say("span", "src", &[answers, day].concat())];
    let inner = vec![el("p", "", about), el("p", "row", vec![slot(Some(open)), remove])];
    keyed(place.to_string(), with(el("li", "", inner), "aria-current", is_open.to_string()))
}
