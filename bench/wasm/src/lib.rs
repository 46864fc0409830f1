//! The 30 rules of the benchmarks in WebAssembly, by hand and by the engine: a company is held inside, one field is changed a
//! call, and what came out stands in memory.

#![expect(unsafe_code, reason = "exporting a function by its plain name counts as unsafe; nothing else here is")]

#[allow(missing_docs, dead_code, unused_parens, clippy::all, reason = "written by a script, as a programmer would by hand")]
#[rustfmt::skip]
#[path = "../../src/hand.rs"]
mod hand;

use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{Answer, Date, Desk, Id, Number, Screen, Verdict, format};
use std::cell::RefCell;

const RULES: usize = 30;
/// What stands for "not eligible".
const NOTHING: i64 = -1;

/// A company in the hands of the rules written by hand.
struct ByHand {
    profile: hand::Profile,
    amounts: [i64; RULES],
}

/// A company on a desk.
struct Engine {
    desk: Desk<'static>,
    fields: Vec<Asked>,
    /// In 分; for what was worked out last, see `changed`.
    amounts: [i64; RULES],
    /// The rules that were worked out last.
    changed: [u32; RULES],
}

/// A field, and how many base units one of the whole numbers in which it comes is.
#[derive(Clone, Copy)]
struct Asked {
    id: Id<Field>,
    kind: FieldKind,
    scale: i64,
}

thread_local! {
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static BY_HAND: RefCell<Option<ByHand>> = const { RefCell::new(None) };
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Room for a compiled pack of this many bytes; where it is.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> usize {
    BYTES.with_borrow_mut(|room| {
        room.resize(bytes, 0);
        room.as_ptr().addr()
    })
}

/// Takes up the pack in the room, and a company without answers; whether that went well.
#[unsafe(no_mangle)]
pub extern "C" fn start() -> bool {
    let Ok(loaded) = BYTES.with_borrow(|bytes| format::decode_rules(bytes)) else { return false };
    let Some(day) = Date::new(2026, 11, 22) else { return false };
    // They live as long as the page.
    let screen: &'static Screen<'static> = Box::leak(Box::new(Screen::new(Box::leak(Box::new(loaded.pack)), day)));
    let fields =
        screen.pack().fields.entries().map(|(id, field)| Asked { id, kind: field.kind, scale: scale(field.kind) });
    let fields = fields.collect();
    let desk = Desk::new(screen);
    ENGINE.set(Some(Engine { desk, fields, amounts: [NOTHING; RULES], changed: [0; RULES] }));
    BY_HAND.set(Some(ByHand { profile: hand::Profile::default(), amounts: [NOTHING; RULES] }));
    true
}

/// Changes a field and runs all rules by hand.
#[unsafe(no_mangle)]
pub extern "C" fn hand_change(field: usize, value: i64) {
    BY_HAND.with_borrow_mut(|held| {
        if let Some(ByHand { profile, amounts }) = held {
            hand::set_at(profile, field, value);
            hand::all(profile, amounts);
        }
    });
}

/// Where the amounts by hand are.
#[unsafe(no_mangle)]
pub extern "C" fn hand_amounts() -> usize {
    BY_HAND.with_borrow(|held| held.as_ref().map_or(0, |held| held.amounts.as_ptr().addr()))
}

/// Changes a field on the desk and works out what that matters to: how many rules, see `changed`.
#[unsafe(no_mangle)]
pub extern "C" fn change(field: usize, value: i64) -> usize {
    ENGINE.with_borrow_mut(|held| held.as_mut().and_then(|held| held.change(field, value)).unwrap_or(usize::MAX))
}

/// Where the amounts of the engine are.
#[unsafe(no_mangle)]
pub extern "C" fn amounts() -> usize {
    ENGINE.with_borrow(|held| held.as_ref().map_or(0, |held| held.amounts.as_ptr().addr()))
}

/// Where the rules are that were worked out last.
#[unsafe(no_mangle)]
pub extern "C" fn changed() -> usize {
    ENGINE.with_borrow(|held| held.as_ref().map_or(0, |held| held.changed.as_ptr().addr()))
}

impl Engine {
    fn change(&mut self, field: usize, value: i64) -> Option<usize> {
        let field = *self.fields.get(field)?;
        self.desk.set(field.id, answer(field, value)?).ok()?;
        let mut count = 0;
        for (slot, id) in self.changed.iter_mut().zip(self.desk.refresh()) {
            *slot = u32::try_from(id.place()).ok()?;
            count += 1;
        }
        for rule in &self.changed[..count] {
            let id = Id::at(*rule);
            let amount = match self.desk.verdict(id) {
                Verdict::Qualifies => self.desk.amount(id)?.span.high?.floor(),
                _ => NOTHING,
            };
            *self.amounts.get_mut(*rule as usize)? = amount;
        }
        Some(count)
    }
}

/// A whole number as the answer to a field, as in the companies' file.
fn answer(field: Asked, value: i64) -> Option<Answer> {
    Some(match field.kind {
        FieldKind::YesNo => Answer::YesNo(value != 0),
        FieldKind::Choice(_) => Answer::Choice(u16::try_from(value).ok()?),
        FieldKind::Number { .. } => Answer::number(Number::whole(value.checked_mul(field.scale)?)),
        FieldKind::Date { .. } => Answer::date(Date::new(1970, 1, 1)?.moved(0, value)),
        FieldKind::Row(_) => return None,
    })
}

fn scale(kind: FieldKind) -> i64 {
    match kind {
        FieldKind::Number { unit, .. } => unit.to_base(Number::ONE).map_or(1, Number::floor),
        _ => 1,
    }
}
