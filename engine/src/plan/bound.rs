//! How much a choice can still come to: never less than it does, and close to it where that is cheap to tell. It is asked at
//! every step of the search, so it adds up whole numbers and allocates nothing.

use super::money::Money;
use super::problem::{Problem, is_in};
use super::value::Tree;
use crate::Number;
use core::cmp::Ordering;

/// Money in whole parts, rounded up; what is beyond them is [`i64::MAX`]. Ordered as [`Money`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    low: i64,
    endless: i64,
    high: i64,
}

/// Claims of one programme in one limit.
struct Cell {
    limit: usize,
    claims: Vec<usize>,
    /// The place of its bunch and limit in [`Bound::best`].
    slot: usize,
}

/// The programmes of which, as far as the bound can tell, one at most is chosen.
struct Bunch(Vec<Vec<Cell>>);

/// A limit, or, last of all, what lies around all of them.
struct Around {
    parent: usize,
    /// `None` at an end that lets everything through.
    low: Option<i64>,
    high: Option<i64>,
    is_on_base: bool,
}

/// The claims of a problem as the bound sees them: each belongs to one bunch, that of its largest group.
pub(super) struct Bound<'p> {
    tree: Tree<'p>,
    /// How many whole parts one 分 has.
    scale: Number,
    /// By claim.
    worths: Vec<Sum>,
    bunches: Vec<Bunch>,
    limits: Vec<Around>,
    /// By limit, the sum of the claims that are in whatever is decided.
    sure: Vec<Sum>,
    sure_measures: usize,
    /// By bunch and limit, the best programme, and the limit.
    best: Vec<(Sum, usize)>,
    /// By limit, what lies within it.
    sums: Vec<Sum>,
    cuts: Vec<Cut>,
    /// By cell, in order.
    cells: Vec<Sum>,
}

impl<'p> Bound<'p> {
    /// `sure` says which claims are in whatever is decided.
    pub fn of(problem: &'p Problem, sure: &[bool]) -> Self {
        let tree = Tree::of(problem);
        let scale = scale(problem);
        let outside = problem.limits.len();
        let mut bunches: Vec<(Option<usize>, Bunch)> = Vec::new();
        let mut best: Vec<(Sum, usize)> = Vec::new();
        let mut slots: Vec<(usize, usize)> = Vec::new();
        let largest = largest_groups(problem);
        for (place, claim) in problem.claims.iter().enumerate().filter(|(place, _)| !is_in(sure, *place)) {
            let group = largest.get(place).copied().flatten();
            let known = bunches.iter().position(|(of, _)| group.is_some() && *of == group);
            let known = known.unwrap_or_else(|| {
                bunches.push((group, Bunch(Vec::new())));
                bunches.len().saturating_sub(1)
            });
            let limit = tree.home(place).unwrap_or(outside);
            let slot = slots.iter().position(|it| *it == (known, limit)).unwrap_or_else(|| {
                slots.push((known, limit));
                best.push((Sum::default(), limit));
                best.len().saturating_sub(1)
            });
            if let Some((_, bunch)) = bunches.get_mut(known) {
                let programme = |claim: usize| problem.claims.get(claim).map(|it| it.programme);
                let is_same = |other| programme(other) == Some(claim.programme);
                bunch.insert(place, Cell { limit, slot, claims: vec![place] }, is_same);
            }
        }
        let is_one = |(place, claim): &(usize, &super::problem::Claim)| is_in(sure, *place) && claim.is_measure();
        let (of_limits, of_rest) = tree.sums(sure);
        let around = |(place, limit): (usize, &super::problem::Limit)| Around {
            parent: tree.parent(place).unwrap_or(outside),
            low: Some(up(limit.at_most.low, scale)),
            high: (limit.at_most.endless == 0).then(|| up(limit.at_most.high, scale)),
            is_on_base: limit.bases.is_some(),
        };
        let nothing = Around { parent: outside, low: None, high: None, is_on_base: false };
        Self {
            scale,
            worths: problem.claims.iter().map(|claim| Sum::of(claim.worth, scale)).collect(),
            limits: problem.limits.iter().enumerate().map(around).chain([nothing]).collect(),
            sure: of_limits.into_iter().chain([of_rest]).map(|sum| Sum::of(sum, scale)).collect(),
            sure_measures: problem.claims.iter().enumerate().filter(is_one).count(),
            bunches: bunches.into_iter().map(|(_, bunch)| bunch).collect(),
            best,
            sums: Vec::new(),
            cuts: Vec::new(),
            cells: Vec::new(),
            tree,
        }
    }

