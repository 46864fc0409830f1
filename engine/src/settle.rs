//! The short answer to "why": the fewest conditions that settle a verdict, and the fewest answers that settle those.

use crate::missing::Slot;
use crate::pack::Evidence;
use crate::requirement::{Case, dispensable};
use crate::rows::Row;
use crate::{Causes, Dossier, Evaluator, Finding, Moment, Pack, Requirement, Truth, Verdict, limits};

/// What settles a verdict, or keeps it from being settled.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Requirement, assess, settle};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是")]);
/// let found = settle(&pack, &assess(&pack, &dossier, day)[0], &dossier, day);
/// // Open: whether there is a loan, and how large it is, is waited for.
/// assert_eq!(found.waiting, [Requirement::Condition(0), Requirement::Condition(2)]);
/// assert!(found.decisive.is_empty() && found.doubtful.is_empty() && found.answers.is_empty() && found.is_smallest);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// What settles it. When it fails: one requirement, of the strongest evidence and the first of those. When it qualifies: all.
    /// Otherwise none: `waiting` and `doubtful` keep it as it is.
    pub decisive: Vec<Requirement>,
    /// When it qualifies: the first item that applies, where items have conditions of their own.
    pub item: Option<usize>,
    /// What an answer can still decide.
    pub waiting: Vec<Requirement>,
    /// What the source leaves in doubt, whatever is answered. One requirement can be both.
    pub doubtful: Vec<Requirement>,
    /// The answers on which that rests: with these alone, what is decisive comes out the same. An `open` verdict is not settled
    /// and rests on none.
    pub answers: Vec<Slot>,
    /// Whether it is proven that no fewer answers do. If not, still none of them can be left out.
    pub is_smallest: bool,
}

/// What settles the verdict of a finding for this dossier at this moment.
///
/// The answers are the fewest that do, found exactly by trying sets of increasing size, as long as that takes no more than
/// [`limits::SETTLING_WORK`]; beyond that, a set from which no answer can be left out.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Requirement, assess, settle};
/// let pack = example();
/// let dossier = answers(&pack, &[("enterprise.private", "否"), ("loan.principal", "3000 万元")]);
/// let day = Date::new(2026, 11, 22).unwrap();
/// let found = settle(&pack, &assess(&pack, &dossier, day)[0], &dossier, day);
/// // The second condition, after that there is a loan, settles it, whatever the loan is like.
/// assert_eq!((found.decisive, found.answers.len()), (vec![Requirement::Condition(1)], 1));
/// ```
#[must_use]
pub fn settle(pack: &Pack, finding: &Finding, dossier: &Dossier, as_of: impl Into<Moment>) -> Settlement {
    let as_of = as_of.into();
    let about = pack.programmes.at(finding.programme).about;
    let row = finding.subject.map(Row::At);
    let row = row.or_else(|| Evaluator::new(pack, dossier, as_of.date).subjects(about).next());
    let case = Case::new(pack, finding.programme, row.unwrap_or(Row::Absent), as_of);
    match finding.verdict {
        Verdict::Fails => fails(case, dossier),
        Verdict::Qualifies => {
            let decisive: Vec<_> = case.requirements().collect();
            let (answers, is_smallest) =
                case.fewest(&decisive, dossier, |rest| case.verdict(rest) == Verdict::Qualifies);
            Settlement { decisive, item: first_item(case, finding), answers, is_smallest, ..Settlement::default() }
        }
        Verdict::Unconfirmed => {
            let all: Vec<_> = case.requirements().collect();
            let (answers, is_smallest) = case.fewest(&all, dossier, |rest| case.verdict(rest) == Verdict::Unconfirmed);
            Settlement { answers, is_smallest, ..unsettled(case, dossier) }
        }
        Verdict::Open => Settlement { is_smallest: true, ..unsettled(case, dossier) },
    }
}

