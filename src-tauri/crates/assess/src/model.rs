// Long because: one model that is read as a whole; a split would scatter what belongs together.
//! What an assessment says: the model that screen, PDF, workpapers and JSON all show.
//!
//! Everything here is data without sentences: ids and codes, whose words stand in the catalogue
//! (`measure.<id>`, `finding.<code>`, `request.<code>` …) or in the framework file.

use std::collections::BTreeMap;

use records::{
    Amount, AnswerChoice, Date, Exclusion, Grade, Place, ProblemCode, RowRef, Severity, TableKind,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::cube::model::CubeExhibits;
use crate::deal_risk::model::{DealRisk, RevenueAtRisk};
use crate::definitions::Definitions;
use crate::findings::{Origin, Significance};
use crate::loyalty::model::LoyaltyExhibits;
use crate::reconciliation::{CheckStatus, CheckValue, Reconciliation};
use crate::voice::model::VoiceExhibits;

/// Text in the languages of a framework file, by language tag.
pub type Words = BTreeMap<String, String>;

/// The assessment of one target by one framework.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Assessment {
    /// Name of the target firm.
    pub target: String,
    /// Framework used.
    pub framework: FrameworkSummary,
    /// What was fixed before anything was counted (口径).
    pub definitions: Definitions,
    /// Weighted mean of the dimensions' scores, 0–100; absent below the coverage threshold.
    pub total: Option<f64>,
    /// Share of the framework's weight that had evidence, 0–1.
    pub coverage: f64,
    /// Overall evidence grade: the weight-median of the dimensions' grades.
    pub grade: Grade,
    /// The dimensions in the framework's order.
    pub dimensions: Vec<DimensionResult>,
    /// Every figure that could be computed, sorted by id.
    pub measures: Vec<Measure>,
    /// Every figure that could not, with the reason, sorted by id.
    pub absent: Vec<AbsentMeasure>,
    /// Statements worth a buyer's attention, most severe first.
    pub findings: Vec<Finding>,
    /// What to ask the seller for (资料补充清单), most useful first.
    pub requests: Vec<Request>,
    /// Data behind the charts and tables.
    pub exhibits: Exhibits,
    /// Rows behind the figures; measures and findings name them by index.
    pub row_sets: Vec<RowSet>,
    /// What was looked at.
    pub data: DataSummary,
    /// The orders beside control totals, and checks of the records. Empty in assessments kept by
    /// older versions.
    #[serde(default)]
    pub reconciliation: Reconciliation,
}

/// Name of the framework and its rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FrameworkSummary {
    /// Stable id, e.g. `loyalty-20`.
    pub id: String,
    /// Title.
    pub name: Words,
    /// Coverage below which the total is withheld.
    pub minimum_coverage: f64,
}

/// One dimension of the framework, assessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DimensionResult {
    /// Stable id within the framework.
    pub id: String,
    /// 1-based number in the framework.
    pub number: u32,
    /// Title.
    pub name: Words,
    /// Weight before redistribution.
    pub weight: f64,
    /// 0–100; absent without evidence.
    pub score: Option<f64>,
    /// Share of the dimension's weight that had evidence.
    pub coverage: f64,
    /// The best grade that more than half of the weight reaches; E without evidence.
    pub grade: Grade,
    /// Its items.
    pub items: Vec<ItemResult>,
}

/// One documented item of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemResult {
    /// Stable id within the dimension.
    pub id: String,
    /// Title.
    pub name: Words,
    /// Weight within the dimension.
    pub weight: f64,
    /// 0–100; absent without evidence.
    pub score: Option<f64>,
    /// Share of the item's weight that had evidence.
    pub coverage: f64,
    /// Grade of what carried the score.
    pub grade: Grade,
    /// Figures and answers the item looks at.
    pub evidence: Vec<EvidenceLine>,
}

