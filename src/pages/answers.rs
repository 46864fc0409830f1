//! All answers, to check and change.

use crate::app::Handle;
use crate::components::clear;
use crate::components::conditions::own_answer;
use crate::components::small::{back, change, heading, question};
use crate::messages::fill;
use crate::nodes::{el, keyed, link, say, slot, text};
use crate::route::Route;
use crate::state::interview::{self, Step};
use crate::words;
use qualify_engine::pack::{Field, Record};
use qualify_engine::{Answer, Id};
use yew::Html;

/// The answers by what they are about.
pub fn page(store: &Handle) -> Html {
    let words = store.words;
    let relevant = relevant(store);
    let (n, unknown) = store.counts();
    let count = fill(words.answered, &[("n", &n.to_string()), ("unknown", &unknown.to_string())]);
    let sections = store.pack().records.ids().map(|record| section(store, record, &relevant)).collect();
    let inner = vec![
        back(store, &Route::Start),
        heading(words.answers_title),
        el("p", "hint", vec![text(words.answers_lead), text(&count), text("。")]),
        onward(store),
        el("div", "stack", sections),
        el("div", "row last", vec![clear::button(store)]),
    ];
    el("div", "stack", inner)
}

/// What to do next.
fn onward(store: &Handle) -> Html {
    let words = store.words;
    let is_done = interview::next(store) == Step::Done;
    let closed = interview::next_of_closed(store).filter(|_| is_done);
    let (done, more, findings) = if is_done { ("hint", "unshown", "btn") } else { ("unshown", "btn", "btn quiet") };
    let inner = vec![
        say("span", done, words.answers_done),
        link(more, Route::Next.href(), if store.has_answers() { words.ask_next } else { words.start }),
        link(findings, Route::Findings.href(), words.nav_findings),
        slot(closed.map(|field| link("", question(store, field, &Route::Answers), words.closed_only))),
    ];
    el("div", "row", inner)
}

/// What was answered, and what can still change something. About a loan there is nothing to show until there is one.
fn relevant(store: &Handle) -> Vec<Id<Field>> {
    let can_matter = |field: Id<Field>| {
        store.findings.iter().any(|finding| !finding.availability.is_closed() && finding.misses(field))
    };
    let pack = store.pack();
    let is_relevant = |field: &Id<Field>| match pack.records.at(pack.fields.at(*field).record).presence {
        Some(presence) if presence == *field => true,
        Some(presence) if store.answer(presence) != Some(Answer::YesNo(true)) => false,
        _ => store.given(*field).is_some() || can_matter(*field),
    };
    pack.fields.ids().filter(is_relevant).collect()
}

fn section(store: &Handle, record: Id<Record>, relevant: &[Id<Field>]) -> Html {
    let entry = store.pack().records.at(record);
    let fields: Vec<_> =
        relevant.iter().copied().filter(|field| store.pack().fields.at(*field).record == record).collect();
    let class = if fields.is_empty() { "unshown" } else { "sheet" };
    let rows = fields.into_iter().map(|field| row(store, field, &Route::Answers)).collect();
    let inner = vec![say("h2", "", store.text(entry.label)), el("dl", "answers", rows)];
    keyed(entry.key.clone(), el("section", class, inner))
}

/// One answer with the way to change it.
pub fn row(store: &Handle, field: Id<Field>, here: &Route) -> Html {
    let inner = vec![
        say("dt", "", words::label(store, field)),
        own_answer(store, field, "dd"),
        el("dd", "", vec![change(store, field, here)]),
    ];
    keyed(store.pack().fields.at(field).key.clone(), el("div", "", inner))
}
