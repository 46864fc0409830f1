//! What to apply for: small packs with totals worked out by hand.

mod limits;

use crate::common::{day, quantity};
use crate::rules::{dossier, related};
use qualify_engine::plan::{Doubt, Obstacle, OpenQuestion, Plan, Support, Wanted, plan};
use qualify_engine::{Answer, Dossier, Number, Pack, Span, assess, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The text of a programme that gives an amount to everyone, or to whoever meets a condition.
fn gives(when: &str, amount: &str) -> String {
    let seen = "source: { seen: S1 }";
    format!(
        "require: [ {{ id: r, says: 条件, when: '{when}', {seen} }} ]\n\
         support: {{ items: [ {{ id: i, says: 奖, exactly: '{amount}', {seen} }} ] }}\n"
    )
}

/// Programmes a, b, c, … of the enterprise with these amounts, between which this relation holds.
fn enterprise(amounts: &[&str], relation: &str) -> Pack {
    let texts: Vec<_> = amounts.iter().map(|amount| gives("true", amount)).collect();
    let programmes = ["a", "b", "c", "d"].into_iter().zip(&texts).map(|(id, text)| (id, "enterprise", text.as_str()));
    related(&programmes.collect::<Vec<_>>(), &format!("r: {{ says: 规定, {relation} }}\n"))
}

fn planned(pack: &Pack, answers: &[&str]) -> Plan {
    of(pack, &dossier(pack, answers), Wanted::default())
}

fn of(pack: &Pack, dossier: &Dossier, wanted: Wanted) -> Plan {
    let as_of = day("2026-11-22");
    plan(pack, dossier, as_of, &assess(pack, dossier, as_of), wanted).unwrap()
}

fn name(pack: &Pack, support: Support) -> String {
    let row = support.subject.map(|row| format!("@{row}")).unwrap_or_default();
    format!("{}{row}", pack.programmes.at(support.programme).key)
}

/// `a b@1`
fn chosen(pack: &Pack, plan: &Plan) -> String {
    plan.chosen.iter().map(|choice| name(pack, choice.support)).collect::<Vec<_>>().join(" ")
}

/// `b Displaced a`
fn left_out(pack: &Pack, plan: &Plan) -> Vec<String> {
    let words = plan.left_out.iter().map(|left| {
        let by = left.displaced_by.iter().map(|it| name(pack, *it));
        [name(pack, left.support), format!("{:?}", left.obstacle)].into_iter().chain(by).collect::<Vec<_>>().join(" ")
    });
    words.collect()
}

fn wan(value: &str) -> Span<Number> {
    Span::exactly(quantity(value, "万元"))
}

/// The only question: what is not known, the total otherwise and the difference, in 万元.
fn question(plan: &Plan) -> (Doubt, Span<Number>, Option<Number>) {
    let [OpenQuestion { doubt, otherwise, at_stake: [low, high], .. }] = *plan.questions.as_slice() else {
        panic!("{:?}", plan.questions)
    };
    assert_eq!(low, high);
    (doubt, otherwise, low)
}

const ONE: &str = "among: [a, b], at_most: one, source: { seen: S1 }";

#[test]
fn of_two_that_exclude_each_other_the_greater_is_chosen() {
    let pack = enterprise(&["80 万元", "100 万元", "50 万元"], ONE);
    let plan = planned(&pack, &[]);
    // 100 + 50; a is displaced by b.
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("b c", wan("150")));
    assert_eq!(left_out(&pack, &plan), ["a Displaced b"]);
    assert_eq!((plan.questions.len(), plan.at_worst, plan.is_proven), (0, wan("150"), true));
}

#[test]
fn equal_amounts_are_chosen_in_the_order_of_the_pack_and_several_small_beat_one_great() {
    let pack = enterprise(&["100 万元", "100 万元"], ONE);
    assert_eq!(chosen(&pack, &planned(&pack, &[])), "a");
    // a excludes b, c and d one by one; 40 + 40 + 40 is more than 100.
    let relations = "r: { says: 规定, among: [a, b], at_most: one, source: { seen: S1 } }\n\
                     s: { says: 规定, among: [a, c], at_most: one, source: { seen: S1 } }\n\
                     t: { says: 规定, among: [a, d], at_most: one, source: { seen: S1 } }\n";
    let texts = ["100 万元", "40 万元", "40 万元", "40 万元"].map(|amount| gives("true", amount));
    let pack = related(
        &[
            ("a", "enterprise", &texts[0]),
            ("b", "enterprise", &texts[1]),
            ("c", "enterprise", &texts[2]),
            ("d", "enterprise", &texts[3]),
        ],
        relations,
    );
    let plan = planned(&pack, &[]);
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("b c d", wan("120")));
    assert_eq!(left_out(&pack, &plan), ["a Displaced b"]);
}

