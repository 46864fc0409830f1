//! What catalogues say of themselves, and what the rules that use them may then say; and the items that a case expects.

use crate::changed;
use qualify_authoring::{Catalogue, Compilation, compile, one_line, tidy};
use qualify_engine::Date;
use qualify_engine::pack::Provenance;

const CATALOGUES: &str = "catalogues.yaml";
const CASES: &str = "cases/loan_interest.yaml";
const PROGRAMME: &str = "programmes/loan_interest.yaml";
const SHORT: &str = "places:\n  bda: 经开区\n  other: { label: 其他, outside: true }\n  haidian: 海淀区\n";
const SIZE: &str = "when: enterprise.size in [small, medium]";

/// The small pack with its catalogue written so, and its first condition, of which it is said that it was read.
fn with(catalogue: &str, condition: &str) -> Compilation {
    compile(&changed(&[(CATALOGUES, SHORT, catalogue), (PROGRAMME, SIZE, &format!("when: {condition}"))]))
}

fn said(compilation: &Compilation) -> Vec<String> {
    compilation.diagnostics.iter().map(|it| one_line(it, &compilation.sources)).collect()
}

fn long(more: &str) -> String {
    let options = "  options:\n    bda: 经开区\n    other: { label: 其他, outside: true }\n    haidian: 海淀区\n";
    format!("places:\n{more}{options}")
}

#[track_caller]
fn place(compilation: &Compilation) -> Catalogue {
    assert_eq!(said(compilation), [] as [&str; 0]);
    compilation.catalogues.first().cloned().unwrap_or_default()
}

#[test]
fn a_catalogue_says_where_it_comes_from_when_it_holds_and_which_codes_there_are() {
    let source = "  source: { seen: S1 }\n  in_force: { from: 2020-01-01 }\n";
    let coded = long(source).replace("haidian: 海淀区", "haidian: { label: 海淀区, code: 110108 }");
    let found = place(&with(&coded, "enterprise.size = small"));
    assert_eq!(found.in_force.from, Date::new(2020, 1, 1));
    assert_eq!(found.in_force.until, None);
    assert_eq!(found.source.map(|it| it.provenance), Some(Provenance::Seen));
    assert_eq!((found.outside, found.codes), (vec![1], vec![(2, "110108".to_owned())]));
    // Neither changes the compiled rules.
    assert_eq!(with(&coded, "enterprise.size = small").pack, with(SHORT, "enterprise.size = small").pack);
}

#[test]
fn a_code_stands_once_in_a_catalogue_and_is_a_code() {
    let coded = |a: &str, b: &str| {
        format!(
            "places:\n  bda: {{ label: 经开区, code: {a} }}\n  haidian: {{ label: 海淀区, code: {b} }}\n  other: 其他\n"
        )
    };
    let found = |a: &str, b: &str| said(&with(&coded(a, b), "enterprise.size = small"));
    assert_eq!(found("110115403", "110108"), [] as [&str; 0]);
    assert_eq!(
        found("'110108'", "110108"),
        ["catalogues.yaml:3:32: error[duplicate-name]: two options have the code `110108`"]
    );
    assert_eq!(found("110108", "海淀"), ["catalogues.yaml:3:32: error[bad-value]: `海淀` is no code"]);
    let long = "1".repeat(33);
    assert_eq!(found("110108", &long), [format!("catalogues.yaml:3:32: error[bad-value]: `{long}` is no code")]);
    assert_eq!(found("110108", &"1".repeat(32)), [] as [&str; 0]);
}

#[test]
fn what_is_read_cannot_rest_on_a_catalogue_that_was_not() {
    let inferred = long("  source: { inferred: 由报道推得, from: S2 }\n");
    let wrong = ["programmes/loan_interest.yaml:24:11: error[source]: this cannot be `seen`: nobody has read `places`"];
    assert_eq!(said(&with(&inferred, "enterprise.place in catalogue(places)")), wrong);
    assert_eq!(said(&with(&inferred, "enterprise.place = bda")), wrong);
    let recalled = long("  source: { recalled: 凭记忆 }\n");
    assert_eq!(said(&with(&recalled, "enterprise.place = bda")), wrong);
    // To look at the day does not make it read.
    let guarded = said(&with(&inferred, "as_of > 2026-01-01 and enterprise.place = bda"));
    assert_eq!(guarded.len(), 1, "{guarded:?}");
    // Of what rests on it nothing else is asked: it is not used, or was read, or what uses it is inferred too.
    assert_eq!(said(&with(&inferred, "enterprise.size = small")), [] as [&str; 0]);
    assert_eq!(said(&with(&long("  source: { seen: S1 }\n"), "enterprise.place = bda")), [] as [&str; 0]);
    assert_eq!(said(&with(SHORT, "enterprise.place = bda")), [] as [&str; 0]);
    let also = [
        (CATALOGUES, SHORT, inferred.as_str()),
        (PROGRAMME, SIZE, "when: enterprise.place = bda"),
        (PROGRAMME, "source: { seen: S1, clause: 一 }", "source: { inferred: 由目录推得 }"),
    ];
    assert_eq!(said(&compile(&changed(&also))), [] as [&str; 0]);
    // The same for what an item asks.
    let item = [
        (CATALOGUES, SHORT, inferred.as_str()),
        (PROGRAMME, "when: enterprise.patents >= 3", "when: enterprise.place = bda"),
    ];
    let found = said(&compile(&changed(&item)));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found.iter().all(|it| it.ends_with("error[source]: this cannot be `seen`: nobody has read `places`")));
}

