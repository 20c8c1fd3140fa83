//! What the projections of the cube say: tables and curves for screen, report and workpapers.

use records::{Amount, Date};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Period;

/// Every projection; what has no data is empty or absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct CubeExhibits {
    /// Bridges and tiers of customers, as the definitions fix them.
    pub steps: Vec<BridgeStep>,
    /// The same of groups under common control; empty where no group has two members.
    pub group_steps: Vec<BridgeStep>,
    /// The largest customers through the periods.
    pub roll_forward: Option<RollForward>,
    /// How customers moved between size classes.
    pub migration: Option<Migration>,
    /// Growth of the customers of both periods.
    pub growth: Vec<GrowthBin>,
    /// Revenue by acquisition cohort and age.
    pub revenue_cohorts: Option<RevenueCohorts>,
    /// Share of customers active at an age or later.
    pub rolling: Vec<RollingShare>,
    /// Why revenue changed, by product.
    pub price_volume_mix: Option<PvmView>,
    /// Concentration that a list of customers does not show.
    pub hidden: Vec<HiddenPart>,
    /// Revenue behind contracts by the month in which they end.
    pub renewals: Vec<RenewalMonth>,
    /// Gross margin by period, and of the customers that earn most of it.
    pub margin: Option<MarginView>,
    /// Tenure of the active customers.
    pub tenure: Vec<TenureBand>,
    /// Index of each calendar month, January first; 1 is an average month.
    pub season: Vec<f64>,
    /// Customers by purchase days in the last twelve months.
    pub order_rhythm: Vec<CustomerBand>,
    /// Customers by categories, or products, bought in the last twelve months.
    pub breadth: Vec<CustomerBand>,
    /// Sold and returned by period.
    pub returns: Vec<ReturnYear>,
    /// Churn at other grace periods.
    pub grace: Vec<GracePoint>,
    /// The periods that the definitions add, in their order.
    #[serde(default)]
    pub custom: Vec<CustomPeriod>,
}

/// A period of the adviser's own against the one before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomPeriod {
    /// The period.
    pub period: Period,
    /// Net revenue of everyone in it.
    pub revenue: Amount,
    /// Customers with positive revenue in it.
    pub customers: u64,
    /// Share of the largest, the five and the ten largest in the positive revenue of customers;
    /// absent where none has any.
    pub top: Option<[f64; 3]>,
    /// Bridge and tiers of customers against the same months a year earlier; absent where the
    /// data begin later.
    pub step: Option<BridgeStep>,
    /// The same of groups under common control; absent where no group has two members.
    pub group_step: Option<BridgeStep>,
    /// Growth of the customers of both periods.
    pub same_customer_growth: Option<f64>,
    /// Moves between size classes.
    pub migration: Option<Migration>,
    /// Why revenue changed, by product.
    pub price_volume_mix: Option<PvmView>,
    /// Gross margin, where lines have a cost.
    pub margin: Option<MarginPeriod>,
    /// Sold and returned.
    pub returns: Option<ReturnYear>,
}

/// A bridge and the rates that follow from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BridgeStep {
    /// Whether the later period is the last twelve months, not a calendar year.
    pub ltm: bool,
    /// Earlier period.
    pub earlier: Period,
    /// Later period.
    pub later: Period,
    /// All customers.
    pub all: BridgeLine,
    /// Tiers by revenue in the earlier period that have customers.
    pub tiers: Vec<TierLine>,
}

/// begin + new + reactivated + expansion − contraction − churn = end, to the cent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BridgeLine {
    /// Positive revenue of the earlier period.
    pub begin: Amount,
    /// From customers never seen before.
    pub new: Amount,
    /// From customers who had paused.
    pub reactivated: Amount,
    /// Growth of customers in both periods.
    pub expansion: Amount,
    /// Decline of customers in both periods, positive.
    pub contraction: Amount,
    /// Revenue of customers who stopped, positive.
    pub churn: Amount,
    /// Positive revenue of the later period.
    pub end: Amount,
    /// Customers at the beginning.
    pub customers: u64,
    /// Of them lost.
    pub lost: u64,
    /// New customers.
    pub came: u64,
    /// Customers who returned.
    pub returned: u64,
    /// Net revenue retention.
    pub nrr: Option<f64>,
    /// Net revenue retention with returning customers.
    pub nrr_with_reactivation: Option<f64>,
    /// Gross revenue retention.
    pub grr: Option<f64>,
    /// (churn + contraction − expansion − reactivated) / begin.
    pub net_churn: Option<f64>,
    /// Lost customers / customers at the beginning.
    pub logo_churn: Option<f64>,
}

