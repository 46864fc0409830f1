//! All answers, to check and change.

use super::care;
use crate::app::Handle;
use crate::components::conditions::{own_answer, slot_key};
use crate::components::folded::folded;
use crate::components::small::{back, change, heading, question};
use crate::components::{clear, undo};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, slot, text};
use crate::route::Route;
use crate::state::interview::{self, Step};
use crate::words;
use qualify_engine::pack::Record;
use qualify_engine::{Id, Slot};
use yew::Html;

/// The answers by what they are about.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let (n, unknown) = store.counts();
    let count = fill(words.answered(), &[("n", &n.to_string()), ("unknown", &unknown.to_string())]);
    let sections = store.pack().records.ids().map(|record| section(store, record)).collect();
    let inner = vec![
        back(store, &Route::Start),
        heading(words.answers_title()),
        el("p", "hint", vec![text(words.answers_lead()), text(&count), text(words.stop())]),
        care::chosen(store),
        onward(store),
        el("div", "stack", sections),
        el("div", "row last", vec![undo::button(store), clear::button(store)]),
    ];
    el("div", "stack", inner)
}

/// What to do next.
fn onward(store: &Handle) -> Html {
    let words = &store.words;
    let is_done = interview::next(store) == Step::Done;
    let closed = interview::next_aside(store).filter(|_| is_done);
    let unknown = store.counts().1;
    let asked = fill(words.answers_done_but(), &[("n", &unknown.to_string())]);
    let (done, more, findings) = if is_done { ("hint", "unshown", "btn") } else { ("unshown", "btn", "btn quiet") };
    let inner = vec![
        say("span", done, &if unknown == 0 { words.answers_done().to_owned() } else { asked }),
        link(more, Route::Next.href(), if store.has_answers() { words.ask_next() } else { words.start() }),
        link(findings, Route::Findings.href(), words.nav_findings()),
        slot(closed.map(|slot| link("", question(store, slot, &Route::Answers), words.closed_only()))),
    ];
    el("div", "row", inner)
}

/// What was answered, and what can still change something. About a loan there is nothing to show until there is one.
fn section(store: &Handle, record: Id<Record>) -> Html {
    let entry = store.pack().records.at(record);
    let presence = entry.presence.map(|field| Slot { field, row: 0 });
    let said = presence.map(|slot| el("dl", "answers", vec![own_row(store, slot)]));
    let rows = if presence.is_some() { store.dossier.rows(record) } else { 1 };
    let mut inner = vec![say("h2", "", store.text(entry.label)), block_slot(said)];
    inner.extend((0..rows).map(|place| {
        let slots = relevant(store, record, place);
        let title = (rows > 1).then(|| say("h3", "", &words::row(store, record, place)));
        let (said, open): (Vec<_>, Vec<_>) = slots.into_iter().partition(|slot| store.given(*slot).is_some());
        let said = (!said.is_empty()).then(|| list(store, &said));
        keyed(place.to_string(), el("div", "", title.into_iter().chain(said).chain(to_fill_in(store, open)).collect()))
    }));
    if rows > 0 && presence.is_some() {
        let list = Route::List(entry.key.clone());
        inner.push(el("p", "", vec![link("", list.href(), store.words.list_edit())]));
    }
    keyed(entry.key.clone(), el("section", "sheet", inner))
}

fn list(store: &Handle, slots: &[Slot]) -> Html {
    el("dl", "answers", slots.iter().map(|slot| own_row(store, *slot)).collect())
}

/// What can still matter and was not said, folded: it would bury what was.
fn to_fill_in(store: &Handle, slots: Vec<Slot>) -> Option<Html> {
    let count = fill(store.words.not_given_more(), &[("n", &slots.len().to_string())]);
    let of = store.clone();
    (!slots.is_empty()).then(|| folded("why", text(&count), move || list(&of, &slots)))
}

/// Of which loan it is, the heading says.
fn own_row(store: &Handle, slot: Slot) -> Html {
    row(store, slot, words::label(store, slot.field), &Route::Answers)
}

fn relevant(store: &Handle, record: Id<Record>, row: u16) -> Vec<Slot> {
    let can_matter = |slot: &Slot| {
        let open = store.findings().iter().filter(|finding| !finding.availability.is_closed());
        open.into_iter().any(|finding| finding.missing.contains(slot))
    };
    let presence = store.pack().records.at(record).presence;
    let fields = store.pack().fields.entries().filter(|(id, field)| field.record == record && presence != Some(*id));
    let slots = fields.map(|(field, _)| Slot { field, row });
    slots.filter(|slot| store.given(*slot).is_some() || can_matter(slot)).collect()
}

/// One answer, by this name, with the way to change it.
pub fn row(store: &Handle, slot: Slot, label: &str, here: &Route) -> Html {
    let inner =
        vec![say("dt", "", label), own_answer(store, slot, "dd"), el("dd", "", vec![change(store, slot, here)])];
    keyed(slot_key(store, slot), el("div", "", inner))
}
