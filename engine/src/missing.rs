//! Which fields can still change an outcome. Nothing that can no longer matter is asked.

use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Extreme, Node, NodeId};
use crate::pack::Field;
use crate::{Causes, Id, Truth};
use std::collections::BTreeSet;

/// Fields in the order of the pack.
pub type Fields = BTreeSet<Id<Field>>;

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

    /// Only an operand that could still be the least (the greatest) matters.
    fn missing_in_extreme(&self, extreme: Extreme, of: &[NodeId], found: &mut Fields) {
        for node in of {
            let is_beaten = of.iter().filter(|other| *other != node).any(|other| {
                let order = match (self.outcome(*node), self.outcome(*other)) {
                    (Outcome::Number(a), Outcome::Number(b)) => a.span.always(b.span, |order| beaten(extreme, order)),
                    (Outcome::Date(a), Outcome::Date(b)) => a.span.always(b.span, |order| beaten(extreme, order)),
                    _ => None,
                };
                order == Some(true)
            });
            if !is_beaten {
                self.missing(*node, found);
            }
        }
    }
}

fn beaten(extreme: Extreme, order: core::cmp::Ordering) -> bool {
    match extreme {
        Extreme::Min => order.is_ge(),
        Extreme::Max => order.is_le(),
    }
}
