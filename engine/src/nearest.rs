//! The nearest way in: for a programme that fails, the least changes after which it no longer does.
//!
//! A **change** gives another answer where one was given, to a field that somebody can change ([`Changer`]). To say what was not
//! said is no change: what is still unanswered afterwards is `missing` in the finding. So is no row added; that there is a
//! first one ("yes, we have a loan") is an answer like others.
//!
//! **Which way is nearest**, in this order:
//! 1. one that leaves no condition in doubt which no answer can settle, if there is such a way (it qualifies, or is open);
//! 2. the fewest changed answers;
//! 3. the smallest sum of relative distances: of a number `|new - old| / |old|`, where an old number of less than one step
//!    counts as one step; of a day the days by 365; of anything else 1; of a rough answer, from its nearer end;
//! 4. the better verdict, the order of the pack, the lesser value.
//!
//! Numbers change in steps ([`step`](values::step)), and so "more than 500 people" is reached with 501.
//!
//! **How it is found**, exactly: a requirement fails because of some answers, and stays failed while those stay. So one of them
//! must change; each is tried, with each value at which something in the programme turns, and the engine itself is asked what
//! comes of it. The sets grow one change at a time, so the first that is found is of the fewest.
//!
//! **What is not proven**: where one comparison looks at several changeable answers (`a + b >= 10 万元`, `sum(loan, loan.principal
//! where loan.secured) >= 10 万元`), and more than one answer must change, the values tried for a number or day are those at which
//! something turns with the other answers as they are then, and the ends of what the field accepts; once another answer has
//! changed, its values are tried again in its place. A way with values in between can then be missed: what is found leads in, but
//! is not called the least, and nothing found is [`Nearest::TooFar`] rather than "no change helps". The same holds where a comparison
//! turns at the root of a square, where a day is moved in several places by one answer, or a rough one by months beside what the source
//! leaves open, where an expression depends on one answer in more than [`limits::FORMS`] ways, or where the work was too much. Days that
//! leave the calendar are not looked for.

mod coupling;
mod search;
mod values;

use crate::assess::any_item;
use crate::missing::Slot;
use crate::pack::{Changer, FieldKind, Programme};
use crate::requirement::{Case, Requirement};
use crate::rows::Row;
use crate::{Answer, Dossier, Finding, Id, Moment, Number, Pack, Truth, Verdict, limits};
use coupling::Coupling;
use search::{Best, Goal, Search};
pub use values::Distance;
use values::Value;

/// The nearest way in.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Nearest, Requirement, Row, Verdict, nearest, pack::Changer};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let found = |private, sum| {
///     let dossier = answers(&pack, &[("enterprise.private", private), ("loan.principal", sum)]);
///     nearest(&pack, pack.programme("interest").unwrap(), Row::At(0), &dossier, day, Changer::Enterprise)
/// };
/// assert_eq!(found("是", "500 万元"), Nearest::Already(Verdict::Qualifies));
/// assert!(matches!(found("是", "400 万元"), Nearest::Changes(_)));
/// // What is no private enterprise does not become one.
/// assert_eq!(found("否", "400 万元"), Nearest::NoChangeHelps { because: vec![Requirement::Condition(1)] });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearest {
    /// It does not fail.
    Already(Verdict),
    /// These changes are the least.
    Changes(Box<Way>),
    /// No change helps.
    NoChangeHelps {
        /// What fails whatever changes; where each could be met alone but not all together, all that fails now.
        because: Vec<Requirement>,
    },
    /// Nothing was found within [`limits::CHANGES`] and [`limits::NEAREST_WORK`], or among the values that are tried.
    TooFar,
}

/// What to change, and what comes of it.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Nearest, Number, Row, Verdict, nearest, pack::Changer};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "250 万元")]);
/// let found = nearest(&pack, pack.programme("interest").unwrap(), Row::At(0), &dossier, day, Changer::Enterprise);
/// let Nearest::Changes(way) = found else { panic!("{found:?}") };
/// // As much again as there is now: a distance of 1.
/// assert_eq!((way.changes.len(), way.distance, way.is_least), (1, Number::ONE, true));
/// assert_eq!(way.finding.verdict, Verdict::Qualifies);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The changes, in the order of the pack.
    pub changes: Vec<Change>,
    /// The sum of their relative distances.
    pub distance: Number,
    /// The finding after them: verdict, amount, and what is still missing.
    pub finding: Finding,
    /// Whether no lesser way was left untried.
    pub is_least: bool,
}

/// Another answer.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, Date, Distance, Nearest, Number, Row, nearest, pack::Changer, write};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "400 万元")]);
/// let found = nearest(&pack, pack.programme("interest").unwrap(), Row::At(0), &dossier, day, Changer::Enterprise);
/// let Nearest::Changes(way) = found else { panic!("{found:?}") };
/// // 100 万元 (100,000,000 分) more, a quarter of what it is now.
/// assert_eq!(way.changes[0].distance, Distance::Number(Number::whole(100_000_000)));
/// assert_eq!(way.changes[0].to, Answer::number(Number::whole(500_000_000)));
/// assert_eq!(way.distance, Number::fraction(1, 4).unwrap());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub slot: Slot,
    /// What is answered now.
    pub from: Answer,
    /// What must be so.
    pub to: Answer,
    /// Other options that would do exactly as well: with each of them in its place, what is met, in doubt and missing is the
    /// same, and so is the amount.
    pub or: Vec<Answer>,
    /// How far that is.
    pub distance: Distance,
}

