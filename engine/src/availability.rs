//! Whether a programme is in force and accepts applications at a moment, by the dates that are published.

use crate::pack::{Day, Programme};
use crate::{Date, Id, Moment, Pack, Time};

/// The state of a programme at the moment of the assessment.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Availability, Date, Moment};
/// let pack = example();
/// let programme = pack.programmes.iter().next().unwrap();
/// let at = |moment: &str| Availability::of(&pack, programme, Moment::parse(moment).unwrap());
/// // Until 17:30 of the last day.
/// assert!(at("2026-12-31 17:30").is_open() && at("2026-12-31 17:31").is_closed());
/// assert_eq!(at("2025-12-01"), Availability::OpensOn(Date::new(2026, 1, 1).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Availability {
    /// Open now, through this day.
    Open {
        /// The last day.
        until: Date,
        /// The hour on that day.
        at: Option<Time>,
    },
    /// Open on any day, through this one; no collection rounds.
    Rolling {
        /// The last day.
        until: Date,
        /// The hour on that day.
        at: Option<Time>,
    },
    /// Not yet: opens, or comes into force, on this day.
    OpensOn(Date),
    /// Closed, or no longer in force; this was the last day.
    ClosedOn(Date),
    /// Closed by this day; the last day itself is not published.
    ClosedBy(Date),
    /// A newer version of the programme is in force.
    ReplacedBy(Id<Programme>),
    /// The published dates do not say.
    NotConfirmed,
}

impl Availability {
    /// The state of a programme at a moment.
    #[must_use]
    pub fn of(pack: &Pack, programme: &Programme, now: impl Into<Moment>) -> Self {
        let now = now.into();
        let newer =
            programme.replaced_by.filter(|newer| pack.programmes.get(*newer).is_some_and(|it| begins(it) <= now.date));
        newer.map_or_else(|| Self::by_its_dates(programme, now), Self::ReplacedBy)
    }

    fn by_its_dates(programme: &Programme, now: Moment) -> Self {
        let application = &programme.application;
        let today = now.date;
        if let Some(from) = programme.in_force.from.filter(|from| today < *from) {
            let opens = if let Day::On(opens) = application.opens { opens.max(from) } else { from };
            return Self::OpensOn(opens);
        }
        let last = if let Day::On(last) = application.closes { Some(last) } else { None };
        if let Some(until) = programme.in_force.until.filter(|until| today > *until) {
            return Self::ClosedOn(last.map_or(until, |last| last.min(until)));
        }
        let at = application.closes_at;
        let is_late =
            |last: Date| today > last || today == last && at.zip(now.time).is_some_and(|(at, time)| time > at);
        match (application.opens, application.closes) {
            (Day::On(opens), _) if today < opens => Self::OpensOn(opens),
            (_, Day::On(last)) if is_late(last) => Self::ClosedOn(last),
            (_, Day::By(day)) if today >= day => Self::ClosedBy(day),
            (Day::On(opens) | Day::By(opens), Day::On(closes)) if today >= opens => {
                let until = programme.in_force.until.map_or(closes, |last| last.min(closes));
                let at = at.filter(|_| until == closes);
                if application.rolling { Self::Rolling { until, at } } else { Self::Open { until, at } }
            }
            _ => Self::NotConfirmed,
        }
    }

    /// Whether an application is accepted, by the published dates.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. } | Self::Rolling { .. })
    }

    /// Whether the programme has closed.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::ClosedOn(_) | Self::ClosedBy(_) | Self::ReplacedBy(_))
    }
}

/// The day from which a version surely applies; without one it never replaces another.
fn begins(programme: &Programme) -> Date {
    let opens = match programme.application.opens {
        Day::On(day) | Day::By(day) => Some(day),
        Day::Unpublished => None,
    };
    programme.in_force.from.or(opens).unwrap_or(Date::LAST)
}
