//! From relations to bonds: what is not known counts as not being so, unless it is asked what if it were.

use super::Doubt;
use super::facts::{Common, Facts, Kind, Known, Member, Whose};
use super::problem::{Group, Limit, Need, Problem};
use crate::relation::Relation;
use crate::{Id, Truth};
use std::collections::BTreeMap;

/// What is asked.
#[derive(Clone, Copy)]
pub(super) struct Supposed<'a> {
    /// Whether a doubt about a relation is taken to be so.
    pub is_so: &'a dyn Fn(Id<Relation>, Doubt) -> bool,
    /// Rows that are not known, and which they are taken to be.
    pub rows: &'a [(Whose, u16)],
}

impl Supposed<'_> {
    fn common(self, of: Common) -> Common {
        let Common::Unknown(whose) = of else { return of };
        self.rows.iter().find(|(it, _)| *it == whose).map_or(of, |(_, row)| Common::Row(*row))
    }
}

/// The claims with the bonds that follow from the relations.
pub(super) fn bonds(facts: &Facts, supposed: Supposed<'_>) -> Problem {
    let mut problem = Problem { claims: facts.claims.clone(), ..Problem::default() };
    facts.relations.iter().for_each(|known| known.bind(supposed, &mut problem));
    // A limit lies within those that are about more; between equals, one on a base lies within.
    problem.limits.sort_by_key(|limit| (limit.members.len(), limit.bases.is_none()));
    problem
}

impl Known {
    /// The doubts that could change something, in a fixed order.
    pub fn doubts(&self) -> Vec<Doubt> {
        if !self.is_stated {
            return vec![Doubt::Unstated];
        }
        let any = |is_doubt: fn(&Member) -> bool| self.members.iter().any(is_doubt);
        let is_unsettled = any(|member| member.is_settled.is_unknown());
        let is_apart = any(|member| member.common.is_unknown()) || self.one_of.iter().any(|(_, it)| it.is_unknown());
        let needs = self.kind == Kind::Needs;
        let doubts = [
            (Doubt::InPrinciple, self.is_in_principle),
            (Doubt::Exception, any(|member| member.is_free.is_unknown())),
            (Doubt::Held, needs && (is_unsettled || is_apart)),
            (Doubt::Used, !needs && is_unsettled),
            (Doubt::Shared, !needs && is_apart),
        ];
        doubts.into_iter().filter(|(_, is_there)| *is_there).map(|(doubt, _)| doubt).collect()
    }

    fn bind(&self, world: Supposed<'_>, problem: &mut Problem) {
        let supposed = |doubt: Doubt| (world.is_so)(self.relation, doubt);
        if (!self.is_stated && !supposed(Doubt::Unstated)) || (self.is_in_principle && supposed(Doubt::InPrinciple)) {
            return;
        }
        let holds = |truth: Truth, doubt: Doubt| match truth {
            Truth::True => true,
            Truth::False => false,
            Truth::Unknown(_) => supposed(doubt),
        };
        let bound = self.members.iter().filter(|it| !holds(it.is_free, Doubt::Exception));
        if self.kind == Kind::Needs {
            let needy = bound.filter(|it| !holds(it.is_settled, Doubt::Held));
            return problem.needs.extend(needy.map(|member| self.need(*member, supposed(Doubt::Held))));
        }
        // Those of which the row is not known stand apart.
        let mut together: BTreeMap<Common, Vec<&Member>> = BTreeMap::new();
        bound.for_each(|member| together.entry(world.common(member.common)).or_default().push(member));
        for members in together.into_values() {
            if members.iter().any(|it| holds(it.is_settled, Doubt::Used)) {
                problem.barred.extend(members.iter().map(|it| (self.relation, it.claim)));
            } else {
                self.bind_together(&members, problem);
            }
        }
    }

    /// Binds supports that have in common what the relation is about.
    fn bind_together(&self, members: &[&Member], problem: &mut Problem) {
        let claims: Vec<_> = members.iter().map(|it| it.claim).collect();
        if self.kind == Kind::AtMostOne {
            let programmes = claims.iter().filter_map(|claim| problem.claims.get(*claim)).map(|it| it.programme);
            if programmes.clone().min() != programmes.max() {
                problem.groups.push(Group { relation: self.relation, members: claims });
            }
            return;
        }
        let Some(at_most) = members.iter().map(|it| it.limit).reduce(super::money::Money::at_most) else { return };
        let bases = (self.kind == Kind::BaseAtMost).then(|| members.iter().map(|it| it.base).collect());
        problem.limits.push(Limit { relation: self.relation, members: claims, at_most, bases });
    }

    /// What is there for a row that is not known counts only where it is asked what if it were there.
    fn need(&self, member: Member, is_held: bool) -> Need {
        let is_unsure = |common: Common| common.is_unknown() || member.common.is_unknown();
        let is_shared = |common: Common| common == member.common || (is_held && is_unsure(common));
        let one_of = self.one_of.iter().filter(|(_, common)| is_shared(*common)).map(|(claim, _)| *claim).collect();
        Need { relation: self.relation, member: member.claim, one_of }
    }
}
