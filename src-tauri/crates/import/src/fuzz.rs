//! What must hold for any bytes whatever. The fuzz targets in `tests/fuzz` come in here; the tests
//! hold their seeds to the same, and with them every input that once broke it.

use std::ops::ControlFlow;

use jiff::civil::Date;
use records::SourceId;

use crate::cell::{Cell, Merge, Row, Sheet};
use crate::convert::{Origin, Tally};
use crate::dictionary::FieldDictionary;
pub use crate::file::fuzz::{Likeness, text, workbook};
use crate::layout::{Joins, Table, recognise_together, split};
use crate::mapping::Mapping;

const FILE: &str = "x.csv";
/// Long after every date of the seeds.
const TODAY: Date = jiff::civil::date(2030, 1, 1);
/// Columns of a sheet, as files are held to.
const COLUMNS: usize = 2_000;

/// The bytes as a table of cells: parting, recognition and conversion lose no cell and no row.
///
/// A line is a row, blank ones too, and tabs part the cells. The first character of a cell says
/// what it is: `#` a number, `@` a date with time, `!` an error, `?` yes or no, `=` and any other
/// text. A line `&top left bottom right` is a merged region.
///
/// # Errors
/// What was lost.
pub fn table(bytes: &[u8], dictionary: &FieldDictionary) -> Result<(), String> {
    let sheet = sheet(&String::from_utf8_lossy(bytes));
    let all = shown(&sheet);
    let parts = split(sheet, dictionary);
    let parted: usize = parts.iter().map(shown).sum();
    if parted != all {
        return Err(format!("{all} cells are {parted} when parted"));
    }
    let named: Vec<(&Sheet, &str)> = parts.iter().map(|part| (part, FILE)).collect();
    let (guesses, _) = recognise_together(&named, dictionary);
    let mappings: Vec<Option<Mapping>> = guesses.iter().map(|guess| guess.mapping()).collect();
    let recognised = parts.iter().zip(&mappings);
    let tables: Vec<Table> = recognised
        .filter_map(|(sheet, mapping)| {
            let mapping = mapping.as_ref()?;
            Some(Table { sheet, mapping })
        })
        .collect();
    let joins = Joins::find(&tables);
    for (at, table) in tables.iter().enumerate() {
        let mut records = 0;
        let origin = Origin {
            source: SourceId(1),
            file: FILE,
            today: TODAY,
        };
        let (_, tally) = joins.convert_each(&tables, at, origin, &mut |_, _| {
            records += 1;
            ControlFlow::Continue(())
        });
        accounted(table, &tally, records)?;
    }
    Ok(())
}

fn accounted(table: &Table, tally: &Tally, records: u64) -> Result<(), String> {
    let rows = table.sheet.rows.len() as u64;
    let header = table.mapping.header_rows.len() as u64;
    if !tally.adds_up() || tally.records != records {
        Err(format!("{tally:?} with {records} records"))
    } else if tally.read + tally.outside + header < rows || tally.read > rows {
        Err(format!("{tally:?} and {header} header rows of {rows} rows"))
    } else {
        Ok(())
    }
}

fn shown(sheet: &Sheet) -> usize {
    let cells = sheet.rows.iter().flat_map(|row| &row.cells);
    cells.filter(|cell| !cell.is_blank()).count()
}

fn sheet(text: &str) -> Sheet {
    let mut sheet = Sheet {
        index: 0,
        part: 0,
        name: "Sheet1".into(),
        hidden: false,
        rows: Vec::new(),
        merges: Vec::new(),
    };
    let mut number = 0;
    for line in text.split('\n') {
        if let Some(merge) = line.strip_prefix('&').and_then(merge) {
            sheet.merges.push(merge);
            continue;
        }
        number += 1;
        let mut cells: Vec<Cell> = line.split('\t').take(COLUMNS).map(cell).collect();
        cells.truncate(
            cells
                .iter()
                .rposition(|cell| *cell != Cell::Empty)
                .map_or(0, |last| last + 1),
        );
        if !cells.is_empty() {
            sheet.rows.push(Row { number, cells });
        }
    }
    sheet
}

fn merge(numbers: &str) -> Option<Merge> {
    let numbers: Option<Vec<u32>> = numbers.split(' ').map(|n| n.parse().ok()).collect();
    match numbers?.as_slice() {
        [top, left, bottom, right] => Some(Merge {
            top: *top,
            left: *left,
            bottom: *bottom,
            right: *right,
        }),
        _ => None,
    }
}

fn cell(text: &str) -> Cell {
    let mut rest = text.chars();
    let special = match rest.next() {
        None => Some(Cell::Empty),
        Some('#') => rest.as_str().parse().ok().map(Cell::Number),
        Some('@') => rest.as_str().parse().ok().map(Cell::DateTime),
        Some('?') => rest.as_str().parse().ok().map(Cell::Bool),
        Some('!') => Some(Cell::Error(rest.as_str().into())),
        Some(_) => None,
    };
    special.unwrap_or_else(|| Cell::Text(text.into()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The seeds of a target, with their names.
    fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fuzz/seeds");
        let files = std::fs::read_dir(root.join(target)).unwrap();
        let seed = |path: std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        };
        files.map(|file| seed(file.unwrap().path())).collect()
    }

    #[test]
    fn seeds_of_workbooks_are_read_as_calamine_reads_them_or_declined() {
        let mut identical = 0;
        for (name, bytes) in seeds("workbook") {
            match workbook(&bytes) {
                Ok(likeness) => identical += u32::from(likeness == Likeness::Identical),
                Err(what) => panic!("{name}: {what}"),
            }
        }
        assert!(identical > 20, "{identical}");
    }

    #[test]
    fn seeds_of_texts_keep_every_letter() {
        for (name, bytes) in seeds("text") {
            assert_eq!(text(&bytes), Ok(()), "{name}");
        }
    }

    #[test]
    fn seeds_of_tables_lose_no_cell_and_no_row() {
        let dictionary = FieldDictionary::embedded().unwrap();
        for (name, bytes) in seeds("recognise") {
            assert_eq!(table(&bytes, &dictionary), Ok(()), "{name}");
        }
    }

    #[test]
    fn a_letter_that_is_lost_and_a_table_in_cells_are_noticed() {
        let sheet =
            sheet("客户\t金额\n\n甲\t#12.5\t\n&1 0 1 1\n@2024-01-05T00:00:00\t?true\t!#REF!\t=x");
        let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 4]);
        assert_eq!(
            sheet.rows[1].cells,
            [Cell::Text("甲".into()), Cell::Number(12.5)]
        );
        assert!(matches!(
            sheet.rows[2].cells.as_slice(),
            [
                Cell::DateTime(_),
                Cell::Bool(true),
                Cell::Error(_),
                Cell::Text(_)
            ]
        ));
        assert_eq!((sheet.merges.len(), shown(&sheet)), (1, 8));
    }
}
