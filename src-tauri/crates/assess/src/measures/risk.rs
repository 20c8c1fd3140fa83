//! What the deal itself puts at risk.

use records::Amount;

use super::tools::{
    Outcome, need_buyers, need_months, quotient, spec, with_ltm_rows, with_two_years,
};
use crate::analysis::risk::{LEVEL, ladder};
use crate::definitions::Definitions;
use crate::findings::rules;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "risk.revenue_at_risk",
        Unit::Share,
        "Σ revenue LTM × highest hazard of the customer / Σ revenue LTM; hazards as printed beside the finding",
        revenue_at_risk,
    ),
    spec(
        "risk.loss_top3",
        Unit::Share,
        "LTM revenue of the 3 largest customers / LTM revenue",
        loss_top3,
    ),
];

fn revenue_at_risk(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_months(ledger, d, 24)?;
    let cuts = rules().map_err(|_| AbsentReason::NothingToCount)?;
    let ladder = ladder(ledger, d, cuts);
    let ladder = ladder
        .as_ref()
        .as_ref()
        .ok_or(AbsentReason::NothingToCount)?;
    let revenue: Amount = ladder.exposed.iter().map(|one| one.revenue).sum();
    let (total, loss) = (revenue.units(), ladder.loss);
    let figure = Figure::new(loss.expected / total, ladder.exposed.len() as u64).between(
        loss.band.lower / total,
        loss.band.upper / total,
        LEVEL,
        "poisson_binomial",
    );
    Ok(with_two_years(figure, ledger, d))
}

fn loss_top3(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let (from, to) = ledger.ltm(d);
    let ranked = ledger.ranked(from, to);
    let top: Amount = ranked.iter().take(3).map(|(_, amount)| *amount).sum();
    let share = quotient(top, ledger.total_revenue_in(from, to))?;
    Ok(with_ltm_rows(
        Figure::new(share, ranked.len() as u64),
        ledger,
        d,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, orders, rows};
    use crate::ledger::Records;
    use crate::model::AbsentReason;

    /// Four customers over 2023–2024: 甲 and 乙 steady, 丙 stopped a year before, 丁 under a
    /// contract that ends.
    fn records() -> Records {
        let mut lines = Vec::new();
        for year in [2023, 2024] {
            for month in 1..=12 {
                lines.push(format!("甲 | {year}-{month:02}-05 | 60"));
                lines.push(format!("乙 | {year}-{month:02}-15 | 30"));
                lines.push(format!("丁 | {year}-{month:02}-25 | 10"));
            }
        }
        lines.push("丙 | 2023-06-01 | 300".into());
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Records {
            orders: orders(&lines),
            contracts: rows(
                "customer_name | start_date | end_date",
                &["丁 | 2023-01-01 | 2025-06-30"],
            ),
            ..Records::default()
        }
    }

    #[test]
    fn each_customer_counts_once_at_its_highest_hazard() {
        // Before: 720 + 360 + 120 + 300 = 1500, of which 丙's 300 are gone: base hazard 0.2.
        // After: 甲 720 and 乙 360 at 0.2, 丁 120 at 0.3 → 252 of 1200.
        check(
            &records(),
            &[("risk.revenue_at_risk", 0.21), ("risk.loss_top3", 1.0)],
        );
        let figure = measure(&records(), "risk.revenue_at_risk").unwrap();
        let interval = figure.interval.unwrap();
        // P(nothing lost) = 0.8 · 0.8 · 0.7 = 0.448; P(loss > 0.7) = 0.012 + 0.028 = 0.04 and
        // P(loss > 0.6) = 0.088, so the 95 % point is 甲 and 丁 together.
        assert_eq!(interval.lower, 0.0);
        assert!((interval.upper - 0.7).abs() < 0.001, "{interval:?}");
    }

    #[test]
    fn one_year_of_orders_gives_no_ladder() {
        let records = Records {
            orders: orders(&["甲 | 2024-02-01 | 40"]),
            ..Records::default()
        };
        let reason = absent(&records, "risk.revenue_at_risk");
        assert!(matches!(reason, AbsentReason::ShortHistory { .. }));
    }
}
