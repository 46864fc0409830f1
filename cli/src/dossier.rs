//! A dossier as JSON: `{"format": 1, "enterprise": {"size": "small"}, "loan": {"principal": "3000 万元"}}`.
//!
//! An answer is text as people write it (or a whole number, or true and false), `null` for "don't know", or `{"from": …, "to": …}`.
//! `"loan": "none"` says that there is no loan, `"loan": [{…}, {…}]` that there are two, and `[{…}, "more"]` that there may be others.
//! An `"id"` is the sender's own and is handed back.

use crate::answers::{accepted, no_such_row, refusal};
use crate::error::Failure;
use crate::strict::{self, NotStrict};
use crate::{json, words};
use qualify_engine::pack::{Field, FieldKind, Record};
use qualify_engine::{Answer, Dossier, EntryError, Id, Pack, Slot, Texts, limits, read, read_range};
use serde_json::{Map, Value};
use std::path::Path;

/// The dossier format that is read.
const FORMAT: u64 = 1;

/// The answers about one enterprise, with the id by which its sender knows it.
pub struct Entry {
    pub id: Option<Value>,
    pub dossier: Dossier,
}

/// Why a text is no dossier.
#[derive(Debug, thiserror::Error)]
pub enum NoDossier {
    #[error(transparent)]
    Json(#[from] NotStrict),
    #[error("答卷要是一个 JSON 对象：{{\"format\": {FORMAT}, …}}")]
    NotAnObject,
    #[error("没有 format；请写上 \"format\": {FORMAT}")]
    NoFormat,
    #[error("format 是 {0}，本程序读的是 {FORMAT}")]
    OtherFormat(String),
    /// Answers that the pack's fields do not accept, one line each.
    #[error("{count} 处答案不能接受\n{list}", count = .lines.len(), list = .lines.join("\n"))]
    Answers { id: Option<Value>, lines: Vec<String> },
}

impl NoDossier {
    /// The same, where the text is one line of a file, counted from 1.
    pub fn on_line(self, line: u64) -> Self {
        match self {
            Self::Json(reason) => Self::Json(reason.on_line(line)),
            other => other,
        }
    }

    /// The code by which programs know the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Json(NotStrict::NotJson { .. }) => "not_json",
            Self::Json(NotStrict::DuplicateKey { .. }) => "duplicate_key",
            Self::NotAnObject => "not_an_object",
            Self::NoFormat => "no_format",
            Self::OtherFormat(_) => "other_format",
            Self::Answers { .. } => "answers",
        }
    }
}

/// Reads the dossier of a file.
pub fn load(path: &Path, pack: &Pack, texts: &Texts) -> Result<Dossier, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::File { path: path.into(), error })?;
    let entry = parse(&text, pack, texts).map_err(|reason| Failure::Dossier { path: path.into(), reason })?;
    Ok(entry.dossier)
}

/// Reads a dossier; all answers that are not accepted are reported together.
pub fn parse(text: &str, pack: &Pack, texts: &Texts) -> Result<Entry, NoDossier> {
    let Value::Object(mut records) = strict::read(text)? else {
        return Err(NoDossier::NotAnObject);
    };
    let id = records.remove("id");
    match records.remove("format") {
        Some(found) if found.as_u64() == Some(FORMAT) => {}
        Some(found) => return Err(NoDossier::OtherFormat(found.to_string())),
        None => return Err(NoDossier::NoFormat),
    }
    let mut reader = Reader { pack, texts, dossier: Dossier::new(), problems: Vec::new() };
    records.iter().for_each(|(record, answers)| reader.record(record, answers));
    reader.links();
    match reader.problems {
        lines if lines.is_empty() => Ok(Entry { id, dossier: reader.dossier }),
        lines => Err(NoDossier::Answers { id, lines }),
    }
}

