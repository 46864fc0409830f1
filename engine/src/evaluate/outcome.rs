//! What an expression yields.

use crate::expression::Type;
use crate::{Causes, Date, Number, Span, Truth};

/// A number or a day as far as it is known, and why it is not known exactly.
///
/// ```
/// # use qualify_engine::{Causes, Known, Number};
/// let known = Known::exactly(Number::whole(3));
/// assert_eq!((known.span.exact(), known.causes), (Some(Number::whole(3)), Causes::NONE));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// Where it lies.
    pub span: Span<T>,
    /// Why the span is not a single value; none when it is.
    pub causes: Causes,
}

impl<T: Copy + Ord> Known<T> {
    /// Exactly this value.
    #[must_use]
    pub const fn exactly(value: T) -> Self {
        Self { span: Span::exactly(value), causes: Causes::NONE }
    }

    /// This span, inexact for these causes. A span without any cause that is not exact could only come from leaving the range
    /// of numbers, which no answer can mend.
    pub(crate) fn new(span: Span<T>, causes: Causes) -> Self {
        let causes = match span.exact() {
            Some(_) => Causes::NONE,
            None if causes.is_none() => Causes::SOURCE,
            None => causes,
        };
        Self { span, causes }
    }

    /// Whether nothing is known, and no answer can change that.
    pub(super) fn is_beyond_answers(self) -> bool {
        self.span.is_any() && !self.causes.include(Causes::APPLICANT)
    }
}

/// What an expression yields.
///
/// ```
/// # use qualify_engine::{Causes, Outcome, Truth, expression::Type};
/// let outcome = Outcome::unknown(Type::Truth, Causes::SOURCE);
/// assert_eq!(outcome, Outcome::Truth(Truth::Unknown(Causes::SOURCE)));
/// assert_eq!((outcome.causes(), Outcome::Truth(Truth::True).causes()), (Causes::SOURCE, Causes::NONE));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A condition.
    Truth(Truth),
    /// A number in base units.
    Number(Known<Number>),
    /// A day.
    Date(Known<Date>),
    /// An option of a domain or a row of a record, by its place, or why it is not known.
    Choice(Result<u16, Causes>),
}

impl Outcome {
    /// Nothing known of a value of this type.
    #[must_use]
    pub fn unknown(of: Type, causes: Causes) -> Self {
        match of {
            Type::Truth => Self::Truth(Truth::Unknown(causes)),
            Type::Number(_) => Self::Number(Known { span: Span::ANY, causes }),
            Type::Date => Self::Date(Known { span: Span::ANY, causes }),
            Type::Choice(_) | Type::Row(_) => Self::Choice(Err(causes)),
        }
    }

    /// Why it is not known exactly.
    #[must_use]
    pub fn causes(self) -> Causes {
        match self {
            Self::Truth(truth) => truth.causes(),
            Self::Number(known) => known.causes,
            Self::Date(known) => known.causes,
            Self::Choice(chosen) => chosen.err().unwrap_or_default(),
        }
    }

    pub(super) fn is_beyond_answers(self) -> bool {
        match self {
            Self::Number(known) => known.is_beyond_answers(),
            Self::Date(known) => known.is_beyond_answers(),
            Self::Truth(_) | Self::Choice(_) => !self.causes().is_none() && !self.causes().include(Causes::APPLICANT),
        }
    }
}
