//! Contracts with customers: how much revenue they carry, and what may end them.

use std::collections::{BTreeMap, BTreeSet};

use records::{Contract, TableKind};

use super::selection::{Selection, matched, ratio, revenue_of, total_revenue};
use super::tools::{Outcome, no_field, proportion, spec};
use crate::analysis::contracts::{Bound, bound};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, Linked, days_between};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "contracts.written_share",
        Unit::Share,
        "revenue LTM of customers with a contract in force / revenue LTM",
        written_share,
    ),
    spec(
        "contracts.renewal_rate",
        Unit::Share,
        "#{renewed, or followed by a contract within 90 d} / #{end_date LTM}",
        renewal_rate,
    ),
    spec(
        "contracts.expiring_12m",
        Unit::Share,
        "revenue LTM whose contracts, signed successors included, all end within 12 m, no auto_renewal / revenue under contract",
        expiring,
    ),
    spec(
        "contracts.change_of_control_share",
        Unit::Share,
        "revenue LTM under contracts with change_of_control / revenue LTM",
        change_of_control,
    ),
];

/// Days after its end within which a following contract renews one.
const FOLLOWS_WITHIN: i64 = 90;

/// Contracts in force on the as-of date, by customer.
fn binding<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<BTreeMap<CustomerId, Bound<'a>>, AbsentReason> {
    matched(ledger, TableKind::Contracts)?;
    Ok(bound(ledger, d))
}

fn count(binding: &BTreeMap<CustomerId, Bound<'_>>) -> usize {
    binding.values().map(|bound| bound.in_force.len()).sum()
}

fn figure(ledger: &Ledger, share: f64, contracts: usize) -> Figure {
    Figure::new(share, contracts as u64)
        .from_rows(TableKind::Contracts, ledger.rows_of(TableKind::Contracts))
}

fn written_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let binding = binding(ledger, d)?;
    let share = revenue_of(ledger, d, binding.keys()) / total_revenue(ledger, d)?;
    Ok(figure(ledger, share, count(&binding)))
}

fn renewal_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (from, to) = ledger.ltm(d);
    let table = &ledger.tables.contracts;
    let rows = Selection::of(table)?.using("end_date", |contract| contract.end_date)?;
    let due: Vec<&Linked<Contract>> = rows
        .rows()
        .iter()
        .copied()
        .filter(|row| {
            row.record
                .end_date
                .is_some_and(|end| from <= end && end <= to)
        })
        // Without flag and customer nothing tells whether it went on.
        .filter(|row| row.record.renewed.is_some() || row.customer.is_some())
        .collect();
    let hits = due.iter().filter(|row| renewed(row, table)).count();
    let figure = proportion(hits, due.len(), d)?;
    Ok(figure.from_rows(
        TableKind::Contracts,
        due.iter().map(|row| row.at).collect::<Vec<_>>(),
    ))
}

fn renewed(row: &Linked<Contract>, table: &[Linked<Contract>]) -> bool {
    let contract = &row.record;
    if let Some(said) = contract
        .renewed
        .or(contract.auto_renewal.filter(|auto| *auto))
    {
        return said;
    }
    table.iter().any(|other| {
        let start = other.record.start_date.or(other.record.signed_date);
        let gap = contract
            .end_date
            .zip(start)
            .map(|(end, start)| days_between(end, start));
        other.at != row.at
            && other.customer == row.customer
            && other.record.end_date > contract.end_date
            && gap.is_some_and(|gap| gap <= FOLLOWS_WITHIN)
    })
}

fn expiring(ledger: &Ledger, d: &Definitions) -> Outcome {
    Selection::of(&ledger.tables.contracts)?.using("end_date", |contract| contract.end_date)?;
    let binding = binding(ledger, d)?;
    let soon = binding
        .iter()
        .filter(|(_, bound)| bound.expires(d.as_of))
        .map(|(id, _)| id);
    let share = ratio(
        revenue_of(ledger, d, soon),
        revenue_of(ledger, d, binding.keys()),
    )?;
    Ok(figure(ledger, share, count(&binding)))
}

fn change_of_control(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.contracts)?;
    if rows
        .rows()
        .iter()
        .all(|row| row.record.change_of_control.is_none())
    {
        return Err(no_field(TableKind::Contracts, "change_of_control"));
    }
    let binding = binding(ledger, d)?;
    let with = |clause: fn(&Contract) -> bool| -> BTreeSet<CustomerId> {
        binding
            .iter()
            .filter(|(_, bound)| bound.has(clause))
            .map(|(id, _)| *id)
            .collect()
    };
    let may_end = with(|contract| contract.change_of_control == Some(true));
    let known = with(|contract| contract.change_of_control.is_some());
    let share = revenue_of(ledger, d, &may_end) / total_revenue(ledger, d)?;
    let covered = ratio(
        revenue_of(ledger, d, &known),
        revenue_of(ledger, d, binding.keys()),
    )?;
    Ok(figure(ledger, share, count(&binding)).covering(covered.min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, orders, rows};
    use crate::ledger::Records;

    use super::*;

    fn records() -> Records {
        Records {
            contracts: rows(
                "customer_name | start_date | end_date | auto_renewal | change_of_control | status",
                &[
                    "甲 | 2024-01-01 | 2025-06-30 | | true | 执行中",
                    "甲 | 2023-01-01 | 2024-01-15 | | | ",
                    "乙 | 2023-01-01 | 2026-12-31 | | false | ",
                    "丙 | 2023-01-01 | 2024-05-31 | | | ",
                    "丁 | 2023-01-01 | | | | 已终止",
                ],
            ),
            orders: orders(&[
                "甲 | 2024-02-01 | 40",
                "乙 | 2024-02-01 | 40",
                "丙 | 2024-02-01 | 10",
                "丁 | 2024-02-01 | 10",
            ]),
            ..Records::default()
        }
    }

    #[test]
    fn only_contracts_in_force_carry_revenue() {
        check(
            &records(),
            &[
                ("contracts.written_share", 0.8),
                ("contracts.renewal_rate", 0.5),
                ("contracts.expiring_12m", 0.5),
                ("contracts.change_of_control_share", 0.4),
            ],
        );
        assert_eq!(
            measure(&records(), "contracts.renewal_rate").unwrap().n,
            Some(2)
        );
    }

    #[test]
    fn an_unasked_clause_is_not_an_absent_clause() {
        let mut records = records();
        for row in &mut records.contracts {
            row.record.change_of_control = None;
        }
        let reason = no_field(TableKind::Contracts, "change_of_control");
        assert_eq!(
            absent(&records, "contracts.change_of_control_share"),
            reason
        );
    }
}
