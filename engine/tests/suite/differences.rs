//! What is different between two assessments.

use crate::rules::{conditions, dossier, pack};
use qualify_engine::diff::{Change, diff};
use qualify_engine::pack::Evidence;
use qualify_engine::{Availability, Date, Finding, Number, Pack, Span, Truth, Verdict, assess};

fn on(pack: &Pack, day: &str, answers: &[&str]) -> Vec<Finding> {
    assess(pack, &dossier(pack, answers), Date::parse(day).unwrap())
}

/// Conditions by key, as what they came to before and after.
fn truths<'a>(changes: &[Change<'a>]) -> Vec<(&'a str, Option<Truth>, Option<Truth>)> {
    let truth = |change: &Change<'a>| match change {
        Change::Condition { key, before, after } => Some((*key, before.map(|it| it.truth), after.map(|it| it.truth))),
        _ => None,
    };
    changes.iter().filter_map(truth).collect()
}

#[test]
fn nothing_is_different_from_itself() {
    let pack = conditions(&["enterprise.private"]);
    let findings = on(&pack, "2026-11-22", &[]);
    assert_eq!(diff((&pack, &findings), (&pack, &findings)), []);
}

#[test]
fn another_answer_changes_verdict_amount_and_condition() {
    let items = "support: { items: [ { id: i, says: 奖, at_most: 10% * enterprise.cost, source: { seen: S1 } } ] }\n";
    let require = "require:\n  - { id: private, says: 条, when: enterprise.private, source: { seen: S1 } }\n\
        \x20 - { id: three, says: 条, when: enterprise.staff >= 3, source: { seen: S1 } }\n";
    let pack = pack("enterprise", &format!("{require}{items}"));
    let before = on(&pack, "2026-11-22", &["enterprise.private=yes", "enterprise.cost=50..60"]);
    let after = on(&pack, "2026-11-22", &["enterprise.private=yes", "enterprise.cost=50", "enterprise.staff=3"]);
    let [difference] = &diff((&pack, &before), (&pack, &after))[..] else { panic!("one programme") };
    assert_eq!(difference.programme, "p");
    let [Change::Verdict(Verdict::Open, Verdict::Qualifies), Change::Amount(Some(old), Some(new)), rest @ ..] =
        &difference.changes[..]
    else {
        panic!("{:?}", difference.changes)
    };
    // A tenth of 50 to 60 万元, in 分.
    let five = Number::whole(5_000_000);
    assert_eq!(old.known.span, Span { low: Some(five), high: Some(Number::whole(6_000_000)) });
    assert_eq!(new.known.span, Span::exactly(five));
    let [("three", Some(Truth::Unknown(_)), Some(Truth::True))] = truths(rest)[..] else { panic!("{rest:?}") };
}

#[test]
fn another_day_changes_what_is_open_and_what_looks_at_the_day() {
    let pack = conditions(&["enterprise.founded + 12 months <= as_of", "enterprise.private"]);
    let answers = &["enterprise.founded=2025-12-01", "enterprise.private=yes"];
    let (before, after) = (on(&pack, "2026-11-30", answers), on(&pack, "2027-01-01", answers));
    let [difference] = &diff((&pack, &before), (&pack, &after))[..] else { panic!("one programme") };
    let closed = Availability::ClosedOn(Date::new(2026, 12, 31).unwrap());
    let [
        Change::Verdict(Verdict::Fails, Verdict::Qualifies),
        Change::Availability(Availability::Open { .. }, now),
        rest @ ..,
    ] = &difference.changes[..]
    else {
        panic!("{:?}", difference.changes)
    };
    assert_eq!(*now, closed);
    assert_eq!(truths(rest), [("c0", Some(Truth::False), Some(Truth::True))]);
}

#[test]
fn another_version_adds_and_drops_conditions() {
    let (old, new) = (conditions(&["enterprise.private", "enterprise.listed"]), conditions(&["enterprise.private"]));
    let answers = &["enterprise.private=yes", "enterprise.listed=no"];
    let (before, after) = (on(&old, "2026-11-22", answers), on(&new, "2026-11-22", answers));
    let there = diff((&old, &before), (&new, &after));
    assert_eq!(truths(&there[0].changes), [("c1", Some(Truth::False), None)]);
    let back = diff((&new, &after), (&old, &before));
    assert_eq!(truths(&back[0].changes), [("c1", None, Some(Truth::False))]);
}

#[test]
fn a_programme_or_a_row_that_is_on_one_side_alone_is_named() {
    let pack = pack("loan", "require: []\nsupport: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }\n");
    let none = on(&pack, "2026-11-22", &["loan=no"]);
    let mut two = dossier(&pack, &["loan=yes"]);
    two.add_row(&pack, pack.field("loan").map(|it| pack.fields.at(it).record).unwrap()).unwrap();
    let two = assess(&pack, &two, Date::new(2026, 11, 22).unwrap());
    let found = diff((&pack, &none), (&pack, &two));
    let [first, second] = &found[..] else { panic!("{found:?}") };
    // The first loan is compared with "there is none"; the second is new.
    assert_eq!(first.changes[0], Change::Verdict(Verdict::Fails, Verdict::Qualifies));
    assert_eq!((second.before, second.after.and_then(|it| it.subject), second.changes.len()), (None, Some(1), 0));
    let empty = Pack::default();
    let gone = diff((&pack, &two), (&empty, &[]));
    assert_eq!(gone.iter().map(|it| (it.programme, it.after)).collect::<Vec<_>>(), [("p", None), ("p", None)]);
}

/// The same condition, now declared; and an item that begins to apply.
#[test]
fn evidence_and_items_are_reasons_too() {
    let rules = |evidence: &str| {
        pack(
            "enterprise",
            &format!(
                "require: [ {{ id: a, says: 条件, when: enterprise.private, evidence: {evidence}, source: {{ seen: S1 }} }} ]\n\
                 support:\n  items:\n    - {{ id: always, says: 奖, source: {{ seen: S1 }} }}\n    - {{ id: listed, says: 奖, when: enterprise.listed, source: {{ seen: S1 }} }}\n"
            ),
        )
    };
    let (fact, attested) = (rules("fact"), rules("attested"));
    let answers = &["enterprise.private=yes", "enterprise.listed=no"];
    let (before, after) = (on(&fact, "2026-11-22", answers), on(&attested, "2026-11-22", answers));
    let found = diff((&fact, &before), (&attested, &after));
    assert_eq!(found[0].changes, [Change::Evidence(Evidence::Fact, Evidence::Attested)]);
    let listed = on(&fact, "2026-11-22", &["enterprise.private=yes", "enterprise.listed=yes"]);
    let found = diff((&fact, &before), (&fact, &listed));
    let [Change::Item { key: "listed", before: Some(was), after: Some(is) }] = found[0].changes[..] else {
        panic!("{:?}", found[0].changes)
    };
    assert_eq!((was.truth, is.truth), (Truth::False, Truth::True));
}
