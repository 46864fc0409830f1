//! What should be tried of a programme.

use super::{Need, Part, Point};
use core::cmp::Ordering;
use qualify_engine::expression::{Node, NodeId, Type};
use qualify_engine::pack::{FieldKind, Programme};
use qualify_engine::{Date, Dossier, Evaluator, Id, Number, Outcome, Pack, Span, fields_of, reasons_of};

/// All points of a programme, none of them met yet.
pub(super) fn points(pack: &Pack, id: Id<Programme>) -> Vec<Point> {
    let programme = pack.programmes.at(id);
    let mut found = vec![(Part::Whole, Need::Positive)];
    let conditions = programme.conditions.iter().enumerate().map(|(place, it)| (Part::Condition(place), it.test));
    let items = programme.items.iter().enumerate().filter_map(|(place, it)| Some((Part::Item(place), it.when?)));
    for (part, test) in conditions.chain(items) {
        // What nobody has published decides nothing.
        if !matches!(pack.nodes.at(test), Node::Unpublished(..)) {
            found.extend([true, false].map(|met| (part, Need::Decides(met))));
        }
    }
    for part in parts(programme) {
        for root in roots(programme, part) {
            each_node(pack, root, &mut |node| {
                found.extend(thresholds(pack, node).into_iter().chain(taken(pack, node)).map(|need| (part, need)));
            });
        }
    }
    if programme.total_at_most.is_some_and(|limit| reasons_of(pack, limit).is_empty()) {
        found.extend([true, false].map(|is_capped| (Part::Total, Need::Capped(is_capped))));
    }
    found.into_iter().map(|(part, need)| Point { part, need, is_met: false, is_idle: false }).collect()
}

/// Whether a test can come to this at all: `… and unpublished(…)` never holds, `… or unpublished(…)` never fails.
pub(super) fn can_be(pack: &Pack, test: NodeId, wanted: bool) -> bool {
    match (pack.nodes.at(test), wanted) {
        (Node::Not(of), _) => can_be(pack, *of, !wanted),
        (Node::All(of), true) | (Node::Any(of), false) => of.iter().all(|part| can_be(pack, *part, wanted)),
        (Node::All(of), false) | (Node::Any(of), true) => of.iter().any(|part| can_be(pack, *part, wanted)),
        (Node::If(_, then, other), _) => [then, other].into_iter().any(|part| can_be(pack, *part, wanted)),
        _ => reasons_of(pack, test).is_empty(),
    }
}

fn parts(programme: &Programme) -> impl Iterator<Item = Part> + use<> {
    let conditions = (0..programme.conditions.len()).map(Part::Condition);
    conditions.chain((0..programme.items.len()).map(Part::Item)).chain([Part::Total])
}

/// The expressions of a part.
pub(super) fn roots(programme: &Programme, part: Part) -> Vec<NodeId> {
    match part {
        Part::Whole => Vec::new(),
        Part::Condition(place) => programme.conditions.get(place).map(|it| it.test).into_iter().collect(),
        Part::Item(place) => {
            programme.items.get(place).into_iter().flat_map(|it| it.when.into_iter().chain(it.amount)).collect()
        }
        Part::Total => programme.total_at_most.into_iter().collect(),
    }
}

fn each_node(pack: &Pack, node: NodeId, visit: &mut dyn FnMut(NodeId)) {
    visit(node);
    pack.nodes.at(node).each_child(&mut |child| each_node(pack, child, visit));
}

/// The three ways in which the sides of a comparison can lie to each other, as far as there can be a case for them.
fn thresholds(pack: &Pack, node: NodeId) -> Vec<Need> {
    let Node::Compare(_, a, b) = pack.nodes.at(node) else { return Vec::new() };
    let has_order = matches!(pack.type_of(*a), Some(Type::Number(_) | Type::Date));
    let is_published = [a, b].into_iter().all(|side| reasons_of(pack, *side).is_empty());
    let orders = [Ordering::Equal, Ordering::Less, Ordering::Greater].into_iter();
    let possible = orders.filter(|order| has_order && is_published && can_lie(pack, *a, *b, *order));
    possible.map(|order| Need::Threshold { comparison: node, order }).collect()
}

/// Whether some answers that the fields accept make the sides lie so. What depends on the day alone can always.
fn can_lie(pack: &Pack, a: NodeId, b: NodeId, order: Ordering) -> bool {
    if [a, b].into_iter().all(|side| fields_of(pack, side).is_empty()) {
        return true;
    }
    let never = |found: Ordering| found != order;
    match (Reach::of(pack, a), Reach::of(pack, b)) {
        (Reach::Numbers(a), Reach::Numbers(b)) => a.always(b, never) != Some(true),
        (Reach::Days(a), Reach::Days(b)) => a.always(b, never) != Some(true),
        _ => true,
    }
}

/// What an expression can come to.
enum Reach {
    Numbers(Span<Number>),
    Days(Span<Date>),
    /// It depends on the day of the assessment, or is no number and no day.
    Anything,
}

impl Reach {
    fn of(pack: &Pack, node: NodeId) -> Self {
        if let Node::Field(field) = pack.nodes.at(node) {
            return match pack.fields.at(*field).kind {
                FieldKind::Number { least, greatest, .. } => {
                    Self::Numbers(Span { low: Some(least), high: Some(greatest) })
                }
                FieldKind::Date { first, last } => Self::Days(Span { low: Some(first), high: Some(last) }),
                _ => Self::Anything,
            };
        }
        match Evaluator::new(pack, &Dossier::new(), Date::FIRST).outcome(node) {
            Outcome::Number(known) => Self::Numbers(known.span),
            _ => Self::Anything,
        }
    }
}

/// The operands of `min(…)` and `max(…)`, where all of them are published.
fn taken(pack: &Pack, node: NodeId) -> Vec<Need> {
    match pack.nodes.at(node) {
        Node::Extreme(_, of) if reasons_of(pack, node).is_empty() => {
            of.iter().map(|operand| Need::Taken { of: node, operand: *operand }).collect()
        }
        _ => Vec::new(),
    }
}
