//! Splits the compiled page in two: what the first visit needs, and what only later pages do.
//!
//! The functions of one module are the doors to the second file. Everything that is reached only through a door moves
//! there; in the first file a door is a jump through the table of functions, into which the second file enters itself when it is
//! loaded. Both are one program: one memory, one table, no code twice.

#[cfg(test)]
mod tests;
mod whole;

use super::leads::Place;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, Module, RawSection, TableSection,
};
use wasmparser::{Operator, Parser, Payload};
use whole::{Whole, slice};

/// Under which name the second file takes what it needs from the first.
const FIRST: &str = "first";

/// The two files.
pub struct Parts {
    pub first: Vec<u8>,
    pub more: Vec<u8>,
}

/// Splits a file whose functions have names; those in `module` are the doors.
pub fn split(bytes: &[u8], module: &str) -> Result<Parts> {
    let whole = Whole::read(bytes)?;
    whole.leads.check()?;
    if whole.imports_more {
        bail!("the page imports something that is no function");
    }
    let doors = whole.doors(module)?;
    let moved = whole.moved(&doors)?;
    let taken = whole.taken(&moved)?;
    Ok(Parts { first: whole.first(bytes, &doors, &moved, &taken)?, more: whole.more(&doors, &moved, &taken)? })
}

impl Whole<'_> {
    /// The functions that lead to the second file.
    fn doors(&self, module: &str) -> Result<Vec<u32>> {
        let named = self.names.iter().filter(|(function, name)| **function >= self.imported && is_in(name, module));
        let doors: Vec<u32> = named.map(|(function, _)| *function).collect();
        if doors.is_empty() {
            bail!("the page has no function in `{module}`");
        }
        Ok(doors)
    }

    /// The functions that one function mentions.
    fn uses(&self, function: u32) -> Result<BTreeSet<u32>> {
        let mut uses = BTreeSet::new();
        let Some(place) = function.checked_sub(self.imported) else { return Ok(uses) };
        for operator in self.bodies[place as usize].get_operators_reader()? {
            match operator? {
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } => drop(uses.insert(function_index)),
                _ => {}
            }
        }
        Ok(uses)
    }

    /// The functions that are reached from these, without going through those that are closed.
    fn reached(&self, from: impl IntoIterator<Item = u32>, closed: &BTreeSet<u32>) -> Result<BTreeSet<u32>> {
        let mut found = BTreeSet::new();
        let is_open =
            |place: &Place| if let Place::Function(function) = place { !closed.contains(function) } else { true };
        let mut waiting: Vec<Place> = from.into_iter().map(Place::Function).filter(is_open).collect();
        while let Some(place) = waiting.pop() {
            if !found.insert(place) {
                continue;
            }
            if let Place::Function(function) = place {
                waiting.extend(self.uses(function)?.into_iter().map(Place::Function).filter(is_open));
            }
            waiting.extend(self.leads.from(place).filter(is_open));
        }
        Ok(found
            .into_iter()
            .filter_map(|it| if let Place::Function(function) = it { Some(function) } else { None })
            .collect())
    }

    /// What is not reached without a door, with the doors. What stands in the table and seems to be reached from nowhere goes with
    /// it: there it has all that it calls.
    fn moved(&self, doors: &[u32]) -> Result<BTreeSet<u32>> {
        let stays = self.reached(self.roots.iter().copied(), &doors.iter().copied().collect())?;
        let from = doors.iter().chain(self.leads.slots.values()).copied();
        let beyond = self.reached(from, &stays)?;
        Ok(beyond.into_iter().filter(|function| *function >= self.imported).collect())
    }

    /// The functions of the first file that the second one calls, in their order.
    fn taken(&self, moved: &BTreeSet<u32>) -> Result<Vec<u32>> {
        let mut taken = BTreeSet::new();
        for function in moved {
            taken.extend(self.uses(*function)?.into_iter().filter(|callee| !moved.contains(callee)));
        }
        Ok(taken.into_iter().collect())
    }

    /// The table of functions, and its size.
    fn table(&self) -> Result<(u32, u32)> {
        let place = self.tables.iter().position(|table| table.element_type.is_func_ref());
        let place = place.context("the page has no table of functions")?;
        Ok((u32::try_from(place)?, u32::try_from(self.tables[place].initial)?))
    }

    fn first(&self, bytes: &[u8], doors: &[u32], moved: &BTreeSet<u32>, taken: &[u32]) -> Result<Vec<u8>> {
        let mut module = Module::new();
        let mut code = CodeSection::new();
        let mut place = self.imported;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            match &payload {
                Payload::TableSection(_) => drop(module.section(&self.larger_tables(doors)?)),
                Payload::ExportSection(reader) => {
                    let mut exports = ExportSection::new();
                    RoundtripReencoder.parse_export_section(&mut exports, reader.clone())?;
                    self.export_more(&mut exports, taken)?;
                    module.section(&exports);
                }
                Payload::CodeSectionStart { .. } => {}
                Payload::CodeSectionEntry(body) => {
                    match doors.iter().position(|door| *door == place) {
                        Some(number) => drop(code.function(&self.jump(place, number)?)),
                        None if moved.contains(&place) => drop(code.function(&nothing())),
                        None => RoundtripReencoder.parse_function_body(&mut code, body.clone())?,
                    }
                    place += 1;
                    if place as usize == self.function_types.len() {
                        module.section(&code);
                    }
                }
                other => {
                    if let Some((id, range)) = other.as_section() {
                        module.section(&RawSection { id, data: slice(bytes, range)? });
                    }
                }
            }
        }
        Ok(module.finish())
    }

    /// The tables with a place for each door.
    fn larger_tables(&self, doors: &[u32]) -> Result<TableSection> {
        let (functions, _) = self.table()?;
        let mut tables = TableSection::new();
        for (place, table) in self.tables.iter().enumerate() {
            let mut table = RoundtripReencoder.table_type(*table)?;
            if place == functions as usize {
                table.minimum += doors.len() as u64;
                table.maximum = table.maximum.map(|most| most + doors.len() as u64);
            }
            tables.table(table);
        }
        Ok(tables)
    }

    fn export_more(&self, exports: &mut ExportSection, taken: &[u32]) -> Result<()> {
        for function in taken {
            exports.export(&format!("f{function}"), ExportKind::Func, *function);
        }
        for place in 0..u32::try_from(self.tables.len())? {
            exports.export(&format!("t{place}"), ExportKind::Table, place);
        }
        for place in 0..u32::try_from(self.memories.len())? {
            exports.export(&format!("m{place}"), ExportKind::Memory, place);
        }
        for place in 0..u32::try_from(self.globals.len())? {
            exports.export(&format!("g{place}"), ExportKind::Global, place);
        }
        Ok(())
    }

    /// A door as it is in the first file: it hands everything on to what stands in its place of the table.
    fn jump(&self, function: u32, number: usize) -> Result<Function> {
        let (table, size) = self.table()?;
        let of = self.function_types[function as usize];
        let mut body = Function::new([]);
        let mut code = body.instructions();
        for param in 0..self.params[of as usize] {
            code.local_get(param);
        }
        code.i32_const(i32::try_from(size)? + i32::try_from(number)?).call_indirect(table, of).end();
        Ok(body)
    }

    fn more(&self, doors: &[u32], moved: &BTreeSet<u32>, taken: &[u32]) -> Result<Vec<u8>> {
        let (table, size) = self.table()?;
        let order: Vec<u32> = taken.iter().chain(moved).copied().collect();
        let places = order.iter().copied().zip(0..).collect();
        let mut renumber = Renumber { places };

        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for function in moved {
            functions.function(self.function_types[*function as usize]);
            let body = self.bodies[(*function - self.imported) as usize].clone();
            renumber.parse_function_body(&mut code, body)?;
        }
        // Each enters itself where it stood before, and the doors behind all others.
        let stood = self.leads.slots.iter().map(|(slot, function)| (*slot, *function));
        let stood = stood.filter(|(_, function)| moved.contains(function));
        let mut elements = ElementSection::new();
        for (slot, function) in stood.chain((size..).zip(doors.iter().copied())) {
            let entered = [renumber.places[&function]];
            let at = ConstExpr::i32_const(slot.cast_signed());
            elements.active(Some(table), &at, Elements::Functions(entered.as_slice().into()));
        }

        let mut module = Module::new();
        module.section(&RawSection { id: wasm_encoder::SectionId::Type.into(), data: self.types });
        module.section(&self.imports(doors, taken)?);
        module.section(&functions).section(&elements).section(&code);
        if let Some(features) = self.features {
            module.section(&wasm_encoder::CustomSection { name: "target_features".into(), data: features.into() });
        }
        Ok(module.finish())
    }

    fn imports(&self, doors: &[u32], taken: &[u32]) -> Result<ImportSection> {
        let mut imports = ImportSection::new();
        for function in taken {
            let of = self.function_types[*function as usize];
            imports.import(FIRST, &format!("f{function}"), EntityType::Function(of));
        }
        let (functions, _) = self.table()?;
        for (place, table) in self.tables.iter().enumerate() {
            let mut table = RoundtripReencoder.table_type(*table)?;
            if place == functions as usize {
                table.minimum += doors.len() as u64;
                table.maximum = table.maximum.map(|most| most + doors.len() as u64);
            }
            imports.import(FIRST, &format!("t{place}"), EntityType::Table(table));
        }
        for (place, memory) in self.memories.iter().enumerate() {
            let memory = RoundtripReencoder.memory_type(*memory)?;
            imports.import(FIRST, &format!("m{place}"), EntityType::Memory(memory));
        }
        for (place, global) in self.globals.iter().enumerate() {
            let global = RoundtripReencoder.global_type(*global)?;
            imports.import(FIRST, &format!("g{place}"), EntityType::Global(global));
        }
        Ok(imports)
    }
}

/// Whether a function, by its name `crate[1f…]::module::function`, stands in this module of its crate.
fn is_in(name: &str, module: &str) -> bool {
    let Some((of_crate, path)) = name.split_once("::") else { return false };
    let rest = path.strip_prefix(module).and_then(|rest| rest.strip_prefix("::"));
    !of_crate.contains('<') && rest.is_some_and(|rest| !rest.contains(['<', '{']))
}

/// The numbers of functions in the second file.
struct Renumber {
    places: BTreeMap<u32, u32>,
}

impl Reencode for Renumber {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.places[&function])
    }
}

/// The body of a function that has moved away.
fn nothing() -> Function {
    let mut body = Function::new([]);
    body.instructions().unreachable().end();
    body
}
