//! What the product says of a sheet, held to the key.

use std::collections::{BTreeMap, BTreeSet};

use clientele_import::{
    FieldDictionary, Layout, Months, Reason, Sheet, TableGuess, Workbook, column_letters,
    recognise, recognise_with_months, split,
};

use crate::key::{Key, Truth};

/// One column.
pub struct Column {
    pub letter: String,
    pub header: String,
    pub expected: String,
    pub got: String,
    pub right: bool,
}

/// One sheet.
pub struct Judged {
    pub file: String,
    pub sheet: String,
    pub twin: bool,
    pub expected: String,
    pub got: String,
    pub header_right: bool,
    pub columns: Vec<Column>,
}

/// Columns counted.
#[derive(Default, Clone, Copy)]
pub struct Count {
    pub right: usize,
    pub of: usize,
}

impl Count {
    pub fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    pub fn share(self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}/{} = {:.1} %",
            self.right,
            self.of,
            self.share() * 100.0
        )
    }
}

/// The sheets of a file that can be read; nothing for one that cannot.
pub fn judge(key: &Key, file: &str, book: &Workbook, dictionary: &FieldDictionary) -> Vec<Judged> {
    let Some((twin, sheets)) = key.files().remove(file) else {
        return Vec::new();
    };
    let mut judged = Vec::new();
    for sheet in &book.sheets {
        let named = sheets.get(&Some(sheet.name.clone()));
        if let Some(truth) = named.or_else(|| sheets.get(&None)) {
            let name = sheet.name.clone();
            judged.push(Judged {
                file: file.into(),
                sheet: name,
                twin,
                ..sheet_judged(sheet, book, truth, dictionary)
            });
        }
    }
    judged
}

/// The tables that the product sees in a sheet.
pub fn tables(sheet: &Sheet, file: &str, dictionary: &FieldDictionary) -> Vec<TableGuess> {
    let tables = split(sheet.clone(), dictionary);
    tables
        .iter()
        .map(|table| recognise(table, file, dictionary))
        .collect()
}

fn sheet_judged(
    sheet: &Sheet,
    book: &Workbook,
    truth: &Truth,
    dictionary: &FieldDictionary,
) -> Judged {
    let guesses = tables(sheet, &book.file, dictionary);
    let kinds: BTreeSet<&str> = guesses
        .iter()
        .filter_map(|guess| guess.kind)
        .map(|kind| kind.id())
        .collect();
    let got = if kinds.is_empty() {
        "none".to_owned()
    } else {
        kinds.into_iter().collect::<Vec<_>>().join("+")
    };
    let mut fields = BTreeMap::new();
    for guess in guesses.iter().filter(|guess| guess.kind.is_some()) {
        for column in &guess.columns {
            if let Some(field) = &column.field {
                fields.insert(column.letter.clone(), field.clone());
            }
        }
    }
    for table in split(sheet.clone(), dictionary) {
        fields.extend(months(&table, &book.file, dictionary));
    }
    let expected = if truth.columns.is_empty() {
        bare(sheet, truth)
    } else {
        truth.columns.clone()
    };
    let same = got == truth.kind;
    let columns = expected.iter().map(|(letter, (header, expected_field))| {
        let got = fields.get(letter).cloned().unwrap_or_else(|| "-".into());
        let right =
            (same || expected_field == "-") && right(expected_field, &got, &expected, &fields);
        Column {
            letter: letter.clone(),
            header: header.clone(),
            expected: expected_field.clone(),
            got,
            right,
        }
    });
    Judged {
        file: String::new(),
        sheet: String::new(),
        twin: false,
        expected: truth.kind.clone(),
        got: got.clone(),
        header_right: truth.kind == "none"
            || guesses
                .iter()
                .any(|guess| guess.header_rows == truth.header),
        columns: columns.collect(),
    }
}

/// The columns that the product takes for periods by itself: `month` where it would read amounts,
/// `units` where pieces, both once the year is told that it asks for.
fn months(sheet: &Sheet, file: &str, dictionary: &FieldDictionary) -> BTreeMap<String, String> {
    let guess = recognise(sheet, file, dictionary);
    let Layout::Periods(periods) = &guess.layout else {
        return BTreeMap::new();
    };
    let asked =
        recognise_with_months(sheet, file, dictionary, None, None, Months::Year(2020)).layout;
    let columns = match &asked {
        Layout::Periods(answered) if periods.needs_year => &answered.columns,
        _ => &periods.columns,
    };
    let by_itself = |letter: &String| {
        let known = guess.columns.iter().find(|c| c.letter == *letter);
        known.is_some_and(|column| column.reason == Reason::Period)
    };
    let word = |field: &str| if field == "amount" { "month" } else { "units" };
    let named = columns
        .iter()
        .map(|c| (column_letters(c.index), word(&c.field).to_owned()));
    named.filter(|(letter, _)| by_itself(letter)).collect()
}

/// A column that may be served by any of several counts where one of them is.
fn right(
    expected: &str,
    got: &str,
    all: &BTreeMap<String, (String, String)>,
    fields: &BTreeMap<String, String>,
) -> bool {
    expected.split('|').any(|one| match one.strip_suffix('*') {
        None => one == got,
        Some(field) if got == field => true,
        Some(field) => {
            got == "-"
                && all.iter().any(|(letter, (_, other))| {
                    other == one && fields.get(letter).is_some_and(|got| got == field)
                })
        }
    })
}

/// The columns of a sheet that is no evidence: those of its header row, none with a field.
fn bare(sheet: &Sheet, truth: &Truth) -> BTreeMap<String, (String, String)> {
    let row = sheet
        .rows
        .iter()
        .find(|row| Some(&row.number) == truth.header.last());
    let cells = row
        .iter()
        .flat_map(|row| row.cells.iter().enumerate())
        .filter(|(_, cell)| !cell.is_blank());
    cells
        .map(|(at, cell)| (column_letters(at as u32), (cell.shown(), "-".to_owned())))
        .collect()
}

/// Shares over sheets: all columns, those with a field in the key, and of those that the product
/// mapped the right ones.
pub fn counts<'j>(sheets: impl Iterator<Item = &'j Judged>) -> (Count, Count, Count) {
    let (mut all, mut keyed, mut mapped) = Default::default();
    for column in sheets.flat_map(|sheet| &sheet.columns) {
        Count::add(&mut all, column.right);
        if column.expected != "-" {
            Count::add(&mut keyed, column.right);
        }
        if column.got != "-" {
            Count::add(&mut mapped, column.right);
        }
    }
    (all, keyed, mapped)
}
