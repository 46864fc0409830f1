//! The nearest way in: worked out by hand, and against trying everything.

#![cfg(not(target_arch = "wasm32"))]

mod doubts;
mod everything;
mod rows;
mod together;

use crate::common::{day, quantity};
use crate::rules::{conditions, dossier, pack};
use qualify_engine::pack::Changer;
use qualify_engine::{Answer, Distance, Dossier, Nearest, Number, Pack, Requirement, Row, Slot, Verdict, Way, nearest};

const AS_OF: &str = "2026-11-22";
const ITEMS: &str = "support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }\n";

fn nearest_for(pack: &Pack, dossier: &Dossier, changer: Changer) -> Nearest {
    let programme = pack.programme("p").unwrap();
    nearest(pack, programme, Row::At(0), dossier, day(AS_OF), changer)
}

fn way(pack: &Pack, answers: &[&str]) -> Way {
    match nearest_for(pack, &dossier(pack, answers), Changer::Enterprise) {
        Nearest::Changes(way) => *way,
        other => panic!("{other:?}"),
    }
}

/// The changes as `field=value`, with how far each is.
fn changes(pack: &Pack, way: &Way) -> Vec<(String, Distance)> {
    way.changes.iter().map(|it| (format!("{}={}", key(pack, it.slot), value(it.to)), it.distance)).collect()
}

fn key(pack: &Pack, slot: Slot) -> String {
    format!("{}[{}]", pack.fields.at(slot.field).key, slot.row)
}

fn value(answer: Answer) -> String {
    match answer {
        Answer::Number(span) => format!("{:?}", span.exact().unwrap()),
        Answer::Date(span) => span.exact().unwrap().to_string(),
        other => format!("{other:?}"),
    }
}

/// One change of a number.
fn one(field: &str, to: Number, by: i64) -> Vec<(String, Distance)> {
    vec![(format!("{field}[0]={to:?}"), Distance::Number(Number::whole(by)))]
}

/// Both must change: that there is a loan, and what is asked of it.
#[test]
fn what_is_looked_at_inside_of_a_list_without_rows_can_change_too() {
    let pack = conditions(&["any(loan, enterprise.listed)"]);
    let found = nearest_for(&pack, &dossier(&pack, &["enterprise.listed=no", "loan=no"]), Changer::Other);
    let Nearest::Changes(way) = found else { panic!("{found:?}") };
    let found: Vec<_> = changes(&pack, &way).into_iter().map(|(change, _)| change).collect();
    assert_eq!(found, ["enterprise.listed[0]=YesNo(true)", "loan[0]=YesNo(true)"]);
    assert!(way.is_least);
}

#[test]
fn the_cost_is_120_wan_short() {
    let pack = conditions(&["enterprise.cost >= 500 万元"]);
    let way = way(&pack, &["enterprise.cost=380"]);
    assert_eq!(changes(&pack, &way), one("enterprise.cost", quantity("500", "万元"), 120_000_000));
    // 120 / 380
    assert_eq!(way.distance, Number::fraction(6, 19).unwrap());
    assert_eq!((way.finding.verdict, way.is_least), (Verdict::Qualifies, true));
}

#[test]
fn more_than_is_one_step_further_than_at_least() {
    for (test, to) in [("> 500", 501), (">= 500", 500), ("= 500", 500), ("!= 480", 479)] {
        let pack = conditions(&[&format!("enterprise.staff {test} people")]);
        let way = way(&pack, &["enterprise.staff=480"]);
        assert_eq!(changes(&pack, &way), one("enterprise.staff", Number::whole(to), to - 480), "{test}");
    }
    let pack = conditions(&["enterprise.cost > 500 万元"]);
    let found = way(&pack, &["enterprise.cost=500"]);
    assert_eq!(changes(&pack, &found), one("enterprise.cost", Number::whole(500_000_001), 1));
}

/// With the revenue held fast: a tenth of 333.33 万元 is 33.333 万元; a third of 1,000 元 is rounded up to 333.34 元, since there is nothing below one 分.
#[test]
fn thresholds_are_worked_out_from_other_answers() {
    let pack = conditions(&["enterprise.cost >= 10% * enterprise.revenue", "enterprise.revenue = 333.33 万元"]);
    let found = way(&pack, &["enterprise.revenue=333.33", "enterprise.cost=20"]);
    assert_eq!(changes(&pack, &found), one("enterprise.cost", quantity("33.333", "万元"), 13_333_000));
    let pack = conditions(&["enterprise.cost >= enterprise.revenue / 3", "enterprise.revenue = 1000 元"]);
    let found = way(&pack, &["enterprise.revenue=0.1", "enterprise.cost=0.03"]);
    assert_eq!(changes(&pack, &found), one("enterprise.cost", Number::whole(33_334), 3_334));
}

