//! Relations between programmes: what excludes what, what is limited together, what comes first.

use crate::Id;
use crate::expression::NodeId;
use crate::pack::{Evidence, Programme, Record, Source};
use crate::texts::TextId;
use serde::Serialize;

/// One relation between programmes of a pack. [`crate::plan()`] applies it; findings do not depend on it.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// # use qualify_engine::{Id, TextId, pack::Evidence, relation::{Per, Relation, Rule}};
/// # let source = example().programmes.iter().next().unwrap().conditions[1].source.clone();
/// let relation = |rule| Relation { key: "r".into(), says: TextId::default(), among: vec![Id::at(0), Id::at(1)], per: Per::Enterprise, rule, unless: None, evidence: Evidence::Fact, source: source.clone() };
/// let (one, sum) = (relation(Rule::AtMostOne { used: None }), relation(Rule::SumAtMost(Id::at(0))));
/// assert!(!one.is_limit() && sum.is_limit());
/// // One limit may lie within the other, or be the same.
/// assert!(sum.goes_with(&sum, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// Short name in ASCII.
    pub key: String,
    /// The rule, in our own words.
    pub says: TextId,
    /// The programmes that it is about, each once.
    pub among: Vec<Id<Programme>>,
    /// Within what it holds.
    pub per: Per,
    /// What it asks.
    pub rule: Rule,
    /// What frees a subject of it; `None`: nothing.
    pub unless: Option<NodeId>,
    /// [`Evidence::InPrinciple`]: with exceptions that the source does not list. A relation is not declared by anyone.
    pub evidence: Evidence,
    /// Where it comes from. One that nobody has read is a question, and is not applied.
    pub source: Source,
}

/// Within what a relation holds: only supports that have this in common touch each other.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::relation::Per;
/// // "The same loan not twice" touches what is for one loan only.
/// let pack = related("per: loan, at_most: one");
/// let loan = pack.programmes.at(pack.programme("interest").unwrap()).about;
/// assert_eq!(pack.relations.iter().next().unwrap().per, Per::Row(loan));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Per {
    /// All that the enterprise gets.
    Enterprise,
    /// What it applies for in one calendar year.
    Year,
    /// What it gets for one row of a record: one project, one loan.
    Row(Id<Record>),
}

/// What a relation asks.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::relation::Rule;
/// let rule = |text| related(text).relations.iter().next().unwrap().rule.clone();
/// assert_eq!(rule("at_most: one"), Rule::AtMostOne { used: None });
/// assert!(matches!(rule("sum_at_most: 20 万元"), Rule::SumAtMost(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Rule {
    /// At most one of the programmes, for however many subjects of that one.
    AtMostOne {
        /// True where support from outside the pack has taken the place already.
        used: Option<NodeId>,
    },
    /// All amounts together are at most this.
    SumAtMost(NodeId),
    /// The base that is counted is at most `limit` over all subjects; each amount is proportional to the base counted.
    BaseAtMost {
        /// The base of one subject.
        base: NodeId,
        /// The greatest base that is counted, of the same dimension.
        limit: NodeId,
    },
    /// Each of the programmes needs another one beside it.
    Needs {
        /// At least one of these.
        one_of: Vec<Id<Programme>>,
        /// True where what is needed is there already.
        held: Option<NodeId>,
    },
}

impl Relation {
    /// Whether it limits amounts.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let is_limit = |relation| related(relation).relations.iter().next().unwrap().is_limit();
    /// assert!(is_limit("sum_at_most: 20 万元") && !is_limit("at_most: one"));
    /// ```
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(self.rule, Rule::SumAtMost(_) | Rule::BaseAtMost { .. })
    }

    /// Whether two limits that share this many programmes can hold side by side: they share none, or one lies wholly within the
    /// other. Where limits cross, under which of them a sum is counted would be a matter of opinion.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let relation = |rule| related(rule).relations.iter().next().unwrap().clone();
    /// let (mut of_both, of_one) = (relation("sum_at_most: 20 万元"), relation("sum_at_most: 15 万元"));
    /// assert!(of_both.goes_with(&of_one, 2), "one lies within the other");
    /// // It counts for a third programme too, and shares one of its three with the other.
    /// of_both.among.push(of_both.among[0]);
    /// assert!(!of_both.goes_with(&of_one, 1) && of_both.goes_with(&relation("at_most: one"), 1));
    /// ```
    #[must_use]
    pub fn goes_with(&self, other: &Self, shared: usize) -> bool {
        let is_apart = shared == 0 || !self.is_limit() || !other.is_limit();
        is_apart || self.lies_within(other, shared) || other.lies_within(self, shared)
    }

    fn lies_within(&self, outer: &Self, shared: usize) -> bool {
        self.among.len() == shared
            && (self.per == outer.per || outer.per == Per::Enterprise)
            && matches!(outer.rule, Rule::SumAtMost(_))
            && outer.unless.is_none()
    }
}
