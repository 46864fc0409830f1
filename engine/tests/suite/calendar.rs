//! The calendar, day by day, against a library.

#![cfg(not(target_arch = "wasm32"))]

use jiff::ToSpan;
use jiff::civil;
use proptest::prelude::*;
use qualify_engine::Date;

fn parts(date: civil::Date) -> (i16, i8, i8) {
    (date.year(), date.month(), date.day())
}

/// All 109,938 days from 1900-01-01 to 2200-12-31, each the day after the one before.
#[test]
fn every_day_is_the_librarys_day() {
    let (mut ours, mut theirs) = (Date::FIRST, civil::date(1900, 1, 1));
    let mut count = 1;
    while ours != Date::LAST {
        assert_eq!(ours.parts(), parts(theirs));
        let (year, month, day) = ours.parts();
        assert_eq!(Date::new(year, month, day), Some(ours));
        (ours, theirs, count) = (ours.moved(0, 1), theirs.tomorrow().unwrap(), count + 1);
    }
    assert_eq!((ours.parts(), parts(theirs), count), ((2200, 12, 31), (2200, 12, 31), 109_938));
}

#[test]
fn what_is_no_day_is_none() {
    for (year, month, day) in [(2023, 2, 29), (2100, 2, 29), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0)] {
        assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
    }
    assert_eq!((Date::new(1899, 12, 31), Date::new(2201, 1, 1), Date::new(i16::MIN, 1, 1)), (None, None, None));
    assert!(Date::new(2000, 2, 29).is_some() && Date::new(2024, 2, 29).is_some());
}

/// The ends of the calendar hold, however far one goes.
#[test]
fn the_calendar_does_not_end_in_an_overflow() {
    let day = Date::new(2024, 2, 29).unwrap();
    assert_eq!((day.moved(i64::MAX, 0), day.moved(0, i64::MAX)), (Date::LAST, Date::LAST));
    assert_eq!((day.moved(i64::MIN, 0), day.moved(0, i64::MIN)), (Date::FIRST, Date::FIRST));
}

proptest! {
    #[test]
    fn moving_by_months_and_days_is_the_librarys(start in 0_i64..109_938, months in -3_700_i64..3_700, days in -400_i64..400) {
        let ours = Date::FIRST.moved(0, start);
        let (year, month, day) = ours.parts();
        let theirs = civil::date(year, month, day).checked_add(months.months());
        let moved = ours.moved(months, 0);
        match theirs.ok().filter(|it| (1900..=2200).contains(&it.year())) {
            Some(theirs) => {
                prop_assert_eq!(moved.parts(), parts(theirs));
                let theirs = theirs.checked_add(days.days()).unwrap();
                if (1900..=2200).contains(&theirs.year()) {
                    prop_assert_eq!(ours.moved(months, days).parts(), parts(theirs));
                }
            }
            None => prop_assert_eq!(moved, if months < 0 { Date::FIRST } else { Date::LAST }),
        }
    }
}
