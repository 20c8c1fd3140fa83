//! Data behind the charts and tables.

mod breakdowns;
mod cohorts;
mod customers;
mod risk;
mod time;

pub(crate) use cohorts::CohortGrid;

use crate::analysis::retention::{bridge_of, changes};
use crate::analysis::survival::survival;
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measures::concentration::{Held, of_customers};
use crate::model::{Bridge, Concentration, Exhibits, SurvivalStep};
use records::Amount;

/// Points of a Lorenz curve at most.
const LORENZ_POINTS: usize = 101;
/// Customers in the cumulative curve at most.
const CUMULATIVE: usize = 50;

/// Every exhibit that the ledger allows.
#[must_use]
pub fn exhibits(ledger: &Ledger, d: &Definitions) -> Exhibits {
    let (rfm, rfm_cuts) = customers::rfm_segments(ledger, d);
    Exhibits {
        months: time::months(ledger, d),
        years: time::years(ledger, d),
        bridge: bridge(ledger, d),
        cohorts: cohorts::cohorts(ledger, d),
        concentration: of_customers(ledger, d)
            .ok()
            .and_then(|held| Some(concentration(held.as_ref().as_ref()?))),
        top_customers: customers::top_customers(ledger, d),
        rfm,
        rfm_cuts,
        stages: customers::stage_counts(ledger, d),
        lost_customers: customers::lost_customers(ledger, d),
        breakdowns: breakdowns::breakdowns(ledger, d),
        survival: survival_steps(ledger, d),
        revenue_at_risk: risk::revenue_at_risk(ledger, d),
        deal_risk: crate::deal_risk::exhibit(ledger, d),
        cube: crate::cube::exhibit(ledger, d),
        loyalty: crate::loyalty::exhibit(ledger, d),
        voice: crate::voice::exhibit(ledger, d),
    }
}

fn bridge(ledger: &Ledger, d: &Definitions) -> Option<Bridge> {
    if ledger.months_of_history(d) < 24 {
        return None;
    }
    let bridge = bridge_of(&changes(ledger, d))?;
    Some(Bridge {
        earlier: ledger.prior(d),
        later: ledger.ltm(d),
        begin: Amount(bridge.begin),
        new: Amount(bridge.new),
        reactivated: Amount(bridge.reactivated),
        expansion: Amount(bridge.expansion),
        contraction: Amount(bridge.contraction),
        churn: Amount(bridge.churn),
        end: Amount(bridge.end),
    })
}

fn concentration(held: &Held) -> Concentration {
    let all = held.customers.lorenz();
    let last = all.len().saturating_sub(1);
    let points = last.min(LORENZ_POINTS - 1);
    let lorenz = (0..=points)
        .filter_map(|at| all.get(at * last / points.max(1)))
        .map(|point| (point.customers, point.revenue))
        .collect();
    let cumulative = (1..=held.customers.customers().min(CUMULATIVE))
        .map(|n| held.top(n))
        .collect();
    Concentration { lorenz, cumulative }
}

fn survival_steps(ledger: &Ledger, d: &Definitions) -> Vec<SurvivalStep> {
    // Without a year that can be judged the curve would show the grace period, not the customers.
    if ledger.months_of_history(d) < d.grace_months + 6 {
        return Vec::new();
    }
    let curve = survival(ledger, d);
    let Some(curve) = curve.as_ref() else {
        return Vec::new();
    };
    curve
        .steps
        .iter()
        .map(|step| SurvivalStep {
            months: step.time,
            at_risk: step.at_risk,
            survival: step.survival,
            lower: step.lower.unwrap_or(step.survival),
            upper: step.upper.unwrap_or(step.survival),
        })
        .collect()
}
