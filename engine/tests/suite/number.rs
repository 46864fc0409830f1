//! Numbers against those of a library made for nothing else.

#![cfg(not(target_arch = "wasm32"))]

use core::cmp::Ordering;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};
use proptest::prelude::*;
use qualify_engine::Number;

/// Small, middling and huge parts, so that every lane is taken and many pairs share a divisor.
fn part() -> impl Strategy<Value = i128> {
    prop_oneof![
        -12_i128..=12,
        (-40_i128..=40).prop_map(|step| step * 2_520_000),
        any::<i64>().prop_map(i128::from),
        (any::<i64>(), 1_i128..1_000_000).prop_map(|(a, b)| i128::from(a) * b),
        any::<i128>().prop_filter("the least has no negative", |it| *it != i128::MIN),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    (part(), part()).prop_filter_map("a denominator above zero", |(a, b)| Number::fraction(a, b))
}

fn ratio(number: Number) -> Ratio<i128> {
    Ratio::new(number.parts().0, number.parts().1)
}

/// Equal where the library has an answer. Where its way there overflows, ours may still have one: then the way back must lead
/// to the start.
fn same(ours: Option<Number>, theirs: Option<Ratio<i128>>, way_back: impl Fn(Number) -> Option<bool>) {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => assert_eq!(ours.parts(), (*theirs.numer(), *theirs.denom())),
        (Some(ours), None) => assert_ne!(way_back(ours), Some(false)),
        (None, Some(theirs)) => assert_eq!(*theirs.numer(), i128::MIN),
        (None, None) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn every_operation_agrees(a in number(), b in number()) {
        let (x, y) = (ratio(a), ratio(b));
        same(a.plus(b), x.checked_add(&y), |sum| Some(sum.minus(b)? == a));
        same(a.minus(b), x.checked_sub(&y), |difference| Some(difference.plus(b)? == a));
        same(a.times(b), x.checked_mul(&y), |product| Some(b.is_zero() || product.over(b)? == a));
        let quotient = if b.is_zero() { None } else { x.checked_div(&y) };
        same(a.over(b), quotient, |quotient| Some(quotient.times(b)? == a));
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        prop_assert_eq!(a == b, x == y);
    }

    #[test]
    fn neighbours_of_a_huge_fraction_keep_their_order(a in 1_i128..i128::MAX / 2, b in 1_i128..i128::MAX / 2) {
        // a/b < (a+1)/b and a/(b+1) < a/b, where no cross product fits.
        let number = Number::fraction(a, b).unwrap();
        prop_assert_eq!(number.cmp(&Number::fraction(a + 1, b).unwrap()), Ordering::Less);
        prop_assert_eq!(Number::fraction(a, b + 1).unwrap().cmp(&number), Ordering::Less);
        let negative = Number::ZERO.minus(number).unwrap();
        prop_assert_eq!(negative.cmp(&Number::fraction(-a - 1, b).unwrap()), Ordering::Greater);
    }
}

#[test]
fn the_size_of_a_number_is_that_of_its_parts() {
    assert_eq!(size_of::<Number>(), 32);
}

#[test]
fn nothing_lies_beyond_the_range() {
    let most = Number::fraction(i128::MAX, 1).unwrap();
    let least = Number::fraction(-i128::MAX, 1).unwrap();
    assert_eq!(most.plus(Number::ONE), None);
    assert_eq!(least.minus(Number::ONE), None);
    assert_eq!(most.times(Number::whole(2)), None);
    assert_eq!(most.times(Number::fraction(1, 3).unwrap()), Number::fraction(i128::MAX, 3));
    assert_eq!(Number::ONE.over(Number::ZERO), None);
    assert_eq!(Number::ONE.over(Number::whole(-4)), Number::fraction(-1, 4));
    assert_eq!(Number::fraction(i128::MIN, 1), None);
    assert_eq!(Number::fraction(1, -1), None);
}

#[test]
fn what_64_bits_cannot_hold_is_held_at_their_ends() {
    let whole = |value: i128| Number::fraction(value, 1).unwrap();
    let (most, least) = (i128::from(i64::MAX), i128::from(i64::MIN));
    for (value, held) in [(most, i64::MAX), (most + 1, i64::MAX), (least, i64::MIN), (least - 1, i64::MIN)] {
        assert_eq!((whole(value).floor(), whole(value).ceiling()), (held, held), "{value}");
    }
    // Between two whole numbers, on either side of zero.
    let halves = |value| Number::fraction(value, 2).unwrap();
    assert_eq!((halves(5).floor(), halves(5).ceiling()), (2, 3));
    assert_eq!((halves(-5).floor(), halves(-5).ceiling()), (-3, -2));
}

#[test]
fn zero_is_not_below_zero() {
    assert!(!Number::ZERO.is_negative() && !Number::ONE.is_negative() && Number::whole(-1).is_negative());
}

#[test]
fn a_decimal_has_thirty_digits_at_most() {
    let digits = "123456789012345678901234567890";
    let (whole, decimals) = digits.split_at(15);
    let read = Number::parse_decimal(&format!("{whole}.{decimals}"));
    assert_eq!(read, Number::fraction(123_456_789_012_345_678_901_234_567_890, 1_000_000_000_000_000));
    assert_eq!(Number::parse_decimal(&format!("{whole}.{decimals}1")), None);
}
