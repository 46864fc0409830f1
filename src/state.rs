//! What the person has answered, and what follows from it. No browser in here: all of it is tested natively.

mod action;
pub mod calendar;
pub mod dossiers;
pub mod draft;
pub mod files;
pub mod filter;
pub mod found;
pub mod given;
pub mod group;
pub mod interview;
pub mod json;
mod look;
pub mod overview;
#[cfg(test)]
mod sample;
pub mod saved;
pub mod share;
pub mod standing;
#[cfg(test)]
mod tests;
pub mod trial;

use crate::host::Only;
use crate::later;
use crate::load::LoadError;
use crate::messages::Words;
use crate::place::Place;
use crate::route::Route;
pub use action::{Action, Change, Notice};
use dossiers::Dossiers;
use files::Outcome;
use filter::Filter;
use found::Found;
use given::Given;
use qualify_engine::format::Fingerprint;
use qualify_engine::plan::Wanted;
use qualify_engine::{Date, Dossier, Pack, Slot, Texts, assess};
use saved::Restored;
use std::rc::Rc;
use trial::{Before, Trial};

/// The rules.
#[derive(Debug, Default)]
pub struct Rules {
    pub pack: Pack,
    pub fingerprint: Option<Fingerprint>,
}

/// The language that is spoken: the page's own words, and those of the rules.
#[derive(Clone, Debug, Default)]
pub struct Language {
    pub words: Rc<Words>,
    pub texts: Rc<Texts>,
    /// Whether what only later pages need is there.
    pub rest: Rest,
}

impl PartialEq for Language {
    /// Words are read once: the same ones are the same object.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.words, &other.words) && Rc::ptr_eq(&self.texts, &other.texts) && self.rest == other.rest
    }
}

/// What only later pages need: all of the texts, and the second file of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    #[default]
    NotThere,
    /// They could not be had; the page says why, and offers to try again.
    Failed(LoadError),
    There,
}

/// Everything the pages show.
#[derive(Clone, Debug)]
pub struct Store {
    /// Where the page lives.
    pub place: Place,
    /// What is shown at all.
    only: Only,
    /// Counts what the page around this one has said.
    pub told: u32,
    /// Whether it may have the answers.
    pub tells_answers: bool,
    pub rules: Rc<Rules>,
    pub language: Language,
    /// The page's own words in the language that is spoken.
    pub words: Rc<Words>,
    /// The language that was chosen last: its words may be on their way.
    pub wished: String,
    pub is_elder: bool,
    dossiers: Rc<Dossiers>,
    /// As they were before the last change.
    before: Option<Rc<Dossiers>>,
    /// Whether that was nothing but what the page around this one has answered.
    was_prefilled: bool,
    /// As everything was before other answers were tried.
    trial: Option<Rc<Before>>,
    today: Date,
    pub notices: Vec<Notice>,
    /// Counts what the person changed; nothing is saved before the first change.
    pub changes: u32,
    /// The last change was to forget everything.
    pub is_cleared: bool,
    /// Nothing was answered but by the page around this one.
    pub is_prefilled: bool,
    /// The page that is shown.
    pub route: Route,
    /// Counts how often a page was gone to.
    pub arrivals: u32,
    /// Where on this page the person comes back to: the address of the page that was left.
    pub back_to: Option<String>,
    /// What the plan may choose from beside what certainly qualifies.
    pub wanted: Wanted,
    /// Which programmes are listed, and the page on which they were last.
    pub filter: Filter,
    pub list: Route,
    /// What became of the file that was read on this page.
    pub file: Option<Outcome>,
    /// What was chosen last as the as-of date is no date.
    pub is_wrong_day: bool,
    /// The answer that was given on this page cannot be read.
    pub is_mistaken: bool,
    /// The questions that were answered since the page was loaded, in that order.
    pub trail: Vec<Slot>,
    /// Counts every step, so that two states are quickly told apart.
    step: u32,
    /// Another object only where an answer is another one: what was drawn from it is told from that.
    pub dossier: Rc<Dossier>,
    /// What they come to.
    pub found: Rc<Found>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.step == other.step && Rc::ptr_eq(&self.rules, &other.rules)
    }
}

