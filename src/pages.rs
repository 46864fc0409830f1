//! The pages.

mod answers;
mod findings;
mod programme;
mod programmes;
mod question;
mod start;

use crate::app::Handle;
use crate::components::have_form;
use crate::components::small::{back, button_link, heading};
use crate::nodes::{el, say};
use crate::route::Route;
use crate::state::Store;
use yew::Html;

/// The page at an address.
pub fn page(store: &Handle, route: &Route) -> Html {
    match route {
        Route::Start => start::page(store),
        Route::Have => el("div", "", vec![back(store, &Route::Start), have_form::form(store)]),
        Route::Next => el("div", "", Vec::new()),
        Route::Question { key, then } => question::page(store, route, key, then.as_ref()),
        Route::Answers => answers::page(store),
        Route::Findings => findings::page(store),
        Route::Programmes => programmes::page(store),
        Route::Programme(key) => programme::page(store, key),
        Route::Unknown => missing(store, store.words.unknown_title, store.words.unknown_text),
    }
}

/// The title of the page at an address.
pub fn title(store: &Store, route: &Route) -> String {
    let words = store.words;
    let own = match route {
        Route::Start | Route::Next => return [words.brand, " · ", words.tagline].concat(),
        Route::Have => words.have_title,
        Route::Question { key, .. } => match store.pack().field(key) {
            Some(field) => store.text(store.pack().fields.at(field).ask),
            None => words.unknown_field_title,
        },
        Route::Answers => words.answers_title,
        Route::Findings => words.findings_title,
        Route::Programmes => words.programmes_title,
        Route::Programme(key) => match store.pack().programme(key) {
            Some(programme) => store.text(store.programme(programme).name),
            None => words.unknown_title,
        },
        Route::Unknown => words.unknown_title,
    };
    [own, " · ", words.brand].concat()
}

/// A page that is not there: says so, and leads on.
fn missing(store: &Store, title: &str, text: &str) -> Html {
    let on = el("p", "", vec![button_link(Route::Start.href(), store.words.to_start)]);
    el("div", "sheet stack", vec![heading(title), say("p", "", text), on])
}