/// 100 万元 more of cost are 1/1 of it, 100 万元 less of revenue 1/3.
#[test]
fn the_relatively_smaller_change_is_nearer() {
    let pack = conditions(&["enterprise.revenue - enterprise.cost <= 100 万元"]);
    let found = way(&pack, &["enterprise.revenue=300", "enterprise.cost=100"]);
    assert_eq!(changes(&pack, &found), one("enterprise.revenue", quantity("200", "万元"), -100_000_000));
    assert_eq!(found.distance, Number::fraction(1, 3).unwrap());
}

#[test]
fn days_are_moved_to_the_first_that_will_do() {
    let pack = conditions(&["enterprise.started >= enterprise.founded + 3 years"]);
    let found = way(&pack, &["enterprise.founded=2024-02-29", "enterprise.started=2026-12-31"]);
    // Three years from a leap day end on 2027-02-28, 59 days after the end of 2026.
    assert_eq!(changes(&pack, &found), [("enterprise.started[0]=2027-02-28".into(), Distance::Days(59))]);
    assert_eq!(found.distance, Number::fraction(59, 365).unwrap());
}

#[test]
fn a_term_that_moves_a_day_is_worked_out_too() {
    let pack = conditions(&["enterprise.founded + enterprise.term >= 2026-06-15"]);
    let found = way(&pack, &["enterprise.founded=2024-06-15", "enterprise.term=18个月"]);
    assert_eq!(changes(&pack, &found), one("enterprise.term", Number::whole(24), 6));
}

#[test]
fn two_conditions_need_two_changes() {
    let pack = conditions(&["enterprise.cost >= 500 万元", "enterprise.staff >= 10 people", "enterprise.private"]);
    let found = way(&pack, &["enterprise.cost=400", "enterprise.staff=8", "enterprise.private=yes"]);
    let staff = ("enterprise.staff[0]=10".into(), Distance::Number(Number::whole(2)));
    let cost = ("enterprise.cost[0]=500000000".into(), Distance::Number(Number::whole(100_000_000)));
    assert_eq!(changes(&pack, &found), [staff, cost]);
    // 2/8 and 100/400
    assert_eq!(found.distance, Number::fraction(1, 2).unwrap());
}

/// One change that mends both conditions is nearer than two smaller ones.
#[test]
fn fewer_changes_come_before_shorter_ones() {
    let pack = conditions(&[
        "enterprise.cost >= 101 万元 or enterprise.revenue >= 900 万元",
        "enterprise.staff >= 11 people or enterprise.revenue >= 800 万元",
    ]);
    let found = way(&pack, &["enterprise.cost=100", "enterprise.staff=10", "enterprise.revenue=100"]);
    assert_eq!(changes(&pack, &found), one("enterprise.revenue", quantity("900", "万元"), 800_000_000));
}

/// When one answer alone cannot do it, the other goes as far as it may.
#[test]
fn answers_that_must_change_together_do() {
    let pack = conditions(&[
        "enterprise.revenue + enterprise.cost >= 10 万元",
        "enterprise.revenue <= 6 万元",
        "enterprise.cost <= 5 万元",
    ]);
    let found = way(&pack, &["enterprise.revenue=4", "enterprise.cost=1"]);
    let revenue = ("enterprise.revenue[0]=6000000".into(), Distance::Number(Number::whole(2_000_000)));
    let cost = ("enterprise.cost[0]=4000000".into(), Distance::Number(Number::whole(3_000_000)));
    assert_eq!(changes(&pack, &found), [revenue, cost]);
    // Between 5 万元 and 6 万元 of revenue there are other ways, which are not tried one by one.
    assert!(!found.is_least);
}

