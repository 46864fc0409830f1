//! What else the total could be: plans for what is not known.

use super::bonds::{Supposed, bonds};
use super::causes::Cause;
use super::facts::{Common, Facts, Kind, Known, Whose};
use super::problem::Problem;
use super::search::{Score, Solution, score, solve};
use super::{Doubt, OpenQuestion};
use crate::relation::Relation;
use crate::{Id, Number, Span, limits};
use std::collections::BTreeSet;

type IsSo<'a> = &'a dyn Fn(Id<Relation>, Doubt) -> bool;

/// Plans for what is not known, beside the one that is made.
pub(super) struct Asked<'a> {
    facts: &'a Facts,
    problem: &'a Problem,
    score: Score,
    is_proven: bool,
    work: usize,
}

impl<'a> Asked<'a> {
    /// `work` is what is left of it.
    pub fn new(facts: &'a Facts, problem: &'a Problem, chosen: &[bool], is_proven: bool, work: usize) -> Self {
        Self { facts, problem, score: score(problem, chosen), is_proven, work }
    }

    /// Whether all the plans so far are the best ones.
    pub fn is_proven(&self) -> bool {
        self.is_proven
    }

    /// The total if everything turns out against the enterprise, and if everything turns out in its favour.
    pub fn ends(&mut self) -> [Span<Number>; 2] {
        let rows: BTreeSet<Whose> = self.facts.relations.iter().flat_map(Known::unknown_rows).collect();
        let rows: Vec<_> = rows.into_iter().collect();
        let worst = self.least(&|_, doubt| doubt.is_against(), &rows);
        let best = self.least(&|_, doubt| !doubt.is_against(), &[]);
        [worst.0.span(), best.0.span()]
    }

    /// A question for each cause that changes the total by itself. Those that do not are taken together, what is in favour of the
    /// enterprise and what is against it: nothing that matters only beside something else is passed over. Of these, what can be
    /// left out without a change is left out.
    pub fn questions(&mut self, causes: Vec<Cause>) -> Vec<OpenQuestion> {
        let mut questions = Vec::new();
        let (mut favour, mut against) = (Vec::new(), Vec::new());
        for cause in causes {
            match self.question(&cause) {
                Some((question, _)) => questions.push(question),
                None => {
                    let [bad, good] = cause.by_side();
                    favour.extend(good);
                    against.extend(bad);
                }
            }
        }
        // What there is to ask comes before what need not be asked with it.
        let joint = [favour, against].map(|causes| (self.question(&Cause::together(&causes)), causes));
        for (asked, causes) in joint {
            questions.extend(asked.map(|asked| self.apart(asked, causes)).unwrap_or_default());
        }
        questions
    }

    /// A question of several causes with as few of them as make the same difference, and whatever else the others do together.
    fn apart(&mut self, mut asked: (OpenQuestion, Score), mut causes: Vec<Cause>) -> Vec<OpenQuestion> {
        let mut questions = Vec::new();
        loop {
            let mut others = Vec::new();
            for place in (0..causes.len()).rev() {
                let mut fewer = causes.clone();
                let one = fewer.remove(place);
                if let Some(same) = self.surely(&Cause::together(&fewer)).filter(|(_, score)| *score == asked.1) {
                    (asked, causes) = (same, fewer);
                    others.insert(0, one);
                }
            }
            questions.push(asked.0);
            match self.question(&Cause::together(&others)) {
                Some(next) => (asked, causes) = (next, others),
                None => return questions,
            }
        }
    }

    /// The question, where the best plan for it is known: whether it is, takes nothing from the plan that is made.
    fn surely(&mut self, cause: &Cause) -> Option<(OpenQuestion, Score)> {
        let before = core::mem::replace(&mut self.is_proven, true);
        let question = self.question(cause);
        let is_sure = core::mem::replace(&mut self.is_proven, before);
        question.filter(|_| is_sure)
    }

