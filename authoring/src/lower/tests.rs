//! Names and types: a small pack, one condition or amount at a time.

use crate::source::SourceFile;
use crate::{Compilation, compile};
use qualify_engine::Pack;
use qualify_engine::expression::Node;

const PROGRAMME: &str = "
id: p
kind: award
about: ABOUT
name: 贴息
summary: 给贷款企业贴息。
body: 市政府
level: 北京市
readiness: A
document: notice
application: { opens: 2026-01-01, closes: unpublished }
numbers:
  rate: { label: 年贴息率, is: 1.5%/year, source: { seen: S1 } }
  years: { label: 最长年限, is: 2 years, source: { seen: S1 } }
  cap: { label: 上限, unpublished: 没有读到, type: money, source: { unpublished: 没有读到 } }
unpublished:
  open_list: 名单没有公布
require:
  - id: tested
    says: 条件
    when: CONDITION
    source: { seen: S1 }
support:
  items:
    - id: given
      says: 贴息
      at_most: AMOUNT
      source: { seen: S1 }
";

/// A record whose rows belong to loans.
const PLEDGE: &str = "
record: pledge
order: 30
label: 质押
ask: 有没有质押？
fields:
  loan: { type: row, of: loan, label: 贷款, ask: 哪笔贷款？ }
  value: { type: money, label: 价值, ask: 价值？ }
";

/// A pack with one programme about a loan, whose condition and amount are given.
fn compiled(when: &str, at_most: &str) -> Compilation {
    compiled_about("loan", when, at_most)
}

fn compiled_about(about: &str, when: &str, at_most: &str) -> Compilation {
    let programme = PROGRAMME.replace("ABOUT", about).replace("CONDITION", when).replace("AMOUNT", at_most);
    let files = [
        ("pack.yaml", include_str!("../../tests/small/pack.yaml")),
        ("catalogues.yaml", include_str!("../../tests/small/catalogues.yaml")),
        ("documents.yaml", include_str!("../../tests/small/documents.yaml")),
        ("readings.yaml", include_str!("../../tests/small/readings.yaml")),
        ("vocabulary/enterprise.yaml", include_str!("../../tests/small/vocabulary/enterprise.yaml")),
        ("vocabulary/loan.yaml", include_str!("../../tests/small/vocabulary/loan.yaml")),
        ("vocabulary/pledge.yaml", PLEDGE),
        ("programmes/p.yaml", &programme),
    ];
    let files = files.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() });
    compile(&files)
}

