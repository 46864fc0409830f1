//! What is kept in the browser, and how it is taken up again. The answers of each dossier are written as everywhere in the
//! project (`docs/dossier.md`), by the keys of the pack, so that they outlive a new version of the rules.
//!
//! ```json
//! {"format": 2, "pack": "beijing", "version": "2026.11.1", "open": 0, "dossiers": [
//!   {"name": "…", "as_of": "2026-03-01", "cares": ["award"], "listed": ["loan"],
//!    "answers": {"format": 1, "enterprise": {…}, "loan": [{…}], "lease": "none"}, "waiting": {"lease": {…}}}
//! ]}
//! ```
//!
//! `waiting` holds answers about what the enterprise says it does not have: they count again when it does.

use super::dossiers::{Dossiers, Entry};
use super::given::{Answers, Given};
use super::json::Json;
use qualify_engine::pack::{FieldKind, Record};
use qualify_engine::{Answer, Date, Id, NO_ROW, Pack, Slot, limits};

/// The version of what is kept.
pub const FORMAT: i32 = 2;
/// The first version: one dossier without rows, a flat list of answers.
const FLAT: i32 = 1;
/// The version of a dossier's answers.
const ANSWERS: i32 = 1;

/// What could be taken up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    pub dossiers: Dossiers,
    /// What no longer fits, by key.
    pub dropped: Vec<String>,
}

/// Everything that is kept.
pub fn save(pack: &Pack, dossiers: &Dossiers) -> Json {
    Json::object([
        ("format", Json::Number(FORMAT)),
        ("pack", Json::text(&pack.key)),
        ("version", Json::text(&pack.version)),
        ("open", Json::Number(i32::try_from(dossiers.place()).unwrap_or_default())),
        ("dossiers", Json::List(dossiers.all().iter().map(|entry| save_entry(pack, entry)).collect())),
    ])
}

fn save_entry(pack: &Pack, entry: &Entry) -> Json {
    let is_listed = |(id, _): &(Id<Record>, &Record)| entry.answers.may_be_more(*id).is_some();
    let listed = pack.records.entries().filter(is_listed).map(|(_, record)| Json::text(&record.key));
    Json::object([
        ("name", Json::text(&entry.name)),
        ("as_of", entry.as_of.map_or(Json::Null, |date| Json::Text(date.to_string()))),
        ("cares", Json::List(entry.cares.iter().map(Json::text).collect())),
        ("listed", Json::List(listed.collect())),
        ("answers", write_answers(pack, &entry.answers)),
        ("waiting", write_waiting(pack, &entry.answers)),
    ])
}

/// The answers of one enterprise, as the command line reads them too.
pub fn write_answers(pack: &Pack, answers: &Answers) -> Json {
    let mut all = vec![("format".to_owned(), Json::Number(ANSWERS))];
    for (id, record) in pack.records.entries() {
        let rows = answers.rows(pack, id);
        let said = record.presence.and_then(|field| answers.get(Slot { field, row: 0 }));
        let kept = said.is_some_and(|said| *said == Given::yes_no(false));
        let mut written: Vec<_> = (0..rows).map(|row| write_row(pack, answers, id, row)).collect();
        if answers.may_be_more(id) == Some(true) {
            written.push(Json::text("more"));
        }
        let value = match (said, written.len()) {
            (_, 1) if rows == 1 => written.pop().unwrap_or(Json::Null),
            (_, 1..) => Json::List(written),
            _ if kept => Json::text("none"),
            (Some(_), _) => Json::Null,
            (None, _) => continue,
        };
        if value != Json::Object(Vec::new()) || record.presence.is_some() {
            all.push((record.key.clone(), value));
        }
    }
    Json::Object(all)
}

/// What does not count at present.
fn write_waiting(pack: &Pack, answers: &Answers) -> Json {
    let rows = |id| (0..answers.kept_rows(id)).map(|row| write_row(pack, answers, id, row)).collect();
    let waiting = pack.records.entries().filter(|(id, _)| answers.rows(pack, *id) == 0 && answers.kept_rows(*id) > 0);
    Json::Object(waiting.map(|(id, record)| (record.key.clone(), Json::List(rows(id)))).collect())
}

fn write_row(pack: &Pack, answers: &Answers, record: Id<Record>, row: u16) -> Json {
    let presence = pack.records.at(record).presence;
    let of_record = |field: &qualify_engine::pack::Field| field.record == record;
    let fields = pack.fields.entries().filter(|(id, field)| of_record(field) && presence != Some(*id));
    let written = fields.filter_map(|(id, field)| {
        let given = answers.get(Slot { field: id, row })?;
        let name = field.key.split_once('.').map_or(field.key.as_str(), |(_, name)| name);
        Some((name.to_owned(), write_given(field.kind, given)))
    });
    Json::Object(written.collect())
}

