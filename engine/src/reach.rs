//! Whether any answers at all can make tests come out in a certain way. Sound, not complete: what is called impossible is, what is not
//! may be so all the same.
//!
//! The tests are rewritten over plain unknowns, one for each answer and one for each part whose inside is not looked at (see
//! `plain`). Then the answers are tried, only where something turns: between two such values nothing changes.

mod plain;
mod tiers;

use crate::critical::{Critical, Unknown};
use crate::expression::NodeId;
use crate::missing::{Slot, Slots};
use crate::pack::{Field, FieldKind};
use crate::{Answer, Causes, Date, Dossier, Evaluator, Id, Number, Pack, Truth, fields_of, limits, reasons_of};
use std::collections::{BTreeMap, BTreeSet};

pub use tiers::Tiers;

/// The tests of a pack, rewritten over plain unknowns as they are asked about.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::Reach;
/// let pack = example();
/// let conditions = &pack.programmes.iter().next().unwrap().conditions;
/// let mut reach = Reach::new(&pack);
/// // The second condition, `enterprise.private`, can hold, and can fail, but not at once.
/// let test = conditions[1].test;
/// assert!(!reach.is_impossible(&[(test, true)]) && !reach.is_impossible(&[(test, false)]));
/// assert!(reach.is_impossible(&[(test, true), (test, false)]));
/// ```
#[derive(Clone, Debug)]
pub struct Reach {
    /// The pack, with the plain unknowns as further fields of the enterprise and the rewritten tests as further nodes.
    pack: Pack,
    /// The rewritten test of each that was asked about.
    plain: BTreeMap<NodeId, NodeId>,
    /// The part that each unknown stands for, where it stands for the same part wherever that is written.
    unknowns: Vec<(NodeId, Id<Field>)>,
}

impl Reach {
    /// Nothing asked yet.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self { pack: pack.clone(), plain: BTreeMap::new(), unknowns: Vec::new() }
    }

    /// Whether no answers make all these tests come out so.
    pub fn is_impossible(&mut self, wishes: &[(NodeId, bool)]) -> bool {
        let plain: Vec<_> = wishes.iter().map(|(test, wanted)| (self.plain(*test), *wanted)).collect();
        let mut search = Search { pack: &self.pack, wishes: &plain, left: limits::REACH_WORK };
        search.is_impossible(&Dossier::new()) == Some(true)
    }

    /// Whether two tests look at the same unknown.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let pack = example();
    /// let conditions = &pack.programmes.iter().next().unwrap().conditions;
    /// let mut reach = qualify_engine::Reach::new(&pack);
    /// assert!(reach.are_tied(conditions[1].test, conditions[1].test));
    /// // Whether the enterprise is private says nothing about the loan.
    /// assert!(!reach.are_tied(conditions[1].test, conditions[2].test));
    /// ```
    pub fn are_tied(&mut self, a: NodeId, b: NodeId) -> bool {
        let (a, b) = (self.plain(a), self.plain(b));
        let of_b = fields_of(&self.pack, b);
        fields_of(&self.pack, a).iter().any(|field| of_b.contains(field))
    }
}

/// The trial of answers, one unknown after the other.
struct Search<'a> {
    pack: &'a Pack,
    wishes: &'a [(NodeId, bool)],
    left: u64,
}

impl Search<'_> {
    /// `None`: given up.
    fn is_impossible(&mut self, dossier: &Dossier) -> Option<bool> {
        self.left = self.left.checked_sub(1)?;
        let Some(slot) = (match self.next(dossier) {
            Next::Contradicted => return Some(true),
            Next::Slot(slot) => Some(slot),
            Next::Done => None,
        }) else {
            return Some(false);
        };
        let mut critical = Critical::within(limits::REACH_WORK);
        let evaluator = looks(self.pack, dossier);
        for (test, _) in self.wishes {
            evaluator.critical(*test, Unknown::Answer(slot), &mut critical);
        }
        for answer in answers(self.pack, slot, &critical)? {
            let mut next = dossier.clone();
            next.set(self.pack, slot.field, answer).ok()?;
            if !self.is_impossible(&next)? {
                return Some(false);
            }
        }
        Some(true)
    }

    /// What is to be answered next.
    fn next(&self, dossier: &Dossier) -> Next {
        let evaluator = looks(self.pack, dossier);
        let mut next = Next::Done;
        for (test, wanted) in self.wishes {
            match evaluator.truth(*test) {
                Truth::Unknown(causes) if causes.include(Causes::APPLICANT) => {
                    if let Next::Done = next {
                        let mut missing = Slots::default();
                        evaluator.missing(*test, &mut missing);
                        next = missing.into_list().first().copied().map_or(Next::Done, Next::Slot);
                    }
                }
                // An unpublished number may be any; what leaves the calendar or divides by zero comes to neither.
                Truth::Unknown(_) if !reasons_of(self.pack, *test).is_empty() => {}
                known if known == Truth::from(*wanted) => {}
                _ => return Next::Contradicted,
            }
        }
        next
    }
}

enum Next {
    /// A test comes out otherwise.
    Contradicted,
    Slot(Slot),
    Done,
}

/// The plain unknowns are all of the enterprise, and none depends on the day.
fn looks<'a>(pack: &'a Pack, dossier: &'a Dossier) -> Evaluator<'a> {
    Evaluator::new(pack, dossier, Date::FIRST)
}

/// Answers of which one stands for every answer there can be; `None` where they would be too many.
fn answers(pack: &Pack, slot: Slot, critical: &Critical) -> Option<Vec<Answer>> {
    if critical.is_cut {
        return None;
    }
    match pack.fields.at(slot.field).kind {
        FieldKind::YesNo => Some(vec![Answer::YesNo(true), Answer::YesNo(false)]),
        FieldKind::Choice(domain) => {
            let told_apart: BTreeSet<_> = critical.options.iter().copied().collect();
            let all = || 0..u16::try_from(pack.domains.at(domain).options.len()).unwrap_or(u16::MAX);
            let other = all().find(|option| !told_apart.contains(option));
            Some(all().filter(|it| told_apart.contains(it) || Some(*it) == other).map(Answer::Choice).collect())
        }
        FieldKind::Number { least, greatest, .. } => {
            let points = critical.numbers.iter().copied().filter(|it| (least..=greatest).contains(it));
            let points: BTreeSet<_> = points.chain([least, greatest]).collect();
            let between = points.iter().zip(points.iter().skip(1)).map(|(a, b)| a.plus(*b)?.over(Number::whole(2)));
            let between = between.collect::<Option<Vec<_>>>()?;
            let all: BTreeSet<_> = points.iter().copied().chain(between).collect();
            Some(all.into_iter().map(Answer::number).collect())
        }
        FieldKind::Date { first, last } => {
            let days = critical.days.iter().copied().filter(|it| (first..=last).contains(it));
            let days: BTreeSet<_> = days.chain([first, last]).collect();
            Some(days.into_iter().map(Answer::date).collect())
        }
        FieldKind::Row(_) => None,
    }
}
