//! Findings in the order in which they are of use.

use super::Store;
use super::standing::Standing;
use qualify_engine::pack::{Changer, Evidence};
use qualify_engine::{
    Availability, Date, Finding, FirstDate, Nearest, Row, Slot, Verdict, Way, first_date, nearest, settle,
};

/// Where a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Can be applied for on the as-of date: it qualifies, or all that can be asked is met.
    Now,
    /// An answer can still decide.
    ToAnswer,
    /// One condition does not hold, and one change, or time alone, would mend that.
    Near,
    /// It qualifies, but whether and when it is open is not published, or it opens later.
    Later,
    /// Nothing more can be asked; the authority has to be.
    ToConfirm,
    /// Something that was only concluded is not met: the authority can say whether it is meant at all.
    Unlikely,
    /// It qualifies, but is no longer open.
    Missed,
    /// Not ruled out, and no longer open.
    Ended,
    /// What it is about is not there: no project, no loan.
    Without,
    /// A condition does not hold.
    Out,
}

impl Group {
    pub const ALL: [Self; 10] = [
        Self::Now,
        Self::ToAnswer,
        Self::Near,
        Self::Later,
        Self::ToConfirm,
        Self::Unlikely,
        Self::Missed,
        Self::Ended,
        Self::Out,
        Self::Without,
    ];

    /// The group of a finding, by what it says itself.
    fn of(store: &Store, finding: &Finding) -> Self {
        match (finding.verdict, finding.availability) {
            (Verdict::Fails, _) => Self::Out,
            (Verdict::Qualifies, closed) if closed.is_closed() => Self::Missed,
            (_, closed) if closed.is_closed() => Self::Ended,
            (Verdict::Open | Verdict::Unconfirmed, _) if is_unlikely(store, finding) => Self::Unlikely,
            (Verdict::Open, _) => Self::ToAnswer,
            (Verdict::Unconfirmed, _) if finding.seems_missed() => Self::ToConfirm,
            (_, Availability::Open { .. } | Availability::Rolling { .. }) => Self::Now,
            (Verdict::Qualifies, _) => Self::Later,
            (Verdict::Unconfirmed, _) => Self::ToConfirm,
        }
    }
}

/// Where a finding is shown, and what would bring it further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub group: Group,
    /// The one change that mends it.
    pub way: Option<Box<Way>>,
    /// The day on which time alone has mended it, and what is found then.
    pub in_time: Option<(Date, Box<Finding>)>,
}

/// A finding with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// Which of all findings it is.
    pub at: usize,
    pub finding: &'a Finding,
    pub place: &'a Place,
}

/// How sure a verdict is: the surest first.
pub fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Qualifies => 0,
        Verdict::Unconfirmed => 1,
        Verdict::Open => 2,
        Verdict::Fails => 3,
    }
}

/// Where a finding is shown: what it says itself, and for what fails whether something near would mend it.
pub fn place(store: &Store, finding: &Finding, standing: Standing) -> Place {
    let group = Group::of(store, finding);
    let mut place = Place { group, way: None, in_time: None };
    if group != Group::Out {
        return place;
    }
    if standing == Standing::Without {
        place.group = Group::Without;
    } else if !finding.availability.is_closed() {
        place.way = one_change(store, finding);
        place.in_time = in_time(store, finding);
        if place.way.is_some() || place.in_time.is_some() {
            place.group = Group::Near;
        }
    }
    place
}

/// Whether a condition is not met that was only concluded. What holds in principle has exceptions, and stays with the rest.
pub fn is_unlikely(store: &Store, finding: &Finding) -> bool {
    let conditions = &store.programme(finding.programme).conditions;
    finding.missed().filter_map(|place| conditions.get(place)).any(|it| it.evidence != Evidence::InPrinciple)
}

/// Whether all that settles it is that something is not there.
pub fn is_without(store: &Store, finding: &Finding) -> bool {
    let answers = settle(store.pack(), finding, &store.dossier, store.as_of()).answers;
    !answers.is_empty() && answers.iter().all(|slot| is_presence(store, *slot))
}

fn is_presence(store: &Store, slot: Slot) -> bool {
    store.pack().records.iter().any(|record| record.presence == Some(slot.field))
}

/// The nearest way in, by what the enterprise itself can change.
pub fn nearest_of(store: &Store, finding: &Finding) -> Nearest {
    let row = finding.subject.map_or(Row::Absent, Row::At);
    nearest(store.pack(), finding.programme, row, &store.dossier, store.as_of(), Changer::Enterprise)
}

/// The nearest way in, where it is of one change to something that is there.
fn one_change(store: &Store, finding: &Finding) -> Option<Box<Way>> {
    match nearest_of(store, finding) {
        Nearest::Changes(way) if is_one_step(store, &way) => Some(way),
        _ => None,
    }
}

/// Whether one change is all: nothing has to be answered after it.
fn is_one_step(store: &Store, way: &Way) -> bool {
    way.finding.verdict != Verdict::Open && matches!(&*way.changes, [one] if !is_presence(store, one.slot))
}

/// The day from which on it no longer fails, if only time passes, and what is found then.
pub fn in_time(store: &Store, finding: &Finding) -> Option<(Date, Box<Finding>)> {
    let row = finding.subject.map_or(Row::Absent, Row::At);
    let is_in = |it: &Finding| it.verdict != Verdict::Fails && !it.availability.is_closed();
    match first_date(store.pack(), finding.programme, row, &store.dossier, store.as_of(), is_in) {
        FirstDate::On(day, then) => Some((day, then)),
        FirstDate::Now | FirstDate::Never | FirstDate::Unknown => None,
    }
}

/// The findings of each programme, in the order of the pack.
pub fn by_programme(findings: &[Finding]) -> impl Iterator<Item = &[Finding]> {
    findings.chunk_by(|one, next| one.programme == next.programme)
}

/// How many programmes have this verdict: one with several loans has the best of theirs.
pub fn count(findings: &[Finding], verdict: Verdict) -> usize {
    let best = |of: &&[Finding]| of.iter().map(|it| rank(it.verdict)).min() == Some(rank(verdict));
    by_programme(findings).filter(best).count()
}
