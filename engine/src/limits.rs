//! How large a pack may be. Counted, not measured by stack, and so the same in WebAssembly; docs/language.md lists them.

/// Bytes of a compiled pack or of its texts.
pub const PACK_BYTES: usize = 4 * 1024 * 1024;
/// Nodes of all expressions.
pub const NODES: usize = 1_000_000;
/// Programmes of a pack.
pub const PROGRAMMES: usize = 10_000;
/// Rows of one record in a dossier.
pub const ROWS: u16 = 100;
/// Lists inside lists in an expression.
pub const LIST_DEPTH: usize = 2;
/// Steps that assessing a whole pack may take at worst, some seconds in a browser: nodes and options of lists, each counted for
/// every row for which it may be evaluated, and for every level above it, since what is missing is looked for level by level.
pub const WORK: u64 = 50_000_000;
/// Nesting of an expression.
pub const DEPTH: usize = 64;
/// Relations between the programmes of a pack.
pub const RELATIONS: usize = 200;
/// Supports among which a plan chooses: programmes with their subjects.
pub const CLAIMS: usize = 2_000;
/// Work of one plan: how often a support is looked at. About half a second; a plan that needs more is not proven to be the best.
pub const PLAN_WORK: usize = 5_000_000;
/// Ways in which the rows that are not known are tried in one plan for a question.
pub const PLAN_ROWS: usize = 1_000;
/// Changes that are made together in the search for the nearest way in.
pub const CHANGES: usize = 8;
/// Work of one search for the nearest way in, of which there are at most two, and of one for a first date: nodes, once for every
/// row for which they may be evaluated, and answers that are copied.
pub const NEAREST_WORK: u64 = 2_000_000;
/// Work, counted in the same way, of proving that the answers which settle a verdict are the fewest.
pub const SETTLING_WORK: u64 = 100_000;
/// Ways in which one expression may depend on one answer, by its `min`, `max` and `if`, that are told apart.
pub const FORMS: usize = 64;
/// Dossiers that are tried to find out whether anything at all makes some tests come out in a certain way.
pub const REACH_WORK: u64 = 5_000;