#[test]
fn what_is_read_cannot_rest_on_a_catalogue_that_does_not_hold_on_the_day() {
    let until = long("  in_force: { until: 2025-12-31 }\n");
    let of = |condition: &str, in_force: &str| {
        let changes = [
            (CATALOGUES, SHORT, until.as_str()),
            (PROGRAMME, SIZE, &format!("when: {condition}")),
            (PROGRAMME, "application:", &format!("{in_force}application:")),
        ];
        said(&compile(&changed(&changes)))
    };
    let beyond = "error[source]: this cannot be `seen`: on some days on which it is asked, `places` does not hold";
    // The programme may apply on any day; or until a day later; or only as long as the catalogue.
    for (in_force, is_beyond) in [
        ("", true),
        ("in_force: { until: 2026-01-01 }\n", true),
        ("in_force: { until: 2025-12-31 }\n", false),
        ("in_force: { from: 2024-01-01 }\n", true),
    ] {
        let found = of("enterprise.place = bda", in_force);
        assert_eq!(found.iter().any(|it| it.ends_with(beyond)), is_beyond, "{in_force}: {found:?}");
        assert_eq!(found.len(), usize::from(is_beyond), "{found:?}");
    }
    // Whoever says on which days it is asked has said it.
    assert_eq!(of("as_of <= 2025-12-31 and enterprise.place = bda", ""), [] as [&str; 0]);
    let from = long("  in_force: { from: 2020-01-01 }\n");
    let early = |in_force: &str| {
        let changes = [
            (CATALOGUES, SHORT, from.as_str()),
            (PROGRAMME, SIZE, "when: enterprise.place = bda"),
            (PROGRAMME, "application:", &format!("in_force: {in_force}\napplication:")),
        ];
        said(&compile(&changed(&changes))).len()
    };
    assert_eq!((early("{ from: 2019-12-31 }"), early("{ from: 2020-01-01 }")), (1, 0));
}

#[test]
fn its_keys_are_put_in_order_and_its_options_are_left() {
    let written = "places:\n  options:\n    haidian: 海淀区\n    bda: { label: 经开区, code: 1 }\n    other: 其他\n  source: { seen: S1 }\n";
    let files = tidy(&changed(&[(CATALOGUES, SHORT, written)]));
    let found = files.iter().find(|file| file.path == CATALOGUES).map(|file| file.text.as_str());
    let tidied = "places:\n  source: { seen: S1 }\n  options:\n    haidian: 海淀区\n    bda: { label: 经开区, code: 1 }\n    other: 其他\n";
    assert_eq!(found, Some(tidied));
}

#[test]
fn a_case_says_which_items_apply() {
    let first = |changes: &[(&str, &str, &str)]| -> Vec<String> {
        let compilation = compile(&changed(changes));
        let (Some(pack), Some(case)) = (&compilation.pack, compilation.cases.first()) else {
            return said(&compilation);
        };
        case.disappointments(pack).into_iter().map(|it| it.message).collect()
    };
    let expecting =
        |applies: &str| first(&[(CASES, "because: [insured]", &format!("because: [insured]\n    applies: {applies}"))]);
    // With five patents the bonus applies; the interest always does.
    assert_eq!(expecting("[interest, bonus]"), [] as [&str; 0]);
    assert_eq!(expecting("[bonus]"), ["`applies` is `bonus, interest`, not `bonus`: 投保条件没有公布"]);
    assert_eq!(expecting("[]"), ["`applies` is `bonus, interest`, not nothing: 投保条件没有公布"]);
    assert_eq!(
        expecting("[bonsu]"),
        ["cases/loan_interest.yaml:10:15: error[unknown-name]: `loan_interest` has no item `bonsu`"]
    );
    // What is not known to apply is not among them.
    let open = [
        (CASES, "patents: 5", "patents: { from: 2 }"),
        (CASES, "because: [insured]", "because: [insured]\n    applies: interest"),
    ];
    assert_eq!(first(&open), [] as [&str; 0]);
}
