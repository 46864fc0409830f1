//! What is typed at a question.

use qualify_engine::pack::{Domain, Field, FieldKind};
use qualify_engine::{Answer, AnswerError, EntryError, Id, Pack, Texts, limits, read as read_answer, read_range};

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

/// Reads what was typed: an answer as it is written everywhere, the number of an option, a range as `2000..5000 万元`, `?`, `<` or `q`;
/// where it is asked whether there is one, also how many.
pub fn read(pack: &Pack, texts: &Texts, field: Id<Field>, is_presence: bool, line: &str) -> Result<Reply, EntryError> {
    let text = line.trim();
    match text {
        "?" | "？" => return Ok(Reply::Answer(Answer::DontKnow)),
        "<" | "＜" => return Ok(Reply::Back),
        "q" | "Q" => return Ok(Reply::Stop),
        _ => {}
    }
    let kind = pack.fields.at(field).kind;
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
        (FieldKind::Choice(domain), None) => match option(pack, texts, domain, text) {
            Some(place) => Answer::Choice(place),
            None => read_answer(pack, field, text)?,
        },
        _ => match text.split_once("..") {
            Some((from, to)) => range(pack, field, from.trim(), to.trim())?,
            None => read_answer(pack, field, text)?,
        },
    };
    Ok(Reply::Answer(answer))
}

/// Yes and no, in whatever case, or their first letters.
fn yes_or_no(pack: &Pack, field: Id<Field>, text: &str) -> Result<Answer, EntryError> {
    let text = text.to_ascii_lowercase();
    let whole = match text.as_str() {
        "y" => "yes",
        "n" => "no",
        other => other,
    };
    read_answer(pack, field, whole)
}

/// The option with these words.
fn option(pack: &Pack, texts: &Texts, domain: Id<Domain>, text: &str) -> Option<u16> {
    let place = pack.domains.at(domain).options.iter().position(|option| texts.get(option.label) == text)?;
    u16::try_from(place).ok()
}

/// `0`, `2`, `2+`, or yes and no.
fn rows(pack: &Pack, presence: Id<Field>, text: &str) -> Result<Reply, EntryError> {
    let (count, may_be_more) = text.strip_suffix(['+', '＋']).map_or((text, false), |count| (count, true));
    match count.trim().parse::<u16>() {
        Ok(rows) if rows > limits::ROWS => Err(AnswerError::NoSuchRow.into()),
        // None, and perhaps some: that is not known.
        Ok(0) if may_be_more => Ok(Reply::Answer(Answer::DontKnow)),
        Ok(rows) => Ok(Reply::Rows { rows, may_be_more }),
        Err(_) => match yes_or_no(pack, presence, text)? {
            Answer::YesNo(is_there) => Ok(Reply::Rows { rows: is_there.into(), may_be_more: false }),
            other => Ok(Reply::Answer(other)),
        },
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
