//! Which values go together: the typing rules, in one place.

use super::{Arithmetic, Comparison, Fold, Node, NodeId, Over, Step, Type};
use crate::Dimension;

/// Why an expression has no type. `operand` counts the children of the node from 0.
///
/// ```
/// use qualify_engine::{Dimension, Id, expression::{Arithmetic, Node, Type, TypeError}};
/// // Money and people.
/// let types = [Type::Number(Dimension::MONEY), Type::Number(Dimension::COUNT)];
/// let sum = Node::Arithmetic(Arithmetic::Add, Id::at(0), Id::at(1));
/// let found = sum.type_of(&|_| None, &|child| Some(types[child.place()]));
/// assert_eq!(found, Err(TypeError::Unlike { operand: 1, first: types[0], found: types[1] }));
/// ```
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
///
/// ```
/// use qualify_engine::{Id, expression::{Node, Type}};
/// // `not` of a day.
/// let error = Node::Not(Id::at(0)).type_of(&|_| None, &|_| Some(Type::Date)).unwrap_err();
/// assert_eq!(error.to_string(), "operand 0 is not a condition");
/// ```
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
            Self::Nothing => "no operand",
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
    ///
    /// ```
    /// use qualify_engine::expression::{Node, NodeId, Type, TypeError, Wanted};
    /// let not = |of| Node::Not(NodeId::at(0)).type_of(&|_| None, &|_| Some(of));
    /// assert_eq!(not(Type::Truth), Ok(Type::Truth));
    /// assert_eq!(not(Type::Date), Err(TypeError::Operand { operand: 0, wanted: Wanted::Truth, found: Type::Date }));
    /// ```
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
