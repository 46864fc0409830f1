//! Values that may not be known: closed intervals, and what keeps them from being known.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Zero};
use qualify_engine::Slot;
use qualify_engine::expression::Comparison;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// An exact number.
pub type Exact = Ratio<i128>;

/// Year, month, day.
pub type Day = (i64, i64, i64);

/// Why something is not known: the answers that can still change it, and whether the source is silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    pub answers: BTreeSet<Slot>,
    pub source: bool,
}

impl Why {
    pub fn source() -> Self {
        Self { source: true, ..Self::default() }
    }

    pub fn answers(slots: impl IntoIterator<Item = Slot>) -> Self {
        Self { answers: slots.into_iter().collect(), source: false }
    }

    pub fn and(&self, other: &Self) -> Self {
        Self { answers: &self.answers | &other.answers, source: self.source || other.source }
    }

    pub fn union<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        all.into_iter().fold(Self::default(), |all, one| all.and(one))
    }
}

/// From–to; an absent end is infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval<T> {
    pub low: Option<T>,
    pub high: Option<T>,
}

impl<T: Copy + Ord> Interval<T> {
    pub const ANY: Self = Self { low: None, high: None };

    pub fn exactly(value: T) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    pub fn is_exact(self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    /// Whether some value of this lies below some value of `other`.
    fn can_lie_below(self, other: Self) -> bool {
        self.low.zip(other.high).is_none_or(|(low, high)| low < high)
    }

    fn can_equal(self, other: Self) -> bool {
        self.low.zip(other.high).is_none_or(|(low, high)| low <= high)
            && other.low.zip(self.high).is_none_or(|(low, high)| low <= high)
    }

    /// Known when it is the same for every value of both.
    pub fn compare(self, comparison: Comparison, other: Self) -> Option<bool> {
        let mut outcomes = BTreeSet::new();
        if self.can_lie_below(other) {
            outcomes.insert(comparison.holds(Ordering::Less));
        }
        if self.can_equal(other) {
            outcomes.insert(comparison.holds(Ordering::Equal));
        }
        if other.can_lie_below(self) {
            outcomes.insert(comparison.holds(Ordering::Greater));
        }
        if outcomes.len() == 1 { outcomes.first().copied() } else { None }
    }

    /// Whether no value of this is less than any of `other`.
    pub fn is_never_less(self, other: Self) -> bool {
        self.compare(Comparison::AtLeast, other) == Some(true)
    }

    pub fn hull(self, other: Self) -> Self {
        Self {
            low: self.low.and_then(|a| other.low.map(|b| a.min(b))),
            high: self.high.and_then(|a| other.high.map(|b| a.max(b))),
        }
    }

    /// The least of one value from each.
    pub fn least(self, other: Self) -> Self {
        Self {
            low: self.low.and_then(|a| other.low.map(|b| a.min(b))),
            high: [self.high, other.high].into_iter().flatten().min(),
        }
    }

    /// The greatest of one value from each.
    pub fn greatest(self, other: Self) -> Self {
        Self {
            low: [self.low, other.low].into_iter().flatten().max(),
            high: self.high.and_then(|a| other.high.map(|b| a.max(b))),
        }
    }
}

/// An end of an interval that may be infinite: −1 and 1 with nothing beside them are the infinities.
type End = (i8, Option<Exact>);

fn sign(end: End) -> i8 {
    match end {
        (infinite, None) => infinite,
        (_, Some(value)) => match value.cmp(&Exact::zero()) {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        },
    }
}

/// Zero times infinity is zero: an infinite end is approached, never reached.
fn product(a: End, b: End) -> End {
    if let (Some(a), Some(b)) = (a.1, b.1)
        && let Some(product) = a.checked_mul(&b)
    {
        return (0, Some(product));
    }
    match sign(a) * sign(b) {
        0 => (0, Some(Exact::zero())),
        infinite => (infinite, None),
    }
}

impl Interval<Exact> {
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).and_then(|(a, b)| a.checked_add(&b)),
            high: self.high.zip(other.high).and_then(|(a, b)| a.checked_add(&b)),
        }
    }

    pub fn minus(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.high).and_then(|(a, b)| a.checked_sub(&b)),
            high: self.high.zip(other.low).and_then(|(a, b)| a.checked_sub(&b)),
        }
    }

    pub fn times(self, other: Self) -> Self {
        let ends = |of: Self| {
            [of.low.map_or((-1, None), |low| (0, Some(low))), of.high.map_or((1, None), |high| (0, Some(high)))]
        };
        let products: Vec<End> =
            ends(self).into_iter().flat_map(|a| ends(other).into_iter().map(move |b| product(a, b))).collect();
        let finite = || products.iter().filter_map(|end| end.1);
        Self {
            low: if products.contains(&(-1, None)) { None } else { finite().min() },
            high: if products.contains(&(1, None)) { None } else { finite().max() },
        }
    }

    pub fn has_zero(self) -> bool {
        self.low.is_none_or(|low| low <= Exact::zero()) && self.high.is_none_or(|high| high >= Exact::zero())
    }

    /// Dividing by what can be zero yields anything.
    pub fn over(self, other: Self) -> Self {
        if other.has_zero() {
            return Self::ANY;
        }
        let inverse = |end: Option<Exact>| Some(end.map_or_else(Exact::zero, |end| end.recip()));
        self.times(Self { low: inverse(other.high), high: inverse(other.low) })
    }
}

/// What an expression yields.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Truth(Option<bool>, Why),
    Number(Interval<Exact>, Why),
    Day(Interval<Day>, Why),
    /// An option or a row, by its place.
    Place(Option<u16>, Why),
}

impl Value {
    pub fn truth(known: Option<bool>, why: Why) -> Self {
        Self::Truth(known, if known.is_some() { Why::default() } else { why })
    }

    pub fn place(known: Option<u16>, why: Why) -> Self {
        Self::Place(known, if known.is_some() { Why::default() } else { why })
    }

    pub fn number(interval: Interval<Exact>, why: Why) -> Self {
        Self::Number(interval, settled(interval, why))
    }

    pub fn day(interval: Interval<Day>, why: Why) -> Self {
        Self::Day(interval, settled(interval, why))
    }

    pub fn why(&self) -> &Why {
        match self {
            Self::Truth(_, why) | Self::Number(_, why) | Self::Day(_, why) | Self::Place(_, why) => why,
        }
    }

    /// Whether nothing is known of it, and nothing can be said to change that.
    pub fn is_beyond_answers(&self) -> bool {
        let is_unknown = match self {
            Self::Truth(known, _) => known.is_none(),
            Self::Place(known, _) => known.is_none(),
            Self::Number(interval, _) => *interval == Interval::ANY,
            Self::Day(interval, _) => *interval == Interval::ANY,
        };
        is_unknown && self.why().answers.is_empty()
    }
}

/// What is exact needs no reason; what is not and has none (a part of a month, a figure beyond all range) cannot be mended by answers.
fn settled<T: Copy + Ord>(interval: Interval<T>, why: Why) -> Why {
    match interval.is_exact() {
        true => Why::default(),
        false if why == Why::default() => Why::source(),
        false => why,
    }
}
