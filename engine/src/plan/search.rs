//! The best choice of claims: exact, by branch and bound, in the same steps on every machine.

use super::bound::{Best, Bound};
use super::money::Money;
use super::problem::{Claim, Problem, is_in};
use super::value::Tree;
use core::cmp::Reverse;

/// A choice of claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Solution {
    /// By claim, whether it is chosen.
    pub chosen: Vec<bool>,
    /// Whether no better choice exists; `false` when the work allowed was spent before that was known.
    pub is_proven: bool,
}

/// How good a choice is: the most money (at the low end, then at the high one), then the most measures.
pub(super) type Score = (Money, usize);

/// The score of a choice.
pub(super) fn score(problem: &Problem, chosen: &[bool]) -> Score {
    scored(problem, &Tree::of(problem), chosen)
}

fn scored(problem: &Problem, tree: &Tree<'_>, chosen: &[bool]) -> Score {
    let is_counted = |(place, claim): &(usize, &Claim)| is_in(chosen, *place) && claim.is_measure();
    (tree.value(chosen), problem.claims.iter().enumerate().filter(is_counted).count())
}

/// Chooses. `work` is how often a claim may be looked at, and is used up.
pub(super) fn solve(problem: &Problem, work: &mut usize) -> Solution {
    let mut solution = Solution { chosen: vec![false; problem.claims.len()], is_proven: true };
    for (part, places) in problem.split() {
        let found = Search::new(&part).run(work);
        solution.is_proven &= found.is_proven;
        for (place, is_chosen) in places.into_iter().zip(found.chosen) {
            if let Some(slot) = solution.chosen.get_mut(place) {
                *slot = is_chosen;
            }
        }
    }
    if !solution.is_proven {
        complete(problem, &mut solution.chosen);
    }
    solution
}

/// Adds what breaks no bond and is worth something: nothing may be left out without a reason.
fn complete(problem: &Problem, chosen: &mut [bool]) {
    let tree = Tree::of(problem);
    for claim in 0..problem.claims.len() {
        if is_in(chosen, claim) || !problem.fits(claim, chosen) {
            continue;
        }
        let before = scored(problem, &tree, chosen);
        put(chosen, claim, true);
        if scored(problem, &tree, chosen) == before {
            put(chosen, claim, false);
        }
    }
}

/// Leaves out what surely adds nothing, the least first: an application costs work, and under a limit that others fill it is in
/// vain. What has room in some case stays. What something in vain had kept out, or had left no room for, comes in, once at most.
/// `work` is used up as in [`solve`]; where it ends, the rest stays.
pub(super) fn trim(problem: &Problem, tree: &Tree<'_>, chosen: &mut [bool], work: &mut usize) {
    let mut was_back = vec![false; chosen.len()];
    loop {
        leave_out(problem, tree, chosen, work);
        let mut is_as_before = true;
        for claim in (0..chosen.len()).filter(|claim| !is_in(&was_back, *claim)).collect::<Vec<_>>() {
            let is_out = !is_in(chosen, claim) && problem.fits(claim, chosen);
            if is_out && can_add_up(problem, work) && tree.filled(claim, chosen).is_none() {
                put(chosen, claim, true);
                put(&mut was_back, claim, true);
                is_as_before = false;
            }
        }
        if is_as_before {
            return;
        }
    }
}

fn leave_out(problem: &Problem, tree: &Tree<'_>, chosen: &mut [bool], work: &mut usize) {
    let value = tree.value(chosen);
    let is_vain = |claim: usize, chosen: &[bool]| {
        let mut rest = chosen.to_vec();
        put(&mut rest, claim, false);
        let keeps_needs = problem.needs.iter().all(|need| !is_in(&rest, need.member) || need.is_met(&rest));
        keeps_needs && tree.value(&rest) == value && tree.filled(claim, chosen).is_some()
    };
    let is_limited =
        |claim: &usize| problem.claims.get(*claim).is_some_and(|it| !it.is_measure()) && tree.home(*claim).is_some();
    let mut least_first: Vec<usize> = (0..chosen.len()).filter(is_limited).collect();
    least_first.sort_by_key(|claim| (problem.claims.get(*claim).map(|it| it.worth), Reverse(*claim)));
    loop {
        let before = chosen.to_vec();
        for claim in least_first.iter().copied().filter(|claim| is_in(&before, *claim)) {
            if can_add_up(problem, work) && is_vain(claim, chosen) {
                put(chosen, claim, false);
            }
        }
        // The less is left, the more each of it counts; but what is left out now may have been all that another was needed for.
        if problem.needs.is_empty() || *chosen == before[..] {
            return;
        }
    }
}

/// Counts what it takes to add up all claims: eight of them are as much work as one in the search. Where that is more than is
/// left, nothing is left.
pub(super) fn can_add_up(problem: &Problem, work: &mut usize) -> bool {
    let size = problem.claims.len().saturating_add(problem.limits.len());
    let left = work.checked_sub(size.div_ceil(8));
    *work = left.unwrap_or(0);
    left.is_some()
}

