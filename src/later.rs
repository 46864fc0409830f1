//! The doors to the second file of the program. When the site is built, everything that is reached only through the functions of
//! this module moves into a file of its own (`xtask/src/site/split.rs`), which is fetched once the person goes on from the first
//! page. Before it is there ([`Store::is_whole`]) none of them may be called. Each must stay a function of its own, and nothing but
//! doors may stand here.
//!
//! What is called through the table of functions (a listener, the body of a component) moves too where only what moved points at it.

use crate::app::Handle;
use crate::browser;
use crate::components::aloud;
use crate::components::question_form::{self, Form};
use crate::components::tally;
use crate::host;
use crate::pages;
use crate::route::Route;
use crate::state::interview::{self, Step};
use crate::state::json::Json;
use crate::state::trial::Trial;
use crate::state::{Change, Store};
use qualify_engine::Slot;
use yew::Html;

/// Any page but the first one.
#[inline(never)]
pub fn page(store: &Handle, route: &Route) -> Html {
    pages::later_page(store, route)
}

/// The title of any page but the first one.
#[inline(never)]
pub fn title(store: &Store, route: &Route) -> String {
    pages::later_title(store, route)
}

/// What stands beside a question.
#[inline(never)]
pub fn aside(store: &Handle, slot: Option<Slot>) -> Html {
    tally::aside(store, slot)
}

/// What a question looks like.
#[inline(never)]
pub fn question(form: &Form<'_>) -> Html {
    question_form::view(form)
}

/// What to ask next.
#[inline(never)]
pub fn next(store: &Store) -> Step {
    interview::next(store)
}

/// What a change does to the dossiers.
#[inline(never)]
pub fn change(store: &mut Store, change: Change) {
    store.change(change);
}

/// What every programme comes to with the present answers.
#[inline(never)]
pub fn assess(store: &mut Store) {
    store.assess_now();
}

/// What trying other answers does.
#[inline(never)]
pub fn try_out(store: &mut Store, step: Trial) {
    store.try_out(step);
}

/// What reads the page aloud.
#[inline(never)]
pub fn aloud(store: &Handle) -> Html {
    aloud::button(store)
}

/// Stops reading aloud.
#[inline(never)]
pub fn hush() {
    browser::hush();
}

/// What passes between the page and the one around it.
#[inline(never)]
pub fn host(store: &Handle) {
    host::meet(store);
}

/// What is kept in the browser.
#[inline(never)]
pub fn to_save(store: &Store) -> Json {
    store.to_save()
}
