//! Definitions derived from the data, then changed by the adviser's decisions. Never from a clock.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use records::{Date, Decision, DecisionKind};

use crate::cube::Period;
use crate::definitions::{CustomerLevel, Definitions, ReturnsRule, RevenueBasis};
use crate::ledger::{QuickMap, Records, basis_of, days_between, name_key, next_day};

/// Longest gap before order dates that are taken for slips of the keyboard, days.
const STRAY_GAP_DAYS: i64 = 62;
/// Largest share of rows beyond the gap that are taken for such slips.
const STRAY_SHARE: f64 = 0.05;
/// Periods of the adviser's own at most.
const MOST_PERIODS: usize = 6;
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
    let fixed = decisions.iter().any(
        |decision| matches!(&decision.kind, DecisionKind::Define { name, .. } if name == "as_of"),
    );
    let as_of = as_of(records)
        .or(fixed.then_some(Date::ZERO))
        .ok_or(AssessError::NoDates)?;
    let defaults = Definitions {
        as_of,
        revenue_basis: RevenueBasis::Orders,
        tax_basis: basis_of(records),
        currency: currency(records),
        returns: ReturnsRule::NetAtReturnDate,
        customer_level: CustomerLevel::Company,
        activity_months: 12,
        grace_months: grace_months(records),
        rfm_months: 12,
        discount_rate: 0.1,
        margin_rate: None,
        confidence: 0.95,
        periods: Vec::new(),
        leavers: Vec::new(),
    };
    decisions.iter().try_fold(defaults, apply)
}

fn apply(definitions: Definitions, decision: &Decision) -> Result<Definitions, AssessError> {
    let DecisionKind::Define { name, value } = &decision.kind else {
        return Ok(definitions);
    };
    let bad = || AssessError::BadDefinition(name.clone());
    let mut fields = serde_json::to_value(&definitions).map_err(|_| bad())?;
    *fields.get_mut(name).ok_or_else(bad)? = value.clone();
    let changed: Definitions = serde_json::from_value(fields).map_err(|_| bad())?;
    if is_sound(&changed) {
        Ok(changed)
    } else {
        Err(bad())
    }
}

fn is_sound(d: &Definitions) -> bool {
    let months = [d.activity_months, d.grace_months, d.rfm_months];
    months.iter().all(|months| (1..=120).contains(months))
        && d.discount_rate.is_finite()
        && (0.0..1.0).contains(&d.discount_rate)
        && d.confidence > 0.5
        && d.confidence < 1.0
        && d.margin_rate.is_none_or(|rate| rate > 0.0 && rate <= 1.0)
        && d.periods.len() <= MOST_PERIODS
        && d.periods.iter().all(Period::is_whole_months)
}

/// End of the last complete month of the orders; latest date of the other tables without orders.
fn as_of(records: &Records) -> Option<Date> {
    let mut dates: Vec<Date> = records.orders.iter().map(|row| row.record.date).collect();
    dates.sort_unstable();
    let Some(last) = last_regular(&dates) else {
        return latest_elsewhere(records);
    };
    let month_end = last.last_of_month();
    if business_days_left(last) <= 2 {
        return Some(month_end);
    }
    let before = last.first_of_month().yesterday().ok()?;
    // Data of a single month have no complete one before it.
    Some(if dates.first()? > &before {
        last
    } else {
        before
    })
}

/// The last date before a gap that only a few stray rows lie beyond.
pub(crate) fn last_regular(dates: &[Date]) -> Option<Date> {
    // The first place beyond which fewer rows lie than may be stray.
    let stray = (dates.len() as f64 * STRAY_SHARE).ceil() as usize;
    let from = (dates.len() + 1).saturating_sub(stray).max(1);
    let gap =
        (from..dates.len()).find(|at| days_between(dates[at - 1], dates[*at]) > STRAY_GAP_DAYS);
    match gap {
        Some(at) => dates.get(at - 1).copied(),
        None => dates.last().copied(),
    }
}

/// Weekdays between the day and the end of its month, the day itself not counted.
pub(crate) fn business_days_left(day: Date) -> usize {
    let end = day.last_of_month();
    std::iter::successors(Some(next_day(day)), |date| Some(next_day(*date)))
        .take_while(|date| *date <= end && *date > day)
        .filter(|date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday))
        .count()
}

