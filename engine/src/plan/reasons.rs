//! Why what is left out is left out.

use super::facts::Facts;
use super::problem::is_in;
use super::search::can_add_up;
use super::value::Tree;
use super::{LeftOut, Obstacle, Support};
use crate::Id;
use crate::relation::Relation;

/// A reason for each claim that is not chosen. `work` is used up; where it ends, the outermost limit is named instead of the one
/// that is full.
pub(super) fn left_out(facts: &Facts, tree: &Tree<'_>, chosen: &[bool], work: &mut usize) -> Vec<LeftOut> {
    let claims = (0..facts.claims.len()).filter(|claim| !is_in(chosen, *claim));
    let support = |claim: usize| facts.supports.get(claim).map(|(support, _)| *support);
    claims
        .filter_map(|claim| {
            let (obstacle, because, by) = reason(tree, chosen, claim, work)?;
            let displaced_by: Vec<Support> = by.into_iter().filter_map(support).collect();
            Some(LeftOut { support: support(claim)?, obstacle, because, displaced_by })
        })
        .collect()
}

type Reason = (Obstacle, Id<Relation>, Vec<usize>);

pub(super) fn reason(tree: &Tree<'_>, chosen: &[bool], claim: usize, work: &mut usize) -> Option<Reason> {
    let problem = tree.problem;
    let barred = problem.barred.iter().find(|(_, barred)| *barred == claim);
    let displaced = problem.groups.iter().find_map(|group| {
        let by: Vec<_> = problem.rivals(group, claim, chosen).collect();
        (!by.is_empty()).then_some((Obstacle::Displaced, group.relation, by))
    });
    let lacking = problem.needs.iter().find(|need| need.member == claim && !need.is_met(chosen));
    barred
        .map(|(relation, _)| (Obstacle::Used, *relation, Vec::new()))
        .or(displaced)
        .or_else(|| lacking.map(|need| (Obstacle::Lacking, need.relation, Vec::new())))
        .or_else(|| exhausted(tree, chosen, claim, work))
}

/// The innermost limit that others surely fill.
fn exhausted(tree: &Tree<'_>, chosen: &[bool], claim: usize, work: &mut usize) -> Option<Reason> {
    let problem = tree.problem;
    let full = can_add_up(problem, work).then(|| tree.filled(claim, chosen)).flatten();
    let limit = full.or_else(|| tree.around(claim).last())?;
    let limit = problem.limits.get(limit)?;
    let by = limit.members.iter().copied().filter(|member| is_in(chosen, *member)).collect();
    Some((Obstacle::Exhausted, limit.relation, by))
}