#[test]
fn an_exception_lifts_a_rule_and_is_a_question_while_it_is_not_known() {
    let pack = enterprise(&["80 万元", "100 万元"], &format!("{ONE}, unless: enterprise.listed"));
    let plan = planned(&pack, &[]);
    assert_eq!(chosen(&pack, &plan), "b");
    assert_eq!(question(&plan), (Doubt::Exception, wan("180"), wan("80").low));
    let free = planned(&pack, &["enterprise.listed=yes"]);
    assert_eq!((chosen(&pack, &free).as_str(), free.total, free.questions.len()), ("a b", wan("180"), 0));
    assert_eq!(planned(&pack, &["enterprise.listed=no"]).questions.len(), 0);
}

#[test]
fn support_from_outside_takes_the_place() {
    let pack = enterprise(&["80 万元", "100 万元", "50 万元"], &format!("{ONE}, used: enterprise.listed"));
    let plan = planned(&pack, &["enterprise.listed=yes"]);
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total), ("c", wan("50")));
    assert_eq!(left_out(&pack, &plan), ["a Used", "b Used"]);
    let open = planned(&pack, &[]);
    assert_eq!((chosen(&pack, &open).as_str(), open.at_worst), ("b c", wan("50")));
    assert_eq!(question(&open), (Doubt::Used, wan("50"), wan("100").low));
}

#[test]
fn what_no_source_states_is_asked_and_not_decided() {
    let unread = "among: [a, b], at_most: one, source: { unpublished: 没有读到 }";
    let pack = enterprise(&["80 万元", "100 万元"], unread);
    let plan = planned(&pack, &[]);
    assert_eq!((chosen(&pack, &plan).as_str(), plan.total, plan.at_worst), ("a b", wan("180"), wan("100")));
    assert_eq!(question(&plan), (Doubt::Unstated, wan("100"), wan("80").low));
    // A conclusion of ours is a question too; what holds in principle is applied, and may have exceptions.
    let inferred = enterprise(&["80 万元", "100 万元"], "among: [a, b], at_most: one, source: { inferred: 推断 }");
    assert_eq!(question(&planned(&inferred, &[])), (Doubt::Unstated, wan("100"), wan("80").low));
    let soft = enterprise(&["80 万元", "100 万元"], &format!("{ONE}, evidence: in_principle"));
    let plan = planned(&soft, &[]);
    assert_eq!((chosen(&soft, &plan).as_str(), plan.at_worst), ("b", wan("100")));
    assert_eq!(question(&plan), (Doubt::InPrinciple, wan("180"), wan("80").low));
}

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

