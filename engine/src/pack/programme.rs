//! One support measure: what it asks, what it gives, and when.

use super::{Document, Evidence, Kind, Provenance, Record, Source};
use crate::expression::NodeId;
use crate::texts::TextId;
use crate::{Date, Id, Time};
use serde::Serialize;

/// One testable sentence of a programme.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{expression::Type, pack::Evidence};
/// let pack = example();
/// let condition = &pack.programmes.iter().next().unwrap().conditions[2];
/// assert_eq!((condition.key.as_str(), condition.evidence), ("size", Evidence::Fact));
/// assert_eq!(pack.type_of(condition.test), Some(Type::Truth));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// Short name in ASCII, unique in its programme.
    pub key: String,
    /// The sentence, in our own words.
    pub says: TextId,
    /// The test.
    pub test: NodeId,
    /// What kind of fact it is.
    pub evidence: Evidence,
    /// Where it comes from.
    pub source: Source,
}

/// Whether an amount is a ceiling or a promise.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::pack::Promise;
/// let pack = related("at_most: one");
/// let promises: Vec<_> = pack.programmes.iter().map(|it| (it.key.as_str(), it.items[0].promise)).collect();
/// // 10 万元 are granted; of the interest it is said how much it is at most.
/// assert_eq!(promises, [("award", Promise::Exactly), ("interest", Promise::AtMost)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Promise {
    /// "不超过", "最高": at most this.
    AtMost,
    /// The text grants exactly this.
    Exactly,
}

/// One thing that a programme gives.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// let pack = example();
/// let item = &pack.programmes.iter().next().unwrap().items[0];
/// // It applies to everyone who meets the conditions, and is money.
/// assert_eq!((item.key.as_str(), item.when), ("interest", None));
/// assert_eq!(item.amount.and_then(|amount| pack.type_of(amount)), Some(qualify_engine::pack::AMOUNT));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Short name in ASCII, unique in its programme.
    pub key: String,
    /// What is given, in our own words.
    pub says: TextId,
    /// When this item applies, beyond the programme's conditions; `None`: always.
    pub when: Option<NodeId>,
    /// How much; `None`: a service or a permission, no money.
    pub amount: Option<NodeId>,
    /// Whether the amount is a ceiling.
    pub promise: Promise,
    /// Where it comes from.
    pub source: Source,
}

/// How the items of a programme go together.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, assess, pack::Together, write};
/// let (mut pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "1 年")]);
/// let id = pack.programme("interest").unwrap();
/// let mut of = |together| {
///     let programme = pack.programmes.get_mut(id).unwrap();
///     // The same item, of 15 万元, twice.
///     programme.items = vec![programme.items[0].clone(); 2];
///     programme.together = together;
///     let span = assess(&pack, &dossier, day)[0].amount.unwrap().known.span;
///     [span.low, span.high].map(|end| write::money(end.unwrap()))
/// };
/// assert_eq!(of(Together::Sum), ["30 万元", "30 万元"]);
/// assert_eq!(of(Together::Highest), ["15 万元", "15 万元"]);
/// assert_eq!(of(Together::Unpublished), ["15 万元", "30 万元"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Together {
    /// All that apply are given.
    Sum,
    /// The highest that applies is given.
    Highest,
    /// The source does not say whether they add up: between the highest and the sum.
    Unpublished,
}

/// When an application is accepted.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Time, pack::Day};
/// let pack = example();
/// let application = pack.programmes.iter().next().unwrap().application;
/// assert_eq!((application.opens, application.rolling), (Day::On(Date::new(2026, 1, 1).unwrap()), false));
/// assert_eq!(application.closes_at, Time::new(17, 30));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Application {
    /// The first day.
    pub opens: Day,
    /// The last day.
    pub closes: Day,
    /// The hour on the last day, where one is published.
    pub closes_at: Option<Time>,
    /// No collection rounds: any day in between.
    pub rolling: bool,
}

