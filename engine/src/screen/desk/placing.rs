//! Finding the places of answers.

use super::{Desk, split};
use crate::dossier::Answer;
use crate::pack::{Field, FieldKind, Programme, Record};
use crate::screen::rows::{Rows, Way};
use crate::screen::sums::Whole;
use crate::{Id, Span};

impl Desk<'_> {
    pub(super) fn place_all(&mut self) {
        self.screen.pack.records.ids().for_each(|record| self.count(record));
        self.screen.pack.fields.ids().for_each(|field| self.place(field));
        self.rework();
    }

    /// Takes in the new answer to a field, and what it says of the rows of its record.
    pub(super) fn note(&mut self, field: Id<Field>) {
        let Some(of) = self.screen.pack.fields.get(field) else { return };
        let rows = self.rows.get(of.record.place()).copied();
        if rows != Some(Rows::of(self.screen.pack, &self.dossier, of.record)) || rows == Some(Rows::Several) {
            self.place_record(of.record);
        } else {
            self.place(field);
        }
    }

    /// Finds everything about a record anew.
    pub(super) fn place_record(&mut self, record: Id<Record>) {
        let screen = self.screen;
        self.count(record);
        let fields = screen.pack.fields.entries().filter(|(_, field)| field.record == record);
        fields.for_each(|(field, _)| self.place(field));
        self.mark(screen.using.at(record.place()));
    }

    /// Counts the rows of a record, and with them how the programmes that look at it are decided.
    fn count(&mut self, record: Id<Record>) {
        let screen = self.screen;
        let Some(rows) = self.rows.get_mut(record.place()) else { return };
        *rows = Rows::of(screen.pack, &self.dossier, record);
        for programme in screen.using.at(record.place()) {
            let Some(uses) = screen.uses.get(programme.place()) else { continue };
            let way = uses.way(&self.rows);
            let (block, bit) = split(*programme);
            let Some(state) = self.blocks.get_mut(block) else { continue };
            for (plane, of) in [
                (&mut state.without_subject, Way::Fails),
                (&mut state.evaluated, Way::Evaluated),
                (&mut state.evaluated_unless_failing, Way::BitsIfItFails),
            ] {
                *plane = (*plane & !bit) | if way == of { bit } else { 0 };
            }
        }
    }

    /// Finds the places of a field's answer, and notes for which programmes that matters.
    fn place(&mut self, field: Id<Field>) {
        let screen = self.screen;
        let answer = self.answer(field);
        for mention in screen.mentions_of(field) {
            let place = *mention as usize;
            let (Some(mention), Some(held)) = (screen.mentions.get(place), self.places.get_mut(place)) else {
                continue;
            };
            let new = mention.scale.ends(&screen.keys, answer);
            let Some(state) = self.blocks.get_mut(mention.block as usize) else { continue };
            if *held != new {
                state.due |= mention.programmes;
                let rough = state.rough.wrapping_add(u32::from(new.0 != new.1));
                state.rough = rough.wrapping_sub(u32::from(held.0 != held.1));
                *held = new;
            }
        }
        if screen.is_summed.get(field.place()) == Some(&true)
            && let Some(value) = self.values.get_mut(field.place())
            && let FieldKind::Number { least, .. } = screen.pack.fields.at(field).kind
        {
            let span = match answer {
                Some(Answer::Number(span)) => Span { low: span.low.or(Some(least)), high: span.high },
                _ => Span { low: Some(least), high: None },
            };
            *value = Whole::of(span);
        }
        self.mark(screen.valuing.at(field.place()));
    }

    /// The answer that counts: none about a row that is not there.
    fn answer(&self, field: Id<Field>) -> Option<Answer> {
        let record = self.screen.pack.fields.get(field)?.record;
        let presence = self.screen.pack.records.get(record)?.presence;
        let counts = presence.is_none_or(|presence| presence == field || self.dossier.rows(record) > 0);
        if counts { self.dossier.get(field) } else { None }
    }

    fn mark(&mut self, programmes: &[Id<Programme>]) {
        for programme in programmes {
            let (block, bit) = split(*programme);
            if let Some(state) = self.blocks.get_mut(block) {
                state.due |= bit;
            }
        }
    }
}
