//! The fewest answers that settle a verdict: worked out by hand, and against trying every smaller set.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::day;
use crate::rules::{conditions, dossier, pack};
use proptest::prelude::*;
use qualify_engine::{Dossier, Pack, Requirement, Row, Settlement, Slot, Truth, Verdict, assess_one, settle};
use std::sync::LazyLock;

const AS_OF: &str = "2026-11-22";

fn settled(pack: &Pack, answers: &[&str]) -> (Verdict, Settlement) {
    let dossier = dossier(pack, answers);
    let finding = assess_one(pack, pack.programme("p").unwrap(), Row::At(0), &dossier, day(AS_OF));
    (finding.verdict, settle(pack, &finding, &dossier, day(AS_OF)))
}

fn keys(pack: &Pack, slots: &[Slot]) -> String {
    slots.iter().map(|slot| pack.fields.at(slot.field).key.replace("enterprise.", "")).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_condition_is_enough_to_fail() {
    let pack = conditions(&["enterprise.private", "enterprise.cost >= 10% * enterprise.revenue", "enterprise.listed"]);
    let answers = ["enterprise.private=yes", "enterprise.cost=5", "enterprise.revenue=100", "enterprise.listed=no"];
    let (verdict, found) = settled(&pack, &answers);
    assert_eq!((verdict, found.decisive), (Verdict::Fails, vec![Requirement::Condition(1)]));
    assert_eq!((keys(&pack, &found.answers), found.is_smallest), ("revenue cost".to_owned(), true));
}

#[test]
fn the_strongest_evidence_speaks_first() {
    let rest = "
require:
  - { id: a, says: 声明, when: enterprise.private, evidence: attested, source: { seen: S1 } }
  - { id: b, says: 事实, when: enterprise.listed, source: { seen: S1 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    let (_, found) = settled(&pack, &["enterprise.private=no", "enterprise.listed=no"]);
    assert_eq!(found.decisive, [Requirement::Condition(1)]);
}

#[test]
fn of_several_reasons_the_one_with_fewest_answers_is_given() {
    // `listed` alone makes it false; so would the sums, with two answers.
    let pack =
        conditions(&["enterprise.cost >= enterprise.revenue and enterprise.staff >= 9 people and enterprise.listed"]);
    let answers = ["enterprise.cost=5", "enterprise.revenue=100", "enterprise.listed=no", "enterprise.staff=9"];
    let (_, found) = settled(&pack, &answers);
    assert_eq!(keys(&pack, &found.answers), "listed");
}

#[test]
fn all_conditions_and_one_item_carry_a_yes() {
    let rest = "
require: [ { id: r, says: 条件, when: enterprise.private or enterprise.listed, source: { seen: S1 } } ]
support:
  items:
    - { id: a, says: 甲, when: enterprise.cost >= 100 万元, source: { seen: S1 } }
    - { id: b, says: 乙, when: enterprise.staff >= 5 people, source: { seen: S1 } }
    - { id: c, says: 丙, when: enterprise.listed, source: { seen: S1 } }
";
    let pack = pack("enterprise", rest);
    let answers = ["enterprise.private=yes", "enterprise.listed=yes", "enterprise.cost=1", "enterprise.staff=6"];
    let (verdict, found) = settled(&pack, &answers);
    assert_eq!((verdict, found.item), (Verdict::Qualifies, Some(1)));
    assert_eq!(found.decisive, [Requirement::Condition(0), Requirement::AnyItem]);
    assert_eq!((keys(&pack, &found.answers), found.is_smallest), ("listed".to_owned(), true));
    // The first of those that apply.
    let answers = ["enterprise.listed=yes", "enterprise.cost=100", "enterprise.staff=6"];
    assert_eq!(settled(&pack, &answers).1.item, Some(0));
}

/// To leave out one answer after another would begin with `private`, and keep the other two.
#[test]
fn the_fewest_answers_are_not_only_those_that_are_left() {
    let pack = conditions(&["enterprise.private or enterprise.listed and enterprise.staff >= 3 people"]);
    let (_, found) = settled(&pack, &["enterprise.private=yes", "enterprise.listed=yes", "enterprise.staff=3"]);
    assert_eq!((keys(&pack, &found.answers), found.is_smallest), ("private".to_owned(), true));
}

#[test]
fn what_is_not_settled_is_told_by_its_causes() {
    let rest = "
require:
  - { id: a, says: 条件, when: enterprise.private, source: { seen: S1 } }
  - { id: b, says: 未读, unpublished: 被截断, source: { unpublished: 被截断 } }
  - { id: c, says: 条件, when: enterprise.listed, source: { inferred: 推得 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    let of = |places: &[usize]| places.iter().map(|place| Requirement::Condition(*place)).collect::<Vec<_>>();
    let (verdict, found) = settled(&pack, &[]);
    assert!(found.is_smallest, "of no answers there are no fewer");
    assert_eq!((verdict, found.waiting, found.doubtful), (Verdict::Open, of(&[0, 2]), of(&[1, 2])));
    let (verdict, found) = settled(&pack, &["enterprise.private=yes", "enterprise.listed=yes"]);
    assert!(found.is_smallest);
    assert_eq!((verdict, found.waiting, found.doubtful), (Verdict::Unconfirmed, of(&[]), of(&[1, 2])));
    assert_eq!(keys(&pack, &found.answers), "private listed");
}

/// Of a hundred loans one without security is reason enough; that they are too little together rests on all of them.
#[test]
fn of_many_rows_those_that_matter_are_given() {
    let pack = conditions(&["all(loan, loan.secured)"]);
    let secured = |row: u32| format!("loan.secured@{row}={}", if row == 58 { "no" } else { "yes" });
    let answers: Vec<_> = (1..=100).map(secured).collect();
    let (_, found) = settled(&pack, &answers.iter().map(String::as_str).collect::<Vec<_>>());
    let slot = |key: &str, row| Slot { field: pack.field(key).unwrap(), row };
    // Without the answer that there are loans there are none.
    assert_eq!((found.answers, found.is_smallest), (vec![slot("loan", 0), slot("loan.secured", 57)], true));
    let pack = conditions(&["sum(loan, loan.principal) >= 500 万元"]);
    let answers: Vec<_> = (1..=100).map(|row| format!("loan.principal@{row}=4")).collect();
    let (_, found) = settled(&pack, &answers.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((found.answers.len(), found.is_smallest), (101, true));
}

/// Without the one answer or the other the next loan could count.
#[test]
fn a_list_without_rows_rests_on_what_it_would_look_at() {
    let pack = conditions(&["any(loan, enterprise.listed)"]);
    let (verdict, found) = settled(&pack, &["enterprise.listed=no", "loan=no"]);
    assert_eq!((verdict, found.answers.len(), found.is_smallest), (Verdict::Fails, 1, true));
    let pack = conditions(&["all(loan, enterprise.private)", "enterprise.listed"]);
    let answers = ["enterprise.private=yes", "enterprise.listed=yes", "loan=no"];
    let (verdict, found) = settled(&pack, &answers);
    assert_eq!((verdict, found.answers.len(), found.is_smallest), (Verdict::Qualifies, 2, true));
}

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    [
        ["count(loan where loan.principal >= 100 万元) >= 1 sets or enterprise.listed", "loan"],
        ["enterprise.private or enterprise.listed", "enterprise.cost >= 10% * enterprise.revenue or enterprise.listed"],
        ["min(enterprise.cost, enterprise.revenue) <= 5 万元", "enterprise.staff >= 3 people or enterprise.private"],
        [
            "(if enterprise.private then enterprise.cost else enterprise.revenue) >= 5 万元",
            "enterprise.staff = 3 people",
        ],
        [
            "any(loan, loan.principal >= 100 万元) or enterprise.listed",
            "sum(loan, loan.principal) <= 3000 万元 and enterprise.private or enterprise.listed",
        ],
        // Of a list without rows, what is looked at beside it matters: were there a row, it would count.
        ["any(loan, enterprise.listed)", "all(loan, enterprise.private) or enterprise.cost >= 10 万元"],
    ]
    .iter()
    .map(|tests| conditions(tests))
    .collect()
});

const ANSWERS: &[(&str, &[&str])] = &[
    ("enterprise.private", &["yes", "no"]),
    ("enterprise.listed", &["yes", "no"]),
    ("enterprise.staff", &["2", "3", "1..2", "3.."]),
    ("enterprise.revenue", &["0", "5", "100", "4..9"]),
    ("enterprise.cost", &["0", "5", "10", "1..20"]),
    ("loan.principal", &["50", "100", "4000"]),
    // Instead of the answer before.
    ("loan", &["no"]),
];

/// Whether the finding is settled in the same way with these answers alone.
fn settles(pack: &Pack, all: &Dossier, slots: &[Slot], verdict: Verdict, decisive: &[Requirement]) -> bool {
    let mut rest = all.clone();
    let every = pack
        .fields
        .ids()
        .flat_map(|field| (0..all.rows(pack.fields.at(field).record).max(1)).map(move |row| Slot { field, row }));
    every.filter(|slot| !slots.contains(slot)).for_each(|slot| rest.clear(pack, slot.field, slot.row));
    let found = assess_one(pack, pack.programme("p").unwrap(), Row::At(0), &rest, day(AS_OF));
    let is_false = |it: &Requirement| matches!(it, Requirement::Condition(place) if found.conditions[*place].counts_as == Truth::False);
    found.verdict == verdict && (verdict != Verdict::Fails || decisive.iter().all(is_false))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// What is said to settle a verdict does, and no smaller set of answers does.
    #[test]
    fn the_smallest_set_settles(choices in prop::collection::vec(0_usize..5, ANSWERS.len())) {
        for pack in PACKS.iter() {
            let chosen = ANSWERS.iter().zip(&choices);
            let mut answers: Vec<_> =
                chosen.filter_map(|((key, texts), choice)| Some(format!("{key}={}", texts.get(*choice)?))).collect();
            if answers.last().is_some_and(|last| last == "loan=no") {
                answers.retain(|it| !it.starts_with("loan."));
            }
            let it = dossier(pack, &answers.iter().map(String::as_str).collect::<Vec<_>>());
            let finding = assess_one(pack, pack.programme("p").unwrap(), Row::At(0), &it, day(AS_OF));
            let found = settle(pack, &finding, &it, day(AS_OF));
            if finding.verdict == Verdict::Open {
                prop_assert!(found.answers.is_empty() && !found.waiting.is_empty());
                continue;
            }
            prop_assert!(found.is_smallest);
            prop_assert!(settles(pack, &it, &found.answers, finding.verdict, &found.decisive), "{:?} {:?}", answers, found);
            let slots: Vec<_> = pack.fields.ids().map(|field| Slot { field, row: 0 }).filter(|slot| it.get(slot.field).is_some()).collect();
            for set in 0_u32..1 << slots.len() {
                let smaller: Vec<_> = slots.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1).map(|(_, slot)| *slot).collect();
                if smaller.len() < found.answers.len() {
                    prop_assert!(!settles(pack, &it, &smaller, finding.verdict, &found.decisive), "{:?} {:?} {:?}", answers, found, smaller);
                }
            }
        }
    }
}
