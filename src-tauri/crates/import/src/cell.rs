use records::DateTime;

use crate::text::{ErrorName, Text};

/// One cell as the file holds it, in 16 bytes: an order book has millions of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, untouched.
    Text(Text),
    /// Number; also durations, in days.
    Number(f64),
    /// A number that the file formats as a date.
    DateTime(DateTime),
    /// Yes or no.
    Bool(bool),
    /// A spreadsheet error such as `#REF!`.
    Error(ErrorName),
}

// What one cell takes is most of what an import takes.
const _: () = assert!(size_of::<Cell>() == 16);

impl Cell {
    /// Whether nothing can be seen in the cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|c| c.is_whitespace() || c == '\u{feff}'),
            _ => false,
        }
    }

    /// The text inside, if it is a text cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cell as a person would write it, for previews and rejected rows.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.to_string(),
            Self::Error(name) => name.to_string(),
            Self::Number(number) => number_text(*number),
            Self::DateTime(at) if at.time() == jiff::civil::Time::midnight() => {
                at.date().to_string()
            }
            Self::DateTime(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.into(),
        }
    }
}

/// A number without the `.0` that a spreadsheet adds to whole numbers, so that ids stay ids.
pub(crate) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// A row that holds at least one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// 1-based number as a spreadsheet program shows it.
    pub number: u32,
    /// Cells from column A on; trailing empty cells are left out.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a 0-based column; empty where the row is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A merged region, all four ends inclusive; rows 1-based, columns 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// A sheet of a workbook, or the only one of a text file.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// 0-based position in the workbook.
    pub index: u32,
    /// 0-based number of the table on the sheet; 0 for the first or only one.
    pub part: u32,
    /// Name; for text files the file name without its extension.
    pub name: String,
    /// Hidden in the spreadsheet program; the caller decides whether it counts.
    pub hidden: bool,
    /// Rows that hold something, in order.
    pub rows: Vec<Row>,
    /// Merged regions, where the format tells them cheaply.
    pub merges: Vec<Merge>,
}
