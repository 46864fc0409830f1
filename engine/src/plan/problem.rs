//! What a plan is chosen from, without a word about where it comes from: supports and the bonds between them.

use super::money::Money;
use crate::Id;
use crate::relation::Relation;

/// One support that may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The place of its programme. Claims of one programme never exclude each other.
    pub programme: usize,
    /// What it is worth by itself; [`Money::NONE`] for a measure without money.
    pub worth: Money,
}

impl Claim {
    /// A measure costs nothing and takes nothing from others: it is chosen unless it is excluded.
    pub fn is_measure(self) -> bool {
        self.worth == Money::NONE
    }
}

/// Of these claims, those of one programme at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub relation: Id<Relation>,
    pub members: Vec<usize>,
}

/// These claims count for so much together at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    pub relation: Id<Relation>,
    pub members: Vec<usize>,
    pub at_most: Money,
    /// By member, the base to which its worth is proportional, where `at_most` limits the base and not the worth.
    pub bases: Option<Vec<Money>>,
}

/// This claim needs one of those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub relation: Id<Relation>,
    pub member: usize,
    pub one_of: Vec<usize>,
}

/// Claims and bonds. Claims are meant by their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Problem {
    pub claims: Vec<Claim>,
    pub groups: Vec<Group>,
    /// The inner ones before those in which they lie.
    pub limits: Vec<Limit>,
    pub needs: Vec<Need>,
    /// Claims whose place is taken by support from outside.
    pub barred: Vec<(Id<Relation>, usize)>,
}

impl Problem {
    /// The chosen members of a group that leave no place for a claim.
    pub fn rivals<'a>(
        &'a self,
        group: &'a Group,
        claim: usize,
        chosen: &'a [bool],
    ) -> impl Iterator<Item = usize> + 'a {
        let programme = self.claims.get(claim).map(|it| it.programme);
        let is_member = group.members.contains(&claim);
        group.members.iter().copied().filter(move |member| {
            is_member && is_in(chosen, *member) && self.claims.get(*member).map(|it| it.programme) != programme
        })
    }

    /// Whether a claim breaks no bond beside those that are chosen.
    pub fn fits(&self, claim: usize, chosen: &[bool]) -> bool {
        let is_barred = self.barred.iter().any(|(_, barred)| *barred == claim);
        let is_excluded = self.groups.iter().any(|group| self.rivals(group, claim, chosen).next().is_some());
        !is_barred && !is_excluded && self.needs.iter().all(|need| need.member != claim || need.is_met(chosen))
    }

    /// The parts that no bond connects, each with the places of its claims in the whole.
    pub fn split(&self) -> Vec<(Self, Vec<usize>)> {
        let mut part_of: Vec<usize> = (0..self.claims.len()).collect();
        for members in self.bonds() {
            let Some(target) = members.iter().filter_map(|member| part_of.get(*member)).min().copied() else {
                continue;
            };
            let joined: Vec<usize> = members.iter().filter_map(|member| part_of.get(*member).copied()).collect();
            part_of.iter_mut().filter(|part| joined.contains(part)).for_each(|part| *part = target);
        }
        let mut parts: Vec<usize> = part_of.clone();
        parts.sort_unstable();
        parts.dedup();
        let places_of = |part| (0..self.claims.len()).filter(|it| part_of.get(*it) == Some(part)).collect::<Vec<_>>();
        parts.iter().map(places_of).map(|places| (self.only(&places), places)).collect()
    }

    fn bonds(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        let groups = self.groups.iter().map(|it| it.members.clone());
        let limits = self.limits.iter().map(|it| it.members.clone());
        let needs = self.needs.iter().map(|it| it.one_of.iter().copied().chain([it.member]).collect());
        groups.chain(limits).chain(needs)
    }

    /// The part with these claims, in ascending order, to which every bond belongs wholly or not at all.
    fn only(&self, places: &[usize]) -> Self {
        let here = |claim: &usize| places.binary_search(claim).ok();
        let all = |members: &[usize]| members.iter().map(here).collect::<Option<Vec<_>>>();
        Self {
            claims: places.iter().filter_map(|place| self.claims.get(*place)).copied().collect(),
            groups: (self.groups.iter())
                .filter_map(|it| Some(Group { members: all(&it.members)?, ..it.clone() }))
                .collect(),
            limits: (self.limits.iter())
                .filter_map(|it| Some(Limit { members: all(&it.members)?, ..it.clone() }))
                .collect(),
            needs: (self.needs.iter())
                .filter_map(|it| Some(Need { member: here(&it.member)?, one_of: all(&it.one_of)?, ..it.clone() }))
                .collect(),
            barred: self.barred.iter().filter_map(|(relation, claim)| Some((*relation, here(claim)?))).collect(),
        }
    }
}

impl Need {
    pub fn is_met(&self, chosen: &[bool]) -> bool {
        self.one_of.iter().any(|claim| is_in(chosen, *claim))
    }
}

/// Whether a claim is among those that are chosen.
pub(super) fn is_in(chosen: &[bool], claim: usize) -> bool {
    chosen.get(claim) == Some(&true)
}