/// A figure or an answer that an item looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum EvidenceLine {
    /// A measure; look it up in `measures` or, when absent, in `absent`.
    Measure {
        /// Measure id.
        measure: String,
        /// Weight within the item.
        weight: f64,
        /// Score on the item's curve; absent when the figure is, or when it is shown unscored.
        score: Option<f64>,
    },
    /// A question to management.
    Question {
        /// Question id.
        question: String,
        /// The question.
        text: Words,
        /// What should be shown for it.
        evidence_wanted: Words,
        /// Weight within the item.
        weight: f64,
        /// The answer, if given.
        choice: Option<AnswerChoice>,
        /// Document shown.
        evidence: Option<String>,
        /// Score of the answer.
        score: Option<f64>,
        /// C with a document, D without, E unanswered.
        grade: Grade,
    },
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Share of one; shown as percent.
    Share,
    /// Money in units of the currency.
    Money,
    /// Plain count.
    Count,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Months.
    Months,
    /// Years.
    Years,
    /// Index without unit (HHI, Gini, entropy, coefficient).
    Index,
    /// Points, −100…100 (NPS) or 0–100.
    Points,
    /// Stars or scale points, 1–5.
    Stars,
    /// Occurrences per customer and year.
    PerCustomerYear,
    /// Occurrences per customer and quarter.
    PerCustomerQuarter,
    /// Occurrences per 100 orders.
    PerHundredOrders,
    /// Occurrences per 100 active customers.
    PerHundredCustomers,
    /// Occurrences per million of revenue in the currency.
    PerMillion,
    /// Hours per person and year.
    HoursPerPersonYear,
}

/// How sure a figure is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ConfidenceInterval {
    /// Lower bound, in the figure's unit.
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
    /// Level, e.g. 0.95.
    pub level: f64,
    /// Method, e.g. `wilson`; words in the catalogue under `method.<id>`.
    pub method: String,
}

/// One computed figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Measure {
    /// Stable id, e.g. `retention.nrr`; words under `measure.<id>`.
    pub id: String,
    /// The figure, in its unit.
    pub value: f64,
    /// What it counts.
    pub unit: Unit,
    /// Observations behind it: customers, orders, answers, as the formula says.
    pub n: Option<u64>,
    /// Interval, where a sampling idea makes sense.
    pub interval: Option<ConfidenceInterval>,
    /// Share of what the figure is about that had data (e.g. revenue matched), 0–1.
    pub coverage: Option<f64>,
    /// Formula in field notation, language-neutral.
    pub formula: String,
    /// Evidence grade.
    pub grade: Grade,
    /// Index into `row_sets`: the rows it was computed from.
    pub rows: Vec<usize>,
    /// Summary of those rows by table.
    pub sources: Vec<SourceUse>,
}

/// How many rows of a table stand behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SourceUse {
    /// Table.
    pub table: TableKind,
    /// Rows used.
    pub rows: u64,
}

/// A figure that could not be computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AbsentMeasure {
    /// Measure id.
    pub id: String,
    /// Why.
    pub reason: AbsentReason,
}

/// Why a figure is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum AbsentReason {
    /// The table was not provided.
    NoTable {
        /// Which.
        table: TableKind,
    },
    /// The table has no values in these fields.
    NoField {
        /// Which table.
        table: TableKind,
        /// Which field.
        field: String,
    },
    /// Fewer months of history than needed.
    ShortHistory {
        /// Months needed.
        needed: u32,
        /// Months there.
        found: u32,
    },
    /// Too few observations.
    TooFew {
        /// Needed.
        needed: u64,
        /// There.
        found: u64,
    },
    /// Too little of the revenue matches between the tables.
    PoorMatch {
        /// The table that does not match.
        table: TableKind,
    },
    /// The denominator is zero: nothing of the kind happened.
    NothingToCount,
    /// The search for the parameters of a model came to no end.
    NotConverged,
    /// Too many cases are still open for the time to be known.
    NotReached {
        /// Cases followed.
        cases: u64,
        /// Of them, over.
        ended: u64,
    },
}

/// Rows behind a figure, as ranges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowSet {
    /// Table.
    pub table: TableKind,
    /// How many rows.
    pub count: u64,
    /// Ranges of consecutive rows, sorted.
    pub ranges: Vec<RowRange>,
}

/// Consecutive rows of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowRange {
    /// First row.
    pub first: RowRef,
    /// Last row number in the same sheet, inclusive.
    pub last_row: u32,
}

