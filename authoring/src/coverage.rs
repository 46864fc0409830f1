//! What the cases of a programme try, and what no case tries yet.
//!
//! Each condition should decide in some case, both ways, and each threshold should be tried exactly and on both sides. That a part
//! of a rule *decides* is found out by turning it round: were it otherwise, the case would come out otherwise.

mod points;
mod words;

use crate::cases::Case;
use core::cmp::Ordering;
use points::points;
use qualify_engine::expression::{Extreme, Node, NodeId};
use qualify_engine::pack::{Programme, Readiness};
use qualify_engine::{Causes, Evaluator, Finding, Id, Outcome, Pack, Proof, Truth, Verdict};

/// How far the cases of one programme try what it says.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{compile, coverage};
/// let found = compile(&small_pack());
/// let pack = found.pack.unwrap();
/// let of_loans = &coverage(&pack, &found.cases)[0];
/// // Three cases that do not try all of it.
/// assert_eq!((of_loans.cases, of_loans.is_whole()), (3, false));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The programme.
    pub programme: Id<Programme>,
    /// How many cases it has.
    pub cases: usize,
    /// What should be tried.
    pub points: Vec<Point>,
}

/// One thing that a case should try.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{Need, Part, compile, coverage};
/// let found = compile(&small_pack());
/// let points = coverage(&found.pack.unwrap(), &found.cases).remove(0).points;
/// // Condition 0 is that there is a loan; the third case has none.
/// let fails = points.iter().find(|it| (it.part, it.need) == (Part::Condition(0), Need::Decides(false)));
/// assert!(fails.unwrap().is_met);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// In which part of the programme.
    pub part: Part,
    /// What should happen in the case.
    pub need: Need,
    /// Whether it does in some case.
    pub is_met: bool,
    /// Whether it does in some case, but makes no difference there.
    pub is_idle: bool,
}

/// A part of a programme.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{Need, Part, compile, coverage};
/// let found = compile(&small_pack());
/// let points = coverage(&found.pack.unwrap(), &found.cases).remove(0).points;
/// // That someone is supported is asked of the programme as a whole.
/// assert!(points.iter().all(|it| (it.part == Part::Whole) == (it.need == Need::Positive)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The programme itself.
    Whole,
    /// The condition at this place.
    Condition(usize),
    /// The item at this place: when it applies, and how much it gives.
    Item(usize),
    /// The ceiling on all items together.
    Total,
}

/// What should happen in a case.
///
/// ```
/// use qualify_authoring::Need;
/// // Each condition must decide both ways; a ceiling on the total need not be reached.
/// assert!(Need::Decides(true).is_required() && !Need::Capped(true).is_required());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The verdict is `qualifies`, or `unconfirmed`.
    Positive,
    /// The condition, or that an item applies, is met (`true`) or not (`false`), and decides.
    Decides(bool),
    /// The sides of a comparison lie so to each other, and the comparison decides in its part.
    Threshold {
        /// The comparison.
        comparison: NodeId,
        /// How the left side lies to the right one.
        order: Ordering,
    },
    /// Of `min(…)` or `max(…)` in an amount, this operand is what is taken.
    Taken {
        /// The whole.
        of: NodeId,
        /// The operand.
        operand: NodeId,
    },
    /// The ceiling on the total keeps it down (`true`), or does not.
    Capped(bool),
}

impl Need {
    /// Whether a programme of which enough was read must have such a case. What an amount takes of several is only reported.
    #[must_use]
    pub fn is_required(self) -> bool {
        !matches!(self, Self::Taken { .. } | Self::Capped(_))
    }
}

impl Coverage {
    /// The points that count.
    pub fn required(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| point.need.is_required())
    }

    /// Whether every point that counts is met.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.required().all(|point| point.is_met)
    }

    /// Whether it is as it must be: whole, for a programme of which enough was read.
    #[must_use]
    pub fn is_enough(&self, pack: &Pack) -> bool {
        pack.programmes.at(self.programme).readiness == Readiness::C || self.is_whole()
    }
}

