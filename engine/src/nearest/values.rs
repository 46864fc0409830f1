//! Which other answers are worth trying in a slot, and how far they are.

use crate::critical::{Critical, Unknown};
use crate::missing::Slot;
use crate::pack::FieldKind;
use crate::requirement::Case;
use crate::{Answer, Date, Dimension, Dossier, Number, Span, Unit};
use std::collections::BTreeSet;

/// An exact answer, with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    YesNo(bool),
    Choice(u16),
    Number(Number),
    Date(Date),
    Row(u16),
    NoRow,
}

impl Value {
    pub fn answer(self) -> Answer {
        match self {
            Self::YesNo(value) => Answer::YesNo(value),
            Self::Choice(option) => Answer::Choice(option),
            Self::Number(value) => Answer::number(value),
            Self::Date(day) => Answer::date(day),
            Self::Row(row) => Answer::Row(row),
            Self::NoRow => Answer::NoRow,
        }
    }
}

/// How far another answer is from the one that was given; of a rough answer, from its nearer end.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Distance, Nearest, Number, Row, nearest, pack::Changer};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "499.9 万元")]);
/// let found = nearest(&pack, pack.programme("interest").unwrap(), Row::At(0), &dossier, day, Changer::Enterprise);
/// let Nearest::Changes(way) = found else { panic!("{found:?}") };
/// // 1,000 元 more, in 分.
/// assert_eq!(way.changes[0].distance, Distance::Number(Number::whole(100_000)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// So much more, or less when negative, in base units.
    Number(Number),
    /// So many days later, or earlier when negative.
    Days(i64),
    /// Another option, the opposite answer, another row.
    Other,
}

impl Distance {
    pub(super) fn between(from: Answer, to: Answer) -> Self {
        match (from, to) {
            (Answer::Number(from), Answer::Number(Span { low: Some(to), .. })) => {
                let by = nearer_end(from, to).and_then(|end| to.minus(end));
                by.map_or(Self::Other, Self::Number)
            }
            (Answer::Date(from), Answer::Date(Span { low: Some(to), .. })) => {
                nearer_end(from, to).map_or(Self::Other, |end| Self::Days(end.days_to(to)))
            }
            _ => Self::Other,
        }
    }
}

/// The end of a rough answer that is nearer to a value outside of it.
fn nearer_end<T: Copy + Ord>(span: Span<T>, value: T) -> Option<T> {
    if span.high.is_some_and(|high| value > high) { span.high } else { span.low }
}

/// A value, and how far it is from the answer that was given, relative to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    pub value: Value,
    pub distance: Number,
}

/// The values worth trying in a slot, nearest first: on both sides of where something in the programme turns, with the other
/// answers of `now`, as far as `found` has room for. With `ends`, also the ends of what the field accepts.
pub(super) fn candidates(
    case: Case<'_>,
    original: &Dossier,
    now: &Dossier,
    slot: Slot,
    ends: bool,
    found: &mut Critical,
) -> Vec<Candidate> {
    let Some(from) = now.at(slot.field, slot.row) else { return Vec::new() };
    let field = case.pack.fields.at(slot.field);
    // Of a yes or no and of a link, every other answer is tried.
    if turns(field.kind) {
        let evaluator = case.evaluator(now);
        for test in case.requirements().flat_map(|requirement| case.tests(requirement)) {
            evaluator.critical(test, Unknown::Answer(slot), found);
        }
    }
    let values: BTreeSet<_> = match field.kind {
        FieldKind::YesNo => opposite(case, slot, from).into_iter().collect(),
        FieldKind::Choice(domain) => {
            let options = case.pack.domains.at(domain).options.len();
            let told_apart: BTreeSet<_> = found.options.iter().copied().collect();
            let all = || 0..u16::try_from(options).unwrap_or(u16::MAX);
            // All options that nothing tells apart come to the same.
            let other = all().find(|option| !told_apart.contains(option));
            all().filter(|option| told_apart.contains(option) || Some(*option) == other).map(Value::Choice).collect()
        }
        FieldKind::Row(record) => (0..now.rows(record)).map(Value::Row).chain([Value::NoRow]).collect(),
        FieldKind::Number { unit, least, greatest } => {
            let step = step(unit);
            let around = found.numbers.iter().flat_map(|number| around(*number, step));
            let ends = [least, greatest].into_iter().filter(|_| ends);
            around.chain(ends).filter(|it| (least..=greatest).contains(it)).map(Value::Number).collect()
        }
        FieldKind::Date { first, last } => {
            let days = found.days.iter().copied();
            let ends = [first, last].into_iter().filter(|_| ends);
            days.chain(ends).filter(|it| (first..=last).contains(it)).map(Value::Date).collect()
        }
    };
    let old = original.at(slot.field, slot.row).unwrap_or(from);
    let unit = if let FieldKind::Number { unit, .. } = field.kind { step(unit) } else { Number::ONE };
    let mut candidates: Vec<_> = values
        .into_iter()
        .filter(|value| !agrees(old, value.answer()))
        .map(|value| Candidate { value, distance: relative(old, value.answer(), unit) })
        .collect();
    candidates.sort_by_key(|candidate| candidate.distance);
    candidates
}

