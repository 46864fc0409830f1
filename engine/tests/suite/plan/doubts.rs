//! What is not known about the relations: what is asked together, and what is at stake.

use super::{ONE, chosen, enterprise, gives, planned, question, wan};
use crate::rules::related;
use qualify_engine::plan::{Doubt, OpenQuestion};
use qualify_engine::{Pack, Span};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_doubt_that_changes_nothing_is_no_question() {
    let unread = |limit: &str| format!("among: [a, b], sum_at_most: {limit} 万元, source: {{ unpublished: 没有读到 }}");
    let pack = enterprise(&["80 万元", "100 万元"], &unread("180"));
    assert_eq!(planned(&pack, &[]).questions, []);
    let pack = enterprise(&["80 万元", "100 万元"], &unread("179"));
    assert_eq!(question(&planned(&pack, &[])), (Doubt::Unstated, wan("179"), wan("1").low));
}

#[test]
fn what_has_no_end_in_both_plans_is_not_at_stake() {
    let unread = "among: [a, b], at_most: one, source: { unpublished: 没有读到 }";
    let pack = enterprise(&["80 万元", "100 万元", "enterprise.cost"], unread);
    // c may be anything; a and b together are 180, one of them is 100.
    let plan = planned(&pack, &[]);
    assert_eq!(
        (plan.total, plan.at_worst),
        (Span { low: wan("180").low, high: None }, Span { low: wan("100").low, high: None })
    );
    assert_eq!(plan.questions[0].at_stake, [wan("80").low; 2]);
    let pack = enterprise(&["80 万元", "enterprise.cost"], unread);
    // Without b, which may be anything, 80 are left.
    let plan = planned(&pack, &["enterprise.cost=90.."]);
    assert_eq!((chosen(&pack, &plan).as_str(), plan.questions[0].at_stake), ("a b", [wan("80").low, wan("80").high]));
    let plan = planned(&pack, &[]);
    // Nothing of b is sure, so a alone is the best if only one is allowed: what is lost has no end.
    assert_eq!((plan.at_worst, plan.questions[0].at_stake), (wan("80"), [wan("0").low, None]));
}

/// Programmes of 100 and 150 万元 under two relations of which each allows one of them.
fn twice_excluded(beside: [&str; 2]) -> Pack {
    let texts = ["100 万元", "150 万元"].map(|amount| gives("true", amount));
    let relations =
        ["r", "s"].into_iter().zip(beside).map(|(key, beside)| format!("{key}: {{ says: 规定, {beside} }}\n"));
    related(&[("a", "enterprise", &texts[0]), ("b", "enterprise", &texts[1])], &relations.collect::<String>())
}

/// Of a question the relations and doubts: `r Exception`.
fn doubts(pack: &Pack, question: &OpenQuestion) -> Vec<String> {
    let all = core::iter::once((question.relation, question.doubt)).chain(question.together.iter().copied());
    all.map(|(relation, doubt)| format!("{} {doubt:?}", pack.relations.at(relation).key)).collect()
}

#[test]
fn one_answer_that_lifts_two_relations_is_one_question() {
    let unless = |what: &str| format!("{ONE}, unless: '{what}'");
    let pack = twice_excluded([&unless("enterprise.listed"), &unless("enterprise.listed")]);
    let plan = planned(&pack, &[]);
    // 150 for b; a and b together are 250, and neither relation alone stands in the way of that alone.
    assert_eq!((plan.total, plan.at_worst, plan.at_best), (wan("150"), wan("150"), wan("250")));
    assert_eq!(question(&plan), (Doubt::Exception, wan("250"), wan("100").low));
    assert_eq!(doubts(&pack, &plan.questions[0]), ["r Exception", "s Exception"]);
    assert_eq!(planned(&pack, &["enterprise.listed=yes"]).total, wan("250"));
    // Two answers that matter only together.
    let pack = twice_excluded([&unless("enterprise.listed"), &unless("enterprise.private")]);
    let plan = planned(&pack, &[]);
    assert_eq!(doubts(&pack, &plan.questions[0]), ["r Exception", "s Exception"]);
    assert_eq!((question(&plan).1, plan.is_proven), (wan("250"), true));
    let open = planned(&pack, &["enterprise.listed=yes"]);
    assert_eq!((doubts(&pack, &open.questions[0]), question(&open).1), (vec!["s Exception".to_owned()], wan("250")));
    assert_eq!(planned(&pack, &["enterprise.listed=no"]).questions, []);
}

