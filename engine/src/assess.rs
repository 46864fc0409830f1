//! From a dossier and a day to findings: one for each programme.

use crate::dossier::Dossier;
use crate::evaluate::{Evaluator, Known};
use crate::expression::{Node, NodeId};
use crate::missing::Fields;
use crate::pack::{Condition, Evidence, Field, Item, Programme, Promise, Provenance, Together};
use crate::{Availability, Causes, Date, Id, Number, Pack, Span, Truth};

/// What a programme's conditions come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every condition holds.
    Qualifies,
    /// No answer can decide any more: what is left is unpublished, or rests on what nobody has read.
    Unconfirmed,
    /// An answer can still decide.
    Open,
    /// A condition does not hold.
    Fails,
}

/// What one condition comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionFinding {
    /// What its test yields.
    pub truth: Truth,
    /// What it counts as in the verdict: a condition that nobody has read, or that holds only in principle, cannot settle it alone.
    pub counts_as: Truth,
}

/// What one item comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemFinding {
    /// Whether it applies, beyond the programme's conditions.
    pub applies: Truth,
    /// The sum, if it applies; `None` for an item without money.
    pub amount: Option<Known<Number>>,
}

/// The sum of money at stake, in 分.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// From–to; a single value when nothing is unknown.
    pub known: Known<Number>,
    /// Whether it is a ceiling.
    pub promise: Promise,
    /// The weakest provenance of what it was computed from.
    pub provenance: Provenance,
}

/// What one programme comes to for one dossier on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which programme.
    pub programme: Id<Programme>,
    /// What the conditions come to.
    pub verdict: Verdict,
    /// The weakest kind of evidence on which the verdict rests.
    pub evidence: Evidence,
    /// Whether applications are accepted on that day.
    pub availability: Availability,
    /// One for each condition, in order.
    pub conditions: Vec<ConditionFinding>,
    /// One for each item, in order.
    pub items: Vec<ItemFinding>,
    /// The sum if it qualifies; `None` when it fails or when no item has money.
    pub amount: Option<Amount>,
    /// The fields that can still change the verdict or the amount, in the order of the pack.
    pub missing: Vec<Id<Field>>,
}

/// Assesses every programme of a pack, in order.
#[must_use]
pub fn assess(pack: &Pack, dossier: &Dossier, as_of: Date) -> Vec<Finding> {
    pack.programmes.ids().map(|programme| assess_one(pack, programme, dossier, as_of)).collect()
}

/// Assesses one programme.
#[must_use]
pub fn assess_one(pack: &Pack, id: Id<Programme>, dossier: &Dossier, as_of: Date) -> Finding {
    let evaluator = Evaluator { pack, dossier, as_of };
    let programme = pack.programmes.at(id);
    let conditions: Vec<_> = programme.conditions.iter().map(|it| evaluator.condition(it)).collect();
    let items: Vec<_> = programme.items.iter().map(|it| evaluator.item(it)).collect();
    let is_any_item = any_item(&programme.items, &items);
    let truth = conditions.iter().fold(is_any_item, |all, condition| all.and(condition.counts_as));
    let verdict = match truth {
        Truth::True => Verdict::Qualifies,
        Truth::False => Verdict::Fails,
        Truth::Unknown(causes) if causes.include(Causes::APPLICANT) => Verdict::Open,
        Truth::Unknown(_) => Verdict::Unconfirmed,
    };
    let is_alive = verdict != Verdict::Fails;
    Finding {
        programme: id,
        verdict,
        evidence: weakest_evidence(programme, &conditions),
        availability: Availability::on(as_of, &programme.application),
        amount: if is_alive { evaluator.amount(programme, &items) } else { None },
        missing: if is_alive { evaluator.missing_in(programme, &conditions, is_any_item) } else { Vec::new() },
        conditions,
        items,
    }
}

/// Whether at least one item applies; true when an item always does, or when nothing is given at all.
fn any_item(items: &[Item], findings: &[ItemFinding]) -> Truth {
    if items.iter().any(|item| item.when.is_none()) || items.is_empty() {
        return Truth::True;
    }
    findings.iter().fold(Truth::False, |any, item| any.or(item.applies))
}

fn weakest_evidence(programme: &Programme, conditions: &[ConditionFinding]) -> Evidence {
    let of = |wanted: Truth| {
        programme
            .conditions
            .iter()
            .zip(conditions)
            .filter(move |(_, found)| found.truth == wanted)
            .map(|(it, _)| it.evidence)
    };
    // One false condition is enough to fail, so the strongest of them carries the verdict.
    of(Truth::False).min().or_else(|| of(Truth::True).max()).unwrap_or(Evidence::Fact)
}

