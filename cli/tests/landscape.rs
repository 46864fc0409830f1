//! What the pack holds, beside what was collected.

mod common;

use common::{POLICIES, out, qualify};
use std::fs;

/// The register of facts from which the rules were written. It is not part of this repository.
const COLLECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/policies/programmes.md");

#[test]
fn every_programme_that_was_collected_is_in_the_pack() {
    // Where the register does not lie beside the checkout there is nothing to compare with, and the test says nothing.
    let Ok(collected) = fs::read_to_string(COLLECTED) else { return };
    // `### xc_green_2024 (西城)`: the id comes first.
    let headings = collected.lines().filter_map(|line| line.strip_prefix("### "));
    let ids: Vec<_> = headings.filter_map(|heading| heading.split_whitespace().next()).collect();
    assert!(ids.len() > 50, "the register is written otherwise than it was: {ids:?}");
    let list = out(&qualify(&["list", "--pack", POLICIES, "--as-of", "2026-11-25"]));
    let missing: Vec<_> = ids.iter().filter(|id| !list.contains(&format!("| `{id}` |"))).collect();
    assert!(missing.is_empty(), "not in the pack: {missing:?}");
}
