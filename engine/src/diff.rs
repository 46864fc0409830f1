//! What is different between two assessments: of two days, of two versions of a pack, or of two dossiers.

use crate::pack::{Evidence, Programme};
use crate::{Amount, Availability, ConditionFinding, Finding, Pack, Truth, Verdict};

/// A programme (for one row of what it is about) that comes to something else.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, diff::{Change, diff}};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let findings = |private| assess(&pack, &answers(&pack, &[("enterprise.private", private), ("loan.principal", "1 元")]), day);
/// // Both fail, for the loan is too small; only what is said of the enterprise is different.
/// let (before, after) = (findings("否"), findings("是"));
/// let found = diff((&pack, &before), (&pack, &after));
/// assert_eq!((found.len(), found[0].programme), (1, "interest"));
/// assert!(matches!(found[0].changes[..], [Change::Condition { key: "private", .. }]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// The programme's key, the same in both packs.
    pub programme: &'a str,
    /// The finding before; `None` when there was no such programme or row.
    pub before: Option<&'a Finding>,
    /// The finding after; `None` when there is no such programme or row any more.
    pub after: Option<&'a Finding>,
    /// What is different; nothing is listed where one side is missing altogether.
    pub changes: Vec<Change<'a>>,
}

/// One thing that is different: before, then after.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Verdict, assess, diff::{Change, diff}};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let findings = |sum| assess(&pack, &answers(&pack, &[("enterprise.private", "是"), ("loan.principal", sum)]), day);
/// let (before, after) = (findings("499 万元"), findings("500 万元"));
/// let found = diff((&pack, &before), (&pack, &after));
/// assert_eq!(found[0].changes[0], Change::Verdict(Verdict::Fails, Verdict::Qualifies));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// The verdict.
    Verdict(Verdict, Verdict),
    /// The sum, as far as it is known, or whether it is a ceiling.
    Amount(Option<&'a Amount>, Option<&'a Amount>),
    /// The weakest kind of evidence on which the verdict rests.
    Evidence(Evidence, Evidence),
    /// Whether applications are accepted.
    Availability(Availability, Availability),
    /// What a condition comes to or counts as; `None` where the programme has no such condition.
    Condition {
        /// The condition's key.
        key: &'a str,
        /// What it came to.
        before: Option<ConditionFinding>,
        /// What it comes to.
        after: Option<ConditionFinding>,
    },
    /// Whether an item applies; `None` where the programme has no such item.
    Item {
        /// The item's key.
        key: &'a str,
        /// Whether it applied.
        before: Option<ConditionFinding>,
        /// Whether it applies.
        after: Option<ConditionFinding>,
    },
}

/// Compares two assessments, each the findings with the pack that they come from. Programmes are the same when their keys are, in the
/// order of the pack before and then of the one after; a programme for which no row was listed is compared with the first row.
/// What is the same on both sides is left out.
///
/// ```
/// # use qualify_engine::{Pack, diff::diff};
/// assert!(diff((&Pack::default(), &[]), (&Pack::default(), &[])).is_empty());
/// ```
#[must_use]
pub fn diff<'a>(before: (&'a Pack, &'a [Finding]), after: (&'a Pack, &'a [Finding])) -> Vec<Difference<'a>> {
    let (before, after) = (sorted(before), sorted(after));
    let twin = |of: &[Side<'a>], side: &Side<'a>| {
        let place = of.binary_search_by_key(&side.key(), Side::key).ok()?;
        of.get(place).copied()
    };
    let mut pairs: Vec<_> = before.iter().map(|side| (Some(*side), twin(&after, side))).collect();
    pairs.extend(after.iter().filter(|side| twin(&before, side).is_none()).map(|side| (None, Some(*side))));
    pairs.sort_by_key(|(before, after)| (before.is_none(), before.or(*after).map(|side| side.order())));
    pairs.into_iter().filter_map(|(before, after)| difference(before, after)).collect()
}

/// A finding with the programme that it is of.
#[derive(Clone, Copy)]
struct Side<'a> {
    pack: &'a Pack,
    programme: &'a Programme,
    finding: &'a Finding,
}

impl<'a> Side<'a> {
    /// What makes it the same thing on both sides.
    fn key(&self) -> (&'a str, u16) {
        (&self.programme.key, self.finding.subject.unwrap_or_default())
    }

