//! One programme's conditions, turned into comparisons of fields with constants under `and` and `or`.

use crate::expression::{Comparison, Node, NodeId, Type};
use crate::pack::{Condition, Evidence, Field, Item, Programme, Provenance};
use crate::screen::context::Context;
use crate::{Id, Number, Truth};

/// A comparison of a field, on the field's scale.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The field.
    pub field: Id<Field>,
    /// What is asked of it.
    pub test: Test,
    /// Whether it stands under an odd number of `not`.
    pub is_negated: bool,
}

/// What is asked of a field. Each only ever rises along the scale.
#[derive(Clone, Debug)]
pub enum Test {
    /// Yes.
    Yes,
    /// One of these options.
    OneOf(Vec<u16>),
    /// At least this.
    AtLeast(Number),
    /// More than this.
    MoreThan(Number),
}

/// What became of an expression: comparisons under `and` and `or`, which alternate.
#[derive(Clone, Debug)]
pub enum Tree {
    /// The same whatever is answered.
    Known(bool),
    /// A comparison.
    Leaf(Leaf),
    /// All of these, none of them known or `All`.
    All(Vec<Tree>),
    /// One of these, none of them known or `Any`.
    Any(Vec<Tree>),
}

/// The draft of a programme.
#[derive(Debug, Default)]
pub struct Draft {
    /// What must hold, and counts as what it is.
    pub sure: Vec<Tree>,
    /// Conditions that hold in principle: false counts as unknown.
    pub in_principle: Vec<Tree>,
    /// Conditions that nobody has read: whatever they are counts as unknown.
    pub unread: Vec<Tree>,
    /// Whether each item applies, in order.
    pub applies: Vec<Tree>,
    /// Whether it cannot be confirmed, whatever is answered.
    pub is_doubtful: bool,
    /// Whether a part of it does not fit. The rest then only shows whether it can hold at best.
    pub is_odd: bool,
}

impl Draft {
    /// The conditions and items of a programme.
    pub fn of(context: &mut Context<'_>, programme: &Programme) -> Self {
        let mut draft = Self::default();
        for condition in &programme.conditions {
            draft.condition(context, condition);
        }
        for item in &programme.items {
            let applies = item.when.map_or(Tree::Known(true), |when| draft.lower(context, when, false));
            draft.applies.push(applies);
        }
        draft.any_item(context, &programme.items);
        draft
    }

    fn condition(&mut self, context: &mut Context<'_>, condition: &Condition) {
        let is_unread = condition.source.provenance.max(context.provenance(condition.test)) != Provenance::Seen;
        let is_sure = !is_unread && condition.evidence != Evidence::InPrinciple;
        if context.is_silent(condition.test) {
            self.is_doubtful = true;
            return;
        }
        match self.lower(context, condition.test, false) {
            Tree::Known(true) if !is_unread => {}
            Tree::Known(_) if !is_sure => self.is_doubtful = true,
            tree if is_sure => self.sure.push(tree),
            tree if is_unread => self.unread.push(tree),
            tree => self.in_principle.push(tree),
        }
    }

    /// At least one item must apply, unless one always does.
    fn any_item(&mut self, context: &Context<'_>, items: &[Item]) {
        if items.is_empty() || items.iter().any(|item| item.when.is_none()) {
            return;
        }
        let is_unread = |item: &Item| {
            let when = item.when.map_or(Provenance::Seen, |when| context.provenance(when));
            item.source.provenance.max(when) != Provenance::Seen
        };
        if items.iter().any(is_unread) {
            self.is_odd = true;
        } else {
            self.sure.push(joined(self.applies.iter().cloned(), false));
        }
    }

