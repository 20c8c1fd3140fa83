//! The customer level on small ledgers counted by hand, and on CDNOW against other programs.

mod cdnow;
mod index;
mod warning;

use records::Amount;

use super::model::LoyaltyExhibits;
use super::{Loyalty, exhibit, loyalty};
use crate::definitions::CustomerLevel;
use crate::ledger::{Ledger, Records};
use crate::measures::testing::{definitions, orders};
use std::sync::Arc;

fn ledger(records: Records) -> Ledger {
    Ledger::build(records, &[], CustomerLevel::Company)
}

/// Orders of one customer on the fifth of each month.
fn monthly(name: &str, months: &[(i16, std::ops::RangeInclusive<u8>)], amount: i64) -> Vec<String> {
    months
        .iter()
        .flat_map(|(year, range)| {
            range
                .clone()
                .map(move |month| format!("{name} | {year}-{month:02}-05 | {amount}"))
        })
        .collect()
}

fn of_lines(lines: &[Vec<String>]) -> Ledger {
    let lines: Vec<&str> = lines.iter().flatten().map(String::as_str).collect();
    ledger(Records {
        orders: orders(&lines),
        ..Records::default()
    })
}

fn found(ledger: &Ledger) -> Arc<Loyalty> {
    loyalty(ledger, &definitions()).unwrap()
}

fn shown(ledger: &Ledger) -> LoyaltyExhibits {
    exhibit(ledger, &definitions())
}

fn units(units: i64) -> Amount {
    Amount(units * 100)
}

#[test]
fn without_customers_there_is_nothing_to_say() {
    assert_eq!(
        shown(&ledger(Records::default())),
        LoyaltyExhibits::default()
    );
    let nameless = ledger(Records {
        orders: orders(&[" | 2024-01-05 | 10"]),
        ..Records::default()
    });
    assert_eq!(shown(&nameless), LoyaltyExhibits::default());
}
