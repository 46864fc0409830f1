//! Exact numbers: rationals over 128-bit integers, every operation checked.
//!
//! Money is held in 分, rates per month, so that the numbers of a policy text are small integers or short fractions and
//! nothing is ever rounded: no source states a rounding rule. An operation that would leave the range answers `None`.

use core::cmp::Ordering;
use core::fmt;
use serde::{Serialize, Serializer};

/// An exact rational number in the base unit of its dimension (see [`crate::Unit`]).
///
/// Always in lowest terms with a denominator above zero, so that equal numbers have equal parts. The numerator is never
/// `i128::MIN`: every number has a negative.
///
/// ```
/// # use qualify_engine::Number;
/// let third = Number::ONE.over(Number::whole(3)).unwrap();
/// assert_eq!(third.times(Number::whole(3)), Some(Number::ONE));
/// assert_eq!(third.plus(third).and_then(|sum| sum.minus(third)), Some(third));
/// assert_eq!((third.parts(), third.floor(), third.ceiling()), ((1, 3), 0, 1));
/// assert!(third < Number::ONE && !third.is_zero() && !third.is_negative());
/// assert_eq!(Number::ONE.over(Number::ZERO), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: i128,
    denominator: i128,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self::whole(0);
    /// One.
    pub const ONE: Self = Self::whole(1);
    /// The largest magnitude that is accepted from outside (10²⁴ base units); far above any sum of money, far below overflow.
    pub const LARGEST: i128 = 1_000_000_000_000_000_000_000_000;

    /// The whole number `value`.
    #[must_use]
    pub const fn whole(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    /// `numerator / denominator` in lowest terms; `None` when the denominator is not positive.
    ///
    /// ```
    /// # use qualify_engine::Number;
    /// assert_eq!(Number::fraction(6, 4), Number::fraction(3, 2));
    /// assert_eq!(Number::fraction(1, 0), None);
    /// ```
    #[must_use]
    pub fn fraction(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator <= 0 || numerator == i128::MIN {
            return None;
        }
        if denominator == 1 {
            return Some(Self { numerator, denominator });
        }
        let shared = common_divisor(numerator, denominator)?;
        Some(Self { numerator: numerator.checked_div(shared)?, denominator: denominator.checked_div(shared)? })
    }

    /// Reads a plain decimal: digits with at most one point, no sign, no exponent, at most 30 digits.
    ///
    /// ```
    /// # use qualify_engine::Number;
    /// assert_eq!(Number::parse_decimal("2.5"), Number::fraction(5, 2));
    /// assert_eq!(Number::parse_decimal("1e5"), None);
    /// ```
    #[must_use]
    pub fn parse_decimal(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || !is_digits(decimals) || text.len() > 31 {
            return None;
        }
        let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        let whole = whole.parse::<i128>().ok()?.checked_mul(scale)?;
        Self::fraction(whole.checked_add(decimals.parse().ok()?)?, scale)
    }

    /// The sum, or `None` outside the range.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            return Self::fraction(self.numerator.checked_add(other.numerator)?, self.denominator);
        }
        let shared = common_divisor(self.denominator, other.denominator)?;
        let (mine, theirs) = (self.denominator.checked_div(shared)?, other.denominator.checked_div(shared)?);
        let numerator = product(self.numerator, theirs)?.checked_add(product(other.numerator, mine)?)?;
        Self::fraction(numerator, product(mine, other.denominator)?)
    }

    /// The difference, or `None` outside the range.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { numerator: other.numerator.checked_neg()?, ..other })
    }

    /// The product, or `None` outside the range.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Self::fraction(product(self.numerator, other.numerator)?, 1);
        }
        // Shortened crosswise first, the product is in lowest terms and leaves the range only when the result does.
        let (a, d) = shortened(self.numerator, other.denominator)?;
        let (c, b) = shortened(other.numerator, self.denominator)?;
        let (numerator, denominator) = (product(a, c)?, product(b, d)?);
        (numerator != i128::MIN).then_some(Self { numerator, denominator })
    }

    /// The quotient, or `None` outside the range or when `other` is zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        let inverse = match other.numerator.signum() {
            1 => Self { numerator: other.denominator, denominator: other.numerator },
            -1 => Self { numerator: other.denominator.checked_neg()?, denominator: other.numerator.checked_neg()? },
            _ => return None,
        };
        self.times(inverse)
    }

    /// Whether this is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether this is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Numerator and denominator in lowest terms; the denominator is positive.
    #[must_use]
    pub fn parts(self) -> (i128, i128) {
        (self.numerator, self.denominator)
    }

    /// Whether the magnitude is one that is accepted from outside.
    ///
    /// ```
    /// # use qualify_engine::Number;
    /// let largest = Number::fraction(Number::LARGEST, 1).unwrap();
    /// assert!(largest.is_reasonable() && !largest.plus(Number::ONE).unwrap().is_reasonable());
    /// // Finer than any unit with twelve decimals.
    /// let fine = Number::fraction(1, 1_200_000_000_000_001).unwrap();
    /// assert!(!fine.is_precise_enough() && !fine.is_reasonable());
    /// ```
    #[must_use]
    pub fn is_reasonable(self) -> bool {
        self.parts().0.unsigned_abs() <= Self::LARGEST.unsigned_abs() && self.is_precise_enough()
    }

    /// Whether the denominator is one that is accepted from outside: twelve decimals of any unit.
    #[must_use]
    pub fn is_precise_enough(self) -> bool {
        self.parts().1 <= 1_200_000_000_000_000
    }

    /// The greatest whole number up to this one, held within 64 bits.
    #[must_use]
    pub fn floor(self) -> i64 {
        let (numerator, denominator) = self.parts();
        let whole = match denominator {
            1 => numerator,
            _ => numerator.checked_div_euclid(denominator).unwrap_or_default(),
        };
        i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
    }

    /// The least whole number from this one on, held within 64 bits.
    #[must_use]
    pub fn ceiling(self) -> i64 {
        let floor = self.floor();
        if self.parts().1 == 1 { floor } else { floor.saturating_add(1) }
    }
}

