//! From the syntax tree to the nodes of the pack: names are looked up, and every node gets its type from the engine's own rules.

mod check;
mod names;
mod reach;
#[cfg(test)]
mod tests;

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::expression::{Expression, Kind, List, Members, in_words, parse};
use crate::limits::LIST_DEPTH;
use crate::names::Names;
use crate::source::Location;
use crate::yaml::{Node as Yaml, Word};
use qualify_engine::expression::{Arithmetic, Comparison, Extreme, Fold, Node, NodeId, Over, Step, Type};
use qualify_engine::pack::{Domain, NamedNumber, Record};
use qualify_engine::{Dimension, Id, Simple, TextId, Unit};
use std::collections::BTreeMap;

/// The names that only one programme knows.
pub(crate) struct Scope {
    /// Its named numbers.
    pub numbers: Names<NamedNumber>,
    /// Its reasons for `unpublished(…)`; `None` where the reason itself is wrong.
    pub reasons: BTreeMap<String, Option<TextId>>,
    /// What it is about; `None` where that is not known.
    pub about: Option<Id<Record>>,
}

impl Default for Scope {
    fn default() -> Self {
        Self { numbers: Names::new("number"), reasons: BTreeMap::new(), about: None }
    }
}

/// What an expression must yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A test.
    Condition,
    /// A sum of money.
    Amount,
    /// Any number: a base to which amounts are proportional.
    Base,
}

/// A node that was added, and its type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lowered {
    pub id: NodeId,
    pub of: Type,
}

impl Builder<'_> {
    /// The compiled expression at `node`; `None` when something is wrong with it, which is then reported.
    pub(crate) fn expression(&mut self, node: &Yaml, scope: &Scope, purpose: Purpose) -> Option<NodeId> {
        if node.scalar().is_none() {
            self.wrong_shape(node, "an expression is a single value");
            return None;
        }
        let text = self.sources.text(node.at.file);
        let before = self.diagnostics.count();
        let expression = parse(text, node.at, &mut self.diagnostics)?;
        let is_mended = self.diagnostics.count() > before;
        let mut lowering = Lowering { builder: self, scope, at: node.at, lists: Vec::new(), is_mended };
        let lowered = lowering.lower(&expression, None)?;
        lowering.check_purpose(&expression, lowered, purpose)
    }
}

/// One expression on its way into the pack.
struct Lowering<'b, 's> {
    builder: &'b mut Builder<'s>,
    scope: &'b Scope,
    at: Location,
    /// The records of the lists in which it stands, the outermost first.
    lists: Vec<Id<Record>>,
    /// Something in it was wrong and read as something else: its names can be checked, its types cannot.
    is_mended: bool,
}

impl Lowering<'_, '_> {
    fn place(&self, expression: &Expression) -> Location {
        self.at.with(expression.span)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.builder.report(diagnostic);
    }

    /// Adds the nodes of `expression`. `options` is the domain of which a bare name is probably an option.
    fn lower(&mut self, expression: &Expression, options: Option<Id<Domain>>) -> Option<Lowered> {
        match &expression.kind {
            Kind::Truth(truth) => self.leaf(expression, Node::Truth(*truth)),
            Kind::Number(value, unit) => {
                let base = unit.to_base(*value)?;
                self.leaf(expression, Node::Number(base, *unit))
            }
            Kind::Date(date) => self.leaf(expression, Node::Date(*date)),
            Kind::AsOf => self.leaf(expression, Node::AsOf),
            Kind::Name(name) => {
                let node = self.name(expression, name, options)?;
                self.leaf(expression, node)
            }
            Kind::Field { record, field } => {
                let found = self.field(record, field)?;
                self.check_reach(record, found)?;
                self.leaf(expression, Node::Field(found))
            }
            Kind::Unpublished(reason) => {
                let reason = self.reason(reason)?;
                self.leaf(expression, Node::Unpublished(Type::Truth, reason))
            }
            Kind::Not(part) => {
                let part = self.lower(part, None)?;
                self.add(expression, Node::Not(part.id))
            }
            Kind::All(parts) => self.joined(expression, parts, Node::All),
            Kind::Any(parts) => self.joined(expression, parts, Node::Any),
            Kind::Extreme(extreme, parts) => self.extreme(expression, *extreme, parts),
            Kind::Compare(comparison, parts) => self.comparison(expression, *comparison, parts),
            Kind::In(part, members) => self.membership(expression, part, members),
            Kind::Arithmetic(operator, parts) => self.arithmetic(expression, *operator, parts),
            Kind::If(parts) => self.conditional(expression, parts, options),
            Kind::Over(List { fold, record, parts, is_filtered }) => {
                self.list(expression, *fold, record, parts, *is_filtered)
            }
        }
    }

