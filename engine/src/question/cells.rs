//! The answers to a question that the rules can tell apart.

use crate::dossier::{Answer, Dossier};
use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Arithmetic, Node, NodeId, Step};
use crate::pack::{Domain, Field, FieldKind};
use crate::{Date, Finding, Id, Number, Pack, Span, Unit};

/// The most cells of one question; where the rules draw more lines, some are passed over.
pub const CELLS: usize = 8;

/// Answers that the rules do not tell apart, as one of them.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, Date, Dossier, Evaluator, assess, question::Cuts};
/// let (pack, dossier, day) = (example(), Dossier::new(), Date::new(2026, 11, 22).unwrap());
/// let cuts = Cuts::of(&Evaluator::new(&pack, &dossier, day), &assess(&pack, &dossier, day));
/// let cells = cuts.cells(&pack, &dossier, pack.field("enterprise.private").unwrap());
/// // Yes is as likely as no.
/// assert!(cells.len() == 2 && cells[0].weight == cells[1].weight && cells[0].answer != cells[1].answer);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// One of the answers.
    pub answer: Answer,
    /// How likely they are, beside the other cells of the question.
    pub weight: u64,
}

/// Where the rules cut the answers to a field in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut<'a> {
    /// Below this number and above it.
    Number(Number),
    /// Before this day and after it.
    Date(Date),
    /// Among these options and among the others.
    Options(&'a [u16]),
}

/// All cuts that the rules behind some findings make, with the numbers that are known by now.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Dossier, Evaluator, assess, question::{CELLS, Cuts}};
/// let (pack, dossier, day) = (example(), Dossier::new(), Date::new(2026, 11, 22).unwrap());
/// let cuts = Cuts::of(&Evaluator::new(&pack, &dossier, day), &assess(&pack, &dossier, day));
/// // The rules cut the principal at 500 万元: one answer stands for all below, one for all above.
/// let cells = cuts.cells(&pack, &dossier, pack.field("loan.principal").unwrap());
/// assert!(cells.len() == 2 && cells.len() <= CELLS);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cuts<'a>(Vec<(Id<Field>, Cut<'a>)>);

impl<'a> Cuts<'a> {
    /// The cuts of the programmes that are still waiting for an answer.
    #[must_use]
    pub fn of(evaluator: &Evaluator<'a>, findings: &[Finding]) -> Self {
        let mut cuts = Self::default();
        for finding in findings.iter().filter(|finding| !finding.missing.is_empty()) {
            let programme = evaluator.pack.programmes.at(finding.programme);
            let tests = programme.conditions.iter().map(|condition| condition.test);
            let items = programme.items.iter().flat_map(|item| item.when.into_iter().chain(item.amount));
            let evaluator = evaluator.for_finding(finding);
            tests.chain(items).chain(programme.total_at_most).for_each(|node| cuts.collect(&evaluator, node));
        }
        cuts
    }

    fn collect(&mut self, evaluator: &Evaluator<'a>, node: NodeId) {
        let pack: &'a Pack = evaluator.pack;
        let of = pack.nodes.at(node);
        match of {
            Node::Compare(_, a, b) => self.meet(evaluator, &[*a, *b]),
            Node::Extreme(_, of) => self.meet(evaluator, of),
            Node::OneOf(of, options) => self.pick(pack, *of, options),
            _ => {}
        }
        of.each_child(&mut |child| self.collect(evaluator, child));
    }

    /// Each of these is cut where another one lies.
    fn meet(&mut self, evaluator: &Evaluator<'a>, of: &[NodeId]) {
        let pack: &'a Pack = evaluator.pack;
        for node in of {
            for other in of.iter().filter(|other| *other != node) {
                if let Node::Choice(_, option) = pack.nodes.at(*other) {
                    self.pick(pack, *node, core::slice::from_ref(option));
                    continue;
                }
                match evaluator.outcome(*other) {
                    Outcome::Number(known) => ends(known.span).for_each(|end| self.reach(evaluator, *node, end)),
                    Outcome::Date(known) => ends(known.span).for_each(|end| self.reach_day(evaluator, *node, end)),
                    _ => {}
                }
            }
        }
    }

