//! Every kind of mistake as its author sees it. One mistake is made in the small pack at a time.

use crate::{changed, small_pack};
use qualify_authoring::{Code, Compilation, SourceFile, compile, render};

fn rendered(compilation: &Compilation) -> String {
    let blocks = compilation.diagnostics.iter().map(|found| render(found, &compilation.sources, false));
    blocks.collect::<Vec<_>>().join("\n\n")
}

#[track_caller]
fn snapshot(name: &str, files: &[SourceFile]) {
    let compilation = compile(files);
    assert!(compilation.pack.is_none(), "a pack in spite of {name}");
    insta::assert_snapshot!(name, rendered(&compilation));
}

macro_rules! mistakes {
    ($($name:ident: $path:literal, $old:literal => $new:literal;)*) => {
        $(#[test]
        fn $name() {
            snapshot(stringify!($name), &changed(&[($path, $old, $new)]));
        })*
    };
}

const PROGRAMME: &str = "programmes/loan_interest.yaml";

// Expressions.
mistakes! {
    misspelt_field: "programmes/loan_interest.yaml", "enterprise.size in" => "enterprise.sise in";
    misspelt_record: "programmes/loan_interest.yaml", "loan.issued >=" => "laon.issued >=";
    field_of_another_record: "programmes/loan_interest.yaml", "loan.issued >=" => "enterprise.issued >=";
    field_without_record: "programmes/loan_interest.yaml", "loan.issued >=" => "issued >=";
    misspelt_option: "programmes/loan_interest.yaml", "[small, medium]" => "[small, mediun]";
    quoted_option: "programmes/loan_interest.yaml", "[small, medium]" => "['small']";
    unknown_number: "programmes/loan_interest.yaml", "min(loan.principal, cap)" => "min(loan.principal, cab)";
    unknown_reason: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "unpublished(openlist)";
    money_and_area: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "loan.principal >= 3000 ㎡";
    money_without_unit: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "loan.principal >= 3000";
    forgotten_year_in_comparison: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "loan.rate <= 1.5%";
    forgotten_year_in_amount: "programmes/loan_interest.yaml", "at_most: min(loan.principal, cap) * rate" => "at_most: min(loan.principal, cap) * 1.5%";
    a_sum_for_each_piece: "programmes/loan_interest.yaml", "exactly: 5 万元" => "exactly: enterprise.patents * 5 万元";
    amount_as_condition: "programmes/loan_interest.yaml", "when: loan.issued >= 2026-01-01" => "when: loan.principal";
    time_between_days: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "as_of - loan.issued <= 3 years";
    ordered_options: "programmes/loan_interest.yaml", "enterprise.size in [small, medium]" => "enterprise.size <= medium";
    double_equals: "programmes/loan_interest.yaml", "enterprise.size in [small, medium]" => "enterprise.size == small";
    chained_comparison: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "2026-01-01 <= loan.issued <= 2026-12-31";
    nested_if: "programmes/loan_interest.yaml", "exactly: 5 万元" => "exactly: if loan then 1 元 else if loan then 2 元 else 3 元";
    no_such_day: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "loan.issued >= 2026-02-30";
    thousands: "programmes/loan_interest.yaml", "exactly: 5 万元" => "exactly: 50,000 元";
    unknown_unit: "programmes/loan_interest.yaml", "exactly: 5 万元" => "exactly: 5 萬";
    unit_below_the_line: "programmes/loan_interest.yaml", "is: 1.5%/year" => "is: 1.5%/yaer";
    unclosed_parenthesis: "programmes/loan_interest.yaml", "min(loan.term, years)" => "min(loan.term, years";
    foreign_punctuation: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "loan.issued >= 2026-01-01；loan";
    capital_and: "programmes/loan_interest.yaml", "loan.issued >= 2026-01-01" => "loan AND loan.issued >= 2026-01-01";
    negative_number: "programmes/loan_interest.yaml", "enterprise.patents >= 3" => "enterprise.patents >= -3";
    wrong_catalogue: "programmes/loan_interest.yaml", "enterprise.size in [small, medium]" => "enterprise.size in catalogue(places)";
    a_link_within_one_record: "vocabulary/loan.yaml", "fields:\n" => "fields:\n  earlier: { type: row, of: loan, label: 前一笔, ask: 哪一笔？ }\n";
    a_programme_that_replaces_itself: "programmes/loan_interest.yaml", "about: loan" => "about: loan\nreplaces: loan_interest";
    which_loan: "programmes/loan_interest.yaml", "about: loan" => "about: enterprise";
    comma_in_braces: "programmes/loan_interest.yaml", "is: 1.5%/year" => "is: min(1%/year, 2%/year)";
}

