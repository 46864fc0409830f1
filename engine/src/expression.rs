//! Expressions, compiled: nodes in one table, children before parents, every node of one type.

mod operators;
mod types;

use crate::pack::{Domain, Field, NamedNumber, Record};
use crate::texts::TextId;
use crate::{Date, Dimension, Id, Number, Unit};
pub use operators::{Arithmetic, Comparison, Extreme, Fold, Step};
use serde::Serialize;
pub use types::{TypeError, Wanted};

/// The place of a node.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::expression::{Node, NodeId};
/// let pack = example();
/// let test: NodeId = pack.programmes.iter().next().unwrap().conditions[1].test;
/// assert_eq!(pack.nodes.at(test), &Node::Field(pack.field("enterprise.private").unwrap()));
/// ```
pub type NodeId = Id<Node>;

/// What an expression yields.
///
/// ```
/// # use qualify_engine::{Unit, Number, Date, Dimension, expression::Type, pack::FieldKind};
/// let unit = Unit::parse("万元").unwrap();
/// let money = FieldKind::Number { unit, least: Number::ZERO, greatest: Number::ONE };
/// assert_eq!(money.value_type(), Type::Number(Dimension::MONEY));
/// assert_eq!(FieldKind::YesNo.value_type(), Type::Truth);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Type {
    /// True, false or unknown.
    Truth,
    /// A number of a dimension.
    Number(Dimension),
    /// A day.
    Date,
    /// One option of a domain.
    Choice(Id<Domain>),
    /// One row of a record.
    Row(Id<Record>),
}

/// One step of an expression.
///
/// ```
/// # use qualify_engine::{Id, expression::{Comparison, Node, Type, TypeError, Wanted}};
/// let (a, b) = (Id::at(0), Id::at(1));
/// let node = Node::Compare(Comparison::Less, a, b);
/// assert_eq!(node.children(), [a, b]);
/// let mut seen = Vec::new();
/// Node::Not(b).each_child(&mut |child| seen.push(child));
/// assert_eq!(seen, [b]);
/// // `not` of a day is no condition.
/// let found = Node::Not(b).type_of(&|_| None, &|_| Some(Type::Date));
/// assert_eq!(found, Err(TypeError::Operand { operand: 0, wanted: Wanted::Truth, found: Type::Date }));
/// assert_eq!(node.type_of(&|_| None, &|_| Some(Type::Date)), Ok(Type::Truth));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Node {
    /// `true`, `false`
    Truth(bool),
    /// A number in base units, with the unit in which the author wrote it.
    Number(Number, Unit),
    /// A day.
    Date(Date),
    /// An option of a domain.
    Choice(Id<Domain>, u16),
    /// The as-of date of the assessment.
    AsOf,
    /// The applicant's answer to a field.
    Field(Id<Field>),
    /// A number of the programme that has its own name and source.
    Named(Id<NamedNumber>),
    /// Something that the source does not say, with the reason.
    Unpublished(Type, TextId),
    /// `not`
    Not(NodeId),
    /// `and`
    All(Vec<NodeId>),
    /// `or`
    Any(Vec<NodeId>),
    /// `=`, `<`, …
    Compare(Comparison, NodeId, NodeId),
    /// `in [...]`: the value is one of these options.
    OneOf(NodeId, Vec<u16>),
    /// `+ - * /` on numbers
    Arithmetic(Arithmetic, NodeId, NodeId),
    /// A day moved forward (`Add`) or back (`Subtract`) by a time in months or days.
    Move(Arithmetic, Step, NodeId, NodeId),
    /// `min(…)`, `max(…)` of numbers or days
    Extreme(Extreme, Vec<NodeId>),
    /// `if … then … else …`
    If(NodeId, NodeId, NodeId),
    /// The row of a record that is looked at here: the one that the programme or the list is about, or the one it belongs to.
    Row(Id<Record>),
    /// `sum(loan, … where …)`: what the rows of a record come to.
    Over(Over),
}

/// A list of rows taken together.
///
/// ```
/// use qualify_engine::{Id, expression::{Fold, Node, Over}};
/// // `sum(loan, loan.principal where loan.secured)`, of which node 0 is the principal and node 1 the condition.
/// let (principal, secured) = (Id::at(0), Id::at(1));
/// let sum = Node::Over(Over { fold: Fold::Sum, record: Id::at(1), only: Some(secured), of: Some(principal) });
/// assert_eq!(sum.children(), [secured, principal]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Over {
    /// How.
    pub fold: Fold,
    /// Whose rows.
    pub record: Id<Record>,
    /// Only rows for which this holds.
    pub only: Option<NodeId>,
    /// What is taken of each row; none for [`Fold::Count`].
    pub of: Option<NodeId>,
}

impl Node {
    /// The nodes this one is made of, in the order written; of a list first the condition on its rows.
    ///
    /// ```
    /// use qualify_engine::expression::{Node, NodeId};
    /// let id = NodeId::at;
    /// assert_eq!(Node::If(id(4), id(1), id(2)).children(), [id(4), id(1), id(2)]);
    /// assert!(Node::AsOf.children().is_empty());
    /// ```
    #[must_use]
    pub fn children(&self) -> Vec<NodeId> {
        let mut children = Vec::new();
        self.each_child(&mut |child| children.push(child));
        children
    }

    /// Shows `visit` the nodes this one is made of, in the order of [`Node::children`].
    ///
    /// ```
    /// use qualify_engine::expression::{Node, NodeId};
    /// let mut seen = Vec::new();
    /// Node::Not(NodeId::at(3)).each_child(&mut |child| seen.push(child));
    /// assert_eq!(seen, [NodeId::at(3)]);
    /// ```
    pub fn each_child(&self, visit: &mut dyn FnMut(NodeId)) {
        match self {
            Self::Not(of) | Self::OneOf(of, _) => visit(*of),
            Self::All(of) | Self::Any(of) | Self::Extreme(_, of) => of.iter().for_each(|child| visit(*child)),
            Self::Compare(_, a, b) | Self::Arithmetic(_, a, b) | Self::Move(_, _, a, b) => {
                visit(*a);
                visit(*b);
            }
            Self::If(test, then, other) => [test, then, other].into_iter().for_each(|child| visit(*child)),
            Self::Over(Over { only, of, .. }) => only.iter().chain(of).for_each(|child| visit(*child)),
            Self::Truth(_)
            | Self::Number(..)
            | Self::Date(_)
            | Self::Choice(..)
            | Self::AsOf
            | Self::Field(_)
            | Self::Named(_)
            | Self::Row(_)
            | Self::Unpublished(..) => {}
        }
    }
}
