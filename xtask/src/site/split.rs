//! Splits the compiled page in two: what the first visit needs, and what only later pages do.
//!
//! The functions of one module are the doors to the second file. Everything that is reached only through a door moves
//! there; in the first file a door is a jump through the table of functions, into which the second file enters itself when it is
//! loaded. Both are one program: one memory, one table, no code twice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::leads::{Leads, Place};
use anyhow::{Context, Result, bail};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, Module, RawSection, TableSection,
};
use wasmparser::{ExternalKind, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

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

/// What has to be known of the module.
#[derive(Default)]
struct Whole<'a> {
    types: &'a [u8],
    /// Parameters and results by type.
    params: Vec<u32>,
    /// How many functions are imported: they come first in the numbering.
    imported: u32,
    /// Something else is imported too.
    imports_more: bool,
    /// The type of every function, imported ones included.
    function_types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    tables: Vec<wasmparser::TableType>,
    memories: Vec<wasmparser::MemoryType>,
    globals: Vec<wasmparser::GlobalType>,
    names: BTreeMap<u32, &'a str>,
    /// What the browser can call.
    roots: BTreeSet<u32>,
    leads: Leads<'a>,
    features: Option<&'a [u8]>,
}

impl<'a> Whole<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut it = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            it.leads.section(&payload)?;
            it.section(bytes, payload)?;
        }
        it.leads.read_code(&it.bodies, it.imported)?;
        Ok(it)
    }

    fn section(&mut self, bytes: &'a [u8], payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(reader) => {
                self.types = slice(bytes, reader.range())?;
                for of in reader.into_iter_err_on_gc_types() {
                    self.params.push(u32::try_from(of?.params().len())?);
                }
            }
            Payload::ImportSection(reader) => {
                for import in reader.into_imports() {
                    match import?.ty {
                        TypeRef::Func(of) => {
                            self.function_types.push(of);
                            self.imported += 1;
                        }
                        _ => self.imports_more = true,
                    }
                }
            }
            Payload::FunctionSection(reader) => {
                for of in reader {
                    self.function_types.push(of?);
                }
            }
            Payload::TableSection(reader) => {
                for table in reader {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(reader) => {
                for memory in reader {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(reader) => {
                for global in reader {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(reader) => {
                for export in reader {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.roots.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => drop(self.roots.insert(func)),
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(reader) => match reader.as_known() {
                KnownCustom::Name(names) => {
                    for part in names {
                        if let Name::Function(functions) = part? {
                            for naming in functions {
                                let naming = naming?;
                                self.names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
                _ if reader.name() == "target_features" => self.features = Some(reader.data()),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

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

/// A part of the file.
fn slice(bytes: &[u8], range: Range<u64>) -> Result<&[u8]> {
    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
    bytes.get(range).context("a section that is longer than the file")
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

#[cfg(test)]
mod tests {
    use super::super::leads::TABLE_BASE;
    use super::{Whole, is_in, split};
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection, Function,
        FunctionSection, MemorySection, MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType,
        TypeSection, ValType,
    };

    const NAMES: [&str; 6] = [
        "main",
        "page[1]::later::open",
        "page[1]::far",
        "page[1]::shared",
        "page[1]::listener",
        "page[1]::far_listener",
    ];
    /// Where the listeners stand in the table.
    const LISTENER: u32 = TABLE_BASE;
    const FAR_LISTENER: u32 = TABLE_BASE + 1;
    /// Where the data begins.
    const DATA: u32 = 1024;

    /// `main` calls `open` and `shared`, and names the listener; `open` calls `far`, which calls `shared` and points at data in
    /// which the far listener stands.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let calls: [(&[u32], u32); 6] = [(&[1, 3], LISTENER), (&[2], 0), (&[3], DATA), (&[], 0), (&[], 0), (&[], 0)];
        for (calls, named) in calls {
            functions.function(0);
            let mut body = Function::new([]);
            let mut instructions = body.instructions();
            instructions.i32_const(named.cast_signed());
            for callee in calls {
                instructions.call(*callee);
            }
            instructions.end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        let size = u64::from(TABLE_BASE) + 2;
        let element_type = RefType::FUNCREF;
        tables.table(TableType { element_type, table64: false, minimum: size, maximum: Some(size), shared: false });
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 0);
        let mut elements = ElementSection::new();
        let listeners = [4, 5].as_slice();
        elements.active(Some(0), &ConstExpr::i32_const(LISTENER.cast_signed()), Elements::Functions(listeners.into()));
        let mut data = DataSection::new();
        let words = [0, FAR_LISTENER].map(u32::to_le_bytes).concat();
        data.active(0, &ConstExpr::i32_const(DATA.cast_signed()), words);
        let (mut map, mut names) = (NameMap::new(), NameSection::new());
        NAMES.iter().zip(0..).for_each(|(name, place)| map.append(place, name));
        names.functions(&map);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&tables).section(&memories).section(&exports);
        module.section(&elements).section(&code).section(&data).section(&names);
        module.finish()
    }

    #[test]
    fn what_only_a_door_reaches_moves() {
        let bytes = module();
        let parts = split(&bytes, "later").unwrap();
        let (first, more) = (Whole::read(&parts.first).unwrap(), Whole::read(&parts.more).unwrap());
        let length = |whole: &Whole<'_>, place: usize| whole.bodies[place].range().count();

        // The door hands on, what it led to is empty, and all else stays.
        assert_eq!(first.uses(1).unwrap().len(), 0);
        assert_eq!(length(&first, 2), 3, "no locals, `unreachable`, `end`");
        assert_eq!(first.uses(0).unwrap().into_iter().collect::<Vec<_>>(), [1, 3]);
        assert_eq!(first.tables[0].initial, u64::from(TABLE_BASE) + 3, "a place for the door");

        // `shared` is taken from the first file; the door, what it calls, and what stands in its data are here.
        assert_eq!((more.imported, more.bodies.len()), (1, 3));
        assert_eq!(more.uses(1).unwrap().into_iter().collect::<Vec<_>>(), [2]);
        assert_eq!(more.uses(2).unwrap().into_iter().collect::<Vec<_>>(), [0]);
        let entered: Vec<_> = more.leads.slots.into_iter().collect();
        assert_eq!(entered, [(FAR_LISTENER, 3), (FAR_LISTENER + 1, 1)], "in its old place; the door behind all others");
        assert!(length(&first, 4) > 3, "what the first file names stays there");
        assert_eq!(length(&first, 5), 3);
    }

    #[test]
    fn a_table_among_small_numbers_is_refused() {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut elements = ElementSection::new();
        elements.active(Some(0), &ConstExpr::i32_const(1), Elements::Functions([0].as_slice().into()));
        let mut code = CodeSection::new();
        code.function(&super::nothing());
        module.section(&types).section(&functions).section(&elements).section(&code);
        assert!(split(&module.finish(), "later").err().unwrap().to_string().contains("begins at 1 instead of 20000"));
    }

    #[test]
    fn a_page_without_a_door_is_refused() {
        assert!(split(&module(), "nowhere").is_err());
    }

    #[test]
    fn doors_are_functions_of_the_module_itself() {
        assert!(is_in("qualify_app[1f]::later::page", "later"));
        for other in [
            "qualify_app[1f]::later::page::{closure#0}",
            "<qualify_app[1f]::later::Form as core[2e]::clone::Clone>::clone",
            "core[2e]::ptr::drop_in_place::<qualify_app[1f]::later::Form>",
            "qualify_app[1f]::latest::page",
            "later",
        ] {
            assert!(!is_in(other, "later"), "{other}");
        }
    }
}
