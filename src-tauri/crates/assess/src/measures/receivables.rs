//! Receivables on the as-of date.

use records::{Amount, Date, Receivable, TableKind};

use super::selection::{Selection, ratio, total_revenue};
use super::tools::{Outcome, spec};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, Linked};
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "receivables.overdue_share",
        Unit::Share,
        "Σ(overdue, else outstanding with due_date < as_of) / Σ(outstanding)",
        overdue_share,
    ),
    spec(
        "receivables.dso_days",
        Unit::Days,
        "Σ(outstanding) / revenue LTM × 365",
        dso_days,
    ),
];

/// Open amount of a document: as given, or the amount less what was received.
pub(crate) fn outstanding(document: &Receivable) -> Option<Amount> {
    document
        .outstanding
        .or_else(|| Some(document.amount? - document.received.unwrap_or(Amount::ZERO)))
}

/// Documents with an open amount on the as-of date, and that amount.
pub(crate) fn open_documents<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> impl Iterator<Item = (&'a Linked<Receivable>, Amount)> + use<'a> {
    let as_of = d.as_of;
    let known = move |row: &&Linked<Receivable>| row.record.date.is_none_or(|day| day <= as_of);
    let rows = ledger.tables.receivables.iter().filter(known);
    rows.filter_map(|row| Some((row, outstanding(&row.record)?)))
        .filter(|(_, amount)| amount.is_positive())
}

/// Documents open on the as-of date.
fn open<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<Selection<'a, Receivable>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.receivables)?
        .only(|document| document.date.is_none_or(|day| day <= d.as_of))
        .having("outstanding", outstanding)?
        .only(|document| outstanding(document).is_some_and(Amount::is_positive)))
}

fn sum(rows: &Selection<'_, Receivable>, of: impl Fn(&Receivable) -> Option<Amount>) -> f64 {
    rows.rows()
        .iter()
        .filter_map(|row| of(&row.record))
        .sum::<Amount>()
        .units()
}

pub(crate) fn overdue(document: &Receivable, as_of: Date) -> Option<Amount> {
    document.overdue.or_else(|| {
        if document.due_date? < as_of {
            outstanding(document)
        } else {
            Some(Amount::ZERO)
        }
    })
}

fn overdue_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = open(ledger, d)?;
    let everything = sum(&rows, outstanding);
    let rows = rows.having("due_date", |document| overdue(document, d.as_of))?;
    let known = sum(&rows, outstanding);
    let share = ratio(sum(&rows, |document| overdue(document, d.as_of)), known)?;
    Ok(rows.figure(share.min(1.0)).covering(known / everything))
}

fn dso_days(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = open(ledger, d)?;
    let days = sum(&rows, outstanding) / total_revenue(ledger, d)? * 365.0;
    let (from, to) = ledger.ltm(d);
    Ok(rows
        .figure(days)
        .from_rows(TableKind::Orders, ledger.order_rows_in(from, to)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, measure, orders, rows};
    use crate::ledger::Records;

    #[test]
    fn what_is_open_is_set_against_a_year_of_revenue() {
        let records = Records {
            receivables: rows(
                "customer_name | date | due_date | amount | received",
                &[
                    "甲 | 2024-10-01 | 2024-11-30 | 100 | 40",
                    "甲 | 2024-12-01 | 2025-01-31 | 40 | ",
                    "乙 | 2024-01-01 | 2024-02-01 | 70 | 70",
                    "乙 | 2025-01-03 | 2025-02-01 | 70 | ",
                ],
            ),
            orders: orders(&["甲 | 2024-02-01 | 365"]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("receivables.overdue_share", 0.6),
                ("receivables.dso_days", 100.0),
            ],
        );
        assert_eq!(
            measure(&records, "receivables.overdue_share").unwrap().n,
            Some(2)
        );
    }
}
