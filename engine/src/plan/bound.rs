//! How much a choice can still come to: never less than it does, and close to it where that is cheap to tell.

use super::money::Money;
use super::problem::{Problem, is_in};
use super::value::Tree;

/// Claims of one programme in one limit.
struct Cell {
    limit: Option<usize>,
    claims: Vec<usize>,
}

/// The programmes of which, as far as the bound can tell, one at most is chosen.
struct Bunch(Vec<Vec<Cell>>);

/// The claims of a problem as the bound sees them: each belongs to one bunch, that of its largest group.
pub(super) struct Bound<'p> {
    tree: Tree<'p>,
    bunches: Vec<Bunch>,
    /// By limit, and outside of all, the sum of the claims that are in whatever is decided.
    sure: (Vec<Money>, Money),
    sure_measures: usize,
}

impl<'p> Bound<'p> {
    /// `sure` says which claims are in whatever is decided.
    pub fn of(problem: &'p Problem, sure: &[bool]) -> Self {
        let mut bunches: Vec<(Option<usize>, Bunch)> = Vec::new();
        let tree = Tree::of(problem);
        let largest = largest_groups(problem);
        for (place, claim) in problem.claims.iter().enumerate().filter(|(place, _)| !is_in(sure, *place)) {
            let group = largest.get(place).copied().flatten();
            let known = bunches.iter().position(|(of, _)| group.is_some() && *of == group);
            let known = known.unwrap_or_else(|| {
                bunches.push((group, Bunch(Vec::new())));
                bunches.len().saturating_sub(1)
            });
            if let Some((_, bunch)) = bunches.get_mut(known) {
                let programme = |claim: usize| problem.claims.get(claim).map(|it| it.programme);
                bunch.insert(place, tree.home(place), |other| programme(other) == Some(claim.programme));
            }
        }
        let measures =
            problem.claims.iter().enumerate().filter(|(place, claim)| is_in(sure, *place) && claim.is_measure());
        Self {
            sure: tree.sums(sure),
            sure_measures: measures.count(),
            bunches: bunches.into_iter().map(|(_, bunch)| bunch).collect(),
            tree,
        }
    }

    /// At least what any choice among the `alive` claims comes to: the lesser, at each end, of two sums that are no less.
    ///
    /// The first gives each limit, by itself, the best programme of each bunch, and cuts. The second gives each bunch its best
    /// programme across the limits that the first found not to cut, and takes the others as full.
    pub fn money(&self, problem: &Problem, alive: impl Fn(usize) -> bool) -> Money {
        let worth = |cell: &Cell| {
            let claims = cell.claims.iter().filter(|it| alive(**it)).filter_map(|it| problem.claims.get(*it));
            claims.fold(Money::NONE, |sum, claim| sum.plus(claim.worth))
        };
        let (mut sums, mut outside) = self.sure.clone();
        let mut cells: Vec<Money> = Vec::new();
        let mut best: Vec<(Option<usize>, Money)> = Vec::new();
        for Bunch(programmes) in &self.bunches {
            best.clear();
            for cell in programmes.iter().flatten() {
                let worth = worth(cell);
                cells.push(worth);
                match best.iter_mut().find(|(limit, _)| *limit == cell.limit) {
                    Some((_, best)) => *best = best.at_least(worth),
                    None => best.push((cell.limit, worth)),
                }
            }
            for (limit, best) in &best {
                let sum = limit.and_then(|limit| sums.get_mut(limit)).unwrap_or(&mut outside);
                *sum = sum.plus(*best);
            }
        }
        for (limit, sum) in sums.iter_mut().enumerate() {
            if let Some(value) = self.tree.of_bases(limit, &alive) {
                *sum = value;
            }
        }
        let total = self.tree.total(&mut sums, outside);
        total.at_most_of(self.across(&sums, &cells))
    }