fn fails(case: Case<'_>, dossier: &Dossier) -> Settlement {
    let evidence = |requirement: &Requirement| match requirement {
        Requirement::Condition(place) => {
            case.programme().conditions.get(*place).map_or(Evidence::Fact, |it| it.evidence)
        }
        Requirement::AnyItem => Evidence::Fact,
    };
    let is_false = |requirement: &Requirement| case.truth(*requirement, dossier) == Truth::False;
    let decisive: Vec<_> = case.requirements().filter(is_false).min_by_key(evidence).into_iter().collect();
    let still_fails = |rest: &Dossier| decisive.iter().all(|it| case.truth(*it, rest) == Truth::False);
    let (answers, is_smallest) = case.fewest(&decisive, dossier, still_fails);
    Settlement { decisive, answers, is_smallest, ..Settlement::default() }
}

fn unsettled(case: Case<'_>, dossier: &Dossier) -> Settlement {
    let by = |cause: Causes| {
        let is_by = move |it: &Requirement| case.truth(*it, dossier).causes().include(cause);
        case.requirements().filter(is_by).collect()
    };
    Settlement { waiting: by(Causes::APPLICANT), doubtful: by(Causes::SOURCE), ..Settlement::default() }
}

fn first_item(case: Case<'_>, finding: &Finding) -> Option<usize> {
    let items = &case.programme().items;
    if items.iter().any(|item| item.when.is_none()) {
        return None;
    }
    finding.items.iter().position(|item| item.counts_as == Truth::True)
}

impl Case<'_> {
    /// The fewest answers to these requirements with which alone `holds` is still true, and whether they are proven to be the
    /// fewest.
    fn fewest(&self, of: &[Requirement], dossier: &Dossier, holds: impl Fn(&Dossier) -> bool) -> (Vec<Slot>, bool) {
        let all = self.answers_to(of.iter().copied(), dossier);
        let holds_without = |left_out: &[Slot]| holds(&self.without(dossier, left_out.iter().copied()));
        let left_out = dispensable(&all, holds_without);
        let kept: Vec<_> = all.iter().copied().filter(|slot| !left_out.contains(slot)).collect();
        // What could be left out with others can be left out alone.
        let (needed, optional): (Vec<Slot>, Vec<Slot>) =
            all.iter().partition(|slot| kept.contains(slot) && !holds_without(&[**slot]));
        let work = of.iter().map(|it| self.work(*it, dossier)).fold(0, u64::saturating_add);
        let sets = limits::SETTLING_WORK.checked_div(work).unwrap_or_default();
        let mut search = Search { optional: &optional, sets, holds_without };
        for extra in 0..kept.len().saturating_sub(needed.len()) {
            match search.choose(extra, &optional) {
                Tried::Found(rest) => {
                    return (all.iter().copied().filter(|slot| !rest.contains(slot)).collect(), true);
                }
                Tried::OutOfSets => return (kept, false),
                Tried::None => {}
            }
        }
        (kept, true)
    }
}

/// The trial of all sets of one size.
struct Search<'a, F> {
    optional: &'a [Slot],
    sets: u64,
    holds_without: F,
}

enum Tried {
    /// It holds without these.
    Found(Vec<Slot>),
    None,
    OutOfSets,
}

impl<F: Fn(&[Slot]) -> bool> Search<'_, F> {
    /// Keeps `keep` more of the slots from `from` on, of which `left_out` are all those not kept so far.
    fn choose(&mut self, keep: usize, left_out: &[Slot]) -> Tried {
        self.choose_from(keep, 0, left_out)
    }

    fn choose_from(&mut self, keep: usize, from: usize, left_out: &[Slot]) -> Tried {
        let Some(less) = keep.checked_sub(1) else {
            let Some(sets) = self.sets.checked_sub(1) else { return Tried::OutOfSets };
            self.sets = sets;
            return if (self.holds_without)(left_out) { Tried::Found(left_out.to_vec()) } else { Tried::None };
        };
        for (place, slot) in self.optional.iter().enumerate().skip(from) {
            let rest: Vec<_> = left_out.iter().copied().filter(|other| other != slot).collect();
            match self.choose_from(less, place.saturating_add(1), &rest) {
                Tried::None => {}
                done => return done,
            }
        }
        Tried::None
    }
}
