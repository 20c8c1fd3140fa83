//! Contracts, receivables and points: what binds the revenue, and what is owed.

use records::{Amount, Date, Receivable, Severity, TableKind};

use super::Context;
use super::draft::{Draft, OPERATIONS, graded};
use crate::analysis::contracts::{bound, in_force};
use crate::ledger::{CustomerId, Linked};
use crate::measures::receivables::overdue;
use crate::model::Unit;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        change_of_control(context),
        expiry(context),
        no_written(context),
        overdue_receivables(context),
        points(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn change_of_control(context: &Context<'_>) -> Option<Draft> {
    let share = context
        .value("contracts.change_of_control_share")
        .filter(|share| *share > 0.0)?;
    let bound: Vec<_> = context
        .ledger
        .tables
        .contracts
        .iter()
        .filter(|row| row.record.change_of_control == Some(true))
        .filter(|row| in_force(&row.record, context.d.as_of))
        .collect();
    Some(
        Draft::new(
            "contract.change_of_control",
            graded(share, 0.0, context.rules.change_of_control.critical)?,
            share,
        )
        .measured("contracts.change_of_control_share")
        .beyond("change_of_control")
        .share("share", share)
        .count("contracts", bound.len())
        .with_rows(
            TableKind::Contracts,
            bound.iter().map(|row| row.at).collect(),
        ),
    )
}

fn expiry(context: &Context<'_>) -> Option<Draft> {
    let (from, to) = context.ledger.ltm(context.d);
    let as_of = context.d.as_of;
    let mut ending = bound(context.ledger, context.d);
    ending.retain(|_, bound| bound.expires(as_of));
    let customers: Vec<CustomerId> = ending.keys().copied().collect();
    let revenue: Amount = customers
        .iter()
        .map(|id| context.ledger.revenue_in(*id, from, to))
        .sum();
    let share = context.share_of_ltm(revenue);
    let severity = graded(
        share,
        context.rules.contract_expiry.warning,
        context.rules.contract_expiry.critical,
    )?;
    let next: Date = ending.values().filter_map(|bound| bound.until).min()?;
    Some(
        Draft::new("contract.expiry", severity, share)
            .measured("contracts.expiring_12m")
            .beyond("contract_expiry")
            .share("share", share)
            .count("customers", customers.len())
            .date("next", next)
            .with_rows(
                TableKind::Contracts,
                ending
                    .values()
                    .flat_map(|bound| &bound.in_force)
                    .map(|row| row.at)
                    .collect(),
            ),
    )
}

fn no_written(context: &Context<'_>) -> Option<Draft> {
    if context.ledger.tables.contracts.is_empty() {
        return None;
    }
    let bound = bound(context.ledger, context.d);
    let unwritten: Vec<_> = context
        .top(context.rules.no_written.customers as usize)
        .into_iter()
        .filter(|(id, _)| !bound.contains_key(id))
        .collect();
    let (largest, _) = *unwritten.first()?;
    let share = context.share_of_ltm(unwritten.iter().map(|(_, amount)| *amount).sum());
    Some(
        Draft::new("contract.no_written", Severity::Warning, share)
            .measured("contracts.written_share")
            .beyond("no_written")
            .count("count", unwritten.len())
            .customer("customer", context, largest)
            .share("share", share)
            .with_rows(
                TableKind::Orders,
                context.lines_of(unwritten.iter().map(|(id, _)| *id)),
            ),
    )
}

fn overdue_receivables(context: &Context<'_>) -> Option<Draft> {
    let share = context.value("receivables.overdue_share")?;
    let cuts = &context.rules.overdue;
    let as_of = context.d.as_of;
    let late =
        |row: &&Linked<Receivable>| overdue(&row.record, as_of).is_some_and(Amount::is_positive);
    let late: Vec<_> = context
        .ledger
        .tables
        .receivables
        .iter()
        .filter(late)
        .collect();
    let key: Vec<CustomerId> = context
        .top(cuts.customers as usize)
        .into_iter()
        .map(|(id, _)| id)
        .filter(|id| late.iter().any(|row| row.customer == Some(*id)))
        .collect();
    let amount: Amount = late
        .iter()
        .filter_map(|row| overdue(&row.record, as_of))
        .sum();
    Some(
        Draft::new(
            "receivable.overdue",
            graded(share, cuts.warning, cuts.critical)?,
            share,
        )
        .measured("receivables.overdue_share")
        .beyond("overdue")
        .share("share", share)
        .money("amount", amount)
        .count("key_customers", key.len())
        .with_rows(
            TableKind::Receivables,
            late.iter().map(|row| row.at).collect(),
        ),
    )
}

fn points(context: &Context<'_>) -> Option<Draft> {
    let rows = &context.ledger.tables.programme;
    let sum = |field: fn(&records::Programme) -> Option<f64>| -> f64 {
        rows.iter().filter_map(|row| field(&row.record)).sum()
    };
    let (issued, left) = (sum(|p| p.points_issued), sum(|p| p.points_balance));
    if left <= 0.0 {
        return None;
    }
    // Without a number of points issued the balance is only worth knowing.
    let share = if issued > 0.0 {
        (left / issued).min(1.0)
    } else {
        1.0
    };
    let severity = if issued > 0.0 && share > context.rules.points_liability.warning {
        Severity::Warning
    } else {
        Severity::Info
    };
    Some(
        Draft::new(
            "programme.points_liability",
            severity,
            if issued > 0.0 {
                OPERATIONS * share
            } else {
                0.0
            },
        )
        .measured("programme.points_outstanding")
        .beyond("points_liability")
        .figure("points", left, Unit::Count)
        .share("share", share)
        .with_rows(
            TableKind::Programme,
            rows.iter().map(|row| row.at).collect(),
        ),
    )
}
