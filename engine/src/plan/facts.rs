//! What is known of the supports that can be chosen and of each relation between them: the one place that asks findings,
//! answers and expressions.

use super::money::Money;
use super::problem::Claim;
use super::{Support, Wanted};
use crate::assess::{Finding, Verdict};
use crate::evaluate::Evaluator;
use crate::expression::NodeId;
use crate::pack::{Evidence, FieldKind, Programme, Provenance, Record};
use crate::relation::{Per, Relation, Rule};
use crate::rows::Row;
use crate::{Availability, Id, Slot, Truth};

/// What a support has in common with others that a relation reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Common {
    Enterprise,
    Year(i16),
    Row(u16),
    /// It is not known which row.
    Unknown(Whose),
}

impl Common {
    pub fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown(_))
    }
}

/// A row that is not known. Equal ones are the same row, whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// The row that this answer will point at.
    Linked(Id<Record>, Slot),
    /// One that this support is about.
    Of(Id<Record>, usize),
}

impl Whose {
    /// Of which record.
    pub fn record(self) -> Id<Record> {
        match self {
            Self::Linked(record, _) | Self::Of(record, _) => record,
        }
    }
}

/// A support that a relation is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub claim: usize,
    pub common: Common,
    /// Whether it is free of the relation.
    pub is_free: Truth,
    /// Whether the place is taken from outside (at most one), or what is needed is there already.
    pub is_settled: Truth,
    pub limit: Money,
    pub base: Money,
}

/// A relation with the supports that it is about.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub relation: Id<Relation>,
    pub kind: Kind,
    /// Somebody has read it.
    pub is_stated: bool,
    /// It has exceptions that the source does not list.
    pub is_in_principle: bool,
    /// Of which record supports share a row.
    pub record: Option<Id<Record>>,
    /// What frees a support of it.
    pub unless: Option<NodeId>,
    /// What takes the place, or is what is needed.
    pub settles: Option<NodeId>,
    pub members: Vec<Member>,
    /// The supports of which one is needed.
    pub one_of: Vec<(usize, Common)>,
}

/// What a relation asks; see [`Rule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    AtMostOne,
    SumAtMost,
    BaseAtMost,
    Needs,
}

/// All that a plan is made from.
pub(super) struct Facts {
    /// The supports with their places among the findings, in whose order they are; but what is certain comes first.
    pub supports: Vec<(Support, usize)>,
    pub claims: Vec<Claim>,
    pub relations: Vec<Known>,
}

impl Facts {
    pub fn gather(evaluator: Evaluator<'_>, findings: &[Finding], wanted: Wanted) -> Self {
        let chosen = findings.iter().enumerate().filter(|(_, finding)| wanted.counts(finding));
        let of = |place: usize| findings.get(place);
        let mut supports: Vec<_> = chosen.map(|(place, finding)| (Support::of(finding), place)).collect();
        supports.sort_by_key(|(_, place)| of(*place).is_none_or(|finding| finding.verdict != Verdict::Qualifies));
        let claims = supports.iter().map(|(support, place)| Claim {
            programme: support.programme.place(),
            worth: of(*place).and_then(|it| it.amount).map_or(Money::NONE, |amount| Money::of(amount.known.span)),
        });
        let places: Vec<_> = supports
            .iter()
            .filter_map(|(support, place)| Some(Place { evaluator, support: *support, finding: of(*place)? }))
            .collect();
        let relations = evaluator.pack.relations.entries().map(|(id, relation)| known(id, relation, &places));
        Self { claims: claims.collect(), relations: relations.collect(), supports }
    }
}

impl Facts {
    /// How much there is to look at.
    pub fn size(&self) -> usize {
        self.relations.iter().map(|known| known.members.len()).fold(self.claims.len(), usize::saturating_add)
    }
}

impl Wanted {
    /// Whether a plan may choose from this finding.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, assess, plan::Wanted};
    /// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
    /// let counts = |private, wanted: Wanted| {
    ///     let dossier = answers(&pack, &[("enterprise.private", private), ("loan.term", "1 年")]);
    ///     wanted.counts(&assess(&pack, &dossier, day)[0])
    /// };
    /// // How large the loan is, nobody has said.
    /// let open = Wanted { open: true, ..Wanted::default() };
    /// assert!(counts("是", open) && !counts("是", Wanted::default()));
    /// // What fails is never planned.
    /// assert!(!counts("否", Wanted { unconfirmed: true, open: true, closed: true }));
    /// ```
    #[must_use]
    pub fn counts(self, finding: &Finding) -> bool {
        let counts = match finding.verdict {
            Verdict::Qualifies => true,
            Verdict::Unconfirmed => self.unconfirmed && !finding.seems_missed(),
            Verdict::Open => self.open && !finding.seems_missed(),
            Verdict::Fails => false,
        };
        counts && (self.closed || !finding.availability.is_closed())
    }
}

