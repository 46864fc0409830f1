//! The command as its users call it: what it prints, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, SME, code, err, file, folder, out, qualify};
use std::path::Path;

/// An SME with two loans, of which national and municipal programmes pay the interest.
const TWO_LOANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/two-loans.json");

/// The same SME, as the README has it assessed.
const SME_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/sme.json");

#[test]
fn a_clean_pack_passes_the_check() {
    let output = qualify(&["check", POLICIES]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(out(&output).ends_with("no errors\n"), "{}", out(&output));
}

#[test]
fn a_mistake_is_shown_with_file_line_caret_and_hint() {
    let folder = folder("mistake");
    file(&folder, "pack.yaml", "id: t\nversion: '1'\nname: 试\nlanguages: [zh-Hans]\nkinds: { award: 奖 }\n");
    let vocabulary =
        "record: enterprise\norder: 10\nlabel: 企业\nfields:\n  revenue: { type: money, label: 收入, ask: 收入？ }\n";
    std::fs::create_dir_all(folder.join("vocabulary")).unwrap();
    file(&folder, "vocabulary/enterprise.yaml", vocabulary);
    file(&folder, "documents.yaml", "d: { title: 文, issuer: 局, extent: 全文, checked: 2026-11-22 }\n");
    file(&folder, "readings.yaml", "S1: { grade: A, what: 文 }\n");
    std::fs::create_dir_all(folder.join("programmes")).unwrap();
    let programme = "id: p\nkind: award\nabout: enterprise\nname: 名\nsummary: 概\nbody: 局\nlevel: 市级\nreadiness: A\ndocument: d\n\
        application: { opens: 2026-01-01, closes: 2026-12-31 }\nrequire:\n\
        \x20 - { id: a, says: 条件, when: enterprise.revenu >= 500 万元, source: { seen: S1 } }\n\
        support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }\n";
    file(&folder, "programmes/p.yaml", programme);
    let output = qualify(&["check", folder.to_str().unwrap()]);
    assert_eq!(code(&output), Some(1));
    insta::assert_snapshot!(err(&output));
}

#[test]
fn a_case_that_comes_out_otherwise_is_an_error_at_its_place() {
    let folder = folder("case");
    copy(Path::new(POLICIES), &folder);
    let path = folder.join("cases/cn_sme_loan_interest_2026.yaml");
    let cases = std::fs::read_to_string(&path).unwrap();
    assert!(cases.contains("at_most: 90 万元"));
    std::fs::write(&path, cases.replacen("at_most: 90 万元", "at_most: 91 万元", 1)).unwrap();
    let output = qualify(&["check", folder.to_str().unwrap()]);
    assert_eq!(code(&output), Some(1));
    let text = err(&output);
    assert!(text.contains("error[case-fails]: the greatest amount is `90 万元`, not `91 万元`"), "{text}");
    assert!(text.contains("cases/cn_sme_loan_interest_2026.yaml:"), "{text}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there)
        } else {
            std::fs::copy(entry.path(), there).map(|_| ()).unwrap()
        }
    }
}

