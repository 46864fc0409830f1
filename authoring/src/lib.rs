//! Authoring of rule packs: YAML files in, checked and compiled packs out, with diagnostics that point at the exact word.
//!
//! It is pure: files come in as text, the clock is not asked, nothing is written. What the files may say is in
//! `docs/language.md`. [`compile`] is the one way in; [`render`] puts a diagnostic on a terminal.

mod builder;
mod cases;
mod catalogue;
mod compile;
mod coverage;
mod diagnostic;
mod expression;
mod hint;
mod keys;
pub mod limits;
mod lint;
mod lower;
mod names;
mod places;
mod render;
mod schema;
pub mod shape;
mod source;
mod texts;
mod tidy;
mod translations;
mod yaml;

pub use cases::{Case, CaseAvailability, Expectation, Expected, verdict_word};
pub use catalogue::Catalogue;
pub use compile::{Compilation, compile};
pub use coverage::{Coverage, Need, Part, Point, coverage};
pub use diagnostic::{Code, Diagnostic, Severity, one_line};
pub use hint::nearest;
pub use keys::{is_language_tag, is_name};
pub use lint::lint;
pub use places::Places;
pub use render::render;
pub use source::{FileId, Location, SourceFile, Sources, Span};
pub use tidy::tidy;
pub use translations::Translations;
