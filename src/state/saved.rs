//! The answers as they are kept, and how they are taken up again.

use super::given::{AllGiven, Given};
use qualify_engine::{Date, Pack};

/// The version of what is kept.
pub const FORMAT: f64 = 1.0;

/// What is kept: texts by the key of their field, so that it outlives a new version of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Key of the pack.
    pub pack: String,
    /// Version of the pack.
    pub version: String,
    /// The answers by the key of their field.
    pub answers: Vec<(String, Given)>,
    /// The as-of date, when it was chosen.
    pub as_of: Option<String>,
}

/// What could be taken up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    pub given: AllGiven,
    pub as_of: Option<Date>,
    /// Keys of the answers that no longer fit.
    pub dropped: Vec<String>,
}

/// Takes up what was kept. What no longer fits is named; the rest stays.
pub fn restore(pack: &Pack, saved: Saved) -> Restored {
    let mut restored = Restored::default();
    for (key, given) in saved.answers {
        match pack.field(&key).filter(|field| given.answer(pack, *field).is_ok()) {
            Some(field) => {
                restored.given.put(field, Some(given));
            }
            None => restored.dropped.push(key),
        }
    }
    restored.as_of = saved.as_of.as_deref().and_then(Date::parse);
    restored
}
