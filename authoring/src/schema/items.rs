//! What a programme gives.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::lower::{Purpose, Scope};
use crate::names::Names;
use crate::schema::words::TOGETHER;
use crate::shape;
use crate::yaml::Node;
use qualify_engine::expression::NodeId;
use qualify_engine::pack::{Item, Promise, Together};

/// The `support` of a programme.
pub(super) struct Support {
    pub items: Vec<Item>,
    pub together: Together,
    pub total_at_most: Option<NodeId>,
}

impl Builder<'_> {
    pub(super) fn support(&mut self, node: &Node, scope: &Scope) -> Option<Support> {
        let keys = self.shaped(node, &shape::SUPPORT)?;
        let together = match keys.key("together") {
            None => Some(Together::Sum),
            Some(_) => {
                keys.optional(self, "together").and_then(|node| self.choice(node, "value of `together`", &TOGETHER))
            }
        };
        let total_at_most = self.optional_expression(&keys, "total_at_most", scope, Purpose::Amount);
        let list = keys.required(self, "items")?;
        let items = self.items(list, "`items`")?;
        if items.is_empty() {
            self.error(Code::MissingKey, list.at, "a programme gives at least one thing");
            return None;
        }
        let mut names = Names::<Item>::new("item");
        let items = items.iter().map(|item| self.item(item, scope, &mut names)).collect::<Vec<_>>();
        let items = items.into_iter().collect::<Option<Vec<_>>>();
        Some(Support { items: items?, together: together?, total_at_most: total_at_most? })
    }

    fn item(&mut self, node: &Node, scope: &Scope, names: &mut Names<Item>) -> Option<Item> {
        let keys = self.shaped(node, &shape::ITEM)?;
        let id = keys.required(self, "id").and_then(|node| self.new_name(node, "the id of an item"));
        if let Some(id) = &id {
            names.declare(id, &mut self.diagnostics);
        }
        let says = self.required_text(&keys, "says");
        let when = self.optional_expression(&keys, "when", scope, Purpose::Condition);
        let amount = self.amount(&keys, scope);
        let source = self.required_source(&keys);
        let (amount, promise) = amount?;
        Some(Item { key: id?.text, says: says?, when: when?, amount, promise, source: source? })
    }

    fn amount(&mut self, keys: &Keys<'_>, scope: &Scope) -> Option<(Option<NodeId>, Promise)> {
        if let (Some(first), Some(second)) = (keys.key("at_most"), keys.key("exactly")) {
            let message = "an amount is a ceiling or a promise: `at_most` or `exactly`, not both";
            self.report(Diagnostic::error(Code::Shape, second.at, message).and(first.at, "and here"));
            return None;
        }
        if keys.key("exactly").is_some() {
            let amount = self.optional_expression(keys, "exactly", scope, Purpose::Amount)?;
            return Some((amount, Promise::Exactly));
        }
        let amount = self.optional_expression(keys, "at_most", scope, Purpose::Amount)?;
        Some((amount, Promise::AtMost))
    }

    /// The expression under a key that may be absent. `None`: it is wrong.
    pub(super) fn optional_expression(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        scope: &Scope,
        purpose: Purpose,
    ) -> Option<Option<NodeId>> {
        if keys.key(key).is_none() {
            return Some(None);
        }
        let node = keys.optional(self, key)?;
        self.expression(node, scope, purpose).map(Some)
    }
}
