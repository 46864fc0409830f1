//! What lowering an expression needs to know of the pack.

use crate::dossier::Dossier;
use crate::evaluate::{Evaluator, Outcome};
use crate::expression::{Node, NodeId};
use crate::pack::{Field, Provenance};
use crate::screen::scale::{common_multiple, day_key};
use crate::{Date, Id, Number, Pack};

/// What lowering an expression needs to know of the pack.
pub struct Context<'p> {
    pub pack: &'p Pack,
    as_of: Date,
    nothing: Dossier,
    is_constant: Vec<bool>,
    /// What the constants of each field are multiplied by, and the greatest magnitude among them.
    factors: Vec<Factor>,
}

#[derive(Clone, Copy)]
struct Factor {
    factor: i64,
    greatest: u128,
}

/// Factors up to this keep every accepted answer times its factor within 128 bits.
const LARGEST_FACTOR: i64 = 1_000_000_000_000;
/// Keys up to this leave room on both sides for what lies beyond every key.
const LARGEST_KEY: u128 = 1 << 62;

impl<'p> Context<'p> {
    pub fn new(pack: &'p Pack, as_of: Date) -> Self {
        let mut is_constant: Vec<bool> = Vec::with_capacity(pack.nodes.len());
        for node in pack.nodes.iter() {
            let is_fixed_kind = !matches!(node, Node::Field(_) | Node::Row(_) | Node::Over(_));
            let mut found = is_fixed_kind;
            node.each_child(&mut |child| found &= is_constant.get(child.place()).copied().unwrap_or(false));
            is_constant.push(found);
        }
        let factors = vec![Factor { factor: 1, greatest: 0 }; pack.fields.len()];
        Self { pack, as_of, nothing: Dossier::new(), is_constant, factors }
    }

    /// The evaluator, for what no answer changes.
    pub fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::new(self.pack, &self.nothing, self.as_of)
    }

    /// Whether no answer changes what an expression yields.
    pub fn is_constant(&self, node: NodeId) -> bool {
        self.is_constant.get(node.place()).copied().unwrap_or(false)
    }

    /// Whether the source alone leaves an expression open.
    pub fn is_silent(&self, node: NodeId) -> bool {
        self.is_constant(node) && self.evaluator().truth(node).is_unknown()
    }

    /// What the constants of a field are multiplied by.
    pub fn factor(&self, field: Id<Field>) -> i64 {
        self.factors.get(field.place()).map_or(1, |it| it.factor)
    }

    /// The weakest provenance of the named numbers in an expression.
    pub fn provenance(&self, node: NodeId) -> Provenance {
        self.evaluator().provenance(node)
    }

    /// The number that an expression without fields yields, if it is known exactly.
    pub fn constant_number(&self, node: NodeId) -> Option<Number> {
        if !self.is_constant(node) {
            return None;
        }
        match self.evaluator().outcome(node) {
            Outcome::Number(known) if known.causes.is_none() => known.span.exact(),
            _ => None,
        }
    }

    /// The option that an expression without fields yields.
    pub fn constant_option(&self, node: NodeId) -> Option<u16> {
        match self.evaluator().outcome(node) {
            Outcome::Choice(chosen) => chosen.ok(),
            _ => None,
        }
    }

    /// A constant as a key on the scale of a field; `None` when it is not known exactly or does not fit.
    pub fn key(&mut self, field: Id<Field>, node: NodeId) -> Option<Number> {
        let key = match self.evaluator().outcome(node) {
            Outcome::Date(known) if known.causes.is_none() => Number::whole(day_key(known.span.exact()?)),
            _ => self.constant_number(node)?,
        };
        let (numerator, denominator) = key.parts();
        let known = self.factors.get_mut(field.place())?;
        let factor = common_multiple(known.factor, i64::try_from(denominator).ok()?)?;
        let magnitude = numerator.unsigned_abs().checked_div(denominator.unsigned_abs())?.checked_add(1)?;
        let greatest = known.greatest.max(magnitude);
        let fits = factor <= LARGEST_FACTOR && greatest.checked_mul(factor.unsigned_abs().into())? <= LARGEST_KEY;
        *known = Factor { factor, greatest };
        fits.then_some(key)
    }
}
