//! Dossiers with several loans and projects: what is shown of each row, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, code, err, file, folder, out, qualify, tell};
use serde_json::{Value, json};
use std::process::Output;

fn assess(name: &str, dossier: &str, more: &[&str]) -> Output {
    let dossier = file(&folder(name), "dossier.json", dossier);
    qualify(&[&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"], more].concat())
}

/// Two leases of 400 and 500 万元, of which only the first is known to be signed; there may be more.
const LEASES: &str =
    r#"{"format": 1, "lease": [{"contract": "400 万元", "contract_signed": true}, {"contract": "500 万元"}, "more"]}"#;

#[test]
fn a_condition_over_a_list_shows_every_row_and_the_total() {
    let text = out(&assess("rows", LEASES, &[]));
    let rows = "您的情况：融资租赁（第 1 条）·已签租赁合同 = 是；融资租赁（第 1 条）·租赁合同金额 = 400 万元；\
        融资租赁（第 2 条）·已签租赁合同 = 未填写；融资租赁（第 2 条）·租赁合同金额 = 500 万元；合计 不低于 400 万元\n";
    // In the finding about either lease.
    assert_eq!(text.matches(rows).count(), 2, "{text}");
    let asked = text.lines().find(|line| line.contains("还需回答：") && line.contains("有没有别的")).unwrap();
    assert!(asked.contains("还有没有别的融资租赁、") && asked.contains("融资租赁（第 1 条）·租赁方式"), "{asked}");
    let all: Value = serde_json::from_str(&out(&assess("rows", LEASES, &["--format", "json"]))).unwrap();
    let findings = all["findings"].as_array().unwrap();
    let of_leases = findings.iter().find(|it| it["programme"] == "bj_gjj_finance_leasing_2023").unwrap();
    let total = of_leases["conditions"].as_array().unwrap().iter().find(|it| it["id"] == "total_contracts").unwrap();
    let values = json!({
        "lease[1].contract_signed": true, "lease[1].contract": "400 万元", "lease[2].contract": "500 万元",
    });
    assert_eq!(total["values"], values);
}

#[test]
fn what_cannot_be_read_at_a_glance_is_counted() {
    let lease = r#"{"contract": "100 万元", "contract_signed": true}"#;
    let many = format!(r#"{{"format": 1, "lease": [{}]}}"#, [lease; 7].join(", "));
    let text = out(&assess("glance", &many, &[]));
    let sixth = "融资租赁（第 6 条）·租赁合同金额 = 100 万元；等 14 项；合计 700 万元\n";
    assert!(text.contains(sixth), "{text}");
}

#[test]
fn a_bad_answer_names_its_row_and_a_link_must_lead_somewhere() {
    let bad = r#"{"format": 1, "loan": [{"project": 7}, {"project": 2}, {"principal": "abc", "rate": 0.035}], "project": [{}, {}]}"#;
    let output = assess("linked", bad, &[]);
    assert_eq!(code(&output), Some(1));
    let text = err(&output);
    for expected in [
        "3 处答案不能接受",
        "  loan[1].project（所属项目）: 没有第 7 条，“项目”只列出了 2 条\n",
        "  loan[3].principal（贷款本金）: 不是数；",
        "  loan[3].rate（贷款年利率）: 要加引号写成文字，如 \"1.5%/年\"；",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn what_stands_where_it_cannot_is_told_what_may_stand_there() {
    let bad = r#"{"format": 1, "enterprise": [{"size": "小型", "operates_in_beijing": "在"}], "loan": [{}, "more", {}], "lease": "maybe"}"#;
    let text = err(&assess("places", bad, &[]));
    let expected = "dossier.json: 3 处答案不能接受\n\
        \x20 enterprise: 要写成 { … } 这样的对象，不能写成列表\n\
        \x20 loan[2]: 列表里的每一条要写成 { … } 这样的对象；可能还有没列出的，就在列表的最后写 \"more\"\n\
        \x20 lease: 要写成 { … } 这样的对象，有几条就写成列表；没有就写 \"none\"，不清楚就写 null\n";
    assert!(text.ends_with(expected), "{text}");
    let bad = r#"{"format": 1, "enterprise": {"size": "小型", "operates_in_beijing": "在"}}"#;
    let text = err(&assess("options", bad, &[]));
    let size = "  enterprise.size（企业规模）: 没有这个选项；请写括号前的代号：micro（微型）、small（小型）、";
    assert!(text.contains(size), "{text}");
    assert!(text.contains("不是“是”或“否”；可以填写：true（是）、false（否）\n"), "{text}");
}

#[test]
fn a_mark_of_the_byte_order_is_no_mistake() {
    let output = assess("mark", "\u{feff}{\"format\": 1}\r\n", &[]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
}

/// A mebibyte is the most: with one byte more nothing of it is read.
#[test]
fn a_file_that_is_too_large_is_no_dossier() {
    let padded = |bytes: usize| format!("{}{}", r#"{"format": 1}"#, " ".repeat(bytes - 13));
    let output = assess("large", &padded(1024 * 1024), &[]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let output = assess("too_large", &padded(1024 * 1024 + 1), &[]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("文件超过 1048576 字节"), "{}", err(&output));
}

#[test]
fn what_is_no_text_or_points_at_nothing_is_said_in_words() {
    let path = folder("gbk").join("dossier.json");
    // “小型” as older Windows programs save it.
    std::fs::write(&path, b"{\"format\": 1, \"enterprise\": {\"size\": \"\xd0\xa1\xd0\xcd\"}}").unwrap();
    let output = qualify(&["assess", "--pack", POLICIES, "--dossier", path.to_str().unwrap(), "--as-of", "2026-11-22"]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("dossier.json: 不是 UTF-8 文字；请另存为 UTF-8 编码"), "{}", err(&output));

    let output = assess("astray", r#"{"format": 1, "loan": {"project": 3}}"#, &[]);
    assert!(err(&output).contains("没有第 3 条，“项目”一条也没有列出"), "{}", err(&output));
}

#[test]
fn an_amount_is_an_equation_only_where_both_sides_say_the_same() {
    let text = out(&assess("equations", r#"{"format": 1}"#, &[]));
    let has = |line: &str| assert!(text.contains(&format!("       算法：{line}\n")), "{line} is not in\n{text}");
    has("ESG 评级奖励 20 万元");
    has("（国家级称号奖励 100 万元 或 市级称号奖励 50 万元） = 50 万元 至 100 万元");
    has("取较小者（按费率计算的补贴 未公布，每年上限 1,000 万元） = 0 万元 至 1,000 万元");
    has("购买绿电 未知 × 每千瓦时绿电奖励 0.01 元/kWh = 未知");
    has("取较小者（0，补助或贴息上限 5,000 万元）；有的还没列出，或者还不知道算不算：0 万元 至 5,000 万元");
    has("（工业类比例上限 35% 或 其他类比例上限 45%） × 项目总投资 未知 = 未知");
    assert!(!text.contains("算法：0"), "{text}");
}

#[test]
fn what_is_saved_is_spaced_as_people_write_it() {
    let folder = folder("spaced");
    let given =
        r#"{"format": 1, "loan": {"rate": "3.5 %", "principal": "3000万"}, "project": {"saving_rate": "18.5"}}"#;
    let (dossier, saved) = (file(&folder, "given.json", given), format!("{}/saved.json", folder.to_str().unwrap()));
    let ask = ["ask", "--pack", POLICIES, "--as-of", "2026-11-22", "--dossier", &dossier, "--save", &saved];
    let output = tell(&ask, "q\n");
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(&saved).unwrap()).unwrap();
    assert_eq!(kept["project"]["saving_rate"], "18.5%");
    assert_eq!(kept["loan"], json!({ "rate": "3.5%/年", "principal": "3000 万元" }));
}

/// A file as the page saves it: with what it alone needs beside the answers of each dossier.
fn kept(dossiers: &[(&str, &str)]) -> String {
    let dossier = |(name, size): &(&str, &str)| {
        let answers = json!({ "format": 1, "enterprise": { "size": size }, "loan": {} });
        json!({
            "name": name, "as_of": "2026-03-01", "cares": ["award"], "listed": ["loan"], "answers": answers,
            "waiting": { "lease": [{}] },
        })
    };
    let dossiers: Vec<_> = dossiers.iter().map(dossier).collect();
    json!({ "format": 2, "pack": "beijing", "version": "1", "open": 0, "dossiers": dossiers }).to_string()
}

#[test]
fn a_file_that_the_page_saved_is_read_and_one_of_several_is_chosen() {
    let folder = folder("of_the_page");
    let one = file(&folder, "one.json", &kept(&[("精机", "micro")]));
    let three = file(&folder, "three.json", &kept(&[("精机", "micro"), ("", "small"), ("2", "medium")]));
    let found = |path: &str| qualify(&["assess", "--pack", POLICIES, "--dossier", path, "--as-of", "2026-11-22"]);
    let which = |number: &str| format!("{three}#{number}");
    // A name goes before a number.
    for (path, expected) in [
        (one.clone(), "微型"),
        (format!("{one}#精机"), "微型"),
        (which("1"), "微型"),
        (which("精机"), "微型"),
        (which("2"), "中型"),
        (which("3"), "中型"),
    ] {
        let output = found(&path);
        assert_eq!(code(&output), Some(0), "{path}: {}", err(&output));
        assert!(out(&output).contains(&format!("企业规模 = {expected}")), "{path}");
    }
    for path in [three.clone(), which("4"), which("0"), which("云")] {
        let output = found(&path);
        let names = "有 3 份档案：1“精机”、2（没有名字）、3“2”；请在文件名后面写上 # 和其中一份的序号或名字，如 #1\n";
        assert_eq!((code(&output), out(&output)), (Some(1), String::new()));
        assert!(err(&output).ends_with(names), "{}", err(&output));
    }
    // A file of that name is that file; answers alone are one dossier.
    let answers = file(&folder, "a#1.json", r#"{"format": 1}"#);
    assert_eq!(code(&found(&answers)), Some(0));
    assert!(err(&found(&format!("{answers}#1"))).contains("这个文件就是一份答卷，文件名后面不用写 #1"));
    // Line by line only answers are read.
    let lines = ["assess", "--pack", POLICIES, "--dossiers", &one, "--as-of", "2026-11-22"];
    assert!(out(&qualify(&lines)).contains("format 是 2，这里读的是 1；这是网页保存的文件，请用 --dossier 打开"));
    // The other dossiers of the page are not written over with the answers to one.
    let ask = ["ask", "--pack", POLICIES, "--as-of", "2026-11-22", "--dossier", &one, "--save", &one];
    let output = tell(&ask, "q\n");
    assert!(code(&output) == Some(1) && err(&output).contains("已经有这个文件"), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(&one).unwrap(), kept(&[("精机", "micro")]));
}