    /// The limits.
    pub fn tree(&self) -> &Tree<'p> {
        &self.tree
    }

    /// Whether a choice among the `alive` claims can be better than `best`.
    pub fn can_beat(&mut self, best: &Best, alive: &[bool]) -> bool {
        let money = self.money(alive);
        let order = [(money.low, best.low), (money.endless, best.endless), (money.high, best.high)];
        let order = order.into_iter().map(|(bound, best)| best.compared(bound)).find(|order| order.is_ne());
        match order {
            Some(order) => order.is_gt(),
            None => self.measures(alive) > best.measures,
        }
    }

    /// A score as the bound compares it.
    pub fn best(&self, (money, measures): (Money, usize)) -> Best {
        let part = |number: Number| {
            let exact = number.times(self.scale);
            let floor = exact.map_or(i64::MAX, Number::floor);
            Part { floor, is_whole: exact == Some(Number::whole(floor)) }
        };
        let endless = Part { floor: i64::from(money.endless), is_whole: true };
        Best { low: part(money.low), endless, high: part(money.high), measures }
    }

    /// At least what any choice among the `alive` claims comes to: the lesser of two sums that are no less.
    ///
    /// The first gives each limit, by itself, the best programme of each bunch, and cuts. The second gives each bunch its best
    /// programme across the limits that the first found not to cut, and takes the others as full.
    fn money(&mut self, alive: &[bool]) -> Sum {
        self.cells.clear();
        self.best.iter_mut().for_each(|(best, _)| *best = Sum::default());
        for cell in self.bunches.iter().flat_map(|Bunch(programmes)| programmes).flatten() {
            let claims = cell.claims.iter().filter(|it| is_in(alive, **it)).filter_map(|it| self.worths.get(*it));
            let worth = claims.fold(Sum::default(), |sum, worth| sum.plus(*worth));
            self.cells.push(worth);
            if let Some((best, _)) = self.best.get_mut(cell.slot) {
                *best = best.at_least(worth);
            }
        }
        self.sums.clone_from(&self.sure);
        for (best, limit) in &self.best {
            add(&mut self.sums, *limit, *best);
        }
        for (place, limit) in self.limits.iter().enumerate() {
            if limit.is_on_base
                && let Some(value) = self.tree.of_bases(place, |claim| is_in(alive, claim))
                && let Some(sum) = self.sums.get_mut(place)
            {
                *sum = Sum::of(value, self.scale);
            }
            let Some(sum) = self.sums.get(place).copied() else { continue };
            if limit.parent != place {
                add(&mut self.sums, limit.parent, limit.cut(sum));
            }
        }
        let first = self.sums.last().copied().unwrap_or_default();
        first.min(self.across())
    }

    /// The second sum.
    fn across(&mut self) -> Sum {
        let mut total = self.cut();
        for (sure, cut) in self.sure.iter().zip(&self.cuts) {
            total = total.plus(sure.without(*cut));
        }
        let mut cells = self.cells.iter();
        for Bunch(programmes) in &self.bunches {
            let mut best = Sum::default();
            for programme in programmes {
                let parts = programme.iter().zip(cells.by_ref());
                let own = parts.fold(Sum::default(), |sum, (cell, worth)| {
                    sum.plus(worth.without(self.cuts.get(cell.limit).copied().unwrap_or_default()))
                });
                best = best.max(own);
            }
            total = total.plus(best);
        }
        total
    }

    /// Finds whether each limit, or one around it, cuts at the low end and at the high one. The sum that those leave of which none
    /// around them cuts.
    fn cut(&mut self) -> Sum {
        self.cuts.clear();
        self.cuts.resize(self.limits.len(), Cut::default());
        let mut total = Sum::default();
        for (place, (limit, sum)) in self.limits.iter().zip(&self.sums).enumerate().rev() {
            let around = self.cuts.get(limit.parent).copied().unwrap_or_default();
            let left = limit.cut(*sum);
            let low = limit.is_on_base || left.low < sum.low;
            let high = limit.is_on_base || left.top() < sum.top();
            total = total.plus(left.without(Cut { low: around.low || !low, high: around.high || !high }));
            if let Some(slot) = self.cuts.get_mut(place) {
                *slot = Cut { low: around.low || low, high: around.high || high };
            }
        }
        total
    }

    /// At least as many measures as any choice among the `alive` claims holds.
    fn measures(&self, alive: &[bool]) -> usize {
        let is_one = |claim: &&usize| is_in(alive, **claim) && self.worths.get(**claim) == Some(&Sum::default());
        let of = |programme: &Vec<Cell>| programme.iter().flat_map(|cell| &cell.claims).filter(is_one).count();
        let most = self.bunches.iter().map(|Bunch(programmes)| programmes.iter().map(of).max().unwrap_or(0));
        most.fold(self.sure_measures, usize::saturating_add)
    }
}

