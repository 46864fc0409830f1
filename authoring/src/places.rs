//! Where the parts of a compiled pack are written.

use crate::source::Location;
use qualify_engine::Id;
use qualify_engine::expression::NodeId;
use qualify_engine::pack::{Field, Programme};

/// The places of a pack's parts in its files, in the order of the pack.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// let found = compile(&small_pack());
/// let size = found.pack.unwrap().field("enterprise.size").unwrap();
/// let at = found.places.field(size);
/// assert_eq!((found.sources.path(at.file), found.sources.excerpt(at)), ("vocabulary/enterprise.yaml", "size"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub(crate) nodes: Vec<Location>,
    pub(crate) fields: Vec<Location>,
    pub(crate) programmes: Vec<Location>,
}

impl Places {
    /// Where a part of an expression is written.
    #[must_use]
    pub fn node(&self, node: NodeId) -> Location {
        self.nodes.get(node.place()).copied().unwrap_or(Location::NOWHERE)
    }

    /// Where a field of the vocabulary is written.
    #[must_use]
    pub fn field(&self, field: Id<Field>) -> Location {
        self.fields.get(field.place()).copied().unwrap_or(Location::NOWHERE)
    }

    /// Where the id of a programme is written.
    #[must_use]
    pub fn programme(&self, programme: Id<Programme>) -> Location {
        self.programmes.get(programme.place()).copied().unwrap_or(Location::NOWHERE)
    }
}
