//! Closed intervals: what is known of a number or a date that may not be known exactly.

use crate::{Date, Number};
use core::cmp::Ordering;

/// All values from `low` to `high`, both included; an absent end is open to infinity.
///
/// ```
/// # use qualify_engine::{Number, Span};
/// let n = Number::whole;
/// let span = Span { low: Some(n(2)), high: Some(n(5)) };
/// assert_eq!((Span::exactly(n(3)).exact(), span.exact()), (Some(n(3)), None));
/// assert_eq!(span.plus(Span::exactly(n(1))), Span { low: Some(n(3)), high: Some(n(6)) });
/// assert_eq!(span.times(Span::exactly(n(2))).high, Some(n(10)));
/// assert_eq!(span.hull(Span::exactly(n(9))), Span { low: Some(n(2)), high: Some(n(9)) });
/// assert_eq!(span.min(Span::exactly(n(3))), Span { low: Some(n(2)), high: Some(n(3)) });
/// // What is 5 at most is surely less than 6; whether it is less than 4 is not known.
/// assert_eq!(span.always(Span::exactly(n(6)), |order| order.is_lt()), Some(true));
/// assert_eq!(span.always(Span::exactly(n(4)), |order| order.is_lt()), None);
/// assert!(Span::<Number>::ANY.is_any());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// The least possible value.
    pub low: Option<T>,
    /// The greatest possible value.
    pub high: Option<T>,
}

impl<T: Copy + Ord> Span<T> {
    /// Nothing is known.
    pub const ANY: Self = Self { low: None, high: None };

    /// Exactly this value.
    #[must_use]
    pub const fn exactly(value: T) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// The value, when it is known exactly.
    #[must_use]
    pub fn exact(self) -> Option<T> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// Whether nothing at all is known.
    #[must_use]
    pub fn is_any(self) -> bool {
        self.low.is_none() && self.high.is_none()
    }

    /// How every value of this compares with every value of `other`; `None` when it depends on the value.
    #[must_use]
    pub fn always(self, other: Self, holds: impl Fn(Ordering) -> bool) -> Option<bool> {
        let can_be_less = is_below(self.low, other.high, false);
        let can_be_greater = is_below(other.low, self.high, false);
        let can_be_equal = is_below(self.low, other.high, true) && is_below(other.low, self.high, true);
        let outcomes =
            [(Ordering::Less, can_be_less), (Ordering::Equal, can_be_equal), (Ordering::Greater, can_be_greater)];
        let mut possible = outcomes.into_iter().filter(|(_, can_be)| *can_be).map(|(order, _)| holds(order));
        let first = possible.next()?;
        possible.all(|next| next == first).then_some(first)
    }

    /// The least span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).map(|(a, b)| a.min(b)),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
        }
    }

    /// The lesser of a value of this and a value of `other`.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self { low: self.low.zip(other.low).map(|(a, b)| a.min(b)), high: least(self.high, other.high) }
    }

    /// The greater of a value of this and a value of `other`.
    ///
    /// ```
    /// # use qualify_engine::{Number, Span};
    /// let n = Number::whole;
    /// let span = Span { low: Some(n(2)), high: Some(n(6)) };
    /// assert_eq!(span.max(Span::exactly(n(3))), Span { low: Some(n(3)), high: Some(n(6)) });
    /// assert_eq!(span.minus(Span { low: Some(n(1)), high: None }), Span { low: None, high: Some(n(5)) });
    /// assert_eq!(span.over(Span::exactly(n(2))), Span { low: Some(n(1)), high: Some(n(3)) });
    /// ```
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        Self { low, high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }
}

/// Whether some value from `low` upward lies below (`or_at`: at most at) some value up to `high`.
fn is_below<T: Ord>(low: Option<T>, high: Option<T>, or_at: bool) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => low < high || (or_at && low == high),
        _ => true,
    }
}

