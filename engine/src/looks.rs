//! Which answers an expression looks at, whatever it yields.

use crate::evaluate::Evaluator;
use crate::expression::{Node, NodeId};
use crate::missing::{Slot, Slots};
use crate::pack::{Field, Record};
use crate::rows::Row;
use crate::{Answer, Id};

impl Evaluator<'_> {
    /// Adds to `found` every slot with an answer at which the expression looks: those of the rows that are meant, of the links
    /// that lead to them, and those that say whether there are rows at all. "Don't know" is no answer.
    pub(crate) fn looks_at(&self, node: NodeId, found: &mut Slots) {
        match self.pack.nodes.at(node) {
            Node::Field(field) => self.looks_at_field(*field, found),
            Node::Row(record) => self.looks_for_row(*record, found),
            Node::Over(over) => {
                self.looks_for_rows(over.record, found);
                self.each_row(over, &mut |inside, _, _, _| {
                    over.only.into_iter().chain(over.of).for_each(|part| inside.looks_at(part, found));
                });
            }
            other => other.each_child(&mut |child| self.looks_at(child, found)),
        }
    }

    fn looks_at_field(&self, field: Id<Field>, found: &mut Slots) {
        let record = self.pack.fields.at(field).record;
        if self.pack.records.at(record).presence == Some(field) {
            return self.looks_for_rows(record, found);
        }
        self.looks_for_row(record, found);
        if let Row::At(row) = self.row_of(record) {
            self.looks_at_slot(Slot { field, row }, found);
        }
    }

    /// What says which row is meant: a link, or that there is only one.
    fn looks_for_row(&self, record: Id<Record>, found: &mut Slots) {
        if self.frames().any(|frame| frame.record == record && matches!(frame.row, Row::At(_))) {
            return;
        }
        self.looks_for_rows(record, found);
        if let Some(field) = self.link_to(record)
            && let Row::At(row) = self.row_of(self.pack.fields.at(field).record)
        {
            self.looks_at_slot(Slot { field, row }, found);
        }
    }

    fn looks_for_rows(&self, record: Id<Record>, found: &mut Slots) {
        if let Some(field) = self.pack.records.at(record).presence {
            self.looks_at_slot(Slot { field, row: 0 }, found);
        }
    }

    fn looks_at_slot(&self, slot: Slot, found: &mut Slots) {
        if !matches!(self.dossier.at(slot.field, slot.row), None | Some(Answer::DontKnow)) {
            found.insert(slot);
        }
    }
}