    /// Lowers all parts, so that the mistakes of each are reported, before it gives up on any.
    fn parts(&mut self, parts: &[Expression], options: Option<Id<Domain>>) -> Option<Vec<Lowered>> {
        let lowered = parts.iter().map(|part| self.lower(part, options)).collect::<Vec<_>>();
        lowered.into_iter().collect()
    }

    fn joined(&mut self, whole: &Expression, parts: &[Expression], node: fn(Vec<NodeId>) -> Node) -> Option<Lowered> {
        let parts = self.parts(parts, None)?;
        self.add(whole, node(ids(&parts)))
    }

    fn extreme(&mut self, whole: &Expression, extreme: Extreme, parts: &[Expression]) -> Option<Lowered> {
        if let [first, of] = parts
            && let Some(record) = self.record_named(first)
        {
            let list = List { fold: Fold::Extreme(extreme), record, parts: vec![of.clone()], is_filtered: false };
            return self.lower(&Expression { span: whole.span, depth: whole.depth, kind: Kind::Over(list) }, None);
        }
        let mut lowered = self.parts(parts, None)?;
        self.count(parts, &mut lowered);
        self.add(whole, Node::Extreme(extreme, ids(&lowered)))
    }

    /// A bare name that is a record's and nobody else's.
    fn record_named(&self, expression: &Expression) -> Option<Word> {
        let Kind::Name(name) = &expression.kind else { return None };
        let is_record = self.scope.numbers.get(name).is_none() && self.builder.records.get(name).is_some();
        is_record.then(|| Word { text: name.clone(), at: self.place(expression) })
    }

    fn list(
        &mut self,
        whole: &Expression,
        fold: Fold,
        record: &Word,
        parts: &[Expression],
        is_filtered: bool,
    ) -> Option<Lowered> {
        let found = self.builder.find_record(record);
        if self.lists.len() >= LIST_DEPTH {
            let message = format!("lists are nested deeper than {LIST_DEPTH}");
            self.report(Diagnostic::error(Code::Limit, self.place(whole), message));
            return None;
        }
        self.lists.extend(found);
        let lowered = self.parts(parts, None);
        if found.is_some() {
            self.lists.pop();
        }
        let (record, lowered) = (found?, lowered?);
        let mut ids = lowered.iter().map(|part| part.id);
        let only = if is_filtered { ids.next() } else { None };
        self.add(whole, Node::Over(Over { fold, record, only, of: ids.next() }))
    }

    /// `loan.project = project`: the row itself, not whether there is one.
    fn same_row(
        &mut self,
        whole: &Expression,
        comparison: Comparison,
        parts: &[Expression; 2],
    ) -> Option<Option<Lowered>> {
        let [a, b] = parts;
        let (link, name, record) = match (self.link_of(a), self.link_of(b)) {
            (Some(record), None) => (a, b, record),
            (None, Some(record)) => (b, a, record),
            _ => return None,
        };
        let named = self.record_named(name).and_then(|word| self.builder.records.get(&word.text)).flatten();
        if named != Some(record) {
            return None;
        }
        self.check_row(name, record);
        let sides = (self.lower(link, None), self.leaf(name, Node::Row(record)));
        Some(match sides {
            (Some(link), Some(row)) => self.add(whole, Node::Compare(comparison, link.id, row.id)),
            _ => None,
        })
    }

    fn comparison(&mut self, whole: &Expression, comparison: Comparison, parts: &[Expression; 2]) -> Option<Lowered> {
        if let Some(compared) = self.same_row(whole, comparison, parts) {
            return compared;
        }
        let options = parts.iter().find_map(|part| self.domain_of(part));
        if options.is_none() && parts.iter().any(|part| self.is_unknown_name(part)) {
            self.blame_one(parts);
            return None;
        }
        let mut lowered = self.parts(parts, options)?;
        self.count(parts, &mut lowered);
        let [a, b] = pair(&lowered)?;
        self.add(whole, Node::Compare(comparison, a.id, b.id))
    }

    /// Of `enterprise.sise = small` only the field is reported: whether there is such an option cannot be known.
    fn blame_one(&mut self, parts: &[Expression]) {
        let (unknown, known): (Vec<_>, Vec<_>) = parts.iter().partition(|part| self.is_unknown_name(part));
        let is_right = known.into_iter().all(|part| self.lower(part, None).is_some());
        if let Some(name) = unknown.first().filter(|_| is_right) {
            self.lower(name, None);
        }
    }

