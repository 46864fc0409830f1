//! The quiet count beside the questions.

use super::small::tag;
use crate::messages::fill;
use crate::nodes::{el, link, say, with};
use crate::route::Route;
use crate::state::group::{by_programme, count};
use crate::state::{Store, interview};
use crate::words::{self, Standing};
use qualify_engine::{Slot, Verdict};
use yew::Html;

/// How many programmes stand where, and what the present question matters to.
pub fn aside(store: &Store, slot: Option<Slot>) -> Html {
    let words = &store.words;
    let affected = slot.map(|slot| interview::asked_for(store, slot)).unwrap_or_default();
    let names = affected.iter().map(|id| store.text(store.programme(*id).name)).collect();
    let note = if affected.is_empty() {
        String::new()
    } else {
        let (n, list) = (affected.len().to_string(), words::list(store, names, 2));
        fill(words.affects(), &[("n", &n), ("list", &list)])
    };
    let inner = vec![
        say("h2", "", words.tally()),
        counts(store),
        say("p", "note", &note),
        link("", Route::Findings.href(), words.results_now()),
    ];
    with(el("aside", "sheet tally", inner), "aria-label", words.tally_label().to_owned())
}

/// The four counts, read out when they change, and what is counted.
pub fn counts(store: &Store) -> Html {
    let row = |verdict: Verdict| {
        let count = say("dd", "num", &count(store.findings(), verdict).to_string());
        el("div", "pair", vec![el("dt", "", vec![tag(store, Standing::of_verdict(verdict))]), count])
    };
    let rows = [Verdict::Qualifies, Verdict::Open, Verdict::Unconfirmed, Verdict::Fails].map(row).into();
    let counts = with(el("div", "", vec![el("dl", "counts", rows)]), "role", "status".to_owned());
    let closed = by_programme(store.findings()).filter(|of| of.iter().all(|it| it.availability.is_closed())).count();
    let note = fill(store.words.tally_note(), &[("n", &closed.to_string())]);
    el("div", "", vec![counts, say("p", "note", &note)])
}
