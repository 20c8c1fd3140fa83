//! Price, volume and mix between two periods.

use std::collections::BTreeMap;

use records::Amount;
use statistics::price_volume_mix::{PriceVolumeMix, ProductChange, price_volume_mix};

use super::model::{PvmProduct, PvmView};
use super::{Cube, Period};
use crate::ledger::{Ledger, NO_LABEL};

/// Products listed at most.
const LISTED: usize = 15;

/// What each product sold in two periods, unidentified customers included, by product number; the
/// lines without product last. `None` where a period does not consist of whole months.
#[must_use]
pub fn product_changes(
    cube: &Cube,
    earlier: Period,
    later: Period,
) -> Option<BTreeMap<u32, ProductChange>> {
    let (earlier, later) = (cube.range(earlier)?, cube.range(later)?);
    let products = cube.cells().iter().map(|cell| cell.product);
    let most = products.filter(|number| *number != NO_LABEL).max();
    // By number of the product, the lines without one last.
    let mut sums: Vec<Option<ProductChange>> =
        vec![None; most.map_or(0, |most| most as usize + 1) + 1];
    let last = sums.len() - 1;
    for cell in cube.cells() {
        let (is_before, is_after) = (earlier.contains(&cell.month), later.contains(&cell.month));
        if !is_before && !is_after {
            continue;
        }
        // Lines without quantity have no price: their revenue stands with the lines without product.
        for (number, quantity, amount) in [
            (
                cell.product,
                cell.quantity,
                cell.amount.saturating_sub(cell.unquantified),
            ),
            (NO_LABEL, 0.0, cell.unquantified),
        ] {
            if amount == 0 && quantity == 0.0 {
                continue;
            }
            let product = sums[(number as usize).min(last)].get_or_insert(ProductChange {
                quantified: number != NO_LABEL,
                ..ProductChange::default()
            });
            // Periods may overlap: a cell then counts in both.
            if is_before {
                product.quantity_before += quantity;
                product.before = product.before.saturating_add(amount);
            }
            if is_after {
                product.quantity_after += quantity;
                product.after = product.after.saturating_add(amount);
            }
        }
    }
    let numbers = (0u32..).take(last).chain([NO_LABEL]);
    let found = numbers.zip(sums);
    Some(
        found
            .filter_map(|(number, change)| Some((number, change?)))
            .collect(),
    )
}

/// Price, volume and mix between two periods; `None` where a period does not consist of whole
/// months or nothing was sold.
#[must_use]
pub fn mix_between(cube: &Cube, earlier: Period, later: Period) -> Option<PriceVolumeMix> {
    let products: Vec<ProductChange> = product_changes(cube, earlier, later)?
        .into_values()
        .collect();
    price_volume_mix(&products)
}

/// The exhibit; absent where no product can be compared.
pub(super) fn view(
    ledger: &Ledger,
    cube: &Cube,
    (earlier, later): (Period, Period),
) -> Option<PvmView> {
    let products = cube.products((earlier, later));
    let products = products.as_ref().as_ref()?;
    let parts = price_volume_mix(&products.values().copied().collect::<Vec<_>>())?;
    let both = (parts.before + parts.after) as f64;
    if parts.matched == 0 || both <= 0.0 {
        return None;
    }
    let matched = (parts.matched_revenue.0 + parts.matched_revenue.1) as f64;
    Some(PvmView {
        earlier,
        later,
        before: Amount(parts.before),
        volume: Amount(parts.volume),
        mix: Amount(parts.mix),
        price: Amount(parts.price),
        new: Amount(parts.new),
        lost: Amount(parts.lost),
        other: Amount(parts.other),
        after: Amount(parts.after),
        matched: parts.matched,
        matched_share: matched / both,
        products: listed(ledger, products),
    })
}

/// Products whose revenue changed most.
fn listed(ledger: &Ledger, products: &BTreeMap<u32, ProductChange>) -> Vec<PvmProduct> {
    let mut named: Vec<(String, ProductChange)> = products
        .iter()
        .filter_map(|(number, change)| Some((label(ledger, *number)?, *change)))
        .collect();
    named.sort_by(|(a, x), (b, y)| {
        let moved = |change: &ProductChange| change.after.abs_diff(change.before);
        moved(y).cmp(&moved(x)).then_with(|| a.cmp(b))
    });
    named
        .into_iter()
        .take(LISTED)
        .map(|(label, change)| PvmProduct {
            label,
            quantity_before: change.quantity_before,
            before: Amount(change.before),
            quantity_after: change.quantity_after,
            after: Amount(change.after),
            price_effect: change
                .price_effect()
                .map(|effect| Amount(effect.round() as i64)),
        })
        .collect()
}

fn label(ledger: &Ledger, number: u32) -> Option<String> {
    let (code, name) = ledger.columns().product_label(number)?;
    Some(name.map_or_else(|| code.to_owned(), |name| format!("{name} ({code})")))
}
