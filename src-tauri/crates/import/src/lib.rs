//! Spreadsheet files → sheets → recognised tables → mapped, typed records and problems.
//!
//! [`read`] turns a file into [`Sheet`]s, by default in a child process with limits, because a
//! hostile or damaged workbook can make a parser abort the process it runs in. [`recognise`] finds
//! the header and guesses the evidence table and the meaning of each column. [`convert`] types the
//! cells under a [`Mapping`], which the adviser may have corrected.
//!
//! Deliberately absent: the project file, windows, reports, a clock that decides anything, and
//! sentences for users (codes and arguments only).

mod cell;
mod convert;
mod dictionary;
mod discounts;
mod error;
mod file;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
mod guards;
mod header;
mod layout;
mod mapping;
mod matching;
mod parse;
mod privacy;
mod recognise;
mod settle;
mod text;
mod watch;

pub use cell::{Cell, Merge, Row, Sheet};
pub use convert::{Converted, DocumentSigns, Origin, SignReason, Tally, convert, convert_each};
pub use dictionary::{DictionaryError, FieldDictionary};
pub use error::{ImportError, ImportErrorCode};
pub use file::{Encoding, Format, Limits, Progress, ReadMode, ReadOptions, Workbook, read, worker};
pub use header::{TaxBasis, Unit, column_letters};
pub use layout::{
    Joins, Layout, Pair, PairKind, PeriodColumn, Periods, Table, YearFrom, lines_of_orders,
    names_goods, order_numbers, recognise_together, recognise_together_watched, split,
};
pub use mapping::{MappedColumn, Mapping, PersonalColumn, Sign, SignChoice};
pub use matching::Reason;
pub use privacy::PrivacyReason;
pub use recognise::{
    ColumnGuess, Months, TableGuess, recognise, recognise_as, recognise_with_months,
};
pub use text::{ErrorName, Text};
pub use watch::Watch;