    fn lower(&mut self, context: &mut Context<'_>, node: NodeId, is_negated: bool) -> Tree {
        if context.is_constant(node) {
            return match context.evaluator().truth(node) {
                Truth::True => Tree::Known(!is_negated),
                Truth::False => Tree::Known(is_negated),
                Truth::Unknown(_) => self.odd(),
            };
        }
        match context.pack.nodes.at(node) {
            Node::Field(field) => Tree::Leaf(Leaf { field: *field, test: Test::Yes, is_negated }),
            Node::Not(of) => self.lower(context, *of, !is_negated),
            Node::All(of) => joined(of.iter().map(|part| self.lower(context, *part, is_negated)), !is_negated),
            Node::Any(of) => joined(of.iter().map(|part| self.lower(context, *part, is_negated)), is_negated),
            Node::OneOf(of, options) => match context.pack.nodes.at(*of) {
                Node::Field(field) => {
                    Tree::Leaf(Leaf { field: *field, test: Test::OneOf(options.clone()), is_negated })
                }
                _ => self.odd(),
            },
            Node::Compare(comparison, a, b) => match context.compared(*comparison, *a, *b) {
                Some(compared) => compared.tree(is_negated),
                None => self.odd(),
            },
            _ => self.odd(),
        }
    }

    /// What does not fit. Nothing is said against it: `not` was moved down to the comparisons, so that a part that holds never
    /// makes the whole fail.
    fn odd(&mut self) -> Tree {
        self.is_odd = true;
        Tree::Known(true)
    }
}

/// `and` (or, where `is_all` is false, `or`) of some parts.
fn joined(parts: impl Iterator<Item = Tree>, is_all: bool) -> Tree {
    let mut found = Vec::new();
    let mut is_settled = false;
    for part in parts {
        match (part, is_all) {
            (Tree::Known(value), _) => is_settled |= value != is_all,
            (Tree::All(mut more), true) | (Tree::Any(mut more), false) => found.append(&mut more),
            (other, _) => found.push(other),
        }
    }
    match (is_settled, found.len()) {
        (true, _) => Tree::Known(!is_all),
        (false, 0) => Tree::Known(is_all),
        (false, 1) => found.pop().unwrap_or(Tree::Known(is_all)),
        _ if is_all => Tree::All(found),
        _ => Tree::Any(found),
    }
}

/// A comparison of a field with a constant, the field first.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    pub comparison: Comparison,
    pub field: Id<Field>,
    pub with: With,
}

/// What a field is compared with.
#[derive(Clone, Copy, Debug)]
pub enum With {
    /// A number, or the key of a day.
    Key(Number),
    /// An option.
    Option(u16),
}

impl Compared {
    fn tree(self, is_negated: bool) -> Tree {
        let leaf = |test: Test, is_negated: bool| Tree::Leaf(Leaf { field: self.field, test, is_negated });
        let key = match self.with {
            With::Option(option) => {
                return leaf(Test::OneOf(vec![option]), is_negated != (self.comparison == Comparison::NotEqual));
            }
            With::Key(key) => key,
        };
        match self.comparison {
            Comparison::AtLeast => leaf(Test::AtLeast(key), is_negated),
            Comparison::Less => leaf(Test::AtLeast(key), !is_negated),
            Comparison::Greater => leaf(Test::MoreThan(key), is_negated),
            Comparison::AtMost => leaf(Test::MoreThan(key), !is_negated),
            // Sameness rises and falls; its two halves only rise.
            Comparison::Equal | Comparison::NotEqual => {
                let is_unlike = (self.comparison == Comparison::NotEqual) != is_negated;
                let halves = [leaf(Test::AtLeast(key), is_unlike), leaf(Test::MoreThan(key), !is_unlike)];
                joined(halves.into_iter(), !is_unlike)
            }
        }
    }
}

impl Context<'_> {
    /// A comparison as one of a field with a constant, where it is one.
    fn compared(&mut self, comparison: Comparison, a: NodeId, b: NodeId) -> Option<Compared> {
        let (comparison, field, constant) = match (self.pack.nodes.at(a), self.pack.nodes.at(b)) {
            (Node::Field(field), _) if self.is_constant(b) => (comparison, *field, b),
            (_, Node::Field(field)) if self.is_constant(a) => (turned(comparison), *field, a),
            _ => return None,
        };
        let with = match self.pack.fields.at(field).kind.value_type() {
            Type::Choice(_) => With::Option(self.constant_option(constant)?),
            Type::Number(_) | Type::Date => With::Key(self.key(field, constant)?),
            Type::Truth | Type::Row(_) => return None,
        };
        Some(Compared { comparison, field, with })
    }
}

/// The comparison with its sides exchanged.
fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}
