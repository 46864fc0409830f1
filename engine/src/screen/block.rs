//! Blocks: 64 programmes that are decided together, a bit each.
//!
//! The conditions of a programme are a tree of comparisons under `and` and `or`. The trees of a block are laid over each other:
//! every place of the common tree is a gate, and a gate's word has a bit for every programme. So one step decides a comparison
//! for all programmes that make it, and a row of bits for each place of a field holds what these comparisons come to there.

use crate::Verdict;
use core::ops::Range;

/// Programmes of a block: the bits of a word.
pub const PROGRAMMES: usize = 64;

/// `and` or `or`, for some programmes at once.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Whether it is `and`.
    pub is_all: bool,
    /// The gate that takes this one in, of the other kind; further on in the block.
    pub parent: Option<u32>,
    /// The programmes that have it.
    pub programmes: u64,
    /// How many entries it has.
    pub entries: u32,
}

/// The comparisons of a field that a gate makes.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The field in the block.
    pub mention: u32,
    /// The row of the field's first place.
    pub first_row: u32,
}

impl Entry {
    /// The row for the place of the mention's answer that `end` picks.
    fn row(self, places: &[Ends], rows: &[u64], end: impl Fn(Ends) -> u32) -> u64 {
        let place = places.get(self.mention as usize).map_or(0, |ends| end(*ends));
        rows.get(self.first_row.wrapping_add(place) as usize).copied().unwrap_or_default()
    }
}

/// The places of the two ends of an answer; the same when it is exact.
pub type Ends = (u32, u32);

/// What the gate at the root of a condition decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It must hold, and counts as what it is.
    Sure,
    /// It holds in principle: false counts as unknown.
    InPrinciple,
    /// Nobody has read it: whatever it is counts as unknown.
    Unread,
    /// Whether an item applies.
    When,
}

/// A block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its gates, inner ones first.
    pub gates: Vec<Gate>,
    /// The gates at the roots.
    pub roots: Vec<(Role, u32)>,
    /// Its entries among all, in the order of the gates.
    pub entries: Range<u32>,
    /// Its programmes.
    pub programmes: u64,
    /// Those that cannot be confirmed, whatever is answered.
    pub doubtful: u64,
    /// Those of which a part does not fit: their bits only tell whether they can hold at best.
    pub odd: u64,
    /// Those that fail, whatever is answered.
    pub failing: u64,
}

/// What is known of a gate: for which programmes it can hold, and for which it must.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// It holds for some possible answers.
    pub can: u64,
    /// It holds for all possible answers.
    pub must: u64,
}

impl Known {
    /// What one row says, or two at the ends of a rough answer: comparisons only rise or fall along a scale, so what holds at
    /// both ends holds in between.
    fn between(low: u64, high: u64) -> Self {
        Self { can: low | high, must: low & high }
    }

    fn and(self, other: Self) -> Self {
        Self { can: self.can & other.can, must: self.must & other.must }
    }

    fn or(self, other: Self) -> Self {
        Self { can: self.can | other.can, must: self.must | other.must }
    }
}

/// What the programmes of a block come to; those in none of these are unconfirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planes {
    /// Those that fail.
    pub fails: u64,
    /// Those that an answer can still decide.
    pub open: u64,
    /// Those that qualify.
    pub qualifies: u64,
}

impl Planes {
    /// Settles the verdict on these programmes.
    pub fn settle(&mut self, programmes: u64, verdict: Verdict) {
        for (plane, of) in [
            (&mut self.fails, Verdict::Fails),
            (&mut self.open, Verdict::Open),
            (&mut self.qualifies, Verdict::Qualifies),
        ] {
            *plane = (*plane & !programmes) | if verdict == of { programmes } else { 0 };
        }
    }

    /// Takes the verdicts on these programmes from another time.
    pub fn keep(&mut self, programmes: u64, before: Self) {
        for (plane, before) in
            [(&mut self.fails, before.fails), (&mut self.open, before.open), (&mut self.qualifies, before.qualifies)]
        {
            *plane = (*plane & !programmes) | (before & programmes);
        }
    }
}

impl Block {
    /// Runs the gates: `places` are those of the mentions of all blocks, `known` has room for every gate.
    ///
    /// With `EXACT`, every answer is exact: both rows are the same one.
    pub fn run<const EXACT: bool>(&self, entries: &[Entry], places: &[Ends], rows: &[u64], known: &mut [Known]) {
        for (known, gate) in known.iter_mut().zip(&self.gates) {
            *known = if gate.is_all { Known { can: u64::MAX, must: u64::MAX } } else { Known::default() };
        }
        let mut rest = entries;
        for (place, gate) in self.gates.iter().enumerate() {
            let (entries, after) = rest.split_at_checked(gate.entries as usize).unwrap_or((rest, &[]));
            rest = after;
            let low = |entry: &Entry| entry.row(places, rows, |ends| ends.0);
            let Some(of) = known.get_mut(place) else { return };
            if EXACT {
                let rows = entries.iter().map(low);
                let of_entries = if gate.is_all {
                    rows.fold(u64::MAX, |all, row| all & row)
                } else {
                    rows.fold(0, |any, row| any | row)
                };
                let entries = Known { can: of_entries, must: of_entries };
                *of = if gate.is_all { of.and(entries) } else { of.or(entries) };
            } else {
                let high = |entry: &Entry| entry.row(places, rows, |ends| ends.1);
                let entries = entries.iter().map(|entry| Known::between(low(entry), high(entry)));
                *of = if gate.is_all { entries.fold(*of, Known::and) } else { entries.fold(*of, Known::or) };
            }
            let of = *of;
            let Some(parent) = gate.parent.and_then(|parent| known.get_mut(parent as usize)) else { continue };
            // Programmes without this gate keep what their parent has.
            let (own, others) = (gate.programmes, !gate.programmes);
            *parent = if gate.is_all {
                parent.or(Known { can: of.can & own, must: of.must & own })
            } else {
                parent.and(Known { can: of.can | others, must: of.must | others })
            };
        }
    }

    /// What the roots come to together.
    pub fn decide(&self, known: &[Known]) -> Planes {
        let mut planes = Planes { fails: self.failing, open: 0, qualifies: self.programmes & !self.doubtful };
        for (role, gate) in &self.roots {
            let (Some(known), Some(gate)) = (known.get(*gate as usize), self.gates.get(*gate as usize)) else {
                continue;
            };
            let open = known.can & !known.must & gate.programmes;
            match role {
                Role::Sure => {
                    planes.fails |= !known.can & gate.programmes;
                    planes.qualifies &= known.must | !gate.programmes;
                    planes.open |= open;
                }
                Role::InPrinciple => {
                    planes.qualifies &= known.must | !gate.programmes;
                    planes.open |= open;
                }
                Role::Unread => {
                    planes.qualifies &= !gate.programmes;
                    planes.open |= open;
                }
                Role::When => {}
            }
        }
        planes.open &= !planes.fails;
        planes.qualifies &= !(planes.fails | planes.open);
        planes
    }
}
