//! Programmes that the evaluator decides.

use crate::assess::{ItemFinding, at_least_zero, counted, given, together};
use crate::evaluate::{Evaluator, Known, pick};
use crate::expression::Extreme;
use crate::pack::{Evidence, Programme, Provenance};
use crate::screen::context::Context;
use crate::{Number, Truth, Verdict};

/// Which conditions and items of a programme nobody has read, or rest on a number that nobody has.
#[derive(Clone, Debug)]
pub struct Unread {
    conditions: Vec<bool>,
    items: Vec<bool>,
}

impl Unread {
    /// Those of a programme.
    pub fn of(context: &Context<'_>, programme: &Programme) -> Self {
        let is_unread = |own: Provenance, node| own.max(context.provenance(node)) != Provenance::Seen;
        let conditions = programme.conditions.iter().map(|it| is_unread(it.source.provenance, it.test));
        let items = programme.items.iter();
        let items = items.map(|it| it.when.is_some_and(|when| is_unread(it.source.provenance, when)));
        Self { conditions: conditions.collect(), items: items.collect() }
    }
}

/// The verdict on a programme for the row that is looked at, and the sum if it does not fail. The same as
/// [`assess_one`](crate::assess_one) finds, without lists in between and without what is missing.
pub fn decide(evaluator: &Evaluator<'_>, programme: &Programme, unread: &Unread) -> (Verdict, Option<Known<Number>>) {
    let mut truth = Truth::True;
    for (condition, is_unread) in programme.conditions.iter().zip(&unread.conditions) {
        let found = evaluator.truth(condition.test);
        let has_exceptions = condition.evidence == Evidence::InPrinciple && found == Truth::False;
        truth = truth.and(counted(found, *is_unread || has_exceptions));
        if truth == Truth::False {
            return (Verdict::Fails, None);
        }
    }
    if !programme.items.is_empty() && programme.items.iter().all(|item| item.when.is_some()) {
        let items = programme.items.iter().zip(&unread.items);
        let any = items.fold(Truth::False, |any, (item, is_unread)| {
            let applies = item.when.map_or(Truth::True, |when| evaluator.truth(when));
            any.or(counted(applies, *is_unread))
        });
        truth = truth.and(any);
    }
    let verdict = Verdict::of(truth);
    (verdict, if verdict == Verdict::Fails { None } else { sum(evaluator, programme) })
}

/// The sum of a programme that does not fail.
pub fn sum(evaluator: &Evaluator<'_>, programme: &Programme) -> Option<Known<Number>> {
    let given = programme.items.iter().filter_map(|item| {
        let amount = item.amount?;
        let applies = item.when.map_or(Truth::True, |when| evaluator.truth(when));
        if applies == Truth::False {
            return None;
        }
        given(ItemFinding { applies, counts_as: applies, amount: Some(at_least_zero(evaluator.number(amount))) })
    });
    let total = together(programme.together, given)?;
    let limit = programme.total_at_most;
    Some(limit.map_or(total, |limit| pick(Extreme::Min, total, at_least_zero(evaluator.number(limit)))))
}
