//! A right pack, with everything in it worked out by hand.

use crate::{changed, small_pack};
use qualify_authoring::{Case, CaseAvailability, Compilation, SourceFile, compile, one_line};
use qualify_engine::pack::{Day, Evidence, FieldKind, Promise, Provenance, Together};
use qualify_engine::{Answer, Date, Moment, Number, Pack, Simple, Span, TextId, Unit, Verdict};

#[track_caller]
fn right(files: &[SourceFile]) -> Compilation {
    let compilation = compile(files);
    let found = compilation.diagnostics.iter().map(|found| one_line(found, &compilation.sources)).collect::<Vec<_>>();
    assert_eq!(found, Vec::<String>::new());
    compilation
}

#[track_caller]
fn pack() -> (Pack, Compilation) {
    let compilation = right(&small_pack());
    (compilation.pack.clone().unwrap_or_default(), compilation)
}

fn yuan(value: i64) -> Number {
    Number::whole(value.saturating_mul(100))
}

#[test]
fn the_small_pack_compiles_and_holds_together() {
    let (pack, _) = pack();
    assert_eq!(pack.check(), Ok(()));
    assert_eq!(pack.key, "small");
    assert_eq!(pack.version, "1");
    let counts = (pack.kinds.len(), pack.records.len(), pack.domains.len(), pack.documents.len(), pack.readings.len());
    assert_eq!(counts, (1, 2, 2, 1, 2));
}

#[test]
fn texts_are_numbered_once() -> Result<(), &'static str> {
    let (pack, compilation) = pack();
    assert_eq!(compilation.texts.len(), 1);
    let texts = compilation.texts.first().ok_or("no texts")?;
    assert_eq!(texts.language, "zh-Hans");
    assert_eq!(texts.get(TextId::at(0)), "");
    assert_eq!(texts.get(pack.name), "小政策包");
    let mut words = texts.words.clone();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), texts.words.len(), "a text stands twice");
    Ok(())
}

#[test]
fn a_second_language_has_the_same_numbers() {
    let languages = |text: &str| text.replace("languages: [zh-Hans]", "languages: [zh-Hans, en]");
    // Every text of the small pack is a Chinese scalar after `: ` or `- `: give each an English side.
    let bilingual = |file: SourceFile| {
        let is_chinese = |c: char| ('\u{4e00}'..'\u{9fff}').contains(&c);
        let lines = file.text.lines().map(|line| match line.rsplit_once(": ") {
            Some((key, text)) if text.starts_with(is_chinese) && !line.contains('{') => {
                format!("{key}: {{ zh-Hans: {text}, en: e-{text} }}")
            }
            _ => line.to_owned(),
        });
        SourceFile { path: file.path, text: lines.collect::<Vec<_>>().join("\n") }
    };
    let pack = "id: two\nversion: '1'\nname: { zh-Hans: 包, en: pack }\nlanguages: [zh-Hans]\nkinds:\n  award: 奖励\n";
    let pack = SourceFile { path: "pack.yaml".to_owned(), text: languages(pack) };
    let enterprise =
        "record: enterprise\nlabel: 企业\nfields:\n  listed:\n    type: yes_no\n    label: 上市\n    ask: 上市？\n";
    let enterprise = SourceFile { path: "vocabulary/enterprise.yaml".to_owned(), text: enterprise.to_owned() };
    let compilation = right(&[bilingual(pack), bilingual(enterprise)]);
    let words = compilation.texts.iter().map(|texts| texts.words.clone()).collect::<Vec<_>>();
    let chinese = ["", "包", "奖励", "企业", "上市", "上市？"].map(str::to_owned).to_vec();
    let english = ["", "pack", "e-奖励", "e-企业", "e-上市", "e-上市？"].map(str::to_owned).to_vec();
    assert_eq!(words, [chinese, english]);
}

