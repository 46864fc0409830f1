//! Today. The engine has no clock; whoever sits at a terminal has one.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use qualify_engine::{Date, Moment};

/// The days of the policies are Beijing's, wherever the computer stands: so far ahead of UTC, in summer too. The page counts so as well.
const BEIJING: Offset = Offset::constant(8);

/// The day in Beijing.
pub fn today() -> Moment {
    day_at(Timestamp::now())
}

/// A clock that stands outside the calendar gives its last day.
fn day_at(now: Timestamp) -> Moment {
    let there = now.to_zoned(TimeZone::fixed(BEIJING)).date();
    Date::new(there.year(), there.month(), there.day()).unwrap_or(Date::LAST).into()
}

#[cfg(test)]
mod tests {
    use super::day_at;

    /// Midnight in Beijing is 16:00 UTC.
    #[test]
    fn the_day_begins_with_that_of_beijing() {
        for (instant, day) in [
            ("2026-11-22T15:59:59Z", "2026-11-22"),
            ("2026-11-22T16:00:00Z", "2026-11-23"),
            ("2026-12-31T16:00:00Z", "2027-01-01"),
        ] {
            assert_eq!(day_at(instant.parse().unwrap()).to_string(), day, "{instant}");
        }
    }
}
