//! Whether the documents are whole and each there once: missing numbers, the same document in two
//! files, one amount billed twice. Each is a question to the seller.
//!
//! The first two are checks of the reconciliation; here they become findings where they matter,
//! unless the adviser accepted them.

use records::{Amount, RowRef, Severity, TableKind};
use statistics::comparison::Group;
use statistics::exact::fisher_greater;

use super::Context;
use super::draft::{Draft, OPERATIONS};
use crate::ledger::Document;
use crate::model::Unit;
use crate::reconciliation::{Check, CheckValue};

/// P-value from which on equal amounts of one day are more than the usual standing orders.
const RARE: f64 = 0.01;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        numbers_missing(context),
        documents_twice(context),
        repeated(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Context<'_> {
    /// A check of the records, unless the adviser accepted what it found.
    fn check(&self, id: &str) -> Option<&Check> {
        let checks = &self.reconciliation.checks;
        checks
            .iter()
            .find(|check| check.id == id && !check.accepted)
    }
}

fn count(check: &Check, name: &str) -> Option<f64> {
    match check.args.get(name)? {
        CheckValue::Count(count) => Some(*count as f64),
        _ => None,
    }
}

/// Numbers missing in the series of documents.
fn numbers_missing(context: &Context<'_>) -> Option<Draft> {
    let check = context.check("numbers_missing")?;
    let (missing, runs) = (count(check, "missing")?, count(check, "runs")?);
    let documents = count(check, "documents")?;
    let share = missing / (missing + documents);
    if share <= context.rules.numbers_missing.share {
        return None;
    }
    let example = check.table.as_ref()?.rows.first()?;
    let text = |at: usize| match example.get(at) {
        Some(CheckValue::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    Some(
        Draft::new(
            "data.numbers_missing",
            Severity::Warning,
            OPERATIONS * share,
        )
        .beyond("numbers_missing")
        .figure("missing", missing, Unit::Count)
        .figure("runs", runs, Unit::Count)
        .figure("documents", documents, Unit::Count)
        .share("share", share)
        .text("first", text(0)?)
        .text("last", text(1)?)
        .with_shared_rows(TableKind::Orders, context.ledger.rows_of(TableKind::Orders)),
    )
}

/// The same documents in several files, counted in revenue each time.
fn documents_twice(context: &Context<'_>) -> Option<Draft> {
    let check = context.check("documents_twice")?;
    let twice = count(check, "count").filter(|count| *count > 0.0)?;
    let amount = match check.args.get("amount")? {
        CheckValue::Money(amount) => *amount,
        _ => return None,
    };
    let share = twice / context.ledger.documents.len() as f64;
    if share <= context.rules.documents_twice.share {
        return None;
    }
    Some(
        Draft::new("data.documents_twice", Severity::Warning, share)
            .beyond("documents_twice")
            .figure("count", twice, Unit::Count)
            .money("amount", amount)
            .share("share", share)
            .in_sets(&check.rows),
    )
}

/// Neighbouring documents of customers, and those of them that are equal.
#[derive(Default)]
struct Pairs {
    same_day: (u64, u64),
    other_day: (u64, u64),
}

impl Pairs {
    fn see(&mut self, before: &Document, doc: &Document) -> bool {
        let equal = before.amount == doc.amount;
        let same_day = before.date == doc.date;
        let side = if same_day {
            &mut self.same_day
        } else {
            &mut self.other_day
        };
        side.0 += u64::from(equal);
        side.1 += 1;
        equal && same_day
    }

    /// Adds those of a customer with two documents on one day; others say nothing of such days.
    fn add(&mut self, of_customer: &Self) {
        if of_customer.same_day.1 > 0 {
            for (sum, part) in [
                (&mut self.same_day, of_customer.same_day),
                (&mut self.other_day, of_customer.other_day),
            ] {
                *sum = (sum.0 + part.0, sum.1 + part.1);
            }
        }
    }
}

/// Documents of one customer, one day and one amount under several numbers, beyond what standing
/// orders explain: of the same customers, two documents that follow each other are equal on one
/// day far more often than on different days.
fn repeated(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.repeated_documents;
    let ledger = context.ledger;
    let (from, to) = ledger.ltm(context.d);
    let of_year = |doc: &Document| doc.is_order() && from <= doc.date && doc.date <= to;
    let (mut all, mut own) = (Pairs::default(), Pairs::default());
    let mut again: Vec<usize> = Vec::new();
    let mut amount = Amount::ZERO;
    let mut last: Option<&Document> = None;
    // Documents stand by customer and date.
    for (at, doc) in ledger.documents.iter().enumerate() {
        if doc.customer.is_none() || !of_year(doc) {
            continue;
        }
        match last.filter(|before| before.customer == doc.customer) {
            Some(before) => {
                if own.see(before, doc) {
                    again.push(at);
                    amount += doc.amount;
                }
            }
            None => all.add(&std::mem::take(&mut own)),
        }
        last = Some(doc);
    }
    all.add(&own);
    let share = context.share_of_ltm(amount);
    if share < cuts.share || (again.len() as f64) < cuts.documents {
        return None;
    }
    let group = |(events, n): (u64, u64)| Group { events, n };
    // Without documents of other days there is nothing to compare with.
    let p = fisher_greater(group(all.same_day), group(all.other_day)).filter(|p| *p < RARE)?;
    let rows: Vec<RowRef> = ledger
        .sales_in(from, to)
        .filter(|sale| again.binary_search(&(sale.document as usize)).is_ok())
        .map(|sale| sale.at)
        .collect();
    let largest = again
        .iter()
        .map(|at| &ledger.documents[*at])
        .max_by_key(|doc| doc.amount)?;
    Some(
        Draft::new("revenue.repeated_documents", Severity::Warning, share)
            .beyond("repeated_documents")
            .tested("fisher", p, all.same_day.1 + all.other_day.1)
            .count("count", again.len())
            .money("amount", amount)
            .share("share", share)
            .customer("customer", context, largest.customer?)
            .money("largest", largest.amount)
            .with_rows(TableKind::Orders, rows),
    )
}
