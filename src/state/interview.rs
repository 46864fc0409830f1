//! What is asked, and in which order.
//!
//! First, on one page, what the enterprise has (loans, projects, …). Then, in the order of the pack, each field that can still
//! change a finding. What matters only to programmes that have closed is not asked unless the person wants to.

use super::Store;
use qualify_engine::pack::{Field, Programme};
use qualify_engine::{Answer, Finding, Id};

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The page on which the person ticks what the enterprise has.
    Have,
    /// One question.
    Ask(Id<Field>),
    /// Nothing more to ask.
    Done,
}

/// The fields that say whether there is a loan, a project, …
pub fn presences(store: &Store) -> Vec<Id<Field>> {
    store.pack().records.iter().filter_map(|record| record.presence).collect()
}

/// What to ask next.
pub fn next(store: &Store) -> Step {
    let wanted = wanted(store, |finding| !finding.availability.is_closed());
    let presences = presences(store);
    if wanted.iter().any(|field| presences.contains(field)) {
        return Step::Have;
    }
    wanted.first().map_or(Step::Done, |field| Step::Ask(*field))
}

/// The first question that matters only to programmes that have closed.
pub fn next_of_closed(store: &Store) -> Option<Id<Field>> {
    wanted(store, |finding| finding.availability.is_closed()).first().copied()
}

/// The question to answer for one programme: the first that was not answered, else the first that was answered "don't know".
pub fn first_missing(store: &Store, finding: &Finding) -> Option<Id<Field>> {
    let mut missing = finding.missing.iter().map(|slot| slot.field);
    missing.clone().find(|field| is_fresh(store, *field)).or_else(|| missing.next())
}

/// The question before this one: the last that was answered.
pub fn previous(store: &Store, field: Id<Field>) -> Option<Id<Field>> {
    let presences = presences(store);
    let is_candidate = |other: &Id<Field>| {
        *other < field && store.given(*other).is_some() && !presences.contains(other) && !is_of_absent(store, *other)
    };
    store.pack().fields.ids().rev().find(is_candidate)
}

/// The programmes whose outcome an answer to this field can change.
pub fn asked_for(store: &Store, field: Id<Field>) -> Vec<Id<Programme>> {
    store.findings.iter().filter(|finding| finding.misses(field)).map(|finding| finding.programme).collect()
}

fn wanted(store: &Store, counts: impl Fn(&Finding) -> bool) -> Vec<Id<Field>> {
    let is_missing = |field: Id<Field>| store.findings.iter().any(|finding| counts(finding) && finding.misses(field));
    store.pack().fields.ids().filter(|field| is_fresh(store, *field) && is_missing(*field)).collect()
}

fn is_fresh(store: &Store, field: Id<Field>) -> bool {
    store.given(field).is_none() && !is_of_absent(store, field)
}

/// Whether the field is about something the enterprise says it does not have.
pub fn is_of_absent(store: &Store, field: Id<Field>) -> bool {
    let pack = store.pack();
    let presence = pack.records.at(pack.fields.at(field).record).presence;
    presence.is_some_and(|presence| presence != field && store.answer(presence) == Some(Answer::YesNo(false)))
}
