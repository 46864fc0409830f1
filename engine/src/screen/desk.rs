//! One dossier on a screen: what is known of every comparison, and what every programme comes to.

mod deciding;
mod placing;

use crate::dossier::{Answer, AnswerError, Dossier};
use crate::evaluate::Known;
use crate::pack::{Field, Programme, Record};
use crate::screen::Screen;
use crate::screen::block::{self, Ends, PROGRAMMES, Planes};
use crate::screen::rows::Rows;
use crate::screen::sums::{SumPlan, Whole};
use crate::screen::template::mask;
use crate::{Id, Number, Verdict};
use core::ops::Range;

/// One dossier held for verdicts: answers go in one at a time, and only the programmes that an answer matters to are worked out
/// again. A desk that has held a dossier like the next one allocates nothing for it.
///
/// ```
/// # use qualify_engine::{Date, Desk, Pack, Screen};
/// # let pack = Pack::default();
/// let screen = Screen::new(&pack, Date::new(2026, 11, 22).unwrap());
/// let mut desk = Desk::new(&screen);
/// assert_eq!(desk.refresh().len(), pack.programmes.len());
/// assert!(desk.refresh().is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Desk<'s> {
    screen: &'s Screen<'s>,
    dossier: Dossier,
    /// The places of the two ends of each mention's answer.
    places: Vec<Ends>,
    /// The answers to the fields that sums are made of.
    values: Vec<Whole>,
    /// How many rows there are of each record.
    rows: Vec<Rows>,
    blocks: Vec<State>,
    totals: Vec<Total>,
    /// Sums that the evaluator found.
    known: Vec<Option<Known<Number>>>,
    /// What a programme comes to for the rows after the first.
    others: Vec<Vec<Decision>>,
    /// The programmes that were worked out last.
    done: Vec<Id<Programme>>,
    /// Room for the gates of a block.
    gates: Vec<block::Known>,
}

/// What is held of a block.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// What its programmes came to.
    planes: Planes,
    /// The programmes to be worked out again.
    due: u64,
    /// Those that fail because there is no row that they could be about.
    without_subject: u64,
    /// Those whose rows are not as plain as bits take them.
    evaluated: u64,
    /// Those that bits decide only if they fail.
    evaluated_unless_failing: u64,
    /// Those with decisions on further rows.
    listed: u64,
    /// How many of its mentions have a rough answer.
    rough: u32,
}

/// What a programme comes to for one row of the record that it is about.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, Date, Desk, Number, Screen, Verdict, write};
/// let pack = example();
/// let (id, screen) = (pack.programme("interest").unwrap(), Screen::new(&pack, Date::new(2026, 11, 22).unwrap()));
/// let (loan, private) = (pack.programmes.at(id).about, pack.field("enterprise.private").unwrap());
/// let mut desk = Desk::new(&screen);
/// desk.open(&answers(&pack, &[("loan.principal", "500 万元"), ("loan.term", "1 年")]));
/// desk.set(private, Answer::YesNo(true)).unwrap();
/// assert_eq!(desk.refresh(), [id]);
/// // 500 万元 × 1.5% a year × 1 year
/// let sum = write::money(desk.amount(id).unwrap().span.exact().unwrap());
/// assert_eq!((desk.verdict(id), sum.as_str()), (Verdict::Qualifies, "7.5 万元"));
/// // A second loan, of 1 分; then it is taken away again.
/// desk.set_at(pack.field("loan.principal").unwrap(), 1, Answer::number(Number::ONE)).unwrap();
/// desk.refresh();
/// assert_eq!(desk.decisions(id).map(|it| it.verdict).collect::<Vec<_>>(), [Verdict::Qualifies, Verdict::Fails]);
/// desk.remove_row(loan, 1);
/// desk.set_may_be_more(loan, true);
/// desk.clear(private, 0);
/// desk.rework();
/// assert_eq!((desk.refresh().len(), desk.dossier().rows(loan)), (1, 1));
/// assert_eq!(desk.verdict(id), Verdict::Open);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which row; `None` for the enterprise, and where no row is listed.
    pub subject: Option<u16>,
    /// What the conditions come to.
    pub verdict: Verdict,
    /// The sum if it qualifies, in 分; `None` when it fails or gives no money.
    pub amount: Option<Known<Number>>,
}

/// The sum of a programme that does not fail.
#[derive(Clone, Copy, Debug)]
enum Total {
    None,
    Whole(Whole),
    /// See [`Desk::known`].
    Known,
}

impl<'s> Desk<'s> {
    /// No answers yet; everything is to be worked out.
    #[must_use]
    pub fn new(screen: &'s Screen<'s>) -> Self {
        let programmes = screen.all.len();
        let mut desk = Self {
            screen,
            dossier: Dossier::new(),
            places: vec![(0, 0); screen.mentions.len()],
            values: vec![Whole::ANY; screen.is_summed.len()],
            rows: vec![Rows::One; screen.pack.records.len()],
            blocks: vec![State::default(); screen.blocks.len()],
            totals: vec![Total::None; programmes],
            known: vec![None; programmes],
            others: vec![Vec::new(); programmes],
            done: Vec::with_capacity(programmes),
            gates: vec![block::Known::default(); screen.most_gates],
        };
        desk.place_all();
        desk
    }

    /// Takes up another dossier in place of the one it holds.
    pub fn open(&mut self, dossier: &Dossier) {
        self.dossier.clone_from(dossier);
        self.place_all();
    }

