//! Definitions derived from the data, then changed by the adviser's decisions. Never from a clock.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use records::{Date, Decision, DecisionKind};

use crate::definitions::{CustomerLevel, Definitions, ReturnsRule, RevenueBasis, TaxBasis};
use crate::ledger::{Records, days_between, name_key, next_day};

/// Longest gap before order dates that are taken for slips of the keyboard, days.
const STRAY_GAP_DAYS: i64 = 62;
/// Largest share of rows beyond the gap that are taken for such slips.
const STRAY_SHARE: f64 = 0.05;
/// Average days of a month.
const DAYS_A_MONTH: f64 = 30.4375;

/// Why nothing can be assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssessError {
    /// No record has a date to look back from.
    NoDates,
    /// A decision sets a definition that does not exist or has another type. The name.
    BadDefinition(String),
}

impl AssessError {
    /// Stable code.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoDates => "assess_no_dates",
            Self::BadDefinition(_) => "assess_bad_definition",
        }
    }
}

impl std::fmt::Display for AssessError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoDates => f.write_str(self.id()),
            Self::BadDefinition(name) => write!(f, "{}: {name}", self.id()),
        }
    }
}

impl std::error::Error for AssessError {}

/// The definitions of an assessment: defaults from the records, changed by decisions.
///
/// # Errors
/// When no record is dated and no decision fixes the as-of date, or when a decision sets a
/// definition that does not exist or has another type.
pub fn default_definitions(
    records: &Records,
    decisions: &[Decision],
) -> Result<Definitions, AssessError> {
    // An as-of date that the adviser fixed makes up for missing ones; it overwrites this below.
    let fixed = decisions.iter().any(|decision| {
        matches!(&decision.kind, DecisionKind::Define { name, .. } if name == "as_of")
    });
    let as_of = as_of(records).or(fixed.then_some(Date::ZERO)).ok_or(AssessError::NoDates)?;
    let defaults = Definitions {
        as_of,
        revenue_basis: RevenueBasis::Orders,
        tax_basis: tax_basis(records),
        currency: currency(records),
        returns: ReturnsRule::NetAtReturnDate,
        customer_level: CustomerLevel::Company,
        activity_months: 12,
        grace_months: grace_months(records),
        rfm_months: 12,
        discount_rate: 0.1,
        margin_rate: None,
        confidence: 0.95,
    };
    decisions.iter().try_fold(defaults, apply)
}

fn apply(definitions: Definitions, decision: &Decision) -> Result<Definitions, AssessError> {
    let DecisionKind::Define { name, value } = &decision.kind else { return Ok(definitions) };
    let bad = || AssessError::BadDefinition(name.clone());
    let mut fields = serde_json::to_value(&definitions).map_err(|_| bad())?;
    *fields.get_mut(name).ok_or_else(bad)? = value.clone();
    let changed: Definitions = serde_json::from_value(fields).map_err(|_| bad())?;
    if is_sound(&changed) { Ok(changed) } else { Err(bad()) }
}

fn is_sound(d: &Definitions) -> bool {
    let months = [d.activity_months, d.grace_months, d.rfm_months];
    months.iter().all(|months| (1..=120).contains(months))
        && d.discount_rate.is_finite()
        && (0.0..1.0).contains(&d.discount_rate)
        && d.confidence > 0.5
        && d.confidence < 1.0
        && d.margin_rate.is_none_or(|rate| rate > 0.0 && rate <= 1.0)
}

/// End of the last complete month of the orders; latest date of the other tables without orders.
fn as_of(records: &Records) -> Option<Date> {
    let mut dates: Vec<Date> = records.orders.iter().map(|row| row.record.date).collect();
    dates.sort_unstable();
    let Some(last) = last_regular(&dates) else { return latest_elsewhere(records) };
    let month_end = last.last_of_month();
    if business_days_left(last) <= 2 {
        return Some(month_end);
    }
    let before = last.first_of_month().yesterday().ok()?;
    // Data of a single month have no complete one before it.
    Some(if dates.first()? > &before { last } else { before })
}

