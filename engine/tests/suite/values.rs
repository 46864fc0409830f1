//! Numbers, units, days, spans and truth.

use crate::common::{day, decimal, quantity};
use qualify_engine::{Causes, Date, Dimension, Number, Span, Truth, Unit, write};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const APPLICANT: Truth = Truth::Unknown(Causes::APPLICANT);
const SOURCE: Truth = Truth::Unknown(Causes::SOURCE);

#[test]
fn truth_tables_of_strong_kleene() {
    use Truth::{False, True};
    let table = [
        (True, True, True, True),
        (True, False, False, True),
        (False, False, False, False),
        (True, APPLICANT, APPLICANT, True),
        (False, APPLICANT, False, APPLICANT),
        (APPLICANT, APPLICANT, APPLICANT, APPLICANT),
    ];
    for (a, b, and, or) in table {
        assert_eq!((a.and(b), b.and(a)), (and, and), "{a:?} and {b:?}");
        assert_eq!((a.or(b), b.or(a)), (or, or), "{a:?} or {b:?}");
    }
    assert_eq!([True.negate(), False.negate(), SOURCE.negate()], [False, True, SOURCE]);
    let both = Truth::Unknown(Causes::APPLICANT | Causes::SOURCE);
    assert_eq!((APPLICANT.and(SOURCE), APPLICANT.or(SOURCE)), (both, both));
}

#[test]
fn arithmetic_is_exact_where_decimals_are_not() {
    // 3,000 万元 × 1.5% a year × 20 months = 75 万元 exactly, although 20 months are 1.666… years.
    let amount = quantity("3000", "万元").times(quantity("1.5", "%/年")).unwrap().times(decimal("20")).unwrap();
    assert_eq!(amount, quantity("75", "万元"));
    let third = Number::ONE.over(decimal("3")).unwrap();
    assert_eq!(third.times(decimal("3")), Some(Number::ONE));
}

#[test]
fn what_leaves_the_range_is_nothing_not_something_else() {
    let huge = Number::fraction(i128::MAX, 1).unwrap();
    assert_eq!((huge.plus(Number::ONE), huge.times(decimal("2"))), (None, None));
    assert_eq!(Number::ONE.over(Number::ZERO), None);
    assert!(!huge.is_reasonable());
}

#[test]
fn units_convert_exactly_and_keep_dimensions_apart() {
    assert_eq!(quantity("1", "亿元"), quantity("10000", "万元"));
    assert_eq!(quantity("1", "元"), decimal("100"));
    assert_eq!(quantity("2", "years"), quantity("24", "个月"));
    assert_eq!(quantity("400", "万kWh"), quantity("4000000", "kWh"));
    assert_ne!(Unit::parse("days").unwrap().dimension(), Unit::parse("months").unwrap().dimension());
    assert_ne!(Unit::parse("kWh").unwrap().dimension(), Unit::parse("tce").unwrap().dimension());
    let per_coal = Unit::parse("元/tce").unwrap().dimension();
    assert_eq!(per_coal.times(Unit::parse("tce").unwrap().dimension()), Some(Dimension::MONEY));
    assert_eq!(per_coal.name(), "money per standard coal");
}

#[test]
fn months_end_at_the_end_of_the_month() {
    for (from, months, to) in [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-04-16", 36, "2026-04-16"),
        ("2024-03-31", -1, "2024-02-29"),
    ] {
        assert_eq!(day(from).moved(months, 0), day(to), "{from} + {months} months");
    }
    assert_eq!(day("2026-12-31").moved(0, 1), day("2027-01-01"));
    // Beyond the calendar there are no days to tell apart.
    assert_eq!(day("2200-12-31").moved(0, 1), Date::LAST);
    assert_eq!(day("1900-01-01").moved(-1, 0), Date::FIRST);
    let exactly = |number: Number| Span::exactly(number);
    let half = Number::fraction(37, 2).unwrap();
    let moved = Span::exactly(day("2020-01-01")).moved(exactly(half), exactly(Number::ZERO));
    assert_eq!(moved, Span { low: Some(day("2021-07-01")), high: Some(day("2021-08-01")) });
    // Past an end of the calendar: past which one is known, and the more is known the narrower it gets.
    let (late, none) = (Span::exactly(day("2200-12-20")), exactly(Number::ZERO));
    let from = |low: i64, high| Span { low: Some(Number::whole(low)), high };
    assert_eq!(late.moved(none, from(10, None)), Span { low: Some(day("2200-12-30")), high: None });
    assert_eq!(late.moved(none, from(12, Some(Number::whole(12)))), Span { low: Some(Date::LAST), high: None });
    assert_eq!(late.moved(from(1, None), none), Span { low: Some(Date::LAST), high: None });
    let early = Span { low: None, high: Some(day("1900-02-10")) };
    assert_eq!(early.moved(exactly(Number::whole(-2)), none), Span { low: None, high: Some(Date::FIRST) });
    assert_eq!(Span::exactly(day("1900-02-10")).moved(exactly(Number::whole(-2)), none).low, None);
}