    fn arithmetic(&mut self, whole: &Expression, operator: Arithmetic, parts: &[Expression; 2]) -> Option<Lowered> {
        let mut lowered = self.parts(parts, None)?;
        let is_sum = matches!(operator, Arithmetic::Add | Arithmetic::Subtract);
        if is_sum {
            self.count(parts, &mut lowered);
        }
        let [a, b] = pair(&lowered)?;
        let moves = is_sum && a.of == Type::Date;
        let node = if moves {
            let is_in_days = b.of == Type::Number(Dimension::DAYS);
            Node::Move(operator, if is_in_days { Step::Days } else { Step::Months }, a.id, b.id)
        } else {
            Node::Arithmetic(operator, a.id, b.id)
        };
        self.add(whole, node)
    }

    fn conditional(
        &mut self,
        whole: &Expression,
        parts: &[Expression; 3],
        options: Option<Id<Domain>>,
    ) -> Option<Lowered> {
        let [test, branches @ ..] = parts;
        let test = self.lower(test, None);
        let options = options.or_else(|| branches.iter().find_map(|part| self.domain_of(part)));
        let mut lowered = self.parts(branches, options)?;
        self.count(branches, &mut lowered);
        let [then, other] = pair(&lowered)?;
        self.add(whole, Node::If(test?.id, then.id, other.id))
    }

    fn membership(&mut self, whole: &Expression, part: &Expression, members: &Members) -> Option<Lowered> {
        let lowered = self.lower(part, None)?;
        let Type::Choice(domain) = lowered.of else {
            // The engine's own rule words the refusal.
            return self.add(whole, Node::OneOf(lowered.id, Vec::new()));
        };
        let options = match members {
            Members::Options(words) => self.listed(domain, words)?,
            Members::Catalogue(name) => self.catalogue(domain, part, name)?,
        };
        self.add(whole, Node::OneOf(lowered.id, options))
    }

    /// A bare number beside a count is a count: `enterprise.patents >= 3`.
    fn count(&mut self, parts: &[Expression], lowered: &mut [Lowered]) {
        let count = Type::Number(Dimension::COUNT);
        let Some(counted) = lowered.iter().find(|part| part.of == count) else { return };
        let unit = self.builder.unit_of(counted.id).unwrap_or(Unit::simple(Simple::Piece));
        for (part, lowered) in parts.iter().zip(lowered) {
            if !matches!(part.kind, Kind::Number(_, Unit::ONE)) {
                continue;
            }
            if let Some(Node::Number(_, written)) = self.builder.pack.nodes.get_mut(lowered.id) {
                *written = unit;
                lowered.of = count;
                if let Some(of) = self.builder.node_types.get_mut(lowered.id.place()) {
                    *of = count;
                }
            }
        }
    }

    fn leaf(&mut self, expression: &Expression, node: Node) -> Option<Lowered> {
        self.add(expression, node)
    }

    /// Adds a node, if its parts go together.
    fn add(&mut self, expression: &Expression, node: Node) -> Option<Lowered> {
        match self.builder.add_node(node, self.place(expression)) {
            Ok(lowered) => Some(lowered),
            Err((node, error)) => {
                if !self.is_mended {
                    let diagnostic = self.explain(expression, &node, error);
                    self.report(diagnostic);
                }
                None
            }
        }
    }
}

fn ids(parts: &[Lowered]) -> Vec<NodeId> {
    parts.iter().map(|part| part.id).collect()
}

fn pair(parts: &[Lowered]) -> Option<[Lowered; 2]> {
    parts.try_into().ok()
}

impl Builder<'_> {
    /// Adds a node with its type and its place, or hands it back with the rule that it breaks.
    pub(crate) fn add_node(
        &mut self,
        node: Node,
        at: Location,
    ) -> Result<Lowered, (Node, qualify_engine::expression::TypeError)> {
        let child = |id: NodeId| self.node_types.get(id.place()).copied();
        match node.type_of(&|leaf| self.pack.leaf_type(leaf), &child) {
            Ok(of) => {
                self.node_types.push(of);
                self.places.nodes.push(at);
                Ok(Lowered { id: self.pack.nodes.push(node), of })
            }
            Err(error) => Err((node, error)),
        }
    }

    /// The unit in which a counting node is written.
    fn unit_of(&self, id: NodeId) -> Option<Unit> {
        use qualify_engine::pack::FieldKind;
        match self.pack.nodes.get(id)? {
            Node::Number(_, unit) => Some(*unit),
            Node::Field(field) => match self.pack.fields.get(*field)?.kind {
                FieldKind::Number { unit, .. } => Some(unit),
                _ => None,
            },
            _ => None,
        }
    }

    /// A type in words.
    pub(crate) fn describe(&self, of: Type) -> String {
        match of {
            Type::Truth => "a condition".to_owned(),
            Type::Number(dimension) => in_words(dimension),
            Type::Date => "a date".to_owned(),
            Type::Choice(domain) => format!("an option of `{}`", self.domain_key(domain)),
            Type::Row(record) => {
                format!("one `{}`", self.pack.records.get(record).map_or("", |record| record.key.as_str()))
            }
        }
    }
}
