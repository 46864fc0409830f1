//! What to apply for: small packs with totals worked out by hand.

mod amounts;
mod doubts;
mod limits;
mod rows;

use crate::common::{day, quantity};
use crate::rules::{dossier, related};
use qualify_engine::plan::{Doubt, OpenQuestion, Plan, Support, Wanted, plan};
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
fn of_equals_the_certain_one_is_chosen_and_what_seems_missed_never() {
    let inferred = gives("enterprise.private", "100 万元").replacen("{ seen: S1 }", "{ inferred: 推得 }", 1);
    let programmes = [("a", inferred.as_str()), ("b", &gives("true", "100 万元")), ("c", &gives("true", "1 万元"))];
    let pack =
        related(&programmes.map(|(id, text)| (id, "enterprise", text)), &format!("r: {{ says: 规定, {ONE} }}\n"));
    let plan = |private: &str| {
        let wanted = Wanted { unconfirmed: true, ..Wanted::default() };
        of(&pack, &dossier(&pack, &[&format!("enterprise.private={private}")]), wanted)
    };
    assert_eq!(
        (chosen(&pack, &plan("yes")).as_str(), left_out(&pack, &plan("yes"))),
        ("b c", vec!["a Displaced b".into()])
    );
    assert_eq!((chosen(&pack, &plan("no")).as_str(), left_out(&pack, &plan("no"))), ("b c", vec![]));
    // Of itself it would be counted, and comes after what is certain.
    let pack = related(&programmes.map(|(id, text)| (id, "enterprise", text)), "");
    let wanted = Wanted { unconfirmed: true, ..Wanted::default() };
    let counted = |private: &str| of(&pack, &dossier(&pack, &[&format!("enterprise.private={private}")]), wanted);
    assert_eq!((chosen(&pack, &counted("yes")).as_str(), counted("yes").total), ("b c a", wan("201")));
    assert_eq!((chosen(&pack, &counted("no")).as_str(), counted("no").total), ("b c", wan("101")));
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
