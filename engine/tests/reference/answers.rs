//! What an applicant has said, as plainly as can be.

use qualify_engine::pack::{Field, Record};
use qualify_engine::{Answer, AnswerError, Dossier, Id, Pack};
use std::collections::BTreeMap;

/// Whether there are rows of a record, as far as the applicant was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    NotAsked,
    DontKnow,
    No,
    Yes,
}

/// What was said of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    pub said: Said,
    pub may_be_more: bool,
}

/// All answers: of each record whether there are rows, and of each row what its fields are.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// By record, in the order of the pack.
    pub lists: Vec<List>,
    /// By row and field, without those that say whether there are rows.
    pub given: BTreeMap<(u16, Id<Field>), Answer>,
}

impl Answers {
    pub fn new(pack: &Pack) -> Self {
        Self {
            lists: vec![List { said: Said::NotAsked, may_be_more: false }; pack.records.len()],
            given: BTreeMap::new(),
        }
    }

    /// The rows of which something is said. "Don't know" says nothing: there may be no such row.
    fn rows_spoken_of(&self, pack: &Pack, record: Id<Record>) -> u16 {
        let spoken = self.given.iter().filter(|(_, answer)| **answer != Answer::DontKnow);
        spoken
            .filter(|((_, field), _)| pack.fields.at(*field).record == record)
            .map(|((row, _), _)| row + 1)
            .max()
            .unwrap_or(0)
    }

    /// Whether there are any: who can say something of a loan has one.
    pub fn said(&self, pack: &Pack, record: Id<Record>) -> Said {
        match self.lists[record.place()].said {
            Said::NotAsked | Said::DontKnow if self.rows_spoken_of(pack, record) > 0 => Said::Yes,
            said => said,
        }
    }

    /// How many rows are listed; of what an enterprise has one of, one.
    pub fn rows(&self, pack: &Pack, record: Id<Record>) -> u16 {
        match (pack.records.at(record).presence, self.said(pack, record)) {
            (None, _) => 1,
            (_, Said::Yes) => self.rows_spoken_of(pack, record).max(1),
            _ => 0,
        }
    }

    /// Whether those are all.
    pub fn is_complete(&self, pack: &Pack, record: Id<Record>) -> bool {
        match (pack.records.at(record).presence, self.said(pack, record)) {
            (None, _) | (_, Said::No) => true,
            (_, Said::Yes) => !self.lists[record.place()].may_be_more,
            (_, Said::NotAsked | Said::DontKnow) => false,
        }
    }

    /// The same answers, as the engine takes them.
    pub fn dossier(&self, pack: &Pack) -> Result<Dossier, AnswerError> {
        let mut dossier = Dossier::new();
        for (id, record) in pack.records.entries() {
            let Some(presence) = record.presence else { continue };
            let List { said, may_be_more } = self.lists[id.place()];
            match said {
                Said::NotAsked => {}
                Said::DontKnow => dossier.set(pack, presence, Answer::DontKnow)?,
                Said::No => dossier.set(pack, presence, Answer::YesNo(false))?,
                Said::Yes => dossier.set(pack, presence, Answer::YesNo(true))?,
            }
            dossier.set_may_be_more(id, may_be_more);
        }
        for ((row, field), answer) in &self.given {
            dossier.set_at(pack, *field, *row, *answer)?;
        }
        Ok(dossier)
    }
}
