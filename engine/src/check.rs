//! Whether the parts of a pack fit together. Done once, when a pack is loaded; after it, ids need no more checking.

mod relations;

use crate::expression::{Node, NodeId, Type};
use crate::format::PackError;
use crate::pack::{AMOUNT, Field, FieldKind, Programme, Source};
use crate::{Id, Pack, Table, limits};

type Check = Result<(), PackError>;

impl Pack {
    /// Checks that every id points somewhere, that children come before their parents, that every expression has the type that
    /// its place needs, and that the limits are kept.
    ///
    /// # Errors
    /// [`PackError::Inconsistent`] with the first contradiction, or [`PackError::TooLarge`].
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{format::PackError, limits, pack::Programme};
    /// let mut pack = example();
    /// assert_eq!(pack.check(), Ok(()));
    /// let programme: Programme = pack.programmes.iter().next().unwrap().clone();
    /// (0..limits::PROGRAMMES).for_each(|_| drop(pack.programmes.push(programme.clone())));
    /// assert_eq!(pack.check(), Err(PackError::TooLarge));
    /// ```
    pub fn check(&self) -> Result<(), PackError> {
        if self.nodes.len() > limits::NODES
            || self.programmes.len() > limits::PROGRAMMES
            || self.relations.len() > limits::RELATIONS
        {
            return Err(PackError::TooLarge);
        }
        self.check_vocabulary()?;
        let mut nodes = self.check_nodes()?;
        self.programmes.iter().try_for_each(|programme| self.check_programme(programme, &mut nodes))?;
        self.check_relations(&mut nodes)?;
        if nodes.total > limits::WORK { Err(PackError::TooLarge) } else { Ok(()) }
    }

    fn check_vocabulary(&self) -> Check {
        for record in self.records.iter() {
            if let Some(field) = record.presence {
                let presence = self.fields.get(field).map(|field| field.kind);
                ensure(presence == Some(FieldKind::YesNo), "a record's presence is no yes-or-no field")?;
            }
        }
        for (id, record) in self.records.entries() {
            let is_link = |field: &Field| field.record == id && matches!(field.kind, FieldKind::Row(_));
            let are_links = record.links.iter().all(|link| self.fields.get(*link).is_some_and(is_link));
            ensure(are_links, "a link of a record")?;
        }
        for field in self.fields.iter() {
            points(&self.records, field.record, "record of a field")?;
            match field.kind {
                FieldKind::Choice(domain) => points(&self.domains, domain, "domain of a field")?,
                FieldKind::Number { least, greatest, .. } => ensure(least <= greatest, "bounds of a field")?,
                FieldKind::Date { first, last } => ensure(first <= last, "bounds of a field")?,
                FieldKind::Row(record) => points(&self.records, record, "record of a link")?,
                FieldKind::YesNo => {}
            }
        }
        self.numbers.iter().try_for_each(|number| self.check_source(&number.source))
    }

    /// The types of all nodes. One pass in order: the types of earlier nodes are at hand, so the time grows with the number of
    /// nodes alone. No node is used twice: with shared parts, a small pack could ask for endless work.
    fn check_nodes(&self) -> Result<Nodes, PackError> {
        let mut nodes = Nodes::with_capacity(self.nodes.len());
        for node in self.nodes.iter() {
            let mut used = Ok(());
            node.each_child(&mut |child| used = used.and_then(|()| nodes.use_once(child)));
            used?;
            let size = nodes.size_of(node);
            ensure(size.depth <= limits::DEPTH, "an expression is too deep")?;
            ensure(size.lists <= limits::LIST_DEPTH, "lists inside lists inside lists")?;
            ensure(self.options_exist(node, &nodes.types), "an option of a list")?;
            if let Node::Over(over) = node {
                points(&self.records, over.record, "record of a list")?;
            }
            if let Node::Unpublished(Type::Choice(domain), _) = node {
                points(&self.domains, *domain, "domain of something unpublished")?;
            }
            let found = node
                .type_of(&|leaf| self.leaf_type(leaf), &|child| nodes.types.get(child.place()).copied())
                .map_err(|_| PackError::Inconsistent("an expression has no type"))?;
            nodes.types.push(found);
            nodes.sizes.push(size);
        }
        self.numbers.iter().try_for_each(|number| {
            let is_value = matches!(self.nodes.get(number.value), Some(Node::Number(..) | Node::Unpublished(..)));
            ensure(is_value, "value of a named number")?;
            nodes.use_once(number.value)
        })?;
        Ok(nodes)
    }

