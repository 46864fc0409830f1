//! The bounds of answers that a condition names: of an `if` and of conditions in one, and with the answer on either side.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::{day, quantity};
use crate::rules::{conditions, dossier};
use qualify_engine::expression::Comparison;
use qualify_engine::{Evaluator, Outcome, Row};

/// The bounds of the first condition: the field, how it compares, and with what, in base units (分 and people).
fn bounds(test: &str, answers: &[&str]) -> Vec<(String, Comparison, String)> {
    let pack = conditions(&[test]);
    let dossier = dossier(&pack, answers);
    let programme = pack.programmes.iter().next().unwrap();
    let evaluator = Evaluator::new(&pack, &dossier, day("2026-11-22")).about(programme.about, Row::At(0));
    let found = evaluator.thresholds(programme.conditions[0].test).into_iter().map(|it| {
        let bound = match it.bound {
            Outcome::Number(known) => format!("{:?}", known.span.exact().unwrap()),
            Outcome::Date(known) => known.span.exact().unwrap().to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(it.slot.row, 0);
        (pack.fields.at(it.slot.field).key.to_string(), it.comparison, bound)
    });
    found.collect()
}

fn bound(field: &str, comparison: Comparison, of: &str) -> (String, Comparison, String) {
    (field.to_owned(), comparison, of.to_owned())
}

#[test]
fn every_part_that_has_to_hold_names_its_bound_in_the_order_written() {
    // 100 万元 are 100,000,000 分.
    let both = bounds("enterprise.cost >= 100 万元 and enterprise.private and enterprise.staff < 300 people", &[]);
    assert_eq!(
        both,
        [
            bound("enterprise.cost", Comparison::AtLeast, "100000000"),
            bound("enterprise.staff", Comparison::Less, "300")
        ]
    );
    // Either part may fail where the other holds, and so neither is a bound.
    assert_eq!(bounds("enterprise.cost >= 100 万元 or enterprise.staff < 300 people", &[]), []);
    assert_eq!(bounds("not enterprise.cost >= 100 万元", &[]), []);
}

#[test]
fn an_if_names_the_bound_of_the_branch_that_applies() {
    let test = "if enterprise.private then enterprise.cost >= 3 万元 else enterprise.staff <= 20 people";
    assert_eq!(bounds(test, &["enterprise.private=yes"]), [bound("enterprise.cost", Comparison::AtLeast, "3000000")]);
    assert_eq!(bounds(test, &["enterprise.private=no"]), [bound("enterprise.staff", Comparison::AtMost, "20")]);
    // Which one applies is not known.
    assert_eq!(bounds(test, &[]), []);
    // The bound of what is asked before the branch is none: it need not hold.
    let asked = "if enterprise.staff > 5 people then enterprise.cost >= 3 万元 else enterprise.listed";
    assert_eq!(bounds(asked, &["enterprise.staff=5"]), []);
    assert_eq!(bounds(asked, &["enterprise.staff=6"]), [bound("enterprise.cost", Comparison::AtLeast, "3000000")]);
}

#[test]
fn a_bound_on_the_left_is_read_from_the_answer() {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
    let mirrored = [("<", Greater), ("<=", AtLeast), (">", Less), (">=", AtMost), ("=", Equal), ("!=", NotEqual)];
    for (sign, as_read) in mirrored {
        let found = bounds(&format!("7 people {sign} enterprise.staff"), &[]);
        assert_eq!(found, [bound("enterprise.staff", as_read, "7")], "{sign}");
    }
    assert_eq!(bounds("2020-01-01 < enterprise.founded", &[]), [bound("enterprise.founded", Greater, "2020-01-01")]);
}

#[test]
fn of_two_answers_each_is_the_bound_of_the_other() {
    let found = bounds("enterprise.revenue > enterprise.cost", &["enterprise.revenue=9", "enterprise.cost=5"]);
    assert_eq!(
        found,
        [
            bound("enterprise.revenue", Comparison::Greater, &format!("{:?}", quantity("5", "万元"))),
            bound("enterprise.cost", Comparison::Less, &format!("{:?}", quantity("9", "万元")))
        ]
    );
    // What is reckoned from an answer is no answer.
    assert_eq!(bounds("enterprise.revenue - enterprise.cost > 1 万元", &[]), []);
}
