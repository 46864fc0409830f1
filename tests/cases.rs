//! Every case of the real pack, natively and in WebAssembly: the same test, the same files, the same findings.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop here")]

use include_dir::{Dir, DirEntry, include_dir};
use qualify_authoring::{Case, Compilation, SourceFile, compile, one_line, render, verdict_word};
#[cfg(not(target_arch = "wasm32"))]
use qualify_authoring::{coverage, lint};
use qualify_engine::format::{decode_rules, decode_texts, encode_rules, encode_texts};
use qualify_engine::pack::Readiness;
use qualify_engine::{Finding, Number, Pack, Part, Truth, Verdict, write};
use std::fmt::Write;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");

/// The findings of every case, one a line, as they were reviewed. Both targets are held against it.
const REVIEWED: &str = include_str!("findings.txt");

fn files(folder: &Dir<'_>) -> Vec<SourceFile> {
    let mut found = Vec::new();
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => found.extend(files(folder)),
            DirEntry::File(file) => {
                let path = file.path().to_str().unwrap().to_owned();
                let text = file.contents_utf8().unwrap().to_owned();
                found.extend(path.ends_with(".yaml").then_some(SourceFile { path, text }));
            }
        }
    }
    found
}

fn real_pack() -> (Pack, Compilation) {
    let mut compilation = compile(&files(&POLICIES));
    let words: Vec<_> = compilation.diagnostics.iter().map(|it| render(it, &compilation.sources, false)).collect();
    let pack = compilation.pack.take().unwrap_or_else(|| panic!("{}", words.join("\n")));
    (pack, compilation)
}

fn finding(pack: &Pack, case: &Case) -> Finding {
    case.finding(pack).expect("a case is about one of its rows")
}

fn missing<'a>(pack: &'a Pack, finding: &Finding) -> Vec<&'a str> {
    finding.missing.iter().map(|slot| pack.fields.at(slot.field).key.as_str()).collect()
}

#[test]
fn every_case_comes_out_as_it_was_worked_out() {
    let (pack, compilation) = real_pack();
    assert!(compilation.cases.len() >= 14, "only {} cases", compilation.cases.len());
    let wrong = compilation.cases.iter().flat_map(|case| case.disappointments(&pack));
    let wrong: Vec<_> = wrong.map(|it| one_line(&it, &compilation.sources)).collect();
    assert!(wrong.is_empty(), "cases that come out otherwise:\n{}", wrong.join("\n"));
}

/// Where little more was read than that a programme exists, nobody can be told that it is theirs.
#[test]
fn nobody_qualifies_for_what_was_hardly_read() {
    let (pack, compilation) = real_pack();
    let hardly_read = compilation.cases.iter().filter(|it| pack.programmes.at(it.programme).readiness == Readiness::C);
    let qualifying = hardly_read.filter(|it| finding(&pack, it).verdict == Verdict::Qualifies);
    let qualifying: Vec<_> =
        qualifying.map(|it| format!("{}: {}", pack.programmes.at(it.programme).key, it.says)).collect();
    assert!(qualifying.is_empty(), "{}", qualifying.join("\n"));
}

/// What `qualify check --strict` asks, on the last day on which any document was checked.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_rules_give_no_cause_for_warnings() {
    let (pack, compilation) = real_pack();
    let as_of = pack.documents.iter().map(|document| document.checked).max().unwrap();
    let found = lint(&pack, &compilation.places, &compilation.sources, as_of);
    let found: Vec<_> =
        found.iter().chain(&compilation.diagnostics).map(|it| one_line(it, &compilation.sources)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What `qualify test` asks. Once is enough: it is about the cases, not about the target.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_cases_try_every_condition_and_threshold_of_what_was_read() {
    let (pack, compilation) = real_pack();
    let mut holes = String::new();
    for found in coverage(&pack, &compilation.cases).iter().filter(|found| !found.is_enough(&pack)) {
        let key = &pack.programmes.at(found.programme).key;
        for point in found.required().filter(|point| !point.is_met) {
            writeln!(holes, "{key}: {}: {}", found.part(&pack, point), point.wanted(&pack, &compilation)).unwrap();
        }
    }
    assert!(holes.is_empty(), "{holes}");
}

#[test]
fn the_findings_are_the_reviewed_ones_on_this_target_too() {
    let (pack, compilation) = real_pack();
    let mut found = String::new();
    for case in &compilation.cases {
        writeln!(found, "{}", in_a_line(&pack, case)).unwrap();
    }
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("QUALIFY_REVIEW").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/findings.txt"), &found).unwrap();
        return;
    }
    let first = found.lines().zip(REVIEWED.lines()).find(|(found, reviewed)| found != reviewed);
    assert!(
        found == REVIEWED,
        "the findings have changed, first here:\n{first:#?}\nreview the change, then set QUALIFY_REVIEW=1 and run this test natively"
    );
}

