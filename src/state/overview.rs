//! Sums and windows side by side, in the measures of a picture.

use super::Store;
use qualify_engine::pack::Day;
use qualify_engine::{Availability, Date, Finding, Number, Verdict};

/// How wide the whole picture is, in its own units.
pub const WIDTH: i64 = 1000;

/// The sum of a finding beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar<'a> {
    pub finding: &'a Finding,
    /// Where the certain part ends, and the whole.
    pub low: i64,
    pub high: i64,
}

/// The sums of what is not ruled out, does not seem to be missed and has not closed, the largest first. Without a ceiling nothing can be drawn.
pub fn sums(store: &Store) -> Vec<Bar<'_>> {
    let is_drawn = |it: &&Finding| it.verdict != Verdict::Fails && !it.seems_missed() && !it.availability.is_closed();
    let span = |it: &Finding| it.amount.map(|amount| amount.known.span);
    let high = |it: &Finding| span(it).and_then(|span| span.high).filter(|high| *high > Number::ZERO);
    let mut found: Vec<_> = store.findings().iter().filter(is_drawn).filter_map(|it| Some((it, high(it)?))).collect();
    found.sort_by_key(|(_, high)| core::cmp::Reverse(*high));
    let Some(largest) = found.first().map(|(_, high)| *high) else { return Vec::new() };
    let part = |of: Number| of.times(Number::whole(WIDTH)).and_then(|of| of.over(largest)).map_or(0, Number::ceiling);
    let low = |it: &Finding| span(it).and_then(|span| span.low).map_or(0, part).max(0);
    found.into_iter().map(|(finding, high)| Bar { finding, low: low(finding), high: part(high) }).collect()
}

/// When a programme is open, beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window<'a> {
    pub finding: &'a Finding,
    /// Where it begins and ends in the picture; without a published last day there is no end.
    pub from: i64,
    pub to: Option<i64>,
    /// While it is open: the days from the as-of date to the last one.
    pub days_left: Option<i64>,
    closes: Date,
}

/// The windows of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<'a> {
    pub first: Date,
    pub last: Date,
    /// Where the as-of date is in the picture.
    pub now: i64,
    /// What closes first comes first.
    pub windows: Vec<Window<'a>>,
}

/// The windows of what is not ruled out, as far as they reach into a year that begins with the third month before the as-of date.
/// One programme has one window, however many loans or projects it is about.
pub fn windows(store: &Store) -> Timeline<'_> {
    let as_of = store.as_of();
    let (_, _, day) = as_of.parts();
    let first = as_of.moved(0, 1_i64.saturating_sub(day.into())).moved(-3, 0);
    let last = first.moved(12, 0);
    let days = first.days_to(last).max(1);
    let place = |day: Date| first.days_to(day).clamp(0, days).saturating_mul(WIDTH).checked_div(days).unwrap_or(0);
    let mut windows: Vec<Window<'_>> = Vec::new();
    for finding in store.findings().iter().filter(|it| it.verdict != Verdict::Fails) {
        let Some((opens, closes)) = published(store, finding) else { continue };
        let is_seen = closes.is_none_or(|closes| closes >= first) && opens.is_none_or(|opens| opens <= last);
        if is_seen && windows.iter().all(|it| it.finding.programme != finding.programme) {
            windows.push(Window {
                finding,
                from: opens.map_or(0, place),
                to: closes.map(place),
                days_left: closes.filter(|_| finding.availability.is_open()).map(|closes| as_of.days_to(closes)),
                closes: closes.unwrap_or(Date::LAST),
            });
        }
    }
    windows.sort_by_key(|it| it.closes);
    Timeline { first, last, now: place(as_of), windows }
}

/// The first and the last day, as far as they are published; nothing where neither is.
fn published(store: &Store, finding: &Finding) -> Option<(Option<Date>, Option<Date>)> {
    let programme = store.programme(finding.programme);
    let day = |day: Day| if let Day::On(day) = day { Some(day) } else { None };
    let opens = day(programme.application.opens).max(programme.in_force.from);
    match finding.availability {
        Availability::Open { until, .. } | Availability::Rolling { until, .. } => Some((opens, Some(until))),
        Availability::ClosedOn(last) => Some((opens, Some(last))),
        Availability::OpensOn(first) => Some((Some(first), day(programme.application.closes))),
        Availability::ClosedBy(_) | Availability::ReplacedBy(_) | Availability::NotConfirmed => None,
    }
}
