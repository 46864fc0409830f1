//! Whether a comparison looks at several changeable answers, so that the values at which it turns are not found one at a time.

use super::can_change;
use super::values::turns;
use crate::expression::{Fold, Node, NodeId};
use crate::missing::{Slot, Slots};
use crate::pack::{Changer, Field, FieldKind};
use crate::requirement::Case;
use crate::rows::Row;
use crate::{Answer, Dossier, Evaluator, Id};
use std::collections::BTreeSet;

/// How much of it there is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Coupling {
    /// Each comparison turns at values of one answer.
    None,
    /// Some comparison looks at several answers.
    Several,
    /// Some comparison looks at one answer more than once.
    Twice,
}

impl Coupling {
    pub fn of(case: Case<'_>, dossier: &Dossier, changer: Changer) -> Self {
        let evaluator = case.evaluator(dossier);
        let tests = case.requirements().flat_map(|requirement| case.tests(requirement));
        tests.map(|test| evaluator.coupling(test, changer)).max().unwrap_or(Self::None)
    }

    /// Whether so many changes were still tried with every value that matters.
    pub fn leaves_proven(self, changes: usize) -> bool {
        match self {
            Self::None => true,
            Self::Several => changes == 1,
            Self::Twice => false,
        }
    }
}

impl Evaluator<'_> {
    fn coupling(&self, node: NodeId, changer: Changer) -> Coupling {
        match self.pack.nodes.at(node) {
            Node::Compare(_, a, b) => {
                let both = [self.together(*a, changer), self.together(*b, changer)].concat();
                let all = self.looked_at(&[*a, *b], changer);
                of_slots(&both).max(all).max(self.coupling(*a, changer)).max(self.coupling(*b, changer))
            }
            Node::OneOf(of, _) => self.looked_at(&[*of], changer).max(self.coupling(*of, changer)),
            Node::Over(over) => {
                let mut most = Coupling::None;
                self.each_row(over, &mut |inside, _, _, _| {
                    let parts = over.only.into_iter().chain(over.of);
                    most = parts.map(|part| inside.coupling(part, changer)).fold(most, Ord::max);
                });
                most
            }
            other => other.children().into_iter().map(|it| self.coupling(it, changer)).max().unwrap_or(Coupling::None),
        }
    }

    /// Of all the changeable answers at which the sides of a comparison look: those that are compared, and those that decide
    /// what is.
    fn looked_at(&self, sides: &[NodeId], changer: Changer) -> Coupling {
        let mut found = Slots::default();
        sides.iter().for_each(|side| self.looks_at(*side, &mut found));
        let found = found.into_list().into_iter().filter(|slot| can_change(self.pack, *slot, changer));
        let found: Vec<_> = found.filter(|slot| !self.says_that_there_are_rows(*slot)).collect();
        let does_turn = found.iter().any(|slot| turns(self.pack.fields.at(slot.field).kind));
        if does_turn && found.len() > 1 { Coupling::Several } else { Coupling::None }
    }

    /// No row is taken away, and so this never changes.
    fn says_that_there_are_rows(&self, slot: Slot) -> bool {
        let record = self.pack.fields.at(slot.field).record;
        self.pack.records.at(record).presence == Some(slot.field)
            && self.dossier.at(slot.field, slot.row) == Some(Answer::YesNo(true))
    }

    /// The changeable numbers and days that an expression takes together, each as often as it stands there; of operands of which
    /// only one is taken, those of the one with most.
    fn together(&self, node: NodeId, changer: Changer) -> Vec<Slot> {
        let most = |of: &mut dyn Iterator<Item = NodeId>| {
            of.map(|part| self.together(part, changer)).max_by_key(|it| (of_slots(it), it.len())).unwrap_or_default()
        };
        match self.pack.nodes.at(node) {
            Node::Field(field) => self.free_slot(*field, changer).into_iter().collect(),
            Node::Arithmetic(_, a, b) | Node::Move(_, _, a, b) => {
                [self.together(*a, changer), self.together(*b, changer)].concat()
            }
            Node::Extreme(_, of) => most(&mut of.iter().copied()),
            Node::If(_, then, other) => most(&mut [*then, *other].into_iter()),
            Node::Over(over) => {
                let mut all = Vec::new();
                self.each_row(over, &mut |inside, _, _, _| {
                    let row = over.of.map_or_else(Vec::new, |of| inside.together(of, changer));
                    match over.fold {
                        Fold::Sum => all.extend(row),
                        _ if row.len() > all.len() => all = row,
                        _ => {}
                    }
                });
                all
            }
            _ => Vec::new(),
        }
    }

    fn free_slot(&self, field: Id<Field>, changer: Changer) -> Option<Slot> {
        let Field { kind, record, .. } = self.pack.fields.at(field);
        let Row::At(row) = self.row_of(*record) else { return None };
        let slot = Slot { field, row };
        let is_ordered = matches!(kind, FieldKind::Number { .. } | FieldKind::Date { .. });
        let is_answered = !matches!(self.dossier.at(field, row), None | Some(Answer::DontKnow));
        (is_ordered && is_answered && can_change(self.pack, slot, changer)).then_some(slot)
    }
}

fn of_slots(slots: &[Slot]) -> Coupling {
    let distinct: BTreeSet<_> = slots.iter().collect();
    match (distinct.len(), slots.len()) {
        (distinct, all) if distinct < all => Coupling::Twice,
        (0 | 1, _) => Coupling::None,
        _ => Coupling::Several,
    }
}
