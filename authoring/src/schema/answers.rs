//! Answers in cases: `loan: { principal: 3000 万元 }`.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::hint::did_you_mean;
use crate::source::Span as Place;
use crate::yaml::{Entry, Node, Word};
use qualify_engine::pack::{Domain, Field, FieldKind, Record};
use qualify_engine::{Answer, AnswerError, Date, Dossier, Id, NO_ROW, Number, Pack, Slot, Span, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Answers by field, with the record of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    by_slot: BTreeMap<Slot, Answer>,
    /// Records of which there may be more rows than are listed.
    open_lists: BTreeSet<Id<Record>>,
    /// Records of which it is said that there is none: what was said about them before is void.
    none: Vec<(Id<Field>, Vec<Id<Field>>)>,
    /// Something could not be read: an answer that is not here may have been given.
    is_incomplete: bool,
}

impl Answers {
    /// The dossier that these answers make.
    pub(super) fn dossier(&self, pack: &Pack) -> Result<Dossier, AnswerError> {
        let mut dossier = Dossier::new();
        for (slot, answer) in &self.by_slot {
            dossier.set_at(pack, slot.field, slot.row, *answer)?;
        }
        self.open_lists.iter().for_each(|record| dossier.set_may_be_more(*record, true));
        Ok(dossier)
    }

    /// These answers, as `changes` leave them.
    pub(super) fn change(&mut self, changes: Self) {
        for (presence, fields) in &changes.none {
            self.by_slot.retain(|slot, _| slot.field != *presence && !fields.contains(&slot.field));
        }
        self.by_slot.extend(changes.by_slot);
        self.open_lists.extend(changes.open_lists);
        self.is_incomplete |= changes.is_incomplete;
    }

    /// Takes an answer back; `false` when there surely was none.
    pub(super) fn forget(&mut self, field: Id<Field>) -> bool {
        self.by_slot.remove(&Slot { field, row: 0 }).is_some() || self.is_incomplete
    }
}