    /// With the score of the best plan then. `None`: it makes no difference, or there is no work left to find out.
    fn question(&mut self, cause: &Cause) -> Option<(OpenQuestion, Score)> {
        let [(relation, doubt), together @ ..] = cause.doubts.as_slice() else { return None };
        let (relation, doubt, together) = (*relation, *doubt, together.to_vec());
        if !self.can_look() {
            return None;
        }
        let (other, other_measures) = self.least(&|of, about| cause.doubts.contains(&(of, about)), &cause.rows);
        let (money, measures) = self.score;
        let apart = |a: Number, b: Number| a.max(b).minus(a.min(b));
        // Parts without an end on both sides cancel out.
        let has_end = money.endless == other.endless;
        let high = apart(money.high, other.high).filter(|_| has_end);
        let (otherwise, at_stake) = (other.span(), [apart(money.low, other.low), high]);
        let differs = (money, measures) != (other, other_measures);
        let question = OpenQuestion { relation, doubt, together, otherwise, at_stake };
        differs.then_some((question, (other, other_measures)))
    }

    /// The score of the best plan, for the worst of the rows that those which are not known could be. Where these cannot all be
    /// tried it is one that is had whichever they are: without the supports that they are about.
    fn least(&mut self, is_so: IsSo<'_>, rows: &[Whose]) -> Score {
        let choices: Vec<Vec<u16>> = rows.iter().map(|whose| self.could_be(*whose)).collect();
        let ways = choices.iter().try_fold(1_usize, |ways, choice| ways.checked_mul(choice.len()));
        let mut least: Option<Score> = None;
        for way in 0..ways.filter(|ways| *ways <= limits::PLAN_ROWS).unwrap_or(0) {
            if !self.can_look() && way > 0 {
                return self.without(is_so, rows);
            }
            let problem = bonds(self.facts, Supposed { is_so, rows: &nth(way, rows, &choices) });
            let score = self.best(&problem);
            least = Some(least.map_or(score, |least| least.min(score)));
        }
        least.unwrap_or_else(|| self.without(is_so, rows))
    }

    fn without(&mut self, is_so: IsSo<'_>, rows: &[Whose]) -> Score {
        self.is_proven = false;
        let mut problem = bonds(self.facts, Supposed { is_so, rows: &[] });
        for known in &self.facts.relations {
            let is_one = |common| matches!(common, Common::Unknown(whose) if rows.contains(&whose));
            let unknown = known.members.iter().filter(|member| is_one(member.common));
            problem.barred.extend(unknown.map(|member| (known.relation, member.claim)));
        }
        self.best(&problem)
    }

    /// The rows that one which is not known could be: those that other supports are about. Where there are none, all that are not
    /// known of a record are one row, the first: the more supports share a row, the less is had.
    fn could_be(&self, whose: Whose) -> Vec<u16> {
        let shares = |known: &&Known| known.record == Some(whose.record()) && known.kind != Kind::Needs;
        let members = self.facts.relations.iter().filter(shares).flat_map(|known| &known.members);
        let row = |common| if let Common::Row(row) = common { Some(row) } else { None };
        let rows: BTreeSet<u16> = members.filter_map(|member| row(member.common)).collect();
        if rows.is_empty() { vec![0] } else { rows.into_iter().collect() }
    }

    fn best(&mut self, problem: &Problem) -> Score {
        if problem == self.problem {
            return self.score;
        }
        let Solution { chosen, is_proven } = solve(problem, &mut self.work);
        self.is_proven &= is_proven;
        score(problem, &chosen)
    }

    /// Counts what it takes to look at all supports and relations.
    fn can_look(&mut self) -> bool {
        let left = self.work.checked_sub(self.facts.size());
        self.work = left.unwrap_or(self.work);
        self.is_proven &= left.is_some();
        left.is_some()
    }
}

/// One of the ways in which each of `rows` is one of its `choices`.
fn nth(way: usize, rows: &[Whose], choices: &[Vec<u16>]) -> Vec<(Whose, u16)> {
    let mut left = way;
    let mut one = |(whose, choice): (&Whose, &Vec<u16>)| {
        let row = left.checked_rem(choice.len()).and_then(|place| choice.get(place)).copied()?;
        left = left.checked_div(choice.len()).unwrap_or_default();
        Some((*whose, row))
    };
    rows.iter().zip(choices).filter_map(&mut one).collect()
}
