//! What compiles and probably does not say what was meant: one test a lint, and what each leaves alone.

use crate::small_pack;
use qualify_authoring::{SourceFile, compile, lint, one_line};
use qualify_engine::Date;

/// A programme about a loan with these conditions, items and further lines.
fn programme(id: &str, conditions: &[&str], items: &[&str], more: &str) -> SourceFile {
    let source = "source: { seen: S1 }";
    let named = |kind: &str, all: &[&str], key: &str| -> String {
        let line = |(place, it): (usize, &&str)| {
            format!("{key}- {{ id: {kind}{place}, says: 文, when: \"{it}\", {source} }}\n")
        };
        all.iter().enumerate().map(line).collect()
    };
    let require = if conditions.is_empty() { "require: []\n" } else { "require:\n" };
    let (conditions, items) = (named("c", conditions, "  "), named("i", items, "    "));
    let items = if items.is_empty() { format!("    - {{ id: all, says: 文, {source} }}\n") } else { items };
    let text = format!(
        "id: {id}\nkind: award\nabout: loan\nname: 名\nsummary: 概\nbody: 局\nlevel: 市级\nreadiness: A\ndocument: notice\n{more}\
         {require}{conditions}support:\n  items:\n{items}"
    );
    SourceFile { path: format!("programmes/{id}.yaml"), text }
}

const ALWAYS_OPEN: &str = "application: { opens: unpublished, closes: unpublished }\n";

/// What the lints say of a pack with these programmes on 2026-11-22, but for fields that are not used.
#[track_caller]
fn found_in(programmes: Vec<SourceFile>) -> Vec<String> {
    all_in(programmes).into_iter().filter(|it| !it.contains("unused-field")).collect()
}

#[track_caller]
fn all_in(programmes: Vec<SourceFile>) -> Vec<String> {
    let is_kept = |file: &SourceFile| !file.path.starts_with("programmes/") && !file.path.starts_with("cases/");
    let files: Vec<_> = small_pack().into_iter().filter(is_kept).chain(programmes).collect();
    let compilation = compile(&files);
    let wrong: Vec<_> = compilation.diagnostics.iter().map(|it| one_line(it, &compilation.sources)).collect();
    assert_eq!(wrong, Vec::<String>::new());
    let (Some(pack), Some(as_of)) = (&compilation.pack, Date::new(2026, 11, 22)) else { return Vec::new() };
    let found = lint(pack, &compilation.places, &compilation.sources, as_of);
    let words =
        |it| one_line(it, &compilation.sources).split_once(": ").map_or_else(String::new, |(_, rest)| rest.to_owned());
    found.iter().map(words).collect()
}

#[track_caller]
fn found(conditions: &[&str], items: &[&str]) -> Vec<String> {
    found_in(vec![programme("p", conditions, items, ALWAYS_OPEN)])
}

#[test]
fn a_condition_that_never_holds() {
    let never = ["warning[contradiction]: `c0` never holds, whatever is answered"];
    assert_eq!(found(&["enterprise.staff >= 50 and enterprise.staff < 50"], &[]), never);
    assert_eq!(found(&["enterprise.size = small and enterprise.size = medium"], &[]), never);
    assert_eq!(found(&["loan.issued >= 2026-01-01 and loan.issued + 1 year <= 2026-12-31"], &[]), never);
    // Within a year of the last day there is no year later, and nothing holds of it.
    assert_eq!(found(&["loan.issued + 1 year > 2027-01-01 and loan.issued <= 2026-01-01"], &[]), never);
    // A list is one figure wherever it is written; inside it nothing is looked at.
    assert_eq!(found(&["count(loan) >= 3 and not (count(loan) >= 2)"], &[]), never);
    assert_eq!(found(&["any(loan, loan.principal >= 3 元 and loan.principal < 3 元)"], &[]), [] as [&str; 0]);
    // No day is both after one and before the next; a number may lie between two that follow each other.
    assert_eq!(found(&["loan.issued > 2026-01-01 and loan.issued < 2026-01-02"], &[]), never);
    assert_eq!(found(&["loan.principal > 1 元 and loan.principal < 2 元"], &[]), [] as [&str; 0]);
    // Two figures that are compared with each other may lie in any way.
    assert_eq!(
        found(&["enterprise.staff > enterprise.patents and enterprise.patents > enterprise.staff"], &[]),
        [] as [&str; 0]
    );
    assert_eq!(found(&["loan.issued >= 2026-01-01 and loan.issued <= as_of"], &[]), [] as [&str; 0]);
}

#[test]
fn a_condition_that_always_holds() {
    let always = ["warning[always-true]: `c0` always holds, whatever is answered"];
    assert_eq!(found(&["enterprise.size in [small, medium]"], &[]), always);
    assert_eq!(found(&["enterprise.staff >= 50 or enterprise.staff <= 50"], &[]), always);
    assert_eq!(found(&["loan.principal >= 0 元"], &[]), always);
    assert_eq!(found(&["enterprise.staff >= 50 or enterprise.staff < 49"], &[]), [] as [&str; 0]);
}

#[test]
fn a_condition_that_can_never_matter() {
    let idle = |key: &str| {
        format!("warning[idle-condition]: `{key}` can never matter: where it fails, another condition fails")
    };
    assert_eq!(found(&["enterprise.staff >= 50", "enterprise.staff >= 10 or enterprise.listed"], &[]), [idle("c1")]);
    assert_eq!(
        found(&["enterprise.staff >= 50", "enterprise.staff >= 100 or enterprise.listed"], &[]),
        [] as [&str; 0]
    );
}