/// Everything in a finding that a person could see differ.
fn in_a_line(pack: &Pack, case: &Case) -> String {
    let found = finding(pack, case);
    let programme = pack.programmes.at(case.programme);
    let mark = |truth: Truth| match truth {
        Truth::True => '+',
        Truth::False => '-',
        Truth::Unknown(_) => '?',
    };
    let end = |end: Option<Number>| end.map_or("…".into(), write::money);
    let conditions: String = found.conditions.iter().flat_map(|it| [mark(it.truth), mark(it.counts_as)]).collect();
    let items: String = found.items.iter().map(|it| mark(it.applies)).collect();
    let amount = found.amount.map_or("no amount".into(), |amount| {
        let span = amount.known.span;
        format!("{}..{} {:?} {:?}", end(span.low), end(span.high), amount.promise, amount.provenance)
    });
    format!(
        "{} | {} | {} | {} {:?} | {conditions} | {items} | {amount} | {:?} | {}",
        programme.key,
        case.says,
        case.as_of,
        verdict_word(found.verdict),
        found.evidence,
        found.availability,
        missing(pack, &found).join(" ")
    )
}

#[test]
fn the_compiled_pack_is_the_pack() {
    let (pack, compilation) = real_pack();
    let (bytes, fingerprint) = encode_rules(&pack).unwrap();
    let loaded = decode_rules(&bytes).unwrap();
    assert!(loaded.pack == pack && loaded.fingerprint == fingerprint);
    for texts in &compilation.texts {
        let bytes = encode_texts(texts, Part::All, &loaded).unwrap();
        assert!(decode_texts(&bytes, Part::All, fingerprint).unwrap() == *texts);
    }
}

#[test]
fn the_programmes_that_must_be_there_are_there() {
    let (pack, _) = real_pack();
    let wanted = [
        "bda_green_2025",
        "bj_commitment_approval",
        "bj_drc_equipment_loan_interest_2025",
        "bj_first_negotiation",
        "bj_first_set_insurance_2023",
        "bj_gjj_commercial_space_insurance_2025",
        "bj_gjj_finance_leasing_2023",
        "bj_gjj_smart_mfg_award_2024b5",
        "bj_gjj_smart_mfg_benchmark_2024b1",
        "bj_ip_insurance_pilot",
        "bj_sme_first_loan_interest_2025",
        "cn_equipment_renewal_loan_interest_2026",
        "cn_sme_loan_interest_2026",
        "zgc_ip_pledge_interest_2021",
    ];
    let absent: Vec<_> = wanted.into_iter().filter(|key| pack.programme(key).is_none()).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

/// The files are taken in when this test is compiled, and a new file alone does not have it compiled again.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_files_taken_in_are_those_on_disk() {
    fn count(folder: &std::path::Path) -> usize {
        let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let is_rule_file = |path: &std::path::Path| path.extension().is_some_and(|it| it == "yaml");
        paths.map(|path| if path.is_dir() { count(&path) } else { usize::from(is_rule_file(&path)) }).sum()
    }
    let on_disk = count(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/policies")));
    assert_eq!(files(&POLICIES).len(), on_disk, "a rule file has come or gone: touch tests/cases.rs");
}