/// Whether only some of the answers to such a field are tried: those at which something turns.
pub(super) fn turns(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Choice(_) | FieldKind::Number { .. } | FieldKind::Date { .. })
}

/// The opposite answer. That there is no row can change; that there are rows cannot: none is taken away.
fn opposite(case: Case<'_>, slot: Slot, from: Answer) -> Option<Value> {
    let record = case.pack.fields.at(slot.field).record;
    let is_presence = case.pack.records.at(record).presence == Some(slot.field);
    match from {
        Answer::YesNo(true) if is_presence => None,
        Answer::YesNo(value) => Some(Value::YesNo(!value)),
        _ => None,
    }
}

/// The least step in which a number changes: of money one 分, of months, days, pieces and people one, of all else a hundredth of
/// the unit in which it is asked (0.01 of a percent).
pub(super) fn step(unit: Unit) -> Number {
    let whole = [Dimension::MONEY, Dimension::MONTHS, Dimension::DAYS, Dimension::COUNT];
    if whole.contains(&unit.dimension()) {
        return Number::ONE;
    }
    let hundredth = Number::fraction(1, 100).and_then(|hundredth| unit.to_base(hundredth));
    hundredth.filter(|step| !step.is_zero()).unwrap_or(Number::ONE)
}

/// The whole steps next to a number: below, at (or just below) and above it.
fn around(number: Number, step: Number) -> impl Iterator<Item = Number> {
    let below = number.over(step).map(Number::floor);
    let places = below.into_iter().flat_map(|at| [at.saturating_sub(1), at, at.saturating_add(1)]);
    places.filter_map(move |place| Number::whole(place).times(step))
}

/// Whether the new answer is one that the old one allows: then it is no change.
fn agrees(old: Answer, new: Answer) -> bool {
    match (old, new) {
        (Answer::Number(old), Answer::Number(Span { low: Some(new), .. })) => holds(old, new),
        (Answer::Date(old), Answer::Date(Span { low: Some(new), .. })) => holds(old, new),
        (old, new) => old == new,
    }
}

fn holds<T: Copy + Ord>(span: Span<T>, value: T) -> bool {
    span.low.is_none_or(|low| low <= value) && span.high.is_none_or(|high| value <= high)
}

/// How far the new answer is, relative to the old one.
fn relative(old: Answer, new: Answer, least: Number) -> Number {
    let by = |by: Number, of: Number| magnitude(by).over(of).unwrap_or(FARTHEST);
    match (old, Distance::between(old, new)) {
        (Answer::Number(old), Distance::Number(distance)) => {
            let ends = [old.low, old.high].into_iter().flatten();
            // The nearer end is the one from which the distance was taken.
            let Answer::Number(Span { low: Some(new), .. }) = new else { return FARTHEST };
            let end = ends.filter(|end| new.minus(*end) == Some(distance)).map(magnitude).next();
            by(distance, end.unwrap_or(least).max(least))
        }
        (_, Distance::Days(days)) => by(Number::whole(days), Number::whole(365)),
        _ => Number::ONE,
    }
}

/// Beyond all distances that can be told apart.
const FARTHEST: Number = Number::whole(i64::MAX);

/// The sum of two distances.
pub(super) fn added(a: Number, b: Number) -> Number {
    a.plus(b).unwrap_or(FARTHEST)
}

fn magnitude(number: Number) -> Number {
    if number.is_negative() { Number::ZERO.minus(number).unwrap_or(FARTHEST) } else { number }
}
