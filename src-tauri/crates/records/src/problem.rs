use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much a problem or finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Needs attention.
    Warning,
    /// Stands in the way (a rejected row, an unreadable file) or changes the deal.
    Critical,
}

/// What is wrong, as a code; its sentence is `problem.<id>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// A required field of the row is empty. Args: `field`.
    MissingField,
    /// A cell is not a date. Args: `field`, `text`.
    BadDate,
    /// A cell is not an amount or number. Args: `field`, `text`.
    BadNumber,
    /// A cell is not a yes or no. Args: `field`, `text`.
    BadFlag,
    /// A cell holds a spreadsheet error such as `#REF!`. Args: `field`, `text`.
    CellError,
    /// A document is dated later than the day after its import. Args: `field`, `text`.
    FutureDate,
    /// The same row stands in the table more than once; it counts all the same. Args: `first`, the
    /// row it repeats.
    DuplicateRow,
    /// A row says that it was cancelled and is left out. Args: `status`.
    CancelledRow,
    /// A header could not be matched to any field. Args: `header`.
    UnmappedColumn,
    /// A column was matched, but with doubt. Args: `header`, `field`.
    DoubtfulColumn,
    /// A sheet has no header row that could be recognised. Args: `sheet`.
    NoHeader,
    /// A sheet is empty. Args: `sheet`.
    EmptySheet,
    /// A sheet has a header, but it is none of the evidence tables. Args: `sheet`.
    UnknownTable,
    /// A table has a column a month, quarter or year; each amount became a record dated on the last
    /// day of it. Args: `from`, `to`, `rows`, `records`.
    PeriodEndDates,
    /// The columns of a table are months of an unknown year.
    WideNoYear,
    /// A line of an order names an order that its table of headers does not have. Args: `text`.
    LineWithoutHeader,
    /// A sheet holds lines of orders without customer and date, and their orders were not imported
    /// with it. Args: `sheet`.
    LinesWithoutOrders,
    /// Orders whose total is not the sum of their lines. Args: `count`, `of`, `sum`, `text`.
    HeaderTotalDiffers,
    /// Headers of orders whose lines were imported are not counted again. Args: `count`.
    JoinedRow,
    /// Each line repeats the amount of its order, which counts once. Args: `count`.
    RepeatedAmount,
    /// Only the first line of an order has its amount. Args: `count`.
    AmountOnFirstLine,
    /// Examples and tips of a form were left out. Args: `count`.
    ExampleRow,
    /// A row a customer with sums so far. Args: `header`.
    PreAggregated,
    /// A whole table of returns was counted as negative. Args: `count`.
    ReturnsTable,
    /// Documents of a type say that goods went back but are written positive; they count as
    /// negative. Args: `text`, the type, `count`.
    ReturnsNegated,
    /// The adviser chose that amounts of a type of document count with the other sign. Args:
    /// `text`, `count`.
    SignsFlipped,
    /// The adviser chose that returns of a type of document count as written. Args: `text`, `count`.
    SignsKept,
    /// Only the total before a discount in money is given: the discount was taken off it, by this
    /// formula for documents of a type. Args: `text`, the type, `formula`, `count`, `sum`.
    DiscountDeducted,
    /// Nothing says whether an amount is the one before or after the discount in money beside it; it
    /// counts as written. Args: `header`, `text`, the header of the discount, `field`, `count`,
    /// `sum`.
    DiscountLeft,
    /// Total, discount and amount of a row do not add up; the amount counts as written. Args:
    /// `formula`, `field`, `text`.
    DiscountDiffers,
    /// In so many rows they do not that the columns are hardly what they seem. Args: `formula`,
    /// `field`, `count`, `of`, `text`.
    DiscountUnrelated,
    /// Amounts in another currency were multiplied by the rate that their row gives. Args: `count`,
    /// `text`.
    CurrencyConverted,
    /// So many dates lie after the day of the import that the column is hardly the date of the
    /// document. Args: `header`, `field`, `count`, `of`, `text`.
    NotDocumentDate,
    /// Nothing in a column says whether day or month stands first in its dates. Args: `header`,
    /// `field`, `text`.
    AmbiguousDates,
    /// Several rows name contact persons of one customer, which counts once. Args: `count`.
    ContactRows,
    /// A spreadsheet rounded long ids. Args: `text`, `count`.
    RoundedId,
    /// The last month seems to be incomplete. Args: `month`, `text`, `count`, `usual`.
    PartialMonth,
    /// A sheet hidden in the spreadsheet program is left out. Args: `sheet`.
    HiddenSheet,
    /// A column of personal information was left out. Args: `header`.
    PersonalColumn,
    /// A column of sensitive personal information was left out. Args: `header`.
    SensitiveColumn,
    /// A required column is missing from the table. Args: `field`.
    MissingColumn,
    /// Text in the file could not be decoded; the characters were replaced. Args: `encoding`.
    Undecodable,
    /// The file holds more rows or columns than a sheet may. Args: `limit`.
    TooLarge,
    /// A text was cut to the length that can be kept. Args: `field`.
    TextCut,
    /// The same file was imported before. Args: `file`.
    SourceTwice,
    /// The name stands for no real customer (散客, 内部调拨 …). Args: `text`.
    BucketCustomer,
    /// Several products share one cell; the amount is kept whole. Args: `text`.
    MixedProducts,
    /// More than one currency stands in the table. Args: `text`.
    MixedCurrency,
}

/// Where something is wrong. Absent parts mean the whole of the part before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Place {
    /// File name, never a path.
    pub file: String,
    /// Sheet name.
    pub sheet: Option<String>,
    /// 1-based row.
    pub row: Option<u32>,
    /// Column letter(s) as the spreadsheet program shows them.
    pub column: Option<String>,
}

/// Something wrong with a row, a column, a table or a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// What.
    pub code: ProblemCode,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Values for the sentence's placeholders.
    pub args: BTreeMap<String, String>,
    /// The row as it was read, when the row was rejected: one text a cell.
    pub rejected: Option<Vec<String>>,
}

impl ProblemCode {
    /// Stable name, the key of its sentence in the catalogue.
    #[must_use]
    pub fn id(self) -> String {
        // A unit variant always serialises to its snake_case name.
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(id)) => id,
            _ => String::new(),
        }
    }
}

impl Problem {
    /// A problem at a place, without arguments.
    #[must_use]
    pub fn new(code: ProblemCode, severity: Severity, place: Place) -> Self {
        Self {
            code,
            severity,
            place,
            args: BTreeMap::new(),
            rejected: None,
        }
    }

    /// The same with one more placeholder value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.into(), value.into());
        self
    }
}
