//! What is typed at a question.

use crate::words;
use qualify_engine::pack::{Domain, Field, FieldKind};
use qualify_engine::{
    Answer, AnswerError, EntryError, Id, Pack, Texts, limits, numeral, read as read_answer, read_range,
};

/// What somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer, "don't know" included.
    Answer(Answer),
    /// How many rows there are.
    Rows {
        rows: u16,
        /// Whether there may be others.
        may_be_more: bool,
    },
    /// The question before.
    Back,
    /// Enough.
    Stop,
}

/// What stands for `?`, `<` and `q`, in lower case.
const DONT_KNOW: [&str; 13] = [
    "?",
    "不清楚",
    "不知道",
    "不确定",
    "不確定",
    "不详",
    "跳过",
    "跳過",
    "don't know",
    "dont know",
    "unknown",
    "not sure",
    "skip",
];
const BACK: [&str; 5] = ["<", "上一题", "上一題", "返回", "back"];
const STOP: [&str; 6] = ["q", "quit", "exit", "结束", "結束", "退出"];

/// Reads what was typed: an answer as it is written everywhere, the number of an option, a range as `2000..5000 万元`, `?`, `<` or `q`
/// or the same in words; where it is asked whether there is one, also how many.
pub fn read(pack: &Pack, texts: &Texts, field: Id<Field>, is_presence: bool, line: &str) -> Result<Reply, EntryError> {
    let (label, text) = (line.trim(), half_width(line.trim()));
    let text = text.as_str();
    let word = text.to_lowercase().replace('’', "'");
    let kind = pack.fields.at(field).kind;
    // An option may be called so.
    let is_option = matches!(kind, FieldKind::Choice(domain) if option(pack, texts, domain, label).is_some());
    let is_one_of = |words: &[&str]| !is_option && words.contains(&word.as_str());
    if is_one_of(&DONT_KNOW) {
        return Ok(Reply::Answer(Answer::DontKnow));
    } else if is_one_of(&BACK) {
        return Ok(Reply::Back);
    } else if is_one_of(&STOP) {
        return Ok(Reply::Stop);
    }
    let number = text.parse::<u16>().ok();
    let answer = match (kind, number) {
        (FieldKind::YesNo, _) if is_presence => return rows(pack, field, text),
        (FieldKind::YesNo, Some(number @ (1 | 2))) => Answer::YesNo(number == 1),
        (FieldKind::YesNo, _) => yes_or_no(pack, field, text)?,
        (FieldKind::Choice(domain), Some(number)) => {
            let options = pack.domains.at(domain).options.len();
            let place = number.checked_sub(1).filter(|place| usize::from(*place) < options);
            Answer::Choice(place.ok_or(AnswerError::NoSuchOption)?)
        }
        (FieldKind::Choice(domain), None) => match option(pack, texts, domain, label) {
            Some(place) => Answer::Choice(place),
            None => read_answer(pack, field, text)?,
        },
        (FieldKind::Row(_), _) if text == words::NO_ROW => Answer::NoRow,
        _ => match text.split_once("..") {
            Some((from, to)) => range(pack, field, from.trim(), to.trim())?,
            None => read_answer(pack, field, text)?,
        },
    };
    Ok(Reply::Answer(answer))
}

/// `２＋` → `2+`; an option's label stays as it is.
fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)).unwrap_or(c),
        other => other,
    };
    text.chars().map(half).collect()
}

/// Yes and no, in whatever case, their first letters, or as they are said.
fn yes_or_no(pack: &Pack, field: Id<Field>, text: &str) -> Result<Answer, EntryError> {
    let text = text.to_ascii_lowercase();
    let whole = match text.as_str() {
        "y" | "有的" | "是的" | "对" | "對" => "yes",
        "n" | "没" | "沒" | "不" => "no",
        other => other,
    };
    read_answer(pack, field, whole)
}

/// The option with these words.
fn option(pack: &Pack, texts: &Texts, domain: Id<Domain>, text: &str) -> Option<u16> {
    let place = pack.domains.at(domain).options.iter().position(|option| texts.get(option.label) == text)?;
    u16::try_from(place).ok()
}

/// `0`, `2`, `2 条`, `两条`, `2+`, or yes, which is one, and no.
fn rows(pack: &Pack, presence: Id<Field>, text: &str) -> Result<Reply, EntryError> {
    let (count, may_be_more) = text.strip_suffix('+').map_or((text, false), |count| (count, true));
    let count = count.trim_end_matches(['条', '條', '个', '個', '笔', '筆', '项', '項', ' ']);
    let Some(rows) = numeral(count) else {
        return Ok(match yes_or_no(pack, presence, text)? {
            Answer::YesNo(is_there) => Reply::Rows { rows: is_there.into(), may_be_more: false },
            other => Reply::Answer(other),
        });
    };
    match u16::try_from(rows) {
        // None, and perhaps some: that is not known.
        Ok(0) if may_be_more => Ok(Reply::Answer(Answer::DontKnow)),
        Ok(rows) if rows <= limits::ROWS => Ok(Reply::Rows { rows, may_be_more }),
        _ => Err(AnswerError::NoSuchRow.into()),
    }
}

/// A range; a unit that stands at its end alone is meant for both ends.
fn range(pack: &Pack, field: Id<Field>, from: &str, to: &str) -> Result<Answer, EntryError> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '/');
    let unit = to.trim_start_matches(is_digit);
    let is_bare = !from.is_empty() && from.chars().all(is_digit);
    let from = if is_bare { format!("{from} {unit}") } else { from.to_owned() };
    let end = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
    read_range(pack, field, end(&from).as_deref(), end(to).as_deref())
}