    /// The fields that say which option it is.
    fn pick(&mut self, pack: &Pack, node: NodeId, options: &'a [u16]) {
        match pack.nodes.at(node) {
            Node::Field(field) => self.0.push((*field, Cut::Options(options))),
            Node::If(_, then, other) => [then, other].into_iter().for_each(|node| self.pick(pack, *node, options)),
            _ => {}
        }
    }

    /// What a field must be for the expression to come to `target`, as far as everything beside it is known.
    fn reach(&mut self, evaluator: &Evaluator<'a>, node: NodeId, target: Number) {
        match evaluator.pack.nodes.at(node) {
            Node::Field(field) => self.0.push((*field, Cut::Number(target))),
            Node::If(_, then, other) => [then, other].into_iter().for_each(|it| self.reach(evaluator, *it, target)),
            Node::Extreme(_, of) => of.iter().for_each(|it| self.reach(evaluator, *it, target)),
            Node::Arithmetic(operator, a, b) => {
                let (known_a, known_b) = (evaluator.number(*a).span.exact(), evaluator.number(*b).span.exact());
                if let Some(target) = known_b.and_then(|b| left(*operator, target, b)) {
                    self.reach(evaluator, *a, target);
                }
                if let Some(target) = known_a.and_then(|a| right(*operator, a, target)) {
                    self.reach(evaluator, *b, target);
                }
            }
            _ => {}
        }
    }

    fn reach_day(&mut self, evaluator: &Evaluator<'a>, node: NodeId, target: Date) {
        match evaluator.pack.nodes.at(node) {
            Node::Field(field) => self.0.push((*field, Cut::Date(target))),
            Node::If(_, then, other) => [then, other].into_iter().for_each(|it| self.reach_day(evaluator, *it, target)),
            Node::Extreme(_, of) => of.iter().for_each(|it| self.reach_day(evaluator, *it, target)),
            Node::Move(operator, step, date, by) => {
                let Some(by) = evaluator.number(*by).span.exact().map(Number::floor) else { return };
                let back = if *operator == Arithmetic::Add { by.saturating_neg() } else { by };
                let (months, days) = if *step == Step::Months { (back, 0) } else { (0, back) };
                self.reach_day(evaluator, *date, target.moved(months, days));
            }
            _ => {}
        }
    }

    /// The answers to a field, one for each cell: of a number, a day or an option one between any two cuts.
    #[must_use]
    pub fn cells(&self, pack: &Pack, dossier: &Dossier, field: Id<Field>) -> Vec<Cell> {
        let of = pack.fields.at(field);
        let cuts = self.0.iter().filter(|(cut, _)| *cut == field).map(|(_, cut)| *cut);
        let even = |answers: Vec<Answer>| answers.into_iter().map(|answer| Cell { answer, weight: 1 }).collect();
        match of.kind {
            // Most enterprises have none of most things.
            FieldKind::YesNo if pack.records.at(of.record).presence == Some(field) => {
                vec![Cell { answer: Answer::YesNo(false), weight: 2 }, Cell { answer: Answer::YesNo(true), weight: 1 }]
            }
            FieldKind::YesNo => even(vec![Answer::YesNo(false), Answer::YesNo(true)]),
            FieldKind::Choice(domain) => groups(pack.domains.at(domain), cuts),
            FieldKind::Number { unit, least, greatest } => {
                let inside = |cut| match cut {
                    Cut::Number(at) => Some(at).filter(|at| *at > least && *at < greatest),
                    Cut::Date(_) | Cut::Options(_) => None,
                };
                even(numbers(unit, least, greatest, few(cuts.filter_map(inside).collect())))
            }
            FieldKind::Date { first, last } => {
                let inside = |cut| match cut {
                    Cut::Date(at) => Some(at).filter(|at| *at > first && *at < last),
                    Cut::Number(_) | Cut::Options(_) => None,
                };
                even(days(first, few(cuts.filter_map(inside).collect())))
            }
            FieldKind::Row(record) => even((0..dossier.rows(record)).map(Answer::Row).chain([Answer::NoRow]).collect()),
        }
    }
}

