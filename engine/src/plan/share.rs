//! What each chosen claim counts for under the limits that it shares, and whether they leave room for it at all.

use super::money::Money;
use super::problem::is_in;
use super::value::Tree;
use crate::Number;

/// What a chosen claim counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// From its share of the sum that is sure, in which the first come first, to the most that can be left for it: it comes out
    /// at its most, and each of the others takes no more than its share of what is sure.
    pub counted: Money,
    /// The limit that keeps it from counting for all that it is worth.
    pub limited_by: Option<usize>,
    /// Where there is none: the innermost limit under which it and the others cannot all come out at their most.
    pub shares: Option<usize>,
}

impl Tree<'_> {
    /// By claim; the least of all parts make the least value.
    pub fn parts(&self, chosen: &[bool]) -> Vec<Part> {
        let (mut sums, outside) = self.sums(chosen);
        self.total(&mut sums, outside);
        let sure = self.sure_shares(chosen, &sums);
        let of = |claim: &usize| sure.get(*claim).copied().unwrap_or(Number::ZERO);
        let all = |members: &[usize]| members.iter().map(of).fold(Number::ZERO, |sum, it| sum.plus(it).unwrap_or(sum));
        let within: Vec<_> = self.problem.limits.iter().map(|limit| all(&limit.members)).collect();
        (0..sure.len()).map(|claim| self.part(claim, chosen, of(&claim), &within, &sums)).collect()
    }

    /// Shares out what is sure of each limit, from the outer ones to the inner ones.
    fn sure_shares(&self, chosen: &[bool], sums: &[Money]) -> Vec<Number> {
        let all = self.problem.claims.iter().enumerate();
        let mut claims: Vec<_> =
            all.map(|(place, claim)| if is_in(chosen, place) { claim.worth.low } else { Number::ZERO }).collect();
        let mut limits: Vec<_> = (0..sums.len()).map(|limit| self.cut(limit, sums).low).collect();
        for limit in (0..sums.len()).rev() {
            let mut left = limits.get(limit).copied().unwrap_or(Number::ZERO);
            let mut take = |wish: &mut Number| {
                *wish = left.min(*wish);
                left = less(left, *wish);
            };
            let (inner, _) = limits.split_at_mut(limit);
            inner.iter_mut().enumerate().filter(|(it, _)| self.parent(*it) == Some(limit)).for_each(|(_, it)| take(it));
            claims.iter_mut().enumerate().filter(|(it, _)| self.home(*it) == Some(limit)).for_each(|(_, it)| take(it));
        }
        claims
    }

    /// What a claim counts for of which the share `low` is sure; `within` is the sum of these shares by limit.
    fn part(&self, claim: usize, chosen: &[bool], low: Number, within: &[Number], sums: &[Money]) -> Part {
        let worth = self.problem.claims.get(claim).filter(|_| is_in(chosen, claim)).map(|it| it.worth);
        let Some(worth) = worth else { return Part { counted: Money::NONE, limited_by: None, shares: None } };
        let left_of =
            |limit: usize, all: Number| less(all, less(within.get(limit).copied().unwrap_or(Number::ZERO), low));
        let most = |limit| Some((limit, left_of(limit, self.most(limit, claim, chosen)?)));
        let tightest = self.around(claim).filter_map(most).min_by_key(|(_, room)| *room);
        let tightest = tightest.filter(|(_, room)| worth.top() > (0, *room));
        let is_tight = |limit: &usize| {
            let least = if self.is_on_base(*limit) { sums.get(*limit) } else { self.at_most(*limit) };
            least.is_some_and(|least| left_of(*limit, least.low) <= low)
        };
        let cut_at_least = self.around(claim).find(is_tight).filter(|_| low < worth.low);
        let (endless, high) = tightest.map_or(worth.top(), |(_, room)| (0, room));
        let counted = Money { low, endless, high: if endless > 0 { high } else { high.max(low) } };
        let limit = tightest.map(|(limit, _)| limit).or(cut_at_least);
        let limited_by = limit.filter(|_| counted != worth);
        let shares = self.around(claim).find(|it| limited_by.is_none() && self.binds(*it, chosen, sums));
        Part { counted, limited_by, shares }
    }

    /// Whether a limit leaves less, in the best case, than what lies within it comes to.
    fn binds(&self, limit: usize, chosen: &[bool], sums: &[Money]) -> bool {
        let claims = || self.problem.claims.iter().enumerate().filter(|(place, _)| is_in(chosen, *place));
        let within = if self.is_on_base(limit) {
            let own = claims().filter(|(place, _)| self.home(*place) == Some(limit));
            own.fold(Money::NONE, |sum, (_, claim)| sum.plus(claim.worth))
        } else {
            sums.get(limit).copied().unwrap_or(Money::NONE)
        };
        self.cut(limit, sums).top() < within.top()
    }

    /// The most that the chosen claims can count for under a limit when the others come out at their least; `None`: it has no end.
    fn most(&self, limit: usize, claim: usize, chosen: &[bool]) -> Option<Number> {
        if self.is_on_base(limit) {
            return self.of_bases_at_best(limit, claim, chosen, true);
        }
        self.at_most(limit).filter(|most| most.endless == 0).map(|most| most.high)
    }

    /// The innermost limit that the other chosen claims fill in every case, so that a claim surely adds nothing. There may be room
    /// for it in some case unless there is none in the best one: it comes out at its most, the others at their least; the limits
    /// around it let through as much as they may, those beside it as little. Where it is not known how much base a limit lets
    /// through, the others under it are taken to count for little, so that some claim may stay for which there is no room.
    pub fn filled(&self, claim: usize, chosen: &[bool]) -> Option<usize> {
        let mut rest = chosen.to_vec();
        rest.iter_mut().skip(claim).take(1).for_each(|slot| *slot = false);
        let (mut sums, outside) = self.sums(&rest);
        self.total(&mut sums, outside);
        // How much more comes through the limit before than at its least.
        let mut more = Number::ZERO;
        for limit in self.around(claim) {
            let sum = sums.get(limit)?.low.plus(more)?;
            let is_full = if self.is_on_base(limit) {
                let value = |is_with| self.of_bases_at_best(limit, claim, &rest, is_with);
                value(true).is_some() && value(true) == value(false)
            } else {
                self.at_most(limit).is_some_and(|most| most.endless == 0 && sum >= most.high)
            };
            if is_full {
                return Some(limit);
            }
            more = less(sum, self.cut(limit, &sums).low);
        }
        None
    }
}

fn less(a: Number, b: Number) -> Number {
    a.minus(b).unwrap_or(Number::ZERO).max(Number::ZERO)
}
