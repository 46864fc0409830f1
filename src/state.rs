//! What the person has answered, and what follows from it. No browser in here: all of it is tested natively.

pub mod draft;
pub mod given;
pub mod group;
pub mod interview;
#[cfg(test)]
mod sample;
pub mod saved;
#[cfg(test)]
mod tests;

use crate::messages::Messages;
use crate::route::Route;
use given::{AllGiven, Given};
use qualify_engine::format::Fingerprint;
use qualify_engine::pack::{Field, Programme};
use qualify_engine::{Answer, Date, Dossier, Evaluator, Finding, Id, Pack, TextId, Texts, assess};
use saved::{FORMAT, Restored, Saved};
use std::rc::Rc;

/// The rules with their words in one language.
#[derive(Debug, Default)]
pub struct Rules {
    pub pack: Pack,
    pub texts: Texts,
    pub fingerprint: Option<Fingerprint>,
}

/// Something the person should know about the answers that are kept in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The saved answers could not be read at all; they were put aside.
    Unreadable,
    /// These answers no longer fit the rules; they were left out, and the whole was put aside.
    Dropped(Vec<String>),
    /// The browser does not let the page keep anything.
    NotKept,
}

/// What the person, or the browser, can do.
#[derive(Debug)]
pub enum Action {
    /// Answers one field.
    Answer(Id<Field>, Given),
    /// Says for each record whether there is one.
    Have(Vec<(Id<Field>, bool)>),
    /// Chooses the as-of date; `None` is today, whatever day that is.
    AsOf(Option<Date>),
    /// Goes to a page, on this day.
    Go(Route, Date),
    /// Forgets every answer.
    ClearAll,
    /// Adds something to know.
    Tell(Notice),
    /// Takes the notices away that have been read.
    Dismiss,
    /// Chose a day that is none.
    WrongDay,
}

/// Everything the pages show.
#[derive(Clone, Debug)]
pub struct Store {
    pub words: &'static Messages,
    pub rules: Rc<Rules>,
    given: AllGiven,
    today: Date,
    chosen: Option<Date>,
    pub notices: Vec<Notice>,
    /// Counts what the person changed; nothing is saved before the first change.
    pub changes: u32,
    /// The last change was to forget everything.
    pub is_cleared: bool,
    /// The page that is shown.
    pub route: Route,
    /// Counts how often a page was gone to.
    pub arrivals: u32,
    /// What was chosen last as the as-of date is no date.
    pub is_wrong_day: bool,
    /// Counts every step, so that two states are quickly told apart.
    step: u32,
    pub dossier: Dossier,
    pub findings: Vec<Finding>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.step == other.step && Rc::ptr_eq(&self.rules, &other.rules)
    }
}

impl Store {
    /// The state at the start: the answers that were kept, as far as they can still be read.
    pub fn new(words: &'static Messages, rules: Rc<Rules>, today: Date, route: Route, restored: Restored) -> Self {
        let mut store = Self {
            words,
            rules,
            given: restored.given,
            today,
            chosen: restored.as_of,
            notices: if restored.dropped.is_empty() { Vec::new() } else { vec![Notice::Dropped(restored.dropped)] },
            changes: 0,
            is_cleared: false,
            route,
            arrivals: 0,
            is_wrong_day: false,
            step: 0,
            dossier: Dossier::new(),
            findings: Vec::new(),
        };
        store.assess();
        store
    }

