//! Today. The engine has no clock; whoever sits at a terminal has one.

use jiff::Zoned;
use qualify_engine::{Date, Moment};

/// The day in the time zone of this computer; a clock that stands outside the calendar gives its last day.
pub fn today() -> Moment {
    let now = Zoned::now().date();
    Date::new(now.year(), now.month(), now.day()).unwrap_or(Date::LAST).into()
}
