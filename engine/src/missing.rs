//! Which fields can still change an outcome. Nothing that can no longer matter is asked.

use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Extreme, Node, NodeId};
use crate::pack::Field;
use crate::{Causes, Id, Truth};

/// Fields, each once, in the order of the pack. A list: there are few, and a tree's code would weigh more than it saves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<Id<Field>>);

impl Fields {
    fn insert(&mut self, field: Id<Field>) {
        if let Err(place) = self.0.binary_search(&field) {
            self.0.insert(place, field);
        }
    }

    /// The fields as a list.
    #[must_use]
    pub fn into_list(self) -> Vec<Id<Field>> {
        self.0
    }
}

impl Evaluator<'_> {
    /// Adds to `found` every field whose answer can still change what the expression yields.
    pub fn missing(&self, node: NodeId, found: &mut Fields) {
        if !self.outcome(node).causes().include(Causes::APPLICANT) {
            return;
        }
        match self.pack.nodes.at(node) {
            Node::Field(field) => {
                found.insert(*field);
            }
            Node::Named(number) => self.missing(self.pack.numbers.at(*number).value, found),
            Node::Extreme(extreme, of) => self.missing_in_extreme(*extreme, of, found),
            Node::If(test, then, other) => {
                let truth = self.truth(*test);
                self.missing(*test, found);
                if truth != Truth::False {
                    self.missing(*then, found);
                }
                if truth != Truth::True {
                    self.missing(*other, found);
                }
            }
            // A known operand adds nothing: its outcome has no causes. In `and` no operand is false and in `or` none is true,
            // or the whole would be known.
            other => other.children().into_iter().for_each(|child| self.missing(child, found)),
        }
    }

    /// Only an operand that could still be the least (the greatest) matters: all but those that the best one always beats.
    fn missing_in_extreme(&self, extreme: Extreme, of: &[NodeId], found: &mut Fields) {
        let outcomes: Vec<_> = of.iter().map(|node| (*node, self.outcome(*node))).collect();
        let best = outcomes
            .iter()
            .copied()
            .reduce(|best, next| if reaches_further(extreme, next.1, best.1) { next } else { best });
        for (node, outcome) in outcomes {
            let is_beaten = best.is_some_and(|(best, by)| best != node && always_beaten(extreme, outcome, by));
            if !is_beaten {
                self.missing(node, found);
            }
        }
    }
}

/// Whether `a` is sure of a lesser least (a greater greatest) value than `b`.
fn reaches_further(extreme: Extreme, a: Outcome, b: Outcome) -> bool {
    match (extreme, a, b) {
        (Extreme::Min, Outcome::Number(a), Outcome::Number(b)) => is_less(a.span.high, b.span.high),
        (Extreme::Min, Outcome::Date(a), Outcome::Date(b)) => is_less(a.span.high, b.span.high),
        (Extreme::Max, Outcome::Number(a), Outcome::Number(b)) => a.span.low > b.span.low,
        (Extreme::Max, Outcome::Date(a), Outcome::Date(b)) => a.span.low > b.span.low,
        _ => false,
    }
}

/// The order of upper ends, of which an absent one is infinite.
fn is_less<T: Ord>(a: Option<T>, b: Option<T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a < b,
        (a, b) => a.is_some() && b.is_none(),
    }
}

fn always_beaten(extreme: Extreme, outcome: Outcome, by: Outcome) -> bool {
    let is_beaten = |order: core::cmp::Ordering| match extreme {
        Extreme::Min => order.is_ge(),
        Extreme::Max => order.is_le(),
    };
    let always = match (outcome, by) {
        (Outcome::Number(a), Outcome::Number(b)) => a.span.always(b.span, is_beaten),
        (Outcome::Date(a), Outcome::Date(b)) => a.span.always(b.span, is_beaten),
        _ => None,
    };
    always == Some(true)
}
