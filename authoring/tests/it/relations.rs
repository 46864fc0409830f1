//! `relations.yaml`: what it compiles to, and what is wrong with it.

use crate::small_pack;
use qualify_authoring::{Compilation, SourceFile, compile, one_line};
use qualify_engine::Pack;
use qualify_engine::pack::{Evidence, Provenance};
use qualify_engine::relation::{Per, Rule};

const SEEN: &str = "source: { seen: S1 }";

/// A record that no programme is about, and at which nothing points.
const SITE: &str = "record: site\norder: 90\nlabel: 场地\nask: 有没有场地？\nfields:\n  area: { type: count, label: 面积, ask: 面积？ }\n";

/// The small pack with a second programme, `award`, and these relations.
fn with(relations: &str) -> Compilation {
    let mut files = small_pack();
    let programme = files.iter().find(|file| file.path == "programmes/loan_interest.yaml");
    let text = programme.map(|file| file.text.replacen("id: loan_interest", "id: award", 1)).unwrap_or_default();
    files.push(SourceFile { path: "programmes/award.yaml".to_owned(), text });
    files.push(SourceFile { path: "vocabulary/site.yaml".to_owned(), text: SITE.to_owned() });
    files.push(SourceFile { path: "relations.yaml".to_owned(), text: relations.to_owned() });
    compile(&files)
}

/// The diagnostics of a relation with this in it.
fn found(relation: &str) -> Vec<String> {
    let compilation = with(&format!("r:\n  says: 规定\n  {SEEN}\n  {relation}\n"));
    compilation.diagnostics.iter().map(|found| one_line(found, &compilation.sources)).collect()
}

fn pack(relations: &str) -> Pack {
    let compilation = with(relations);
    let found: Vec<_> = compilation.diagnostics.iter().map(|found| one_line(found, &compilation.sources)).collect();
    assert_eq!(found, Vec::<String>::new());
    compilation.pack.unwrap_or_default()
}

#[test]
fn every_kind_of_relation_compiles() -> Result<(), &'static str> {
    let pack = pack(&format!(
        "once:\n  says: 只能一项\n  among: [award, loan_interest]\n  per: loan\n  at_most: one\n  used: loan.issued < 2026-01-01\n  \
         unless: enterprise.size = small\n  evidence: in_principle\n  {SEEN}\n\
         cap: {{ says: 合计, among: [award, loan_interest], per: year, sum_at_most: 100 万元, {SEEN} }}\n\
         base: {{ says: 规模, among: [award], per: year, base: loan.principal, base_at_most: 5000 万元, {SEEN} }}\n\
         first: {{ says: 先后, among: [award], needs: [loan_interest], source: {{ unpublished: 没有读到 }} }}\n"
    ));
    assert_eq!(pack.check(), Ok(()));
    let (award, loan_interest) = (pack.programme("award"), pack.programme("loan_interest"));
    let loan = pack.records.entries().find(|(_, record)| record.key == "loan").map(|(id, _)| id);
    let relations: Vec<_> = pack.relations.iter().collect();
    let [once, cap, base, first] = relations[..] else { return Err("there are not four") };
    assert_eq!((once.key.as_str(), once.evidence), ("once", Evidence::InPrinciple));
    assert_eq!(once.among.iter().copied().map(Some).collect::<Vec<_>>(), [award, loan_interest]);
    assert_eq!(Some(once.per), loan.map(Per::Row));
    assert!(matches!(once.rule, Rule::AtMostOne { used: Some(_) }) && once.unless.is_some());
    assert!(matches!(cap.rule, Rule::SumAtMost(_)) && cap.per == Per::Year && cap.evidence == Evidence::Fact);
    assert!(matches!(base.rule, Rule::BaseAtMost { .. }) && base.per == Per::Year);
    assert!(
        matches!(&first.rule, Rule::Needs { one_of, held: None } if one_of.first().copied() == loan_interest)
            && first.per == Per::Enterprise
            && first.source.provenance == Provenance::Unpublished
    );
    Ok(())
}

