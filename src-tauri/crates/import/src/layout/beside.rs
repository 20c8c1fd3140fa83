use std::ops::Range;

use super::heading::Heading;
use crate::cell::{Cell, Row};
use crate::dictionary::FieldDictionary;

/// Rows among which the header of tables side by side is looked for.
const SEARCH: usize = 30;
/// Columns of a list of values beside a table, at most.
const LOOKUP_WIDTH: usize = 4;

/// Columns between blank ones, with a header of their own.
struct Block {
    columns: Range<usize>,
    heading: Heading,
    /// Position of its header.
    top: usize,
    /// Position of the last row in which it holds something.
    last: usize,
    /// No row between header and last is blank in it.
    dense: bool,
}

/// The columns of each table of rows that hold tables side by side; one range for one table.
pub(super) fn ranges(rows: &[Row], dictionary: &FieldDictionary) -> Vec<Range<usize>> {
    let Some(header) = header(rows, dictionary) else {
        return Vec::new();
    };
    let segments = segments(&rows[header..]);
    if segments.len() < 2 {
        return Vec::new();
    }
    let mut tables: Vec<Block> = Vec::new();
    for columns in segments {
        let Some(block) = block(rows, header, columns, dictionary) else {
            // Notes beside a table stay with it.
            continue;
        };
        match tables.last() {
            Some(left) if !apart(left, &block) => {}
            _ => tables.push(block),
        }
    }
    let mut starts: Vec<usize> = tables.iter().map(|table| table.columns.start).collect();
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| *start..end)
        .collect()
}

/// The rows with the cells of one table only.
pub(super) fn cut(rows: &[Row], columns: &Range<usize>) -> Vec<Row> {
    let own = |row: &Row| {
        let cells = row.cells.iter().enumerate().take(columns.end);
        let cells: Vec<Cell> = cells
            .map(|(at, cell)| {
                if columns.contains(&at) {
                    cell.clone()
                } else {
                    Cell::Empty
                }
            })
            .collect();
        let filled = cells.iter().rposition(|cell| *cell != Cell::Empty)?;
        Some(Row {
            number: row.number,
            cells: cells[..=filled].to_vec(),
        })
    };
    rows.iter().filter_map(own).collect()
}

/// The row with the best header.
fn header(rows: &[Row], dictionary: &FieldDictionary) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().take(SEARCH).enumerate() {
        let heading = Heading::of(row, 0..row.cells.len(), dictionary);
        // 客户, 金额, blank, 客户, 金额: a word that repeats is as good as a second one.
        let known = heading.map_or(0, |heading| {
            heading.known + usize::from(heading.known > 0 && heading.says_twice())
        });
        if known >= 2 && best.is_none_or(|(_, most)| known > most) {
            best = Some((at, known));
        }
    }
    best.map(|(at, _)| at)
}

/// Runs of columns in which something stands.
fn segments(rows: &[Row]) -> Vec<Range<usize>> {
    let mut used: Vec<bool> = Vec::new();
    let mut blank = usize::MAX;
    for row in rows {
        if row.cells.len() > used.len() {
            used.resize(row.cells.len(), false);
            blank = usize::MAX;
        }
        // Most tables show in their header that no column is blank.
        if blank == 0 {
            continue;
        }
        for (seen, cell) in used.iter_mut().zip(&row.cells) {
            *seen |= !cell.is_blank();
        }
        blank = used.iter().filter(|seen| !**seen).count();
    }
    let mut segments: Vec<Range<usize>> = Vec::new();
    for (at, _) in used.iter().enumerate().filter(|(_, seen)| **seen) {
        match segments.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => segments.push(at..at + 1),
        }
    }
    segments
}

fn block(
    rows: &[Row],
    header: usize,
    columns: Range<usize>,
    dictionary: &FieldDictionary,
) -> Option<Block> {
    let filled = |at: usize| {
        let cells = &rows[at].cells;
        let to = columns.end.min(cells.len());
        columns.start < to && cells[columns.start..to].iter().any(|c| !c.is_blank())
    };
    let top = (header..rows.len()).find(|at| filled(*at))?;
    let last = (top..rows.len()).rev().find(|at| filled(*at))?;
    let heading = Heading::of(&rows[top], columns.clone(), dictionary)?;
    let dense = (top..=last).all(filled);
    (last > top).then_some(Block {
        columns,
        heading,
        top,
        last,
        dense,
    })
}

/// Whether two blocks are two tables. A blank column inside one table has the same rows on both
/// sides; tables side by side repeat a header or end at different rows.
fn apart(left: &Block, right: &Block) -> bool {
    let (one, other) = (&left.heading, &right.heading);
    let ends_differ = left.last != right.last;
    let same_key = one.texts.first().map(|(_, text)| text) == other.texts.first().map(|(_, t)| t);
    if one.shares(other) && (ends_differ || same_key) && one.known.min(other.known) >= 1 {
        return true;
    }
    let (small, large) = if left.last - left.top <= right.last - right.top {
        (left, right)
    } else {
        (right, left)
    };
    let lookup = small.columns.len() <= LOOKUP_WIDTH
        && (small.last - small.top) * 2 <= large.last - large.top
        && large.heading.known >= 3;
    let table = one.known.min(other.known) >= 2;
    ends_differ && small.dense && large.dense && (lookup || table)
}
