//! Whether a comparison looks at several changeable numbers or days together, so that the values at which it turns are not found
//! one at a time.

use super::can_change;
use crate::expression::{Fold, Node, NodeId};
use crate::missing::Slot;
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
                of_slots(&both).max(self.coupling(*a, changer)).max(self.coupling(*b, changer))
            }
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
