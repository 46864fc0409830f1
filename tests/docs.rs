//! The map stays true: every room that is there stands on it, and what it names is there.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const MAP: &str = include_str!("../docs/architecture.md");

/// Folders that are made, not written.
const MADE: [&str; 2] = ["target", "dist"];

#[test]
fn every_room_stands_on_the_map() {
    for entry in std::fs::read_dir(ROOT).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() && !name.starts_with('.') && !MADE.contains(&name.as_str()) {
            assert!(MAP.contains(&format!("| `{name}/` |")), "docs/architecture.md does not say what `{name}/` is for");
        }
    }
}

#[test]
fn what_the_map_names_is_there() {
    let files = MAP.split('`').skip(1).step_by(2).filter(|word| word.contains('/') && word.ends_with(".rs"));
    let absent: Vec<_> = files.filter(|file| !Path::new(ROOT).join(file).exists()).collect();
    assert!(absent.is_empty(), "docs/architecture.md names what is not there: {absent:?}");
}

#[test]
fn every_programme_has_cases() {
    let names = |folder: &str| -> Vec<_> {
        let entries = std::fs::read_dir(Path::new(ROOT).join("policies").join(folder)).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("programmes"), names("cases"));
}
