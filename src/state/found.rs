//! What the present answers come to. What takes time (the ways in, the plan) is worked out when it is first looked at, and stays
//! until an answer or the day changes: a letter in a search changes neither.

use super::Store;
use super::group::{Place, Placed, place, rank};
use super::standing::Standing;
use qualify_engine::Finding;
use qualify_engine::plan::{Plan, PlanError, Wanted, plan};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// A plan, or why there is none.
type Planned = Rc<Result<Plan, PlanError>>;

/// The findings, and what was worked out from them.
#[derive(Debug, Default)]
pub struct Found {
    /// One for each programme and subject, in the order of the pack; none yet on the first page.
    pub findings: Vec<Finding>,
    standings: OnceCell<Vec<Standing>>,
    places: OnceCell<Vec<Place>>,
    plan: RefCell<Option<(Wanted, Planned)>>,
}

impl Found {
    pub fn new(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }
    }

    /// How each finding stands, as `of` says.
    pub fn standings(&self, of: impl Fn(&Finding) -> Standing) -> &[Standing] {
        self.standings.get_or_init(|| self.findings.iter().map(of).collect())
    }

    /// One of the findings, once they have been placed.
    pub fn at(&self, at: usize) -> Option<Placed<'_>> {
        Some(Placed { at, finding: self.findings.get(at)?, place: self.places.get()?.get(at)? })
    }
}

impl Store {
    /// One for each programme and subject, in the order of the pack.
    pub fn findings(&self) -> &[Finding] {
        &self.found.findings
    }

    /// All findings with where they are shown: the surest verdict first, and of those the ones that are open.
    pub fn placed(&self) -> Vec<Placed<'_>> {
        let findings = self.findings();
        let places = self.found.places.get_or_init(|| {
            findings.iter().zip(self.standings()).map(|(it, standing)| place(self, it, *standing)).collect()
        });
        let of = |((at, finding), place)| Placed { at, finding, place };
        let mut placed: Vec<_> = findings.iter().enumerate().zip(places).map(of).collect();
        placed.sort_by_key(|it| {
            (rank(it.finding.verdict), it.finding.seems_missed(), !it.finding.availability.is_open())
        });
        placed
    }

    /// The best choice among what is wanted.
    pub fn plan(&self) -> Planned {
        let known = self.found.plan.borrow().clone();
        match known {
            Some((wanted, planned)) if wanted == self.wanted => planned,
            _ => {
                let planned = Rc::new(plan(self.pack(), &self.dossier, self.as_of(), self.findings(), self.wanted));
                *self.found.plan.borrow_mut() = Some((self.wanted, planned.clone()));
                planned
            }
        }
    }
}
