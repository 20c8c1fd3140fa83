//! What crosses between the window and the backend. TypeScript is made from these types.
//!
//! The window never sees a path: a file picked or dropped becomes a [`FileId`].

mod arguments;
mod columns;
mod customers;
mod handover;
mod periods;
mod problems;
mod reconciliation;
mod signs;
mod together;

use std::collections::BTreeMap;

use assess::Assessment;
use records::{Answer, Lang, TableKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use arguments::*;
pub use columns::*;
pub use customers::*;
pub use handover::*;
pub use periods::*;
pub use problems::*;
pub use reconciliation::*;
pub use signs::*;
pub use together::*;

/// A file or folder known to the backend; valid until the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct FileId(pub u64);

/// A job chosen by the window; used to cancel it and to tell its progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct JobId(pub u64);

/// A report laid out and kept for preview and saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct ReportId(pub u64);

/// Nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// What went wrong; its sentence is `error.<code>` and what to do next `error.<code>.hint`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WireError {
    /// Stable code, e.g. `import.encrypted`.
    pub code: String,
    /// Placeholder values.
    pub args: BTreeMap<String, String>,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// The job.
    pub job: JobId,
    /// Stage; words under `stage.job.<stage>`: `reading`, `recognising`, `converting`, `storing`,
    /// `measuring`, `laying_out`.
    pub stage: String,
    /// File or step being worked on, for show.
    pub subject: String,
    /// Done so far, in the unit of `total`.
    pub done: f64,
    /// In all; 0 while unknown.
    pub total: f64,
}

/// The program itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AppInfo {
    /// Version.
    pub version: String,
    /// Remembered settings.
    pub settings: Settings,
    /// The window should open the embedded sample at once.
    pub start_with_sample: bool,
}

/// What the program remembers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub lang: Lang,
    /// Language of reports.
    pub report_lang: Lang,
    /// Name printed as the issuer of reports.
    pub issuer: String,
    /// Name put to decisions in the audit trail.
    pub adviser: String,
    /// Dark appearance.
    pub dark: bool,
}

/// A project opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentProject {
    /// The file.
    pub file: FileId,
    /// File name.
    pub name: String,
    /// Folder, shortened for show.
    pub folder: String,
    /// Seconds since 1970-01-01 UTC.
    pub opened_at: i64,
    /// Whether the file is still there.
    pub exists: bool,
}

/// Which dialog to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PickKind {
    /// An existing project file.
    OpenProject,
    /// Where to put a new project file.
    NewProject,
    /// Spreadsheets, several.
    DataFiles,
    /// Where to save the report.
    SaveReport,
    /// Where to save the workpapers.
    SaveWorkpapers,
}

/// A file the user picked or dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PickedFile {
    /// The file.
    pub file: FileId,
    /// File name.
    pub name: String,
    /// Size in bytes; 0 for a file not there yet.
    pub bytes: u64,
}

/// An open project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProjectView {
    /// File name without extension.
    pub name: String,
    /// Whether it is the embedded sample (a temporary copy).
    pub sample: bool,
    /// Its target firms.
    pub targets: Vec<TargetView>,
}

/// A target firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetView {
    /// Id in the project.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Imported files.
    pub sources: u64,
    /// Accepted rows of each table that has any.
    pub tables: Vec<(TableKind, u64)>,
    /// Open problems.
    pub problems: u64,
}

/// A file looked at before import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct InspectedFile {
    /// The file.
    pub file: FileId,
    /// File name.
    pub name: String,
    /// Why it cannot be read.
    pub error: Option<WireError>,
    /// The same content was imported before under this name.
    pub imported_before: Option<String>,
    /// The source that it can replace: of the same content, else of the same name.
    pub earlier: Option<EarlierFile>,
    /// Its sheets.
    pub sheets: Vec<InspectedSheet>,
}

/// A sheet and what was recognised in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct InspectedSheet {
    /// 0-based position.
    pub sheet: u32,
    /// 0-based number of the table on the sheet.
    pub part: u32,
    /// Name.
    pub name: String,
    /// Hidden in the spreadsheet program: left out unless the adviser wants it.
    pub hidden: bool,
    /// Rows it holds.
    pub rows: u32,
    /// How sure the recognition is, 0–1; 0 when nothing was recognised.
    pub confidence: f64,
    /// The mapping proposed.
    pub mapping: MappingView,
    /// A mapping confirmed before for the same headers, or nearly the same.
    pub template: Option<TemplateOffer>,
    /// The table that completes it, or that it completes.
    pub join: Option<JoinView>,
    /// The file of the project that it should be imported together with.
    pub counterpart: Option<CounterpartView>,
    /// The first rows as read, header row included: row number and texts.
    pub head: Vec<RawRow>,
}

/// A row as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RawRow {
    /// 1-based row number.
    pub row: u32,
    /// Cells as text.
    pub cells: Vec<String>,
}

/// How a sheet becomes records. The user may change it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MappingView {
    /// Evidence table; absent: leave the sheet out.
    pub table: Option<TableKind>,
    /// 1-based header row, the lower one where there are two; data begin below it.
    pub header_row: u32,
    /// Header rows that end there: 1, or 2 where a group row stands above.
    pub header_span: u32,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// Where columns are months, quarters or years.
    #[serde(default)]
    pub periods: Option<PeriodsView>,
    /// Signs that the adviser chose for types of documents.
    #[serde(default)]
    pub signs: Vec<SignView>,
}

