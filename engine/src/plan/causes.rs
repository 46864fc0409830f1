//! Doubts that hang on the same thing are one question.

use super::Doubt;
use super::facts::{Common, Facts, Kind, Known, Whose};
use crate::Id;
use crate::expression::{Node, NodeId};
use crate::pack::Pack;
use crate::relation::Relation;

/// Doubts that are settled together.
#[derive(Clone, Debug, Default)]
pub(super) struct Cause {
    pub doubts: Vec<(Id<Relation>, Doubt)>,
    /// The rows that are not known.
    pub rows: Vec<Whose>,
    /// The expression that is not known.
    expression: Option<NodeId>,
}

/// All doubts by their cause, in the order of the relations.
pub(super) fn causes(facts: &Facts, pack: &Pack) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    for known in &facts.relations {
        for doubt in known.doubts() {
            let own = Cause {
                doubts: vec![(known.relation, doubt)],
                rows: if doubt == Doubt::Shared { known.unknown_rows() } else { Vec::new() },
                expression: known.unknown_expression(doubt),
            };
            match causes.iter_mut().find(|cause| cause.is_same(&own, pack)) {
                Some(cause) => cause.doubts.extend(own.doubts),
                None => causes.push(own),
            }
        }
    }
    causes
}

impl Cause {
    /// What all of these hang on.
    pub fn together(causes: &[Self]) -> Self {
        let mut joint = Self::default();
        for cause in causes {
            joint.doubts.extend(&cause.doubts);
            joint.rows.extend(&cause.rows);
        }
        joint.rows.sort_unstable();
        joint.rows.dedup();
        joint
    }

    /// What of it is against the enterprise, and what in its favour; nothing where there is nothing.
    pub fn by_side(self) -> [Option<Self>; 2] {
        let (bad, good): (Vec<_>, Vec<_>) = self.doubts.into_iter().partition(|(_, it)| it.is_against());
        let side = |doubts: Vec<_>, rows| (!doubts.is_empty()).then_some(Self { doubts, rows, expression: None });
        [side(bad, self.rows), side(good, Vec::new())]
    }

    fn is_same(&self, other: &Self, pack: &Pack) -> bool {
        match (self.expression, other.expression) {
            (Some(a), Some(b)) => is_same(pack, a, b),
            (None, None) => !self.rows.is_empty() && self.rows == other.rows,
            _ => false,
        }
    }
}

impl Known {
    /// The rows that are not known and could be one with another, each once.
    pub fn unknown_rows(&self) -> Vec<Whose> {
        let unknown = |common| if let Common::Unknown(whose) = common { Some(whose) } else { None };
        let mut rows: Vec<_> = self.members.iter().filter_map(|member| unknown(member.common)).collect();
        rows.sort_unstable();
        rows.dedup();
        if self.kind == Kind::Needs { Vec::new() } else { rows }
    }

    fn unknown_expression(&self, doubt: Doubt) -> Option<NodeId> {
        match doubt {
            Doubt::Exception => self.unless,
            Doubt::Used => self.settles,
            Doubt::Held => self.settles.filter(|_| self.members.iter().any(|member| member.is_settled.is_unknown())),
            Doubt::Unstated | Doubt::InPrinciple | Doubt::Shared => None,
        }
    }
}

/// Whether two expressions say the same, step by step.
fn is_same(pack: &Pack, a: NodeId, b: NodeId) -> bool {
    let (first, second) = (pack.nodes.at(a), pack.nodes.at(b));
    let (of, others) = (first.children(), second.children());
    let is_alike = match (first, second) {
        (Node::Compare(a, ..), Node::Compare(b, ..)) => a == b,
        (Node::OneOf(_, a), Node::OneOf(_, b)) => a == b,
        (Node::Arithmetic(a, ..), Node::Arithmetic(b, ..)) => a == b,
        (Node::Move(a, step, ..), Node::Move(b, other, ..)) => (a, step) == (b, other),
        (Node::Extreme(a, _), Node::Extreme(b, _)) => a == b,
        (Node::Over(a), Node::Over(b)) => (a.fold, a.record, a.only.is_some()) == (b.fold, b.record, b.only.is_some()),
        _ if of.is_empty() => first == second,
        _ => core::mem::discriminant(first) == core::mem::discriminant(second),
    };
    is_alike && of.len() == others.len() && of.into_iter().zip(others).all(|(a, b)| is_same(pack, a, b))
}
