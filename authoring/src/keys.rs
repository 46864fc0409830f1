//! Reading mappings and the words in them: the shapes that every kind of file is made of.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::hint::{did_you_mean, one_of};
use crate::shape::Shape;
use crate::source::Location;
use crate::yaml::{Entry, Node, Style, Value, Word};
use qualify_engine::{Date, TextId};

/// A mapping whose keys are all known.
pub(crate) struct Keys<'n> {
    /// Where to point when something is missing.
    pub at: Location,
    /// What the mapping describes, for messages: `a condition`.
    what: &'static str,
    entries: &'n [Entry],
}

impl<'n> Keys<'n> {
    /// The value of a key, `None` when it is absent or empty; an empty one is reported.
    pub(crate) fn optional(&self, builder: &mut Builder<'_>, key: &str) -> Option<&'n Node> {
        let entry = self.entries.iter().find(|entry| entry.key.text == key)?;
        if matches!(entry.value.value, Value::Empty) {
            builder.error(Code::Shape, entry.key.at, format!("`{key}` has no value"));
            return None;
        }
        Some(&entry.value)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&self, builder: &mut Builder<'_>, key: &str) -> Option<&'n Node> {
        if self.key(key).is_none() {
            builder.error(Code::MissingKey, self.at, format!("{} needs `{key}`", self.what));
        }
        self.optional(builder, key)
    }

    /// The value of a key, without any check.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|entry| entry.key.text == key).map(|entry| &entry.value)
    }

    /// The key itself, where it is present.
    pub(crate) fn key(&self, key: &str) -> Option<&'n Word> {
        self.entries.iter().map(|entry| &entry.key).find(|word| word.text == key)
    }
}