struct Reader<'a> {
    pack: &'a Pack,
    texts: &'a Texts,
    dossier: Dossier,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn record(&mut self, key: &str, answers: &Value) {
        let Some((id, record)) = self.pack.records.entries().find(|(_, record)| record.key == key) else {
            let known: Vec<_> = self.pack.records.iter().map(|record| record.key.as_str()).collect();
            self.problems.push(format!("  {key}: 没有这一组问题；有 {}", known.join("、")));
            return;
        };
        match (answers, record.presence) {
            (Value::Object(fields), _) => self.fields(key, fields, None),
            (Value::Array(rows), Some(_)) if !rows.is_empty() => self.rows(key, id, rows),
            (Value::String(none), Some(presence)) if none == "none" => self.say(presence, Answer::YesNo(false)),
            (Value::Null, Some(presence)) => self.say(presence, Answer::DontKnow),
            (_, presence) => {
                let none = presence.map_or("", |_| "，或者几个这样的对象的列表、\"none\"、null");
                self.problems.push(format!("  {key}: 要写成 {{ … }} 这样的对象{none}"));
            }
        }
    }

    /// Several rows, the last of which may be `"more"`.
    fn rows(&mut self, key: &str, record: Id<Record>, rows: &[Value]) {
        let most = usize::from(limits::ROWS);
        if rows.len() > most.saturating_add(1) {
            self.problems.push(format!("  {key}: 最多 {most} 条"));
            return;
        }
        for (row, place) in rows.iter().zip(0..) {
            match row {
                Value::Object(fields) => self.fields(key, fields, Some(place)),
                Value::String(more) if more == "more" && usize::from(place).saturating_add(1) == rows.len() => {
                    self.dossier.set_may_be_more(record, true);
                }
                _ => self.problems.push(format!("  {key}[{}]: 要写成 {{ … }} 这样的对象", place.saturating_add(1))),
            }
        }
    }

    /// The fields of the only row, or of one in a list.
    fn fields(&mut self, record: &str, fields: &Map<String, Value>, listed: Option<u16>) {
        let row = listed.unwrap_or(0);
        let place = listed.map_or_else(String::new, |row| format!("[{}]", row.saturating_add(1)));
        let id = self.pack.records.entries().find(|(_, it)| it.key == record && it.presence.is_some());
        // A row of which nothing is known is a row too.
        if let Some((id, _)) = id {
            while self.dossier.rows(id) <= row && self.dossier.add_row(self.pack, id).is_ok() {}
        }
        for (name, value) in fields {
            let key = format!("{record}.{name}");
            match self.pack.field(&key) {
                Some(field) => {
                    let answer = self.answer(field, value);
                    let set = answer.and_then(|answer| {
                        Ok(self.dossier.set_at(self.pack, field, row, answer).map_err(EntryError::from)?)
                    });
                    if let Err(refusal) = set {
                        self.refuse(&format!("{record}{place}.{name}"), field, refusal);
                    }
                }
                None => {
                    let known: Vec<_> = self
                        .pack
                        .fields
                        .iter()
                        .filter_map(|field| field.key.strip_prefix(record)?.strip_prefix('.'))
                        .collect();
                    self.problems
                        .push(format!("  {record}{place}.{name}: 没有这个问题；{record} 有 {}", known.join("、")));
                }
            }
        }
    }

    fn answer(&self, field: Id<Field>, value: &Value) -> Result<Answer, Refusal> {
        match value {
            Value::Null => Ok(Answer::DontKnow),
            Value::Object(range) if range.keys().any(|key| key != "from" && key != "to") => Err(Refusal::RangeKey),
            Value::Object(range) => {
                let end = |key: &str| range.get(key).filter(|end| !end.is_null()).map(plain).transpose();
                Ok(read_range(self.pack, field, end("from")?.as_deref(), end("to")?.as_deref())?)
            }
            other => Ok(read(self.pack, field, &plain(other)?)?),
        }
    }

    /// Whether there are any rows.
    fn say(&mut self, presence: Id<Field>, answer: Answer) {
        // A yes-or-no field takes a no and a "don't know".
        let _ = self.dossier.set(self.pack, presence, answer);
    }

    fn refuse(&mut self, key: &str, field: Id<Field>, reason: Refusal) {
        let it = self.pack.fields.at(field);
        let (label, accepted) = (self.texts.get(it.label), accepted(self.pack, it));
        let reason = refusal(self.pack, it, reason);
        self.problems.push(format!("  {key}（{label}）: {reason}；可以填写：{accepted}"));
    }

    /// Links to rows that are not there. Looked for last: what a row belongs to may be listed after it.
    fn links(&mut self) {
        for (id, field) in self.pack.fields.entries().filter(|(_, it)| matches!(it.kind, FieldKind::Row(_))) {
            for row in 0..self.dossier.rows(field.record) {
                let slot = Slot { field: id, row };
                if let Some(reason) = no_such_row(self.pack, self.texts, &self.dossier, id, self.dossier.at(id, row)) {
                    let key = words::slot_key(self.pack, &self.dossier, slot);
                    self.problems.push(format!("  {key}（{}）: {reason}", self.texts.get(field.label)));
                }
            }
        }
    }
}

/// A dossier as it is read again.
pub fn write(pack: &Pack, dossier: &Dossier) -> Value {
    let mut all = Map::from_iter([("format".to_owned(), FORMAT.into())]);
    for (id, record) in pack.records.entries() {
        let row = |row| Value::Object(row_of(pack, dossier, id, row));
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
            Some(Some(_)) => Value::Null,
        };
        all.insert(record.key.clone(), value);
    }
    Value::Object(all)
}

/// The answers of one row.
fn row_of(pack: &Pack, dossier: &Dossier, record: Id<Record>, row: u16) -> Map<String, Value> {
    let fields = pack.fields.entries().filter(|(_, field)| field.record == record);
    let answered = fields.filter_map(|(id, field)| {
        let answer = dossier.at(id, row)?;
        // A link to a row that was taken back since would not be read again.
        let dangles = matches!((field.kind, answer), (FieldKind::Row(to), Answer::Row(at)) if at >= dossier.rows(to));
        (!dangles).then_some((id, field.key.split_once('.')?.1, answer))
    });
    answered.map(|(id, name, answer)| (name.to_owned(), json::answer(pack, id, answer))).collect()
}

/// Why a value is no answer.
pub enum Refusal {
    /// The engine refused it.
    Entry(EntryError),
    /// A range with other keys than `from` and `to`.
    RangeKey,
    /// A list, or a number with decimals: what went through binary floating point may no longer be the number that was meant.
    NotText,
}

impl From<EntryError> for Refusal {
    fn from(error: EntryError) -> Self {
        Self::Entry(error)
    }
}

/// A value as a person would have typed it.
fn plain(value: &Value) -> Result<String, Refusal> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(value) => Ok(value.to_string()),
        Value::Number(number) => number.as_i64().map(|number| number.to_string()).ok_or(Refusal::NotText),
        _ => Err(Refusal::NotText),
    }
}
