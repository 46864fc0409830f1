mod asking;
mod handing;
mod keeping;
mod trying;

use super::draft::{Draft, Edit, Place, Way};
use super::filter::{Filter, Openness};
use super::given::Given;
use super::group::{Group, Placed, count};
use super::overview::{sums, windows};
use super::sample::{ISSUED, LOAN, PRINCIPAL, SIZE, first, rules, store, today};
use super::standing::Standing;
use super::trial::Trial;
use super::{Action, Change, Language, Notice, Rest, Store};
use crate::load::LoadError;
use crate::messages::Words;
use crate::route::Route;
use crate::words::ways;
use qualify_engine::pack::{Field, FieldKind, Record};
use qualify_engine::{AnswerError, Date, Distance, EntryError, Finding, Id, Slot, Texts, Verdict};
use std::rc::Rc;

const LOANS: Id<Record> = Id::at(1);

fn exactly(text: &str) -> Given {
    Given::Exactly(text.to_owned())
}

fn answered(store: &Store, field: Id<Field>, text: &str) -> Store {
    store.after(Change::Answer(first(field), exactly(text)))
}

fn with_loan() -> Store {
    store().after(Change::Have(vec![(LOAN, true)])).after(Change::MayBeMore(LOANS, false))
}

fn complete() -> Store {
    let store = answered(&with_loan(), SIZE, "small");
    let store = answered(&store, PRINCIPAL, "3000");
    answered(&store, ISSUED, "2026-03-18")
}

fn finding<'a>(store: &'a Store, key: &str) -> &'a Finding {
    store.findings().iter().find(|finding| store.programme(finding.programme).key == key).unwrap()
}

fn group(store: &Store, key: &str) -> Group {
    let of = |it: &Placed<'_>| store.programme(it.finding.programme).key == key;
    store.placed().into_iter().find(of).unwrap().place.group
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
    let store = complete().after(Change::Have(vec![(LOAN, false)]));
    assert_eq!(finding(&store, "plain").verdict, Verdict::Fails);
    assert_eq!(store.answer(first(PRINCIPAL)), None);
    let store = store.after(Change::Have(vec![(LOAN, true)]));
    assert_eq!(finding(&store, "current").verdict, Verdict::Qualifies, "nothing was lost");
}

#[test]
fn each_loan_has_its_finding() {
    let store = complete().after(Change::AddRow(LOANS));
    let second = Slot { field: ISSUED, row: 1 };
    let store = store.after(Change::Answer(second, exactly("2025-01-01")));
    let current = store.pack().programme("current").unwrap();
    let verdicts = |store: &Store| store.findings_of(current).map(|finding| finding.verdict).collect::<Vec<_>>();
    assert_eq!(verdicts(&store), [Verdict::Qualifies, Verdict::Fails]);
    // A programme is counted once, by the better of its loans: `closed` and `plain` qualify with both.
    assert_eq!((count(store.findings(), Verdict::Qualifies), count(store.findings(), Verdict::Fails)), (3, 0));
    // Beside the groups, what has closed is counted as that: of three, two qualify and one was closed in March.
    let tallied = |store: &Store| Standing::ALL.map(|standing| store.tally(standing));
    assert_eq!(tallied(&store), [2, 0, 0, 0, 0, 1]);
    // Without a loan none is applicable, whether closed or not.
    assert_eq!(tallied(&store.after(Change::Have(vec![(LOAN, false)]))), [0, 0, 0, 0, 3, 0]);

    // The second moves up into the place of the first.
    let store = store.after(Change::RemoveRow(LOANS, 0));
    assert_eq!(verdicts(&store), [Verdict::Fails]);
    assert_eq!(store.given(first(ISSUED)), Some(&exactly("2025-01-01")));
    let store = store.after(Change::RemoveRow(LOANS, 0));
    assert_eq!(store.given(first(LOAN)), None, "whether there is any is not said any more");
    assert_eq!(store.after(Change::RemoveRow(LOANS, 7)).to_save(), store.to_save());
}

#[test]
fn the_day_decides_what_is_open() {
    let store = complete();
    assert_eq!(group(&store, "current"), Group::Now);
    assert_eq!(group(&store, "closed"), Group::Missed);
    assert_eq!(group(&self::store(), "closed"), Group::Ended, "whether it would have qualified is not known");
    let early = store.after(Change::AsOf(Date::new(2026, 3, 31)));
    assert_eq!(group(&early, "closed"), Group::Now);
    assert!(!early.is_today());
    let before = store.after(Change::AsOf(Date::new(2025, 12, 31)));
    assert_eq!(group(&before, "current"), Group::Later);
    assert!(before.after(Change::AsOf(Some(today()))).is_today(), "to choose today is to choose nothing");
    let tomorrow = store.after(Action::Go(Route::Findings, Date::new(2027, 1, 1).unwrap()));
    assert_eq!(group(&tomorrow, "current"), Group::Missed);
}