fn put(chosen: &mut [bool], claim: usize, value: bool) {
    if let Some(slot) = chosen.get_mut(claim) {
        *slot = value;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pick {
    Undecided,
    In,
    Out,
}

struct Search<'p> {
    problem: &'p Problem,
    /// The claims to decide about, the greatest first. All others are in: more is never worth less.
    order: Vec<usize>,
    groups_of: Vec<Vec<usize>>,
    bound: Bound<'p>,
    picks: Vec<Pick>,
    /// By claim, whether it is in, or could still come in.
    alive: Vec<bool>,
    /// The same without those that cannot have what they need.
    possible: Vec<bool>,
    /// How many of `order` are decided.
    depth: usize,
    /// By group, with how many claims a programme of it is in.
    taken: Vec<usize>,
    /// By claim, in how many of its groups another programme is in.
    blocks: Vec<usize>,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem) -> Self {
        let count = problem.claims.len();
        let mut groups_of = vec![Vec::new(); count];
        for (group, members) in problem.groups.iter().map(|group| &group.members).enumerate() {
            for member in members {
                groups_of.get_mut(*member).into_iter().for_each(|groups: &mut Vec<_>| groups.push(group));
            }
        }
        let mut picks = vec![Pick::In; count];
        for member in problem.groups.iter().flat_map(|it| &it.members).chain(problem.needs.iter().map(|it| &it.member))
        {
            picks.get_mut(*member).into_iter().for_each(|pick| *pick = Pick::Undecided);
        }
        for (_, claim) in &problem.barred {
            picks.get_mut(*claim).into_iter().for_each(|pick| *pick = Pick::Out);
        }
        let mut order: Vec<usize> = (0..count).filter(|it| picks.get(*it) == Some(&Pick::Undecided)).collect();
        order.sort_by_key(|claim| Reverse(problem.claims.get(*claim).map(|it| it.worth)));
        Self {
            bound: Bound::of(problem, &picks.iter().map(|pick| *pick == Pick::In).collect::<Vec<_>>()),
            alive: picks.iter().map(|pick| *pick != Pick::Out).collect(),
            possible: Vec::new(),
            blocks: vec![0; count],
            taken: vec![0; problem.groups.len()],
            depth: 0,
            problem,
            order,
            groups_of,
            picks,
        }
    }

    fn run(mut self, work: &mut usize) -> Solution {
        let mut best: Option<(Score, Best, Vec<bool>)> = None;
        let mut is_proven = true;
        loop {
            match work.checked_sub(self.order.len().saturating_add(1)) {
                Some(left) => *work = left,
                None => {
                    is_proven = false;
                    break;
                }
            }
            if self.can_beat(best.as_ref().map(|(_, best, _)| best)) {
                if self.depth < self.order.len() {
                    self.descend();
                    continue;
                }
                let chosen: Vec<_> = self.picks.iter().map(|pick| *pick == Pick::In).collect();
                let score = scored(self.problem, self.bound.tree(), &chosen);
                if best.as_ref().is_none_or(|(best, ..)| score > *best) {
                    best = Some((score, self.bound.best(score), chosen));
                }
            }
            if !self.backtrack() {
                break;
            }
        }
        let chosen = best.map_or_else(|| vec![false; self.problem.claims.len()], |(.., chosen)| chosen);
        Solution { chosen, is_proven }
    }

    fn pick(&self, claim: usize) -> Pick {
        self.picks.get(claim).copied().unwrap_or(Pick::Out)
    }

    /// Finds whether a claim is in, or could still come in.
    fn look(&mut self, claim: usize) {
        let is_alive = match self.pick(claim) {
            Pick::In => true,
            Pick::Out => false,
            Pick::Undecided => self.blocks.get(claim) == Some(&0),
        };
        put(&mut self.alive, claim, is_alive);
    }

    fn descend(&mut self) {
        let Some(claim) = self.order.get(self.depth).copied() else { return };
        let pick = if is_in(&self.possible, claim) { Pick::In } else { Pick::Out };
        self.depth = self.depth.saturating_add(1);
        self.set(claim, pick);
    }

    /// Leaves the last claim out that was in; `false` when everything has been tried.
    fn backtrack(&mut self) -> bool {
        while let Some(claim) = self.depth.checked_sub(1).and_then(|last| self.order.get(last)).copied() {
            if self.pick(claim) == Pick::In {
                self.set(claim, Pick::Out);
                return true;
            }
            self.set(claim, Pick::Undecided);
            self.depth = self.depth.saturating_sub(1);
        }
        false
    }

    fn set(&mut self, claim: usize, pick: Pick) {
        let (was_in, is_in) = (self.pick(claim) == Pick::In, pick == Pick::In);
        if let Some(slot) = self.picks.get_mut(claim) {
            *slot = pick;
        }
        self.look(claim);
        if was_in == is_in {
            return;
        }
        let problem = self.problem;
        let programme = |claim: usize| problem.claims.get(claim).map(|claim| claim.programme);
        let step = |count: usize| if is_in { count.saturating_add(1) } else { count.saturating_sub(1) };
        let groups = self.groups_of.get_mut(claim).map(core::mem::take).unwrap_or_default();
        for place in &groups {
            let (Some(group), Some(taken)) = (problem.groups.get(*place), self.taken.get_mut(*place)) else {
                continue;
            };
            let before = core::mem::replace(taken, step(*taken));
            if before > 0 && *taken > 0 {
                continue;
            }
            // Its programme comes into the group, or goes: the others are kept out, or no longer.
            for member in group.members.iter().filter(|it| programme(**it) != programme(claim)) {
                self.blocks.get_mut(*member).into_iter().for_each(|blocks| *blocks = step(*blocks));
                self.look(*member);
            }
        }
        if let Some(slot) = self.groups_of.get_mut(claim) {
            *slot = groups;
        }
    }

    /// Whether something better than `best` can still be reached from here. Where all is decided it is so.
    fn can_beat(&mut self, best: Option<&Best>) -> bool {
        self.possible.clone_from(&self.alive);
        // What cannot have what it needs cannot come in, and neither can what needs that.
        while let Some(need) = self.problem.needs.iter().find(|need| need.lacks(&self.possible)) {
            if self.pick(need.member) == Pick::In {
                return false;
            }
            put(&mut self.possible, need.member, false);
        }
        best.is_none_or(|best| self.bound.can_beat(best, &self.possible))
    }
}
