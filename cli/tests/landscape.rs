//! What the pack holds, as its pages say it: nothing that was collected is missing, and no page is older than the rules.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, code, err, out, qualify};
use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/programmes.md");
const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");

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

/// `docs/programmes.md` and the counts in the README; both are written anew with `QUALIFY_REVIEW=1`.
#[test]
fn the_page_of_programmes_is_fresh() {
    let (page, readme) = (fs::read_to_string(PAGE).unwrap(), fs::read_to_string(README).unwrap());
    let day = page.split_once("--as-of ").and_then(|(_, rest)| rest.get(..10)).unwrap();
    let output = qualify(&["list", "--pack", POLICIES, "--as-of", day]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let fresh = out(&output);
    let counts = paragraph(&fresh);
    if std::env::var_os("QUALIFY_REVIEW").is_some() {
        fs::write(README, readme.replace(paragraph(&readme), counts)).unwrap();
        fs::write(PAGE, fresh).unwrap();
        return;
    }
    let help = "run `QUALIFY_REVIEW=1 cargo test -p qualify-cli --test landscape` and read what it changed";
    let first = fresh.lines().zip(page.lines()).find(|(fresh, old)| fresh != old);
    assert!(fresh == page, "docs/programmes.md is older than the rules, first here:\n{first:#?}\n{help}");
    assert!(paragraph(&readme) == counts, "the counts in the README are older than the rules:\n{counts}\n{help}");
}

/// The lines that count what the pack holds.
fn paragraph(text: &str) -> &str {
    text.split("\n\n").find(|it| it.contains(" programmes and measures (")).unwrap()
}
