//! How much work it is to evaluate an expression for a dossier.

use crate::evaluate::Evaluator;
use crate::expression::{Node, NodeId, Over};

impl Evaluator<'_> {
    /// How many nodes are looked at in evaluating this one, at most: those inside a list once for every row.
    pub(crate) fn work(&self, node: NodeId) -> u64 {
        let sum = |of: &mut dyn Iterator<Item = NodeId>| of.map(|it| self.work(it)).fold(1, u64::saturating_add);
        match self.pack.nodes.at(node) {
            Node::Over(Over { record, only, of, .. }) => {
                let rows = self.subjects(*record).fold(1_u64, |rows, _| rows.saturating_add(1));
                sum(&mut only.iter().chain(of).copied()).saturating_mul(rows)
            }
            other => sum(&mut other.children().into_iter()),
        }
    }
}
