//! An answer as it was typed. The text is what is kept, so that a person finds back what they wrote, and a newer version of
//! the rules reads it anew.

use qualify_engine::pack::Field;
use qualify_engine::{Answer, EntryError, Id, Pack, read, read_range};
use serde::{Serialize, Serializer};

/// What was given for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// "不清楚"
    DontKnow,
    /// A number or a day as typed, an option by its key, `yes` or `no`.
    Exactly(String),
    /// From–to as typed; an empty end is open.
    Between(String, String),
}

impl Given {
    pub fn yes_no(value: bool) -> Self {
        Self::Exactly(if value { "yes" } else { "no" }.to_owned())
    }

    /// What the engine makes of it.
    pub fn answer(&self, pack: &Pack, field: Id<Field>) -> Result<Answer, EntryError> {
        match self {
            Self::DontKnow => Ok(Answer::DontKnow),
            Self::Exactly(text) => read(pack, field, text),
            Self::Between(from, to) => read_range(pack, field, end(from), end(to)),
        }
    }
}

/// As text, as `[from, to]`, or as `null` for "don't know".
impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::DontKnow => serializer.serialize_none(),
            Self::Exactly(text) => serializer.serialize_str(text),
            Self::Between(from, to) => (from, to).serialize(serializer),
        }
    }
}

/// What was given, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllGiven(Vec<Option<Given>>);

impl AllGiven {
    pub fn get(&self, field: Id<Field>) -> Option<&Given> {
        self.0.get(field.place())?.as_ref()
    }

    pub fn put(&mut self, field: Id<Field>, given: Option<Given>) {
        if self.0.len() <= field.place() {
            self.0.resize(field.place().saturating_add(1), None);
        }
        if let Some(slot) = self.0.get_mut(field.place()) {
            *slot = given;
        }
    }

    /// In the order of the pack.
    pub fn iter(&self) -> impl Iterator<Item = (Id<Field>, &Given)> {
        (0..).map(Id::at).zip(&self.0).filter_map(|(field, given)| Some((field, given.as_ref()?)))
    }
}

fn end(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}
