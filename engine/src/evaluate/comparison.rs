//! How two outcomes compare.

use super::{Known, NO_ROW, Outcome};
use crate::expression::Comparison;
use crate::{Causes, Number, Span, Truth};

pub(super) fn compare(comparison: Comparison, a: Outcome, b: Outcome) -> Truth {
    let known = match (a, b) {
        (Outcome::Number(a), Outcome::Number(b)) => a.span.always(b.span, |order| comparison.holds(order)),
        (Outcome::Date(a), Outcome::Date(b)) => a.span.always(b.span, |order| comparison.holds(order)),
        // Two that belong to no row have none in common.
        (Outcome::Choice(Ok(a)), Outcome::Choice(Ok(b))) => {
            Some((a == b && a != NO_ROW) == (comparison == Comparison::Equal))
        }
        (Outcome::Truth(a), Outcome::Truth(b)) if !a.is_unknown() && !b.is_unknown() => {
            Some((a == b) == (comparison == Comparison::Equal))
        }
        _ => None,
    };
    match known {
        Some(truth) => truth.into(),
        // Beside something of which nothing can be known, the other side no longer matters.
        None if a.is_beyond_answers() => Truth::Unknown(a.causes()),
        None if b.is_beyond_answers() => Truth::Unknown(b.causes()),
        None if waits_in_vain(comparison, a, b) || waits_in_vain(comparison.mirrored(), b, a) => {
            Truth::Unknown(Causes::SOURCE)
        }
        None => Truth::Unknown(a.causes() | b.causes()),
    }
}

/// Whether no value of `a` settles how it compares with a `b` that the source leaves open: at its ends it would, if anywhere.
fn waits_in_vain(comparison: Comparison, a: Outcome, b: Outcome) -> bool {
    let end = |end: Option<Number>, beyond: Option<Number>, b: Span<Number>| match end {
        Some(_) => Span { low: end, high: end }.always(b, |order| comparison.holds(order)).is_none(),
        None => beyond.is_none(),
    };
    match (a, b) {
        (Outcome::Number(Known { span: a, .. }), Outcome::Number(Known { span: b, causes })) => {
            causes == Causes::SOURCE && end(a.low, b.low, b) && end(a.high, b.high, b)
        }
        _ => false,
    }
}