/// The last date before a gap that only a few stray rows lie beyond.
fn last_regular(dates: &[Date]) -> Option<Date> {
    let kept = ((dates.len() as f64) * (1.0 - STRAY_SHARE)).floor() as usize;
    let gap = (kept.max(1)..dates.len())
        .find(|at| days_between(dates[at - 1], dates[*at]) > STRAY_GAP_DAYS);
    match gap {
        Some(at) => dates.get(at - 1).copied(),
        None => dates.last().copied(),
    }
}

/// Weekdays between the day and the end of its month, the day itself not counted.
fn business_days_left(day: Date) -> usize {
    let end = day.last_of_month();
    std::iter::successors(Some(next_day(day)), |date| Some(next_day(*date)))
        .take_while(|date| *date <= end && *date > day)
        .filter(|date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday))
        .count()
}

fn latest_elsewhere(records: &Records) -> Option<Date> {
    let customers = records.customers.iter().flat_map(|row| {
        let record = &row.record;
        [record.last_order_date, record.last_contact_date, record.first_date]
    });
    let dated = customers
        .chain(records.complaints.iter().map(|row| Some(row.record.date)))
        .chain(records.contacts.iter().map(|row| Some(row.record.date)))
        .chain(records.feedback.iter().map(|row| Some(row.record.date)))
        .chain(records.tickets.iter().map(|row| Some(row.record.created_at.date())))
        .chain(records.surveys.iter().map(|row| row.record.answered_at.map(|at| at.date())))
        .chain(records.reviews.iter().map(|row| row.record.date))
        .chain(records.receivables.iter().map(|row| row.record.date))
        .chain(records.contracts.iter().map(|row| row.record.signed_date))
        .chain(records.programme.iter().map(|row| row.record.last_active_date))
        .chain(records.training.iter().map(|row| row.record.date))
        .chain(records.quotes.iter().map(|row| row.record.enquired_at.map(|at| at.date())));
    dated.flatten().max()
}

/// Gross where a second, lower amount without tax stands beside it; else not said.
fn tax_basis(records: &Records) -> TaxBasis {
    let both = records.orders.iter().filter(|row| row.record.amount_net.is_some()).count();
    if both > 0 && both * 10 >= records.orders.len() * 9 {
        TaxBasis::Gross
    } else {
        TaxBasis::Unknown
    }
}

/// The currency most lines name; CNY where none does.
fn currency(records: &Records) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in records.orders.iter().filter_map(|row| row.record.currency.as_deref()) {
        if let Some(code) = currency_code(text) {
            *counts.entry(code).or_default() += 1;
        }
    }
    // The first in the alphabet among equals, so that it does not depend on the order of rows.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or_else(|| "CNY".to_owned(), |(code, _)| code)
}

fn currency_code(text: &str) -> Option<String> {
    let key = name_key(text).to_uppercase();
    let code = match key.as_str() {
        "人民币" | "RMB" | "元" | "¥" | "CNH" => "CNY",
        "美元" | "US$" | "$" => "USD",
        "欧元" | "€" => "EUR",
        "英镑" | "£" => "GBP",
        "港币" | "港元" | "HK$" => "HKD",
        "新台币" | "新臺幣" | "台币" | "臺幣" | "NT$" => "TWD",
        "日元" | "日圆" => "JPY",
        other if other.len() == 3 && other.chars().all(|c| c.is_ascii_uppercase()) => other,
        _ => return None,
    };
    Some(code.to_owned())
}

/// Twelve months; more where the trade is slower: nine of ten pauses between two purchases must
/// end within the grace period, at most 24 months.
fn grace_months(records: &Records) -> u32 {
    let mut days: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for row in records.orders.iter().filter(|row| row.record.amount.is_positive()) {
        let record = &row.record;
        let Some(key) = record.customer_code.as_deref().or(record.customer_name.as_deref()) else {
            continue;
        };
        // No copy of the key where it is known: half a million rows go through here.
        match days.get_mut(key) {
            Some(dates) => dates.push(record.date),
            None => {
                days.insert(key.to_owned(), vec![record.date]);
            }
        }
    }
    let mut pauses = Vec::new();
    for dates in days.values_mut() {
        dates.sort_unstable();
        dates.dedup();
        pauses.extend(dates.windows(2).map(|pair| days_between(pair[0], pair[1]) as f64));
    }
    let p90 = statistics::quantiles::p90(&pauses).unwrap_or(0.0);
    ((p90 / DAYS_A_MONTH).ceil() as u32).clamp(12, 24)
}
