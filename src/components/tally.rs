//! The quiet count beside the questions.

use super::small::tag;
use crate::messages::fill;
use crate::nodes::{el, link, say, with};
use crate::route::Route;
use crate::state::group::{by_programme, tally};
use crate::state::{Store, interview};
use crate::words::Standing;
use qualify_engine::{Slot, Verdict};
use yew::Html;

/// How many programmes are named.
const NAMED: usize = 2;

/// How many programmes stand where, and what the present question matters to.
pub fn aside(store: &Store, slot: Option<Slot>) -> Html {
    let words = &store.words;
    let affected = slot.map(|slot| interview::asked_for(store, slot)).unwrap_or_default();
    let names: Vec<_> = affected.iter().map(|id| store.text(store.programme(*id).name)).take(NAMED).collect();
    let note = match affected.len() {
        0 => "",
        n if n > NAMED => words.affects_some(),
        _ => words.affects(),
    };
    let note = fill(note, &[("n", &affected.len().to_string()), ("list", &names.join(words.list_mark()))]);
    let inner = vec![
        say("h2", "", words.tally()),
        counts(store),
        say("p", "note", &note),
        link("", Route::Findings.href(), words.results_now()),
    ];
    with(el("aside", "sheet tally", inner), "aria-label", words.tally_label().to_owned())
}

/// The counts, read out when they change, and what is counted: every programme, once.
pub fn counts(store: &Store) -> Html {
    let row = |verdict: Option<Verdict>| {
        let count = say("dd", "num", &tally(store.findings(), verdict).to_string());
        let standing = verdict.map_or(Standing::Closed, Standing::of_verdict);
        el("div", "pair", vec![el("dt", "", vec![tag(store, standing)]), count])
    };
    let verdicts = [Verdict::Qualifies, Verdict::Open, Verdict::Unconfirmed, Verdict::Fails].map(Some);
    let rows = verdicts.into_iter().chain([None]).map(row).collect();
    let counts = with(el("div", "", vec![el("dl", "counts", rows)]), "role", "status".to_owned());
    let all = by_programme(store.findings()).count().to_string();
    el("div", "", vec![counts, say("p", "note", &fill(store.words.tally_note(), &[("n", &all)]))])
}
