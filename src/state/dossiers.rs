//! Several enterprises, or several cases of one, each under a name of its own.

use super::given::Answers;
use qualify_engine::Date;

/// All dossiers; one of them is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossiers {
    all: Vec<Entry>,
    open: usize,
}

/// One dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What the person calls it; empty until then.
    pub name: String,
    pub answers: Answers,
    /// The as-of date, when it was chosen.
    pub as_of: Option<Date>,
    /// What the person cares about, by the keys of the pack's kinds; nothing chosen is everything.
    pub cares: Vec<String>,
}

impl Default for Dossiers {
    fn default() -> Self {
        Self { all: vec![Entry::default()], open: 0 }
    }
}

impl Dossiers {
    /// These dossiers, with one of them open; one empty one where there are none.
    pub fn new(all: Vec<Entry>, open: usize) -> Self {
        if all.is_empty() {
            return Self::default();
        }
        let open = open.min(all.len().saturating_sub(1));
        Self { all, open }
    }

    pub fn all(&self) -> &[Entry] {
        &self.all
    }

    /// The place of the open one.
    pub fn place(&self) -> usize {
        self.open
    }

    pub fn current(&self) -> &Entry {
        &self.all[self.open]
    }

    pub fn current_mut(&mut self) -> &mut Entry {
        &mut self.all[self.open]
    }

    pub fn open(&mut self, place: usize) {
        if place < self.all.len() {
            self.open = place;
        }
    }

    /// Adds some and opens the first of them. The one that is open makes room if nothing was said in it yet.
    pub fn add(&mut self, entries: Vec<Entry>) {
        let untouched = Entry::default();
        let Some(first) = entries.first() else { return };
        if *self.current() == untouched && *first != untouched {
            self.all.remove(self.open);
        }
        self.open = self.all.len();
        self.all.extend(entries);
    }

    pub fn rename(&mut self, place: usize, name: String) {
        if let Some(entry) = self.all.get_mut(place) {
            entry.name = name;
        }
    }

    /// Takes one out. There is always one: in the place of the last comes an empty one.
    pub fn remove(&mut self, place: usize) {
        if place >= self.all.len() {
            return;
        }
        self.all.remove(place);
        if self.all.is_empty() {
            *self = Self::default();
        } else if self.open > place || self.open >= self.all.len() {
            self.open = self.open.saturating_sub(1);
        }
    }
}