/// A statement worth a buyer's attention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Stable code; words under `finding.<code>.title`, `.text`, `.term` (suggested deal term).
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The figure that carries it, by measure id.
    pub measure: Option<String>,
    /// Placeholder values, already in the figure's unit; formatted by whoever shows them.
    pub args: BTreeMap<String, FindingArg>,
    /// Threshold crossed.
    pub threshold: Option<Threshold>,
    /// How likely chance alone is, where that was tested.
    #[serde(default)]
    pub test: Option<Significance>,
    /// Evidence grade.
    pub grade: Grade,
    /// Index into `row_sets`.
    pub rows: Vec<usize>,
}

/// The cut points of a rule and where they come from; its sentence stands under
/// `threshold.<id>`, with the values and `sources` as placeholders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Threshold {
    /// Id of the rule.
    pub id: String,
    /// Whose practice it is.
    pub origin: Origin,
    /// Sites that state it.
    pub sources: Vec<String>,
    /// Values by name.
    pub values: BTreeMap<String, ThresholdValue>,
}

/// A cut point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "type", content = "value")]
pub enum ThresholdValue {
    /// Share of one, shown as percent.
    Share(f64),
    /// Number, factor, days, points.
    Number(f64),
}

impl ThresholdValue {
    /// As a person writes it: 20%, 1.3, 14.
    #[must_use]
    pub fn shown(self) -> String {
        match self {
            Self::Share(share) => format!("{}%", (share * 1e4).round() / 1e2),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A placeholder value of a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "type", content = "value")]
pub enum FindingArg {
    /// A name or text from the data.
    Text(String),
    /// A customer's name; masked where the report is redacted.
    Customer(String),
    /// A person's name; masked where the report is redacted.
    Person(String),
    /// A date.
    Date(#[ts(type = "string")] Date),
    /// A figure with its unit.
    Figure(f64, Unit),
}

/// Something to ask the seller for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Request {
    /// What to ask for.
    pub ask: Ask,
    /// Dimension numbers that would gain evidence.
    pub dimensions: Vec<u32>,
    /// Share of the framework's weight it would add, 0–1.
    pub weight: f64,
    /// Figures it would unlock.
    pub unlocks: Vec<String>,
}

/// What is asked of the seller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Ask {
    /// A table that is missing.
    Table {
        /// Which.
        table: TableKind,
    },
    /// A column that is missing or empty.
    Field {
        /// Which table.
        table: TableKind,
        /// Which field.
        field: String,
    },
    /// Longer history.
    History {
        /// Months needed.
        months: u32,
    },
    /// An answer with evidence.
    Question {
        /// Question id in the framework.
        question: String,
        /// The question.
        text: Words,
        /// What should be shown.
        evidence_wanted: Words,
    },
    /// An explanation of what a check found.
    Check {
        /// Id of the check.
        check: String,
        /// What it came to.
        status: CheckStatus,
        /// Values for its sentence.
        args: BTreeMap<String, CheckValue>,
    },
    /// A correction or explanation of problems met at import.
    Problem {
        /// What is wrong.
        problem: ProblemCode,
        /// How often.
        count: u64,
        /// One place of it.
        place: Place,
        /// Values for the sentence of that one.
        args: BTreeMap<String, String>,
    },
}

