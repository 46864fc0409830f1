//! `documents.yaml` and `readings.yaml`

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::schema::words::GRADES;
use crate::shape;
use crate::yaml::{Entry, Node, Word};
use qualify_engine::Date;
use qualify_engine::pack::{Document, Reading};

impl Builder<'_> {
    /// Reads `documents.yaml`.
    pub(crate) fn read_documents(&mut self, root: &Node) {
        let Some(entries) = self.entries(root, "documents.yaml") else {
            self.documents.is_incomplete = true;
            return;
        };
        for entry in entries {
            let is_new = self.check_name(&entry.key) && self.documents.declare(&entry.key, &mut self.diagnostics);
            let document = self.read_document(entry);
            if let Some(document) = document.filter(|_| is_new) {
                let id = self.pack.documents.push(document);
                self.documents.set(&entry.key.text, id);
            }
        }
    }

    fn read_document(&mut self, entry: &Entry) -> Option<Document> {
        let keys = self.shaped(&entry.value, &shape::DOCUMENT)?;
        let title = self.required_text(&keys, "title");
        let number = self.optional_text(&keys, "number");
        let issuer = self.required_text(&keys, "issuer");
        let issued = self.optional_date(&keys, "issued");
        let address = self.address(&keys);
        let extent = self.required_text(&keys, "extent");
        let checked = keys.required(self, "checked").and_then(|node| self.date(node));
        Some(Document {
            key: entry.key.text.clone(),
            title: title?,
            number: number?,
            issuer: issuer?,
            issued: issued?,
            address: address?,
            extent: extent?,
            checked: checked?,
        })
    }

    fn optional_date(&mut self, keys: &Keys<'_>, key: &str) -> Option<Option<Date>> {
        if keys.key(key).is_none() {
            return Some(None);
        }
        let node = keys.optional(self, key)?;
        self.date(node).map(Some)
    }

    fn address(&mut self, keys: &Keys<'_>) -> Option<Option<String>> {
        if keys.key("address").is_none() {
            return Some(None);
        }
        let node = keys.optional(self, "address")?;
        let word = self.scalar(node, "an address")?;
        if !is_address(&word.text) {
            let message = format!("`{}` is no web address", word.text);
            let help = "an address starts with `https://` or `http://`";
            self.report(Diagnostic::error(Code::BadValue, word.at, message).with_help(help));
            return None;
        }
        Some(Some(word.text))
    }

    /// Reads `readings.yaml`.
    pub(crate) fn read_readings(&mut self, root: &Node) {
        let Some(entries) = self.entries(root, "readings.yaml") else {
            self.readings.is_incomplete = true;
            return;
        };
        for entry in entries {
            let is_new =
                self.check_reading_name(&entry.key) && self.readings.declare(&entry.key, &mut self.diagnostics);
            let reading = self.read_reading(entry);
            if let Some(reading) = reading.filter(|_| is_new) {
                let id = self.pack.readings.push(reading);
                self.readings.set(&entry.key.text, id);
            }
        }
    }

    /// Readings have the numbers of the register, with capital letters: `S67`.
    fn check_reading_name(&mut self, word: &Word) -> bool {
        let is_right = word.text.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_right {
            let message = format!("`{}` is no name of a reading", word.text);
            self.report(Diagnostic::error(Code::BadName, word.at, message).with_help("as in `S67`"));
        }
        is_right
    }

    fn read_reading(&mut self, entry: &Entry) -> Option<Reading> {
        let keys = self.shaped(&entry.value, &shape::READING)?;
        let grade = keys.required(self, "grade").and_then(|node| self.choice(node, "grade", &GRADES));
        let what = self.required_text(&keys, "what");
        Some(Reading { key: entry.key.text.clone(), grade: grade?, what: what? })
    }
}

/// A page shows it as a link, so nothing but a web address will do, and none whose dots are in brackets so that nobody follows it.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_plain = |c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`' | '[' | ']');
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(is_plain))
}
