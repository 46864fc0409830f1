//! The README's commands, one after the other, as somebody types them who has just come: each does its work, and no file that was there changes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{code, err, folder, out, qualify, tell_in};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const README: &str = include_str!("../../README.md");

/// The arguments of each command in the README's block.
fn commands() -> Vec<Vec<&'static str>> {
    let lines = README.lines().filter_map(|line| line.strip_prefix("cargo run -p qualify-cli -- "));
    lines.map(|line| line.split('#').next().unwrap_or_default().split_whitespace().collect()).collect()
}

#[test]
fn each_command_does_its_work_and_changes_no_file() {
    let folder = folder("readme");
    for name in ["policies", "docs/examples"] {
        copy(&Path::new(ROOT).join(name), &folder.join(name));
    }
    let before = files(&folder);
    let mut said = String::new();
    for arguments in commands() {
        let output = tell_in(&folder, &arguments, "q\n");
        assert_eq!(code(&output), Some(0), "{arguments:?}\n{}", err(&output));
        if arguments.contains(&"--dossiers") {
            many(&out(&output));
        }
        said += &out(&output);
    }
    for shown in README.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        assert!(said.contains(shown), "the README shows what no command prints:\n{shown}");
    }
    let after = files(&folder);
    let changed: Vec<_> = before.iter().filter(|(path, text)| after.get(*path) != Some(text)).map(|it| it.0).collect();
    assert!(before.len() > 100 && changed.is_empty(), "{changed:?}");
    // Keys and what is built beside the rules; git passes over all of it.
    let made: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    let ignored =
        |path: &Path| path.extension().is_some_and(|it| it == "key" || it == "pub") || path.starts_with("mine.json");
    assert!(made.iter().all(|path| ignored(path) || path.to_str().unwrap().starts_with("out.")), "{made:?}");
}

/// Loans count from 2026-01-01 on, of private enterprises that are not large.
fn many(output: &str) {
    let lines: Vec<serde_json::Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<_> = lines.iter().map(|it| &it["verdicts"]["cn_sme_loan_interest_2026"]).collect();
    assert_eq!(found, [&"qualifies".into(), &serde_json::json!(["fails", "open"]), &"fails".into()]);
}

/// A command of which nobody reads is not found.
#[test]
fn every_command_is_named() {
    let help = out(&qualify(&["--help"]));
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let names: Vec<_> = list.lines().map_while(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect();
    assert!(names.len() > 15, "{help}");
    let section = README.split("\n## ").find(|it| it.starts_with("The command line\n")).unwrap();
    let words: Vec<_> = section.split(|it: char| !it.is_alphanumeric()).collect();
    let absent: Vec<_> = names.iter().filter(|name| !words.contains(name)).collect();
    assert!(absent.is_empty(), "the README does not name {absent:?}");
}

/// Every file in a folder, by its path within it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let within = entry.path().strip_prefix(folder).unwrap().to_owned();
                files.insert(within, fs::read(entry.path()).unwrap());
            }
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    for (path, content) in files(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}
