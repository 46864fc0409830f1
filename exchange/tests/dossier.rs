//! Dossiers as plain values: what is read, what is refused and where, and that what is written is read again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop here")]

use qualify_authoring::{SourceFile, compile};
use qualify_engine::{Answer, Dossier, Number, Pack, Slot};
use qualify_exchange::Tree;
use qualify_exchange::dossier::{NoDossier, read, read_slot, write};
use serde_json::{Value, json};

/// Enterprises with projects, and loans that may belong to one.
fn pack() -> Pack {
    let files = [
        ("pack.yaml", "id: t\nversion: '1'\nname: 示例\nlanguages: [zh-Hans]\nkinds: { loan_interest: 贷款贴息 }\n"),
        (
            "vocabulary/enterprise.yaml",
            "record: enterprise\norder: 10\nlabel: 企业\nfields:\n  private: { type: yes_no, label: 民营, ask: 民营？, changed_by: nobody }\n",
        ),
        (
            "vocabulary/project.yaml",
            "record: project\norder: 15\nlabel: 项目\nask: 有没有项目？\nfields:\n  area: { type: area, label: 面积, ask: 面积？ }\n",
        ),
        (
            "vocabulary/loan.yaml",
            "record: loan\norder: 20\nlabel: 贷款\nask: 有没有贷款？\nfields:\n  project: { type: row, of: project, label: 项目, ask: 哪个项目？ }\n  \
             principal: { type: money, label: 本金, ask: 本金？ }\n  issued: { type: date, label: 发放日, ask: 哪天？ }\n",
        ),
        ("documents.yaml", "d: { title: 文, issuer: 局, extent: 全文, checked: 2026-11-22 }\n"),
        ("readings.yaml", "S1: { grade: A, what: 文 }\n"),
    ];
    let files = files.map(|(path, text)| SourceFile { path: path.into(), text: text.into() });
    let compilation = compile(&files);
    compilation.pack.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics))
}

fn tree(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => number.as_i64().map_or(Tree::Other, Tree::Whole),
        Value::String(text) => text.as_str().into(),
        Value::Array(list) => list.iter().map(tree).collect(),
        Value::Object(object) => Tree::Object(object.iter().map(|(key, it)| (key.clone().into(), tree(it))).collect()),
    }
}

fn dossier(pack: &Pack, value: Value) -> Dossier {
    read(pack, &tree(&value)).unwrap_or_else(|reason| panic!("{reason:?}"))
}

/// The path and the code of everything that is refused.
fn refused(pack: &Pack, value: Value) -> Vec<(String, &'static str)> {
    match read(pack, &tree(&value)) {
        Err(NoDossier::Answers(problems)) => problems.into_iter().map(|it| (it.path, it.reason.code())).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_kind_of_answer_is_read() {
    let pack = pack();
    let found = dossier(
        &pack,
        json!({
            "format": 1, "id": 17,
            "enterprise": { "private": "是" },
            "project": [{}, { "area": 3000 }, "more"],
            "loan": { "project": 2, "principal": { "from": "400 万元" }, "issued": null },
        }),
    );
    let field = |key: &str| pack.field(key).unwrap();
    let project = pack.fields.at(field("project")).record;
    assert_eq!(found.get(field("enterprise.private")), Some(Answer::YesNo(true)));
    assert_eq!((found.rows(project), found.is_complete(project)), (2, false));
    assert_eq!(found.at(field("project.area"), 1), Some(Answer::number(Number::whole(3000))));
    assert_eq!(found.get(field("loan.project")), Some(Answer::Row(1)));
    assert_eq!(found.get(field("loan.issued")), Some(Answer::DontKnow));
    let Some(Answer::Number(principal)) = found.get(field("loan.principal")) else { panic!("no principal") };
    // 400 万元 are 400,000,000 分.
    assert_eq!((principal.low, principal.high), (Some(Number::whole(400_000_000)), None));
}

#[test]
fn what_is_written_is_read_again() {
    let pack = pack();
    let all = json!({
        "format": 1,
        "enterprise": { "private": true },
        "project": [{ "area": "3000 ㎡" }, {}, "more"],
        "loan": [{ "project": "none", "principal": { "from": "400 万元", "to": "600.5 万元" }, "issued": "2026-03-18" }, { "project": 2 }],
    });
    let found = dossier(&pack, all.clone());
    assert_eq!(json!(write(&pack, &found)), all);
    let none = json!({ "format": 1, "enterprise": {}, "project": "none", "loan": null });
    assert_eq!(json!(write(&pack, &dossier(&pack, none.clone()))), none);
}

#[test]
fn what_is_refused_says_where_and_why() {
    let pack = pack();
    let found = refused(
        &pack,
        json!({
            "format": 1,
            "boat": {},
            "enterprise": "none",
            "project": [{ "colour": 1 }, 5],
            "loan": [
                { "principal": "3 吨", "issued": "2026-02-30", "project": 9 },
                { "principal": { "from": "6 元", "to": "5 元" } },
                { "principal": { "low": "6 元" } },
                { "principal": [] },
                { "principal": 1.5 },
            ],
        }),
    );
    let expected = [
        ("boat", "no_such_record"),
        ("enterprise", "not_a_record"),
        ("project[1].colour", "no_such_field"),
        ("project[2]", "not_a_record"),
        ("loan[1].principal", "other_unit"),
        ("loan[1].issued", "not_a_date"),
        ("loan[2].principal", "upside_down"),
        ("loan[3].principal", "range_key"),
        ("loan[4].principal", "not_text"),
        ("loan[5].principal", "not_text"),
        // Links are looked at when all rows are read.
        ("loan[1].project", "no_such_row"),
    ];
    assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code)));
    let rows = |count: usize| vec![json!({}); count];
    assert_eq!(refused(&pack, json!({ "format": 1, "loan": rows(101) })), [("loan".to_owned(), "too_many_rows")]);
    // A hundred, and that there may be more.
    let full = [rows(100), vec![json!("more")]].concat();
    assert_eq!(
        dossier(&pack, json!({ "format": 1, "loan": full }))
            .rows(pack.field("loan").map(|it| pack.fields.at(it).record).unwrap()),
        100
    );
}

#[test]
fn only_an_object_of_the_known_format_is_a_dossier() {
    let pack = pack();
    let code = |value: Value| read(&pack, &tree(&value)).unwrap_err().code();
    assert_eq!(code(json!([])), "not_an_object");
    assert_eq!(code(json!({})), "no_format");
    assert_eq!(code(json!({ "format": 2 })), "other_format");
    assert_eq!(code(json!({ "format": "1" })), "other_format");
}

#[test]
fn a_slot_is_called_as_messages_call_it() {
    let pack = pack();
    let field = pack.field("loan.principal").unwrap();
    assert_eq!(read_slot(&pack, "loan.principal"), Some(Slot { field, row: 0 }));
    assert_eq!(read_slot(&pack, "loan[3].principal"), Some(Slot { field, row: 2 }));
    assert_eq!(read_slot(&pack, "loan"), Some(Slot { field: pack.field("loan").unwrap(), row: 0 }));
    for wrong in
        ["", "loan[", "loan[0].principal", "loan[+1].principal", "loan[01].principal", "loan[1]principal", "loan[1]"]
    {
        assert_eq!(read_slot(&pack, wrong), None, "{wrong}");
    }
}
