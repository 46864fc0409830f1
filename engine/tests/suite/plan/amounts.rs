//! What a choice counts for under limits on sums and bases.

use super::{chosen, enterprise, gives, left_out, loans, of, planned, wan};
use crate::common::day;
use crate::rules::related;
use qualify_engine::plan::{Plan, Wanted};
use qualify_engine::{Dossier, Number, Pack, Span};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_limit_on_the_sum_counts_the_greatest_first_and_leaves_out_what_adds_nothing() {
    let limit = |value: &str| format!("among: [a, b], sum_at_most: {value} 万元, source: {{ seen: S1 }}");
    let pack = enterprise(&["80 万元", "100 万元", "50 万元"], &limit("120"));
    let plan = planned(&pack, &[]);
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("a b c", wan("170")));
    // The first come first: 80, then the 40 that are left of 120.
    let counted: Vec<_> = plan.chosen.iter().map(|choice| choice.counted.unwrap()).collect();
    assert_eq!(counted, [wan("80"), wan("40"), wan("50")]);
    let full = enterprise(&["80 万元", "100 万元", "50 万元"], &limit("100"));
    let plan = planned(&full, &[]);
    assert_eq!((chosen(&full, &plan).as_str(), plan.total), ("b c", wan("150")));
    assert_eq!(left_out(&full, &plan), ["a Exhausted b"]);
}

/// What each choice counts for, by the relation that limits it.
fn parts(pack: &Pack, plan: &Plan) -> Vec<(Span<Number>, Option<String>)> {
    let key = |it| pack.relations.at(it).key.clone();
    plan.chosen.iter().map(|choice| (choice.counted.unwrap(), choice.limited_by.map(key))).collect()
}

fn from_to(low: &str, high: &str) -> Span<Number> {
    Span { low: wan(low).low, high: wan(high).high }
}

#[test]
fn what_a_choice_counts_for_is_a_range_where_answers_can_change_it() {
    let award = gives("true", "40% * loan.principal");
    let limit = "r: { says: 规定, among: [a], sum_at_most: 50 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &award)], limit);
    let of = |answers: &[&str]| planned(&pack, answers);
    // 0 to any sum, 40% of 10 to 30, and 40% of 20: 12 are sure of the three, so 38 of 50 are left for the first at most.
    let plan = of(&["loan.principal@1=?", "loan.principal@2=10..30", "loan.principal@3=20"]);
    assert_eq!(plan.total, from_to("12", "50"));
    let full = |low, high| (from_to(low, high), None);
    assert_eq!(parts(&pack, &plan), [(from_to("0", "38"), Some("r".into())), full("4", "12"), full("8", "8")]);
    assert_eq!(plan.chosen[0].worth, Some(Span { low: wan("0").low, high: None }));
    assert_eq!(plan.chosen[1].worth, Some(from_to("4", "12")));
    // 32, and 8 to 40: of the second 18 can count at most.
    let plan = of(&["loan.principal@1=80", "loan.principal@2=20..100"]);
    assert_eq!(parts(&pack, &plan), [full("32", "32"), (from_to("8", "18"), Some("r".into()))]);
}

/// Each may come to all that the limit lets through, but not all of them: of 0 to 50 and 0 to 20 no more than 50 together.
#[test]
fn what_cannot_all_come_out_at_its_most_says_under_which_limit() {
    let award = gives("true", "loan.principal");
    let limit = "r: { says: 规定, among: [a], sum_at_most: 50 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &award)], limit);
    let shares = |answers: &[&str]| {
        let plan = planned(&pack, answers);
        let key = |it| pack.relations.at(it).key.clone();
        let all = plan.chosen.iter().map(|choice| (choice.limited_by.map(key), choice.shares.map(key)));
        (plan.total, all.collect::<Vec<_>>())
    };
    let shared = || (None, Some("r".to_owned()));
    assert_eq!(
        shares(&["loan.principal@1=0..50", "loan.principal@2=0..20"]),
        (from_to("0", "50"), vec![shared(), shared()])
    );
    // Just as much as it lets through: each has its own.
    assert_eq!(
        shares(&["loan.principal@1=0..30", "loan.principal@2=0..20"]),
        (from_to("0", "50"), vec![(None, None); 2])
    );
    // A bit more is too much.
    assert_eq!(
        shares(&["loan.principal@1=0..31", "loan.principal@2=0..20"]),
        (from_to("0", "50"), vec![shared(), shared()])
    );
}

