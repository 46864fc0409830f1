//! What is asked, and in which order.
//!
//! First, on one page, what the enterprise has (loans, projects, …). Then one group of questions after the other: what the
//! enterprise itself must be for something about its loans or projects, which everybody can tell; then each loan, each project, and
//! the rest about the enterprise. Which of these comes next, and which question in a group, is the engine's choice of what settles
//! most; a group that was begun is finished first. What matters only to programmes that have closed, that seem to be missed, or that the
//! person does not care about, is not asked unless the person wants to.

use super::Store;
use super::group::is_unlikely;
use qualify_engine::pack::{Field, Programme, Record};
use qualify_engine::question::{askable, next_among};
use qualify_engine::{Answer, Dossier, Finding, Id, Slot, assess};

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The page on which the person ticks what the enterprise has.
    Have,
    /// One question.
    Ask(Slot),
    /// The list of rows of a record, to add others.
    List(Id<Record>),
    /// Nothing more to ask.
    Done,
}

/// The fields that say whether there is a loan, a project, …, as far as one of them matters to what may be asked about or was
/// answered. What was answered otherwise makes none come or go, as ticking them would.
pub fn presences(store: &Store) -> Vec<Id<Field>> {
    let nothing = Dossier::new();
    let findings = assess(store.pack(), &nothing, store.as_of());
    let wanted: Vec<_> = findings.into_iter().filter(|it| store.shows(it) && is_wanted(store, it)).collect();
    let matters = askable(store.pack(), &nothing, &wanted);
    let all = store.pack().records.iter().filter_map(|record| record.presence);
    all.filter(|field| {
        let first = Slot { field: *field, row: 0 };
        matters.contains(&first) || store.given(first).is_some()
    })
    .collect()
}

/// What may be asked about, beside what the person asks for.
fn is_wanted(store: &Store, finding: &Finding) -> bool {
    !is_aside(store, finding) && cares(store, finding)
}

/// What has closed, or is unlikely to be meant: asked about only if the person wants to.
fn is_aside(store: &Store, finding: &Finding) -> bool {
    finding.availability.is_closed() || is_unlikely(store, finding)
}

/// What may be asked about, and the questions that can still change something of it.
fn waiting(store: &Store) -> (Vec<Finding>, Vec<Slot>) {
    let wanted: Vec<_> = store.findings().iter().filter(|finding| is_wanted(store, finding)).cloned().collect();
    let slots = askable(store.pack(), &store.dossier, &wanted);
    (wanted, slots)
}

/// How many questions can still change something.
pub fn left(store: &Store) -> usize {
    waiting(store).1.len()
}

/// What to ask next.
pub fn next(store: &Store) -> Step {
    let (wanted, slots) = waiting(store);
    if slots.iter().any(|slot| is_presence(store, slot.field)) {
        return Step::Have;
    }
    let last = store.trail.last().map(|slot| group(store, *slot));
    let of = |is_wanted: &dyn Fn(&Slot) -> bool| slots.iter().copied().filter(is_wanted).collect::<Vec<_>>();
    let is_itself = |slot: &Slot| store.pack().records.at(group(store, *slot).0).presence.is_none();
    let both: Vec<_> = wanted.iter().filter(|finding| !finding.missing.iter().all(is_itself)).collect();
    let itself = of(&|slot| is_itself(slot) && both.iter().any(|finding| finding.missing.contains(slot)));
    let begun = of(&|slot| !is_itself(slot) && Some(group(store, *slot)) == last);
    let had = of(&|slot| !is_itself(slot));
    if itself.is_empty()
        && begun.is_empty()
        && let Some((record, _)) = last
        && is_to_list(store, record)
    {
        return Step::List(record);
    }
    let from = [itself, begun, had].into_iter().find(|it| !it.is_empty()).unwrap_or(slots);
    let question = next_among(store.pack(), &store.dossier, store.as_of(), &wanted, from);
    match question {
        Some(question) => Step::Ask(question.slot),
        None => store.pack().records.ids().find(|record| is_to_list(store, *record)).map_or(Step::Done, Step::List),
    }
}

