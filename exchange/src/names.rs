//! The names by which programs know things.

use crate::Tree;
use qualify_engine::expression::{Arithmetic, Extreme, Fold, Node};
use qualify_engine::pack::{Day, Evidence, Programme, Provenance};
use qualify_engine::plan::{Doubt, Obstacle};
use qualify_engine::{Availability, Causes, Dossier, Finding, Id, Pack, Requirement, Slot, Time, Verdict};

/// A verdict by its name.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Qualifies => "qualifies",
        Verdict::Unconfirmed => "unconfirmed",
        Verdict::Open => "open",
        Verdict::Fails => "fails",
    }
}

/// A kind of evidence by its name.
#[must_use]
pub fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Fact => "fact",
        Evidence::Attested => "attested",
        Evidence::InPrinciple => "in_principle",
    }
}

/// A provenance by its name.
#[must_use]
pub fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Seen => "seen",
        Provenance::Inferred => "inferred",
        Provenance::Recalled => "recalled",
        Provenance::Unpublished => "unpublished",
    }
}

pub(crate) fn obstacle(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Displaced => "displaced",
        Obstacle::Used => "used",
        Obstacle::Exhausted => "exhausted",
        Obstacle::Lacking => "lacking",
    }
}

pub(crate) fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Unstated => "unstated",
        Doubt::InPrinciple => "in_principle",
        Doubt::Exception => "exception",
        Doubt::Used => "used",
        Doubt::Held => "held",
        Doubt::Shared => "shared",
    }
}

/// Why something is not known.
pub(crate) fn causes(causes: Causes) -> Tree {
    let all = [(Causes::APPLICANT, "applicant"), (Causes::SOURCE, "source")];
    all.into_iter().filter(|(cause, _)| causes.include(*cause)).map(|(_, name)| name).collect()
}

/// What a node is, in the words of the rule language.
pub(crate) fn part(pack: &Pack, node: &Node) -> String {
    match node {
        Node::Field(field) => pack.fields.at(*field).key.clone(),
        Node::Named(number) => pack.numbers.at(*number).key.clone(),
        Node::Row(record) => pack.records.at(*record).key.clone(),
        Node::Compare(comparison, ..) => comparison.sign().into(),
        Node::Unpublished(..) => "unpublished".into(),
        Node::AsOf => "as_of".into(),
        Node::Not(_) => "not".into(),
        Node::All(_) => "and".into(),
        Node::Any(_) => "or".into(),
        Node::OneOf(..) => "in".into(),
        Node::If(..) => "if".into(),
        Node::Arithmetic(operator, ..) | Node::Move(operator, ..) => match operator {
            Arithmetic::Add => "+".into(),
            Arithmetic::Subtract => "-".into(),
            Arithmetic::Multiply => "*".into(),
            Arithmetic::Divide => "/".into(),
        },
        Node::Extreme(Extreme::Min, _) => "min".into(),
        Node::Extreme(Extreme::Max, _) => "max".into(),
        Node::Over(over) => match over.fold {
            Fold::Sum => "sum".into(),
            Fold::Count => "count".into(),
            Fold::Any => "any".into(),
            Fold::All => "all".into(),
            Fold::Extreme(Extreme::Min) => "min".into(),
            Fold::Extreme(Extreme::Max) => "max".into(),
        },
        Node::Truth(_) | Node::Number(..) | Node::Date(_) | Node::Choice(..) => "literal".into(),
    }
}

/// An answer by its field: `loan.term`, and `loan[2].term` where there are several loans.
#[must_use]
pub fn slot_key(pack: &Pack, dossier: &Dossier, slot: Slot) -> String {
    let Some(field) = pack.fields.get(slot.field) else { return String::new() };
    let is_presence = pack.records.at(field.record).presence == Some(slot.field);
    let is_one_of_several = !is_presence && (slot.row > 0 || dossier.rows(field.record) > 1);
    match field.key.split_once('.').filter(|_| is_one_of_several) {
        Some((record, name)) => format!("{record}[{}].{name}", slot.row.saturating_add(1)),
        None => field.key.clone(),
    }
}

pub(crate) fn slot_keys(pack: &Pack, dossier: &Dossier, slots: &[Slot]) -> Tree {
    slots.iter().map(|slot| slot_key(pack, dossier, *slot)).collect()
}

/// A requirement by its key; that of "at least one item applies" is `support`.
#[must_use]
pub fn requirement_key(programme: &Programme, requirement: Requirement) -> &str {
    match requirement {
        Requirement::Condition(place) => programme.conditions.get(place).map_or("", |condition| &condition.key),
        Requirement::AnyItem => "support",
    }
}

pub(crate) fn requirement_keys(programme: &Programme, of: &[Requirement]) -> Tree {
    of.iter().map(|it| requirement_key(programme, *it)).collect()
}

/// A programme by its key, with the row where there are several: `loan_interest[2]`.
#[must_use]
pub fn finding_key(pack: &Pack, dossier: &Dossier, finding: &Finding) -> String {
    let programme = pack.programmes.at(finding.programme);
    match finding.subject.filter(|_| dossier.rows(programme.about) > 1) {
        Some(row) => format!("{}[{}]", programme.key, row.saturating_add(1)),
        None => programme.key.clone(),
    }
}

/// The number of a row, as people count.
pub(crate) fn counted(row: Option<u16>) -> Tree {
    row.map(|row| row.saturating_add(1)).into()
}

/// The hour at which a programme has closed, where its last day has one.
#[must_use]
pub fn closed_at(pack: &Pack, of: Id<Programme>, availability: Availability) -> Option<Time> {
    let application = &pack.programmes.at(of).application;
    let is_that_day = |last| availability == Availability::ClosedOn(last);
    application.closes_at.filter(|_| matches!(application.closes, Day::On(last) if is_that_day(last)))
}