    /// The state after an action.
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        next.step = next.step.wrapping_add(1);
        let is_change = !matches!(action, Action::Go(..) | Action::Tell(_) | Action::Dismiss | Action::WrongDay);
        next.is_wrong_day = matches!(action, Action::WrongDay);
        next.changes = next.changes.saturating_add(u32::from(is_change));
        if is_change {
            next.is_cleared = matches!(action, Action::ClearAll);
        }
        match action {
            Action::Answer(field, given) => {
                // Who answers about a loan has one, whatever was ticked before.
                let presence =
                    self.rules.pack.fields.get(field).and_then(|it| self.rules.pack.records.get(it.record)?.presence);
                if let Some(presence) = presence.filter(|presence| *presence != field && given != Given::DontKnow) {
                    next.given.put(presence, Some(Given::yes_no(true)));
                }
                next.given.put(field, Some(given));
            }
            Action::Have(answers) => {
                for (field, has) in answers {
                    next.given.put(field, Some(Given::yes_no(has)));
                }
            }
            Action::AsOf(date) => next.chosen = date.filter(|date| *date != next.today),
            Action::Go(route, today) => {
                (next.route, next.today) = (route, today);
                next.arrivals = next.arrivals.saturating_add(1);
            }
            Action::ClearAll => {
                next.given = AllGiven::default();
                next.chosen = None;
                next.notices.retain(|notice| *notice == Notice::NotKept);
            }
            Action::Tell(notice) => {
                if !next.notices.contains(&notice) {
                    next.notices.push(notice);
                }
            }
            Action::WrongDay => {}
            Action::Dismiss => next.notices.retain(|notice| *notice == Notice::NotKept),
        }
        next.assess();
        next
    }

    fn assess(&mut self) {
        self.dossier = dossier(&self.rules.pack, &self.given);
        self.findings = assess(&self.rules.pack, &self.dossier, self.as_of());
    }

    pub fn pack(&self) -> &Pack {
        &self.rules.pack
    }

    /// Words of the rules.
    pub fn text(&self, id: TextId) -> &str {
        self.rules.texts.get(id)
    }

    /// The day for which everything is assessed.
    pub fn as_of(&self) -> Date {
        self.chosen.unwrap_or(self.today)
    }

    pub fn today(&self) -> Date {
        self.today
    }

    pub fn is_today(&self) -> bool {
        self.as_of() == self.today
    }

    /// What was typed or chosen for a field.
    pub fn given(&self, field: Id<Field>) -> Option<&Given> {
        self.given.get(field)
    }

    /// The answer to a field, also one that follows from another answer.
    pub fn answer(&self, field: Id<Field>) -> Option<Answer> {
        self.dossier.get(field)
    }

    /// Whether there is anything to continue with.
    pub fn has_answers(&self) -> bool {
        self.given.iter().next().is_some()
    }

    /// How many answers there are, and how many of them are "don't know".
    pub fn counts(&self) -> (usize, usize) {
        let unknown = self.given.iter().filter(|(_, given)| **given == Given::DontKnow).count();
        (self.given.iter().count(), unknown)
    }

    pub fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::new(&self.rules.pack, &self.dossier, self.as_of())
    }

    pub fn programme(&self, id: Id<Programme>) -> &Programme {
        self.rules.pack.programmes.at(id)
    }

    /// What is kept in the browser.
    pub fn to_save(&self) -> Saved {
        let pack = self.pack();
        Saved {
            format: FORMAT,
            pack: pack.key.clone(),
            version: pack.version.clone(),
            answers: self.given.iter().map(|(id, given)| (pack.fields.at(id).key.clone(), given.clone())).collect(),
            as_of: self.chosen.map(|date| date.to_string()),
        }
    }
}

/// The answers that count: those about something the enterprise says it does not have wait until it does.
fn dossier(pack: &Pack, given: &AllGiven) -> Dossier {
    let presence = |field: Id<Field>| pack.fields.get(field).and_then(|it| pack.records.get(it.record)?.presence);
    let mut dossier = Dossier::new();
    let put = |field: Id<Field>, dossier: &mut Dossier| {
        if let Some(answer) = given.get(field).and_then(|given| given.answer(pack, field).ok()) {
            // Read by the engine a moment ago, so accepted.
            let _ = dossier.set(pack, field, answer);
        }
    };
    for field in pack.records.iter().filter_map(|record| record.presence) {
        put(field, &mut dossier);
    }
    for (field, _) in given.iter() {
        let about = presence(field);
        let is_absent = about.is_some_and(|about| dossier.get(about) == Some(Answer::YesNo(false)));
        if about != Some(field) && !is_absent {
            put(field, &mut dossier);
        }
    }
    dossier
}

impl yew::Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}
