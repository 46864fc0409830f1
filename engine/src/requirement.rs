//! What a programme requires, one requirement at a time: the ground on which reasons and ways in are looked for.

use crate::assess::any_item;
use crate::expression::NodeId;
use crate::missing::{Slot, Slots};
use crate::pack::{Programme, Provenance, Source};
use crate::rows::Row;
use crate::{Dossier, Evaluator, Finding, Id, Moment, Pack, Truth, Verdict, assess_one};

/// One thing that a programme requires.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Nearest, Requirement, Row, nearest, pack::Changer};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "否")]);
/// let found = nearest(&pack, pack.programme("interest").unwrap(), Row::At(0), &dossier, day, Changer::Enterprise);
/// // That it is no private enterprise, the second condition, nobody can change.
/// assert_eq!(found, Nearest::NoChangeHelps { because: vec![Requirement::Condition(1)] });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// The condition at this place among the programme's conditions, counted from 0.
    Condition(usize),
    /// That at least one of the programme's items applies.
    AnyItem,
}

/// A programme that is assessed for one row at one moment, for whatever dossier.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub pack: &'a Pack,
    pub id: Id<Programme>,
    row: Row,
    as_of: Moment,
}

impl<'a> Case<'a> {
    pub fn new(pack: &'a Pack, id: Id<Programme>, row: Row, as_of: Moment) -> Self {
        Self { pack, id, row, as_of }
    }

    pub fn programme(&self) -> &'a Programme {
        self.pack.programmes.at(self.id)
    }

    /// The row that is assessed. Where none was listed, that depends on whether this dossier says that there is one.
    fn row(&self, dossier: &Dossier) -> Row {
        if let Row::At(_) = self.row {
            return self.row;
        }
        let looks = Evaluator::new(self.pack, dossier, self.as_of.date);
        looks.subjects(self.programme().about).next().unwrap_or(self.row)
    }

    pub fn evaluator<'b>(&'b self, dossier: &'b Dossier) -> Evaluator<'b> {
        Evaluator::new(self.pack, dossier, self.as_of.date).about(self.programme().about, self.row(dossier))
    }

    pub fn finding(&self, dossier: &Dossier) -> Finding {
        assess_one(self.pack, self.id, self.row(dossier), dossier, self.as_of)
    }

    /// The conditions in order, then that an item applies.
    pub fn requirements(&self) -> impl Iterator<Item = Requirement> + use<> {
        (0..self.programme().conditions.len()).map(Requirement::Condition).chain([Requirement::AnyItem])
    }

    /// What a requirement counts as in the verdict.
    pub fn truth(&self, requirement: Requirement, dossier: &Dossier) -> Truth {
        let evaluator = self.evaluator(dossier);
        let programme = self.programme();
        match requirement {
            Requirement::Condition(place) => {
                programme.conditions.get(place).map_or(Truth::True, |it| evaluator.condition(it).counts_as)
            }
            Requirement::AnyItem => {
                let items: Vec<_> = programme.items.iter().map(|item| evaluator.item(item)).collect();
                any_item(&items)
            }
        }
    }

    pub fn verdict(&self, dossier: &Dossier) -> Verdict {
        let truths = self.requirements().map(|it| self.truth(it, dossier));
        Verdict::of(truths.fold(Truth::True, Truth::and))
    }

    /// Whether a requirement rests on what nobody has read, so that no answer can make it hold for sure.
    pub fn is_unread(&self, requirement: Requirement) -> bool {
        let nothing = Dossier::new();
        let evaluator = self.evaluator(&nothing);
        let is_unread = |source: &Source, test| source.provenance.max(evaluator.provenance(test)) != Provenance::Seen;
        match requirement {
            Requirement::Condition(place) => {
                self.programme().conditions.get(place).is_some_and(|it| is_unread(&it.source, it.test))
            }
            Requirement::AnyItem => {
                let items = &self.programme().items;
                !items.is_empty() && items.iter().all(|it| it.when.is_some_and(|when| is_unread(&it.source, when)))
            }
        }
    }

    /// The expressions that decide a requirement.
    pub fn tests(&self, requirement: Requirement) -> Vec<NodeId> {
        let programme = self.programme();
        match requirement {
            Requirement::Condition(place) => programme.conditions.get(place).map(|it| it.test).into_iter().collect(),
            Requirement::AnyItem => programme.items.iter().filter_map(|item| item.when).collect(),
        }
    }

    /// How much work it is to evaluate a requirement for a copy of this dossier.
    pub fn work(&self, requirement: Requirement, dossier: &Dossier) -> u64 {
        let evaluator = self.evaluator(dossier);
        let amounts = match requirement {
            Requirement::Condition(_) => Vec::new(),
            Requirement::AnyItem => self.programme().items.iter().filter_map(|item| item.amount).collect(),
        };
        let nodes = self.tests(requirement).into_iter().chain(amounts).map(|test| evaluator.work(test));
        nodes.fold(u64::try_from(dossier.len()).unwrap_or(u64::MAX), u64::saturating_add).saturating_add(1)
    }

    /// The slots with an answer at which a requirement looks.
    pub fn answers(&self, requirement: Requirement, dossier: &Dossier) -> Vec<Slot> {
        self.answers_to([requirement], dossier)
    }

    /// The slots with an answer at which any of these requirements looks, each once.
    pub fn answers_to(&self, of: impl IntoIterator<Item = Requirement>, dossier: &Dossier) -> Vec<Slot> {
        let mut found = Slots::default();
        let evaluator = self.evaluator(dossier);
        for test in of.into_iter().flat_map(|requirement| self.tests(requirement)) {
            evaluator.looks_at(test, &mut found);
        }
        found.into_list()
    }

    /// The dossier without these answers.
    pub fn without(&self, dossier: &Dossier, slots: impl IntoIterator<Item = Slot>) -> Dossier {
        let mut rest = dossier.clone();
        slots.into_iter().for_each(|slot| rest.clear(self.pack, slot.field, slot.row));
        rest
    }
}

/// As many of these slots as `holds` without; from the first on, and none of the others can be left out too. Taken together in
/// halves: mostly few answers matter.
pub(crate) fn dispensable(slots: &[Slot], mut holds: impl FnMut(&[Slot]) -> bool) -> Vec<Slot> {
    let mut left_out = Vec::new();
    leave_out(slots, &mut left_out, &mut holds);
    left_out
}

fn leave_out(slots: &[Slot], left_out: &mut Vec<Slot>, holds: &mut impl FnMut(&[Slot]) -> bool) {
    let before = left_out.len();
    left_out.extend(slots);
    if slots.is_empty() || holds(left_out) {
        return;
    }
    left_out.truncate(before);
    if slots.len() > 1 {
        slots.chunks(slots.len().div_ceil(2)).for_each(|half| leave_out(half, left_out, holds));
    }
}
