//! `programmes/*.yaml`: one support programme.

use super::field::NumberType;
use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::expression::{read_quantity, read_unit};
use crate::hint::one_of;
use crate::keys::Keys;
use crate::limits::CONDITIONS;
use crate::lower::{Purpose, Scope};
use crate::names::Names;
use crate::schema::words::{EVIDENCE, READINESS};
use crate::shape;
use crate::source::Location;
use crate::yaml::{Entry, Node, Word};
use qualify_engine::Id;
use qualify_engine::Unit;
use qualify_engine::expression::{Node as Step, NodeId, Type};
use qualify_engine::pack::{Condition, Evidence, NamedNumber, Programme, Provenance, Record, Source};

/// The condition "there is one", which programmes about a record start with.
const SUBJECT: &str = "subject";

impl Builder<'_> {
    /// Reads a programme file. `stem` is the name of the file.
    pub(crate) fn read_programme(&mut self, root: &Node, stem: &str) {
        let Some(keys) = self.shaped(root, &shape::PROGRAMME) else {
            self.programmes.is_incomplete = true;
            return;
        };
        let id = keys.required(self, "id").and_then(|node| self.new_name(node, "the id of a programme"));
        if !id.as_ref().is_some_and(|id| self.check_file_name(id, stem)) {
            // Its cases may know it by either name.
            self.programmes.is_incomplete = true;
        }
        let is_new = id.as_ref().is_some_and(|id| self.programmes.declare(id, &mut self.diagnostics));
        let programme = self.programme(&keys, id.as_ref().map_or(stem, |id| &id.text));
        if let (true, Some(programme)) = (is_new, programme) {
            let key = programme.key.clone();
            let id = self.pack.programmes.push(programme);
            self.programmes.set(&key, id);
            if let Some(older) =
                keys.optional(self, "replaces").and_then(|node| self.scalar(node, "the id of a programme"))
            {
                self.replacements.push((older, id));
            }
        }
    }

    /// Tells older versions which ones take their place, once all programmes are known.
    pub(crate) fn link_versions(&mut self) {
        for (word, newer) in core::mem::take(&mut self.replacements) {
            let Some(older) = self.programmes.find(&word, &mut self.diagnostics) else { continue };
            let before = self.pack.programmes.get_mut(older).map(|older| older.replaced_by.replace(newer));
            if before.flatten().is_some() {
                let message = format!("`{}` is replaced already", word.text);
                self.error(Code::DuplicateName, word.at, message);
            } else if self.pack.replaces_itself(older) {
                let message = format!("`{}` would replace itself in the end", word.text);
                self.error(Code::BadValue, word.at, message);
            }
        }
    }

    /// Every part is read, whatever is wrong with the others.
    fn programme(&mut self, keys: &Keys<'_>, key: &str) -> Option<Programme> {
        let kind = self.reference(keys, "kind", |builder| &builder.kinds);
        let about = self.reference(keys, "about", |builder| &builder.records);
        let name = self.required_text(keys, "name");
        let summary = self.required_text(keys, "summary");
        let body = self.required_text(keys, "body");
        let level = self.required_text(keys, "level");
        let readiness = keys.required(self, "readiness").and_then(|node| self.choice(node, "readiness", &READINESS));
        let document = self.reference(keys, "document", |builder| &builder.documents);
        let application = keys.required(self, "application").and_then(|node| self.application(node));
        let next_round = self.optional_text(keys, "next_round");
        let in_force = self.in_force(keys);
        let scope = Scope { about, ..self.scope(keys) };
        let subject = about.map(|about| self.subject(about, keys.at));
        let conditions =
            keys.required(self, "require").and_then(|node| self.conditions(node, &scope, subject.flatten()));
        let support = keys.required(self, "support").and_then(|node| self.support(node, &scope));
        let apply = self.optional_text(keys, "apply");
        let notes = match keys.optional(self, "notes") {
            None => Some(Vec::new()),
            Some(node) => self.one_or_more(node).iter().map(|note| self.text(note)).collect(),
        };
        let (application, application_note) = application?;
        let support = support?;
        Some(Programme {
            key: key.to_owned(),
            kind: kind?,
            about: about?,
            name: name?,
            summary: summary?,
            body: body?,
            level: level?,
            readiness: readiness?,
            document: document?,
            in_force: in_force?,
            replaced_by: None,
            application,
            application_note,
            next_round: next_round?,
            conditions: conditions?,
            items: support.items,
            together: support.together,
            total_at_most: support.total_at_most,
            apply: apply?,
            notes: notes?,
        })
    }

    /// What a key refers to by name.
    fn reference<T>(&mut self, keys: &Keys<'_>, key: &'static str, names: fn(&Self) -> &Names<T>) -> Option<Id<T>> {
        let node = keys.required(self, key)?;
        let word = self.scalar(node, key)?;
        let mut diagnostics = core::mem::take(&mut self.diagnostics);
        let found = names(self).find(&word, &mut diagnostics);
        self.diagnostics = diagnostics;
        found
    }

    /// The named numbers and the reasons of a programme.
    fn scope(&mut self, keys: &Keys<'_>) -> Scope {
        let mut scope = Scope::default();
        if let Some(numbers) = keys.optional(self, "numbers") {
            match self.entries(numbers, "`numbers`") {
                None => scope.numbers.is_incomplete = true,
                Some(entries) => entries.iter().for_each(|entry| self.read_number(entry, &mut scope)),
            }
        }
        if let Some(reasons) = keys.optional(self, "unpublished") {
            for entry in self.entries(reasons, "`unpublished`").unwrap_or_default() {
                self.check_expression_name(&entry.key);
                let reason = self.text(&entry.value);
                scope.reasons.insert(entry.key.text.clone(), reason);
            }
        }
        scope
    }

    fn read_number(&mut self, entry: &Entry, scope: &mut Scope) {
        if !self.check_expression_name(&entry.key) || !self.check_number_name(&entry.key) {
            scope.numbers.is_incomplete = true;
            return;
        }
        scope.numbers.declare(&entry.key, &mut self.diagnostics);
        let Some(keys) = self.shaped(&entry.value, &shape::NUMBER) else { return };
        let label = self.required_text(&keys, "label");
        let value = self.number_value(&keys);
        let source = self.required_source(&keys);
        if let (Some(value), Some(source)) = (value, source) {
            let key = entry.key.text.clone();
            let label = label.unwrap_or_default();
            let id = self.pack.numbers.push(NamedNumber { key, label, value, source });
            scope.numbers.set(&entry.key.text, id);
        }
    }

    fn check_number_name(&mut self, word: &Word) -> bool {
        let is_record = self.records.get(&word.text).is_some();
        if is_record {
            let message = format!("`{}` is the name of a record already", word.text);
            self.error(Code::DuplicateName, word.at, message);
        }
        !is_record
    }

    fn number_value(&mut self, keys: &Keys<'_>) -> Option<NodeId> {
        match (keys.key("is"), keys.key("unpublished")) {
            (Some(_), None) => {
                if let Some(word) = keys.key("type") {
                    self.error(Code::UnknownKey, word.at, "`type` is only needed beside `unpublished`");
                }
                keys.optional(self, "is").and_then(|node| self.constant(node))
            }
            (None, Some(_)) => {
                let reason = keys.optional(self, "unpublished").and_then(|node| self.text(node));
                let unit = keys.required(self, "type").and_then(|node| self.type_unit(node));
                let of = Type::Number(unit?.dimension());
                self.add_node(Step::Unpublished(of, reason?), keys.at).ok().map(|added| added.id)
            }
            (Some(is), Some(unpublished)) => {
                let message = "a number is known or it is not: `is` or `unpublished`, not both";
                self.report(Diagnostic::error(Code::Shape, unpublished.at, message).and(is.at, "and here"));
                None
            }
            (None, None) => {
                self.error(Code::MissingKey, keys.at, "a number needs `is`, or `unpublished` with a `type`");
                None
            }
        }
    }

    fn constant(&mut self, node: &Node) -> Option<NodeId> {
        let word = self.scalar(node, "a number")?;
        let read = read_quantity(&word.text, word.at).map_err(|diagnostic| {
            if diagnostic.code == Code::BadNumber || diagnostic.code == Code::UnknownUnit {
                let help = "a number is written with its unit, as in `1.5%/year`; it is not worked out from others";
                let hint = diagnostic.help.clone().or_else(|| Some(help.to_owned()));
                diagnostic.with_hint(hint)
            } else {
                diagnostic
            }
        });
        match read {
            Ok((value, unit)) => {
                let base = unit.to_base(value)?;
                self.add_node(Step::Number(base, unit), word.at).ok().map(|added| added.id)
            }
            Err(diagnostic) => {
                self.report(diagnostic);
                None
            }
        }
    }

    /// The unit of `type: money`, or of `type: 元/tce` for what has no type name.
    fn type_unit(&mut self, node: &Node) -> Option<Unit> {
        let word = self.scalar(node, "a type")?;
        let of = NumberType::from_name(&word.text).map(|of| of.unit).or_else(|| read_unit(&word.text, word.at).ok());
        if of.is_none() {
            let names = NumberType::names().collect::<Vec<_>>();
            let hint = one_of(&word.text, &names).or_else(|| Some(format!("the types are {}", names.join(", "))));
            let message = format!("there is no type of number `{}`", word.text);
            self.report(Diagnostic::error(Code::BadValue, word.at, message).with_hint(hint));
        }
        of
    }

    /// "There is one", for a programme about a record that need not be there.
    fn subject(&mut self, about: Id<Record>, at: Location) -> Option<Condition> {
        let record = self.pack.records.get(about)?;
        let (says, presence) = (record.label, record.presence?);
        let test = self.add_node(Step::Field(presence), at).ok()?.id;
        let source = Source { provenance: Provenance::Seen, readings: Vec::new(), clause: None, note: None };
        Some(Condition { key: SUBJECT.to_owned(), says, test, evidence: Evidence::Fact, source })
    }

    fn conditions(&mut self, node: &Node, scope: &Scope, subject: Option<Condition>) -> Option<Vec<Condition>> {
        let items = self.items(node, "`require`")?;
        if items.len() > CONDITIONS {
            self.error(Code::Limit, node.at, format!("more than {CONDITIONS} conditions"));
            return None;
        }
        if items.is_empty() && subject.is_none() {
            self.error(Code::MissingKey, node.at, "a programme has at least one condition");
            return None;
        }
        let mut names = Names::<Condition>::new("condition");
        let mut conditions = subject.map(Some).into_iter().collect::<Vec<_>>();
        let has_subject = !conditions.is_empty();
        for item in items {
            let condition = self.condition(item, scope, &mut names);
            if let Some(condition) = condition.as_ref().filter(|condition| has_subject && condition.key == SUBJECT) {
                let message = format!("`{}` is the condition that there is one", condition.key);
                let at = item.get("id").map_or(item.at, |node| node.at);
                self.error(Code::DuplicateName, at, message);
            }
            conditions.push(condition);
        }
        conditions.into_iter().collect()
    }

    fn condition(&mut self, node: &Node, scope: &Scope, names: &mut Names<Condition>) -> Option<Condition> {
        let keys = self.shaped(node, &shape::CONDITION)?;
        let id = keys.required(self, "id").and_then(|node| self.new_name(node, "the id of a condition"));
        if let Some(id) = &id {
            names.declare(id, &mut self.diagnostics);
        }
        let says = self.required_text(&keys, "says");
        let test = self.test(&keys, scope);
        let evidence = match keys.key("evidence") {
            None => Some(Evidence::Fact),
            Some(_) => keys.optional(self, "evidence").and_then(|node| self.choice(node, "evidence", &EVIDENCE)),
        };
        let source = self.required_source(&keys);
        Some(Condition { key: id?.text, says: says?, test: test?, evidence: evidence?, source: source? })
    }

    fn test(&mut self, keys: &Keys<'_>, scope: &Scope) -> Option<NodeId> {
        match (keys.key("when"), keys.key("unpublished")) {
            (Some(_), None) => {
                let node = keys.optional(self, "when")?;
                self.expression(node, scope, Purpose::Condition)
            }
            (None, Some(_)) => {
                let node = keys.optional(self, "unpublished")?;
                let reason = self.text(node)?;
                self.add_node(Step::Unpublished(Type::Truth, reason), node.at).ok().map(|added| added.id)
            }
            (Some(when), Some(unpublished)) => {
                let message = "a condition can be tested or it cannot: `when` or `unpublished`, not both";
                self.report(Diagnostic::error(Code::Shape, unpublished.at, message).and(when.at, "and here"));
                None
            }
            (None, None) => {
                self.error(Code::MissingKey, keys.at, "a condition needs `when`, or `unpublished` with a reason");
                None
            }
        }
    }
}
