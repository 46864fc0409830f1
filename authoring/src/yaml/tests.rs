//! Places: every scalar must point at its own words.

use super::{Node, Value, load};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, Sources};

fn tree(text: &str) -> (Option<Node>, Vec<String>, Sources) {
    let sources = Sources::new(&[SourceFile { path: "a.yaml".to_owned(), text: text.to_owned() }]);
    let mut diagnostics = Diagnostics::default();
    let node = sources.ids().next().and_then(|file| load(&sources, file, &mut diagnostics));
    let found = diagnostics.finish();
    let found = found.iter().map(|found| format!("{} {:?}", found.code.text(), sources.excerpt(found.primary)));
    (node, found.collect(), sources)
}

/// The words at every scalar's place, in order.
fn places(text: &str) -> Vec<String> {
    let (node, found, sources) = tree(text);
    assert_eq!(found, Vec::<String>::new(), "reading {text:?}");
    let mut words = Vec::new();
    collect(&node.unwrap_or(Node { at: crate::Location::NOWHERE, value: Value::Empty }), &sources, &mut words);
    words
}

fn collect(node: &Node, sources: &Sources, words: &mut Vec<String>) {
    match &node.value {
        Value::Empty => words.push("(empty)".to_owned()),
        Value::Scalar(_) => words.push(sources.excerpt(node.at).to_owned()),
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, sources, words)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| {
            words.push(sources.excerpt(entry.key.at).to_owned());
            collect(&entry.value, sources, words);
        }),
    }
}

#[test]
fn scalars_point_at_their_words() {
    assert_eq!(places("a: b"), ["a", "b"]);
    assert_eq!(places("a:  中文  # comment\nb: c\n"), ["a", "中文", "b", "c"]);
    assert_eq!(places("\u{feff}a: 中\r\nb: 文\r\n"), ["a", "中", "b", "文"]);
    assert_eq!(places("a: \"中 文\"\nb: 'it''s' \n"), ["a", "中 文", "b", "it''s"]);
    assert_eq!(places("a: x and\n   y\nb: c"), ["a", "x and\n   y", "b", "c"]);
    assert_eq!(places("a: |\n  x\n  y\nb: c"), ["a", "x\n  y", "b", "c"]);
    assert_eq!(places("a: >-\n\n  x\n  y\n\nb: c"), ["a", "x\n  y", "b", "c"]);
    assert_eq!(places("a: { b: c, d: [e, 'f'] }"), ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(places("- a\n- b: c\n  d: e\n"), ["a", "b", "c", "d", "e"]);
    assert_eq!(places("a:\nb: ''\n"), ["a", "(empty)", "b", ""]);
    assert_eq!(places("---\na: b\n"), ["a", "b"]);
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(tree(text).1, expected, "reading {:?}", text.chars().take(80).collect::<String>());
}

#[test]
fn what_rule_files_do_not_use_is_refused() {
    check("a: &x b", &[r#"yaml-feature "&x b""#]);
    check("a: *x", &[r#"yaml-feature "*x""#]);
    check("a: !tag b", &[r#"yaml-feature "!tag b""#]);
    check("a: b\n<<: c", &[r#"yaml-feature "<<""#]);
    check("a: b\n---\nc: d", &[r#"yaml-feature "---""#]);
    check("a: b\na: c\na: d", &[r#"duplicate-key "a""#, r#"duplicate-key "a""#]);
    check("a:\n\tb: c", &[r#"tab "\t""#]);
    check("a: b\tc", &[r#"tab "\t""#]);
    check("a: b\0c", &[r#"yaml "\0""#]);
    check("? [a]\n: b", &[r#"shape "[""#]);
    check("", &[r#"shape """#]);
    check("# nothing\n", &[r#"shape """#]);
}

#[test]
fn what_is_no_yaml_has_a_place() {
    check("a: \"b", &[r#"yaml "\"""#]);
    check("a: b: c", &[r#"yaml ":""#]);
    check("a: [b, c", &[r#"yaml """#]);
    check("a: @b", &[r#"yaml "@""#]);
}

#[test]
fn depth_and_size_are_counted() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    check(&nested(32), &[]);
    check(&nested(33), &[r#"limit "[""#]);
    check(&"[".repeat(1 << 20), &[r#"limit "[""#]);
    check(&"- ".repeat(1 << 19), &[r#"limit "-""#]);
    check(&"a".repeat(1 << 20), &[]);
    check(&"a".repeat((1 << 20) + 1), &[r#"limit """#]);
}
