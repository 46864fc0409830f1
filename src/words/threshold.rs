//! What a condition asks of an answer, in words.

use crate::messages::fill;
use crate::state::Store;
use qualify_engine::expression::Comparison;
use qualify_engine::pack::FieldKind;
use qualify_engine::{Outcome, Threshold};

/// `须不超过 36 个月`; nothing where the bound is not known, or is no number and no day.
pub fn threshold(store: &Store, of: &Threshold) -> Option<String> {
    let words = &store.words;
    let (bound, is_day) = match (of.bound, store.pack().fields.at(of.slot.field).kind) {
        (Outcome::Number(known), FieldKind::Number { unit, .. }) => (words.value(known.span.exact()?, unit), false),
        (Outcome::Date(known), _) => (words.date(known.span.exact()?), true),
        _ => return None,
    };
    let text = match (of.comparison, is_day) {
        (Comparison::Equal, _) => words.must_equal(),
        (Comparison::NotEqual, _) => return None,
        (Comparison::Less, false) => words.must_be_less(),
        (Comparison::AtMost, false) => words.must_be_at_most(),
        (Comparison::Greater, false) => words.must_be_more(),
        (Comparison::AtLeast, false) => words.must_be_at_least(),
        (Comparison::Less, true) => words.must_be_before(),
        (Comparison::AtMost, true) => words.must_be_by(),
        (Comparison::Greater, true) => words.must_be_after(),
        (Comparison::AtLeast, true) => words.must_be_from(),
    };
    Some(fill(text, &[("bound", &bound)]))
}