#[test]
fn an_sme_sees_ninety_wan_and_why() {
    let folder = folder("sme");
    let dossier = file(&folder, "sme.json", SME);
    let output = qualify(&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let text = out(&output);
    // In short first: 81 programmes about the enterprise or its only loan, of which one qualifies and 32 are closed that day (`list`).
    let head = "· 政策口径 2026-11-22\n这是自测预判，不是行政决定。\n\n✓ 符合 1 · … 待核实 0 · ? 还需回答 48 · ✗ 不符合 0 · 已截止 32\n  \
        ✓ 中小微企业贷款贴息  [cn_sme_loan_interest_2026]（由您声明） · 最多 90 万元（算法待核实） · 现在可以申报，至 2026-12-31\n";
    assert!(text.contains(head), "{text}");
    let start = text.find("■ 中小微企业贷款贴息").unwrap();
    let finding = text[start..].split("\n\n").next().unwrap();
    insta::assert_snapshot!(finding);
}

#[test]
fn the_json_of_a_compiled_pack_has_exact_amounts_and_another_day_another_state() {
    let folder = folder("json");
    let (dossier, pack) = (file(&folder, "sme.json", SME), folder.join("beijing.pack"));
    let pack = pack.to_str().unwrap();
    let built = qualify(&["build", POLICIES, "-o", pack]);
    assert_eq!(code(&built), Some(0), "{}", err(&built));
    let finding = |as_of: &str| {
        let output = qualify(&["assess", "--pack", pack, "--dossier", &dossier, "--as-of", as_of, "--format", "json"]);
        assert_eq!(code(&output), Some(0), "{}", err(&output));
        let all: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
        all["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["programme"] == "cn_sme_loan_interest_2026")
            .unwrap()
            .clone()
    };
    let now = finding("2026-11-22");
    assert_eq!((&now["verdict"], &now["amount"]["to"]), (&"qualifies".into(), &"900000".into()));
    assert_eq!(now["availability"]["state"], "open");
    // All of them settle it; the first is that there is a loan, the last that an item applies.
    let conditions = now["settled_by"]["conditions"].as_array().unwrap();
    assert_eq!((conditions.len(), &conditions[0], &conditions[7]), (8, &"subject".into(), &"support".into()));
    assert_eq!(now["settled_by"]["is_smallest"], true);
    let later = finding("2027-03-01");
    assert_eq!((&later["verdict"], &later["availability"]["state"]), (&"qualifies".into(), &"closed".into()));
    assert_eq!(later["availability"]["date"], "2026-12-31");
}

/// First loan: 3,000 for two years; second loan: 4,000 for one.
/// The municipal subsidy of the first: 3,000 × 2.5% × 2 = 150. The national one for SMEs: 3,000 × 1.5% × 2 = 90. For the second,
/// the national one for equipment gives 4,000 × 1.5% × 1 = 60, that for SMEs only (5,000 − 3,000) × 1.5% × 1 = 30.
/// 150 + 90 + 60 = 300; if the first loan may have one of its two only, 90 are lost.
#[test]
fn a_plan_says_what_to_apply_for_what_is_left_out_and_what_is_open() {
    let output = qualify(&[
        "plan",
        "--pack",
        POLICIES,
        "--dossier",
        TWO_LOANS,
        "--as-of",
        "2026-11-22",
        "--include",
        "unconfirmed",
    ]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    insta::assert_snapshot!(out(&output));
}

/// Of what is confirmed only the SME programme is left: 3,000 of the base at 3% make 90, the other 2,000 at 1.5% make 30.
#[test]
fn the_json_of_a_plan_has_exact_sums() {
    let arguments = ["plan", "--pack", POLICIES, "--dossier", TWO_LOANS, "--as-of", "2026-11-22", "--format", "json"];
    let output = qualify(&arguments);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    let all: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let plan = &all["plan"];
    let counted: Vec<_> = plan["chosen"].as_array().unwrap().iter().map(|it| &it["counted"]["to"]).collect();
    assert_eq!(counted, ["900000", "300000"]);
    assert_eq!(
        (&plan["total"]["from"], &plan["total"]["to"], &plan["total"]["unit"]),
        (&"1200000".into(), &"1200000".into(), &"元".into())
    );
    assert_eq!(
        (&plan["left_out"], &plan["questions"], &plan["is_proven"]),
        (&serde_json::json!([]), &serde_json::json!([]), &true.into())
    );
    // By itself the second loan would bring 4,000 × 1.5% × 1 year = 60.
    let [first, second] = &plan["chosen"].as_array().unwrap()[..] else { panic!("{plan}") };
    assert_eq!((&first["limited_by"], &second["amount"]["to"]), (&serde_json::Value::Null, &"600000".into()));
    assert_eq!(second["limited_by"]["relation"], "sme_interest_base");
    assert_eq!(second["availability"], serde_json::json!({ "state": "open", "date": "2026-12-31" }));
    let all = [&arguments[..], &["--include", "unconfirmed"]].concat();
    let all: serde_json::Value = serde_json::from_str(&out(&qualify(&all))).unwrap();
    let left = &all["plan"]["left_out"][0];
    assert_eq!(
        (&left["subject"], &left["obstacle"], &left["because"]),
        (&2.into(), &"displaced".into(), &"central_interest_once".into())
    );
    let question = &all["plan"]["questions"][0];
    assert_eq!((&question["relation"], &question["doubt"]), (&"sme_interest_with_drc".into(), &"unstated".into()));
    assert_eq!(question["at_stake"]["from"], "900000");
}

#[test]
fn a_plan_says_what_limits_an_amount_what_is_closed_and_what_it_was_not_to_choose_from() {
    let plan = |as_of: &str, include: &[&str]| {
        let arguments = ["plan", "--pack", POLICIES, "--dossier", TWO_LOANS, "--as-of", as_of];
        out(&qualify(&[&arguments[..], include].concat()))
    };
    let now = plan("2026-11-22", &[]);
    assert!(now.contains("因每家企业享受贴息的贷款规模合计不超过 5,000 万元，只计入 30 万元，原可 60 万元\n"), "{now}");
    assert!(
        now.contains("      现在可以申报，至 2026-12-31\n")
            && now.contains("\n  没有考虑：待核实 2 项，还需回答 48 项"),
        "{now}"
    );
    // In March 2027 all that these answers qualify for is closed.
    let later = plan("2027-03-01", &[]);
    assert!(
        later.contains("建议申报：0 项") && later.contains("请加 --include") && later.contains("closed\n"),
        "{later}"
    );
    let closed = plan("2027-03-01", &["--include", "closed"]);
    assert!(
        closed.contains("      已截止（2026-12-31）\n") && !closed.contains("已截止 "),
        "none of them is passed over: {closed}"
    );
}

/// That no amount was read is not that there is none.
#[test]
fn an_amount_that_nobody_has_read_is_not_said_to_be_none() {
    let text = out(&qualify(&["assess", "--pack", POLICIES, "--dossier", SME_FILE, "--as-of", "2026-11-22"]));
    let of = |key: &str| text.split("■ ").find(|it| it.contains(&format!("[{key}]"))).unwrap().to_owned();
    let [unread, measure] = ["bda_commercial_space_2024", "bj_service_package"].map(of);
    assert!(unread.lines().nth(1).unwrap().contains(" · 没有读到金额 · "), "{unread}");
    assert!(measure.lines().nth(1).unwrap().contains(" · 不涉及金额 · "), "{measure}");
}

/// Sure are the 90 of the one loan, 3,000 × 1.5% × 2; what is still to be answered may come to anything.
#[test]
fn a_plan_without_a_ceiling_says_that_it_has_none() {
    let output =
        qualify(&["plan", "--pack", POLICIES, "--dossier", SME_FILE, "--as-of", "2026-11-22", "--include", "open"]);
    let text = out(&output);
    let (first, rest) = text.split_once("建议申报：").unwrap().1.split_once('\n').unwrap();
    assert!(first.ends_with(" 项，合计上限 90 万元以上，有的部分上限还不知道"), "{first}");
    assert!(rest.contains(" · 计入多少还不知道\n") && rest.contains(" · 计入 0 万元 至 100 万元\n"), "{rest}");
    assert!(!text.contains("合计上限 不低于") && !text.contains("计入 不低于"), "{text}");
}

#[test]
fn every_bad_answer_is_named_with_what_is_accepted() {
    let folder = folder("answers");
    let bad = r#"{"format": 1, "enterprise": {"size": "tiny", "colour": "red", "revenue": {"from": "2000", "till": "5000"}}, "loan": {"principal": "abc", "rate": "5 年", "issued": "2026-02-30", "term": 1.5}, "ship": {}}"#;
    let dossier = file(&folder, "bad.json", bad);
    let output = qualify(&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"]);
    assert_eq!(code(&output), Some(1));
    let text = err(&output);
    for expected in [
        "enterprise.size（企业规模）: 没有这个选项；请写括号前的代号：micro（微型）、small（小型）、medium（中型）、large（大型）",
        "enterprise.colour: ",
        "loan.principal（贷款本金）: 不是数；可以填写：数，0 至 10,000,000 万元，不写单位就按“万元”算",
        "loan.rate（贷款年利率）: 单位不对",
        "loan.issued（发放日期）: 不是日期",
        "enterprise.revenue（年营业收入）: 范围只能写 from 和 to",
        "loan.term（贷款期限）: 要加引号写成文字，如 \"1.5 个月\"",
        "ship: ",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn a_dossier_that_is_none_says_why() {
    let folder = folder("none");
    for (text, expected) in [
        ("{", "不是 JSON：第 1 行第 1 列还没有写完"),
        ("{\"format\": 1,\n \"企业\": x}", "不是 JSON：第 2 行第 8 列写得不对"),
        (r#"{"format": 1, "loan": {"term": "1 年", "term": "2 年"}}"#, "“term”写了两遍，后一遍在第 1 行"),
        ("[]", "答卷要是一个 JSON 对象"),
        ("{}", "没有 format"),
        (r#"{"format": 3}"#, "format 是 3，这里读的是 1"),
        (r#"{"format": 2}"#, "网页保存的这个文件里没有档案"),
    ] {
        let dossier = file(&folder, "none.json", text);
        let output = qualify(&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"]);
        assert_eq!(code(&output), Some(1));
        assert!(err(&output).contains(expected), "{}", err(&output));
    }
}

#[test]
fn usage_errors_end_with_two() {
    for arguments in [
        &["assess"][..],
        &["fly"],
        &[],
        &["assess", "--pack", POLICIES, "--dossier", "x", "--as-of", "2026-02-30"],
        &["assess", "--pack", POLICIES, "--dossier", "x", "--as-of", "2026-11-22", "--format", "xml"],
    ] {
        assert_eq!(code(&qualify(arguments)), Some(2), "{arguments:?}");
    }
}

#[test]
fn what_is_not_there_or_no_pack_ends_with_one() {
    let folder = folder("absent");
    let no_pack = file(&folder, "page.html", "<!doctype html>");
    for (arguments, expected) in [
        (&["check", "no/such/folder"][..], "no/such/folder: 没有这个文件或文件夹"),
        (&["check", &no_pack], "这不是文件夹"),
        (&["show", "p", "--pack", "no/such.pack"], "no/such.pack: 没有这个文件或文件夹"),
        (
            &["show", "cn_sme_loan_interest_2025", "--pack", POLICIES],
            "规则里没有政策 cn_sme_loan_interest_2025；是不是 cn_sme_loan_interest_2026？",
        ),
        (&["show", "p", "--pack", &no_pack], "page.html: 这不是编译好的规则；请用 qualify build 重新编译"),
    ] {
        let output = qualify(arguments);
        assert_eq!(code(&output), Some(1), "{arguments:?}");
        assert!(err(&output).contains(expected), "{}", err(&output));
    }
}

#[test]
fn show_prints_conditions_numbers_and_sources() {
    let output = qualify(&["show", "bj_gjj_finance_leasing_2023", "--pack", POLICIES]);
    assert_eq!(code(&output), Some(0));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn what_the_next_round_would_ask_is_shown_as_an_expectation() {
    let folder = folder("next");
    copy(Path::new(POLICIES), &folder);
    let path = folder.join("programmes/zgc_tech_loan_interest_2021.yaml");
    let programme = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{programme}next_round: 下一轮预计仍按信贷品种申报。\n")).unwrap();
    // Nobody has translated that.
    let pack = std::fs::read_to_string(folder.join("pack.yaml")).unwrap();
    file(&folder, "pack.yaml", &pack.replace("languages: [zh-Hans, zh-Hant, en]", "languages: [zh-Hans]"));
    let output = qualify(&["show", "zgc_tech_loan_interest_2021", "--pack", folder.to_str().unwrap()]);
    let text = out(&output);
    assert!(text.contains("\n预期（不是事实）  下一轮预计仍按信贷品种申报。\n"), "{text}");
    assert!(text.contains("\n资料  读到的足够按实际数字测算\n"), "{text}");
}

#[test]
fn test_runs_the_cases_and_says_what_no_case_tries() {
    let output = qualify(&["test", POLICIES]);
    assert_eq!(code(&output), Some(0), "{}", out(&output));
    let folder = folder("coverage");
    copy(Path::new(POLICIES), &folder);
    let path = folder.join("cases/cn_first_batch_insurance_2025.yaml");
    let cases = std::fs::read_to_string(&path).unwrap();
    let changed = cases.replacen("in_force: 2025-10-15", "in_force: 2025-10-17", 1);
    assert_ne!(cases, changed);
    std::fs::write(&path, changed).unwrap();
    let folder = folder.to_str().unwrap();
    let output = qualify(&["test", folder, "cn_first_batch_insurance_2025"]);
    assert_eq!(code(&output), Some(1));
    let wanted = "condition in_force: no case with `insurance.in_force` on the very day 2025-10-15\n";
    assert!(out(&output).ends_with(wanted), "{}", out(&output));
    assert!(err(&output).starts_with("1 programme of readiness A or B is not tried whole"), "{}", err(&output));
    let output = qualify(&["test", folder, "cn_first_batch_insurance_2025", "--format", "json"]);
    assert!(out(&output).contains(r#""is_enough": false"#), "{}", out(&output));
    // A programme that is not asked for is not looked at.
    assert_eq!(code(&qualify(&["test", folder, "xc_green_2024"])), Some(0));
}

#[test]
fn check_warns_and_only_strictly_fails() {
    let folder = folder("warnings");
    copy(Path::new(POLICIES), &folder);
    let path = folder.join("programmes/cn_first_batch_insurance_2025.yaml");
    let programme = std::fs::read_to_string(&path).unwrap();
    let changed =
        programme.replacen("application:\n", "in_force: { until: 2026-01-01 }\napplication:\n  rolling: true\n", 1);
    assert_ne!(programme, changed);
    std::fs::write(&path, changed).unwrap();
    let path = folder.join("cases/cn_first_batch_insurance_2025.yaml");
    let cases = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, cases.replace("availability: not_confirmed", "availability: closed")).unwrap();
    let folder = folder.to_str().unwrap();
    let check = |more: &[&str]| qualify(&[&["check", folder, "--as-of", "2026-11-22"], more].concat());
    let output = check(&[]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(err(&output).contains("warning[expired-open]"), "{}", err(&output));
    assert!(out(&output).ends_with("no errors, 1 warning\n"), "{}", out(&output));
    let output = check(&["--strict"]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("error[expired-open]"), "{}", err(&output));
    // On its last day it is in force.
    assert_eq!(code(&qualify(&["check", folder, "--as-of", "2026-01-01", "--strict"])), Some(0));
}

#[test]
fn fmt_changes_nothing_but_order_and_spacing_and_once_is_enough() {
    let folder = folder("fmt");
    copy(Path::new(POLICIES), &folder);
    let path = folder.join("programmes/xc_green_2024.yaml");
    let programme = std::fs::read_to_string(&path).unwrap();
    let (id, rest) = programme.split_once('\n').unwrap();
    std::fs::write(&path, format!("{rest}\n\n{id}\n")).unwrap();
    let shown = folder.to_str().unwrap();
    let checked = qualify(&["fmt", shown, "--check"]);
    assert_eq!(code(&checked), Some(1));
    assert!(out(&checked).lines().any(|it| it == "programmes/xc_green_2024.yaml"), "{}", out(&checked));
    // The command itself refuses to write what would compile to another pack.
    let output = qualify(&["fmt", shown]);
    assert_eq!((code(&output), out(&output)), (Some(0), out(&checked)), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), programme);
    let again = qualify(&["fmt", shown, "--check"]);
    assert_eq!((code(&again), out(&again).as_str()), (Some(0), ""));
}

#[test]
fn new_starts_a_programme_of_which_only_the_blanks_are_wrong() {
    let folder = folder("new");
    copy(Path::new(POLICIES), &folder);
    let shown = folder.to_str().unwrap();
    let output = qualify(&["new", "p", "--kind", "award", "--about", "loan", "--pack", shown]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert_eq!(out(&output), format!("{shown}/programmes/p.yaml\n{shown}/cases/p.yaml\n"));
    let checked = err(&qualify(&["check", shown]));
    let wrong: Vec<_> = checked.lines().filter(|line| line.starts_with("error")).collect();
    assert!(
        wrong.iter().all(|line| line.starts_with("error[shape]: ") && line.ends_with(" has no value")),
        "{wrong:#?}"
    );
    let blanks = ["programmes", "cases"].map(|place| {
        let text = std::fs::read_to_string(folder.join(place).join("p.yaml")).unwrap();
        let is_blank = |line: &&str| line.ends_with(':') && !line.trim_start().starts_with('#');
        let holds = ["application:", "numbers:", "rate:", "source:", "require:", "support:", "items:", "cases:"];
        text.lines().filter(is_blank).filter(|line| !holds.contains(&line.trim())).count()
    });
    assert_eq!(wrong.len(), blanks.iter().sum::<usize>(), "{checked}");
    for (arguments, expected) in [
        (&["new", "xc_green_2024", "--kind", "award", "--pack", POLICIES][..], "this file is there already"),
        (&["new", "New", "--kind", "award", "--pack", POLICIES], "`New` is no name"),
        (&["new", "n", "--kind", "prize", "--pack", POLICIES], "there is no kind `prize`; there are "),
        (&["new", "n", "--kind", "award", "--about", "boat", "--pack", POLICIES], "there is no record `boat`"),
    ] {
        let output = qualify(arguments);
        assert_eq!(code(&output), Some(1), "{arguments:?}");
        assert!(err(&output).contains(expected), "{}", err(&output));
    }
}
