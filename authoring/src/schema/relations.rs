//! `relations.yaml`: what holds between programmes.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::limits::RELATIONS;
use crate::lower::{Purpose, Scope};
use crate::schema::words::RELATION_EVIDENCE;
use crate::shape;
use crate::yaml::{Entry, Node};
use qualify_engine::expression::NodeId;
use qualify_engine::pack::{Evidence, Field, FieldKind, Programme, Record};
use qualify_engine::relation::{Per, Relation, Rule};
use qualify_engine::{Id, Pack};

/// What a relation can ask: its key, and the keys that go with it alone.
const RULES: [(&str, &[&str]); 4] =
    [("at_most", &["used"]), ("sum_at_most", &[]), ("base_at_most", &["base"]), ("needs", &["held"])];

impl Builder<'_> {
    /// Reads `relations.yaml`.
    pub(crate) fn read_relations(&mut self, root: &Node) {
        let Some(entries) = self.entries(root, "relations.yaml") else { return };
        if entries.len() > RELATIONS {
            return self.error(Code::Limit, root.at, format!("more than {RELATIONS} relations"));
        }
        for entry in entries {
            let is_new = self.check_name(&entry.key) && self.relations.declare(&entry.key, &mut self.diagnostics);
            let relation = self.relation(entry);
            if let Some(relation) = relation.filter(|_| is_new) {
                self.check_beside_others(&relation, entry);
                let id = self.pack.relations.push(relation);
                self.relations.set(&entry.key.text, id);
            }
        }
    }

    fn relation(&mut self, entry: &Entry) -> Option<Relation> {
        let keys = self.shaped(&entry.value, &shape::RELATION)?;
        let says = self.required_text(&keys, "says");
        let among = keys.required(self, "among").and_then(|node| self.members(node, "`among`"));
        let per = match keys.key("per") {
            None => Some(Per::Enterprise),
            Some(_) => keys.optional(self, "per").and_then(|node| self.per(node)),
        };
        let rule = self.rule(&keys);
        let unless = self.condition_at(&keys, "unless");
        let evidence = match keys.key("evidence") {
            None => Some(Evidence::Fact),
            Some(_) => keys
                .optional(self, "evidence")
                .and_then(|node| self.choice(node, "evidence of a relation", &RELATION_EVIDENCE)),
        };
        let source = self.required_source(&keys);
        let relation = Relation {
            key: entry.key.text.clone(),
            says: says?,
            among: among?,
            per: per?,
            rule: rule?,
            unless: unless?,
            evidence: evidence?,
            source: source?,
        };
        (self.check_needs(&relation, &keys) && self.check_bites(&relation, &keys)).then_some(relation)
    }

    fn per(&mut self, node: &Node) -> Option<Per> {
        if node.is_word("year") {
            return Some(Per::Year);
        }
        let word = self.scalar(node, "`enterprise`, `year` or a record")?;
        let record = self.records.find(&word, &mut self.diagnostics)?;
        let is_single = self.pack.records.get(record).is_some_and(|record| record.presence.is_none());
        Some(if is_single { Per::Enterprise } else { Per::Row(record) })
    }

    fn members(&mut self, node: &Node, what: &str) -> Option<Vec<Id<Programme>>> {
        let mut members = Vec::new();
        for item in self.items(node, what)? {
            let word = self.scalar(item, "the id of a programme");
            let found = word.and_then(|word| self.programmes.find(&word, &mut self.diagnostics));
            if found.is_some() && members.contains(&found) {
                self.error(Code::DuplicateName, item.at, "this programme stands here already");
                return None;
            }
            members.push(found);
        }
        if members.is_empty() {
            self.error(Code::MissingKey, node.at, format!("{what} names no programme"));
            return None;
        }
        members.into_iter().collect()
    }

    fn rule(&mut self, keys: &Keys<'_>) -> Option<Rule> {
        let mut given = RULES.iter().filter_map(|(name, own)| Some((keys.key(name)?, *own)));
        let (word, own) = match (given.next(), given.next()) {
            (Some(only), None) => only,
            (Some((first, _)), Some((second, _))) => {
                let message = "a relation asks one thing only";
                self.report(Diagnostic::error(Code::Shape, second.at, message).and(first.at, "and here"));
                return None;
            }
            (None, _) => {
                let message = "a relation needs `at_most: one`, `sum_at_most`, `base_at_most` or `needs`";
                self.error(Code::MissingKey, keys.at, message);
                return None;
            }
        };
        let others = RULES.iter().flat_map(|(_, others)| *others).filter(|other| !own.contains(other));
        for stray in others.filter_map(|other| keys.key(other)) {
            self.error(Code::UnknownKey, stray.at, format!("`{}` means nothing beside `{}`", stray.text, word.text));
        }
        match word.text.as_str() {
            "at_most" => {
                let one =
                    keys.optional(self, "at_most").and_then(|node| self.choice(node, "`at_most`", &[("one", ())]));
                let used = self.condition_at(keys, "used");
                one.and(used).map(|used| Rule::AtMostOne { used })
            }
            "sum_at_most" => {
                let node = keys.optional(self, "sum_at_most")?;
                self.expression(node, &Scope::default(), Purpose::Amount).map(Rule::SumAtMost)
            }
            "base_at_most" => self.base_rule(keys),
            _ => {
                let one_of = keys.optional(self, "needs").and_then(|node| self.members(node, "`needs`"));
                let held = self.condition_at(keys, "held");
                Some(Rule::Needs { one_of: one_of?, held: held? })
            }
        }
    }

    fn base_rule(&mut self, keys: &Keys<'_>) -> Option<Rule> {
        let number = |builder: &mut Self, node| builder.expression(node, &Scope::default(), Purpose::Base);
        let base = keys.required(self, "base").and_then(|node| number(self, node));
        let node = keys.optional(self, "base_at_most")?;
        let limit = number(self, node)?;
        let base = base?;
        let (of_base, of_limit) = (self.pack.type_of(base)?, self.pack.type_of(limit)?);
        if of_base != of_limit {
            let (base, limit) = (self.describe(of_base), self.describe(of_limit));
            let message = format!("the base is {base}, and its limit is {limit}");
            self.error(Code::Type, node.at, message);
            return None;
        }
        Some(Rule::BaseAtMost { base, limit })
    }

    fn condition_at(&mut self, keys: &Keys<'_>, key: &str) -> Option<Option<NodeId>> {
        self.optional_expression(keys, key, &Scope::default(), Purpose::Condition)
    }

    fn check_needs(&mut self, relation: &Relation, keys: &Keys<'_>) -> bool {
        let Rule::Needs { one_of, .. } = &relation.rule else { return true };
        let is_right = one_of.iter().all(|needed| !relation.among.contains(needed));
        if !is_right {
            let at = keys.get("needs").map_or(keys.at, |node| node.at);
            self.error(Code::BadValue, at, "a programme cannot need itself");
        }
        is_right
    }

    /// A relation that cannot touch anything is a slip: the wrong record, or a programme that was forgotten.
    fn check_bites(&mut self, relation: &Relation, keys: &Keys<'_>) -> bool {
        let mut refuse = |key: &str, message: String, help: &str| {
            let at = keys.get(key).map_or(keys.at, |node| node.at);
            self.diagnostics.push(Diagnostic::error(Code::BadValue, at, message).with_help(help));
            false
        };
        if let Per::Row(record) = relation.per
            && !relation.among.iter().any(|programme| reaches(&self.pack, *programme, record))
        {
            let key = self.pack.records.get(record).map(|it| it.key.as_str()).unwrap_or_default();
            let message = format!("this relation holds nowhere: none of its programmes is about a `{key}`");
            return refuse(
                "per",
                message,
                "`per` names the record that a programme is about, or one that such a row points at",
            );
        }
        if let (Rule::AtMostOne { used: None }, [_]) = (&relation.rule, &relation.among[..]) {
            let message = "at most one of a single programme excludes nothing".to_owned();
            return refuse(
                "among",
                message,
                "name the programmes that exclude each other, or what takes the place in `used`",
            );
        }
        true
    }

    /// Limits that cross each other are refused where the second one stands.
    fn check_beside_others(&mut self, relation: &Relation, entry: &Entry) {
        let shared = |other: &Relation| other.among.iter().filter(|it| relation.among.contains(it)).count();
        let crossed = self.pack.relations.iter().find(|other| !relation.goes_with(other, shared(other)));
        if let Some(other) = crossed.map(|other| other.key.clone()) {
            let message = format!("this limit and `{other}` share programmes, and neither lies within the other");
            let help = "the outer one names all programmes of the inner one, is on a sum, has the same `per` or none, and no `unless`";
            self.report(Diagnostic::error(Code::BadValue, entry.key.at, message).with_help(help));
        }
    }
}

/// Whether a programme is about a record or one that points at it; also where it has errors, so that it is not known.
fn reaches(pack: &Pack, programme: Id<Programme>, record: Id<Record>) -> bool {
    let Some(about) = pack.programmes.get(programme).map(|it| it.about) else { return true };
    let links = pack.records.get(about).map(|it| it.links.as_slice()).unwrap_or_default();
    let is_to = |link: &Id<Field>| pack.fields.get(*link).is_some_and(|it| it.kind == FieldKind::Row(record));
    about == record || links.iter().any(is_to)
}
