//! From conditions and items to verdicts, amounts and missing answers.

use crate::common::{day, quantity};
use crate::rules::{conditions, dossier, pack};
use qualify_engine::expression::Arithmetic;
use qualify_engine::expression::Node;
use qualify_engine::formula::Piece;
use qualify_engine::pack::{Evidence, Promise, Provenance};
use qualify_engine::{
    Causes, Evaluator, Finding, Known, Pack, Span, Verdict, assess, fields_of, numbers_of, reasons_of,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A pack whose one programme gives this amount.
fn amount(formula: &str) -> Pack {
    pack(
        "enterprise",
        &format!(
            "require: [ {{ id: r, says: 条件, when: true, source: {{ seen: S1 }} }} ]\nsupport:\n  items:\n    - {{ id: i, says: 奖, at_most: '{formula}', source: {{ seen: S1 }} }}\n"
        ),
    )
}

fn finding(pack: &Pack, answers: &[&str]) -> Finding {
    finding_on(pack, answers, "2026-11-22")
}

fn finding_on(pack: &Pack, answers: &[&str], as_of: &str) -> Finding {
    assess(pack, &dossier(pack, answers), day(as_of)).remove(0)
}

fn missing<'a>(pack: &'a Pack, finding: &Finding) -> Vec<&'a str> {
    finding.missing.iter().map(|slot| pack.fields.at(slot.field).key.as_str()).collect()
}

/// From–to in 万元; an empty end is open.
fn wan(low: &str, high: &str) -> Span<qualify_engine::Number> {
    let end = |text: &str| (!text.is_empty()).then(|| quantity(text, "万元"));
    Span { low: end(low), high: end(high) }
}

#[test]
fn false_settles_unknown_opens_true_qualifies() {
    let pack = conditions(&["enterprise.private", "enterprise.revenue >= 500 万元"]);
    let verdict = |answers: &[&str]| finding(&pack, answers).verdict;
    assert_eq!(verdict(&[]), Verdict::Open);
    assert_eq!(verdict(&["enterprise.private=yes"]), Verdict::Open);
    assert_eq!(verdict(&["enterprise.private=no"]), Verdict::Fails);
    assert_eq!(verdict(&["enterprise.private=yes", "enterprise.revenue=500"]), Verdict::Qualifies);
}

#[test]
fn only_what_can_still_matter_is_missing() {
    let pack = conditions(&["enterprise.private or enterprise.listed", "enterprise.revenue >= 500 万元"]);
    let keys = |answers: &[&str]| missing(&pack, &finding(&pack, answers)).join(" ");
    assert_eq!(keys(&[]), "enterprise.private enterprise.listed enterprise.revenue");
    assert_eq!(keys(&["enterprise.private=yes"]), "enterprise.revenue");
    assert_eq!(keys(&["enterprise.revenue=1"]), "");
    assert_eq!(keys(&["enterprise.private=?", "enterprise.revenue=600"]), "enterprise.private enterprise.listed");
}

#[test]
fn of_two_ceilings_only_the_one_that_can_bind_is_missing() {
    let pack = amount("min(500 万元, 50% * enterprise.cost)");
    let found = finding(&pack, &["enterprise.cost=1000.."]);
    assert_eq!(found.amount.unwrap().known.span, wan("500", "500"));
    assert!(found.missing.is_empty());
    let found = finding(&pack, &[]);
    assert_eq!(found.amount.unwrap().known.span, wan("0", "500"));
    assert_eq!(missing(&pack, &found), ["enterprise.cost"]);
    assert_eq!(finding(&pack, &["enterprise.cost=300"]).amount.unwrap().known.span, wan("150", "150"));
}

