//! A plain value, as JSON and JavaScript have it.

use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;

/// A plain value. The keys of an object stay in the order in which they were put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Nothing; as an answer "don't know".
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// What comes in and is none of the others, such as a number that went through binary floating point and may no longer be the
    /// one that was meant. Nothing goes out as this.
    Other,
    /// A text.
    Text(Cow<'static, str>),
    /// A list.
    List(Vec<Tree>),
    /// Values by their keys.
    Object(Vec<(Cow<'static, str>, Tree)>),
}

impl Tree {
    /// Adds a value to an object; anything else stays as it is.
    pub fn put(&mut self, key: impl Into<Cow<'static, str>>, value: impl Into<Tree>) {
        self.push(key.into(), value.into());
    }

    // Never repeated where it is called, like the conversions below: there are hundreds of places.
    #[inline(never)]
    fn push(&mut self, key: Cow<'static, str>, value: Tree) {
        if let Self::Object(entries) = self {
            entries.push((key, value));
        }
    }

    /// The value under a key of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Other => into.serialize_unit(),
            Self::Bool(value) => into.serialize_bool(*value),
            Self::Whole(value) => into.serialize_i64(*value),
            Self::Text(text) => into.serialize_str(text),
            Self::List(list) => into.collect_seq(list),
            Self::Object(entries) => {
                let mut map = into.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<bool> for Tree {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u16> for Tree {
    fn from(value: u16) -> Self {
        Self::Whole(value.into())
    }
}

impl From<usize> for Tree {
    fn from(value: usize) -> Self {
        i64::try_from(value).map_or(Self::Other, Self::Whole)
    }
}

impl From<String> for Tree {
    #[inline(never)]
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for Tree {
    #[inline(never)]
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<T: Into<Tree>> From<Option<T>> for Tree {
    #[inline(never)]
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Tree>> From<Vec<T>> for Tree {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Tree>> FromIterator<T> for Tree {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// An object: `object! { "key": value, … }`.
macro_rules! object {
    ($($key:literal: $value:expr),* $(,)?) => {{
        let mut object = $crate::Tree::Object(Vec::new());
        $(object.put($key, $value);)*
        object
    }};
}
pub(crate) use object;
