//! What is said of single customers: index, tiers, matrix, warning, back-test, model of buying.

use records::{Amount, Date};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rules::{LoyaltyRules, Part};
use crate::model::AbsentReason;

/// The customer level of an assessment; what could not be computed is empty or absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct LoyaltyExhibits {
    /// Components, curves and cut-offs as they were used; absent without customers.
    pub rules: Option<LoyaltyRules>,
    /// How far each component had evidence, in the order of the rules.
    pub components: Vec<ComponentUse>,
    /// Current customers by tier: high, medium, low, warning, unrated; all of them.
    pub tiers: Vec<TierCount>,
    /// Mean index by revenue of the rated customers.
    pub index_mean: Option<f64>,
    /// Value × loyalty: keep, risk, grow, simple, unrated; all of them.
    pub matrix: Vec<MatrixCell>,
    /// Valuable customers of low loyalty or warned of, largest first, at most 20.
    pub endangered: Vec<CustomerLine>,
    /// Current customers by sign.
    pub signals: Vec<SignalCount>,
    /// Customers warned of, largest first, at most 20.
    pub warned: Vec<CustomerLine>,
    /// How stages changed within a year.
    pub transitions: Option<Transitions>,
    /// What the warning of the past was worth.
    pub backtest: Option<BackTest>,
    /// Why there is none.
    pub backtest_absent: Option<AbsentReason>,
    /// The model of buying.
    pub buying: Option<BuyingModel>,
    /// Why there is none.
    pub buying_absent: Option<AbsentReason>,
    /// Every customer that ever bought, largest first.
    pub table: CustomerTable,
}

/// Evidence of a component.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ComponentUse {
    /// Which.
    pub id: Part,
    /// Current customers with evidence.
    pub customers: u64,
    /// Their mean score by revenue; absent without revenue.
    pub mean: Option<f64>,
}

/// Customers of a tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TierCount {
    /// `high`, `medium`, `low`, `warning`, `unrated`; words under `loyalty.tier.<id>`.
    pub tier: String,
    /// Customers.
    pub customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
}

/// A cell of value × loyalty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MatrixCell {
    /// `keep` (valuable, loyal), `risk` (valuable, not loyal), `grow` (loyal), `simple` (neither),
    /// `unrated`; words under `loyalty.cell.<id>`.
    pub cell: String,
    /// Customers.
    pub customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// Share of the revenue of all current customers; absent where there is none.
    pub share: Option<f64>,
}

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomerLine {
    /// Name at the level the definitions fix.
    pub name: String,
    /// Revenue of the last twelve months.
    pub revenue: Amount,
    /// 0–100; absent below the minimum coverage.
    pub index: Option<f64>,
    /// Share of the weight that had evidence.
    pub coverage: f64,
    /// Whether it is one of the fewest that make 80 % of revenue.
    pub valuable: bool,
    /// Last order.
    #[ts(type = "string")]
    pub last_order: Date,
    /// Days since then.
    pub silence: u64,
    /// P90 of its own pauses, days; absent without a rhythm.
    pub usual: Option<f64>,
    /// P(alive); absent for one-time buyers and without a model.
    pub alive: Option<f64>,
    /// P(no purchase within twelve months); absent without a model.
    pub silent_year: Option<f64>,
    /// Signs that stand: `silent`, `alive`, `falling`.
    pub signals: Vec<String>,
    /// Its weakest components below the cut of medium loyalty, at most two.
    pub weak: Vec<Part>,
}

/// Customers with a sign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SignalCount {
    /// `any`, `silent`, `alive`, `falling`; words under `loyalty.signal.<id>`.
    pub signal: String,
    /// Current customers for which it can be judged.
    pub judged: u64,
    /// Of them, those with the sign.
    pub flagged: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
}

/// Stage a year ago against stage now, of customers that existed then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Transitions {
    /// The day a year ago.
    #[ts(type = "string")]
    pub then: Date,
    /// Stages then; `active` stands for growing, mature and declining where the data do not reach
    /// back far enough to tell them apart.
    pub from: Vec<String>,
    /// Stages now.
    pub to: Vec<String>,
    /// Customers: a row each stage then, a column each stage now.
    pub customers: Vec<Vec<u64>>,
    /// Revenue of the twelve months up to then, of the same customers.
    pub before: Vec<Vec<Amount>>,
    /// Revenue of the last twelve months.
    pub after: Vec<Vec<Amount>>,
}

/// A share with its interval (Wilson).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Rate {
    /// Customers it holds for.
    pub hits: u64,
    /// Customers.
    pub n: u64,
    /// hits / n.
    pub share: f64,
    /// Lower bound.
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
}

/// Area under the ROC curve with DeLong's interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct AreaUnderCurve {
    /// 0.5 is no better than a coin.
    pub value: f64,
    /// Lower bound.
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
    /// Customers ranked.
    pub n: u64,
}