#[test]
fn what_a_relation_lacks_or_has_too_much_is_named() {
    for (relation, expected) in [
        ("at_most: one", "missing-key: a relation needs `among`"),
        ("among: []\n  at_most: one", "missing-key: `among` names no programme"),
        ("among: [awards]\n  at_most: one", "unknown-name: there is no programme `awards`"),
        ("among: [award, award]\n  at_most: one", "duplicate-name: this programme stands here already"),
        ("among: [award]", "missing-key: a relation needs `at_most: one`, `sum_at_most`, `base_at_most` or `needs`"),
        ("among: [award]\n  at_most: two", "bad-value: `two` is not a possible `at_most`"),
        ("among: [award, loan_interest]\n  at_most: one\n  sum_at_most: 1 元", "shape: a relation asks one thing only"),
        (
            "among: [award, loan_interest]\n  at_most: one\n  held: loan",
            "unknown-key: `held` means nothing beside `at_most`",
        ),
        ("among: [award]\n  sum_at_most: 3 years", "type: an amount must be money"),
        ("among: [award]\n  base: loan\n  base_at_most: 1 元", "type: this must be a number"),
        ("among: [award]\n  base_at_most: 1 元", "missing-key: a relation needs `base`"),
        (
            "among: [award]\n  base: loan.principal\n  base_at_most: 2 years",
            "type: the base is money, and its limit is time",
        ),
        ("among: [award, loan_interest]\n  at_most: one\n  unless: loan.principal", "type: this must be a condition"),
        ("among: [award, loan_interest]\n  at_most: one\n  per: month", "unknown-name: there is no record `month`"),
        (
            "among: [award, loan_interest]\n  at_most: one\n  evidence: attested",
            "bad-value: `attested` is not a possible evidence of a relation",
        ),
        ("among: [award]\n  needs: [award]", "bad-value: a programme cannot need itself"),
        ("among: [award, loan_interest]\n  at_most: one\n  when: loan", "unknown-key: a relation has no key `when`"),
    ] {
        let found = found(relation);
        let (code, message) = expected.split_once(": ").unwrap_or_default();
        let expected = format!("error[{code}]: {message}");
        assert!(matches!(&found[..], [only] if only.contains(&expected)), "{relation}: {found:?}");
    }
}

#[test]
fn what_can_never_touch_anything_is_refused_where_it_says_so() {
    let one = "among: [award, loan_interest]\n  at_most: one";
    for (relation, expected) in [
        // Both programmes are about a loan, which belongs to no site.
        (
            format!("{one}\n  per: site"),
            ":6:8: error[bad-value]: this relation holds nowhere: none of its programmes is about a `site`",
        ),
        (
            "among: [award]\n  at_most: one".into(),
            ":4:10: error[bad-value]: at most one of a single programme excludes nothing",
        ),
    ] {
        let found = found(&relation);
        assert!(matches!(&found[..], [only] if only.contains(expected)), "{relation}: {found:?}");
    }
    let none: [String; 0] = [];
    assert_eq!(found(&format!("{one}\n  per: loan")), none);
    // Support from outside takes the place of a single one.
    assert_eq!(found("among: [award]\n  at_most: one\n  used: loan.issued < 2026-01-01"), none);
}

#[test]
fn limits_lie_within_each_other_or_apart() {
    let two = |first: &str, second: &str| {
        let relations = format!("a: {{ says: 甲, {SEEN}, {first} }}\nb: {{ says: 乙, {SEEN}, {second} }}\n");
        with(&relations).diagnostics.iter().map(|found| found.code.text()).collect::<Vec<_>>()
    };
    let both = "among: [award, loan_interest], sum_at_most: 9 元";
    let one = "among: [award], sum_at_most: 5 元";
    let base = "among: [award], base: loan.principal, base_at_most: 5 元";
    assert_eq!(two(both, one), [""; 0]);
    assert_eq!(two(&format!("{one}, per: loan"), both), [""; 0]);
    assert_eq!(two(base, both), [""; 0]);
    assert_eq!(two(&format!("{one}, unless: loan"), both), [""; 0]);
    // The outer one is finer, or is on a base, or lets some of the inner one's programmes out.
    assert_eq!(two(&format!("{both}, per: loan"), one), ["bad-value"]);
    assert_eq!(two("among: [award, loan_interest], base: loan.principal, base_at_most: 5 元", one), ["bad-value"]);
    assert_eq!(two(&format!("{both}, unless: loan"), one), ["bad-value"]);
    // What is no limit crosses nothing.
    assert_eq!(two(&format!("{both}, per: loan"), "among: [award, loan_interest], at_most: one"), [""; 0]);
}

#[test]
fn there_are_no_more_than_two_hundred() {
    let list = |count: usize| {
        let line = |place| format!("r{place}: {{ says: 规定, among: [award, loan_interest], at_most: one, {SEEN} }}\n");
        (0..count).map(line).collect::<String>()
    };
    assert_eq!(pack(&list(200)).relations.len(), 200);
    let codes: Vec<_> = with(&list(201)).diagnostics.iter().map(|found| found.code.text()).collect();
    assert_eq!(codes, ["limit"]);
}
