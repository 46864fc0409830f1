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
//! is not called the least, and nothing found is [`Nearest::TooFar`] rather than "no change helps". The same holds where an
//! expression depends on one answer in more than [`limits::FORMS`] ways, or the work was too much.

mod coupling;
mod values;

use crate::assess::any_item;
use crate::critical::Critical;
use crate::missing::Slot;
use crate::pack::{Changer, FieldKind, Programme};
use crate::requirement::{Case, Requirement, dispensable};
use crate::rows::Row;
use crate::{Answer, Causes, Dossier, Finding, Id, Moment, Number, Pack, Truth, Verdict, limits};
use coupling::Coupling;
use std::collections::{BTreeMap, BTreeSet};
pub use values::Distance;
use values::{Candidate, Value, added};

/// The nearest way in.
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
        other.set_at(case.pack, slot.field, slot.row, *option).is_ok()
            && is_as_good(case, &case.finding(&other), finding)
    })
}

/// Whether two findings leave the same in doubt and missing, and give the same.
fn is_as_good(case: Case<'_>, a: &Finding, b: &Finding) -> bool {
    let items = &case.programme().items;
    let counted = |it: &Finding| -> Vec<_> {
        it.conditions.iter().map(|it| it.counts_as).chain([any_item(items, &it.items)]).collect()
    };
    (a.verdict, a.amount, &a.missing, counted(a)) == (b.verdict, b.amount, &b.missing, counted(b))
}

fn can_change(pack: &Pack, slot: Slot, changer: Changer) -> bool {
    match pack.fields.at(slot.field).changed_by {
        Changer::Enterprise => changer != Changer::Nobody,
        Changer::Other => changer == Changer::Other,
        Changer::Nobody => false,
    }
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// Every requirement is met, or an answer can still show that it is.
    Sure,
    /// No requirement fails.
    Possible,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Best {
    distance: Number,
    verdict: Verdict,
    values: Vec<(Slot, Value)>,
}

/// Changes that were made together.
type Made = BTreeMap<Slot, Candidate>;

/// A way as far as it has been gone.
#[derive(Clone)]
struct Begun {
    dossier: Dossier,
    made: Made,
    /// The change that was made last, with all others in place.
    last: Option<Slot>,
    /// How many more changes may be made.
    room: usize,
    /// How often a change may still be made anew, in place of what was made.
    again: usize,
}

impl Begun {
    fn distance(&self) -> Number {
        self.made.values().fold(Number::ZERO, |sum, it| added(sum, it.distance))
    }

    /// Whether the value of this change may be another now that others were made after it.
    fn may_turn(&self, pack: &Pack, slot: Slot) -> bool {
        let is_earlier = self.again > 0 && self.made.contains_key(&slot) && self.last != Some(slot);
        is_earlier && values::turns(pack.fields.at(slot.field).kind)
    }
}

struct Search<'a> {
    case: Case<'a>,
    dossier: &'a Dossier,
    changer: Changer,
    goal: Goal,
    /// Whether the values at which a comparison turns may depend on other changes.
    is_coupled: bool,
    /// The work of each requirement.
    work: Vec<u64>,
    /// Work that may still be done.
    left: u64,
    /// Whether there was more to do than that.
    is_spent: bool,
    /// Whether values at which something turns were left untried.
    has_gaps: bool,
    /// Whether something was left untried for want of room for another change.
    was_cut: bool,
    tried: BTreeSet<Made>,
    best: Option<Best>,
}

impl<'a> Search<'a> {
    fn new(case: Case<'a>, dossier: &'a Dossier, changer: Changer, goal: Goal, is_coupled: bool) -> Self {
        Self {
            case,
            dossier,
            changer,
            goal,
            is_coupled,
            work: case.requirements().map(|it| case.work(it, dossier)).collect(),
            left: limits::NEAREST_WORK,
            is_spent: false,
            has_gaps: false,
            was_cut: true,
            tried: BTreeSet::new(),
            best: None,
        }
    }

    /// Whether the goal is out of reach whatever the changeable answers become, which `free` lacks.
    fn is_hopeless(&mut self, free: &Dossier) -> bool {
        self.case.requirements().any(|it| self.blocks(it, free))
    }

    /// Looks for ways of one change, of two, and so on.
    fn run(&mut self) {
        for room in 1..=limits::CHANGES {
            if self.best.is_some() || !self.was_cut || self.is_spent {
                return;
            }
            self.was_cut = false;
            self.tried.clear();
            let again = if self.is_coupled { room.saturating_sub(1) } else { 0 };
            self.extend(&Begun { dossier: self.dossier.clone(), made: Made::new(), last: None, room, again });
        }
    }

