//! What the cases of a programme try, and what is missing, in words.

use crate::small_pack;
use qualify_authoring::{compile, coverage, one_line};

const PROGRAMME: &str = "\
id: loan_interest
kind: award
about: enterprise
name: 奖励
summary: 奖励。
body: 市政府
level: 北京市
readiness: A
document: notice
application: { opens: unpublished, closes: unpublished }
numbers:
  floor: { label: 职工下限, is: 50 people, source: { seen: S1 } }
unpublished:
  others: 其他情形没有读到
require:
  - { id: staff, says: 五十人或者上市, when: enterprise.staff >= floor or enterprise.listed, source: { seen: S1 } }
  - { id: size, says: 中小企业, when: enterprise.size = small, evidence: in_principle, source: { seen: S1 } }
  - { id: place, says: 地点, when: enterprise.place = capital or unpublished(others), source: { seen: S1 } }
  - { id: secret, says: 其他, unpublished: 没有读到, source: { unpublished: 没有读到 } }
support:
  items:
    - { id: award, says: 奖励, at_most: \"min(100 万元, sum(loan, loan.principal where loan.issued >= 2026-01-01))\", source: { seen: S1 } }
    - { id: bonus, says: 加奖, when: enterprise.patents >= 3, exactly: 5 万元, source: { seen: S1 } }
";

const BASE: &str = "\
programme: loan_interest
base:
  enterprise: { staff: 50 people, listed: false, size: small, place: capital, patents: 3 }
  loan: { principal: 30 万元, issued: 2026-01-01 }
cases:
";

/// A case with these changes and this verdict.
fn case(with: &str, verdict: &str) -> String {
    format!("  - {{ says: 情形, as_of: 2026-11-22, with: {{ {with} }}, verdict: {verdict} }}\n")
}

/// What is missing of the programme with these cases, one line each: `part: wanted`, with `*` where it is only reported.
#[track_caller]
fn missing(cases: &[(&str, &str)]) -> Vec<String> {
    let cases: String = cases.iter().map(|(with, verdict)| case(with, verdict)).collect();
    let mut files = small_pack();
    for file in &mut files {
        match file.path.as_str() {
            "programmes/loan_interest.yaml" => PROGRAMME.clone_into(&mut file.text),
            "cases/loan_interest.yaml" => file.text = format!("{BASE}{cases}"),
            "catalogues.yaml" => "places: { capital: 北京, elsewhere: 外地 }\n".clone_into(&mut file.text),
            _ => {}
        }
    }
    let compilation = compile(&files);
    let wrong: Vec<_> = compilation.diagnostics.iter().map(|it| one_line(it, &compilation.sources)).collect();
    assert_eq!(wrong, Vec::<String>::new());
    let Some(pack) = &compilation.pack else { return Vec::new() };
    let wrong: Vec<_> =
        compilation.cases.iter().flat_map(|case| case.disappointments(pack)).map(|it| it.message).collect();
    assert_eq!(wrong, Vec::<String>::new());
    let [found] = &coverage(pack, &compilation.cases)[..] else { return vec!["not one programme".to_owned()] };
    let points = found.points.iter().filter(|point| !point.is_met);
    points
        .map(|point| {
            let mark = if point.need.is_required() { "" } else { "*" };
            format!("{mark}{}: {}", found.part(pack, point), point.wanted(pack, &compilation))
        })
        .collect()
}

/// The base itself: 50 people are exactly the floor, one loan of the very first day, three patents.
const AS_IT_IS: (&str, &str) = ("", "unconfirmed");

#[test]
fn one_case_leaves_most_of_it_untried() {
    assert_eq!(
        missing(&[AS_IT_IS]),
        [
            "condition staff: no case in which it alone is not met, and the verdict follows",
            "condition size: no case in which it alone is not met, and the verdict follows",
            "condition place: no case in which it alone is not met, and the verdict follows",
            "item bonus: no case in which only its `when` keeps it from applying",
            "condition staff: no case with `enterprise.staff` below `floor` (50 人)",
            "condition staff: no case with `enterprise.staff` above `floor` (50 人)",
            "*item award: no case in which `100 万元` is what `min(100 万元, sum(loan, loan.principal where loan.issued >= 2026-01-01))` takes",
            "item award: no case with `loan.issued` before 2026-01-01",
            "item award: no case with `loan.issued` after 2026-01-01",
            "item bonus: no case with `enterprise.patents` below 3",
            "item bonus: no case with `enterprise.patents` above 3",
        ]
    );
}

/// What holds in principle, and what the source leaves open, leave the verdict unconfirmed: that is how they decide.
#[test]
fn with_a_case_for_each_nothing_is_missing() {
    let cases = [
        AS_IT_IS,
        ("enterprise: { staff: 49 people }", "fails"),
        ("enterprise: { staff: 51 people, patents: 4 }", "unconfirmed"),
        ("enterprise: { size: medium, patents: 2 }", "unconfirmed"),
        ("enterprise: { place: elsewhere }", "unconfirmed"),
        ("loan: { issued: 2025-12-31 }", "unconfirmed"),
        ("loan: { issued: 2026-01-02, principal: 101 万元 }", "unconfirmed"),
    ];
    assert_eq!(missing(&cases), Vec::<String>::new());
}

/// A listed enterprise meets the condition however many people it has: 49 then decide nothing. Nor does a condition that is
/// missed beside another one.
#[test]
fn what_makes_no_difference_does_not_count() {
    let found = missing(&[AS_IT_IS, ("enterprise: { staff: 49 people, listed: true }", "unconfirmed")]);
    let of_staff: Vec<_> = found.iter().filter(|it| it.starts_with("condition staff")).collect();
    assert_eq!(
        of_staff,
        [
            "condition staff: no case in which it alone is not met, and the verdict follows",
            "condition staff: no case with `enterprise.staff` below `floor` (50 人) that decides: where it is so, the rest decides already",
            "condition staff: no case with `enterprise.staff` above `floor` (50 人)",
        ]
    );
    let both = missing(&[("enterprise: { staff: 49 people, size: medium }", "fails")]);
    assert!(
        both.iter().any(|it| it == "condition size: no case in which it alone is not met, and the verdict follows")
    );
    assert!(both.iter().any(|it| it == "the programme: no case that qualifies, or is unconfirmed"));
}
