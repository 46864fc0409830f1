//! What rows of which it is not known whether they count come to together.

use super::operators::{all, beats, extreme_of, unknown};
use crate::value::{Exact, Interval, Value, Why};
use num_traits::{One, Zero};
use qualify_engine::expression::{Extreme, Type};

/// A row that counts among those of a list, or may.
pub struct Member {
    pub is_listed: bool,
    pub counts: Value,
    pub of: Option<Value>,
}

impl Member {
    fn is_sure(&self) -> bool {
        self.is_listed && self.counts == Value::truth(Some(true), Why::default())
    }

    /// What this row adds to a sum, or one to a count. Beyond the listed rows there may be none, or any number.
    pub fn adds(self, whether_more: &Why) -> Value {
        let one = Value::number(Interval::exactly(Exact::one()), Why::default());
        let Value::Number(interval, why) = self.of.clone().unwrap_or(one) else { panic!("a sum of no numbers") };
        let zero = Interval::exactly(Exact::zero());
        if self.is_sure() {
            return Value::Number(interval, why);
        }
        let why = why.and(self.counts.why());
        if self.is_listed {
            return Value::number(interval.hull(zero), why);
        }
        let any_number = Interval {
            low: interval.low.filter(|low| *low >= Exact::zero()).map(|_| Exact::zero()),
            high: interval.high.filter(|high| *high <= Exact::zero()).map(|_| Exact::zero()),
        };
        Value::number(any_number, why.and(whether_more))
    }

    /// Whether this row counts, and its condition holds or does not, as is wanted.
    pub fn instance(self, wanted: bool, whether_more: &Why) -> Value {
        let holds = match self.of {
            Some(Value::Truth(known, why)) => Value::truth(known.map(|known| known == wanted), why),
            _ => Value::truth(Some(wanted), Why::default()),
        };
        match all(vec![self.counts, holds]) {
            Value::Truth(known, why) if !self.is_listed && known != Some(false) => {
                Value::truth(None, why.and(whether_more))
            }
            truth => truth,
        }
    }
}

/// The least or greatest of the rows that count: over no rows it is not known, and nobody could say it.
pub fn extreme_of_rows(extreme: Extreme, of: Type, rows: Vec<Member>, whether_more: &Why) -> Value {
    let why_in_doubt = |member: &Member| {
        let counts = member.counts.why();
        if member.is_listed { counts.clone() } else { counts.and(whether_more) }
    };
    if !rows.iter().any(Member::is_sure) {
        // As long as no row is sure to count, nothing is known; a row's value matters once an answer can make one sure.
        let doubts: Vec<_> = rows.iter().map(why_in_doubt).collect();
        let can_be_sure = rows.iter().any(|member| {
            let why = member.counts.why();
            !why.answers.is_empty() || (!member.is_listed && !why.source)
        });
        if !can_be_sure {
            return unknown(of, None, Why::source());
        }
        let values = rows.iter().filter_map(|member| member.of.as_ref()).map(Value::why);
        return unknown(of, None, Why::union(doubts.iter().chain(values)));
    }
    let sure: Vec<Value> =
        rows.iter().filter(|member| member.is_sure()).filter_map(|member| member.of.clone()).collect();
    // Whatever else counts can only go further: it replaces the sure ones, or adds nothing.
    let is_beaten = |member: &Member| {
        !member.is_sure() && sure.iter().any(|sure| beats(extreme, sure, member.of.as_ref().unwrap()))
    };
    let known = extreme_of(extreme, sure.clone());
    let doubtful: Vec<&Member> = rows.iter().filter(|member| !member.is_sure() && !is_beaten(member)).collect();
    if doubtful.is_empty() {
        return known;
    }
    // What may not count beats nothing: the others matter beside it, should it turn out not to count.
    let doubts: Vec<_> = doubtful.iter().map(|member| why_in_doubt(member)).collect();
    let values: Vec<Value> = doubtful.iter().filter_map(|member| member.of.clone()).collect();
    let why = Why::union(doubts.iter().chain(values.iter().map(Value::why)).chain([known.why()]));
    let furthest = extreme_of(extreme, sure.into_iter().chain(values).collect());
    match (known, furthest) {
        (Value::Number(a, _), Value::Number(b, _)) => Value::number(a.hull(b), why),
        (Value::Day(a, _), Value::Day(b, _)) => Value::day(a.hull(b), why),
        other => panic!("{other:?}"),
    }
}
