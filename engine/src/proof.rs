//! Why: the same expression again, with what each part came to.

use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Node, NodeId};
use crate::pack::{Field, NamedNumber};
use crate::{Id, Pack, TextId};

/// A part of an expression with its outcome and the parts it is made of.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Evaluator, Number, Outcome, Row, Truth};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("loan.principal", "400 万元")]);
/// let programme = pack.programmes.iter().next().unwrap();
/// let proof = Evaluator::new(&pack, &dossier, day).about(programme.about, Row::At(0)).prove(programme.conditions[2].test);
/// // `loan.principal >= 500 万元` is false, since the principal is 400 万元.
/// assert_eq!((proof.outcome, proof.row), (Outcome::Truth(Truth::False), None));
/// let Outcome::Number(principal) = proof.parts[0].outcome else { panic!() };
/// assert_eq!(principal.span.exact(), Some(Number::whole(400_000_000)));
/// ```
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
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, Evaluator, Outcome, Row, Truth};
    /// let pack = example();
    /// let dossier = answers(&pack, &[("loan.principal", "1000 万元")]);
    /// let programme = pack.programmes.iter().next().unwrap();
    /// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap()).about(programme.about, Row::At(0));
    /// // 1,000 万元 >= 500 万元
    /// let proof = evaluator.prove(programme.conditions[2].test);
    /// assert_eq!((proof.outcome, proof.parts.len()), (Outcome::Truth(Truth::True), 2));
    /// assert_eq!(proof.parts[0].outcome, evaluator.outcome(proof.parts[0].node));
    /// ```
    #[must_use]
    pub fn prove(&self, node: NodeId) -> Proof {
        let mut parts = Vec::new();
        match self.pack.nodes.at(node) {
            Node::Named(number) => parts.push(self.prove(self.pack.numbers.at(*number).value)),
            Node::Over(over) => self.each_row(over, &mut |inside, _, _, _| {
                parts.extend(over.only.into_iter().chain(over.of).map(|part| inside.prove(part)));
            }),
            other => other.each_child(&mut |child| parts.push(self.prove(child))),
        }
        let row = self.innermost_row().and_then(|row| row.place().ok());
        Proof { node, row, outcome: self.outcome(node), parts }
    }
}

/// The fields an expression looks at, each once, in the order written.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{fields_of, numbers_of, reasons_of};
/// let pack = example();
/// let test = pack.programmes.iter().next().unwrap().conditions[2].test;
/// assert_eq!(fields_of(&pack, test), [pack.field("loan.principal").unwrap()]);
/// assert!(numbers_of(&pack, test).is_empty() && reasons_of(&pack, test).is_empty());
/// ```
#[must_use]
pub fn fields_of(pack: &Pack, node: NodeId) -> Vec<Id<Field>> {
    let mut found = Vec::new();
    each_part(pack, node, &mut |part| {
        if let Node::Field(field) = part {
            add(&mut found, *field);
        }
    });
    found
}

/// The named numbers of an expression, each once, in the order written.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Id, expression::{Comparison, Node}, numbers_of, pack::NamedNumber};
/// let mut pack = example();
/// let (source, principal) = (pack.programmes.iter().next().unwrap().conditions[1].source.clone(), pack.field("loan.principal").unwrap());
/// let value = pack.programmes.iter().next().unwrap().items[0].amount.unwrap();
/// let least = pack.numbers.push(NamedNumber { key: "least".into(), label: Id::at(0), value, source });
/// let [a, b] = [Node::Field(principal), Node::Named(least)].map(|node| pack.nodes.push(node));
/// let test = pack.nodes.push(Node::Compare(Comparison::AtLeast, a, b));
/// assert_eq!(numbers_of(&pack, test), [least]);
/// ```
#[must_use]
pub fn numbers_of(pack: &Pack, node: NodeId) -> Vec<Id<NamedNumber>> {
    let mut found = Vec::new();
    each_part(pack, node, &mut |part| {
        if let Node::Named(number) = part {
            add(&mut found, *number);
        }
    });
    found
}

/// What the source does not say in an expression, in its author's words, in the order written.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Id, expression::{Node, Type}, reasons_of};
/// let mut pack = example();
/// let unpublished = pack.nodes.push(Node::Unpublished(Type::Truth, Id::at(3)));
/// let test = pack.nodes.push(Node::Not(unpublished));
/// // The text in which its author says what is missing.
/// assert_eq!(reasons_of(&pack, test), [Id::at(3)]);
/// ```
#[must_use]
pub fn reasons_of(pack: &Pack, node: NodeId) -> Vec<TextId> {
    let mut found = Vec::new();
    each_part(pack, node, &mut |part| {
        if let Node::Unpublished(_, reason) = part {
            found.push(*reason);
        }
    });
    found
}

/// Shows `visit` every part of an expression, the whole first, the values of named numbers after their names.
pub(crate) fn each_part(pack: &Pack, node: NodeId, visit: &mut dyn FnMut(&Node)) {
    let part = pack.nodes.at(node);
    visit(part);
    if let Node::Named(number) = part {
        each_part(pack, pack.numbers.at(*number).value, visit);
    }
    part.each_child(&mut |child| each_part(pack, child, visit));
}

fn add<T>(found: &mut Vec<Id<T>>, id: Id<T>) {
    if !found.contains(&id) {
        found.push(id);
    }
}
