//! The commands for whoever looks after the pack: where everything was read, what is old, what there is.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, code, err, file, folder, out, qualify};
use serde_json::Value;
use std::path::Path;

/// A pack with an award that was read in part, in two versions.
fn pack(name: &str) -> String {
    let folder = folder(name);
    for inner in ["vocabulary", "programmes"] {
        std::fs::create_dir_all(folder.join(inner)).unwrap();
    }
    file(&folder, "pack.yaml", "id: t\nversion: '1'\nname: 包\nlanguages: [zh-Hans]\nkinds: { award: 奖励 }\n");
    let enterprise = "record: enterprise\nlabel: 企业\nfields:\n  revenue: { type: money, label: 收入, ask: 收入？ }\n  born: { type: date, label: 成立, ask: 哪天成立？ }\n";
    file(&folder, "vocabulary/enterprise.yaml", enterprise);
    file(
        &folder,
        "documents.yaml",
        "new: { title: 新办法, number: 一号, issuer: 局, issued: 2026-01-02, address: 'https://www.beijing.gov.cn/a.html', extent: 全文, checked: 2026-11-22 }\n\
         old: { title: 旧办法, issuer: 局, extent: 摘要, checked: 2026-01-01 }\n",
    );
    file(&folder, "readings.yaml", "S1: { grade: A, what: 官网 }\nS2: { grade: C, what: 报道 }\n");
    let programme = |id: &str, document: &str, rest: &str| {
        format!(
            "id: {id}\nkind: award\nabout: enterprise\nname: 奖{id}\nsummary: 概\nbody: 局\nlevel: 市级\nreadiness: B\ndocument: {document}\n{rest}\
             numbers:\n  cap: {{ label: 上限, is: 50 万元, source: {{ seen: S1, clause: 第五条 }} }}\n\
             \x20 rate: {{ label: 比例, unpublished: 没有读到, type: percent, source: {{ unpublished: 没有读到 }} }}\n\
             require:\n  - {{ id: big, says: 收入 3 万元以上, when: enterprise.revenue >= 3 万元 and enterprise.born <= 2020-06-30, source: {{ seen: [S1, S2] }} }}\n\
             \x20 - {{ id: list, says: 在名单上, unpublished: 名单没有公布, source: {{ unpublished: 名单没有公布 }} }}\n\
             support: {{ total_at_most: 80 万元, items: [ {{ id: i, says: 奖金, at_most: 'min(cap, rate * 2 * enterprise.revenue)', source: {{ inferred: 由上限推得, from: S2 }} }} ] }}\n"
        )
    };
    let open = "application: { opens: 2026-01-01, closes: 2027-01-01 }\n";
    let closed = "application: { opens: 2025-01-01, closes: 2025-03-31 }\nnext_round: 或许\n";
    file(&folder, "programmes/a.yaml", &programme("a", "new", open));
    file(&folder, "programmes/b.yaml", &programme("b", "old", closed));
    file(&folder, "relations.yaml", "once: { says: 只能一项, among: [a, b], at_most: one, source: { seen: S2 } }\n");
    folder.to_str().unwrap().to_owned()
}

