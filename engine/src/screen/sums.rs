//! Sums of money in whole numbers over a denominator that is known beforehand: exact, and quick.
//!
//! Where a value is no whole number of base units, leaves 64 bits, or depends on more than arithmetic with constants, the
//! [`Evaluator`](crate::Evaluator) computes the sum instead. Both yield the same.

use crate::evaluate::Known;
use crate::pack::Together;
use crate::{Causes, Number, Span};
use core::ops::Range;

/// How the sum of a programme is found.
#[derive(Clone, Debug)]
pub enum SumPlan {
    /// No money.
    None,
    /// In whole numbers.
    Whole {
        /// The items with money.
        items: Range<u32>,
        /// Whether the highest item is given rather than all.
        is_highest: bool,
        /// The ceiling on everything together.
        limit: Range<u32>,
        /// What sums are divided by at the end, at least 1.
        denominator: i64,
    },
    /// By the evaluator.
    Evaluated,
}

/// The sum of one item.
#[derive(Clone, Debug)]
pub struct ItemSum {
    /// The gate that says whether it applies; `None`: it always does.
    pub when: Option<u32>,
    /// How much.
    pub steps: Range<u32>,
}

/// One step of a sum, on a stack of spans.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Pushes an answer.
    Field(u32),
    /// Pushes an answer multiplied by a number above zero, up to a cap: the usual form of a subsidy.
    Capped {
        /// The answer.
        field: u32,
        /// What it is multiplied by.
        by: i64,
        /// The cap.
        cap: i64,
    },
    /// Pushes a constant.
    Constant(i64),
    /// Multiplies the uppermost.
    Scale(i64),
    /// Joins the two uppermost.
    Join(Join),
    /// Joins the uppermost with a constant.
    JoinConstant(Join, i64),
}

/// How two values become one.
#[derive(Clone, Copy, Debug)]
pub enum Join {
    Add,
    Subtract,
    Multiply,
    Min,
    Max,
}

/// Values on the stack of a sum.
pub const STACK: usize = 8;

/// A span of whole numbers; the extremes of the type stand for open ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    low: i64,
    high: i64,
}

impl Whole {
    /// Nothing known.
    pub const ANY: Self = Self { low: i64::MIN, high: i64::MAX };
    /// What cannot be held: an upside-down span, which nothing yields.
    pub const NOT_HELD: Self = Self { low: i64::MAX, high: i64::MIN };
    const ZERO: Self = Self::exactly(0);

    const fn exactly(value: i64) -> Self {
        Self { low: value, high: value }
    }

    /// A span of numbers, if its ends are whole and fit.
    pub fn of(span: Span<Number>) -> Self {
        let end = |number: Option<Number>, open: i64| match number.map(Number::parts) {
            None => Some(open),
            Some((whole, 1)) => i64::try_from(whole).ok().filter(|it| *it != i64::MIN && *it != i64::MAX),
            Some(_) => None,
        };
        match (end(span.low, i64::MIN), end(span.high, i64::MAX)) {
            (Some(low), Some(high)) => Self { low, high },
            _ => Self::NOT_HELD,
        }
    }

    /// The span, divided by a denominator.
    pub fn known(self, denominator: i64) -> Known<Number> {
        let end = |value: i64, open: i64| {
            if value == open { None } else { Number::fraction(value.into(), denominator.into()) }
        };
        let span = Span { low: end(self.low, i64::MIN), high: end(self.high, i64::MAX) };
        Known::new(span, Causes::APPLICANT)
    }

    fn joined(self, join: Join, other: Self) -> Option<Self> {
        Some(match join {
            Join::Add => Self { low: sum(self.low, other.low, i64::MIN)?, high: sum(self.high, other.high, i64::MAX)? },
            Join::Subtract => self.joined(Join::Add, other.negative()?)?,
            Join::Multiply => self.times(other)?,
            Join::Min => Self { low: self.low.min(other.low), high: self.high.min(other.high) },
            Join::Max => Self { low: self.low.max(other.low), high: self.high.max(other.high) },
        })
    }

    fn negative(self) -> Option<Self> {
        let end = |value: i64| match value {
            i64::MIN => Some(i64::MAX),
            i64::MAX => Some(i64::MIN),
            finite => finite.checked_neg(),
        };
        Some(Self { low: end(self.high)?, high: end(self.low)? })
    }