    /// The answers.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// Sets the answer to a field in the first row, as [`Dossier::set`] does.
    ///
    /// # Errors
    /// When the field does not accept the answer; nothing is then changed.
    pub fn set(&mut self, field: Id<Field>, answer: Answer) -> Result<(), AnswerError> {
        self.set_at(field, 0, answer)
    }

    /// Sets the answer to a field in a row, as [`Dossier::set_at`] does.
    ///
    /// # Errors
    /// When the field does not accept the answer; nothing is then changed.
    pub fn set_at(&mut self, field: Id<Field>, row: u16, answer: Answer) -> Result<(), AnswerError> {
        self.dossier.set_at(self.screen.pack, field, row, answer)?;
        self.note(field);
        Ok(())
    }

    /// Takes back the answer to a field in a row, as [`Dossier::clear`] does.
    pub fn clear(&mut self, field: Id<Field>, row: u16) {
        self.dossier.clear(self.screen.pack, field, row);
        self.note(field);
    }

    /// Says whether there may be more rows than those that are listed, as [`Dossier::set_may_be_more`] does.
    pub fn set_may_be_more(&mut self, record: Id<Record>, may_be_more: bool) {
        self.dossier.set_may_be_more(record, may_be_more);
        self.place_record(record);
    }

    /// Takes a row out, as [`Dossier::remove_row`] does.
    pub fn remove_row(&mut self, record: Id<Record>, row: u16) {
        self.dossier.remove_row(self.screen.pack, record, row);
        self.place_all();
    }

    /// Forgets what was worked out, so that the next [`Desk::refresh`] works out everything from the places of the answers.
    pub fn rework(&mut self) {
        for (state, block) in self.blocks.iter_mut().zip(&self.screen.blocks) {
            state.due = block.programmes;
        }
    }

    /// Works out what changed since the last time, and answers for which programmes: their verdicts and sums may be others now.
    pub fn refresh(&mut self) -> &[Id<Programme>] {
        let screen = self.screen;
        self.done.clear();
        let is_all = self.blocks.iter().zip(&screen.blocks).all(|(state, block)| state.due == block.programmes);
        let ids = screen.all.chunks(PROGRAMMES);
        for ((place, block), ids) in screen.blocks.iter().enumerate().zip(ids) {
            let Some(due) = self.blocks.get_mut(place).map(|state| core::mem::take(&mut state.due)) else { continue };
            if due != 0 {
                self.work_out(place, block, ids, due);
                if !is_all {
                    self.done.extend(chosen(ids, due));
                }
            }
        }
        if is_all { &screen.all } else { &self.done }
    }

    /// The verdict on a programme, as of the last [`Desk::refresh`]; of several rows, that on the first.
    #[must_use]
    pub fn verdict(&self, programme: Id<Programme>) -> Verdict {
        let (state, bit) = self.held(programme);
        if state.planes.fails & bit != 0 {
            Verdict::Fails
        } else if state.planes.open & bit != 0 {
            Verdict::Open
        } else if state.planes.qualifies & bit != 0 {
            Verdict::Qualifies
        } else {
            Verdict::Unconfirmed
        }
    }

    /// The sum of a programme if it qualifies, as of the last [`Desk::refresh`]; `None` when it fails or gives no money. Of several
    /// rows, that of the first.
    #[must_use]
    pub fn amount(&self, programme: Id<Programme>) -> Option<Known<Number>> {
        let place = programme.place();
        let (state, bit) = self.held(programme);
        if state.planes.fails & bit != 0 {
            return None;
        }
        match self.totals.get(place)? {
            Total::None => None,
            Total::Known => self.known.get(place).copied().flatten(),
            Total::Whole(whole) => match self.screen.sums.get(place)? {
                SumPlan::Whole { denominator, .. } => Some(whole.known(*denominator)),
                SumPlan::None | SumPlan::Evaluated => None,
            },
        }
    }

    /// What a programme comes to, for each row of the record that it is about, as of the last [`Desk::refresh`].
    pub fn decisions(&self, programme: Id<Programme>) -> impl Iterator<Item = Decision> + '_ {
        let about = self.screen.pack.programmes.at(programme).about;
        let is_listed = self.screen.pack.records.at(about).presence.is_some() && self.dossier.rows(about) > 0;
        let first = Decision {
            subject: is_listed.then_some(0),
            verdict: self.verdict(programme),
            amount: self.amount(programme),
        };
        core::iter::once(first).chain(self.others.get(programme.place()).into_iter().flatten().copied())
    }

    /// What is held of the block of a programme, and the programme's bit in it.
    fn held(&self, programme: Id<Programme>) -> (State, u64) {
        let (block, bit) = split(programme);
        (self.blocks.get(block).copied().unwrap_or_default(), bit)
    }
}

/// Where a programme is: its block, and its bit in it.
fn split(programme: Id<Programme>) -> (usize, u64) {
    let place = programme.place();
    (place.wrapping_div(PROGRAMMES), mask(u8::try_from(place.wrapping_rem(PROGRAMMES)).unwrap_or_default()))
}

/// The programmes whose bits are set.
fn chosen(ids: &[Id<Programme>], mut bits: u64) -> impl Iterator<Item = Id<Programme>> {
    core::iter::from_fn(move || {
        let bit = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        ids.get(bit as usize).copied()
    })
}

fn places(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
