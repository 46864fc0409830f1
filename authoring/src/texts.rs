//! The words of the pack, numbered alike in every language.

use qualify_engine::{TextId, Texts};
use std::collections::HashMap;

/// Texts by number; 0 is the empty one.
#[derive(Debug)]
pub(crate) struct TextTable {
    languages: Vec<String>,
    numbers: HashMap<Vec<String>, TextId>,
    texts: Vec<Vec<String>>,
}

impl TextTable {
    pub(crate) fn new(languages: Vec<String>) -> Self {
        let empty = vec![String::new(); languages.len()];
        Self { languages, numbers: HashMap::from([(empty.clone(), TextId::at(0))]), texts: vec![empty] }
    }

    /// The declared languages; the first is the pack's own.
    pub(crate) fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The number of a text, given in the order of the languages.
    pub(crate) fn add(&mut self, words: Vec<String>) -> TextId {
        if let Some(id) = self.numbers.get(&words) {
            return *id;
        }
        let id = TextId::at(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.numbers.insert(words.clone(), id);
        self.texts.push(words);
        id
    }

    /// One table for each language.
    pub(crate) fn finish(self) -> Vec<Texts> {
        let words_in = |place: usize| {
            self.texts.iter().map(|words| words.get(place).cloned().unwrap_or_default()).collect::<Vec<_>>()
        };
        let languages = self.languages.iter().enumerate();
        languages.map(|(place, language)| Texts { language: language.clone(), words: words_in(place) }).collect()
    }
}
