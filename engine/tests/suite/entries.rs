//! Answers as people write them, and what is refused.

use crate::common::{day, decimal, quantity};
use qualify_engine::pack::{Changer, Domain, DomainOption, Field, FieldKind, Record};
use qualify_engine::{
    Answer, AnswerError, Dossier, EntryError, Id, Number, Pack, Span, TextId, Unit, read, read_range,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// An enterprise with one field of each kind, and a loan.
fn pack() -> Pack {
    let mut pack = Pack::default();
    let text = TextId::at(0);
    let enterprise =
        pack.records.push(Record { key: "enterprise".into(), label: text, presence: None, links: Vec::new() });
    let loan = pack.records.push(Record { key: "loan".into(), label: text, presence: None, links: Vec::new() });
    let size = pack.domains.push(Domain {
        key: "enterprise.size".into(),
        options: ["micro", "small", "medium", "large"].map(|key| DomainOption { key: key.into(), label: text }).into(),
    });
    let number = |unit: &str, greatest: &str| FieldKind::Number {
        unit: Unit::parse(unit).unwrap(),
        least: Number::ZERO,
        greatest: quantity(greatest, unit),
    };
    let mut field = |key: &str, record, kind| {
        pack.fields.push(Field {
            key: key.into(),
            record,
            kind,
            label: text,
            ask: text,
            hint: None,
            find: None,
            changed_by: Changer::Enterprise,
        })
    };
    field("enterprise.private", enterprise, FieldKind::YesNo);
    field("enterprise.size", enterprise, FieldKind::Choice(size));
    field("enterprise.staff", enterprise, number("人", "1000000"));
    field("enterprise.power", enterprise, number("万kWh", "1000000"));
    field("enterprise.founded", enterprise, FieldKind::Date { first: day("1949-10-01"), last: day("2100-12-31") });
    let presence = field("loan", loan, FieldKind::YesNo);
    field("loan.principal", loan, number("万元", "10000000"));
    field("loan.rate", loan, number("%/年", "100"));
    field("loan.term", loan, number("年", "50"));
    pack.records.get_mut(loan).unwrap().presence = Some(presence);
    pack
}

/// The field with this key.
fn field(pack: &Pack, key: &str) -> Id<Field> {
    pack.field(key).unwrap()
}

fn reads(key: &str, text: &str, expected: Answer) {
    let pack = pack();
    assert_eq!(read(&pack, field(&pack, key), text), Ok(expected), "{key}: {text}");
}

fn refuses(key: &str, text: &str, expected: EntryError) {
    let pack = pack();
    assert_eq!(read(&pack, field(&pack, key), text), Err(expected), "{key}: {text}");
}

#[test]
fn money_is_read_as_people_write_it() {
    let three_thousand_wan = Answer::number(decimal("3000000000")); // 3,000 万元 = 30,000,000 元 = 3,000,000,000 分
    for text in [
        "3000",
        "3,000",
        "3，000 万元",
        "３０００万元",
        "3000万",
        "3千万",
        "3千万元",
        "0.3亿",
        "0.3 亿元",
        "30000000元",
        "30 000 000 元",
        "CNY 30,000,000",
        "CNY30,000,000 元",
        "CNY 30 million",
        "30 million CNY",
        "0.03 billion yuan",
        "30,000 thousand",
        "3,000 ×10,000 CNY",
        "RMB 3000万",
        "¥30000000",
        "￥ 3,000 万元",
        "3000萬元",
    ] {
        reads("loan.principal", text, three_thousand_wan);
    }
    reads("loan.principal", "12.345678", Answer::number(decimal("12345678")));
    reads("loan.principal", "1,234,567.5 元", Answer::number(decimal("123456750")));
    reads("loan.principal", "1分", Answer::number(decimal("1")));
}

#[test]
fn numbers_in_chinese_characters_are_read_with_or_without_their_unit() {
    let three_thousand_wan = Answer::number(decimal("3000000000")); // 30,000,000 元 in 分
    for text in ["三千万", "三千万元", "三千 万元", "三千万 yuan", "3000万元", "３千万", "0.3亿", "三千萬元"]
    {
        reads("loan.principal", text, three_thousand_wan);
    }
    // 150,000,000 元 in 分, and 105,000,000.
    for text in ["一亿五千万", "一亿五千万元", "1亿5000万", "1亿5千万元", "一億五千萬"] {
        reads("loan.principal", text, Answer::number(decimal("15000000000")));
    }
    reads("loan.principal", "一亿零五百万元", Answer::number(decimal("10500000000")));
    reads("loan.principal", "两千元", Answer::number(decimal("200000")));
    for text in ["两百", "两百人", "两百 人", "二百人", "200"] {
        reads("enterprise.staff", text, Answer::number(decimal("200")));
    }
    reads("enterprise.staff", "十二", Answer::number(decimal("12")));
    for text in ["三百万千瓦时", "三百万", "三百万度"] {
        reads("enterprise.power", text, Answer::number(decimal("3000000")));
    }
    for text in ["两年", "二", "二十四个月", "24 个月"] {
        reads("loan.term", text, Answer::number(decimal("24")));
    }
    reads("loan.rate", "三", Answer::number(quantity("3", "%/年")));
    // 元 or 万元?
    for text in ["两千", "三", "一百零五"] {
        refuses("loan.principal", text, EntryError::OtherUnit);
    }
    refuses("loan.principal", "三个月", EntryError::OtherUnit);
    for text in ["半", "半年", "万千", "千万", "三千五", "三千五万", "三百千", "三点五万", "十吨", "二〇二六"]
    {
        refuses("loan.principal", text, EntryError::NotANumber);
    }
    refuses("loan.principal", "1亿5000", EntryError::OtherUnit);
    refuses("loan.principal", "九千九百九十九万亿", AnswerError::TooLarge.into());
}

#[test]
fn rates_and_times_are_read_with_or_without_their_unit() {
    for text in ["3.6", "3.6%", "３．６％", "3.6%/年", "3.6 %/year", "3.6% per year"] {
        reads("loan.rate", text, Answer::number(quantity("3.6", "%/年")));
    }
    for text in ["2", "2年", "24个月", "24 months", "2 years"] {
        reads("loan.term", text, Answer::number(decimal("24")));
    }
    reads("enterprise.staff", "40", Answer::number(decimal("40")));
    reads("enterprise.staff", "3千人", Answer::number(decimal("3000")));
    reads("enterprise.power", "400万", Answer::number(decimal("4000000")));
    reads("enterprise.power", "400", Answer::number(decimal("4000000")));
    reads("enterprise.power", "4,000,000 千瓦时", Answer::number(decimal("4000000")));
    // Twelve decimals are kept.
    reads("loan.rate", "3.333333333333", Answer::number(quantity("3.333333333333", "%/年")));
}

#[test]
fn choices_dates_and_yes_or_no() {
    reads("enterprise.size", "small", Answer::Choice(1));
    reads("enterprise.private", "是", Answer::YesNo(true));
    reads("enterprise.private", "没有", Answer::YesNo(false));
    for text in ["2026-03-18", "2026/3/18", "2026年3月18日", "２０２６.３.１８"] {
        reads("enterprise.founded", text, Answer::date(day("2026-03-18")));
    }
}

#[test]
fn what_is_no_answer_is_refused_with_its_reason() {
    refuses("loan.principal", "  ", EntryError::Empty);
    refuses("loan.principal", "abc", EntryError::NotANumber);
    refuses("loan.principal", "CNY", EntryError::NotANumber);
    refuses("loan.principal", "CNY 3 吨", EntryError::OtherUnit);
    refuses("loan.principal", "3 milliards", EntryError::OtherUnit);
    refuses("loan.term", "¥24", EntryError::OtherUnit);
    refuses("loan.principal", "-5", AnswerError::TooSmall.into());
    for ambiguous in ["2、3", "1,5", "3 5", "30,00", "1,000,00", "3.5,000", ",300", "--5"] {
        refuses(
            "loan.principal",
            ambiguous,
            if ambiguous == "2、3" { EntryError::OtherUnit } else { EntryError::NotANumber },
        );
    }
    refuses("loan.principal", "1.2.3", EntryError::NotANumber);
    refuses("loan.principal", "1e9", EntryError::OtherUnit);
    refuses("loan.principal", "3000㎡", EntryError::OtherUnit);
    refuses("loan.principal", "99999999999999999999999999999999", EntryError::NotANumber);
    refuses("loan.rate", "5年", EntryError::OtherUnit);
    refuses("enterprise.private", "也许", EntryError::NotYesNo);
    refuses("enterprise.founded", "2026-02-30", EntryError::NotADate);
    refuses("enterprise.founded", "18/03/2026", EntryError::NotADate);
    refuses("enterprise.size", "tiny", AnswerError::NoSuchOption.into());
    refuses("enterprise.founded", "1949-09-30", AnswerError::DayOutOfRange.into());
}

#[test]
fn bounds_are_inclusive() {
    reads("loan.principal", "10000000", Answer::number(decimal("10000000000000")));
    refuses("loan.principal", "10000000.000001", AnswerError::TooLarge.into());
    reads("loan.principal", "0", Answer::number(decimal("0")));
    reads("enterprise.founded", "1949-10-01", Answer::date(day("1949-10-01")));
}

#[test]
fn ranges_may_be_open_at_one_end_but_not_upside_down() {
    let pack = pack();
    let principal = field(&pack, "loan.principal");
    let both = Answer::Number(Span { low: Some(quantity("2000", "万元")), high: Some(quantity("5000", "万元")) });
    assert_eq!(read_range(&pack, principal, Some("2000"), Some("5000 万元")), Ok(both));
    let above = Answer::Number(Span { low: Some(quantity("2000", "万元")), high: None });
    assert_eq!(read_range(&pack, principal, Some("2000"), None), Ok(above));
    assert_eq!(read_range(&pack, principal, None, None), Err(EntryError::Empty));
    assert_eq!(read_range(&pack, principal, Some("2"), Some("1")), Err(AnswerError::UpsideDown.into()));
    assert_eq!(
        read_range(&pack, field(&pack, "enterprise.size"), Some("small"), None),
        Err(AnswerError::WrongKind.into())
    );
}

#[test]
fn a_refused_answer_leaves_the_dossier_as_it_was() {
    let pack = pack();
    let (size, principal) = (field(&pack, "enterprise.size"), field(&pack, "loan.principal"));
    let mut dossier = Dossier::new();
    dossier.set(&pack, size, Answer::Choice(1)).unwrap();
    let before = dossier.clone();
    assert_eq!(dossier.set(&pack, size, Answer::Choice(4)), Err(AnswerError::NoSuchOption));
    assert_eq!(dossier.set(&pack, principal, Answer::YesNo(true)), Err(AnswerError::WrongKind));
    assert_eq!(dossier, before);
}

#[test]
fn who_answers_about_a_loan_has_one() {
    let pack = pack();
    let (loan, principal) = (field(&pack, "loan"), field(&pack, "loan.principal"));
    let mut dossier = Dossier::new();
    dossier.set(&pack, loan, Answer::DontKnow).unwrap();
    dossier.set(&pack, principal, Answer::DontKnow).unwrap();
    assert_eq!(dossier.get(loan), Some(Answer::DontKnow));
    dossier.set(&pack, principal, Answer::number(decimal("1"))).unwrap();
    assert_eq!(dossier.get(loan), Some(Answer::YesNo(true)));
    // What was said about the loan's existence stands.
    dossier.set(&pack, loan, Answer::YesNo(false)).unwrap();
    dossier.set(&pack, principal, Answer::DontKnow).unwrap();
    assert_eq!(dossier.get(loan), Some(Answer::YesNo(false)));
    dossier.clear(&pack, principal, 0);
    assert_eq!(dossier.get(principal), None);
}
