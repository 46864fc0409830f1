//! Civil dates. There is no clock here: "today" is always handed in.

use core::fmt;
use jiff::{Span as Lapse, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the Gregorian calendar, from 1900-01-01 to 2200-12-31.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The first day of the calendar: 1900-01-01.
    pub const FIRST: Self = Self(civil::date(1900, 1, 1));
    /// The last day of the calendar: 2200-12-31.
    pub const LAST: Self = Self(civil::date(2200, 12, 31));

    /// The day, or `None` when there is no such day or it is out of range.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if !(1900..=2200).contains(&year) {
            return None;
        }
        civil::Date::new(year, month, day).ok().map(Self)
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
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// This day moved by whole months (the day of the month clamped to the month's end) and days. What would leave the
    /// calendar stops at its first or last day.
    ///
    /// ```
    /// # use qualify_engine::Date;
    /// let end_of_january = Date::new(2024, 1, 31).unwrap();
    /// assert_eq!(end_of_january.moved(1, 0), Date::new(2024, 2, 29).unwrap());
    /// ```
    #[must_use]
    pub fn moved(self, months: i64, days: i64) -> Self {
        let to = || {
            let lapse = Lapse::new().try_months(months).ok()?.try_days(days).ok()?;
            let date = self.0.checked_add(lapse).ok()?;
            Self::new(date.year(), date.month(), date.day())
        };
        to().unwrap_or(if months < 0 || days < 0 { Self::FIRST } else { Self::LAST })
    }

    /// Year, month (1–12) and day (1–31).
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Display for Date {
    /// ISO 8601: `2026-11-22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
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

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (year, month, day) = <(i16, i8, i8)>::deserialize(deserializer)?;
        Self::new(year, month, day).ok_or_else(|| serde::de::Error::custom("no such day"))
    }
}
