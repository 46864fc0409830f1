//! Which of the things that a programme gives are taken.

use crate::assess::{Finding, ItemFinding};
use crate::pack::{Programme, Together};
use crate::{Number, Truth};

/// The items of a programme that are taken, by their place.
pub(super) struct Taken {
    pub forms: Vec<usize>,
    /// Items that could turn out to give more, of which only one can be had.
    pub rivals: Vec<usize>,
}

/// All that apply; where only the highest is given, the one that gives most for sure, and then at most.
pub(super) fn taken(programme: &Programme, finding: &Finding) -> Taken {
    let applying: Vec<_> = finding.items.iter().enumerate().filter(|(_, item)| item.applies != Truth::False).collect();
    let paid = || applying.iter().filter_map(|(place, item)| Some((*place, sure(item)?, item.amount?.span.high)));
    let is_choice = programme.together == Together::Highest;
    let best = paid().filter(|_| is_choice).reduce(|best, next| if is_more(next, best) { next } else { best });
    let Some((best, least, _)) = best else {
        return Taken { forms: applying.iter().map(|(place, _)| *place).collect(), rivals: Vec::new() };
    };
    let could_beat = |high: Option<Number>| high.is_none_or(|high| high > least);
    let rivals = paid().filter(|(place, _, high)| *place != best && could_beat(*high)).map(|(place, ..)| place);
    Taken { forms: vec![best], rivals: rivals.collect() }
}

/// What an item gives for sure.
fn sure(item: &ItemFinding) -> Option<Number> {
    let low = item.amount?.span.low.unwrap_or(Number::ZERO);
    Some(if item.applies == Truth::True { low } else { Number::ZERO })
}

/// By what is sure, then by what is possible.
fn is_more(a: (usize, Number, Option<Number>), b: (usize, Number, Option<Number>)) -> bool {
    let rank = |(_, low, high): (usize, Number, Option<Number>)| (low, high.is_none(), high);
    rank(a) > rank(b)
}
