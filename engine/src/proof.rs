//! Why: the same expression again, with what each part came to.

use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Node, NodeId};
use crate::pack::{Field, NamedNumber};
use crate::{Id, TextId};

/// A part of an expression with its outcome and the parts it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Which part.
    pub node: NodeId,
    /// For which row of a list, if it stands in one; `None` inside one for a row that is not listed.
    pub row: Option<u16>,
    /// What it came to.
    pub outcome: Outcome,
    /// What it is made of, in the order written.
    pub parts: Vec<Proof>,
}

impl Evaluator<'_> {
    /// The proof of an expression.
    #[must_use]
    pub fn prove(&self, node: NodeId) -> Proof {
        let mut parts = Vec::new();
        match self.pack.nodes.at(node) {
            Node::Named(number) => parts.push(self.prove(self.pack.numbers.at(*number).value)),
            Node::Over(over) => self.each_row(over, |inside, _, _, _| {
                parts.extend(over.only.into_iter().chain(over.of).map(|part| inside.prove(part)));
            }),
            other => parts.extend(other.children().map(|child| self.prove(child))),
        }
        let row = self.innermost_row().and_then(|row| row.place().ok());
        Proof { node, row, outcome: self.outcome(node), parts }
    }
}

/// The fields an expression looks at, each once, in the order written.
#[must_use]
pub fn fields_of(pack: &crate::Pack, node: NodeId) -> Vec<Id<Field>> {
    let mut found = Vec::new();
    collect(pack, node, &mut found);
    found
}

/// The named numbers of an expression, each once, in the order written.
#[must_use]
pub fn numbers_of(pack: &crate::Pack, node: NodeId) -> Vec<Id<NamedNumber>> {
    let mut found = Vec::new();
    collect_numbers(pack, node, &mut found);
    found
}

fn collect_numbers(pack: &crate::Pack, node: NodeId, found: &mut Vec<Id<NamedNumber>>) {
    match pack.nodes.at(node) {
        Node::Named(number) if !found.contains(number) => found.push(*number),
        other => other.children().for_each(|child| collect_numbers(pack, child, found)),
    }
}

/// What the source does not say in an expression, in its author's words, in the order written.
#[must_use]
pub fn reasons_of(pack: &crate::Pack, node: NodeId) -> Vec<TextId> {
    match pack.nodes.at(node) {
        Node::Unpublished(_, reason) => vec![*reason],
        Node::Named(number) => reasons_of(pack, pack.numbers.at(*number).value),
        other => other.children().flat_map(|child| reasons_of(pack, child)).collect(),
    }
}

fn collect(pack: &crate::Pack, node: NodeId, found: &mut Vec<Id<Field>>) {
    match pack.nodes.at(node) {
        Node::Field(field) if !found.contains(field) => found.push(*field),
        other => other.children().for_each(|child| collect(pack, child, found)),
    }
}
