//! From untranslated rules to a pack in two languages, as a translator goes through it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, code, err, file, folder, out, qualify};
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

#[test]
fn the_words_of_the_rules_come_in_the_language_that_is_wanted() {
    let dossier = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/sme.json");
    let name = |language: &[&str]| {
        let assess = ["assess", "--pack", POLICIES, "--dossier", dossier, "--as-of", "2026-11-22", "--format", "json"];
        let all: serde_json::Value = serde_json::from_str(&out(&qualify(&[&assess, language].concat()))).unwrap();
        let findings = all["findings"].as_array().unwrap();
        let of = findings.iter().find(|it| it["programme"] == "cn_sme_loan_interest_2026").unwrap();
        assert_eq!((&of["verdict"], &of["amount"]["to"]), (&"qualifies".into(), &"900000".into()));
        of["name"].as_str().unwrap().to_owned()
    };
    assert_eq!(name(&[]), "中小微企业贷款贴息");
    assert_eq!(name(&["--language", "zh-Hant"]), "中小微企業貸款貼息");
    assert_eq!(name(&["--language", "en"]), "Loan interest subsidy for micro, small and medium enterprises");
}

#[test]
fn a_language_that_is_not_there_is_told_from_a_file_that_is_not_there() {
    let folder = rules("languages", "zh-Hans");
    let path = folder.to_str().unwrap();
    let compiled = format!("{path}/out/t.pack");
    assert_eq!(code(&qualify(&["build", path, "-o", &compiled])), Some(0));
    for pack in [path, &compiled] {
        assert_eq!(code(&qualify(&["list", "--pack", pack])), Some(0));
        let output = qualify(&["list", "--pack", pack, "--language", "fr"]);
        let expected = format!("{pack}: 规则没有 fr 的文字，有 zh-Hans；请用 --language 选其中一种\n");
        assert_eq!((code(&output), err(&output)), (Some(1), expected));
    }
    let texts = folder.join("out/t.zh-Hans.texts");
    std::fs::remove_file(&texts).unwrap();
    let output = qualify(&["list", "--pack", &compiled]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).starts_with(&format!("{}: 规则旁边没有这个文字文件", texts.display())), "{}", err(&output));
}
