//! How customers buy: season, purchase days, breadth, returns.

use records::Amount;

use super::model::{CustomerBand, ReturnYear};
use super::{Cube, Period};
use crate::definitions::Definitions;
use crate::ledger::{Attribute, Ledger, window};

/// Index of each calendar month, January first, over the last full twelve-month windows, at most
/// three; empty below one, or without revenue.
pub(super) fn season(ledger: &Ledger, d: &Definitions) -> Vec<f64> {
    let years = (ledger.months_of_history(d) / 12).min(3);
    let mut sums = [0.0; 12];
    for back in 0..years * 12 {
        let (from, to) = window(d.as_of, back, 1);
        let month = usize::from(to.month().unsigned_abs()).saturating_sub(1);
        sums[month] += ledger.total_revenue_in(from, to).units();
    }
    let mean = sums.iter().sum::<f64>() / 12.0;
    if years == 0 || mean <= 0.0 {
        return Vec::new();
    }
    sums.iter().map(|sum| sum / mean).collect()
}

/// Purchase days at which bands begin.
const ORDERS: [u64; 6] = [1, 2, 3, 6, 12, 24];
/// Categories or products at which bands begin.
const KINDS: [u64; 5] = [1, 2, 3, 6, 11];

fn bands(edges: &[u64], counts: impl Iterator<Item = (u64, Amount)>) -> Vec<CustomerBand> {
    let mut bands: Vec<CustomerBand> = edges
        .iter()
        .enumerate()
        .map(|(at, from)| CustomerBand {
            from: *from,
            to: edges.get(at + 1).map(|next| next - 1),
            customers: 0,
            revenue: Amount::ZERO,
        })
        .collect();
    for (count, revenue) in counts {
        let at = edges.partition_point(|edge| *edge <= count);
        if let Some(band) = at.checked_sub(1).and_then(|at| bands.get_mut(at)) {
            band.customers += 1;
            band.revenue += revenue;
        }
    }
    if bands.iter().all(|band| band.customers == 0) {
        return Vec::new();
    }
    bands
}

/// Customers of the last twelve months by purchase days.
pub(super) fn order_rhythm(ledger: &Ledger, d: &Definitions) -> Vec<CustomerBand> {
    let (from, to) = ledger.ltm(d);
    let counts = ledger.counted().map(|id| {
        let days = ledger.purchase_days_until(id, to);
        let count = days.len() - days.partition_point(|day| *day < from);
        (count as u64, ledger.revenue_in(id, from, to))
    });
    bands(&ORDERS, counts)
}

/// Customers of the last twelve months by categories, or products where no line has a category.
pub(super) fn breadth(ledger: &Ledger, d: &Definitions) -> Vec<CustomerBand> {
    let columns = ledger.columns();
    let (attribute, kinds) = if columns.category.is_empty() {
        (Attribute::Product, &columns.product)
    } else {
        (Attribute::Category, &columns.category)
    };
    if kinds.is_empty() {
        return Vec::new();
    }
    let (from, to) = ledger.ltm(d);
    let varieties = ledger.variety(attribute, from, to);
    let counts = varieties
        .iter()
        .map(|(id, kinds)| (u64::from(*kinds), ledger.revenue_in(*id, from, to)));
    bands(&KINDS, counts)
}

/// Sold and returned by period; empty where the data never show a return.
pub(super) fn returns(ledger: &Ledger, cube: &Cube, periods: &[Period]) -> Vec<ReturnYear> {
    if !ledger.columns().has_returns() {
        return Vec::new();
    }
    let mut years: Vec<ReturnYear> = periods
        .iter()
        .filter(|period| cube.reaches(period.to))
        .map(|period| ReturnYear {
            period: *period,
            sold: Amount::ZERO,
            returned: Amount::ZERO,
        })
        .collect();
    for sale in &ledger.sales {
        let (sold, returned) = ledger.columns().flows(sale.order);
        for year in &mut years {
            if year.period.from <= sale.date && sale.date <= year.period.to {
                year.sold += Amount(sold);
                year.returned += Amount(returned);
            }
        }
    }
    years
}
