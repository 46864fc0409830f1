//! What is kept, and how it is taken up again.

use super::super::dossiers::Entry;
use super::super::sample::{ISSUED, LOAN, PRINCIPAL, SIZE, first, json, restored, rules, store, to_value, today};
use super::super::saved::{read_answers, restore};
use super::super::{Action, Change, Notice};
use super::{LOANS, answered, complete, exactly};
use crate::route::Route;
use crate::state::given::Given;
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{Answer, Date, Slot, Verdict};

#[test]
fn what_is_saved_comes_back() {
    let store = complete()
        .after(Change::Answer(first(PRINCIPAL), Given::Between("2000".into(), String::new())))
        .after(Change::Answer(first(SIZE), Given::DontKnow))
        .after(Change::AddRow(LOANS))
        .after(Change::Answer(Slot { field: PRINCIPAL, row: 1 }, exactly("3千万")))
        .after(Change::AddRow(LOANS))
        .after(Change::MayBeMore(LOANS, true))
        .after(Change::Care(vec!["award".into()]))
        .after(Change::AsOf(Date::new(2026, 3, 1)))
        .after(Change::RenameDossier(0, "精机一号".into()));
    let expected = r#"{"format":2,"pack":"sample","version":"1","open":0,"dossiers":[{"name":"精机一号","as_of":"2026-03-01",
        "cares":["award"],"listed":["loan"],"waiting":{},"answers":{"format":1,"enterprise":{"size":null},
        "loan":[{"issued":"2026-03-18","principal":{"from":"2000"}},{"principal":"3千万"},{},"more"]}}]}"#;
    assert_eq!(to_value(&store.to_save()), to_value(&json(expected)));
    let back = restored(&store.to_save());
    assert_eq!(back.to_save(), store.to_save());
    assert_eq!(back.findings(), store.findings());
    assert_eq!(back.as_of(), store.as_of());
    assert_eq!((back.changes, back.notices.as_slice()), (0, [].as_slice()));
}

