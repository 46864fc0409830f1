//! Days that depend on the unknown: moved by months and days, and where two of them meet.

use super::{Critical, Unknown};
use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Arithmetic, Fold, Node, NodeId, Over, Step};
use crate::form::Form;
use crate::{Date, Number};
use core::cmp::Ordering;

/// A day, as it depends on the unknown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DayForm {
    /// `None`: the unknown day.
    from: Option<Date>,
    moves: Vec<Shift>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shift {
    step: Step,
    by: Form,
    /// Whether a part of a step counts as a whole one.
    up: bool,
}

/// Steps by which a day can be moved inside the calendar, with room to spare.
const STEPS: i64 = 120_000;
/// Days at which two searches by halves look, roughly.
const STEPS_OF_SEARCH: u64 = 50;

impl Evaluator<'_> {
    /// Every way in which a day can depend on the unknown.
    pub(super) fn days(&self, node: NodeId, unknown: Unknown, found: &mut Critical) -> Vec<DayForm> {
        if !found.spend(self.work(node)) {
            return Vec::new();
        }
        if !self.depends(node, unknown) {
            return day_ends(self.outcome(node));
        }
        let mut days = match self.pack.nodes.at(node) {
            Node::AsOf | Node::Field(_) => vec![DayForm { from: None, moves: Vec::new() }],
            Node::Move(operator, step, date, by) => {
                let by = self.forms(*by, unknown, found);
                let shifts: Vec<_> = by.each.into_iter().flat_map(|by| shift(*operator, *step, by, found)).collect();
                let moved = |day: DayForm| shifts.iter().map(move |shift| day.then(*shift)).collect::<Vec<_>>();
                let days = self.days(*date, unknown, found);
                // The 30th and the 31st may both become a 28 February, and then the day is known.
                found.is_cut |= found.is_mixed && *step == Step::Months && days.len() > 1;
                days.into_iter().flat_map(moved).collect()
            }
            Node::Extreme(_, of) => {
                self.one_of_days(node, of.iter().map(|part| self.days(*part, unknown, found)).collect(), unknown, found)
            }
            Node::If(_, then, other) => {
                let each = [then, other].map(|part| self.days(*part, unknown, found));
                self.one_of_days(node, each.into(), unknown, found)
            }
            Node::Over(over @ Over { fold: Fold::Extreme(extreme), of: Some(of), .. }) => {
                let mut each = Vec::new();
                let rest = self.furthest_of_others(over, *extreme, unknown, &mut |inside| {
                    each.push(inside.days(*of, unknown, found));
                });
                each.extend(rest.into_iter().map(day_ends));
                self.one_of_days(node, each, unknown, found)
            }
            _ => day_ends(self.outcome(node)),
        };
        days.sort_unstable();
        days.dedup();
        found.cut(&mut days);
        days
    }

    /// The days of several of which the expression takes one.
    fn one_of_days(
        &self,
        node: NodeId,
        each: Vec<Vec<DayForm>>,
        unknown: Unknown,
        found: &mut Critical,
    ) -> Vec<DayForm> {
        if found.is_mixed && !self.is_certain(node, unknown) {
            found.overtake(&each, |a, b, found| self.days_meet(a, b, unknown, found));
        }
        each.into_iter().flatten().collect()
    }

    /// Adds where two days meet: in number of steps, when the unknown is a number by which one of them is moved; or in days.
    pub(super) fn days_meet(&self, a: &DayForm, b: &DayForm, unknown: Unknown, found: &mut Critical) {
        let is_day = a.from.is_none() || b.from.is_none();
        let last = Date::FIRST.days_to(Date::LAST);
        // Time only goes on; another answer may be any day.
        let first = if unknown == Unknown::AsOf { Date::FIRST.days_to(self.as_of) } else { 0 };
        let is_both = a.from.is_none() && b.from.is_none();
        if is_both && keep_order(a, b) {
            return;
        }
        let tries = if is_both { last.saturating_sub(first).unsigned_abs() } else { STEPS_OF_SEARCH };
        let moves = a.moves.len().saturating_add(b.moves.len()).saturating_add(1);
        if !found.spend(tries.saturating_mul(u64::try_from(moves).unwrap_or(u64::MAX))) {
            return;
        }
        if !is_day {
            // Moved by it in several places, the order may change back and forth, as months differ in length.
            found.is_cut |= a.unknown_moves().chain(b.unknown_moves()).nth(1).is_some();
            for by in a.unknown_moves().chain(b.unknown_moves()) {
                changes(
                    -STEPS,
                    STEPS,
                    |steps| a.on(None, steps).cmp(&b.on(None, steps)),
                    |steps| found.cross(by, Form::constant(Number::whole(steps))),
                );
            }
            return;
        }
        let day = |place: i64| Date::FIRST.moved(0, place);
        let order = |place: i64| a.on(Some(day(place)), 0).cmp(&b.on(Some(day(place)), 0));
        if a.from.is_some() || b.from.is_some() {
            return changes(0, last, order, |place| found.days.push(day(place)));
        }
        // Where both move, the order may change back and forth: months and years differ in length.
        let mut before = order(first);
        for place in first.saturating_add(1)..=last {
            let now = order(place);
            if now != before {
                found.days.extend([day(place.saturating_sub(1)), day(place)]);
            }
            before = now;
        }
    }
}

