//! The best admissible set of supports: what to apply for when not everything can be had together.
//!
//! Findings say what each programme comes to by itself. A plan chooses among them under the relations of the pack, exactly: no
//! other choice that the relations allow yields more.

mod asked;
mod bonds;
mod bound;
mod causes;
mod facts;
mod forms;
mod money;
mod problem;
mod reasons;
mod search;
mod share;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod value;

use crate::assess::{Finding, Verdict};
use crate::dossier::Dossier;
use crate::evaluate::Evaluator;
use crate::pack::{Pack, Programme};
use crate::relation::Relation;
use crate::{Availability, Date, Id, Number, Span, limits};
use asked::Asked;
use bonds::{Supposed, bonds};
use causes::causes;
use facts::Facts;
use problem::{Problem, is_in};
use search::{Solution, solve, trim};
use value::Tree;

/// A programme for one subject: what an enterprise applies for once.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, plan::{Support, Wanted, plan}};
/// let (pack, day) = (related("at_most: one"), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "1 年")]);
/// let plan = plan(&pack, &dossier, day, &assess(&pack, &dossier, day), Wanted::default()).unwrap();
/// // 15 万元 for the first loan are more than the award of 10.
/// let interest = Support { programme: pack.programme("interest").unwrap(), subject: Some(0) };
/// assert_eq!(plan.chosen[0].support, interest);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Support {
    /// Which programme.
    pub programme: Id<Programme>,
    /// For which row of the record that it is about, as in [`Finding::subject`].
    pub subject: Option<u16>,
}

/// Which findings a plan may choose from, beside those that qualify and are not over.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, plan::{Wanted, plan}};
/// let (pack, day) = (example(), Date::new(2027, 1, 1).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元")]);
/// let chosen = |wanted| plan(&pack, &dossier, day, &assess(&pack, &dossier, day), wanted).unwrap().chosen.len();
/// // It closed the day before.
/// assert_eq!((chosen(Wanted::default()), chosen(Wanted { closed: true, ..Wanted::default() })), (0, 1));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Those of which something is unpublished or unread, as far as nothing that was read speaks against them.
    pub unconfirmed: bool,
    /// Those that an answer can still decide, as far as nothing speaks against them.
    pub open: bool,
    /// Those that take no more applications.
    pub closed: bool,
}

/// A support that is chosen.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, plan::{Wanted, plan}};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元"), ("loan.term", "1 年")]);
/// let findings = assess(&pack, &dossier, day);
/// let plan = plan(&pack, &dossier, day, &findings, Wanted::default()).unwrap();
/// let choice = &plan.chosen[0];
/// assert_eq!((choice.support.programme, choice.support.subject), (pack.programme("interest").unwrap(), Some(0)));
/// assert!(plan.left_out.is_empty() && plan.questions.is_empty() && plan.is_proven);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which one.
    pub support: Support,
    /// What its conditions come to.
    pub verdict: Verdict,
    /// The items that are taken, by their place in the programme.
    pub forms: Vec<usize>,
    /// Items that could turn out to give more than those that are taken, of which only one can be had.
    pub rivals: Vec<usize>,
    /// Whether applications are accepted on that day.
    pub availability: Availability,
    /// What it is worth by itself, in 分; `None` for a measure without money.
    pub worth: Option<Span<Number>>,
    /// What it counts for in the total after limits that it shares with others: from its share of what is sure of the total, in
    /// which the first come first, to the most that can be left for it, when each of the others takes no more than its share of
    /// what is sure. The low ends make the low end of the total; the high ends cannot all be had together.
    pub counted: Option<Span<Number>>,
    /// The relation that keeps it from counting for all that it is worth: the innermost one that leaves it the least.
    pub limited_by: Option<Id<Relation>>,
    /// Where there is none: the innermost relation under which it and others that are chosen cannot all come out at their most.
    pub shares: Option<Id<Relation>>,
}

/// Why a support is not chosen.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, plan::{Obstacle, Wanted, plan}};
/// let (pack, day) = (related("sum_at_most: 15 万元"), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "1 年")]);
/// let plan = plan(&pack, &dossier, day, &assess(&pack, &dossier, day), Wanted::default()).unwrap();
/// // The interest alone fills the limit.
/// assert_eq!(plan.left_out[0].obstacle, Obstacle::Exhausted);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Another one is chosen, and the two exclude each other.
    Displaced,
    /// Support from outside the pack has taken the place.
    Used,
    /// Others surely fill the limit that they share, so it would add nothing whatever the answers that are not known.
    Exhausted,
    /// What it needs is not chosen.
    Lacking,
}

