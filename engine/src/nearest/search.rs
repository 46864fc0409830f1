//! The search itself: sets of changes that grow one at a time.

use super::can_change;
use super::values::{self, Candidate, Value, added};
use crate::critical::Critical;
use crate::missing::Slot;
use crate::pack::Changer;
use crate::requirement::{Case, Requirement, dispensable};
use crate::{Causes, Dossier, Number, Pack, Truth, Verdict, limits};
use std::collections::{BTreeMap, BTreeSet};

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Every requirement is met, or an answer can still show that it is.
    Sure,
    /// No requirement fails.
    Possible,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Best {
    pub distance: Number,
    pub verdict: Verdict,
    pub values: Vec<(Slot, Value)>,
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

pub(super) struct Search<'a> {
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
    pub is_spent: bool,
    /// Whether values at which something turns were left untried.
    pub has_gaps: bool,
    /// Whether something was left untried for want of room for another change.
    pub was_cut: bool,
    tried: BTreeSet<Made>,
    pub best: Option<Best>,
}

impl<'a> Search<'a> {
    pub fn new(case: Case<'a>, dossier: &'a Dossier, changer: Changer, goal: Goal, is_coupled: bool) -> Self {
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
    pub fn is_hopeless(&mut self, free: &Dossier) -> bool {
        self.case.requirements().any(|it| self.blocks(it, free))
    }

    /// Looks for ways of one change, of two, and so on.
    pub fn run(&mut self) {
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