/// What the app starts from.
#[derive(Clone, Debug)]
pub struct Beginning {
    pub place: Place,
    pub only: Only,
    pub rules: Rc<Rules>,
    pub language: Language,
    pub is_elder: bool,
    pub today: Date,
    pub route: Route,
    pub restored: Restored,
}

impl Store {
    /// The state at the start: the answers that were kept, as far as they can still be read.
    pub fn new(from: Beginning) -> Self {
        let Restored { dossiers, dropped } = from.restored;
        let mut store = Self {
            place: from.place,
            only: from.only,
            told: 0,
            tells_answers: false,
            rules: from.rules,
            words: from.language.words.clone(),
            language: from.language,
            wished: String::new(),
            is_elder: from.is_elder,
            dossiers: Rc::new(dossiers),
            before: None,
            was_prefilled: false,
            trial: None,
            today: from.today,
            notices: if dropped.is_empty() { Vec::new() } else { vec![Notice::Dropped(dropped)] },
            changes: 0,
            is_cleared: false,
            is_prefilled: false,
            list: from.route.clone(),
            route: from.route,
            arrivals: 0,
            back_to: None,
            filter: Filter::default(),
            file: None,
            wanted: Wanted::default(),
            is_wrong_day: false,
            is_mistaken: false,
            trail: Vec::new(),
            step: 0,
            dossier: Rc::new(Dossier::new()),
            found: Rc::default(),
        };
        store.assess();
        store
    }

    /// The state after an action.
    pub fn after(&self, action: impl Into<Action>) -> Self {
        let action = action.into();
        let mut next = self.clone();
        next.step = next.step.wrapping_add(1);
        next.is_wrong_day = matches!(action, Action::WrongDay);
        match action {
            Action::Change(change) => later::change(&mut next, change),
            Action::Try(step) => later::try_out(&mut next, step),
            Action::Undo => {
                if let Some(before) = next.before.take() {
                    next.before = Some(core::mem::replace(&mut next.dossiers, before));
                    core::mem::swap(&mut next.is_prefilled, &mut next.was_prefilled);
                    next.changes = next.changes.saturating_add(1);
                    next.is_cleared = false;
                    next.assess();
                }
            }
            Action::Go(route, today) => next.go(route, today, None),
            Action::Return(route, today) => next.go(route, today, Some(self.route.href())),
            Action::Stay(at) => {
                next.arrivals = next.arrivals.saturating_add(1);
                next.back_to = Some(at);
            }
            Action::Wish(tag) => next.wished = tag,
            Action::Speak(language) => next.speak(language),
            Action::Rest(Ok(language)) if language.words.language == next.words.language => {
                next.speak(language);
                next.assess();
            }
            // Of a language that was left meanwhile.
            Action::Rest(Ok(_)) => {}
            Action::Rest(Err(error)) => next.language.rest = Rest::Failed(error),
            Action::Again => next.language.rest = Rest::NotThere,
            Action::Elder(is_elder) => next.is_elder = is_elder,
            Action::Plan(wanted) => next.wanted = wanted,
            Action::Tell(notice) => {
                // Both say the same.
                let is_said = notice == Notice::Changed && next.notices.contains(&Notice::Newer);
                if !is_said && !next.notices.contains(&notice) {
                    next.notices.push(notice);
                }
            }
            Action::Filter(filter) => next.filter = filter,
            Action::FileRead(outcome) => next.file = Some(outcome),
            Action::Told => next.told = next.told.wrapping_add(1),
            Action::TellHost(may) => next.tells_answers = may,
            Action::WrongDay => {}
            Action::Mistake => next.is_mistaken = true,
            Action::Dismiss => next.notices.retain(|notice| *notice == Notice::NotKept),
        }
        next
    }

