//! A dossier as a plain value: `{"format": 1, "enterprise": {"size": "small"}, "loan": {"principal": "3000 万元"}}`.
//!
//! An answer is text as people write it (or a whole number, or true and false), `null` for "don't know", or `{"from": …, "to": …}`.
//! `"loan": "none"` says that there is no loan, `"loan": [{…}, {…}]` that there are two, and `[{…}, "more"]` that there may be others.
//! An `"id"` is the sender's own and is passed over.

mod problem;

pub use problem::{NoDossier, Problem, Reason, Refusal};

use crate::Tree;
use crate::names::slot_key;
use crate::values::answer;
use qualify_engine::pack::{Field, FieldKind, Record};
use qualify_engine::{Answer, Dossier, EntryError, Id, Pack, Slot, limits, read as read_text, read_range};
use std::borrow::Cow;

/// The dossier format that is read and written.
pub const FORMAT: i64 = 1;

type Entries = [(Cow<'static, str>, Tree)];

/// Reads a dossier; all answers that are not accepted are reported together.
///
/// # Errors
/// [`NoDossier`]
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::Answer;
/// use qualify_exchange::{Tree, dossier::{NoDossier, read}};
/// let pack = example();
/// let loan = |answers: Vec<(&'static str, Tree)>| {
///     let answers = answers.into_iter().map(|(key, value)| (key.into(), value)).collect();
///     Tree::Object(vec![("format".into(), Tree::Whole(1)), ("loan".into(), Tree::Object(answers))])
/// };
/// let dossier = read(&pack, &loan(vec![("principal", "3000 万元".into()), ("term", Tree::Null)])).unwrap();
/// assert_eq!(dossier.at(pack.field("loan.term").unwrap(), 0), Some(Answer::DontKnow));
/// let wrong = read(&pack, &loan(vec![("principal", "much".into()), ("colour", "red".into())]));
/// let Err(NoDossier::Answers(problems)) = wrong else { panic!("it was read") };
/// assert_eq!(problems.len(), 2);
/// ```
pub fn read(pack: &Pack, tree: &Tree) -> Result<Dossier, NoDossier> {
    let Tree::Object(records) = tree else { return Err(NoDossier::NotAnObject) };
    match tree.get("format") {
        Some(Tree::Whole(FORMAT)) => {}
        Some(found) => return Err(NoDossier::OtherFormat(found.clone())),
        None => return Err(NoDossier::NoFormat),
    }
    let mut reader = Reader { pack, dossier: Dossier::new(), problems: Vec::new() };
    for (record, answers) in records.iter().filter(|(key, _)| key != "format" && key != "id") {
        reader.record(record, answers);
    }
    reader.links();
    if reader.problems.is_empty() { Ok(reader.dossier) } else { Err(NoDossier::Answers(reader.problems)) }
}

/// Reads the answer to a field.
///
/// # Errors
/// [`Refusal`]
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, Number};
/// use qualify_exchange::{Tree, dossier::read_answer};
/// let pack = example();
/// let read = |key, value: Tree| read_answer(&pack, pack.field(key).unwrap(), &value);
/// // 20 万元, in 分.
/// assert_eq!(read("loan.principal", "20 万元".into()), Ok(Answer::number(Number::whole(20_000_000))));
/// assert_eq!(read("loan.principal", Tree::Null), Ok(Answer::DontKnow));
/// assert!(read("enterprise.size", "huge".into()).is_err());
/// ```
pub fn read_answer(pack: &Pack, field: Id<Field>, value: &Tree) -> Result<Answer, Refusal> {
    match value {
        Tree::Null => Ok(Answer::DontKnow),
        Tree::Object(range) if range.iter().any(|(key, _)| key != "from" && key != "to") => Err(Refusal::RangeKey),
        Tree::Object(_) => {
            let end = |key: &str| value.get(key).filter(|end| **end != Tree::Null).map(plain).transpose();
            Ok(read_range(pack, field, end("from")?.as_deref(), end("to")?.as_deref())?)
        }
        other => Ok(read_text(pack, field, &plain(other)?)?),
    }
}

/// Finds the slot that is called `loan.term`, or `loan[2].term`.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/tests/common/example.rs")); } use docs::*;
/// use qualify_exchange::dossier::read_slot;
/// let pack = example();
/// let row = |key| read_slot(&pack, key).map(|slot| slot.row);
/// assert_eq!((row("loan.term"), row("loan[2].term")), (Some(0), Some(1)));
/// assert_eq!((row("loan[0].term"), row("loan[02].term"), row("loan.colour")), (None, None, None));
/// ```
#[must_use]
pub fn read_slot(pack: &Pack, key: &str) -> Option<Slot> {
    let Some((record, rest)) = key.split_once('[') else {
        return pack.field(key).map(|field| Slot { field, row: 0 });
    };
    let (row, name) = rest.split_once("].")?;
    // As it is written: neither `+2` nor `02`.
    let row = row.parse::<u16>().ok().filter(|number| number.to_string() == row)?.checked_sub(1)?;
    let field = pack.field(&format!("{record}.{name}"))?;
    Some(Slot { field, row })
}

/// Why a link cannot point at the row that an answer names; `None` where it can, or is no link.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, Dossier};
/// use qualify_exchange::dossier::no_such_row;
/// let pack = example();
/// // It is no link, so it can point nowhere.
/// assert_eq!(no_such_row(&pack, &Dossier::new(), pack.field("loan.term").unwrap(), Some(Answer::Row(7))), None);
/// ```
#[must_use]
pub fn no_such_row(pack: &Pack, dossier: &Dossier, field: Id<Field>, answer: Option<Answer>) -> Option<Reason> {
    let (FieldKind::Row(to), Some(Answer::Row(row))) = (pack.fields.get(field)?.kind, answer) else { return None };
    (row >= dossier.rows(to)).then_some(Reason::NoSuchRow { of: to, row, rows: dossier.rows(to) })
}

struct Reader<'a> {
    pack: &'a Pack,
    dossier: Dossier,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn record(&mut self, key: &str, answers: &Tree) {
        let Some((id, record)) = self.pack.records.entries().find(|(_, record)| record.key == key) else {
            return self.refuse(key.to_owned(), None, Reason::NoSuchRecord);
        };
        match (answers, record.presence) {
            (Tree::Object(fields), _) => self.fields(id, fields, None),
            (Tree::List(rows), Some(_)) if !rows.is_empty() => self.rows(id, rows),
            (Tree::Text(none), Some(presence)) if none == "none" => self.say(presence, Answer::YesNo(false)),
            (Tree::Null, Some(presence)) => self.say(presence, Answer::DontKnow),
            (_, presence) => {
                self.refuse(key.to_owned(), None, Reason::NotARecord { may_be_listed: presence.is_some() })
            }
        }
    }

    /// Several rows, the last of which may be `"more"`.
    fn rows(&mut self, record: Id<Record>, rows: &[Tree]) {
        let key = &self.pack.records.at(record).key;
        let ends_open = rows.last().is_some_and(|last| matches!(last, Tree::Text(more) if more == "more"));
        if rows.len().saturating_sub(usize::from(ends_open)) > usize::from(limits::ROWS) {
            return self.refuse(key.clone(), None, Reason::TooManyRows);
        }
        for (row, place) in rows.iter().zip(0..) {
            match row {
                Tree::Object(fields) => self.fields(record, fields, Some(place)),
                Tree::Text(more) if more == "more" && usize::from(place).saturating_add(1) == rows.len() => {
                    self.dossier.set_may_be_more(record, true);
                }
                _ => {
                    let path = format!("{key}[{}]", place.saturating_add(1));
                    self.refuse(path, None, Reason::NotARecord { may_be_listed: false });
                }
            }
        }
    }

    /// The fields of the only row, or of one in a list.
    fn fields(&mut self, record: Id<Record>, fields: &Entries, listed: Option<u16>) {
        let row = listed.unwrap_or(0);
        let place = listed.map_or_else(String::new, |row| format!("[{}]", row.saturating_add(1)));
        let Record { key, presence, .. } = self.pack.records.at(record);
        // A row of which nothing is known is a row too.
        if presence.is_some() {
            while self.dossier.rows(record) <= row && self.dossier.add_row(self.pack, record).is_ok() {}
        }
        for (name, value) in fields {
            let path = format!("{key}{place}.{name}");
            let Some(field) = self.pack.field(&format!("{key}.{name}")) else {
                self.refuse(path, None, Reason::NoSuchField { record });
                continue;
            };
            let set = read_answer(self.pack, field, value)
                .and_then(|answer| Ok(self.dossier.set_at(self.pack, field, row, answer).map_err(EntryError::from)?));
            if let Err(refusal) = set {
                self.refuse(path, Some(field), Reason::Refused(refusal));
            }
        }
    }

    /// Whether there are any rows.
    fn say(&mut self, presence: Id<Field>, answer: Answer) {
        // A yes-or-no field takes a no and a "don't know".
        let _ = self.dossier.set(self.pack, presence, answer);
    }

    fn refuse(&mut self, path: String, field: Option<Id<Field>>, reason: Reason) {
        self.problems.push(Problem { path, field, reason });
    }

    /// Links to rows that are not there. Looked for last: what a row belongs to may be listed after it.
    fn links(&mut self) {
        for (id, field) in self.pack.fields.entries().filter(|(_, it)| matches!(it.kind, FieldKind::Row(_))) {
            for row in 0..self.dossier.rows(field.record) {
                if let Some(reason) = no_such_row(self.pack, &self.dossier, id, self.dossier.at(id, row)) {
                    let path = slot_key(self.pack, &self.dossier, Slot { field: id, row });
                    self.refuse(path, Some(id), reason);
                }
            }
        }
    }
}