/// The greatest common divisor, above zero; `b` is. Most numbers of a text fit 64 bits, where a division is many times quicker.
fn common_divisor(a: i128, b: i128) -> Option<i128> {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    loop {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return Some(i128::from(common_divisor_of_small(a, b)));
        }
        match a.checked_rem(b) {
            None | Some(0) => return i128::try_from(b).ok(),
            Some(rest) => (a, b) = (b, rest),
        }
    }
}

fn common_divisor_of_small(mut a: u64, mut b: u64) -> u64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

/// Numerator and denominator divided by what they share.
fn shortened(numerator: i128, denominator: i128) -> Option<(i128, i128)> {
    if denominator == 1 {
        return Some((numerator, denominator));
    }
    let shared = common_divisor(numerator, denominator)?;
    Some((numerator.checked_div(shared)?, denominator.checked_div(shared)?))
}

/// The product, or `None` outside 128 bits. That of two 64-bit numbers always fits, and needs no check.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a).wrapping_mul(i128::from(b))),
        _ => a.checked_mul(b),
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        match (product(self.numerator, other.denominator), product(other.numerator, self.denominator)) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            _ => compared_by_parts(self.parts(), other.parts()),
        }
    }
}

/// The order of two fractions too large to multiply out: that of their whole parts; where these are equal, the reverse order of
/// what the rests divide into. Every step makes the denominators smaller.
fn compared_by_parts(mut a: (i128, i128), mut b: (i128, i128)) -> Ordering {
    let mut is_reversed = false;
    loop {
        let whole = |(over, under): (i128, i128)| (over.checked_div_euclid(under), over.checked_rem_euclid(under));
        let ((mine, my_rest), (theirs, their_rest)) = (whole(a), whole(b));
        // A rest of zero is the least.
        let order = mine.cmp(&theirs).then_with(|| match (my_rest, their_rest) {
            (Some(1..), Some(1..)) => Ordering::Equal,
            (mine, theirs) => mine.cmp(&theirs),
        });
        let (Some(my_rest @ 1..), Some(their_rest @ 1..), Ordering::Equal) = (my_rest, their_rest, order) else {
            return if is_reversed { order.reverse() } else { order };
        };
        (a, b) = ((a.1, my_rest), (b.1, their_rest));
        is_reversed = !is_reversed;
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (whole, 1) => write!(f, "{whole}"),
            (numerator, denominator) => write!(f, "{numerator}/{denominator}"),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts().serialize(serializer)
    }
}
