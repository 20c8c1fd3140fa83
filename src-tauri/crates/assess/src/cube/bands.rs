//! Customers between size classes, and their growth.

use records::Amount;
use statistics::bridge::BridgeRow;
use statistics::tiers::{SizeClass, size_classes};

use super::model::{GrowthBin, Migration};
use super::tiers::CUTS;
use super::{Cube, Level, Period};
use crate::ledger::Ledger;

/// Classes and "none".
const CLASSES: usize = 4;

fn position(class: Option<SizeClass>) -> usize {
    match class {
        Some(SizeClass::A) => 0,
        Some(SizeClass::B) => 1,
        Some(SizeClass::C) => 2,
        None => 3,
    }
}

/// Customers by class before and after, over the same rows.
pub(crate) fn migration(rows: &[BridgeRow], earlier: Period, later: Period) -> Migration {
    let classes = |amount: fn(&BridgeRow) -> i64| {
        size_classes(&rows.iter().map(amount).collect::<Vec<_>>(), CUTS)
    };
    let (before, after) = (classes(|row| row.before), classes(|row| row.after));
    let mut found = Migration {
        earlier,
        later,
        customers: vec![vec![0; CLASSES]; CLASSES],
        revenue: vec![vec![Amount::ZERO; CLASSES]; CLASSES],
    };
    for ((row, before), after) in rows.iter().zip(before).zip(after) {
        // In neither period: no move to show.
        if before.is_none() && after.is_none() {
            continue;
        }
        let (from, to) = (position(before), position(after));
        found.customers[from][to] += 1;
        found.revenue[from][to] += Amount(row.after.max(0));
    }
    found
}

/// Share of the classified customers of the earlier period that rose, and that fell or left;
/// `None` when there were none.
pub(crate) fn moves(migration: &Migration) -> Option<(u64, u64, u64)> {
    let (mut up, mut down, mut all) = (0, 0, 0);
    for (from, row) in migration.customers.iter().enumerate().take(CLASSES - 1) {
        for (to, count) in row.iter().enumerate() {
            all += count;
            if to < from {
                up += count;
            } else if to > from {
                down += count;
            }
        }
    }
    (all > 0).then_some((up, down, all))
}

/// Edges of the growth ranges.
const EDGES: [f64; 6] = [-0.5, -0.2, -0.05, 0.05, 0.2, 0.5];

/// Customers with revenue in both periods by their growth.
pub(super) fn growth(
    ledger: &Ledger,
    cube: &Cube,
    (earlier, later): (Period, Period),
) -> Vec<GrowthBin> {
    let rows = cube.bridge_rows(ledger, Level::Customer, (earlier, later));
    let Some(rows) = rows.as_ref() else {
        return Vec::new();
    };
    let mut bins: Vec<GrowthBin> = (0..=EDGES.len())
        .map(|at| GrowthBin {
            from: at.checked_sub(1).map(|at| EDGES[at]),
            to: EDGES.get(at).copied(),
            customers: 0,
            before: Amount::ZERO,
            after: Amount::ZERO,
        })
        .collect();
    for row in rows.iter().filter(|row| row.before > 0 && row.after > 0) {
        let growth = row.after as f64 / row.before as f64 - 1.0;
        let bin = &mut bins[EDGES.partition_point(|edge| *edge <= growth)];
        bin.customers += 1;
        bin.before += Amount(row.before);
        bin.after += Amount(row.after);
    }
    if bins.iter().all(|bin| bin.customers == 0) {
        return Vec::new();
    }
    bins
}
