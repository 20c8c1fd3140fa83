use records::{Catalogue, Date, Lang, Place, ProblemCode, Severity, TableKind};
use serde::{Deserialize, Serialize};

/// What the report hides. The levels build on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redact {
    /// Nothing.
    #[default]
    None,
    /// Customers and persons stand as codes.
    Names,
    /// Names as above, and money as shares, index figures or `***`.
    Amounts,
}

/// What was read from one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLine {
    /// Sheet name; empty for text files.
    pub sheet: String,
    /// What it was recognised as.
    pub kind: Option<TableKind>,
    /// Rows read.
    pub read: u64,
    /// Rows accepted.
    pub accepted: u64,
    /// Rows rejected, kept with their problem.
    pub rejected: u64,
    /// Blank, title and footer rows.
    pub dropped: u64,
}

/// One imported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// File name, never a path.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Its sheets.
    pub sheets: Vec<SheetLine>,
}

/// How often a problem was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemCount {
    /// What.
    pub code: ProblemCode,
    /// How bad.
    pub severity: Severity,
    /// How often.
    pub count: u64,
    /// One place of it.
    pub example: Option<Place>,
    /// Placeholder values of the example.
    pub args: std::collections::BTreeMap<String, String>,
}

/// Who gave the data and on what basis. What is empty or absent was not stated, and is printed so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Handover {
    /// Person or firm that gave them.
    pub given_by: String,
    /// When.
    pub given_on: Option<Date>,
    /// Basis: its words are `ui.provenance.basis.<id>`.
    pub basis: Option<String>,
    /// The basis in words.
    pub basis_note: String,
    /// What they may be used for.
    pub purpose: String,
    /// Until when they may be kept.
    pub retain_until: Option<Date>,
    /// Columns with personal information that were left out: file and headers.
    pub withheld: Vec<(String, Vec<String>)>,
}

/// How a report is to be made. Dates and numbers are given, never taken from a clock.
#[derive(Debug, Clone)]
pub struct ReportOptions<'a> {
    /// Language.
    pub lang: Lang,
    /// The texts of that language.
    pub catalogue: &'a Catalogue,
    /// What is hidden.
    pub redact: Redact,
    /// Number of the report; empty: not shown.
    pub report_no: String,
    /// Who issues it; empty: not shown.
    pub issuer: String,
    /// Who ordered it; empty: not shown.
    pub client: String,
    /// Date printed on the cover; absent: none shown.
    pub report_date: Option<Date>,
    /// Imported files.
    pub sources: Vec<SourceLine>,
    /// What was wrong with them.
    pub problems: Vec<ProblemCount>,
    /// Who gave the data; absent: nothing is said about it.
    pub handover: Option<Handover>,
    /// Words across every page.
    pub watermark: Option<String>,
}

impl<'a> ReportOptions<'a> {
    /// Options with nothing but the texts: no redaction, no numbers, no names, no sources.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            lang: catalogue.lang(),
            catalogue,
            redact: Redact::None,
            report_no: String::new(),
            issuer: String::new(),
            client: String::new(),
            report_date: None,
            sources: Vec::new(),
            problems: Vec::new(),
            handover: None,
            watermark: None,
        }
    }
}
