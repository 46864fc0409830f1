//! Answers that decide one comparison together: where the values that are tried are not all there are, that is said.

use super::{changes, nearest_for, one, way};
use crate::rules::{conditions, dossier};
use qualify_engine::pack::Changer;
use qualify_engine::{Distance, Nearest, Number, Requirement, Verdict};

/// 6 万元 and 4 万元 would do; 9 and 7, which is tried, adds up to more.
#[test]
fn what_is_not_tried_is_not_called_impossible() {
    let pack = conditions(&[
        "enterprise.revenue + enterprise.cost = 10 万元",
        "enterprise.revenue - enterprise.cost = 2 万元",
    ]);
    let found =
        nearest_for(&pack, &dossier(&pack, &["enterprise.revenue=3", "enterprise.cost=1"]), Changer::Enterprise);
    assert_eq!(found, Nearest::TooFar);
}

/// Without security 5 万元 is enough; as soon as the loan is secured, the cost must reach its 100 万元: 99/1 more, and 1.
#[test]
fn what_was_changed_is_changed_anew_when_another_answer_moves_its_threshold() {
    let pack = conditions(&[
        "enterprise.cost >= 5 万元 and enterprise.cost >= sum(loan, loan.principal where loan.secured)",
        "any(loan, loan.secured)",
    ]);
    let found = way(&pack, &["enterprise.cost=1", "loan.principal=100", "loan.secured=no"]);
    let cost = ("enterprise.cost[0]=100000000".into(), Distance::Number(Number::whole(99_000_000)));
    assert_eq!(changes(&pack, &found), [cost, ("loan.secured[0]=YesNo(true)".into(), Distance::Other)]);
    assert_eq!((found.distance, found.is_least), (Number::whole(100), false));
}

/// Privately owned 100 万元 of cost are needed, otherwise 5 万元: two answers decide one comparison.
#[test]
fn answers_that_decide_what_is_compared_leave_it_unproven() {
    let pack =
        conditions(&["enterprise.cost >= (if enterprise.private then 100 万元 else 5 万元)", "enterprise.private"]);
    let found = way(&pack, &["enterprise.cost=1", "enterprise.private=no"]);
    let private = ("enterprise.private[0]=YesNo(true)".into(), Distance::Other);
    let cost = ("enterprise.cost[0]=100000000".into(), Distance::Number(Number::whole(99_000_000)));
    assert_eq!((changes(&pack, &found), found.is_least), (vec![private, cost], false));
}

/// At most 800 + 1 + 2 + 4 + … + 128 = 1,055 万元: 45 万元 are lacking, which of the 228 万元 of the last are the least.
#[test]
fn rough_rows_count_by_their_two_ends_together() {
    let pack = conditions(&["sum(loan, loan.principal) >= 1100 万元"]);
    let answers: Vec<_> = (0..8).map(|row| format!("loan.principal@{}=100..{}", row + 1, 100 + (1 << row))).collect();
    let found = way(&pack, &answers.iter().map(String::as_str).collect::<Vec<_>>());
    let change = ("loan.principal[7]=273000000".into(), Distance::Number(Number::whole(45_000_000)));
    assert_eq!((changes(&pack, &found), found.is_least), (vec![change], true));
    assert_eq!(found.finding.verdict, Verdict::Open);
}

/// Seven loans count 100 万元 each, and the eighth all of its 10 万元: with 50 万元 they are 750 万元.
#[test]
fn rows_that_do_not_hold_the_answer_count_for_what_they_are() {
    let pack = conditions(&["sum(loan, min(loan.principal, 100 万元)) >= 750 万元"]);
    let mut answers: Vec<_> = (1..=7).map(|row| format!("loan.principal@{row}=200")).collect();
    answers.push("loan.principal@8=10".into());
    let found = way(&pack, &answers.iter().map(String::as_str).collect::<Vec<_>>());
    let change = ("loan.principal[7]=50000000".into(), Distance::Number(Number::whole(40_000_000)));
    assert_eq!(changes(&pack, &found), [change]);
    assert!(found.is_least);
}

/// Each part may add something or not, as far as its form goes: seven parts in 128 ways, of which 64 are told apart.
#[test]
fn what_depends_on_an_answer_in_too_many_ways_is_not_called_the_least_or_impossible() {
    let sum = |count: u32| {
        let part = |place| format!(" + (if enterprise.cost < 1 元 then {} 万元 else 0 元)", 1 << place);
        format!("enterprise.cost{} >= 10 万元", (0..count).map(part).collect::<String>())
    };
    let least = |count| {
        let pack = conditions(&[&sum(count)]);
        let found = way(&pack, &["enterprise.cost=4"]);
        (changes(&pack, &found), found.is_least)
    };
    // Below 1 元, which is nearer than 6 万元 more, the parts are 63 万元.
    let none = one("enterprise.cost", Number::whole(99), -3_999_901);
    assert_eq!((least(6), least(7).1), ((none, true), false));
    let possible = |count| {
        let pack = conditions(&[&sum(count), "enterprise.cost >= 1 元", "enterprise.cost <= 5 万元"]);
        nearest_for(&pack, &dossier(&pack, &["enterprise.cost=4"]), Changer::Enterprise)
    };
    let because = vec![Requirement::Condition(0)];
    assert_eq!((possible(6), possible(7)), (Nearest::NoChangeHelps { because }, Nearest::TooFar));
}