    fn go(&mut self, route: Route, today: Date, back_to: Option<String>) {
        if matches!(route, Route::Findings | Route::Programmes) {
            // A list that is come back to lists what it listed.
            if back_to.is_none() || self.list != route {
                self.filter = Filter::default();
            }
            self.list = route.clone();
        }
        self.route = route;
        self.back_to = back_to;
        self.file = None;
        self.is_mistaken = false;
        self.arrivals = self.arrivals.saturating_add(1);
        if self.today != today {
            self.today = today;
            self.assess();
        }
    }

    fn speak(&mut self, language: Language) {
        // Levels and bodies are named in words.
        if self.words.language != language.words.language {
            self.filter.level.clear();
            self.filter.body.clear();
        }
        self.words = language.words.clone();
        self.language = language;
    }

    /// Reached through [`later::change`]: who changes something is beyond the first page.
    pub fn change(&mut self, change: Change) {
        let rules = self.rules.clone();
        if matches!(
            change,
            Change::ClearAll | Change::AddDossiers(_) | Change::OpenDossier(_) | Change::RemoveDossier(_)
        ) {
            self.trail.clear();
            // Whoever agreed, agreed for this dossier.
            self.tells_answers = false;
            // What was tried is no part of what can be brought back.
            self.try_out(Trial::Discard);
        }
        let before = self.dossiers.clone();
        self.changes = self.changes.saturating_add(1);
        self.is_cleared = matches!(change, Change::ClearAll);
        let was_prefilled = self.is_prefilled;
        self.is_prefilled = match change {
            Change::Begin(_) => true,
            Change::AsOf(_) | Change::Care(_) => self.is_prefilled,
            _ => false,
        };
        let today = self.today;
        let dossiers = Rc::make_mut(&mut self.dossiers);
        let (pack, entry) = (&rules.pack, dossiers.current_mut());
        match change {
            Change::Answer(slot, given) => {
                entry.answers.put(pack, slot, given);
                // A tick on the page of all of them is no question to come back to.
                let is_tick = pack.records.at(pack.fields.at(slot.field).record).presence == Some(slot.field);
                if !is_tick && !self.trail.contains(&slot) {
                    self.trail.push(slot);
                }
            }
            Change::Have(said) => {
                for (field, has) in said {
                    entry.answers.put(pack, Slot { field, row: 0 }, Given::yes_no(has));
                }
            }
            Change::AddRow(record) => drop(entry.answers.add_row(pack, record)),
            Change::RemoveRow(record, row) => {
                entry.answers.remove_row(pack, record, row);
                self.trail.retain(|slot| pack.fields.at(slot.field).record != record);
            }
            Change::Begin(answers) | Change::Fill(answers) => entry.answers.fill(pack, &answers),
            Change::MayBeMore(record, may_be_more) => entry.answers.say_may_be_more(record, may_be_more),
            Change::AsOf(date) => entry.as_of = date.filter(|date| *date != today),
            Change::Care(kinds) => entry.cares = kinds,
            Change::AddDossiers(entries) => dossiers.add(entries),
            Change::OpenDossier(place) => dossiers.open(place),
            Change::RenameDossier(place, name) => dossiers.rename(place, name),
            Change::RemoveDossier(place) => dossiers.remove(place),
            Change::ClearAll => {
                *dossiers = Dossiers::default();
                self.notices.retain(|notice| *notice == Notice::NotKept);
            }
        }
        if self.is_cleared {
            // Forgotten is forgotten.
            self.before = None;
        } else if *before != *self.dossiers {
            self.before = Some(before);
            self.was_prefilled = was_prefilled;
        }
        self.assess();
    }

    /// What every programme comes to now, once the second file of the program is there: the first page does without.
    fn assess(&mut self) {
        if self.is_whole() {
            later::assess(self);
        }
    }

    /// See [`later::assess`].
    pub fn assess_now(&mut self) {
        let dossier = self.answers().dossier(&self.rules.pack);
        if *self.dossier != dossier {
            self.dossier = Rc::new(dossier);
        }
        let mut findings = assess(&self.rules.pack, &self.dossier, self.as_of());
        findings.retain(|finding| self.shows(finding));
        self.found = Rc::new(Found::new(findings));
    }
}

impl yew::Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}
