//! Many short lists in one piece of memory.

/// Lists by number, from 0.
#[derive(Clone, Debug)]
pub struct Lists<T> {
    /// Where each list ends.
    ends: Vec<u32>,
    entries: Vec<T>,
}

impl<T: Copy + Ord> Lists<T> {
    /// Gathers `(list, entry)` pairs into `count` lists, each in order and without repetition.
    pub fn gather(count: usize, mut pairs: Vec<(usize, T)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut ends = Vec::with_capacity(count);
        let mut rest = pairs.as_slice();
        let mut end: usize = 0;
        for list in 0..count {
            let (mine, after) = rest.split_at(rest.partition_point(|(of, _)| *of <= list));
            end = end.saturating_add(mine.len());
            ends.push(u32::try_from(end).unwrap_or(u32::MAX));
            rest = after;
        }
        Self { ends, entries: pairs.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// The list with this number; empty when there is none.
    pub fn at(&self, list: usize) -> &[T] {
        let start = list.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(list).copied().unwrap_or(0);
        self.entries.get(start as usize..end as usize).unwrap_or_default()
    }
}
