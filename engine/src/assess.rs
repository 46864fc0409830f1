//! From a dossier and a day to findings: one for each programme.

mod finding;

use crate::dossier::{Answer, Dossier};
use crate::evaluate::{Evaluator, Furthest, Known, Outcome, always_beaten, arithmetic, pick};
use crate::expression::{Arithmetic, Extreme, Node, NodeId};
use crate::missing::{Slot, Slots};
use crate::pack::{Condition, Evidence, Field, Item, Programme, Promise, Provenance, Together};
use crate::proof::each_part;
use crate::rows::Row;
use crate::{Availability, Causes, Id, Moment, Number, Pack, Span, Truth};
pub use finding::{Amount, ConditionFinding, Finding, ItemFinding, Verdict};

/// Assesses every programme of a pack, in order, once for each row of the record that it is about.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Verdict, assess, write};
/// let pack = example();
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "3000 万元"), ("loan.term", "2 年")]);
/// let finding = assess(&pack, &dossier, Date::new(2026, 11, 22).unwrap()).remove(0);
/// assert_eq!((finding.verdict, finding.subject), (Verdict::Qualifies, Some(0)));
/// // 3,000 万元 × 1.5% a year × 2 years
/// assert_eq!(write::money(finding.amount.unwrap().known.span.high.unwrap()), "90 万元");
/// ```
#[must_use]
pub fn assess(pack: &Pack, dossier: &Dossier, as_of: impl Into<Moment>) -> Vec<Finding> {
    let as_of = as_of.into();
    let mut findings = Vec::new();
    for programme in pack.programmes.ids() {
        findings.extend(assess_programme(pack, programme, dossier, as_of));
    }
    findings
}

/// Assesses one programme for each row of the record that it is about; once where no row is listed.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Row, Verdict, assess_one, assess_programme};
/// let pack = example();
/// let (id, day) = (pack.programme("interest").unwrap(), Date::new(2026, 11, 22).unwrap());
/// let mut dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元")]);
/// dossier.add_row(&pack, pack.programmes.at(id).about).unwrap();
/// // Of the second loan nothing is known yet.
/// let found: Vec<_> = assess_programme(&pack, id, &dossier, day).collect();
/// assert_eq!(found.iter().map(|it| it.verdict).collect::<Vec<_>>(), [Verdict::Qualifies, Verdict::Open]);
/// assert_eq!(assess_one(&pack, id, Row::At(1), &dossier, day), found[1]);
/// ```
pub fn assess_programme<'a>(
    pack: &'a Pack,
    id: Id<Programme>,
    dossier: &'a Dossier,
    as_of: impl Into<Moment>,
) -> impl Iterator<Item = Finding> {
    let as_of = as_of.into();
    let subjects = Evaluator::new(pack, dossier, as_of.date).subjects(pack.programmes.at(id).about);
    subjects.map(move |subject| assess_one(pack, id, subject, dossier, as_of))
}

/// Assesses one programme for one row of the record that it is about.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Row, Verdict, assess_one};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "499 万元")]);
/// let finding = assess_one(&pack, pack.programme("interest").unwrap(), Row::At(0), &dossier, day);
/// // 1 万元 short.
/// assert_eq!((finding.verdict, finding.amount), (Verdict::Fails, None));
/// ```
#[must_use]
pub fn assess_one(
    pack: &Pack,
    id: Id<Programme>,
    subject: Row,
    dossier: &Dossier,
    as_of: impl Into<Moment>,
) -> Finding {
    let as_of = as_of.into();
    let programme = pack.programmes.at(id);
    let evaluator = Evaluator::new(pack, dossier, as_of.date).about(programme.about, subject);
    let conditions: Vec<_> = programme.conditions.iter().map(|it| evaluator.condition(it)).collect();
    let items: Vec<_> = programme.items.iter().map(|it| evaluator.item(it)).collect();
    let is_any_item = any_item(&items);
    let truth = conditions.iter().fold(is_any_item, |all, condition| all.and(condition.counts_as));
    let verdict = Verdict::of(truth);
    let is_alive = verdict != Verdict::Fails;
    let amount = if is_alive { evaluator.amount(programme, &items) } else { None };
    let missing =
        if is_alive { evaluator.missing_in(programme, &conditions, &items, is_any_item, amount) } else { Vec::new() };
    Finding {
        programme: id,
        subject: subject.place().ok().filter(|_| pack.records.at(programme.about).presence.is_some()),
        verdict,
        evidence: weakest_evidence(verdict, programme, &conditions),
        availability: Availability::of(pack, programme, as_of),
        amount,
        missing,
        conditions,
        items,
    }
}