    fn options_exist(&self, node: &Node, types: &[Type]) -> bool {
        let Node::OneOf(of, options) = node else { return true };
        let Some(Type::Choice(domain)) = types.get(of.place()) else { return false };
        let count = self.domains.get(*domain).map_or(0, |domain| domain.options.len());
        options.iter().all(|option| usize::from(*option) < count)
    }

    fn check_programme(&self, programme: &Programme, nodes: &mut Nodes) -> Check {
        points(&self.kinds, programme.kind, "kind of a programme")?;
        points(&self.records, programme.about, "subject of a programme")?;
        let is_single = self.records.get(programme.about).is_some_and(|record| record.presence.is_none());
        let subjects = if is_single { 1 } else { limits::ROWS };
        let mut root = |root: NodeId, wanted: Type| nodes.root(root, wanted, subjects);
        points(&self.documents, programme.document, "document of a programme")?;
        programme
            .replaced_by
            .map_or(Ok(()), |newer| points(&self.programmes, newer, "newer version of a programme"))?;
        ensure(
            programme.replaced_by.is_none_or(|newer| !self.replaces_itself(newer)),
            "programmes that replace each other",
        )?;
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

/// What is known of the nodes so far.
struct Nodes {
    types: Vec<Type>,
    sizes: Vec<Size>,
    is_used: Vec<bool>,
    /// The steps of all expressions together.
    total: u64,
}

/// How large an expression is.
#[derive(Clone, Copy, Default)]
struct Size {
    /// Steps from here to the deepest leaf.
    depth: usize,
    /// Lists inside lists.
    lists: usize,
    /// Steps to evaluate it, where every list is as long as it may be.
    work: u64,
    /// Steps to find out what is missing in it: it is evaluated, and then so is each part anew, down to the leaves.
    asking: u64,
}

impl Nodes {
    fn with_capacity(count: usize) -> Self {
        Self {
            types: Vec::with_capacity(count),
            sizes: Vec::with_capacity(count),
            is_used: vec![false; count],
            total: 0,
        }
    }

    fn size_of(&self, node: &Node) -> Size {
        let mut below = Size::default();
        node.each_child(&mut |child| {
            let part = self.sizes.get(child.place()).copied().unwrap_or_default();
            below = Size {
                depth: below.depth.max(part.depth),
                lists: below.lists.max(part.lists),
                work: below.work.saturating_add(part.work),
                asking: below.asking.saturating_add(part.asking),
            };
        });
        let is_list = matches!(node, Node::Over(_));
        let rows = if is_list { u64::from(limits::ROWS) } else { 1 };
        // Each option of a list may be looked at.
        let own = if let Node::OneOf(_, options) = node { options.len().saturating_add(1) } else { 1 };
        let work = below.work.saturating_mul(rows).saturating_add(own as u64);
        // The rows of a list are gone through once more to see which of them matter.
        let anew = if is_list { below.work.saturating_add(below.asking) } else { below.asking };
        Size {
            depth: below.depth.saturating_add(1),
            lists: below.lists.saturating_add(usize::from(is_list)),
            work,
            asking: work.saturating_add(anew.saturating_mul(rows)),
        }
    }

    fn use_once(&mut self, node: NodeId) -> Check {
        let slot = self.is_used.get_mut(node.place()).ok_or(PackError::Inconsistent("a part of an expression"))?;
        ensure(!core::mem::replace(slot, true), "a part of two expressions")
    }

    /// A whole expression, evaluated for so many subjects.
    fn root(&mut self, node: NodeId, wanted: Type, subjects: u16) -> Check {
        ensure(self.types.get(node.place()) == Some(&wanted), "an expression is of another type than its place")?;
        let work = self.sizes.get(node.place()).map_or(0, |size| size.asking);
        self.total = self.total.saturating_add(work.saturating_mul(u64::from(subjects)));
        self.use_once(node)
    }
}

fn points<T>(table: &Table<T>, id: Id<T>, what: &'static str) -> Check {
    ensure(table.get(id).is_some(), what)
}

fn ensure(holds: bool, what: &'static str) -> Check {
    if holds { Ok(()) } else { Err(PackError::Inconsistent(what)) }
}
