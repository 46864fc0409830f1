//! What is asked, and in which order.

use super::super::interview::{self, Step};
use super::super::sample::{ISSUED, LOAN, PRINCIPAL, SIZE, first, store};
use super::super::standing::Standing;
use super::super::{Change, Rules, Store};
use super::{LOANS, answered, complete, exactly, finding, group, with_loan};
use crate::state::given::Given;
use crate::state::group::{Group, count};
use qualify_engine::pack::Provenance;
use qualify_engine::{Date, Slot, Verdict};
use std::rc::Rc;

fn asked(store: &Store) -> Slot {
    match interview::next(store) {
        Step::Ask(slot) => slot,
        other => panic!("{other:?}"),
    }
}

#[test]
fn first_what_there_is_then_what_settles_most() {
    assert_eq!(interview::next(&store()), Step::Have);
    let mut store = with_loan();
    // The size decides about two programmes that are waiting, the day about one; the principal only about amounts.
    let mut order = Vec::new();
    while let Step::Ask(slot) = interview::next(&store) {
        order.push(slot.field);
        let text = if slot.field == SIZE {
            "small"
        } else if slot.field == PRINCIPAL {
            "3000"
        } else {
            "2026-03-18"
        };
        store = answered(&store, slot.field, text);
    }
    assert_eq!((order.len(), order[0]), (3, SIZE));
    assert_eq!(interview::next(&store), Step::Done);
}

#[test]
fn what_the_enterprise_must_be_for_its_loan_is_asked_before_the_loan() {
    let store = answered(&with_loan(), PRINCIPAL, "3000");
    assert_eq!(asked(&store).field, SIZE, "also where the loan was begun");
    assert_eq!(asked(&answered(&store, SIZE, "small")).field, ISSUED);
}

#[test]
fn what_was_begun_about_one_loan_is_finished_before_the_next() {
    let store = with_loan().after(Change::AddRow(LOANS));
    let store = answered(&store, SIZE, "small");
    let begun = asked(&store);
    let store = store.after(Change::Answer(begun, exactly(if begun.field == ISSUED { "2026-03-18" } else { "5" })));
    assert_eq!(asked(&store).row, begun.row);
    let other = asked(&store);
    let store = store.after(Change::Answer(other, exactly(if other.field == ISSUED { "2026-03-18" } else { "5" })));
    assert_ne!(asked(&store).row, begun.row, "then the other loan");
}

#[test]
fn after_a_loan_its_list_is_shown_once() {
    let store = store().after(Change::Have(vec![(LOAN, true)]));
    let store = answered(&answered(&answered(&store, SIZE, "small"), PRINCIPAL, "5"), ISSUED, "2026-03-18");
    assert_eq!(interview::next(&store), Step::List(LOANS));
    assert_eq!(interview::next(&store.after(Change::MayBeMore(LOANS, false))), Step::Done);
    let more = store.after(Change::MayBeMore(LOANS, true));
    assert_ne!(interview::next(&more), Step::List(LOANS));
}

#[test]
fn what_can_no_longer_matter_is_not_asked() {
    let without_loan = store().after(Change::Have(vec![(LOAN, false)]));
    assert_eq!(interview::next(&without_loan), Step::Done);
    assert_eq!(count(without_loan.findings(), Verdict::Fails), 3);

    // A large enterprise: the date no longer decides anything.
    let large = answered(&with_loan(), SIZE, "large");
    let large = answered(&large, PRINCIPAL, "3000");
    assert_eq!(interview::next(&large), Step::Done);
}

#[test]
fn what_one_does_not_care_about_is_not_asked() {
    let store = with_loan();
    assert_eq!(interview::next(&store.after(Change::Care(vec!["leasing".into()]))), Step::Done);
    assert_eq!(asked(&store.after(Change::Care(vec!["award".into(), "leasing".into()]))), first(SIZE));
}

