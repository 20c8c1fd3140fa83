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
    known: HashMap<(TableKind, usize, u64), usize>,
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
        let index = self.intern(table, rows.to_vec());
        self.lists.insert(key, (rows, index));
        index
    }

    /// Index of the set of these rows of a table; `None` for no rows.
    pub fn intern(&mut self, table: TableKind, mut rows: Vec<RowRef>) -> Option<usize> {
        if rows.is_empty() {
            return None;
        }
        if !rows.is_sorted() {
            rows.sort_unstable();
        }
        rows.dedup();
        let key = (table, rows.len(), fingerprint(&rows));
        let next = self.sets.len();
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            let (count, ranges) = (rows.len() as u64, ranges(&rows));
            self.sets.push(RowSet {
                table,
                count,
                ranges,
            });
        }
        Some(index)
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

/// Fingerprint of rows in their order (FNV-1a over whole words): many figures share half a million
/// rows, and a keyed hash of each would take longer than the figure.
fn fingerprint(rows: &[RowRef]) -> u64 {
    rows.iter().fold(0xcbf2_9ce4_8422_2325, |hash, row| {
        let place = u64::from(row.sheet) << 32 | u64::from(row.row);
        let hash = (hash ^ place).wrapping_mul(0x0000_0100_0000_01b3);
        (hash ^ row.source.0.unsigned_abs()).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Ranges of consecutive rows; `rows` sorted and without repeats.
fn ranges(rows: &[RowRef]) -> Vec<RowRange> {
    rows.chunk_by(|a, b| (a.source, a.sheet, a.row + 1) == (b.source, b.sheet, b.row))
        .filter_map(|run| {
            Some(RowRange {
                first: *run.first()?,
                last_row: run.last()?.row,
            })
        })
        .collect()
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
        let first = sets.intern(TableKind::Orders, rows.clone());
        assert_eq!(sets.intern(TableKind::Orders, rows.clone()), first);
        assert_ne!(sets.intern(TableKind::Customers, rows), first);
        assert_eq!(sets.intern(TableKind::Orders, vec![]), None);
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