/// One column of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ColumnView {
    /// 0-based position.
    pub index: u32,
    /// Letters as the spreadsheet program shows them.
    pub letters: String,
    /// Header as read.
    pub header: String,
    /// Field it is mapped to; absent: left out.
    pub field: Option<String>,
    /// How sure, 0–1.
    pub confidence: f64,
    /// Why; words under `mapping.reason.<reason>`.
    pub reason: String,
    /// Other fields it could serve, best first.
    pub alternatives: Vec<AlternativeView>,
    /// Whether it holds personal information.
    pub privacy: PrivacyMark,
    /// Why it does; words under `mapping.privacy.<reason>`.
    pub privacy_reason: Option<String>,
    /// What its numbers stand for.
    pub unit: UnitView,
}

/// What a mapping would make of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MappingPreview {
    /// The mapping as understood.
    pub mapping: MappingView,
    /// Fields of the record, those with values only.
    pub fields: Vec<String>,
    /// The first records: row number and a text a field.
    pub records: Vec<RawRow>,
    /// Row counts.
    pub tally: Tally,
    /// Problems by code.
    pub problems: Vec<ProblemGroup>,
    /// Types of documents in an order list, and how their amounts are signed.
    pub documents: Vec<DocumentView>,
}

/// Row counts: read = accepted + rejected + blank + footer + cancelled + joined + example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Tally {
    /// Rows below the header.
    pub read: u64,
    /// Became records.
    pub accepted: u64,
    /// Kept with their problem.
    pub rejected: u64,
    /// Blank.
    pub blank: u64,
    /// Totals and signatures below the table.
    pub footer: u64,
    /// Marked as cancelled by the firm itself.
    pub cancelled: u64,
    /// Gave what they say to the rows of another table: orders whose lines stand elsewhere.
    pub joined: u64,
    /// Examples and tips of a form.
    pub example: u64,
    /// Outside the table, not among those read: titles above the header.
    pub outside: u64,
}

/// One sheet to import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SheetChoice {
    /// The inspected file.
    pub file: FileId,
    /// 0-based sheet.
    pub sheet: u32,
    /// 0-based number of the table on the sheet.
    #[serde(default)]
    pub part: u32,
    /// How.
    pub mapping: MappingView,
}

/// An imported sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SheetView {
    /// Name.
    pub name: String,
    /// 0-based number of the table on the sheet.
    pub part: u32,
    /// Evidence table; absent: left out.
    pub table: Option<TableKind>,
    /// Row counts.
    pub tally: Tally,
    /// Columns with personal information that were left out, as their headers name them.
    pub withheld: Vec<String>,
}

/// An imported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SourceView {
    /// Id in the project.
    pub id: i64,
    /// File name.
    pub file: String,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Seconds since 1970-01-01 UTC.
    pub imported_at: i64,
    /// Its sheets.
    pub sheets: Vec<SheetView>,
}

/// An assessment with its place in the project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AssessmentView {
    /// Id in the project.
    pub id: i64,
    /// Decisions taken or taken back since it was made: its figures do not know them.
    pub decisions_since: u64,
    /// The assessment.
    pub assessment: Assessment,
}

/// Rows behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowPage {
    /// Table.
    pub table: TableKind,
    /// Fields shown, those with values only.
    pub fields: Vec<String>,
    /// The rows.
    pub rows: Vec<EvidenceRow>,
    /// How many there are in all.
    pub total: u64,
}

/// A record with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceRow {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// 1-based row.
    pub row: u32,
    /// A text a field.
    pub cells: Vec<String>,
}

/// A question of the framework with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestionView {
    /// Id.
    pub id: String,
    /// Dimension number.
    pub dimension: u32,
    /// Dimension title, by language tag.
    pub dimension_name: BTreeMap<String, String>,
    /// Item title, by language tag.
    pub item_name: BTreeMap<String, String>,
    /// The question, by language tag.
    pub text: BTreeMap<String, String>,
    /// What should be shown, by language tag.
    pub evidence_wanted: BTreeMap<String, String>,
    /// The answer, if given.
    pub answer: Option<Answer>,
}

/// A framework that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FrameworkView {
    /// Id.
    pub id: String,
    /// Title, by language tag.
    pub name: BTreeMap<String, String>,
    /// Dimensions.
    pub dimensions: u32,
    /// Items.
    pub items: u32,
}

/// What is left out of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Redaction {
    /// Nothing.
    #[default]
    None,
    /// Names of customers and persons.
    Names,
    /// Names and amounts.
    Amounts,
}

/// A report laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportView {
    /// Id for pages and saving.
    pub report: ReportId,
    /// Number of pages.
    pub pages: u32,
    /// Contents.
    pub outline: Vec<OutlineEntry>,
}

/// A heading of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutlineEntry {
    /// Title.
    pub title: String,
    /// 0 for chapters, 1 for sections.
    pub level: u32,
    /// 0-based page.
    pub page: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::ZhCn,
            report_lang: Lang::ZhCn,
            issuer: String::new(),
            adviser: String::new(),
            dark: false,
        }
    }
}
