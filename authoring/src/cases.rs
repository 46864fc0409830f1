//! Cases: what a programme should come to for given answers, as the policy editor worked it out by hand.

use crate::source::Location;
use qualify_engine::pack::Programme;
use qualify_engine::{Availability, Date, Dossier, Id, Number, Verdict};

/// One case of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The programme.
    pub programme: Id<Programme>,
    /// What the case is about, in a sentence.
    pub says: String,
    /// The day on which it is asked.
    pub as_of: Date,
    /// The answers: the file's `base` with the changes of the case.
    pub dossier: Dossier,
    /// What should come out.
    pub expect: Expectation,
    /// Where the case starts.
    pub at: Location,
}

/// What a case expects; what is `None` is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The verdict.
    pub verdict: Expected<Verdict>,
    /// Exactly the conditions that are false or not met, by key.
    pub because: Option<Expected<Vec<String>>>,
    /// When applications are accepted.
    pub availability: Option<Expected<CaseAvailability>>,
    /// The greatest amount, in 分.
    pub at_most: Option<Expected<Number>>,
    /// The least amount, in 分.
    pub at_least: Option<Expected<Number>>,
    /// That there is no amount.
    pub no_amount: Option<Expected<bool>>,
    /// Exactly the fields that can still change something, by key.
    pub missing: Option<Expected<Vec<String>>>,
    /// How the amount was worked out.
    pub working: Option<String>,
}

/// An expected value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub at: Location,
}

/// When applications are accepted, as cases name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseAvailability {
    /// Open now, in a round.
    Open,
    /// Open at any time.
    Rolling,
    /// Opens later.
    Opens,
    /// Closed.
    Closed,
    /// Not known.
    NotConfirmed,
}

pub(crate) const VERDICTS: [(&str, Verdict); 4] = [
    ("qualifies", Verdict::Qualifies),
    ("fails", Verdict::Fails),
    ("open", Verdict::Open),
    ("unconfirmed", Verdict::Unconfirmed),
];

/// The word for a verdict in case files.
#[must_use]
pub fn verdict_word(verdict: Verdict) -> &'static str {
    VERDICTS.iter().find(|(_, known)| *known == verdict).map_or("", |(word, _)| word)
}

impl CaseAvailability {
    pub(crate) const WORDS: [(&str, Self); 5] = [
        ("open", Self::Open),
        ("rolling", Self::Rolling),
        ("opens", Self::Opens),
        ("closed", Self::Closed),
        ("not_confirmed", Self::NotConfirmed),
    ];

    /// What an availability is called in case files.
    #[must_use]
    pub fn of(availability: Availability) -> Self {
        match availability {
            Availability::Open { .. } => Self::Open,
            Availability::Rolling { .. } => Self::Rolling,
            Availability::OpensOn(_) => Self::Opens,
            Availability::ClosedOn(_) | Availability::ClosedBy(_) => Self::Closed,
            Availability::NotConfirmed => Self::NotConfirmed,
        }
    }

    /// The word for it in case files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, availability)| *availability == self).map_or("", |(word, _)| word)
    }
}
