//! The answers as they are kept, and how they are taken up again.

use super::given::{AllGiven, Given};
use qualify_engine::{Date, Pack};
use serde::{Serialize, Serializer};

/// The version of what is kept.
pub const FORMAT: u32 = 1;

/// What is kept: texts by the key of their field, so that it outlives a new version of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// [`FORMAT`]
    pub format: u32,
    /// Key of the pack.
    pub pack: String,
    /// Version of the pack.
    pub version: String,
    /// The answers by the key of their field.
    #[serde(serialize_with = "as_map")]
    pub answers: Vec<(String, Given)>,
    /// The as-of date, when it was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

fn as_map<S: Serializer>(answers: &[(String, Given)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(answers.iter().map(|(key, given)| (key, given)))
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
    if restored.as_of.is_none() {
        restored.dropped.extend(saved.as_of);
    }
    restored
}
