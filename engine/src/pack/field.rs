//! What may be asked, and what an answer can be.

use crate::expression::Type;
use crate::texts::TextId;
use crate::{Date, Id, Number, Unit};
use serde::Serialize;

/// The enterprise, or a group of fields of which an enterprise can have several (loans, projects, …).
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// let pack = example();
/// let (enterprise, loan) = (pack.records.at(qualify_engine::Id::at(0)), pack.records.at(qualify_engine::Id::at(1)));
/// // Whether there is a loan is a question; the enterprise is there.
/// assert_eq!((enterprise.presence, loan.presence), (None, pack.field("loan")));
/// assert!(loan.links.is_empty());
/// ```
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
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::pack::FieldKind;
/// let pack = example();
/// let FieldKind::Choice(sizes) = pack.fields.at(pack.field("enterprise.size").unwrap()).kind else { panic!() };
/// let keys: Vec<_> = pack.domains.at(sizes).options.iter().map(|option| option.key.as_str()).collect();
/// assert_eq!(keys, ["small", "large"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Domain {
    /// Short name in ASCII.
    pub key: String,
    /// The options in order.
    pub options: Vec<DomainOption>,
}

/// One option of a domain.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, read};
/// let pack = example();
/// // An answer is the place of its option, which is written by its key.
/// let size = pack.field("enterprise.size").unwrap();
/// assert_eq!(read(&pack, size, &pack.domains.iter().next().unwrap().options[1].key), Ok(Answer::Choice(1)));
/// ```
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
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::pack::Changer;
/// let pack = example();
/// let changed_by = |key| pack.fields.at(pack.field(key).unwrap()).changed_by;
/// // A loan can be larger; what the enterprise is nobody changes.
/// assert_eq!((changed_by("loan.principal"), changed_by("enterprise.private")), (Changer::Enterprise, Changer::Nobody));
/// ```
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
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Unit, pack::FieldKind};
/// let pack = example();
/// let kind = |key| pack.fields.at(pack.field(key).unwrap()).kind;
/// assert_eq!((kind("loan"), kind("enterprise.private")), (FieldKind::YesNo, FieldKind::YesNo));
/// let FieldKind::Number { unit, least, .. } = kind("loan.principal") else { panic!() };
/// assert!(unit.dimension() == Unit::parse("万元").unwrap().dimension() && least.is_zero());
/// ```
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
