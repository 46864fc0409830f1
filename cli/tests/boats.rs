//! The commands with a pack of another world: nothing in them knows the fields of a city.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, code, err, file, folder, out, qualify, tell};
use serde_json::{Value, json};
use std::path::Path;

/// A tenth of a boat's price, at most 5 万元, for those who sail a boat of 10 万元 or more.
fn boats(name: &str) -> String {
    let folder = folder(name);
    for inside in ["vocabulary", "programmes"] {
        std::fs::create_dir_all(folder.join(inside)).unwrap();
    }
    file(&folder, "pack.yaml", "id: sea\nversion: '1'\nname: 海\nlanguages: [zh-Hans]\nkinds: { award: 奖 }\n");
    let skipper = "record: enterprise\norder: 10\nlabel: 船长\nfields:\n  sails: { type: yes_no, label: 会驶帆, ask: 会驶帆吗？ }\n\
        \x20 coast: { type: choice, options: { east: 东, south: 南, north: 北 }, label: 海岸, ask: 在哪个海岸？ }\n";
    file(&folder, "vocabulary/enterprise.yaml", skipper);
    let boat = "record: boat\norder: 20\nlabel: 船\nask: 有没有船？\nfields:\n\
        \x20 price: { type: money, unit: 万元, label: 船价, ask: 船价多少？, find: 合同 }\n";
    file(&folder, "vocabulary/boat.yaml", boat);
    file(&folder, "documents.yaml", "d: { title: 文, issuer: 局, extent: 全文, checked: 2026-11-22 }\n");
    file(&folder, "readings.yaml", "S1: { grade: A, what: 文 }\n");
    let programme = "id: regatta\nkind: award\nabout: boat\nname: 帆船奖\nsummary: 概\nbody: 局\nlevel: 市级\nreadiness: A\ndocument: d\n\
        application: { opens: 2026-01-01, closes: 2026-12-31 17:30 }\nrequire:\n\
        \x20 - { id: sails, says: 会驶帆, when: enterprise.sails, source: { seen: S1 } }\n\
        \x20 - { id: dear, says: 够贵, when: boat.price >= 10 万元, source: { seen: S1 } }\n\
        \x20 - { id: coast, says: 东岸, when: enterprise.coast = east, source: { seen: S1 } }\n\
        support: { items: [ { id: i, says: 奖, at_most: 'min(5 万元, 10% * boat.price)', source: { seen: S1 } } ] }\n";
    file(&folder, "programmes/regatta.yaml", programme);
    folder.to_str().unwrap().to_owned()
}

const SKIPPER: &str = r#""enterprise": {"sails": true, "coast": "east"}"#;

