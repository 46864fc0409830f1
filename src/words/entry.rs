//! What is wrong with what was typed, and what is accepted.

use super::label;
use crate::messages::{Words, fill};
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
            let (least, greatest, example) =
                (words.value(least, unit), words.value(greatest, unit), example(words, unit, least, greatest));
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

/// A number that is accepted, as this language writes it; the engine reads every one.
fn example(words: &Words, unit: Unit, least: Number, greatest: Number) -> String {
    let value = if unit.dimension() == Dimension::MONEY { 3_000 } else { 2 };
    let base = unit.to_base(Number::whole(value)).unwrap_or(greatest);
    words.quantity(base.clamp(least, greatest), unit)
}

#[cfg(test)]
mod tests {
    use super::example;
    use crate::messages::Words;
    use crate::messages::source::LANGUAGES;
    use include_dir::{Dir, DirEntry, include_dir};
    use qualify_authoring::{SourceFile, compile};
    use qualify_engine::pack::FieldKind;
    use qualify_engine::{Answer, read};
    use std::collections::BTreeSet;

    static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");

    fn files(folder: &Dir<'_>) -> Vec<SourceFile> {
        let of = |entry: &DirEntry<'_>| match entry {
            DirEntry::Dir(folder) => files(folder),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().into_owned();
                let text = file.contents_utf8().unwrap_or_default().to_owned();
                vec![SourceFile { path, text }]
            }
        };
        folder.entries().iter().flat_map(of).filter(|it| it.path.ends_with(".yaml")).collect()
    }

    #[test]
    fn what_a_message_gives_as_an_example_is_read_as_it_is_meant() {
        let pack = compile(&files(&POLICIES)).pack.unwrap();
        let mut not_read = BTreeSet::new();
        for language in LANGUAGES {
            let words = Words::of(language).unwrap();
            for (id, field) in pack.fields.entries() {
                let FieldKind::Number { unit, least, greatest } = field.kind else { continue };
                let written = example(&words, unit, least, greatest);
                let read = read(&pack, id, &written);
                let again = if let Ok(Answer::Number(span)) = read { span.exact() } else { None };
                if again.map(|number| words.quantity(number, unit)).as_deref() != Some(&*written) {
                    not_read.insert(written);
                }
            }
        }
        assert_eq!(not_read, BTreeSet::new());
    }
}
