//! Laying the trees of a block's programmes over each other.

use crate::Id;
use crate::pack::Field;
use crate::screen::block::Role;
use crate::screen::draft::{Leaf, Tree};

/// A gate while the block is made.
#[derive(Debug)]
pub struct Slot {
    /// Whether it is `and`.
    pub is_all: bool,
    /// The slot that takes this one in; before it in the list.
    pub parent: Option<usize>,
    /// What it decides, at a root.
    pub role: Option<Role>,
    /// The programmes that have it.
    pub programmes: u64,
    /// Its comparisons, by field.
    pub entries: Vec<Entry>,
    children: Vec<usize>,
}

/// The comparisons of a field that a slot makes: one at most for each programme.
#[derive(Debug)]
pub struct Entry {
    /// The field.
    pub field: Id<Field>,
    /// The programmes that make one.
    pub programmes: u64,
    /// The comparisons with their bits.
    pub leaves: Vec<(u8, Leaf)>,
}

/// The common tree of a block's programmes.
#[derive(Debug, Default)]
pub struct Template {
    /// Parents before children.
    pub slots: Vec<Slot>,
}

impl Template {
    /// Adds a tree of the programme with this bit; the slot at its root.
    pub fn root(&mut self, bit: u8, role: Role, parts: Vec<Tree>) -> usize {
        let is_free = |slot: &Slot| slot.role == Some(role) && slot.programmes & mask(bit) == 0;
        let slot = match self.slots.iter().position(is_free) {
            Some(slot) => slot,
            None => self.push(Slot {
                is_all: true,
                parent: None,
                role: Some(role),
                programmes: 0,
                entries: Vec::new(),
                children: Vec::new(),
            }),
        };
        let parts = parts.into_iter().flat_map(|part| if let Tree::All(parts) = part { parts } else { vec![part] });
        self.fill(slot, bit, parts.collect());
        slot
    }

    fn push(&mut self, slot: Slot) -> usize {
        self.slots.push(slot);
        self.slots.len().saturating_sub(1)
    }

    fn fill(&mut self, place: usize, bit: u8, parts: Vec<Tree>) {
        let Some(slot) = self.slots.get_mut(place) else { return };
        slot.programmes |= mask(bit);
        for part in parts {
            match part {
                Tree::Leaf(leaf) => self.add(place, bit, leaf),
                Tree::All(parts) | Tree::Any(parts) => {
                    let child = self.child(place, bit, &parts);
                    self.fill(child, bit, parts);
                }
                // `and` with false is false for whatever comes beside it; true is left out, `or` the other way round.
                Tree::Known(_) => {}
            }
        }
    }

    fn add(&mut self, place: usize, bit: u8, leaf: Leaf) {
        let Some(slot) = self.slots.get_mut(place) else { return };
        let is_free = |entry: &&mut Entry| entry.field == leaf.field && entry.programmes & mask(bit) == 0;
        match slot.entries.iter_mut().find(is_free) {
            Some(entry) => {
                entry.programmes |= mask(bit);
                entry.leaves.push((bit, leaf));
            }
            None => {
                let field = leaf.field;
                slot.entries.push(Entry { field, programmes: mask(bit), leaves: vec![(bit, leaf)] });
            }
        }
    }

    /// The child for a part of a programme: of those that the programme does not have yet, the one that shares most fields.
    fn child(&mut self, place: usize, bit: u8, parts: &[Tree]) -> usize {
        let is_all = self.slots.get(place).is_none_or(|slot| !slot.is_all);
        let shared = |slot: &Slot| {
            let is_there = |leaf: &Leaf| slot.entries.iter().any(|entry| entry.field == leaf.field);
            parts.iter().filter(|part| matches!(part, Tree::Leaf(leaf) if is_there(leaf))).count()
        };
        let children = self.slots.get(place).map(|slot| slot.children.clone()).unwrap_or_default();
        let free = children.into_iter().filter_map(|child| {
            let slot = self.slots.get(child).filter(|slot| slot.programmes & mask(bit) == 0)?;
            Some((shared(slot), child))
        });
        if let Some((_, child)) = free.max_by_key(|(shared, child)| (*shared, core::cmp::Reverse(*child))) {
            return child;
        }
        let child = self.push(Slot {
            is_all,
            parent: Some(place),
            role: None,
            programmes: 0,
            entries: Vec::new(),
            children: Vec::new(),
        });
        if let Some(slot) = self.slots.get_mut(place) {
            slot.children.push(child);
        }
        child
    }
}

/// The bit as a word.
pub fn mask(bit: u8) -> u64 {
    1_u64.wrapping_shl(bit.into())
}
