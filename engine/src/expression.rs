//! Expressions, compiled: nodes in one table, children before parents, every node of one type.

use crate::pack::{Domain, Field, NamedNumber, Record};
use crate::texts::TextId;
use crate::{Date, Dimension, Id, Number, Unit};
use core::cmp::Ordering;
use serde::Serialize;

/// The place of a node.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each operator is what its name says")]
pub enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// Which of several values is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Extreme {
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// How the rows of a record are taken together.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    #[must_use]
    pub fn children(&self) -> Vec<NodeId> {
        let mut children = Vec::new();
        self.each_child(&mut |child| children.push(child));
        children
    }

    /// Shows `visit` the nodes this one is made of, in the order of [`Node::children`].
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

/// Why an expression has no type. `operand` counts the children of the node from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypeError {
    /// The operand is of another type than the operator takes.
    #[error("operand {operand} is not {wanted}")]
    Operand {
        /// Which child.
        operand: usize,
        /// What was wanted.
        wanted: Wanted,
        /// What it is.
        found: Type,
    },
    /// Two operands that must be alike are not.
    #[error("operand {operand} is of another type or unit than the one before")]
    Unlike {
        /// The second of the two.
        operand: usize,
        /// The type of the first.
        first: Type,
        /// The type of the second.
        found: Type,
    },
    /// There is no order among the values of this type.
    #[error("values of this type have no order")]
    NoOrder(Type),
    /// An operator that needs operands has none.
    #[error("there is nothing to choose from")]
    Empty,
    /// An option number outside its domain, or an exponent out of range.
    #[error("out of range")]
    Range,
}

/// What an operator takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A truth.
    Truth,
    /// A number.
    Number,
    /// A number of months or of days.
    Time,
    /// A choice.
    Choice,
    /// A number or a date.
    Ordered,
    /// No operand at all.
    Nothing,
}

impl core::fmt::Display for Wanted {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Truth => "a condition",
            Self::Number => "a number",
            Self::Time => "a length of time",
            Self::Choice => "a choice",
            Self::Ordered => "a number or a date",
            Self::Nothing => "wanted here",
        })
    }
}

impl Node {
    /// The type of this node, given what it is made of. The one place where the typing rules stand: the author's
    /// diagnostics and the loader of compiled packs both ask here.
    ///
    /// `leaf` gives the type of what the node points at outside expressions (a field, a named number), `child` that of a node.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn type_of(
        &self,
        leaf: &dyn Fn(&Self) -> Option<Type>,
        child: &dyn Fn(NodeId) -> Option<Type>,
    ) -> Result<Type, TypeError> {
        let children =
            self.children().into_iter().map(|id| child(id).ok_or(TypeError::Range)).collect::<Result<Vec<_>, _>>()?;
        match self {
            Self::Truth(_) => Ok(Type::Truth),
            Self::Number(_, unit) => Ok(Type::Number(unit.dimension())),
            Self::Date(_) | Self::AsOf => Ok(Type::Date),
            Self::Unpublished(of, _) => Ok(*of),
            Self::Choice(..) | Self::Field(_) | Self::Named(_) | Self::Row(_) => leaf(self).ok_or(TypeError::Range),
            Self::Not(_) | Self::All(_) | Self::Any(_) => truths(&children),
            Self::Compare(comparison, ..) => compared(*comparison, &children),
            Self::OneOf(..) => match children.first() {
                Some(Type::Choice(_)) => Ok(Type::Truth),
                found => Err(operand(0, Wanted::Choice, found.copied())),
            },
            Self::Arithmetic(operator, ..) => arithmetic(*operator, &children),
            Self::Move(_, step, ..) => moved(*step, &children),
            Self::Over(over) => folded(over, &children),
            Self::Extreme(..) => match alike(&children)? {
                found @ (Type::Number(_) | Type::Date) => Ok(found),
                found => Err(operand(0, Wanted::Ordered, Some(found))),
            },
            Self::If(..) => {
                truths(children.get(..1).unwrap_or_default())?;
                alike(children.get(1..).unwrap_or_default()).map_err(|error| error.shifted(1))
            }
        }
    }
}

