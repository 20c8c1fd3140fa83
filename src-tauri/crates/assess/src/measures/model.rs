//! How far the assessment itself can be trusted.

use super::tools::{Outcome, need_buyers, need_months, spec, with_all_orders};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, days_between, months_before, next_day};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family. The stability needs the scores first; the orchestrator fills it in.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "model.stability",
        Unit::Share,
        "# dimensions whose rank stays within ±2 when the weight of each of their items is varied by ±20 %, one at a time / # scored dimensions",
        stability,
    ),
    spec(
        "model.backtest_auc",
        Unit::Index,
        "AUC of (mean rank of recency and frequency 12 months before the as-of date) for buying in LTM; customers active then",
        backtest,
    ),
];

fn stability(_: &Ledger, _: &Definitions) -> Outcome {
    Err(AbsentReason::TooFew {
        needed: 2,
        found: 0,
    })
}

fn backtest(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_months(ledger, d, 24)?;
    let (ltm, then) = (ledger.ltm(d), months_before(d.as_of, 12));
    let from = next_day(months_before(then, 12));
    let mut recency = Vec::new();
    let mut frequency = Vec::new();
    let mut stayed = Vec::new();
    for id in ledger.counted() {
        let days = ledger.purchase_days_until(id, then);
        let Some(last) = days.last().filter(|last| **last >= from) else {
            continue;
        };
        recency.push(-(days_between(*last, then) as f64));
        frequency.push(days.iter().filter(|day| **day >= from).count() as f64);
        stayed.push(ledger.bought_in(id, ltm.0, ltm.1));
    }
    let scores: Vec<f64> = ranks(&recency)
        .iter()
        .zip(ranks(&frequency))
        .map(|(r, f)| r + f)
        .collect();
    let value = auc(&scores, &stayed).ok_or(AbsentReason::NothingToCount)?;
    Ok(with_all_orders(
        Figure::new(value, scores.len() as u64),
        ledger,
        d,
    ))
}

/// Ranks from 1, ties sharing their mean.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for tied in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let mean = start as f64 + (tied.len() + 1) as f64 / 2.0;
        for index in tied {
            ranks[*index] = mean;
        }
        start += tied.len();
    }
    ranks
}

/// Probability that a positive scores above a negative, ties counting half (Mann–Whitney);
/// `None` when there is only one kind.
fn auc(scores: &[f64], positive: &[bool]) -> Option<f64> {
    let positives = positive.iter().filter(|stayed| **stayed).count() as f64;
    let negatives = positive.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return None;
    }
    let sum: f64 = ranks(scores)
        .iter()
        .zip(positive)
        .filter(|(_, p)| **p)
        .map(|(r, _)| r)
        .sum();
    Some((sum - positives * (positives + 1.0) / 2.0) / (positives * negatives))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auc_counts_the_pairs_in_order_and_ties_as_half() {
        let found = auc(&[1.0, 2.0, 2.0, 3.0], &[false, false, true, true]);
        // Pairs: 2>1, 2=2, 3>1, 3>2 → 3.5 of 4.
        assert_eq!(found, Some(0.875));
        assert_eq!(auc(&[1.0, 2.0], &[true, true]), None);
    }
}
