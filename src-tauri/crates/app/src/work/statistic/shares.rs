//! Proportions, net promoter score, concentration and bridge of a table.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use statistics::bridge::{self, BridgeRow};
use statistics::concentration::Concentration;
use statistics::intervals::wilson;
use statistics::nps::{NpsCounts, NpsMethod, nps};

use super::{LEVEL, Table};
use crate::wire::WireError;

/// Most decimals of an amount, so that sums stay whole numbers.
const DECIMALS: usize = 6;

/// A share or a score with its interval.
#[derive(Serialize)]
pub struct ShareFigures {
    value: f64,
    n: u64,
    interval: [f64; 2],
    method: &'static str,
    level: f64,
}

/// How much hangs on how few.
#[derive(Serialize)]
pub struct ConcentrationFigures {
    top1: f64,
    top5: f64,
    top10: f64,
    hhi: f64,
    normalised_hhi: Option<f64>,
    gini: f64,
    effective_customers: f64,
    n: usize,
    total: f64,
}

/// The bridge from each period to the next.
#[derive(Serialize)]
pub struct BridgeTable {
    steps: Vec<BridgeStep>,
}

#[derive(Serialize)]
struct BridgeStep {
    from: String,
    to: String,
    begin: f64,
    new: f64,
    reactivated: f64,
    expansion: f64,
    contraction: f64,
    churn: f64,
    end: f64,
    nrr: Option<f64>,
    nrr_with_reactivation: Option<f64>,
    grr: Option<f64>,
    logo_churn: Option<f64>,
}

/// Wilson interval of `successes` out of `trials`.
///
/// # Errors
/// `stat.bad_share` for no trials or more successes than trials.
pub fn proportion(successes: u64, trials: u64) -> Result<ShareFigures, WireError> {
    let found = wilson(successes, trials, LEVEL).ok_or_else(|| {
        WireError::new("stat.bad_share")
            .with("part", successes.to_string())
            .with("whole", trials.to_string())
    })?;
    Ok(ShareFigures {
        value: successes as f64 / trials as f64,
        n: trials,
        interval: [found.lower, found.upper],
        method: "wilson",
        level: LEVEL,
    })
}

/// Net promoter score of the answers, among `population` customers if given.
///
/// # Errors
/// `stat.bad_answers` for no answers, or more than the population.
pub fn net_promoter(
    [promoters, passives, detractors]: [u64; 3],
    population: Option<u64>,
) -> Result<ShareFigures, WireError> {
    let counts = NpsCounts {
        promoters,
        passives,
        detractors,
    };
    let found = nps(counts, population, LEVEL)
        .ok_or_else(|| WireError::new("stat.bad_answers").with("n", counts.n().to_string()))?;
    Ok(ShareFigures {
        value: found.score,
        n: found.n,
        interval: [found.interval.lower, found.interval.upper],
        method: match found.method {
            NpsMethod::Wald => "wald",
            NpsMethod::AdjustedWald => "adjusted_wald",
        },
        level: LEVEL,
    })
}

/// Columns customer and amount; amounts of one customer are added up.
///
/// # Errors
/// `stat.*` with line and column.
pub fn concentration(table: &Table) -> Result<ConcentrationFigures, WireError> {
    let (customer, amount) = (table.column("customer")?, table.column("amount")?);
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for row in 0..table.len() {
        *sums.entry(table.text(row, customer)?).or_default() += table.number(row, amount)?;
    }
    let amounts: Vec<f64> = sums.into_values().collect();
    let found = Concentration::of(&amounts).ok_or_else(|| WireError::new("stat.no_revenue"))?;
    Ok(ConcentrationFigures {
        top1: found.top(1),
        top5: found.top(5),
        top10: found.top(10),
        hhi: found.hhi(),
        normalised_hhi: found.normalised_hhi(),
        gini: found.gini(),
        effective_customers: found.effective_customers(),
        n: found.customers(),
        total: found.total(),
    })
}

