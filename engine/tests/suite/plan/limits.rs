//! What a plan chooses from, and how long: each limit is kept at its last value and broken one past it.

use super::{enterprise, gives, of, projects, wan};
use crate::common::day;
use crate::rules::related;
use qualify_engine::plan::{PlanError, Wanted, plan};
use qualify_engine::{Dossier, assess, limits};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_plan_chooses_from_two_thousand_supports_at_most() {
    let pack = enterprise(&["1 万元"], "among: [a], sum_at_most: 9 万元, source: { seen: S1 }");
    let (dossier, as_of) = (Dossier::new(), day("2026-11-22"));
    let many = |count: usize| vec![assess(&pack, &dossier, as_of).remove(0); count];
    let plan = |count| plan(&pack, &dossier, as_of, &many(count), Wanted::default());
    assert_eq!(plan(2_000).unwrap().total, wan("9"));
    assert_eq!(plan(2_001), Err(PlanError::TooLarge));
}

#[test]
fn rows_that_are_too_many_to_try_leave_what_is_had_without_them() {
    let interest = gives("true", "2% * loan.principal");
    let limit = "r: { says: 规定, among: [a], per: project, sum_at_most: 100 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &interest)], limit);
    // Three loans of one of ten projects: 1,000 ways, and the worst is that all are of the one that has its 100 already.
    let known: Vec<_> = (0..10).map(|project| (if project == 0 { "5000" } else { "500" }, Some(project))).collect();
    let plan = of(&pack, &projects(&pack, &[known.as_slice(), &[("500", None); 3]].concat()), Wanted::default());
    assert_eq!((plan.total, plan.at_worst, plan.is_proven), (wan("220"), wan("190"), true));
    // Ten loans of one of two projects: 1,024 ways. Without them 10 and 100 are had; with them, 10 each, 210.
    let rows = [[("500", Some(0)), ("5000", Some(1))].as_slice(), &[("500", None); 10]].concat();
    let plan = of(&pack, &projects(&pack, &rows), Wanted::default());
    assert_eq!((plan.total, plan.at_worst, plan.is_proven), (wan("210"), wan("110"), false));
    // Nine: 512 ways, and the worst is that all are of project 2.
    let plan = of(&pack, &projects(&pack, &rows[..11]), Wanted::default());
    assert_eq!((plan.total, plan.at_worst, plan.is_proven), (wan("200"), wan("110"), true));
}

/// Of the last loan it is not known for which of the projects it is, of programme b not for which of the loans.
#[test]
fn a_thousand_combinations_of_rows_are_tried() {
    let award = gives("true", "1 万元");
    let relations = "r: { says: 规定, among: [a], per: project, sum_at_most: 100 万元, source: { seen: S1 } }\n\
                     s: { says: 规定, among: [a, b], per: loan, at_most: one, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &award), ("b", "enterprise", &award)], relations);
    let planned = |projects_of: u16, loans_of: u16| {
        let rows: Vec<_> = (1..loans_of).map(|loan| ("1", Some(loan % projects_of))).chain([("1", None)]).collect();
        let plan = of(&pack, &projects(&pack, &rows), Wanted::default());
        (plan.total, plan.at_worst, plan.is_proven)
    };
    assert_eq!(limits::PLAN_ROWS, 1_000);
    // 20 × 50 combinations: the limit is never reached, but whichever loan it is, it has one of the two only.
    assert_eq!(planned(20, 50), (wan("51"), wan("50"), true));
    // 13 × 77 = 1,001: what is sure is had without the two of which it is not known.
    assert_eq!(planned(13, 77), (wan("78"), wan("76"), false));
}

/// Ten million steps, which take long in WebAssembly without optimisation, and are counted in the same way there.
///
/// 1,577 programmes of which one is allowed, as no source states; others beside them; and a relation that all its members are free of.
///
/// To choose one of n equal ones, the search goes down n + 1 levels and up once: n + 2 steps that look at n supports, and one for the
/// step itself. A support in no relation is one step of its own.
///
/// The plan supposes that all are allowed: one step for each. The best that is possible is the same plan. That only one is allowed is
/// planned for the worst and for the question, each 1,579 × 1,578 and one for each beside. Four times all supports and members are looked
/// at: for the worst, the best, the question, and its plan. With one beside and 619 free members that is 1,578 + 2 × 2,491,663
/// + 4 × (1,578 + 1,577 + 619) = 5,000,000; with none and 621 it is 1,577 + 2 × 2,491,662 + 4 × (1,577 + 1,577 + 621) = 5,000,001.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn a_plan_is_proven_within_its_work() {
    let of_equals = |beside: usize, free: usize| {
        let one = "among: [a, b], at_most: one";
        let relations = format!(
            "r: {{ says: 规定, {one}, source: {{ inferred: 无 }} }}\n\
             s: {{ says: 规定, {one}, unless: 'true', source: {{ seen: S1 }} }}\n"
        );
        let award = gives("true", "1 万元");
        let mut pack = related(&[("a", "enterprise", &award), ("b", "enterprise", &award)], &relations);
        let one = pack.programmes.iter().next().unwrap().clone();
        while pack.programmes.len() < 1_577 + beside {
            pack.programmes.push(one.clone());
        }
        for (relation, members) in (0..).zip([1_577, free]) {
            pack.relations.get_mut(qualify_engine::Id::at(relation)).unwrap().among =
                pack.programmes.ids().take(members).collect();
        }
        let plan = of(&pack, &Dossier::new(), Wanted::default());
        (plan.total, plan.at_worst, plan.is_proven)
    };
    assert_eq!(limits::PLAN_WORK, 5_000_000);
    assert_eq!(of_equals(1, 619), (wan("1578"), wan("2"), true));
    assert_eq!(of_equals(0, 621), (wan("1577"), wan("1"), false));
}
