//! Numbers as people read them. Words are the caller's; digits and units are the same in every language.

use crate::{Number, Unit};

/// Decimals that are written before a number is cut off with `…`. Six decimals of 万元 are whole 分.
const DECIMALS: u32 = 6;

/// The number with thousands separators. Exact, or cut off (never rounded) and marked with `…`.
///
/// ```
/// # use qualify_engine::{Number, write};
/// assert_eq!(write::number(Number::whole(3_000)), "3,000");
/// assert_eq!(write::number(Number::fraction(1, 3).unwrap()), "0.333333…");
/// ```
#[must_use]
pub fn number(value: Number) -> String {
    let (numerator, denominator) = value.parts();
    let (sign, numerator) = (if numerator < 0 { "-" } else { "" }, numerator.unsigned_abs());
    let denominator = denominator.unsigned_abs();
    let whole = numerator.checked_div(denominator).unwrap_or_default();
    let mut rest = numerator.checked_rem(denominator).unwrap_or_default();
    let mut decimals = String::new();
    for _ in 0..DECIMALS {
        if rest == 0 {
            break;
        }
        let scaled = rest.saturating_mul(10);
        decimals
            .extend(scaled.checked_div(denominator).and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10)));
        rest = scaled.checked_rem(denominator).unwrap_or_default();
    }
    let cut_off = if rest == 0 { "" } else { "…" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{decimals}{cut_off}", grouped(&whole.to_string()))
}

/// A number of base units, written in a unit: `3,000 万元`, `1.5%/年`.
///
/// ```
/// # use qualify_engine::{Number, Unit, write};
/// let wan = Unit::parse("万元").unwrap();
/// assert_eq!(write::quantity(Number::whole(90_000_000), wan), "90 万元");
/// ```
#[must_use]
pub fn quantity(base: Number, unit: Unit) -> String {
    let digits = unit.from_base(base).map_or_else(|| "…".to_owned(), number);
    let spelling = unit.spelling();
    let gap = if spelling.is_empty() || spelling.starts_with('%') { "" } else { " " };
    format!("{digits}{gap}{spelling}")
}

/// Money in the unit in which it reads best: 万元, and 元 below one 万元.
///
/// ```
/// # use qualify_engine::{Number, write};
/// assert_eq!(write::money(Number::whole(90_000_000)), "90 万元");
/// assert_eq!(write::money(Number::whole(80_000)), "800 元");
/// ```
#[must_use]
pub fn money(fen: Number) -> String {
    use crate::Simple::{WanYuan, Yuan};
    let is_small = !fen.is_zero() && fen < Number::whole(1_000_000);
    quantity(fen, Unit::simple(if is_small { Yuan } else { WanYuan }))
}

fn grouped(digits: &str) -> String {
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let to_come = digits.len().saturating_sub(place);
        if place > 0 && to_come.checked_rem(3) == Some(0) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}
