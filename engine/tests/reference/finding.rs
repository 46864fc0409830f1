//! What a programme comes to, from what its expressions yield.

use super::answers::Answers;
use super::evaluator::{Frames, Reference, Row, all, any, arithmetic, extreme_of};
use super::value::{Exact, Interval, Value, Why};
use num_traits::Zero;
use qualify_engine::expression::{Arithmetic, Extreme, NodeId};
use qualify_engine::pack::{Condition, Evidence, Item, Programme, Promise, Provenance, Together};
use qualify_engine::{Date, Pack, Slot, Verdict};
use std::collections::BTreeSet;

/// What matters of a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Plain {
    pub programme: usize,
    pub subject: Option<u16>,
    pub verdict: Verdict,
    pub evidence: Evidence,
    pub amount: Option<(Interval<Exact>, Promise, Provenance)>,
    pub missing: Vec<Slot>,
}

/// All programmes, each for every row of what it is about; where none is listed, once.
pub fn findings(pack: &Pack, answers: &Answers, as_of: Date) -> Vec<Plain> {
    let reference = Reference { pack, answers, as_of };
    let mut findings = Vec::new();
    for (place, programme) in pack.programmes.iter().enumerate() {
        let is_single = pack.records.at(programme.about).presence.is_none();
        let rows: Vec<_> = match answers.rows(pack, programme.about) {
            0 if answers.is_complete(pack, programme.about) => vec![Row::Unknown(Why::source())],
            0 => vec![Row::First],
            rows => (0..rows).map(Row::At).collect(),
        };
        for row in rows {
            let subject = if let Row::At(row) = row { Some(row).filter(|_| !is_single) } else { None };
            let frames = vec![(programme.about, row)];
            findings.push(Plain { programme: place, subject, ..reference.finding(programme, &frames) });
        }
    }
    findings
}

/// What nobody has read settles nothing.
fn doubtful(value: &Value) -> Value {
    Value::truth(None, value.why().and(&Why::source()))
}

fn is(value: &Value, wanted: bool) -> bool {
    matches!(value, Value::Truth(Some(known), _) if *known == wanted)
}

