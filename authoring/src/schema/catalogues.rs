//! Lists of options: `catalogues.yaml`, and the `options` of a field.

use crate::builder::Builder;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::limits::OPTIONS;
use crate::shape;
use crate::yaml::{Entry, Node, Word};
use qualify_engine::TextId;
use qualify_engine::pack::{Domain, DomainOption, InForce, Source};

/// An option as it is written.
struct Written {
    label: TextId,
    /// Whether it is no member of the catalogue.
    is_outside: bool,
    /// Its official code.
    code: Option<Word>,
}

impl Builder<'_> {
    /// Reads `catalogues.yaml`.
    pub(crate) fn read_catalogues(&mut self, root: &Node) {
        let Some(entries) = self.entries(root, "catalogues.yaml") else {
            self.catalogues.is_incomplete = true;
            return;
        };
        for entry in entries {
            if self.check_name(&entry.key) {
                self.read_catalogue(&entry.key, &entry.value);
            }
        }
    }

    /// Reads a list of options, which may say where it comes from and when it holds, and gives it a name.
    pub(super) fn read_catalogue(&mut self, name: &Word, node: &Node) {
        if !self.catalogues.declare(name, &mut self.diagnostics) {
            return;
        }
        if node.get("options").is_none() {
            return self.read_options(name, node, InForce::default(), None);
        }
        let Some(keys) = self.shaped(node, &shape::CATALOGUE) else { return };
        let in_force = self.in_force(&keys);
        let source = match keys.key("source") {
            None => Some(None),
            Some(_) => self.required_source(&keys).map(Some),
        };
        if let (Some(options), Some(in_force), Some(source)) = (keys.optional(self, "options"), in_force, source) {
            self.read_options(name, options, in_force, source);
        }
    }

    fn read_options(&mut self, name: &Word, node: &Node, in_force: InForce, source: Option<Source>) {
        let Some(entries) = self.entries(node, "a list of options") else { return };
        if entries.is_empty() {
            self.error(Code::MissingKey, node.at, "there is no option");
            return;
        }
        if entries.len() > OPTIONS {
            self.error(Code::Limit, node.at, format!("more than {OPTIONS} options"));
            return;
        }
        let mut options = Vec::new();
        let mut catalogue = Catalogue { in_force, source, outside: Vec::new(), codes: Vec::new() };
        let mut codes: Vec<Word> = Vec::new();
        for (place, entry) in (0_u16..).zip(entries) {
            let Some(Written { label, is_outside, code }) = self.read_option(entry) else { continue };
            options.push(DomainOption { key: entry.key.text.clone(), label });
            if is_outside {
                catalogue.outside.push(place);
            }
            if let Some(code) = code {
                self.check_new_code(&code, &codes);
                catalogue.codes.push((place, code.text.clone()));
                codes.push(code);
            }
        }
        // A list that lacks an option would call every use of that option a mistake.
        if options.len() == entries.len() {
            let id = self.pack.domains.push(Domain { key: name.text.clone(), options });
            self.listed.push(catalogue);
            self.catalogues.set(&name.text, id);
        }
    }

    fn read_option(&mut self, entry: &Entry) -> Option<Written> {
        let is_name_right = self.check_expression_name(&entry.key);
        let node = &entry.value;
        let is_extended = ["label", "outside", "code"].iter().any(|key| node.get(key).is_some());
        let read = if is_extended {
            let keys = self.shaped(node, &shape::OPTION)?;
            let label = self.required_text(&keys, "label");
            let is_outside = match keys.key("outside") {
                None => Some(false),
                Some(_) => keys.optional(self, "outside").and_then(|node| self.flag(node, "value of `outside`")),
            };
            let code = self.code(&keys);
            label.zip(is_outside).zip(code).map(|((label, is_outside), code)| Written { label, is_outside, code })
        } else {
            self.text(node).map(|label| Written { label, is_outside: false, code: None })
        };
        read.filter(|_| is_name_right)
    }

    /// The official code of an option, which may be absent. `None`: it is wrong.
    fn code(&mut self, keys: &Keys<'_>) -> Option<Option<Word>> {
        if keys.key("code").is_none() {
            return Some(None);
        }
        let word = keys.optional(self, "code").and_then(|node| self.scalar(node, "a code"))?;
        let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        if !(1..=32).contains(&word.text.len()) || !word.text.chars().all(is_sign) {
            let message = format!("`{}` is no code", word.text);
            let help = "a code has letters, digits, `-` and `.`, 32 at most";
            self.report(Diagnostic::error(Code::BadValue, word.at, message).with_help(help));
            return None;
        }
        Some(Some(word))
    }

    fn check_new_code(&mut self, code: &Word, codes: &[Word]) {
        if let Some(first) = codes.iter().find(|other| other.text == code.text) {
            let message = format!("two options have the code `{}`", code.text);
            self.report(Diagnostic::error(Code::DuplicateName, code.at, message).and(first.at, "first here"));
        }
    }
}
