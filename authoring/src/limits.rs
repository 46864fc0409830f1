//! The limits of `docs/language.md`: counted, so that they are the same on every machine. Those of the compiled pack are the engine's.

pub use qualify_engine::limits::{DEPTH as EXPRESSION_DEPTH, LIST_DEPTH, RELATIONS};

/// Bytes of a file.
pub const FILE_BYTES: usize = 1 << 20;
/// Bytes of all files of a pack.
pub const PACK_BYTES: usize = 16 << 20;
/// Files of a pack, each of at most one programme: so there are no more of these than the engine allows.
pub const FILES: usize = 10_000;
/// Nesting of YAML.
pub const YAML_DEPTH: usize = 32;
/// Characters of an expression.
pub const EXPRESSION_CHARACTERS: usize = 10_000;
/// Conditions of a programme.
pub const CONDITIONS: usize = 200;
/// Options of a catalogue.
pub const OPTIONS: usize = 2_000;
/// Diagnostics of one run.
pub const DIAGNOSTICS: usize = 200;
