//! What leads where in a compiled page: through calls, and through addresses.
//!
//! What is called through a table (a listener, the body of a component, anything behind `dyn`) is mentioned nowhere as a function,
//! only as its place in the table, which stands in the code or in the data. The page is linked so that its table begins at
//! [`TABLE_BASE`]: a number from there on is such a place and hardly ever anything else, and where it is something else, more is
//! held to be reached than is.
//!
//! The data is looked at in stretches: each begins where some code or data points, and ends where the next one does. Who points at
//! a stretch can reach all that it names.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use wasmparser::{DataKind, ElementItems, ElementKind, FunctionBody, Operator, Payload};

/// Where the table of the page's functions begins: `build.rs` tells the linker. No character is assigned there (Unicode keeps it for
/// private use), so that a Chinese character in the code is not taken for a function.
pub const TABLE_BASE: u32 = 0xE000;

/// A function, or a stretch of the data by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Function(u32),
    Data(u32),
}

/// What is known of the places in the table and of the data.
#[derive(Default)]
pub struct Leads<'a> {
    /// What stands in the table, by its place there.
    pub slots: BTreeMap<u32, u32>,
    data: Vec<(u32, &'a [u8])>,
    /// The stretches of the data, by where they begin, with the words in them.
    stretches: BTreeMap<u32, Vec<u32>>,
    /// What a function names, beside the functions that it calls.
    named: BTreeMap<u32, BTreeSet<u32>>,
}

impl<'a> Leads<'a> {
    /// Takes note of the sections that fill the table and the memory.
    pub fn section(&mut self, payload: &Payload<'a>) -> Result<()> {
        match payload {
            Payload::ElementSection(reader) => {
                for element in reader.clone() {
                    let element = element?;
                    let ElementKind::Active { offset_expr, .. } = element.kind else {
                        bail!("a table that is filled later")
                    };
                    let ElementItems::Functions(functions) = element.items else { bail!("a table of expressions") };
                    for (slot, function) in (number(offset_expr.get_operators_reader())?..).zip(functions) {
                        self.slots.insert(slot, function?);
                    }
                }
            }
            Payload::DataSection(reader) => {
                for segment in reader.clone() {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else {
                        bail!("data that is filled in later")
                    };
                    self.data.push((number(offset_expr.get_operators_reader())?, segment.data));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes note of what every function names, and of where the stretches of the data begin.
    pub fn read_code(&mut self, bodies: &[FunctionBody<'a>], imported: u32) -> Result<()> {
        for (body, function) in bodies.iter().zip(imported..) {
            let mut named = BTreeSet::new();
            for operator in body.get_operators_reader()? {
                named.extend(address(&operator?).filter(|named| self.is_known(*named)));
            }
            self.named.insert(function, named);
        }
        let named = self.named.values().flatten().copied();
        let words: Vec<(u32, u32)> = self.data.iter().flat_map(|(at, bytes)| words(*at, bytes)).collect();
        let pointed_at = named.chain(words.iter().map(|(_, word)| *word)).filter(|it| self.holds(*it));
        self.stretches = pointed_at.map(|begin| (begin, Vec::new())).collect();
        for (at, word) in words {
            // What stands before the first stretch is pointed at by nobody.
            if let Some((_, stretch)) = self.stretches.range_mut(..=at).next_back() {
                stretch.push(word);
            }
        }
        Ok(())
    }

    fn is_known(&self, number: u32) -> bool {
        self.slots.contains_key(&number) || self.holds(number)
    }

    fn holds(&self, address: u32) -> bool {
        self.data.iter().any(|(at, bytes)| address.checked_sub(*at).is_some_and(|place| (place as usize) < bytes.len()))
    }

    /// Where this leads, beside calls.
    pub fn from(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        let (named, words) = match place {
            Place::Function(function) => (self.named.get(&function), None),
            Place::Data(begin) => (None, self.stretches.get(&begin)),
        };
        let numbers = named.into_iter().flatten().chain(words.into_iter().flatten());
        numbers.filter_map(|number| self.target(*number))
    }

    fn target(&self, number: u32) -> Option<Place> {
        let of_table = self.slots.get(&number).map(|function| Place::Function(*function));
        of_table.or_else(|| self.stretches.contains_key(&number).then_some(Place::Data(number)))
    }

    /// Whether a number of the table can be told from others.
    pub fn check(&self) -> Result<()> {
        match self.slots.first_key_value() {
            Some((first, _)) if *first < TABLE_BASE => {
                bail!("the page's table begins at {first} instead of {TABLE_BASE}")
            }
            _ => Ok(()),
        }
    }
}

/// The words that an address can stand in, with where they are.
fn words(at: u32, bytes: &[u8]) -> impl Iterator<Item = (u32, u32)> + '_ {
    let skipped = at.wrapping_neg() % 4;
    let words = bytes.get(skipped as usize..).unwrap_or_default().as_chunks::<4>().0.iter();
    words.zip((at + skipped..).step_by(4)).map(|(word, at)| (at, u32::from_le_bytes(*word)))
}

/// The number that a constant expression is.
fn number(mut operators: wasmparser::OperatorsReader<'_>) -> Result<u32> {
    match operators.read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err(anyhow::anyhow!("a place that is no number")).context("the page was not linked as expected"),
    }
}

/// What may be an address in an operator: a constant, or what is added to the address of a load or a store.
fn address(operator: &Operator<'_>) -> Option<u32> {
    use Operator as O;
    match operator {
        O::I32Const { value } => Some(value.cast_unsigned()),
        O::I32Load { memarg }
        | O::I64Load { memarg }
        | O::F32Load { memarg }
        | O::F64Load { memarg }
        | O::I32Load8S { memarg }
        | O::I32Load8U { memarg }
        | O::I32Load16S { memarg }
        | O::I32Load16U { memarg }
        | O::I64Load8S { memarg }
        | O::I64Load8U { memarg }
        | O::I64Load16S { memarg }
        | O::I64Load16U { memarg }
        | O::I64Load32S { memarg }
        | O::I64Load32U { memarg }
        | O::I32Store { memarg }
        | O::I64Store { memarg }
        | O::F32Store { memarg }
        | O::F64Store { memarg }
        | O::I32Store8 { memarg }
        | O::I32Store16 { memarg }
        | O::I64Store8 { memarg }
        | O::I64Store16 { memarg }
        | O::I64Store32 { memarg } => u32::try_from(memarg.offset).ok(),
        _ => None,
    }
}
