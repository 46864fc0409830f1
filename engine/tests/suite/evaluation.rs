//! What expressions yield: every operator at its boundary, with unknowns of both causes, and with ranges.

use crate::rules::{conditions, dossier};
use qualify_engine::expression::Node;
use qualify_engine::{Causes, Date, Dossier, Evaluator, Outcome, Truth};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use Truth::{False, True};
const APPLICANT: Truth = Truth::Unknown(Causes::APPLICANT);

/// What the condition yields on 2026-11-22 for these answers.
fn yields(test: &str, answers: &[&str], expected: Truth) {
    let pack = conditions(&[test]);
    let dossier = dossier(&pack, answers);
    let test_node = pack.programmes.iter().next().unwrap().conditions[0].test;
    let as_of = Date::parse("2026-11-22").unwrap();
    let found = Evaluator::new(&pack, &dossier, as_of).truth(test_node);
    assert_eq!(found, expected, "{test} for {answers:?}");
}

#[test]
fn comparisons_of_money_at_their_boundary() {
    for (test, below, at, above) in [
        ("enterprise.revenue >= 500 万元", False, True, True),
        ("enterprise.revenue > 500 万元", False, False, True),
        ("enterprise.revenue <= 500 万元", True, True, False),
        ("enterprise.revenue < 500 万元", True, False, False),
        ("enterprise.revenue = 500 万元", False, True, False),
        ("enterprise.revenue != 500 万元", True, False, True),
    ] {
        yields(test, &["enterprise.revenue=4999999.99元"], below);
        yields(test, &["enterprise.revenue=500万元"], at);
        yields(test, &["enterprise.revenue=5000000.01元"], above);
        yields(test, &[], APPLICANT);
        yields(test, &["enterprise.revenue=?"], APPLICANT);
    }
}

/// Whichever branch it is, both name the same option; unless nobody said which option that is.
#[test]
fn a_branch_of_options_is_an_option() {
    let test = "(if enterprise.private then enterprise.size else enterprise.size) = small";
    yields(test, &["enterprise.size=small"], True);
    yields(test, &["enterprise.size=micro"], False);
    yields(test, &["enterprise.private=yes"], APPLICANT);
    let pack = conditions(&[test]);
    let node = pack.programmes.iter().next().unwrap().conditions[0].test;
    let Node::Compare(_, branch, _) = pack.nodes.at(node) else { panic!("{test} is no comparison") };
    let nothing = Dossier::new();
    let evaluator = Evaluator::new(&pack, &nothing, Date::parse("2026-11-22").unwrap());
    assert_eq!(evaluator.outcome(*branch), Outcome::Choice(Err(Causes::APPLICANT)));
}

#[test]
fn comparisons_of_dates_at_their_boundary() {
    for (test, before, on, after) in [
        ("enterprise.founded >= 2024-04-01", False, True, True),
        ("enterprise.founded > 2024-04-01", False, False, True),
        ("enterprise.founded <= 2024-04-01", True, True, False),
        ("enterprise.founded < 2024-04-01", True, False, False),
    ] {
        yields(test, &["enterprise.founded=2024-03-31"], before);
        yields(test, &["enterprise.founded=2024-04-01"], on);
        yields(test, &["enterprise.founded=2024-04-02"], after);
    }
}

#[test]
fn a_rough_answer_settles_what_all_its_values_agree_on() {
    let test = "enterprise.revenue >= 500 万元";
    yields(test, &["enterprise.revenue=500..800"], True);
    yields(test, &["enterprise.revenue=100..499.99"], False);
    yields(test, &["enterprise.revenue=100..500"], APPLICANT);
    yields(test, &["enterprise.revenue=600.."], True);
    yields(test, &["enterprise.revenue=..400"], False);
    yields("enterprise.founded < 2024-04-01", &["enterprise.founded=2020-01-01..2024-03-31"], True);
}

