//! Tables and their indices: the parts of a pack point at each other by position.

use core::{fmt, hash, marker::PhantomData};
use serde::{Serialize, Serializer};

/// The place of a `T` in its table.
///
/// ```
/// # use qualify_engine::{Id, Table};
/// let mut table = Table::from(vec!["甲"]);
/// let id = Id::at(0);
/// *table.get_mut(id).unwrap() = "乙";
/// assert_eq!((id.place(), table.at(id), table.get(Id::at(1)), table.is_empty()), (0, &"乙", None, false));
/// ```
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The id of the entry at `place`. An id that points nowhere is refused when a pack is loaded.
    #[must_use]
    pub const fn at(place: u32) -> Self {
        Self(place, PhantomData)
    }

    /// The place in the table, from 0.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0 as usize
    }
}

/// Entries in a fixed order, indexed by [`Id`].
///
/// ```
/// # use qualify_engine::Table;
/// let mut table = Table::default();
/// let (first, second) = (table.push("甲"), table.push("乙"));
/// assert_eq!((table.len(), table.at(second), table.get(first)), (2, &"乙", Some(&"甲")));
/// assert!(table.ids().eq([first, second]) && table.iter().eq(&["甲", "乙"]));
/// assert_eq!(table.entries().next(), Some((first, &"甲")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Table<T>(Vec<T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Vec<T>> for Table<T> {
    fn from(entries: Vec<T>) -> Self {
        Self(entries)
    }
}

impl<T> Table<T> {
    /// Appends an entry and answers its id.
    pub fn push(&mut self, entry: T) -> Id<T> {
        let id = Id::at(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(entry);
        id
    }

    /// The entry, if the id points into this table.
    #[must_use]
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.0.get(id.place())
    }

    /// The entry to change, if the id points into this table.
    pub fn get_mut(&mut self, id: Id<T>) -> Option<&mut T> {
        self.0.get_mut(id.place())
    }

    /// The entry at an id of a pack that was checked when it was loaded.
    ///
    /// # Panics
    /// When the id belongs to another pack or table; ids are only handed out by the table they belong to.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "every id of a pack is checked once, when the pack is loaded")]
    pub fn at(&self, id: Id<T>) -> &T {
        &self.0[id.place()]
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> core::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + use<T> {
        (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).map(Id::at)
    }

    /// The ids with their entries.
    pub fn entries(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.ids().zip(self.iter())
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