/// A tier of a bridge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TierLine {
    /// `top20`, `next80`, `tail`, `a`, `b`, `c`; words under `tier.<id>`.
    pub tier: String,
    /// Its bridge; without new and returning customers, who had no revenue to rank by.
    pub line: BridgeLine,
}

/// The largest customers of the last twelve months through the periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RollForward {
    /// The periods, oldest first; the last is the last twelve months.
    pub periods: Vec<Period>,
    /// Positive revenue of all customers in each.
    pub totals: Vec<Amount>,
    /// Up to 20 customers by revenue of the last period, then those that were among the 20 of the
    /// period before and no longer are.
    pub rows: Vec<RollRow>,
}

/// A customer through the periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RollRow {
    /// Name at the level the definitions fix.
    pub name: String,
    /// Among the largest now; else it was, a period ago.
    pub current: bool,
    /// One cell a period.
    pub cells: Vec<RollCell>,
    /// Revenue of the last twelve months against the twelve before; absent where there was none.
    pub growth: Option<f64>,
    /// Gross margin of the last twelve months, where lines have a cost.
    pub margin: Option<f64>,
    /// First order.
    #[ts(type = "string | null")]
    pub first_order: Option<Date>,
    /// Whether it was already a customer when the data begin.
    pub truncated: bool,
    /// Last order.
    #[ts(type = "string | null")]
    pub last_order: Option<Date>,
    /// Next contract end.
    #[ts(type = "string | null")]
    pub contract_end: Option<Date>,
    /// Responsible salesperson.
    pub owner: Option<String>,
}

/// A customer in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RollCell {
    /// Net revenue.
    pub revenue: Amount,
    /// Share of the positive revenue of all; absent where there is none.
    pub share: Option<f64>,
    /// Rank; absent without positive revenue.
    pub rank: Option<u64>,
}

/// Customers by size class in two periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Migration {
    /// Earlier period.
    pub earlier: Period,
    /// Later period.
    pub later: Period,
    /// Rows: class before (A, B, C, none); columns: class after, the same.
    pub customers: Vec<Vec<u64>>,
    /// Revenue of the later period of the same customers.
    pub revenue: Vec<Vec<Amount>>,
}

/// Customers of both periods within a range of growth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GrowthBin {
    /// From this growth on; absent at the lower end.
    pub from: Option<f64>,
    /// Up to this growth, not included; absent at the upper end.
    pub to: Option<f64>,
    /// Customers.
    pub customers: u64,
    /// Their revenue in the earlier period.
    pub before: Amount,
    /// Their revenue in the later period.
    pub after: Amount,
}

/// Revenue of cohorts by age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RevenueCohorts {
    /// Length of a period in months.
    pub months_per_period: u32,
    /// One row a cohort, oldest first.
    pub rows: Vec<RevenueCohortRow>,
}

/// A cohort by revenue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RevenueCohortRow {
    /// First day of the period.
    #[ts(type = "string")]
    pub start: Date,
    /// Customers acquired.
    pub size: u64,
    /// Net revenue at age 0, 1, 2 …; ends where nothing is observed yet.
    pub revenue: Vec<Amount>,
}

/// A point of the rolling curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RollingShare {
    /// Age in months.
    pub months: u32,
    /// Share active at that age or later.
    pub share: f64,
    /// Customers old enough to be judged.
    pub customers: u64,
}