fn latest_elsewhere(records: &Records) -> Option<Date> {
    let customers = records.customers.iter().flat_map(|row| {
        let record = &row.record;
        [
            record.last_order_date,
            record.last_contact_date,
            record.first_date,
        ]
    });
    let dated = customers
        .chain(records.complaints.iter().map(|row| Some(row.record.date)))
        .chain(records.contacts.iter().map(|row| Some(row.record.date)))
        .chain(records.feedback.iter().map(|row| Some(row.record.date)))
        .chain(
            records
                .tickets
                .iter()
                .map(|row| Some(row.record.created_at.date())),
        )
        .chain(
            records
                .surveys
                .iter()
                .map(|row| row.record.answered_at.map(|at| at.date())),
        )
        .chain(records.reviews.iter().map(|row| row.record.date))
        .chain(records.receivables.iter().map(|row| row.record.date))
        .chain(records.contracts.iter().map(|row| row.record.signed_date))
        .chain(
            records
                .programme
                .iter()
                .map(|row| row.record.last_active_date),
        )
        .chain(records.training.iter().map(|row| row.record.date))
        .chain(
            records
                .quotes
                .iter()
                .map(|row| row.record.enquired_at.map(|at| at.date())),
        );
    dated.flatten().max()
}

/// The currency most lines name. Where none does: CNY if the lines are written in Chinese, else
/// not said (`XXX`, ISO 4217's code for no currency), because a guess would be printed as a fact.
fn currency(records: &Records) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in records
        .orders
        .iter()
        .filter_map(|row| row.record.currency.as_deref())
    {
        if let Some(code) = currency_code(text) {
            *counts.entry(code).or_default() += 1;
        }
    }
    // The first in the alphabet among equals, so that it does not depend on the order of rows.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    let unsaid = || {
        if in_chinese(records) {
            "CNY"
        } else {
            NO_CURRENCY
        }
    };
    most.map_or_else(|| unsaid().to_owned(), |(code, _)| code)
}

/// ISO 4217's code where no currency is involved or none was said.
const NO_CURRENCY: &str = "XXX";

/// Whether the order lines or customers are written in Chinese characters; no lines at all count
/// as Chinese, the language of the product's home.
fn in_chinese(records: &Records) -> bool {
    let of_orders = records.orders.iter().take(2_000).flat_map(|row| {
        let order = &row.record;
        [
            &order.customer_name,
            &order.product,
            &order.category,
            &order.region,
            &order.order_type,
        ]
    });
    let of_customers = records
        .customers
        .iter()
        .take(2_000)
        .map(|row| &row.record.name);
    let texts = of_orders.flatten().chain(of_customers);
    let mut any = false;
    for text in texts {
        any = true;
        if text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            return true;
        }
    }
    !any
}