/// A support that is not chosen.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, plan::{Obstacle, Wanted, plan}};
/// let (pack, day) = (related("at_most: one"), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "1 年")]);
/// let plan = plan(&pack, &dossier, day, &assess(&pack, &dossier, day), Wanted::default()).unwrap();
/// let award = &plan.left_out[0];
/// assert_eq!(pack.programmes.at(award.support.programme).key, "award");
/// assert_eq!((award.obstacle, award.displaced_by[0]), (Obstacle::Displaced, plan.chosen[0].support));
/// assert_eq!(pack.relations.at(award.because).key, "r");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which one.
    pub support: Support,
    /// Why.
    pub obstacle: Obstacle,
    /// The relation that says so.
    pub because: Id<Relation>,
    /// The chosen supports that stand in its way under this relation; under others there may be more.
    pub displaced_by: Vec<Support>,
}

/// What is not known about a relation.
///
/// ```
/// # use qualify_engine::plan::Doubt;
/// // A relation that is not stated is taken not to hold; one that holds in principle is taken to hold.
/// assert!(Doubt::Unstated.is_against() && !Doubt::InPrinciple.is_against());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No source that was read states it. The plan does as if it did not hold.
    Unstated,
    /// It holds "in principle". The plan does as if it held.
    InPrinciple,
    /// Whether what lifts it is the case. The plan does as if it were not.
    Exception,
    /// Whether support from outside has taken the place. The plan does as if it had not.
    Used,
    /// Whether what is needed is there, already or for the same row. The plan does as if it were not.
    Held,
    /// Whether two supports are about the same row. The plan does as if they were not.
    Shared,
}

/// What is not known and could change the total.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Number, assess, plan::{Doubt, Wanted, plan}};
/// let (pack, day) = (related("at_most: one, unless: enterprise.size = small"), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "1 年")]);
/// let plan = plan(&pack, &dossier, day, &assess(&pack, &dossier, day), Wanted::default()).unwrap();
/// // If the enterprise turns out to be a small one, it has the award of 10 万元 too.
/// let question = &plan.questions[0];
/// assert_eq!((question.doubt, pack.relations.at(question.relation).key.as_str()), (Doubt::Exception, "r"));
/// assert_eq!(question.otherwise.exact(), Some(Number::whole(25_000_000)));
/// assert_eq!(question.at_stake, [Some(Number::whole(10_000_000)); 2]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// About which relation.
    pub relation: Id<Relation>,
    /// What is not known.
    pub doubt: Doubt,
    /// What else is not as the plan supposes then: it hangs on the same answer, or changes the total only together with this.
    pub together: Vec<(Id<Relation>, Doubt)>,
    /// The total of the best plan if it is not as the plan supposes; of several rows that it could be, for the worst one.
    pub otherwise: Span<Number>,
    /// The difference between the totals, at the low end and at the high one; `None` where it has no end. Supports without an
    /// upper end that are in both plans make no difference.
    pub at_stake: [Option<Number>; 2],
}

/// What to apply for.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Number, assess, plan::{Wanted, plan}};
/// let (pack, day) = (related("sum_at_most: 20 万元"), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "1 年")]);
/// let plan = plan(&pack, &dossier, day, &assess(&pack, &dossier, day), Wanted::default()).unwrap();
/// // 15 and 10 万元, of which 20 count.
/// assert_eq!((plan.chosen.len(), plan.left_out.len()), (2, 0));
/// assert_eq!(plan.total.exact(), Some(Number::whole(20_000_000)));
/// // Nothing is in doubt.
/// assert!(plan.at_worst == plan.total && plan.at_best == plan.total && plan.questions.is_empty() && plan.is_proven);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is chosen: what is certain, then the rest, each in the order of the findings.
    pub chosen: Vec<Choice>,
    /// What is not, in the same order.
    pub left_out: Vec<LeftOut>,
    /// The sum of what is chosen, in 分.
    pub total: Span<Number>,
    /// The total of the best plan if everything that is not known turns out against the enterprise.
    pub at_worst: Span<Number>,
    /// The total of the best plan if everything that is not known turns out in its favour.
    pub at_best: Span<Number>,
    /// What is not known about the relations and could change the total. If all of it is as the plan supposes, nothing else that
    /// is not known changes it.
    pub questions: Vec<OpenQuestion>,
    /// Whether no better plan exists and no question is missing; `false` when [`limits::PLAN_WORK`] was spent before that was known.
    pub is_proven: bool,
}

