//! Numbers with their units, as expressions, field limits and cases write them.

use crate::diagnostic::{Code, Diagnostic};
use crate::hint::nearest;
use crate::source::{Location, Span};
use qualify_engine::{Dimension, Number, Unit};

/// Decimals of a number.
const DECIMALS: usize = 12;

/// What a number measures, for messages: `money`, `a plain number`, `a yearly rate`.
pub(crate) fn in_words(dimension: Dimension) -> String {
    match dimension.name() {
        name if name == "plain number" => "a plain number".to_owned(),
        name if name == "1 per time" => "a yearly rate".to_owned(),
        name => name,
    }
}

/// Reads digits with at most one point.
pub(crate) fn read_number(digits: &str, at: Location) -> Result<Number, Diagnostic> {
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if decimals > DECIMALS {
        return Err(Diagnostic::error(Code::BadNumber, at, format!("more than {DECIMALS} decimals")));
    }
    let number = Number::parse_decimal(digits).filter(|number| number.is_reasonable());
    number.ok_or_else(|| Diagnostic::error(Code::BadNumber, at, format!("`{digits}` is too large or no number")))
}

/// Reads `万元` or `%/year`.
pub(crate) fn read_unit(spelling: &str, at: Location) -> Result<Unit, Diagnostic> {
    Unit::parse(spelling).filter(|_| !spelling.is_empty()).ok_or_else(|| {
        let hint = unit_hint(spelling).map(|unit| format!("did you mean `{unit}`?"));
        Diagnostic::error(Code::UnknownUnit, at, format!("the unit `{spelling}` is not known")).with_hint(hint)
    })
}

fn unit_hint(spelling: &str) -> Option<String> {
    let of_simple = |word: &str| {
        let known = Unit::spellings().find(|unit| *unit == word);
        let longer = || Unit::spellings().find(|unit| !word.is_empty() && unit.starts_with(word));
        known.or_else(|| nearest(word, Unit::spellings())).or_else(longer)
    };
    match spelling.split_once('/') {
        None => of_simple(spelling).map(str::to_owned),
        Some((top, per)) => Some(format!("{}/{}", of_simple(top)?, of_simple(per)?)),
    }
}

/// Reads `3000 万元`, `-5`, `1.5%/year`: a number with or without its unit, standing alone at `at`. No unit is [`Unit::ONE`].
pub(crate) fn read_quantity(text: &str, at: Location) -> Result<(Number, Unit), Diagnostic> {
    let place = |part: &str| {
        let from = part.as_ptr().addr().saturating_sub(text.as_ptr().addr()).saturating_add(at.span.start as usize);
        let to = from.saturating_add(part.len());
        // A text that YAML has folded is not the one in the file: then the whole of it is meant.
        if to <= at.span.end as usize { at.with(Span::new(from, to)) } else { at }
    };
    let (is_negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
    let (digits, rest) = unsigned.split_at_checked(end).unwrap_or((unsigned, ""));
    if digits.is_empty() {
        let message = format!("`{text}` is not a number");
        return Err(
            Diagnostic::error(Code::BadNumber, at, message).with_help("a number is written `3000 万元`, `2.5%`")
        );
    }
    if rest.starts_with([',', '，']) {
        let plain = text.replace([',', '，'], "");
        return Err(thousands(at, &plain));
    }
    let value = read_number(digits, place(digits))?;
    let spelling = rest.trim().replace('％', "%");
    let unit = if spelling.is_empty() { Unit::ONE } else { read_unit(&spelling, place(rest.trim()))? };
    let value = if is_negative { Number::ZERO.minus(value).unwrap_or(value) } else { value };
    if unit.to_base(value).is_none_or(|base| !base.is_reasonable()) {
        return Err(Diagnostic::error(Code::BadNumber, at, format!("`{text}` is out of range")));
    }
    Ok((value, unit))
}

/// Digits in groups: a comma separates arguments here.
pub(super) fn thousands(at: Location, plain: &str) -> Diagnostic {
    Diagnostic::error(Code::Thousands, at, "thousands are not separated here")
        .with_help(format!("write `{plain}`; a comma between two numbers needs a space after it"))
}
