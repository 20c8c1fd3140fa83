//! What contracts, persons and receivables expose, customer by customer and without counting
//! anybody twice.

mod contracts;
pub mod model;
mod overdue;
mod persons;
#[cfg(test)]
mod tests;

use model::DealRisk;

use crate::definitions::Definitions;
use crate::findings::rules;
use crate::ledger::Ledger;

pub(crate) use contracts::{Clause, exposed};
pub(crate) use overdue::overdue;
pub(crate) use persons::{contacts, persons};

/// Rules whose cut points the tables are read against, in the order of the tables.
const READ_AGAINST: [&str; 9] = [
    "single_customer",
    "single_customer_cn",
    "change_of_control",
    "assignment",
    "convenience",
    "contract_expiry",
    "key_person",
    "leavers",
    "overdue",
];

/// The exhibit; what has no data is absent.
pub(crate) fn exhibit(ledger: &Ledger, d: &Definitions) -> DealRisk {
    let found = DealRisk {
        contracts: contracts::exposure(ledger, d),
        persons: persons(ledger, d),
        overdue: overdue(ledger, d),
        thresholds: Vec::new(),
    };
    if !ledger.identifies_customers() && found == DealRisk::default() {
        return found;
    }
    let thresholds = rules().map_or_else(
        |_| Vec::new(),
        |rules| {
            let ids = READ_AGAINST.into_iter();
            ids.filter_map(|id| rules.threshold(id)).collect()
        },
    );
    DealRisk {
        thresholds,
        ..found
    }
}