/// Data behind the charts and tables; each absent when it could not be computed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct Exhibits {
    /// Revenue by month, oldest first.
    pub months: Vec<MonthRevenue>,
    /// Revenue of each of the last full years or LTM windows, oldest first.
    pub years: Vec<YearRevenue>,
    /// Bridge between the two last twelve-month windows.
    pub bridge: Option<Bridge>,
    /// Monthly or quarterly acquisition cohorts.
    pub cohorts: Option<Cohorts>,
    /// Concentration of the last twelve months.
    pub concentration: Option<Concentration>,
    /// Largest customers of the last twelve months, at most 20.
    pub top_customers: Vec<TopCustomer>,
    /// RFM segments.
    pub rfm: Vec<RfmSegment>,
    /// RFM cut points.
    pub rfm_cuts: Option<RfmCuts>,
    /// Life-cycle stages.
    pub stages: Vec<StageCount>,
    /// Customers lost in the last twelve months by revenue before the loss, at most 20.
    pub lost_customers: Vec<LostCustomer>,
    /// Reasons of loss, complaints by category, channels … by exhibit id.
    pub breakdowns: BTreeMap<String, Vec<BreakdownRow>>,
    /// Survival of customers since their first order (Kaplan–Meier), months.
    pub survival: Vec<SurvivalStep>,
    /// The revenue-at-risk ladder.
    pub revenue_at_risk: Option<RevenueAtRisk>,
    /// What contracts, persons and receivables expose.
    #[serde(default)]
    pub deal_risk: DealRisk,
    /// Projections of the customer cube.
    #[serde(default)]
    pub cube: CubeExhibits,
    /// Index, matrix, warning and models of single customers.
    #[serde(default)]
    pub loyalty: LoyaltyExhibits,
    /// What customers say and how they are served.
    #[serde(default)]
    pub voice: VoiceExhibits,
}

/// Revenue of one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MonthRevenue {
    /// First day of the month.
    #[ts(type = "string")]
    pub month: Date,
    /// Net revenue.
    pub revenue: Amount,
    /// Order documents.
    pub orders: u64,
    /// Customers who bought.
    pub customers: u64,
}

/// Revenue of a twelve-month window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct YearRevenue {
    /// First day.
    #[ts(type = "string")]
    pub from: Date,
    /// Last day.
    #[ts(type = "string")]
    pub to: Date,
    /// Net revenue.
    pub revenue: Amount,
    /// Customers who bought.
    pub customers: u64,
    /// Share of the largest customer.
    pub top1: Option<f64>,
    /// Share of the five largest.
    pub top5: Option<f64>,
    /// Share of the ten largest.
    pub top10: Option<f64>,
}

/// Revenue bridge: begin + new + reactivated + expansion − contraction − churn = end, to the cent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Bridge {
    /// Earlier window.
    #[ts(type = "[string, string]")]
    pub earlier: (Date, Date),
    /// Later window.
    #[ts(type = "[string, string]")]
    pub later: (Date, Date),
    /// Revenue of identified customers in the earlier window.
    pub begin: Amount,
    /// From customers never seen before.
    pub new: Amount,
    /// From customers who had paused.
    pub reactivated: Amount,
    /// Growth of customers in both windows.
    pub expansion: Amount,
    /// Decline of customers in both windows, positive.
    pub contraction: Amount,
    /// Revenue of customers who stopped, positive.
    pub churn: Amount,
    /// Revenue of identified customers in the later window.
    pub end: Amount,
}

/// Retention triangle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Cohorts {
    /// Length of a period in months: 1, 3 or 12.
    pub months_per_period: u32,
    /// One row an acquisition cohort, oldest first.
    pub rows: Vec<CohortRow>,
}

/// Customers acquired in one period, and how many bought again at each age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CohortRow {
    /// First day of the period.
    #[ts(type = "string")]
    pub start: Date,
    /// Customers acquired.
    pub size: u64,
    /// Share active at age 0, 1, 2 …; ends where nothing was observed yet.
    pub retained: Vec<f64>,
}

/// Concentration of revenue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Concentration {
    /// Lorenz curve: (share of customers, share of revenue), ascending, at most 101 points.
    pub lorenz: Vec<(f64, f64)>,
    /// Cumulative share of revenue of the 1, 2, 3 … largest customers, at most 50.
    pub cumulative: Vec<f64>,
}

/// One of the largest customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TopCustomer {
    /// Name at the level the definitions fix (company or group).
    pub name: String,
    /// Members, where it is a group of more than one.
    pub members: Vec<String>,
    /// Revenue of the last twelve months.
    pub revenue: Amount,
    /// Share of it.
    pub share: f64,
    /// Revenue of the twelve months before.
    pub before: Option<Amount>,
    /// First order.
    #[ts(type = "string")]
    pub first_order: Date,
    /// Last order.
    #[ts(type = "string")]
    pub last_order: Date,
    /// Responsible salesperson.
    pub owner: Option<String>,
    /// Life-cycle stage, as in [`StageCount::stage`].
    pub stage: String,
    /// Next contract end, if known.
    #[ts(type = "string | null")]
    pub contract_end: Option<Date>,
}

