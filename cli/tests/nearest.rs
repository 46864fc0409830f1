//! `qualify nearest`, and what `qualify assess` says of what decides.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{POLICIES, SME, code, err, file, folder, out, qualify};
use std::process::Output;

/// A project that is finished, with 380 万元 of fixed assets where 500 are the least.
const NEARLY: &str = r#"{
    "format": 1,
    "enterprise": { "registered_in": "changping", "no_serious_dishonesty": true },
    "project": {
        "state": "completed", "started": "2022-03-01", "built": "2024-02-15", "completed": "2024-03-15",
        "fixed_asset_investment": "380 万元", "smart_level": "upgrade", "key_manufacturing": true,
        "no_other_municipal_money": true, "counted_investment": "380 万元"
    }
}"#;

const AWARD: &str = "bj_gjj_smart_mfg_award_2024b5";

/// The command for a dossier, which is kept in a folder with this name.
fn nearest(name: &str, dossier: &str, programme: &str, more: &[&str]) -> Output {
    let dossier = file(&folder(name), "dossier.json", dossier);
    let all = ["nearest", programme, "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"];
    qualify(&[&all, more].concat())
}

#[test]
fn the_nearest_way_is_told_with_its_distance_and_amount() {
    let output = nearest("way", NEARLY, AWARD, &[]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn the_nearest_way_is_there_for_programs_too() {
    let output = nearest("way_json", NEARLY, AWARD, &["--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let way = &all["ways"][0];
    assert_eq!((&way["verdict"], &way["nearest"]["found"]), (&"fails".into(), &"changes".into()));
    let change = &way["nearest"]["changes"][0];
    assert_eq!((&change["field"], &change["distance"]), (&"project.fixed_asset_investment".into(), &"120 万元".into()));
    // 380 万元 × 20% = 76 万元
    assert_eq!((&way["nearest"]["verdict"], &way["nearest"]["amount"]["to"]), (&"qualifies".into(), &"760000".into()));
    assert_eq!(way["if_only_time_passes"]["date"], serde_json::Value::Null);
}

#[test]
fn what_nobody_can_change_is_said_to_be_in_the_way() {
    let late = NEARLY.replace("\"completed\": \"2024-03-15\"", "\"completed\": \"2024-10-01\"");
    let output = nearest("late", &late, AWARD, &[]);
    let because = "能改变的都改变了也不行，因为：\n  · 2023 年 4 月 16 日到 2024 年 9 月 30 日之间建成并投入使用\n";
    assert!(out(&output).contains(because), "{}", out(&output));
}

#[test]
fn a_programme_that_is_met_needs_no_way_in() {
    let output = nearest("met", SME, "cn_sme_loan_interest_2026", &[]);
    assert!(out(&output).contains("✓ 符合 · 现在可以申报，至 2026-12-31\n不需要改变什么"), "{}", out(&output));
    assert_eq!(code(&nearest("no_such", SME, "no_such_programme", &[])), Some(1));
}

#[test]
fn what_is_open_or_closed_is_not_told_that_nothing_is_to_be_done() {
    let open = out(&nearest("open", SME, "bj_sme_first_loan_interest_2025", &[]));
    assert!(open.contains("? 还需回答 · 已截止（2026-02-18）\n没有不符合的条件\n还需回答："), "{open}");
    assert!(!open.contains("不需要改变什么"), "{open}");
}

#[test]
fn a_failing_programme_says_which_condition_decides() {
    let dossier = file(&folder("deciding"), "dossier.json", NEARLY);
    let output = qualify(&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"]);
    assert!(
        out(&output).contains("  决定性条件：固定资产投资不低于 500 万元（依据：固定资产投资）\n"),
        "{}",
        out(&output)
    );
}

/// A municipal title gives 50 万元; footprint, ESG rating and a first certificate of neutrality may add 20 + 20 + 50.
#[test]
fn an_exact_amount_that_depends_on_answers_is_told_with_both_ends() {
    let green = r#"{ "format": 1, "green": { "title": "municipal" } }"#;
    let dossier = file(&folder("both_ends"), "dossier.json", green);
    let output = qualify(&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"]);
    assert!(out(&output).contains("· 50 万元 至 140 万元，取决于还没回答的问题 ·"), "{}", out(&output));
}

#[test]
fn a_finished_project_is_not_taken_back() {
    let finished = r#"{ "format": 1, "project": { "state": "completed" } }"#;
    let output = nearest("finished", finished, "bj_drc_vacated_space_2023", &["--allow", "other"]);
    let because = "能改变的都改变了也不行，因为：\n  · 项目还没有完工\n";
    assert!(out(&output).contains(because), "{}", out(&output));
}

/// The window for completion ended long ago: a day that is still to be answered must lie in it.
#[test]
fn what_is_still_to_be_answered_must_fit_too() {
    let day = NEARLY.replace("\"2024-03-15\"", "null");
    let output = nearest("to_answer", &day, AWARD, &[]);
    let rest = "改变后还需回答：投用日期\n这些回答（包括日期）也要符合条件，改变才够用\n";
    assert!(out(&output).contains(rest), "{}", out(&output));
}

/// An old factory that is neither built nor ready to be: "in principle" it should be one of the two (S37), so nothing fails.
#[test]
fn what_is_missed_only_in_principle_is_named() {
    let dossier = r#"{ "format": 1, "project": {
        "space_kind": "old_factory", "state": "planned", "clear_title": true, "positioned": true, "renovated_area": "4000 平方米",
        "renewable_feasible": false, "saving_rate": "20%", "no_other_municipal_money": true, "fixed_asset_investment": "1000 万元"
    } }"#;
    let missed = "看来不满足：原则上正在建设，或者已具备开工条件（不能就此断定不符合，请向主管部门核实）";
    let text = out(&nearest("in_principle", dossier, "bj_drc_vacated_space_2023", &[]));
    assert!(text.contains(missed) && !text.contains("没有不符合的条件"), "{text}");
    let dossier = file(&folder("in_principle_all"), "dossier.json", dossier);
    let all = out(&qualify(&["assess", "--pack", POLICIES, "--dossier", &dossier, "--as-of", "2026-11-22"]));
    let of_it = all.split("■ ").find(|it| it.contains("[bj_drc_vacated_space_2023]")).unwrap();
    assert!(of_it.contains(missed), "{of_it}");
}
