use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;

use crate::cell::{Cell, Row};

/// Finds rows that stand in a table a second time, every cell alike, those without a field too.
///
/// Such a row still counts: a total that was tied out, or published, holds over all rows, and two
/// equal lines of one document may both be true. Whether it was exported twice is the adviser's
/// decision, who finds every one of them among the problems.
#[derive(Default)]
pub(super) struct Twins {
    /// Digest of a row → its number. Digests of 64 bits: a false alarm among a million rows is
    /// less likely than one in ten million.
    seen: FxHashMap<u64, u32>,
}

impl Twins {
    /// For a table of so many rows: a map that grows is there twice while it does.
    pub(super) fn among(rows: usize) -> Self {
        let mut twins = Self::default();
        twins.seen.reserve(rows);
        twins
    }

    /// The number of the first row like this one, if there was one.
    pub(super) fn first_like(&mut self, row: &Row) -> Option<u32> {
        let first = *self.seen.entry(digest(row)).or_insert(row.number);
        (first != row.number).then_some(first)
    }
}

fn digest(row: &Row) -> u64 {
    let shown = row.cells.iter().rposition(|cell| !cell.is_blank());
    let mut hasher = DefaultHasher::new();
    for cell in &row.cells[..shown.map_or(0, |last| last + 1)] {
        std::mem::discriminant(cell).hash(&mut hasher);
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => text.hash(&mut hasher),
            Cell::Error(name) => name.hash(&mut hasher),
            Cell::Number(number) => number.to_bits().hash(&mut hasher),
            Cell::DateTime(at) => at.hash(&mut hasher),
            Cell::Bool(flag) => flag.hash(&mut hasher),
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[Cell]) -> Row {
        Row {
            number,
            cells: cells.to_vec(),
        }
    }

    #[test]
    fn the_second_and_third_of_equal_rows_point_to_the_first() {
        let (a, n) = (Cell::Text("甲".into()), Cell::Number(12.5));
        let mut twins = Twins::default();
        assert_eq!(twins.first_like(&row(2, &[a.clone(), n.clone()])), None);
        assert_eq!(twins.first_like(&row(3, &[n.clone(), a.clone()])), None);
        let padded = [a.clone(), n.clone(), Cell::Empty];
        assert_eq!(twins.first_like(&row(4, &padded)), Some(2));
        assert_eq!(twins.first_like(&row(9, &[a, n])), Some(2));
    }

    #[test]
    fn one_cell_makes_the_difference() {
        let mut twins = Twins::default();
        for (number, cell) in (2..).zip([
            Cell::Text("12".into()),
            Cell::Number(12.0),
            Cell::Number(12.01),
            Cell::Bool(true),
        ]) {
            let cells = [Cell::Text("甲".into()), cell];
            assert_eq!(twins.first_like(&row(number, &cells)), None, "{number}");
        }
    }
}
