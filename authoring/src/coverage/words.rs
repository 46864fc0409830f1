//! What no case tries yet, in words for the editor of a programme.

use super::points::roots;
use super::{Coverage, Need, Part, Point};
use crate::compile::Compilation;
use crate::places::Places;
use crate::source::Location;
use core::cmp::Ordering;
use qualify_engine::expression::{Node, NodeId, Type};
use qualify_engine::{Pack, fields_of, write};

impl Coverage {
    /// Where the part of the programme that a point is about is written; the programme, where it has no place of its own.
    #[must_use]
    pub fn place(&self, pack: &Pack, places: &Places, point: &Point) -> Location {
        let node = match (point.need, point.part) {
            (Need::Threshold { comparison, .. }, _) => Some(comparison),
            (Need::Taken { of, .. }, _) => Some(of),
            (_, part) => roots(pack.programmes.at(self.programme), part).first().copied(),
        };
        let at = node.map_or(Location::NOWHERE, |node| places.node(node));
        if at.is_somewhere() { at } else { places.programme(self.programme) }
    }

    /// The part of the programme that a point is about: `condition private_sme`.
    #[must_use]
    pub fn part(&self, pack: &Pack, point: &Point) -> String {
        let programme = pack.programmes.at(self.programme);
        match point.part {
            Part::Whole => "the programme".to_owned(),
            Part::Condition(place) => {
                format!("condition {}", programme.conditions.get(place).map_or("", |it| it.key.as_str()))
            }
            Part::Item(place) => format!("item {}", programme.items.get(place).map_or("", |it| it.key.as_str())),
            Part::Total => "total_at_most".to_owned(),
        }
    }
}

impl Point {
    /// What is missing: "no case with `enterprise.revenue` exactly 2 亿元". The point belongs to `compilation`, whose pack is
    /// `pack`.
    #[must_use]
    pub fn wanted(&self, pack: &Pack, compilation: &Compilation) -> String {
        let text = |node| compilation.sources.excerpt(compilation.places.node(node));
        let wanted = match (self.need, self.part) {
            (Need::Positive, _) => "no case that qualifies, or is unconfirmed".to_owned(),
            (Need::Decides(true), Part::Item(_)) => "no case in which it applies, and makes a difference".to_owned(),
            (Need::Decides(false), Part::Item(_)) => {
                "no case in which only its `when` keeps it from applying".to_owned()
            }
            (Need::Decides(true), _) => {
                "no case in which it is met and the verdict is `qualifies` or `unconfirmed`".to_owned()
            }
            (Need::Decides(false), _) => "no case in which it alone is not met, and the verdict follows".to_owned(),
            (Need::Threshold { comparison, order }, _) => threshold(pack, &text, comparison, order),
            (Need::Taken { of, operand }, _) => {
                format!("no case in which `{}` is what `{}` takes", text(operand), text(of))
            }
            (Need::Capped(true), _) => "no case in which it keeps the sum down".to_owned(),
            (Need::Capped(false), _) => "no case in which the sum is below it".to_owned(),
        };
        if self.is_idle { format!("{wanted} that decides: where it is so, the rest decides already") } else { wanted }
    }
}

fn threshold<'a>(pack: &Pack, text: &dyn Fn(NodeId) -> &'a str, comparison: NodeId, order: Ordering) -> String {
    let Node::Compare(_, a, b) = pack.nodes.at(comparison) else { return String::new() };
    let is_turned = fields_of(pack, *a).is_empty();
    let (subject, limit, order) = if is_turned { (*b, *a, order.reverse()) } else { (*a, *b, order) };
    let is_day = pack.type_of(subject) == Some(Type::Date);
    let lies = match (order, is_day) {
        (Ordering::Equal, false) => "exactly",
        (Ordering::Less, false) => "below",
        (Ordering::Greater, false) => "above",
        (Ordering::Equal, true) => "on the very day",
        (Ordering::Less, true) => "before",
        (Ordering::Greater, true) => "after",
    };
    let limit = match pack.nodes.at(limit) {
        Node::Named(number) => match pack.nodes.at(pack.numbers.at(*number).value) {
            Node::Number(value, unit) => format!("`{}` ({})", text(limit), write::quantity(*value, *unit)),
            _ => format!("`{}`", text(limit)),
        },
        Node::Number(..) | Node::Date(_) => text(limit).to_owned(),
        _ => format!("`{}`", text(limit)),
    };
    format!("no case with `{}` {lies} {limit}", text(subject))
}