#[test]
fn spans_compare_only_where_every_value_agrees() {
    let span = |low: &str, high: &str| Span { low: Some(decimal(low)), high: Some(decimal(high)) };
    let at_least = |a: Span<Number>, b: Span<Number>| a.always(b, |order| order.is_ge());
    assert_eq!(at_least(span("5", "9"), span("2", "5")), Some(true));
    assert_eq!(at_least(span("4", "9"), span("2", "5")), None);
    assert_eq!(at_least(span("1", "2"), span("3", "5")), Some(false));
    assert_eq!(at_least(Span { low: Some(decimal("5")), high: None }, span("2", "5")), Some(true));
    assert_eq!(at_least(Span::ANY, span("2", "5")), None);
}

#[test]
fn spans_of_products_take_their_ends_from_any_corner() {
    let span = |low: i64, high: i64| Span { low: Some(Number::whole(low)), high: Some(Number::whole(high)) };
    assert_eq!(span(-2, 3).times(span(-5, 7)), span(-15, 21));
    let upward = Span { low: Some(Number::whole(2)), high: None };
    assert_eq!(upward.times(span(0, 4)), Span { low: Some(Number::ZERO), high: None });
    assert_eq!(upward.times(Span::exactly(Number::ZERO)), Span::exactly(Number::ZERO));
    assert_eq!(span(1, 6).over(span(2, 3)), Span { low: Number::fraction(1, 3), high: Some(Number::whole(3)) });
    assert_eq!(span(1, 6).over(span(-1, 1)), Span::ANY);
    assert_eq!(span(1, 6).over(span(0, 2)), Span::ANY);
    assert_eq!(span(1, 6).over(span(0, 0)), Span::ANY);
    // A divisor below zero turns the ends round; one that reaches zero is none.
    assert_eq!(span(2, 6).over(span(-2, -1)), span(-6, -1));
    assert_eq!(span(2, 6).over(span(-2, 0)), Span::ANY);
    assert_eq!(span(1, 6).min(upward), span(1, 6));
    assert_eq!(span(1, 6).max(upward), upward);
}

/// The calendar begins on 1900-01-01 and ends on 2200-12-31.
#[test]
fn a_day_that_leaves_the_calendar_is_open_on_that_side() {
    let moved = |from: &str, days: i64| {
        let zero = Span::exactly(Number::ZERO);
        Span::exactly(day(from)).moved(zero, Span::exactly(Number::whole(days)))
    };
    assert_eq!(moved("1900-01-10", -9), Span::exactly(day("1900-01-01")));
    assert_eq!(moved("1900-01-10", -10), Span { low: None, high: Some(day("1900-01-01")) });
    assert_eq!(moved("2200-12-22", 9), Span::exactly(day("2200-12-31")));
    assert_eq!(moved("2200-12-22", 10), Span { low: Some(day("2200-12-31")), high: None });
}

#[test]
fn numbers_are_written_with_separators_and_never_rounded() {
    for (number, text) in [
        (decimal("0"), "0"),
        (decimal("999"), "999"),
        (decimal("1000"), "1,000"),
        (decimal("1234567.5"), "1,234,567.5"),
        (Number::fraction(2, 3).unwrap(), "0.666666…"),
        (Number::whole(-1500), "-1,500"),
    ] {
        assert_eq!(write::number(number), text);
    }
    assert_eq!(write::quantity(quantity("1.5", "%/年"), Unit::parse("%/年").unwrap()), "1.5%/年");
    assert_eq!(write::money(quantity("9999.99", "元")), "9,999.99 元");
    assert_eq!(write::money(quantity("10000", "元")), "1 万元");
    assert_eq!(write::money(Number::ZERO), "0 万元");
}

#[cfg(not(target_arch = "wasm32"))]
mod laws {
    use proptest::prelude::*;
    use qualify_engine::{Number, Span};

    fn number() -> impl Strategy<Value = Number> {
        (-1000_i128..1000, 1_i128..50).prop_map(|(n, d)| Number::fraction(n, d).unwrap())
    }

    /// A span and a value inside it.
    fn inside() -> impl Strategy<Value = (Span<Number>, Number)> {
        (prop::option::of(number()), number(), prop::option::of(number())).prop_map(|(low, value, high)| {
            (Span { low: low.map(|end| end.min(value)), high: high.map(|end| end.max(value)) }, value)
        })
    }

    fn holds(span: Span<Number>, value: Number) -> bool {
        span.low.is_none_or(|low| low <= value) && span.high.is_none_or(|high| value <= high)
    }

    proptest! {
        #[test]
        fn a_span_holds_what_its_values_yield((a, x) in inside(), (b, y) in inside()) {
            prop_assert!(holds(a.plus(b), x.plus(y).unwrap()));
            prop_assert!(holds(a.minus(b), x.minus(y).unwrap()));
            prop_assert!(holds(a.times(b), x.times(y).unwrap()));
            prop_assert!(holds(a.min(b), x.min(y)));
            prop_assert!(holds(a.max(b), x.max(y)));
            prop_assert!(holds(a.hull(b), x) && holds(a.hull(b), y));
            if let Some(quotient) = x.over(y) {
                prop_assert!(holds(a.over(b), quotient));
            }
            if let Some(known) = a.always(b, |order| order.is_lt()) {
                prop_assert_eq!(known, x < y);
            }
        }
    }
}
