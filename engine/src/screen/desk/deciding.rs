//! Deciding the programmes of a block.

use super::{Decision, Desk, Total, chosen, places, split};
use crate::evaluate::{Evaluator, Known};
use crate::pack::Programme;
use crate::screen::block::Block;
use crate::screen::evaluated;
use crate::screen::sums::{self, SumPlan};
use crate::{Id, Number, Verdict};
use core::ops::Range;

impl Desk<'_> {
    pub(super) fn work_out(&mut self, place: usize, block: &Block, ids: &[Id<Programme>], due: u64) {
        let Some(state) = self.blocks.get(place).copied() else { return };
        let screen = self.screen;
        let entries = screen.entries.get(places(&block.entries)).unwrap_or_default();
        if state.rough == 0 {
            block.run::<true>(entries, &self.places, &screen.rows, &mut self.gates);
        } else {
            block.run::<false>(entries, &self.places, &screen.rows, &mut self.gates);
        }
        let mut planes = block.decide(&self.gates);
        planes.settle(state.without_subject, Verdict::Fails);
        let on_their_own = block.odd | state.evaluated_unless_failing;
        let evaluated = (state.evaluated | (on_their_own & !planes.fails)) & !state.without_subject;
        // Those that did not change stay as they are.
        planes.keep(evaluated & !due, state.planes);
        for id in chosen(ids, due & state.listed) {
            if let Some(others) = self.others.get_mut(id.place()) {
                others.clear();
            }
        }
        let mut listed = state.listed & !due;
        for id in chosen(ids, due & evaluated) {
            let bit = split(id).1;
            planes.settle(bit, self.evaluate(id));
            if self.others.get(id.place()).is_some_and(|others| !others.is_empty()) {
                listed |= bit;
            }
        }
        for id in chosen(ids, due & block.programmes & !evaluated & !planes.fails) {
            let total = self.total(id);
            if let Some(slot) = self.totals.get_mut(id.place()) {
                *slot = total;
            }
        }
        if let Some(state) = self.blocks.get_mut(place) {
            state.planes = planes;
            state.listed = listed;
        }
    }

    /// Has the evaluator decide for every row; the verdict for the first.
    fn evaluate(&mut self, id: Id<Programme>) -> Verdict {
        let screen = self.screen;
        let programme = screen.pack.programmes.at(id);
        let Some(unread) = screen.unread.get(id.place()) else { return Verdict::Fails };
        let evaluator = Evaluator::new(screen.pack, &self.dossier, screen.as_of);
        let mut decisions = evaluator.subjects(programme.about).map(|row| {
            let (verdict, amount) = evaluated::decide(&evaluator.about(programme.about, row), programme, unread);
            Decision { subject: row.place().ok(), verdict, amount }
        });
        let first = decisions.next();
        let amount = first.and_then(|first| first.amount);
        if let Some(others) = self.others.get_mut(id.place()) {
            others.extend(decisions);
        }
        self.hold(id, amount);
        first.map_or(Verdict::Fails, |first| first.verdict)
    }

    /// The sum of a programme that bits decide.
    fn total(&mut self, id: Id<Programme>) -> Total {
        let screen = self.screen;
        match screen.sums.get(id.place()) {
            None | Some(SumPlan::None) => return Total::None,
            Some(SumPlan::Evaluated) => {}
            Some(SumPlan::Whole { items, is_highest, limit, .. }) => {
                let bit = split(id).1;
                let applies = |gate: u32| {
                    let of = self.gates.get(gate as usize).copied().unwrap_or_default();
                    let (can, must) = (of.can & bit != 0, of.must & bit != 0);
                    (can == must).then_some(must)
                };
                let items = screen.items.get(places(items)).unwrap_or_default();
                let steps = |of: &Range<u32>| screen.steps.get(places(of)).unwrap_or_default();
                if let Some(total) = sums::total(items, *is_highest, applies, steps, limit, &self.values) {
                    return total.map_or(Total::None, Total::Whole);
                }
            }
        }
        let programme = screen.pack.programmes.at(id);
        let evaluator = Evaluator::new(screen.pack, &self.dossier, screen.as_of);
        let subject = evaluator.subjects(programme.about).next();
        let amount = subject.and_then(|row| evaluated::sum(&evaluator.about(programme.about, row), programme));
        self.hold(id, amount);
        Total::Known
    }

    fn hold(&mut self, id: Id<Programme>, amount: Option<Known<Number>>) {
        if let (Some(known), Some(total)) = (self.known.get_mut(id.place()), self.totals.get_mut(id.place())) {
            *known = amount;
            *total = Total::Known;
        }
    }
}