/// The lesser of two upper ends, of which an absent one is infinite.
fn least<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

impl Span<Number> {
    /// The sum. An end that overflows opens to infinity, so the span stays true.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let end = |a: Option<Number>, b: Option<Number>| a.zip(b).and_then(|(a, b)| a.plus(b));
        Self { low: end(self.low, other.low), high: end(self.high, other.high) }
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let end = |a: Option<Number>, b: Option<Number>| a.zip(b).and_then(|(a, b)| a.minus(b));
        Self { low: end(self.low, other.high), high: end(self.high, other.low) }
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let (a, b) = (End::of(self), End::of(other));
        let products = [a.0.times(b.0), a.0.times(b.1), a.1.times(b.0), a.1.times(b.1)];
        let low = products.iter().copied().fold(End::Above, End::min);
        let high = products.iter().copied().fold(End::Below, End::max);
        Self { low: low.finite(), high: high.finite() }
    }

    /// The quotient; anything where the divisor can be zero: what dividing by zero yields is not known either.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        let inverse = |value: Option<Number>| value.map_or(Some(Number::ZERO), |value| Number::ONE.over(value));
        let keeps_sign =
            other.low.is_some_and(|low| low > Number::ZERO) || other.high.is_some_and(|high| high < Number::ZERO);
        if keeps_sign {
            return self.times(Self { low: inverse(other.high), high: inverse(other.low) });
        }
        Self::ANY
    }
}

impl Span<Date> {
    /// Moved by a span of months and days. A part of a month or day widens the span to the whole ones around it. An end that leaves
    /// the calendar opens to infinity; where both leave it on the same side, what is known is that side.
    ///
    /// ```
    /// # use qualify_engine::{Date, Number, Span};
    /// let day = |text| Date::parse(text).unwrap();
    /// let months = Span { low: Some(Number::ONE), high: Some(Number::whole(2)) };
    /// let moved = Span::exactly(day("2026-01-31")).moved(months, Span::exactly(Number::ZERO));
    /// assert_eq!(moved, Span { low: Some(day("2026-02-28")), high: Some(day("2026-03-31")) });
    /// ```
    #[must_use]
    pub fn moved(self, months: Span<Number>, days: Span<Number>) -> Self {
        let low = |date: Date| {
            let by = (months.low?.floor(), days.low?.floor());
            date.try_moved(by.0, by.1).or((by.0 > 0 || by.1 > 0).then_some(Date::LAST))
        };
        let high = |date: Date| {
            let by = (months.high?.ceiling(), days.high?.ceiling());
            date.try_moved(by.0, by.1).or((by.0 < 0 || by.1 < 0).then_some(Date::FIRST))
        };
        Self { low: self.low.and_then(low), high: self.high.and_then(high) }
    }
}

/// One end of a span on the extended number line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Below,
    At(Number),
    Above,
}

impl End {
    fn of(span: Span<Number>) -> (Self, Self) {
        (span.low.map_or(Self::Below, Self::At), span.high.map_or(Self::Above, Self::At))
    }

    fn finite(self) -> Option<Number> {
        match self {
            Self::At(number) => Some(number),
            Self::Below | Self::Above => None,
        }
    }

    fn sign(self) -> Ordering {
        match self {
            Self::Below => Ordering::Less,
            Self::At(number) => number.cmp(&Number::ZERO),
            Self::Above => Ordering::Greater,
        }
    }

    /// The product of two ends. Zero times infinity is zero: the infinite end is approached, never reached.
    fn times(self, other: Self) -> Self {
        if let (Self::At(a), Self::At(b)) = (self, other)
            && let Some(product) = a.times(b)
        {
            return Self::At(product);
        }
        match (self.sign(), other.sign()) {
            (Ordering::Equal, _) | (_, Ordering::Equal) => Self::At(Number::ZERO),
            (mine, theirs) if mine == theirs => Self::Above,
            _ => Self::Below,
        }
    }
}