#[test]
fn a_programme_that_nobody_can_qualify_for() {
    let nobody = "warning[unsatisfiable]: no enterprise can ever qualify: what is required contradicts itself";
    assert_eq!(found(&["enterprise.staff >= 50", "enterprise.listed", "enterprise.staff < 50"], &[]), [nobody]);
    let items = ["enterprise.size = medium", "enterprise.size = medium and enterprise.listed"];
    let dead = found(&["enterprise.size = small"], &items);
    assert_eq!(dead.iter().filter(|it| it.contains("never applies where the conditions hold")).count(), 2, "{dead:?}");
    assert!(dead.iter().any(|it| it == nobody), "{dead:?}");
}

#[test]
fn tiers_with_a_gap_or_an_overlap() {
    let gap = found(&[], &["loan.principal < 100 万元", "loan.principal > 100 万元"]);
    assert_eq!(gap, ["warning[tiers-gap]: between `i0` and `i1` neither applies: at 100 万元, for one"]);
    let overlap = found(&[], &["loan.principal <= 100 万元", "loan.principal >= 100 万元"]);
    assert_eq!(overlap, ["warning[tiers-overlap]: `i0` and `i1` both apply: at 100 万元, for one"]);
    assert_eq!(found(&[], &["loan.principal < 100 万元", "loan.principal >= 100 万元"]), [] as [&str; 0]);
    // One on top of the other, and tiers of two kinds.
    assert_eq!(found(&[], &["loan.principal >= 100 万元", "loan.principal >= 500 万元"]), [] as [&str; 0]);
    let kinds =
        ["enterprise.listed and loan.principal < 100 万元", "not enterprise.listed and loan.principal > 200 万元"];
    assert_eq!(found(&[], &kinds), [] as [&str; 0]);
}

#[test]
fn versions_that_hold_on_the_same_day() {
    let dated = |id: &str, dates: &str, more: &str| {
        let application = "application: { opens: unpublished, closes: unpublished }\n";
        programme(id, &["enterprise.listed"], &[], &format!("in_force: {{ {dates} }}\n{application}{more}"))
    };
    let newer = || dated("newer", "from: 2026-01-01", "replaces: older\n");
    let both = "warning[versions-overlap]: `newer` and the version it replaces both hold on 2026-01-01";
    assert_eq!(found_in(vec![newer(), dated("older", "until: 2026-01-01", "")]), [both]);
    assert_eq!(found_in(vec![newer(), dated("older", "until: 2025-12-31", "")]), [] as [&str; 0]);
}

#[test]
fn a_programme_that_is_over_and_looks_open() {
    let of = |until: &str, application: &str| {
        found_in(vec![programme(
            "p",
            &["enterprise.listed"],
            &[],
            &format!("in_force: {{ until: {until} }}\napplication: {application}\n"),
        )])
    };
    assert_eq!(
        of("2026-10-31", "{ opens: 2026-01-01, closes: 2026-12-31 }"),
        ["warning[expired-open]: it was in force until 2026-10-31, and applications are said to close on 2026-12-31"]
    );
    assert_eq!(
        of("2026-10-31", "{ opens: unpublished, closes: unpublished, rolling: true }"),
        [
            "warning[expired-open]: it was in force until 2026-10-31, and applications are said to be accepted on any day"
        ]
    );
    assert_eq!(
        of("2026-11-22", "{ opens: 2026-01-01, closes: 2026-12-31 }"),
        [] as [&str; 0],
        "it is in force on its last day"
    );
    assert_eq!(of("2026-10-31", "{ opens: 2026-01-01, closes: 2026-10-31 }"), [] as [&str; 0]);
}

#[test]
fn questions_that_nothing_asks_for_or_that_have_one_answer() {
    let found = all_in(vec![programme("p", &["enterprise.listed", "loan.issued >= 2026-01-01"], &[], ALWAYS_OPEN)]);
    assert!(found.iter().any(|it| it == "warning[unused-field]: nothing asks for `enterprise.staff`"), "{found:?}");
    assert!(!found.iter().any(|it| it.contains("`loan.issued`") || it.contains("`loan`")), "{found:?}");
    let single = SourceFile {
        path: "vocabulary/site.yaml".to_owned(),
        text: "record: site\norder: 90\nlabel: 场地\nask: 有没有场地？\nfields:\n  kind: { type: choice, options: { only: 唯一 }, label: 类, ask: 哪一类？ }\n"
            .to_owned(),
    };
    let found = all_in(vec![programme("p", &["any(site, site.kind = only)"], &[], ALWAYS_OPEN), single]);
    assert!(
        found.iter().any(|it| it == "warning[one-answer]: `site.kind` has one possible answer, and is never open"),
        "{found:?}"
    );
}

#[test]
fn a_threshold_in_the_wrong_unit() {
    let with = |third: &str| {
        found_in(vec![
            programme("a", &["loan.principal >= 500 万元"], &[], ALWAYS_OPEN),
            programme("b", &["loan.principal >= 600 万元"], &[], ALWAYS_OPEN),
            programme("c", &[&format!("loan.principal >= {third}")], &[], ALWAYS_OPEN),
        ])
    };
    let slip = |size: &str, third: &str, beside: &str| {
        format!(
            "warning[unit-slip]: `{third}` is suspiciously {size} beside `{beside}`, with which the same figure is compared"
        )
    };
    assert_eq!(with("500 元"), [slip("small", "500 元", "500 万元")]);
    assert_eq!(with("600 亿元"), [slip("large", "600 亿元", "600 万元")]);
    assert_eq!(with("50 亿元"), [] as [&str; 0], "833 times as much is still possible");
}
