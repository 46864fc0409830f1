//! A pack made ready for verdicts: every comparison looked up, every condition a step for 64 programmes at once.
//!
//! [`assess`](crate::assess) explains; a [`Screen`] only decides, for one dossier after another or after every keystroke. Its
//! verdicts and sums are those of `assess` exactly. A programme's sentences, proofs and missing answers are asked of
//! [`assess_one`](crate::assess_one) when somebody looks at them.
//!
//! Three ideas carry it:
//! - **Places.** A field is compared with a few constants. All that matters of an answer is where it lies among them, so an
//!   answer becomes a place (two for a rough answer), found when it is set.
//! - **Rows.** For every place a row of bits, one a programme, says which programmes' comparisons hold there. What a rough answer
//!   can be is the union of its two ends' rows, what it must be their intersection: every comparison is turned so that it only
//!   ever rises or falls along the scale, and one that holds (fails) at both ends then does so in between.
//! - **Gates.** The conditions of 64 programmes are laid over each other, and `and` and `or` run over words.
//!
//! What does not fit (arithmetic in a condition, a silence of the source inside one, several rows of a record, …) is asked of the
//! [`Evaluator`](crate::Evaluator), for its programme alone and only where the rest has not settled the verdict already.

mod block;
mod compile;
mod context;
mod desk;
mod draft;
mod evaluated;
mod lists;
mod rows;
mod scale;
mod summing;
mod sums;
mod template;

pub use desk::{Decision, Desk};

use crate::pack::{Field, Programme};
use crate::{Date, Id, Pack};
use block::{Block, Entry};
use evaluated::Unread;
use lists::Lists;
use rows::Uses;
use scale::Mention;
use sums::{ItemSum, Step, SumPlan};

/// A pack made ready for verdicts on one day.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Screen};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let screen = Screen::new(&pack, day);
/// assert_eq!((screen.pack().programmes.len(), screen.as_of()), (1, day.into()));
/// assert!(screen.decided_by_bits() <= 1);
/// ```
#[derive(Clone, Debug)]
pub struct Screen<'p> {
    pack: &'p Pack,
    as_of: Date,
    /// The programmes, 64 a block.
    blocks: Vec<Block>,
    /// How the sum of each programme is found.
    sums: Vec<SumPlan>,
    /// The records that each programme looks at.
    uses: Vec<Uses>,
    /// What of each programme nobody has read.
    unread: Vec<Unread>,
    /// Every programme.
    all: Vec<Id<Programme>>,
    items: Vec<ItemSum>,
    steps: Vec<Step>,
    /// The entries of all gates, block by block.
    entries: Vec<Entry>,
    /// Gates of the block that has most.
    most_gates: usize,
    /// What an entry comes to at each place, programmes that it says nothing of left as they are.
    rows: Vec<u64>,
    mentions: Vec<Mention>,
    keys: Vec<i64>,
    /// The mentions of each field.
    mentions_of: Lists<u32>,
    /// The programmes that use a field's value itself: in a sum, or in what the evaluator is asked.
    valuing: Lists<Id<Programme>>,
    /// The programmes that look at a record.
    using: Lists<Id<Programme>>,
    /// Whether a field is a number that some sum is made of.
    is_summed: Vec<bool>,
}

impl<'p> Screen<'p> {
    /// Makes a pack ready for one day. Takes time and room in proportion to the pack.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Answer, Date, Desk, Screen, Verdict};
    /// let pack = example();
    /// let screen = Screen::new(&pack, Date::new(2026, 11, 22).unwrap());
    /// let mut desk = Desk::new(&screen);
    /// desk.set(pack.field("enterprise.private").unwrap(), Answer::YesNo(false)).unwrap();
    /// desk.refresh();
    /// assert_eq!(desk.verdict(pack.programme("interest").unwrap()), Verdict::Fails);
    /// ```
    #[must_use]
    pub fn new(pack: &'p Pack, as_of: Date) -> Self {
        compile::compile(pack, as_of)
    }

    /// The rules.
    #[must_use]
    pub fn pack(&self) -> &'p Pack {
        self.pack
    }

    /// The day.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// How many programmes are decided without the evaluator, their sums apart.
    #[must_use]
    pub fn decided_by_bits(&self) -> usize {
        let count = |block: &Block| (block.programmes & !block.odd).count_ones() as usize;
        self.blocks.iter().map(count).fold(0, usize::saturating_add)
    }

    fn empty(pack: &'p Pack, as_of: Date) -> Self {
        let programmes = pack.programmes.len();
        Self {
            pack,
            as_of,
            blocks: Vec::new(),
            sums: Vec::with_capacity(programmes),
            uses: Vec::with_capacity(programmes),
            unread: Vec::with_capacity(programmes),
            all: Vec::with_capacity(programmes),
            items: Vec::new(),
            steps: Vec::new(),
            entries: Vec::new(),
            most_gates: 0,
            rows: Vec::new(),
            mentions: Vec::new(),
            keys: Vec::new(),
            mentions_of: Lists::gather(0, Vec::new()),
            valuing: Lists::gather(0, Vec::new()),
            using: Lists::gather(0, Vec::new()),
            is_summed: vec![false; pack.fields.len()],
        }
    }

    fn mentions_of(&self, field: Id<Field>) -> &[u32] {
        self.mentions_of.at(field.place())
    }
}