impl Reference<'_> {
    fn condition(&self, condition: &Condition, frames: &Frames) -> (Value, Value) {
        let truth = self.value(condition.test, frames);
        let is_read =
            condition.source.provenance == Provenance::Seen && self.provenance(condition.test) == Provenance::Seen;
        let has_exceptions = condition.evidence == Evidence::InPrinciple && is(&truth, false);
        let counts = if is_read && !has_exceptions { truth.clone() } else { doubtful(&truth) };
        (truth, counts)
    }

    /// A sum of money, never below zero.
    fn sum(&self, node: NodeId, frames: &Frames) -> Value {
        let zero = Value::number(Interval::exactly(Exact::zero()), Why::default());
        extreme_of(Extreme::Max, vec![self.value(node, frames), zero])
    }

    /// Whether an item applies; what that counts as; and its sum, if it applies.
    fn item(&self, item: &Item, frames: &Frames) -> (Value, Value, Option<Value>) {
        let amount = item.amount.map(|amount| self.sum(amount, frames));
        let Some(when) = item.when else {
            let always = Value::truth(Some(true), Why::default());
            return (always.clone(), always, amount);
        };
        let applies = self.value(when, frames);
        let is_read = item.source.provenance == Provenance::Seen && self.provenance(when) == Provenance::Seen;
        let counts = if is_read { applies.clone() } else { doubtful(&applies) };
        (applies, counts, amount)
    }

    fn finding(&self, programme: &Programme, frames: &Frames) -> Plain {
        let conditions: Vec<_> = programme.conditions.iter().map(|it| self.condition(it, frames)).collect();
        let items: Vec<_> = programme.items.iter().map(|it| self.item(it, frames)).collect();
        let one_item = if items.is_empty() {
            Value::truth(Some(true), Why::default())
        } else {
            any(items.iter().map(|(_, counts, _)| counts.clone()).collect())
        };
        let mut parts: Vec<_> = conditions.iter().map(|(_, counts)| counts.clone()).collect();
        parts.push(one_item);
        let verdict = match all(parts) {
            Value::Truth(Some(true), _) => Verdict::Qualifies,
            Value::Truth(Some(false), _) => Verdict::Fails,
            unknown if unknown.why().answers.is_empty() => Verdict::Unconfirmed,
            _ => Verdict::Open,
        };
        let mut missing = BTreeSet::new();
        let mut amount = None;
        if verdict != Verdict::Fails {
            let one_item_is_sure = items.is_empty() || items.iter().any(|(_, counts, _)| is(counts, true));
            let matter = items.iter().filter(|(_, _, amount)| !one_item_is_sure || amount.is_none());
            let whens = matter.map(|(applies, _, _)| applies);
            for truth in conditions.iter().map(|(truth, _)| truth).chain(whens) {
                missing.extend(truth.why().answers.iter().copied());
            }
            if let Some((value, promise, provenance)) = self.amount(programme, &items, frames) {
                let Value::Number(interval, why) = value else { panic!("{value:?}") };
                missing.extend(why.answers);
                amount = Some((interval, promise, provenance));
            }
        }
        let evidence = |of: &dyn Fn(Evidence, &(Value, Value)) -> bool| {
            let found = programme.conditions.iter().zip(&conditions).filter(|(of_it, it)| of(of_it.evidence, it));
            found.map(|(it, _)| it.evidence).collect::<BTreeSet<_>>()
        };
        let evidence = match verdict {
            Verdict::Fails => evidence(&|_, (_, counts)| is(counts, false)).first().copied(),
            // Also what is required in principle and missed: it leaves the verdict in doubt.
            _ => evidence(&|evidence, (truth, _)| {
                is(truth, true) || evidence == Evidence::InPrinciple && is(truth, false)
            })
            .last()
            .copied(),
        };
        Plain {
            programme: 0,
            subject: None,
            verdict,
            evidence: evidence.unwrap_or(Evidence::Fact),
            amount,
            missing: missing.into_iter().collect(),
        }
    }

    fn amount(
        &self,
        programme: &Programme,
        items: &[(Value, Value, Option<Value>)],
        frames: &Frames,
    ) -> Option<(Value, Promise, Provenance)> {
        let mut sums = Vec::new();
        let mut promise = Promise::Exactly;
        let mut provenance = Provenance::Seen;
        for (item, (applies, _, amount)) in programme.items.iter().zip(items) {
            let Some(Value::Number(interval, why)) = amount else { continue };
            if is(applies, false) {
                continue;
            }
            sums.push(if is(applies, true) {
                Value::number(*interval, why.clone())
            } else {
                Value::number(Interval { low: Some(Exact::zero()), high: interval.high }, why.and(applies.why()))
            });
            if item.promise == Promise::AtMost {
                promise = Promise::AtMost;
            }
            for node in item.when.into_iter().chain(item.amount) {
                provenance = provenance.max(self.provenance(node));
            }
            provenance = provenance.max(item.source.provenance);
        }
        if sums.is_empty() {
            return None;
        }
        let sum = sums.iter().cloned().reduce(|a, b| arithmetic(Arithmetic::Add, a, b))?;
        let highest = extreme_of(Extreme::Max, sums.clone());
        let together = match (programme.together, &highest, &sum) {
            (Together::Sum, ..) => sum,
            (Together::Highest, ..) => highest,
            (Together::Unpublished, Value::Number(highest, _), Value::Number(sum, why)) => {
                Value::number(Interval { low: highest.low, high: sum.high }, why.and(&Why::source()))
            }
            other => panic!("{other:?}"),
        };
        let Some(limit) = programme.total_at_most else { return Some((together, promise, provenance)) };
        let provenance = provenance.max(self.provenance(limit));
        let capped = extreme_of(Extreme::Min, vec![together, self.sum(limit, frames)]);
        Some((capped, Promise::AtMost, provenance))
    }
}