/// Loans of these principals and yearly rates, in 万元 and percent.
fn loans(pack: &Pack, rows: &[(&str, &str)]) -> Dossier {
    let mut dossier = Dossier::new();
    for (row, (principal, rate)) in (0..).zip(rows) {
        for (key, text) in [("loan.principal", principal), ("loan.rate", rate)] {
            let field = pack.field(key).unwrap();
            dossier.set_at(pack, field, row, read(pack, field, text).unwrap()).unwrap();
        }
    }
    dossier
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
fn a_programme_that_needs_another_comes_with_it_or_not_at_all() {
    let relation = "r: { says: 规定, among: [b], needs: [a], held: enterprise.listed, source: { seen: S1 } }\n";
    let (service, award) = (
        "require: [ { id: r, says: 条件, when: enterprise.private, source: { seen: S1 } } ]\n\
         support: { items: [ { id: i, says: 服务, source: { seen: S1 } } ] }\n",
        gives("true", "100 万元"),
    );
    let pack = related(&[("a", "enterprise", service), ("b", "enterprise", &award)], relation);
    let both = planned(&pack, &["enterprise.private=yes", "enterprise.listed=no"]);
    assert_eq!((chosen(&pack, &both).as_str(), both.total), ("a b", wan("100")));
    assert_eq!(both.chosen[0].counted, None);
    let none = planned(&pack, &["enterprise.private=no", "enterprise.listed=no"]);
    assert_eq!((left_out(&pack, &none), none.total), (vec!["b Lacking".to_owned()], wan("0")));
    let open = planned(&pack, &["enterprise.private=no"]);
    assert_eq!(question(&open), (Doubt::Held, wan("100"), wan("100").low));
    let held = planned(&pack, &["enterprise.private=no", "enterprise.listed=yes"]);
    assert_eq!((chosen(&pack, &held).as_str(), held.questions.len()), ("b", 0));
}

#[test]
fn what_is_sure_comes_before_what_is_possible() {
    let pack = enterprise(&["enterprise.cost", "100 万元"], ONE);
    // From 50 to 150: at least 50, so 100 is better; from 100 on, the same for sure and more if it goes well.
    assert_eq!(chosen(&pack, &planned(&pack, &["enterprise.cost=50..150"])), "b");
    let plan = planned(&pack, &["enterprise.cost=100..150"]);
    assert_eq!(chosen(&pack, &plan), "a");
    assert_eq!(plan.total, Span { low: wan("100").low, high: wan("150").low });
    assert_eq!(planned(&pack, &["enterprise.cost=100.."]).total, Span { low: wan("100").low, high: None });
}

#[test]
fn only_what_is_wanted_is_chosen_from() {
    let (sure, open) = (gives("true", "10 万元"), gives("enterprise.private", "30 万元"));
    let unread = sure.replacen("source: { seen: S1 } }", "source: { recalled: 记得 } }", 1);
    let pack = related(&[("a", "enterprise", &sure), ("b", "enterprise", &open), ("c", "enterprise", &unread)], "");
    let keys = |wanted: Wanted, as_of: &str| {
        let (dossier, as_of) = (Dossier::new(), day(as_of));
        chosen(&pack, &plan(&pack, &dossier, as_of, &assess(&pack, &dossier, as_of), wanted).unwrap())
    };
    assert_eq!(keys(Wanted::default(), "2026-11-22"), "a");
    assert_eq!(keys(Wanted { open: true, ..Wanted::default() }, "2026-11-22"), "a b");
    assert_eq!(keys(Wanted { unconfirmed: true, ..Wanted::default() }, "2026-11-22"), "a c");
    assert_eq!(keys(Wanted::default(), "2027-01-01"), "");
    assert_eq!(keys(Wanted { closed: true, ..Wanted::default() }, "2027-01-01"), "a");
}

#[test]
fn where_one_form_is_to_be_chosen_the_plan_says_which() {
    let forms = "require: [ { id: r, says: 条件, when: true, source: { seen: S1 } } ]\n\
        support:\n  together: highest\n  items:\n\
        \x20   - { id: grant, says: 补助, at_most: 10% * enterprise.cost, source: { seen: S1 } }\n\
        \x20   - { id: interest, says: 贴息, at_most: 5% * enterprise.revenue, source: { seen: S1 } }\n";
    let pack = related(&[("a", "enterprise", forms)], "");
    let taken = |answers: &[&str]| {
        let choice = planned(&pack, answers).chosen.remove(0);
        (choice.forms, choice.rivals)
    };
    // 10% of 300 is 30; 5% of 400 is 20, of 800 it is 40.
    assert_eq!(taken(&["enterprise.cost=300", "enterprise.revenue=400"]), (vec![0], vec![]));
    assert_eq!(taken(&["enterprise.cost=300", "enterprise.revenue=800"]), (vec![1], vec![]));
    assert_eq!(taken(&["enterprise.cost=300", "enterprise.revenue=400..800"]), (vec![0], vec![1]));
    // At most 5% of 600, which is 30 as well.
    assert_eq!(taken(&["enterprise.cost=300", "enterprise.revenue=400..600"]), (vec![0], vec![]));
}

#[test]
fn a_form_that_may_not_apply_is_not_sure() {
    let forms = "require: [ { id: r, says: 条件, when: true, source: { seen: S1 } } ]\n\
        support:\n  together: highest\n  items:\n\
        \x20   - { id: grant, says: 补助, when: enterprise.private, at_most: 30 万元, source: { seen: S1 } }\n\
        \x20   - { id: interest, says: 贴息, at_most: 20 万元, source: { seen: S1 } }\n";
    let pack = related(&[("a", "enterprise", forms)], "");
    let choice = planned(&pack, &[]).chosen.remove(0);
    assert_eq!((choice.forms, choice.rivals), (vec![1], vec![0]));
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

/// Loans with 2% of their principal in 万元, each of a project, or of one that is not answered.
fn projects(pack: &Pack, rows: &[(&str, Option<u16>)]) -> Dossier {
    let mut dossier = loans(pack, &rows.iter().map(|(principal, _)| (*principal, "2")).collect::<Vec<_>>());
    let (invested, project) = (pack.field("project.invested").unwrap(), pack.field("loan.project").unwrap());
    let listed = rows.iter().filter_map(|(_, of)| *of).max().unwrap_or_default().max(1);
    for row in 0..=listed {
        dossier.set_at(pack, invested, row, read(pack, invested, "1").unwrap()).unwrap();
    }
    for (row, (_, of)) in (0..).zip(rows) {
        if let Some(of) = of {
            dossier.set_at(pack, project, row, Answer::Row(*of)).unwrap();
        }
    }
    dossier
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
