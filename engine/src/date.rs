//! Civil dates. There is no clock here: "today" is always handed in.
//!
//! The arithmetic is our own: what the page needs of a calendar is little, and a library for all of it weighs more than that.
//! The tests compare every day with one.

use core::fmt;
use serde::{Serialize, Serializer};

/// A day of the Gregorian calendar, from 1900-01-01 to 2200-12-31, as the number of days since 1900-01-01.
///
/// ```
/// # use qualify_engine::Date;
/// let day = Date::new(2026, 1, 31).unwrap();
/// assert_eq!((day.year(), day.parts(), Date::new(2026, 2, 30)), (2026, (2026, 1, 31), None));
/// // A month on from the end of January is the end of February.
/// assert_eq!(day.moved(1, 0), Date::parse("2026-02-28").unwrap());
/// // Beyond the calendar: the last day, or none.
/// assert_eq!((Date::LAST.moved(0, 1), Date::LAST.try_moved(0, 1)), (Date::LAST, None));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2200;

impl Date {
    /// The first day of the calendar: 1900-01-01.
    pub const FIRST: Self = Self(0);
    /// The last day of the calendar: 2200-12-31.
    pub const LAST: Self = Self(days_before(LAST_YEAR, 12) + 30);

    /// The day, or `None` when there is no such day or it is out of range.
    #[must_use]
    pub const fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let (year, month, day) = (year as i32, month as i32, day as i32);
        if year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > length(year, month) {
            return None;
        }
        Some(Self::of(year, month, day))
    }

    #[expect(clippy::arithmetic_side_effects, reason = "a day of a month adds at most 30 to a number of five digits")]
    const fn of(year: i32, month: i32, day: i32) -> Self {
        Self(days_before(year, month) + day - 1)
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i16 {
        i16::try_from(self.civil().0).unwrap_or_default()
    }

    /// Reads `2026-11-22` (also `2026-1-5`, `2026/11/22`, `2026.11.22` and `2026年11月22日`, as people write it).
    ///
    /// ```
    /// # use qualify_engine::Date;
    /// assert_eq!(Date::parse("2024年2月29日"), Date::new(2024, 2, 29));
    /// assert_eq!(Date::parse("2023-02-29"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('日');
        let mut parts = text.split(['-', '/', '.', '年', '月']);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_short = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())
        };
        if parts.next().is_some() || year.len() != 4 || !is_short(year, 4) || !is_short(month, 2) || !is_short(day, 2) {
            return None;
        }
        let [year, month, day] = [year, month, day].map(|part| part.parse::<u16>().unwrap_or_default());
        Self::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
    }

    /// This day moved as by [`Date::try_moved`]; what would leave the calendar stops at its first or last day.
    ///
    /// ```
    /// # use qualify_engine::Date;
    /// let end_of_january = Date::new(2024, 1, 31).unwrap();
    /// assert_eq!(end_of_january.moved(1, 0), Date::new(2024, 2, 29).unwrap());
    /// ```
    #[must_use]
    pub fn moved(self, months: i64, days: i64) -> Self {
        let end = if months < 0 || days < 0 { Self::FIRST } else { Self::LAST };
        self.try_moved(months, days).unwrap_or(end)
    }

    /// This day moved by whole months (the day of the month clamped to the month's end) and then by days; `None` where that
    /// leaves the calendar.
    #[must_use]
    pub fn try_moved(self, months: i64, days: i64) -> Option<Self> {
        let (year, month, day) = self.civil();
        // Months since the first of the calendar.
        let since = i64::from(year.saturating_sub(FIRST_YEAR))
            .saturating_mul(12)
            .saturating_add(i64::from(month.saturating_sub(1)));
        let to = i32::try_from(since.saturating_add(months)).ok()?;
        let (years, month) = (to.div_euclid(12), to.rem_euclid(12).saturating_add(1));
        let year = FIRST_YEAR.saturating_add(years);
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return None;
        }
        let within = Self::of(year, month, day.min(length(year, month)));
        let days = i32::try_from(i64::from(within.0).saturating_add(days)).ok()?;
        (0..=Self::LAST.0).contains(&days).then_some(Self(days))
    }

    /// How many days later `other` is; negative when it is earlier.
    ///
    /// ```
    /// # use qualify_engine::Date;
    /// let leap_day = Date::new(2024, 2, 29).unwrap();
    /// assert_eq!(leap_day.days_to(Date::new(2025, 2, 28).unwrap()), 365);
    /// ```
    #[must_use]
    pub fn days_to(self, other: Self) -> i64 {
        i64::from(other.0).saturating_sub(i64::from(self.0))
    }

    /// Year, month (1–12) and day (1–31).
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        let (year, month, day) = self.civil();
        let small = |number: i32| i8::try_from(number).unwrap_or_default();
        (i16::try_from(year).unwrap_or_default(), small(month), small(day))
    }

    #[expect(clippy::arithmetic_side_effects, reason = "numbers of a calendar of 301 years")]
    const fn civil(self) -> (i32, i32, i32) {
        // A year is at least 365 days long, so this is the year or one too many.
        let mut year = FIRST_YEAR + self.0 / 365;
        while days_before(year, 1) > self.0 {
            year -= 1;
        }
        let mut month = 12;
        while days_before(year, month) > self.0 {
            month -= 1;
        }
        (year, month, self.0 - days_before(year, month) + 1)
    }
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn length(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1900-01-01 to the first day of a month.
#[expect(clippy::arithmetic_side_effects, reason = "numbers of a calendar of 301 years")]
const fn days_before(year: i32, month: i32) -> i32 {
    // Leap years before this one, of those since the year 0.
    let last = year - 1;
    let leaps = last / 4 - last / 100 + last / 400 - 460;
    let months = (month - 1) * 30 + (month + month / 8) / 2;
    let february = if month <= 2 {
        0
    } else if is_leap(year) {
        1
    } else {
        2
    };
    (year - FIRST_YEAR) * 365 + leaps + months - february
}

impl fmt::Display for Date {
    /// ISO 8601: `2026-11-22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts().serialize(serializer)
    }
}
