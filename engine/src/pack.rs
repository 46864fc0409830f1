//! A compiled pack: the rules of one publisher, as plain data. Words are in [`crate::Texts`].

mod field;
mod programme;
mod source;

use crate::expression::{Node, NodeId, Type};
use crate::relation::Relation;
use crate::texts::TextId;
use crate::{Dimension, Id, Table};
pub use field::{Changer, Domain, DomainOption, Field, FieldKind, Record};
pub use programme::{Application, Condition, Day, InForce, Item, Programme, Promise, Readiness, Together};
use serde::Serialize;
pub use source::{Document, Evidence, Grade, NamedNumber, Provenance, Reading, Source};

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
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// let pack = example();
/// let kind = pack.kinds.at(pack.programmes.iter().next().unwrap().kind);
/// assert_eq!(kind.key, "loan_interest");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// Short name in ASCII.
    pub key: String,
    /// What it is called.
    pub label: TextId,
}

impl Pack {
    /// The type of a node that points outside expressions; see [`Node::type_of`].
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::expression::{Node, Type};
    /// let pack = example();
    /// let field = |key| Node::Field(pack.field(key).unwrap());
    /// assert_eq!(pack.leaf_type(&field("enterprise.private")), Some(Type::Truth));
    /// assert_eq!(pack.leaf_type(&field("loan.principal")), Some(qualify_engine::pack::AMOUNT));
    /// // It points at no field or name.
    /// assert_eq!(pack.leaf_type(&Node::AsOf), None);
    /// ```
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
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let pack = example();
    /// assert_eq!(pack.fields.at(pack.field("loan.term").unwrap()).key, "loan.term");
    /// assert_eq!(pack.field("loan.colour"), None);
    /// ```
    #[must_use]
    pub fn field(&self, key: &str) -> Option<Id<Field>> {
        self.fields.entries().find(|(_, field)| field.key == key).map(|(id, _)| id)
    }

    /// The programme with this key.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let pack = example();
    /// assert_eq!(pack.programmes.at(pack.programme("interest").unwrap()).key, "interest");
    /// assert_eq!(pack.programme("no_such"), None);
    /// ```
    #[must_use]
    pub fn programme(&self, key: &str) -> Option<Id<Programme>> {
        self.programmes.entries().find(|(_, programme)| programme.key == key).map(|(id, _)| id)
    }

    /// Whether a programme is among those that replace it, one after the other.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let mut pack = related("at_most: one");
    /// let [interest, award] = ["interest", "award"].map(|key| pack.programme(key).unwrap());
    /// pack.programmes.get_mut(interest).unwrap().replaced_by = Some(award);
    /// assert!(!pack.replaces_itself(interest) && pack.check().is_ok());
    /// pack.programmes.get_mut(award).unwrap().replaced_by = Some(interest);
    /// assert!(pack.replaces_itself(interest) && pack.check().is_err());
    /// ```
    #[must_use]
    pub fn replaces_itself(&self, programme: Id<Programme>) -> bool {
        let next = |id: &Id<Programme>| self.programmes.get(*id)?.replaced_by;
        let newer = core::iter::successors(next(&programme), next);
        newer.take(self.programmes.len()).any(|id| id == programme)
    }

    /// The type of a node; `None` when the node is not well-formed.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::expression::{NodeId, Type};
    /// let pack = example();
    /// let test = pack.programmes.at(pack.programme("interest").unwrap()).conditions[1].test;
    /// assert_eq!(pack.type_of(test), Some(Type::Truth));
    /// assert_eq!(pack.type_of(NodeId::at(u32::MAX)), None);
    /// ```
    #[must_use]
    pub fn type_of(&self, node: NodeId) -> Option<Type> {
        // Children come before their parents in a checked pack, so this ends.
        let of = self.nodes.get(node)?;
        let child = |id: NodeId| if id < node { self.type_of(id) } else { None };
        of.type_of(&|leaf| self.leaf_type(leaf), &child).ok()
    }
}

/// The dimension every amount must have.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// let pack = example();
/// let amount = pack.programmes.iter().next().unwrap().items[0].amount.unwrap();
/// assert_eq!(pack.type_of(amount), Some(qualify_engine::pack::AMOUNT));
/// ```
pub const AMOUNT: Type = Type::Number(Dimension::MONEY);

impl Default for TextId {
    fn default() -> Self {
        Self::at(0)
    }
}