#[test]
fn what_nobody_has_read_leaves_the_verdict_unconfirmed() {
    let rest = "
require:
  - { id: a, says: 条件, when: enterprise.private, source: { seen: S1 } }
  - { id: b, says: 未读, unpublished: 被截断, source: { unpublished: 被截断 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    assert_eq!(finding(&pack, &[]).verdict, Verdict::Open);
    assert_eq!(finding(&pack, &["enterprise.private=yes"]).verdict, Verdict::Unconfirmed);
    assert_eq!(finding(&pack, &["enterprise.private=no"]).verdict, Verdict::Fails);
}

#[test]
fn an_inferred_condition_is_asked_but_settles_nothing() {
    let rest = "
require:
  - { id: a, says: 条件, when: enterprise.private, source: { inferred: 由旧版推得 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    let open = finding(&pack, &[]);
    assert_eq!((open.verdict, missing(&pack, &open)), (Verdict::Open, vec!["enterprise.private"]));
    for answer in ["enterprise.private=yes", "enterprise.private=no"] {
        let settled = finding(&pack, &[answer]);
        assert_eq!((settled.verdict, missing(&pack, &settled)), (Verdict::Unconfirmed, vec![]), "{answer}");
    }
}

/// 1 to 2 万元 are always below the limit, which is at least 3; and the other way round. What never decides is no reason for doubt.
#[test]
fn an_amount_is_inexact_only_for_what_decides_it() {
    let of = |amount: &str, limit: &str| {
        let rest = format!(
            "numbers: {{ cap: {{ label: 上限, unpublished: 没有公布, type: money, source: {{ unpublished: 没有公布 }} }} }}\n\
             require: [ {{ id: a, says: 条件, when: enterprise.private, source: {{ seen: S1 }} }} ]\n\
             support: {{ total_at_most: '{limit}', items: [ {{ id: i, says: 奖, exactly: '{amount}', source: {{ seen: S1 }} }} ] }}\n"
        );
        finding(&pack("enterprise", &rest), &["enterprise.private=yes", "enterprise.cost=1..2"]).amount.unwrap().known
    };
    let expected = Known {
        span: Span { low: Some(quantity("1", "万元")), high: Some(quantity("2", "万元")) },
        causes: Causes::APPLICANT,
    };
    assert_eq!(of("enterprise.cost", "max(3 万元, cap)"), expected);
    assert_eq!(of("max(3 万元, cap)", "enterprise.cost"), expected);
    // It may be reached: 2 is the least that the limit can be.
    assert_eq!(of("enterprise.cost", "max(2 万元, cap)"), expected);
    let open = of("enterprise.cost", "max(1 万元, cap)");
    assert_eq!((open.span, open.causes), (expected.span, Causes::APPLICANT | Causes::SOURCE));
}

#[test]
fn in_principle_can_be_met_but_not_missed() {
    let rest = "
require:
  - { id: a, says: 原则上, when: enterprise.revenue >= 500 万元, evidence: in_principle, source: { seen: S1 } }
  - { id: b, says: 声明, when: enterprise.private, evidence: attested, source: { seen: S1 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    let met = finding(&pack, &["enterprise.revenue=500", "enterprise.private=yes"]);
    assert_eq!((met.verdict, met.evidence), (Verdict::Qualifies, Evidence::InPrinciple));
    let below = finding(&pack, &["enterprise.revenue=499", "enterprise.private=yes"]);
    // What is missed in principle is what leaves it in doubt.
    assert_eq!((below.verdict, below.evidence), (Verdict::Unconfirmed, Evidence::InPrinciple));
    // What was only inferred, and does not hold, carries nothing.
    let inferred =
        rest.replacen("evidence: attested, source: { seen: S1 }", "evidence: attested, source: { inferred: 推得 }", 1);
    let missed = finding(&crate::rules::pack("enterprise", &inferred), &["enterprise.private=no"]);
    assert_eq!((missed.verdict, missed.evidence), (Verdict::Open, Evidence::Fact));
    let out = finding(&pack, &["enterprise.revenue=500", "enterprise.private=no"]);
    assert_eq!((out.verdict, out.evidence), (Verdict::Fails, Evidence::Attested));
}

#[test]
fn no_loan_no_loan_programme() {
    let rest = "
require:
  - { id: a, says: 条件, when: loan.principal >= 10 万元, source: { seen: S1 } }
support: { items: [ { id: i, says: 息, at_most: loan.principal * 1.5%/year * 2 years, source: { seen: S1 } } ] }
";
    let pack = pack("loan", rest);
    let open = finding(&pack, &[]);
    assert_eq!((open.verdict, missing(&pack, &open)), (Verdict::Open, vec!["loan", "loan.principal"]));
    assert_eq!(finding(&pack, &["loan=no"]).verdict, Verdict::Fails);
    // 3,000 万元 × 1.5% × 2 = 90 万元
    let found = finding(&pack, &["loan.principal=3000"]);
    assert_eq!((found.verdict, found.amount.unwrap().known.span), (Verdict::Qualifies, wan("90", "90")));
}

fn two_items(together: &str) -> Pack {
    pack(
        "enterprise",
        &format!(
            "require: [ {{ id: r, says: 条件, when: true, source: {{ seen: S1 }} }} ]
support:
  together: {together}
  items:
    - {{ id: a, says: 甲, when: enterprise.private, exactly: 100 万元, source: {{ seen: S1 }} }}
    - {{ id: b, says: 乙, when: enterprise.listed, exactly: 20 万元, source: {{ seen: S1 }} }}
"
        ),
    )
}

#[test]
fn items_add_up_or_the_highest_counts_or_nobody_says() {
    let both = ["enterprise.private=yes", "enterprise.listed=yes"];
    for (together, low, high) in [("sum", "120", "120"), ("highest", "100", "100"), ("unpublished", "100", "120")] {
        let found = finding(&two_items(together), &both);
        let amount = found.amount.unwrap();
        assert_eq!((amount.known.span, amount.promise), (wan(low, high), Promise::Exactly), "{together}");
    }
    let pack = two_items("sum");
    let first = finding(&pack, &["enterprise.private=yes"]);
    assert_eq!((first.verdict, first.amount.unwrap().known.span), (Verdict::Qualifies, wan("100", "120")));
    assert_eq!(missing(&pack, &first), ["enterprise.listed"]);
    let none = finding(&pack, &["enterprise.private=no", "enterprise.listed=no"]);
    assert_eq!((none.verdict, none.amount), (Verdict::Fails, None));
    assert_eq!(finding(&pack, &["enterprise.private=no"]).verdict, Verdict::Open);
}

#[test]
fn which_items_without_money_apply_is_asked_too() {
    let rest = "
require: [ { id: r, says: 条件, when: enterprise.revenue >= 500 万元, source: { seen: S1 } } ]
support:
  together: highest
  items:
    - { id: short, says: 二十年, when: not enterprise.private, source: { seen: S1 } }
    - { id: always, says: 服务, source: { seen: S1 } }
    - { id: more, says: 奖, when: enterprise.listed, exactly: 100 万元, source: { seen: S1 } }
    - { id: most, says: 大奖, exactly: 200 万元, source: { seen: S1 } }
";
    let pack = pack("enterprise", rest);
    // One item always applies, and the higher sum is sure: being listed changes nothing, being private what else is given.
    let found = finding(&pack, &["enterprise.revenue=500"]);
    assert_eq!((found.verdict, missing(&pack, &found)), (Verdict::Qualifies, vec!["enterprise.private"]));
    for answer in ["enterprise.private=yes", "enterprise.private=no"] {
        let settled = finding(&pack, &["enterprise.revenue=500", answer]);
        assert_eq!((settled.verdict, missing(&pack, &settled)), (Verdict::Qualifies, vec![]), "{answer}");
    }
    // Of what is not given at all nothing is asked.
    assert_eq!(missing(&pack, &finding(&pack, &["enterprise.revenue=499"])), Vec::<&str>::new());
}

#[test]
fn an_unpublished_number_leaves_a_known_ceiling_standing() {
    let rest = "
numbers:
  fee: { label: 补贴, type: money, unpublished: 两种读法, source: { unpublished: 两种读法 } }
  cap: { label: 上限, is: 1000 万元, source: { seen: S1 } }
require: [ { id: r, says: 条件, when: true, source: { seen: S1 } } ]
support: { items: [ { id: i, says: 租, at_most: 'min(fee, cap)', source: { seen: S1 } } ] }
";
    let found = finding(&pack("enterprise", rest), &[]);
    let amount = found.amount.unwrap();
    assert_eq!((found.verdict, amount.known.span), (Verdict::Qualifies, wan("0", "1000")));
    assert_eq!((amount.provenance, found.missing.len()), (Provenance::Unpublished, 0));
}

#[test]
fn a_total_ceiling_caps_the_sum() {
    let rest = "
require: [ { id: r, says: 条件, when: true, source: { seen: S1 } } ]
support:
  total_at_most: 110 万元
  items:
    - { id: a, says: 甲, when: enterprise.private, exactly: 100 万元, source: { seen: S1 } }
    - { id: b, says: 乙, when: enterprise.listed, exactly: 20 万元, source: { seen: S1 } }
";
    let found = finding(&pack("enterprise", rest), &["enterprise.private=yes", "enterprise.listed=yes"]);
    assert_eq!(found.amount.unwrap().known.span, wan("110", "110"));
}

#[test]
fn an_inferred_number_in_a_condition_settles_nothing_either() {
    let rest = "
numbers: { floor: { label: 下限, is: 500 万元, source: { inferred: 由旧版推得 } } }
require: [ { id: a, says: 条件, when: enterprise.revenue >= floor, source: { seen: S1 } } ]
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    for answer in ["enterprise.revenue=400", "enterprise.revenue=600"] {
        assert_eq!(finding(&pack, &[answer]).verdict, Verdict::Unconfirmed, "{answer}");
    }
}

#[test]
fn an_item_that_cannot_be_the_highest_is_not_asked_about() {
    let rest = "
require: [ { id: r, says: 条件, when: true, source: { seen: S1 } } ]
support:
  together: highest
  items:
    - { id: a, says: 甲, at_most: 'min(5000 万元, 30% * enterprise.revenue)', source: { seen: S1 } }
    - { id: b, says: 乙, at_most: 'min(5000 万元, enterprise.cost)', source: { seen: S1 } }
";
    let pack = pack("enterprise", rest);
    let settled = finding(&pack, &["enterprise.revenue=20000"]);
    assert_eq!((settled.amount.unwrap().known.span, missing(&pack, &settled)), (wan("5000", "5000"), vec![]));
    let open = finding(&pack, &["enterprise.revenue=10000"]);
    assert_eq!(
        (open.amount.unwrap().known.span, missing(&pack, &open)),
        (wan("3000", "5000"), vec!["enterprise.cost"])
    );
}

#[test]
fn no_award_is_negative() {
    let pack = amount("enterprise.revenue - enterprise.cost");
    assert_eq!(
        finding(&pack, &["enterprise.revenue=1", "enterprise.cost=3"]).amount.unwrap().known.span,
        wan("0", "0")
    );
    assert_eq!(finding(&pack, &["enterprise.revenue=5"]).amount.unwrap().known.span, wan("0", "5"));
}

#[test]
fn a_verdict_carries_the_evidence_it_rests_on() {
    let rest = "
require:
  - { id: a, says: 推断, when: enterprise.private, source: { inferred: 推得 } }
  - { id: b, says: 声明, when: enterprise.listed, evidence: attested, source: { seen: S1 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let found = finding(&pack("enterprise", rest), &["enterprise.private=no", "enterprise.listed=no"]);
    assert_eq!((found.verdict, found.evidence), (Verdict::Fails, Evidence::Attested));
}

#[test]
fn a_formula_keeps_its_parentheses() {
    let formula = "(if enterprise.private then enterprise.revenue + enterprise.cost else enterprise.cost) * 20%";
    let pack = amount(formula);
    let dossier = dossier(&pack, &["enterprise.private=yes"]);
    let evaluator = Evaluator::new(&pack, &dossier, day("2026-11-22"));
    let node = pack.programmes.iter().next().unwrap().items[0].amount.unwrap();
    let kinds: String = evaluator
        .formula(node)
        .iter()
        .map(|piece| match piece {
            Piece::Quantity { .. } => 'x',
            Piece::Sign(Arithmetic::Add) => '+',
            Piece::Sign(_) => '*',
            Piece::Open => '(',
            Piece::Close => ')',
            _ => '?',
        })
        .collect();
    assert_eq!(kinds, "(x+x)*x");
}

/// Whatever the revenue, an unpublished floor may lie above it; and a revenue of nothing may still reach a floor of nothing.
#[test]
fn what_no_answer_can_settle_is_not_asked() {
    let rest = "
numbers: { floor: { label: 下限, type: money, unpublished: 未读, source: { unpublished: 未读 } } }
require: [ { id: a, says: 条件, when: 'WHEN', source: { seen: S1 } } ]
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let found = |when: &str| finding(&pack("enterprise", &rest.replace("WHEN", when)), &[]);
    let floor = found("enterprise.revenue >= floor");
    assert_eq!((floor.verdict, floor.missing.len()), (Verdict::Unconfirmed, 0));
    // The same from the other side: no floor lies below a revenue of nothing.
    let mirrored = found("floor < enterprise.revenue");
    assert_eq!((mirrored.verdict, mirrored.missing.len()), (Verdict::Open, 1));
    // Below a ceiling that lies between 0 and 3 万元, a revenue of 4 万元 would settle it.
    let ceiling = found("enterprise.revenue <= min(floor, 3 万元)");
    assert_eq!((ceiling.verdict, ceiling.missing.len()), (Verdict::Open, 1));
}

#[test]
fn a_finding_tells_by_field_what_it_misses() {
    let pack = crate::rules::conditions(&["enterprise.private"]);
    let found =
        qualify_engine::assess(&pack, &qualify_engine::Dossier::new(), crate::common::day("2026-11-22")).remove(0);
    assert!(found.misses(pack.field("enterprise.private").unwrap()));
    assert!(!found.misses(pack.field("enterprise.listed").unwrap()));
}

#[test]
fn what_an_expression_names_is_listed_once_in_the_order_written() {
    let rest = "
numbers:
  cap: { label: 上限, is: 9 万元, source: { seen: S1 } }
  rate: { label: 比例, is: 10%, source: { seen: S1 } }
unpublished: { gap: 没有读到 }
require:
  - { id: r, says: 条件, when: enterprise.cost * rate <= cap and enterprise.revenue >= cap and unpublished(gap), source: { seen: S1 } }
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";
    let pack = pack("enterprise", rest);
    let test = pack.programmes.iter().next().unwrap().conditions[0].test;
    let numbers: Vec<_> = numbers_of(&pack, test).iter().map(|id| pack.numbers.at(*id).key.as_str()).collect();
    assert_eq!(numbers, ["rate", "cap"]);
    let fields: Vec<_> = fields_of(&pack, test).iter().map(|id| pack.fields.at(*id).key.as_str()).collect();
    assert_eq!(fields, ["enterprise.cost", "enterprise.revenue"]);
    let gap = pack.nodes.iter().find_map(|it| if let Node::Unpublished(_, gap) = it { Some(*gap) } else { None });
    assert_eq!(reasons_of(&pack, test), [gap.unwrap()]);
}
