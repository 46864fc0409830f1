//! Which question is asked next, and that asking comes to an end.

#![cfg(not(target_arch = "wasm32"))]

use crate::rules::{conditions, dossier, pack};
use proptest::prelude::*;
use qualify_engine::question::{Cell, Cuts, askable, next_question, worth};
use qualify_engine::{Answer, Date, Dossier, Evaluator, Finding, Number, Pack, Slot, assess};
use std::sync::LazyLock;

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn findings(pack: &Pack, dossier: &Dossier) -> Vec<Finding> {
    assess(pack, dossier, today())
}

/// The key of the question that comes next.
fn next<'a>(pack: &'a Pack, answers: &[&str]) -> Option<&'a str> {
    let dossier = dossier(pack, answers);
    let question = next_question(pack, &dossier, today(), &findings(pack, &dossier))?;
    Some(pack.fields.at(question.slot.field).key.as_str())
}

fn cells(pack: &Pack, answers: &[&str], key: &str) -> Vec<Cell> {
    let dossier = dossier(pack, answers);
    let evaluator = Evaluator::new(pack, &dossier, today());
    Cuts::of(&evaluator, &findings(pack, &dossier)).cells(pack, &dossier, pack.field(key).unwrap())
}

fn wan(of: i64) -> Number {
    Number::whole(of * 1_000_000)
}

#[test]
fn what_can_end_it_is_asked_first() {
    // `listed` settles the verdict in one of two cases, the others only together.
    let pack = conditions(&["enterprise.private or enterprise.staff >= 3", "not enterprise.listed"]);
    assert_eq!(next(&pack, &[]), Some("enterprise.listed"));
    assert_eq!(next(&pack, &["enterprise.listed=no"]), Some("enterprise.private"));
    assert_eq!(next(&pack, &["enterprise.listed=no", "enterprise.private=no"]), Some("enterprise.staff"));
    assert_eq!(next(&pack, &["enterprise.listed=yes"]), None);
}

#[test]
fn of_equals_the_first_in_the_pack_is_asked() {
    let pack = conditions(&["enterprise.listed", "enterprise.private"]);
    assert_eq!(next(&pack, &[]), Some("enterprise.private"));
}

#[test]
fn the_worth_is_the_mean_of_what_the_answers_bring() {
    // No: settled (3 questions' worth) and both questions spared; yes: this one. For a programme that is open, four times.
    let pack = conditions(&["enterprise.private", "enterprise.listed"]);
    let dossier = Dossier::new();
    let question = next_question(&pack, &dossier, today(), &findings(&pack, &dossier)).unwrap();
    assert_eq!(question.worth.settled, 4 * (3_000 + 2_000 + 1_000) / 2);
    // The same programme when it has closed.
    let closed = assess(&pack, &dossier, Date::new(2027, 1, 1).unwrap());
    let question = next_question(&pack, &dossier, today(), &closed).unwrap();
    assert_eq!(question.worth.settled, (3_000 + 2_000 + 1_000) / 2);
}

#[test]
fn an_answer_that_rules_out_more_options_counts_for_them() {
    // Three of four sizes fail; a yes-or-no question fails one time in two.
    let pack = conditions(&["enterprise.private", "enterprise.size = large"]);
    assert_eq!(next(&pack, &[]), Some("enterprise.size"));
    let large = Answer::Choice(3);
    let [other, one] = cells(&pack, &[], "enterprise.size")[..] else { panic!("two groups") };
    assert_eq!((other.answer, other.weight, one), (Answer::Choice(0), 3, Cell { answer: large, weight: 1 }));
}

#[test]
fn whether_there_is_one_comes_before_what_it_is_like() {
    let items = "support: { items: [ { id: i, says: 奖, at_most: loan.principal * loan.rate * 2 years, source: { seen: S1 } } ] }\n";
    let pack = pack(
        "loan",
        &format!("require:\n  - {{ id: a, says: 条, when: loan.rate >= 3%/year, source: {{ seen: S1 }} }}\n{items}"),
    );
    assert_eq!(next(&pack, &[]), Some("loan"));
    assert_eq!(next(&pack, &["loan=no"]), None);
    assert_eq!(next(&pack, &["loan=?"]), None, "what a loan that may not exist is like cannot be asked");
    assert_eq!(next(&pack, &["loan=yes"]), Some("loan.rate"));
    assert_eq!(next(&pack, &["loan.rate=3%"]), Some("loan.principal"), "then the amount");
}

