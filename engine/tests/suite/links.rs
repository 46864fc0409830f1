//! Rows that belong to rows of another record, programmes about one of several rows, and how their results are shown.

use crate::common::{day, quantity};
use crate::rules::{dossier, pack};
use qualify_engine::expression::Arithmetic;
use qualify_engine::formula::Piece;
use qualify_engine::{
    Answer, Causes, Dossier, Evaluator, Finding, Outcome, Pack, Proof, Row, Truth, Verdict, assess, assess_one,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A programme about a record with one condition and one amount.
fn programme(about: &str, when: &str, at_most: &str) -> Pack {
    let rest = format!(
        "require: [ {{ id: c, says: 条件, when: '{when}', source: {{ seen: S1 }} }} ]\n\
         support: {{ items: [ {{ id: i, says: 奖, at_most: '{at_most}', source: {{ seen: S1 }} }} ] }}\n"
    );
    pack(about, &rest)
}

fn findings(pack: &Pack, answers: &[&str]) -> Vec<Finding> {
    assess(pack, &dossier(pack, answers), day("2026-11-22"))
}

/// `verdict low..high missing`, the amount in 万元, one for each subject.
fn shown(pack: &Pack, answers: &[&str]) -> Vec<String> {
    findings(pack, answers)
        .iter()
        .map(|found| format!("{:?} {}{}", found.verdict, sums(found), missing(pack, found)))
        .collect()
}

fn sums(found: &Finding) -> String {
    let ten_thousand = quantity("1", "万元");
    let end = |end: Option<qualify_engine::Number>| {
        end.map_or_else(String::new, |end| format!("{:?}", end.over(ten_thousand).unwrap()))
    };
    let Some(amount) = found.amount else { return String::new() };
    match (end(amount.known.span.low), end(amount.known.span.high)) {
        (low, high) if low == high => low,
        (low, high) => format!("{low}..{high}"),
    }
}

fn missing(pack: &Pack, found: &Finding) -> String {
    let slots = found.missing.iter();
    slots.map(|slot| format!(" {}@{}", pack.fields.at(slot.field).key, slot.row.saturating_add(1))).collect()
}

const LOANS_OF_THE_PROJECT: &str = "sum(loan, loan.principal where loan.project = project)";

#[test]
fn the_loans_of_a_project() {
    let pack = programme("project", "any(loan, loan.project = project)", LOANS_OF_THE_PROJECT);
    let projects = ["project.invested=1", "project.invested@2=1", "project.invested@3=1"];
    let loans = ["loan.principal=100", "loan.principal@2=200", "loan.principal@3=400"];
    let links = ["loan.project=1", "loan.project@2=2", "loan.project@3=1"];
    // 100 + 400 of the first project, 200 of the second, none of the third.
    let all = [projects, loans, links].concat();
    assert_eq!(shown(&pack, &all), ["Qualifies 500", "Qualifies 200", "Fails "]);
    let subjects: Vec<_> = findings(&pack, &all).iter().map(|found| found.subject).collect();
    assert_eq!(subjects, [Some(0), Some(1), Some(2)]);
}

#[test]
fn a_loan_of_which_the_project_is_not_said_may_be_of_none() {
    let pack = programme("project", "any(loan, loan.project = project)", LOANS_OF_THE_PROJECT);
    let one = ["project.invested=1", "loan.principal=100"];
    assert_eq!(shown(&pack, &one), ["Open 0..100 loan.project@1"]);
    assert_eq!(shown(&pack, &[one.as_slice(), &["loan.project=1"]].concat()), ["Qualifies 100"]);
    assert_eq!(shown(&pack, &[one.as_slice(), &["loan.project=none"]].concat()), ["Fails "]);
    // Of two projects it may be of either.
    let two = [one.as_slice(), &["project.invested@2=1"]].concat();
    assert_eq!(shown(&pack, &two), ["Open 0..100 loan.project@1", "Open 0..100 loan.project@1"]);
    let not_known = [two.as_slice(), &["loan.project=?"]].concat();
    assert_eq!(shown(&pack, &not_known), shown(&pack, &two));
    // So too while there may be another one, and where the answer points at one that is not listed.
    let perhaps_two = [one.as_slice(), &["project=more"]].concat();
    assert_eq!(shown(&pack, &perhaps_two), ["Open 0..100 project@1 loan.project@1"]);
    let beyond = [two.as_slice(), &["loan.project=3"]].concat();
    assert_eq!(shown(&pack, &beyond), shown(&pack, &two));
}

#[test]
fn the_project_of_a_loan() {
    let pack = programme("loan", "project.invested >= 500 万元", "10% * project.invested");
    let answers = ["project.invested=300", "project.invested@2=500", "loan.project=2", "loan.project@2=1"];
    // 10% of 500 = 50 for the first loan; 300 is too little for the second.
    assert_eq!(shown(&pack, &answers), ["Qualifies 50", "Fails "]);
    // The only project there is need not be the loan's: 10% of 500 if it is.
    let one = ["project.invested=500", "loan.secured=yes"];
    assert_eq!(shown(&pack, &one), ["Open 0.. loan.project@1"]);
    assert_eq!(shown(&pack, &[one.as_slice(), &["loan.project=1"]].concat()), ["Qualifies 50"]);
    assert_eq!(shown(&pack, &[one.as_slice(), &["loan.project=none"]].concat()), ["Unconfirmed 0.."]);
    let open = ["project.invested=300", "project.invested@2=500", "loan.secured=yes"];
    assert_eq!(shown(&pack, &open), ["Open 0.. loan.project@1"]);
    // No answer could say what an absent project cost; one that is not spoken of may be there.
    assert_eq!(shown(&pack, &["project=no", "loan=yes"]), ["Unconfirmed 0.."]);
    assert_eq!(shown(&pack, &["loan=yes"]), ["Open 0.. project@1 loan.project@1"]);
}

#[test]
fn a_programme_is_assessed_for_each_row_or_once() {
    let pack = programme("loan", "loan.principal >= 10 万元", "20% * loan.principal");
    assert_eq!(
        shown(&pack, &["loan.principal=100", "loan.principal@2=5", "loan.secured@3=yes"]),
        ["Qualifies 20", "Fails ", "Open 0.. loan.principal@3"]
    );
    // While there may be more, only those that are listed are looked at.
    assert_eq!(shown(&pack, &["loan.principal=100", "loan=more"]), ["Qualifies 20"]);
    let none = findings(&pack, &["loan=no"]);
    assert_eq!((none.len(), none[0].verdict, none[0].subject), (1, Verdict::Fails, None));
    let unasked = findings(&pack, &[]);
    assert_eq!((unasked.len(), unasked[0].verdict, unasked[0].subject), (1, Verdict::Open, None));
    assert_eq!(missing(&pack, &unasked[0]), " loan@1 loan.principal@1");
}

#[test]
fn one_finding_is_that_of_its_row() {
    let pack = programme("loan", "loan.principal >= 10 万元", "20% * loan.principal");
    let answers = dossier(&pack, &["loan.principal=100", "loan.principal@2=5"]);
    let (programme, as_of) = (pack.programmes.ids().next().unwrap(), day("2026-11-22"));
    let all = assess(&pack, &answers, as_of);
    assert_eq!(assess_one(&pack, programme, Row::At(1), &answers, as_of), all[1]);
    // What it is shown with is its row too.
    let about = Evaluator::new(&pack, &answers, as_of).for_finding(&all[1]);
    let principal = pack.field("loan.principal").unwrap();
    assert_eq!(about.answer(principal), Some(Answer::number(quantity("5", "万元"))));
    // That there are loans is said once, and holds of each.
    assert_eq!(about.answer(pack.field("loan").unwrap()), Some(Answer::YesNo(true)));
}

#[test]
fn links_follow_a_row_that_moves_up() {
    let pack = programme("project", "true", "1 元");
    let projects = ["project.invested=1", "project.invested@2=2", "project.invested@3=3"];
    let loans = ["loan.project=1", "loan.project@2=2", "loan.project@3=3"];
    let mut answers = dossier(&pack, &[projects, loans].concat());
    let [project, link, invested] = ["project", "loan.project", "project.invested"].map(|key| pack.field(key).unwrap());
    let record = pack.fields.at(project).record;
    answers.remove_row(&pack, record, 1);
    assert_eq!(answers.rows(record), 2);
    assert_eq!(
        [0, 1].map(|row| answers.at(invested, row)),
        ["1", "3"].map(|sum| Some(Answer::number(quantity(sum, "万元"))))
    );
    assert_eq!([0, 1, 2].map(|row| answers.at(link, row)), [Some(Answer::Row(0)), None, Some(Answer::Row(1))]);
    // A row that is not there is not taken out.
    answers.remove_row(&pack, record, 2);
    assert_eq!(answers.rows(record), 2);
    // With the last one goes the answer that there is one.
    answers.remove_row(&pack, record, 0);
    answers.remove_row(&pack, record, 0);
    assert_eq!((answers.rows(record), answers.get(project), answers.is_complete(record)), (0, None, false));
    assert_eq!([0, 1, 2].map(|row| answers.at(link, row)), [None; 3]);
}

#[test]
fn rows_are_not_mixed_up_when_one_of_the_loans_goes() {
    let pack = programme("loan", "loan.secured", "loan.principal");
    let loan = pack.fields.at(pack.field("loan").unwrap()).record;
    let mut answers =
        dossier(&pack, &["loan.principal=1", "loan.secured@2=yes", "loan.principal@3=3", "loan.secured@3=no"]);
    answers.remove_row(&pack, loan, 0);
    let found = assess(&pack, &answers, day("2026-11-22"));
    assert_eq!(found.iter().map(|it| it.verdict).collect::<Vec<_>>(), [Verdict::Qualifies, Verdict::Fails]);
    assert_eq!(missing(&pack, &found[0]), " loan.principal@1");
}

/// The formula of the first finding's amount, a letter for each kind of piece, numbers in 万元.
fn formula(at_most: &str, answers: &[&str]) -> String {
    let pack = programme("enterprise", "true", at_most);
    let answers = dossier(&pack, answers);
    let node = pack.programmes.iter().next().unwrap().items[0].amount.unwrap();
    let pieces = Evaluator::new(&pack, &answers, day("2026-11-22")).formula(node);
    pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Quantity { value, unit, .. } => {
            value.span.exact().map_or_else(|| "?".to_owned(), |exact| format!("{:?}", unit.from_base(exact).unwrap()))
        }
        Piece::Sign(sign) => match sign {
            Arithmetic::Add => "+".to_owned(),
            Arithmetic::Subtract => "-".to_owned(),
            Arithmetic::Multiply => "*".to_owned(),
            Arithmetic::Divide => "/".to_owned(),
        },
        Piece::Extreme(extreme) => format!("{extreme:?}("),
        Piece::Open => "(".to_owned(),
        Piece::Comma => ",".to_owned(),
        Piece::Or => "or".to_owned(),
        Piece::Close => ")".to_owned(),
    }
}

