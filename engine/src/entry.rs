//! Answers as people write them: `3,000 万元`, `3千万`, `2.5％`, `2026年3月18日`, `是`.

use crate::dossier::{Answer, AnswerError, Dossier};
use crate::pack::{Field, FieldKind};
use crate::{Date, Dimension, Id, Number, Pack, Simple, Span, Unit};

/// Why a written answer was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Nothing was written.
    #[error("nothing was written")]
    Empty,
    /// No number, or one too long to be exact.
    #[error("this is no number")]
    NotANumber,
    /// A unit that is not known, or one that measures something else.
    #[error("this unit does not fit")]
    OtherUnit,
    /// No day of the calendar.
    #[error("this is no date")]
    NotADate,
    /// Neither yes nor no.
    #[error("this is neither yes nor no")]
    NotYesNo,
    /// Understood, but the field does not accept it.
    #[error(transparent)]
    NotAccepted(#[from] AnswerError),
}

/// Reads one written answer to a field, and checks that the field accepts it.
///
/// Numbers may carry thousands separators, full-width digits and any unit of the field's dimension; without a unit they are in the
/// field's own. Options are written by their key.
///
/// # Errors
/// What kept the text from being an answer.
pub fn read(pack: &Pack, field: Id<Field>, text: &str) -> Result<Answer, EntryError> {
    let kind = pack.fields.get(field).ok_or(AnswerError::NoSuchField)?.kind;
    let text = plain(text);
    if text.is_empty() {
        return Err(EntryError::Empty);
    }
    let answer = match kind {
        FieldKind::YesNo => Answer::YesNo(yes_or_no(&text).ok_or(EntryError::NotYesNo)?),
        FieldKind::Choice(domain) => {
            let options = pack.domains.get(domain).map(|domain| domain.options.as_slice()).unwrap_or_default();
            let place = options.iter().position(|option| option.key == text).ok_or(AnswerError::NoSuchOption)?;
            Answer::Choice(u16::try_from(place).map_err(|_| AnswerError::NoSuchOption)?)
        }
        FieldKind::Number { unit, .. } => Answer::number(number(&text, unit)?),
        FieldKind::Date { .. } => Answer::date(Date::parse(&text).ok_or(EntryError::NotADate)?),
    };
    accepted(pack, field, answer)
}

/// Reads a range, of which one end may be open.
///
/// # Errors
/// What kept the texts from being a range.
pub fn read_range(pack: &Pack, field: Id<Field>, from: Option<&str>, to: Option<&str>) -> Result<Answer, EntryError> {
    let end = |text: Option<&str>| text.map(|text| read(pack, field, text)).transpose();
    let answer = match (end(from)?, end(to)?) {
        (None, None) => return Err(EntryError::Empty),
        (Some(Answer::Date(low)), Some(Answer::Date(high))) => Answer::Date(Span { low: low.low, high: high.high }),
        (Some(Answer::Date(low)), None) => Answer::Date(Span { low: low.low, high: None }),
        (None, Some(Answer::Date(high))) => Answer::Date(Span { low: None, high: high.high }),
        (Some(Answer::Number(low)), Some(Answer::Number(high))) => {
            Answer::Number(Span { low: low.low, high: high.high })
        }
        (Some(Answer::Number(low)), None) => Answer::Number(Span { low: low.low, high: None }),
        (None, Some(Answer::Number(high))) => Answer::Number(Span { low: None, high: high.high }),
        _ => return Err(AnswerError::WrongKind.into()),
    };
    accepted(pack, field, answer)
}

fn accepted(pack: &Pack, field: Id<Field>, answer: Answer) -> Result<Answer, EntryError> {
    Dossier::new().set(pack, field, answer)?;
    Ok(answer)
}

/// Half-width, without spaces and thousands separators.
fn plain(text: &str) -> String {
    let half_width = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)).unwrap_or(c),
        '。' => '.',
        other => other,
    };
    text.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, ',' | '、')).collect()
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" | "是" | "有" => Some(true),
        "no" | "false" | "否" | "不是" | "没有" | "沒有" | "无" | "無" => Some(false),
        _ => None,
    }
}

fn number(text: &str, field: Unit) -> Result<Number, EntryError> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, suffix) = text.split_at_checked(end).ok_or(EntryError::NotANumber)?;
    let value = Number::parse_decimal(digits).ok_or(EntryError::NotANumber)?;
    let in_base = if suffix.is_empty() {
        field.to_base(value)
    } else {
        unit_of(suffix, field).ok_or(EntryError::OtherUnit)?.to_base_of(value)
    };
    in_base.ok_or(EntryError::NotANumber)
}

/// A unit as people write it: a multiplier in Chinese characters, then a unit.
struct Written {
    multiplier: Number,
    unit: Unit,
}

impl Written {
    fn to_base_of(&self, value: Number) -> Option<Number> {
        self.unit.to_base(value.times(self.multiplier)?)
    }
}

fn unit_of(suffix: &str, field: Unit) -> Option<Written> {
    let fits = |unit: &Unit| unit.dimension() == field.dimension();
    if let Some(unit) = Unit::parse(suffix).filter(fits) {
        return Some(Written { multiplier: Number::ONE, unit });
    }
    // "2.5%" beside a rate that is asked per year.
    if Simple::from_spelling(suffix) == Some(field.top) {
        return Some(Written { multiplier: Number::ONE, unit: field });
    }
    let rest = suffix.trim_start_matches(['十', '百', '千', '万', '萬', '亿', '億']);
    let multiplier = suffix.strip_suffix(rest)?.chars().try_fold(Number::ONE, |product, character| {
        product.times(Number::whole(match character {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' | '萬' => 10_000,
            _ => 100_000_000,
        }))
    })?;
    let unit = match rest {
        "" if field.dimension() == Dimension::MONEY => Unit::simple(Simple::Yuan),
        "" => field,
        other => Unit::parse(other).filter(fits)?,
    };
    Some(Written { multiplier, unit })
}
