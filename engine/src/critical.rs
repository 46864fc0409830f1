//! The values of one answer, or the days, at which what a programme requires can change. Between two of them nothing changes,
//! so that nothing has to be tried there.

mod days;
mod forms;

use crate::evaluate::{Evaluator, Furthest, Outcome};
use crate::expression::{Arithmetic, Extreme, Fold, Node, NodeId, Over};
use crate::form::Form;
use crate::missing::Slot;
use crate::pack::{Field, FieldKind};
use crate::rows::Row;
use crate::{Causes, Date, Id, Number, Truth, limits};

/// What is thought of as changing while all else stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// The answer in a slot.
    Answer(Slot),
    /// The as-of date.
    AsOf,
}

/// Where something can change; in no order, and some of them more than once.
#[derive(Debug)]
pub(crate) struct Critical {
    /// Numbers: it can change there and from there on.
    pub numbers: Vec<Number>,
    /// The days on both sides of a change.
    pub days: Vec<Date>,
    /// Options that are told apart from others.
    pub options: Vec<u16>,
    /// Work that may still be done.
    pub left: u64,
    /// Whether something can change elsewhere too: a square would have to be solved, a day is moved in several places, a rough one by
    /// months, a number leaves its range, there were too many forms, or was too much work.
    pub is_cut: bool,
    /// Whether both answers that were not given and what the source leaves open can keep the expression from being known, so that it
    /// matters which of them does.
    is_mixed: bool,
}

impl Critical {
    /// Nothing yet, to be found with so much work.
    pub const fn within(work: u64) -> Self {
        Self { numbers: Vec::new(), days: Vec::new(), options: Vec::new(), left: work, is_cut: false, is_mixed: false }
    }

    /// Whether there is room for so much work.
    fn spend(&mut self, work: u64) -> bool {
        let left = self.left.checked_sub(work);
        self.is_cut |= left.is_none();
        self.left = left.unwrap_or_default();
        left.is_some()
    }

    /// Adds where two forms meet.
    fn cross(&mut self, a: Form, b: Form) {
        let (numbers, is_all) = a.crossings(b);
        self.is_cut |= !is_all;
        self.numbers.extend(numbers);
    }

    /// Adds where a form of one of these overtakes one of another: what keeps the whole from being known changes there.
    fn overtake<T>(&mut self, groups: &[Vec<T>], mut meet: impl FnMut(&T, &T, &mut Self)) {
        for (place, group) in groups.iter().enumerate() {
            for (a, b) in
                group.iter().flat_map(|a| groups.iter().skip(place.saturating_add(1)).flatten().map(move |b| (a, b)))
            {
                if self.spend(1) {
                    meet(a, b, self);
                }
            }
        }
    }

    /// Adds where a form changes its sign or is not defined, as far as that is known.
    fn turn(&mut self, form: Form) {
        self.cross(form, Form::constant(Number::ZERO));
    }

    fn cut<T>(&mut self, forms: &mut Vec<T>) {
        self.is_cut |= forms.len() > limits::FORMS;
        forms.truncate(limits::FORMS);
    }
}