/// The ends of a span that are known.
fn ends<T: Copy + Ord>(span: Span<T>) -> impl Iterator<Item = T> {
    span.low.into_iter().chain(span.high.filter(move |high| Some(*high) != span.low))
}

/// `a` such that `a operator b` is `target`.
fn left(operator: Arithmetic, target: Number, b: Number) -> Option<Number> {
    match operator {
        Arithmetic::Add => target.minus(b),
        Arithmetic::Subtract => target.plus(b),
        Arithmetic::Multiply => target.over(b),
        Arithmetic::Divide => target.times(b),
    }
}

/// `b` such that `a operator b` is `target`.
fn right(operator: Arithmetic, a: Number, target: Number) -> Option<Number> {
    match operator {
        Arithmetic::Add => target.minus(a),
        Arithmetic::Subtract => a.minus(target),
        Arithmetic::Multiply => target.over(a),
        Arithmetic::Divide => a.over(target),
    }
}

/// In order, each once, and not more than make [`CELLS`].
fn few<T: Ord + Copy>(mut cuts: Vec<T>) -> Vec<T> {
    cuts.sort_unstable();
    cuts.dedup();
    let step = cuts.len().div_ceil(CELLS.saturating_sub(1)).max(1);
    cuts.into_iter().step_by(step).collect()
}

/// A number between any two cuts, below the first and above the last.
fn numbers(unit: Unit, least: Number, greatest: Number, cuts: Vec<Number>) -> Vec<Answer> {
    let Some(last) = cuts.last().copied() else {
        let one = unit.to_base(Number::ONE).unwrap_or(Number::ONE);
        return vec![Answer::number(one.max(least).min(greatest))];
    };
    let beyond = last.plus(last.max(Number::ONE)).unwrap_or(greatest).min(greatest);
    let ends = core::iter::once(least).chain(cuts).chain([beyond]).collect::<Vec<_>>();
    let half = Number::fraction(1, 2).unwrap_or(Number::ONE);
    let middle = |pair: &[Number]| match pair {
        [low, high] => low.plus(high.minus(*low)?.times(half)?).map(Answer::number),
        _ => None,
    };
    ends.windows(2).filter_map(middle).collect()
}

/// The day before the first cut, and the day after each.
fn days(first: Date, cuts: Vec<Date>) -> Vec<Answer> {
    let before = cuts.first().map_or(first, |cut| cut.moved(0, -1));
    core::iter::once(before).chain(cuts.iter().map(|cut| cut.moved(0, 1))).map(Answer::date).collect()
}

/// The options, one of each kind that the rules tell apart, as likely as there are options of the kind.
fn groups<'a>(domain: &Domain, cuts: impl Iterator<Item = Cut<'a>>) -> Vec<Cell> {
    let sets: Vec<_> = cuts
        .filter_map(|cut| match cut {
            Cut::Options(options) => Some(options),
            Cut::Number(_) | Cut::Date(_) => None,
        })
        .collect();
    let mut groups: Vec<(Vec<bool>, Cell)> = Vec::new();
    for (option, _) in (0..).zip(&domain.options) {
        let kind: Vec<_> = sets.iter().map(|set| set.contains(&option)).collect();
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, cell)) => cell.weight = cell.weight.saturating_add(1),
            None => groups.push((kind, Cell { answer: Answer::Choice(option), weight: 1 })),
        }
    }
    groups.into_iter().map(|(_, cell)| cell).collect()
}
