//! What the deal itself puts at risk: tables for screen, report and workpapers.

use records::{Amount, Date};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::Threshold;

/// Exposure of the deal; what has no data is absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct DealRisk {
    /// Revenue by what its contracts allow the customer.
    pub contracts: Option<ContractExposure>,
    /// On whom the relations with customers hang.
    pub persons: Option<PersonExposure>,
    /// What customers owe beyond its day.
    pub overdue: Option<OverdueExposure>,
    /// Cut points that the tables are read against.
    pub thresholds: Vec<Threshold>,
}

/// The contract ladder: each customer on one rung, the first that applies, so that the rungs and
/// the rest add up to the revenue of the last twelve months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContractExposure {
    /// The rungs, gravest first, then customers with nothing of the kind.
    pub rungs: Vec<ContractRung>,
    /// Revenue that no customer can be named for: unidentified lines, accounts that collect.
    pub unnamed: Amount,
    /// Revenue of the last twelve months.
    pub revenue: Amount,
    /// Customers under contract by the month in which their last running contract ends, oldest
    /// first, at most 24 months ahead.
    pub wall: Vec<WallMonth>,
    /// Those whose contracts end later.
    pub later: WallPart,
    /// Those with a contract that has no end.
    pub open_ended: WallPart,
}

/// A rung of the contract ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContractRung {
    /// `change_of_control`, `assignment_prohibited`, `consent_needed`, `convenience`, `expiring`,
    /// `unwritten`, `unrecorded`, `bound`; words under `contract_rung.<id>`.
    pub id: String,
    /// Customers with revenue that stand on it.
    pub customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// Share of all revenue.
    pub share: f64,
    /// Revenue of every customer it applies to, those on higher rungs too.
    pub touched: Amount,
    /// Share of the revenue under contract whose contracts say anything of it; absent where
    /// nothing has to be said.
    pub recorded: Option<f64>,
}

/// Contracts that end in one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WallMonth {
    /// First day of the month.
    #[ts(type = "string")]
    pub month: Date,
    /// Customers whose last running contract ends in it.
    pub part: WallPart,
    /// Revenue of those that end up to and including this month without renewing themselves, as a
    /// share of all revenue.
    pub ending_so_far: f64,
}

/// Customers under contract.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct WallPart {
    /// Customers.
    pub customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// The part of it whose contracts renew themselves.
    pub renewing: Amount,
}

/// Key-person dependency: Σ sᵢ·1{owner of i leaves}·(1 − backupᵢ).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonExposure {
    /// Persons by the revenue of the customers they look after, at most 15.
    pub persons: Vec<PersonRow>,
    /// Persons not listed.
    pub more: u64,
    /// Positive revenue of the last twelve months whose customers have somebody responsible.
    pub revenue: Amount,
    /// Share of the positive revenue of all customers.
    pub covered: f64,
    /// Whether the data could show a second person at all: salespersons on order lines, or
    /// persons on contact records.
    pub backup_known: bool,
    /// The dependency on those who leave; absent where the definitions name nobody.
    pub leavers: Option<Dependency>,
    /// Names of those who leave that nobody responsible for customers bears.
    pub not_found: Vec<String>,
    /// Contact persons on the customers' side; absent where the records name none.
    pub contacts: Option<ContactCover>,
}

/// A person responsible for customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Name.
    pub name: String,
    /// Named by the definitions as leaving.
    pub leaves: bool,
    /// Customers with revenue.
    pub customers: u64,
    /// Of them among the twenty largest.
    pub key_customers: u64,
    /// What hangs on the person.
    pub dependency: Dependency,
}

/// Revenue that hangs on somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Dependency {
    /// Revenue of the customers.
    pub revenue: Amount,
    /// Share of the revenue with somebody responsible.
    pub share: f64,
    /// The part of the revenue whose customers nobody else has sold to or visited in the last
    /// twelve months; absent where the data cannot show it.
    pub alone: Option<Amount>,
    /// Σ sᵢ·(1 − backupᵢ): share of that part.
    pub alone_share: Option<f64>,
}

/// Contact persons of the largest customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactCover {
    /// Largest customers looked at, ten at most.
    pub customers: u64,
    /// Of them with no contact person in the records.
    pub none: u64,
    /// With one only.
    pub one: u64,
    /// With two or more.
    pub several: u64,
    /// Revenue of those with one only.
    pub one_revenue: Amount,
}

/// Receivables open on the as-of date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OverdueExposure {
    /// Open.
    pub open: Amount,
    /// Of it overdue.
    pub overdue: Amount,
    /// Overdue share of what can be judged; absent where no document can.
    pub share: Option<f64>,
    /// Open / revenue of the last twelve months × 365; absent without revenue.
    pub dso: Option<f64>,
    /// By days overdue, youngest first; they add up to what is open.
    pub ages: Vec<AgeBand>,
    /// Customers with something overdue.
    pub customers: u64,
    /// Revenue of the last twelve months of those customers.
    pub revenue: Amount,
    /// The largest of them by what is overdue, at most 10.
    pub largest: Vec<OverdueCustomer>,
}

/// Open amounts of one age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AgeBand {
    /// `not_due`, `d30`, `d60`, `d90`, `d180`, `older`, `overdue_undated`, `undated`; words under
    /// `age.<id>`.
    pub id: String,
    /// Documents with an open amount of this age.
    pub documents: u64,
    /// Open amount.
    pub amount: Amount,
}

/// A customer in arrears.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OverdueCustomer {
    /// Name.
    pub name: String,
    /// Open.
    pub open: Amount,
    /// Of it overdue.
    pub overdue: Amount,
    /// Days that the oldest open document is overdue; absent where none has a due date.
    pub oldest_days: Option<u32>,
    /// Revenue of the last twelve months.
    pub revenue: Amount,
    /// Open / revenue × 365; absent without revenue.
    pub dso: Option<f64>,
}

/// Revenue that may be lost within a year: every customer on the rung of its highest risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RevenueAtRisk {
    /// Rungs with customers, surest loss first.
    pub rungs: Vec<RiskRung>,
    /// Expected loss.
    pub expected: Amount,
    /// Lower end of its band.
    pub lower: Amount,
    /// Upper end.
    pub upper: Amount,
    /// Level of the band, e.g. 0.9.
    pub level: f64,
    /// Whether the hazard of silent customers comes from the firm's own history.
    pub silent_observed: bool,
    /// What the loss of the one, two and three largest customers would mean.
    pub largest: Vec<LossOfLargest>,
}

/// A rung of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RiskRung {
    /// Stable id; words under `risk.<id>`.
    pub id: String,
    /// Probability of loss within a year.
    pub probability: f64,
    /// Customers on it.
    pub customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// Expected loss.
    pub expected: Amount,
}

/// The largest customers gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LossOfLargest {
    /// How many.
    pub customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// Its share of all revenue.
    pub share: f64,
    /// Gross profit of their lines with a cost; absent where those are less than nine tenths of
    /// their revenue.
    #[serde(default)]
    pub profit: Option<Amount>,
    /// Its share of the gross profit of all lines with a cost; absent where those are less than
    /// nine tenths of all revenue, too.
    pub margin_share: Option<f64>,
}
