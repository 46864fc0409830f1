//! Answers and fields in words.

use crate::dossier::Refusal;
use crate::words;
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{Answer, AnswerError, EntryError, Id, Number, Pack, Span, Texts, Unit, write};

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

/// What a field accepts.
pub fn accepted(pack: &Pack, field: &Field) -> String {
    match field.kind {
        FieldKind::YesNo => "yes 或 no".into(),
        FieldKind::Choice(domain) => {
            pack.domains.at(domain).options.iter().map(|option| option.key.as_str()).collect::<Vec<_>>().join("、")
        }
        FieldKind::Number { unit, least, greatest } => between(unit, least, greatest),
        FieldKind::Row(_) => format!("第几条，从 1 数起，如 1；都不是就写 {}", qualify_engine::NO_ROW),
        FieldKind::Date { first, last } => format!("{first} 至 {last} 的日期，如 2026-03-18"),
    }
}

fn between(unit: Unit, least: Number, greatest: Number) -> String {
    format!("{} 至 {} 的数", write::quantity(least, unit), write::quantity(greatest, unit))
}

/// Why an answer was not accepted.
pub fn refusal(refusal: Refusal) -> &'static str {
    let error = match refusal {
        Refusal::RangeKey => return "范围只能写 from 和 to",
        Refusal::NotText => return "要写成文字，如 \"1.5 年\"",
        Refusal::Entry(error) => error,
    };
    match error {
        EntryError::Empty => "没有填写",
        EntryError::NotANumber => "不是数",
        EntryError::OtherUnit => "单位不对",
        EntryError::NotADate => "不是日期",
        EntryError::NotYesNo => "不是 yes 或 no",
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
