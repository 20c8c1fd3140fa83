//! Who stays and who goes: retention rates, and the key customers behind them.

use records::{Amount, Severity, TableKind};

use super::Context;
use super::draft::{Draft, graded};
use crate::analysis::retention::{Change, last_purchase, prior_top};
use crate::analysis::rhythm;
use crate::model::Unit;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        low_grr(context),
        low_nrr(context),
        key_lost(context),
        key_declining(context),
        silent_key(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn low_grr(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.low_grr;
    let grr = context
        .value("retention.grr")
        .filter(|grr| *grr < cuts.warning)?;
    let severity = if grr < cuts.critical {
        Severity::Critical
    } else {
        Severity::Warning
    };
    Some(
        Draft::new("retention.low_grr", severity, 1.0 - grr)
            .measured("retention.grr")
            .beyond("low_grr")
            .share("grr", grr)
            .share("lost", 1.0 - grr),
    )
}

fn low_nrr(context: &Context<'_>) -> Option<Draft> {
    let nrr = context
        .value("retention.nrr")
        .filter(|nrr| *nrr < context.rules.low_nrr.warning)?;
    Some(
        Draft::new("retention.low_nrr", Severity::Warning, 1.0 - nrr)
            .measured("retention.nrr")
            .beyond("low_nrr")
            .share("nrr", nrr),
    )
}

/// Revenue of the twelve months before, of these and of everyone.
fn prior_share(context: &Context<'_>, some: &[Change]) -> f64 {
    let (from, to) = context.ledger.prior(context.d);
    let total = context.ledger.total_revenue_in(from, to);
    let part: Amount = some.iter().map(|change| change.before).sum();
    if total.is_positive() {
        part.units() / total.units()
    } else {
        0.0
    }
}

fn key_lost(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.key_customer_lost;
    let lost: Vec<Change> = prior_top(&context.changes, cuts.customers as usize)
        .into_iter()
        .filter(|change| !change.after.is_positive())
        .collect();
    let largest = lost.first()?;
    let share = prior_share(context, &lost);
    let severity = graded(share, -1.0, cuts.critical)?;
    Some(
        Draft::new("retention.key_customer_lost", severity, share)
            .measured("retention.top20_retention")
            .beyond("key_customer_lost")
            .count("count", lost.len())
            .customer("customer", context, largest.customer)
            .money("revenue", largest.before)
            .date(
                "last_order",
                last_purchase(context.ledger, context.d, largest.customer)?,
            )
            .share("share", share)
            .with_rows(
                TableKind::Orders,
                context.lines_of(lost.iter().map(|c| c.customer)),
            ),
    )
}

fn key_declining(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.key_customer_declining;
    let change_of = |change: &Change| change.after.units() / change.before.units() - 1.0;
    let falling: Vec<Change> = prior_top(&context.changes, cuts.customers as usize)
        .into_iter()
        .filter(|change| change.after.is_positive() && change_of(change) < -cuts.decline)
        .collect();
    let most = falling
        .iter()
        .max_by_key(|change| change.before - change.after)?;
    let share = prior_share(context, &falling);
    Some(
        Draft::new("retention.key_customer_declining", Severity::Warning, share)
            .measured("retention.top20_retention")
            .beyond("key_customer_declining")
            .count("count", falling.len())
            .customer("customer", context, most.customer)
            .share("decline", -change_of(most))
            .share("cut", cuts.decline)
            .money("before", most.before)
            .money("after", most.after)
            .share("share", share)
            .with_rows(
                TableKind::Orders,
                context.lines_of(falling.iter().map(|c| c.customer)),
            ),
    )
}

fn silent_key(context: &Context<'_>) -> Option<Draft> {
    let (ledger, d) = (context.ledger, context.d);
    let cuts = &context.rules.silent_key;
    let silent: Vec<_> = context
        .top(cuts.customers as usize)
        .into_iter()
        .filter(|(id, _)| rhythm::is_silent(ledger, d, *id) == Some(true))
        .filter(|(id, _)| rhythm::silence(ledger, d, *id) >= Some(cuts.days))
        .collect();
    let (id, _) = *silent.first()?;
    let share = context.share_of_ltm(silent.iter().map(|(_, amount)| *amount).sum());
    Some(
        Draft::new(
            "retention.silent_key",
            graded(share, cuts.warning, cuts.critical).unwrap_or(Severity::Info),
            share,
        )
        .measured("retention.silent_share")
        .beyond("silent_key")
        .count("count", silent.len())
        .customer("customer", context, id)
        .figure("days", rhythm::silence(ledger, d, id)?, Unit::Days)
        .figure("usual", rhythm::usual_pause(ledger, d, id)?, Unit::Days)
        .share("share", share)
        .with_rows(
            TableKind::Orders,
            context.lines_of(silent.iter().map(|(id, _)| *id)),
        ),
    )
}
