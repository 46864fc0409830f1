//! What chosen claims count for together, under limits that lie within each other.

use super::money::Money;
use super::problem::{Limit, Problem, is_in};
use crate::Number;
use core::cmp::Reverse;

/// The limits of a problem as a tree: each lies in at most one other.
pub(super) struct Tree<'p> {
    pub(super) problem: &'p Problem,
    /// By limit, the next one around it.
    parents: Vec<Option<usize>>,
    /// By claim, the innermost limit.
    homes: Vec<Option<usize>>,
    /// By limit on a base, its members (by their place in the limit), the best allocation first, at the low end and at the high one.
    orders: Vec<[Vec<usize>; 2]>,
}

/// What a claim under a limit on its base is worth at one end, and for how much base.
#[derive(Clone, Copy)]
struct Share {
    worth: Number,
    base: Number,
}

impl Share {
    /// By what a unit of the base yields, the best first. What needs no base comes before all others.
    fn rank(self) -> (bool, Reverse<Option<Number>>) {
        let rate = self.worth.over(self.base);
        (rate.is_some(), Reverse(rate))
    }
}

impl<'p> Tree<'p> {
    pub fn of(problem: &'p Problem) -> Self {
        let mut homes = vec![None; problem.claims.len()];
        let mut parents = vec![None; problem.limits.len()];
        // From the outer ones to the inner ones: what a claim had for a home so far lies around the next.
        for ((place, limit), parent) in problem.limits.iter().enumerate().zip(&mut parents).rev() {
            *parent = limit.members.first().and_then(|first| homes.get(*first)).copied().flatten();
            for member in &limit.members {
                homes.get_mut(*member).into_iter().for_each(|home| *home = Some(place));
            }
        }
        Self {
            problem,
            parents,
            homes,
            orders: (problem.limits.iter())
                .map(|limit| [End::Low.best_first(problem, limit), End::High.best_first(problem, limit)])
                .collect(),
        }
    }

    /// The innermost limit of a claim.
    pub fn home(&self, claim: usize) -> Option<usize> {
        self.homes.get(claim).copied().flatten()
    }

    /// The next limit around a limit.
    pub fn parent(&self, limit: usize) -> Option<usize> {
        self.parents.get(limit).copied().flatten()
    }

    /// The limits in which a claim lies, the innermost first.
    pub fn around(&self, claim: usize) -> impl Iterator<Item = usize> {
        core::iter::successors(self.home(claim), |limit| self.parent(*limit))
    }

    /// How much a limit lets through.
    pub fn at_most(&self, limit: usize) -> Option<&Money> {
        self.problem.limits.get(limit).map(|limit| &limit.at_most)
    }

    /// Whether a limit is on the base and not on the sum.
    pub fn is_on_base(&self, limit: usize) -> bool {
        self.problem.limits.get(limit).is_some_and(|limit| limit.bases.is_some())
    }

    /// The value of the claims that are `counted` under a limit on their base: as much base as the limit lets through goes where
    /// it yields most. `None`: the limit is on the sum.
    pub fn of_bases(&self, limit: usize, counted: impl Fn(usize) -> bool) -> Option<Money> {
        let [low_order, high_order] = self.orders.get(limit)?;
        let limit = self.problem.limits.get(limit)?;
        limit.bases.as_ref()?;
        let low = End::Low.fill(self.problem, limit, low_order, &counted).unwrap_or(Number::ZERO);
        let is_endless = |(place, member): &(usize, &usize)| {
            counted(**member) && End::High.share(self.problem, limit, *place).is_none()
        };
        let endless = limit.members.iter().enumerate().filter(is_endless).count();
        let endless = u32::try_from(endless).unwrap_or(u32::MAX);
        match End::High.fill(self.problem, limit, high_order, &counted) {
            Some(high) => Some(Money { low, endless, high: high.max(low) }),
            None => Some(Money { low, endless: endless.saturating_add(1), high: low }),
        }
    }

    /// The value of the other chosen claims under a limit on their base, and with it of a claim, in the best case for it: it comes
    /// out at its most, the others at their least, and the limit lets through as much as it may. `None`: its worth has no end.
    pub fn of_bases_at_best(&self, limit: usize, claim: usize, chosen: &[bool], is_with: bool) -> Option<Number> {
        let [order, _] = self.orders.get(limit)?;
        let limit = self.problem.limits.get(limit)?;
        let own = limit.members.iter().position(|it| *it == claim)?;
        let is_other =
            |place: &&usize| **place != own && limit.members.get(**place).is_some_and(|it| is_in(chosen, *it));
        let others = order.iter().filter(is_other).filter_map(|place| End::Low.share(self.problem, limit, *place));
        let mut shares: Vec<_> = others.collect();
        let own = End::High.share(self.problem, limit, own)?;
        if is_with {
            shares.insert(shares.partition_point(|other| other.rank() <= own.rank()), own);
        }
        fill(End::High.allowance(limit), shares)
    }

