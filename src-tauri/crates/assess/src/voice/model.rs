//! What customers say and how they are served, for screen, report and workpapers. No customer, no
//! person and no text that anybody wrote stands in it.

use records::{Amount, Date};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::ConfidenceInterval;

/// Every exhibit; what has no data is empty or absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct VoiceExhibits {
    /// Importance and performance of what a survey asked about.
    pub items: Option<ItemMatrix>,
    /// Opinions by size class of the customers; empty unless the survey names its customers.
    pub tiers: Vec<TierOpinion>,
    /// Opinions by survey wave, oldest first.
    pub waves: Vec<WaveOpinion>,
    /// What became of customers with a trait against the others.
    pub outcomes: Vec<OutcomeTable>,
    /// Purchases within six months of a complaint.
    pub after_complaint: Option<AfterComplaint>,
    /// Months until customers buy as much as before a complaint.
    pub recovery: Option<Recovery>,
    /// How long cases take, the open ones censored.
    pub times: Vec<CaseTimes>,
    /// What texts speak of, most frequent first.
    pub themes: Vec<ThemeCount>,
    /// Reviews by platform, most reviews first.
    pub platforms: Vec<PlatformReviews>,
    /// Reviews by year back from the as-of date, oldest first.
    pub review_years: Vec<ReviewYear>,
    /// Time since the last contact against the customer's own rhythm.
    pub care: Vec<CareBand>,
    /// Orders in the weeks of holiday promotions against the weeks around them.
    pub holiday: Option<HolidayOrders>,
    /// Ways of taking part and how many of the active customers use each.
    pub ways: Vec<EngagementWay>,
}

/// Items of a survey by importance and performance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemMatrix {
    /// Items with an importance, most important first.
    pub items: Vec<ItemPoint>,
    /// Mean importance of the items: the vertical divide.
    pub importance: f64,
    /// Mean performance of the items, 0–100: the horizontal divide.
    pub performance: f64,
    /// Mean of overall satisfaction, 0–100.
    pub overall: f64,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemPoint {
    /// `product`, `service`, `price`, `delivery`; words under `voice.item.<id>`.
    pub item: String,
    /// Sheets that answer both the item and overall satisfaction.
    pub n: u64,
    /// Spearman's ρ of the item with overall satisfaction, −1 to 1.
    pub importance: f64,
    /// P of so strong a ρ among unrelated answers.
    pub p: f64,
    /// Mean, 0–100.
    pub performance: f64,
    /// Performance less mean overall satisfaction of the same sheets, points.
    pub gap: f64,
    /// `improve`, `keep`, `watch`, `spare`; words under `voice.quadrant.<id>`.
    pub quadrant: String,
}

/// Opinions of one size class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TierOpinion {
    /// `a`, `b`, `c` by revenue of the last twelve months; words under `tier.<id>`.
    pub tier: String,
    /// Customers of the class.
    pub customers: u64,
    /// Of them, those who answered.
    pub respondents: u64,
    /// Revenue of the class in the last twelve months.
    pub revenue: Amount,
    /// Part of it from those who answered.
    pub answered_revenue: Amount,
    /// Answers on recommending.
    pub nps_n: u64,
    /// Net promoter score, −100 to 100.
    pub nps: Option<f64>,
    /// Its interval.
    pub nps_interval: Option<ConfidenceInterval>,
    /// Answers on overall satisfaction.
    pub csat_n: u64,
    /// Share satisfied, 0–1.
    pub csat: Option<f64>,
    /// Its interval.
    pub csat_interval: Option<ConfidenceInterval>,
}

/// Opinions of one wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WaveOpinion {
    /// Name of the wave in the data; empty where waves are years back from the as-of date.
    pub wave: String,
    /// First answer.
    #[ts(type = "string")]
    pub from: Date,
    /// Last answer.
    #[ts(type = "string")]
    pub to: Date,
    /// Answer sheets.
    pub n: u64,
    /// Mean of overall satisfaction, 0–100.
    pub mean: Option<f64>,
    /// Its interval.
    pub mean_interval: Option<ConfidenceInterval>,
    /// Net promoter score.
    pub nps: Option<f64>,
    /// Its interval.
    pub nps_interval: Option<ConfidenceInterval>,
}

/// Two groups and what became of them. An association: the groups differ in more than the trait.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OutcomeTable {
    /// `complaint`, `detractor`, `member`, `referred`; words under `voice.outcome.<id>`.
    pub id: String,
    /// Customers with the trait.
    pub exposed: u64,
    /// Of them, lost.
    pub exposed_lost: u64,
    /// Customers without.
    pub others: u64,
    /// Of them, lost.
    pub others_lost: u64,
    /// Risk ratio of loss; absent where a group lost nobody.
    pub ratio: Option<f64>,
    /// Its interval.
    pub ratio_interval: Option<ConfidenceInterval>,
    /// Difference of the shares lost, −1 to 1.
    pub difference: f64,
    /// Its interval.
    pub difference_interval: ConfidenceInterval,
}

/// Purchases within six months of a complaint, against others of the same month and frequency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AfterComplaint {
    /// Customers who complained, each by its first complaint in the window.
    pub customers: u64,
    /// Of them, those who bought within six months.
    pub bought: u64,
    /// Share of the matched others that bought in the same six months.
    pub expected: f64,
    /// Customers compared with.
    pub others: u64,
}