#[test]
fn what_is_not_known_is_not_asked_again_but_can_be_changed() {
    let store = with_loan().after(Change::Answer(first(SIZE), Given::DontKnow));
    assert_ne!(asked(&store), first(SIZE));
    assert_eq!(store.counts(), (2, 1));
    let current = finding(&store, "current");
    assert_eq!(current.verdict, Verdict::Open);
    assert_eq!(interview::first_missing(&store, current), Some(first(PRINCIPAL)), "what was never asked comes first");
}

#[test]
fn what_matters_only_to_closed_programmes_is_asked_only_on_demand() {
    // In 2027 all have closed.
    let store = store().after(Change::AsOf(Date::new(2027, 1, 1)));
    assert_eq!(interview::next(&store), Step::Done);
    assert_eq!(interview::next_aside(&store), Some(first(SIZE)));
}

/// That a loan must be of 2026 is only concluded: of an earlier one it is not settled that it is not meant, and nothing more is asked.
#[test]
fn what_seems_to_be_missed_waits_for_the_authority() {
    let mut store = with_loan();
    let mut pack = store.pack().clone();
    let current = pack.programme("current").unwrap();
    pack.programmes.get_mut(current).unwrap().conditions[2].source.provenance = Provenance::Inferred;
    store.rules = Rc::new(Rules { pack, fingerprint: None });
    let store = answered(&store, ISSUED, "2025-03-18");
    let current = finding(&store, "current");
    assert_eq!((current.verdict, group(&store, "current")), (Verdict::Open, Group::Unlikely));
    assert_eq!(Standing::of_finding(&store, current), Standing::Wait);
    // The size matters to that one and to one that has closed; the principal to the amount of the third as well.
    assert_eq!((interview::left(&store), asked(&store)), (1, first(PRINCIPAL)));
    let store = answered(&store, PRINCIPAL, "3000").after(Change::MayBeMore(LOANS, false));
    assert_eq!((interview::next(&store), interview::next_aside(&store)), (Step::Done, Some(first(SIZE))));
    // Qualifies: `plain`. Needs an answer: none. `closed` has closed.
    assert_eq!(Standing::ALL.map(|standing| store.tally(standing)), [1, 0, 1, 0, 0, 1]);
}

#[test]
fn the_way_back_leads_through_the_questions_as_they_were_asked() {
    let store = complete();
    assert_eq!(interview::previous(&store, first(ISSUED)), Some(first(PRINCIPAL)));
    assert_eq!(interview::previous(&store, first(PRINCIPAL)), Some(first(SIZE)), "what there is has a page of its own");
    assert_eq!(interview::previous(&store, first(SIZE)), None);
    let again = answered(&store, PRINCIPAL, "4000");
    assert_eq!(interview::previous(&again, first(PRINCIPAL)), Some(first(SIZE)), "a change is no new step");
    let next = Slot { field: PRINCIPAL, row: 1 };
    assert_eq!(interview::previous(&store, next), Some(first(ISSUED)), "a new question follows the last one");

    // After a reload nobody knows the order any more: that of the pack stands in.
    let reloaded = super::super::sample::restored(&store.to_save());
    assert_eq!(interview::previous(&reloaded, first(ISSUED)), Some(first(PRINCIPAL)));
    assert_eq!(interview::previous(&reloaded, first(PRINCIPAL)), Some(first(SIZE)));
    assert_eq!(interview::previous(&reloaded, first(SIZE)), None);
}

#[test]
fn an_answer_that_was_given_says_what_it_decides() {
    let open = with_loan();
    let waiting = interview::asked_for(&open, first(SIZE));
    assert!(!waiting.is_empty());
    let given = answered(&open, SIZE, "small");
    assert_eq!(interview::asked_for(&given, first(SIZE)), waiting, "as before it was given");
}

#[test]
fn a_number_with_a_unit_of_its_own_is_told_from_digits() {
    for (text, expected) in [
        ("", false),
        ("3,000", false),
        ("３０", false),
        ("3千万", true),
        ("三千万", true),
        ("2 年", true),
        ("一千八百", false),
    ] {
        assert_eq!(super::super::draft::has_unit(text), expected, "{text}");
    }
}
