//! What the rows of a record come to together.

use crate::common::{day, quantity};
use crate::rules::{conditions, dossier, pack};
use qualify_engine::{
    Answer, AnswerError, Causes, Dossier, Evaluator, Finding, Number, Pack, Sight, Span, Truth, Verdict, assess, limits,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Three loans, of 100, 200 and 300 万元.
const THREE: &[&str] = &["loan.principal=100", "loan.principal@2=200", "loan.principal@3=300"];

/// What a condition comes to for an enterprise, and the answers that it still needs, as `field@row`.
fn truth(test: &str, answers: &[&[&str]]) -> (Truth, String) {
    let pack = conditions(&[test]);
    let answers = dossier(&pack, &answers.concat());
    let evaluator = Evaluator::new(&pack, &answers, day("2026-11-22"));
    let truth = evaluator.truth(pack.programmes.iter().next().unwrap().conditions[0].test);
    let found = assess(&pack, &answers, day("2026-11-22")).remove(0);
    (truth, missing(&pack, &found))
}

fn missing(pack: &Pack, finding: &Finding) -> String {
    let slots = finding.missing.iter();
    let words = slots.map(|slot| match (&pack.fields.at(slot.field).key, slot.row) {
        (key, 0) => key.clone(),
        (key, row) => format!("{key}@{}", row.saturating_add(1)),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn settled(truth: Truth) -> (Truth, String) {
    (truth, String::new())
}

fn open(missing: &str) -> (Truth, String) {
    (Truth::Unknown(Causes::APPLICANT), missing.to_owned())
}

/// What an amount for an enterprise comes to, and the answers that it still needs.
fn amount(formula: &str, answers: &[&[&str]]) -> (Span<Number>, String) {
    let items = format!("    - {{ id: i, says: 奖, at_most: '{formula}', source: {{ seen: S1 }} }}\n");
    let rest = "require: [ { id: r, says: 条件, when: true, source: { seen: S1 } } ]\nsupport:\n  items:\n";
    let pack = pack("enterprise", &format!("{rest}{items}"));
    let found = assess(&pack, &dossier(&pack, &answers.concat()), day("2026-11-22")).remove(0);
    (found.amount.unwrap().known.span, missing(&pack, &found))
}

/// From–to in 万元, with nothing missing; an empty end is open.
fn wan(low: &str, high: &str) -> (Span<Number>, String) {
    wan_missing(low, high, "")
}

fn wan_missing(low: &str, high: &str, missing: &str) -> (Span<Number>, String) {
    let end = |text: &str| (!text.is_empty()).then(|| quantity(text, "万元"));
    (Span { low: end(low), high: end(high) }, missing.to_owned())
}

#[test]
fn a_sum_takes_the_rows_that_count() {
    // 100 + 200 + 300, then those above 150, then none.
    assert_eq!(amount("sum(loan, loan.principal)", &[THREE]), wan("600", "600"));
    assert_eq!(amount("sum(loan, loan.principal where loan.principal > 150 万元)", &[THREE]), wan("500", "500"));
    assert_eq!(amount("sum(loan, loan.principal where loan.principal > 300 万元)", &[THREE]), wan("0", "0"));
}

#[test]
fn a_row_that_may_count_adds_nothing_or_all_of_it() {
    let formula = "sum(loan, loan.principal where loan.secured)";
    // 100 for sure, 200 perhaps, 300 not.
    let first_and_last = ["loan.secured=yes", "loan.secured@3=no"];
    assert_eq!(amount(formula, &[THREE, &first_and_last]), wan_missing("100", "300", "loan.secured@2"));
    // A principal that is not known is at least nothing; of a loan that does not count it does not matter.
    let loans = ["loan.secured=yes", "loan.principal=100", "loan.secured@2=yes", "loan.secured@3=no"];
    assert_eq!(amount(formula, &[&loans]), wan_missing("100", "", "loan.principal@2"));
}

#[test]
fn a_ceiling_for_each_row_holds_for_each_row() {
    let formula = "sum(loan, min(150 万元, 50% * loan.principal))";
    // 50% of 100 = 50, of 200 = 100, of 400 = 200 cut to 150.
    let loans = |third: &'static str| ["loan.principal=100", "loan.principal@2=200", third];
    assert_eq!(amount(formula, &[&loans("loan.principal@3=400")]), wan("300", "300"));
    // Of a third one: between nothing and 150; 50% of 250 = 125; from 300 on always 150.
    assert_eq!(amount(formula, &[&loans("loan.secured@3=yes")]), wan_missing("150", "300", "loan.principal@3"));
    assert_eq!(amount(formula, &[&loans("loan.principal@3=250..")]), wan_missing("275", "300", "loan.principal@3"));
    assert_eq!(amount(formula, &[&loans("loan.principal@3=300..")]), wan("300", "300"));
}

#[test]
fn rows_are_counted() {
    let test = "count(loan where loan.secured) >= 2";
    assert_eq!(amount("count(loan) * 5 万元/项", &[THREE]), wan("15", "15"));
    let third_not = ["loan.secured@3=no"];
    assert_eq!(truth(test, &[THREE, &third_not, &["loan.secured=yes", "loan.secured@2=yes"]]), settled(Truth::True));
    // One or two, then at most one.
    assert_eq!(truth(test, &[THREE, &third_not, &["loan.secured=yes"]]), open("loan.secured@2"));
    assert_eq!(truth(test, &[THREE, &third_not, &["loan.secured=no"]]), settled(Truth::False));
}

#[test]
fn one_row_settles_any_and_one_that_does_not_hold_settles_all() {
    let (any, all) = ("any(loan, loan.secured)", "all(loan, loan.secured)");
    let two = ["loan.principal=100", "loan.principal@2=200"];
    assert_eq!(truth(any, &[&two, &["loan.secured=yes"]]), settled(Truth::True));
    assert_eq!(truth(any, &[&two, &["loan.secured=no"]]), open("loan.secured@2"));
    assert_eq!(truth(any, &[&two, &["loan.secured=no", "loan.secured@2=no"]]), settled(Truth::False));
    assert_eq!(truth(all, &[&two, &["loan.secured=yes"]]), open("loan.secured@2"));
    assert_eq!(truth(all, &[&two, &["loan.secured=no"]]), settled(Truth::False));
    assert_eq!(truth(all, &[&two, &["loan.secured=yes", "loan.secured@2=yes"]]), settled(Truth::True));
    // `where` leaves the small one out, whatever else is known of it.
    let large = "all(loan, loan.secured where loan.principal > 150 万元)";
    assert_eq!(truth(large, &[&two, &["loan.secured@2=yes"]]), settled(Truth::True));
    let written_otherwise = "any(loan where loan.secured and loan.principal > 150 万元)";
    assert_eq!(truth(written_otherwise, &[&two, &["loan.secured@2=yes"]]), settled(Truth::True));
}

#[test]
fn the_least_and_the_greatest_of_rows() {
    assert_eq!(amount("min(loan, loan.principal)", &[THREE]), wan("100", "100"));
    assert_eq!(amount("max(loan, loan.principal)", &[THREE]), wan("300", "300"));
    assert_eq!(amount("max(loan, loan.principal where loan.principal < 300 万元)", &[THREE]), wan("200", "200"));
    // Whatever the second one is, the first one is greater.
    let two = ["loan.principal=300..400", "loan.principal@2=100..250"];
    assert_eq!(amount("max(loan, loan.principal)", &[&two]), wan_missing("300", "400", "loan.principal"));
    // A row between 100 and 250 cannot be the greatest of these, nor the least of them.
    let rough = ["loan.principal=300", "loan.principal@2=100..250", "loan.principal@3=50"];
    assert_eq!(amount("max(loan, loan.principal)", &[&rough]), wan("300", "300"));
    assert_eq!(amount("min(loan, loan.principal)", &[&rough]), wan("50", "50"));
    assert_eq!(
        amount("max(loan, loan.principal)", &[&rough, &["loan.principal=200"]]),
        wan_missing("200", "250", "loan.principal@2")
    );
}

#[test]
fn a_row_that_may_count_moves_the_least_only_where_it_is_less() {
    let formula = "min(loan, loan.principal where loan.secured)";
    let sure = ["loan.principal=100", "loan.secured=yes"];
    assert_eq!(amount(formula, &[&sure, &["loan.principal@2=50"]]), wan_missing("50", "100", "loan.secured@2"));
    assert_eq!(amount(formula, &[&sure, &["loan.principal@2=150"]]), wan("100", "100"));
}

#[test]
fn what_may_not_count_beats_nothing() {
    let formula = "max(loan, loan.principal where project.invested >= 10 万元)";
    let projects = ["project.invested=20"];
    // The first loan counts; whether the second does, nobody can say, as it belongs to no project.
    let two = ["loan.project=1", "loan.principal=..2", "loan.project@2=none", "loan.principal@2=5"];
    // 1 of the third is less than 5. Should the 5 not count and the first be 0, the third makes it 1 instead of 0.
    let third = ["loan.principal@3=..1"];
    let missing = "loan.project@3 loan.principal loan.principal@3";
    assert_eq!(amount(formula, &[&projects, &two, &third]), wan_missing("0", "5", missing));
    let all_said = ["loan.principal=0", "loan.project@3=1", "loan.principal@3=1"];
    assert_eq!(amount(formula, &[&projects, &two, &all_said]), wan("1", "5"));
}

#[test]
fn nothing_comes_to_nothing() {
    let none: &[&str] = &["loan=no"];
    assert_eq!(amount("sum(loan, loan.principal)", &[none]), wan("0", "0"));
    assert_eq!(amount("count(loan) * 5 万元/项", &[none]), wan("0", "0"));
    assert_eq!(truth("any(loan, loan.secured)", &[none]), settled(Truth::False));
    assert_eq!(truth("all(loan, loan.secured)", &[none]), settled(Truth::True));
    // There is no least of nothing, and no answer could give one.
    let by_the_source = settled(Truth::Unknown(Causes::SOURCE));
    assert_eq!(truth("min(loan, loan.principal) < 1 万元", &[none]), by_the_source);
    assert_eq!(truth("max(loan, loan.principal where loan.principal > 400 万元) > 1 万元", &[THREE]), by_the_source);
}

#[test]
fn a_list_of_which_nobody_has_spoken_can_be_anything() {
    let unasked: &[&[&str]] = &[&[], &["loan=?"]];
    for answers in unasked {
        assert_eq!(amount("sum(loan, loan.principal)", &[answers]), wan_missing("0", "", "loan"));
        assert_eq!(truth("any(loan, loan.secured)", &[answers]), open("loan"));
        assert_eq!(truth("all(loan, loan.secured)", &[answers]), open("loan"));
        assert_eq!(truth("any(loan, true)", &[answers]), open("loan"));
        assert_eq!(truth("all(loan, false)", &[answers]), open("loan"));
        assert_eq!(truth("count(loan) >= 1", &[answers]), open("loan"));
        assert_eq!(truth("min(loan, loan.principal) > 1 万元", &[answers]), open("loan"));
    }
}

#[test]
fn more_rows_count_as_far_as_they_could_change_the_result() {
    let more: &[&str] = &["loan.principal=100", "loan=more"];
    for (test, expected) in [
        // It can only grow.
        ("sum(loan, loan.principal) >= 100 万元", settled(Truth::True)),
        ("sum(loan, loan.principal) < 100 万元", settled(Truth::False)),
        ("sum(loan, loan.principal) >= 101 万元", open("loan")),
        ("sum(loan, loan.principal) <= 100 万元", open("loan")),
        ("count(loan) >= 1", settled(Truth::True)),
        ("count(loan) >= 2", open("loan")),
        ("count(loan) = 0", settled(Truth::False)),
        // One that holds is enough; none that is listed holds, but another one may.
        ("any(loan, loan.principal >= 100 万元)", settled(Truth::True)),
        ("any(loan, loan.principal >= 101 万元)", open("loan")),
        ("all(loan, loan.principal >= 101 万元)", settled(Truth::False)),
        ("all(loan, loan.principal >= 100 万元)", open("loan")),
        // The least can only fall, the greatest only rise.
        ("min(loan, loan.principal) <= 100 万元", settled(Truth::True)),
        ("min(loan, loan.principal) >= 100 万元", open("loan")),
        ("max(loan, loan.principal) >= 100 万元", settled(Truth::True)),
        ("max(loan, loan.principal) <= 100 万元", open("loan")),
        // A difference can be of either sign.
        ("sum(loan, loan.principal - 50 万元) >= 0 元", open("loan")),
        // Rows that could not count, or that hold whatever they are.
        ("sum(loan, loan.principal where false) = 0 元", settled(Truth::True)),
        ("any(loan, false)", settled(Truth::False)),
        ("all(loan, true)", settled(Truth::True)),
    ] {
        assert_eq!(truth(test, &[more]), expected, "{test}");
    }
}

#[test]
fn a_list_of_things_that_there_can_be_only_one_of() {
    let one = ["enterprise.revenue=7"];
    assert_eq!(amount("sum(enterprise, enterprise.revenue)", &[&one]), wan("7", "7"));
    assert_eq!(amount("count(enterprise) * 5 万元/项", &[&[]]), wan("5", "5"));
}

#[test]
fn lists_inside_lists() {
    // Of project 1: 100 + 300 = 400, capped to 250; of project 2: 200.
    let formula = "sum(project, min(250 万元, sum(loan, loan.principal where loan.project = project)))";
    let projects = ["project.invested=1", "project.invested@2=1"];
    let links = ["loan.project=1", "loan.project@2=2", "loan.project@3=1"];
    assert_eq!(amount(formula, &[&projects, THREE, &links]), wan("450", "450"));
    // The third loan is of either: 100 and 250, or 250 and 200.
    let open = ["loan.project=1", "loan.project@2=2"];
    let (span, missing) = amount(formula, &[&projects, THREE, &open]);
    assert_eq!(missing, "loan.project@3");
    // Each list counts on its own, so the span is wider than the two: from 100 + 200 to 250 + 250.
    assert_eq!(span, wan("300", "500").0);
}

#[test]
fn rows_that_are_said_not_to_exist_count_again_when_they_do() {
    let pack = conditions(&["sum(loan, loan.principal) >= 300 万元"]);
    let verdict = |dossier: &Dossier| assess(&pack, dossier, day("2026-11-22"))[0].verdict;
    let loan = pack.field("loan").unwrap();
    let mut answers = dossier(&pack, &["loan.principal=100", "loan.principal@2=200"]);
    assert_eq!(verdict(&answers), Verdict::Qualifies);
    answers.set(&pack, loan, Answer::YesNo(false)).unwrap();
    assert_eq!((verdict(&answers), answers.rows(pack.fields.at(loan).record)), (Verdict::Fails, 0));
    answers.set(&pack, loan, Answer::YesNo(true)).unwrap();
    assert_eq!((verdict(&answers), answers.rows(pack.fields.at(loan).record)), (Verdict::Qualifies, 2));
    answers.clear(&pack, loan, 0);
    assert_eq!(verdict(&answers), Verdict::Open);
}

#[test]
fn there_are_at_most_a_hundred_rows() {
    let pack = conditions(&["count(loan) >= 100"]);
    let principal = pack.field("loan.principal").unwrap();
    let sum = Answer::number(quantity("1", "万元"));
    let mut answers = Dossier::new();
    let last = limits::ROWS.checked_sub(1).unwrap();
    assert_eq!(last, 99);
    assert_eq!(answers.set_at(&pack, principal, limits::ROWS, sum), Err(AnswerError::NoSuchRow));
    assert!(answers.is_empty());
    assert_eq!(answers.set_at(&pack, principal, last, sum), Ok(()));
    // A row beyond the last one brings those before it along.
    assert_eq!(answers.rows(pack.fields.at(principal).record), 100);
    assert_eq!(assess(&pack, &answers, day("2026-11-22"))[0].verdict, Verdict::Qualifies);
}

#[test]
fn of_the_enterprise_and_of_a_presence_there_is_one_row() {
    let pack = conditions(&["true"]);
    let mut answers = Dossier::new();
    for key in ["enterprise.private", "loan"] {
        let field = pack.field(key).unwrap();
        assert_eq!(answers.set_at(&pack, field, 1, Answer::YesNo(true)), Err(AnswerError::NoSuchRow), "{key}");
    }
    assert!(answers.is_empty());
}

#[test]
fn not_knowing_a_figure_of_a_loan_is_not_having_one() {
    let (truth, missing) = truth("count(loan) >= 1", &[&["loan.principal=?"]]);
    assert_eq!((truth, missing.as_str()), (Truth::Unknown(Causes::APPLICANT), "loan"));
}

/// What a condition about an enterprise looks at, as `field@row`, `field@-` where no row is meant, and `total`.
fn sights(test: &str, answers: &[&str]) -> String {
    let pack = conditions(&[test]);
    let answers = dossier(&pack, answers);
    let evaluator = Evaluator::new(&pack, &answers, day("2026-11-22"));
    let seen = evaluator.sights(pack.programmes.iter().next().unwrap().conditions[0].test);
    let words = seen.into_iter().map(|sight| match sight {
        Sight::Slot(slot) => format!("{}@{}", pack.fields.at(slot.field).key, slot.row.saturating_add(1)),
        Sight::NoRow(field) => format!("{}@-", pack.fields.at(field).key),
        Sight::Total(_) => "total".into(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_list_looks_at_every_row_that_is_listed() {
    let sum = "sum(loan, loan.principal) >= 500 万元";
    assert_eq!(sights(sum, THREE), "loan.principal@1 loan.principal@2 loan.principal@3 total");
    // What is not answered is looked at too; the row that is not listed is none.
    assert_eq!(sights(sum, &["loan.rate@2=1", "loan=more"]), "loan.principal@1 loan.principal@2 total");
    assert_eq!(
        sights("any(loan, loan.principal > 100 万元)", THREE),
        "loan.principal@1 loan.principal@2 loan.principal@3"
    );
    assert_eq!(sights(sum, &[]), "loan@1");
    // The first loan belongs to the project, of the second it is not said.
    let linked = &["project.invested=1", "loan.project=1", THREE[1]];
    assert_eq!(sights("any(loan, project.invested > 1 万元)", linked), "project.invested@1 project.invested@-");
    // Of a list inside a list, each row of the outer one has a total of its own.
    let inner = "any(loan, count(loan where loan.secured) > 1 项)";
    assert_eq!(sights(inner, &THREE[..2]), "loan.secured@1 loan.secured@2");
}