/// The warning as it would have been at the cut, against what happened since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BackTest {
    /// Last day that was known.
    #[ts(type = "string")]
    pub cut: Date,
    /// Last day of the hold-out.
    #[ts(type = "string")]
    pub until: Date,
    /// Length of the hold-out in months.
    pub months: u32,
    /// Confidence level of the intervals.
    pub level: f64,
    /// Customers that had bought within the year before the cut.
    pub customers: u64,
    /// Of them, those that had bought once only: not judged.
    pub one_time: u64,
    /// Judged customers that bought nothing in the hold-out; absent where nobody was judged.
    pub base: Option<Rate>,
    /// All signs together, then each.
    pub signals: Vec<SignalTest>,
    /// How well P(no purchase in the hold-out) ranks the judged customers.
    pub auc: Option<AreaUnderCurve>,
    /// Tiers of the cut with what became of them.
    pub tiers: Vec<TierOutcome>,
    /// How well the index of the cut ranks the rated customers.
    pub index_auc: Option<AreaUnderCurve>,
    /// Why the model of buying could not be fitted at the cut.
    pub model_absent: Option<AbsentReason>,
    /// Predicted against observed share of buyers, least likely first.
    pub calibration: Vec<CalibrationBin>,
    /// Repeat purchases expected in the hold-out by what was known at the cut.
    pub expected: Option<f64>,
    /// Repeat purchases made in it.
    pub actual: u64,
    /// Cumulated repeat purchases of the customers known at the cut.
    pub tracking: Vec<TrackingPoint>,
}

/// What a sign was worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SignalTest {
    /// `any`, `silent`, `alive`, `falling`.
    pub signal: String,
    /// Customers for which it could be judged, and of them those that bought nothing.
    pub base: Rate,
    /// Share of the flagged that bought nothing; absent where nobody was flagged.
    pub precision: Option<Rate>,
    /// Share of those that bought nothing which had been flagged; absent where all bought.
    pub recall: Option<Rate>,
    /// Precision over the base rate.
    pub lift: Option<f64>,
}

/// What became of a tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TierOutcome {
    /// Tier at the cut.
    pub tier: String,
    /// Share that bought nothing in the hold-out.
    pub gone: Rate,
}

/// Customers that were equally likely to buy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalibrationBin {
    /// Mean predicted probability of a purchase in the hold-out.
    pub predicted: f64,
    /// Share that made one.
    pub observed: Rate,
}

/// A point of the tracking plot.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct TrackingPoint {
    /// Last day counted.
    #[ts(type = "string")]
    pub day: Date,
    /// Repeat purchases made up to it.
    pub actual: u64,
    /// Expected by the model as fitted at the cut.
    pub expected: f64,
}

/// The model of buying (MBG/NBD, weeks) and of spending (Gamma–Gamma), with what follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BuyingModel {
    /// Customers it was fitted on.
    pub customers: u64,
    /// Of them, those that came back.
    pub repeaters: u64,
    /// Shape of the rates of purchase.
    pub r: f64,
    /// Scale of the rates, weeks.
    pub alpha: f64,
    /// First shape of the probabilities of leaving.
    pub a: f64,
    /// Second shape.
    pub b: f64,
    /// Log-likelihood at the parameters.
    pub log_likelihood: f64,
    /// Newton steps to the peak.
    pub iterations: u32,
    /// Whether each parameter is known to a factor of twenty; predictions may be usable without.
    pub identified: bool,
    /// Σ P(alive) of the customers that came back.
    pub alive: f64,
    /// Purchases expected within twelve months, of all customers.
    pub orders_year: f64,
    /// P(no purchase within twelve months) of the current customers, by revenue.
    pub silent_year: Option<f64>,
    /// The model of spending.
    pub spending: Option<SpendingModel>,
    /// Why there is none.
    pub spending_absent: Option<AbsentReason>,
}

/// Parameters of Gamma–Gamma.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct GammaParameters {
    /// Shape of the amounts of one customer.
    pub p: f64,
    /// Shape of the customers.
    pub q: f64,
    /// Scale of the customers, units of the currency.
    pub v: f64,
}

/// What purchases are worth, and the value of the customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SpendingModel {
    /// Customers with repeat purchases.
    pub customers: u64,
    /// Gamma–Gamma; absent where number and amount correlate too much, and each customer's own
    /// mean counts.
    pub gamma: Option<GammaParameters>,
    /// Correlation of number and mean amount of repeat purchases.
    pub correlation: f64,
    /// Years looked ahead.
    pub years: u32,
    /// Discount rate a year.
    pub discount_rate: f64,
    /// Gross margin applied; absent: on revenue.
    pub margin: Option<f64>,
    /// Discounted value of what customers are still expected to buy.
    pub equity: Amount,
    /// Customers that it is the value of.
    pub valued: u64,
    /// The part of it from one-time buyers; absent where they are not valued.
    pub one_time: Option<Amount>,
    /// Share of the most valuable tenth of the customers.
    pub top_decile: Option<f64>,
}

/// Every customer, in columns: a list of thousands stays small.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct CustomerTable {
    /// Names.
    pub names: Vec<String>,
    /// Revenue of the last twelve months.
    pub revenue: Vec<Amount>,
    /// Days of purchase.
    pub days: Vec<u32>,
    /// Last order.
    #[ts(type = "Array<string>")]
    pub last_order: Vec<Date>,
    /// Tier; `gone` for those that are no current customers.
    pub tiers: Vec<String>,
    /// Index, two decimals.
    pub index: Vec<Option<f64>>,
    /// Share of the weight with evidence.
    pub coverage: Vec<f64>,
    /// Scores of the components, a column each in the order of the rules.
    pub scores: Vec<Vec<Option<f64>>>,
    /// Signs that stand.
    pub signals: Vec<Vec<String>>,
    /// P(alive), four decimals.
    pub alive: Vec<Option<f64>>,
    /// P(no purchase within twelve months).
    pub silent_year: Vec<Option<f64>>,
    /// Purchases expected within twelve months.
    pub orders_year: Vec<Option<f64>>,
    /// Discounted value of what is still expected.
    pub value: Vec<Option<Amount>>,
}
