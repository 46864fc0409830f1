//! Answers in cases: `loan: { principal: 3000 万元 }`.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::hint::did_you_mean;
use crate::source::Span as Place;
use crate::yaml::{Entry, Node, Word};
use qualify_engine::pack::{Domain, Field, FieldKind, Record};
use qualify_engine::{Answer, AnswerError, Date, Dossier, Id, Number, Span, Unit};
use std::collections::BTreeMap;

/// Answers by field, with the record of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    by_field: BTreeMap<Id<Field>, Answer>,
    /// Records of which it is said that there is none: what was said about them before is void.
    none: Vec<(Id<Field>, Vec<Id<Field>>)>,
    /// Something could not be read: an answer that is not here may have been given.
    is_incomplete: bool,
}

impl Answers {
    pub(super) fn iter(&self) -> impl Iterator<Item = (Id<Field>, Answer)> {
        self.by_field.iter().map(|(field, answer)| (*field, *answer))
    }

    /// These answers, as `changes` leave them.
    pub(super) fn change(&mut self, changes: Self) {
        for (presence, fields) in &changes.none {
            self.by_field.remove(presence);
            for field in fields {
                self.by_field.remove(field);
            }
        }
        self.by_field.extend(changes.by_field);
        self.is_incomplete |= changes.is_incomplete;
    }

    /// Takes an answer back; `false` when there surely was none.
    pub(super) fn forget(&mut self, field: Id<Field>) -> bool {
        self.by_field.remove(&field).is_some() || self.is_incomplete
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
                answers.by_field.insert(presence, Answer::YesNo(false));
                answers.none.push((presence, self.fields_of(record)));
                return Some(());
            }
            if entry.value.is_word("null") {
                answers.by_field.insert(presence, Answer::DontKnow);
                return Some(());
            }
            answers.by_field.insert(presence, Answer::YesNo(true));
        }
        let Some(entries) = entry.value.entries() else {
            let wanted = format!("`{}` has fields with answers, or is `none` or `null`", entry.key.text);
            self.wrong_shape(&entry.value, &wanted);
            return None;
        };
        let read = entries.iter().map(|field| self.field_answer(&entry.key, field, answers)).collect::<Vec<_>>();
        read.into_iter().collect()
    }

    fn fields_of(&self, record: Id<Record>) -> Vec<Id<Field>> {
        self.pack.fields.entries().filter(|(_, field)| field.record == record).map(|(id, _)| id).collect()
    }

    fn field_answer(&mut self, record: &Word, entry: &Entry, answers: &mut Answers) -> Option<()> {
        // The record is the key of another line, so the field alone is pointed at.
        let record = Word { text: record.text.clone(), at: entry.key.at };
        let field = self.find_field(&record, &entry.key)?;
        let answer = self.answer(field, &entry.value)?;
        if let Err(error) = Dossier::new().set(&self.pack, field, answer) {
            self.refuse(entry, field, error);
            return None;
        }
        answers.by_field.insert(field, answer);
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
        }
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