#[test]
fn what_lacks_one_change_is_near() {
    let late = answered(&complete(), ISSUED, "2025-12-22");
    let all = late.placed();
    let current = all.iter().find(|it| late.programme(it.finding.programme).key == "current").unwrap();
    assert_eq!(current.place.group, Group::Near);
    let way = current.place.way.as_deref().unwrap();
    // Ten days later it is of the year that is asked for.
    assert_eq!((way.changes[0].slot, way.changes[0].distance), (first(ISSUED), Distance::Days(10)));
    assert_eq!(ways::change(&late, &way.changes[0]), "loan.issued：由“2025年12月22日”改为“2026年1月1日”（晚 10 天）");
    assert_eq!(ways::outcome(&late, way), "改变后：符合 · 最多 300 万元。");
    assert_eq!(current.place.in_time, None, "a past day stays a past day");
    // Two things are lacking.
    assert_eq!(group(&answered(&late, SIZE, "large"), "current"), Group::Out);
    // Closed is closed, whatever changes.
    assert_eq!(group(&answered(&complete(), SIZE, "large"), "closed"), Group::Out);
    assert_eq!(group(&answered(&complete(), SIZE, "large"), "current"), Group::Near);
    let none = complete().after(Change::Have(vec![(LOAN, false)]));
    assert_eq!(group(&none, "plain"), Group::Without);
    assert_eq!(group(&answered(&none, SIZE, "large"), "current"), Group::Without);
}

#[test]
fn sums_and_windows_are_drawn_to_scale() {
    let store = complete().after(Change::AddRow(LOANS));
    let second = |field| Slot { field, row: 1 };
    let store = store.after(Change::Answer(second(PRINCIPAL), Given::Between("600".into(), "1000".into())));
    let store = store.after(Change::Answer(second(ISSUED), exactly("2025-01-01")));
    // 10% of 3,000 万元 of two programmes, and of the second loan of one: 60 to 100 of 300.
    let measures: Vec<_> = sums(&store).iter().map(|bar| (bar.low, bar.high)).collect();
    assert_eq!(measures, [(1000, 1000), (1000, 1000), (200, 334)]);
    // From 1 August it is 113 days to 22 November and 152 to 31 December, of 365. The third closed on 31 March.
    let timeline = windows(&store);
    assert_eq!(timeline.now, 113 * 1000 / 365);
    let measures: Vec<_> = timeline.windows.iter().map(|it| (it.from, it.to, it.days_left)).collect();
    assert_eq!(measures, [(0, Some(152 * 1000 / 365), Some(39)); 2]);
    let spring = store.after(Change::AsOf(Date::new(2026, 6, 30)));
    let spring = windows(&spring);
    // From 1 March: it closed 30 days later, and no days are left.
    assert_eq!(spring.windows[0].to, Some(30 * 1000 / 365));
    assert_eq!(spring.windows[0].days_left, None);
    assert_eq!(windows(&store.after(Change::Have(vec![(LOAN, false)]))).windows, []);
}

#[test]
fn the_filter_lists_what_is_wanted() {
    let store = complete();
    let listed = |filter: Filter| {
        let store = store.after(Action::Filter(filter));
        let of = |it: &&Finding| store.filter.lists(&store, it, &|name| name.chars().rev().collect());
        let keys = store.findings().iter().filter(of).map(|it| store.programme(it.programme).key.clone());
        keys.collect::<Vec<_>>()
    };
    let by = |text: &str| Filter { text: text.into(), ..Filter::default() };
    assert_eq!(listed(by("")), ["current", "closed", "plain"]);
    assert_eq!(listed(by("  PLAIN ")), ["plain"]);
    assert_eq!(listed(by("sample plain")), ["plain"], "the kind, and the name");
    assert_eq!(listed(by("plain closed")), [""; 0], "all of the words");
    assert_eq!(listed(by("desolc")), ["closed"], "by the letters that are made of the name");
    assert_eq!(listed(by("desolcx")), [""; 0]);
    let open = |openness| Filter { openness: Some(openness), ..Filter::default() };
    assert_eq!(listed(open(Openness::Open)), ["current", "plain"]);
    assert_eq!(listed(open(Openness::Closed)), ["closed"]);
    assert_eq!(listed(Filter { kind: "award".into(), ..open(Openness::Closed) }), ["closed"]);
    assert_eq!(listed(Filter { kind: "loan".into(), ..Filter::default() }), [""; 0]);
    assert_eq!(listed(Filter { level: "closed".into(), ..Filter::default() }), ["closed"]);
    assert_eq!(listed(Filter { body: "closed".into(), ..Filter::default() }), ["closed"]);
    assert_eq!(listed(Filter { body: "close".into(), ..Filter::default() }), ["closed"], "also together with others");
    let listing = store.after(Action::Go(Route::Findings, today())).after(Action::Filter(by("x")));
    let programme = listing.after(Action::Go(Route::Programme("closed".into()), today()));
    let back = programme.after(Action::Return(Route::Findings, today()));
    assert_eq!((&back.filter, back.back_to.as_deref()), (&by("x"), Some("#/p/closed")), "where it was left");
    let anew = programme.after(Action::Go(Route::Findings, today()));
    assert_eq!((&anew.filter, &anew.back_to), (&Filter::default(), &None), "gone to, not come back to");
    let other = programme.after(Action::Return(Route::Programmes, today()));
    assert_eq!(other.filter, Filter::default(), "another list begins anew");
}

