//! Questions that nothing asks for or that have one answer only, and thresholds of another size than their neighbours.

use super::warning;
use crate::diagnostic::{Code, Diagnostic};
use crate::places::Places;
use crate::source::Sources;
use qualify_engine::expression::{Node, NodeId};
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{Id, Number, Pack};
use std::collections::{BTreeMap, BTreeSet};

/// How many times as large or small as its neighbours a threshold is that looks like a slip of the unit.
const SLIP: i64 = 1_000;

pub(super) fn lint(pack: &Pack, places: &Places, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let used: BTreeSet<_> =
        pack.nodes.iter().filter_map(|node| if let Node::Field(it) = node { Some(*it) } else { None }).collect();
    for (id, field) in pack.fields.entries() {
        if is_unused(pack, &used, id) {
            let message = format!("nothing asks for `{}`", field.key);
            found.push(warning(Code::UnusedField, places.field(id), message));
        }
        if has_one_answer(pack, field) {
            let message = format!("`{}` has one possible answer, and is never open", field.key);
            found.push(warning(Code::OneAnswer, places.field(id), message));
        }
    }
    for thresholds in thresholds(pack).values() {
        found.extend(thresholds.iter().filter_map(|it| slip(places, sources, it, thresholds)));
    }
}

/// Links and the questions whether there are rows are asked for the sake of other fields.
fn is_unused(pack: &Pack, used: &BTreeSet<Id<Field>>, id: Id<Field>) -> bool {
    let field = pack.fields.at(id);
    let is_of_record = |other: &Id<Field>| pack.fields.at(*other).record == field.record;
    let is_presence = pack.records.at(field.record).presence == Some(id);
    let serves = is_presence || matches!(field.kind, FieldKind::Row(_));
    let is_used = used.contains(&id) || (serves && used.iter().any(is_of_record));
    !is_used
}

fn has_one_answer(pack: &Pack, field: &Field) -> bool {
    match field.kind {
        FieldKind::Choice(domain) => pack.domains.at(domain).options.len() < 2,
        FieldKind::Number { least, greatest, .. } => least == greatest,
        FieldKind::Date { first, last } => first == last,
        FieldKind::YesNo | FieldKind::Row(_) => false,
    }
}

/// A number with which a field is compared, and where it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Threshold {
    value: Number,
    written: NodeId,
}

fn thresholds(pack: &Pack) -> BTreeMap<Id<Field>, Vec<Threshold>> {
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for node in pack.nodes.iter() {
        let Node::Compare(_, a, b) = node else { continue };
        for (side, other) in [(a, b), (b, a)] {
            if let (Node::Field(field), Some(threshold)) = (pack.nodes.at(*side), threshold(pack, *other)) {
                let of_field = found.entry(*field).or_default();
                if !of_field.contains(&threshold) {
                    of_field.push(threshold);
                }
            }
        }
    }
    found
}

fn threshold(pack: &Pack, node: NodeId) -> Option<Threshold> {
    match pack.nodes.at(node) {
        Node::Number(value, _) if *value > Number::ZERO => Some(Threshold { value: *value, written: node }),
        Node::Named(number) => threshold(pack, pack.numbers.at(*number).value),
        _ => None,
    }
}

/// A threshold that is a thousand times as large or small as the middle one of the others (as both, where two are in the middle).
/// Of two that are so far apart the smaller one is named.
fn slip(places: &Places, sources: &Sources, of: &Threshold, all: &[Threshold]) -> Option<Diagnostic> {
    let mut others: Vec<_> = all.iter().filter(|it| *it != of).collect();
    others.sort_by_key(|it| it.value);
    let below = others.get(others.len().checked_sub(1)?.checked_div(2)?)?;
    let above = others.get(others.len().checked_div(2)?)?;
    let many = Number::whole(SLIP);
    let is_small = of.value.times(many).is_some_and(|value| value <= below.value);
    let is_large = others.len() > 1 && above.value.times(many).is_some_and(|value| value <= of.value);
    if !is_small && !is_large {
        return None;
    }
    let text = |node| sources.excerpt(places.node(node));
    let (size, middle) = if is_small { ("small", below) } else { ("large", above) };
    let message = format!(
        "`{}` is suspiciously {size} beside `{}`, with which the same figure is compared",
        text(of.written),
        text(middle.written)
    );
    let diagnostic =
        warning(Code::UnitSlip, places.node(of.written), message).and(places.node(middle.written), "its neighbour");
    Some(diagnostic.with_help("look at the unit: 元 or 万元, kWh or 万kWh"))
}
