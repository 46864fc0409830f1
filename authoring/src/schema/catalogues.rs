//! Lists of options: `catalogues.yaml`, and the `options` of a field.

use crate::builder::Builder;
use crate::diagnostic::Code;
use crate::limits::OPTIONS;
use crate::shape;
use crate::yaml::{Entry, Node, Word};
use qualify_engine::TextId;
use qualify_engine::pack::{Domain, DomainOption};

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

    /// Reads a list of options and gives it a name.
    pub(super) fn read_catalogue(&mut self, name: &Word, node: &Node) {
        if !self.catalogues.declare(name, &mut self.diagnostics) {
            return;
        }
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
        let mut outside = Vec::new();
        for (place, entry) in (0_u16..).zip(entries) {
            let Some((label, is_outside)) = self.read_option(entry) else { continue };
            options.push(DomainOption { key: entry.key.text.clone(), label });
            if is_outside {
                outside.push(place);
            }
        }
        // A list that lacks an option would call every use of that option a mistake.
        if options.len() == entries.len() {
            let id = self.pack.domains.push(Domain { key: name.text.clone(), options });
            self.outside.push(outside);
            self.catalogues.set(&name.text, id);
        }
    }

    /// An option's label, and whether it is no member of the catalogue.
    fn read_option(&mut self, entry: &Entry) -> Option<(TextId, bool)> {
        let is_name_right = self.check_expression_name(&entry.key);
        let node = &entry.value;
        let is_extended = node.get("label").is_some() || node.get("outside").is_some();
        let read = if is_extended {
            let keys = self.shaped(node, &shape::OPTION)?;
            let label = self.required_text(&keys, "label");
            let is_outside = match keys.key("outside") {
                None => Some(false),
                Some(_) => keys.optional(self, "outside").and_then(|node| self.flag(node, "value of `outside`")),
            };
            label.zip(is_outside)
        } else {
            self.text(node).map(|label| (label, false))
        };
        read.filter(|_| is_name_right)
    }
}
