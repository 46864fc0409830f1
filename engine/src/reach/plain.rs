//! A test over plain unknowns: one for each answer, whatever row it is of, and one for each part whose inside is not looked at.
//!
//! Not looked into are lists, rows, comparisons of several unknowns with each other or with the day, and what is unpublished: each may
//! come out in any way. So whatever the real answers make of a test, some plain ones do too.

use super::Reach;
use crate::expression::{Node, NodeId, Over, Type};
use crate::pack::{Changer, Field, FieldKind};
use crate::{Date, Dossier, Evaluator, Id, Number, Outcome, Pack, TextId, Unit, fields_of};

/// Beyond what anything comes to; half way to it is a number that is accepted, too.
const FAR: i128 = Number::LARGEST / 4;

impl Reach {
    /// The rewritten test.
    pub(super) fn plain(&mut self, test: NodeId) -> NodeId {
        if let Some(plain) = self.plain.get(&test) {
            return *plain;
        }
        let plain = self.rewrite(test);
        self.plain.insert(test, plain);
        plain
    }

    fn rewrite(&mut self, id: NodeId) -> NodeId {
        let node = match self.pack.nodes.at(id).clone() {
            Node::Field(field) => match self.pack.fields.at(field).kind {
                FieldKind::Row(_) => return self.opaque(id),
                kind => return self.unknown(id, kind),
            },
            Node::Unpublished(Type::Truth, _) => return self.fresh(FieldKind::YesNo),
            Node::Over(_) | Node::Row(_) => return self.opaque(id),
            Node::Compare(comparison, a, b) => {
                let (plain_a, plain_b) = (self.rewrite(a), self.rewrite(b));
                if !self.is_plain_comparison(plain_a, plain_b) {
                    return self.opaque(id);
                }
                Node::Compare(comparison, plain_a, plain_b)
            }
            Node::OneOf(of, options) => Node::OneOf(self.rewrite(of), options),
            Node::Not(of) => Node::Not(self.rewrite(of)),
            Node::All(of) => Node::All(of.into_iter().map(|it| self.rewrite(it)).collect()),
            Node::Any(of) => Node::Any(of.into_iter().map(|it| self.rewrite(it)).collect()),
            Node::Extreme(extreme, of) => Node::Extreme(extreme, of.into_iter().map(|it| self.rewrite(it)).collect()),
            Node::Arithmetic(operator, a, b) => Node::Arithmetic(operator, self.rewrite(a), self.rewrite(b)),
            Node::Move(operator, step, a, b) => Node::Move(operator, step, self.rewrite(a), self.rewrite(b)),
            Node::If(test, then, other) => Node::If(self.rewrite(test), self.rewrite(then), self.rewrite(other)),
            leaf => leaf,
        };
        self.pack.nodes.push(node)
    }

    /// Whether the values at which a comparison turns are known: one unknown stands in it, a day on one side only, and not the day
    /// of the assessment.
    fn is_plain_comparison(&self, a: NodeId, b: NodeId) -> bool {
        let (of_a, of_b) = (fields_of(&self.pack, a), fields_of(&self.pack, b));
        let is_one = of_a.iter().chain(&of_b).all(|field| of_a.first().or(of_b.first()) == Some(field));
        let is_day = matches!(self.pack.type_of(a), Some(Type::Date));
        let is_on_one_side = of_a.is_empty() || of_b.is_empty();
        let is_truth = matches!(self.pack.type_of(a), Some(Type::Truth));
        let has_day = [a, b].into_iter().any(|side| has_as_of(&self.pack, side));
        (is_one || is_truth) && (!is_day || is_on_one_side) && !has_day
    }

    /// An unknown for a part that is not looked into; the same for the same part.
    fn opaque(&mut self, id: NodeId) -> NodeId {
        let kind = match self.pack.type_of(id) {
            Some(Type::Number(_)) => {
                let nothing = Dossier::new();
                let is_timeless = !has_as_of(&self.pack, id);
                let least = match Evaluator::new(&self.pack, &nothing, Date::FIRST).outcome(id) {
                    // On another day it may be less.
                    Outcome::Number(known) if is_timeless => known.span.low,
                    _ => None,
                };
                let least = least.or_else(|| Number::fraction(-FAR, 1)).unwrap_or(Number::ZERO);
                FieldKind::Number { unit: Unit::ONE, least, greatest: Number::fraction(FAR, 1).unwrap_or(Number::ZERO) }
            }
            Some(Type::Date) => FieldKind::Date { first: Date::FIRST, last: Date::LAST },
            Some(Type::Choice(domain)) => FieldKind::Choice(domain),
            _ => FieldKind::YesNo,
        };
        self.unknown(id, kind)
    }

    fn unknown(&mut self, part: NodeId, kind: FieldKind) -> NodeId {
        let known = self.unknowns.iter().find(|(other, _)| are_same(&self.pack, *other, part));
        if let Some((_, field)) = known {
            return self.pack.nodes.push(Node::Field(*field));
        }
        let field = self.field(kind);
        self.unknowns.push((part, field));
        self.pack.nodes.push(Node::Field(field))
    }

    /// An unknown that stands for this one place.
    fn fresh(&mut self, kind: FieldKind) -> NodeId {
        let field = self.field(kind);
        self.pack.nodes.push(Node::Field(field))
    }

    fn field(&mut self, kind: FieldKind) -> Id<Field> {
        let text = TextId::default();
        let record = self.pack.records.ids().find(|it| self.pack.records.at(*it).presence.is_none());
        self.pack.fields.push(Field {
            key: String::new(),
            record: record.unwrap_or(Id::at(0)),
            kind,
            label: text,
            ask: text,
            hint: None,
            find: None,
            changed_by: Changer::Nobody,
        })
    }
}

fn has_as_of(pack: &Pack, node: NodeId) -> bool {
    matches!(pack.nodes.at(node), Node::AsOf)
        || pack.nodes.at(node).children().into_iter().any(|it| has_as_of(pack, it))
}

/// Whether two expressions are written alike: the same steps with the same parts. What is unpublished is never the same.
pub(super) fn are_same(pack: &Pack, a: NodeId, b: NodeId) -> bool {
    let (one, other) = (pack.nodes.at(a), pack.nodes.at(b));
    let (of_one, of_other) = (one.children(), other.children());
    let have_same_parts = || {
        let mut parts = of_one.iter().zip(&of_other);
        of_one.len() == of_other.len() && parts.all(|(a, b)| are_same(pack, *a, *b))
    };
    a == b || (is_same_step(one, other) && have_same_parts())
}

fn is_same_step(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Unpublished(..), _) => false,
        (Node::Not(_), Node::Not(_)) | (Node::All(_), Node::All(_)) | (Node::Any(_), Node::Any(_)) => true,
        (Node::If(..), Node::If(..)) => true,
        (Node::Compare(one, ..), Node::Compare(other, ..)) => one == other,
        (Node::OneOf(_, one), Node::OneOf(_, other)) => one == other,
        (Node::Arithmetic(one, ..), Node::Arithmetic(other, ..)) => one == other,
        (Node::Move(one, by, ..), Node::Move(other, also_by, ..)) => (one, by) == (other, also_by),
        (Node::Extreme(one, _), Node::Extreme(other, _)) => one == other,
        (Node::Over(one), Node::Over(other)) => {
            let shape = |over: &Over| (over.fold, over.record, over.only.is_some());
            shape(one) == shape(other)
        }
        (one, other) => one == other,
    }
}
