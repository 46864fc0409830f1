//! Values in the words of a policy text.

#![allow(dead_code, reason = "each test file that includes this one uses a part of it")]

use qualify_engine::{Date, Number, Unit};

/// A decimal that is known to be one.
pub fn decimal(text: &str) -> Number {
    Number::parse_decimal(text).unwrap()
}

/// `3000 万元` in base units.
pub fn quantity(digits: &str, unit: &str) -> Number {
    Unit::parse(unit).unwrap().to_base(decimal(digits)).unwrap()
}

/// A day that is known to exist.
pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}
