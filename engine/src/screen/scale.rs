//! Scales: where an answer lies among the constants that a field is compared with.

use crate::dossier::Answer;
use crate::pack::FieldKind;
use crate::{Date, Number, Span};

/// A field in a block.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The block.
    pub block: u32,
    /// The programmes that it decides about.
    pub programmes: u64,
    /// The places in order.
    pub scale: Scale,
}

/// The places of a field.
#[derive(Clone, Debug)]
pub enum Scale {
    /// No, then yes.
    YesNo,
    /// Every option, then two rows for "not known": nothing holds, everything holds. What is not known is not decided by a list
    /// of all options either.
    Options(u16),
    /// Below the first constant, at it, between it and the second, …
    Order {
        /// The first of the constants among all keys.
        first: u32,
        /// How many there are.
        count: u32,
        /// What constants and answers are multiplied by to make the constants whole.
        factor: i64,
        /// The least answer, where there is one.
        least: Option<Number>,
    },
}

impl Scale {
    /// How many places there are.
    pub fn places(&self) -> u32 {
        match self {
            Self::YesNo => 2,
            Self::Options(count) => u32::from(*count).saturating_add(2),
            Self::Order { count, .. } => count.saturating_mul(2).saturating_add(1),
        }
    }

    /// The places of the two ends of an answer; the ends of the scale where there is none.
    pub fn ends(&self, keys: &[i64], answer: Option<Answer>) -> (u32, u32) {
        match (self, answer) {
            (Self::YesNo, Some(Answer::YesNo(value))) => (u32::from(value), u32::from(value)),
            (Self::YesNo, _) => (0, 1),
            (Self::Options(_), Some(Answer::Choice(option))) => (u32::from(option), u32::from(option)),
            (Self::Options(count), _) => (u32::from(*count), u32::from(*count).saturating_add(1)),
            (Self::Order { first, count, factor, least }, answer) => {
                let start = *first as usize;
                let keys = keys.get(start..start.saturating_add(*count as usize)).unwrap_or_default();
                let last = count.saturating_mul(2);
                match answer {
                    Some(Answer::Date(Span { low, high })) => {
                        let place = |date: Date| place_of_whole(keys, day_key(date));
                        (low.map_or(0, place), high.map_or(last, place))
                    }
                    Some(Answer::Number(Span { low, high })) => {
                        let place = |number: Number| place_of_number(keys, *factor, number);
                        if low.is_some() && low == high {
                            let at = low.map_or(0, place);
                            return (at, at);
                        }
                        (low.or(*least).map_or(0, place), high.map_or(last, place))
                    }
                    _ => (least.map_or(0, |least| place_of_number(keys, *factor, least)), last),
                }
            }
        }
    }
}

/// A day as a whole number in the order of days.
pub fn day_key(date: Date) -> i64 {
    Date::FIRST.days_to(date)
}

fn place_of_number(keys: &[i64], factor: i64, number: Number) -> u32 {
    let (numerator, denominator) = number.parts();
    // Nearly all answers are whole and small; products of 128 bits are slow in WebAssembly.
    if let (1, Ok(whole)) = (denominator, i64::try_from(numerator)) {
        return place_of_whole(keys, whole.saturating_mul(factor));
    }
    let scaled = numerator.saturating_mul(i128::from(factor));
    if denominator == 1 {
        return place_of_whole(keys, held(scaled));
    }
    let floor = held(scaled.checked_div_euclid(denominator).unwrap_or_default());
    if scaled.checked_rem_euclid(denominator) == Some(0) {
        return place_of_whole(keys, floor);
    }
    count(keys, |key| key <= floor).saturating_mul(2)
}

/// Within 64 bits: beyond every key, and so in the same place.
fn held(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

fn place_of_whole(keys: &[i64], value: i64) -> u32 {
    count(keys, |key| key < value).saturating_add(count(keys, |key| key <= value))
}

/// How many keys come first; `is_before` holds for these alone.
fn count(keys: &[i64], is_before: impl Fn(i64) -> bool) -> u32 {
    // Counting a few without a branch is quicker than halving.
    if keys.len() <= 16 {
        return keys.iter().fold(0, |count: u32, key| count.wrapping_add(u32::from(is_before(*key))));
    }
    u32::try_from(keys.partition_point(|key| is_before(*key))).unwrap_or(u32::MAX)
}

/// The least answer to a field, where there is one.
pub fn least_of(kind: FieldKind) -> Option<Number> {
    match kind {
        FieldKind::Number { least, .. } => Some(least),
        _ => None,
    }
}

/// The least common multiple of two numbers above zero.
pub fn common_multiple(a: i64, b: i64) -> Option<i64> {
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor.checked_rem(rest)?);
    }
    a.checked_div(divisor)?.checked_mul(b)
}