    /// The second sum; `cells` are the sums of the cells in order.
    fn across(&self, sums: &[Money], cells: &[Money]) -> Money {
        let (cuts, mut total) = self.cuts(sums);
        total = self
            .sure
            .0
            .iter()
            .zip(&cuts)
            .fold(total.plus(self.sure.1), |sum, (sure, cut)| sum.plus(sure.without(*cut)));
        let mut cells = cells.iter();
        for Bunch(programmes) in &self.bunches {
            let mut best = Money::NONE;
            for programme in programmes {
                let parts = programme.iter().zip(cells.by_ref());
                let own = parts.fold(Money::NONE, |sum, (cell, worth)| {
                    let cut = cell.limit.and_then(|limit| cuts.get(limit)).copied().unwrap_or_default();
                    sum.plus(worth.without(cut))
                });
                best = best.at_least(own);
            }
            total = total.plus(best);
        }
        total
    }

    /// Whether each limit, or one around it, cuts at the low end and at the high one; and the sum that those leave of which none
    /// around them cuts.
    fn cuts(&self, sums: &[Money]) -> (Vec<Cut>, Money) {
        let mut cuts = vec![Cut::default(); sums.len()];
        let mut total = Money::NONE;
        for (limit, sum) in sums.iter().enumerate().rev() {
            let around = self.tree.parent(limit).and_then(|parent| cuts.get(parent)).copied().unwrap_or_default();
            let left = self.tree.cut(limit, sums);
            let own = if self.tree.is_on_base(limit) {
                Cut { low: true, high: true }
            } else {
                Cut { low: left.low < sum.low, high: left.top() < sum.top() }
            };
            total = total.plus(left.without(Cut { low: around.low || !own.low, high: around.high || !own.high }));
            if let Some(slot) = cuts.get_mut(limit) {
                *slot = Cut { low: around.low || own.low, high: around.high || own.high };
            }
        }
        (cuts, total)
    }

    /// At least as many measures as any choice among the `alive` claims holds.
    pub fn measures(&self, problem: &Problem, alive: impl Fn(usize) -> bool) -> usize {
        let is_one = |claim: &&usize| alive(**claim) && problem.claims.get(**claim).is_some_and(|it| it.is_measure());
        let of = |programme: &Vec<Cell>| programme.iter().flat_map(|cell| &cell.claims).filter(is_one).count();
        let most = self.bunches.iter().map(|Bunch(programmes)| programmes.iter().map(of).max().unwrap_or(0));
        most.fold(self.sure_measures, usize::saturating_add)
    }
}

/// By claim, the largest of its groups.
fn largest_groups(problem: &Problem) -> Vec<Option<usize>> {
    let mut largest = vec![None; problem.claims.len()];
    let mut by_size: Vec<_> = problem.groups.iter().map(|group| &group.members).enumerate().collect();
    by_size.sort_by_key(|(_, members)| members.len());
    for (group, members) in by_size {
        for member in members {
            largest.get_mut(*member).into_iter().for_each(|slot| *slot = Some(group));
        }
    }
    largest
}

/// At which ends something is cut.
#[derive(Clone, Copy, Default)]
struct Cut {
    low: bool,
    high: bool,
}

impl Money {
    /// Nothing at the ends that are cut.
    fn without(self, cut: Cut) -> Self {
        let (endless, high) = if cut.high { Self::NONE.top() } else { self.top() };
        Self { low: if cut.low { Self::NONE.low } else { self.low }, endless, high }
    }

    /// The lesser at each end.
    fn at_most_of(self, other: Self) -> Self {
        let (endless, high) = self.top().min(other.top());
        Self { low: self.low.min(other.low), endless, high }
    }
}

impl Bunch {
    /// Adds a claim beside those of its programme.
    fn insert(&mut self, claim: usize, limit: Option<usize>, is_same: impl Fn(usize) -> bool) {
        let first = |cells: &Vec<Cell>| cells.first().and_then(|cell| cell.claims.first()).copied();
        let Some(cells) = self.0.iter_mut().find(|cells| first(cells).is_some_and(&is_same)) else {
            return self.0.push(vec![Cell { limit, claims: vec![claim] }]);
        };
        match cells.iter_mut().find(|cell| cell.limit == limit) {
            Some(cell) => cell.claims.push(claim),
            None => cells.push(Cell { limit, claims: vec![claim] }),
        }
    }
}
