//! Whether the relations of a pack fit its programmes.

use super::{Check, Nodes, ensure, points};
use crate::expression::{NodeId, Type};
use crate::format::PackError;
use crate::pack::{AMOUNT, Programme};
use crate::relation::{Per, Relation, Rule};
use crate::{Id, Pack, limits};

impl Pack {
    pub(super) fn check_relations(&self, nodes: &mut Nodes) -> Check {
        for (place, relation) in self.relations.iter().enumerate() {
            self.check_relation(relation, nodes)?;
            let is_member = self.check_members(&relation.among)?;
            for other in self.relations.iter().take(place) {
                let shared = other.among.iter().filter(|it| is_member.get(it.place()) == Some(&true)).count();
                ensure(relation.goes_with(other, shared), "limits that cross each other")?;
            }
        }
        Ok(())
    }

    fn check_relation(&self, relation: &Relation, nodes: &mut Nodes) -> Check {
        // Its expressions are evaluated for every subject of every programme.
        let programmes = u16::try_from(relation.among.len()).unwrap_or(u16::MAX);
        let subjects = programmes.saturating_mul(limits::ROWS);
        let mut root = |root: NodeId, wanted: Type| nodes.root(root, wanted, subjects);
        if let Per::Row(record) = relation.per {
            points(&self.records, record, "record of a relation")?;
        }
        match &relation.rule {
            Rule::AtMostOne { used } => used.iter().try_for_each(|used| root(*used, Type::Truth))?,
            Rule::SumAtMost(limit) => root(*limit, AMOUNT)?,
            Rule::BaseAtMost { base, limit } => {
                let of = self.type_of(*base).filter(|of| matches!(of, Type::Number(_)));
                let of = of.ok_or(PackError::Inconsistent("a base is no number"))?;
                root(*base, of)?;
                root(*limit, of)?;
            }
            Rule::Needs { one_of, held } => {
                let is_needed = self.check_members(one_of)?;
                let needs_itself = relation.among.iter().any(|it| is_needed.get(it.place()) == Some(&true));
                ensure(!needs_itself, "a programme needs itself")?;
                held.iter().try_for_each(|held| root(*held, Type::Truth))?;
            }
        }
        relation.unless.iter().try_for_each(|unless| root(*unless, Type::Truth))?;
        self.check_source(&relation.source)
    }

    /// By programme, whether it is one of these; there is at least one, and none stands twice.
    fn check_members(&self, members: &[Id<Programme>]) -> Result<Vec<bool>, PackError> {
        ensure(!members.is_empty(), "a relation of nothing")?;
        let mut is_seen = vec![false; self.programmes.len()];
        for member in members {
            let slot = is_seen.get_mut(member.place()).ok_or(PackError::Inconsistent("programme of a relation"))?;
            ensure(!core::mem::replace(slot, true), "a programme stands twice in a relation")?;
        }
        Ok(is_seen)
    }
}
