//! From a pack to a screen.

use crate::expression::NodeId;
use crate::pack::{Field, FieldKind, Programme};
use crate::proof::fields_of;
use crate::screen::Screen;
use crate::screen::block::{self, Block, Gate, PROGRAMMES, Role};
use crate::screen::context::Context;
use crate::screen::draft::{Draft, Leaf, Test, Tree};
use crate::screen::evaluated::Unread;
use crate::screen::lists::Lists;
use crate::screen::rows::{Uses, nodes_of};
use crate::screen::scale::{Mention, Scale, least_of};
use crate::screen::summing::{self, Applies};
use crate::screen::sums::{ItemSum, Step, SumPlan};
use crate::screen::template::{Entry, Slot, Template, mask};
use crate::{Date, Id, Number, Pack};
use core::ops::Range;

/// Makes a pack ready for one day.
pub fn compile(pack: &Pack, as_of: Date) -> Screen<'_> {
    let mut assembly = Assembly {
        context: Context::new(pack, as_of),
        screen: Screen::empty(pack, as_of),
        mentioned: Vec::new(),
        valuing: Vec::new(),
        using: Vec::new(),
    };
    let programmes: Vec<_> = pack.programmes.entries().collect();
    for programmes in programmes.chunks(PROGRAMMES) {
        assembly.block(programmes);
    }
    assembly.finish()
}

/// The screen as far as it is made.
struct Assembly<'p> {
    context: Context<'p>,
    screen: Screen<'p>,
    /// Fields with their mentions.
    mentioned: Vec<(usize, u32)>,
    valuing: Vec<(usize, Id<Programme>)>,
    using: Vec<(usize, Id<Programme>)>,
}

/// An entry of a block, with its place among all and what it stays at for programmes that it says nothing of.
struct Placed {
    entry: Entry,
    at: usize,
    is_all: bool,
}

impl<'p> Assembly<'p> {
    fn block(&mut self, programmes: &[(Id<Programme>, &Programme)]) {
        let mut block = Block::default();
        let mut template = Template::default();
        let mut applies = Vec::with_capacity(programmes.len());
        for (bit, (id, programme)) in (0_u8..).zip(programmes) {
            applies.push(self.programme(*id, programme, bit, &mut block, &mut template));
        }
        // Parents stand before children in the template, and after them in the block.
        let count = template.slots.len();
        let gate_of = |slot: usize| number(count.saturating_sub(slot).saturating_sub(1));
        for ((id, programme), applies) in programmes.iter().zip(applies) {
            let plan = match applies {
                None => SumPlan::Evaluated,
                Some(applies) => {
                    self.sum(*id, programme, &applies.into_iter().map(|it| it.at(gate_of)).collect::<Vec<_>>())
                }
            };
            self.screen.sums.push(plan);
            self.screen.all.push(*id);
        }
        self.gates(block, template.slots, gate_of);
    }

    /// Adds a programme to its block; whether its items apply, by slots, unless the evaluator decides it anyway.
    fn programme(
        &mut self,
        id: Id<Programme>,
        programme: &Programme,
        bit: u8,
        block: &mut Block,
        template: &mut Template,
    ) -> Option<Vec<SlotApplies>> {
        let uses = Uses::of(self.context.pack, programme);
        self.using.extend(uses.records.iter().map(|record| (record.place(), id)));
        self.screen.uses.push(uses);
        self.screen.unread.push(Unread::of(&self.context, programme));
        let draft = Draft::of(&mut self.context, programme);
        let flag = |is_set: bool| if is_set { mask(bit) } else { 0 };
        block.programmes |= mask(bit);
        block.doubtful |= flag(draft.is_doubtful);
        block.odd |= flag(draft.is_odd);
        block.failing |= flag(draft.sure.iter().any(|tree| matches!(tree, Tree::Known(false))));
        template.root(bit, Role::Sure, draft.sure);
        for (role, trees) in [(Role::InPrinciple, draft.in_principle), (Role::Unread, draft.unread)] {
            for tree in trees {
                template.root(bit, role, vec![tree]);
            }
        }
        if draft.is_odd {
            nodes_of(programme).for_each(|node| self.value(id, node));
            return None;
        }
        let applies = draft.applies.into_iter().zip(&programme.items).map(|(tree, item)| match tree {
            Tree::Known(false) => SlotApplies::Never,
            Tree::Known(true) => SlotApplies::Always,
            _ if item.amount.is_none() => SlotApplies::Always,
            tree => SlotApplies::When(template.root(bit, Role::When, vec![tree])),
        });
        Some(applies.collect())
    }

    fn sum(&mut self, id: Id<Programme>, programme: &Programme, applies: &[Applies]) -> SumPlan {
        let amounts = programme.items.iter().filter_map(|item| item.amount);
        if amounts.clone().next().is_none() {
            return SumPlan::None;
        }
        for node in amounts.chain(programme.total_at_most) {
            self.value(id, node);
        }
        let Some(sums) = summing::draft(&self.context, programme, applies) else { return SumPlan::Evaluated };
        let steps = &mut self.screen.steps;
        let limit = appended::<Step>(steps, sums.limit);
        let items: Vec<_> =
            sums.items.into_iter().map(|(when, of)| ItemSum { when, steps: appended(steps, of) }).collect();
        for step in &*steps {
            if let Step::Field(field) | Step::Capped { field, .. } = step
                && let Some(is_summed) = self.screen.is_summed.get_mut(*field as usize)
            {
                *is_summed = true;
            }
        }
        SumPlan::Whole {
            items: appended(&mut self.screen.items, items),
            is_highest: sums.is_highest,
            limit,
            denominator: sums.denominator,
        }
    }