// YAML.
mistakes! {
    duplicate_key: "programmes/loan_interest.yaml", "level: 北京市\n" => "level: 北京市\nlevel: 国家\n";
    anchor: "programmes/loan_interest.yaml", "body: 市政府" => "body: &body 市政府";
    alias: "programmes/loan_interest.yaml", "body: 市政府" => "body: *body";
    tag: "programmes/loan_interest.yaml", "body: 市政府" => "body: !!str 市政府";
    tab: "programmes/loan_interest.yaml", "  opens:" => "\topens:";
    unterminated_quote: "programmes/loan_interest.yaml", "body: 市政府" => "body: \"市政府";
    second_colon: "programmes/loan_interest.yaml", "body: 市政府" => "body: 市政府: 经信局";
    no_blank_after_colon: "programmes/loan_interest.yaml", "body: 市政府" => "body:市政府";
    two_documents: "programmes/loan_interest.yaml", "require:" => "---\nrequire:";
    wrong_indentation: "programmes/loan_interest.yaml", "    says: 中小企业" => "   says: 中小企业";
}

// What files say.
mistakes! {
    unknown_key: "programmes/loan_interest.yaml", "evidence: attested" => "evidense: attested";
    missing_key: "programmes/loan_interest.yaml", "    says: 中小企业\n" => "";
    empty_value: "programmes/loan_interest.yaml", "summary: 给中小企业的贷款贴息。" => "summary:";
    missing_source: "programmes/loan_interest.yaml", "    source: { seen: S1, clause: 一 }\n" => "";
    two_sources: "programmes/loan_interest.yaml", "{ recalled: 凭记忆 }" => "{ recalled: 凭记忆, seen: S1 }";
    empty_source: "programmes/loan_interest.yaml", "{ recalled: 凭记忆 }" => "{ clause: 二 }";
    unknown_reading: "programmes/loan_interest.yaml", "from: S2" => "from: S3";
    unknown_kind: "programmes/loan_interest.yaml", "kind: award" => "kind: awards";
    unknown_document: "programmes/loan_interest.yaml", "document: notice" => "document: notices";
    wrong_word: "programmes/loan_interest.yaml", "evidence: attested" => "evidence: declared";
    list_instead_of_value: "programmes/loan_interest.yaml", "level: 北京市" => "level: [北京市]";
    file_of_another_name: "programmes/loan_interest.yaml", "id: loan_interest" => "id: loan_interests";
    two_conditions_of_one_name: "programmes/loan_interest.yaml", "- id: recent" => "- id: size";
    own_subject: "programmes/loan_interest.yaml", "- id: recent" => "- id: subject";
    closes_before_it_opens: "programmes/loan_interest.yaml", "closes: 2026-12-31" => "closes: 2025-12-31";
    ceiling_and_promise: "programmes/loan_interest.yaml", "exactly: 5 万元" => "exactly: 5 万元\n      at_most: 6 万元";
    tested_and_unpublished: "programmes/loan_interest.yaml", "unpublished: 正文被截断\n" => "unpublished: 正文被截断\n    when: loan\n";
    number_named_like_a_record: "programmes/loan_interest.yaml", "  cap: {" => "  loan: {";
    undeclared_language: "programmes/loan_interest.yaml", "apply: 向经办银行申请。" => "apply: { zh-Hans: 向经办银行申请。, en: Ask your bank. }";
    unknown_type: "vocabulary/loan.yaml", "type: annual_rate" => "type: anual_rate";
    unit_of_another_type: "vocabulary/loan.yaml", "type: money" => "type: money, unit: ㎡";
    limit_without_unit: "vocabulary/loan.yaml", "type: money" => "type: money, max: 5000";
    limits_upside_down: "vocabulary/loan.yaml", "type: money" => "type: money, min: 2 元, max: 1 元";
    key_of_another_type: "vocabulary/enterprise.yaml", "type: yes_no" => "type: yes_no, unit: 元";
    keyword_as_option: "vocabulary/enterprise.yaml", "small: 小型" => "if: 小型";
    capital_name: "vocabulary/enterprise.yaml", "  share:" => "  Share:";
    unknown_catalogue: "vocabulary/enterprise.yaml", "of: places" => "of: place";
    question_about_the_enterprise: "vocabulary/enterprise.yaml", "label: 企业\n" => "label: 企业\nask: 有没有企业？\n";
    grade: "readings.yaml", "grade: C" => "grade: E";
    address: "documents.yaml", "extent: 全文" => "extent: 全文\n  address: javascript:alert(1)";
    address_not_to_be_followed: "documents.yaml", "extent: 全文" => "extent: 全文\n  address: https://www.beijing[.]gov.cn/";
    bad_date: "documents.yaml", "checked: 2026-11-22" => "checked: 22.11.2026";
    language_tag: "pack.yaml", "languages: [zh-Hans]" => "languages: [zh_Hans]";
}

