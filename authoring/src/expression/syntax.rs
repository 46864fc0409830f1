//! The syntax tree.

use crate::source::Span;
use crate::yaml::Word;
use qualify_engine::expression::{Arithmetic, Comparison, Extreme, Fold};
use qualify_engine::{Date, Number, Unit};

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub span: Span,
    /// How many steps there are from here to the deepest leaf, this one included.
    pub depth: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Truth(bool),
    /// In the unit in which it is written.
    Number(Number, Unit),
    Date(Date),
    AsOf,
    /// An option, a record or a named number: known only beside what it is compared with.
    Name(String),
    Field {
        record: Word,
        field: Word,
    },
    Unpublished(Word),
    Extreme(Extreme, Vec<Expression>),
    /// The rows of a record taken together.
    Over(List),
    Not(Box<Expression>),
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Compare(Comparison, Box<[Expression; 2]>),
    In(Box<Expression>, Members),
    Arithmetic(Arithmetic, Box<[Expression; 2]>),
    If(Box<[Expression; 3]>),
}

/// `sum(loan, loan.principal where loan.term > 1 year)`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct List {
    pub fold: Fold,
    pub record: Word,
    /// The condition on the rows first, if there is one, then what is taken of each.
    pub parts: Vec<Expression>,
    pub is_filtered: bool,
}

/// What stands after `in`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Members {
    Options(Vec<Word>),
    Catalogue(Word),
}

impl Kind {
    /// The parts of which this is made.
    pub(crate) fn parts(&self) -> &[Expression] {
        match self {
            Self::Extreme(_, parts) | Self::All(parts) | Self::Any(parts) => parts,
            Self::Not(part) | Self::In(part, _) => core::slice::from_ref(part.as_ref()),
            Self::Compare(_, parts) | Self::Arithmetic(_, parts) => parts.as_slice(),
            Self::If(parts) => parts.as_slice(),
            Self::Over(list) => &list.parts,
            Self::Truth(_)
            | Self::Number(..)
            | Self::Date(_)
            | Self::AsOf
            | Self::Name(_)
            | Self::Field { .. }
            | Self::Unpublished(_) => &[],
        }
    }
}