    /// A programme uses the values of the fields in an expression.
    fn value(&mut self, id: Id<Programme>, node: NodeId) {
        self.valuing.extend(fields_of(self.context.pack, node).into_iter().map(|field| (field.place(), id)));
    }

    /// Turns the slots of a block into gates, and its entries into rows.
    fn gates(&mut self, mut block: Block, slots: Vec<Slot>, gate_of: impl Fn(usize) -> u32) {
        let first = number(self.screen.entries.len());
        let mut placed = Vec::new();
        for (slot, gate) in slots.into_iter().rev().zip(0..) {
            block.roots.extend(slot.role.map(|role| (role, gate)));
            block.gates.push(Gate {
                is_all: slot.is_all,
                parent: slot.parent.map(&gate_of),
                programmes: slot.programmes,
                entries: number(slot.entries.len()),
            });
            for entry in slot.entries {
                placed.push(Placed { entry, at: self.screen.entries.len(), is_all: slot.is_all });
                self.screen.entries.push(block::Entry { mention: 0, first_row: 0 });
            }
        }
        block.entries = first..number(self.screen.entries.len());
        self.screen.most_gates = self.screen.most_gates.max(block.gates.len());
        let place = number(self.screen.blocks.len());
        self.screen.blocks.push(block);
        placed.sort_by_key(|placed| (placed.entry.field, placed.at));
        for group in placed.chunk_by(|a, b| a.entry.field == b.entry.field) {
            let field = group.first().map(|placed| placed.entry.field);
            field.into_iter().for_each(|field| self.mention(place, field, group));
        }
    }

    /// The scale and the rows of a field in a block.
    fn mention(&mut self, block: u32, field: Id<Field>, group: &[Placed]) {
        let pack = self.context.pack;
        let kind = pack.fields.at(field).kind;
        let factor = self.context.factor(field);
        let leaves = group.iter().flat_map(|placed| &placed.entry.leaves);
        let mut keys: Vec<i64> = leaves.filter_map(|(_, leaf)| key_of(leaf, factor)).collect();
        keys.sort_unstable();
        keys.dedup();
        let scale = match kind {
            FieldKind::YesNo => Scale::YesNo,
            FieldKind::Choice(domain) => {
                Scale::Options(u16::try_from(pack.domains.at(domain).options.len()).unwrap_or(u16::MAX))
            }
            _ => Scale::Order {
                first: number(self.screen.keys.len()),
                count: number(keys.len()),
                factor,
                least: least_of(kind),
            },
        };
        let mention = number(self.screen.mentions.len());
        for Placed { entry, at, is_all } in group {
            // The key's place is looked for once for each comparison, not once a row.
            let leaves: Vec<_> =
                entry.leaves.iter().map(|(bit, leaf)| (mask(*bit), leaf, place_of(leaf, factor, &keys))).collect();
            let rest = if *is_all { !entry.programmes } else { 0 };
            let row = |place: u32| {
                let holding = leaves.iter().filter(|(_, leaf, key)| holds(leaf, &scale, place, *key));
                holding.fold(rest, |row, (bit, _, _)| row | bit)
            };
            let rows = appended(&mut self.screen.rows, (0..scale.places()).map(row));
            if let Some(entry) = self.screen.entries.get_mut(*at) {
                *entry = block::Entry { mention, first_row: rows.start };
            }
        }
        self.screen.keys.extend(keys);
        self.mentioned.push((field.place(), mention));
        let programmes = group.iter().fold(0, |all, placed| all | placed.entry.programmes);
        self.screen.mentions.push(Mention { block, programmes, scale });
    }

    fn finish(mut self) -> Screen<'p> {
        let pack = self.context.pack;
        self.screen.mentions_of = Lists::gather(pack.fields.len(), self.mentioned);
        self.screen.valuing = Lists::gather(pack.fields.len(), self.valuing);
        self.screen.using = Lists::gather(pack.records.len(), self.using);
        self.screen
    }
}

/// Whether an item applies, by slots of the template.
enum SlotApplies {
    Never,
    Always,
    When(usize),
}

impl SlotApplies {
    fn at(self, gate_of: impl Fn(usize) -> u32) -> Applies {
        match self {
            Self::Never => Applies::Never,
            Self::Always => Applies::Always,
            Self::When(slot) => Applies::When(gate_of(slot)),
        }
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn appended<T>(all: &mut Vec<T>, more: impl IntoIterator<Item = T>) -> Range<u32> {
    let start = number(all.len());
    all.extend(more);
    start..number(all.len())
}

fn key_of(leaf: &Leaf, factor: i64) -> Option<i64> {
    match leaf.test {
        Test::AtLeast(key) | Test::MoreThan(key) => {
            key.times(Number::whole(factor)).and_then(|key| i64::try_from(key.parts().0).ok())
        }
        Test::Yes | Test::OneOf(_) => None,
    }
}

/// The place just at the constant of a comparison.
fn place_of(leaf: &Leaf, factor: i64, keys: &[i64]) -> u32 {
    let key = key_of(leaf, factor).and_then(|key| keys.binary_search(&key).ok()).unwrap_or(0);
    number(key).saturating_mul(2).saturating_add(1)
}

/// Whether a comparison holds at a place; `at` is that of its constant.
fn holds(leaf: &Leaf, scale: &Scale, place: u32, at: u32) -> bool {
    let is_true = match (&leaf.test, scale) {
        (_, Scale::Options(count)) if place >= u32::from(*count) => return place > u32::from(*count),
        (Test::OneOf(options), _) => options.iter().any(|option| u32::from(*option) == place),
        (Test::Yes, _) => place == 1,
        (Test::AtLeast(_), _) => place >= at,
        (Test::MoreThan(_), _) => place > at,
    };
    is_true != leaf.is_negated
}
