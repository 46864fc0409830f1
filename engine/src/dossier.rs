//! What an enterprise has answered, checked against the pack's fields when it is set.

use crate::pack::{Field, FieldKind, Pack};
use crate::{Date, Id, Number, Span};

/// One answer. A number or a day is a span, so that a rough answer is an answer too; an exact one is a span of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// The option at this place of the field's domain.
    Choice(u16),
    /// A number in base units, or what is known of it.
    Number(Span<Number>),
    /// A day, or what is known of it.
    Date(Span<Date>),
    /// "不清楚": asked, and not known.
    DontKnow,
}

impl Answer {
    /// Exactly this number, in base units.
    #[must_use]
    pub fn number(value: Number) -> Self {
        Self::Number(Span::exactly(value))
    }

    /// Exactly this day.
    #[must_use]
    pub fn date(value: Date) -> Self {
        Self::Date(Span::exactly(value))
    }

    /// Whether nothing more can be learnt about it.
    #[must_use]
    pub fn is_exact(self) -> bool {
        match self {
            Self::YesNo(_) | Self::Choice(_) => true,
            Self::Number(span) => span.exact().is_some(),
            Self::Date(span) => span.exact().is_some(),
            Self::DontKnow => false,
        }
    }
}

/// Why an answer was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such field in the pack.
    #[error("there is no such field")]
    NoSuchField,
    /// A number where a date belongs, and the like.
    #[error("the answer is of another kind than the field")]
    WrongKind,
    /// The domain has no such option.
    #[error("there is no such option")]
    NoSuchOption,
    /// Below what the field accepts.
    #[error("the number is too small")]
    TooSmall,
    /// Above what the field accepts.
    #[error("the number is too large")]
    TooLarge,
    /// Outside the days that the field accepts.
    #[error("the day is out of range")]
    DayOutOfRange,
    /// The low end of a range lies above its high end.
    #[error("the range is upside down")]
    UpsideDown,
}

/// The answers about one enterprise, by field. A field is answered, answered with "don't know", or was not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    answers: Vec<Option<Answer>>,
}

impl Dossier {
    /// No answers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a field; `None` when it was not asked.
    #[must_use]
    pub fn get(&self, field: Id<Field>) -> Option<Answer> {
        self.answers.get(field.place()).copied().flatten()
    }

    /// Sets the answer to a field. Who can say something of a loan has one: where it was not known whether there is one, this
    /// says so ("don't know" does not).
    ///
    /// # Errors
    /// When the field does not accept the answer; the dossier is then unchanged.
    pub fn set(&mut self, pack: &Pack, field: Id<Field>, answer: Answer) -> Result<(), AnswerError> {
        let Field { kind, record, .. } = pack.fields.get(field).ok_or(AnswerError::NoSuchField)?;
        accepts(pack, *kind, answer)?;
        self.answers.resize(pack.fields.len(), None);
        if let Some(presence) = pack.records.get(*record).and_then(|record| record.presence)
            && answer != Answer::DontKnow
            && matches!(self.get(presence), None | Some(Answer::DontKnow))
        {
            self.put(presence, Answer::YesNo(true));
        }
        self.put(field, answer);
        Ok(())
    }

    fn put(&mut self, field: Id<Field>, answer: Answer) {
        if let Some(slot) = self.answers.get_mut(field.place()) {
            *slot = Some(answer);
        }
    }

    /// Takes back the answer to a field.
    pub fn clear(&mut self, field: Id<Field>) {
        if let Some(slot) = self.answers.get_mut(field.place()) {
            *slot = None;
        }
    }

    /// How many fields are answered, "don't know" included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// Whether nothing is answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn accepts(pack: &Pack, kind: FieldKind, answer: Answer) -> Result<(), AnswerError> {
    match (kind, answer) {
        (_, Answer::DontKnow) | (FieldKind::YesNo, Answer::YesNo(_)) => Ok(()),
        (FieldKind::Choice(domain), Answer::Choice(option)) => {
            let options = pack.domains.get(domain).map_or(0, |domain| domain.options.len());
            if usize::from(option) < options { Ok(()) } else { Err(AnswerError::NoSuchOption) }
        }
        (FieldKind::Number { least, greatest, .. }, Answer::Number(span)) => {
            upright(span)?;
            if [span.low, span.high].into_iter().flatten().any(|end| end < least) {
                return Err(AnswerError::TooSmall);
            }
            if [span.low, span.high].into_iter().flatten().any(|end| end > greatest || !end.is_reasonable()) {
                return Err(AnswerError::TooLarge);
            }
            Ok(())
        }
        (FieldKind::Date { first, last }, Answer::Date(span)) => {
            upright(span)?;
            if [span.low, span.high].into_iter().flatten().any(|end| end < first || end > last) {
                return Err(AnswerError::DayOutOfRange);
            }
            Ok(())
        }
        _ => Err(AnswerError::WrongKind),
    }
}

fn upright<T: Copy + Ord>(span: Span<T>) -> Result<(), AnswerError> {
    match (span.low, span.high) {
        (Some(low), Some(high)) if low > high => Err(AnswerError::UpsideDown),
        _ => Ok(()),
    }
}
