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
        let roots = self.roots();
        let mut parts: Vec<(Self, Vec<usize>)> = Vec::new();
        let mut part_of: Vec<usize> = Vec::with_capacity(roots.len());
        let mut place_of: Vec<usize> = Vec::with_capacity(roots.len());
        for (place, claim) in self.claims.iter().enumerate() {
            // A root is the first of its claims, so its part is there already when the others come.
            let root = roots.get(place).copied().unwrap_or(place);
            let part = part_of.get(root).copied().unwrap_or(parts.len());
            if part == parts.len() {
                parts.push(Default::default());
            }
            part_of.push(part);
            if let Some((part, places)) = parts.get_mut(part) {
                place_of.push(places.len());
                part.claims.push(*claim);
                places.push(place);
            }
        }
        let part = |claim: usize| part_of.get(claim).copied().unwrap_or_default();
        let here = |claim: &usize| place_of.get(*claim).copied().unwrap_or_default();
        let all = |members: &[usize]| members.iter().map(here).collect::<Vec<_>>();
        let first = |members: &[usize]| members.first().copied().map(part);
        let mut into = |at: Option<usize>, add: &mut dyn FnMut(&mut Self)| {
            at.and_then(|at| parts.get_mut(at)).into_iter().for_each(|(part, _)| add(part));
        };
        for it in &self.groups {
            into(first(&it.members), &mut |part| part.groups.push(Group { members: all(&it.members), ..*it }));
        }
        for it in &self.limits {
            let bases = || it.bases.clone();
            into(first(&it.members), &mut |part| {
                part.limits.push(Limit { members: all(&it.members), bases: bases(), ..*it });
            });
        }
        for it in &self.needs {
            into(Some(part(it.member)), &mut |part| {
                part.needs.push(Need { member: here(&it.member), one_of: all(&it.one_of), ..*it });
            });
        }
        for (relation, claim) in &self.barred {
            into(Some(part(*claim)), &mut |part| part.barred.push((*relation, here(claim))));
        }
        parts
    }

    /// By claim, the first of those with which bonds connect it.
    fn roots(&self) -> Vec<usize> {
        fn root(roots: &[usize], of: usize) -> usize {
            let mut at = of;
            while let Some(next) = roots.get(at).copied().filter(|next| *next != at) {
                at = next;
            }
            at
        }
        let mut roots: Vec<usize> = (0..self.claims.len()).collect();
        let groups = self.groups.iter().map(|it| (&it.members, None));
        let limits = self.limits.iter().map(|it| (&it.members, None));
        let needs = self.needs.iter().map(|it| (&it.one_of, Some(it.member)));
        for (members, another) in groups.chain(limits).chain(needs) {
            let mut all = members.iter().copied().chain(another);
            let Some(mut joined) = all.next().map(|first| root(&roots, first)) else { continue };
            for member in all {
                let other = root(&roots, member);
                let (least, most) = (joined.min(other), joined.max(other));
                roots.get_mut(most).into_iter().for_each(|slot| *slot = least);
                // Next time the way is short.
                roots.get_mut(member).into_iter().for_each(|slot| *slot = least);
                joined = least;
            }
        }
        (0..roots.len()).map(|claim| root(&roots, claim)).collect()
    }
}

impl Need {
    pub fn is_met(&self, chosen: &[bool]) -> bool {
        self.one_of.iter().any(|claim| is_in(chosen, *claim))
    }

    /// Whether its member is there and what it needs is not.
    pub fn lacks(&self, chosen: &[bool]) -> bool {
        is_in(chosen, self.member) && !self.is_met(chosen)
    }
}

/// Whether a claim is among those that are chosen.
pub(super) fn is_in(chosen: &[bool], claim: usize) -> bool {
    chosen.get(claim) == Some(&true)
}
