//! Which answers an expression looks at, whatever it yields; and what of it is shown beside it.

use crate::evaluate::Evaluator;
use crate::expression::{Fold, Node, NodeId, Over};
use crate::missing::{Slot, Slots};
use crate::pack::{Field, Record};
use crate::rows::Row;
use crate::{Answer, Id};

/// What an expression looks at, to be shown beside it.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Evaluator, Row, Sight, Slot};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let (principal, programme) = (pack.field("loan.principal").unwrap(), pack.programmes.iter().next().unwrap());
/// let sights = |list: &[(&str, &str)], row| {
///     Evaluator::new(&pack, &answers(&pack, list), day).about(programme.about, row).sights(programme.conditions[2].test)
/// };
/// // Of the first loan, answered or not; and where there is no loan.
/// assert_eq!(sights(&[], Row::At(0)), [Sight::Slot(Slot { field: principal, row: 0 })]);
/// assert_eq!(sights(&[("loan", "否")], Row::Absent), [Sight::NoRow(principal)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// This slot, answered or not.
    Slot(Slot),
    /// A field of a row that does not exist, or of which it is not known which one is meant.
    NoRow(Id<Field>),
    /// The sum or the count of a list, whose rows stand before it.
    Total(NodeId),
}

impl Evaluator<'_> {
    /// Adds to `found` every slot with an answer at which the expression looks: those of the rows that are meant, of the links
    /// that lead to them, and those that say whether there are rows at all. "Don't know" is no answer.
    pub(crate) fn looks_at(&self, node: NodeId, found: &mut Slots) {
        match self.pack.nodes.at(node) {
            Node::Field(field) => self.looks_at_field(*field, found),
            Node::Row(record) => self.looks_for_row(*record, found),
            Node::Over(over) => {
                self.looks_for_rows(over.record, found);
                self.each_row_looked_at(over, &mut |inside| {
                    over.only.into_iter().chain(over.of).for_each(|part| inside.looks_at(part, found));
                });
            }
            other => other.each_child(&mut |child| self.looks_at(child, found)),
        }
    }

    /// Shows `visit` each row of a list. Of a list without rows, one to come: were there one, it would matter what else is looked at
    /// beside it.
    pub(crate) fn each_row_looked_at(&self, over: &Over, visit: &mut dyn FnMut(&Evaluator<'_>)) {
        let mut is_empty = true;
        self.each_row(over, &mut |inside, _, _, _| {
            is_empty = false;
            visit(inside);
        });
        if is_empty {
            visit(&self.within(&self.frame(over.record, Row::Next)));
        }
    }

    /// What an expression looks at, each once, in the order written: inside a list that of every listed row, and of a list
    /// without rows what says whether there are any.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, Evaluator, Row, Sight, Slot};
    /// let pack = example();
    /// let dossier = answers(&pack, &[("loan.principal", "1 元")]);
    /// let programme = pack.programmes.iter().next().unwrap();
    /// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap()).about(programme.about, Row::At(0));
    /// let principal = Slot { field: pack.field("loan.principal").unwrap(), row: 0 };
    /// assert_eq!(evaluator.sights(programme.conditions[2].test), [Sight::Slot(principal)]);
    /// ```
    #[must_use]
    pub fn sights(&self, node: NodeId) -> Vec<Sight> {
        let mut found = Vec::new();
        self.see(node, &mut found);
        found
    }

    fn see(&self, node: NodeId, found: &mut Vec<Sight>) {
        match self.pack.nodes.at(node) {
            Node::Field(field) => add(found, self.sight_of(*field)),
            Node::Named(number) => self.see(self.pack.numbers.at(*number).value, found),
            Node::Over(over) => {
                let mut is_empty = true;
                self.each_row(over, &mut |inside, row, _, _| {
                    if row != Row::Next {
                        is_empty = false;
                        over.only.into_iter().chain(over.of).for_each(|part| inside.see(part, found));
                    }
                });
                if let Some(field) = self.pack.records.at(over.record).presence.filter(|_| is_empty) {
                    add(found, Sight::Slot(Slot { field, row: 0 }));
                }
                // What a list inside another comes to is another total for each of its rows.
                if matches!(over.fold, Fold::Sum | Fold::Count) && !is_empty && self.lists().next().is_none() {
                    add(found, Sight::Total(node));
                }
            }
            other => other.each_child(&mut |child| self.see(child, found)),
        }
    }

    fn sight_of(&self, field: Id<Field>) -> Sight {
        let record = self.pack.fields.at(field).record;
        if self.pack.records.at(record).presence == Some(field) {
            return Sight::Slot(Slot { field, row: 0 });
        }
        match self.row_of(record) {
            Row::At(row) => Sight::Slot(Slot { field, row }),
            _ => Sight::NoRow(field),
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

fn add(found: &mut Vec<Sight>, sight: Sight) {
    if !found.contains(&sight) {
        found.push(sight);
    }
}
