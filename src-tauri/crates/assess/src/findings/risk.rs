//! What the ladder of risks adds up to.

use records::{Amount, TableKind};

use super::Context;
use super::draft::{Draft, graded};
use crate::analysis::risk::ladder;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    revenue_at_risk(context).into_iter().collect()
}

fn revenue_at_risk(context: &Context<'_>) -> Option<Draft> {
    let share = context.value("risk.revenue_at_risk")?;
    let cuts = &context.rules.revenue_at_risk;
    let severity = graded(share, cuts.warning, cuts.critical)?;
    let ladder = ladder(context.ledger, context.d, context.rules);
    let ladder = ladder.as_ref().as_ref()?;
    let endangered: Vec<_> = ladder
        .exposed
        .iter()
        .filter(|one| one.probability >= cuts.change_of_control.min(cuts.contract_ends))
        .collect();
    let weight = |one: &&&crate::analysis::risk::Exposed| one.revenue.units() * one.probability;
    let most = endangered
        .iter()
        .max_by(|a, b| weight(a).total_cmp(&weight(b)))?;
    let loss = ladder.loss;
    Some(
        Draft::new("risk.revenue_at_risk", severity, share)
            .measured("risk.revenue_at_risk")
            .beyond("revenue_at_risk")
            .money("expected", Amount::from_units(loss.expected)?)
            .money("lower", Amount::from_units(loss.band.lower)?)
            .money("upper", Amount::from_units(loss.band.upper)?)
            .share("share", share)
            .count("count", endangered.len())
            .customer("customer", context, most.customer)
            .with_rows(
                TableKind::Orders,
                context.lines_of(endangered.iter().map(|one| one.customer)),
            ),
    )
}
