//! Trying other answers: everything is assessed with them, and nothing is kept until the person says so.

use super::Store;
use super::dossiers::Dossiers;
use super::found::Found;
use qualify_engine::Finding;
use std::rc::Rc;

/// A step of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    Begin,
    /// What was tried is kept.
    Keep,
    /// Everything is as it was before.
    Discard,
}

/// How everything was when it began.
#[derive(Clone, Debug)]
pub struct Before {
    dossiers: Rc<Dossiers>,
    found: Rc<Found>,
    is_prefilled: bool,
}

impl Store {
    /// Whether answers are tried.
    pub fn is_trying(&self) -> bool {
        self.trial.is_some()
    }

    /// The person's own dossiers, without what is only tried: what is handed out.
    pub fn own_dossiers(&self) -> &Dossiers {
        self.trial.as_ref().map_or(&self.dossiers, |trial| &trial.dossiers)
    }

    /// Does a step. What does not fit (to end what has not begun) changes nothing.
    pub fn try_out(&mut self, step: Trial) {
        match step {
            Trial::Begin if self.trial.is_none() => {
                let (dossiers, found) = (self.dossiers.clone(), self.found.clone());
                self.trial = Some(Rc::new(Before { dossiers, found, is_prefilled: self.is_prefilled }));
            }
            Trial::Begin => {}
            Trial::Keep => {
                // The whole trial is one change that can be undone.
                if let Some(trial) = self.trial.take() {
                    self.before = Some(trial.dossiers.clone());
                    self.was_prefilled = trial.is_prefilled;
                    self.changes = self.changes.saturating_add(1);
                }
            }
            Trial::Discard => {
                if let Some(trial) = self.trial.take() {
                    self.dossiers = trial.dossiers.clone();
                    self.is_prefilled = trial.is_prefilled;
                    self.before = None;
                    self.trail.clear();
                    self.assess();
                }
            }
        }
    }

    /// What comes to another verdict or amount than before: as it was (`None` of a row that was not there), and as it is.
    pub fn tried(&self) -> Vec<(Option<&Finding>, &Finding)> {
        let Some(trial) = &self.trial else { return Vec::new() };
        let same = |now: &Finding, then: &Finding| (now.programme, now.subject) == (then.programme, then.subject);
        let pairs = self.findings().iter().map(|now| (trial.found.findings.iter().find(|then| same(now, then)), now));
        let differs = |(then, now): &(Option<&Finding>, &Finding)| {
            then.is_none_or(|then| (then.verdict, then.amount) != (now.verdict, now.amount))
        };
        pairs.filter(differs).collect()
    }
}
