//! A compiled pack: the rules of one publisher, as plain data. Words are in [`crate::Texts`].

use crate::expression::{Node, NodeId, Type};
use crate::relation::Relation;
use crate::texts::TextId;
use crate::{Date, Dimension, Id, Number, Table, Time, Unit};
use serde::Serialize;

/// The rules of one publisher.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Dimension, expression::Type};
/// let pack = example();
/// let (principal, programme) = (pack.field("loan.principal").unwrap(), pack.programme("interest").unwrap());
/// assert_eq!((pack.fields.at(principal).key.as_str(), pack.field("loan.colour")), ("loan.principal", None));
/// let programme = pack.programmes.at(programme);
/// assert_eq!(pack.type_of(programme.items[0].amount.unwrap()), Some(Type::Number(Dimension::MONEY)));
/// assert_eq!(pack.leaf_type(pack.nodes.at(programme.conditions[1].test)), Some(Type::Truth));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pack {
    /// Short name in ASCII.
    pub key: String,
    /// The publisher's version of the rules.
    pub version: String,
    /// The languages of its texts (BCP 47), its own first.
    pub languages: Vec<String>,
    /// What the pack is called.
    pub name: TextId,
    /// Kinds of support (an award, a subsidy, …), in the order in which they are shown.
    pub kinds: Table<Kind>,
    /// What an answer can be about: the enterprise first, then each repeatable group.
    pub records: Table<Record>,
    /// Lists of options.
    pub domains: Table<Domain>,
    /// Everything that may be asked, in the order in which it is asked.
    pub fields: Table<Field>,
    /// The official documents.
    pub documents: Table<Document>,
    /// What was read, and where: the register behind every provenance mark.
    pub readings: Table<Reading>,
    /// Named numbers of all programmes.
    pub numbers: Table<NamedNumber>,
    /// The steps of all expressions, children before parents.
    pub nodes: Table<Node>,
    /// The support programmes.
    pub programmes: Table<Programme>,
    /// What holds between them.
    pub relations: Table<Relation>,
}

/// A kind of support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// Short name in ASCII.
    pub key: String,
    /// What it is called.
    pub label: TextId,
}

/// The enterprise, or a group of fields of which an enterprise can have several (loans, projects, …).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Short name in ASCII.
    pub key: String,
    /// What it is called.
    pub label: TextId,
    /// The yes-or-no field that says whether there is one; the enterprise itself has none.
    pub presence: Option<Id<Field>>,
    /// The fields by which a row points at the row of another record that it belongs to.
    pub links: Vec<Id<Field>>,
}

/// A list of options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Domain {
    /// Short name in ASCII.
    pub key: String,
    /// The options in order.
    pub options: Vec<DomainOption>,
}

/// One option of a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DomainOption {
    /// Short name in ASCII.
    pub key: String,
    /// What it is called.
    pub label: TextId,
}

/// One thing that may be asked.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::pack::{Changer, FieldKind};
/// let pack = example();
/// let [private, term] = ["enterprise.private", "loan.term"].map(|key| pack.fields.at(pack.field(key).unwrap()));
/// assert_eq!((private.kind, private.changed_by), (FieldKind::YesNo, Changer::Nobody));
/// assert!(matches!(term.kind, FieldKind::Number { .. }) && term.changed_by == Changer::Enterprise);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// `record.field`, or the record's own name for the field that says whether there is one.
    pub key: String,
    /// What it is about.
    pub record: Id<Record>,
    /// What an answer is.
    pub kind: FieldKind,
    /// What it is called in a table.
    pub label: TextId,
    /// The question.
    pub ask: TextId,
    /// What exactly is meant, in one or two sentences.
    pub hint: Option<TextId>,
    /// Where to find the answer.
    pub find: Option<TextId>,
    /// Who can bring about another answer.
    pub changed_by: Changer,
}

/// Who can bring about another answer to a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub enum Changer {
    /// The enterprise itself: it can invest more, hire, register, wait.
    #[default]
    Enterprise,
    /// Somebody else, on the enterprise's request: an authority recognises, a bank agrees.
    Other,
    /// Nobody: it has happened, or it is what the enterprise is.
    Nobody,
}

/// What an answer to a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum FieldKind {
    /// Yes or no.
    YesNo,
    /// One option of a domain.
    Choice(Id<Domain>),
    /// A number.
    Number {
        /// The unit in which it is asked; one of [`Field`]'s dimension.
        unit: Unit,
        /// The least that is accepted, in base units. No number is ever negative unless a field says so.
        least: Number,
        /// The greatest that is accepted, in base units. Only a guard against slips: the engine never reasons from it.
        greatest: Number,
    },
    /// A day.
    Date {
        /// The first day that is accepted.
        first: Date,
        /// The last day that is accepted.
        last: Date,
    },
    /// A row of another record: the one to which this row belongs.
    Row(Id<Record>),
}

impl FieldKind {
    /// The type of an answer in expressions.
    #[must_use]
    pub fn value_type(self) -> Type {
        match self {
            Self::YesNo => Type::Truth,
            Self::Choice(domain) => Type::Choice(domain),
            Self::Number { unit, .. } => Type::Number(unit.dimension()),
            Self::Date { .. } => Type::Date,
            Self::Row(record) => Type::Row(record),
        }
    }
}

/// An official document.
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

/// One testable sentence of a programme.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Promise {
    /// "不超过", "最高": at most this.
    AtMost,
    /// The text grants exactly this.
    Exactly,
}

/// One thing that a programme gives.
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

impl Pack {
    /// The type of a node that points outside expressions; see [`Node::type_of`].
    #[must_use]
    pub fn leaf_type(&self, node: &Node) -> Option<Type> {
        match node {
            Node::Choice(domain, option) => {
                let options = &self.domains.get(*domain)?.options;
                ((*option as usize) < options.len()).then_some(Type::Choice(*domain))
            }
            Node::Field(field) => Some(self.fields.get(*field)?.kind.value_type()),
            Node::Row(record) => self.records.get(*record).map(|_| Type::Row(*record)),
            Node::Named(number) => match self.nodes.get(self.numbers.get(*number)?.value)? {
                Node::Number(_, unit) => Some(Type::Number(unit.dimension())),
                Node::Unpublished(found @ Type::Number(_), _) => Some(*found),
                _ => None,
            },
            _ => None,
        }
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<Id<Field>> {
        self.fields.entries().find(|(_, field)| field.key == key).map(|(id, _)| id)
    }

    /// The programme with this key.
    #[must_use]
    pub fn programme(&self, key: &str) -> Option<Id<Programme>> {
        self.programmes.entries().find(|(_, programme)| programme.key == key).map(|(id, _)| id)
    }
}

impl Default for TextId {
    fn default() -> Self {
        Self::at(0)
    }
}

/// The dimension every amount must have.
pub const AMOUNT: Type = Type::Number(Dimension::MONEY);

impl Pack {
    /// The type of a node; `None` when the node is not well-formed.
    #[must_use]
    pub fn type_of(&self, node: NodeId) -> Option<Type> {
        // Children come before their parents in a checked pack, so this ends.
        let of = self.nodes.get(node)?;
        let child = |id: NodeId| if id < node { self.type_of(id) } else { None };
        of.type_of(&|leaf| self.leaf_type(leaf), &child).ok()
    }
}