/// Whether the person was not yet asked if there are other rows than those listed.
fn is_to_list(store: &Store, record: Id<Record>) -> bool {
    let is_list = store.pack().records.at(record).presence.is_some();
    is_list && store.answers().rows(store.pack(), record) > 0 && store.answers().may_be_more(record).is_none()
}

/// Whether the person cares about what the programme gives.
pub fn cares(store: &Store, finding: &Finding) -> bool {
    let (cares, kind) = (store.cares(), store.programme(finding.programme).kind);
    cares.is_empty() || cares.contains(&store.pack().kinds.at(kind).key)
}

/// What a question is about: a record and which of its rows.
fn group(store: &Store, slot: Slot) -> (Id<Record>, u16) {
    (store.pack().fields.at(slot.field).record, slot.row)
}

fn is_presence(store: &Store, field: Id<Field>) -> bool {
    store.pack().records.at(store.pack().fields.at(field).record).presence == Some(field)
}

/// A question that matters only to programmes that have closed or seem to be missed.
pub fn next_aside(store: &Store) -> Option<Slot> {
    let aside: Vec<_> = store.findings().iter().filter(|finding| is_aside(store, finding)).cloned().collect();
    askable(store.pack(), &store.dossier, &aside).first().copied()
}

/// The question to answer for one programme: the first that was not answered, else the first that was answered "don't know".
pub fn first_missing(store: &Store, finding: &Finding) -> Option<Slot> {
    let mut missing = finding.missing.iter().copied().filter(|slot| !is_of_absent(store, slot.field));
    missing.clone().find(|slot| store.given(*slot).is_none()).or_else(|| missing.next())
}

/// The question before this one: the one that was asked before it; after a reload, the last one before it in the pack that was
/// answered.
pub fn previous(store: &Store, slot: Slot) -> Option<Slot> {
    if let Some(place) = store.trail.iter().position(|asked| *asked == slot) {
        return store.trail[..place].last().copied();
    }
    if let Some(last) = store.trail.last() {
        return Some(*last);
    }
    let is_candidate = |other: &Slot| {
        (group(store, *other), other.field) < (group(store, slot), slot.field)
            && !is_presence(store, other.field)
            && !is_of_absent(store, other.field)
    };
    store.answers().iter().map(|(other, _)| other).filter(is_candidate).last()
}

/// The programmes whose outcome an answer to this slot can change, each once; those that are asked about, if there are any. Where it was
/// answered: could change if it were not.
pub fn asked_for(store: &Store, slot: Slot) -> Vec<Id<Programme>> {
    let without = store.answer(slot).map(|_| {
        let mut dossier = Dossier::clone(&store.dossier);
        dossier.clear(store.pack(), slot.field, slot.row);
        let mut findings = assess(store.pack(), &dossier, store.as_of());
        findings.retain(|finding| store.shows(finding));
        findings
    });
    let findings = without.as_deref().unwrap_or(store.findings());
    let mut waiting: Vec<_> = findings.iter().filter(|it| it.missing.binary_search(&slot).is_ok()).collect();
    if waiting.iter().any(|it| is_wanted(store, it)) {
        waiting.retain(|it| is_wanted(store, it));
    }
    let mut programmes: Vec<_> = waiting.into_iter().map(|finding| finding.programme).collect();
    programmes.dedup();
    programmes
}

/// Whether the field is about something the enterprise says it does not have.
pub fn is_of_absent(store: &Store, field: Id<Field>) -> bool {
    let pack = store.pack();
    let presence = pack.records.at(pack.fields.at(field).record).presence;
    presence.is_some_and(|presence| presence != field && store.dossier.get(presence) == Some(Answer::YesNo(false)))
}