fn known(id: Id<Relation>, relation: &Relation, places: &[Place<'_>]) -> Known {
    let with = |programmes: &[Id<Programme>]| {
        let is_one = |(_, place): &(usize, &Place<'_>)| programmes.contains(&place.support.programme);
        places.iter().enumerate().filter(is_one).collect::<Vec<_>>()
    };
    let (kind, one_of) = match &relation.rule {
        Rule::AtMostOne { .. } => (Kind::AtMostOne, Vec::new()),
        Rule::SumAtMost(_) => (Kind::SumAtMost, Vec::new()),
        Rule::BaseAtMost { .. } => (Kind::BaseAtMost, Vec::new()),
        Rule::Needs { one_of, .. } => (Kind::Needs, with(one_of)),
    };
    let settles = match relation.rule {
        Rule::AtMostOne { used: node } | Rule::Needs { held: node, .. } => node,
        Rule::SumAtMost(_) | Rule::BaseAtMost { .. } => None,
    };
    let record = match relation.per {
        Per::Row(record) => Some(record),
        Per::Enterprise | Per::Year => None,
    };
    let common = |claim: usize, place: &Place<'_>| place.common(claim, relation.per);
    Known {
        relation: id,
        kind,
        is_stated: relation.source.provenance == Provenance::Seen,
        is_in_principle: relation.evidence == Evidence::InPrinciple,
        record,
        unless: relation.unless,
        settles,
        members: with(&relation.among).into_iter().filter_map(|(claim, place)| place.member(claim, relation)).collect(),
        one_of: one_of.into_iter().filter_map(|(claim, place)| Some((claim, common(claim, place)?))).collect(),
    }
}

/// A support, and what its expressions are evaluated with.
struct Place<'a> {
    evaluator: Evaluator<'a>,
    support: Support,
    finding: &'a Finding,
}

impl Place<'_> {
    /// Expressions of a relation mean the support's own rows.
    fn with<T>(&self, ask: impl FnOnce(&Evaluator<'_>) -> T) -> T {
        ask(&self.evaluator.for_finding(self.finding))
    }

    /// `None`: it has no such row, so the relation does not reach it.
    fn common(&self, claim: usize, per: Per) -> Option<Common> {
        match per {
            Per::Enterprise => Some(Common::Enterprise),
            Per::Year => Some(Common::Year(self.year())),
            Per::Row(record) => match self.with(|it| it.row_of(record)) {
                Row::At(row) => Some(Common::Row(row)),
                Row::Absent => None,
                Row::ByLink(slot) if self.is_link(slot) => Some(Common::Unknown(Whose::Linked(record, slot))),
                Row::Next | Row::ByLink(_) | Row::Ambiguous => Some(Common::Unknown(Whose::Of(record, claim))),
            },
        }
    }

    /// Whether the answer points at a row. Otherwise it says whether there are any.
    fn is_link(&self, slot: Slot) -> bool {
        matches!(self.evaluator.pack.fields.at(slot.field).kind, FieldKind::Row(_))
    }

    /// The year in which it is applied for: this one while that is possible.
    fn year(&self) -> i16 {
        match self.finding.availability {
            Availability::ClosedOn(day) | Availability::ClosedBy(day) | Availability::OpensOn(day) => day.year(),
            _ => self.evaluator.as_of.year(),
        }
    }

    fn member(&self, claim: usize, relation: &Relation) -> Option<Member> {
        let truth = |node: Option<NodeId>| node.map_or(Truth::False, |node| self.with(|it| it.truth(node)));
        let money = |node: NodeId| Money::of(self.with(|it| it.number(node)).span);
        let (settles, limit, base) = match relation.rule {
            Rule::AtMostOne { used } => (used, None, None),
            Rule::Needs { held, .. } => (held, None, None),
            Rule::SumAtMost(limit) => (None, Some(limit), None),
            Rule::BaseAtMost { base, limit } => (None, Some(limit), Some(base)),
        };
        Some(Member {
            claim,
            common: self.common(claim, relation.per)?,
            is_free: truth(relation.unless),
            is_settled: truth(settles),
            limit: limit.map_or(Money::NONE, money),
            base: base.map_or(Money::NONE, money),
        })
    }
}

impl Support {
    fn of(finding: &Finding) -> Self {
        Self { programme: finding.programme, subject: finding.subject }
    }
}
