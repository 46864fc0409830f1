//! Where what the rules say comes from, and how far it is known.

use crate::expression::NodeId;
use crate::texts::TextId;
use crate::{Date, Id};
use serde::Serialize;

/// An official document.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::Date;
/// let pack = example();
/// let document = pack.documents.at(pack.programmes.iter().next().unwrap().document);
/// // What is not known of it is absent.
/// assert_eq!((document.checked, document.issued), (Date::new(2026, 11, 22).unwrap(), None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Short name in ASCII.
    pub key: String,
    /// Title.
    pub title: TextId,
    /// Document number, if known.
    pub number: Option<TextId>,
    /// The issuing bodies.
    pub issuer: TextId,
    /// The day it was issued, if known.
    pub issued: Option<Date>,
    /// Official address, if known; never that of a copy.
    pub address: Option<String>,
    /// How much of it was read.
    pub extent: TextId,
    /// The day on which what was read was last checked.
    pub checked: Date,
}

/// How far a copy can be trusted.
///
/// ```
/// use qualify_engine::pack::Grade;
/// // The best is the least.
/// assert!(Grade::A < Grade::B && Grade::B < Grade::C && Grade::C < Grade::D);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Grade {
    /// A government site.
    A,
    /// A word-for-word copy of the notice.
    B,
    /// A news report or press conference.
    C,
    /// A third party's summary.
    D,
}

/// A text that was read: an entry of the source register.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::pack::Grade;
/// let pack = example();
/// let reading = pack.readings.iter().next().unwrap();
/// assert_eq!((reading.key.as_str(), reading.grade), ("S1", Grade::A));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// `S67`
    pub key: String,
    /// How far it can be trusted.
    pub grade: Grade,
    /// What it is.
    pub what: TextId,
}

/// How a fact is known.
///
/// ```
/// # use qualify_engine::pack::Provenance;
/// // Of several the weakest counts, which is the greatest.
/// assert_eq!(Provenance::Seen.max(Provenance::Recalled), Provenance::Recalled);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Provenance {
    /// Read in a text of the register.
    Seen,
    /// Concluded from what was read; to be verified.
    Inferred,
    /// From memory; to be verified.
    Recalled,
    /// Not published, or not read.
    Unpublished,
}

/// Where a condition or a number comes from.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::pack::Provenance;
/// let pack = example();
/// let source = &pack.programmes.iter().next().unwrap().conditions[1].source;
/// assert_eq!((source.provenance, &source.clause), (Provenance::Seen, &None));
/// assert_eq!(pack.readings.at(source.readings[0]).key, "S1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// How it is known.
    pub provenance: Provenance,
    /// The texts in which it was read, or from which it was concluded.
    pub readings: Vec<Id<Reading>>,
    /// The clause, where it is known.
    pub clause: Option<TextId>,
    /// The reason for a conclusion, or what is missing.
    pub note: Option<TextId>,
}

/// A number that has a name and a source of its own.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Dossier, Evaluator, Id, Number, Unit, expression::Node, pack::NamedNumber};
/// # let (mut pack, dossier, day) = (example(), Dossier::new(), Date::new(2026, 11, 22).unwrap());
/// # let source = pack.programmes.iter().next().unwrap().conditions[1].source.clone();
/// let unit = Unit::parse("%/year").unwrap();
/// // 1.5% a year, held as a rate a month.
/// let value = pack.nodes.push(Node::Number(unit.to_base(Number::fraction(3, 2).unwrap()).unwrap(), unit));
/// let rate = pack.numbers.push(NamedNumber { key: "rate".into(), label: Id::at(0), value, source });
/// let named = pack.nodes.push(Node::Named(rate));
/// let known = Evaluator::new(&pack, &dossier, day).number(named);
/// assert_eq!(known.span.exact(), Number::fraction(15, 12_000));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedNumber {
    /// Short name in ASCII, unique in its programme.
    pub key: String,
    /// What it is called in a formula.
    pub label: TextId,
    /// Its value: a number or something unpublished.
    pub value: NodeId,
    /// Where it comes from.
    pub source: Source,
}

/// What kind of fact a condition states.
///
/// ```
/// # use qualify_engine::pack::Evidence;
/// // The strongest is the least.
/// assert!(Evidence::Fact < Evidence::Attested && Evidence::Attested < Evidence::InPrinciple);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Evidence {
    /// Can be read off a paper.
    Fact,
    /// The applicant declares it; the authority judges.
    Attested,
    /// "原则上": holds in principle, with exceptions that the source does not list.
    InPrinciple,
}