#[test]
fn what_was_answered_roughly_is_not_asked_again() {
    let pack = conditions(&["enterprise.revenue >= 5 万元", "enterprise.staff >= 3"]);
    assert_eq!(next(&pack, &["enterprise.revenue=4..9", "enterprise.staff=?"]), None);
}

#[test]
fn numbers_are_cut_where_the_rules_compare_them() {
    let pack =
        conditions(&["enterprise.revenue * 50% >= 5 万元", "min(enterprise.revenue, 30 万元) >= enterprise.cost"]);
    let middles = |answers: &[&str]| {
        cells(&pack, answers, "enterprise.revenue").iter().map(|cell| cell.answer).collect::<Vec<_>>()
    };
    // Lines at 0.5 r = 5 and at the cap of 30: 0–10, 10–30, and from 30 on to twice that.
    assert_eq!(middles(&[]), [5, 20, 45].map(|it| Answer::number(wan(it))));
    // When the cost is known, there is a line there too.
    assert_eq!(middles(&["enterprise.cost=20"]), [5, 15, 25, 45].map(|it| Answer::number(wan(it))));
}

#[test]
fn a_cut_is_found_through_the_arithmetic_around_a_field() {
    for (test, cut) in [
        ("enterprise.revenue + 5 万元 >= 20 万元", 15),
        ("enterprise.revenue - 5 万元 >= 20 万元", 25),
        ("20 万元 - enterprise.revenue >= 5 万元", 15),
        ("5 万元 + enterprise.revenue >= 20 万元", 15),
        ("enterprise.revenue / 2 >= 20 万元", 40),
        ("2 * enterprise.revenue >= 20 万元", 10),
        ("(if enterprise.private then enterprise.revenue else 1 万元) >= 20 万元", 20),
    ] {
        let pack = conditions(&[test]);
        let answers: Vec<_> = cells(&pack, &[], "enterprise.revenue").iter().map(|cell| cell.answer).collect();
        // Half of the cut, and half as much again.
        let half = |of: i64| Answer::number(Number::whole(of * 500_000));
        assert_eq!(answers, [half(cut), half(cut * 3)], "{test}");
    }
}

#[test]
fn a_question_has_a_bounded_number_of_cells() {
    for (lines, expected) in [(7, 8), (8, 5), (20, 8)] {
        let tests: Vec<_> = (1..=lines).map(|at| format!("enterprise.revenue >= {at} 万元")).collect();
        let pack = conditions(&tests.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(cells(&pack, &[], "enterprise.revenue").len(), expected, "{lines}");
    }
}

#[test]
fn most_have_none() {
    let pack = conditions(&["any(loan, loan.principal > 0 元)"]);
    let (none, one) = (Answer::YesNo(false), Answer::YesNo(true));
    let found = cells(&pack, &[], "loan");
    assert_eq!(found, [Cell { answer: none, weight: 2 }, Cell { answer: one, weight: 1 }]);
}

#[test]
fn an_amount_that_is_settled_counts_among_equals() {
    let items = "support: { items: [ { id: i, says: 奖, at_most: 10% * enterprise.cost, source: { seen: S1 } } ] }\n";
    let pack = pack(
        "enterprise",
        &format!("require:\n  - {{ id: a, says: 条, when: 'true', source: {{ seen: S1 }} }}\n{items}"),
    );
    let dossier = Dossier::new();
    let question = next_question(&pack, &dossier, today(), &findings(&pack, &dossier)).unwrap();
    // The verdict stands; the question itself is done with.
    assert_eq!((question.worth.settled, question.worth.amounts), (4_000, 4_000));
}

#[test]
fn days_are_cut_where_a_time_leads() {
    let pack = conditions(&["enterprise.founded + 12 months <= as_of"]);
    let around = [Date::new(2025, 11, 21), Date::new(2025, 11, 23)];
    let answers: Vec<_> = cells(&pack, &[], "enterprise.founded").iter().map(|cell| cell.answer).collect();
    assert_eq!(answers, around.map(|day| Answer::date(day.unwrap())));
}

/// Conditions and sums of several kinds over all fields.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let items = "support:\n  together: highest\n  items:\n    - { id: i, says: 奖, when: enterprise.listed, at_most: 'min(loan.principal, 500 万元) * loan.rate * enterprise.term', source: { seen: S1 } }\n    - { id: j, says: 奖, when: not enterprise.listed, at_most: 'max(3 万元, 20% * enterprise.cost)', source: { seen: S1 } }\n";
    let about_loan = |test: &str| {
        pack("loan", &format!("require:\n  - {{ id: a, says: 条, when: '{test}', source: {{ seen: S1 }} }}\n{items}"))
    };
    vec![
        about_loan("enterprise.size in [small, micro] and loan.rate <= 4%/year"),
        about_loan(
            "sum(loan, principal where loan.rate > 1%/year) >= 300 万元 or enterprise.private"
                .replace("principal", "loan.principal")
                .as_str(),
        ),
        conditions(&[
            "enterprise.private or enterprise.staff >= 3",
            "enterprise.founded + enterprise.term <= as_of",
            "any(loan, loan.principal >= enterprise.revenue)",
        ]),
    ]
});