impl Evaluator<'_> {
    fn condition(&self, condition: &Condition) -> ConditionFinding {
        let truth = self.truth(condition.test);
        let is_unread = condition.source.provenance != Provenance::Seen;
        let has_exceptions = condition.evidence == Evidence::InPrinciple && truth == Truth::False;
        let counts_as =
            if is_unread || has_exceptions { Truth::Unknown(truth.causes() | Causes::SOURCE) } else { truth };
        ConditionFinding { truth, counts_as }
    }

    fn item(&self, item: &Item) -> ItemFinding {
        ItemFinding {
            applies: item.when.map_or(Truth::True, |when| self.truth(when)),
            amount: item.amount.map(|amount| self.number(amount)),
        }
    }

    fn amount(&self, programme: &Programme, items: &[ItemFinding]) -> Option<Amount> {
        let counted: Vec<_> = programme
            .items
            .iter()
            .zip(items)
            .filter(|(_, found)| found.applies != Truth::False)
            .filter_map(|(item, found)| Some((item, given(*found)?)))
            .collect();
        let mut sums = counted.iter().map(|(_, known)| *known);
        let first = sums.next()?;
        let together = sums.fold(first, |a, b| combine(programme.together, a, b));
        let known = match programme.total_at_most {
            Some(limit) => within(together, self.number(limit)),
            None => together,
        };
        let is_ceiling =
            programme.total_at_most.is_some() || counted.iter().any(|(it, _)| it.promise == Promise::AtMost);
        Some(Amount {
            known,
            promise: if is_ceiling { Promise::AtMost } else { Promise::Exactly },
            provenance: self.weakest_provenance(&counted),
        })
    }

    fn weakest_provenance(&self, counted: &[(&Item, Known<Number>)]) -> Provenance {
        let numbers = counted.iter().filter_map(|(item, _)| item.amount).map(|node| self.provenance(node));
        counted.iter().map(|(item, _)| item.source.provenance).chain(numbers).max().unwrap_or(Provenance::Seen)
    }

    /// The weakest provenance of the named numbers in an expression.
    fn provenance(&self, node: NodeId) -> Provenance {
        let node = self.pack.nodes.at(node);
        let own = match node {
            Node::Named(number) => self.pack.numbers.at(*number).source.provenance,
            _ => Provenance::Seen,
        };
        node.children().into_iter().map(|child| self.provenance(child)).fold(own, Ord::max)
    }

    fn missing_in(&self, programme: &Programme, conditions: &[ConditionFinding], is_any_item: Truth) -> Vec<Id<Field>> {
        let mut found = Fields::new();
        for (condition, finding) in programme.conditions.iter().zip(conditions) {
            if finding.truth.is_unknown() {
                self.missing(condition.test, &mut found);
            }
        }
        for item in &programme.items {
            let applies = item.when.map_or(Truth::True, |when| self.truth(when));
            if let Some(when) = item.when
                && (is_any_item.is_unknown() || item.amount.is_some())
            {
                self.missing(when, &mut found);
            }
            if let Some(amount) = item.amount
                && applies != Truth::False
            {
                self.missing(amount, &mut found);
            }
        }
        if let Some(limit) = programme.total_at_most {
            self.missing(limit, &mut found);
        }
        found.into_iter().collect()
    }
}

/// The sum an item adds: from nothing, while it is unknown whether it applies.
fn given(item: ItemFinding) -> Option<Known<Number>> {
    let amount = item.amount?;
    Some(match item.applies {
        Truth::Unknown(causes) => Known {
            span: Span { low: amount.span.low.map(|low| low.min(Number::ZERO)), high: amount.span.high },
            causes: amount.causes | causes,
        },
        _ => amount,
    })
}

fn combine(together: Together, a: Known<Number>, b: Known<Number>) -> Known<Number> {
    let (sum, highest) = (a.span.plus(b.span), a.span.max(b.span));
    let (span, more) = match together {
        Together::Sum => (sum, Causes::NONE),
        Together::Highest => (highest, Causes::NONE),
        Together::Unpublished => (Span { low: highest.low, high: sum.high }, Causes::SOURCE),
    };
    let causes = if span.exact().is_some() { Causes::NONE } else { a.causes | b.causes | more };
    Known { span, causes }
}

fn within(amount: Known<Number>, limit: Known<Number>) -> Known<Number> {
    let span = amount.span.min(limit.span);
    let causes = if span.exact().is_some() { Causes::NONE } else { amount.causes | limit.causes };
    Known { span, causes }
}
