//! What has to be known of a module before it is split.

use super::super::leads::Leads;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{ExternalKind, FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// A module, read.
#[derive(Default)]
pub(super) struct Whole<'a> {
    pub types: &'a [u8],
    /// Parameters and results by type.
    pub params: Vec<u32>,
    /// How many functions are imported: they come first in the numbering.
    pub imported: u32,
    /// Something else is imported too.
    pub imports_more: bool,
    /// The type of every function, imported ones included.
    pub function_types: Vec<u32>,
    pub bodies: Vec<FunctionBody<'a>>,
    pub tables: Vec<wasmparser::TableType>,
    pub memories: Vec<wasmparser::MemoryType>,
    pub globals: Vec<wasmparser::GlobalType>,
    pub names: BTreeMap<u32, &'a str>,
    /// What the browser can call.
    pub roots: BTreeSet<u32>,
    pub leads: Leads<'a>,
    pub features: Option<&'a [u8]>,
}

impl<'a> Whole<'a> {
    /// Reads a module.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
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
}

/// A part of the file.
pub(super) fn slice(bytes: &[u8], range: Range<u64>) -> Result<&[u8]> {
    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
    bytes.get(range).context("a section that is longer than the file")
}
