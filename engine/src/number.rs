//! Exact numbers: rationals over 128-bit integers, every operation checked.
//!
//! Money is held in 分, rates per month, so that the numbers of a policy text are small integers or short fractions and
//! nothing is ever rounded: no source states a rounding rule. An operation that would leave the range answers `None`.

use core::fmt;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact rational number in the base unit of its dimension (see [`crate::Unit`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));
    /// The largest magnitude that is accepted from outside (10²⁴ base units); far above any sum of money, far below overflow.
    pub const LARGEST: i128 = 1_000_000_000_000_000_000_000_000;

    /// The whole number `value`.
    #[must_use]
    pub const fn whole(value: i64) -> Self {
        Self(Ratio::new_raw(value as i128, 1))
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
        (denominator > 0 && numerator != i128::MIN).then(|| Self(Ratio::new(numerator, denominator)))
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
        self.0.checked_add(&other.0).map(Self)
    }

    /// The difference, or `None` outside the range.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    /// The product, or `None` outside the range.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).map(Self)
    }

    /// The quotient, or `None` outside the range or when `other` is zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        self.0.checked_div(&other.0).map(Self)
    }

    /// Whether this is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Numerator and denominator in lowest terms; the denominator is positive.
    #[must_use]
    pub fn parts(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// Whether the magnitude is one that is accepted from outside.
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
        let whole = numerator.checked_div_euclid(denominator).unwrap_or_default();
        i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
    }

    /// The least whole number from this one on, held within 64 bits.
    #[must_use]
    pub fn ceiling(self) -> i64 {
        let floor = self.floor();
        if self.parts().1 == 1 { floor } else { floor.saturating_add(1) }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (numerator, denominator) = <(i128, i128)>::deserialize(deserializer)?;
        Self::fraction(numerator, denominator)
            .filter(|number| number.is_reasonable())
            .ok_or_else(|| serde::de::Error::custom("a number out of range"))
    }
}
