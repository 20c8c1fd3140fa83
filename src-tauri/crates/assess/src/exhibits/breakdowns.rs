//! Breakdowns by category: occurrences, customers or revenue.

use std::collections::BTreeMap;

use records::{Amount, Customer};

use crate::analysis::retention::is_lost;
use crate::definitions::Definitions;
use crate::ledger::{Attribute, Ledger};
use crate::model::BreakdownRow;

/// Rows of a breakdown at most.
const ROWS: usize = 30;

/// Every breakdown that has something to show, by id.
pub(super) fn breakdowns(ledger: &Ledger, d: &Definitions) -> BTreeMap<String, Vec<BreakdownRow>> {
    let (from, to) = ledger.ltm(d);
    let complaints = || {
        let rows = ledger.tables.complaints.iter().map(|row| &row.record);
        rows.filter(move |record| from <= record.date && record.date <= to)
    };
    let all = [
        ("lost_reasons", lost_reasons(ledger, d)),
        (
            "complaint_categories",
            counted(complaints().map(|record| record.category.as_deref())),
        ),
        (
            "complaint_channels",
            counted(complaints().map(|record| record.channel.as_deref())),
        ),
        ("order_channels", by_revenue(ledger, d, Attribute::Channel)),
        ("regions", by_revenue(ledger, d, Attribute::Region)),
        ("industries", by_revenue(ledger, d, Attribute::Industry)),
        ("owners", by_revenue(ledger, d, Attribute::Owner)),
        (
            "customer_sources",
            by_master(ledger, d, |record| record.source.as_deref()),
        ),
        (
            "levels",
            by_master(ledger, d, |record| record.level.as_deref()),
        ),
    ];
    all.into_iter()
        // All in the empty category says only that the field is missing.
        .filter(|(_, rows)| rows.iter().any(|row| !row.label.is_empty()))
        .map(|(id, rows)| (id.to_owned(), rows))
        .collect()
}

fn lost_reasons(ledger: &Ledger, d: &Definitions) -> Vec<BreakdownRow> {
    let lost = ledger.counted().filter(|id| is_lost(ledger, d, *id));
    counted(lost.map(|id| ledger.master_text(id, |record| record.lost_reason.as_deref())))
}

/// Occurrences by label, most first.
fn counted<'a>(labels: impl Iterator<Item = Option<&'a str>>) -> Vec<BreakdownRow> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for label in labels {
        *counts.entry(label.map_or("", str::trim)).or_default() += 1;
    }
    let total: u64 = counts.values().sum();
    let rows = counts.into_iter().map(|(label, count)| BreakdownRow {
        label: label.to_owned(),
        count,
        share: count as f64 / total as f64,
        revenue: None,
    });
    let mut rows: Vec<BreakdownRow> = rows.collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows.truncate(ROWS);
    rows
}

/// Revenue of the last twelve months by an attribute, with the customers behind it, most first.
fn by_revenue(ledger: &Ledger, d: &Definitions, attribute: Attribute) -> Vec<BreakdownRow> {
    let (from, to) = ledger.ltm(d);
    let found = ledger.parts(attribute, from, to);
    let parts = found.unknown.iter().chain(&found.labelled);
    rows_of(parts.map(|part| (part.label.as_str(), part.amount, part.customers)))
}

/// Active customers and their revenue by what `field` finds in master data, most first.
fn by_master<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
    field: impl Fn(&'a Customer) -> Option<&'a str>,
) -> Vec<BreakdownRow> {
    let (from, to) = ledger.ltm(d);
    let mut parts: BTreeMap<&str, (Amount, usize)> = BTreeMap::new();
    for id in ledger.active(d) {
        let part = parts
            .entry(ledger.master_text(id, &field).unwrap_or(""))
            .or_default();
        part.0 += ledger.revenue_in(id, from, to);
        part.1 += 1;
    }
    rows_of(
        parts
            .into_iter()
            .map(|(label, (amount, count))| (label, amount, count)),
    )
}

fn rows_of<'a>(parts: impl Iterator<Item = (&'a str, Amount, usize)>) -> Vec<BreakdownRow> {
    let mut parts: Vec<_> = parts.collect();
    let total: Amount = parts.iter().map(|(_, amount, _)| *amount).sum();
    parts.sort_by_key(|(_, amount, _)| std::cmp::Reverse(*amount));
    parts
        .into_iter()
        .take(ROWS)
        .map(|(label, amount, count)| BreakdownRow {
            label: label.to_owned(),
            count: count as u64,
            share: if total.is_positive() {
                amount.units() / total.units()
            } else {
                0.0
            },
            revenue: Some(amount),
        })
        .collect()
}
