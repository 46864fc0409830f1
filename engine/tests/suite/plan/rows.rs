//! Relations that hold for one loan or one project each.

use super::{chosen, gives, left_out, loans, of, planned, projects, question, wan};
use crate::rules::related;
use qualify_engine::plan::{Doubt, Obstacle, Wanted};
use qualify_engine::{Answer, Dossier};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn the_same_loan_is_not_supported_twice_but_another_loan_is() {
    let share = gives("true", "2% * loan.principal");
    let flat = gives("true", "20 万元");
    let relation = "r: { says: 规定, among: [a, b], per: loan, at_most: one, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &share), ("b", "loan", &flat)], relation);
    let plan = of(&pack, &loans(&pack, &[("500", "2"), ("2000", "2")]), Wanted::default());
    // Of the first loan 2% are 10, less than 20; of the second they are 40.
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("a@1 b@0", wan("60")));
    assert_eq!(left_out(&pack, &plan), ["a@0 Displaced b@0", "b@1 Displaced a@1"]);
}

#[test]
fn a_row_that_is_not_known_is_a_question() {
    // Programme b is about the enterprise and reaches no one of two loans; it may be about the same loan as a.
    let (about_loan, about_all) = (gives("true", "2% * loan.principal"), gives("true", "15 万元"));
    let relation = "r: { says: 规定, among: [a, b], per: loan, at_most: one, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &about_loan), ("b", "enterprise", &about_all)], relation);
    let plan = of(&pack, &loans(&pack, &[("500", "2"), ("2000", "2")]), Wanted::default());
    // 10 + 40 + 15; if b is about both loans, 40 + 10 are more than 15.
    assert_eq!((plan.total, plan.at_worst), (wan("65"), wan("50")));
    assert_eq!(question(&plan), (Doubt::Shared, wan("50"), wan("15").low));
    // With one loan there is no doubt.
    let plan = of(&pack, &loans(&pack, &[("500", "2")]), Wanted::default());
    assert_eq!((chosen(&pack, &plan).as_str(), plan.questions.len()), ("b", 0));
    assert_eq!(plan.left_out[0].obstacle, Obstacle::Displaced);
}

#[test]
fn what_has_no_such_row_is_not_touched() {
    let award = gives("true", "15 万元");
    let relation = "r: { says: 规定, among: [a, b, c], per: loan, at_most: one, source: { seen: S1 } }\n";
    let pack = related(&[("a", "enterprise", &award), ("b", "enterprise", &award), ("c", "loan", &award)], relation);
    let mut none = Dossier::new();
    none.set(&pack, pack.field("loan").unwrap(), Answer::YesNo(false)).unwrap();
    let plan = of(&pack, &none, Wanted::default());
    assert_eq!((chosen(&pack, &plan).as_str(), plan.questions.len()), ("a b", 0));
    // Whether there is a loan is not known: there may be one that both are about.
    let plan = planned(&pack, &[]);
    assert_eq!((plan.total, question(&plan)), (wan("30"), (Doubt::Shared, wan("15"), wan("15").low)));
}

#[test]
fn what_is_needed_may_be_there_for_another_row() {
    let (recognised, insured) = (gives("true", "1 万元"), gives("true", "10 万元"));
    let relation = "r: { says: 规定, among: [b], per: loan, needs: [a], source: { seen: S1 } }\n";
    let pack = related(&[("a", "enterprise", &recognised), ("b", "loan", &insured)], relation);
    let one = of(&pack, &loans(&pack, &[("500", "2")]), Wanted::default());
    assert_eq!((chosen(&pack, &one).as_str(), one.questions.len()), ("a b@0", 0));
    // For which of two loans a is had is not known.
    let two = of(&pack, &loans(&pack, &[("500", "2"), ("600", "2")]), Wanted::default());
    assert_eq!(
        (left_out(&pack, &two), two.total),
        (vec!["b@0 Lacking".to_owned(), "b@1 Lacking".to_owned()], wan("1"))
    );
    assert_eq!(question(&two), (Doubt::Held, wan("21"), wan("20").low));
    assert_eq!(two.at_worst, wan("1"));
}

#[test]
fn a_row_that_is_not_known_is_tried_with_every_row() {
    let interest = gives("true", "2% * loan.principal");
    let limit = "r: { says: 规定, among: [a], per: project, sum_at_most: 100 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &interest)], limit);
    // 10 for project 1, 100 for project 2, 50 for one that is not known.
    let rows = [("500", Some(0)), ("5000", Some(1)), ("2500", None)];
    let plan = of(&pack, &projects(&pack, &rows), Wanted::default());
    // Project 1: 60 + 100, as for another project; project 2: 10 + 100.
    assert_eq!((plan.total, plan.at_worst, plan.at_best, plan.is_proven), (wan("160"), wan("110"), wan("160"), true));
    assert_eq!(question(&plan), (Doubt::Shared, wan("110"), wan("50").low));
    let second = of(&pack, &projects(&pack, &[rows[0], rows[1], ("2500", Some(1))]), Wanted::default());
    assert_eq!((second.total, second.questions.len()), (wan("110"), 0));
    // 30 and 30 more: both in project 2, where 90 are had, leave 10 for one of them.
    let rows = [("500", Some(0)), ("4500", Some(1)), ("1500", None), ("1500", None)];
    let plan = of(&pack, &projects(&pack, &rows), Wanted::default());
    assert_eq!((plan.total, plan.at_worst, plan.is_proven), (wan("160"), wan("110"), true));
}

#[test]
fn two_programmes_for_one_loan_are_for_one_project_whichever_it_is() {
    let (interest, award) = (gives("true", "2% * loan.principal"), gives("true", "20 万元"));
    let relation = "r: { says: 规定, among: [a, b], per: project, at_most: one, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &interest), ("b", "loan", &award)], relation);
    let plan = of(&pack, &projects(&pack, &[("500", None)]), Wanted::default());
    // 10 or 20.
    assert_eq!((plan.total, plan.at_worst, plan.questions.len(), plan.is_proven), (wan("20"), wan("20"), 0, true));
}
