//! The calendar, counted day by day and month by month.

use super::value::{Day, Exact, Interval};
use qualify_engine::Date;
use qualify_engine::expression::Step;

const FIRST: Day = (1900, 1, 1);
const LAST: Day = (2200, 12, 31);

pub fn day(date: Date) -> Day {
    let (year, month, day) = date.parts();
    (year.into(), month.into(), day.into())
}

fn length_of_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn months_later((year, month, day): Day, months: i64) -> Day {
    let count = year * 12 + (month - 1) + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    (year, month, day.min(length_of_month(year, month)))
}

fn days_later((mut year, mut month, mut day): Day, days: i64) -> Day {
    day += days;
    while day < 1 {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        day += length_of_month(year, month);
    }
    while day > length_of_month(year, month) {
        day -= length_of_month(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (year, month, day)
}

fn moved(from: Day, step: Step, by: i64) -> Day {
    match step {
        Step::Months => months_later(from, by),
        Step::Days => days_later(from, by),
    }
}

/// Days moved by a time, of which a part of a month or day counts as between the whole ones around it. Of a day past the calendar's
/// ends it is known past which.
pub fn moved_by(days: Interval<Day>, step: Step, by: Interval<Exact>) -> Interval<Day> {
    let whole = |number: Exact| i64::try_from(number.to_integer()).unwrap();
    let low = days.low.zip(by.low).map(|(day, by)| moved(day, step, whole(by.floor())));
    let high = days.high.zip(by.high).map(|(day, by)| moved(day, step, whole(by.ceil())));
    Interval {
        low: low.filter(|day| *day >= FIRST).map(|day| day.min(LAST)),
        high: high.filter(|day| *day <= LAST).map(|day| day.max(FIRST)),
    }
}
