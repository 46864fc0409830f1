//! Laws that hold for lists and links, tried on random ones that grow answer by answer.

#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use qualify_engine::{Date, Dossier, Finding, Number, Pack, Slot, Span, Verdict, assess, read, read_range};
use std::sync::LazyLock;

/// Every way to take rows together, about each record.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(packs);

fn packs() -> Vec<Pack> {
    let programme = |about: &str, when: &str, at_most: &str| {
        let seen = "source: { seen: S1 }";
        let condition = format!("require: [ {{ id: c, says: 条件, when: '{when}', {seen} }} ]\n");
        let item = format!("support: {{ items: [ {{ id: i, says: 奖, at_most: '{at_most}', {seen} }} ] }}\n");
        crate::rules::pack(about, &format!("{condition}{item}"))
    };
    vec![
        programme(
            "enterprise",
            "count(loan where loan.secured) >= 2",
            "sum(loan, min(150 万元, 50% * loan.principal))",
        ),
        programme("enterprise", "any(loan, loan.secured)", "sum(loan, loan.principal where loan.secured)"),
        programme("enterprise", "all(loan, loan.principal >= 100 万元 where loan.secured)", "count(loan) * 5 万元/项"),
        programme(
            "enterprise",
            "max(loan, loan.principal) >= 200 万元",
            "max(loan, loan.principal where loan.secured)",
        ),
        programme("enterprise", "min(loan, loan.principal) >= 100 万元", "min(loan, loan.principal)"),
        programme("enterprise", "any(loan, project.invested >= 500 万元)", "sum(project, project.invested - 400 万元)"),
        programme("loan", "project.invested >= 500 万元", "10% * project.invested + 1% * loan.principal"),
        programme(
            "project",
            "any(loan, loan.project = project)",
            "sum(loan, loan.principal where loan.project = project and project.invested > 400 万元)",
        ),
        programme(
            "enterprise",
            "project",
            "sum(project, min(250 万元, sum(loan, loan.principal where loan.project = project)))",
        ),
    ]
}

/// Answers in the order in which they are given, each with its row from 0.
const ANSWERS: &[(&str, u16, &[&str])] = &[
    ("project", 0, &["yes"]),
    ("project.invested", 0, &["300", "500", "400..600"]),
    ("project.invested", 1, &["500", "..450"]),
    ("loan", 0, &["yes"]),
    ("loan.principal", 0, &["100", "200", "50..150"]),
    ("loan.secured", 0, &["yes", "no"]),
    ("loan.project", 0, &["1", "2"]),
    ("loan.principal", 1, &["300", "0", "200.."]),
    ("loan.secured", 1, &["yes", "no"]),
    ("loan.project", 1, &["1", "2"]),
];

/// The answers, and that there are no more projects, and no more loans.
const STEPS: usize = ANSWERS.len().saturating_add(2);

/// Which answer each slot gets; past the end: none.
fn choices() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..5, ANSWERS.len())
}

/// The first `upto` answers; after the last one the lists are said to be complete, one after the other.
fn dossier(pack: &Pack, choices: &[usize], upto: usize) -> Dossier {
    let mut dossier = Dossier::new();
    let records = ["project", "loan"].map(|key| pack.fields.at(pack.field(key).unwrap()).record);
    for (place, record) in records.into_iter().enumerate() {
        dossier.set_may_be_more(record, upto <= ANSWERS.len().checked_add(place).unwrap());
    }
    for ((key, row, texts), choice) in ANSWERS.iter().zip(choices).take(upto) {
        let Some(text) = texts.get(*choice) else { continue };
        let field = pack.field(key).unwrap();
        let end = |text: &'static str| (!text.is_empty()).then_some(text);
        let answer = match text.split_once("..") {
            Some((from, to)) => read_range(pack, field, end(from), end(to)).unwrap(),
            None => read(pack, field, text).unwrap(),
        };
        dossier.set_at(pack, field, *row, answer).unwrap();
    }
    dossier
}

/// Where the answer after the first `upto` belongs: its slot, or that of the presence for a row that was not listed.
fn slots(pack: &Pack, before: &Dossier, upto: usize) -> Vec<Slot> {
    let (key, row) = match ANSWERS.get(upto) {
        Some((key, row, _)) => (*key, *row),
        None if upto == ANSWERS.len() => ("project", 0),
        None => ("loan", 0),
    };
    let field = pack.field(key).unwrap();
    let record = pack.fields.at(field).record;
    let presence = pack.records.at(record).presence.unwrap();
    let is_listed = row < before.rows(record);
    let of_the_list = Slot { field: presence, row: 0 };
    if is_listed { vec![Slot { field, row }] } else { vec![Slot { field, row }, of_the_list] }
}

fn lies_within(inner: Span<Number>, outer: Span<Number>) -> bool {
    outer.low.is_none_or(|low| inner.low.is_some_and(|inner| inner >= low))
        && outer.high.is_none_or(|high| inner.high.is_some_and(|inner| inner <= high))
}

/// The findings before and after one more answer, where both are about the same row.
fn steps(choices: &[usize], upto: usize) -> Vec<(Finding, Finding, bool)> {
    let as_of = Date::new(2026, 11, 22).unwrap();
    let mut steps = Vec::new();
    for pack in PACKS.iter() {
        let (before, after) = (dossier(pack, choices, upto), dossier(pack, choices, upto.checked_add(1).unwrap()));
        let slots = slots(pack, &before, upto);
        for (old, new) in assess(pack, &before, as_of).into_iter().zip(assess(pack, &after, as_of)) {
            let is_missing = slots.iter().any(|slot| old.missing.contains(slot));
            if old.subject == new.subject {
                steps.push((old, new, is_missing));
            }
        }
    }
    steps
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// One more answer, one more row or the word that there are no others never turns a settled verdict, and amounts only narrow.
    #[test]
    fn knowledge_only_grows(choices in choices(), upto in 0..STEPS) {
        for (before, after, _) in steps(&choices, upto) {
            if before.verdict != Verdict::Open {
                prop_assert_eq!(before.verdict, after.verdict);
            }
            if let (Some(before), Some(after)) = (before.amount, after.amount) {
                prop_assert!(lies_within(after.known.span, before.known.span), "{:?} then {:?}", before, after);
            }
        }
    }

    /// What is not missing cannot change anything.
    #[test]
    fn missing_is_sound(choices in choices(), upto in 0..STEPS) {
        for (before, after, is_missing) in steps(&choices, upto) {
            let is_changed = before.verdict != after.verdict
                || before.amount.map(|it| it.known.span) != after.amount.map(|it| it.known.span);
            prop_assert!(is_missing || !is_changed, "{:?} then {:?}", before, after);
        }
    }

    /// An open verdict names what would settle it.
    #[test]
    fn an_open_verdict_misses_something(choices in choices(), upto in 0..STEPS) {
        for (before, _, _) in steps(&choices, upto) {
            prop_assert!(before.verdict != Verdict::Open || !before.missing.is_empty());
        }
    }
}