#[test]
fn nobody_cares_for_kinds_that_are_gone() {
    let kept = |cares: &str| {
        restored(&json(&format!(
            r#"{{"format":2,"pack":"sample","version":"1","open":0,"dossiers":[{{"name":"","as_of":null,
            "cares":{cares},"listed":[],"waiting":{{}},"answers":{{"format":1}}}}]}}"#
        )))
    };
    assert_eq!(kept(r#"["gone","award"]"#).cares(), ["award"]);
    assert_eq!(kept(r#"["gone"]"#).cares(), [""; 0], "which is everything");
}

/// A link is read once all rows are there, and points at one of them or is none.
#[test]
fn a_link_to_a_row_that_is_not_there_is_no_answer() {
    let mut pack = rules().pack.clone();
    let link = Field { key: "loan.replaces".into(), kind: FieldKind::Row(LOANS), ..pack.fields.at(ISSUED).clone() };
    let field = pack.fields.push(link);
    let read = |rows: &str| {
        let mut dropped = Vec::new();
        let written = json(&format!(r#"{{"format":1,"loan":{rows}}}"#));
        let answers = read_answers(&pack, &written, &mut dropped).unwrap();
        (answers.get(Slot { field, row: 0 }).cloned(), dropped)
    };
    assert_eq!(read(r#"[{"replaces":2},{}]"#), (Some(exactly("2")), vec![]));
    assert_eq!(read(r#"[{"replaces":3},{}]"#), (None, vec!["loan.replaces".to_owned()]));
}

#[test]
fn what_waits_is_kept_too() {
    let store = complete().after(Change::Have(vec![(LOAN, false)]));
    let back = restored(&store.to_save());
    assert_eq!(back.to_save(), store.to_save());
    assert_eq!(back.answer(first(LOAN)), Some(Answer::YesNo(false)));
    let back = back.after(Change::Have(vec![(LOAN, true)]));
    assert_eq!(back.given(first(PRINCIPAL)), Some(&exactly("3000")));
    // Said of a loan before it was said whether there is one.
    let store = super::store().after(Change::Answer(first(PRINCIPAL), Given::DontKnow));
    assert_eq!(restored(&store.to_save()).to_save(), store.to_save());
    assert_eq!(restored(&store.to_save()).given(first(PRINCIPAL)), Some(&Given::DontKnow));
}

#[test]
fn the_first_version_is_taken_up_whole() {
    let kept = r#"{"format":1,"pack":"sample","version":"0","as_of":"2026-03-01",
        "answers":{"enterprise.size":"small","loan":"yes","loan.principal":["2000",""],"loan.issued":null}}"#;
    let store = restored(&json(kept));
    assert_eq!(store.notices, []);
    assert_eq!(store.given(first(PRINCIPAL)), Some(&Given::Between("2000".into(), String::new())));
    assert_eq!(store.given(first(ISSUED)), Some(&Given::DontKnow));
    assert_eq!((store.counts(), store.as_of()), ((4, 1), Date::new(2026, 3, 1).unwrap()));

    // Answers about a loan that there was not waited then, and wait still.
    let kept = r#"{"format":1,"answers":{"loan":"no","loan.principal":"3000"}}"#;
    let store = restored(&json(kept));
    assert_eq!(store.answer(first(LOAN)), Some(Answer::YesNo(false)));
    assert_eq!(store.given(first(PRINCIPAL)), Some(&exactly("3000")));
}

#[test]
fn an_answer_that_no_longer_fits_is_named_and_the_rest_stays() {
    let kept = r#"{"format":2,"dossiers":[{"name":"","as_of":"someday","answers":{"format":1,
        "gone":{"field":"1"},"enterprise":{"size":"tiny"},"loan":{"principal":"-5","issued":"2026-03-18","gone":true}}}]}"#;
    let store = restored(&json(kept));
    let mut dropped = match store.notices.as_slice() {
        [Notice::Dropped(dropped)] => dropped.clone(),
        other => panic!("{other:?}"),
    };
    dropped.sort();
    assert_eq!(dropped, ["enterprise.size", "gone", "loan.gone", "loan.principal", "someday"]);
    assert_eq!(store.given(first(ISSUED)), Some(&exactly("2026-03-18")));
    assert_eq!(store.answer(first(LOAN)), Some(Answer::YesNo(true)), "who tells when the loan was issued has one");
    assert!(store.is_today());
}

#[test]
fn what_this_program_did_not_write_is_not_taken_up() {
    let rules = rules();
    for text in [
        "null",
        "[]",
        "{}",
        r#"{"format":3,"dossiers":[]}"#,
        r#"{"format":2}"#,
        r#"{"format":2,"dossiers":[{}]}"#,
        r#"{"format":2,"dossiers":[{"answers":{"enterprise":{}}}]}"#,
        r#"{"format":1,"answers":[]}"#,
        r#"{"format":1,"answers":{"loan":{"a":1}}}"#,
    ] {
        assert_eq!(restore(&rules.pack, &json(text)), None, "{text}");
    }
}

#[test]
fn several_dossiers_lie_beside_each_other() {
    let first_one = answered(&store(), SIZE, "small");
    let mut dropped = Vec::new();
    let answers = json(r#"{"format":1,"id":"x","enterprise":{"size":"large"},"loan":"none"}"#);
    let answers = read_answers(&rules().pack, &answers, &mut dropped).unwrap();
    let entry = Entry { name: "二".into(), answers, ..Entry::default() };
    let two = first_one.after(Change::AddDossiers(vec![entry]));
    assert_eq!((two.dossiers().all().len(), two.dossiers().place(), dropped.len()), (2, 1, 0));
    assert_eq!(two.given(first(SIZE)), Some(&exactly("large")));
    assert_eq!(two.findings().iter().filter(|finding| finding.verdict == Verdict::Fails).count(), 3);
    let back = restored(&two.to_save());
    assert_eq!((back.to_save(), back.dossiers().place()), (two.to_save(), 1));
    let one = back.after(Change::OpenDossier(0));
    assert_eq!(one.given(first(SIZE)), Some(&exactly("small")));
    let removed = one.after(Change::RemoveDossier(0));
    assert_eq!((removed.dossiers().all().len(), removed.dossiers().current().name.as_str()), (1, "二"));
    let none = removed.after(Change::RemoveDossier(0));
    assert_eq!((none.dossiers().all().len(), none.has_answers()), (1, false), "there is always one");
    assert_eq!(none.after(Change::OpenDossier(9)).dossiers().place(), 0);
}

#[test]
fn only_the_persons_own_changes_are_saved() {
    let store = store();
    for action in
        [Action::Tell(Notice::NotKept), Action::Dismiss, Action::Go(Route::Findings, today()), Action::WrongDay]
    {
        assert_eq!(store.after(action).changes, 0);
    }
    assert_eq!(answered(&store, SIZE, "small").changes, 1);
    assert_eq!(store.after(Change::AsOf(None)).changes, 1);
}
