//! What no answers can bring about.

#![cfg(not(target_arch = "wasm32"))]

use crate::rules::conditions;
use qualify_engine::Reach;

/// Whether the first condition can come out so.
fn is_impossible(test: &str, wanted: bool) -> bool {
    let pack = conditions(&[test]);
    let test = pack.programmes.iter().next().unwrap().conditions[0].test;
    Reach::new(&pack).is_impossible(&[(test, wanted)])
}

#[test]
fn what_contradicts_itself_is_impossible() {
    assert!(is_impossible("enterprise.revenue < 1 元 and enterprise.revenue > 2 元", true));
    assert!(!is_impossible("enterprise.revenue < 1 元 and enterprise.revenue > 2 元", false));
    // 1 / x is less than x / 4 from 2 on, and not below 2.
    assert!(!is_impossible("1 元 / (enterprise.revenue / 1 元) < 25% * enterprise.revenue", true));
    assert!(!is_impossible("1 元 / (enterprise.revenue / 1 元) < 25% * enterprise.revenue", false));
}

/// Nothing divided by zero is a number, but nothing times anything is nothing: with 3 people it comes to 0.
#[test]
fn what_turns_beside_something_without_bounds_is_not_called_impossible() {
    assert!(!is_impossible("(3 people - enterprise.staff) * (2 / 0) >= 2 people", false));
    assert!(is_impossible("(3 people - enterprise.staff) * (2 / 0) >= 2 people", true));
}

/// Micro is to be small, and everything else large: it is so of a large one only.
#[test]
fn the_branch_that_is_not_taken_is_looked_at() {
    assert!(!is_impossible("enterprise.size = (if enterprise.size = micro then small else large)", true));
    assert!(!is_impossible("enterprise.size = (if enterprise.size = large then small else micro)", true));
    assert!(is_impossible("enterprise.size = (if enterprise.size = micro then small else micro)", true));
}

/// From February 2026 on nothing is counted any more.
#[test]
fn what_changes_with_the_day_is_not_called_impossible() {
    assert!(!is_impossible("count(enterprise where as_of <= 2026-01-30) < 1", true));
    assert!(!is_impossible("count(enterprise where as_of <= 2026-01-30) < 1", false));
}

/// A year makes it 1 January 2019: one added, two taken off.
#[test]
fn a_day_that_is_moved_twice_is_not_called_impossible() {
    let day = "2020-01-01 + enterprise.term - 2 * enterprise.term";
    assert!(!is_impossible(&format!("{day} >= 2018-12-15 and {day} <= 2019-01-15"), true));
    // Moved once, it is worked out: no number of months leads between two days of one month.
    let once = "2020-01-01 - enterprise.term";
    assert!(!is_impossible(&format!("{once} >= 2018-12-15 and {once} <= 2019-01-15"), true));
    assert!(is_impossible(&format!("{once} >= 2018-12-05 and {once} <= 2018-12-15"), true));
}

/// Ten times more than anybody owes is beyond all numbers, which says nothing of ten times less.
#[test]
fn what_leaves_the_range_of_numbers_is_not_called_impossible() {
    assert!(!is_impossible("10 * sum(loan, loan.principal) > 100 元", true));
    assert!(!is_impossible("10 * sum(loan, loan.principal) <= 100 元", true));
    assert!(is_impossible("10 * sum(loan, loan.principal) < 0 元", true));
}
