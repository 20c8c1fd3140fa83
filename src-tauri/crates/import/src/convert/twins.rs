use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::cell::{Cell, Row};

/// Different rows of one digest that are told apart: more are a file made to collide, and comparing
/// each with each would never end.
const DIFFERENT: usize = 64;

/// Finds rows that stand in a table a second time, every cell alike, those without a field too.
///
/// Such a row still counts: a total that was tied out, or published, holds over all rows, and two
/// equal lines of one document may both be true. Whether it was exported twice is the adviser's
/// decision, who finds every one of them among the problems.
#[derive(Default)]
pub(super) struct Twins {
    /// Digest and number of each row. Sorted once at the end: a map of a million digests is looked
    /// up in memory that no cache holds.
    seen: Vec<(u64, u32)>,
}

/// A row, and the number of the first one like it.
pub(super) type Twin<'r> = (&'r Row, u32);

impl Twins {
    /// For a table of so many rows: a list that grows is there twice while it does.
    pub(super) fn among(rows: usize) -> Self {
        Self {
            seen: Vec::with_capacity(rows),
        }
    }

    pub(super) fn note(&mut self, row: &Row) {
        self.seen.push((digest(row), row.number));
    }

    /// The rows noted that are like an earlier one, in their order; `rows` are those of the sheet.
    pub(super) fn found(mut self, rows: &[Row]) -> Vec<Twin<'_>> {
        self.seen.sort_unstable();
        let alike = self.seen.chunk_by(|a, b| a.0 == b.0);
        let mut twins: Vec<Twin> = alike
            .filter(|same| same.len() > 1)
            .flat_map(|same| within(same, rows))
            .collect();
        twins.sort_unstable_by_key(|(row, _)| row.number);
        twins
    }
}

/// The twins among rows of one digest, which is no proof yet that they are alike.
fn within<'r>(same: &[(u64, u32)], rows: &'r [Row]) -> Vec<Twin<'r>> {
    let mut firsts: Vec<&Row> = Vec::new();
    let mut twins = Vec::new();
    let at = |number: &u32| rows.binary_search_by_key(number, |row| row.number).ok();
    for row in same.iter().filter_map(|(_, number)| rows.get(at(number)?)) {
        match firsts.iter().find(|first| shown(first) == shown(row)) {
            Some(first) => twins.push((row, first.number)),
            None if firsts.len() < DIFFERENT => firsts.push(row),
            None => {}
        }
    }
    twins
}

/// The cells up to the last in which something can be seen.
fn shown(row: &Row) -> &[Cell] {
    let last = row.cells.iter().rposition(|cell| !cell.is_blank());
    &row.cells[..last.map_or(0, |last| last + 1)]
}

fn digest(row: &Row) -> u64 {
    let mut hasher = FxHasher::default();
    for cell in shown(row) {
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

    /// The numbers of the twins among rows of these cells, numbered from 2 on, and of their firsts.
    fn twins(rows: &[&[Cell]]) -> Vec<(u32, u32)> {
        let numbered = (2..).zip(rows).map(|(number, cells)| Row {
            number,
            cells: cells.to_vec(),
        });
        let rows: Vec<Row> = numbered.collect();
        let mut twins = Twins::among(rows.len());
        rows.iter().for_each(|row| twins.note(row));
        let found = twins.found(&rows).into_iter();
        found.map(|(row, first)| (row.number, first)).collect()
    }

    #[test]
    fn the_second_and_third_of_equal_rows_point_to_the_first() {
        let (a, n) = (Cell::Text("甲".into()), Cell::Number(12.5));
        let found = twins(&[
            &[a.clone(), n.clone()],
            &[n.clone(), a.clone()],
            &[a.clone(), n.clone(), Cell::Empty],
            &[n.clone(), a.clone()],
            &[a, n],
        ]);
        assert_eq!(found, [(4, 2), (5, 3), (6, 2)]);
    }

    #[test]
    fn one_cell_makes_the_difference() {
        let cells = [
            Cell::Text("12".into()),
            Cell::Number(12.0),
            Cell::Number(12.01),
            Cell::Bool(true),
        ];
        let rows = cells.map(|cell| [Cell::Text("甲".into()), cell]);
        let rows: Vec<&[Cell]> = rows.iter().map(<[Cell; 2]>::as_slice).collect();
        assert_eq!(twins(&rows), []);
    }

    #[test]
    fn rows_that_only_share_a_digest_are_no_twins() {
        let row = |number, cell| Row {
            number,
            cells: vec![cell],
        };
        let rows = [
            row(2, Cell::Number(1.0)),
            row(3, Cell::Number(2.0)),
            row(4, Cell::Number(2.0)),
            row(7, Cell::Number(1.0)),
        ];
        let twins = Twins {
            seen: [2, 3, 4, 7].map(|number| (99, number)).to_vec(),
        };
        let found = twins.found(&rows).into_iter();
        let found: Vec<_> = found.map(|(row, first)| (row.number, first)).collect();
        assert_eq!(found, [(4, 3), (7, 2)]);
    }
}
