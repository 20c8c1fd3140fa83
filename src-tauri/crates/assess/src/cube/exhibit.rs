//! Every projection put together for screen, report and workpapers.

use records::Amount;
use statistics::bridge::{Bridge, BridgeRow, bridge};

use super::model::{BridgeLine, BridgeStep, CubeExhibits, TierLine};
use super::periods::full_years;
use super::{
    Cube, Level, Period, bands, by_tier, cohorts, custom, grace, hidden, margin, mix, rhythm,
    steps, tenure, top,
};
use crate::definitions::Definitions;
use crate::exhibits::CohortGrid;
use crate::ledger::{Ledger, window};

/// Periods beside the last twelve months at most.
const YEARS: usize = 3;

/// Every projection that the ledger allows.
#[must_use]
pub(crate) fn exhibit(ledger: &Ledger, d: &Definitions) -> CubeExhibits {
    if !ledger.has(records::TableKind::Orders) {
        return CubeExhibits::default();
    }
    let cube = ledger.cube(d);
    let customers = cube.entities(ledger, Level::Customer);
    let groups = cube.entities(ledger, Level::Group);
    let periods = periods(ledger, d, &cube);
    let ltm = (Period::prior(d), Period::ltm(d));
    let two_years = ledger.months_of_history(d) >= 24;
    let named = ledger.identifies_customers();
    let grid = CohortGrid::of(ledger, d);
    CubeExhibits {
        steps: bridge_steps(ledger, d, &cube, Level::Customer),
        group_steps: if groups.has_groups() {
            bridge_steps(ledger, d, &cube, Level::Group)
        } else {
            Vec::new()
        },
        roll_forward: named
            .then(|| top::roll_forward(ledger, d, &cube, &customers, &periods))
            .flatten(),
        migration: (two_years && named)
            .then(|| cube.bridge_rows(ledger, Level::Customer, ltm))
            .and_then(|rows| Some(bands::migration(rows.as_ref().as_ref()?, ltm.0, ltm.1))),
        growth: if two_years && named {
            bands::growth(ledger, &cube, ltm)
        } else {
            Vec::new()
        },
        revenue_cohorts: grid
            .as_ref()
            .and_then(|grid| cohorts::by_revenue(ledger, d, grid)),
        rolling: grid
            .as_ref()
            .map_or_else(Vec::new, |grid| cohorts::rolling(ledger, d, grid)),
        price_volume_mix: two_years.then(|| mix::view(ledger, &cube, ltm)).flatten(),
        hidden: hidden::all(ledger, d),
        renewals: hidden::renewals(ledger, d),
        margin: margin::view(ledger, &cube, &customers, &periods),
        tenure: tenure::bands(ledger, d),
        season: rhythm::season(ledger, d),
        order_rhythm: rhythm::order_rhythm(ledger, d),
        breadth: rhythm::breadth(ledger, d),
        returns: rhythm::returns(ledger, &cube, &periods),
        grace: grace::points(ledger, d),
        custom: custom::all(ledger, d, &cube, &customers, &groups),
    }
}

/// Periods of tables that run through time: those that the definitions choose, else the last
/// complete calendar years, then the last twelve months; without a calendar year, twelve-month windows back from the as-of date.
fn periods(ledger: &Ledger, d: &Definitions, cube: &Cube) -> Vec<Period> {
    let ltm = Period::ltm(d);
    let mut chosen = custom::reached(d, cube);
    chosen.retain(|period| *period != ltm);
    if !chosen.is_empty() {
        let from = chosen.len().saturating_sub(YEARS);
        let mut periods = chosen.split_off(from);
        periods.push(ltm);
        return periods;
    }
    let years: Vec<Period> = full_years(ledger, d)
        .into_iter()
        .map(Period::year)
        .collect();
    let mut periods: Vec<Period> = years.into_iter().filter(|year| *year != ltm).collect();
    if periods.is_empty() {
        let full = ledger.months_of_history(d) / 12;
        periods = (1..full)
            .rev()
            .map(|back| window(d.as_of, back * 12, 12).into())
            .collect();
    }
    let from = periods.len().saturating_sub(YEARS);
    let mut periods = periods.split_off(from);
    periods.push(ltm);
    periods
}

fn bridge_steps(ledger: &Ledger, d: &Definitions, cube: &Cube, level: Level) -> Vec<BridgeStep> {
    steps::steps(ledger, d)
        .into_iter()
        .filter_map(|(earlier, later)| {
            let ltm = later == Period::ltm(d);
            let rows = cube.bridge_rows(ledger, level, (earlier, later));
            step_of(ltm, (earlier, later), rows.as_ref().as_ref()?)
        })
        .collect()
}

/// The bridge of these rows with its tiers.
pub(super) fn step_of(
    ltm: bool,
    (earlier, later): (Period, Period),
    rows: &[BridgeRow],
) -> Option<BridgeStep> {
    Some(BridgeStep {
        ltm,
        earlier,
        later,
        all: line(&bridge(rows)?),
        tiers: by_tier(rows)
            .into_iter()
            .filter(|(_, bridge)| bridge.customers.begin > 0)
            .map(|(tier, bridge)| TierLine {
                tier: tier.id().to_owned(),
                line: line(&bridge),
            })
            .collect(),
    })
}

fn line(bridge: &Bridge) -> BridgeLine {
    BridgeLine {
        begin: Amount(bridge.begin),
        new: Amount(bridge.new),
        reactivated: Amount(bridge.reactivated),
        expansion: Amount(bridge.expansion),
        contraction: Amount(bridge.contraction),
        churn: Amount(bridge.churn),
        end: Amount(bridge.end),
        customers: bridge.customers.begin,
        lost: bridge.customers.lost,
        came: bridge.customers.new,
        returned: bridge.customers.reactivated,
        nrr: bridge.nrr(),
        nrr_with_reactivation: bridge.nrr_with_reactivation(),
        grr: bridge.grr(),
        net_churn: bridge.nrr_with_reactivation().map(|kept| 1.0 - kept),
        logo_churn: bridge.logo_churn(),
    }
}
