//! Numbers, amounts, days and answers.

use crate::names::{causes, closed_at, provenance};
use crate::tree::{Tree, object};
use qualify_engine::pack::{Field, FieldKind, Programme, Promise};
use qualify_engine::{
    Amount, Answer, Availability, Causes, Date, Id, Known, NO_ROW, Number, Pack, Simple, Span, Truth, Unit, write,
};

/// An amount, and whether it is a ceiling.
#[must_use]
pub fn amount(amount: Amount) -> Tree {
    let mut value = money(amount.known);
    value.put("at_most", amount.promise == Promise::AtMost);
    value.put("provenance", provenance(amount.provenance));
    value
}

/// Money in 元.
pub(crate) fn money(known: Known<Number>) -> Tree {
    number(known, Unit::simple(Simple::Yuan))
}

/// Money in 元, of which nothing is to be said but from where to where.
pub(crate) fn sum(span: Span<Number>) -> Tree {
    ends(span, Unit::simple(Simple::Yuan))
}

/// A number as exact text, so that no reader turns it into binary floating point unasked.
pub(crate) fn number(known: Known<Number>, unit: Unit) -> Tree {
    let mut value = ends(known.span, unit);
    value.put("unknown_by", causes(known.causes));
    value
}

fn ends(span: Span<Number>, unit: Unit) -> Tree {
    let end = |end: Option<Number>| end.and_then(|end| unit.from_base(end)).map(exact_text);
    object! { "from": end(span.low), "to": end(span.high), "unit": unit.spelling() }
}

/// A number as exact text: a decimal where it has an end, else a fraction (`1250000/3`).
pub(crate) fn exact_text(number: Number) -> String {
    let decimal = write::number(number).replace(',', "");
    if decimal.ends_with('…') {
        let (numerator, denominator) = number.parts();
        return format!("{numerator}/{denominator}");
    }
    decimal
}

/// A number of base units in a unit, spaced as people read it: `90 万元`, `3%/年`, `18.5`.
fn exact_quantity(base: Number, unit: Unit) -> Option<String> {
    let (number, spelling) = (exact_text(unit.from_base(base)?), unit.spelling());
    let gap = if spelling.is_empty() || spelling.starts_with('%') { "" } else { " " };
    Some(format!("{number}{gap}{spelling}"))
}

/// A number of base units in the unit in which a field is asked: `-20 万元`.
pub(crate) fn quantity(pack: &Pack, field: Id<Field>, base: Number) -> Tree {
    match pack.fields.at(field).kind {
        FieldKind::Number { unit, .. } => exact_quantity(base, unit).into(),
        _ => Tree::Null,
    }
}

/// An answer as a dossier gives it; `null` is "don't know".
pub(crate) fn answer(pack: &Pack, field: Id<Field>, answer: Answer) -> Tree {
    match (answer, pack.fields.at(field).kind) {
        (Answer::YesNo(value), _) => value.into(),
        (Answer::Choice(place), FieldKind::Choice(domain)) => {
            pack.domains.at(domain).options.get(usize::from(place)).map(|option| option.key.as_str()).into()
        }
        (Answer::Row(row), _) => row.saturating_add(1).into(),
        (Answer::NoRow, _) => NO_ROW.into(),
        (Answer::Number(span), FieldKind::Number { unit, .. }) => {
            let end = |end: Number| exact_quantity(end, unit);
            range(span.exact().and_then(end), span.low.and_then(end), span.high.and_then(end))
        }
        (Answer::Date(span), _) => {
            let end = |day: Date| day.to_string();
            range(span.exact().map(end), span.low.map(end), span.high.map(end))
        }
        _ => Tree::Null,
    }
}

fn range(exact: Option<String>, from: Option<String>, to: Option<String>) -> Tree {
    exact.map_or_else(|| object! { "from": from, "to": to }, Tree::from)
}

/// A day, or what is known of it.
pub(crate) fn date(known: Known<Date>) -> Tree {
    let end = |day: Option<Date>| day.map(|day| day.to_string());
    object! { "from": end(known.span.low), "to": end(known.span.high), "unknown_by": causes(known.causes) }
}

pub(crate) fn truth(truth: Truth) -> Tree {
    match truth {
        Truth::True => true.into(),
        Truth::False => false.into(),
        Truth::Unknown(of) => unknown(of),
    }
}

pub(crate) fn unknown(of: Causes) -> Tree {
    object! { "unknown_by": causes(of) }
}

/// Whether a programme takes applications.
#[must_use]
pub fn availability(pack: &Pack, of: Id<Programme>, availability: Availability) -> Tree {
    let (state, day) = match availability {
        Availability::Open { until, .. } => ("open", Some(until)),
        Availability::Rolling { until, .. } => ("rolling", Some(until)),
        Availability::ReplacedBy(newer) => {
            return object! { "state": "replaced", "by": pack.programmes.at(newer).key.as_str() };
        }
        Availability::OpensOn(day) => ("opens", Some(day)),
        Availability::ClosedOn(day) => ("closed", Some(day)),
        Availability::ClosedBy(day) => ("closed_by", Some(day)),
        Availability::NotConfirmed => ("not_confirmed", None),
    };
    let mut value = object! { "state": state, "date": day.map(|day| day.to_string()) };
    let at = match availability {
        Availability::Open { at, .. } | Availability::Rolling { at, .. } => at,
        _ => closed_at(pack, of, availability),
    };
    if let Some(at) = at {
        value.put("time", at.to_string());
    }
    value
}