// Cases.
mistakes! {
    case_for_no_programme: "cases/loan_interest.yaml", "programme: loan_interest" => "programme: loan_intrest";
    case_with_unknown_field: "cases/loan_interest.yaml", "term: 18 months" => "tern: 18 months";
    case_with_unknown_option: "cases/loan_interest.yaml", "size: small" => "size: tiny";
    case_with_wrong_unit: "cases/loan_interest.yaml", "term: 18 months" => "term: 18 万元";
    case_without_unit: "cases/loan_interest.yaml", "principal: 3000 万元" => "principal: 3000";
    case_above_the_limit: "cases/loan_interest.yaml", "term: 18 months" => "term: 101 years";
    case_with_a_tilde: "cases/loan_interest.yaml", "issued: null" => "issued: ~";
    case_with_unknown_condition: "cases/loan_interest.yaml", "because: [insured]" => "because: [insurd]";
    case_with_unknown_verdict: "cases/loan_interest.yaml", "verdict: unconfirmed" => "verdict: unsure";
    case_without_working: "cases/loan_interest.yaml", "    working: 一次性奖励 5 万元\n" => "";
    case_takes_back_what_was_never_said: "cases/loan_interest.yaml", "without: [loan.term]" => "without: [loan.rate]";
    case_with_an_empty_list: "cases/loan_interest.yaml", "with: { loan: none }" => "with: { loan: [] }";
    case_with_an_empty_row: "cases/loan_interest.yaml", "with: { loan: none }" => "with: { loan: [ { term: 1 year }, {} ] }";
    case_with_more_before_the_end: "cases/loan_interest.yaml", "with: { loan: none }" => "with: { loan: [more, { term: 1 year }] }";
    case_about_a_row_that_is_not_there: "cases/loan_interest.yaml", "with: { loan: none }" => "with: { loan: [ {}, { term: 1 year } ] }\n    subject: 3";
    case_range_upside_down: "cases/loan_interest.yaml", "{ from: 5000 万元, to: 1 亿元 }" => "{ from: 2 亿元, to: 1 亿元 }";
}

