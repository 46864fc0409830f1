//! The words among which some keys choose.

use super::field::NumberType;
use qualify_engine::pack::{Changer, Evidence, Grade, Readiness, Together};

/// `evidence` of a condition.
pub(crate) const EVIDENCE: [(&str, Evidence); 3] =
    [("fact", Evidence::Fact), ("attested", Evidence::Attested), ("in_principle", Evidence::InPrinciple)];

/// `evidence` of a relation, which nobody declares.
pub(crate) const RELATION_EVIDENCE: [(&str, Evidence); 2] =
    [("fact", Evidence::Fact), ("in_principle", Evidence::InPrinciple)];

/// `readiness`
pub(crate) const READINESS: [(&str, Readiness); 3] = [("A", Readiness::A), ("B", Readiness::B), ("C", Readiness::C)];

/// `together`
pub(crate) const TOGETHER: [(&str, Together); 3] =
    [("sum", Together::Sum), ("highest", Together::Highest), ("unpublished", Together::Unpublished)];

/// `grade`
pub(crate) const GRADES: [(&str, Grade); 4] = [("A", Grade::A), ("B", Grade::B), ("C", Grade::C), ("D", Grade::D)];

/// `changed_by`
pub(crate) const CHANGERS: [(&str, Changer); 3] =
    [("enterprise", Changer::Enterprise), ("other", Changer::Other), ("nobody", Changer::Nobody)];

/// `type` of a field.
pub(crate) fn field_types() -> Vec<&'static str> {
    ["yes_no", "choice", "date", "row"].into_iter().chain(NumberType::names()).collect()
}
