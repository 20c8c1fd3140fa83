//! Whether the seller's data look like grown business: single large orders at the end, round
//! amounts, first digits. Each is a question to the seller, not a verdict.

use records::{Amount, Date, RowRef, Severity, TableKind};
use statistics::comparison::{Group, proportion_difference};
use statistics::digits::first_digits;
use statistics::exact::fisher_greater;

use super::Context;
use super::draft::{Draft, OPERATIONS};
use crate::ledger::{CustomerId, window};
use crate::model::Unit;

/// Level of the interval that must lie clear of zero before a change is spoken of.
pub(super) const SURE: f64 = 0.99;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        one_order_customers(context),
        round_amounts(context),
        odd_digits(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Large new customers that have ordered once.
fn one_order_customers(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.one_order_customers;
    let (ledger, (from, to)) = (
        context.ledger,
        window(context.d.as_of, 0, cuts.months as u32),
    );
    let once: Vec<(CustomerId, Amount)> = ledger
        .ranked(from, to)
        .into_iter()
        .filter(|(_, amount)| context.share_of_ltm(*amount) >= cuts.share)
        .filter(|(id, _)| match ledger.purchase_days_until(*id, to) {
            [only] => *only >= from,
            _ => false,
        })
        .collect();
    let (largest, _) = *once.first()?;
    let revenue: Amount = once.iter().map(|(_, amount)| *amount).sum();
    let share = context.share_of_ltm(revenue);
    if share < cuts.total || ledger.months_of_history(context.d) < 12 {
        return None;
    }
    Some(
        Draft::new("revenue.one_order_customers", Severity::Warning, share)
            .measured("lifecycle.new_share")
            .beyond("one_order_customers")
            .date("from", from)
            .count("count", once.len())
            .customer("customer", context, largest)
            .money("revenue", revenue)
            .share("share", share)
            .with_rows(
                TableKind::Orders,
                context.lines_of(once.iter().map(|(id, _)| *id)),
            ),
    )
}

/// Amounts of the order documents dated within the window, in units of the currency.
fn documents(context: &Context<'_>, (from, to): (Date, Date)) -> Vec<f64> {
    let documents = context.ledger.documents.iter();
    documents
        .filter(|doc| doc.is_order() && from <= doc.date && doc.date <= to)
        .map(|doc| doc.amount.units())
        .collect()
}

/// Round amounts in the last months, where they were rarer before.
fn round_amounts(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.round_amounts;
    let months = cuts.months as u32;
    let count = |documents: &[f64]| {
        let round = |amount: &&f64| **amount % cuts.multiple == 0.0;
        Group {
            events: documents.iter().filter(round).count() as u64,
            n: documents.len() as u64,
        }
    };
    let (from, to) = window(context.d.as_of, 0, months);
    let now = count(&documents(context, (from, to)));
    let before = count(&documents(context, window(context.d.as_of, months, 12)));
    if (now.n.min(before.n) as f64) < cuts.documents {
        return None;
    }
    let (share, usual) = (now.share()?, before.share()?);
    let difference = proportion_difference(now, before, SURE)?;
    if difference.interval.lower <= 0.0 || share < cuts.share || share < cuts.factor * usual {
        return None;
    }
    let ledger = context.ledger;
    let rows: Vec<RowRef> = ledger
        .sales_in(from, to)
        .filter(|sale| {
            let document = &ledger.documents[sale.document as usize];
            document.is_order() && document.amount.units() % cuts.multiple == 0.0
        })
        .map(|sale| sale.at)
        .collect();
    Some(
        Draft::new(
            "revenue.round_amounts",
            Severity::Warning,
            OPERATIONS * share,
        )
        .measured("purchase.average_order_value")
        .beyond("round_amounts")
        .tested("fisher", fisher_greater(now, before)?, now.n + before.n)
        .date("from", from)
        .date("to", to)
        .figure("count", now.events as f64, Unit::Count)
        .share("share", share)
        .share("usual", usual)
        .figure("multiple", cuts.multiple, Unit::Count)
        .with_rows(TableKind::Orders, rows),
    )
}

/// First digits of order amounts that do not follow Benford's law where they should: many
/// documents over several orders of magnitude.
fn odd_digits(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.odd_digits;
    let mut amounts = documents(context, context.ledger.ltm(context.d));
    amounts.sort_by(f64::total_cmp);
    let at = |share: f64| amounts.get((amounts.len() as f64 * share) as usize);
    let spread = at(0.99)? / at(0.01)?;
    if (amounts.len() as f64) < cuts.documents || spread < cuts.spread {
        return None;
    }
    let found = first_digits(&amounts)?;
    if found.mean_deviation <= cuts.deviation {
        return None;
    }
    Some(
        Draft::new(
            "revenue.odd_digits",
            Severity::Info,
            OPERATIONS * found.mean_deviation,
        )
        .measured("purchase.average_order_value")
        .beyond("odd_digits")
        .figure("deviation", found.mean_deviation, Unit::Index)
        .tested("chi_square", found.p, amounts.len() as u64)
        .figure("chi_square", found.chi_square, Unit::Index)
        .count("documents", amounts.len()),
    )
}