impl Builder<'_> {
    /// The mapping of this shape at `node`; other keys than its own are reported.
    pub(crate) fn shaped<'n>(&mut self, node: &'n Node, shape: &Shape) -> Option<Keys<'n>> {
        self.keys(node, shape.what, &shape.names())
    }

    /// The mapping at `node`; keys that are not `allowed` are reported.
    pub(crate) fn keys<'n>(&mut self, node: &'n Node, what: &'static str, allowed: &[&str]) -> Option<Keys<'n>> {
        let entries = self.entries(node, what)?;
        for entry in entries.iter().filter(|entry| !allowed.contains(&entry.key.text.as_str())) {
            self.unknown_key(entry, what, allowed);
        }
        Some(Keys { at: node.at, what, entries })
    }

    fn unknown_key(&mut self, entry: &Entry, what: &str, allowed: &[&str]) {
        let word = &entry.key;
        let is_cut = matches!(entry.value.value, Value::Empty) && !is_name(&word.text);
        let hint = if is_cut {
            Some("inside `{ }` a comma ends the value: put a value with commas in quotes".to_owned())
        } else {
            one_of(&word.text, allowed)
        };
        let message = format!("{what} has no key `{}`", word.text);
        self.report(Diagnostic::error(Code::UnknownKey, word.at, message).with_hint(hint));
    }

    /// The entries of a mapping whose keys are names.
    pub(crate) fn entries<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Entry]> {
        let entries = node.entries();
        if entries.is_none() {
            self.wrong_shape(node, &format!("{what} is a mapping: keys with values"));
        }
        entries
    }

    pub(crate) fn items<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Node]> {
        match &node.value {
            Value::Sequence(items) => Some(items),
            _ => {
                self.wrong_shape(node, &format!("{what} is a list: lines that start with `- `, or `[a, b]`"));
                None
            }
        }
    }

    /// A list, or a single thing for a list of one.
    pub(crate) fn one_or_more<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::Sequence(items) => items,
            _ => core::slice::from_ref(node),
        }
    }

    pub(crate) fn wrong_shape(&mut self, node: &Node, wanted: &str) {
        let found = format!("this is {}", node.shape());
        self.report(Diagnostic::error(Code::Shape, node.at, wanted).with_label(found));
    }

    /// A single value.
    pub(crate) fn scalar(&mut self, node: &Node, what: &str) -> Option<Word> {
        let Some(text) = node.text() else {
            self.wrong_shape(node, &format!("{what} is a single value"));
            return None;
        };
        Some(Word { text: text.to_owned(), at: node.at })
    }

    /// A name that is given to something.
    pub(crate) fn new_name(&mut self, node: &Node, what: &str) -> Option<Word> {
        let word = self.scalar(node, what)?;
        self.check_name(&word).then_some(word)
    }

    pub(crate) fn check_name(&mut self, word: &Word) -> bool {
        let is_right = is_name(&word.text);
        if !is_right {
            let message = format!("`{}` is no name", word.text);
            let help = "a name is in lower case: letters, then letters, digits and `_`";
            self.report(Diagnostic::error(Code::BadName, word.at, message).with_help(help));
        }
        is_right
    }

    /// A name that expressions use, and so must be able to tell from their own words.
    pub(crate) fn check_expression_name(&mut self, word: &Word) -> bool {
        if crate::expression::is_keyword(&word.text) {
            let message = format!("`{}` is a word of the expression language", word.text);
            self.error(Code::BadName, word.at, message);
            return false;
        }
        self.check_name(word)
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&mut self, node: &Node, what: &str, choices: &[(&str, T)]) -> Option<T> {
        let word = self.scalar(node, what)?;
        let found = choices.iter().find(|(text, _)| *text == word.text).map(|(_, value)| *value);
        if found.is_none() {
            let words = choices.iter().map(|(text, _)| *text).collect::<Vec<_>>();
            let message = format!("`{}` is not a possible {what}", word.text);
            self.report(Diagnostic::error(Code::BadValue, word.at, message).with_hint(one_of(&word.text, &words)));
        }
        found
    }

    pub(crate) fn flag(&mut self, node: &Node, what: &str) -> Option<bool> {
        self.choice(node, what, &[("true", true), ("false", false)])
    }

    /// `2026-01-20`
    pub(crate) fn date(&mut self, node: &Node) -> Option<Date> {
        let word = self.scalar(node, "a day")?;
        let date = Date::parse(&word.text);
        if date.is_none() {
            let message = format!("there is no day `{}`", word.text);
            let help = "a day is written `2026-01-31`, from 1900-01-01 to 2200-12-31";
            self.report(Diagnostic::error(Code::BadDate, word.at, message).with_help(help));
        }
        date
    }

    /// A text, in every language of the pack: the others stand beside it, or in their trees.
    pub(crate) fn text(&mut self, node: &Node) -> Option<TextId> {
        match &node.value {
            Value::Scalar(_) => {
                let words = self.words(node)?;
                let others = self.translated(node.at, &words);
                Some(self.texts.add([vec![words], others].concat()))
            }
            Value::Mapping(entries) => self.text_by_language(node, entries),
            Value::Empty | Value::Sequence(_) => {
                self.wrong_shape(node, "a text is words, or words by language");
                None
            }
        }
    }

    fn words(&mut self, node: &Node) -> Option<String> {
        let word = self.scalar(node, "a text")?;
        let is_plain = node.scalar().is_some_and(|scalar| scalar.style == Style::Plain);
        if word.text.is_empty() || (is_plain && matches!(word.text.as_str(), "~" | "null")) {
            self.error(Code::BadValue, node.at, "the text is empty");
            return None;
        }
        Some(unbroken(&word.text))
    }

    fn text_by_language(&mut self, node: &Node, entries: &[Entry]) -> Option<TextId> {
        let languages = self.texts.languages().to_vec();
        let mut is_right = true;
        for entry in entries.iter().filter(|entry| !languages.contains(&entry.key.text)) {
            let message = format!("the pack has no language `{}`", entry.key.text);
            let hint = did_you_mean(&entry.key.text, languages.iter().map(String::as_str))
                .or_else(|| Some(format!("`languages` in pack.yaml: {}", languages.join(", "))));
            self.report(Diagnostic::error(Code::UnknownLanguage, entry.key.at, message).with_hint(hint));
            is_right = false;
        }
        let mut words = Vec::new();
        for language in &languages {
            match node.get(language) {
                Some(text) => words.extend(self.words(text)),
                None if is_right => {
                    self.error(Code::MissingLanguage, node.at, format!("the text is missing in {language}"));
                }
                None => {}
            }
        }
        (is_right && words.len() == languages.len()).then(|| self.texts.add(words))
    }

    /// A text under a key that may be absent. `None`: it is wrong.
    pub(crate) fn optional_text(&mut self, keys: &Keys<'_>, key: &str) -> Option<Option<TextId>> {
        if keys.key(key).is_none() {
            return Some(None);
        }
        let node = keys.optional(self, key)?;
        self.text(node).map(Some)
    }

    /// A text under a key that must be there.
    pub(crate) fn required_text(&mut self, keys: &Keys<'_>, key: &str) -> Option<TextId> {
        let node = keys.required(self, key)?;
        self.text(node)
    }
}

/// A text without the blanks that YAML puts where a line of Chinese was broken.
fn unbroken(text: &str) -> String {
    let is_wide = |c: char| c >= '\u{2e80}' || matches!(c, '“' | '”');
    let mut letters = text.chars().peekable();
    let mut before = None;
    let mut words = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        let is_break = letter == ' ' && before.is_some_and(is_wide) && letters.peek().copied().is_some_and(is_wide);
        if !is_break {
            words.push(letter);
        }
        before = Some(letter);
    }
    words
}

/// Whether a text can be a name in rule files: `lower_snake_case`.
///
/// ```
/// use qualify_authoring::is_name;
/// assert!(is_name("loan_2") && !is_name("2_loans") && !is_name("Loan"));
/// ```
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a text can name a language: the shape `zh-Hans` is checked, not a list of the world's languages.
///
/// ```
/// use qualify_authoring::is_language_tag;
/// assert!(is_language_tag("zh-Hans") && is_language_tag("en") && !is_language_tag("Chinese"));
/// ```
#[must_use]
pub fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_language = parts
        .next()
        .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    is_language && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