/// Six guests are the most: of one person each, guests are relatively nearer (1/2) than staff (1/1).
#[test]
fn a_field_is_filled_to_its_end() {
    let pack = conditions(&["enterprise.guests + enterprise.staff >= 14 people", "enterprise.staff <= 10 people"]);
    let found = way(&pack, &["enterprise.guests=2", "enterprise.staff=1"]);
    let staff = ("enterprise.staff[0]=8".into(), Distance::Number(Number::whole(7)));
    let guests = ("enterprise.guests[0]=6".into(), Distance::Number(Number::whole(4)));
    assert_eq!(changes(&pack, &found), [staff, guests]);
}

#[test]
fn a_day_before_another_is_the_last_one_before_it() {
    let pack = conditions(&["enterprise.started < 2026-03-01"]);
    let found = way(&pack, &["enterprise.started=2026-03-05"]);
    assert_eq!(changes(&pack, &found), [("enterprise.started[0]=2026-02-28".into(), Distance::Days(-5))]);
}

#[test]
fn of_several_ways_the_nearest_is_taken() {
    let pack = conditions(&["enterprise.size = micro or enterprise.staff <= 20 people or enterprise.cost >= 9 万元"]);
    let answers = |staff: &str| {
        vec!["enterprise.size=large".into(), format!("enterprise.staff={staff}"), "enterprise.cost=4".into()]
    };
    let found = |staff: &str| {
        let answers = answers(staff);
        let found = way(&pack, &answers.iter().map(String::as_str).collect::<Vec<_>>());
        (changes(&pack, &found).remove(0).0, found.distance)
    };
    // 80/100 is less than another size (1) and than 5/4 more of cost.
    assert_eq!(found("100"), ("enterprise.staff[0]=20".into(), Number::fraction(4, 5).unwrap()));
    // A size costs 1, and 5/4 more of cost more than that: the first option of the domain is micro.
    let none = pack.field("enterprise.staff").unwrap();
    let mut without = dossier(&pack, &["enterprise.size=large", "enterprise.cost=4"]);
    without.set(&pack, none, Answer::number(Number::whole(0))).unwrap();
    assert_eq!(nearest_for(&pack, &without, Changer::Enterprise), Nearest::Already(Verdict::Qualifies));
    let pack = conditions(&["enterprise.size = micro or enterprise.cost >= 9 万元"]);
    let found = way(&pack, &["enterprise.size=large", "enterprise.cost=4"]);
    assert_eq!(changes(&pack, &found), [("enterprise.size[0]=Choice(0)".into(), Distance::Other)]);
}

#[test]
fn options_that_do_as_well_are_named() {
    let pack = conditions(&["enterprise.size in [small, medium] or enterprise.size = micro and enterprise.listed"]);
    let found = way(&pack, &["enterprise.size=large", "enterprise.listed=no"]);
    assert_eq!(found.changes[0].to, Answer::Choice(1));
    assert_eq!(found.changes[0].or, [Answer::Choice(2)]);
}

/// Each of the other sizes is no longer large; only small and medium leave no doubt, and only small gives 5 万元.
#[test]
fn options_that_do_less_well_are_not_named() {
    let rules = |amount: &str| {
        let rest = format!(
            "
require:
  - {{ id: a, says: 条件, when: enterprise.size != large, source: {{ seen: S1 }} }}
  - {{ id: b, says: 条件, when: 'enterprise.size in [small, medium]', evidence: in_principle, source: {{ seen: S1 }} }}
  - {{ id: c, says: 条件, when: enterprise.staff >= 10 people, source: {{ seen: S1 }} }}
support: {{ items: [ {{ id: i, says: 奖, exactly: {amount}, source: {{ seen: S1 }} }} ] }}
"
        );
        pack("enterprise", &rest)
    };
    let pack = rules("5 万元");
    let found = way(&pack, &["enterprise.size=large"]);
    // The number of people is still asked with each of them, micro included.
    assert_eq!(found.finding.verdict, Verdict::Open);
    assert_eq!((found.changes[0].to, &*found.changes[0].or), (Answer::Choice(1), &[Answer::Choice(2)][..]));
    let pack = rules("if enterprise.size = small then 5 万元 else 3 万元");
    let found = way(&pack, &["enterprise.size=large"]);
    assert_eq!((found.changes[0].to, &*found.changes[0].or), (Answer::Choice(1), &[][..]));
}

