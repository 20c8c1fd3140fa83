//! Reconciliation: the orders held against control totals, and whether the set of records is whole.
//!
//! Order lines are on one tax basis before they get here (`ledger/tax`). The rules: only the same
//! currency is compared; amounts of another one count once the adviser states a rate. Totals with and without tax are compared after conversion by a stated rate, or
//! against the orders' own amounts without tax; otherwise they are not comparable. Where one side
//! does not say, they are compared as they stand, and never tied out.

mod checks;
mod compare;
mod controls;
mod lines;
mod model;
mod period;
mod settled;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use records::{Amount, Date, Grade, TableKind};

pub use model::*;
pub use period::period;
pub(crate) use settled::ExcludedRows;
pub use settled::Settled;

use crate::definitions::Definitions;
use crate::ledger::{Ledger, TaxLines};
use crate::model::{Ask, Measure, Request, RowSet};
use crate::rows::RowSets;
use lines::Lines;

/// The reconciliation of a ledger, with the rows its checks name by index.
#[must_use]
pub fn reconciliation(ledger: &Ledger, d: &Definitions) -> (Reconciliation, Vec<RowSet>) {
    let mut rows = RowSets::default();
    let found = drafted(ledger, d).settle(ledger, &mut rows);
    (found, rows.into_sets())
}

/// A reconciliation whose checks have no row sets yet.
pub(crate) struct Drafted {
    found: Reconciliation,
    checks: Vec<checks::Draft>,
}

impl Drafted {
    /// The reconciliation, its row sets among those of an assessment.
    pub(crate) fn settle(mut self, ledger: &Ledger, rows: &mut RowSets) -> Reconciliation {
        let drafts = self.checks.into_iter();
        self.found.checks = drafts.map(|draft| draft.settle(ledger, rows)).collect();
        self.found
    }
}

/// Everything of the reconciliation but the row sets.
pub(crate) fn drafted(ledger: &Ledger, d: &Definitions) -> Drafted {
    let lines = Lines::of(ledger, d);
    let (totals, unread) = controls::totals(ledger, d);
    let series = compare::series(totals, &lines, ledger, d);
    let found = Reconciliation {
        currency: d.currency.clone(),
        tax: d.tax_basis,
        tolerance: ledger.settled.tolerance,
        tax_rate: ledger.settled.tax_rate,
        tax_lines: tax_lines(&lines, ledger),
        ltm: (!lines.is_empty()).then(|| ledger.ltm(d)),
        tied_out: series
            .iter()
            .find(|series| series.tied_out)
            .map(|series| series.basis),
        months: months(&lines),
        sources: sources(&lines),
        currencies: currencies(&lines, ledger),
        series,
        unread,
        checks: Vec::new(),
    };
    Drafted {
        checks: checks::checks(&found, &lines, ledger, d),
        found,
    }
}

/// Raises what rests on tied-out orders alone from B to A.
pub(crate) fn raise(measures: &mut [Measure], found: &Reconciliation) {
    if found.tied_out.is_none() {
        return;
    }
    for measure in measures {
        let only_orders = !measure.sources.is_empty()
            && measure
                .sources
                .iter()
                .all(|used| used.table == TableKind::Orders);
        if only_orders && measure.grade == Grade::B {
            measure.grade = Grade::A;
        }
    }
}

/// What the seller is to explain, by the adviser's decision.
pub(crate) fn requests(found: &Reconciliation) -> Vec<Request> {
    let asked = found.checks.iter().filter(|check| check.asked);
    asked
        .map(|check| Request {
            ask: Ask::Check {
                check: check.id.clone(),
                status: check.status,
                args: check.args.clone(),
            },
            dimensions: Vec::new(),
            weight: 0.0,
            unlocks: Vec::new(),
        })
        .collect()
}

fn tax_lines(lines: &Lines<'_>, ledger: &Ledger) -> TaxLines {
    let mut found = TaxLines::default();
    if lines.silent_on_tax() {
        found.unsaid = lines.len() as u64;
        return found;
    }
    for line in lines.all() {
        found.add(ledger.taxes.way(lines.order(&line)));
    }
    found
}

fn months(lines: &Lines<'_>) -> Vec<MonthOrders> {
    let mut places: BTreeMap<Date, usize> = BTreeMap::new();
    let mut months: Vec<MonthOrders> = Vec::new();
    let mut last = None;
    for line in lines.compared() {
        let month = line.date.first_of_month();
        // Books are kept by date: mostly the month of the line before.
        let place = match last {
            Some((known, place)) if known == month => place,
            _ => *places.entry(month).or_insert_with(|| {
                months.push(MonthOrders {
                    month,
                    amount: Amount::ZERO,
                    lines: 0,
                    by_source: vec![Amount::ZERO; lines.sources.len()],
                });
                months.len() - 1
            }),
        };
        last = Some((month, place));
        let found = &mut months[place];
        found.amount += line.amount;
        found.lines += 1;
        found.by_source[line.source] += line.amount;
    }
    months.sort_unstable_by_key(|found| found.month);
    months
}

fn sources(lines: &Lines<'_>) -> Vec<SourceOrders> {
    let mut found: Vec<Option<SourceOrders>> = vec![None; lines.sources.len()];
    for line in lines.compared() {
        let source = found[line.source].get_or_insert_with(|| SourceOrders {
            source: lines.sources[line.source],
            from: line.date,
            to: line.date,
            lines: 0,
            amount: Amount::ZERO,
        });
        source.from = source.from.min(line.date);
        source.to = source.to.max(line.date);
        source.lines += 1;
        source.amount += line.amount;
    }
    found.into_iter().flatten().collect()
}

fn currencies(lines: &Lines<'_>, ledger: &Ledger) -> Vec<CurrencyOrders> {
    let mut found: Vec<CurrencyOrders> = lines
        .currencies
        .iter()
        .map(|currency| CurrencyOrders {
            currency: currency.clone(),
            lines: 0,
            amount: Amount::ZERO,
            rate: ledger.settled.rates.get(currency).copied(),
        })
        .collect();
    for line in lines.all() {
        found[line.currency].lines += 1;
        found[line.currency].amount += line.own;
    }
    found
}
