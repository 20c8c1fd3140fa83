//! Valuable customers that are not loyal.

use records::{Amount, TableKind};

use super::Context;
use super::draft::{Draft, graded};
use crate::loyalty::loyalty;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    high_value_at_risk(context).into_iter().collect()
}

fn high_value_at_risk(context: &Context<'_>) -> Option<Draft> {
    let share = context.value("loyalty.high_value_at_risk")?;
    let cuts = &context.rules.high_value_at_risk;
    let severity = graded(share, cuts.warning, cuts.critical)?;
    let found = loyalty(context.ledger, context.d).ok()?;
    let mut members: Vec<_> = found
        .current()
        .filter(|(_, rating, _)| rating.is_endangered())
        .map(|(person, rating, _)| (person.customer, rating.revenue, rating.signals.stand()))
        .collect();
    members.sort_by_key(|(id, revenue, _)| (-revenue.0, *id));
    let (largest, of_largest, _) = *members.first()?;
    let revenue: Amount = members.iter().map(|(_, revenue, _)| *revenue).sum();
    let warned = members.iter().filter(|(.., warned)| *warned).count();
    Some(
        Draft::new("loyalty.high_value_at_risk", severity, share)
            .measured("loyalty.high_value_at_risk")
            .beyond("high_value_at_risk")
            .count("count", members.len())
            .count("warned", warned)
            .money("revenue", revenue)
            .share("share", share)
            .customer("customer", context, largest)
            .money("largest", of_largest)
            .with_rows(
                TableKind::Orders,
                context.lines_of(members.iter().map(|(id, ..)| *id)),
            ),
    )
}
