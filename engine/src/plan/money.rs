//! Sums of money that may have no upper end.

use crate::{Number, Span};

/// From a least to a greatest sum, in 分. Ordered as plans are: by the least, then by the greatest, where one more part without
/// an upper end is more than any sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Money {
    pub low: Number,
    /// How many parts have no upper end.
    pub endless: u32,
    /// The greatest sum of the other parts.
    pub high: Number,
}

impl Money {
    pub const NONE: Self = Self { low: Number::ZERO, endless: 0, high: Number::ZERO };

    pub fn of(span: Span<Number>) -> Self {
        let low = span.low.unwrap_or(Number::ZERO).max(Number::ZERO);
        match span.high {
            Some(high) => Self { low, endless: 0, high: high.max(low) },
            None => Self { low, endless: 1, high: Number::ZERO },
        }
    }

    pub fn span(self) -> Span<Number> {
        Span { low: Some(self.low), high: (self.endless == 0).then_some(self.high) }
    }

    /// The greatest sum, in the order in which an endless one is the greatest.
    pub fn top(self) -> (u32, Number) {
        (self.endless, self.high)
    }

    /// The sum. Beyond the range of numbers it stays true: the least is too small, the greatest has no end.
    pub fn plus(self, other: Self) -> Self {
        let low = self.low.plus(other.low).unwrap_or_else(|| self.low.max(other.low));
        let endless = self.endless.saturating_add(other.endless);
        match self.high.plus(other.high) {
            Some(high) => Self { low, endless, high },
            None => Self { low, endless: endless.saturating_add(1), high: self.high },
        }
    }

    /// The lesser at each end.
    pub fn at_most(self, limit: Self) -> Self {
        let (endless, high) = if limit.endless > 0 { self.top() } else { self.top().min(limit.top()) };
        Self { low: self.low.min(limit.low), endless, high }
    }
}