    /// The value of all: `sums` holds what lies directly in each limit and gets what lies within it, `outside` is the rest.
    pub fn total(&self, sums: &mut [Money], outside: Money) -> Money {
        let mut total = outside;
        for place in 0..sums.len() {
            let value = self.cut(place, sums);
            match self.parent(place).and_then(|parent| sums.get_mut(parent)) {
                Some(parent) => *parent = parent.plus(value),
                None => total = total.plus(value),
            }
        }
        total
    }

    /// What a limit leaves of what lies within it.
    pub fn cut(&self, limit: usize, sums: &[Money]) -> Money {
        let sum = sums.get(limit).copied().unwrap_or(Money::NONE);
        match self.problem.limits.get(limit) {
            Some(limit) if limit.bases.is_none() => sum.at_most(limit.at_most),
            // What lies in a limit on a base has been cut where it was added up.
            _ => sum,
        }
    }

    /// What lies within each limit, and what lies outside all of them.
    pub fn sums(&self, chosen: &[bool]) -> (Vec<Money>, Money) {
        let mut outside = Money::NONE;
        let mut sums = vec![Money::NONE; self.problem.limits.len()];
        for (place, claim) in self.problem.claims.iter().enumerate().filter(|(place, _)| is_in(chosen, *place)) {
            let slot = self.home(place).and_then(|home| sums.get_mut(home)).unwrap_or(&mut outside);
            *slot = slot.plus(claim.worth);
        }
        for (place, sum) in sums.iter_mut().enumerate() {
            if let Some(value) = self.of_bases(place, |claim| is_in(chosen, claim)) {
                *sum = value;
            }
        }
        (sums, outside)
    }

    /// The value of the chosen claims.
    pub fn value(&self, chosen: &[bool]) -> Money {
        let (mut sums, outside) = self.sums(chosen);
        self.total(&mut sums, outside)
    }
}

/// One end of a span.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

impl End {
    /// Worth and base of a member (by its place in the limit) at this end; `None` where the worth has no end. An endless base
    /// beside a worth that has an end takes nothing from the others: how much of it would be used is not known.
    fn share(self, problem: &Problem, limit: &Limit, place: usize) -> Option<Share> {
        let worth = problem.claims.get(*limit.members.get(place)?)?.worth;
        let base = limit.bases.as_ref()?.get(place)?;
        match self {
            Self::Low => Some(Share { worth: worth.low, base: base.low }),
            Self::High if worth.endless > 0 => None,
            Self::High if base.endless > 0 => Some(Share { worth: worth.high, base: Number::ZERO }),
            Self::High => Some(Share { worth: worth.high, base: base.high }),
        }
    }

    /// How much base a limit lets through; `None`: all of it.
    fn allowance(self, limit: &Limit) -> Option<Number> {
        match self {
            Self::Low => Some(limit.at_most.low),
            Self::High => (limit.at_most.endless == 0).then_some(limit.at_most.high),
        }
    }

    /// The members by what a unit of their base yields.
    fn best_first(self, problem: &Problem, limit: &Limit) -> Vec<usize> {
        let mut places: Vec<_> = (0..limit.members.len()).collect();
        places.sort_by_cached_key(|place| self.share(problem, limit, *place).map(Share::rank));
        places
    }

    /// The worth of the counted members, of which only so much base counts as the limit lets through. `None`: beyond the range
    /// of numbers.
    fn fill(
        self,
        problem: &Problem,
        limit: &Limit,
        order: &[usize],
        counted: impl Fn(usize) -> bool,
    ) -> Option<Number> {
        let is_counted = |place: &&usize| limit.members.get(**place).is_some_and(|it| counted(*it));
        let shares = order.iter().filter(is_counted).filter_map(|place| self.share(problem, limit, *place));
        fill(self.allowance(limit), shares)
    }
}

/// The worth of shares of which only so much base counts, the first come first. `None`: beyond the range of numbers.
fn fill(mut left: Option<Number>, shares: impl IntoIterator<Item = Share>) -> Option<Number> {
    let mut sum = Number::ZERO;
    for Share { worth, base } in shares {
        let taken = left.map_or(base, |left| base.min(left));
        if taken.is_zero() && !base.is_zero() {
            continue;
        }
        let part = if taken == base { worth } else { worth.over(base)?.times(taken)? };
        sum = sum.plus(part)?;
        left = left.and_then(|left| left.minus(taken));
    }
    Some(sum)
}
