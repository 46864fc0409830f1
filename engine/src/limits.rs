//! How large a pack may be. Counted, not measured by stack, and so the same in WebAssembly; docs/language.md lists them.

/// Bytes of a compiled pack or of its texts.
pub const PACK_BYTES: usize = 4 * 1024 * 1024;
/// Nodes of all expressions.
pub const NODES: usize = 1_000_000;
/// Programmes of a pack.
pub const PROGRAMMES: usize = 10_000;
/// Nesting of an expression.
pub const DEPTH: usize = 64;