#[test]
fn a_sum_is_shown_row_by_row() {
    let two = ["loan.principal=100", "loan.principal@2=200"];
    assert_eq!(formula("sum(loan, loan.principal)", &two), "( 100 + 200 )");
    assert_eq!(
        formula("50% * sum(loan, min(loan.principal, 150 万元))", &two),
        "50 * ( Min( 100 , 150 ) + Min( 200 , 150 ) )"
    );
    // Rows that do not count are left out; those that may are not.
    assert_eq!(formula("sum(loan, loan.principal where loan.principal > 100 万元)", &two), "( 200 )");
    assert_eq!(formula("sum(loan, loan.principal where loan.secured)", &two), "( 100 + 200 )");
    assert_eq!(formula("sum(loan, loan.principal where loan.secured)", &["loan=no"]), "0");
    assert_eq!(formula("sum(loan, loan.principal)", &["loan.principal=100", "loan=more"]), "( 100 )");
    // How many there are is one figure.
    assert_eq!(formula("count(loan) * 5 万元/项", &two), "2 * 5");
}

#[test]
fn a_proof_shows_each_row() {
    let pack = programme("enterprise", "any(loan, loan.secured where loan.principal > 100 万元)", "1 元");
    let answers = dossier(&pack, &["loan.principal=100", "loan.principal@2=200", "loan.secured@2=yes", "loan=more"]);
    let test = pack.programmes.iter().next().unwrap().conditions[0].test;
    let proof = Evaluator::new(&pack, &answers, day("2026-11-22")).prove(test);
    assert_eq!((proof.row, proof.outcome), (None, Outcome::Truth(Truth::True)));
    let unknown = Truth::Unknown(Causes::APPLICANT);
    // `where` and what is asked of the row, for both rows, and for one that may still come.
    let parts: Vec<_> = proof.parts.iter().map(|part: &Proof| (part.row, part.outcome)).collect();
    let expected = [
        (Some(0), Truth::False),
        (Some(0), unknown),
        (Some(1), Truth::True),
        (Some(1), Truth::True),
        (None, unknown),
        (None, unknown),
    ];
    assert_eq!(parts, expected.map(|(row, truth)| (row, Outcome::Truth(truth))));
    assert_eq!(proof.parts[2].parts[0].outcome.causes(), Causes::NONE);
}

#[test]
fn a_dossier_says_what_is_in_its_lists() {
    let pack = programme("loan", "true", "1 元");
    let loan = pack.fields.at(pack.field("loan").unwrap()).record;
    let mut answers = Dossier::new();
    assert_eq!((answers.rows(loan), answers.is_complete(loan)), (0, false));
    answers.set(&pack, pack.field("loan").unwrap(), Answer::YesNo(false)).unwrap();
    assert_eq!((answers.rows(loan), answers.is_complete(loan)), (0, true));
    answers.set(&pack, pack.field("loan").unwrap(), Answer::YesNo(true)).unwrap();
    assert_eq!((answers.rows(loan), answers.is_complete(loan)), (1, true));
    answers.set_may_be_more(loan, true);
    assert_eq!((answers.rows(loan), answers.is_complete(loan)), (1, false));
}