#[test]
fn relations_with_the_same_exception_are_one_question_and_with_others_two() {
    let texts = ["80 万元", "100 万元", "30 万元", "50 万元"].map(|amount| gives("true", amount));
    let programmes = ["a", "b", "c", "d"].into_iter().zip(&texts).map(|(id, text)| (id, "enterprise", text.as_str()));
    let programmes: Vec<_> = programmes.collect();
    let asked = |second: &str| {
        let relations = format!(
            "r: {{ says: 规定, {ONE}, unless: 'enterprise.staff >= 5 people' }}\n\
             s: {{ says: 规定, among: [c, d], at_most: one, unless: '{second}', source: {{ seen: S1 }} }}\n"
        );
        let pack = related(&programmes, &relations);
        let plan = planned(&pack, &[]);
        // 100 + 50, and if nothing is excluded 80 + 100 + 30 + 50.
        assert_eq!((plan.total, plan.at_best, plan.is_proven), (wan("150"), wan("260"), true));
        plan.questions.iter().map(|it| (doubts(&pack, it).join(" "), it.otherwise)).collect::<Vec<_>>()
    };
    assert_eq!(asked("enterprise.staff >= 5 people"), [("r Exception s Exception".to_owned(), wan("260"))]);
    let two = [("r Exception".to_owned(), wan("230")), ("s Exception".to_owned(), wan("180"))];
    for other in ["enterprise.staff > 5 people", "enterprise.staff >= 6 people", "enterprise.guests >= 5 people"] {
        assert_eq!(asked(other), two, "{other}");
    }
}

#[test]
fn relations_that_hold_in_principle_over_the_same_programmes_are_asked_together() {
    let soft = format!("{ONE}, evidence: in_principle");
    let pack = twice_excluded([&soft, &soft]);
    let plan = planned(&pack, &[]);
    assert_eq!((plan.total, question(&plan).1, plan.at_best), (wan("150"), wan("250"), wan("250")));
    assert_eq!(doubts(&pack, &plan.questions[0]), ["r InPrinciple", "s InPrinciple"]);
}

#[test]
fn what_makes_the_same_difference_beside_others_is_asked_too() {
    let used = |key: &str, of: &str| {
        format!(
            "{key}: {{ says: 规定, among: [{of}], at_most: one, used: true, source: {{ unpublished: 没有读到 }} }}\n"
        )
    };
    let award = gives("true", "70 万元");
    // Of a and b one is had, and two rules that nobody has read stand in the way of each: one for each takes the 70, and if these do
    // not hold, the other two do.
    let relations = [used("r", "a"), used("p", "a"), used("s", "b"), used("q", "b")].concat();
    let pack = related(
        &[("a", "enterprise", &award), ("b", "enterprise", &award)],
        &format!("{relations}t: {{ says: 规定, {ONE} }}\n"),
    );
    let plan = planned(&pack, &[]);
    let asked: Vec<_> = plan.questions.iter().map(|it| (doubts(&pack, it).join(" "), it.otherwise)).collect();
    assert_eq!(asked, ["r Unstated s Unstated", "p Unstated q Unstated"].map(|it| (it.to_owned(), wan("0"))));
    assert!(plan.is_proven);
}

#[test]
fn what_has_no_part_in_what_others_change_together_is_not_asked_with_them() {
    let unread =
        |key: &str, says: &str| format!("{key}: {{ says: 规定, {says}, source: {{ unpublished: 没有读到 }} }}\n");
    let used = |key: &str, of: &str| unread(key, &format!("among: [{of}], at_most: one, used: true"));
    let [award, other] = ["70 万元", "50 万元"].map(|amount| gives("true", amount));
    // Of c there are 50, so that a limit of 60 stands in nobody's way; it comes first, between, and last.
    let limit = |key: &str| unread(key, "among: [c], sum_at_most: 60 万元");
    let relations = [limit("k"), used("r", "a"), limit("m"), used("s", "b"), limit("u")].concat();
    let pack = related(
        &[("a", "enterprise", &award), ("b", "enterprise", &award), ("c", "enterprise", &other)],
        &format!("{relations}t: {{ says: 规定, {ONE} }}\n"),
    );
    let plan = planned(&pack, &[]);
    assert_eq!((plan.total, plan.at_worst, plan.is_proven), (wan("120"), wan("50"), true));
    assert_eq!(doubts(&pack, &plan.questions[0]), ["r Unstated", "s Unstated"]);
    assert_eq!(question(&plan), (Doubt::Unstated, wan("50"), wan("70").low));
}

#[test]
fn what_alone_changes_nothing_against_the_enterprise_is_asked_together() {
    // Of two equal ones one is had; of each a rule that nobody has read may say that its place is taken.
    let unread = |key: &str, of: &str| {
        format!(
            "{key}: {{ says: 规定, among: [{of}], at_most: one, used: true, source: {{ unpublished: 没有读到 }} }}\n"
        )
    };
    let award = gives("true", "70 万元");
    let relations = format!("{}{}t: {{ says: 规定, {ONE} }}\n", unread("r", "a"), unread("s", "b"));
    let pack = related(&[("a", "enterprise", &award), ("b", "enterprise", &award)], &relations);
    let plan = planned(&pack, &[]);
    // Without a there is b; without both there is nothing.
    assert_eq!((plan.total, plan.at_worst, plan.at_best), (wan("70"), wan("0"), wan("70")));
    assert_eq!(doubts(&pack, &plan.questions[0]), ["r Unstated", "s Unstated"]);
    assert_eq!(question(&plan), (Doubt::Unstated, wan("0"), wan("70").low));
}
