//! The first day on which a programme is reached when only time passes: worked out by hand, and against trying every day.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::day;
use crate::rules::{conditions, dossier, pack};
use proptest::prelude::*;
use qualify_engine::{Date, Dossier, Finding, FirstDate, Pack, Row, Verdict, assess_one, first_date};
use std::sync::LazyLock;

fn first(pack: &Pack, dossier: &Dossier, from: Date, wanted: fn(&Finding) -> bool) -> FirstDate {
    first_date(pack, pack.programme("p").unwrap(), Row::At(0), dossier, from, wanted)
}

fn qualifies(finding: &Finding) -> bool {
    finding.verdict == Verdict::Qualifies
}

/// The day in words; `now` and `never` where there is none.
fn written(found: &FirstDate) -> String {
    match found {
        FirstDate::Now => "now".into(),
        FirstDate::On(day, _) => day.to_string(),
        FirstDate::Never => "never".into(),
        FirstDate::Unknown => "unknown".into(),
    }
}

fn first_in(tests: &[&str], answers: &[&str]) -> String {
    let pack = conditions(tests);
    written(&first(&pack, &dossier(&pack, answers), day("2026-11-22"), qualifies))
}

#[test]
fn three_years_after_the_founding() {
    let tests = ["enterprise.founded + 3 years <= as_of"];
    assert_eq!(first_in(&tests, &["enterprise.founded=2025-03-10"]), "2028-03-10");
    // The third year from a leap day is full at the end of February.
    assert_eq!(first_in(&tests, &["enterprise.founded=2024-02-29"]), "2027-02-28");
    assert_eq!(first_in(&tests, &["enterprise.founded=2020-02-29"]), "now");
    // A rough answer will do once its later end does.
    assert_eq!(first_in(&tests, &["enterprise.founded=2024-01-01..2025-01-01"]), "2028-01-01");
    assert_eq!(first_in(&["enterprise.founded + 3 years < as_of"], &["enterprise.founded=2025-03-10"]), "2028-03-11");
}

#[test]
fn the_as_of_date_moved_back_turns_at_the_end_of_a_month() {
    // as_of - 1 month: on 2027-03-28 it is 02-28 for the first time.
    assert_eq!(first_in(&["as_of - 1 months >= 2027-02-28"], &[]), "2027-03-28");
    // Eighteen months and a half reach back to a day between 18 and 19 months ago: for sure from the 19th on.
    let half = ["enterprise.founded=2025-06-15", "enterprise.term=18.5个月"];
    assert_eq!(first_in(&["as_of - enterprise.term >= enterprise.founded"], &half), "2027-01-15");
    // Eighteen months and a half ahead may be 19: no longer sure to be before 2028-07-10 from 2026-12-11 on.
    let pack = conditions(&["as_of + enterprise.term <= 2028-07-10"]);
    let it = dossier(&pack, &["enterprise.term=18.5个月"]);
    assert_eq!(written(&first(&pack, &it, day("2026-11-22"), |found| !qualifies(found))), "2026-12-11");
    assert_eq!(first_in(&["as_of - 30 days >= enterprise.started"], &["enterprise.started=2026-12-01"]), "2026-12-31");
}

/// A year has 366 days where it holds the end of a February of 29: of those after 2096 the first is that of 2104 (2100 has none), so
/// a year from 2103-03-01 on.
#[test]
fn what_moves_on_both_sides_is_looked_for_to_the_end_of_the_calendar() {
    let pack = conditions(&["as_of + 1 years >= as_of + 366 days"]);
    let from = |text| written(&first(&pack, &Dossier::new(), day(text), qualifies));
    assert_eq!((from("2096-02-29"), from("2100-02-28")), ("2103-03-01".into(), "2103-03-01".into()));
    assert_eq!(first_in(&["as_of + 1 years >= as_of + 366 days", "as_of > 2150-01-01"], &[]), "2151-03-01");
    // No year has 367 days.
    assert_eq!(first_in(&["as_of + 1 years >= as_of + 367 days"], &[]), "never");
}