fn write_given(kind: FieldKind, given: &Given) -> Json {
    match given {
        Given::DontKnow => Json::Null,
        Given::Exactly(text) => match (kind, text.as_str(), text.parse()) {
            (FieldKind::YesNo, "yes", _) => Json::Bool(true),
            (FieldKind::YesNo, "no", _) => Json::Bool(false),
            (FieldKind::Row(_), _, Ok(row)) => Json::Number(row),
            _ => Json::text(text),
        },
        Given::Between(from, to) => {
            let ends = [("from", from), ("to", to)].into_iter().filter(|(_, end)| !end.trim().is_empty());
            Json::Object(ends.map(|(key, end)| (key.to_owned(), Json::text(end))).collect())
        }
    }
}

/// Takes up what was kept; `None` when it is nothing that this program keeps. What no longer fits is named; the rest stays.
pub fn restore(pack: &Pack, kept: &Json) -> Option<Restored> {
    let mut dropped = Vec::new();
    let dossiers = match kept.get("format")?.as_number()? {
        FORMAT => {
            let all = kept.get("dossiers")?.as_list()?;
            let all = all.iter().map(|entry| read_entry(pack, entry, &mut dropped)).collect::<Option<_>>()?;
            let open = kept.get("open").and_then(Json::as_number).and_then(|open| usize::try_from(open).ok());
            Dossiers::new(all, open.unwrap_or_default())
        }
        FLAT => Dossiers::new(vec![read_flat(pack, kept, &mut dropped)?], 0),
        _ => return None,
    };
    Some(Restored { dossiers, dropped })
}

fn read_entry(pack: &Pack, kept: &Json, dropped: &mut Vec<String>) -> Option<Entry> {
    let texts = |key: &str| kept.get(key).and_then(Json::as_list).unwrap_or_default().iter().filter_map(Json::as_text);
    let waiting = kept.get("waiting").and_then(Json::entries).unwrap_or_default();
    let mut answers = read_over(pack, waiting, kept.get("answers")?, dropped)?;
    for key in texts("listed") {
        let record = pack.records.entries().find(|(_, record)| record.key == key);
        if let Some((id, _)) = record.filter(|(id, _)| answers.may_be_more(*id).is_none()) {
            answers.say_may_be_more(id, false);
        }
    }
    Some(Entry {
        name: kept.get("name").and_then(Json::as_text).unwrap_or_default().to_owned(),
        answers,
        as_of: read_day(kept, dropped),
        // Who cares only for what there is no more would be asked nothing.
        cares: texts("cares").filter(|key| pack.kinds.iter().any(|it| it.key == *key)).map(str::to_owned).collect(),
    })
}

fn read_day(kept: &Json, dropped: &mut Vec<String>) -> Option<Date> {
    let text = kept.get("as_of")?.as_text()?;
    let day = Date::parse(text);
    if day.is_none() {
        dropped.push(text.to_owned());
    }
    day
}

/// Reads the answers of one enterprise; `None` when these are none.
pub fn read_answers(pack: &Pack, written: &Json, dropped: &mut Vec<String>) -> Option<Answers> {
    read_over(pack, &[], written, dropped)
}

/// Reads answers that count over those that wait.
fn read_over(pack: &Pack, waiting: &[(String, Json)], written: &Json, dropped: &mut Vec<String>) -> Option<Answers> {
    if written.get("format")?.as_number()? != ANSWERS {
        return None;
    }
    let mut reader = Reader { pack, answers: Answers::default(), dropped };
    reader.records(waiting);
    for presence in pack.records.iter().filter_map(|record| record.presence) {
        reader.answers.forget(Slot { field: presence, row: 0 });
    }
    reader.records(written.entries()?);
    reader.links();
    Some(reader.answers)
}

struct Reader<'a> {
    pack: &'a Pack,
    answers: Answers,
    dropped: &'a mut Vec<String>,
}