#[test]
fn every_number_and_condition_is_printed_with_where_it_was_read() {
    let output = qualify(&["sources", "a", "--pack", &pack("sources_text")]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn the_same_for_programs() {
    let output = qualify(&["sources", "--pack", &pack("sources_json"), "--format", "json"]);
    let all: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(all["programmes"].as_array().unwrap().len(), 2);
    assert_eq!(all["programmes"][0]["grade"], "A");
    let document = &all["programmes"][0]["document"];
    assert_eq!((&document["number"], &document["checked"]), (&"一号".into(), &"2026-11-22".into()));
    assert_eq!(all["programmes"][1]["document"]["number"], Value::Null);
    let lines = all["programmes"][0]["lines"].as_array().unwrap();
    let ids: Vec<_> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["big", "list", "cap", "rate", "i", "total_at_most"]);
    assert_eq!(lines[0]["figures"], serde_json::json!(["3 万元", "2020-06-30"]));
    assert_eq!(lines[0]["readings"][1], serde_json::json!({ "id": "S2", "grade": "C", "what": "报道" }));
    assert_eq!((&lines[2]["provenance"], &lines[2]["clause"]), (&"seen".into(), &"第五条".into()));
    assert_eq!((&lines[3]["says"], &lines[3]["figures"]), (&"比例（未知：没有读到）".into(), &serde_json::json!([])));
    assert_eq!(lines[4]["provenance"], "inferred");
    assert_eq!(all["relations"][0]["id"], "once");
}

#[test]
fn what_is_over_and_what_nobody_checked_is_named() {
    let pack = pack("stale");
    let output = qualify(&["stale", "--pack", &pack, "--as-of", "2026-11-25", "--days", "90"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let expected = "2026-11-25 已截止、失效或被代替的政策：1 项，共 2 项\n  奖b  已截止（2025-03-31），写有下一轮的预期  [b]\n\n\
        超过 90 天没有核对的文件：1 份，共 2 份\n  旧办法  2026-01-01 核对，328 天前  [old]\n";
    assert_eq!(out(&output), expected);
    // Ninety days are not more than ninety days.
    let output = qualify(&["stale", "--pack", &pack, "--as-of", "2026-04-01", "--days", "90"]);
    assert!(out(&output).ends_with("超过 90 天没有核对的文件：0 份，共 2 份\n"), "{}", out(&output));
    let output = qualify(&["stale", "--pack", &pack, "--as-of", "2026-04-02", "--days", "90"]);
    assert!(out(&output).contains("旧办法  2026-01-01 核对，91 天前"), "{}", out(&output));
}

/// As above: b is over, and the document `old` was checked 328 days before.
#[test]
fn what_is_over_and_what_nobody_checked_for_programs() {
    let output = qualify(&["stale", "--pack", &pack("stale_json"), "--as-of", "2026-11-25", "--format", "json"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let all: Value = serde_json::from_str(&out(&output)).unwrap();
    let expected = serde_json::json!({
        "format": 1, "pack": "t", "version": "1", "as_of": "2026-11-25", "days": 90,
        "over": [{
            "programme": "b", "name": "奖b", "availability": { "state": "closed", "date": "2025-03-31" }, "next_round": "或许",
        }],
        "not_checked": [{ "document": "old", "title": "旧办法", "checked": "2026-01-01", "days_ago": 328 }],
    });
    assert_eq!(all, expected);
}

#[test]
fn the_list_counts_what_there_is() {
    let output = qualify(&["list", "--pack", &pack("list"), "--as-of", "2026-11-25"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    insta::assert_snapshot!(out(&output));
}

/// The names of some programmes have Chinese words in them in English too; their state has none.
#[test]
fn the_list_says_the_state_in_the_language_of_the_names() {
    let states = |language: &str| {
        let output = qualify(&["list", "--pack", POLICIES, "--as-of", "2026-11-25", "--language", language]);
        assert_eq!(code(&output), Some(0), "{}", err(&output));
        let rows: Vec<_> = out(&output).lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
        rows.iter().map(|row| row.split(" | ").nth(4).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (english, traditional) = (states("en"), states("zh-Hant"));
    assert!(english.len() > 50 && english.iter().all(|state| !state.contains('已') && !state.contains('受')));
    for (all, expected) in [
        (&english, "Open until 2026-12-31"),
        (&english, "Open on a rolling basis until 2027-12-31"),
        (&english, "Closed on 2026-02-18"),
        (&english, "Dates not confirmed"),
        (&traditional, "現在可以申報，至 2026-12-31"),
        (&traditional, "已截止（截止日沒有公佈）"),
    ] {
        assert!(all.iter().any(|state| state == expected), "{expected} is not in {all:?}");
    }
}

#[test]
fn the_list_for_programs_has_each_programme_with_its_state() {
    let output = qualify(&["list", "--pack", &pack("list_json"), "--as-of", "2026-11-25", "--format", "json"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let all: Value = serde_json::from_str(&out(&output)).unwrap();
    let programmes = all["programmes"].as_array().unwrap().iter();
    let found: Vec<_> =
        programmes.map(|it| (&it["programme"], &it["kind_label"], &it["availability"]["state"])).collect();
    let (award, a, b) = (&"奖励".into(), &"a".into(), &"b".into());
    assert_eq!(found, [(a, award, &"open".into()), (b, award, &"closed".into())]);
    assert_eq!(all["as_of"], "2026-11-25");
}

/// Addresses written with `[.]` in a register are not to be followed, and no text of the pack has one.
#[test]
fn every_document_says_what_it_is_and_no_address_is_one_that_must_not_be_followed() {
    let output = qualify(&["sources", "--pack", POLICIES, "--format", "json"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let all: Value = serde_json::from_str(&out(&output)).unwrap();
    for programme in all["programmes"].as_array().unwrap() {
        let document = &programme["document"];
        for key in ["title", "issuer", "extent", "checked"] {
            assert!(document[key].as_str().is_some_and(|it| !it.is_empty()), "{document}: {key}");
        }
        // What is not known is said: no number, day or address is a guess, and each key is there.
        for key in ["number", "issued", "address"] {
            assert!(document.get(key).is_some_and(|it| it.is_null() || it.is_string()), "{document}: {key}");
        }
        let host = document["address"].as_str().and_then(|it| it.split('/').nth(2));
        assert!(host.is_none_or(|host| host == "gov.cn" || host.ends_with(".gov.cn")), "{document}: {host:?}");
    }
    let mut files = Vec::new();
    collect(Path::new(POLICIES), &mut files);
    assert!(files.len() > 50);
    for path in files {
        assert!(!std::fs::read_to_string(&path).unwrap().contains("[.]"), "{}", path.display());
    }
}

#[test]
fn catalogues_are_shown_with_their_days_their_source_and_the_codes_of_their_options() {
    let output = qualify(&["sources", "--pack", POLICIES]);
    let text = out(&output);
    let (_, after) = text.split_once("[industries_2441_2021]\n").unwrap();
    assert!(after.starts_with("      有效期：没有写明 至 2025-12-31\n      出处："), "{after}");
    let (_, after) = text.split_once("[beijing_places]\n").unwrap();
    assert!(after.starts_with("      代码：东城区 110101、西城区 110102、"), "{after}");
    let all: Value =
        serde_json::from_str(&out(&qualify(&["sources", "--pack", POLICIES, "--format", "json"]))).unwrap();
    let of = |id: &str| all["catalogues"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap().clone();
    let unread = of("industries_2261_2026");
    assert_eq!((&unread["from"], &unread["until"]), (&"2026-09-09".into(), &Value::Null));
    assert_eq!((&unread["provenance"], &unread["readings"][0]["id"]), (&"inferred".into(), &"MS15".into()));
    let places = of("beijing_places");
    let coded = |id: &str| {
        let options = places["options"].as_array().unwrap();
        options.iter().find(|it| it["id"] == id).map(|it| (it["code"].clone(), it["outside"].clone())).unwrap()
    };
    assert_eq!(coded("haidian"), ("110108".into(), false.into()));
    assert_eq!(coded("bda"), ("110115403".into(), false.into()));
    assert_eq!(coded("elsewhere"), (Value::Null, true.into()));
    // Whoever asks for one programme gets that alone.
    assert!(!out(&qualify(&["sources", "bj_project_library", "--pack", POLICIES])).contains("选项目录"));
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { collect(&entry.path(), files) } else { files.push(entry.path()) }
    }
}