impl Builder<'_> {
    /// The answers in a mapping of records.
    pub(super) fn answers(&mut self, node: &Node) -> Option<Answers> {
        let mut answers = Answers::default();
        for entry in self.entries(node, "answers, by record,")? {
            if self.record_answers(entry, &mut answers).is_none() {
                answers.is_incomplete = true;
            }
        }
        Some(answers)
    }

    /// `None`: not all of them could be read.
    fn record_answers(&mut self, entry: &Entry, answers: &mut Answers) -> Option<()> {
        let record = self.records.find(&entry.key, &mut self.diagnostics)?;
        let presence = self.pack.records.get(record).and_then(|record| record.presence);
        if let Some(presence) = presence {
            if entry.value.is_word("none") {
                answers.by_slot.insert(Slot { field: presence, row: 0 }, Answer::YesNo(false));
                answers.none.push((presence, self.fields_of(record)));
                return Some(());
            }
            if entry.value.is_word("null") {
                answers.by_slot.insert(Slot { field: presence, row: 0 }, Answer::DontKnow);
                return Some(());
            }
            answers.by_slot.insert(Slot { field: presence, row: 0 }, Answer::YesNo(true));
            if let Some(rows) = entry.value.items() {
                self.check_rows(&entry.key, &entry.value, rows)?;
                return self.rows(&entry.key, record, rows, answers);
            }
        }
        self.row(&entry.key, &entry.value, 0, answers)
    }

    /// A list lists something, and ends with something that is said: rows of which nothing is known are not counted.
    fn check_rows(&mut self, key: &Word, list: &Node, rows: &[Node]) -> Option<()> {
        let (at, message) = match rows {
            [] => (list.at, format!("a list of no `{}`", key.text)),
            [_, .., last] if last.entries().is_some_and(<[Entry]>::is_empty) => {
                (last.at, format!("nothing is said of the last `{}`", key.text))
            }
            _ => return Some(()),
        };
        let help = "`none` says that there is none, `more` at the end that there may be others";
        self.report(Diagnostic::error(Code::Shape, at, message).with_help(help));
        None
    }

    /// Several rows; `more` at the end says that there may be others.
    fn rows(&mut self, key: &Word, record: Id<Record>, rows: &[Node], answers: &mut Answers) -> Option<()> {
        let (last, before) = rows.split_last()?;
        let is_open = last.is_word("more");
        if is_open {
            answers.open_lists.insert(record);
        }
        let listed = if is_open { before } else { rows };
        let read = listed.iter().zip(0..).map(|(row, place)| self.row(key, row, place, answers)).collect::<Vec<_>>();
        read.into_iter().collect()
    }

    fn row(&mut self, key: &Word, node: &Node, row: u16, answers: &mut Answers) -> Option<()> {
        let Some(entries) = node.entries() else {
            let wanted = format!("`{}` has fields with answers, or is a list of them, `none` or `null`", key.text);
            self.wrong_shape(node, &wanted);
            return None;
        };
        let read = entries.iter().map(|field| self.field_answer(key, field, row, answers)).collect::<Vec<_>>();
        read.into_iter().collect()
    }

    fn fields_of(&self, record: Id<Record>) -> Vec<Id<Field>> {
        self.pack.fields.entries().filter(|(_, field)| field.record == record).map(|(id, _)| id).collect()
    }

    fn field_answer(&mut self, record: &Word, entry: &Entry, row: u16, answers: &mut Answers) -> Option<()> {
        // The record is the key of another line, so the field alone is pointed at.
        let record = Word { text: record.text.clone(), at: entry.key.at };
        let field = self.find_field(&record, &entry.key)?;
        let answer = self.answer(field, &entry.value)?;
        if let Err(error) = Dossier::new().set_at(&self.pack, field, row, answer) {
            self.refuse(entry, field, error);
            return None;
        }
        answers.by_slot.insert(Slot { field, row }, answer);
        Some(())
    }

    fn refuse(&mut self, entry: &Entry, field: Id<Field>, error: AnswerError) {
        let key = self.pack.fields.get(field).map(|field| field.key.clone()).unwrap_or_default();
        self.error(Code::BadValue, entry.value.at, format!("{error} for `{key}`"));
    }

    fn answer(&mut self, field: Id<Field>, node: &Node) -> Option<Answer> {
        if node.is_word("null") {
            return Some(Answer::DontKnow);
        }
        if node.is_word("~") {
            let diagnostic = Diagnostic::error(Code::BadValue, node.at, "`~` is no answer");
            self.report(diagnostic.with_help("write `null` for \"don't know\""));
            return None;
        }
        match self.pack.fields.get(field)?.kind {
            FieldKind::YesNo => self.flag(node, "answer").map(Answer::YesNo),
            FieldKind::Choice(domain) => self.option(domain, node).map(Answer::Choice),
            FieldKind::Number { unit, .. } => self.number_answer(node, unit),
            FieldKind::Date { .. } => self.date_answer(node),
            FieldKind::Row(_) if node.is_word(NO_ROW) => Some(Answer::NoRow),
            FieldKind::Row(_) => self.row_number(node).map(Answer::Row),
        }
    }

    /// The place of a row, from 0; people count from 1.
    pub(super) fn row_number(&mut self, node: &Node) -> Option<u16> {
        let word = self.scalar(node, "the number of a row")?;
        let row = word.text.parse::<u16>().ok().and_then(|row| row.checked_sub(1));
        if row.is_none() {
            self.error(Code::BadNumber, word.at, format!("`{}` is no number of a row, counted from 1", word.text));
        }
        row
    }

    fn option(&mut self, domain: Id<Domain>, node: &Node) -> Option<u16> {
        let word = self.scalar(node, "an option")?;
        let options = &self.pack.domains.get(domain)?.options;
        let place = options.iter().position(|option| option.key == word.text);
        if place.is_none() {
            let diagnostic = self.unknown_option(domain, &word);
            self.report(diagnostic);
        }
        place.and_then(|place| u16::try_from(place).ok())
    }

    fn number_answer(&mut self, node: &Node, unit: Unit) -> Option<Answer> {
        if node.entries().is_none() {
            return self.quantity(node, unit).map(Answer::number);
        }
        let (low, high) = self.range::<Number>(node, |builder, node| builder.quantity(node, unit))?;
        Some(Answer::Number(Span { low, high }))
    }

    fn date_answer(&mut self, node: &Node) -> Option<Answer> {
        if node.entries().is_none() {
            return self.date(node).map(Answer::date);
        }
        let (low, high) = self.range::<Date>(node, Self::date)?;
        Some(Answer::Date(Span { low, high }))
    }

    /// `{ from: …, to: … }`, of which one may be absent.
    fn range<T>(
        &mut self,
        node: &Node,
        read: impl Fn(&mut Self, &Node) -> Option<T>,
    ) -> Option<(Option<T>, Option<T>)> {
        let keys = self.keys(node, "a range", &["from", "to"])?;
        let mut end = |key: &str| match keys.key(key) {
            None => Some(None),
            Some(_) => {
                let node = keys.optional(self, key)?;
                read(self, node).map(Some)
            }
        };
        let (from, to) = (end("from"), end("to"));
        if keys.key("from").is_none() && keys.key("to").is_none() {
            self.error(Code::MissingKey, keys.at, "a range needs `from`, `to` or both");
            return None;
        }
        Some((from?, to?))
    }

    /// The field that a case names as `loan.term`, or as `loan` for whether there is one.
    pub(super) fn field_named(&mut self, word: &Word) -> Option<Id<Field>> {
        if let Some(found) = self.fields.get(&word.text) {
            return found;
        }
        let Some((record, field)) = word.text.split_once('.') else {
            if !self.fields.is_incomplete && !self.diagnostics.is_full() {
                let hint = did_you_mean(&word.text, self.fields.texts());
                let message = format!("there is no field `{}`", word.text);
                self.report(Diagnostic::error(Code::UnknownField, word.at, message).with_hint(hint));
            }
            return None;
        };
        let start = word.at.span.start as usize;
        let dot = start.saturating_add(record.len());
        let end = word.at.span.end as usize;
        let record = Word { text: record.to_owned(), at: word.at.with(Place::new(start, dot.min(end))) };
        let field = Word { text: field.to_owned(), at: word.at.with(Place::new(dot.saturating_add(1).min(end), end)) };
        self.find_field(&record, &field)
    }
}