/// Months after a complaint until the net revenue of three months is at the level of the twelve
/// months before (Kaplan–Meier), against customers without one followed from the same days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Recovery {
    /// Customers who complained and have a level, each by its first complaint in the window.
    pub customers: u64,
    /// Of them, those back by the as-of date.
    pub back: u64,
    /// Customers who complained and bought too seldom to have a level, left out.
    pub no_level: u64,
    /// Months within which half are back, three at least; absent where the curve does not come so
    /// far.
    pub median: Option<f64>,
    /// Lower bound of the median.
    pub median_lower: Option<f64>,
    /// Upper bound.
    pub median_upper: Option<f64>,
    /// Customers without a complaint compared with.
    pub others: u64,
    /// Months within which half of them are at their level.
    pub others_median: Option<f64>,
    /// Shares at 3, 6, 9, 12 and 15 months, as far as anybody was followed.
    pub marks: Vec<RecoveryMark>,
}

/// Customers back at their level so many months after a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct RecoveryMark {
    /// Months since the complaint.
    pub months: u32,
    /// Customers not back before and followed so far.
    pub followed: u64,
    /// Share back, 0–1.
    pub back: f64,
    /// Lower bound (log-log); absent at none and at all.
    pub lower: Option<f64>,
    /// Upper bound.
    pub upper: Option<f64>,
    /// Share of the customers without a complaint that are at their level.
    pub others: Option<f64>,
}

/// How long cases of one kind take (Kaplan–Meier).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CaseTimes {
    /// `quote`, `first_response`, `resolution`, `complaint`, `feedback`, `review`; words under
    /// `voice.times.<id>`.
    pub id: String,
    /// Cases.
    pub n: u64,
    /// Of them, over.
    pub ended: u64,
    /// Days within which half are over; absent where the curve does not come down so far.
    pub median: Option<f64>,
    /// Lower bound of the median.
    pub median_lower: Option<f64>,
    /// Upper bound.
    pub median_upper: Option<f64>,
    /// Days within which nine of ten are over.
    pub p90: Option<f64>,
    /// The curve, at most 120 steps.
    pub steps: Vec<OpenStep>,
}

/// A step of the curve of cases still open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenStep {
    /// Days since the beginning.
    pub days: f64,
    /// Cases still followed just before.
    pub at_risk: u64,
    /// Share still open.
    pub open: f64,
    /// Lower bound (log-log).
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
}

/// How many texts speak of a theme. A text may speak of several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ThemeCount {
    /// Words under `voice.theme.<id>`; `other` where no keyword was found.
    pub theme: String,
    /// Complaints.
    pub complaints: u64,
    /// Suggestions and other feedback.
    pub feedback: u64,
    /// Comments in surveys.
    pub comments: u64,
    /// Reviews.
    pub reviews: u64,
    /// All of them.
    pub texts: u64,
    /// Share of all texts.
    pub share: f64,
}

/// Reviews of one platform, on five stars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlatformReviews {
    /// Platform as in the data; empty where not given.
    pub platform: String,
    /// Reviews.
    pub n: u64,
    /// Mean stars.
    pub mean: f64,
    /// Mean drawn to the mean of all platforms by the weight of ten reviews.
    pub shrunk: f64,
    /// Share with four stars or more.
    pub good: f64,
    /// Share with two stars or fewer.
    pub bad: f64,
    /// Of the bad ones, the share answered; absent without bad ones.
    pub bad_answered: Option<f64>,
}

/// Reviews of twelve months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewYear {
    /// First day.
    #[ts(type = "string")]
    pub from: Date,
    /// Last day.
    #[ts(type = "string")]
    pub to: Date,
    /// Reviews.
    pub n: u64,
    /// Mean stars.
    pub mean: f64,
    /// Share with two stars or fewer.
    pub bad: f64,
}

/// Active customers by the time since their last contact over their usual pause between orders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CareBand {
    /// `within_half`, `within`, `beyond`, `far_beyond`, `never`, `no_rhythm`; words under
    /// `voice.care.<id>`.
    pub band: String,
    /// Customers.
    pub customers: u64,
    /// Of them, class A.
    pub a_customers: u64,
    /// Their revenue of the last twelve months.
    pub revenue: Amount,
    /// Share of the revenue of all bands.
    pub share: f64,
}

/// Orders in the weeks of holiday promotions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HolidayOrders {
    /// Promotions.
    pub promotions: u64,
    /// Days within a week of one.
    pub days: u64,
    /// Orders on them.
    pub orders: u64,
    /// Days of the four weeks before and after that are in no promotion's week.
    pub other_days: u64,
    /// Orders on those.
    pub other_orders: u64,
}

/// One way of taking part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EngagementWay {
    /// `campaigns`, `feedback`, `surveys`, `referrals`, `reviews`: the table's id.
    pub way: String,
    /// Active customers who did.
    pub customers: u64,
    /// Share of the active customers.
    pub share: f64,
    /// Share of the last twelve months' revenue of active customers.
    pub revenue_share: f64,
}
