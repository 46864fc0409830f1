//! What the names in an expression stand for.

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::expression::{Expression, Kind};
use crate::hint::{did_you_mean, nearest, one_of};
use crate::yaml::Word;
use qualify_engine::Id;
use qualify_engine::expression::Node;
use qualify_engine::pack::{Domain, Field, FieldKind, Record};

impl Lowering<'_, '_> {
    /// An option beside a choice, a named number, or a record.
    pub(super) fn name(&mut self, expression: &Expression, name: &str, options: Option<Id<Domain>>) -> Option<Node> {
        if let Some(domain) = options
            && let Some(place) = self.option(domain, name)
        {
            return Some(Node::Choice(domain, place));
        }
        if let Some(number) = self.scope.numbers.get(name) {
            return number.map(Node::Named);
        }
        if let Some(record) = self.builder.records.get(name) {
            return self.presence(expression, name, record?);
        }
        let word = Word { text: name.to_owned(), at: self.place(expression) };
        match options {
            Some(domain) => self.unknown_option(domain, &word),
            None if self.builder.records.is_incomplete || self.scope.numbers.is_incomplete => {}
            None => self.unknown_name(&word),
        }
        None
    }

    /// Whether this is a bare name that only a choice beside it could explain.
    pub(super) fn is_unknown_name(&self, expression: &Expression) -> bool {
        let Kind::Name(name) = &expression.kind else { return false };
        self.scope.numbers.get(name).is_none() && self.builder.records.get(name).is_none()
    }

    fn presence(
        &mut self,
        expression: &Expression,
        name: &str,
        record: Id<qualify_engine::pack::Record>,
    ) -> Option<Node> {
        let presence = self.builder.pack.records.get(record)?.presence;
        if presence.is_none() {
            let at = self.place(expression);
            let message = format!("there is always an {name}");
            let help = format!("a field is written `{name}.field`");
            self.report(Diagnostic::error(Code::UnknownName, at, message).with_help(help));
        }
        presence.map(Node::Field)
    }

    fn option(&self, domain: Id<Domain>, name: &str) -> Option<u16> {
        let options = &self.builder.pack.domains.get(domain)?.options;
        let place = options.iter().position(|option| option.key == name)?;
        u16::try_from(place).ok()
    }

    fn unknown_option(&mut self, domain: Id<Domain>, word: &Word) {
        if self.builder.diagnostics.is_full() {
            return;
        }
        let diagnostic = self.builder.unknown_option(domain, word);
        self.report(diagnostic);
    }

    fn unknown_name(&mut self, word: &Word) {
        if self.builder.diagnostics.is_full() {
            return;
        }
        let builder = &*self.builder;
        let with_record = |key: &&str| key.split_once('.').is_some_and(|(_, field)| field == word.text);
        let is_option = builder.pack.domains.iter().any(|domain| domain.options.iter().any(|o| o.key == word.text));
        let hint = match builder.fields.texts().find(with_record) {
            Some(field) => Some(format!("did you mean `{field}`?")),
            None if is_option => Some("an option stands beside a choice, as in `enterprise.size = small`".to_owned()),
            None => did_you_mean(&word.text, builder.records.texts().chain(self.scope.numbers.texts())),
        };
        let message = format!("there is no number or record `{}`", word.text);
        self.report(Diagnostic::error(Code::UnknownName, word.at, message).with_hint(hint));
    }

    /// The field `record.field`.
    pub(super) fn field(&mut self, record: &Word, field: &Word) -> Option<Id<Field>> {
        self.builder.find_field(record, field)
    }

    /// The reason under the programme's `unpublished`.
    pub(super) fn reason(&mut self, word: &Word) -> Option<qualify_engine::TextId> {
        if let Some(reason) = self.scope.reasons.get(&word.text) {
            return *reason;
        }
        if self.builder.diagnostics.is_full() {
            return None;
        }
        let candidates = self.scope.reasons.keys().map(String::as_str).collect::<Vec<_>>();
        let hint = one_of(&word.text, &candidates)
            .or_else(|| Some("reasons stand in the programme under `unpublished`".to_owned()));
        let message = format!("the programme has no reason `{}` under `unpublished`", word.text);
        self.report(Diagnostic::error(Code::UnknownName, word.at, message).with_hint(hint));
        None
    }

    /// The places of options that are listed after `in`.
    pub(super) fn listed(&mut self, domain: Id<Domain>, words: &[Word]) -> Option<Vec<u16>> {
        let mut places = Vec::new();
        for word in words {
            match self.option(domain, &word.text) {
                Some(place) if places.contains(&Some(place)) => {
                    let message = format!("`{}` stands twice in the list", word.text);
                    self.report(Diagnostic::error(Code::BadValue, word.at, message));
                }
                place => {
                    if place.is_none() {
                        self.unknown_option(domain, word);
                    }
                    places.push(place);
                }
            }
        }
        places.into_iter().collect()
    }