impl Evaluator<'_> {
    /// Adds where comparisons in this expression can change their outcome when `unknown` changes.
    pub(crate) fn critical(&self, node: NodeId, unknown: Unknown, found: &mut Critical) {
        if self.mentions(node, unknown) {
            found.is_mixed = self.can_be_in_doubt(node);
            self.turning(node, unknown, found);
        }
    }

    fn turning(&self, node: NodeId, unknown: Unknown, found: &mut Critical) {
        if !self.mentions(node, unknown) || !found.spend(1) {
            return;
        }
        match self.pack.nodes.at(node) {
            Node::Compare(_, a, b) => {
                self.meetings(*a, *b, unknown, found);
                self.turning(*a, unknown, found);
                self.turning(*b, unknown, found);
            }
            Node::OneOf(of, options) => {
                found.options.extend(options);
                self.options(*of, found);
                self.turning(*of, unknown, found);
            }
            Node::Over(over) => {
                if found.spend(self.work(node)) {
                    self.each_row_looked_at(over, &mut |inside| {
                        over.only.into_iter().chain(over.of).for_each(|part| inside.turning(part, unknown, found));
                    });
                }
            }
            other => other.each_child(&mut |child| self.turning(child, unknown, found)),
        }
    }

    /// Adds where the two sides of a comparison meet.
    fn meetings(&self, a: NodeId, b: NodeId, unknown: Unknown, found: &mut Critical) {
        if !found.spend(self.work(a).saturating_add(self.work(b))) {
            return;
        }
        let depends = || self.depends(a, unknown) || self.depends(b, unknown);
        match (self.outcome(a), self.outcome(b)) {
            // No number is made of the as-of date; those on which it decides turn where its own comparisons do.
            (Outcome::Number(_), _) if unknown != Unknown::AsOf && depends() => {
                let others = self.forms(b, unknown, found);
                let forms = self.forms(a, unknown, found);
                if found.spend(forms.area(&others)) {
                    forms.pairs(&others).for_each(|(a, b)| found.cross(a, b));
                }
            }
            (Outcome::Date(_), _) if depends() => {
                let others = self.days(b, unknown, found);
                for a in self.days(a, unknown, found) {
                    others.iter().for_each(|b| self.days_meet(&a, b, unknown, found));
                }
            }
            (Outcome::Choice(_), Outcome::Choice(_)) => [a, b].into_iter().for_each(|side| self.options(side, found)),
            _ => {}
        }
    }

    /// Adds the options to which a choice can come, whichever branch is taken.
    fn options(&self, node: NodeId, found: &mut Critical) {
        match (self.pack.nodes.at(node), self.outcome(node)) {
            (Node::If(_, then, other), _) => [then, other].into_iter().for_each(|branch| self.options(*branch, found)),
            (_, Outcome::Choice(option)) => found.options.extend(option),
            _ => {}
        }
    }

    /// Whether the unknown stands in an expression, for whichever row.
    fn mentions(&self, node: NodeId, unknown: Unknown) -> bool {
        match (self.pack.nodes.at(node), unknown) {
            (Node::AsOf, Unknown::AsOf) => true,
            (Node::Field(field), Unknown::Answer(slot)) if *field == slot.field => true,
            (node, _) => node.children().into_iter().any(|child| self.mentions(child, unknown)),
        }
    }

    /// Whether an expression depends on the unknown, for the rows that are looked at here.
    fn depends(&self, node: NodeId, unknown: Unknown) -> bool {
        match self.pack.nodes.at(node) {
            Node::AsOf => unknown == Unknown::AsOf,
            Node::Field(field) => self.is_unknown(*field, unknown),
            Node::Over(over) => {
                self.mentions(node, unknown)
                    && self.subjects(over.record).any(|row| {
                        let frame = self.frame(over.record, row);
                        self.within(&frame).row_depends(over, unknown)
                    })
            }
            other => other.children().into_iter().any(|child| self.depends(child, unknown)),
        }
    }

    /// Whether what this row adds to a list depends on the unknown.
    fn row_depends(&self, over: &Over, unknown: Unknown) -> bool {
        over.only.into_iter().chain(over.of).any(|part| self.depends(part, unknown))
    }

    /// Whether all that stands in an expression beside the unknown is known exactly. Where it is not, what keeps the whole from being
    /// known changes also where one of its parts overtakes another.
    fn is_certain(&self, node: NodeId, unknown: Unknown) -> bool {
        match self.pack.nodes.at(node) {
            Node::Field(field) => self.is_unknown(*field, unknown) || self.outcome(node).causes().is_none(),
            Node::Named(_) | Node::Unpublished(..) | Node::Row(_) => self.outcome(node).causes().is_none(),
            Node::Over(over) => {
                let mut is_certain = self.dossier.is_complete(over.record);
                self.each_row_looked_at(over, &mut |inside| {
                    is_certain &= over.only.into_iter().chain(over.of).all(|part| inside.is_certain(part, unknown));
                });
                is_certain
            }
            other => other.children().into_iter().all(|child| self.is_certain(child, unknown)),
        }
    }

    /// Whether the source may leave open what an expression comes to: by what is not published, by a row that is not there or of which
    /// nothing says which it is, by dividing by zero, by moving a day by a part of a month, or by looking for the least of nothing.
    fn can_be_in_doubt(&self, node: NodeId) -> bool {
        let is_open = |node| self.outcome(node).causes().include(Causes::SOURCE);
        match self.pack.nodes.at(node) {
            // Of the enterprise there is always one row, and it is always known which.
            Node::Field(field) if self.is_of_the_enterprise(*field) => false,
            Node::Field(_) | Node::Named(_) | Node::Unpublished(..) | Node::Row(_) => is_open(node),
            Node::Arithmetic(Arithmetic::Divide, ..) => true,
            Node::Move(.., date, by) => {
                is_open(node)
                    || matches!(self.pack.nodes.at(*by), Node::Arithmetic(..))
                    || [date, by].into_iter().any(|part| self.can_be_in_doubt(*part))
            }
            Node::Over(over) => {
                let mut is_in_doubt = matches!(over.fold, Fold::Extreme(_));
                self.each_row_looked_at(over, &mut |inside| {
                    is_in_doubt |= over.only.into_iter().chain(over.of).any(|part| inside.can_be_in_doubt(part));
                });
                is_in_doubt
            }
            other => other.children().into_iter().any(|child| self.can_be_in_doubt(child)),
        }
    }

    fn is_of_the_enterprise(&self, field: Id<Field>) -> bool {
        let Field { kind, record, .. } = self.pack.fields.at(field);
        self.pack.records.at(*record).presence.is_none() && !matches!(kind, FieldKind::Row(_))
    }

    fn is_unknown(&self, field: Id<Field>, unknown: Unknown) -> bool {
        let Unknown::Answer(slot) = unknown else { return false };
        slot.field == field && self.row_of(self.pack.fields.at(field).record) == Row::At(slot.row)
    }

    /// Shows `visit` the rows that depend on the unknown; what the others come to: the furthest of those that surely count and are known,
    /// and each of the rest.
    fn furthest_of_others(
        &self,
        over: &Over,
        extreme: Extreme,
        unknown: Unknown,
        visit: &mut dyn FnMut(&Evaluator<'_>),
    ) -> Vec<Outcome> {
        let mut sure = Furthest::new(extreme);
        let mut others = Vec::new();
        self.each_row(over, &mut |inside, row, counts, value| {
            if inside.row_depends(over, unknown) {
                visit(inside);
            } else if counts == Truth::True && row != Row::Next && value.causes().is_none() {
                sure.add(value, Causes::NONE);
            } else if counts != Truth::False {
                others.push(value);
            }
        });
        others.extend(sure.outcome());
        others
    }
}
