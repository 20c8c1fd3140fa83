//! What the assessment looked at: tables and how they meet, period, revenue, who is no customer.

use records::{Date, TableKind};

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measures;
use crate::model::{DataSummary, NoCustomer, TableSummary};

/// The summary of a ledger.
pub(crate) fn summary(ledger: &Ledger, definitions: &Definitions) -> DataSummary {
    let span = ledger.order_span(definitions);
    let everything = (Date::MIN, definitions.as_of);
    let revenue = ledger.total_revenue_in(everything.0, everything.1);
    let identified = measures::data::identified_share(ledger, definitions);
    DataSummary {
        tables: TableKind::ALL
            .iter()
            .filter(|kind| ledger.has(**kind))
            .map(|kind| table_summary(ledger, *kind))
            .collect(),
        orders_from: span.map(|(from, _)| from),
        orders_to: span.map(|(_, to)| to),
        revenue,
        identified_revenue: identified,
        customers: ledger.buyers(definitions).len() as u64,
        excluded_rows: ledger.excluded_rows,
        no_customers: no_customers(ledger, definitions),
    }
}

fn table_summary(ledger: &Ledger, kind: TableKind) -> TableSummary {
    let per_mille = |share: f64| (share.clamp(0.0, 1.0) * 1_000.0).round() as u32;
    // Orders match themselves, and without them there is nothing to match.
    let matches = (kind != TableKind::Orders && ledger.has(TableKind::Orders))
        .then(|| ledger.matches(kind))
        .filter(|found| found.named > 0);
    TableSummary {
        table: kind,
        rows: ledger.tables.count(kind) as u64,
        matched_per_mille: matches.and_then(|found| found.rows()).map(per_mille),
        named_rows: matches.map(|found| found.named),
        matched_rows: matches.map(|found| found.matched),
        matched_revenue_per_mille: matches.and_then(|found| found.revenue).map(per_mille),
    }
}

/// Who is no customer by decision, with its order lines up to the as-of date.
fn no_customers(ledger: &Ledger, d: &Definitions) -> Vec<NoCustomer> {
    let (from, _) = ledger.ltm(d);
    let mut found: Vec<NoCustomer> = (0u32..)
        .map(CustomerId)
        .zip(&ledger.customers)
        .filter_map(|(id, customer)| {
            let why = customer.exclusion?;
            let kept = ledger.sales_of(id).iter().map(|s| (s.date, s.amount));
            let gone = ledger.left_out.iter().filter(|line| line.customer == id);
            let lines: Vec<_> = kept
                .chain(gone.map(|line| (line.date, line.amount)))
                .filter(|(date, _)| *date <= d.as_of)
                .collect();
            let recent = lines.iter().filter(|(date, _)| *date >= from);
            Some(NoCustomer {
                name: customer.name.clone(),
                why,
                rows: lines.len() as u64,
                amount: lines.iter().map(|(_, amount)| *amount).sum(),
                ltm: recent.map(|(_, amount)| *amount).sum(),
            })
        })
        .collect();
    found.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.name.cmp(&b.name)));
    found
}