/// 700 and 200 are 100 short of 1,000: a seventh of the one, half of the other. That an inferred condition stays in doubt whatever
/// changes does not make it less proven.
#[test]
fn one_change_of_a_sum_is_proven_to_be_the_least() {
    let sum = "sum(loan, loan.principal where loan.secured) >= 1000 万元";
    for more in ["", "  - { id: b, says: 条件, when: enterprise.cost >= 9 万元, source: { inferred: 由旧版推得 } }\n"]
    {
        let rest = format!(
            "require:\n  - {{ id: a, says: 条件, when: '{sum}', source: {{ seen: S1 }} }}\n{more}\
             support: {{ items: [ {{ id: i, says: 奖, source: {{ seen: S1 }} }} ] }}\n"
        );
        let pack = pack("enterprise", &rest);
        let found = way(
            &pack,
            &[
                "loan.principal=700",
                "loan.principal@2=200",
                "loan.secured=yes",
                "loan.secured@2=yes",
                "enterprise.cost=9",
            ],
        );
        assert_eq!(changes(&pack, &found), one("loan.principal", quantity("800", "万元"), 100_000_000));
        assert_eq!((found.distance, found.is_least), (Number::fraction(1, 7).unwrap(), true));
    }
}

#[test]
fn of_items_that_all_need_something_the_nearest_is_taken() {
    let rest = "
require: [ { id: r, says: 条件, when: true, source: { seen: S1 } } ]
support:
  items:
    - { id: a, says: 甲, when: enterprise.cost >= 100 万元, at_most: 5 万元, source: { seen: S1 } }
    - { id: b, says: 乙, when: enterprise.cost >= 60 万元, at_most: 10% * enterprise.cost, source: { seen: S1 } }
";
    let pack = pack("enterprise", rest);
    let found = way(&pack, &["enterprise.cost=40"]);
    assert_eq!(changes(&pack, &found), one("enterprise.cost", quantity("60", "万元"), 20_000_000));
    // The amount after the change: 60 万元 × 10% = 6 万元
    assert_eq!(found.finding.amount.unwrap().known.span.exact(), Some(quantity("6", "万元")));
}

#[test]
fn what_nobody_can_change_cannot_be_helped() {
    let pack = conditions(&["enterprise.founded <= 2020-01-01", "enterprise.staff >= 10 people"]);
    let late = dossier(&pack, &["enterprise.founded=2021-01-01", "enterprise.staff=5"]);
    let because = vec![Requirement::Condition(0)];
    assert_eq!(nearest_for(&pack, &late, Changer::Other), Nearest::NoChangeHelps { because });
}

#[test]
fn conditions_that_exclude_each_other_cannot_be_helped() {
    let pack = conditions(&["enterprise.staff >= 10 people", "enterprise.staff <= 5 people"]);
    let found = nearest_for(&pack, &dossier(&pack, &["enterprise.staff=7"]), Changer::Enterprise);
    let because = vec![Requirement::Condition(0), Requirement::Condition(1)];
    assert_eq!(found, Nearest::NoChangeHelps { because });
}

#[test]
fn what_somebody_else_changes_counts_when_asked_for() {
    let pack = conditions(&["enterprise.listed or enterprise.founded <= 2020-01-01"]);
    let it = dossier(&pack, &["enterprise.listed=no", "enterprise.founded=2021-01-01"]);
    let because = vec![Requirement::Condition(0)];
    assert_eq!(nearest_for(&pack, &it, Changer::Enterprise), Nearest::NoChangeHelps { because });
    let Nearest::Changes(found) = nearest_for(&pack, &it, Changer::Other) else { panic!() };
    assert_eq!(changes(&pack, &found), [("enterprise.listed[0]=YesNo(true)".into(), Distance::Other)]);
}

#[test]
fn what_was_not_answered_stays_to_be_answered() {
    let pack = conditions(&["enterprise.staff >= 10 people", "enterprise.cost >= 1 万元"]);
    let found = way(&pack, &["enterprise.staff=5"]);
    assert_eq!(changes(&pack, &found), one("enterprise.staff", Number::whole(10), 5));
    assert_eq!(found.finding.verdict, Verdict::Open);
    let missing: Vec<_> = found.finding.missing.iter().map(|slot| key(&pack, *slot)).collect();
    assert_eq!(missing, ["enterprise.cost[0]"]);
}

