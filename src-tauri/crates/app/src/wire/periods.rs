//! Tables with a column a month, quarter or year.

use import::{Periods, YearFrom};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Months, quarters or years that stand as columns, and what the adviser says of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PeriodsView {
    /// Each amount becomes a record of its period; otherwise a row is one record as it stands.
    pub split: bool,
    /// No header names a year.
    pub asks_year: bool,
    /// Year of the first of them, where no header names one; absent while nobody said it.
    pub year: Option<i16>,
    /// What named the year; absent where the adviser did.
    pub year_from: Option<YearSource>,
    /// The columns; none while the year is not known or they are not split.
    pub columns: Vec<PeriodView>,
}

/// What named the year of months that do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum YearSource {
    /// The lines above the header.
    Title,
    /// The sheet's name.
    Sheet,
    /// The file's name.
    File,
    /// What was said when the same headers were imported before.
    Template,
}

/// A column of one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PeriodView {
    /// 0-based position.
    pub index: u32,
    /// Header as read.
    pub header: String,
    /// Last day of the period: the date of its records.
    pub end: String,
}

impl PeriodsView {
    /// The periods of a table as they were found. A text table has no name but its file's.
    #[must_use]
    pub fn of(periods: &Periods, sheet: &str, file: &str) -> Self {
        let columns = periods.columns.iter().map(|column| PeriodView {
            index: column.index,
            header: column.header.clone(),
            end: column.end.to_string(),
        });
        let from = periods.year_from.map(|from| match from {
            YearFrom::Title => YearSource::Title,
            YearFrom::Sheet if file.starts_with(sheet) => YearSource::File,
            YearFrom::Sheet => YearSource::Sheet,
            YearFrom::File => YearSource::File,
        });
        Self {
            split: true,
            asks_year: periods.yearless,
            year: periods.year,
            year_from: from,
            columns: columns.collect(),
        }
    }

    /// The same table, its rows as they stand.
    #[must_use]
    pub fn as_they_stand(&self) -> Self {
        Self {
            split: false,
            columns: Vec::new(),
            ..self.clone()
        }
    }

    /// Nobody said yet of which year the months are.
    #[must_use]
    pub fn lacks_year(&self) -> bool {
        self.split && self.asks_year && self.year.is_none()
    }
}
