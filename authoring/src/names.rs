//! What has been declared. A name whose declaration is wrong stays known, so that one mistake is reported once.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::hint::one_of;
use crate::source::Location;
use crate::yaml::Word;
use qualify_engine::Id;
use std::collections::BTreeMap;

/// The names of one kind of thing.
#[derive(Debug)]
pub(crate) struct Names<T> {
    /// What they name: `reading`.
    what: &'static str,
    names: BTreeMap<String, (Option<Id<T>>, Location)>,
    /// Some declarations could not be read at all: a name that is not here may be among those.
    pub is_incomplete: bool,
}

impl<T> Names<T> {
    pub(crate) fn new(what: &'static str) -> Self {
        Self { what, names: BTreeMap::new(), is_incomplete: false }
    }

    /// Declares a name, for now without what it stands for. `false` when it was declared before, which is reported.
    pub(crate) fn declare(&mut self, word: &Word, diagnostics: &mut Diagnostics) -> bool {
        if let Some((_, first)) = self.names.get(&word.text) {
            let message = format!("there are two {}s with the name `{}`", self.what, word.text);
            diagnostics.push(Diagnostic::error(Code::DuplicateName, word.at, message).and(*first, "first here"));
            return false;
        }
        self.names.insert(word.text.clone(), (None, word.at));
        true
    }

    /// Says what a declared name stands for.
    pub(crate) fn set(&mut self, name: &str, id: Id<T>) {
        if let Some((slot, _)) = self.names.get_mut(name) {
            *slot = Some(id);
        }
    }

    /// What the name stands for; an unknown one is reported, one whose declaration is wrong is passed over.
    pub(crate) fn find(&self, word: &Word, diagnostics: &mut Diagnostics) -> Option<Id<T>> {
        match self.names.get(&word.text) {
            Some((id, _)) => *id,
            None => {
                if !self.is_incomplete && !diagnostics.is_full() {
                    diagnostics.push(self.unknown(word));
                }
                None
            }
        }
    }

    fn unknown(&self, word: &Word) -> Diagnostic {
        let candidates = self.texts().collect::<Vec<_>>();
        Diagnostic::error(Code::UnknownName, word.at, format!("there is no {} `{}`", self.what, word.text))
            .with_hint(one_of(&word.text, &candidates))
    }

    /// `None`: not declared. `Some(None)`: declared, but wrongly.
    pub(crate) fn get(&self, name: &str) -> Option<Option<Id<T>>> {
        self.names.get(name).map(|(id, _)| *id)
    }

    /// Where a name is declared.
    pub(crate) fn place(&self, name: &str) -> Location {
        self.names.get(name).map_or(Location::NOWHERE, |(_, at)| *at)
    }

    /// All the names.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}