#[test]
fn every_finding_is_in_one_group() {
    for store in [store(), complete()] {
        let shown: usize = Group::ALL
            .into_iter()
            .map(|group| store.placed().iter().filter(|it| it.place.group == group).count())
            .sum();
        assert_eq!(shown, store.findings().len());
        let counted: usize = [Verdict::Qualifies, Verdict::Open, Verdict::Unconfirmed, Verdict::Fails]
            .map(|verdict| count(store.findings(), verdict))
            .into_iter()
            .sum();
        assert_eq!(counted, store.findings().len());
    }
}

#[test]
fn the_last_change_is_taken_back_and_brought_again() {
    assert!(!store().can_undo());
    let small = complete();
    let large = answered(&small, SIZE, "large");
    let undone = large.after(Action::Undo);
    assert_eq!(undone.to_save(), small.to_save());
    assert_eq!(finding(&undone, "current").verdict, Verdict::Qualifies);
    assert!(undone.changes > large.changes, "it is kept as well");
    assert_eq!(undone.after(Action::Undo).to_save(), large.to_save());
    let removed = large.after(Change::RemoveDossier(0));
    assert_eq!(removed.after(Action::Undo).to_save(), large.to_save(), "a dossier too");
    assert!(!large.after(Change::ClearAll).can_undo(), "what was cleared is gone");
}

#[test]
fn another_language_has_the_same_findings_in_its_words() {
    let rest = |words: &str| {
        let texts = Texts { language: "zh-Hans".into(), words: vec![words.into()] };
        let words = Rc::new(Words::of("zh-Hans").unwrap());
        Action::Rest(Ok(Language { words, texts: Rc::new(texts), rest: Rest::There }))
    };
    let store = complete().after(rest("全"));
    assert_eq!((store.text(Id::at(0)), store.language.rest), ("全", Rest::There));
    let texts = Texts { language: "en".into(), words: vec!["Sample".into()] };
    let language = Language { words: Rc::new(Words::of("en").unwrap()), texts: Rc::new(texts), rest: Rest::NotThere };
    let english = store.after(Action::Speak(language));
    assert_eq!(
        (english.words.brand(), english.text(Id::at(0)), english.language.rest),
        ("Qualify", "Sample", Rest::NotThere)
    );
    assert_eq!((english.findings(), english.changes), (store.findings(), store.changes));
    // What was still on its way belongs to the language that was left.
    let late = english.after(rest("迟"));
    assert_eq!((late.text(Id::at(0)), late.language.rest), ("Sample", Rest::NotThere));
    assert_eq!(late.after(Action::Rest(Err(LoadError::Network))).language.rest, Rest::Failed(LoadError::Network));
}

#[test]
fn clear_all_forgets_everything_but_says_still_that_nothing_is_kept() {
    let store = complete().after(Change::AsOf(Date::new(2026, 3, 1)));
    let store = store.after(Action::Tell(Notice::NotKept)).after(Action::Tell(Notice::Unreadable));
    let cleared = store.after(Change::ClearAll);
    assert!(cleared.is_cleared && cleared.is_today() && !cleared.has_answers() && cleared.dossier.is_empty());
    assert_eq!(cleared.notices, [Notice::NotKept]);
    assert!(!answered(&cleared, SIZE, "small").is_cleared);
}

