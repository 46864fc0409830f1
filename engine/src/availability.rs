//! Whether applications are accepted on a day, by the dates that are published.

use crate::Date;
use crate::pack::{Application, Day};

/// The state of a programme on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Availability {
    /// Open now, through this day.
    Open {
        /// The last day.
        until: Date,
    },
    /// Open on any day, through this one; no collection rounds.
    Rolling {
        /// The last day.
        until: Date,
    },
    /// Not yet: opens on this day.
    OpensOn(Date),
    /// Closed; this was the last day.
    ClosedOn(Date),
    /// Closed by this day; the last day itself is not published.
    ClosedBy(Date),
    /// The published dates do not say.
    NotConfirmed,
}

impl Availability {
    /// The state on a day.
    #[must_use]
    pub fn on(as_of: Date, application: &Application) -> Self {
        match (application.opens, application.closes) {
            (Day::On(opens), _) if as_of < opens => Self::OpensOn(opens),
            (_, Day::On(last)) if as_of > last => Self::ClosedOn(last),
            (_, Day::By(day)) if as_of >= day => Self::ClosedBy(day),
            (Day::On(opens) | Day::By(opens), Day::On(until)) if as_of >= opens => {
                if application.rolling {
                    Self::Rolling { until }
                } else {
                    Self::Open { until }
                }
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
        matches!(self, Self::ClosedOn(_) | Self::ClosedBy(_))
    }
}
