//! Answers as people write them: `3,000 万元`, `3千万`, `三千万`, `2.5％`, `2026年3月18日`, `是`.

use crate::dossier::{Answer, AnswerError, Dossier};
use crate::pack::{Field, FieldKind};
use crate::{Date, Id, Number, Pack, Simple, Span, Unit, numeral};

/// Why a written answer was not understood.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{EntryError, read};
/// let pack = example();
/// let principal = pack.field("loan.principal").unwrap();
/// assert_eq!(read(&pack, principal, " "), Err(EntryError::Empty));
/// assert_eq!(read(&pack, principal, "5 个月"), Err(EntryError::OtherUnit));
/// ```
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

/// How it is written that a row belongs to no row of the other record.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, EntryError, NO_ROW, read};
/// let pack = example();
/// // Only a field that points at a row takes it.
/// assert_eq!(read(&pack, pack.field("loan.principal").unwrap(), NO_ROW), Err(EntryError::NotANumber));
/// ```
pub const NO_ROW: &str = "none";

/// Reads one written answer to a field, and checks that the field accepts it.
///
/// Numbers may carry thousands separators, full-width digits and any unit of the field's dimension; without a unit they are in the
/// field's own. With the feature `numerals` they may also be written in Chinese characters. `CNY` or `¥` may stand before an amount,
/// and `million` behind it. Options are written by their key, rows of another record by their number, counted from 1, or `none`.
///
/// # Errors
/// What kept the text from being an answer.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, EntryError, Number, read};
/// let pack = example();
/// let principal = pack.field("loan.principal").unwrap();
/// // 3,000 万元 are 3,000,000,000 分.
/// assert_eq!(read(&pack, principal, "３，０００ 万元"), Ok(Answer::number(Number::whole(3_000_000_000))));
/// assert_eq!(read(&pack, principal, "3 吨"), Err(EntryError::OtherUnit));
/// ```
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
        // People count from 1.
        FieldKind::Row(_) => {
            if text == NO_ROW {
                Answer::NoRow
            } else {
                Answer::Row(text.parse::<u16>().ok().and_then(|row| row.checked_sub(1)).ok_or(EntryError::NotANumber)?)
            }
        }
    };
    accepted(pack, field, answer)
}

/// Reads a range, of which one end may be open.
///
/// # Errors
/// What kept the texts from being a range.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, read, read_range};
/// let pack = example();
/// let principal = pack.field("loan.principal").unwrap();
/// let low = read(&pack, principal, "500").unwrap();
/// let Answer::Number(span) = read_range(&pack, principal, Some("500"), None).unwrap() else { panic!() };
/// assert_eq!((Answer::number(span.low.unwrap()), span.high), (low, None));
/// ```
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

/// Half-width, trimmed.
fn plain(text: &str) -> String {
    let half_width = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' => '-',
        other => other,
    };
    text.chars().map(half_width).collect::<String>().trim().to_owned()
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" | "是" | "有" => Some(true),
        "no" | "false" | "否" | "不是" | "没有" | "沒有" | "无" | "無" => Some(false),
        _ => None,
    }
}

/// What English writes otherwise.
const ENGLISH: [(&str, &str); 7] = [
    ("peryear", "/年"),
    ("×10,000", "万"),
    ("thousand", "千"),
    ("million", "百万"),
    ("billion", "十亿"),
    ("CNY", "元"),
    ("yuan", "元"),
];

fn number(text: &str, field: Unit) -> Result<Number, EntryError> {
    let in_characters = || if cfg!(feature = "numerals") { in_characters(text, field) } else { None };
    in_digits(text, field).or_else(|error| in_characters().unwrap_or(Err(error)))
}

/// A number with or without a unit. Commas and spaces stand only between groups of three digits: what could mean two things is
/// no number.
fn in_digits(text: &str, field: Unit) -> Result<Number, EntryError> {
    let text = &currency_last(text);
    let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | ' ' | '-')).unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end).ok_or(EntryError::NotANumber)?;
    let (digits, is_negative) = digits.strip_prefix('-').map_or((digits, false), |digits| (digits, true));
    let digits = without_separators(digits.trim()).ok_or(EntryError::NotANumber)?;
    let value = Number::parse_decimal(&digits).ok_or(EntryError::NotANumber)?;
    // As English has it, and as this project writes it in English.
    let unit = ENGLISH.iter().fold(unit.replace(' ', ""), |unit, (english, ours)| unit.replace(english, ours));
    let in_base = if unit.is_empty() {
        field.to_base(value)
    } else {
        unit_of(&unit, field).ok_or(EntryError::OtherUnit)?.to_base_of(value)
    };
    let in_base = in_base.filter(|number| number.is_precise_enough()).ok_or(EntryError::NotANumber)?;
    if is_negative { Number::ZERO.minus(in_base).ok_or(EntryError::NotANumber) } else { Ok(in_base) }
}

/// A number in Chinese characters, with or without a unit: `三千万元`, `两百人`. `None` where there is none.
///
/// Where 万元 are asked for, a bare `两千` could mean 2,000 元, as `2千` does, or 2,000 万元, as `2000` does: it fits no unit.
fn in_characters(text: &str, field: Unit) -> Option<Result<Number, EntryError>> {
    let own = Unit { top: field.top.without_multiplier(), per: field.per };
    let ends = text.char_indices().rev().map(|(at, last)| at.saturating_add(last.len_utf8()));
    ends.filter_map(|end| text.split_at_checked(end)).find_map(|(written, unit)| {
        let value = i64::try_from(numeral(written.trim())?).ok()?;
        let unit = match unit.trim() {
            // From 10,000 on there is a 万 in it, or a 亿.
            "" => Some(own).filter(|own| *own == field || value >= 10_000),
            unit => Some(Unit::parse(unit)?).filter(|unit| unit.dimension() == field.dimension()),
        };
        Some(unit.and_then(|unit| unit.to_base(Number::whole(value))).ok_or(EntryError::OtherUnit))
    })
}

/// `CNY 3,000` and `¥3,000` → `3,000元`; `¥3000万元` → `3000万元`.
fn currency_last(text: &str) -> String {
    let amount = ["CNY", "RMB", "¥", "￥"].iter().find_map(|mark| text.strip_prefix(mark));
    match amount {
        Some(amount) if amount.ends_with('元') => amount.trim().to_owned(),
        Some(amount) => [amount.trim(), "元"].concat(),
        None => text.to_owned(),
    }
}

/// `3,000.5` and `3 000.5` → `3000.5`; `None` where separators stand otherwise.
fn without_separators(digits: &str) -> Option<String> {
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut groups = whole.split([',', ' ']);
    let first = groups.next()?;
    let is_grouped = groups.clone().next().is_some();
    let is_right = !is_grouped || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !is_right || decimals.is_some_and(|decimals| decimals.contains([',', ' '])) {
        return None;
    }
    Some(digits.replace([',', ' '], ""))
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
        // "400万" beside 万千瓦时 means 400 万千瓦时, beside 万元 3,000 万元: the 万 is not meant twice.
        "" => Unit { top: field.top.without_multiplier(), per: field.per },
        other => Unit::parse(other).filter(fits)?,
    };
    Some(Written { multiplier, unit })
}
