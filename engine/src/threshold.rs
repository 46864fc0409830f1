//! What a condition asks of a single answer: the bound that is put beside the applicant's own value.

use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Comparison, Node, NodeId};
use crate::looks::Sight;
use crate::{Slot, Truth};

/// A bound of an answer.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Dossier, Evaluator, Row, Slot};
/// let (pack, dossier) = (example(), Dossier::new());
/// let programme = pack.programmes.iter().next().unwrap();
/// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap()).about(programme.about, Row::At(0));
/// // What is no comparison has no bound; the principal of the first loan has one.
/// assert_eq!(evaluator.thresholds(programme.conditions[1].test), []);
/// let slot = Slot { field: pack.field("loan.principal").unwrap(), row: 0 };
/// assert_eq!(evaluator.thresholds(programme.conditions[2].test)[0].slot, slot);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The answer that is compared.
    pub slot: Slot,
    /// How it has to compare.
    pub comparison: Comparison,
    /// With what, as far as that is known.
    pub bound: Outcome,
}

impl Evaluator<'_> {
    /// The bounds that a condition sets to answers, in the order written. Only what has to hold by itself is a bound: of an `or`,
    /// a `not` or a list there is none, and of an `if` only those of the branch that applies.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, Evaluator, Outcome, Row, expression::Comparison, write};
    /// let pack = example();
    /// let dossier = answers(&pack, &[("loan.principal", "300 万元")]);
    /// let day = Date::new(2026, 11, 22).unwrap();
    /// let programme = pack.programmes.iter().next().unwrap();
    /// let evaluator = Evaluator::new(&pack, &dossier, day).about(programme.about, Row::At(0));
    /// // "The principal is not less than 500 万元."
    /// let [threshold] = evaluator.thresholds(programme.conditions[2].test)[..] else { panic!() };
    /// assert_eq!(threshold.comparison, Comparison::AtLeast);
    /// let Outcome::Number(bound) = threshold.bound else { panic!() };
    /// assert_eq!(write::money(bound.span.exact().unwrap()), "500 万元");
    /// ```
    #[must_use]
    pub fn thresholds(&self, test: NodeId) -> Vec<Threshold> {
        let mut found = Vec::new();
        self.find_thresholds(test, &mut found);
        found
    }

    fn find_thresholds(&self, node: NodeId, found: &mut Vec<Threshold>) {
        match self.pack.nodes.at(node) {
            Node::All(of) => of.iter().for_each(|part| self.find_thresholds(*part, found)),
            Node::If(test, then, other) => match self.truth(*test) {
                Truth::True => self.find_thresholds(*then, found),
                Truth::False => self.find_thresholds(*other, found),
                Truth::Unknown(_) => {}
            },
            Node::Compare(comparison, a, b) => {
                found.extend(self.threshold(*comparison, *a, *b));
                found.extend(self.threshold(comparison.mirrored(), *b, *a));
            }
            _ => {}
        }
    }

    fn threshold(&self, comparison: Comparison, answered: NodeId, bound: NodeId) -> Option<Threshold> {
        let Node::Field(_) = self.pack.nodes.at(answered) else { return None };
        match *self.sights(answered) {
            [Sight::Slot(slot)] => Some(Threshold { slot, comparison, bound: self.outcome(bound) }),
            _ => None,
        }
    }
}