/// What the cases try of each programme, in the order of the pack. `cases` were compiled with this pack.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{compile, coverage};
/// let found = compile(&small_pack());
/// let pack = found.pack.unwrap();
/// // Without a case nothing is tried.
/// assert!(coverage(&pack, &[])[0].points.iter().all(|point| !point.is_met));
/// assert!(coverage(&pack, &found.cases)[0].points.iter().any(|point| point.is_met));
/// ```
#[must_use]
pub fn coverage(pack: &Pack, cases: &[Case]) -> Vec<Coverage> {
    let mut turned = pack.clone();
    let of = |id| {
        let own: Vec<_> =
            cases.iter().filter(|case| case.programme == id).filter_map(|case| Tried::new(pack, case)).collect();
        let mut points = points(pack, id);
        points.iter_mut().for_each(|point| look(pack, &mut turned, &own, point));
        Coverage { programme: id, cases: own.len(), points }
    };
    pack.programmes.ids().map(of).collect()
}

/// A case and what came of it.
struct Tried<'a> {
    case: &'a Case,
    finding: Finding,
}

impl<'a> Tried<'a> {
    fn new(pack: &Pack, case: &'a Case) -> Option<Self> {
        Some(Self { case, finding: case.finding(pack)? })
    }

    fn evaluator<'b>(&'b self, pack: &'b Pack) -> Evaluator<'b> {
        Evaluator::new(pack, &self.case.dossier, self.case.as_of.date).for_finding(&self.finding)
    }
}

fn look(pack: &Pack, turned: &mut Pack, cases: &[Tried<'_>], point: &mut Point) {
    for tried in cases {
        match (point.need, point.part) {
            (Need::Positive, _) => point.is_met |= is_positive(tried.finding.verdict),
            (Need::Decides(met), Part::Condition(place)) => point.is_met |= condition_decides(pack, tried, place, met),
            (Need::Decides(met), Part::Item(place)) => point.is_met |= item_decides(turned, tried, place, met),
            (Need::Threshold { comparison, order }, part) => {
                for root in points::roots(pack.programmes.at(tried.case.programme), part) {
                    if lies(&tried.evaluator(pack).prove(root), comparison, order) {
                        let decides = comparison_decides(turned, tried, root, comparison, order);
                        point.is_met |= decides;
                        point.is_idle |= !decides;
                    }
                }
            }
            (Need::Taken { of, operand }, part) => {
                let roots = points::roots(pack.programmes.at(tried.case.programme), part);
                point.is_met |=
                    roots.into_iter().any(|root| is_taken(pack, &tried.evaluator(pack).prove(root), of, operand));
            }
            (Need::Capped(is_capped), _) => point.is_met |= capped(pack, tried) == Some(is_capped),
            (Need::Decides(_), Part::Whole | Part::Total) => {}
        }
    }
    point.is_idle &= !point.is_met;
}

fn is_positive(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Qualifies | Verdict::Unconfirmed)
}

/// What `ask` yields where a part of an expression is this truth, whatever it says.
fn turned_to<T>(pack: &mut Pack, node: NodeId, truth: bool, ask: impl FnOnce(&Pack) -> T) -> T {
    let own = pack.nodes.get_mut(node).map(|node| core::mem::replace(node, Node::Truth(truth)));
    let found = ask(pack);
    if let (Some(node), Some(own)) = (pack.nodes.get_mut(node), own) {
        *node = own;
    }
    found
}

/// Whether a condition decides the verdict alone: it is met where the verdict is positive, or it is the only one that
/// is not met. One that nobody has read, or that holds in principle, can only leave the verdict unconfirmed.
fn condition_decides(pack: &Pack, tried: &Tried<'_>, place: usize, met: bool) -> bool {
    let verdict = tried.finding.verdict;
    let programme = pack.programmes.at(tried.case.programme);
    let (Some(condition), Some(found)) = (programme.conditions.get(place), tried.finding.conditions.get(place)) else {
        return false;
    };
    let test = condition.test;
    if !comes_to(pack, test, found.truth, met) {
        return false;
    }
    if met {
        return is_positive(verdict);
    }
    // Where there is no loan, what is asked of all loans together is not met either.
    let presence = pack.records.at(programme.about).presence;
    let is_subject = place == 0 && presence.is_some_and(|field| *pack.nodes.at(test) == Node::Field(field));
    let mut others = tried.finding.conditions.iter().enumerate().filter(|(other, _)| *other != place);
    let is_alone = is_subject || others.all(|(_, other)| other.counts_as != Truth::False);
    is_alone && verdict == if found.counts_as == Truth::False { Verdict::Fails } else { Verdict::Unconfirmed }
}