/// The best score so far.
pub(super) struct Best {
    low: Part,
    endless: Part,
    high: Part,
    measures: usize,
}

/// A number as it lies among whole ones.
#[derive(Clone, Copy)]
struct Part {
    floor: i64,
    is_whole: bool,
}

impl Part {
    /// How a bound lies to it.
    fn compared(self, bound: i64) -> Ordering {
        match bound.cmp(&self.floor) {
            _ if bound == i64::MAX => Ordering::Greater,
            Ordering::Equal if !self.is_whole => Ordering::Less,
            order => order,
        }
    }
}

/// How many whole parts a 分 must have for all worths and limits to be whole; 1 where such sums would be too large.
fn scale(problem: &Problem) -> Number {
    let worths = problem.claims.iter().map(|claim| claim.worth);
    let all = worths.chain(problem.limits.iter().map(|limit| limit.at_most)).flat_map(|it| [it.low, it.high]);
    let mut sum = Number::ZERO;
    let mut scale = Number::ONE;
    for number in all {
        let denominator = number.times(scale).and_then(|it| i64::try_from(it.parts().1).ok());
        let more = denominator.and_then(|it| scale.times(Number::whole(it)));
        let (Some(more), Some(next)) = (more, sum.plus(number)) else { return Number::ONE };
        (scale, sum) = (more, next);
    }
    let is_small = sum.times(scale).is_some_and(|it| it.ceiling() < i64::MAX);
    if is_small { scale } else { Number::ONE }
}

fn up(number: Number, scale: Number) -> i64 {
    number.times(scale).map_or(i64::MAX, Number::ceiling)
}

fn add(sums: &mut [Sum], limit: usize, more: Sum) {
    if let Some(sum) = sums.get_mut(limit) {
        *sum = sum.plus(more);
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

impl Around {
    /// What it leaves of what lies within it. What lies in a limit on a base has been cut where it was added up.
    fn cut(&self, sum: Sum) -> Sum {
        if self.is_on_base {
            return sum;
        }
        let low = self.low.map_or(sum.low, |most| most.min(sum.low));
        let (endless, high) = self.high.map_or(sum.top(), |most| sum.top().min((0, most)));
        Sum { low, endless, high }
    }
}

impl Sum {
    fn of(money: Money, scale: Number) -> Self {
        Self { low: up(money.low, scale), endless: i64::from(money.endless), high: up(money.high, scale) }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            endless: self.endless.saturating_add(other.endless),
            high: self.high.saturating_add(other.high),
        }
    }

    fn top(self) -> (i64, i64) {
        (self.endless, self.high)
    }

    /// The greater at each end.
    fn at_least(self, other: Self) -> Self {
        let (endless, high) = self.top().max(other.top());
        Self { low: self.low.max(other.low), endless, high }
    }

    /// Nothing at the ends that are cut.
    fn without(self, cut: Cut) -> Self {
        let (endless, high) = if cut.high { (0, 0) } else { self.top() };
        Self { low: if cut.low { 0 } else { self.low }, endless, high }
    }
}

impl Bunch {
    /// Adds a claim beside those of its programme.
    fn insert(&mut self, claim: usize, cell: Cell, is_same: impl Fn(usize) -> bool) {
        let first = |cells: &Vec<Cell>| cells.first().and_then(|cell| cell.claims.first()).copied();
        let Some(cells) = self.0.iter_mut().find(|cells| first(cells).is_some_and(&is_same)) else {
            return self.0.push(vec![cell]);
        };
        match cells.iter_mut().find(|it| it.limit == cell.limit) {
            Some(cell) => cell.claims.push(claim),
            None => cells.push(cell),
        }
    }
}