/// What an applicant says to a question: one of the cells, or that it is not known.
fn reply(pack: &Pack, dossier: &Dossier, slot: Slot, choice: usize) -> Answer {
    let evaluator = Evaluator::new(pack, dossier, today());
    let cells = Cuts::of(&evaluator, &findings(pack, dossier)).cells(pack, dossier, slot.field);
    let answers: Vec<_> = cells.iter().map(|cell| cell.answer).chain([Answer::DontKnow]).collect();
    answers[choice % answers.len()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What is asked is missing and was not asked before; there is nothing to ask exactly when nothing can be asked; the same is
    /// asked every time; and asking ends, each field of each row being asked once at most.
    #[test]
    fn asking_ends_and_only_asks_what_is_missing(choices in prop::collection::vec(0_usize..12, 24)) {
        for pack in PACKS.iter() {
            let mut dossier = Dossier::new();
            for asked in 0.. {
                prop_assert!(asked <= pack.fields.len());
                let findings = findings(pack, &dossier);
                let open = askable(pack, &dossier, &findings);
                let question = next_question(pack, &dossier, today(), &findings);
                prop_assert_eq!(question, next_question(pack, &dossier, today(), &findings));
                prop_assert_eq!(question.is_none(), open.is_empty());
                let Some(question) = question else { break };
                let slot = question.slot;
                prop_assert!(findings.iter().any(|finding| finding.missing.contains(&slot)));
                prop_assert_eq!(dossier.at(slot.field, slot.row), None);
                // The best of all, though not all are tried; the first of the best.
                let worth = |slot| worth(pack, &dossier, today(), &findings, slot);
                prop_assert!(open.iter().all(|other| worth(*other) < question.worth || *other >= slot));
                prop_assert!(open.iter().all(|other| worth(*other) <= worth(slot)));
                let answer = reply(pack, &dossier, slot, choices[asked % choices.len()]);
                dossier.set_at(pack, slot.field, slot.row, answer).unwrap();
            }
        }
    }

    /// Who answers everything exactly is left with nothing that is missing.
    #[test]
    fn exact_answers_leave_nothing_missing(choices in prop::collection::vec(0_usize..12, 24)) {
        for pack in PACKS.iter() {
            let mut dossier = Dossier::new();
            let mut choices = choices.iter().cycle();
            while let Some(question) = next_question(pack, &dossier, today(), &findings(pack, &dossier)) {
                let slot = question.slot;
                let answer = choices.by_ref().map(|choice| reply(pack, &dossier, slot, *choice)).find(|it| *it != Answer::DontKnow);
                dossier.set_at(pack, slot.field, slot.row, answer.unwrap()).unwrap();
            }
            prop_assert!(findings(pack, &dossier).iter().all(|finding| finding.missing.is_empty()));
        }
    }
}