/// Whether at least one item applies; true when nothing is given at all.
pub(crate) fn any_item(items: &[ItemFinding]) -> Truth {
    if items.is_empty() {
        return Truth::True;
    }
    items.iter().fold(Truth::False, |any, item| any.or(item.counts_as))
}

fn weakest_evidence(verdict: Verdict, programme: &Programme, conditions: &[ConditionFinding]) -> Evidence {
    let of = |carries: fn(Evidence, &ConditionFinding) -> bool| {
        let all = programme.conditions.iter().map(|it| it.evidence).zip(conditions);
        all.filter(move |(evidence, found)| carries(*evidence, found)).map(|(evidence, _)| evidence)
    };
    match verdict {
        // One false condition is enough to fail, so the strongest of them carries the verdict.
        Verdict::Fails => of(|_, found| found.counts_as == Truth::False).min(),
        // What is required in principle and is not met leaves it in doubt, and so carries it too.
        _ => of(|evidence, found| {
            found.truth == Truth::True || (found.truth == Truth::False && evidence == Evidence::InPrinciple)
        })
        .max(),
    }
    .unwrap_or(Evidence::Fact)
}

impl Evaluator<'_> {
    /// Looks at what a finding is about, to show how it came about.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Answer, Date, Evaluator, assess};
    /// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
    /// let dossier = answers(&pack, &[("enterprise.private", "否"), ("loan.term", "2 年")]);
    /// let evaluator = Evaluator::new(&pack, &dossier, day).for_finding(&assess(&pack, &dossier, day)[0]);
    /// assert_eq!(evaluator.answer(pack.field("enterprise.private").unwrap()), Some(Answer::YesNo(false)));
    /// assert_eq!(evaluator.answer(pack.field("loan.principal").unwrap()), None);
    /// ```
    #[must_use]
    pub fn for_finding(self, finding: &Finding) -> Self {
        let about = self.pack.programmes.at(finding.programme).about;
        let row = finding.subject.map(Row::At).or_else(|| self.subjects(about).next());
        self.about(about, row.unwrap_or(Row::Absent))
    }

    /// The applicant's answer to a field in the row that is meant here; `None` when it was not asked, or no one row is meant.
    #[must_use]
    pub fn answer(&self, field: Id<Field>) -> Option<Answer> {
        let record = self.pack.fields.at(field).record;
        // Whether there are rows is answered once for all of them.
        let is_presence = self.pack.records.at(record).presence == Some(field);
        let row = if is_presence { 0 } else { self.row_of(record).place().ok()? };
        self.dossier.at(field, row)
    }
}

