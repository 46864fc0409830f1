//! The quiet count beside the questions.

use super::small::tag;
use crate::messages::fill;
use crate::nodes::{el, link, say, with};
use crate::route::Route;
use crate::state::group::by_programme;
use crate::state::standing::Standing;
use crate::state::{Store, interview};
use qualify_engine::Slot;
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
        say("p", "note", &fill(words.questions_left(), &[("n", &interview::left(store).to_string())])),
        say("p", "note", &note),
        link("", Route::Findings.href(), words.results_now()),
    ];
    with(el("aside", "sheet tally", inner), "aria-label", words.tally_label().to_owned())
}

/// The counts, read out when they change, and what is counted: every programme, once.
pub fn counts(store: &Store) -> Html {
    let row = |standing: Standing| {
        let count = say("dd", "num", &store.tally(standing).to_string());
        el("div", "pair", vec![el("dt", "", vec![tag(store, standing)]), count])
    };
    let rows = Standing::ALL.into_iter().map(row).collect();
    let counts = with(el("div", "", vec![el("dl", "counts", rows)]), "role", "status".to_owned());
    let all = by_programme(store.findings()).count().to_string();
    el("div", "", vec![counts, say("p", "note", &fill(store.words.tally_note(), &[("n", &all)]))])
}