/// The lines of an output, as JSON.
fn lines(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_line_of_a_file_has_its_line_and_a_bad_one_stops_nothing() {
    let boats = boats("many");
    // A compiled pack, by its path.
    let pack = format!("{boats}/out/sea.pack");
    assert_eq!(code(&qualify(&["build", &boats, "-o", &pack])), Some(0));
    let long = format!("{{\"format\": 1, \"id\": \"{}\"}}", "x".repeat(1024 * 1024));
    let dossiers = [
        &format!("{{\"id\": \"one\", \"format\": 1, {SKIPPER}, \"boat\": {{\"price\": \"30 万元\"}}}}"),
        "",
        "{\"id\": 2",
        &format!("{{\"id\": 3, \"format\": 1, {SKIPPER}, \"boat\": [{{\"price\": \"9 万元\"}}, {{}}, \"more\"]}}"),
        r#"{"id": 4, "format": 1, "enterprise": {"coast": "west"}}"#,
        &long,
        "[]",
        r#"{"format": 1, "boat": "none"}"#,
        r#"  {"id": 7, "format": 1, "format": 1}"#,
    ]
    .join("\n");
    let output = tell(
        &[
            "assess",
            "--pack",
            &pack,
            "--dossiers",
            "-",
            "--as-of",
            "2026-11-22",
            "--only",
            "verdicts",
            "--format",
            "json",
        ],
        &dossiers,
    );
    assert_eq!(code(&output), Some(1));
    assert_eq!(err(&output), "9 行中有 6 行没有得到结论，原因见输出；其余各行的结论不受影响\n");
    let found = lines(&out(&output));
    assert_eq!(found[0], json!({ "id": "one", "verdicts": { "regatta": "qualifies" } }));
    let empty = json!({ "code": "empty", "message": "这一行是空的；每一行要有一份答卷" });
    assert_eq!(found[1], json!({ "id": null, "line": 2, "error": empty }));
    assert_eq!((&found[2]["line"], &found[2]["error"]["code"]), (&json!(3), &json!("not_json")));
    assert_eq!(found[2]["error"]["message"], "不是 JSON：第 3 行第 8 列还没有写完");
    assert_eq!(found[3], json!({ "id": 3, "verdicts": { "regatta": ["fails", "open"] } }));
    let accepted = "enterprise.coast（海岸）: 没有这个选项；请写括号前的代号：east（东）、south（南）、north（北）";
    let error = json!({ "code": "answers", "message": "1 处答案不能接受", "answers": [accepted] });
    assert_eq!(found[4], json!({ "id": 4, "line": 5, "error": error }));
    assert_eq!((&found[5]["line"], &found[5]["error"]["code"]), (&json!(6), &json!("too_long")));
    assert_eq!((&found[6]["line"], &found[6]["error"]["code"]), (&json!(7), &json!("not_an_object")));
    assert_eq!(found[7], json!({ "id": null, "verdicts": { "regatta": "fails" } }));
    assert_eq!((&found[8]["line"], &found[8]["error"]["code"]), (&json!(9), &json!("duplicate_key")));
    assert_eq!(found[8]["error"]["message"], "“format”写了两遍，后一遍在第 9 行；只留一个");
    // One line out for each line in.
    assert_eq!(found.len(), 9);
}

#[test]
fn a_line_is_read_up_to_a_mebibyte() {
    let boats = boats("lines");
    let of_length = |length: usize| {
        let (head, tail) = ("{\"format\": 1, \"boat\": \"none\", \"id\": \"", "\"}");
        format!("{head}{}{tail}", "x".repeat(length - head.len() - tail.len()))
    };
    let (most, more) = (of_length(1_048_576), of_length(1_048_577));
    // Whether a line ends with the file or before it makes no difference, and the one after it is read from its beginning.
    for dossiers in [[&most, &more, &most], [&more, &most, &more]] {
        let text = dossiers.map(String::as_str).join("\n");
        let arguments = ["assess", "--pack", &boats, "--dossiers", "-", "--as-of", "2026-11-22", "--only", "verdicts"];
        let found = lines(&out(&tell(&arguments, &text)));
        assert_eq!(found.len(), 3);
        for (dossier, found) in dossiers.into_iter().zip(found) {
            match dossier.len() {
                1_048_576 => assert_eq!(found["verdicts"], json!({ "regatta": "fails" })),
                _ => assert_eq!(found["error"]["code"], "too_long"),
            }
        }
    }
}

#[test]
fn without_only_each_line_is_a_whole_set_of_findings() {
    let boats = boats("whole");
    let text = format!("{{\"id\": \"one\", \"format\": 1, {SKIPPER}, \"boat\": {{\"price\": \"30 万元\"}}}}\n");
    let dossiers = file(Path::new(&boats), "all.jsonl", &text);
    let output = qualify(&["assess", "--pack", &boats, "--dossiers", &dossiers, "--as-of", "2026-11-22"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let found = &lines(&out(&output))[0];
    assert_eq!((&found["id"], &found["as_of"]), (&json!("one"), &json!("2026-11-22")));
    // A tenth of 30 万元, in 元.
    assert_eq!(found["findings"][0]["amount"]["to"], "30000");
}

#[test]
fn verdicts_alone_of_one_dossier() {
    let boats = boats("verdicts");
    let text =
        format!("{{\"format\": 1, {SKIPPER}, \"boat\": [{{\"price\": \"30 万元\"}}, {{\"price\": \"1 万元\"}}]}}");
    let dossier = file(Path::new(&boats), "two.json", &text);
    let arguments = ["assess", "--pack", &boats, "--dossier", &dossier, "--as-of", "2026-11-22", "--only", "verdicts"];
    assert_eq!(out(&qualify(&arguments)), "regatta[1] qualifies\nregatta[2] fails\n");
    let output = qualify(&[&arguments[..], &["--format", "json"]].concat());
    let verdicts: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(verdicts, json!({ "verdicts": { "regatta": ["qualifies", "fails"] } }));
}

#[test]
fn an_interview_asks_what_settles_most_and_keeps_the_answers() {
    let boats = boats("interview");
    let saved = format!("{boats}/saved.json");
    // A coast that is none, then the east; two boats; back, one boat and perhaps others; sails; what is no money, then a range.
    let typed = "7\n东\nmany\n2\n<\n1+\nperhaps\nY\nmany\n8..300 万元\n";
    let output = tell(&["ask", "--pack", &boats, "--as-of", "2026-11-22", "--save", &saved], typed);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    insta::assert_snapshot!(out(&output).replace(&boats, "…"));
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(&saved).unwrap()).unwrap();
    let boat = json!([{ "price": { "from": "8 万元", "to": "300 万元" } }, "more"]);
    assert_eq!(kept, json!({ "format": 1, "enterprise": { "sails": true, "coast": "east" }, "boat": boat }));
    // What was saved is a dossier, and has nothing more to ask.
    let output = tell(&["ask", "--pack", &boats, "--as-of", "2026-11-22", "--dossier", &saved], "");
    assert!(out(&output).contains("最多 5 万元"), "{}", out(&output));
    assert!(!out(&output).contains("1. "), "{}", out(&output));
}

#[test]
fn an_interview_ends_when_it_is_enough() {
    let boats = boats("enough");
    let output = tell(&["ask", "--pack", &boats, "--as-of", "2026-11-22"], "?\nq\n");
    assert_eq!(code(&output), Some(0));
    let output_text = out(&output);
    assert!(output_text.contains("■ 帆船奖"), "{output_text}");
    // The day of the clock, when none is said.
    assert_eq!(code(&tell(&["ask", "--pack", &boats], "")), Some(0));
}

#[test]
fn an_answer_is_understood_as_a_person_writes_it() {
    let boats = boats("spoken");
    let saved = format!("{boats}/saved.json");
    // The coast, whether there is a boat, whether the person sails, the price.
    let kept = |typed: &str| {
        let _ = std::fs::remove_file(&saved);
        let output = tell(&["ask", "--pack", &boats, "--as-of", "2026-11-22", "--save", &saved], typed);
        assert_eq!(code(&output), Some(0), "{typed}: {}", err(&output));
        serde_json::from_str::<Value>(&std::fs::read_to_string(&saved).unwrap()).unwrap()
    };
    let (one, two) = (json!({}), json!([{}, {}]));
    for (typed, expected) in [
        ("有", &one),
        ("是", &one),
        ("Yes", &one),
        ("1", &one),
        ("一条", &one),
        ("2", &two),
        ("２", &two),
        ("两条", &two),
        ("2 个", &two),
        ("两条+", &json!([{}, {}, "more"])),
        ("没有", &json!("none")),
        ("没", &json!("none")),
        ("no", &json!("none")),
        ("0", &json!("none")),
        ("零", &json!("none")),
        ("不知道", &Value::Null),
        ("Don’t know", &Value::Null),
        ("don't know", &Value::Null),
        ("skip", &Value::Null),
        ("？", &Value::Null),
        ("0+", &Value::Null),
    ] {
        let kept = kept(&format!("东\n{typed}\nquit\n"));
        assert_eq!(&kept["boat"], expected, "{typed}");
    }
    for (typed, expected) in
        [("YES", true.into()), ("是的", true.into()), ("没有", false.into()), ("不清楚", Value::Null)]
    {
        assert_eq!(kept(&format!("东\n有\n{typed}\n结束\n"))["enterprise"]["sails"], expected, "{typed}");
    }
    // What was said of sailing is taken back.
    assert_eq!(kept("东\n有\ny\nback\nno\n")["enterprise"]["sails"], false);
    assert_eq!(kept("东\n有\ny\n三十万元\n")["boat"]["price"], "30 万元");
    assert_eq!(kept("东\n有\n有\n跳过\n")["boat"]["price"], Value::Null);
    let output = tell(&["ask", "--pack", &boats, "--as-of", "2026-11-22"], "东\n也许\n2000\n半\nq\n");
    let text = out(&output);
    let why = ["请填条数，如 2、0 或 2+，也可以填“有”（1 条）或“没有”；不清楚填 ?", "最多 "];
    assert!(why.iter().all(|why| text.contains(&format!(">    {why}"))), "{text}");
}

#[test]
fn another_day_other_answers_and_another_pack_are_compared() {
    let boats = boats("compared");
    let here = Path::new(&boats);
    let one = file(here, "one.json", &format!("{{\"format\": 1, {SKIPPER}, \"boat\": {{\"price\": \"30 万元\"}}}}"));
    let two = file(here, "two.json", &format!("{{\"format\": 1, {SKIPPER}, \"boat\": {{\"price\": \"9 万元\"}}}}"));
    let base = ["diff", "--pack", &boats, "--dossier", &one, "--as-of", "2026-11-22"];
    let text = |other: &[&str]| {
        let output = qualify(&[&base, other].concat());
        assert_eq!(code(&output), Some(0), "{}", err(&output));
        out(&output)
    };
    let head = |sides: &str| format!("海 1 · 政策口径 2026-11-22{sides}\n这是自测预判，不是行政决定。\n\n");
    let to = |other: &str| head(&format!(" → 海 1 · 政策口径 {other}"));
    assert_eq!(text(&["--and", "2026-11-23"]), format!("{}没有变化。\n", to("2026-11-23")));
    let regatta = "■ 帆船奖  [regatta]\n";
    let closed = "    受理：现在可以申报，至 2026-12-31 17:30 → 已截止（2026-12-31 17:30）\n";
    assert_eq!(text(&["--and", "2027-01-01"]), format!("{}{regatta}{closed}\n", to("2027-01-01")));
    let fails = "    结论：✓ 符合 → ✗ 不符合\n    金额：最多 3 万元 → 无金额\n    条件：✓ → ✗  够贵\n";
    assert_eq!(text(&["--and-dossier", &two]), format!("{}{regatta}{fails}\n", head("")));
    // A second version of the rules: dearer boats, and no coast any more.
    let newer = self::boats("newer");
    let path = Path::new(&newer).join("programmes/regatta.yaml");
    let rules = std::fs::read_to_string(&path).unwrap();
    let rules = rules
        .replace(">= 10 万元", ">= 40 万元")
        .replace("  - { id: coast, says: 东岸, when: enterprise.coast = east, source: { seen: S1 } }\n", "");
    std::fs::write(&path, rules).unwrap();
    assert_eq!(text(&["--and-pack", &newer]), format!("{}{regatta}{fails}    不再要求：东岸\n\n", head("")));
    let found: Value = serde_json::from_str(&text(&["--and-dossier", &two, "--format", "json"])).unwrap();
    let found = &found["differences"][0];
    assert_eq!((&found["programme"], &found["subject"]), (&json!("regatta"), &json!(1)));
    assert_eq!(found["verdict"], json!({ "from": "qualifies", "to": "fails" }));
    assert_eq!((&found["amount"]["from"]["to"], &found["amount"]["to"]), (&json!("30000"), &json!(null)));
    let (met, failed) = (json!({ "truth": true, "counts_as": true }), json!({ "truth": false, "counts_as": false }));
    assert_eq!(found["conditions"], json!({ "dear": { "from": met, "to": failed } }));
}

#[test]
fn what_to_compare_with_must_be_said() {
    for arguments in [
        &["diff", "--pack", "p", "--dossier", "d", "--as-of", "2026-11-22"][..],
        &["assess", "--pack", "p", "--dossier", "d", "--dossiers", "e", "--as-of", "2026-11-22"],
        &["assess", "--pack", "p", "--as-of", "2026-11-22"],
        &["assess", "--pack", "p", "--dossier", "d", "--as-of", "2026-11-22", "--only", "amounts"],
    ] {
        assert_eq!(code(&qualify(arguments)), Some(2), "{arguments:?}");
    }
}

/// Words of policies stand in packs: no source of the engine or the command line names a field or a programme, but in comments.
#[test]
fn no_source_names_a_field() {
    let folder = folder("names");
    let dossier = file(&folder, "empty.json", "{\"format\": 1}");
    let output =
        qualify(&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22", "--format", "json"]);
    let all: Value = serde_json::from_str(&out(&output)).unwrap();
    let findings = all["findings"].as_array().unwrap();
    let missing = findings.iter().flat_map(|finding| finding["missing"].as_array().unwrap());
    let mut names: Vec<_> =
        missing.chain(findings.iter().map(|it| &it["programme"])).filter_map(Value::as_str).collect();
    names.retain(|name| name.contains(['.', '_']));
    assert!(names.len() > 100);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut seen = 0;
    for folder in ["cli/src", "engine/src"] {
        each_source(&root.join(folder), &mut |path, text| {
            seen += 1;
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                let name = names.iter().find(|name| line.contains(**name));
                assert!(name.is_none(), "{}: {line}", path.display());
            }
        });
    }
    assert!(seen > 30);
}

fn each_source(folder: &Path, visit: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_source(&path, visit);
        } else {
            visit(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn a_deadline_has_its_hour_before_and_after_it() {
    let boats = boats("hours");
    assert!(
        out(&qualify(&["show", "regatta", "--pack", &boats])).contains("受理  2026-01-01 起，2026-12-31 17:30 止\n")
    );
    let dossier = file(Path::new(&boats), "one.json", &format!("{{\"format\": 1, {SKIPPER}}}"));
    let assess = |as_of: &str, format: &str| {
        out(&qualify(&["assess", "--pack", &boats, "--dossier", &dossier, "--as-of", as_of, "--format", format]))
    };
    assert!(assess("2026-12-31 17:31", "text").contains("· 已截止（2026-12-31 17:30）\n"));
    let all: Value = serde_json::from_str(&assess("2027-01-01", "json")).unwrap();
    let closed = json!({ "state": "closed", "date": "2026-12-31", "time": "17:30" });
    assert_eq!(all["findings"][0]["availability"], closed);
}

#[test]
fn where_the_answers_are_kept_is_looked_at_first() {
    let boats = boats("kept");
    let ask = |more: &[&str]| tell(&[&["ask", "--pack", &boats, "--as-of", "2026-11-22"], more].concat(), "1\nq\n");
    let kept = format!("{boats}/kept.json");
    assert_eq!(code(&ask(&["--save", &kept])), Some(0));
    let saved = std::fs::read_to_string(&kept).unwrap();
    // A file that is there already is not lost; the one that is gone on from may be replaced.
    let output = ask(&["--save", &kept]);
    assert_eq!((code(&output), out(&output)), (Some(1), String::new()));
    assert!(err(&output).contains("已经有这个文件"), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), saved);
    let output = ask(&["--save", &kept, "--dossier", &kept]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(std::fs::read_to_string(&kept).unwrap().contains("\"boat\": {}"));
    // Where nothing can be written, no question is asked.
    let output = ask(&["--save", &format!("{boats}/no/such/folder.json")]);
    assert_eq!((code(&output), out(&output)), (Some(1), String::new()));
}

#[test]
fn in_an_interview_a_link_must_lead_somewhere_too() {
    let boats = boats("linked_boats");
    let here = Path::new(&boats);
    let crew = "record: crew\norder: 30\nlabel: 船员\nask: 有没有船员？\nfields:\n\
        \x20 boat: { type: row, of: boat, label: 在哪条船, ask: 在哪条船上？ }\n";
    file(here, "vocabulary/crew.yaml", crew);
    let path = here.join("programmes/regatta.yaml");
    let rules = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, rules.replace("when: enterprise.sails", "when: 'any(crew, crew.boat = boat)'")).unwrap();
    let boat = r#"[{"price": "30 万元"}, {"price": "30 万元"}]"#;
    let dossier = file(here, "d.json", &format!("{{\"format\": 1, {SKIPPER}, \"boat\": {boat}, \"crew\": {{}}}}"));
    let output = tell(&["ask", "--pack", &boats, "--as-of", "2026-11-22", "--dossier", &dossier], "3\n2\n");
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let text = out(&output);
    assert!(text.contains(">    没有第 3 条，“船”只列出了 2 条；都不是填 none，不清楚填 ?\n"), "{text}");
    assert!(text.contains("您的情况：在哪条船 = 船（第 2 条）\n"), "{text}");
    assert!(text.contains("✗ 不符合 1 · 已截止 0\n") && text.contains("✓ 符合 1 "), "{text}");
}
