//! The least or the greatest of several numbers or days.

use super::{Known, Outcome, spanning};
use crate::expression::Extreme;
use crate::{Causes, Span};
use core::cmp::Ordering;

/// The least (the greatest) of several numbers or days. A cause counts only if it keeps a value unknown that can be the least:
/// of `min(3, x)` with an `x` from 5 on, the unknown `x` is nobody's concern, in whatever order they come.
pub(crate) struct Furthest {
    extreme: Extreme,
    of_all: Option<Outcome>,
    /// Of those that are unknown for each cause.
    of_unknown: [(Causes, Option<Outcome>); 2],
}

impl Furthest {
    pub(crate) const fn new(extreme: Extreme) -> Self {
        Self { extreme, of_all: None, of_unknown: [(Causes::APPLICANT, None), (Causes::SOURCE, None)] }
    }

    /// Takes in one more, which for these causes may not count at all.
    pub(crate) fn add(&mut self, outcome: Outcome, doubts: Causes) {
        let join = |best: &mut Option<Outcome>| {
            *best = Some(best.map_or(outcome, |best| picked(self.extreme, best, outcome)));
        };
        join(&mut self.of_all);
        let causes = outcome.causes() | doubts;
        self.of_unknown.iter_mut().filter(|(cause, _)| causes.include(*cause)).for_each(|(_, best)| join(best));
    }

    /// The least (the greatest); `None` of nothing.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        self.or_as_far_as(self)
    }

    /// The least (the greatest) of these, or of these and whichever of `all` count.
    pub(crate) fn or_as_far_as(&self, all: &Self) -> Option<Outcome> {
        let (sure, furthest) = (self.of_all?, all.of_all?);
        let matters = |best: Option<Outcome>| best.is_some_and(|best| !always_beaten(self.extreme, best, sure));
        let causes = all.of_unknown.iter().filter(|(_, best)| matters(*best)).map(|(cause, _)| *cause);
        Some(spanning(sure, furthest, causes.fold(Causes::NONE, |all, cause| all | cause)))
    }
}

/// Whether an outcome is never less (for the greatest: never greater) than the other.
pub(crate) fn always_beaten(extreme: Extreme, outcome: Outcome, by: Outcome) -> bool {
    let is_beaten = |order: Ordering| match extreme {
        Extreme::Min => order.is_ge(),
        Extreme::Max => order.is_le(),
    };
    let always = match (outcome, by) {
        (Outcome::Number(a), Outcome::Number(b)) => a.span.always(b.span, is_beaten),
        (Outcome::Date(a), Outcome::Date(b)) => a.span.always(b.span, is_beaten),
        _ => None,
    };
    always == Some(true)
}

/// The lesser (the greater) of two numbers or days.
fn picked(extreme: Extreme, a: Outcome, b: Outcome) -> Outcome {
    match (a, b) {
        (Outcome::Number(a), Outcome::Number(b)) => Outcome::Number(pick(extreme, a, b)),
        (Outcome::Date(a), Outcome::Date(b)) => Outcome::Date(pick(extreme, a, b)),
        (_, other) => other,
    }
}

pub(crate) fn pick<T: Copy + Ord>(extreme: Extreme, a: Known<T>, b: Known<T>) -> Known<T> {
    let (span, beaten) = match extreme {
        Extreme::Min => (a.span.min(b.span), Ordering::Greater),
        Extreme::Max => (a.span.max(b.span), Ordering::Less),
    };
    // Where one is never beaten by the other, only its own causes matter.
    let wins = |a: Span<T>, b: Span<T>| a.always(b, |found| found != beaten) == Some(true);
    match (wins(a.span, b.span), wins(b.span, a.span)) {
        (true, _) => a,
        (_, true) => b,
        _ => Known::new(span, a.causes | b.causes),
    }
}
