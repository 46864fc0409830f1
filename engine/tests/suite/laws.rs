//! Laws that hold for every dossier, tried on random ones.

#![cfg(not(target_arch = "wasm32"))]

use crate::rules::pack;
use proptest::prelude::*;
use qualify_engine::{Date, Dossier, Finding, Number, Pack, Span, Verdict, assess};
use std::sync::LazyLock;

/// Every construct of the language, in one programme or another.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(packs);

fn packs() -> Vec<Pack> {
    let seen = "source: { seen: S1 }";
    let programme = |conditions: &[&str], together: &str, items: &[(&str, &str)]| {
        let conditions: String = conditions
            .iter()
            .enumerate()
            .map(|(place, test)| format!("  - {{ id: c{place}, says: 条件, when: '{test}', {seen} }}\n"))
            .collect();
        let items: String = items
            .iter()
            .enumerate()
            .map(|(place, (when, sum))| {
                format!("    - {{ id: i{place}, says: 奖, when: '{when}', at_most: '{sum}', {seen} }}\n")
            })
            .collect();
        let numbers =
            "numbers: { fee: { label: 费, type: money, unpublished: 未读, source: { unpublished: 未读 } } }\n";
        let reasons = "unpublished: { gap: 未读 }\n";
        pack(
            "loan",
            &format!("{numbers}{reasons}require:\n{conditions}support:\n  together: {together}\n  items:\n{items}"),
        )
    };
    vec![
        programme(
            &["enterprise.private or not enterprise.listed", "enterprise.cost / enterprise.revenue >= 10%"],
            "sum",
            &[
                ("enterprise.private", "min(loan.principal, 500 万元) * loan.rate * enterprise.term"),
                ("true", "min(fee, 9 万元)"),
            ],
        ),
        programme(
            &["enterprise.size in [small, micro] or unpublished(gap)", "enterprise.founded + enterprise.term <= as_of"],
            "highest",
            &[
                ("enterprise.listed", "enterprise.revenue - enterprise.cost"),
                ("not enterprise.listed", "max(3 万元, 20% * enterprise.cost)"),
            ],
        ),
        programme(
            &[
                "(if enterprise.private then enterprise.revenue else enterprise.cost) >= 5 万元",
                "enterprise.started <= max(enterprise.founded, as_of - 30 days)",
            ],
            "unpublished",
            &[
                ("enterprise.size = large", "enterprise.cost"),
                ("enterprise.staff >= 3", "loan.principal / 2"),
                ("unpublished(gap)", "7 万元"),
            ],
        ),
    ]
}

const ANSWERS: &[(&str, &[&str])] = &[
    ("loan", &["yes", "no"]),
    ("loan.principal", &["0", "100", "2000", "..600", "300..900"]),
    ("loan.rate", &["0", "3%", "2%..5%"]),
    ("enterprise.private", &["yes", "no"]),
    ("enterprise.listed", &["yes", "no"]),
    ("enterprise.size", &["micro", "large"]),
    ("enterprise.staff", &["2", "3", "1..2", "3.."]),
    ("enterprise.revenue", &["0", "5", "100", "4..9", "..50"]),
    ("enterprise.cost", &["0", "5", "10", "1..20"]),
    ("enterprise.term", &["0", "1年", "18.5个月", "12个月..24个月"]),
    ("enterprise.founded", &["2024-02-29", "2026-10-01", "2020-01-01..2026-01-01"]),
    ("enterprise.started", &["2026-10-23", "2026-10-24", "..2026-01-01"]),
];

/// Which answer each field gets; past the end: none.
fn choices() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..8, ANSWERS.len())
}

fn dossier(pack: &Pack, choices: &[usize], upto: usize) -> Dossier {
    let chosen = ANSWERS.iter().zip(choices).take(upto);
    let answers: Vec<_> =
        chosen.filter_map(|((key, texts), choice)| Some(format!("{key}={}", texts.get(*choice)?))).collect();
    crate::rules::dossier(pack, &answers.iter().map(String::as_str).collect::<Vec<_>>())
}

fn finding(pack: &Pack, dossier: &Dossier) -> Finding {
    assess(pack, dossier, Date::new(2026, 11, 22).unwrap()).remove(0)
}

fn lies_within(inner: Span<Number>, outer: Span<Number>) -> bool {
    outer.low.is_none_or(|low| inner.low.is_some_and(|inner| inner >= low))
        && outer.high.is_none_or(|high| inner.high.is_some_and(|inner| inner <= high))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// One more answer never turns a settled verdict, and amounts only narrow.
    #[test]
    fn knowledge_only_grows(choices in choices(), upto in 0..ANSWERS.len()) {
        for pack in PACKS.iter() {
            let before = finding(pack, &dossier(pack, &choices, upto));
            let after = finding(pack, &dossier(pack, &choices, upto.saturating_add(1)));
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
    fn missing_is_sound(choices in choices(), upto in 0..ANSWERS.len()) {
        for pack in PACKS.iter() {
            let before = finding(pack, &dossier(pack, &choices, upto));
            let field = pack.field(ANSWERS[upto].0).unwrap();
            // A figure of the loan also says that there is one, which may be what is missing.
            if !before.misses(field) && ANSWERS[upto].0 != "loan.principal" && ANSWERS[upto].0 != "loan.rate" {
                let after = finding(pack, &dossier(pack, &choices, upto.saturating_add(1)));
                prop_assert_eq!(before.verdict, after.verdict);
                prop_assert_eq!(before.amount.map(|it| it.known.span), after.amount.map(|it| it.known.span));
            }
        }
    }

    /// Nothing is missing exactly when no answer is waited for.
    #[test]
    fn an_open_verdict_names_what_would_settle_it(choices in choices()) {
        for pack in PACKS.iter() {
            let found = finding(pack, &dossier(pack, &choices, ANSWERS.len()));
            prop_assert!(found.verdict != Verdict::Open || !found.missing.is_empty());
        }
    }
}
