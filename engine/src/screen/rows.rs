//! Whether the rows of a dossier are as plain as bits take them: of every record that a programme uses one, or none.

use crate::dossier::Dossier;
use crate::expression::{Node, NodeId, Over, Type};
use crate::pack::{Condition, Evidence, Programme, Provenance, Record};
use crate::proof::each_part;
use crate::{Id, Pack};

/// How many rows a dossier has of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Exactly one.
    One,
    /// None listed, and it is not known whether there is one.
    Next,
    /// None, and none to come.
    Absent,
    /// Several, or perhaps more than are listed.
    Several,
}

impl Rows {
    /// Those of a record.
    pub fn of(pack: &Pack, dossier: &Dossier, record: Id<Record>) -> Self {
        if pack.records.at(record).presence.is_none() {
            return Self::One;
        }
        match (dossier.rows(record), dossier.is_complete(record)) {
            (0, true) => Self::Absent,
            (0, false) => Self::Next,
            (1, true) => Self::One,
            _ => Self::Several,
        }
    }
}

/// The records that a programme looks at, beside the enterprise.
#[derive(Clone, Debug)]
pub struct Uses {
    /// What it is about.
    pub about: Id<Record>,
    /// Whether it fails where there is no such row.
    pub requires_subject: bool,
    /// All of them, each once.
    pub records: Vec<Id<Record>>,
    /// Those of which the row is the one that the subject belongs to.
    linked: Vec<Id<Record>>,
}

/// How a programme is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By bits.
    Bits,
    /// By bits if it fails. Where there is no row, the source and not the applicant leaves its fields open, which bits do not tell.
    BitsIfItFails,
    /// It fails: there is no row that it could be about.
    Fails,
    /// By the evaluator, for each row.
    Evaluated,
}

impl Uses {
    /// Those of a programme.
    pub fn of(pack: &Pack, programme: &Programme) -> Self {
        let is_several = |record: &Id<Record>| pack.records.at(*record).presence.is_some();
        let mut records = vec![programme.about];
        for node in nodes_of(programme) {
            collect(pack, node, &mut records);
        }
        records.sort_unstable();
        records.dedup();
        records.retain(is_several);
        let about = pack.records.at(programme.about);
        let presence = about.presence;
        let is_presence = |node: NodeId| matches!(pack.nodes.at(node), Node::Field(field) if Some(*field) == presence);
        let links = about.links.iter().map(|link| pack.fields.at(*link).kind.value_type());
        let linked = links.filter_map(|link| if let Type::Row(record) = link { Some(record) } else { None });
        Self {
            about: programme.about,
            requires_subject: programme.conditions.iter().any(|it| settles(it) && is_presence(it.test)),
            linked: linked.filter(|record| records.contains(record)).collect(),
            records,
        }
    }

    /// How the programme is decided for a dossier with these rows, by record.
    pub fn way(&self, rows: &[Rows]) -> Way {
        if self.records.is_empty() {
            return Way::Bits;
        }
        let of = |record: &Id<Record>| rows.get(record.place()).copied().unwrap_or(Rows::Several);
        let about = of(&self.about);
        if self.requires_subject && about == Rows::Absent {
            return Way::Fails;
        }
        let is_plain = self.records.iter().all(|record| of(record) != Rows::Several);
        if !is_plain || (about != Rows::One && self.linked.iter().any(|record| of(record) != about)) {
            return Way::Evaluated;
        }
        if self.records.iter().any(|record| of(record) == Rows::Absent) { Way::BitsIfItFails } else { Way::Bits }
    }
}

/// Whether a condition that compares with nothing decides alone.
fn settles(condition: &Condition) -> bool {
    condition.source.provenance == Provenance::Seen && condition.evidence != Evidence::InPrinciple
}

/// The expressions of a programme.
pub fn nodes_of(programme: &Programme) -> impl Iterator<Item = NodeId> + '_ {
    let conditions = programme.conditions.iter().map(|condition| condition.test);
    let items = programme.items.iter().flat_map(|item| item.when.into_iter().chain(item.amount));
    conditions.chain(items).chain(programme.total_at_most)
}

fn collect(pack: &Pack, node: NodeId, records: &mut Vec<Id<Record>>) {
    each_part(pack, node, &mut |part| match part {
        Node::Field(field) => {
            let field = pack.fields.at(*field);
            records.push(field.record);
            if let Type::Row(record) = field.kind.value_type() {
                records.push(record);
            }
        }
        Node::Row(record) | Node::Over(Over { record, .. }) => records.push(*record),
        _ => {}
    });
}
