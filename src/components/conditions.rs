//! The conditions of a programme beside the applicant's own values.

use super::small::{change, plain_tag, worded_tag};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, say, several, slot, text, with};
use crate::route::Route;
use crate::state::Store;
use crate::state::standing::Standing;
use crate::words;
use qualify_engine::pack::{Condition, Programme, Provenance, Source};
use qualify_engine::{Causes, ConditionFinding, Finding, Slot, Truth, reasons_of};
use yew::Html;

/// One row a condition: how it stands, what it says, the applicant's own values, where it is written.
pub fn table(store: &Store, programme: &Programme, finding: &Finding, here: &Route) -> Html {
    let words = &store.words;
    let head = [words.verdict_col(), words.condition_col(), words.yours_col(), words.source_col()]
        .map(|words| with(say("th", "", words), "scope", "col".to_owned()));
    let rows = programme.conditions.iter().zip(&finding.conditions);
    let rows = rows.map(|(condition, found)| row(store, finding, condition, *found, here)).collect();
    let head = el("thead", "", vec![el("tr", "", head.into())]);
    el("table", "conds", vec![head, el("tbody", "", rows)])
}

fn row(store: &Store, finding: &Finding, condition: &Condition, found: ConditionFinding, here: &Route) -> Html {
    let words = &store.words;
    let is_idle = is_idle(store, finding, condition, found);
    let note = words::condition_note(store, condition, found).filter(|_| !is_idle).unwrap_or_default();
    let standing = Standing::of_truth(found.counts_as);
    let mark = match is_idle {
        true => plain_tag(words.not_compared()),
        false => worded_tag(store, standing, standing.of_condition(store)),
    };
    let named = |cell: Html, name: &str| with(cell, "data-th", name.to_owned());
    let cells = vec![
        el("td", "", vec![mark]),
        el(
            "td",
            "",
            vec![say("p", "", &words::says(store, condition)), say("p", "src", note), silence(store, condition, found)],
        ),
        named(el("td", "", vec![yours(store, finding, condition, found, here)]), words.yours_col()),
        named(el("td", "src", vec![source(store, &condition.source)]), words.source_col()),
    ];
    keyed(condition.key.clone(), el("tr", "", cells))
}

/// Whether there is nothing to compare: it is about a loan, a project, … that is not there.
fn is_idle(store: &Store, finding: &Finding, condition: &Condition, found: ConditionFinding) -> bool {
    let is_silent = !reasons_of(store.pack(), condition.test).is_empty() || condition.source.readings.is_empty();
    let asks = matches!(found.truth, Truth::Unknown(causes) if causes.include(Causes::APPLICANT));
    found.truth.is_unknown() && !asks && !is_silent && words::slots_of(store, finding, condition).is_empty()
}

/// What the source does not say, where that keeps the condition from being known.
fn silence(store: &Store, condition: &Condition, found: ConditionFinding) -> Html {
    let reasons = match found.truth {
        Truth::Unknown(causes) if causes.include(Causes::SOURCE) => reasons_of(store.pack(), condition.test),
        _ => Vec::new(),
    };
    el("div", "src", reasons.into_iter().map(|reason| say("p", "", store.text(reason))).collect())
}

fn yours(store: &Store, finding: &Finding, condition: &Condition, found: ConditionFinding, here: &Route) -> Html {
    let words = &store.words;
    let slots = words::slots_of(store, finding, condition);
    if slots.is_empty() {
        // It may be about a loan, and there is none to be asked about yet.
        let waits = matches!(found.truth, Truth::Unknown(causes) if causes.include(Causes::APPLICANT));
        return say("span", "src", if waits { words.not_given() } else { words.values_none() });
    }
    let thresholds = store.evaluator().for_finding(finding).thresholds(condition.test);
    let asked = |slot| {
        let of_it = thresholds.iter().filter(|it| it.slot == slot);
        of_it.filter_map(|it| words::threshold(store, it)).collect::<Vec<_>>().join(words.list_mark())
    };
    el("ul", "values", slots.into_iter().map(|slot| value(store, slot, &asked(slot), here)).collect())
}

/// The answers on which items and amounts rest, as far as no condition shows them.
pub fn beside(store: &Store, programme: &Programme, finding: &Finding, here: &Route) -> Html {
    let shown: Vec<_> = programme.conditions.iter().flat_map(|it| words::slots_of(store, finding, it)).collect();
    let of_items = programme.items.iter().flat_map(|item| item.when.into_iter().chain(item.amount));
    let looked_at = of_items.chain(programme.total_at_most).flat_map(|node| words::slots_in(store, finding, node));
    let mut slots = Vec::new();
    for slot in looked_at {
        if !shown.contains(&slot) && !slots.contains(&slot) {
            slots.push(slot);
        }
    }
    let values = slots.iter().map(|slot| value(store, *slot, "", here)).collect();
    let inner = vec![say("h3", "src", store.words.items_answers()), el("ul", "values", values)];
    block_slot((!slots.is_empty()).then(|| several(inner)))
}

/// The name of a field, the answer, what is asked of it, and the way to change it.
fn value(store: &Store, slot: Slot, asked: &str, here: &Route) -> Html {
    let inner = vec![
        say("span", "src label", &words::slot_label(store, slot)),
        own_answer(store, slot, "strong"),
        text(" "),
        change(store, slot, here),
        say("span", "asked num", asked),
    ];
    keyed(slot_key(store, slot), el("li", "", inner))
}

/// What tells the rows of a list of answers apart.
pub fn slot_key(store: &Store, slot: Slot) -> String {
    [&store.pack().fields.at(slot.field).key, "/", &slot.row.to_string()].concat()
}

/// The answer to a field of a row, or that there is none.
pub fn own_answer(store: &Store, slot: Slot, tag: &'static str) -> Html {
    match words::answer(store, slot) {
        Some(answer) => say(tag, "num", &answer),
        None => say(tag, "src", store.words.not_given()),
    }
}

/// Where something is written, and how far that can be relied on.
pub fn source(store: &Store, source: &Source) -> Html {
    let mark = (source.provenance != Provenance::Seen)
        .then(|| several(vec![plain_tag(words::provenance(store, source.provenance)), text(" ")]));
    let grades = words::grades(store, source);
    let read = match (grades.as_str(), source.provenance) {
        ("", Provenance::Seen) => store.words.of_the_kind().to_owned(),
        ("", _) => String::new(),
        _ => fill(store.words.read_in(), &[("grades", &grades)]),
    };
    let inner = vec![
        slot(mark),
        say("span", "", source.clause.map_or("", |clause| store.text(clause))),
        text(" "),
        say("span", "", &read),
        say("p", "", source.note.map_or("", |note| store.text(note))),
    ];
    el("div", "source", inner)
}
