//! Lists of rows, and links between them.

use super::{AS_OF, changes, key, nearest_for, one};
use crate::common::{day, quantity};
use crate::rules::{conditions, dossier, pack};
use qualify_engine::pack::Changer;
use qualify_engine::{Answer, Distance, Dossier, Nearest, Number, Row, Verdict, nearest};

/// At 1 万元 both loans count; of 8 万元 only the second is no smaller, and once 8 万元 is enough.
#[test]
fn rows_that_count_no_longer_are_thought_of() {
    let pack = conditions(&["sum(loan, enterprise.cost where loan.principal >= enterprise.cost) >= 8 万元"]);
    let principal = pack.field("loan.principal").unwrap();
    let mut it = dossier(&pack, &["enterprise.cost=1"]);
    for (row, sum) in [(0, "3"), (1, "10")] {
        it.set_at(&pack, principal, row, Answer::number(quantity(sum, "万元"))).unwrap();
    }
    let Nearest::Changes(found) = nearest_for(&pack, &it, Changer::Enterprise) else { panic!() };
    assert_eq!(changes(&pack, &found), one("enterprise.cost", quantity("8", "万元"), 7_000_000));
}

#[test]
fn of_a_list_the_nearest_row_changes() {
    let pack = conditions(&["any(loan, loan.principal >= 500 万元)", "sum(loan, loan.principal) <= 900 万元"]);
    let principal = pack.field("loan.principal").unwrap();
    let mut it = Dossier::new();
    for (row, sum) in [(0, "300"), (1, "450"), (2, "100")] {
        it.set_at(&pack, principal, row, Answer::number(quantity(sum, "万元"))).unwrap();
    }
    let Nearest::Changes(found) = nearest_for(&pack, &it, Changer::Enterprise) else { panic!() };
    let change = ("loan.principal[1]=500000000".into(), Distance::Number(Number::whole(50_000_000)));
    assert_eq!(changes(&pack, &found), [change]);
}

/// A hundred loans that are all too small need a hundred changes; to have none is not among them.
#[test]
fn what_needs_too_many_changes_is_too_far() {
    let pack = conditions(&["all(loan, loan.principal >= 5 万元)"]);
    let principal = pack.field("loan.principal").unwrap();
    let mut it = Dossier::new();
    for row in 0..100 {
        it.set_at(&pack, principal, row, Answer::number(quantity("2", "万元"))).unwrap();
    }
    assert_eq!(nearest_for(&pack, &it, Changer::Enterprise), Nearest::TooFar);
}

#[test]
fn a_programme_about_a_loan_can_be_reached_by_having_one() {
    let pack = pack(
        "loan",
        "
require: [ { id: a, says: 条件, when: loan.principal >= 10 万元, source: { seen: S1 } } ]
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
",
    );
    let none = dossier(&pack, &["loan=no"]);
    let programme = pack.programme("p").unwrap();
    let found = nearest(&pack, programme, Row::Absent, &none, day(AS_OF), Changer::Enterprise);
    let Nearest::Changes(found) = found else { panic!("{found:?}") };
    assert_eq!(changes(&pack, &found), [("loan[0]=YesNo(true)".into(), Distance::Other)]);
    let missing: Vec<_> = found.finding.missing.iter().map(|slot| key(&pack, *slot)).collect();
    assert_eq!((found.finding.verdict, missing), (Verdict::Open, vec!["loan.principal[0]".to_owned()]));
}

/// With one project there is no other to which the loan could belong: it can belong to none.
#[test]
fn a_row_can_cease_to_belong_to_another() {
    let pack = pack(
        "project",
        "
require: [ { id: a, says: 条件, when: 'all(loan, loan.project != project)', source: { seen: S1 } } ]
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
",
    );
    let it = dossier(&pack, &["project.invested=10", "loan.project=1"]);
    let Nearest::Changes(found) = nearest_for(&pack, &it, Changer::Enterprise) else { panic!() };
    assert_eq!(changes(&pack, &found), [("loan.project[0]=NoRow".into(), Distance::Other)]);
    assert_eq!((found.finding.verdict, found.is_least), (Verdict::Qualifies, true));
}