/// `code "words": message`, one for each mistake; empty for a pack without any.
fn mistakes(compilation: &Compilation) -> String {
    let show = |found: &crate::Diagnostic| {
        format!("{} {:?}: {}", found.code.text(), compilation.sources.excerpt(found.primary), found.message)
    };
    compilation.diagnostics.iter().map(show).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn condition(text: &str, expected: &str) {
    assert_eq!(mistakes(&compiled(text, "1 元")), expected, "checking `{text}`");
}

#[track_caller]
fn condition_about(about: &str, text: &str, expected: &str) {
    assert_eq!(mistakes(&compiled_about(about, text, "1 元")), expected, "checking `{text}` about a {about}");
}

#[track_caller]
fn amount(text: &str, expected: &str) {
    assert_eq!(mistakes(&compiled("true", text)), expected, "checking `{text}`");
}

#[test]
fn right_conditions() {
    for text in [
        "true",
        "loan",
        "not loan",
        "enterprise.listed",
        "enterprise.listed = true",
        "enterprise.size = small",
        "small = enterprise.size",
        "enterprise.size != small and loan.principal >= 500 万元",
        "enterprise.size in [small, medium]",
        "enterprise.place in catalogue(places)",
        "enterprise.size in catalogue(enterprise.size)",
        "(if loan then enterprise.size else small) = medium",
        "loan.issued >= 2026-01-01",
        "loan.issued + 3 years > as_of - 30 days",
        "max(loan.issued, 2026-01-01) <= as_of",
        "loan.principal * rate * years <= cap",
        "loan.principal / 2 years > 5 万元/年",
        "loan.rate <= 1.4 * 3%/year",
        "loan.rate <= 3%/年",
        "enterprise.share > 2.5%",
        "enterprise.share > 0.025",
        "enterprise.patents >= 3",
        "3 <= enterprise.patents",
        "enterprise.patents + 1 >= 3 项",
        "min(enterprise.patents, 5) = 5",
        "enterprise.staff < 300",
        "enterprise.staff < enterprise.patents",
        "unpublished(open_list)",
        "unpublished(open_list) or loan",
    ] {
        condition(text, "");
    }
}

#[test]
fn wrong_names() {
    condition("enterprise.sise = small", r#"unknown-field "sise": there is no field `enterprise.sise`"#);
    condition("entreprise.size = small", r#"unknown-field "entreprise": there is no record `entreprise`"#);
    condition("enterprise.size = smal", r#"unknown-option "smal": `smal` is not an option of `enterprise.size`"#);
    condition(
        "enterprise.size in [small, huge]",
        r#"unknown-option "huge": `huge` is not an option of `enterprise.size`"#,
    );
    condition("enterprise.size in [small, small]", r#"bad-value "small": `small` stands twice in the list"#);
    condition("lone", r#"unknown-name "lone": there is no number or record `lone`"#);
    condition("size = small", r#"unknown-name "size": there is no number or record `size`"#);
    condition("enterprise", r#"unknown-name "enterprise": there is always an enterprise"#);
    condition(
        "unpublished(closed_list)",
        r#"unknown-name "closed_list": the programme has no reason `closed_list` under `unpublished`"#,
    );
    condition("enterprise.place in catalogue(place)", r#"unknown-name "place": there is no catalogue `place`"#);
    condition(
        "enterprise.size in catalogue(places)",
        r#"type "places": the catalogue `places` is not the one of this choice"#,
    );
}

#[test]
fn wrong_types() {
    condition("loan.principal", r#"type "loan.principal": this must be a condition"#);
    condition("loan.principal >= 500 ㎡", r#"type "500 ㎡": money cannot be compared with area"#);
    condition("loan.principal >= 500", r#"type "500": money cannot be compared with a plain number"#);
    condition("loan.rate <= 3%", r#"type "3%": a yearly rate cannot be compared with a plain number"#);
    condition("loan.term >= 30 days", r#"type "30 days": time cannot be compared with days"#);
    condition("loan.principal + 5%  > 1 元", r#"type "5%": a plain number cannot be added to money"#);
    condition("loan.principal - loan.term > 1 元", r#"type "loan.term": time cannot be subtracted from money"#);
    condition("enterprise.patents >= 3%", r#"type "3%": count cannot be compared with a plain number"#);
    condition(
        "enterprise.size < small",
        r#"type "enterprise.size < small": an option of `enterprise.size` is neither less nor greater than another"#,
    );
    condition(
        "enterprise.listed > true",
        r#"type "enterprise.listed > true": a condition is neither less nor greater than another"#,
    );
    condition(
        "enterprise.size = enterprise.place",
        r#"type "enterprise.place": an option of `enterprise.size` cannot be compared with an option of `places`"#,
    );
    condition("loan.principal and loan", r#"type "loan.principal": expected a condition, found money"#);
    condition("not loan.term", r#"type "loan.term": expected a condition, found time"#);
    condition("loan.term in [small]", r#"type "loan.term": expected a choice, found time"#);
    condition("min(loan, true)", r#"type "true": expected a number or a date, found a condition"#);
    condition("loan.issued + 3 > as_of", r#"type "3": expected a length of time, found a plain number"#);
    condition("loan.issued - as_of < 3 years", r#"type "as_of": expected a length of time, found a date"#);
    condition("3 years + loan.issued > as_of", r#"type "loan.issued": expected a number, found a date"#);
    condition("if loan.term then loan else true", r#"type "loan.term": expected a condition, found time"#);
    condition("(if loan then 1 元 else 1 年) > 1 元", r#"type "1 年": time cannot be put beside money"#);
}

#[test]
fn amounts_are_money() {
    for text in ["1 元", "cap", "min(loan.principal, cap) * rate * min(loan.term, years)", "loan.principal * 50%"] {
        amount(text, "");
    }
    amount("enterprise.patents * 5 万元/项", "");
    amount("if loan then cap else 0 元", "");
    amount("500", r#"type "500": an amount must be money"#);
    amount("loan.principal * 1.5% * 2 years", r#"type "loan.principal * 1.5% * 2 years": an amount must be money"#);
    amount("enterprise.patents * 5 万元", r#"type "enterprise.patents * 5 万元": an amount must be money"#);
    amount("loan", r#"type "loan": an amount must be money"#);
}

#[test]
fn right_lists() {
    for text in [
        "count(pledge) >= 3",
        "count(pledge where pledge.value > 1 元) >= 3",
        "sum(pledge, pledge.value where pledge.loan = loan) >= loan.principal",
        "any(pledge, pledge.loan = loan)",
        "any(pledge where pledge.value > 1 元)",
        "all(pledge, pledge.value > 1 元 where pledge.loan != loan)",
        "max(loan, loan.issued) > 2026-01-01",
        "min(pledge, pledge.value where pledge.value > 1 元) > 2 元",
        "sum(loan, sum(pledge, pledge.value where pledge.loan = loan)) > 1 元",
    ] {
        condition(text, "");
    }
    condition_about("pledge", "loan.principal > pledge.value", "");
    condition_about("enterprise", "any(pledge, loan.principal > pledge.value)", "");
    condition_about("enterprise", "pledge and enterprise.listed", "");
    amount("sum(pledge, min(pledge.value * 50%, 5 万元))", "");
}

#[test]
fn wrong_lists() {
    condition("sum(loan, loan.issued) > 1 元", r#"type "loan.issued": expected a number, found a date"#);
    condition("any(loan, loan.principal)", r#"type "loan.principal": expected a condition, found money"#);
    condition("any(loan where loan.principal)", r#"type "loan.principal": expected a condition, found money"#);
    condition(
        "max(loan, loan.rate > 3%/year)",
        r#"type "loan.rate > 3%/year": expected a number or a date, found a condition"#,
    );
    condition("count(loan, loan.principal) > 1", r#"type "loan.principal": expected no operand, found money"#);
    condition("sum(lone, 1 元) > 1 元", r#"unknown-name "lone": there is no record `lone`"#);
}

#[test]
fn lists_are_nested_twice_at_most() {
    let list = |of: &str| format!("any(pledge, {of})");
    condition(&list(&list("true")), "");
    condition(&list(&list(&list("true"))), r#"limit "any(pledge, true)": lists are nested deeper than 2"#);
}

#[test]
fn of_several_rows_it_is_said_which_one_is_meant() {
    condition("pledge.value > 1 元", r#"which-row "pledge": nothing says which `pledge` is meant"#);
    condition_about("enterprise", "loan.principal > 1 元", r#"which-row "loan": nothing says which `loan` is meant"#);
    // A list ends with its parenthesis.
    condition_about(
        "enterprise",
        "any(loan, loan.term > 1 年) and loan.principal > 1 元",
        r#"which-row "loan": nothing says which `loan` is meant"#,
    );
    // The link of a pledge leads to its loan, not to the other pledges of the loan.
    condition("any(loan, pledge.value > 1 元)", r#"which-row "pledge": nothing says which `pledge` is meant"#);
    // About the enterprise there is no loan that the link could be compared with.
    condition_about(
        "enterprise",
        "any(pledge, pledge.loan = loan)",
        r#"which-row "loan": nothing says which `loan` is meant"#,
    );
}

#[test]
fn each_part_reports_its_own_mistake() {
    condition(
        "enterprise.sise = small and loan.principal > 3 ㎡ and lone",
        "unknown-field \"sise\": there is no field `enterprise.sise`\n\
         type \"3 ㎡\": money cannot be compared with area\n\
         unknown-name \"lone\": there is no number or record `lone`",
    );
}

fn nodes(when: &str) -> String {
    let compilation = compiled(when, "1 元");
    assert_eq!(mistakes(&compilation), "");
    compilation.pack.as_ref().and_then(root).unwrap_or_default()
}

/// The nodes of the programme's own condition, written out from its root.
fn root(pack: &Pack) -> Option<String> {
    let programme = pack.programmes.iter().next()?;
    let condition = programme.conditions.iter().find(|condition| condition.key == "tested")?;
    Some(write(pack, pack.nodes.get(condition.test)?))
}

fn write(pack: &Pack, node: &Node) -> String {
    let name = match node {
        Node::Field(field) => return pack.fields.get(*field).map(|field| field.key.clone()).unwrap_or_default(),
        Node::Named(number) => return pack.numbers.get(*number).map(|number| number.key.clone()).unwrap_or_default(),
        Node::Number(base, unit) => return format!("{base:?}[{}]", unit.spelling()),
        Node::Compare(comparison, ..) => comparison.sign().to_owned(),
        Node::Arithmetic(operator, ..) => format!("{operator:?}"),
        Node::Move(operator, ..) => format!("Move{operator:?}"),
        Node::OneOf(_, options) => format!("OneOf{options:?}"),
        Node::All(_) => "All".to_owned(),
        other => return format!("{other:?}"),
    };
    let children = node.children().into_iter().filter_map(|id| pack.nodes.get(id)).map(|child| write(pack, child));
    format!("({name} {})", children.collect::<Vec<_>>().join(" "))
}

#[test]
fn numbers_are_kept_in_base_units() {
    // 500 万元 = 5,000,000 元 = 500,000,000 分; 1.5 % a year = 0.015 / 12 months = 1/800 a month.
    assert_eq!(nodes("loan.principal > 500 万元"), "(> loan.principal 500000000[万元])");
    assert_eq!(nodes("loan.rate <= 1.5%/year"), "(≤ loan.rate 1/800[%/年])");
    assert_eq!(nodes("loan.term <= 2 years"), "(≤ loan.term 24[年])");
    assert_eq!(nodes("enterprise.share > 2.5%"), "(> enterprise.share 1/40[%])");
}

#[test]
fn a_bare_number_beside_a_count_takes_its_unit() {
    assert_eq!(nodes("enterprise.patents >= 3"), "(≥ enterprise.patents 3[项])");
    assert_eq!(nodes("enterprise.staff >= 3"), "(≥ enterprise.staff 3[人])");
    assert_eq!(nodes("enterprise.patents * 2 >= 3"), "(≥ (Multiply enterprise.patents 2[]) 3[项])");
}

#[test]
fn options_and_dates() {
    // `places` has bda, other (outside), haidian, in this order.
    assert_eq!(nodes("enterprise.place in catalogue(places)"), "(OneOf[0, 2] enterprise.place)");
    assert_eq!(nodes("enterprise.place in [other, bda]"), "(OneOf[1, 0] enterprise.place)");
    assert_eq!(nodes("enterprise.size = medium"), "(= enterprise.size Choice(#1, 1))");
    assert_eq!(nodes("loan.issued + 3 years > as_of"), "(> (MoveAdd loan.issued 36[年]) AsOf)");
    assert_eq!(nodes("loan and cap > 1 元"), "(All loan (> cap 100[元]))");
}
