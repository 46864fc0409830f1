//! Which fields can still change an outcome. Nothing that can no longer matter is asked.

use crate::evaluate::{Evaluator, Furthest, Outcome, always_beaten};
use crate::expression::{Extreme, Fold, Node, NodeId, Over};
use crate::pack::{Field, FieldKind, Record};
use crate::rows::{Row, instance, summand};
use crate::{Causes, Id, Truth};

/// Where an answer belongs: a field of a row. Of the enterprise there is one row; whether there are (more) rows of a record is
/// answered in the first row of the field that asks for it.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Slot, assess};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元")]);
/// // The term of the first loan is all that is missing.
/// let term = Slot { field: pack.field("loan.term").unwrap(), row: 0 };
/// assert_eq!(assess(&pack, &dossier, day)[0].missing, [term]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Which field.
    pub field: Id<Field>,
    /// Of which row, counted from 0.
    pub row: u16,
}

/// Slots, each once, in the order of the pack. A list: there are few, and a tree's code would weigh more than it saves.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Dossier, Evaluator, Slot, Slots};
/// let (pack, dossier, mut found) = (example(), Dossier::new(), Slots::default());
/// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap());
/// let test = pack.programmes.iter().next().unwrap().conditions[1].test;
/// // Twice the same.
/// (0..2).for_each(|_| evaluator.missing(test, &mut found));
/// assert_eq!(found.into_list(), [Slot { field: pack.field("enterprise.private").unwrap(), row: 0 }]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots(Vec<Slot>);

impl Slots {
    pub(crate) fn insert(&mut self, slot: Slot) {
        if let Err(place) = self.0.binary_search(&slot) {
            self.0.insert(place, slot);
        }
    }

    /// The slots as a list.
    #[must_use]
    pub fn into_list(self) -> Vec<Slot> {
        self.0
    }
}

impl Evaluator<'_> {
    /// Adds to `found` every slot whose answer can still change what the expression yields.
    pub fn missing(&self, node: NodeId, found: &mut Slots) {
        if !self.outcome(node).causes().include(Causes::APPLICANT) {
            return;
        }
        match self.pack.nodes.at(node) {
            Node::Field(field) => self.missing_field(*field, found),
            Node::Row(record) => self.missing_row(*record, self.row_of(*record), found),
            Node::Over(over) => self.missing_in_rows(over, found),
            Node::Named(number) => self.missing(self.pack.numbers.at(*number).value, found),
            // Only an operand that could still be the least (the greatest) matters.
            Node::Extreme(extreme, of) => {
                let furthest = self.outcome(node);
                let matters = |of: &&NodeId| !always_beaten(*extreme, self.outcome(**of), furthest);
                of.iter().filter(matters).for_each(|of| self.missing(*of, found));
            }
            Node::If(test, then, other) => {
                let truth = self.truth(*test);
                self.missing(*test, found);
                if truth != Truth::False {
                    self.missing(*then, found);
                }
                if truth != Truth::True {
                    self.missing(*other, found);
                }
            }
            // A known operand adds nothing: its outcome has no causes. In `and` no operand is false and in `or` none is true,
            // or the whole would be known.
            other => other.each_child(&mut |child| self.missing(child, found)),
        }
    }

    fn missing_field(&self, id: Id<Field>, found: &mut Slots) {
        let field = self.pack.fields.at(id);
        if self.pack.records.at(field.record).presence == Some(id) {
            return found.insert(Slot { field: id, row: 0 });
        }
        match (self.row_of(field.record), field.kind) {
            (Row::At(_), FieldKind::Row(record)) => self.missing_row(record, self.linked(id, record), found),
            (Row::At(row), _) => found.insert(Slot { field: id, row }),
            (row, _) => {
                // What is said of the first row says that there is one.
                if row == Row::Next && !self.is_to_come(field.record) {
                    found.insert(Slot { field: id, row: 0 });
                }
                self.missing_row(field.record, row, found);
            }
        }
    }

    /// What would say which row is meant.
    fn missing_row(&self, record: Id<Record>, row: Row, found: &mut Slots) {
        match row {
            Row::ByLink(slot) => {
                found.insert(slot);
                // A link may point at a row that is still to be listed.
                if self.pack.fields.at(slot.field).kind == FieldKind::Row(record) && !self.dossier.is_complete(record) {
                    self.missing_rows_of(record, found);
                }
            }
            Row::Next => self.missing_rows_of(record, found),
            Row::At(_) | Row::Absent | Row::Ambiguous => {}
        }
    }

    /// Whether there are (more) rows.
    fn missing_rows_of(&self, record: Id<Record>, found: &mut Slots) {
        if let Some(field) = self.pack.records.at(record).presence {
            found.insert(Slot { field, row: 0 });
        }
    }

    /// What a row adds may be known while the row is not: then nothing of it is missing.
    fn missing_in_rows(&self, over: &Over, found: &mut Slots) {
        let sure = match over.fold {
            Fold::Extreme(extreme) => self.surely_furthest(over, extreme).map(|sure| (extreme, sure)),
            _ => None,
        };
        self.each_row(over, &mut |inside, row, counts, value| {
            let matters = match (over.fold, sure) {
                (Fold::Any | Fold::All, _) => {
                    instance(over.fold, row, counts, value).causes().include(Causes::APPLICANT)
                }
                (Fold::Sum | Fold::Count, _) => summand(row, counts, value).causes.include(Causes::APPLICANT),
                (Fold::Extreme(_), Some((extreme, sure))) => {
                    counts != Truth::False && !always_beaten(extreme, value, sure)
                }
                (Fold::Extreme(_), None) => counts != Truth::False,
            };
            if matters {
                if row == Row::Next {
                    self.missing_rows_of(over.record, found);
                }
                over.only.into_iter().chain(over.of).for_each(|node| inside.missing(node, found));
            }
        });
    }

    /// The least (the greatest) of the rows that are sure to count.
    fn surely_furthest(&self, over: &Over, extreme: Extreme) -> Option<Outcome> {
        let mut furthest = Furthest::new(extreme);
        self.each_row(over, &mut |_, row, counts, value| {
            if row != Row::Next && counts == Truth::True {
                furthest.add(value, Causes::NONE);
            }
        });
        furthest.outcome()
    }
}
