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

/// Links, and words that begin with a folder of this project: in sentences, in tables and in commands.
#[test]
fn every_path_that_is_written_is_there() {
    let root = Path::new(ROOT);
    let docs = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let pages = docs.filter(|path| path.extension().is_some_and(|it| it == "md")).chain([root.join("README.md")]);
    let is_room = |word: &str| {
        let first = word.split_once('/').map(|(first, _)| first);
        first.is_some_and(|it| !it.is_empty() && !it.starts_with('.') && !MADE.contains(&it) && root.join(it).is_dir())
    };
    let (mut seen, mut absent) = (0, Vec::new());
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let links =
            links.filter(|link| !link.is_empty() && !link.contains("://")).map(|link| page.with_file_name(link));
        let words = text.split(|it: char| it.is_whitespace() || "`\"'(),;|<>[]".contains(it));
        // `policies/languages/zh-Hant/…` names the folder.
        let words = words.map(|word| word.trim_end_matches(['.', ':', '…'])).filter(|word| is_room(word));
        for path in links.chain(words.map(|word| root.join(word))) {
            seen += 1;
            if !path.exists() {
                absent.push((page.clone(), path));
            }
        }
    }
    assert!(seen > 100 && absent.is_empty(), "{seen} paths, of which these are not there: {absent:#?}");
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
