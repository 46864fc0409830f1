//! What an assessment comes to: a verdict, an amount, and what each of them rests on.

use crate::evaluate::Known;
use crate::missing::Slot;
use crate::pack::{Evidence, Field, Programme, Promise, Provenance};
use crate::{Availability, Causes, Id, Number, Truth};

/// What a programme's conditions come to.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Verdict, assess};
/// let pack = example();
/// let verdict = |list: &[(&str, &str)]| assess(&pack, &answers(&pack, list), Date::new(2026, 11, 22).unwrap())[0].verdict;
/// let large = ("loan.principal", "500 万元");
/// assert_eq!(verdict(&[("enterprise.private", "是"), large]), Verdict::Qualifies);
/// // Whether it is private was not answered.
/// assert_eq!(verdict(&[large]), Verdict::Open);
/// assert_eq!(verdict(&[("enterprise.private", "否")]), Verdict::Fails);
/// ```
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

impl Verdict {
    /// The verdict on a programme of which all conditions together come to this.
    pub(crate) fn of(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Qualifies,
            Truth::False => Self::Fails,
            Truth::Unknown(causes) if causes.include(Causes::APPLICANT) => Self::Open,
            Truth::Unknown(_) => Self::Unconfirmed,
        }
    }
}

/// What one condition comes to.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Causes, Date, Truth, assess, pack::Provenance};
/// let (mut pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let id = pack.programme("interest").unwrap();
/// pack.programmes.get_mut(id).unwrap().conditions[1].source.provenance = Provenance::Recalled;
/// let found = assess(&pack, &answers(&pack, &[("enterprise.private", "是")]), day)[0].conditions[1];
/// // It is met, but rests on what nobody has read.
/// assert_eq!((found.truth, found.counts_as), (Truth::True, Truth::Unknown(Causes::SOURCE)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionFinding {
    /// What its test yields.
    pub truth: Truth,
    /// What it counts as in the verdict: a condition that nobody has read, or that holds only in principle, cannot settle it alone.
    pub counts_as: Truth,
}

/// What one item comes to.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Truth, assess, write};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "1 年")]);
/// let item = assess(&pack, &dossier, day)[0].items[0];
/// assert_eq!((item.applies, item.counts_as), (Truth::True, Truth::True));
/// // 1,000 万元 × 1.5% a year × 1 year
/// assert_eq!(write::money(item.amount.unwrap().span.exact().unwrap()), "15 万元");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemFinding {
    /// Whether it applies, beyond the programme's conditions.
    pub applies: Truth,
    /// What that counts as in the verdict: as with a condition.
    pub counts_as: Truth,
    /// The sum, if it applies, in 分 and never below zero; `None` for an item without money.
    pub amount: Option<Known<Number>>,
}

/// The sum of money at stake, in 分.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Number, assess, pack::{Promise, Provenance}};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元")]);
/// let amount = assess(&pack, &dossier, day)[0].amount.unwrap();
/// // The term is not known: from nothing to 500 万元 × 1.5% a year × 2 years, 15 万元.
/// let span = amount.known.span;
/// assert_eq!((span.low, span.high), (Some(Number::ZERO), Some(Number::whole(15_000_000))));
/// assert_eq!((amount.promise, amount.provenance), (Promise::AtMost, Provenance::Seen));
/// ```
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
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Availability, Date, Truth, assess, pack::{Evidence, Promise, Provenance}};
/// let pack = example();
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元")]);
/// let finding = assess(&pack, &dossier, Date::new(2026, 11, 22).unwrap()).remove(0);
/// // There is a loan, of a private enterprise, and it is large enough; its term, and so the amount, is not known.
/// assert!(finding.conditions.iter().all(|it| it.truth == Truth::True && it.counts_as == Truth::True));
/// assert!(finding.misses(pack.field("loan.term").unwrap()) && !finding.misses(pack.field("loan.principal").unwrap()));
/// let amount = finding.amount.unwrap();
/// assert_eq!((amount.known.span.exact(), amount.promise, amount.provenance), (None, Promise::AtMost, Provenance::Seen));
/// assert_eq!((finding.items[0].applies, finding.items[0].amount), (Truth::True, Some(amount.known)));
/// assert!(finding.evidence == Evidence::Fact && finding.availability.is_open());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which programme.
    pub programme: Id<Programme>,
    /// For which row of the record that the programme is about; `None` for the enterprise, and where no row is listed.
    pub subject: Option<u16>,
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
    /// What can still change the verdict, the amount, or which items without money apply, in the order of the pack.
    pub missing: Vec<Slot>,
}

impl Finding {
    /// Whether an answer to this field, in some row, can still change the verdict, the amount, or what is given.
    #[must_use]
    pub fn misses(&self, field: Id<Field>) -> bool {
        self.missing.iter().any(|slot| slot.field == field)
    }

    /// The conditions that are not met as far as they were read, by their place in the programme. Where one was only inferred, or
    /// holds in principle, that settles nothing: the verdict need not be [`Verdict::Fails`].
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, Verdict, assess, pack::Evidence};
    /// let (mut pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
    /// let id = pack.programme("interest").unwrap();
    /// pack.programmes.get_mut(id).unwrap().conditions[2].evidence = Evidence::InPrinciple;
    /// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "400 万元")]);
    /// let finding = assess(&pack, &dossier, day).remove(0);
    /// // In principle 500 万元 are the least.
    /// assert_eq!((finding.verdict, finding.missed().collect::<Vec<_>>()), (Verdict::Unconfirmed, vec![2]));
    /// ```
    pub fn missed(&self) -> impl Iterator<Item = usize> {
        let pairs = self.conditions.iter().enumerate();
        pairs.filter(|(_, condition)| condition.truth == Truth::False).map(|(place, _)| place)
    }

    /// Whether a condition is not met, as far as it was read.
    #[must_use]
    pub fn seems_missed(&self) -> bool {
        self.missed().next().is_some()
    }
}
