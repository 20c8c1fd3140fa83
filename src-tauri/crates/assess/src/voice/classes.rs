//! Size classes of customers by the revenue of the last twelve months: whose opinion it is.

use std::sync::Arc;

use records::Amount;
use statistics::tiers::{SizeClass, size_classes};

use crate::cube::CUTS;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};

/// The classes, largest first.
pub(crate) const CLASSES: [SizeClass; 3] = [SizeClass::A, SizeClass::B, SizeClass::C];

/// Stable id; words under `tier.<id>`.
pub(crate) fn class_id(class: SizeClass) -> &'static str {
    match class {
        SizeClass::A => "a",
        SizeClass::B => "b",
        SizeClass::C => "c",
    }
}

/// Class of each customer by position; none for those without revenue or who do not count. Worked
/// out once an as-of date.
pub(crate) fn classes(ledger: &Ledger, d: &Definitions) -> Arc<[Option<SizeClass>]> {
    ledger.shared().classes.get(d.as_of, || {
        let (from, to) = ledger.ltm(d);
        let mut amounts = vec![0; ledger.customers.len()];
        for (id, Amount(amount)) in ledger.revenue_by_customer(from, to) {
            amounts[id.index()] = amount;
        }
        size_classes(&amounts, CUTS).into()
    })
}

/// Customers of a class, ascending.
pub(crate) fn members(ledger: &Ledger, d: &Definitions, class: SizeClass) -> Vec<CustomerId> {
    let all = classes(ledger, d);
    (0u32..)
        .map(CustomerId)
        .zip(all.iter())
        .filter(|(_, of)| **of == Some(class))
        .map(|(id, _)| id)
        .collect()
}
