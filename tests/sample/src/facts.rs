//! What is planted, in the shape of `planted.toml`.

use serde::Serialize;

use crate::files::Expected;
use crate::files::complaints::Batch;
use crate::files::contracts::ChangeOfControl;
use crate::files::customers::SecondCard;
use crate::files::programme::Points;
use crate::files::receivables::Overdue;
use crate::files::survey::Wave;

/// Everything a test may hold the report to. Shares are of one, money is yuan with tax.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Planted {
    /// Name of the target.
    pub target: &'static str,
    /// First day with an order.
    pub first_day: String,
    /// Last day of the files, in an incomplete month.
    pub last_day: String,
    /// As-of date: the end of the last complete month.
    pub as_of: String,
    /// Last twelve months and the two years before.
    pub revenue: Revenue,
    /// Largest customer.
    pub largest: Customer,
    /// Two under common control.
    pub hidden_group: Group,
    /// Customers as single firms, largest first.
    pub top_10: Vec<Customer>,
    /// Once top ten, silent for eight months.
    pub silent: Fallen,
    /// Top twenty, down by more than 40 %.
    pub declining: Fallen,
    /// Nothing in the last twelve months after a large year.
    pub lost: Fallen,
    /// Salesperson with the large customers.
    pub key_person: KeyPerson,
    /// Late payer among the top ten.
    pub overdue: Overdue,
    /// Contracts that a change of control touches.
    pub change_of_control: ChangeOfControl,
    /// Sales moved in front of the as-of date.
    pub pulled_forward: PulledForward,
    /// Large first orders just before the as-of date.
    pub cluster: Cluster,
    /// Customer that belongs to the owner.
    pub related_party: Related,
    /// Retention of the last twelve months against the year before.
    pub retention: Retention,
    /// Unsettled complaints about one batch.
    pub batch: Batch,
    /// Share of deliveries not after the promised date, by year.
    pub on_time: [f64; 3],
    /// Points to be honoured.
    pub points: Points,
    /// Satisfaction surveys.
    pub survey: Vec<Wave>,
    /// Customers with two cards.
    pub second_card: Vec<SecondCard>,
    /// What import must make of each table.
    pub table: Vec<Expected>,
}

/// Revenue by year with tax, returns deducted, all rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Revenue {
    /// 2025-09 … 2026-08.
    pub ltm: f64,
    /// 2024-09 … 2025-08.
    pub prior: f64,
    /// 2023-09 … 2024-08.
    pub prior_2: f64,
    /// After the as-of date.
    pub stub: f64,
    /// 散客 and 内部调拨 within the last twelve months.
    pub ltm_buckets: f64,
    /// 内部调拨 alone, by year as above.
    pub ltm_internal: f64,
    /// 2024-09 … 2025-08.
    pub prior_internal: f64,
    /// 2023-09 … 2024-08.
    pub prior_2_internal: f64,
    /// Customers, second cards not counted, buckets left out.
    pub customers: usize,
    /// Of them with an order in the last twelve months.
    pub active_customers: usize,
}

/// A customer with its last twelve months.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Customer {
    /// Key.
    pub code: String,
    /// Name.
    pub name: String,
    /// Revenue.
    pub ltm: f64,
    /// Share of all revenue.
    pub share: f64,
}

/// Customers under common control.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// As 上级客户 of master data has it.
    pub controller: &'static str,
    /// Its members.
    pub members: Vec<Customer>,
    /// Their share together.
    pub share: f64,
}

/// A customer that buys less or nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fallen {
    /// Key.
    pub code: String,
    /// Name.
    pub name: String,
    /// Rank in the year before.
    pub prior_rank: usize,
    /// Rank in the last twelve months, if it bought at all.
    pub ltm_rank: Option<usize>,
    /// Year before.
    pub prior: f64,
    /// Last twelve months.
    pub ltm: f64,
    /// Change, −0.46 for 46 % less.
    pub change: f64,
    /// Last delivery.
    pub last_order: String,
    /// Days from it to the as-of date.
    pub silent_days: i64,
}

/// A salesperson on whom much hangs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyPerson {
    /// As 业务员 has it.
    pub owner: &'static str,
    /// Share of the last twelve months.
    pub share: f64,
    /// Customers of the top ten.
    pub top_10_customers: usize,
}

/// The weeks before the as-of date against others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PulledForward {
    /// August 2026.
    pub last_month: f64,
    /// August 2025.
    pub same_month_last_year: f64,
    /// Mean of the eleven months before.
    pub mean_of_the_11_before: f64,
    /// 1 to 18 September 2026.
    pub september_2026_to_18: f64,
    /// 1 to 18 September 2025.
    pub september_2025_to_18: f64,
}

/// One-off customers of the last weeks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cluster {
    /// Their names.
    pub customers: Vec<String>,
    /// Bought until the as-of date.
    pub ltm: f64,
    /// Share of the last twelve months.
    pub share: f64,
    /// Returned after the as-of date, positive.
    pub returned_after: f64,
}

/// A related party.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Related {
    /// The customer.
    pub customer: Customer,
    /// Telephone that the firm itself also has.
    pub phone: &'static str,
}

/// Customers as single firms, second cards merged, buckets left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Retention {
    /// Net revenue retention.
    pub nrr: f64,
    /// Gross revenue retention.
    pub grr: f64,
    /// Share of last year's customers with no revenue this year.
    pub logo_churn: f64,
    /// Customers back after a year without revenue.
    pub reactivated: usize,
    /// Customers that came back after 6 to 18 months.
    pub won_back: Vec<String>,
}
