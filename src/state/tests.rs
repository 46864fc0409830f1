use super::draft::{Draft, Edit, Slot, Way};
use super::given::Given;
use super::group::{Group, count, members};
use super::interview::{self, Step};
use super::sample::{ISSUED, LOAN, PRINCIPAL, SIZE, restored, rules, store, today};
use super::saved::Saved;
use super::{Action, Notice, Store};
use crate::route::Route;
use qualify_engine::pack::Field;
use qualify_engine::{Answer, AnswerError, Date, EntryError, Finding, Id, Verdict};

fn exactly(text: &str) -> Given {
    Given::Exactly(text.to_owned())
}

fn answered(store: &Store, field: Id<Field>, text: &str) -> Store {
    store.after(Action::Answer(field, exactly(text)))
}

fn complete() -> Store {
    let store = store().after(Action::Have(vec![(LOAN, true)]));
    let store = answered(&store, SIZE, "small");
    let store = answered(&store, PRINCIPAL, "3000");
    answered(&store, ISSUED, "2026-03-18")
}

fn finding<'a>(store: &'a Store, key: &str) -> &'a Finding {
    store.findings.iter().find(|finding| store.programme(finding.programme).key == key).unwrap()
}

#[test]
fn first_what_there_is_then_one_question_after_the_other() {
    let empty = store();
    assert_eq!(interview::next(&empty), Step::Have);
    let mut store = empty.after(Action::Have(vec![(LOAN, true)]));
    for (field, text) in [(SIZE, "small"), (PRINCIPAL, "3000"), (ISSUED, "2026-03-18")] {
        assert_eq!(interview::next(&store), Step::Ask(field));
        store = answered(&store, field, text);
    }
    assert_eq!(interview::next(&store), Step::Done);
}

#[test]
fn what_can_no_longer_matter_is_not_asked() {
    let without_loan = store().after(Action::Have(vec![(LOAN, false)]));
    assert_eq!(interview::next(&without_loan), Step::Done);
    assert_eq!(count(&without_loan.findings, Verdict::Fails), 3);

    // A large enterprise: the date no longer decides anything.
    let large = answered(&store().after(Action::Have(vec![(LOAN, true)])), SIZE, "large");
    let large = answered(&large, PRINCIPAL, "3000");
    assert_eq!(interview::next(&large), Step::Done);
}

#[test]
fn what_is_not_known_is_not_asked_again_but_can_be_changed() {
    let store = store().after(Action::Have(vec![(LOAN, true)]));
    let store = store.after(Action::Answer(SIZE, Given::DontKnow));
    assert_eq!(interview::next(&store), Step::Ask(PRINCIPAL));
    assert_eq!(store.counts(), (2, 1));
    let current = finding(&store, "current");
    assert_eq!(current.verdict, Verdict::Open);
    assert_eq!(interview::first_missing(&store, current), Some(PRINCIPAL), "what was never asked comes first");
}

#[test]
fn what_matters_only_to_closed_programmes_is_asked_only_on_demand() {
    // In 2027 all have closed.
    let store = store().after(Action::AsOf(Date::new(2027, 1, 1)));
    assert_eq!(interview::next(&store), Step::Done);
    assert_eq!(interview::next_of_closed(&store), Some(SIZE));
}

#[test]
fn the_way_back_leads_through_the_answered_questions() {
    let store = complete();
    assert_eq!(interview::previous(&store, ISSUED), Some(PRINCIPAL));
    assert_eq!(interview::previous(&store, PRINCIPAL), Some(SIZE), "what there is has a page of its own");
    assert_eq!(interview::previous(&store, SIZE), None);
}

#[test]
fn a_changed_answer_changes_the_findings() {
    let store = complete();
    assert_eq!(finding(&store, "current").verdict, Verdict::Qualifies);
    let store = answered(&store, SIZE, "large");
    assert_eq!(finding(&store, "current").verdict, Verdict::Fails);
    assert_eq!(finding(&store, "plain").verdict, Verdict::Qualifies);
}

#[test]
fn answers_about_a_loan_wait_while_there_is_none() {
    let store = complete().after(Action::Have(vec![(LOAN, false)]));
    assert_eq!(finding(&store, "plain").verdict, Verdict::Fails);
    assert_eq!(store.answer(PRINCIPAL), None);
    assert!(interview::is_of_absent(&store, PRINCIPAL) && !interview::is_of_absent(&store, LOAN));
    let store = store.after(Action::Have(vec![(LOAN, true)]));
    assert_eq!(finding(&store, "current").verdict, Verdict::Qualifies, "nothing was lost");
}

#[test]
fn the_day_decides_what_is_open() {
    let store = complete();
    assert_eq!(Group::of(finding(&store, "current")), Group::Now);
    assert_eq!(Group::of(finding(&store, "closed")), Group::Ended);
    let early = store.after(Action::AsOf(Date::new(2026, 3, 31)));
    assert_eq!(Group::of(finding(&early, "closed")), Group::Now);
    assert!(!early.is_today());
    let before = store.after(Action::AsOf(Date::new(2025, 12, 31)));
    assert_eq!(Group::of(finding(&before, "current")), Group::Later);
    assert!(before.after(Action::AsOf(Some(today()))).is_today(), "to choose today is to choose nothing");
    let tomorrow = store.after(Action::Go(Route::Findings, Date::new(2027, 1, 1).unwrap()));
    assert_eq!(Group::of(finding(&tomorrow, "current")), Group::Ended);
}