/// One RFM segment (eight cells, high or low against the cut points).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RfmSegment {
    /// Pattern of R, F, M, e.g. `HHL`; words under `rfm.<pattern>`.
    pub pattern: String,
    /// Customers.
    pub customers: u64,
    /// Their revenue in the window.
    pub revenue: Amount,
    /// Share of revenue.
    pub share: f64,
}

/// Cut points of the RFM segments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RfmCuts {
    /// High when recency in days is at most this.
    pub recency_days: f64,
    /// High when order days in the window exceed this.
    pub frequency: f64,
    /// High when revenue in the window exceeds this.
    pub monetary: Amount,
    /// Window in months.
    pub window_months: u32,
}

/// Customers at a life-cycle stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StageCount {
    /// `new`, `growing`, `mature`, `declining`, `dormant`, `lost`; words under `stage.<id>`.
    pub stage: String,
    /// Customers.
    pub customers: u64,
    /// Revenue of the last twelve months.
    pub revenue: Amount,
}

/// A customer lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LostCustomer {
    /// Name.
    pub name: String,
    /// Last order.
    #[ts(type = "string")]
    pub last_order: Date,
    /// Revenue of the twelve months before the last order.
    pub revenue_before: Amount,
    /// Reason recorded.
    pub reason: Option<String>,
}

/// One row of a breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BreakdownRow {
    /// Category as in the data; empty where not given.
    pub label: String,
    /// Occurrences or customers.
    pub count: u64,
    /// Share, 0–1.
    pub share: f64,
    /// Revenue, where the breakdown is one of revenue.
    pub revenue: Option<Amount>,
}

/// A step of the survival curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SurvivalStep {
    /// Months since the first order.
    pub months: f64,
    /// Customers at risk just before.
    pub at_risk: u64,
    /// Share still a customer.
    pub survival: f64,
    /// Lower 95 % bound (log-log).
    pub lower: f64,
    /// Upper 95 % bound.
    pub upper: f64,
}

/// What the assessment looked at.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct DataSummary {
    /// Rows by table.
    pub tables: Vec<TableSummary>,
    /// First and last order date.
    #[ts(type = "string | null")]
    pub orders_from: Option<Date>,
    /// Last order date.
    #[ts(type = "string | null")]
    pub orders_to: Option<Date>,
    /// Net revenue over everything.
    pub revenue: Amount,
    /// Share of revenue with an identified customer.
    pub identified_revenue: Option<f64>,
    /// Customers that ever bought, at the level the definitions fix.
    pub customers: u64,
    /// Rows left out by decision.
    pub excluded_rows: u64,
    /// Who is in the records and no customer, by decision; largest first.
    #[serde(default)]
    pub no_customers: Vec<NoCustomer>,
}

/// Somebody who is no customer by decision, and what that does to revenue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoCustomer {
    /// Name.
    pub name: String,
    /// Why, and so whether its sales stay in revenue.
    pub why: Exclusion,
    /// Its order lines up to the as-of date.
    pub rows: u64,
    /// Their net amount: in revenue for a bucket, an adjustment for the others.
    pub amount: Amount,
    /// The part of it within the last twelve months.
    pub ltm: Amount,
}

/// Rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableSummary {
    /// Table.
    pub table: TableKind,
    /// Rows.
    pub rows: u64,
    /// Share of the rows whose customer also stands in the orders, per thousand; absent without customers.
    pub matched_per_mille: Option<u32>,
    /// Rows that name a customer; absent where no row does, and for the orders themselves.
    #[serde(default)]
    pub named_rows: Option<u64>,
    /// Of them, those whose customer stands in the orders.
    #[serde(default)]
    pub matched_rows: Option<u64>,
    /// Share of the orders' revenue whose customers have a row in the table, per thousand.
    #[serde(default)]
    pub matched_revenue_per_mille: Option<u32>,
}