#[test]
fn records_and_fields() {
    let (pack, _) = pack();
    let keys = pack.fields.iter().map(|field| field.key.as_str()).collect::<Vec<_>>();
    assert_eq!(
        keys,
        [
            "enterprise.size",
            "enterprise.place",
            "enterprise.listed",
            "enterprise.share",
            "enterprise.patents",
            "enterprise.staff",
            "loan",
            "loan.principal",
            "loan.rate",
            "loan.term",
            "loan.issued",
        ]
    );
    let records = pack.records.iter().map(|record| (record.key.as_str(), record.presence)).collect::<Vec<_>>();
    assert_eq!(records, [("enterprise", None), ("loan", pack.field("loan"))]);
    let kind = |key: &str| pack.field(key).and_then(|id| pack.fields.get(id)).map(|field| field.kind);
    assert_eq!(kind("loan"), Some(FieldKind::YesNo));
    let money = Unit::simple(Simple::WanYuan);
    let greatest = yuan(1_000_000_000_000_000);
    assert_eq!(kind("loan.principal"), Some(FieldKind::Number { unit: money, least: Number::ZERO, greatest }));
    let rate = Unit { top: Simple::Percent, per: Some(Simple::Year) };
    // 100 % a year is 1/12 a month.
    let greatest = Number::fraction(1, 12).unwrap_or(Number::ONE);
    assert_eq!(kind("loan.rate"), Some(FieldKind::Number { unit: rate, least: Number::ZERO, greatest }));
    let share = Unit::simple(Simple::Percent);
    assert_eq!(
        kind("enterprise.share"),
        Some(FieldKind::Number { unit: share, least: Number::ZERO, greatest: Number::ONE })
    );
    let years = Unit::simple(Simple::Year);
    let greatest = Number::whole(1200);
    assert_eq!(kind("loan.term"), Some(FieldKind::Number { unit: years, least: Number::ZERO, greatest }));
    let (first, last) = (Date::new(1900, 1, 1), Date::new(2200, 12, 31));
    assert_eq!(kind("loan.issued"), first.zip(last).map(|(first, last)| FieldKind::Date { first, last }));
}

#[test]
fn records_are_asked_in_their_order() {
    let mut files = small_pack();
    let text = "record: asset\norder: 30\nlabel: 设备\nask: 有没有设备？\nfields: {}\n";
    files.push(SourceFile { path: "vocabulary/asset.yaml".to_owned(), text: text.to_owned() });
    let pack = right(&files).pack.unwrap_or_default();
    let records = pack.records.iter().map(|record| record.key.as_str()).collect::<Vec<_>>();
    assert_eq!(records, ["enterprise", "loan", "asset"]);
}

#[test]
fn the_programme() -> Result<(), &'static str> {
    let (pack, compilation) = pack();
    let programme = pack.programmes.iter().next().ok_or("no programme")?;
    let texts = compilation.texts.first().ok_or("no texts")?;
    let conditions = programme.conditions.iter();
    let shown = conditions
        .map(|it| (it.key.as_str(), texts.get(it.says), it.evidence, it.source.provenance, it.source.readings.len()))
        .collect::<Vec<_>>();
    assert_eq!(
        shown,
        [
            ("subject", "贷款", Evidence::Fact, Provenance::Seen, 0),
            ("size", "中小企业", Evidence::Fact, Provenance::Seen, 1),
            ("recent", "今年放款", Evidence::Attested, Provenance::Inferred, 1),
            ("insured", "投保条件", Evidence::Fact, Provenance::Unpublished, 0),
        ]
    );
    let items = programme.items.iter();
    let shown =
        items.map(|it| (it.key.as_str(), it.when.is_some(), it.amount.is_some(), it.promise)).collect::<Vec<_>>();
    assert_eq!(shown, [("interest", false, true, Promise::AtMost), ("bonus", true, true, Promise::Exactly)]);
    assert_eq!(programme.together, Together::Sum);
    assert_eq!(Some(programme.application.opens), Date::new(2026, 1, 1).map(Day::On));
    assert_eq!(Some(programme.application.closes), Date::new(2026, 12, 31).map(Day::On));
    assert!(programme.application.rolling);
    let numbers = pack.numbers.iter().map(|number| number.key.as_str()).collect::<Vec<_>>();
    assert_eq!(numbers, ["rate", "years", "cap"]);
    Ok(())
}

