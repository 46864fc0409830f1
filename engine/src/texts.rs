//! The words of a pack in one language. Rules point at words by number, so that a page loads only its own language.

use crate::Id;
use serde::Serialize;

/// A text, the same number in every language.
pub type TextId = Id<String>;

/// All the words of a pack in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Texts {
    /// BCP 47: `zh-Hans`, `zh-Hant`, `en`.
    pub language: String,
    /// The words by [`TextId`].
    pub words: Vec<String>,
}

impl Texts {
    /// The words; empty when there are none (texts and rules are checked to belong together when they are loaded).
    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        self.words.get(id.place()).map_or("", String::as_str)
    }
}