/// Price, volume, mix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PvmView {
    /// Earlier period.
    pub earlier: Period,
    /// Later period.
    pub later: Period,
    /// Revenue of the earlier period.
    pub before: Amount,
    /// More or fewer units.
    pub volume: Amount,
    /// Dearer or cheaper products.
    pub mix: Amount,
    /// Other prices.
    pub price: Amount,
    /// Products not sold before.
    pub new: Amount,
    /// Products no longer sold.
    pub lost: Amount,
    /// Lines without product or quantity, products in credit.
    pub other: Amount,
    /// Revenue of the later period.
    pub after: Amount,
    /// Products sold in both periods.
    pub matched: u64,
    /// Share of both periods' revenue that they make.
    pub matched_share: f64,
    /// Products whose revenue changed most, at most 15.
    pub products: Vec<PvmProduct>,
}

/// A product in both periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PvmProduct {
    /// Name, with its code where it has one.
    pub label: String,
    /// Quantity before.
    pub quantity_before: f64,
    /// Revenue before.
    pub before: Amount,
    /// Quantity after.
    pub quantity_after: f64,
    /// Revenue after.
    pub after: Amount,
    /// (p₁ − p₀)·q₁; absent where there is no price in both periods.
    pub price_effect: Option<Amount>,
}

/// The largest part by one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HiddenPart {
    /// `group`, `owner`, `channel`, `region`, `industry`, `renewal_month`; words under `axis.<id>`.
    pub axis: String,
    /// Largest part.
    pub label: String,
    /// Its revenue of the last twelve months.
    pub revenue: Amount,
    /// Its share of the revenue that has such a label.
    pub share: f64,
    /// Customers behind it.
    pub customers: u64,
    /// Σ s² over all parts.
    pub hhi: f64,
    /// Number of parts.
    pub parts: u64,
    /// Share of the revenue that has such a label.
    pub covered: f64,
}

/// Contracts that end in one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RenewalMonth {
    /// First day of the month.
    #[ts(type = "string")]
    pub month: Date,
    /// Customers whose contracts, signed successors included, all have ended by then.
    pub customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// Share of the revenue of all customers whose contracts end.
    pub share: f64,
}

/// Gross margin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MarginView {
    /// By period, oldest first; the last is the last twelve months.
    pub periods: Vec<MarginPeriod>,
    /// Customers that earn most, at most 10.
    pub customers: Vec<MarginCustomer>,
    /// Share of the largest, the five and the ten largest in positive gross profit.
    pub top: [f64; 3],
}

/// Margin of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MarginPeriod {
    /// Period.
    pub period: Period,
    /// Revenue of lines with a cost.
    pub revenue: Amount,
    /// Their gross profit.
    pub profit: Amount,
    /// Share of all revenue that has a cost.
    pub covered: Option<f64>,
}

/// Margin of a customer in the last twelve months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MarginCustomer {
    /// Name.
    pub name: String,
    /// Revenue of lines with a cost.
    pub revenue: Amount,
    /// Gross profit.
    pub profit: Amount,
    /// Share of the positive gross profit of all.
    pub share: f64,
}

/// Active customers by tenure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TenureBand {
    /// From so many years on.
    pub from: u32,
    /// To so many years, not included; absent at the end.
    pub to: Option<u32>,
    /// Customers.
    pub customers: u64,
    /// Of them customers who were there when the data begin: their tenure is at least this.
    pub truncated: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// Revenue of the truncated ones.
    pub truncated_revenue: Amount,
}

/// Customers of the last twelve months within a range of a count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomerBand {
    /// From this count on.
    pub from: u64,
    /// To this count, included; absent at the end.
    pub to: Option<u64>,
    /// Customers.
    pub customers: u64,
    /// Their revenue.
    pub revenue: Amount,
}

/// Sold and returned in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReturnYear {
    /// Period.
    pub period: Period,
    /// Positive lines.
    pub sold: Amount,
    /// Negative lines and refunds, positive.
    pub returned: Amount,
}

/// Churn over the last twelve months at a grace period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GracePoint {
    /// Grace period, months.
    pub months: u32,
    /// Customers a year ago, by this grace period.
    pub customers: u64,
    /// Of them lost by the as-of date.
    pub lost: u64,
    /// Share of their revenue of the year before that is lost.
    pub revenue_share: Option<f64>,
}
