//! Expressions as text → the tree as text, or the mistakes with their places.

use super::lexer::lex;
use super::{Expression, Kind, List, Members, parse, read_quantity};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Location, Span};
use qualify_engine::expression::{Arithmetic, Extreme};

fn whole(text: &str) -> Location {
    Location { file: FileId(0), span: Span::new(0, text.len()) }
}

/// The tree with every operator before its operands in parentheses, or the mistakes as `code "the words"`.
fn read(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    let parsed = parse(text, whole(text), &mut diagnostics);
    let mistakes = diagnostics.finish();
    if mistakes.is_empty() {
        return parsed.map_or_else(|| "nothing, silently".to_owned(), |tree| show(&tree));
    }
    let words = |span: Span| text.get(span.range()).unwrap_or("a place outside");
    mistakes
        .iter()
        .map(|found| format!("{} {:?}", found.code.text(), words(found.primary.span)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn show(expression: &Expression) -> String {
    let parts = expression.kind.parts().iter().map(show).collect::<Vec<_>>().join(" ");
    match &expression.kind {
        Kind::Truth(truth) => truth.to_string(),
        Kind::Number(value, unit) => format!("{value:?}{}", unit.spelling()),
        Kind::Date(date) => date.to_string(),
        Kind::AsOf => "as_of".to_owned(),
        Kind::Name(name) => name.clone(),
        Kind::Field { record, field } => format!("{}.{}", record.text, field.text),
        Kind::Unpublished(name) => format!("unpublished:{}", name.text),
        Kind::Extreme(Extreme::Min, _) => format!("(min {parts})"),
        Kind::Extreme(Extreme::Max, _) => format!("(max {parts})"),
        Kind::Not(_) => format!("(not {parts})"),
        Kind::All(_) => format!("(and {parts})"),
        Kind::Any(_) => format!("(or {parts})"),
        Kind::Compare(comparison, _) => format!("({} {parts})", comparison.sign()),
        Kind::In(_, Members::Options(options)) => {
            let options = options.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            format!("(in {parts} [{options}])")
        }
        Kind::In(_, Members::Catalogue(name)) => format!("(in {parts} catalogue:{})", name.text),
        Kind::Arithmetic(operator, _) => {
            let sign = match operator {
                Arithmetic::Add => "+",
                Arithmetic::Subtract => "-",
                Arithmetic::Multiply => "*",
                Arithmetic::Divide => "/",
            };
            format!("({sign} {parts})")
        }
        Kind::If(_) => format!("(if {parts})"),
        Kind::Over(List { fold, record, is_filtered, .. }) => {
            format!("({fold:?} {}{} {parts})", record.text, if *is_filtered { " where" } else { "" })
        }
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read(text), expected, "reading `{text}`");
}

#[test]
fn atoms() {
    check("true", "true");
    check("false", "false");
    check("as_of", "as_of");
    check("private", "private");
    check("loan", "loan");
    check("loan.principal", "loan.principal");
    check("loan . principal", "loan.principal");
    check("2026-01-01", "2026-01-01");
    check("2026-1-5", "2026-01-05");
    check("2026年1月5日", "2026-01-05");
    check("unpublished(open_list)", "unpublished:open_list");
    check("(loan)", "loan");
    check("((loan))", "loan");
    // After a dot, a word of the language is a field like any other.
    check("loan.in", "loan.in");
}

#[test]
fn numbers_and_units() {
    check("1.4", "7/5");
    check("500 万元", "500万元");
    check("500万元", "500万元");
    check("1 亿元", "1亿元");
    check("2.5%", "5/2%");
    check("2.5 ％", "5/2%");
    check("1.5%/year", "3/2%/年");
    check("1.5％/年", "3/2%/年");
    check("2 years", "2年");
    check("18 months", "18个月");
    check("18个月", "18个月");
    check("30 days", "30天");
    check("3 sets", "3项");
    check("50 people", "50人");
    check("3000 ㎡", "3000㎡");
    check("3 万㎡", "3万㎡");
    check("4000000 kWh", "4000000kWh");
    check("5 万kWh", "5万kWh");
    check("100 kW", "100kW");
    check("100 tce", "100tce");
    check("14 nm", "14nm");
    check("14nm", "14nm");
    check("4300 元/tce", "4300元/tce");
    check("3000 m2", "3000㎡");
}

#[test]
fn a_unit_below_the_line_stands_close() {
    // `years` is a number of the programme here, as in the reference.
    check("min(loan.term, years)", "(min loan.term years)");
    check("50% / years", "(/ 50% years)");
    check("50%/year", "50%/年");
    check("100 元 / tce", "(/ 100元 tce)");
    check("100 元 /tce", "(/ 100元 tce)");
    check("100 元/ tce", "(/ 100元 tce)");
}

#[test]
fn precedence() {
    check("a or b and c", "(or a (and b c))");
    check("a and b or c", "(or (and a b) c)");
    check("(a or b) and c", "(and (or a b) c)");
    check("a or b or c", "(or a b c)");
    check("a and b and c", "(and a b c)");
    check("not a and b", "(and (not a) b)");
    check("not a = b", "(not (= a b))");
    check("not not a", "(not (not a))");
    check("a or not b", "(or a (not b))");
    check("a = b and c != d", "(and (= a b) (≠ c d))");
    check("a + b * c", "(+ a (* b c))");
    check("a * b + c", "(+ (* a b) c)");
    check("a - b - c", "(- (- a b) c)");
    check("a / b / c", "(/ (/ a b) c)");
    check("a - (b - c)", "(- a (- b c))");
    check("a + b <= c * d", "(≤ (+ a b) (* c d))");
    check("if a then b else c", "(if a b c)");
    check("if a or b then c + d else e", "(if (or a b) (+ c d) e)");
    check("if a then b else (if c then d else e)", "(if a b (if c d e))");
    check("min(a, b, c)", "(min a b c)");
    check("max(a + b, c) * d", "(* (max (+ a b) c) d)");
}

#[test]
fn comparisons() {
    for (written, sign) in [
        ("=", "="),
        ("!=", "≠"),
        ("≠", "≠"),
        ("<", "<"),
        ("<=", "≤"),
        ("≤", "≤"),
        (">", ">"),
        (">=", "≥"),
        ("≥", "≥"),
        ("＝", "="),
        ("＜", "<"),
        ("＞", ">"),
    ] {
        check(&format!("a {written} b"), &format!("({sign} a b)"));
        check(&format!("a{written}b"), &format!("({sign} a b)"));
    }
    check("a in [b]", "(in a [b])");
    check("a in [b, c]", "(in a [b c])");
    check("a in catalogue(places)", "(in a catalogue:places)");
    check("a in catalogue(loan.purpose)", "(in a catalogue:loan.purpose)");
    check("not a in [b]", "(not (in a [b]))");
}

#[test]
fn chinese_punctuation_is_read_like_its_ascii_counterpart() {
    check("min（a，b）", "(min a b)");
    check("a in 【b、c】", "(in a [b c])");
    check("a × b ÷ c", "(/ (* a b) c)");
    check("a－b＋c", "(+ (- a b) c)");
    check("a\u{3000}and\u{3000}b", "(and a b)");
}

#[test]
fn several_lines_are_one_expression() {
    check("a = b\n    and c\r\n    and d", "(and (= a b) c d)");
}

#[test]
fn mistakes_are_at_their_words() {
    check("a == b", r#"double-equals "==""#);
    check("a < b < c", r#"chained-comparison "<""#);
    check("a = b in [c] = d", r#"chained-comparison "in""#);
    check("a && b || c", r#"sign "&&", sign "||""#);
    check("a <> b", r#"sign "<>""#);
    check("a =< b", r#"sign "=<""#);
    check("a = \"b\"", r#"sign "\"b\"""#);
    check("a = “b” and == c", r#"sign "“b”", double-equals "==", syntax "==""#);
    check("a = 'b", r#"sign "'""#);
    check("a ; b", r#"sign ";", syntax "b""#);
    check("a。", r#"sign "。""#);
    check("", r#"syntax """#);
    check("   ", r#"syntax """#);
    check("a and", r#"syntax """#);
    check("and a", r#"syntax "and""#);
    check("a b", r#"syntax "b""#);
    check("(a", r#"syntax """#);
    check("a)", r#"syntax ")""#);
    check("min(a", r#"syntax """#);
    check("min a", r#"syntax "a""#);
    check("min()", r#"syntax ")""#);
    check("a in b", r#"syntax "b""#);
    check("a in []", r#"syntax "]""#);
    check("a in [b c]", r#"syntax "c""#);
    check("[a, b]", r#"syntax "[""#);
    check("catalogue(a)", r#"syntax "catalogue""#);
    check("a not in [b]", r#"syntax "not""#);
    check("a = not b", r#"syntax "not""#);
    check("loan.", r#"syntax """#);
    check("loan.principal.amount", r#"syntax ".""#);
    check("if a then b", r#"syntax """#);
    check("if a else b", r#"syntax "else""#);
    check("if a then b else if c then d else e", r#"nested-if "if""#);
    check("1 + if a then b else c", r#"nested-if "if""#);
    check("a > -5", r#"syntax "-""#);
    check("a AND b", r#"syntax "AND""#);
}

#[test]
fn mistakes_in_numbers_and_dates() {
    check("3,000 万元", r#"thousands "3,000""#);
    check("3，000，000 元", r#"thousands "3，000，000""#);
    check("min(1, 200)", "(min 1 200)");
    check("min(1,20)", "(min 1 20)");
    check("min(1,2000)", "(min 1 2000)");
    check("5 万", r#"unknown-unit "万""#);
    check("5 furlongs", r#"unknown-unit "furlongs""#);
    check("1.5%/yaer", r#"unknown-unit "%/yaer""#);
    check("1e5", r#"unknown-unit "e5""#);
    check("2026-02-30", r#"bad-date "2026-02-30""#);
    check("2026-13-01", r#"bad-date "2026-13-01""#);
    check("1899-12-31", r#"bad-date "1899-12-31""#);
    check("0.1234567890123", r#"bad-number "0.1234567890123""#);
    check("0.123456789012", "30864197253/250000000000");
    check("99999999999999999999999999999999999999", r#"bad-number "99999999999999999999999999999999999999""#);
    // 10²⁴ is accepted, but not 10²⁴ × 100 分.
    check("1000000000000000000000000", "1000000000000000000000000");
    check("1000000000000000000000000 元", r#"bad-number "1000000000000000000000000 元""#);
}

#[test]
fn several_mistakes_of_one_expression_are_found_together() {
    check(
        "a == 3,000 元 and b < 2 yaers < 5 and c > 2026-02-30",
        r#"double-equals "==", thousands "3,000", unknown-unit "yaers", chained-comparison "<", bad-date "2026-02-30""#,
    );
}

#[test]
fn depth_is_counted() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    // The expression itself is the first level.
    check(&nested(63), "a");
    assert!(read(&nested(64)).starts_with("limit"));
    assert!(read(&nested(4_900)).starts_with("limit"));
    let not = |depth: usize| format!("{}a", "not ".repeat(depth));
    assert!(read(&not(63)).starts_with("(not"));
    assert!(read(&not(64)).starts_with("limit"));
    let sum = |terms: usize| vec!["a"; terms].join(" + ");
    assert!(read(&sum(64)).starts_with("(+"));
    assert!(read(&sum(65)).starts_with("limit"));
    // Any number of conditions are one level.
    assert!(read(&vec!["a"; 1_400].join(" and ")).starts_with("(and"));
}

#[test]
fn length_is_counted_in_characters() {
    let padded = |length: usize| format!("{}a", "\u{3000}".repeat(length - 1));
    check(&padded(10_000), "a");
    assert!(read(&padded(10_001)).starts_with("limit"));
}

#[test]
fn tokens_cover_their_words() {
    let text = "企业 >= 3,000 万元，（b）";
    let mut diagnostics = Diagnostics::default();
    let words = lex(text, whole(text), &mut diagnostics)
        .into_iter()
        .map(|token| text.get(token.span.range()).unwrap_or("outside").to_owned())
        .collect::<Vec<_>>();
    assert_eq!(words, ["企业", ">=", "3,000", "万元", "，", "（", "b", "）", ""]);
}

#[test]
fn quantities_stand_alone() {
    let read = |text: &str| match read_quantity(text, whole(text)) {
        Ok((value, unit)) => format!("{value:?} {}", unit.spelling()),
        Err(found) => format!("{} {:?}", found.code.text(), text.get(found.primary.span.range()).unwrap_or("outside")),
    };
    for (text, expected) in [
        ("3000 万元", "3000 万元"),
        ("3000万元", "3000 万元"),
        ("-5", "-5 "),
        ("1.5%/year", "3/2 %/年"),
        ("2.5％", "5/2 %"),
        ("3,000 万元", r#"thousands "3,000 万元""#),
        ("many", r#"bad-number "many""#),
        ("", r#"bad-number """#),
        ("5 furlongs", r#"unknown-unit "furlongs""#),
        ("1.2.3", r#"bad-number "1.2.3""#),
        ("5 / 2", r#"unknown-unit "/ 2""#),
    ] {
        assert_eq!(read(text), expected, "reading `{text}`");
    }
}