#[test]
fn a_rough_answer_is_left_by_its_nearer_end() {
    let pack = conditions(&["enterprise.cost >= 500 万元"]);
    let found = way(&pack, &["enterprise.cost=200..400"]);
    assert_eq!(changes(&pack, &found), one("enterprise.cost", quantity("500", "万元"), 100_000_000));
    assert_eq!(found.distance, Number::fraction(1, 4).unwrap());
}

/// While nobody knows the share, (1 − 3) of it is less than 2 however large it is; of more than 3 it can be enough.
#[test]
fn what_an_open_end_is_multiplied_with_turns_where_it_is_zero() {
    let pack = conditions(&["(enterprise.revenue - 3 元) * enterprise.share >= 2 元"]);
    let found = way(&pack, &["enterprise.revenue=0.0001"]);
    // A fen above 3 元 is the next sum there is.
    assert_eq!(changes(&pack, &found), one("enterprise.revenue", Number::whole(301), 201));
    assert_eq!((found.finding.verdict, found.is_least), (Verdict::Open, true));
}

/// A project, and a loan of 5 万元 beside it: which of the two is changed first is all the same.
#[test]
fn what_is_compared_inside_of_a_list_without_rows_turns_too() {
    let test = "any(project, loan.principal >= 5 万元)";
    let rest = format!("require: [ {{ id: a, says: 条件, when: '{test}', source: {{ seen: S1 }} }} ]\n{ITEMS}");
    let pack = pack("loan", &rest);
    let found = way(&pack, &["project=no", "loan.principal=..3"]);
    let found: Vec<_> = changes(&pack, &found).into_iter().map(|(change, _)| change).collect();
    let five = quantity("5", "万元");
    assert_eq!(found, ["project[0]=YesNo(true)".to_owned(), format!("loan.principal[0]={five:?}")]);
}

/// Micro is to be small, and everything else large.
#[test]
fn the_option_of_the_branch_that_is_not_taken_is_tried() {
    let pack = conditions(&["enterprise.size = (if enterprise.size = micro then small else large)"]);
    let found = way(&pack, &["enterprise.size=micro"]);
    assert_eq!(changes(&pack, &found), [("enterprise.size[0]=Choice(3)".to_owned(), Distance::Other)]);
}

/// What is divided by what can be zero can be anything, and nothing times anything is nothing: at 3 元 it comes to 0, and a fen more or
/// less is enough.
#[test]
fn beside_what_can_be_anything_a_factor_turns_where_it_is_zero() {
    let divided = "(enterprise.revenue / 1 元 - 3) * (2 元 / (if enterprise.revenue > 10 元 then 1 else enterprise.share - 50%)) >= 2 元";
    let of_rows = "(enterprise.revenue / 1 元 - 3) * max(loan, 50 元 where enterprise.revenue >= 50 元) >= 2 元";
    for (test, other) in [(divided, "enterprise.share=0..100"), (of_rows, "loan=yes")] {
        let pack = conditions(&[test, "enterprise.revenue <= 5 元"]);
        let found = way(&pack, &["enterprise.revenue=0.0003", other]);
        let ([change], true) = (&found.changes[..], found.is_least) else { panic!("{found:?}") };
        assert!([299, 301].map(|fen| Answer::number(Number::whole(fen))).contains(&change.to), "{change:?}");
    }
}

/// Nothing, divided by what 2 divided by the staff comes to: 0, which is too little. Without staff it is not defined, and no longer false.
#[test]
fn what_is_not_defined_turns_though_it_cancels_out() {
    let pack = conditions(&["0 / (2 people / enterprise.staff) >= 2"]);
    let found = way(&pack, &["enterprise.staff=1"]);
    assert_eq!(changes(&pack, &found), one("enterprise.staff", Number::ZERO, -1));
    assert_eq!(found.finding.verdict, Verdict::Unconfirmed);
}

/// Both loans are as large as the costs of 30 万元, and 2 × 10 万元 is less than these. It is not less than 20 万元.
#[test]
fn a_count_turns_where_it_is_compared_with_what_it_counts_by() {
    let pack = conditions(&["count(loan where loan.principal >= enterprise.cost) * 10 万元/项 >= enterprise.cost"]);
    let answers = ["loan.principal=50", "loan.principal@2=60", "enterprise.cost=30"];
    let found = way(&pack, &answers);
    assert_eq!(changes(&pack, &found), one("enterprise.cost", quantity("20", "万元"), -10_000_000));
    assert_eq!((found.finding.verdict, found.is_least), (Verdict::Qualifies, true));
}