#[test]
fn a_limit_is_exhausted_only_where_others_fill_it_in_every_case() {
    let award = gives("true", "loan.principal");
    let limit = "r: { says: 规定, among: [a], sum_at_most: 50 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &award)], limit);
    // The first may be all or nothing, and then each of the others may count.
    let plan = planned(&pack, &["loan.principal@1=?", "loan.principal@2=0..50", "loan.principal@3=0..20"]);
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("a@0 a@1 a@2", from_to("0", "50")));
    // 50 are sure.
    let plan = planned(&pack, &["loan.principal@1=50..60", "loan.principal@2=0..50"]);
    assert_eq!((chosen(&pack, &plan).as_str(), left_out(&pack, &plan)), ("a@0", vec!["a@1 Exhausted a@0".to_owned()]));
    // 8 of a and up to 5 of b, of which 5 to 10 count, and of these 8: whether a fills the inner limit or the outer one, b adds nothing.
    let relations = "r: { says: 规定, among: [a, b], sum_at_most: enterprise.cost, source: { seen: S1 } }\n\
                     s: { says: 规定, among: [a, b], sum_at_most: 8 万元, source: { seen: S1 } }\n";
    let (a, b) = (gives("true", "8 万元"), gives("true", "enterprise.revenue"));
    let pack = related(&[("a", "enterprise", &a), ("b", "enterprise", &b)], relations);
    let plan = planned(&pack, &["enterprise.cost=5..10", "enterprise.revenue=0..5"]);
    assert_eq!((left_out(&pack, &plan), plan.total), (vec!["b Exhausted a".to_owned()], from_to("5", "8")));
    assert_eq!(pack.relations.at(plan.left_out[0].because).key, "s");
}

#[test]
fn a_base_is_used_up_only_where_others_use_it_in_every_case() {
    let interest = gives("true", "loan.principal * loan.rate * 1 years");
    let limit = "r: { says: 规定, among: [a], base: loan.principal, base_at_most: 5000 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &interest)], limit);
    // 4,000 to 6,000 at 4%: 160 to 200. At the low end 1,000 are left for the other at 2%: 20; at the high end nothing.
    let answers = ["loan.principal@1=4000..6000", "loan.rate@1=4", "loan.principal@2=2000", "loan.rate@2=2"];
    let plan = planned(&pack, &answers);
    assert_eq!(plan.total, from_to("180", "200"));
    // The first counts for up to 200 beside the second, which then adds nothing: 20 of the 200 were its sure share.
    assert_eq!(parts(&pack, &plan), [(from_to("160", "180"), Some("r".into())), (wan("20"), Some("r".into()))]);
    // From 5,000 on nothing is left for it in any case; at a better rate it would be the first that gives way.
    let plan =
        planned(&pack, &["loan.principal@1=5000..6000", "loan.rate@1=4", "loan.principal@2=2000", "loan.rate@2=2"]);
    assert_eq!(left_out(&pack, &plan), ["a@1 Exhausted a@0"]);
    let plan =
        planned(&pack, &["loan.principal@1=5000..6000", "loan.rate@1=4", "loan.principal@2=2000", "loan.rate@2=2..5"]);
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("a@0 a@1", from_to("200", "220")));
}

