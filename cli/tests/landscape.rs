//! What the pack holds, as its pages say it: nothing that was collected is missing, and no page is older than the rules.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, code, err, folder, out, qualify};
use std::fs;
use std::path::Path;

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

/// Who runs the commands of the README on what is there changes no file.
#[test]
fn the_rules_and_their_translations_stand_as_the_command_writes_them() {
    let output = qualify(&["fmt", "--check", POLICIES]);
    assert_eq!((code(&output), out(&output)), (Some(0), String::new()), "{}", err(&output));
    let copy = folder("written");
    copy_files(POLICIES.as_ref(), &copy);
    let output = qualify(&["translations", "en", copy.to_str().unwrap()]);
    // Before this line stand the files that were written.
    let said = out(&output);
    assert!(
        code(&output) == Some(0) && said.starts_with("en: ") && said.lines().count() == 1,
        "{said}{}",
        err(&output)
    );
}

fn copy_files(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_files(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The lines that count what the pack holds.
fn paragraph(text: &str) -> &str {
    text.split("\n\n").find(|it| it.contains(" programmes and measures (")).unwrap()
}
