//! What a step of an expression does with the values that it is made of.

use crate::Dimension;
use core::cmp::Ordering;
use serde::Serialize;

/// How two values are compared.
///
/// ```
/// # use qualify_engine::expression::Comparison;
/// use core::cmp::Ordering;
/// // `3 < x` is `x > 3`.
/// assert_eq!((Comparison::Less.mirrored(), Comparison::Less.sign()), (Comparison::Greater, "<"));
/// assert!(Comparison::AtMost.holds(Ordering::Equal) && !Comparison::Less.holds(Ordering::Equal));
/// assert!(Comparison::NotEqual.is_sameness() && !Comparison::AtLeast.is_sameness());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each comparison is what its name says")]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Comparison {
    /// Whether the comparison holds for values in this order.
    #[must_use]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }

    /// The comparison that holds with the sides exchanged: `a < b` is `b > a`.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }

    /// Whether it asks only for sameness, and so applies to choices too.
    #[must_use]
    pub fn is_sameness(self) -> bool {
        matches!(self, Self::Equal | Self::NotEqual)
    }

    /// The sign by which it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Greater => ">",
            Self::AtLeast => "≥",
        }
    }
}

/// The four rules of arithmetic.
///
/// ```
/// use qualify_engine::{Dimension, Id, expression::{Arithmetic, Node, Type}};
/// let money = Type::Number(Dimension::MONEY);
/// let of = |operator| Node::Arithmetic(operator, Id::at(0), Id::at(1)).type_of(&|_| None, &|_| Some(money));
/// // Money and money are money; money in money goes so many times.
/// assert_eq!((of(Arithmetic::Add), of(Arithmetic::Divide)), (Ok(money), Ok(Type::Number(Dimension::NONE))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each operator is what its name says")]
pub enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// Which of several values is taken.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::expression::{Extreme, Node};
/// // `min(loan.term, 2 years)`
/// let of: Vec<_> = example().nodes.iter().filter_map(|it| if let Node::Extreme(which, of) = it { Some((*which, of.len())) } else { None }).collect();
/// assert_eq!(of, [(Extreme::Min, 2)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Extreme {
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// How the rows of a record are taken together.
///
/// ```
/// use qualify_engine::{Dimension, Id, expression::{Fold, Node, Over, Type}};
/// let of = |fold| Node::Over(Over { fold, record: Id::at(1), only: None, of: None }).type_of(&|_| None, &|_| None);
/// // `count(loan)` is a number, `any(loan)` a condition.
/// assert_eq!((of(Fold::Count), of(Fold::Any)), (Ok(Type::Number(Dimension::COUNT)), Ok(Type::Truth)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Fold {
    /// The sum of a number over the rows; zero over none.
    Sum,
    /// How many rows there are.
    Count,
    /// Whether a condition holds for at least one row; false over none.
    Any,
    /// Whether a condition holds for every row; true over none.
    All,
    /// The least or the greatest of a number or day over the rows; not known over none.
    Extreme(Extreme),
}

/// In what a day is moved.
///
/// ```
/// # use qualify_engine::{Dimension, expression::Step};
/// assert_eq!((Step::Months.dimension(), Step::Days.dimension()), (Dimension::MONTHS, Dimension::DAYS));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Step {
    Months,
    Days,
}

impl Step {
    /// What a number of these steps measures.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Months => Dimension::MONTHS,
            Self::Days => Dimension::DAYS,
        }
    }
}
