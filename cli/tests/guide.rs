//! `docs/writing-rules.md`, followed literally: what it says to type is typed, what it says to write is written, and what it shows is
//! what comes out.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop here")]

mod common;

use std::path::Path;
use std::process::Command;

const GUIDE: &str = include_str!("../../docs/writing-rules.md");
const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies");

#[test]
fn the_guide_leads_to_a_tested_rule() {
    let folder = common::folder("guide");
    let (mut said, mut is_right) = (String::new(), false);
    for (language, block) in blocks() {
        match language {
            "sh" => (said, is_right) = block.lines().map(|line| typed(&folder, line)).fold((String::new(), true), both),
            "yaml" => {
                let (path, text) = block.split_once('\n').unwrap();
                let path = folder.join(path.strip_prefix("# ").unwrap());
                assert!(path.exists(), "{} is written by `new`", path.display());
                std::fs::write(path, text).unwrap();
            }
            "text" => {
                for line in block.lines() {
                    assert!(said.contains(line), "the guide shows `{line}`, and there is\n{said}");
                }
            }
            other => panic!("a block of `{other}`"),
        }
    }
    assert!(is_right, "{said}");
    let (said, is_right) = typed(&folder, "cargo run -p qualify-cli -- check try --strict --as-of 2026-11-22");
    assert!(is_right, "{said}");
}

fn both(before: (String, bool), after: (String, bool)) -> (String, bool) {
    (before.0 + &after.0, after.1)
}

/// The fenced blocks with their languages.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let parts: Vec<_> = GUIDE.split("```").collect();
    parts.iter().skip(1).step_by(2).map(|block| block.split_once('\n').unwrap()).collect()
}

/// What a line of the guide prints, and whether it ends well.
fn typed(folder: &Path, line: &str) -> (String, bool) {
    if let Some(arguments) = line.strip_prefix("cargo run -p qualify-cli -- ") {
        let output = Command::new(env!("CARGO_BIN_EXE_qualify"))
            .args(arguments.split(' '))
            .env("NO_COLOR", "1")
            .current_dir(folder)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        return (String::from_utf8(said).unwrap(), output.status.success());
    }
    match line {
        "cp -r policies try" => copy(Path::new(POLICIES), &folder.join("try")),
        "sed -i 's/is: 1000 元/is: 1000 万元/' try/programmes/try_energy_saving.yaml" => {
            rewritten(&folder.join("try/programmes/try_energy_saving.yaml"), |text| {
                text.replace("is: 1000 元", "is: 1000 万元")
            });
        }
        "sed -i 's/^languages: .*/languages: [zh-Hans]/' try/pack.yaml" => {
            rewritten(&folder.join("try/pack.yaml"), |text| {
                let line = text.lines().find(|line| line.starts_with("languages: ")).unwrap();
                text.replacen(line, "languages: [zh-Hans]", 1)
            });
        }
        other => panic!("the guide says to type `{other}`"),
    }
    (String::new(), true)
}

fn rewritten(path: &Path, change: impl Fn(&str) -> String) {
    let text = std::fs::read_to_string(path).unwrap();
    std::fs::write(path, change(&text)).unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).unwrap();
        }
    }
}
