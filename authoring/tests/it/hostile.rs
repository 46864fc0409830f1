//! Whatever the files say, there is an answer: no panic, no endless work.

use crate::{changed, small_pack};
use proptest::prelude::*;
use qualify_authoring::{Severity, SourceFile, compile, coverage, lint, render, tidy};
use qualify_engine::Date;

const PROGRAMME: &str = "programmes/loan_interest.yaml";

/// Compiles, renders everything that was found, and asks all that can be asked of rule files.
fn survives(files: &[SourceFile]) -> Vec<String> {
    let compilation = compile(files);
    for found in &compilation.diagnostics {
        assert!(!render(found, &compilation.sources, false).is_empty());
    }
    assert_eq!(compilation.pack.is_none(), compilation.has_errors());
    if let Some(pack) = &compilation.pack {
        let warnings = lint(pack, &compilation.places, &compilation.sources, Date::FIRST);
        assert!(warnings.iter().all(|it| it.severity == Severity::Warning));
        assert_eq!(coverage(pack, &compilation.cases).len(), pack.programmes.len());
    }
    compilation.diagnostics.iter().map(|found| found.code.text().to_owned()).collect()
}

fn with_condition(when: &str) -> Vec<SourceFile> {
    changed(&[(PROGRAMME, "loan.issued >= 2026-01-01", when)])
}

#[test]
fn ten_thousand_parentheses() {
    assert_eq!(survives(&with_condition(&"(".repeat(9_999))), ["limit"]);
    assert_eq!(survives(&with_condition(&"(".repeat(10_001))), ["limit"]);
    let balanced = format!("{}loan{}", "(".repeat(4_998), ")".repeat(4_998));
    assert_eq!(survives(&with_condition(&balanced)), ["limit"]);
}

