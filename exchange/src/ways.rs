//! What would have to change, and whether time alone brings it about.

use crate::names::{counted, requirement_keys, slot_key, slot_keys, verdict};
use crate::tree::{Tree, object};
use crate::values::{amount, answer, exact_text, quantity};
use qualify_engine::pack::{Changer, Programme};
use qualify_engine::{
    Change, Date, Distance, Dossier, Evaluator, Finding, FirstDate, Id, Moment, Nearest, Pack, Row, Verdict, Way,
    assess_one, first_date, nearest,
};

/// What can become of a programme for one row of what it is about.
#[derive(Clone, Debug)]
pub struct Prospect {
    /// What it comes to now.
    pub now: Finding,
    /// The nearest way in.
    pub nearest: Nearest,
    /// What becomes of it if only time passes.
    pub in_time: InTime,
}

/// What becomes of a programme that fails, if only time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTime {
    /// It does not fail now.
    NotAsked,
    /// On the day it has this verdict.
    On(Date, Verdict),
    /// It fails on every day to come.
    Never,
    /// It cannot be told.
    Unknown,
}

impl Prospect {
    /// The prospects of a programme: one for each row of the record that it is about.
    pub fn of<'a>(
        pack: &'a Pack,
        programme: Id<Programme>,
        dossier: &'a Dossier,
        as_of: Moment,
        changer: Changer,
    ) -> impl Iterator<Item = Self> + 'a {
        let subjects = Evaluator::new(pack, dossier, as_of.date).subjects(pack.programmes.at(programme).about);
        subjects.map(move |row| {
            let now = assess_one(pack, programme, row, dossier, as_of);
            let nearest = nearest(pack, programme, row, dossier, as_of, changer);
            Self { in_time: InTime::of(pack, row, dossier, as_of, &now), nearest, now }
        })
    }

    /// The prospect as a plain value.
    #[must_use]
    pub fn tree(&self, pack: &Pack, dossier: &Dossier) -> Tree {
        let programme = pack.programmes.at(self.now.programme);
        let nearest = match &self.nearest {
            Nearest::Already(_) => object! { "found": "already" },
            Nearest::Changes(way) => self::way(pack, dossier, way),
            Nearest::NoChangeHelps { because } => {
                object! { "found": "no_change_helps", "because": requirement_keys(programme, because) }
            }
            Nearest::TooFar => object! { "found": "too_far" },
        };
        let in_time = match self.in_time {
            InTime::NotAsked => Tree::Null,
            InTime::On(day, then) => object! { "date": day.to_string(), "verdict": verdict(then) },
            InTime::Never => object! { "date": Tree::Null },
            InTime::Unknown => object! { "date": Tree::Null, "unknown": true },
        };
        object! {
            "subject": counted(self.now.subject), "verdict": verdict(self.now.verdict),
            "nearest": nearest, "if_only_time_passes": in_time,
        }
    }
}

impl InTime {
    /// The first day on which it qualifies, or else the first on which it no longer fails.
    fn of(pack: &Pack, row: Row, dossier: &Dossier, as_of: Moment, now: &Finding) -> Self {
        if now.verdict != Verdict::Fails {
            return Self::NotAsked;
        }
        let wanted: [fn(&Finding) -> bool; 2] =
            [|found| found.verdict == Verdict::Qualifies, |found| found.verdict != Verdict::Fails];
        let first = |wanted| match first_date(pack, now.programme, row, dossier, as_of.date, wanted) {
            FirstDate::On(day, finding) => Some(Self::On(day, finding.verdict)),
            FirstDate::Unknown => Some(Self::Unknown),
            FirstDate::Now | FirstDate::Never => None,
        };
        wanted.into_iter().find_map(first).unwrap_or(Self::Never)
    }
}

fn way(pack: &Pack, dossier: &Dossier, way: &Way) -> Tree {
    object! {
        "found": "changes", "is_least": way.is_least, "relative_distance": exact_text(way.distance),
        "changes": way.changes.iter().map(|it| change(pack, dossier, it)).collect::<Tree>(),
        "verdict": verdict(way.finding.verdict), "amount": way.finding.amount.map(amount),
        "missing": slot_keys(pack, dossier, &way.finding.missing),
    }
}

fn change(pack: &Pack, dossier: &Dossier, change: &Change) -> Tree {
    let field = change.slot.field;
    let distance = match change.distance {
        Distance::Number(by) => quantity(pack, field, by),
        Distance::Days(days) => format!("{days} days").into(),
        Distance::Other => Tree::Null,
    };
    object! {
        "field": slot_key(pack, dossier, change.slot),
        "from": answer(pack, field, change.from), "to": answer(pack, field, change.to),
        "or": change.or.iter().map(|it| answer(pack, field, *it)).collect::<Tree>(), "distance": distance,
    }
}
