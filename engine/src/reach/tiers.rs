//! Tests that differ only in which values of one number or day they hold for.

use super::plain::are_same;
use super::{Reach, answers, looks};
use crate::critical::{Critical, Unknown};
use crate::expression::{Node, NodeId};
use crate::missing::Slot;
use crate::pack::{Field, FieldKind};
use crate::{Answer, Dossier, Id, Pack, Truth, fields_of, limits};

/// Tests of which each holds for some values of one number or day, and that ask the same beside.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Number, Reach, Unit, expression::{Comparison, Node}};
/// let mut pack = example();
/// let (principal, unit) = (pack.field("loan.principal").unwrap(), Unit::parse("元").unwrap());
/// let [a, b] = [Node::Field(principal), Node::Number(Number::whole(100), unit)].map(|node| pack.nodes.push(node));
/// // Up to 1 元, and above it.
/// let tests = [Comparison::AtMost, Comparison::Greater].map(|it| pack.nodes.push(Node::Compare(it, a, b)));
/// let tiers = Reach::new(&pack).tiers(&tests).remove(0);
/// assert_eq!(tiers.members, [0, 1]);
/// // Every value is in one of them.
/// assert!(tiers.steps.iter().all(|(_, holds)| holds[0] != holds[1]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiers {
    /// Their places among the tests that were asked about.
    pub members: Vec<usize>,
    /// In ascending order, values of which one stands for every value there can be; with each, which of the members hold for it.
    pub steps: Vec<(Answer, Vec<bool>)>,
}

/// A test of which one part is about a single number or day, and the rest about other things.
struct Tier {
    place: usize,
    of: Id<Field>,
    ranges: Vec<NodeId>,
    rest: Vec<NodeId>,
}

impl Reach {
    /// The tiers among these tests.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let pack = example();
    /// let conditions = &pack.programmes.iter().next().unwrap().conditions;
    /// // Of a single test there are no tiers.
    /// assert_eq!(qualify_engine::Reach::new(&pack).tiers(&[conditions[2].test]), []);
    /// ```
    pub fn tiers(&mut self, tests: &[NodeId]) -> Vec<Tiers> {
        let plain: Vec<_> = tests.iter().map(|test| self.plain(*test)).collect();
        let tiers = plain.into_iter().enumerate().filter_map(|(place, test)| tier(&self.pack, place, test));
        let mut groups: Vec<Vec<Tier>> = Vec::new();
        for tier in tiers {
            let group =
                groups.iter_mut().find(|group| group.first().is_some_and(|first| goes_with(&self.pack, first, &tier)));
            match group {
                Some(group) => group.push(tier),
                None => groups.push(vec![tier]),
            }
        }
        groups.iter().filter(|group| group.len() > 1).filter_map(|group| steps(&self.pack, group)).collect()
    }
}

fn tier(pack: &Pack, place: usize, test: NodeId) -> Option<Tier> {
    let parts = if let Node::All(parts) = pack.nodes.at(test) { parts.clone() } else { vec![test] };
    let is_range = |part: &NodeId| {
        let [field] = fields_of(pack, *part)[..] else { return false };
        matches!(pack.fields.at(field).kind, FieldKind::Number { .. } | FieldKind::Date { .. })
    };
    let (ranges, rest): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_range);
    let of = fields_of(pack, *ranges.first()?).first().copied()?;
    let is_one = ranges.iter().all(|part| fields_of(pack, *part) == [of]);
    let is_apart = rest.iter().all(|part| !fields_of(pack, *part).contains(&of));
    (is_one && is_apart).then_some(Tier { place, of, ranges, rest })
}

fn goes_with(pack: &Pack, a: &Tier, b: &Tier) -> bool {
    let mut pairs = a.rest.iter().zip(&b.rest);
    a.of == b.of && a.rest.len() == b.rest.len() && pairs.all(|(a, b)| are_same(pack, *a, *b))
}

fn steps(pack: &Pack, group: &[Tier]) -> Option<Tiers> {
    let slot = Slot { field: group.first()?.of, row: 0 };
    let nothing = Dossier::new();
    let mut critical = Critical::within(limits::REACH_WORK);
    for range in group.iter().flat_map(|tier| &tier.ranges) {
        looks(pack, &nothing).critical(*range, Unknown::Answer(slot), &mut critical);
    }
    let step = |answer: Answer| {
        let mut dossier = Dossier::new();
        dossier.set(pack, slot.field, answer).ok()?;
        let evaluator = looks(pack, &dossier);
        let holds = |tier: &Tier| evaluator.all(tier.ranges.iter().copied()) == Truth::True;
        Some((answer, group.iter().map(holds).collect()))
    };
    let steps = answers(pack, slot, &critical)?.into_iter().map(step).collect::<Option<Vec<_>>>()?;
    Some(Tiers { members: group.iter().map(|tier| tier.place).collect(), steps })
}