/// ISO code of a currency as firms write it.
pub(crate) fn currency_code(text: &str) -> Option<String> {
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
    let mut days: QuickMap<&str, Vec<Date>> = QuickMap::default();
    for row in records
        .orders
        .iter()
        .filter(|row| row.record.amount.is_positive())
    {
        let record = &row.record;
        let Some(key) = record
            .customer_code
            .as_deref()
            .or(record.customer_name.as_deref())
        else {
            continue;
        };
        days.entry(key).or_default().push(record.date);
    }
    // Sorted below: the order of the map does not matter.
    let mut pauses = Vec::new();
    for dates in days.values_mut() {
        dates.sort_unstable();
        dates.dedup();
        pauses.extend(
            dates
                .windows(2)
                .map(|pair| days_between(pair[0], pair[1]) as f64),
        );
    }
    let p90 = statistics::quantiles::p90(&pauses).unwrap_or(0.0);
    ((p90 / DAYS_A_MONTH).ceil() as u32).clamp(12, 24)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::testing::{orders, rows};
    use records::Located;

    fn of(orders: Vec<Located<records::Order>>, decisions: &[Decision]) -> Definitions {
        let records = Records {
            orders,
            ..Records::default()
        };
        default_definitions(&records, decisions).unwrap()
    }

    fn define(name: &str, value: serde_json::Value) -> Decision {
        let kind = DecisionKind::Define {
            name: name.into(),
            value,
        };
        Decision {
            id: 0,
            kind,
            reason: String::new(),
            decided_at: 0,
        }
    }

    #[test]
    fn the_assessment_looks_back_from_the_last_complete_month() {
        for (last, as_of) in [
            ("2024-06-30", "2024-06-30"),
            // Friday 28 June: only a weekend is left.
            ("2024-06-28", "2024-06-30"),
            // Wednesday 26 June: two business days are left.
            ("2024-06-26", "2024-06-30"),
            ("2024-06-25", "2024-05-31"),
            ("2011-12-09", "2011-11-30"),
        ] {
            let first = "甲 | 2010-12-01 | 5".to_owned();
            let lines = [first, format!("甲 | {last} | 5")];
            let found = of(orders(&lines.each_ref().map(String::as_str)), &[]).as_of;
            assert_eq!(found.to_string(), as_of, "{last}");
        }
    }

    #[test]
    fn a_few_dates_far_in_the_future_do_not_move_the_assessment() {
        let mut lines: Vec<String> = (1..=30)
            .map(|day| format!("甲 | 2024-06-{day:02} | 5"))
            .collect();
        lines.push("甲 | 2042-06-30 | 5".into());
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(of(orders(&lines), &[]).as_of.to_string(), "2024-06-30");
    }

    #[test]
    fn a_single_month_is_looked_at_from_its_last_day_with_orders() {
        let lines = ["甲 | 2024-06-03 | 5", "乙 | 2024-06-12 | 5"];
        assert_eq!(of(orders(&lines), &[]).as_of.to_string(), "2024-06-12");
    }

    #[test]
    fn currency_and_grace_follow_the_data() {
        let lines = ["甲 | 2022-01-31 | 5 | 英镑", "甲 | 2023-06-30 | 5 | GBP"];
        let found = of(
            rows("customer_name | date | amount | currency", &lines),
            &[],
        );
        assert_eq!((found.currency.as_str(), found.grace_months), ("GBP", 17));
    }

    #[test]
    fn a_currency_nobody_names_is_yuan_only_where_the_data_are_chinese() {
        for (line, currency) in [
            ("甲 | 2024-06-30 | 5", "CNY"),
            ("Acme | 2024-06-30 | 5", "XXX"),
        ] {
            assert_eq!(of(orders(&[line]), &[]).currency, currency, "{line}");
        }
    }

    #[test]
    fn decisions_change_definitions_and_nonsense_is_refused() {
        let lines = ["甲 | 2024-06-30 | 5"];
        let found = of(orders(&lines), &[define("grace_months", 18.into())]);
        assert_eq!(found.grace_months, 18);
        let year = serde_json::json!([{"from": "2023-04-01", "to": "2024-03-31"}]);
        let found = of(orders(&lines), &[define("periods", year)]);
        assert_eq!(found.periods[0].to.to_string(), "2024-03-31");
        let records = Records {
            orders: orders(&lines),
            ..Records::default()
        };
        for (name, value) in [
            ("grace", serde_json::json!(18)),
            ("grace_months", serde_json::json!("long")),
            ("grace_months", serde_json::json!(0)),
            ("discount_rate", serde_json::json!(-2.0)),
            (
                "periods",
                serde_json::json!([{"from": "2023-04-02", "to": "2024-03-31"}]),
            ),
            (
                "periods",
                serde_json::json!([{"from": "2023-04-01", "to": "2024-03-30"}]),
            ),
            (
                "periods",
                serde_json::json!([{"from": "2024-04-01", "to": "2024-03-31"}]),
            ),
            ("periods", serde_json::json!(["2023"])),
            ("leavers", serde_json::json!("王芳")),
        ] {
            let found = default_definitions(&records, &[define(name, value)]);
            assert_eq!(found, Err(AssessError::BadDefinition(name.into())));
        }
    }

    #[test]
    fn without_orders_the_latest_other_date_counts_and_without_any_there_is_none() {
        let records = Records {
            complaints: rows("date", &["2024-05-17", "2024-03-02"]),
            ..Records::default()
        };
        let found = default_definitions(&records, &[]).unwrap();
        assert_eq!(found.as_of.to_string(), "2024-05-17");
        let none = default_definitions(&Records::default(), &[]);
        assert_eq!(none, Err(AssessError::NoDates));
        let fixed = define("as_of", serde_json::json!("2024-12-31"));
        assert!(default_definitions(&Records::default(), &[fixed]).is_ok());
    }
}