impl Evaluator<'_> {
    pub(crate) fn condition(&self, condition: &Condition) -> ConditionFinding {
        let truth = self.truth(condition.test);
        let has_exceptions = condition.evidence == Evidence::InPrinciple && truth == Truth::False;
        let is_unread = condition.source.provenance.max(self.provenance(condition.test)) != Provenance::Seen;
        ConditionFinding { truth, counts_as: counted(truth, is_unread || has_exceptions) }
    }

    pub(crate) fn item(&self, item: &Item) -> ItemFinding {
        let applies = item.when.map_or(Truth::True, |when| self.truth(when));
        let is_unread =
            item.when.is_some_and(|when| item.source.provenance.max(self.provenance(when)) != Provenance::Seen);
        let amount = item.amount.map(|amount| at_least_zero(self.number(amount)));
        ItemFinding { applies, counts_as: counted(applies, is_unread), amount }
    }

    fn amount(&self, programme: &Programme, items: &[ItemFinding]) -> Option<Amount> {
        let counted: Vec<_> = programme
            .items
            .iter()
            .zip(items)
            .filter(|(_, found)| found.applies != Truth::False)
            .filter_map(|(item, found)| Some((item, given(*found)?)))
            .collect();
        let together = together(programme.together, counted.iter().map(|(_, known)| *known))?;
        let limit = programme.total_at_most;
        let known = limit.map_or(together, |limit| pick(Extreme::Min, together, at_least_zero(self.number(limit))));
        let is_ceiling = limit.is_some() || counted.iter().any(|(it, _)| it.promise == Promise::AtMost);
        let mut provenance = limit.map_or(Provenance::Seen, |limit| self.provenance(limit));
        for (item, _) in &counted {
            provenance = provenance.max(item.source.provenance);
            for node in [item.when, item.amount].into_iter().flatten() {
                provenance = provenance.max(self.provenance(node));
            }
        }
        Some(Amount { known, promise: if is_ceiling { Promise::AtMost } else { Promise::Exactly }, provenance })
    }

    /// The weakest provenance of the named numbers in an expression.
    pub(crate) fn provenance(&self, node: NodeId) -> Provenance {
        let mut weakest = Provenance::Seen;
        each_part(self.pack, node, &mut |part| {
            if let Node::Named(number) = part {
                weakest = weakest.max(self.pack.numbers.at(*number).source.provenance);
            }
        });
        weakest
    }

    fn missing_in(
        &self,
        programme: &Programme,
        conditions: &[ConditionFinding],
        items: &[ItemFinding],
        is_any_item: Truth,
        amount: Option<Amount>,
    ) -> Vec<Slot> {
        let mut found = Slots::default();
        for (condition, finding) in programme.conditions.iter().zip(conditions) {
            if finding.truth.is_unknown() {
                self.missing(condition.test, &mut found);
            }
        }
        // Whether an item without money applies matters by itself; whether one with money does, by what comes of it.
        let items_that_matter = programme.items.iter().filter(|it| is_any_item.is_unknown() || it.amount.is_none());
        items_that_matter.filter_map(|item| item.when).for_each(|when| self.missing(when, &mut found));
        if amount.is_some_and(|amount| amount.known.causes.include(Causes::APPLICANT)) {
            self.missing_in_amount(programme, items, &mut found);
        }
        found.into_list()
    }

    fn missing_in_amount(&self, programme: &Programme, items: &[ItemFinding], found: &mut Slots) {
        let sums = || items.iter().filter(|item| item.applies != Truth::False).filter_map(|item| given(*item));
        let Some(together) = together(programme.together, sums()) else { return };
        let limit = programme.total_at_most.map(|node| (node, Outcome::Number(at_least_zero(self.number(node)))));
        let together = Outcome::Number(together);
        if let Some((node, limit)) = limit
            && !always_beaten(Extreme::Min, limit, together)
        {
            self.missing(node, found);
        }
        if limit.is_some_and(|(_, limit)| always_beaten(Extreme::Min, together, limit)) {
            return;
        }
        // The highest sum that is sure to be given: under `highest`, an item that cannot exceed it no longer matters.
        let sure = sums().filter_map(|sum| sum.span.low).max();
        for (item, finding) in programme.items.iter().zip(items) {
            let Some(sum) = given(*finding).filter(|sum| sum.causes.include(Causes::APPLICANT)) else { continue };
            let is_beaten =
                programme.together == Together::Highest && sum.span.high.is_some_and(|high| Some(high) <= sure);
            if !is_beaten {
                item.when.into_iter().chain(item.amount).for_each(|node| self.missing(node, found));
            }
        }
    }
}

/// No sum is negative, and no ceiling on sums.
pub(crate) fn at_least_zero(sum: Known<Number>) -> Known<Number> {
    pick(Extreme::Max, sum, Known::exactly(Number::ZERO))
}

/// What a truth counts as in a verdict: what nobody has read, or what has exceptions nobody has listed, settles nothing.
pub(crate) fn counted(truth: Truth, is_doubtful: bool) -> Truth {
    if is_doubtful { Truth::Unknown(truth.causes() | Causes::SOURCE) } else { truth }
}

/// The sum an item adds: from nothing, while it is unknown whether it applies.
pub(crate) fn given(item: ItemFinding) -> Option<Known<Number>> {
    let amount = item.amount?;
    Some(match item.applies {
        Truth::True => amount,
        Truth::False => Known::exactly(Number::ZERO),
        Truth::Unknown(causes) => {
            Known::new(Span { low: Some(Number::ZERO), high: amount.span.high }, amount.causes | causes)
        }
    })
}

/// What the items that apply come to; `None` when none of them has money.
pub(crate) fn together(together: Together, sums: impl Iterator<Item = Known<Number>>) -> Option<Known<Number>> {
    let mut highest = Furthest::new(Extreme::Max);
    let mut sum = None;
    for known in sums {
        highest.add(Outcome::Number(known), Causes::NONE);
        sum = Some(sum.map_or(known, |sum| arithmetic(Arithmetic::Add, sum, known)));
    }
    let (Some(sum), Some(Outcome::Number(highest))) = (sum, highest.outcome()) else { return None };
    Some(match together {
        Together::Sum => sum,
        Together::Highest => highest,
        Together::Unpublished => {
            let span = Span { low: highest.span.low, high: sum.span.high };
            Known::new(span, sum.causes | Causes::SOURCE)
        }
    })
}
