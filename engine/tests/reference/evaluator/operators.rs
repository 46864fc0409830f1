//! Operators on values.

use super::NO_ROW;
use crate::calendar::moved_by;
use crate::value::{Exact, Interval, Value, Why};
use num_traits::Zero;
use qualify_engine::expression::{Arithmetic, Comparison, Extreme, Step, Type};

pub fn unknown(of: Type, least: Option<Exact>, why: Why) -> Value {
    match of {
        Type::Truth => Value::truth(None, why),
        Type::Number(_) => Value::number(Interval { low: least, high: None }, why),
        Type::Date => Value::day(Interval::ANY, why),
        Type::Choice(_) | Type::Row(_) => Value::place(None, why),
    }
}

/// False wins; then what is unknown; a known part adds nothing.
pub fn all(of: Vec<Value>) -> Value {
    let known = |value: &Value| if let Value::Truth(known, _) = value { *known } else { panic!("{value:?}") };
    if of.iter().any(|value| known(value) == Some(false)) {
        return Value::truth(Some(false), Why::default());
    }
    let is_true = of.iter().all(|value| known(value) == Some(true));
    Value::truth(is_true.then_some(true), Why::union(of.iter().map(Value::why)))
}

/// True wins; then what is unknown.
pub fn any(of: Vec<Value>) -> Value {
    let known = |value: &Value| if let Value::Truth(known, _) = value { *known } else { panic!("{value:?}") };
    if of.iter().any(|value| known(value) == Some(true)) {
        return Value::truth(Some(true), Why::default());
    }
    let is_false = of.iter().all(|value| known(value) == Some(false));
    Value::truth(is_false.then_some(false), Why::union(of.iter().map(Value::why)))
}

pub fn compare(comparison: Comparison, a: Value, b: Value) -> Value {
    let same = |is_same: bool| is_same == (comparison == Comparison::Equal);
    let known = match (&a, &b) {
        (Value::Number(a, _), Value::Number(b, _)) => a.compare(comparison, *b),
        (Value::Day(a, _), Value::Day(b, _)) => a.compare(comparison, *b),
        // Belonging to no row is nothing that two have in common.
        (Value::Place(Some(a), _), Value::Place(Some(b), _)) => Some(same(a == b && *a != NO_ROW)),
        (Value::Truth(Some(a), _), Value::Truth(Some(b), _)) => Some(same(a == b)),
        _ => None,
    };
    if let (None, Value::Number(x, why_a), Value::Number(y, why_b)) = (known, &a, &b)
        && (is_in_vain(comparison, *x, *y, why_b) || is_in_vain(exchanged(comparison), *y, *x, why_a))
    {
        return Value::truth(None, Why::source());
    }
    Value::truth(known, why_of_two(&a, &b))
}

/// The same comparison, read from right to left.
fn exchanged(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::Greater => Comparison::Less,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Equal | Comparison::NotEqual => comparison,
    }
}

/// Whether no value of `x` settles the comparison with a `y` that only the source could say.
fn is_in_vain(comparison: Comparison, x: Interval<Exact>, y: Interval<Exact>, why: &Why) -> bool {
    let settles = |value: Exact| Interval::exactly(value).compare(comparison, y).is_some();
    // Far enough below or above all that `y` can be, a comparison is settled.
    let low = x.low.map_or(y.low.is_some(), settles);
    let high = x.high.map_or(y.high.is_some(), settles);
    why.answers.is_empty() && why.source && !low && !high
}

/// Beside something of which nothing can be known, the other side no longer matters.
fn why_of_two(a: &Value, b: &Value) -> Why {
    match [a, b].into_iter().find(|value| value.is_beyond_answers()) {
        Some(value) => value.why().clone(),
        None => a.why().and(b.why()),
    }
}

pub fn arithmetic(operator: Arithmetic, a: Value, b: Value) -> Value {
    let why = why_of_two(&a, &b);
    let (Value::Number(x, why_a), Value::Number(y, why_b)) = (&a, &b) else { panic!("{a:?} {b:?}") };
    match operator {
        Arithmetic::Add => Value::number(x.plus(*y), why),
        Arithmetic::Subtract => Value::number(x.minus(*y), why),
        // Nothing times zero is zero, so either side can still matter.
        Arithmetic::Multiply => Value::number(x.times(*y), why_a.and(why_b)),
        // What can be zero, and cannot be mended by an answer, divides nothing.
        Arithmetic::Divide if y.has_zero() && why_b.answers.is_empty() => Value::number(Interval::ANY, Why::source()),
        Arithmetic::Divide => Value::number(x.over(*y), why),
    }
}

pub fn moved(operator: Arithmetic, step: Step, date: Value, by: Value) -> Value {
    let why = why_of_two(&date, &by);
    let (Value::Day(days, _), Value::Number(by, _)) = (&date, &by) else { panic!("{date:?} {by:?}") };
    let by = if operator == Arithmetic::Subtract { Interval::exactly(Exact::zero()).minus(*by) } else { *by };
    Value::day(moved_by(*days, step, by), why)
}

/// Whether `a` goes at least as far as `b` whatever the two are.
pub fn beats(extreme: Extreme, a: &Value, b: &Value) -> bool {
    match (extreme, a, b) {
        (Extreme::Min, Value::Number(a, _), Value::Number(b, _)) => b.is_never_less(*a),
        (Extreme::Max, Value::Number(a, _), Value::Number(b, _)) => a.is_never_less(*b),
        (Extreme::Min, Value::Day(a, _), Value::Day(b, _)) => b.is_never_less(*a),
        (Extreme::Max, Value::Day(a, _), Value::Day(b, _)) => a.is_never_less(*b),
        _ => false,
    }
}

/// The least or greatest of several; an operand that another always beats does not matter.
pub fn extreme_of(extreme: Extreme, of: Vec<Value>) -> Value {
    let matters = |place: usize| {
        !of.iter().enumerate().any(|(other, value)| {
            other != place && beats(extreme, value, &of[place]) && (other < place || !beats(extreme, &of[place], value))
        })
    };
    let why = Why::union(of.iter().enumerate().filter(|(place, _)| matters(*place)).map(|(_, value)| value.why()));
    of.iter()
        .cloned()
        .reduce(|a, b| match (extreme, a, b) {
            (Extreme::Min, Value::Number(a, _), Value::Number(b, _)) => Value::number(a.least(b), why.clone()),
            (Extreme::Max, Value::Number(a, _), Value::Number(b, _)) => Value::number(a.greatest(b), why.clone()),
            (Extreme::Min, Value::Day(a, _), Value::Day(b, _)) => Value::day(a.least(b), why.clone()),
            (Extreme::Max, Value::Day(a, _), Value::Day(b, _)) => Value::day(a.greatest(b), why.clone()),
            other => panic!("{other:?}"),
        })
        .unwrap()
}

/// One of two, and it is not known which: what holds of both holds.
pub fn either(test: &Why, a: Value, b: Value) -> Value {
    // What an answer to the test leads to is the same, and nothing is known of it.
    if a == b && a.why().answers.is_empty() {
        return a;
    }
    let why = Why::union([test, a.why(), b.why()]);
    match (a, b) {
        (Value::Truth(a, _), Value::Truth(b, _)) => Value::truth(a.filter(|_| a == b), why),
        (Value::Place(a, _), Value::Place(b, _)) => Value::place(a.filter(|_| a == b), why),
        (Value::Number(a, _), Value::Number(b, _)) => Value::number(a.hull(b), why),
        (Value::Day(a, _), Value::Day(b, _)) => Value::day(a.hull(b), why),
        other => panic!("{other:?}"),
    }
}
