//! What goes in and out of the engine as plain values: dossiers in, findings, ways and plans out.
//!
//! Everything is a [`Tree`], which is JSON on the command line and an object of JavaScript in a browser: both speak of the same
//! things in the same form, and it stands here once. Numbers go out as exact text with their unit, days as `2026-11-22`, and what
//! has a name in the pack by that name.

pub mod dossier;
mod finding;
mod names;
mod plan;
mod programme;
mod proof;
mod question;
mod tree;
mod values;
mod ways;

pub use finding::{decision, finding, headline, truths, verdicts};
pub use names::{closed_at, evidence, finding_key, provenance, requirement_key, slot_key, verdict};
pub use plan::plan;
pub use programme::programme;
pub use question::{field, question};
pub use tree::Tree;
pub use values::{amount, availability};
pub use ways::{InTime, Prospect};