/// Shapes that bring parsers down: each is refused as too large or too deep, or read.
#[test]
fn deep_and_wide_expressions() {
    let wrapped = |count: usize| format!("{}loan{}", "(".repeat(count), ")".repeat(count));
    let negated = |count: usize| format!("{}loan", "not ".repeat(count));
    let joined = |count: usize| vec!["loan"; count].join(" and ");
    let listed = |count: usize| format!("enterprise.size in [{}]", vec!["small"; count].join(", "));
    for text in [wrapped(1_000), wrapped(100_000), negated(1_000), negated(100_000), joined(100_000), listed(100_000)] {
        assert_eq!(survives(&with_condition(&text)), ["limit"], "{} characters", text.len());
    }
    // Ten thousand characters are read, one more is not.
    let long = |length: usize| format!("loan{}and loan", " ".repeat(length - 12));
    assert_eq!(survives(&with_condition(&long(10_000))), Vec::<String>::new());
    assert_eq!(survives(&with_condition(&long(10_001))), ["limit"]);
    // One level of nesting is the whole.
    for text in [wrapped(63), negated(63), joined(1_100)] {
        assert_eq!(survives(&with_condition(&text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn huge_numbers_and_texts() {
    let amount = |text: &str| {
        survives(&changed(&[(PROGRAMME, "min(loan.principal, cap) * rate * min(loan.term, years)", text)]))
    };
    // The largest number is 10^24 base units: 10^22 yuan.
    assert_eq!(amount(&format!("1{} 元", "0".repeat(22))), Vec::<String>::new());
    assert_eq!(amount(&format!("1{} 元", "0".repeat(23))), ["bad-number"]);
    for digits in [30, 31, 32, 40, 9_000] {
        assert_eq!(amount(&format!("{} 元", "9".repeat(digits))), ["bad-number"], "{digits} digits");
    }
    // Twelve decimals.
    assert_eq!(amount(&format!("0.{}1 元", "0".repeat(11))), Vec::<String>::new());
    assert_eq!(amount(&format!("0.{}1 元", "0".repeat(12))), ["bad-number"]);
    // What leaves the range of numbers is not known, and no error.
    assert_eq!(amount(&format!("1{} 元{}", "0".repeat(22), " * 1000000000000".repeat(60))), Vec::<String>::new());
    let long = "长".repeat(10 << 20);
    assert_eq!(survives(&changed(&[(PROGRAMME, "body: 市政府", &format!("body: {long}"))])), ["limit"]);
}

#[test]
fn other_deep_expressions() {
    for text in ["not ", "min(", "if loan then ", "1 + (", "unpublished(", "loan.", "loan < ", "loan in [", "loan - "] {
        survives(&with_condition(&text.repeat(9_999 / text.len())));
    }
}

#[test]
fn a_mebibyte_of_brackets() {
    for text in ["[", "{", "[{", "- ", "? ", "\"", "'", "&a ", "!", "|\n", "a: ", ": ", "#", "\n", "%", "(", "，"] {
        let text = text.repeat((1 << 20) / text.len());
        survives(&[SourceFile { path: "pack.yaml".to_owned(), text: text.clone() }]);
        survives(&changed(&[(
            PROGRAMME,
            "body: 市政府",
            &format!("body: {}", text.get(..500_000).unwrap_or_default()),
        )]));
    }
}

#[test]
fn more_than_the_limits() {
    let file = |path: String, text: &str| SourceFile { path, text: text.to_owned() };
    let many = (0..10_001).map(|place| file(format!("programmes/p{place}.yaml"), "a: b")).collect::<Vec<_>>();
    assert_eq!(survives(&many), ["limit"]);
    // With as many as there may be, only what is in them is wrong.
    assert!(!survives(many.get(1..).unwrap_or_default()).contains(&"limit".to_owned()));
    let large = "a".repeat(1 << 20);
    let mut many = (0..16).map(|place| file(format!("programmes/p{place}.yaml"), &large)).collect::<Vec<_>>();
    assert!(!survives(&many).contains(&"limit".to_owned()));
    many.push(file("pack.yaml".to_owned(), "a"));
    assert_eq!(survives(&many), ["limit"]);
    let conditions = |count: usize| {
        let lines =
            (0..count).map(|place| format!("  - {{ id: c{place}, says: 条件, when: loan, source: {{ seen: S1 }} }}\n"));
        let lines = lines.collect::<String>();
        survives(&changed(&[(PROGRAMME, "require:\n", &format!("require:\n{lines}"))]))
    };
    // Three conditions are there already.
    assert_eq!(conditions(197), Vec::<String>::new());
    assert_eq!(conditions(198), ["limit"]);
    let options = |count: usize| {
        let lines = (0..count).map(|place| format!("  o{place}: 选项\n")).collect::<String>();
        survives(&changed(&[("catalogues.yaml", "places:\n", &format!("places:\n{lines}"))]))
    };
    // Three options are there already.
    assert_eq!(options(1_997), Vec::<String>::new());
    assert_eq!(options(1_998), ["limit"]);
}

/// Words and signs of which expressions are made, and some of which they are not.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "loan",
        "loan.principal",
        "loan.term",
        "loan.rate",
        "loan.issued",
        "enterprise.size",
        "small",
        "cap",
        "rate",
        "and",
        "or",
        "not",
        "in",
        "if",
        "then",
        "else",
        "(",
        ")",
        "[",
        "]",
        ",",
        "，",
        "=",
        "<=",
        "≥",
        "+",
        "-",
        "*",
        "/",
        ".",
        "500 万元",
        "1.5%/year",
        "2 years",
        "2026-01-01",
        "2026-02-30",
        "as_of",
        "min(",
        "max(",
        "unpublished(",
        "open_list",
        "catalogue(",
        "places",
        "true",
        "3",
        "%",
        "==",
        "“",
        "🙂",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_expression(text in words()) {
        // In a block, so that YAML does not mind what it says.
        let block = format!("|\n      {text}\n");
        survives(&with_condition(&block));
    }

    #[test]
    fn any_text_as_a_file(text in any::<String>()) {
        survives(&[SourceFile { path: "pack.yaml".to_owned(), text }]);
    }

    #[test]
    fn any_bytes_in_any_file(place in 0..8_usize, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut files = small_pack();
        if let Some(file) = files.get_mut(place) {
            file.text = String::from_utf8_lossy(&bytes).into_owned();
        }
        survives(&files);
    }

    #[test]
    fn any_cut_and_insertion(place in 0..8_usize, at in 0..2_000_usize, length in 0..60_usize, new in "[-:\\[\\]{}#&*!|>'\"%@`, \na-z0-9一]{0,8}") {
        let mut files = small_pack();
        if let Some(file) = files.get_mut(place) {
            let characters = file.text.chars().collect::<Vec<_>>();
            let (before, rest) = characters.split_at(at.min(characters.len()));
            let after = rest.iter().skip(length);
            file.text = before.iter().chain(new.chars().collect::<Vec<_>>().iter()).chain(after).collect();
        }
        let tidied = tidy(&files);
        prop_assert_eq!(tidy(&tidied), tidied);
        survives(&files);
    }
}

/// Each mistake is compared with 2,000 options for a hint; only those that are shown may cost that.
#[test]
fn nothing_but_mistakes() {
    let options = (0..1_997).map(|place| format!("  option_number_{place}: 选项\n")).collect::<String>();
    let wrong = (0..250).map(|option| format!("option_numbre_{option}")).collect::<Vec<_>>().join(", ");
    let when = format!("\"enterprise.place in [{wrong}]\"");
    let condition = |place| format!("  - {{ id: c{place}, says: 条件, when: {when}, source: {{ seen: S1 }} }}\n");
    let conditions = (0..190).map(condition).collect::<String>();
    let files = changed(&[
        ("catalogues.yaml", "places:\n", &format!("places:\n{options}")),
        (PROGRAMME, "require:\n", &format!("require:\n{conditions}")),
    ]);
    let compilation = compile(&files);
    // 190 × 250 mistakes, of which 200 are shown.
    assert_eq!(compilation.diagnostics.last().map(|found| found.message.as_str()), Some("and 47300 more"));
}