/// Why there is no plan.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, limits, plan::{PlanError, Wanted, plan}};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元")]);
/// let many = vec![assess(&pack, &dossier, day).remove(0); limits::CLAIMS + 1];
/// assert_eq!(plan(&pack, &dossier, day, &many, Wanted::default()), Err(PlanError::TooLarge));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// More than [`limits::CLAIMS`] supports to choose from.
    #[error("there are more supports than a plan can choose from")]
    TooLarge,
}

/// Chooses among `findings`, which must be those of this pack, dossier and day: the most money at the low end of the total,
/// then at the high end, then the most measures without money. What surely adds nothing to that is left out, the least first. Between
/// choices that are still equal, greater amounts decide, then whether it is certain, then the order of the findings.
///
/// # Errors
/// [`PlanError`]
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, plan::{Wanted, plan}, write};
/// let pack = example();
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "3000 万元"), ("loan.term", "1 年")]);
/// let day = Date::new(2026, 11, 22).unwrap();
/// let plan = plan(&pack, &dossier, day, &assess(&pack, &dossier, day), Wanted::default()).unwrap();
/// // The one programme there is: 3,000 万元 × 1.5% a year × 1 year.
/// assert_eq!((plan.chosen.len(), write::money(plan.total.low.unwrap())), (1, "45 万元".to_owned()));
/// ```
pub fn plan(
    pack: &Pack,
    dossier: &Dossier,
    as_of: Date,
    findings: &[Finding],
    wanted: Wanted,
) -> Result<Plan, PlanError> {
    if findings.iter().filter(|finding| wanted.counts(finding)).count() > limits::CLAIMS {
        return Err(PlanError::TooLarge);
    }
    let facts = Facts::gather(Evaluator::new(pack, dossier, as_of), findings, wanted);
    let mut work = limits::PLAN_WORK;
    let problem = bonds(&facts, Supposed { is_so: &|_, _| false, rows: &[] });
    let Solution { mut chosen, is_proven } = solve(&problem, &mut work);
    let tree = Tree::of(&problem);
    trim(&problem, &tree, &mut chosen, &mut work);
    let left_out = reasons::left_out(&facts, &tree, &chosen, &mut work);
    let mut asked = Asked::new(&facts, &problem, &chosen, is_proven, work);
    let [at_worst, at_best] = asked.ends();
    let questions = asked.questions(causes(&facts, pack));
    let is_proven = asked.is_proven();
    Ok(Plan {
        chosen: choices(pack, findings, &facts, &problem, &chosen),
        left_out,
        total: tree.value(&chosen).span(),
        at_worst,
        at_best,
        questions,
        is_proven,
    })
}

impl Doubt {
    /// Whether the enterprise gets less if it is not as the plan supposes.
    ///
    /// ```
    /// use qualify_engine::plan::Doubt;
    /// // If support from outside had taken the place after all, there would be less; if an exception held, more.
    /// assert!(Doubt::Used.is_against() && !Doubt::Exception.is_against());
    /// ```
    #[must_use]
    pub fn is_against(self) -> bool {
        matches!(self, Self::Unstated | Self::Used | Self::Shared)
    }
}

fn choices(pack: &Pack, findings: &[Finding], facts: &Facts, problem: &Problem, chosen: &[bool]) -> Vec<Choice> {
    let parts = Tree::of(problem).parts(chosen);
    let all = facts.supports.iter().zip(&facts.claims).zip(parts).enumerate();
    all.filter(|(claim, _)| is_in(chosen, *claim))
        .filter_map(|(_, (((support, place), claim), part))| {
            let finding = findings.get(*place)?;
            let taken = forms::taken(pack.programmes.at(support.programme), finding);
            let has_money = !claim.is_measure() || finding.amount.is_some();
            let relation = |limit: Option<usize>| Some(problem.limits.get(limit?)?.relation);
            Some(Choice {
                support: *support,
                verdict: finding.verdict,
                forms: taken.forms,
                rivals: taken.rivals,
                availability: finding.availability,
                worth: has_money.then(|| claim.worth.span()),
                counted: has_money.then(|| part.counted.span()),
                limited_by: relation(part.limited_by),
                shares: relation(part.shares),
            })
        })
        .collect()
}
