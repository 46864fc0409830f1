//! What the pages ask of the state.

use super::dossiers::Dossiers;
use super::given::{Answers, Given};
use super::json::Json;
use super::{Notice, Rest, Store, saved};
use qualify_engine::pack::{Kind, Programme};
use qualify_engine::{Answer, Date, Evaluator, Finding, Id, Pack, Slot, TextId};

impl Store {
    /// Whether the programme of a finding is one of those that the host wants shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        self.only.includes(&self.rules.pack, finding.programme)
    }

    /// Counts every step.
    pub fn step(&self) -> u32 {
        self.step
    }

    pub fn pack(&self) -> &Pack {
        &self.rules.pack
    }

    /// Words of the rules.
    pub fn text(&self, id: TextId) -> &str {
        self.language.texts.get(id)
    }

    /// Whether what only later pages need is there: all words, and the second file of the program.
    pub fn is_whole(&self) -> bool {
        self.language.rest == Rest::There
    }

    /// Whether the answers are kept in this browser.
    pub fn is_kept(&self) -> bool {
        self.place.may_keep() && !self.notices.contains(&Notice::NotKept)
    }

    /// All dossiers, with the open one.
    pub fn dossiers(&self) -> &Dossiers {
        &self.dossiers
    }

    /// What was typed or chosen in the open dossier.
    pub fn answers(&self) -> &Answers {
        &self.dossiers.current().answers
    }

    /// The same by what they are about: all of one loan, then all of the next.
    pub fn answers_in_order(&self) -> Vec<(Slot, &Given)> {
        let mut all: Vec<_> = self.answers().iter().collect();
        all.sort_by_key(|(slot, _)| (self.pack().fields.at(slot.field).record, slot.row, slot.field));
        all
    }

    /// The kinds of support the person cares about, by key; none is all.
    pub fn cares(&self) -> &[String] {
        &self.dossiers.current().cares
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// The day for which everything is assessed.
    pub fn as_of(&self) -> Date {
        self.dossiers.current().as_of.unwrap_or(self.today)
    }

    pub fn today(&self) -> Date {
        self.today
    }

    pub fn is_today(&self) -> bool {
        self.as_of() == self.today
    }

    /// What was typed or chosen for a field of a row.
    pub fn given(&self, slot: Slot) -> Option<&Given> {
        self.answers().get(slot)
    }

    /// The answer to a field of a row.
    pub fn answer(&self, slot: Slot) -> Option<Answer> {
        self.dossier.at(slot.field, slot.row)
    }

    /// Whether there is anything to continue with.
    pub fn has_answers(&self) -> bool {
        self.answers().iter().next().is_some()
    }

    /// How many answers there are, and how many of them are "don't know".
    pub fn counts(&self) -> (usize, usize) {
        let unknown = self.answers().iter().filter(|(_, given)| **given == Given::DontKnow).count();
        (self.answers().iter().count(), unknown)
    }

    pub fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::new(&self.rules.pack, &self.dossier, self.as_of())
    }

    pub fn programme(&self, id: Id<Programme>) -> &Programme {
        self.rules.pack.programmes.at(id)
    }

    /// The programmes that are shown, in the order of the pack.
    pub fn programmes(&self) -> impl Iterator<Item = &Programme> {
        let entries = self.rules.pack.programmes.entries();
        entries.filter(|(id, _)| self.only.includes(&self.rules.pack, *id)).map(|(_, programme)| programme)
    }

    /// The kinds of which any programme is shown.
    pub fn kinds(&self) -> impl Iterator<Item = (Id<Kind>, &Kind)> {
        self.rules.pack.kinds.entries().filter(|(id, _)| self.programmes().any(|it| it.kind == *id))
    }

    /// The findings of one programme: one for each subject.
    pub fn findings_of(&self, programme: Id<Programme>) -> impl Iterator<Item = &Finding> {
        self.findings().iter().filter(move |finding| finding.programme == programme)
    }

    /// What is kept in the browser.
    pub fn to_save(&self) -> Json {
        saved::save(&self.rules.pack, self.own_dossiers())
    }
}