/// Columns customer, period and amount; one step for each two consecutive periods of the file,
/// in order of number where all periods are numbers, otherwise of text.
///
/// # Errors
/// `stat.*` with line and column; `stat.one_period`.
pub fn bridge(table: &Table) -> Result<BridgeTable, WireError> {
    let [customer, period, amount] =
        ["customer", "period", "amount"].map(|name| table.column(name));
    let (customer, period, amount) = (customer?, period?, amount?);
    let mut periods = BTreeSet::new();
    let mut rows = Vec::with_capacity(table.len());
    for row in 0..table.len() {
        let when = table.text(row, period)?;
        let money = decimal(&table.text(row, amount)?)
            .ok_or_else(|| table.bad("stat.bad_amount", row, amount))?;
        periods.insert(when.clone());
        rows.push((table.text(row, customer)?, when, money));
    }
    let periods = in_order(periods);
    if periods.len() < 2 {
        return Err(WireError::new("stat.one_period"));
    }
    let place: BTreeMap<&str, usize> = periods
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect();
    let mut cube: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (row, (who, when, money)) in rows.iter().enumerate() {
        let sums = cube.entry(who).or_insert_with(|| vec![0; periods.len()]);
        let sum = &mut sums[place[when.as_str()]];
        *sum = sum
            .checked_add(*money)
            .ok_or_else(|| table.bad("stat.bad_amount", row, amount))?;
    }
    let steps = (1..periods.len())
        .map(|to| step(&cube, &periods, to))
        .collect::<Result<_, _>>()?;
    Ok(BridgeTable { steps })
}

fn step(
    cube: &BTreeMap<&str, Vec<i64>>,
    periods: &[String],
    to: usize,
) -> Result<BridgeStep, WireError> {
    let row = |sums: &Vec<i64>| BridgeRow {
        before: sums[to - 1],
        after: sums[to],
        ever_before: sums[..to].iter().any(|sum| *sum > 0),
    };
    let rows: Vec<BridgeRow> = cube.values().map(row).collect();
    let found = bridge::bridge(&rows).ok_or_else(|| WireError::new("stat.too_large"))?;
    let money = |amount: i64| amount as f64 / 10_f64.powi(DECIMALS as i32);
    Ok(BridgeStep {
        from: periods[to - 1].clone(),
        to: periods[to].clone(),
        begin: money(found.begin),
        new: money(found.new),
        reactivated: money(found.reactivated),
        expansion: money(found.expansion),
        contraction: money(found.contraction),
        churn: money(found.churn),
        end: money(found.end),
        nrr: found.nrr(),
        nrr_with_reactivation: found.nrr_with_reactivation(),
        grr: found.grr(),
        logo_churn: found.logo_churn(),
    })
}

/// Numbers by size, anything else by text.
fn in_order(periods: BTreeSet<String>) -> Vec<String> {
    let mut periods: Vec<String> = periods.into_iter().collect();
    let numbers: Option<Vec<f64>> = periods.iter().map(|one| one.parse().ok()).collect();
    if numbers.is_some() {
        let number = |text: &String| text.parse::<f64>().unwrap_or(f64::NAN);
        periods.sort_by(|a, b| number(a).total_cmp(&number(b)));
    }
    periods
}

/// An amount in millionths, exactly.
fn decimal(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let kept = part.trim_end_matches('0');
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = !(whole.is_empty() && part.is_empty()) && all_digits(whole) && all_digits(part);
    if !shaped || kept.len() > DECIMALS {
        return None;
    }
    let value: i64 = format!("{whole}{kept:0<DECIMALS$}").parse().ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        for (text, millionths) in [
            ("12", 12_000_000),
            ("-0.5", -500_000),
            ("+.25", 250_000),
            ("1.1000000000", 1_100_000),
            ("7.", 7_000_000),
        ] {
            assert_eq!(decimal(text), Some(millionths), "{text}");
        }
        for text in [
            "",
            "-",
            ".",
            "1e3",
            "1,000",
            "0.1234567",
            "--1",
            "99999999999999999",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn periods_follow_each_other_by_size() {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        assert_eq!(in_order(set(&["10", "9", "2"])), ["2", "9", "10"]);
        assert_eq!(in_order(set(&["2024H1", "2023H2"])), ["2023H2", "2024H1"]);
    }
}
