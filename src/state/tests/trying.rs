//! Other answers are tried without being kept.

use super::super::files;
use super::super::sample::{PRINCIPAL, SIZE, first};
use super::super::trial::Trial;
use super::super::{Action, Change};
use super::{complete, exactly, finding};
use qualify_engine::Verdict;

#[test]
fn what_is_tried_can_be_kept_or_discarded() {
    let kept = complete();
    let trying = kept.after(Action::Try(Trial::Begin));
    assert!(trying.is_trying() && trying.tried().is_empty());
    let large = trying.after(Change::Answer(first(SIZE), exactly("large")));
    let tried = large.tried();
    let key = |place: usize| large.programme(tried[place].1.programme).key.as_str();
    assert_eq!(key(0), "current");
    assert_eq!(tried[0].0.map(|it| it.verdict), Some(Verdict::Qualifies));
    assert_eq!(tried[0].1.verdict, Verdict::Fails);

    let back = large.after(Action::Try(Trial::Discard));
    assert_eq!((back.to_save(), back.findings()), (kept.to_save(), kept.findings()));
    assert!(!back.is_trying() && back.tried().is_empty() && !back.can_undo());

    let taken = large.after(Action::Try(Trial::Keep));
    assert!(!taken.is_trying());
    assert!(taken.changes > large.changes, "it is kept now");
    assert_eq!(finding(&taken, "current").verdict, Verdict::Fails);
    assert_eq!(taken.after(Action::Undo).to_save(), kept.to_save(), "all of it is one change");
}

#[test]
fn an_amount_that_changes_is_told_too() {
    // 10% of 3,000 and of 2,000 万元.
    let large = complete().after(Action::Try(Trial::Begin)).after(Change::Answer(first(PRINCIPAL), exactly("2000")));
    let (before, now) = large.tried()[0];
    assert_eq!(before.map(|it| it.verdict), Some(now.verdict));
    assert_ne!(before.and_then(|it| it.amount), now.amount);
}

#[test]
fn what_is_only_tried_is_not_handed_out() {
    let kept = complete();
    let trying = kept.after(Action::Try(Trial::Begin)).after(Change::Answer(first(PRINCIPAL), exactly("7")));
    assert_eq!(trying.to_save(), kept.to_save());
    for all in [false, true] {
        assert_eq!(files::write(&trying, all), files::write(&kept, all));
    }
    assert_eq!(trying.own_dossiers(), kept.dossiers());
    let now = trying.after(Action::Try(Trial::Keep));
    assert_eq!(now.own_dossiers(), now.dossiers());
}

#[test]
fn another_dossier_ends_the_trial() {
    let kept = complete();
    let other = kept
        .after(Action::Try(Trial::Begin))
        .after(Change::Answer(first(PRINCIPAL), exactly("7")))
        .after(Change::AddDossiers(vec![Default::default()]))
        .after(Change::OpenDossier(0));
    assert!(!other.is_trying());
    assert_eq!(other.given(first(PRINCIPAL)), kept.given(first(PRINCIPAL)));
}

#[test]
fn a_dossier_that_was_removed_while_trying_comes_back_as_it_was() {
    let kept = complete().after(Change::AddDossiers(vec![Default::default()])).after(Change::OpenDossier(0));
    let trying = kept.after(Action::Try(Trial::Begin)).after(Change::Answer(first(PRINCIPAL), exactly("7")));
    let removed = trying.after(Change::RemoveDossier(1));
    assert_eq!(removed.dossiers().all().len(), 1);
    assert_eq!(removed.after(Action::Undo).to_save(), kept.to_save(), "without what was tried");
}
