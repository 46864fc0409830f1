//! When, if only time passes.

use crate::critical::{Critical, Unknown};
use crate::pack::{Day, Programme};
use crate::requirement::Case;
use crate::rows::Row;
use crate::{Date, Dossier, Finding, Id, Pack, limits};

/// The first day on which something is so.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, FirstDate, Row, Verdict, first_date};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "否")]);
/// let first = |verdict| first_date(&pack, pack.programme("interest").unwrap(), Row::At(0), &dossier, day, |it| it.verdict == verdict);
/// // It fails now, and no day makes the enterprise a private one.
/// assert_eq!((first(Verdict::Fails), first(Verdict::Qualifies)), (FirstDate::Now, FirstDate::Never));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FirstDate {
    /// It is so on the first day that was looked at.
    Now,
    /// It is first so on this day, and this is the finding then.
    On(Date, Box<Finding>),
    /// On no day up to the end of the calendar: time alone does not bring it about. On which days another one leaves the calendar is not
    /// looked at.
    Never,
    /// It cannot be told within [`limits::NEAREST_WORK`] and [`limits::FORMS`] on which days a finding can change.
    Unknown,
}

/// The first day from `from` on whose finding is as `wanted`, if no answer changes and only time passes.
///
/// `wanted` may ask for anything of a finding: that it qualifies, that it no longer fails, that applications are accepted. Only
/// days on which a finding can change are tried: where a comparison turns, and where a version or a window begins or ends.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, FirstDate, Row, first_date};
/// let pack = example();
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "3000 万元")]);
/// let (id, day) = (pack.programme("interest").unwrap(), Date::new(2025, 6, 1).unwrap());
/// let found = first_date(&pack, id, Row::At(0), &dossier, day, |it| it.availability.is_open());
/// assert!(matches!(found, FirstDate::On(day, _) if Some(day) == Date::new(2026, 1, 1)));
/// ```
#[must_use]
pub fn first_date(
    pack: &Pack,
    programme: Id<Programme>,
    row: Row,
    dossier: &Dossier,
    from: Date,
    wanted: impl Fn(&Finding) -> bool,
) -> FirstDate {
    let on = |day: Date| Case::new(pack, programme, row, day.into()).finding(dossier);
    if wanted(&on(from)) {
        return FirstDate::Now;
    }
    let Some((days, work)) = critical_days(pack, programme, row, dossier, from) else { return FirstDate::Unknown };
    let mut left = limits::NEAREST_WORK;
    for day in days {
        let Some(rest) = left.checked_sub(work) else { return FirstDate::Unknown };
        left = rest;
        let finding = on(day);
        if wanted(&finding) {
            return FirstDate::On(day, Box::new(finding));
        }
    }
    FirstDate::Never
}

/// The days after `from`, in order, on which the finding can be another than the day before, and what it takes to try one; `None` where
/// not all of them were found.
fn critical_days(pack: &Pack, id: Id<Programme>, row: Row, dossier: &Dossier, from: Date) -> Option<(Vec<Date>, u64)> {
    let case = Case::new(pack, id, row, from.into());
    let programme = case.programme();
    let evaluator = case.evaluator(dossier);
    let mut found = Critical::within(limits::NEAREST_WORK);
    let of_items = programme.items.iter().flat_map(|item| item.when.into_iter().chain(item.amount));
    let all = programme.conditions.iter().map(|it| it.test).chain(of_items).chain(programme.total_at_most);
    all.for_each(|node| evaluator.critical(node, Unknown::AsOf, &mut found));
    let newer = programme.replaced_by.and_then(|newer| pack.programmes.get(newer));
    let dates = published(programme).chain(newer.into_iter().flat_map(published));
    // The day itself, and the day after the last one.
    found.days.extend(dates.flat_map(|day| [day, day.moved(0, 1)]));
    found.days.retain(|day| *day > from);
    found.days.sort_unstable();
    found.days.dedup();
    let work = case.requirements().map(|it| case.work(it, dossier)).fold(0, u64::saturating_add);
    (!found.is_cut).then_some((found.days, work))
}

/// The dates on which a programme or its applications begin and end.
fn published(programme: &Programme) -> impl Iterator<Item = Date> {
    let of_day = |day: Day| match day {
        Day::On(day) | Day::By(day) => Some(day),
        Day::Unpublished => None,
    };
    let window = [programme.application.opens, programme.application.closes].into_iter().filter_map(of_day);
    window.chain([programme.in_force.from, programme.in_force.until].into_iter().flatten())
}