#[test]
fn and_or_not_and_in() {
    let both = "enterprise.private and enterprise.size in [micro, small]";
    yields(both, &["enterprise.private=yes", "enterprise.size=small"], True);
    yields(both, &["enterprise.private=yes", "enterprise.size=large"], False);
    yields(both, &["enterprise.size=large"], False);
    yields(both, &["enterprise.private=yes"], APPLICANT);
    let either = "enterprise.private or enterprise.listed";
    yields(either, &["enterprise.private=yes"], True);
    yields(either, &["enterprise.private=no"], APPLICANT);
    yields(either, &["enterprise.private=no", "enterprise.listed=no"], False);
    // `not` binds closer than `and`, `and` closer than `or`.
    let mixed = "not enterprise.private and enterprise.listed or enterprise.size = micro";
    yields(mixed, &["enterprise.private=yes", "enterprise.listed=yes", "enterprise.size=small"], False);
    yields(mixed, &["enterprise.private=no", "enterprise.listed=yes", "enterprise.size=small"], True);
    yields(mixed, &["enterprise.size=micro"], True);
}

#[test]
fn arithmetic_binds_as_in_school() {
    // 100 + 2 × 50 = 200
    let test = "enterprise.revenue + 2 * enterprise.cost = 200 万元";
    yields(test, &["enterprise.revenue=100", "enterprise.cost=50"], True);
    let test = "(enterprise.revenue + enterprise.cost) * 2 = 300 万元";
    yields(test, &["enterprise.revenue=100", "enterprise.cost=50"], True);
    // a − b − c is (a − b) − c.
    yields("10 万元 - 3 万元 - 2 万元 = 5 万元", &[], True);
    yields("enterprise.cost / enterprise.revenue >= 10%", &["enterprise.revenue=100", "enterprise.cost=10"], True);
    yields("enterprise.cost / enterprise.revenue >= 10%", &["enterprise.revenue=100", "enterprise.cost=9.99"], False);
}

#[test]
fn dividing_by_nothing_is_unknown_not_an_error() {
    let found = Truth::Unknown(Causes::SOURCE);
    yields("enterprise.cost / enterprise.revenue >= 10%", &["enterprise.revenue=0", "enterprise.cost=9"], found);
}

#[test]
fn three_years_are_counted_by_the_calendar() {
    let test = "enterprise.founded <= enterprise.started + 3 years";
    yields(test, &["enterprise.started=2021-04-16", "enterprise.founded=2024-04-16"], True);
    yields(test, &["enterprise.started=2021-04-16", "enterprise.founded=2024-04-17"], False);
    // From a leap day: three years later the month ends on the 28th.
    yields(test, &["enterprise.started=2020-02-29", "enterprise.founded=2023-02-28"], True);
    yields(test, &["enterprise.started=2020-02-29", "enterprise.founded=2023-03-01"], False);
    yields("enterprise.founded >= as_of - 30 days", &["enterprise.founded=2026-10-23"], True);
    yields("enterprise.founded >= as_of - 30 days", &["enterprise.founded=2026-10-22"], False);
    yields("enterprise.founded <= min(as_of, 2025-03-31)", &["enterprise.founded=2025-04-01"], False);
    yields("enterprise.founded <= max(as_of, 2025-03-31)", &["enterprise.founded=2025-04-01"], True);
}

#[test]
fn if_takes_the_branch_or_what_both_agree_on() {
    let test = "(if enterprise.private then 20% else 40%) <= enterprise.share";
    yields(test, &["enterprise.private=yes", "enterprise.share=20%"], True);
    yields(test, &["enterprise.private=no", "enterprise.share=20%"], False);
    yields(test, &["enterprise.share=40%"], True);
    yields(test, &["enterprise.share=10%"], False);
    yields(test, &["enterprise.share=30%"], APPLICANT);
}

#[test]
fn times_and_rates() {
    yields("enterprise.term >= 2 years", &["enterprise.term=24个月"], True);
    yields("enterprise.term >= 2 years", &["enterprise.term=23个月"], False);
    yields("enterprise.staff >= 3", &["enterprise.staff=3"], True);
    yields("enterprise.staff < 300 people", &["enterprise.staff=300"], False);
}

/// Of 300 years from now only this is known: they are not before the last day of the calendar.
#[test]
fn beyond_the_calendar_only_the_side_is_known() {
    const SOURCE: Truth = Truth::Unknown(Causes::SOURCE);
    for test in ["as_of + 300 years <= 2200-12-31", "as_of + 300 years = as_of + 400 years"] {
        yields(test, &[], SOURCE);
    }
    yields("as_of - 200 years < as_of", &[], True);
    yields("as_of + 300 years < as_of", &[], False);
    yields("as_of + 174 years <= 2200-12-31", &[], True);
}