impl TypeError {
    /// The same error, where the operands were counted from `by`.
    fn shifted(self, by: usize) -> Self {
        match self {
            Self::Unlike { operand, first, found } => {
                Self::Unlike { operand: operand.saturating_add(by), first, found }
            }
            other => other,
        }
    }
}

fn operand(operand: usize, wanted: Wanted, found: Option<Type>) -> TypeError {
    found.map_or(TypeError::Empty, |found| TypeError::Operand { operand, wanted, found })
}

fn truths(children: &[Type]) -> Result<Type, TypeError> {
    if children.is_empty() {
        return Err(TypeError::Empty);
    }
    match children.iter().enumerate().find(|(_, found)| **found != Type::Truth) {
        Some((place, found)) => Err(operand(place, Wanted::Truth, Some(*found))),
        None => Ok(Type::Truth),
    }
}

fn alike(children: &[Type]) -> Result<Type, TypeError> {
    let first = *children.first().ok_or(TypeError::Empty)?;
    match children.iter().enumerate().find(|(_, found)| **found != first) {
        Some((operand, found)) => Err(TypeError::Unlike { operand, first, found: *found }),
        None => Ok(first),
    }
}

fn compared(comparison: Comparison, children: &[Type]) -> Result<Type, TypeError> {
    match alike(children)? {
        Type::Number(_) | Type::Date => Ok(Type::Truth),
        Type::Choice(_) | Type::Truth | Type::Row(_) if comparison.is_sameness() => Ok(Type::Truth),
        unordered => Err(TypeError::NoOrder(unordered)),
    }
}

fn arithmetic(operator: Arithmetic, children: &[Type]) -> Result<Type, TypeError> {
    let mut dimensions = [Dimension::NONE; 2];
    for (place, (dimension, found)) in dimensions.iter_mut().zip(children).enumerate() {
        match found {
            Type::Number(of) => *dimension = *of,
            _ => return Err(operand(place, Wanted::Number, Some(*found))),
        }
    }
    let [a, b] = dimensions;
    match operator {
        Arithmetic::Add | Arithmetic::Subtract => alike(children),
        Arithmetic::Multiply => a.times(b).map(Type::Number).ok_or(TypeError::Range),
        Arithmetic::Divide => a.over(b).map(Type::Number).ok_or(TypeError::Range),
    }
}

fn moved(step: Step, children: &[Type]) -> Result<Type, TypeError> {
    match children {
        [Type::Date, Type::Number(by)] if *by == step.dimension() => Ok(Type::Date),
        [Type::Date, found] => Err(operand(1, Wanted::Time, Some(*found))),
        found => Err(operand(0, Wanted::Ordered, found.first().copied())),
    }
}

fn folded(over: &Over, children: &[Type]) -> Result<Type, TypeError> {
    let (only, of) = children.split_at_checked(usize::from(over.only.is_some())).ok_or(TypeError::Empty)?;
    if !only.is_empty() {
        truths(only)?;
    }
    let place = only.len();
    match (over.fold, of) {
        (Fold::Count, []) => Ok(Type::Number(Dimension::COUNT)),
        (Fold::Count, [found, ..]) => Err(operand(place, Wanted::Nothing, Some(*found))),
        (Fold::Any | Fold::All, [Type::Truth]) => Ok(Type::Truth),
        (Fold::Any, []) => Ok(Type::Truth),
        (Fold::Any | Fold::All, found) => Err(operand(place, Wanted::Truth, found.first().copied())),
        (Fold::Sum, [Type::Number(of)]) => Ok(Type::Number(*of)),
        (Fold::Sum, found) => Err(operand(place, Wanted::Number, found.first().copied())),
        (Fold::Extreme(_), [found @ (Type::Number(_) | Type::Date)]) => Ok(*found),
        (Fold::Extreme(_), found) => Err(operand(place, Wanted::Ordered, found.first().copied())),
    }
}
