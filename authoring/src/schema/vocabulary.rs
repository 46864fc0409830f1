//! `vocabulary/*.yaml`: what may be asked.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::shape;
use crate::yaml::{Entry, Node, Word};
use qualify_engine::Id;
use qualify_engine::pack::{Field, FieldKind, Record};

/// The record that is always there.
pub(crate) const ENTERPRISE: &str = "enterprise";

/// A vocabulary file whose name is known; its fields are read when all names are.
pub(crate) struct RecordFile<'n> {
    name: Word,
    order: u32,
    keys: Keys<'n>,
}

impl<'n> RecordFile<'n> {
    /// The enterprise first, then by `order`, then by name.
    pub(crate) fn rank(&self) -> (bool, u32, &str) {
        (self.name.text != ENTERPRISE, self.order, &self.name.text)
    }
}

impl Builder<'_> {
    /// Reads a vocabulary file as far as its name. `stem` is the name of the file.
    pub(crate) fn open_record<'n>(&mut self, root: &'n Node, stem: &str) -> Option<RecordFile<'n>> {
        let opened = self.open_named_record(root, stem);
        if opened.is_none() {
            // Whatever it declares is not known.
            self.records.is_incomplete = true;
            self.fields.is_incomplete = true;
        }
        opened
    }

    fn open_named_record<'n>(&mut self, root: &'n Node, stem: &str) -> Option<RecordFile<'n>> {
        let keys = self.shaped(root, &shape::RECORD)?;
        let name = keys.required(self, "record").and_then(|node| self.scalar(node, "the name of a record"))?;
        if !self.check_expression_name(&name) || !self.records.declare(&name, &mut self.diagnostics) {
            return None;
        }
        self.check_file_name(&name, stem);
        let order = keys.optional(self, "order").and_then(|node| self.order(node)).unwrap_or(u32::MAX);
        Some(RecordFile { name, order, keys })
    }

    fn order(&mut self, node: &Node) -> Option<u32> {
        let word = self.scalar(node, "`order`")?;
        let order = word.text.parse().ok();
        if order.is_none() {
            self.error(Code::BadNumber, word.at, format!("`{}` is not a whole number", word.text));
        }
        order
    }

    /// The file of a thing is named like it.
    pub(crate) fn check_file_name(&mut self, name: &Word, stem: &str) -> bool {
        let is_right = name.text == stem;
        if !is_right {
            let message = format!("`{}` stands in a file of another name", name.text);
            let help = format!("name the file `{}.yaml`", name.text);
            self.report(Diagnostic::error(Code::FileName, name.at, message).with_help(help));
        }
        is_right
    }

    /// The lists of options that the fields of a record bring along.
    pub(crate) fn read_own_options(&mut self, file: &RecordFile<'_>) {
        for entry in file.fields() {
            if let Some(options) = entry.value.get("options") {
                let name = Word { text: format!("{}.{}", file.name.text, entry.key.text), at: entry.key.at };
                self.read_catalogue(&name, options);
            }
        }
    }

    /// The record with its fields.
    pub(crate) fn read_record(&mut self, file: &RecordFile<'_>) {
        let keys = &file.keys;
        let label = self.required_text(keys, "label");
        let record =
            Record { key: file.name.text.clone(), label: label.unwrap_or_default(), presence: None, links: Vec::new() };
        let id = self.pack.records.push(record);
        self.records.set(&file.name.text, id);
        self.read_presence(file, id);
        match keys.required(self, "fields") {
            Some(fields) if self.entries(fields, "`fields`").is_some() => {}
            _ => self.fields.is_incomplete = true,
        }
        for entry in file.fields() {
            self.read_field(&file.name.text, id, entry);
        }
    }

    /// The field that says whether there is one.
    fn read_presence(&mut self, file: &RecordFile<'_>, record: Id<Record>) {
        let keys = &file.keys;
        if file.name.text == ENTERPRISE {
            for key in ["ask", "hint", "find", "changed_by"] {
                if let Some(word) = keys.key(key) {
                    self.error(
                        Code::UnknownKey,
                        word.at,
                        format!("`{ENTERPRISE}` has no `{key}`: there always is one"),
                    );
                }
            }
            return;
        }
        let ask = self.required_text(keys, "ask").unwrap_or_default();
        let hint = self.optional_text(keys, "hint").flatten();
        let find = self.optional_text(keys, "find").flatten();
        let changed_by = self.changer(keys);
        let label = self.pack.records.get(record).map(|record| record.label).unwrap_or_default();
        let key = file.name.text.clone();
        let presence = Field { key: key.clone(), record, kind: FieldKind::YesNo, label, ask, hint, find, changed_by };
        self.fields.declare(&file.name, &mut self.diagnostics);
        let presence = self.pack.fields.push(presence);
        self.fields.set(&key, presence);
        if let Some(record) = self.pack.records.get_mut(record) {
            record.presence = Some(presence);
        }
    }
}

impl<'n> RecordFile<'n> {
    fn fields(&self) -> &'n [Entry] {
        self.keys.get("fields").and_then(Node::entries).unwrap_or_default()
    }
}