    /// The places of the options that are members of a catalogue.
    pub(super) fn catalogue(&mut self, domain: Id<Domain>, of: &Expression, name: &Word) -> Option<Vec<u16>> {
        let builder = &mut *self.builder;
        let found = builder.catalogues.find(name, &mut builder.diagnostics)?;
        if found != domain {
            let message = format!("the catalogue `{}` is not the one of this choice", name.text);
            let label = format!("one of `{}`", builder.domain_key(domain));
            let diagnostic = Diagnostic::error(Code::Type, name.at, message);
            let at = self.place(of);
            self.report(diagnostic.and(at, label));
            return None;
        }
        let options = builder.pack.domains.get(domain).map_or(0, |domain| domain.options.len());
        let outside = builder.listed.get(domain.place()).map(|listed| listed.outside.as_slice()).unwrap_or_default();
        let all = 0..u16::try_from(options).unwrap_or(u16::MAX);
        Some(all.filter(|place| !outside.contains(place)).collect())
    }

    /// The record of which a field names a row.
    pub(super) fn link_of(&self, expression: &Expression) -> Option<Id<Record>> {
        let Kind::Field { record, field } = &expression.kind else { return None };
        let field = self.builder.fields.get(&format!("{}.{}", record.text, field.text))??;
        match self.builder.pack.fields.get(field)?.kind {
            FieldKind::Row(record) => Some(record),
            _ => None,
        }
    }

    /// The domain of whose options an expression is one, if that can be told without lowering it.
    pub(super) fn domain_of(&self, expression: &Expression) -> Option<Id<Domain>> {
        match &expression.kind {
            Kind::Field { record, field } => {
                let key = format!("{}.{}", record.text, field.text);
                let field = self.builder.fields.get(&key)??;
                match self.builder.pack.fields.get(field)?.kind {
                    FieldKind::Choice(domain) => Some(domain),
                    _ => None,
                }
            }
            Kind::If(parts) => {
                let [_, then, other] = parts.as_ref();
                self.domain_of(then).or_else(|| self.domain_of(other))
            }
            _ => None,
        }
    }
}

impl crate::builder::Builder<'_> {
    /// The record with this name.
    pub(crate) fn find_record(&mut self, word: &Word) -> Option<Id<Record>> {
        self.records.find(word, &mut self.diagnostics)
    }

    /// An option that a domain does not have.
    pub(crate) fn unknown_option(&self, domain: Id<Domain>, word: &Word) -> Diagnostic {
        let options = self.pack.domains.get(domain).map(|domain| domain.options.as_slice()).unwrap_or_default();
        let candidates = options.iter().map(|option| option.key.as_str()).collect::<Vec<_>>();
        let message = format!("`{}` is not an option of `{}`", word.text, self.domain_key(domain));
        Diagnostic::error(Code::UnknownOption, word.at, message).with_hint(one_of(&word.text, &candidates))
    }

    /// The field `record.field`; an unknown one is reported at the part that is wrong.
    pub(crate) fn find_field(&mut self, record: &Word, field: &Word) -> Option<Id<Field>> {
        let key = format!("{}.{}", record.text, field.text);
        if let Some(found) = self.fields.get(&key) {
            return found;
        }
        if self.fields.is_incomplete || self.diagnostics.is_full() {
            return None;
        }
        let whole = record.at.with(record.at.span.to(field.at.span));
        let same_record = |candidate: &&str| candidate.split_once('.').is_some_and(|(of, _)| of == record.text);
        let diagnostic = if self.records.get(&record.text).is_some() {
            let names = self.fields.texts().filter(same_record).filter_map(|key| Some(key.split_once('.')?.1));
            let hint = nearest(&field.text, names)
                .map(|name| format!("did you mean `{}.{name}`?", record.text))
                .or_else(|| self.same_field_elsewhere(&field.text))
                .or_else(|| did_you_mean(&key, self.fields.texts()));
            Diagnostic::error(Code::UnknownField, field.at, format!("there is no field `{key}`")).with_hint(hint)
        } else {
            let hint = did_you_mean(&record.text, self.records.texts())
                .or_else(|| did_you_mean(&key, self.fields.texts()))
                .or_else(|| self.same_field_elsewhere(&field.text));
            let at = if hint.is_some() { record.at } else { whole };
            Diagnostic::error(Code::UnknownField, at, format!("there is no record `{}`", record.text)).with_hint(hint)
        };
        self.report(diagnostic);
        None
    }

    fn same_field_elsewhere(&self, field: &str) -> Option<String> {
        let is_same = |key: &&str| key.split_once('.').is_some_and(|(_, of)| of == field);
        self.fields.texts().find(is_same).map(|key| format!("did you mean `{key}`?"))
    }
}