    fn times(self, other: Self) -> Option<Self> {
        if self.low == self.high && other.low == other.high {
            return finite(self.low.checked_mul(other.low)?).map(Self::exactly);
        }
        let corners = [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let mut found = Self { low: i64::MAX, high: i64::MIN };
        for (a, b) in corners {
            let product = corner(a, b)?;
            found = Self { low: found.low.min(product), high: found.high.max(product) };
        }
        // An end that is the other infinity is none at all.
        let low = if found.low == i64::MAX { i64::MIN } else { found.low };
        let high = if found.high == i64::MIN { i64::MAX } else { found.high };
        Some(Self { low, high })
    }

    /// Multiplied by a number above zero.
    fn scaled(self, by: i64) -> Option<Self> {
        let end = |value: i64| {
            if value == i64::MIN || value == i64::MAX { Some(value) } else { finite(value.checked_mul(by)?) }
        };
        Some(Self { low: end(self.low)?, high: end(self.high)? })
    }
}

/// A value that is no open end.
fn finite(value: i64) -> Option<i64> {
    (value != i64::MIN && value != i64::MAX).then_some(value)
}

fn sum(a: i64, b: i64, open: i64) -> Option<i64> {
    if a == open || b == open { Some(open) } else { finite(a.checked_add(b)?) }
}

/// The product of two ends. Zero times infinity is zero: the infinite end is approached, never reached.
fn corner(a: i64, b: i64) -> Option<i64> {
    if a == 0 || b == 0 {
        return Some(0);
    }
    if finite(a).is_some() && finite(b).is_some() {
        return finite(a.checked_mul(b)?);
    }
    Some(if (a < 0) == (b < 0) { i64::MAX } else { i64::MIN })
}

/// What a step pushes.
fn pushed(step: Step, values: &[Whole]) -> Option<Whole> {
    let value = |field: u32| values.get(field as usize).copied().filter(|it| *it != Whole::NOT_HELD);
    match step {
        Step::Field(field) => value(field),
        Step::Capped { field, by, cap } => value(field)?.scaled(by)?.joined(Join::Min, Whole::exactly(cap)),
        Step::Constant(value) => Some(Whole::exactly(value)),
        _ => None,
    }
}

/// Takes the steps; `None` when a value cannot be held.
pub fn run(steps: &[Step], values: &[Whole]) -> Option<Whole> {
    if let [step] = steps {
        return pushed(*step, values);
    }
    let mut stack = [Whole::ZERO; STACK];
    let mut top = Whole::ZERO;
    let mut depth: usize = 0;
    for step in steps {
        top = match *step {
            Step::Field(_) | Step::Capped { .. } | Step::Constant(_) => {
                *stack.get_mut(depth)? = top;
                depth = depth.wrapping_add(1);
                pushed(*step, values)?
            }
            Step::Scale(by) => top.scaled(by)?,
            Step::Join(join) => {
                depth = depth.checked_sub(1)?;
                stack.get(depth)?.joined(join, top)?
            }
            Step::JoinConstant(join, value) => top.joined(join, Whole::exactly(value))?,
        };
    }
    Some(top)
}

/// The sum of the items that can apply, `Some(None)` when none can; `None` when a value cannot be held.
pub fn total<'s>(
    items: &[ItemSum],
    is_highest: bool,
    applies: impl Fn(u32) -> Option<bool>,
    steps: impl Fn(&Range<u32>) -> &'s [Step],
    limit: &Range<u32>,
    values: &[Whole],
) -> Option<Option<Whole>> {
    let mut total: Option<Whole> = None;
    for item in items {
        let applies = item.when.map_or(Some(true), &applies);
        if applies == Some(false) {
            continue;
        }
        let amount = run(steps(&item.steps), values)?.joined(Join::Max, Whole::ZERO)?;
        let given = if applies.is_none() { Whole { low: 0, ..amount } } else { amount };
        let join = if is_highest { Join::Max } else { Join::Add };
        total = Some(match total {
            None => given,
            Some(before) => before.joined(join, given)?,
        });
    }
    match total {
        Some(sum) if !limit.is_empty() => {
            let limit = run(steps(limit), values)?.joined(Join::Max, Whole::ZERO)?;
            Some(Some(sum.joined(Join::Min, limit)?))
        }
        other => Some(other),
    }
}

/// Whether items go together in a way that whole numbers can follow.
pub fn is_highest(together: Together, items: usize) -> Option<bool> {
    match together {
        Together::Sum => Some(false),
        Together::Highest => Some(true),
        // One alone is given whatever the rule.
        Together::Unpublished => (items <= 1).then_some(false),
    }
}
