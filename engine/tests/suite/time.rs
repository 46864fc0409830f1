//! When a programme is in force and open: windows, hours, versions.

use crate::rules::conditions;
use qualify_engine::pack::{Day, InForce};
use qualify_engine::{Availability, Date, Dossier, Id, Moment, Pack, Time, assess};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A pack whose one programme takes applications in 2026.
fn pack() -> Pack {
    conditions(&["enterprise.private"])
}

/// The same with other dates.
fn pack_with(change: impl Fn(&mut qualify_engine::pack::Programme)) -> Pack {
    let mut pack = pack();
    change(pack.programmes.get_mut(Id::at(0)).unwrap());
    pack
}

fn availability(pack: &Pack, now: &str) -> Availability {
    assess(pack, &Dossier::new(), Moment::parse(now).unwrap()).remove(0).availability
}

fn open_until(text: &str) -> Availability {
    Availability::Open { until: day(text), at: None }
}

#[test]
fn the_window_is_judged_on_the_as_of_date() {
    let pack = pack();
    assert_eq!(availability(&pack, "2025-12-31"), Availability::OpensOn(day("2026-01-01")));
    assert_eq!(availability(&pack, "2026-01-01"), open_until("2026-12-31"));
    assert_eq!(availability(&pack, "2026-12-31"), open_until("2026-12-31"));
    assert_eq!(availability(&pack, "2027-01-01"), Availability::ClosedOn(day("2026-12-31")));
}

#[test]
fn a_day_that_is_not_published_confirms_nothing_before_it_was_seen() {
    let (open_by, closed_by) = (Day::By(day("2026-01-20")), Day::By(day("2026-11-22")));
    let on = |as_of: &str, opens: Day, closes: Day| {
        let pack = pack_with(|it| {
            (it.application.opens, it.application.closes, it.application.rolling) = (opens, closes, true);
        });
        availability(&pack, as_of)
    };
    let last = Day::On(day("2026-12-31"));
    assert_eq!(on("2026-01-19", open_by, last), Availability::NotConfirmed);
    assert_eq!(on("2026-01-20", open_by, last), Availability::Rolling { until: day("2026-12-31"), at: None });
    assert_eq!(on("2026-06-01", Day::Unpublished, last), Availability::NotConfirmed);
    assert_eq!(on("2027-01-01", Day::Unpublished, last), Availability::ClosedOn(day("2026-12-31")));
    assert_eq!(on("2026-11-21", open_by, closed_by), Availability::NotConfirmed);
    assert_eq!(on("2026-11-22", open_by, closed_by), Availability::ClosedBy(day("2026-11-22")));
}

/// Closed one minute after half past five; a day without an hour is the whole day.
#[test]
fn the_hour_of_a_deadline_counts_on_its_day_alone() {
    let at = Time::new(17, 30);
    let pack = pack_with(|it| it.application.closes_at = at);
    let open = Availability::Open { until: day("2026-12-31"), at };
    for now in ["2026-12-31", "2026-12-31 17:30", "2026-12-30 23:59"] {
        assert_eq!(availability(&pack, now), open, "{now}");
    }
    assert_eq!(availability(&pack, "2026-12-31 17:31"), Availability::ClosedOn(day("2026-12-31")));
}

#[test]
fn a_version_applies_through_the_days_it_is_in_force() {
    let in_force = InForce { from: Some(day("2026-03-01")), until: Some(day("2026-10-31")) };
    let pack = pack_with(|it| it.in_force = in_force);
    assert_eq!(availability(&pack, "2026-02-28"), Availability::OpensOn(day("2026-03-01")));
    // Nothing is accepted after the version has ended, whatever its window says.
    assert_eq!(availability(&pack, "2026-03-01"), open_until("2026-10-31"));
    assert_eq!(availability(&pack, "2026-10-31"), open_until("2026-10-31"));
    assert_eq!(availability(&pack, "2026-11-01"), Availability::ClosedOn(day("2026-10-31")));
}

/// The newer version takes the place of the older one from its own first day on, and not before.
#[test]
fn a_newer_version_takes_the_place_of_the_older() {
    let mut pack = pack();
    let mut newer = pack.programmes.at(Id::at(0)).clone();
    newer.in_force.from = Some(day("2026-07-01"));
    let newer = pack.programmes.push(newer);
    pack.programmes.get_mut(Id::at(0)).unwrap().replaced_by = Some(newer);
    assert_eq!(availability(&pack, "2026-06-30"), open_until("2026-12-31"));
    assert_eq!(availability(&pack, "2026-07-01"), Availability::ReplacedBy(newer));
    let later = assess(&pack, &Dossier::new(), day("2026-07-01")).remove(1);
    assert_eq!(later.availability, open_until("2026-12-31"));
}

#[test]
fn moments_are_read_strictly() {
    assert_eq!(Moment::parse("2026-08-31 17:30").map(|it| it.to_string()).as_deref(), Some("2026-08-31 17:30"));
    for wrong in ["2026-08-31 24:00", "2026-08-31 17:60", "2026-08-31 1730", "2026-08-31 :30", "17:30", ""] {
        assert_eq!(Moment::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn open_and_closed_are_told_apart_from_neither() {
    let told = |now: &str| {
        let found = availability(&pack(), now);
        (found.is_open(), found.is_closed())
    };
    assert_eq!(
        [told("2025-12-31"), told("2026-06-01"), told("2027-01-01")],
        [(false, false), (true, false), (false, true)]
    );
}

/// A window of its own ends what is in force longer, and what is in force ends a window that goes on; its hour is that of its last day.
#[test]
fn the_earlier_of_two_ends_is_the_last_day() {
    let with = |until: &str| {
        pack_with(|it| {
            it.in_force.until = Some(day(until));
            it.application.closes_at = Time::new(17, 30);
        })
    };
    let (short, long) = (with("2026-10-31"), with("2027-03-31"));
    assert_eq!(availability(&long, "2027-04-01"), Availability::ClosedOn(day("2026-12-31")));
    assert_eq!(availability(&short, "2026-11-01"), Availability::ClosedOn(day("2026-10-31")));
    assert_eq!(availability(&short, "2026-10-31 18:00"), open_until("2026-10-31"));
    let until = day("2026-12-31");
    assert_eq!(availability(&long, "2026-10-31 18:00"), Availability::Open { until, at: Time::new(17, 30) });
}

/// Neither when it comes into force nor when it opens is published.
#[test]
fn a_version_without_any_day_replaces_none() {
    let mut pack = pack();
    let mut newer = pack.programmes.iter().next().unwrap().clone();
    (newer.in_force, newer.application.opens) = (InForce::default(), Day::Unpublished);
    let newer = pack.programmes.push(newer);
    pack.programmes.get_mut(Id::at(0)).unwrap().replaced_by = Some(newer);
    assert_eq!(availability(&pack, "2026-11-22"), open_until("2026-12-31"));
}