    fn order(&self) -> (usize, u16) {
        (self.finding.programme.place(), self.finding.subject.unwrap_or_default())
    }
}

fn sorted<'a>((pack, findings): (&'a Pack, &'a [Finding])) -> Vec<Side<'a>> {
    let side = |finding: &'a Finding| Side { pack, programme: pack.programmes.at(finding.programme), finding };
    let mut sides: Vec<_> = findings.iter().map(side).collect();
    sides.sort_by_key(Side::key);
    sides
}

fn difference<'a>(before: Option<Side<'a>>, after: Option<Side<'a>>) -> Option<Difference<'a>> {
    let changes = before.zip(after).map(|(before, after)| changes(before, after));
    if changes.as_ref().is_some_and(Vec::is_empty) {
        return None;
    }
    Some(Difference {
        programme: &before.or(after)?.programme.key,
        before: before.map(|side| side.finding),
        after: after.map(|side| side.finding),
        changes: changes.unwrap_or_default(),
    })
}

fn changes<'a>(before: Side<'a>, after: Side<'a>) -> Vec<Change<'a>> {
    let (old, new) = (before.finding, after.finding);
    let mut changes = Vec::new();
    if old.verdict != new.verdict {
        changes.push(Change::Verdict(old.verdict, new.verdict));
    }
    if !same_amount(old.amount, new.amount) {
        changes.push(Change::Amount(old.amount.as_ref(), new.amount.as_ref()));
    }
    if old.evidence != new.evidence {
        changes.push(Change::Evidence(old.evidence, new.evidence));
    }
    if !same_availability(before, after) {
        changes.push(Change::Availability(old.availability, new.availability));
    }
    each_changed(&conditions(before), &conditions(after), |key, before, after| {
        changes.push(Change::Condition { key, before, after });
    });
    each_changed(&items(before), &items(after), |key, before, after| changes.push(Change::Item { key, before, after }));
    changes
}

/// A key, and what stands under it.
type Keyed<'a> = (&'a str, ConditionFinding);

/// Shows `visit` what comes to something else, what there is no more, and then what is new.
fn each_changed<'a>(
    before: &[Keyed<'a>],
    after: &[Keyed<'a>],
    mut visit: impl FnMut(&'a str, Option<ConditionFinding>, Option<ConditionFinding>),
) {
    let find = |of: &[Keyed<'a>], key: &str| of.iter().find(|(other, _)| *other == key).map(|(_, found)| *found);
    for (key, found) in before {
        let now = find(after, key);
        if now.is_none_or(|now| !same_truth(*found, now)) {
            visit(key, Some(*found), now);
        }
    }
    after.iter().filter(|(key, _)| find(before, key).is_none()).for_each(|(key, found)| visit(key, None, Some(*found)));
}

fn conditions<'a>(side: Side<'a>) -> Vec<Keyed<'a>> {
    let keys = side.programme.conditions.iter().map(|condition| condition.key.as_str());
    keys.zip(side.finding.conditions.iter().copied()).collect()
}

fn items<'a>(side: Side<'a>) -> Vec<Keyed<'a>> {
    let found = side.finding.items.iter().map(|it| ConditionFinding { truth: it.applies, counts_as: it.counts_as });
    side.programme.items.iter().map(|item| item.key.as_str()).zip(found).collect()
}

/// Why a sum is not known is no part of it.
fn same_amount(before: Option<Amount>, after: Option<Amount>) -> bool {
    let shown = |amount: Amount| (amount.known.span, amount.promise);
    before.map(shown) == after.map(shown)
}

/// A newer version is the same one when its key is.
fn same_availability<'a>(before: Side<'a>, after: Side<'a>) -> bool {
    let newer = |side: Side<'a>| match side.finding.availability {
        Availability::ReplacedBy(newer) => Some(side.pack.programmes.at(newer).key.as_str()),
        _ => None,
    };
    match (newer(before), newer(after)) {
        (None, None) => before.finding.availability == after.finding.availability,
        (before, after) => before == after,
    }
}

/// Why a condition is not known makes no other condition of it.
fn same_truth(before: ConditionFinding, after: ConditionFinding) -> bool {
    let known = |truth: Truth| match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown(_) => None,
    };
    (known(before.truth), known(before.counts_as)) == (known(after.truth), known(after.counts_as))
}