/// A month of 31 days is longer than thirty days, so that it is not until 2027-01-29, a month before the end of February. Thousands of
/// days follow on which it turns, more than can be tried over a hundred loans; but the first will do.
#[test]
fn the_first_day_is_found_though_not_all_could_be_tried() {
    let sum = "sum(loan, loan.principal) >= 100 万元";
    let tests = ["as_of + 1 months <= as_of + 30 days", sum, sum, sum, sum];
    let pack = conditions(&tests);
    let loans: Vec<_> = (1..=100).map(|row| format!("loan.principal@{row}=1")).collect();
    let it = dossier(&pack, &loans.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(written(&first(&pack, &it, day("2026-12-05"), qualifies)), "2027-01-29");
    let never = |found: &Finding| found.verdict == Verdict::Open;
    assert_eq!(written(&first(&pack, &it, day("2026-12-05"), never)), "unknown");
}

#[test]
fn what_has_passed_does_not_come_again() {
    assert_eq!(first_in(&["as_of <= 2026-01-01"], &[]), "never");
    assert_eq!(first_in(&["enterprise.private"], &["enterprise.private=no"]), "never");
}

#[test]
fn a_term_that_is_counted_from_a_day_is_waited_for() {
    let tests = ["enterprise.started + enterprise.term <= as_of", "as_of < 2027-06-01"];
    assert_eq!(first_in(&tests, &["enterprise.started=2026-01-31", "enterprise.term=13个月"]), "2027-02-28");
    assert_eq!(first_in(&tests, &["enterprise.started=2026-01-31", "enterprise.term=17个月"]), "never");
}

#[test]
fn the_window_counts_when_it_is_asked_for() {
    let pack = conditions(&["enterprise.private"]);
    let it = dossier(&pack, &["enterprise.private=yes"]);
    let is_open = |found: &Finding| qualifies(found) && found.availability.is_open();
    // The window is the year 2026.
    assert_eq!(written(&first(&pack, &it, day("2025-12-01"), is_open)), "2026-01-01");
    assert_eq!(written(&first(&pack, &it, day("2025-12-01"), qualifies)), "now");
    let is_closed = |found: &Finding| found.availability.is_closed();
    assert_eq!(written(&first(&pack, &it, day("2026-12-01"), is_closed)), "2027-01-01");
    assert_eq!(written(&first(&pack, &it, day("2027-01-01"), is_open)), "never");
}

#[test]
fn a_clause_that_begins_on_a_day_and_ends_is_reached_in_between() {
    let rest = "
require: [ { id: r, says: 条件, when: enterprise.private, source: { seen: S1 } } ]
support:
  items:
    - { id: a, says: 甲, when: as_of >= 2027-05-01 and as_of <= 2027-05-31, source: { seen: S1 } }
    - { id: b, says: 乙, when: as_of = 2027-03-15, source: { seen: S1 } }
";
    let pack = pack("enterprise", rest);
    let it = dossier(&pack, &["enterprise.private=yes"]);
    let from = |text: &str| written(&first(&pack, &it, day(text), qualifies));
    assert_eq!(
        (from("2026-11-22"), from("2027-03-16"), from("2027-06-01")),
        ("2027-03-15".into(), "2027-05-01".into(), "never".into())
    );
}

/// Each part may move the day or not, as far as its form goes: seven parts in 128 ways, of which 64 are told apart.
#[test]
fn where_too_many_ways_lead_to_a_day_none_is_called_the_first() {
    let parts = |count: u32| {
        let part = |place| format!(" + (if as_of < 2020-01-01 then {} months else 0 months)", 1 << place);
        format!("as_of{} >= 2027-06-01", (0..count).map(part).collect::<String>())
    };
    assert_eq!(first_in(&[&parts(6)], &[]), "2027-06-01");
    assert_eq!(first_in(&[&parts(7)], &[]), "unknown");
}

/// 17.5 to 18.5 months: the later end is 18 months and a part, so that the day 19 months and 16 days after 1 January 2026 is sure.
#[test]
fn a_rough_term_beside_days_is_worked_out() {
    let sure = |days| format!("as_of - enterprise.term - {days} days >= enterprise.founded");
    let answers = ["enterprise.term=17.5 个月..18.5 个月", "enterprise.founded=2026-01-01"];
    assert_eq!(first_in(&[&sure(15), &sure(16)], &answers), "2027-08-17");
}

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    [
        ["enterprise.founded + 2 years <= as_of", "as_of <= enterprise.started + enterprise.term"],
        [
            "(if enterprise.private then enterprise.founded else enterprise.started) + 45 days < as_of",
            "as_of != 2025-03-01",
        ],
        ["min(enterprise.founded + 1 years, enterprise.started) <= as_of - 1 months", "not as_of < 2025-01-31"],
        ["as_of = enterprise.started + 30 days or as_of >= enterprise.founded + enterprise.term", "enterprise.private"],
        ["as_of + 1 months >= as_of + 31 days", "as_of - enterprise.term >= enterprise.founded"],
        ["as_of - 1 months >= enterprise.started", "as_of - 18 months <= max(enterprise.founded, enterprise.started)"],
    ]
    .iter()
    .map(|tests| conditions(tests))
    .collect()
});

const DAYS: &[&str] =
    &["2024-01-31", "2024-02-29", "2024-08-31", "2024-11-30", "2025-02-28", "2024-03-01..2024-12-31", "..2024-06-30"];
const TERMS: &[&str] = &["0个月", "6个月", "18.5个月", "1年..2年"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// The same day as by trying one after another for three years.
    #[test]
    fn no_earlier_day_will_do(
        founded in 0..DAYS.len(),
        started in 0..DAYS.len(),
        term in 0..TERMS.len(),
        private: bool,
        verdict in prop::sample::select(vec![Verdict::Qualifies, Verdict::Open, Verdict::Fails]),
        late in 0_i64..400,
    ) {
        let from = day("2024-01-01").moved(0, late);
        for pack in PACKS.iter() {
            let private = if private { "enterprise.private=yes" } else { "enterprise.private=no" };
            let answers = [
                format!("enterprise.founded={}", DAYS[founded]),
                format!("enterprise.started={}", DAYS[started]),
                format!("enterprise.term={}", TERMS[term]),
            ];
            let mut answers: Vec<_> = answers.iter().map(String::as_str).collect();
            answers.push(private);
            let it = dossier(pack, &answers);
            let programme = pack.programme("p").unwrap();
            let on = |day: Date| assess_one(pack, programme, Row::At(0), &it, day);
            let tried = (0..1_100).map(|days| from.moved(0, days)).find(|day| on(*day).verdict == verdict);
            let found = first_date(pack, programme, Row::At(0), &it, from, |finding| finding.verdict == verdict);
            match (tried, found) {
                (Some(day), FirstDate::Now) => prop_assert_eq!(day, from),
                (Some(day), FirstDate::On(found, finding)) => {
                    prop_assert_eq!(day, found);
                    prop_assert_eq!(on(day), *finding);
                }
                (None, FirstDate::On(found, finding)) => {
                    prop_assert!(found > from.moved(0, 1_099), "{} was not tried", found);
                    prop_assert_eq!(finding.verdict, verdict);
                }
                (None, FirstDate::Never) => {}
                (tried, found) => prop_assert!(false, "{:?} but {:?}", tried, found),
            }
        }
    }
}