/// What is published of a first or last day.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Availability, Date, assess, pack::Day};
/// let (mut pack, last) = (example(), Date::new(2026, 6, 30).unwrap());
/// let id = pack.programme("interest").unwrap();
/// let mut on_the_day_after = |closes| {
///     pack.programmes.get_mut(id).unwrap().application.closes = closes;
///     assess(&pack, &answers(&pack, &[]), last.moved(0, 1))[0].availability
/// };
/// assert_eq!(on_the_day_after(Day::On(last)), Availability::ClosedOn(last));
/// assert_eq!(on_the_day_after(Day::By(last)), Availability::ClosedBy(last));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Day {
    /// The day.
    On(Date),
    /// It had come by this day at the latest; the day itself is not published.
    By(Date),
    /// Nothing is known.
    Unpublished,
}

/// How much of a programme's text was read.
///
/// ```
/// use qualify_engine::pack::Readiness;
/// // The most that was read is the least.
/// assert!(Readiness::A < Readiness::B && Readiness::B < Readiness::C);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Readiness {
    /// Enough to compute with real numbers.
    A,
    /// The core numbers; some condition or base is missing.
    B,
    /// It is known to exist, and little else.
    C,
}

/// The days through which a version of a programme applies; an end that is not published is absent.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Availability, Date, assess, pack::InForce};
/// let (mut pack, last) = (example(), Date::new(2026, 6, 30).unwrap());
/// let id = pack.programme("interest").unwrap();
/// pack.programmes.get_mut(id).unwrap().in_force = InForce { from: None, until: Some(last) };
/// // It takes applications to the end of its last day.
/// let open = |day| assess(&pack, &answers(&pack, &[]), day)[0].availability.is_open();
/// assert!(open(last) && !open(last.moved(0, 1)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InForce {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// One support measure.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, pack::{Day, Promise, Provenance, Readiness, Together}};
/// let pack = example();
/// let programme = pack.programmes.at(pack.programme("interest").unwrap());
/// assert_eq!((programme.key.as_str(), programme.readiness), ("interest", Readiness::A));
/// assert_eq!(pack.records.at(programme.about).key, "loan");
/// // Open from January on, with 17:30 of the last day of the year as the end.
/// assert_eq!(programme.application.opens, Day::On(Date::new(2026, 1, 1).unwrap()));
/// // That there is a loan is a condition of its own, before the two that are written.
/// assert_eq!((programme.conditions.len(), programme.conditions[0].source.provenance), (3, Provenance::Seen));
/// assert_eq!((programme.items[0].promise, programme.together), (Promise::AtMost, Together::Sum));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// Short name in ASCII.
    pub key: String,
    /// What kind of support it is.
    pub kind: Id<Kind>,
    /// What it is about.
    pub about: Id<Record>,
    /// What it is called.
    pub name: TextId,
    /// What it gives to whom, in one or two sentences.
    pub summary: TextId,
    /// Who runs it.
    pub body: TextId,
    /// National, municipal, … in a word.
    pub level: TextId,
    /// How much of its text was read.
    pub readiness: Readiness,
    /// The document it stands in.
    pub document: Id<Document>,
    /// When this version applies.
    pub in_force: InForce,
    /// The version that takes its place when that one begins.
    pub replaced_by: Option<Id<Programme>>,
    /// When applications are accepted.
    pub application: Application,
    /// What the dates leave to be said ("may be extended").
    pub application_note: Option<TextId>,
    /// What the next round would probably ask: an expectation, not a fact.
    pub next_round: Option<TextId>,
    /// All of these must hold.
    pub conditions: Vec<Condition>,
    /// What is given.
    pub items: Vec<Item>,
    /// How the items go together.
    pub together: Together,
    /// A ceiling on everything together.
    pub total_at_most: Option<NodeId>,
    /// How and where to apply.
    pub apply: Option<TextId>,
    /// What else an applicant must know: exclusions that cannot be tested, open questions, sanctions.
    pub notes: Vec<TextId>,
}

impl Programme {
    /// Whether something of what it gives was not read: there may be money in it.
    #[must_use]
    pub fn has_unread_item(&self) -> bool {
        self.items.iter().any(|item| item.source.provenance == Provenance::Unpublished)
    }
}
