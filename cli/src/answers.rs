//! Answers and fields in words.

use crate::words;
use qualify_engine::pack::{Field, FieldKind, Record};
use qualify_engine::{Answer, AnswerError, EntryError, Id, Number, Pack, Span, Texts, Unit, write};
use qualify_exchange::dossier::Refusal;

/// An answer to a field in words.
pub fn given(pack: &Pack, texts: &Texts, field: Id<Field>, answer: Option<Answer>) -> String {
    match (answer, pack.fields.at(field).kind) {
        (None, _) => words::NOT_ANSWERED.into(),
        (Some(Answer::YesNo(value)), _) => words::yes_or_no(value).into(),
        (Some(Answer::Choice(place)), FieldKind::Choice(domain)) => {
            let option = pack.domains.at(domain).options.get(usize::from(place));
            option.map_or_else(String::new, |option| texts.get(option.label).into())
        }
        (Some(Answer::Number(value)), FieldKind::Number { unit, .. }) => span(value, |end| write::quantity(end, unit)),
        (Some(Answer::Date(value)), _) => span(value, |end| end.to_string()),
        (Some(Answer::NoRow), FieldKind::Row(_)) => words::NO_ROW.into(),
        (Some(Answer::Row(row)), FieldKind::Row(record)) => words::row(pack, texts, record, row),
        _ => words::DONT_KNOW.into(),
    }
}

/// A span in words, each end written by `write`.
pub fn span<T: Copy + Ord>(span: Span<T>, write: impl Fn(T) -> String) -> String {
    match (span.exact(), span.low, span.high) {
        (Some(exact), ..) => write(exact),
        (None, Some(low), Some(high)) => format!("{} 至 {}", write(low), write(high)),
        (None, Some(low), None) => format!("不低于 {}", write(low)),
        (None, None, Some(high)) => format!("不高于 {}", write(high)),
        (None, None, None) => words::NOT_KNOWN.into(),
    }
}

/// What a field of a dossier accepts.
pub fn accepted(pack: &Pack, texts: &Texts, field: &Field) -> String {
    match field.kind {
        FieldKind::YesNo => "true（是）、false（否）".into(),
        FieldKind::Choice(domain) => {
            let options = pack.domains.at(domain).options.iter();
            options.map(|it| format!("{}（{}）", it.key, texts.get(it.label))).collect::<Vec<_>>().join("、")
        }
        FieldKind::Number { unit, least, greatest } => between(unit, least, greatest),
        FieldKind::Row(_) => format!("第几条，从 1 数起，如 1；都不是就写 {}", qualify_engine::NO_ROW),
        FieldKind::Date { first, last } => format!("{first} 至 {last} 的日期，如 2026-03-18"),
    }
}

fn between(unit: Unit, least: Number, greatest: Number) -> String {
    let least = unit.from_base(least).map_or_else(String::new, write::number);
    let range = format!("数，{least} 至 {}", write::quantity(greatest, unit));
    match unit.spelling() {
        none if none.is_empty() => range,
        unit => format!("{range}，不写单位就按“{unit}”算"),
    }
}

/// An answer as it could be written.
fn example(pack: &Pack, field: &Field) -> String {
    match field.kind {
        FieldKind::YesNo => "是".into(),
        FieldKind::Choice(domain) => {
            pack.domains.at(domain).options.first().map(|option| option.key.clone()).unwrap_or_default()
        }
        FieldKind::Number { unit, .. } => {
            let value = Number::fraction(3, 2).and_then(|value| unit.to_base(value)).unwrap_or(Number::ZERO);
            write::quantity(value, unit)
        }
        FieldKind::Row(_) => "1".into(),
        FieldKind::Date { .. } => "2026-03-18".into(),
    }
}

/// Why a link cannot point at a row.
pub fn no_such_row(pack: &Pack, texts: &Texts, of: Id<Record>, row: u16, rows: u16) -> String {
    let label = texts.get(pack.records.at(of).label);
    let listed = if rows == 0 { "一条也没有列出".to_owned() } else { format!("只列出了 {rows} 条") };
    format!("没有第 {} 条，“{label}”{listed}", row.saturating_add(1))
}

/// Why an answer was not accepted.
pub fn refusal(pack: &Pack, field: &Field, refusal: Refusal) -> String {
    match refusal {
        Refusal::RangeKey => "范围只能写 from 和 to".into(),
        Refusal::NotText => format!("要加引号写成文字，如 \"{}\"", example(pack, field)),
        Refusal::Entry(error) => entry(error).into(),
    }
}

fn entry(error: EntryError) -> &'static str {
    match error {
        EntryError::Empty => "没有填写",
        EntryError::NotANumber => "不是数",
        EntryError::OtherUnit => "单位不对，或者看不出是什么单位",
        EntryError::NotADate => "不是日期",
        EntryError::NotYesNo => "不是“是”或“否”",
        EntryError::NotAccepted(error) => match error {
            AnswerError::NoSuchField => "没有这个问题",
            AnswerError::WrongKind => "类型不对",
            AnswerError::NoSuchOption => "没有这个选项",
            AnswerError::NoSuchRow => "没有这一条，或者条数太多",
            AnswerError::TooSmall => "太小",
            AnswerError::TooLarge => "太大",
            AnswerError::DayOutOfRange => "日期超出范围",
            AnswerError::UpsideDown => "范围的起点大于终点",
        },
    }
}