/// Whether it decides that an item applies, or does not: otherwise the verdict or the amount would be another one. An item
/// without a sum that is known decides by itself.
fn item_decides(turned: &mut Pack, tried: &Tried<'_>, place: usize, met: bool) -> bool {
    let finding = &tried.finding;
    let programme = turned.programmes.at(tried.case.programme);
    let (Some(item), Some(found)) = (programme.items.get(place), finding.items.get(place)) else { return false };
    let Some(when) = item.when.filter(|when| comes_to(turned, *when, found.applies, met)) else { return false };
    if found.amount.is_none_or(|amount| amount.span.high.is_none()) && finding.verdict != Verdict::Fails {
        return true;
    }
    let otherwise = turned_to(turned, when, !met, |pack| tried.case.finding(pack));
    otherwise.is_some_and(|otherwise| (otherwise.verdict, otherwise.amount) != (finding.verdict, finding.amount))
}

/// Whether a test comes to this; where it never can because something in it is unpublished, to "nobody knows" instead.
fn comes_to(pack: &Pack, test: NodeId, found: Truth, wanted: bool) -> bool {
    match found {
        Truth::Unknown(causes) => {
            let is_by_source = causes.include(Causes::SOURCE) && !causes.include(Causes::APPLICANT);
            is_by_source && !points::can_be(pack, test, wanted)
        }
        known => known == Truth::from(wanted),
    }
}

/// Whether the expression would come to something else if the comparison did.
fn comparison_decides(turned: &mut Pack, tried: &Tried<'_>, root: NodeId, comparison: NodeId, order: Ordering) -> bool {
    let Node::Compare(operator, ..) = turned.nodes.at(comparison) else { return false };
    let holds = operator.holds(order);
    let now = tried.evaluator(turned).outcome(root);
    turned_to(turned, comparison, !holds, |pack| tried.evaluator(pack).outcome(root)) != now
}

/// Whether the sides of the comparison lie so, for some row.
fn lies(proof: &Proof, comparison: NodeId, order: Ordering) -> bool {
    let here = proof.node == comparison && compared(proof) == Some(order);
    here || proof.parts.iter().any(|part| lies(part, comparison, order))
}

fn compared(proof: &Proof) -> Option<Ordering> {
    let [a, b] = proof.parts.as_slice() else { return None };
    ordered(a.outcome, b.outcome)
}

/// How two values that are known exactly lie to each other.
fn ordered(a: Outcome, b: Outcome) -> Option<Ordering> {
    match (a, b) {
        (Outcome::Number(a), Outcome::Number(b)) => Some(a.span.exact()?.cmp(&b.span.exact()?)),
        (Outcome::Date(a), Outcome::Date(b)) => Some(a.span.exact()?.cmp(&b.span.exact()?)),
        _ => None,
    }
}

/// Whether the operand, and no other, is what is taken.
fn is_taken(pack: &Pack, proof: &Proof, of: NodeId, operand: NodeId) -> bool {
    if let (true, Node::Extreme(extreme, _)) = (proof.node == of, pack.nodes.at(of)) {
        let wanted = match extreme {
            Extreme::Min => Ordering::Less,
            Extreme::Max => Ordering::Greater,
        };
        let own = proof.parts.iter().find(|part| part.node == operand);
        let mut others = proof.parts.iter().filter(|part| part.node != operand);
        return own.is_some_and(|own| others.all(|other| ordered(own.outcome, other.outcome) == Some(wanted)));
    }
    proof.parts.iter().any(|part| is_taken(pack, part, of, operand))
}

/// Whether the ceiling keeps the total down; `None` where it is not known.
fn capped(pack: &Pack, tried: &Tried<'_>) -> Option<bool> {
    let limit = pack.programmes.at(tried.case.programme).total_at_most?;
    let limit = tried.evaluator(pack).number(limit).span.exact()?;
    Some(tried.finding.amount?.known.span.exact()? == limit)
}
