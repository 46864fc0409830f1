//! Items that differ only in the values of one number or day for which they apply: none between two of them, or both at once.

use super::warning;
use crate::diagnostic::{Code, Diagnostic};
use crate::places::Places;
use qualify_engine::expression::{Node, NodeId};
use qualify_engine::pack::{Item, Programme};
use qualify_engine::{Answer, Pack, Reach, Tiers, Unit, write};

pub(super) fn lint(pack: &Pack, places: &Places, found: &mut Vec<Diagnostic>) {
    let mut reach = Reach::new(pack);
    for programme in pack.programmes.iter() {
        let items: Vec<_> = programme.items.iter().filter_map(|item| Some((item.when?, item))).collect();
        let tests: Vec<_> = items.iter().map(|(when, _)| *when).collect();
        for tiers in reach.tiers(&tests) {
            let named = |member: usize| tiers.members.get(member).and_then(|place| items.get(*place)).copied();
            found.extend(gap(pack, places, &tiers, &named));
            found.extend(overlap(pack, places, programme, &tiers, &named));
        }
    }
}

type Named<'a> = dyn Fn(usize) -> Option<(NodeId, &'a Item)> + 'a;

/// A value between two tiers for which none applies.
fn gap(pack: &Pack, places: &Places, tiers: &Tiers, named: &Named<'_>) -> Option<Diagnostic> {
    let covered = |step: &(Answer, Vec<bool>)| step.1.contains(&true);
    let first = tiers.steps.iter().position(covered)?;
    let last = tiers.steps.iter().rposition(covered)?;
    let (place, hole) =
        tiers.steps.iter().enumerate().find(|(place, step)| (first..last).contains(place) && !covered(step))?;
    let below = tiers.steps.get(place.checked_sub(1)?)?.1.iter().position(|holds| *holds)?;
    let above = tiers.steps.iter().skip(place).find_map(|step| step.1.iter().position(|holds| *holds))?;
    let ((below, lower), (above, upper)) = (named(below)?, named(above)?);
    let value = value(pack, below, hole.0);
    let message = format!("between `{}` and `{}` neither applies: at {value}, for one", lower.key, upper.key);
    let diagnostic = warning(Code::TiersGap, places.node(above), message);
    Some(
        diagnostic
            .and(places.node(below), "and this")
            .with_help("the bounds of two tiers meet, as in `< 100 万元` and `>= 100 万元`"),
    )
}

/// Two tiers that both apply at some value, and neither of which lies within the other: that would be a rise on top.
fn overlap(
    pack: &Pack,
    places: &Places,
    programme: &Programme,
    tiers: &Tiers,
    named: &Named<'_>,
) -> Option<Diagnostic> {
    if programme.together != qualify_engine::pack::Together::Sum {
        return None;
    }
    let holds = |step: &(Answer, Vec<bool>), member: usize| step.1.get(member) == Some(&true);
    let lies_outside = |a: usize, b: usize| tiers.steps.iter().any(|step| holds(step, a) && !holds(step, b));
    for a in 0..tiers.members.len() {
        for b in a.saturating_add(1)..tiers.members.len() {
            let both = tiers.steps.iter().find(|step| holds(step, a) && holds(step, b));
            if let (Some(both), true, true) = (both, lies_outside(a, b), lies_outside(b, a)) {
                let ((one, first), (other, second)) = (named(a)?, named(b)?);
                let value = value(pack, one, both.0);
                let message = format!("`{}` and `{}` both apply: at {value}, for one", first.key, second.key);
                let diagnostic = warning(Code::TiersOverlap, places.node(other), message);
                let help = "both are paid; if only one is meant, let the bounds meet, or say `together: highest`";
                return Some(diagnostic.and(places.node(one), "and this").with_help(help));
            }
        }
    }
    None
}

/// The value in the unit in which the tier is written.
fn value(pack: &Pack, tier: NodeId, answer: Answer) -> String {
    match answer {
        Answer::Number(span) => {
            let unit = unit(pack, tier).unwrap_or(Unit::ONE);
            span.exact().map_or_else(String::new, |value| write::quantity(value, unit))
        }
        Answer::Date(span) => span.exact().map_or_else(String::new, |day| day.to_string()),
        _ => String::new(),
    }
}

/// The unit of the first number in an expression.
fn unit(pack: &Pack, node: NodeId) -> Option<Unit> {
    match pack.nodes.at(node) {
        Node::Number(_, unit) => Some(*unit),
        Node::Named(number) => unit(pack, pack.numbers.at(*number).value),
        other => other.children().into_iter().find_map(|child| unit(pack, child)),
    }
}