/// A value as a person would have typed it.
fn plain(value: &Tree) -> Result<String, Refusal> {
    match value {
        Tree::Text(text) => Ok(text.clone().into_owned()),
        Tree::Bool(value) => Ok(value.to_string()),
        Tree::Whole(number) => Ok(number.to_string()),
        _ => Err(Refusal::NotText),
    }
}

/// A dossier as it is read again.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/tests/common/example.rs")); } use docs::*;
/// use qualify_exchange::dossier::{read, write};
/// let pack = example();
/// let written = write(&pack, &answers(&pack, &[("loan.principal", "500 万元")]));
/// assert_eq!(serde_json::to_string(&written).unwrap(), r#"{"format":1,"enterprise":{},"loan":{"principal":"500 万元"}}"#);
/// // What was written is read as the same.
/// assert_eq!(write(&pack, &read(&pack, &written).unwrap()), written);
/// ```
#[must_use]
pub fn write(pack: &Pack, dossier: &Dossier) -> Tree {
    let mut all = Tree::Object(vec![("format".into(), Tree::Whole(FORMAT))]);
    for (id, record) in pack.records.entries() {
        let row = |row| Tree::Object(row_of(pack, dossier, id, row));
        let rows = dossier.rows(id);
        let value = match record.presence.map(|presence| dossier.get(presence)) {
            None => row(0),
            Some(None) => continue,
            Some(Some(Answer::YesNo(false))) => "none".into(),
            Some(Some(Answer::YesNo(true))) if rows == 1 && dossier.is_complete(id) => row(0),
            Some(Some(Answer::YesNo(true))) => {
                let more = (!dossier.is_complete(id)).then(|| "more".into());
                (0..rows).map(row).chain(more).collect()
            }
            Some(Some(_)) => Tree::Null,
        };
        all.put(record.key.clone(), value);
    }
    all
}

/// The answers of one row.
fn row_of(pack: &Pack, dossier: &Dossier, record: Id<Record>, row: u16) -> Vec<(Cow<'static, str>, Tree)> {
    let fields = pack.fields.entries().filter(|(_, field)| field.record == record);
    let answered = fields.filter_map(|(id, field)| {
        let given = dossier.at(id, row)?;
        // A link to a row that was taken back since would not be read again.
        let dangles = matches!((field.kind, given), (FieldKind::Row(to), Answer::Row(at)) if at >= dossier.rows(to));
        (!dangles).then_some((field.key.split_once('.')?.1.to_owned().into(), answer(pack, id, given)))
    });
    answered.collect()
}