#[test]
fn missing_text_in_a_second_language() {
    let second = ("pack.yaml", "languages: [zh-Hans]", "languages: [zh-Hans, en]");
    let compilation = compile(&changed(&[second]));
    // Every text of the pack lacks English: `name`, the kind, the options, …
    assert!(compilation.diagnostics.len() > 40);
    assert!(compilation.diagnostics.iter().all(|found| found.code.text() == "missing-translation"));
    let first =
        compilation.diagnostics.iter().find(|found| compilation.sources.path(found.primary.file) == "pack.yaml");
    let first = first.map(|found| render(found, &compilation.sources, false));
    insta::assert_snapshot!("missing_translation", first.unwrap_or_default());
}

#[test]
fn files_in_the_wrong_place() {
    let mut files = small_pack();
    let more = [
        ("vocabulry/asset.yaml", "record: asset"),
        ("reading.yaml", "a: b"),
        ("cases/x.yml", "a: b"),
        ("notes.txt", "\t"),
    ];
    files.extend(more.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() }));
    snapshot("files_in_the_wrong_place", &files);
}

#[test]
fn no_files_at_all() {
    snapshot("no_files_at_all", &[]);
}

#[test]
fn several_mistakes_in_several_files_are_found_in_one_run() {
    let files = changed(&[
        (PROGRAMME, "enterprise.size in", "enterprise.sise in"),
        (PROGRAMME, "exactly: 5 万元", "exactly: 5 ㎡"),
        ("readings.yaml", "grade: C", "grade: E"),
        ("vocabulary/loan.yaml", "type: annual_rate", "type: anual_rate"),
        ("documents.yaml", "  issuer: 市政府\n", ""),
        ("cases/loan_interest.yaml", "size: small", "size: tiny"),
    ]);
    snapshot("several_mistakes", &files);
}

#[test]
fn a_file_that_is_no_yaml_does_not_make_others_wrong() {
    for (path, old) in [
        ("readings.yaml", "grade: C"),
        ("documents.yaml", "title: 通知"),
        ("catalogues.yaml", "bda: 经开区"),
        ("vocabulary/loan.yaml", "label: 贷款"),
        ("vocabulary/enterprise.yaml", "label: 企业"),
        (PROGRAMME, "kind: award"),
        ("cases/loan_interest.yaml", "base:"),
        ("pack.yaml", "id: small"),
    ] {
        let compilation = compile(&changed(&[(path, old, "a: \"b")]));
        assert_eq!(compilation.diagnostics.len(), 1, "{path}: {}", rendered(&compilation));
    }
}

#[test]
fn after_two_hundred_diagnostics_the_rest_is_counted() {
    let mistakes = "  - { id: x }\n".repeat(150);
    let files = changed(&[(PROGRAMME, "require:\n", &format!("require:\n{mistakes}"))]);
    let compilation = compile(&files);
    assert_eq!(compilation.diagnostics.len(), 201);
    // Each of 150 lines lacks `says`, a test and a source; 149 repeat a name: 599 in all.
    let last = compilation.diagnostics.last().map(|found| found.message.as_str());
    assert_eq!(last, Some("and 399 more"));
}

#[test]
fn two_hundred_diagnostics_are_all_shown() {
    let shown = |mistakes: usize| {
        let keys = (0..mistakes).map(|place| format!("key{place}: 1\n")).collect::<String>();
        let compilation = compile(&changed(&[(PROGRAMME, "kind: award\n", &format!("kind: award\n{keys}"))]));
        let last = compilation.diagnostics.last().map(|found| found.code);
        (compilation.diagnostics.len(), last)
    };
    assert_eq!(shown(200), (200, Some(Code::UnknownKey)));
    assert_eq!(shown(201), (201, Some(Code::More)));
}

#[test]
fn colour_is_only_added_where_it_is_wanted() {
    let compilation = compile(&changed(&[(PROGRAMME, "evidence: attested", "evidense: attested")]));
    let found = compilation
        .diagnostics
        .first()
        .map(|found| (render(found, &compilation.sources, false), render(found, &compilation.sources, true)));
    let (plain, coloured) = found.unwrap_or_default();
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
}
