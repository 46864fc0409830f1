//! What is wrong with what was typed, and what is accepted.

use super::label;
use crate::messages::fill;
use crate::state::Store;
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{AnswerError, Dimension, EntryError, Id, Number, Unit};

/// The message beside the field. It names the field and says what is accepted.
pub fn entry_error(store: &Store, field: Id<Field>, error: EntryError) -> String {
    let words = &store.words;
    let text = match error {
        EntryError::Empty => match store.pack().fields.at(field).kind {
            FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Row(_) => words.error_choose(),
            _ => words.error_empty(),
        },
        EntryError::NotANumber => words.error_number(),
        EntryError::OtherUnit => words.error_unit(),
        EntryError::NotADate => words.error_date(),
        EntryError::NotYesNo => words.error_choose(),
        EntryError::NotAccepted(AnswerError::TooSmall | AnswerError::TooLarge) => words.error_range(),
        EntryError::NotAccepted(AnswerError::DayOutOfRange) => words.error_day(),
        EntryError::NotAccepted(AnswerError::UpsideDown) => words.error_both_empty(),
        EntryError::NotAccepted(_) => words.error_option(),
    };
    fill(text, &[("label", label(store, field)), ("accepts", &accepts(store, field))])
}

/// What a field accepts; empty where the options say it themselves.
fn accepts(store: &Store, field: Id<Field>) -> String {
    let words = &store.words;
    match store.pack().fields.at(field).kind {
        FieldKind::Number { unit, least, greatest } => {
            let (least, greatest, example) = (words.sum(least, unit), words.sum(greatest, unit), example(store, unit));
            let mut text = fill(words.accepts(), &[("least", &least), ("greatest", &greatest), ("example", &example)]);
            if unit.dimension() == Dimension::MONEY {
                text.push_str(words.accepts_money());
            }
            text
        }
        FieldKind::Date { first, last } => {
            fill(words.accepts_date(), &[("least", &words.date(first)), ("greatest", &words.date(last))])
        }
        FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Row(_) => String::new(),
    }
}

fn example(store: &Store, unit: Unit) -> String {
    let value = if unit.dimension() == Dimension::MONEY { 3_000 } else { 2 };
    unit.to_base(Number::whole(value)).map(|base| store.words.quantity(base, unit)).unwrap_or_default()
}