#[test]
fn what_the_page_around_has_answered_is_not_the_persons_until_something_is() {
    let answers = with_loan().answers().clone();
    let begun = store().after(Change::Begin(answers));
    assert_eq!((begun.has_answers(), begun.is_prefilled), (true, true));
    assert!(begun.after(Change::Care(vec!["award".into()])).is_prefilled, "that is no answer");
    let answered = answered(&begun, SIZE, "small");
    assert!(!answered.is_prefilled);
    let undone = answered.after(Action::Undo);
    assert_eq!((undone.is_prefilled, undone.after(Action::Undo).is_prefilled), (true, false));
    let tried = self::answered(&begun.after(Action::Try(Trial::Begin)), SIZE, "small");
    assert!(tried.after(Action::Try(Trial::Discard)).is_prefilled);
    let kept = tried.after(Action::Try(Trial::Keep));
    assert_eq!((kept.is_prefilled, kept.after(Action::Undo).is_prefilled), (false, true));
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
    let draft = draft.after(Edit::Choose(Way::DontKnow)).after(Edit::Type(Place::Value, "3,000".into()));
    assert_eq!(draft.check(&rules.pack, PRINCIPAL), Ok(exactly("3,000")));
    let draft = draft.after(Edit::Type(Place::To, "5000万".into()));
    assert_eq!(draft.check(&rules.pack, PRINCIPAL), Ok(Given::Between(String::new(), "5000万".into())));
    assert_eq!(draft.value, "3,000", "what was typed first is still there");
    assert_eq!(draft.after(Edit::Choose(Way::DontKnow)).check(&rules.pack, PRINCIPAL), Ok(Given::DontKnow));
}

/// Who writes in English means yuan by digits alone, and nobody's answer becomes another by the language in which it is looked at.
#[test]
fn digits_alone_are_yuan_where_nobody_counts_in_wan() {
    let rules = rules();
    let FieldKind::Number { unit, .. } = rules.pack.fields.at(PRINCIPAL).kind else { panic!("it is a sum") };
    let begun = |given: &Given| Draft::new(Some(given), true).in_yuan(unit);
    let again = |text: &str| begun(&exactly(text)).check(&rules.pack, PRINCIPAL).unwrap();
    let sum = |given: &Given| given.answer(&rules.pack, PRINCIPAL).unwrap();
    let draft = Draft::new(None, true).in_yuan(unit).after(Edit::Type(Place::Value, " 8,000,000 ".into()));
    let given = draft.check(&rules.pack, PRINCIPAL).unwrap();
    assert_eq!(given, exactly("CNY 8,000,000"));
    assert_eq!(sum(&given), sum(&exactly("800")), "800 万元");
    assert_eq!((begun(&given).value.as_str(), again("CNY 8,000,000")), ("8,000,000", given));
    // 800 is 800 万元 for whoever typed it in Chinese.
    assert_eq!(begun(&exactly("800")).value, "800万元");
    assert_eq!(sum(&again("800")), sum(&exactly("800")));
    // What has a unit keeps it.
    assert_eq!((again("3千万"), again("CNY 8 million")), (exactly("3千万"), exactly("8 million")));
    let range = begun(&Given::Between("500".into(), String::new()));
    assert_eq!((range.from.as_str(), range.to.as_str()), ("500万元", ""));
    assert_eq!(range.check(&rules.pack, PRINCIPAL), Ok(Given::Between("500万元".into(), String::new())));
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

#[test]
fn what_every_programme_comes_to_is_known_once_the_second_file_is_there() {
    let language = |rest| {
        let words = Rc::new(Words::of("zh-Hans").unwrap());
        Language { words, texts: Rc::new(Texts::default()), rest }
    };
    let store = complete();
    let first = store.after(Action::Speak(language(Rest::NotThere)));
    let small = answered(&first, SIZE, "large");
    assert_eq!(small.findings(), store.findings(), "nothing is assessed");
    let whole = small.after(Action::Rest(Ok(language(Rest::There))));
    assert_eq!(finding(&whole, "current").verdict, Verdict::Fails);
}

#[test]
fn giving_the_same_answer_again_is_no_change_to_take_back() {
    let large = answered(&answered(&store(), SIZE, "small"), SIZE, "large");
    let again = answered(&large, SIZE, "large");
    assert_eq!(again.given(first(SIZE)), Some(&exactly("large")));
    assert_eq!(again.after(Action::Undo).given(first(SIZE)), Some(&exactly("small")));
}

#[test]
fn a_level_that_was_chosen_goes_with_the_language_in_which_it_was_named() {
    let chosen =
        store().after(Action::Filter(Filter { level: "市级".into(), text: "贷款".into(), ..Filter::default() }));
    let language = |tag: &str| {
        let words = Rc::new(Words::of(tag).unwrap());
        Action::Speak(Language { words, texts: Rc::new(Texts::default()), rest: Rest::There })
    };
    assert_eq!(chosen.after(language("zh-Hans")).filter.level, "市级");
    let english = chosen.after(language("en")).filter;
    assert_eq!((english.level.as_str(), english.text.as_str()), ("", "贷款"));
}
