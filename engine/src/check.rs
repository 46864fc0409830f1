//! Whether the parts of a pack fit together. Done once, when a pack is loaded; after it, ids need no more checking.

use crate::expression::{Node, NodeId, Type};
use crate::format::PackError;
use crate::pack::{AMOUNT, FieldKind, Programme, Source};
use crate::{Id, Pack, Table, limits};

type Check = Result<(), PackError>;

impl Pack {
    /// Checks that every id points somewhere, that children come before their parents, that every expression has the type that
    /// its place needs, and that the limits are kept.
    ///
    /// # Errors
    /// [`PackError::Inconsistent`] with the first contradiction, or [`PackError::TooLarge`].
    pub fn check(&self) -> Result<(), PackError> {
        if self.nodes.len() > limits::NODES || self.programmes.len() > limits::PROGRAMMES {
            return Err(PackError::TooLarge);
        }
        self.check_vocabulary()?;
        let mut is_used = vec![false; self.nodes.len()];
        let types = self.check_nodes(&mut is_used)?;
        self.programmes.iter().try_for_each(|programme| self.check_programme(programme, &types, &mut is_used))
    }

    fn check_vocabulary(&self) -> Check {
        for record in self.records.iter() {
            if let Some(field) = record.presence {
                let presence = self.fields.get(field).map(|field| field.kind);
                ensure(presence == Some(FieldKind::YesNo), "a record's presence is no yes-or-no field")?;
            }
        }
        for field in self.fields.iter() {
            points(&self.records, field.record, "record of a field")?;
            match field.kind {
                FieldKind::Choice(domain) => points(&self.domains, domain, "domain of a field")?,
                FieldKind::Number { least, greatest, .. } => ensure(least <= greatest, "bounds of a field")?,
                FieldKind::Date { first, last } => ensure(first <= last, "bounds of a field")?,
                FieldKind::YesNo => {}
            }
        }
        self.numbers.iter().try_for_each(|number| self.check_source(&number.source))
    }

    /// The types of all nodes. One pass in order: the types of earlier nodes are at hand, so the time grows with the number of
    /// nodes alone. No node is used twice: with shared parts, a small pack could ask for endless work.
    fn check_nodes(&self, is_used: &mut [bool]) -> Result<Vec<Type>, PackError> {
        let mut types: Vec<Type> = Vec::with_capacity(self.nodes.len());
        let mut depths: Vec<usize> = Vec::with_capacity(self.nodes.len());
        for node in self.nodes.iter() {
            let children = node.children();
            for child in &children {
                use_once(is_used, *child)?;
            }
            let below = children.iter().filter_map(|child| depths.get(child.place())).max().copied().unwrap_or(0);
            let depth = below.saturating_add(1);
            ensure(depth <= limits::DEPTH, "an expression is too deep")?;
            ensure(self.options_exist(node, &types), "an option of a list")?;
            if let Node::Unpublished(Type::Choice(domain), _) = node {
                points(&self.domains, *domain, "domain of something unpublished")?;
            }
            let found = node
                .type_of(|leaf| self.leaf_type(leaf), |child| types.get(child.place()).copied())
                .map_err(|_| PackError::Inconsistent("an expression has no type"))?;
            types.push(found);
            depths.push(depth);
        }
        self.numbers.iter().try_for_each(|number| {
            let is_value = matches!(self.nodes.get(number.value), Some(Node::Number(..) | Node::Unpublished(..)));
            ensure(is_value, "value of a named number")?;
            use_once(is_used, number.value)
        })?;
        Ok(types)
    }

    fn options_exist(&self, node: &Node, types: &[Type]) -> bool {
        let Node::OneOf(of, options) = node else { return true };
        let Some(Type::Choice(domain)) = types.get(of.place()) else { return false };
        let count = self.domains.get(*domain).map_or(0, |domain| domain.options.len());
        options.iter().all(|option| usize::from(*option) < count)
    }

    fn check_programme(&self, programme: &Programme, types: &[Type], is_used: &mut [bool]) -> Check {
        let mut root = |root: NodeId, wanted: Type| {
            ensure(types.get(root.place()) == Some(&wanted), "an expression is of another type than its place")?;
            use_once(is_used, root)
        };
        points(&self.kinds, programme.kind, "kind of a programme")?;
        points(&self.records, programme.about, "subject of a programme")?;
        points(&self.documents, programme.document, "document of a programme")?;
        for condition in &programme.conditions {
            root(condition.test, Type::Truth)?;
            self.check_source(&condition.source)?;
        }
        for item in &programme.items {
            item.when.map_or(Ok(()), |when| root(when, Type::Truth))?;
            item.amount.map_or(Ok(()), |amount| root(amount, AMOUNT))?;
            self.check_source(&item.source)?;
        }
        programme.total_at_most.map_or(Ok(()), |limit| root(limit, AMOUNT))
    }

    fn check_source(&self, source: &Source) -> Check {
        source.readings.iter().try_for_each(|reading| points(&self.readings, *reading, "reading of a source"))
    }
}

fn use_once(is_used: &mut [bool], node: NodeId) -> Check {
    let slot = is_used.get_mut(node.place()).ok_or(PackError::Inconsistent("a part of an expression"))?;
    ensure(!core::mem::replace(slot, true), "a part of two expressions")
}

fn points<T>(table: &Table<T>, id: Id<T>, what: &'static str) -> Check {
    ensure(table.get(id).is_some(), what)
}

fn ensure(holds: bool, what: &'static str) -> Check {
    if holds { Ok(()) } else { Err(PackError::Inconsistent(what)) }
}
