//! A day with, where it matters, the time of day. Deadlines are in the local time of the publisher, and so is the moment.

use crate::Date;
use core::fmt;
use serde::Serialize;

/// A time of day, to the minute, without a zone: the publisher's local time.
///
/// ```
/// # use qualify_engine::Time;
/// assert!(Time::new(9, 5).unwrap() < Time::new(17, 30).unwrap());
/// assert_eq!(Time::new(17, 30).unwrap().to_string(), "17:30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Time(u16);

impl Time {
    /// The start of a day.
    pub const MIDNIGHT: Self = Self(0);

    /// The time, or `None` when there is no such time; `24:00` is not one.
    ///
    /// ```
    /// # use qualify_engine::Time;
    /// assert_eq!(Time::new(17, 30).unwrap().to_string(), "17:30");
    /// assert_eq!(Time::new(24, 0), None);
    /// ```
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour >= 24 || minute >= 60 {
            return None;
        }
        hour.checked_mul(60)?.checked_add(minute).map(Self)
    }

    /// Reads `17:30`.
    ///
    /// ```
    /// # use qualify_engine::Time;
    /// assert_eq!(Time::parse("9:05"), Time::new(9, 5));
    /// assert_eq!((Time::parse("9:5"), Time::parse("24:00"), Time::parse("0930")), (None, None, None));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.trim().split_once(':')?;
        let is_short = |part: &str| part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !is_short(hour) || minute.len() != 2 || !is_short(minute) {
            return None;
        }
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hour = self.0.checked_div(60).unwrap_or_default();
        let minute = self.0.checked_rem(60).unwrap_or_default();
        write!(f, "{hour:02}:{minute:02}")
    }
}

/// The moment for which something is assessed: a day, and the time of day where it is known.
///
/// ```
/// # use qualify_engine::{Date, Moment, Time};
/// let deadline = Moment::parse("2026-08-31 17:30").unwrap();
/// assert_eq!(deadline, Moment { date: Date::new(2026, 8, 31).unwrap(), time: Time::new(17, 30) });
/// assert_eq!((deadline.to_string().as_str(), Moment::parse("2026-08-31 24:00")), ("2026-08-31 17:30", None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day; without it, a deadline on this day has not passed.
    pub time: Option<Time>,
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

impl Moment {
    /// Reads a day as [`Date::parse`] does, or a day and a time: `2026-08-31 17:30`, `2026-08-31T17:30`.
    ///
    /// ```
    /// # use qualify_engine::{Date, Moment, Time};
    /// let deadline = Moment::parse("2026-08-31 17:30").unwrap();
    /// assert_eq!((Some(deadline.date), deadline.time), (Date::new(2026, 8, 31), Time::new(17, 30)));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().split_once([' ', 'T']) {
            Some((date, time)) => Some(Self { date: Date::parse(date)?, time: Some(Time::parse(time)?) }),
            None => Date::parse(text).map(Self::from),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{} {time}", self.date),
            None => write!(f, "{}", self.date),
        }
    }
}