#[test]
fn the_relation_that_limits_a_choice_is_the_innermost_that_leaves_the_least() {
    let relations = |inner: &str, outer: &str| {
        format!(
            "r: {{ says: 规定, among: [a, b], sum_at_most: {inner} 万元, source: {{ seen: S1 }} }}\n\
             s: {{ says: 规定, among: [a, b, c], sum_at_most: {outer} 万元, source: {{ seen: S1 }} }}\n"
        )
    };
    let texts = ["80 万元", "100 万元", "50 万元"].map(|amount| gives("true", amount));
    let [a, b, c] = &texts;
    let programmes = [("a", "enterprise", a.as_str()), ("b", "enterprise", b), ("c", "enterprise", c)];
    let parts = |inner: &str, outer: &str| {
        let pack = related(&programmes, &relations(inner, outer));
        parts(&pack, &planned(&pack, &[]))
    };
    let by = |relation: &str| Some(relation.to_owned());
    // Of 120 a takes 80 and b 40; of 160 these take 120, and c 40.
    assert_eq!(parts("120", "160"), [(wan("80"), None), (wan("40"), by("r")), (wan("40"), by("s"))]);
    // The outer one leaves b less than the inner one does.
    assert_eq!(parts("170", "160")[..2], [(wan("80"), None), (wan("80"), by("s"))]);
}

#[test]
fn limits_lie_within_each_other() {
    let relations = "r: { says: 规定, among: [a, b], sum_at_most: 120 万元, source: { seen: S1 } }\n\
                     s: { says: 规定, among: [a, b, c], per: enterprise, sum_at_most: 150 万元, source: { seen: S1 } }\n";
    let texts = ["80 万元", "100 万元", "50 万元"].map(|amount| gives("true", amount));
    let [a, b, c] = &texts;
    let programmes = [("a", "enterprise", a.as_str()), ("b", "enterprise", b), ("c", "enterprise", c)];
    let pack = related(&programmes, relations);
    // min(80 + 100, 120) + 50 = 170, and of these 150.
    assert_eq!(planned(&pack, &[]).total, wan("150"));
    // 100 fill the outer limit alone, and leave room in the inner one.
    let pack = related(&programmes, &relations.replace("120", "500").replace("150", "100"));
    let plan = planned(&pack, &[]);
    assert_eq!(left_out(&pack, &plan), ["a Exhausted b", "c Exhausted b"]);
    assert!(plan.left_out.iter().all(|left| pack.relations.at(left.because).key == "s"));
    // Here they fill both, and the inner one is named.
    let pack = related(&programmes, &relations.replace("120", "100").replace("150", "100"));
    let because: Vec<_> =
        planned(&pack, &[]).left_out.iter().map(|left| pack.relations.at(left.because).key.clone()).collect();
    assert_eq!(because, ["r", "s"]);
}

#[test]
fn a_limit_on_the_base_counts_where_it_yields_most() {
    let interest = gives("true", "loan.principal * loan.rate * 1 years");
    let limit = "r: { says: 规定, among: [a], base: loan.principal, base_at_most: 5000 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "loan", &interest)], limit);
    let plan = of(&pack, &loans(&pack, &[("3000", "2"), ("4000", "4")]), Wanted::default());
    // 4,000 at 4% make 160; of the other loan 1,000 are left to count, at 2% 20.
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("a@0 a@1", wan("180")));
    let counted: Vec<_> = plan.chosen.iter().map(|choice| choice.counted.unwrap()).collect();
    assert_eq!(counted, [wan("60"), wan("120")]);
    // A third loan at 1% finds no room.
    let plan = of(&pack, &loans(&pack, &[("3000", "2"), ("4000", "4"), ("900", "1")]), Wanted::default());
    assert_eq!((left_out(&pack, &plan), plan.total), (vec!["a@2 Exhausted a@0 a@1".to_owned()], wan("180")));
}

#[test]
fn a_year_has_its_own_limit() {
    let relation = "r: { says: 规定, among: [a, b], per: year, at_most: one, source: { seen: S1 } }\n";
    let award = gives("true", "10 万元");
    let later = award.clone();
    let pack = related(&[("a", "enterprise", &award), ("b", "enterprise", &later)], relation);
    assert_eq!(planned(&pack, &[]).total, wan("10"));
    let mut pack = pack;
    let b = pack.programme("b").unwrap();
    pack.programmes.get_mut(b).unwrap().application.closes = qualify_engine::pack::Day::On(day("2025-12-31"));
    pack.programmes.get_mut(b).unwrap().application.opens = qualify_engine::pack::Day::On(day("2025-01-01"));
    // One was applied for in 2025, the other this year.
    let plan = of(&pack, &Dossier::new(), Wanted { closed: true, ..Wanted::default() });
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("a b", wan("20")));
}