    /// Tries every way that begins like this.
    fn extend(&mut self, begun: &Begun) {
        let blocking: Vec<_> = self.case.requirements().filter(|it| self.blocks(*it, &begun.dossier)).collect();
        if blocking.is_empty() {
            return self.keep(begun);
        }
        if begun.room == 0 && self.was_cut && !begun.made.keys().any(|it| begun.may_turn(self.case.pack, *it)) {
            return;
        }
        for slot in self.reason(&blocking, begun).unwrap_or_default() {
            self.try_each(slot, begun);
        }
    }

    /// Goes on with each value of a slot; of one that was changed before, in place of what it became.
    fn try_each(&mut self, slot: Slot, begun: &Begun) {
        let is_new = !begun.made.contains_key(&slot);
        if is_new && begun.room == 0 {
            self.was_cut = true;
            return;
        }
        let has_more = begun.room > 1 || !is_new;
        let mut found = Critical::within(self.left);
        let candidates = values::candidates(self.case, self.dossier, &begun.dossier, slot, has_more, &mut found);
        self.left = found.left;
        self.has_gaps |= found.is_cut;
        for candidate in candidates {
            let mut next = begun.clone();
            next.made.insert(slot, candidate);
            next.last = Some(slot);
            let used = if is_new { &mut next.room } else { &mut next.again };
            *used = used.saturating_sub(1);
            // Candidates come nearest first, and every further change adds to the distance.
            if self.is_spent || self.best.as_ref().is_some_and(|best| next.distance() > best.distance) {
                return;
            }
            let is_accepted =
                next.dossier.set_at(self.case.pack, slot.field, slot.row, candidate.value.answer()).is_ok();
            if is_accepted && self.tried.insert(next.made.clone()) {
                self.extend(&next);
            }
        }
    }

    fn keep(&mut self, begun: &Begun) {
        let values = begun.made.iter().map(|(slot, it)| (*slot, it.value)).collect();
        let found = Best { distance: begun.distance(), verdict: self.case.verdict(&begun.dossier), values };
        // Only what the assessment itself says counts.
        if found.verdict != Verdict::Fails && self.best.as_ref().is_none_or(|best| found < *best) {
            self.best = Some(found);
        }
    }

    /// Counts what it takes to evaluate a requirement once.
    fn spend(&mut self, requirement: Requirement) {
        let work = match requirement {
            Requirement::Condition(place) => self.work.get(place),
            Requirement::AnyItem => self.work.last(),
        };
        let left = self.left.checked_sub(work.copied().unwrap_or(1));
        self.is_spent |= left.is_none();
        self.left = left.unwrap_or_default();
    }

    fn blocks(&mut self, requirement: Requirement, dossier: &Dossier) -> bool {
        self.spend(requirement);
        match (self.goal, self.case.truth(requirement, dossier)) {
            (_, Truth::False) => true,
            (Goal::Possible, _) => false,
            (Goal::Sure, truth) => {
                truth.is_unknown() && !truth.causes().include(Causes::APPLICANT) || self.case.is_unread(requirement)
            }
        }
    }

    /// Answers one of which must change, as few as can be; `None` when there is not enough room.
    fn reason(&mut self, blocking: &[Requirement], begun: &Begun) -> Option<Vec<Slot>> {
        let mut apart: Vec<Vec<Slot>> = Vec::new();
        let mut least: Option<Vec<Slot>> = None;
        for requirement in blocking {
            let reason = self.reason_of(*requirement, begun);
            if reason.is_empty() || self.is_spent {
                return None;
            }
            // Each of those that share nothing needs a change of its own, where none that was made can be made anew.
            let is_new = reason.iter().all(|slot| !begun.made.contains_key(slot));
            if is_new && apart.iter().flatten().all(|slot| !reason.contains(slot)) {
                apart.push(reason.clone());
            }
            if least.as_ref().is_none_or(|least| reason.len() < least.len()) {
                least = Some(reason);
            }
        }
        if apart.len() > begun.room {
            self.was_cut = true;
            return None;
        }
        least
    }

    /// Changeable answers because of which a requirement blocks: while these and all that cannot (or may no longer) change
    /// stay, it does, whatever becomes of the others. What was changed before is among them only where it must be.
    fn reason_of(&mut self, requirement: Requirement, begun: &Begun) -> Vec<Slot> {
        let pack = self.case.pack;
        let (again, new): (Vec<_>, Vec<_>) = self
            .case
            .answers(requirement, &begun.dossier)
            .into_iter()
            .filter(|it| can_change(pack, *it, self.changer))
            .partition(|it| begun.made.contains_key(it));
        let may_turn = again.into_iter().filter(|it| begun.may_turn(pack, *it));
        let slots: Vec<_> = may_turn.chain(new).collect();
        let left_out = dispensable(&slots, |left_out| {
            let rest = self.case.without(&begun.dossier, left_out.iter().copied());
            !self.is_spent && self.blocks(requirement, &rest)
        });
        slots.into_iter().filter(|slot| !left_out.contains(slot)).collect()
    }
}
