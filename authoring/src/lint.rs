//! What compiles, and probably does not say what was meant.
//!
//! Sound, not complete: what is said here is so (a condition that is called contradictory never holds); what is not said may be so all
//! the same.

mod dates;
mod fields;
mod logic;
mod tiers;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::places::Places;
use crate::source::{Location, Sources};
use qualify_engine::{Date, Pack};

/// Everything that the lints find, in the order of files and places. `as_of` is the day on which a programme that is over is over.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{Code, compile, lint};
/// use qualify_engine::Date;
/// let never = ("programmes/loan_interest.yaml", "enterprise.patents >= 3", "enterprise.patents >= 3 and enterprise.patents < 3");
/// let found = compile(&changed(&[never]));
/// let warnings = lint(&found.pack.unwrap(), &found.places, &found.sources, Date::new(2026, 11, 22).unwrap());
/// assert!(warnings.iter().any(|it| it.code == Code::Contradiction));
/// ```
#[must_use]
pub fn lint(pack: &Pack, places: &Places, sources: &Sources, as_of: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    logic::lint(pack, places, &mut found);
    tiers::lint(pack, places, &mut found);
    dates::lint(pack, places, as_of, &mut found);
    fields::lint(pack, places, sources, &mut found);
    found.sort_by_key(|diagnostic| diagnostic.primary);
    found
}

fn warning(code: Code, at: Location, message: impl Into<String>) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, at, message) }
}
