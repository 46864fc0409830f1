//! YAML, read strictly into a tree in which every word knows its place.

mod load;
#[cfg(test)]
mod tests;

pub(crate) use load::load;

use crate::source::{Location, Span};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// A scalar's own words without its quotes; of a list or mapping the first word, since nobody wants a whole file underlined.
    pub at: Location,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing stands after the key.
    Empty,
    Scalar(Scalar),
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    /// What it says once quotes, folding and indentation are undone, without blanks at the ends.
    pub text: String,
    pub style: Style,
}

/// How a scalar is written. The expression parser reads the raw words, and must know which of them YAML would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Block,
}

/// One line of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: Word,
    pub value: Node,
}

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub text: String,
    pub at: Location,
}

impl Node {
    /// The scalar, if it is one.
    pub(crate) fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The words of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        self.scalar().map(|scalar| scalar.text.as_str())
    }

    /// Whether this is the unquoted word `word`.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.scalar().is_some_and(|scalar| scalar.style == Style::Plain && scalar.text == word)
    }

    /// The entries, if it is a mapping.
    pub(crate) fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub(crate) fn items(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The value of a key of a mapping.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entries()?.iter().find(|entry| entry.key.text == key).map(|entry| &entry.value)
    }

    /// What it is, for people.
    pub(crate) fn shape(&self) -> &'static str {
        match self.value {
            Value::Empty => "nothing",
            Value::Scalar(_) => "a single value",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }
}

/// The part of `span` that is left when blanks at both ends of its `text` are dropped.
pub(crate) fn trimmed(text: &str, span: Span) -> Span {
    let raw = text.get(span.range()).unwrap_or_default();
    let start = raw.len().saturating_sub(raw.trim_start().len());
    let end = raw.trim_end().len().max(start);
    let from = span.start as usize;
    Span::new(from.saturating_add(start), from.saturating_add(end))
}