/// The nearest way into a programme for one row of the record that it is about.
///
/// `changer` says whose changes count: [`Changer::Enterprise`] only those that the enterprise itself can bring about,
/// [`Changer::Other`] also those that somebody else can.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Nearest, Row, nearest, pack::Changer, write};
/// let pack = example();
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "380 万元"), ("loan.term", "2 年")]);
/// let (id, day) = (pack.programme("interest").unwrap(), Date::new(2026, 11, 22).unwrap());
/// let found = nearest(&pack, id, Row::At(0), &dossier, day, Changer::Enterprise);
/// let Nearest::Changes(way) = found else { panic!("{found:?}") };
/// // 120 万元 short of 500 万元; then 500 万元 × 1.5% a year × 2 years.
/// assert_eq!((way.changes.len(), way.is_least), (1, true));
/// assert_eq!(write::money(way.finding.amount.unwrap().known.span.high.unwrap()), "15 万元");
/// ```
#[must_use]
pub fn nearest(
    pack: &Pack,
    programme: Id<Programme>,
    row: Row,
    dossier: &Dossier,
    as_of: impl Into<Moment>,
    changer: Changer,
) -> Nearest {
    let case = Case::new(pack, programme, row, as_of.into());
    let now = case.verdict(dossier);
    if now != Verdict::Fails {
        return Nearest::Already(now);
    }
    let fails = |in_dossier: &Dossier| {
        case.requirements().filter(|it| case.truth(*it, in_dossier) == Truth::False).collect::<Vec<_>>()
    };
    let changeable: Vec<_> =
        case.answers_to(case.requirements(), dossier).into_iter().filter(|it| can_change(pack, *it, changer)).collect();
    let free = case.without(dossier, changeable);
    let because = fails(&free);
    if !because.is_empty() {
        return Nearest::NoChangeHelps { because };
    }
    let coupling = Coupling::of(case, dossier, changer);
    let mut is_proven = true;
    for goal in [Goal::Sure, Goal::Possible] {
        let mut search = Search::new(case, dossier, changer, goal, coupling != Coupling::None);
        if search.is_hopeless(&free) {
            continue;
        }
        search.run();
        let is_complete = is_proven && !search.is_spent && !search.has_gaps;
        if let Some(best) = search.best {
            let is_least = is_complete && coupling.leaves_proven(best.values.len());
            return Nearest::Changes(Box::new(way(case, dossier, &best, is_least)));
        }
        is_proven = is_complete && !search.was_cut && coupling.leaves_proven(limits::CHANGES);
    }
    if is_proven { Nearest::NoChangeHelps { because: fails(dossier) } } else { Nearest::TooFar }
}

fn way(case: Case<'_>, dossier: &Dossier, best: &Best, is_least: bool) -> Way {
    let mut after = dossier.clone();
    for (slot, value) in &best.values {
        // It was accepted when it was tried.
        let _ = after.set_at(case.pack, slot.field, slot.row, value.answer());
    }
    let finding = case.finding(&after);
    let change = |(slot, value): &(Slot, Value)| {
        let from = dossier.at(slot.field, slot.row).unwrap_or(Answer::DontKnow);
        let to = value.answer();
        let or = others(case, &after, *slot, &finding).filter(|other| *other != to && *other != from).collect();
        Change { slot: *slot, from, to, or, distance: Distance::between(from, to) }
    };
    let changes = best.values.iter().map(change).collect();
    Way { changes, distance: best.distance, finding, is_least }
}

/// The options of a slot with which a finding is as good as this one.
fn others<'a>(
    case: Case<'a>,
    after: &'a Dossier,
    slot: Slot,
    finding: &'a Finding,
) -> impl Iterator<Item = Answer> + 'a {
    let options = match case.pack.fields.at(slot.field).kind {
        FieldKind::Choice(domain) => case.pack.domains.at(domain).options.len(),
        _ => 0,
    };
    let options = (0..u16::try_from(options).unwrap_or(u16::MAX)).map(Answer::Choice);
    options.filter(move |option| {
        let mut other = after.clone();
        other.set_at(case.pack, slot.field, slot.row, *option).is_ok() && is_as_good(&case.finding(&other), finding)
    })
}

/// Whether two findings leave the same in doubt and missing, and give the same.
fn is_as_good(a: &Finding, b: &Finding) -> bool {
    let counted =
        |it: &Finding| -> Vec<_> { it.conditions.iter().map(|it| it.counts_as).chain([any_item(&it.items)]).collect() };
    (a.verdict, a.amount, &a.missing, counted(a)) == (b.verdict, b.amount, &b.missing, counted(b))
}

fn can_change(pack: &Pack, slot: Slot, changer: Changer) -> bool {
    match pack.fields.at(slot.field).changed_by {
        Changer::Enterprise => changer != Changer::Nobody,
        Changer::Other => changer == Changer::Other,
        Changer::Nobody => false,
    }
}