#[test]
fn other_ways_to_close() {
    let with = |closes: &str| {
        let change = ("programmes/loan_interest.yaml", "closes: 2026-12-31", closes);
        let pack = right(&changed(&[change])).pack.unwrap_or_default();
        pack.programmes.iter().next().map(|programme| programme.application.closes)
    };
    assert_eq!(with("closes: unpublished"), Some(Day::Unpublished));
    assert_eq!(with("closes: { by: 2026-11-22 }"), Date::new(2026, 11, 22).map(Day::By));
}

fn cases() -> (Pack, Vec<Case>) {
    let (pack, compilation) = pack();
    (pack, compilation.cases)
}

#[test]
fn cases_carry_their_answers() {
    let (pack, cases) = cases();
    assert_eq!(cases.len(), 3);
    let answer = |place: usize, key: &str| {
        cases.get(place).zip(pack.field(key)).and_then(|(case, field)| case.dossier.get(field))
    };
    assert_eq!(answer(0, "loan"), Some(Answer::YesNo(true)));
    assert_eq!(answer(0, "enterprise.size"), Some(Answer::Choice(0)));
    assert_eq!(answer(0, "enterprise.patents"), Some(Answer::number(Number::whole(5))));
    assert_eq!(answer(0, "loan.principal"), Some(Answer::number(yuan(30_000_000))));
    assert_eq!(answer(0, "loan.term"), Some(Answer::number(Number::whole(18))));
    assert_eq!(answer(0, "loan.issued"), Date::new(2026, 3, 1).map(Answer::date));
    assert_eq!(answer(0, "loan.rate"), None);

    let range = Span { low: Some(yuan(50_000_000)), high: Some(yuan(100_000_000)) };
    assert_eq!(answer(1, "loan.principal"), Some(Answer::Number(range)));
    assert_eq!(answer(1, "loan.issued"), Some(Answer::DontKnow));
    assert_eq!(answer(1, "loan.term"), None);
    assert_eq!(answer(1, "loan"), Some(Answer::YesNo(true)));

    assert_eq!(answer(2, "loan"), Some(Answer::YesNo(false)));
    assert_eq!(answer(2, "loan.principal"), None);
    assert_eq!(answer(2, "enterprise.size"), Some(Answer::Choice(0)));
}

#[test]
fn cases_carry_what_they_expect() -> Result<(), &'static str> {
    let (_, cases) = cases();
    let verdicts = cases.iter().map(|case| case.expect.verdict.value).collect::<Vec<_>>();
    assert_eq!(verdicts, [Verdict::Unconfirmed, Verdict::Open, Verdict::Fails]);
    let last = cases.last().ok_or("no cases")?;
    assert_eq!(Some(last.as_of), Moment::parse("2027-01-01"));
    assert_eq!(last.expect.because.as_ref().map(|it| it.value.clone()), Some(vec!["subject".to_owned()]));
    assert_eq!(last.expect.availability.as_ref().map(|it| it.value), Some(CaseAvailability::Closed));
    assert_eq!(last.expect.at_most.as_ref().map(|it| it.value), Some(yuan(50_000)));
    assert_eq!(last.expect.missing, None);
    Ok(())
}

#[test]
fn paths_may_start_with_folders() {
    let mut files = small_pack();
    for file in &mut files {
        file.path = format!("some/where/{}", file.path);
    }
    files.push(SourceFile { path: "elsewhere/odd.yaml".to_owned(), text: "a".to_owned() });
    assert_eq!(right(&files).pack, right(&small_pack()).pack);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let mut files = small_pack();
    files.reverse();
    assert_eq!(right(&files).pack, right(&small_pack()).pack);
}
