//! From untranslated rules to a pack in two languages, as a translator goes through it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{code, err, file, folder, out, qualify};
use std::path::Path;

fn rules(name: &str, languages: &str) -> std::path::PathBuf {
    let folder = folder(name);
    let pack = format!("id: t\nversion: '1'\nname: 包\nlanguages: [{languages}]\nkinds: {{ award: 奖励 }}\n");
    file(&folder, "pack.yaml", &pack);
    std::fs::create_dir_all(folder.join("vocabulary")).unwrap();
    let enterprise =
        "record: enterprise\nlabel: 企业\nfields:\n  a: { type: yes_no, label: 在京, ask: 有没有 3 家？ }\n";
    file(&folder, "vocabulary/enterprise.yaml", enterprise);
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_translator_is_given_the_texts_fills_them_in_and_declares_the_language() {
    let folder = rules("translator", "zh-Hans");
    let path = folder.to_str().unwrap();
    let output = qualify(&["translations", "en", path]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(out(&output).ends_with("en: 0 of 5 texts are translated\n"), "{}", out(&output));
    assert_eq!(read(&folder, "languages/en/pack.yaml"), "\"包\": \"\"\n\"奖励\": \"\"\n");
    let enterprise = "languages/en/vocabulary/enterprise.yaml";
    assert_eq!(read(&folder, enterprise), "\"企业\": \"\"\n\"在京\": \"\"\n\"有没有 3 家？\": \"\"\n");

    file(&folder, "languages/en/pack.yaml", "\"包\": \"pack\"\n\"奖励\": \"award\"\n");
    let english = "\"企业\": \"enterprise\"\n\"在京\": \"in Beijing\"\n\"有没有 3 家？\": \"Are there any?\"\n";
    file(&folder, enterprise, &english.replace("\"in Beijing\"", "\"\""));
    // Nobody has declared English: the check is clean, unless it is asked about it.
    assert_eq!(code(&qualify(&["check", path])), Some(0));
    let output = qualify(&["check", path, "--language", "en"]);
    assert_eq!(code(&output), Some(1));
    assert_eq!(out(&output), "en: 4 of 5 texts are translated\n");
    assert!(err(&output).contains("error[missing-translation]: `在京`"), "{}", err(&output));

    file(&folder, enterprise, english);
    let output = qualify(&["check", path, "--language", "en"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(err(&output).contains("warning[lossy-translation]: the translation does not have `3`"), "{}", err(&output));
    let pack = read(&folder, "pack.yaml").replace("[zh-Hans]", "[zh-Hans, en]");
    file(&folder, "pack.yaml", &pack);
    let compiled = folder.join("out/t.pack");
    assert_eq!(code(&qualify(&["build", path, "-o", compiled.to_str().unwrap()])), Some(0));
    assert!(folder.join("out/t.zh-Hans.texts").exists() && folder.join("out/t.en.texts").exists());
}

#[test]
fn nothing_is_written_from_rules_that_cannot_be_read() {
    let folder = rules("unreadable", "zh-Hans");
    file(&folder, "pack.yaml", "id: t\nversion: '1'\nname: 包\nlanguages: [zh-Hans]\nkinds: { award: }\n");
    let output = qualify(&["translations", "en", folder.to_str().unwrap()]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("1 error in 1 file"), "{}", err(&output));
    assert!(!folder.join("languages").exists());
}

/// The language becomes the name of a folder: nothing is written outside the pack.
#[test]
fn a_language_that_is_no_tag_is_refused() {
    let folder = rules("no_tag", "zh-Hans");
    for language in ["../../gone", "", "English", "."] {
        let output = qualify(&["translations", language, folder.to_str().unwrap()]);
        assert_eq!(code(&output), Some(2), "{language}");
        assert!(err(&output).contains("no language tag"), "{}", err(&output));
    }
    assert!(!folder.join("languages").exists());
}

#[test]
fn what_a_declared_language_lacks_is_written_too() {
    let folder = rules("declared", "zh-Hans, en");
    let path = folder.to_str().unwrap();
    assert_eq!(code(&qualify(&["check", path])), Some(1));
    let output = qualify(&["translations", "en", path]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(folder.join("languages/en/pack.yaml").exists());
}
