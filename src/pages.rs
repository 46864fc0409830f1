//! The pages.

mod answers;
mod care;
mod dossiers;
mod findings;
mod keep;
mod list;
mod programme;
mod programmes;
mod question;
mod report;
mod shared;
mod start;
mod waiting;

use crate::app::Handle;
use crate::components::small::{back, button_link, heading};
use crate::components::{have_form, trial};
use crate::later;
use crate::nodes::{el, say};
use crate::route::Route;
use crate::state::Store;
use qualify_engine::pack::Record;
use qualify_engine::{Id, Slot};
use yew::Html;

/// The page at an address: the first one, or one of the second file, as soon as that is there.
pub fn page(store: &Handle, route: &Route) -> Html {
    match route {
        Route::Start => start::page(store),
        later if store.is_whole() => later::page(store, later),
        _ => waiting::page(store),
    }
}

/// The pages of the second file.
pub fn later_page(store: &Handle, route: &Route) -> Html {
    el("div", "", vec![trial::banner(store), inner_page(store, route)])
}

fn inner_page(store: &Handle, route: &Route) -> Html {
    match route {
        Route::Have => el("div", "", vec![back(store, &Route::Start), have_form::form(store)]),
        // On its way to another one.
        Route::Next | Route::Start => el("div", "", Vec::new()),
        Route::Question { key, row, then } => question::page(store, key, *row, then.as_ref()),
        Route::List(key) => list::page(store, key),
        Route::Answers => answers::page(store),
        Route::Findings => findings::page(store),
        Route::Programmes => programmes::page(store),
        Route::Programme(key) => programme::page(store, key),
        Route::Keep => keep::page(store),
        Route::Report => report::page(store),
        Route::Dossiers => dossiers::page(store),
        Route::Shared(text) => shared::page(store, text),
        Route::Care => care::page(store),
        Route::Unknown => missing(store, store.words.unknown_title(), store.words.unknown_text()),
    }
}

/// The title of the page at an address, as far as that is there.
pub fn title(store: &Store, route: &Route) -> String {
    match route {
        Route::Start | Route::Next => first_title(store),
        later if store.is_whole() => later::title(store, later),
        _ => first_title(store),
    }
}

fn first_title(store: &Store) -> String {
    [store.words.brand(), " · ", store.words.tagline()].concat()
}

/// The titles of the second file.
pub fn later_title(store: &Store, route: &Route) -> String {
    let words = &store.words;
    let own = match route {
        Route::Start | Route::Next => return first_title(store),
        Route::Have => words.have_title(),
        Route::Question { key, .. } => match store.pack().field(key) {
            Some(field) => store.text(store.pack().fields.at(field).ask),
            None => words.unknown_field_title(),
        },
        Route::Answers => words.answers_title(),
        Route::Findings => words.findings_title(),
        Route::Programmes => words.programmes_title(),
        Route::Programme(key) => match store.pack().programme(key) {
            Some(programme) => store.text(store.programme(programme).name),
            None => words.unknown_title(),
        },
        Route::List(key) => match record(store, key) {
            Some(record) => store.text(store.pack().records.at(record).label),
            None => words.unknown_title(),
        },
        Route::Keep => words.keep_title(),
        Route::Report => words.report_heading(),
        Route::Dossiers => words.dossiers_title(),
        Route::Shared(_) => words.shared_title(),
        Route::Care => words.care_title(),
        Route::Unknown => words.unknown_title(),
    };
    [if store.is_mistaken { words.error_title() } else { "" }, own, " · ", words.brand()].concat()
}

/// A page that is not there: says so, and leads on.
fn missing(store: &Store, title: &str, text: &str) -> Html {
    let on = el("p", "", vec![button_link(Route::Start.href(), store.words.to_start())]);
    el("div", "sheet stack", vec![heading(title), say("p", "", text), on])
}

/// The page of a question about a row.
pub fn question_route(store: &Store, slot: Slot, then: Option<String>) -> Route {
    Route::Question { key: store.pack().fields.at(slot.field).key.clone(), row: slot.row, then }
}

/// The record with this key, if there can be several rows of it.
fn record(store: &Store, key: &str) -> Option<Id<Record>> {
    let found = store.pack().records.entries().find(|(_, record)| record.key == key && record.presence.is_some());
    found.map(|(id, _)| id)
}
