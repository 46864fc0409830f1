//! The tree of the real rules, and of a pack made for the test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

use qualify_hant::{Converter, Script, Tree};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn policies() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies")
}

#[test]
fn no_character_of_the_real_rules_belongs_to_the_other_script() {
    let strangers = Tree::of(&policies()).unwrap().strangers();
    assert!(strangers.is_empty(), "{}", strangers.join("\n"));
}

#[test]
fn the_real_tree_is_what_would_be_written() {
    let differences = Tree::of(&policies()).unwrap().differences().unwrap();
    assert!(differences.is_empty(), "run `cargo xtask hant`; these differ:\n{}", differences.join("\n"));
}

/// A pack of three files with one override.
fn pack(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    file("pack.yaml", &format!("id: t\nversion: '1'\nname: {name}\nlanguages: [zh-Hans]\nkinds: {{ award: 奖励 }}\n"));
    file(
        "vocabulary/enterprise.yaml",
        "record: enterprise\nlabel: 企业\nfields:\n  a: { type: yes_no, label: 首台（套）, ask: 有没有核准？ }\n",
    );
    file("languages/zh-Hant/overrides.yaml", "\"首台\": \"首台\"\n\"覈\": \"核\"\n\"國華\": \"國華\"\n");
    folder
}

#[test]
fn the_tree_is_written_and_then_as_it_should_be() {
    let folder = pack("“准入”面粉业");
    let stale = folder.path().join("languages/zh-Hant/programmes/gone.yaml");
    fs::create_dir_all(stale.parent().unwrap()).unwrap();
    fs::write(&stale, "\"旧\": \"舊\"\n").unwrap();
    let tree = Tree::of(folder.path()).unwrap();
    assert_eq!(tree.differences().unwrap().len(), 3, "two files to write, one to delete");
    assert_eq!(tree.write().unwrap().len(), 3);
    assert!(!stale.exists());
    let written = fs::read_to_string(folder.path().join("languages/zh-Hant/pack.yaml")).unwrap();
    assert_eq!(written, "\"“准入”面粉业\": \"「准入」麵粉業\"\n\"奖励\": \"獎勵\"\n");
    let written = fs::read_to_string(folder.path().join("languages/zh-Hant/vocabulary/enterprise.yaml")).unwrap();
    assert_eq!(written, "\"企业\": \"企業\"\n\"首台（套）\": \"首台（套）\"\n\"有没有核准？\": \"有沒有核准？\"\n");
    let tree = Tree::of(folder.path()).unwrap();
    assert!(tree.differences().unwrap().is_empty());
    fs::write(folder.path().join("languages/zh-Hant/pack.yaml"), "\"奖励\": \"奬勵\"\n").unwrap();
    assert_eq!(Tree::of(folder.path()).unwrap().differences().unwrap(), ["languages/zh-Hant/pack.yaml"]);
}

#[test]
fn a_traditional_character_in_the_rules_is_named_unless_it_is_quoted() {
    let strangers = Tree::of(pack("业务與國華").path()).unwrap().strangers();
    assert_eq!(strangers, ["pack.yaml:3: `與` is a traditional character"]);
}

#[test]
fn each_script_knows_the_characters_of_the_other() {
    let converter = Converter::new(vec![("乾隆".into(), "乾隆".into())]).unwrap();
    assert_eq!(converter.strangers("业務与后里干", Script::Simplified), ['務']);
    assert_eq!(converter.strangers("業务與后里干", Script::Traditional), ['务']);
}

fn hant(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_qualify-hant")).args(arguments).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_command_says_what_differs_writes_it_and_converts_a_file() {
    let folder = pack("面粉");
    let path = folder.path().to_str().unwrap();
    let (ok, lines) = hant(&[path, "--check"]);
    assert!(!ok && lines == "languages/zh-Hant/pack.yaml\nlanguages/zh-Hant/vocabulary/enterprise.yaml\n", "{lines}");
    assert!(hant(&[path]).0);
    assert_eq!(hant(&[path, "--check"]), (true, String::new()));
    let (from, to) = (folder.path().join("a.rs"), folder.path().join("b.rs"));
    fs::write(&from, "title: \"审核“首台”\", // 100 %\n").unwrap();
    assert!(hant(&[path, from.to_str().unwrap(), to.to_str().unwrap()]).0);
    assert_eq!(fs::read_to_string(to).unwrap(), "title: \"審核「首台」\", // 100 %\n");
    assert!(!hant(&[]).0);
}
