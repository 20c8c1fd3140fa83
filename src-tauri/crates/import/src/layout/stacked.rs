use super::heading::Heading;
use super::{is_title, shown};
use crate::cell::{Cell, Row};
use crate::dictionary::FieldDictionary;
use crate::guards::is_footer;

/// Positions at which the tables of a sheet begin, the first always 0. A further table begins
/// after a blank row or a title, with a header of its own that the dictionary knows.
pub(super) fn starts(rows: &[Row], dictionary: &FieldDictionary) -> Vec<usize> {
    let mut starts = vec![0];
    let mut current: Option<(usize, Heading)> = None;
    for at in 0..rows.len() {
        // Only the first header may follow rows of any kind.
        if current.is_some() && !opens(rows, at) {
            continue;
        }
        if current.is_none() && at > 60 {
            break;
        }
        let row = &rows[at];
        let Some(heading) = Heading::of(row, 0..row.cells.len(), dictionary) else {
            continue;
        };
        if heading.known < 2 || !has_body(rows, at) {
            continue;
        }
        match &current {
            Some((_, before)) if before.repeats(&heading) => {}
            Some((header, _)) => {
                let start = with_titles(rows, at);
                if start > header + 1 {
                    starts.push(start);
                    current = Some((at, heading));
                }
            }
            None => current = Some((at, heading)),
        }
    }
    starts
}

/// Whether a table can begin with this row.
fn opens(rows: &[Row], at: usize) -> bool {
    let Some(above) = at.checked_sub(1).map(|above| &rows[above]) else {
        return true;
    };
    gap(rows, at) || is_title(above) || (gap(rows, at - 1) && is_texts(above))
}

/// Whether a blank row stands above.
fn gap(rows: &[Row], at: usize) -> bool {
    let Some(above) = at.checked_sub(1).map(|above| &rows[above]) else {
        return true;
    };
    rows[at].number > above.number + 1 || above.cells.iter().all(Cell::is_blank)
}

fn is_texts(row: &Row) -> bool {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
    cells.all(|cell| cell.text().is_some())
}

/// The row right below holds values.
fn has_body(rows: &[Row], at: usize) -> bool {
    rows.get(at + 1)
        .is_some_and(|below| !gap(rows, at + 1) && shown(below) >= 2)
}

/// The first row of the titles, tips and group headers right above a header.
fn with_titles(rows: &[Row], header: usize) -> usize {
    let mut start = header;
    if start > 0 && gap(rows, start - 1) && !gap(rows, start) && is_texts(&rows[start - 1]) {
        start -= 1;
    }
    while start > 0 && is_title(&rows[start - 1]) && !is_footer(&rows[start - 1], false) {
        start -= 1;
    }
    start
}