impl DayForm {
    fn then(&self, shift: Shift) -> Self {
        let moves = self.moves.iter().copied().chain([shift]).collect();
        Self { from: self.from, moves }
    }

    fn unknown_moves(&self) -> impl Iterator<Item = Form> {
        self.moves.iter().filter(|shift| shift.by.value().is_none()).map(|shift| shift.by)
    }

    /// The day, when the unknown day is `day`, or the unknown number of steps `steps`.
    fn on(&self, day: Option<Date>, steps: i64) -> Option<Date> {
        let from = self.from.or(day)?;
        Some(self.moves.iter().fold(from, |day, shift| {
            let by = shift.by.value().map_or(steps, |by| if shift.up { by.ceiling() } else { by.floor() });
            match shift.step {
                Step::Months => day.moved(by, 0),
                Step::Days => day.moved(0, by),
            }
        }))
    }
}

/// Whether two days that both move with the unknown one are always in the same order: moved by days alone, or each once at most and by
/// the same kind of step. A month and thirty days are not.
fn keep_order(a: &DayForm, b: &DayForm) -> bool {
    let moves = || a.moves.iter().chain(&b.moves);
    let is_known = moves().all(|shift| shift.by.value().is_some());
    let by_days = moves().all(|shift| shift.step == Step::Days);
    let by_months = a.moves.len() <= 1 && b.moves.len() <= 1 && moves().all(|shift| shift.step == Step::Months);
    is_known && (by_days || by_months)
}

/// A move by a number of steps; by a part of one, it is not known on which of the two days around it ends.
fn shift(operator: Arithmetic, step: Step, by: Form, found: &mut Critical) -> Vec<Shift> {
    let signed = match operator {
        Arithmetic::Subtract => Form::combine(Arithmetic::Subtract, Form::constant(Number::ZERO), by),
        _ => Some(by),
    };
    let Some(by) = signed else {
        found.is_cut = true;
        return Vec::new();
    };
    let is_whole = by.value().is_none_or(|value| value.parts().1 == 1);
    let both = if is_whole { vec![false] } else { vec![false, true] };
    both.into_iter().map(|up| Shift { step, by, up }).collect()
}

/// The ends of a day that does not depend on the unknown.
fn day_ends(day: Outcome) -> Vec<DayForm> {
    let Outcome::Date(known) = day else { return Vec::new() };
    let ends = [known.span.low, known.span.high.filter(|high| known.span.low != Some(*high))];
    ends.into_iter().flatten().map(|day| DayForm { from: Some(day), moves: Vec::new() }).collect()
}

/// Shows `visit` the places on both sides of where the order changes. It is taken to rise or to fall throughout.
fn changes(first: i64, last: i64, order: impl Fn(i64) -> Ordering, mut visit: impl FnMut(i64)) {
    let (start, end) = (order(first), order(last));
    if start == end {
        return;
    }
    let up = |place: i64| if start < end { order(place) } else { order(place).reverse() };
    for reached in [Ordering::Equal, Ordering::Greater] {
        let (mut below, mut above) = (first, last);
        if up(first) >= reached || up(last) < reached {
            continue;
        }
        while above.saturating_sub(below) > 1 {
            let middle = below.midpoint(above);
            if up(middle) >= reached {
                above = middle;
            } else {
                below = middle;
            }
        }
        visit(below);
        visit(above);
    }
}
