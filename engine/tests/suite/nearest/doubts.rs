//! What the source leaves in doubt, whatever changes.

use super::{AS_OF, ITEMS, changes, nearest_for, one, way};
use crate::common::day;
use crate::rules::{conditions, dossier, pack};
use qualify_engine::pack::Changer;
use qualify_engine::{Distance, Nearest, Number, Pack, Requirement, Row, Verdict, nearest};

#[test]
fn a_way_that_leaves_no_doubt_comes_first() {
    let rest = "
unpublished: { gap: 未读 }
require:
  - { id: a, says: 条件, when: enterprise.staff >= 10 people or enterprise.cost >= 9 万元 and unpublished(gap), source: { seen: S1 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    let found = way(&pack, &["enterprise.staff=1", "enterprise.cost=8"]);
    assert_eq!(changes(&pack, &found), one("enterprise.staff", Number::whole(10), 9));
    assert_eq!(found.finding.verdict, Verdict::Qualifies);
}

#[test]
fn where_every_way_leaves_a_doubt_it_is_unconfirmed() {
    let rest = "
require:
  - { id: a, says: 条件, when: enterprise.staff >= 10 people, source: { seen: S1 } }
  - { id: b, says: 条件, when: enterprise.cost >= 9 万元, source: { inferred: 由旧版推得 } }
  - { id: c, says: 未读, unpublished: 被截断, source: { unpublished: 被截断 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    let found = way(&pack, &["enterprise.staff=1", "enterprise.cost=8"]);
    assert_eq!(changes(&pack, &found), one("enterprise.staff", Number::whole(10), 9));
    assert_eq!((found.finding.verdict, found.is_least), (Verdict::Unconfirmed, true));
}

/// A programme whose first condition lacks nine people, or the one answer `private` with which it is unpublished whether it is met.
fn lacking(rest: &str) -> Pack {
    let rest = format!(
        "
unpublished: {{ gap: 未读 }}
require:
  - {{ id: a, says: 条件, when: enterprise.staff >= 10 people or enterprise.private and unpublished(gap), source: {{ seen: S1 }} }}
{rest}"
    );
    pack("enterprise", &rest)
}

/// The one answer that changes.
fn changed(pack: &Pack) -> &str {
    let found = way(pack, &["enterprise.staff=1", "enterprise.private=no"]);
    assert_eq!(found.changes.len(), 1);
    &pack.fields.at(found.changes[0].slot.field).key
}

/// What nobody has read stays in doubt whatever is answered: then a way that leaves another doubt is as good as one that does not, and
/// the nearer one is taken. What was read and waits for an answer leaves none.
#[test]
fn what_nobody_has_read_is_no_better_once_it_is_answered() {
    let (item, seen, inferred) = ("id: i, says: 奖", "source: { seen: S1 }", "source: { inferred: 由旧版推得 }");
    let items = |list: &str| format!("support: {{ items: [ {list} ] }}\n");
    let condition = |source| format!("  - {{ id: b, says: 条件, when: enterprise.listed, {source} }}\n");
    let always = items(&format!("{{ {item}, {seen} }}"));
    assert_eq!(changed(&lacking(&always)), "enterprise.staff");
    assert_eq!(changed(&lacking(&format!("{}{always}", condition(seen)))), "enterprise.staff");
    assert_eq!(changed(&lacking(&format!("{}{always}", condition(inferred)))), "enterprise.private");
    // So it is where nobody has read the number in it.
    let least = |source| format!("numbers: {{ least: {{ label: 下限, is: 9 万元, {source} }} }}\n");
    let above = format!("  - {{ id: b, says: 条件, when: enterprise.cost >= least, {seen} }}\n{always}");
    assert_eq!(changed(&lacking(&format!("{above}{}", least(seen)))), "enterprise.staff");
    assert_eq!(changed(&lacking(&format!("{above}{}", least(inferred)))), "enterprise.private");
    // Of the items one that was read is enough.
    let listed = |source| format!("{{ {item}, when: enterprise.listed, {source} }}");
    let other = format!("{{ id: j, says: 奖, when: enterprise.size = small, {seen} }}");
    assert_eq!(changed(&lacking(&items(&listed(seen)))), "enterprise.staff");
    assert_eq!(changed(&lacking(&items(&listed(inferred)))), "enterprise.private");
    assert_eq!(changed(&lacking(&items(&format!("{}, {other}", listed(inferred))))), "enterprise.staff");
}

/// Rule files give something; a pack that was made otherwise need not, and then nothing has to apply.
#[test]
fn where_nothing_is_given_the_conditions_are_all() {
    let mut pack =
        lacking("support: { items: [ { id: i, says: 奖, when: enterprise.listed, source: { seen: S1 } } ] }\n");
    let id = pack.programme("p").unwrap();
    pack.programmes.get_mut(id).unwrap().items.clear();
    let found = way(&pack, &["enterprise.staff=1", "enterprise.private=no"]);
    assert_eq!(changes(&pack, &found), one("enterprise.staff", Number::whole(10), 9));
    assert_eq!((found.finding.verdict, found.finding.missing.len()), (Verdict::Qualifies, 0));
}

/// 100 / 5 is not less than 5; above 10 it is less, which would be found by solving a square. Nothing is divided by no revenue, which
/// leads in, in doubt; that this is the least way is not true.
#[test]
fn where_a_square_would_be_solved_nothing_is_proven() {
    let pack = conditions(&["100 元 / (enterprise.revenue / 1 元) < enterprise.revenue"]);
    let found = way(&pack, &["enterprise.revenue=0.0005"]);
    assert_eq!((found.finding.verdict, found.is_least), (Verdict::Unconfirmed, false));
}

/// The 31st comes after the 30th, but for a month that has neither: a month later both are 29 February.
#[test]
fn where_two_days_are_moved_by_one_answer_nothing_is_proven() {
    let pack = conditions(&["enterprise.founded + enterprise.term <= 2020-01-30 + enterprise.term"]);
    let answers = ["enterprise.founded=2020-01-31", "enterprise.term=0 个月"];
    assert_eq!(nearest_for(&pack, &dossier(&pack, &answers), Changer::Enterprise), Nearest::TooFar);
    let qualifies = dossier(&pack, &[answers[0], "enterprise.term=1 个月"]);
    assert_eq!(nearest_for(&pack, &qualifies, Changer::Enterprise), Nearest::Already(Verdict::Qualifies));
}

/// What must change, beside `private`, for a test in which something of two values stands, and no answer says which.
fn beside_private(test: &str, answers: &[&str]) -> Vec<(String, Distance)> {
    let pack = in_doubt("enterprise", &["enterprise.private", test]);
    let found = way(&pack, &[answers, &["enterprise.private=no"]].concat());
    assert_eq!(found.finding.verdict, Verdict::Open);
    let mut changes = changes(&pack, &found);
    assert_eq!(changes.remove(0), ("enterprise.private[0]=YesNo(true)".to_owned(), Distance::Other));
    changes
}

/// The lesser of no costs and an unanswered revenue is nothing, and then only the source leaves a doubt; from 1 分 on an answer can settle
/// it. So it is wherever an answer comes to nothing that would matter beside it.
#[test]
fn an_answer_that_overtakes_one_that_was_not_given_leaves_another_doubt() {
    let without_costs = |test: &str, share: &[&str]| {
        let test = format!("{test} + (if unpublished(gap) then 200 元 else 0 元) >= 100 元");
        beside_private(&test, &[share, &["enterprise.cost=0"]].concat())
    };
    let one_fen = one("enterprise.cost", Number::ONE, 1);
    assert_eq!(without_costs("min(enterprise.cost, enterprise.revenue)", &[]), one_fen);
    assert_eq!(without_costs("(if enterprise.listed then enterprise.cost else 0 元)", &[]), one_fen);
    assert_eq!(without_costs("enterprise.cost * enterprise.share", &["enterprise.share=20..30%"]), one_fen);
    assert_eq!(without_costs("enterprise.cost / (enterprise.staff / 1 people)", &["enterprise.staff=2..3"]), one_fen);
    assert_eq!(without_costs("sum(project, enterprise.cost where enterprise.listed)", &["project=yes"]), one_fen);
    assert_eq!(
        without_costs("min(project, min(enterprise.cost, project.invested))", &["project.invested@1=0..10"]),
        one_fen
    );
}

/// Begun in June, the later of the two days is known; begun by 30 March, it may still be the other.
#[test]
fn a_day_that_overtakes_a_rough_one_leaves_another_doubt() {
    let later = "max(enterprise.started, enterprise.founded) <= (if unpublished(gap) then 2025-01-01 else 2026-01-01)";
    let changes =
        beside_private(later, &["enterprise.started=2025-06-01", "enterprise.founded=2025-02-01..2025-03-31"]);
    assert_eq!(changes, [("enterprise.started[0]=2025-03-30".to_owned(), Distance::Days(-63))]);
}

/// Rules in which something may be of two values, and no answer says which.
fn in_doubt(about: &str, tests: &[&str]) -> Pack {
    let condition = |(place, test): (usize, &&str)| {
        format!("  - {{ id: c{place}, says: 条件, when: '{test}', source: {{ seen: S1 }} }}\n")
    };
    let conditions: String = tests.iter().enumerate().map(condition).collect();
    pack(about, &format!("unpublished: {{ gap: 未读 }}\nrequire:\n{conditions}{ITEMS}"))
}

/// Of a large enterprise it does not matter what is not published; that it is told apart stands in the other branch only.
#[test]
fn an_option_of_the_other_branch_is_tried_where_it_is_looked_for_in_a_list() {
    let other = "not ((if unpublished(gap) then enterprise.size else large) in [micro, small])";
    let pack = in_doubt("enterprise", &["enterprise.private", other]);
    let found = way(&pack, &["enterprise.private=no", "enterprise.size=small"]);
    let changed: Vec<_> = changes(&pack, &found).into_iter().map(|(change, _)| change).collect();
    assert_eq!(changed, ["enterprise.private[0]=YesNo(true)", "enterprise.size[0]=Choice(3)"]);
    assert_eq!((found.finding.verdict, found.is_least), (Verdict::Qualifies, true));
}

/// Whether the loan belongs to the project nobody asks yet: from 10 万元 on, what it comes to depends on that too.
#[test]
fn a_row_to_come_is_not_taken_for_known() {
    let test = "enterprise.cost >= 5 万元 and max(10 万元, min(loan, if loan.project = project then enterprise.cost else 7 万元)) \
                + (if unpublished(gap) then 200 万元 else 0 元) >= 150 万元 or enterprise.revenue >= 900 万元";
    let pack = in_doubt("project", &[test]);
    let answers = ["loan=yes", "loan.project=none", "enterprise.revenue=1", "enterprise.cost=3"];
    let programme = pack.programme("p").unwrap();
    let found = nearest(&pack, programme, Row::Next, &dossier(&pack, &answers), day(AS_OF), Changer::Enterprise);
    let Nearest::Changes(found) = found else { panic!("{found:?}") };
    // 1 分 more than 10 万元, from 3.
    assert_eq!(changes(&pack, &found), one("enterprise.cost", Number::whole(10_000_001), 7_000_001));
}

/// The second loan is at least 5 万元, and never the least while the first is not more; the third may be nothing, or much.
#[test]
fn each_rough_row_has_an_end_to_be_overtaken() {
    let least = "min(loan, if loan.secured then (if unpublished(gap) then 0 元 else 100 万元) else loan.principal) >= 4.5 万元 \
                 or enterprise.revenue >= 900 万元";
    let pack = in_doubt("enterprise", &[least]);
    let loans = ["loan.principal@1=4", "loan.principal@2=5..10", "loan.secured@1=no", "loan.secured@2=no"];
    let found = way(&pack, &[&loans[..], &["loan.secured@3=yes", "enterprise.revenue=1"]].concat());
    assert_eq!(changes(&pack, &found), one("loan.principal", Number::whole(5_000_001), 1_000_001));
    assert_eq!((found.finding.verdict, found.is_least), (Verdict::Open, true));
}

/// Founded in the first quarter of 2024, at least 27 months before it is certain for both ends; within 20 it is for neither.
#[test]
fn a_rough_day_that_is_moved_once_is_worked_out() {
    let moved = "enterprise.founded + enterprise.term >= 2026-06-15";
    let answers = ["enterprise.founded=2024-01-01..2024-03-31", "enterprise.term=18 个月"];
    let pack = conditions(&[moved]);
    let found = way(&pack, &answers);
    assert_eq!((changes(&pack, &found), found.is_least), (one("enterprise.term", Number::whole(27), 9), true));
    let pack = conditions(&[moved, "enterprise.term <= 20 months"]);
    let found = nearest_for(&pack, &dossier(&pack, &answers), Changer::Enterprise);
    assert_eq!(found, Nearest::NoChangeHelps { because: vec![Requirement::Condition(0)] });
}

/// In February both ends of the rough day are the 28th, and only the source leaves a doubt; in March they are two days again.
#[test]
fn where_a_rough_day_may_become_known_nothing_is_proven() {
    let moved = "enterprise.founded + enterprise.term <= (if unpublished(gap) then 2025-01-01 else 2030-01-01)";
    let pack = in_doubt("enterprise", &["enterprise.private", moved]);
    let answers = ["enterprise.private=no", "enterprise.founded=2025-01-30..2025-01-31", "enterprise.term=1 个月"];
    assert!(!way(&pack, &answers).is_least);
    let march = dossier(&pack, &["enterprise.private=yes", answers[1], "enterprise.term=2 个月"]);
    assert_eq!(nearest_for(&pack, &march, Changer::Enterprise), Nearest::Already(Verdict::Open));
}
