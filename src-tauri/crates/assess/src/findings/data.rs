//! What the data cannot carry: unnamed revenue, short history, duplicates.

use records::{Severity, TableKind};

use super::Context;
use super::draft::{Draft, graded};
use crate::model::Unit;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        unidentified(context),
        short_history(context),
        duplicates(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn unidentified(context: &Context<'_>) -> Option<Draft> {
    let share = 1.0 - context.value("data.identified_revenue")?;
    let severity = graded(
        share,
        context.rules.unidentified_revenue.warning,
        context.rules.unidentified_revenue.critical,
    )?;
    let sales = context.ledger.sales.iter();
    let rows = sales
        .take_while(|sale| sale.customer.is_none())
        .map(|sale| sale.at)
        .collect();
    Some(
        Draft::new("data.unidentified_revenue", severity, share)
            .measured("data.identified_revenue")
            .beyond("unidentified_revenue")
            .share("share", share)
            .with_rows(TableKind::Orders, rows),
    )
}

fn short_history(context: &Context<'_>) -> Option<Draft> {
    let needed = context.rules.short_history.months;
    let months = context
        .value("data.months_covered")
        .filter(|months| *months < needed)?;
    Some(
        Draft::new(
            "data.short_history",
            Severity::Warning,
            1.0 - months / needed,
        )
        .measured("data.months_covered")
        .beyond("short_history")
        .figure("months", months, Unit::Months)
        .figure("needed", needed, Unit::Months),
    )
}

fn duplicates(context: &Context<'_>) -> Option<Draft> {
    let measure = context.measures.get("data.duplicate_rate")?;
    let rate = measure.value;
    let cuts = &context.rules.duplicate_customers;
    if rate <= cuts.info {
        return None;
    }
    let severity = if rate > cuts.warning {
        Severity::Warning
    } else {
        Severity::Info
    };
    Some(
        Draft::new("data.duplicate_customers", severity, rate)
            .measured("data.duplicate_rate")
            .beyond("duplicate_customers")
            .share("share", rate)
            .figure(
                "count",
                (rate * measure.n.unwrap_or(0) as f64).round(),
                Unit::Count,
            ),
    )
}
