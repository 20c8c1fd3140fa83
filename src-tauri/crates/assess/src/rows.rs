//! Rows behind the figures, kept once however many figures share them.

use std::collections::HashMap;
use std::sync::Arc;

use records::{RowRef, TableKind};

use crate::model::{RowRange, RowSet, SourceUse};

/// A list of rows by its place in memory.
type ListKey = (TableKind, *const RowRef, usize);

/// Collects row sets; equal sets get one index.
#[derive(Debug, Default)]
pub struct RowSets {
    sets: Vec<RowSet>,
    /// Sets by the fingerprint of their ranges.
    known: HashMap<(TableKind, u64), Vec<usize>>,
    /// Lists seen before, kept so that no other can take their place in memory.
    lists: HashMap<ListKey, (Arc<[RowRef]>, Option<usize>)>,
}

impl RowSets {
    /// Indices of the sets for these rows; empty ones left out.
    pub fn intern_all<R: Into<Arc<[RowRef]>>>(&mut self, rows: Vec<(TableKind, R)>) -> Vec<usize> {
        rows.into_iter()
            .filter_map(|(table, rows)| self.shared(table, rows.into()))
            .collect()
    }

    /// Index of the set of a list that many figures may share: worked out once a list.
    fn shared(&mut self, table: TableKind, rows: Arc<[RowRef]>) -> Option<usize> {
        let key = (table, rows.as_ptr(), rows.len());
        if let Some((_, index)) = self.lists.get(&key) {
            return *index;
        }
        let index = self.intern(table, &rows);
        self.lists.insert(key, (rows, index));
        index
    }

    /// Index of the set of these rows of a table; `None` for no rows.
    pub fn intern(&mut self, table: TableKind, rows: &[RowRef]) -> Option<usize> {
        if rows.is_empty() {
            return None;
        }
        let set = if rows.is_sorted_by(|a, b| a < b) {
            RowSet::of(table, rows)
        } else {
            let mut sorted = rows.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            RowSet::of(table, &sorted)
        };
        let same = self.known.entry((table, fingerprint(&set.ranges)));
        let same = same.or_default();
        let sets = &self.sets;
        if let Some(index) = same.iter().find(|at| sets[**at].ranges == set.ranges) {
            return Some(*index);
        }
        same.push(self.sets.len());
        self.sets.push(set);
        Some(self.sets.len() - 1)
    }

    /// Rows by table of these sets.
    #[must_use]
    pub fn sources(&self, indices: &[usize]) -> Vec<SourceUse> {
        indices
            .iter()
            .filter_map(|index| self.sets.get(*index))
            .map(|set| SourceUse {
                table: set.table,
                rows: set.count,
            })
            .collect()
    }

    /// The sets, in the order of their indices.
    #[must_use]
    pub fn into_sets(self) -> Vec<RowSet> {
        self.sets
    }
}

impl RowSet {
    /// Of rows in ascending order and without repeats.
    fn of(table: TableKind, rows: &[RowRef]) -> Self {
        let runs =
            rows.chunk_by(|a, b| (a.source, a.sheet, a.row + 1) == (b.source, b.sheet, b.row));
        let ranges = runs.filter_map(|run| {
            Some(RowRange {
                first: *run.first()?,
                last_row: run.last()?.row,
            })
        });
        Self {
            table,
            count: rows.len() as u64,
            ranges: ranges.collect(),
        }
    }
}

/// Fingerprint of ranges in their order (FNV-1a over whole words): a keyed hash of a hundred
/// thousand would take longer than the figure.
fn fingerprint(ranges: &[RowRange]) -> u64 {
    ranges.iter().fold(0xcbf2_9ce4_8422_2325, |hash, range| {
        let first = &range.first;
        let place = u64::from(first.sheet) << 32 | u64::from(first.row);
        let words = [
            place,
            first.source.0.unsigned_abs(),
            u64::from(range.last_row),
        ];
        words.iter().fold(hash, |hash, word| {
            (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::SourceId;

    fn row(source: i64, row: u32) -> RowRef {
        RowRef {
            source: SourceId(source),
            sheet: 0,
            row,
        }
    }

    #[test]
    fn consecutive_rows_become_ranges_and_equal_sets_one() {
        let mut sets = RowSets::default();
        let rows = vec![
            row(1, 4),
            row(1, 2),
            row(1, 3),
            row(1, 9),
            row(2, 10),
            row(1, 3),
        ];
        let first = sets.intern(TableKind::Orders, &rows);
        assert_eq!(sets.intern(TableKind::Orders, &rows), first);
        assert_ne!(sets.intern(TableKind::Customers, &rows), first);
        assert_eq!(sets.intern(TableKind::Orders, &[]), None);
        let sets = sets.into_sets();
        assert_eq!(sets[0].count, 5);
        let spans: Vec<_> = sets[0]
            .ranges
            .iter()
            .map(|r| (r.first.row, r.last_row))
            .collect();
        assert_eq!(spans, [(2, 4), (9, 9), (10, 10)]);
    }
}