#[test]
fn every_finding_is_in_one_group() {
    for store in [store(), complete()] {
        let shown: usize = Group::ALL.into_iter().map(|group| members(&store.findings, group).len()).sum();
        assert_eq!(shown, store.findings.len());
    }
}

#[test]
fn what_is_saved_comes_back() {
    let store = complete()
        .after(Action::Answer(PRINCIPAL, Given::Between("2000".into(), String::new())))
        .after(Action::Answer(SIZE, Given::DontKnow))
        .after(Action::AsOf(Date::new(2026, 3, 1)));
    let back = restored(store.to_save());
    assert_eq!(back.to_save(), store.to_save());
    assert_eq!(back.findings, store.findings);
    assert_eq!(back.as_of(), store.as_of());
    assert_eq!((back.changes, back.notices.as_slice()), (0, [].as_slice()));
}

#[test]
fn an_answer_that_no_longer_fits_is_named_and_the_rest_stays() {
    let saved = Saved {
        answers: [
            ("gone.field", "1"),
            ("enterprise.size", "tiny"),
            ("loan.principal", "-5"),
            ("loan.issued", "2026-03-18"),
        ]
        .map(|(key, text)| (key.to_owned(), exactly(text)))
        .into(),
        as_of: Some("someday".into()),
        ..Saved::default()
    };
    let store = restored(saved);
    let dropped = ["gone.field", "enterprise.size", "loan.principal", "someday"].map(str::to_owned).into();
    assert_eq!(store.notices, [Notice::Dropped(dropped)]);
    assert_eq!(store.counts(), (1, 0));
    assert_eq!(store.answer(LOAN), Some(Answer::YesNo(true)), "who tells when the loan was issued has one");
    assert!(store.is_today());
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
    assert_eq!(store.after(Action::AsOf(None)).changes, 1);
}

#[test]
fn clear_all_forgets_everything_but_says_still_that_nothing_is_kept() {
    let store = complete().after(Action::AsOf(Date::new(2026, 3, 1)));
    let store = store.after(Action::Tell(Notice::NotKept)).after(Action::Tell(Notice::Unreadable));
    let cleared = store.after(Action::ClearAll);
    assert!(cleared.is_cleared && cleared.is_today() && !cleared.has_answers() && cleared.dossier.is_empty());
    assert_eq!(cleared.notices, [Notice::NotKept]);
    assert!(!answered(&cleared, SIZE, "small").is_cleared);
}

#[test]
fn a_notice_is_given_once() {
    let store = store().after(Action::Tell(Notice::NotKept)).after(Action::Tell(Notice::NotKept));
    assert_eq!(store.notices.len(), 1);
    assert_eq!(store.after(Action::Tell(Notice::Unreadable)).after(Action::Dismiss).notices, [Notice::NotKept]);
}

#[test]
fn who_types_means_what_is_typed() {
    let rules = rules();
    let draft = Draft::new(None, true);
    assert_eq!(draft.check(&rules.pack, PRINCIPAL), Err(EntryError::Empty));
    let draft = draft.after(Edit::Choose(Way::DontKnow)).after(Edit::Type(Slot::Value, "3,000".into()));
    assert_eq!(draft.check(&rules.pack, PRINCIPAL), Ok(exactly("3,000")));
    let draft = draft.after(Edit::Type(Slot::To, "5000万".into()));
    assert_eq!(draft.check(&rules.pack, PRINCIPAL), Ok(Given::Between(String::new(), "5000万".into())));
    assert_eq!(draft.value, "3,000", "what was typed first is still there");
    assert_eq!(draft.after(Edit::Choose(Way::DontKnow)).check(&rules.pack, PRINCIPAL), Ok(Given::DontKnow));
}

#[test]
fn a_wrong_answer_is_refused_with_its_reason() {
    let rules = rules();
    let check = |text: &str, field| {
        let draft = Draft::new(Some(&exactly(text)), true);
        assert_eq!(draft.value, text);
        draft.check(&rules.pack, field).unwrap_err()
    };
    assert_eq!(check("abc", PRINCIPAL), EntryError::NotANumber);
    assert_eq!(check("-5", PRINCIPAL), AnswerError::TooSmall.into());
    assert_eq!(check("3000 吨", PRINCIPAL), EntryError::OtherUnit);
    assert_eq!(check("999999999", PRINCIPAL), AnswerError::TooLarge.into());
    assert_eq!(check("2026-02-30", ISSUED), EntryError::NotADate);
    assert_eq!(check("1999-12-31", ISSUED), AnswerError::DayOutOfRange.into());
    let upside_down = Draft::new(Some(&Given::Between("5".into(), "2".into())), true);
    assert_eq!(upside_down.check(&rules.pack, PRINCIPAL), Err(AnswerError::UpsideDown.into()));
    let nothing = Draft::new(None, false);
    assert_eq!(nothing.check(&rules.pack, SIZE), Err(EntryError::Empty));
}