impl Reader<'_> {
    fn records(&mut self, written: &[(String, Json)]) {
        for (key, value) in written.iter().filter(|(key, _)| !matches!(key.as_str(), "format" | "id")) {
            match self.pack.records.entries().find(|(_, record)| record.key == *key) {
                Some((id, record)) => self.record(id, record, value),
                None => self.dropped.push(key.clone()),
            }
        }
    }

    /// Once all rows are there: a link points at one of them, or is none.
    fn links(&mut self) {
        let (pack, answers) = (self.pack, &self.answers);
        let dangles =
            |slot: &Slot, given: &Given| match (pack.fields.at(slot.field).kind, given.answer(pack, slot.field)) {
                (FieldKind::Row(to), Ok(Answer::Row(row))) => row >= answers.kept_rows(to),
                _ => false,
            };
        let dangling: Vec<_> =
            answers.iter().filter(|(slot, given)| dangles(slot, given)).map(|(slot, _)| slot).collect();
        for slot in dangling {
            self.answers.forget(slot);
            self.dropped.push(pack.fields.at(slot.field).key.clone());
        }
    }

    fn record(&mut self, id: Id<Record>, record: &Record, value: &Json) {
        let presence = record.presence.map(|field| Slot { field, row: 0 });
        match (value, presence) {
            (Json::Object(fields), _) => self.row(id, record, 0, fields),
            (Json::List(rows), Some(_)) => {
                for (row, place) in rows.iter().zip(0..) {
                    match row {
                        Json::Object(_) if place >= limits::ROWS => self.dropped.push(record.key.clone()),
                        Json::Object(fields) => self.row(id, record, place, fields),
                        Json::Text(more) if more == "more" => self.answers.say_may_be_more(id, true),
                        _ => self.dropped.push(record.key.clone()),
                    }
                }
            }
            (Json::Text(none), Some(presence)) if none == "none" => {
                self.answers.put(self.pack, presence, Given::yes_no(false));
            }
            (Json::Null, Some(presence)) => self.answers.put(self.pack, presence, Given::DontKnow),
            _ => self.dropped.push(record.key.clone()),
        }
    }

    fn row(&mut self, id: Id<Record>, record: &Record, row: u16, fields: &[(String, Json)]) {
        // A row of which nothing is known is a row too.
        while self.answers.rows(self.pack, id) <= row && self.answers.add_row(self.pack, id).is_some() {}
        for (name, value) in fields {
            let key = [record.key.as_str(), ".", name].concat();
            self.field(&key, row, read_given(value));
        }
    }

    fn field(&mut self, key: &str, row: u16, given: Option<Given>) {
        match self
            .pack
            .field(key)
            .zip(given)
            .and_then(|(field, given)| Some((field, fitting(self.pack, field, given)?)))
        {
            Some((field, given)) => self.answers.put(self.pack, Slot { field, row }, given),
            None => self.dropped.push(key.to_owned()),
        }
    }
}

/// The answer, if the field still accepts it; "是" and the like as `yes`.
fn fitting(pack: &Pack, field: Id<qualify_engine::pack::Field>, given: Given) -> Option<Given> {
    match given.answer(pack, field).ok()? {
        Answer::YesNo(value) => Some(Given::yes_no(value)),
        Answer::NoRow => Some(Given::Exactly(NO_ROW.to_owned())),
        _ => Some(given),
    }
}

fn read_given(value: &Json) -> Option<Given> {
    Some(match value {
        Json::Null => Given::DontKnow,
        Json::Bool(value) => Given::yes_no(*value),
        Json::Text(text) => Given::Exactly(text.clone()),
        Json::Number(number) => Given::Exactly(number.to_string()),
        Json::Object(_) => {
            let end = |key| match value.get(key) {
                None | Some(Json::Null) => Some(String::new()),
                Some(Json::Text(text)) => Some(text.clone()),
                Some(Json::Number(number)) => Some(number.to_string()),
                Some(_) => None,
            };
            Given::Between(end("from")?, end("to")?)
        }
        Json::List(_) => return None,
    })
}

/// The first version: `{"format": 1, "answers": {"loan.principal": "3000", "loan.term": ["12", ""], "loan.rate": null}}`.
fn read_flat(pack: &Pack, kept: &Json, dropped: &mut Vec<String>) -> Option<Entry> {
    let flat = kept.get("answers")?.entries()?;
    let as_of = read_day(kept, dropped);
    let mut reader = Reader { pack, answers: Answers::default(), dropped };
    // What says whether there is a loan comes last: answers about one that there is not wait.
    let (last, first): (Vec<_>, Vec<_>) = flat.iter().partition(|(key, _)| !key.contains('.'));
    for (key, value) in first.into_iter().chain(last) {
        let given = match value {
            Json::List(ends) => {
                let end = |place: usize| ends.get(place).and_then(Json::as_text).map(str::to_owned);
                Some(Given::Between(end(0)?, end(1)?))
            }
            Json::Null | Json::Text(_) => read_given(value),
            _ => return None,
        };
        reader.field(key, 0, given);
    }
    Some(Entry { answers: reader.answers, as_of, ..Entry::default() })
}
