//! What customers say and how they are served: complaints, satisfaction, delivery.

use records::{Severity, TableKind};

use super::Context;
use super::draft::{Draft, OPERATIONS, graded};
use crate::model::Unit;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        unresolved(context),
        rising(context),
        low_nps(context),
        low_csat(context),
        late(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn unresolved(context: &Context<'_>) -> Option<Draft> {
    let measure = context.measures.get("complaints.resolution_rate")?;
    let cuts = &context.rules.unresolved;
    let due = measure.n.unwrap_or(0) as f64;
    let open = ((1.0 - measure.value) * due).round();
    if due < cuts.cases {
        return None;
    }
    Some(
        Draft::new(
            "complaint.unresolved",
            graded(1.0 - measure.value, cuts.warning, cuts.critical)?,
            OPERATIONS * (1.0 - measure.value),
        )
        .measured("complaints.resolution_rate")
        .beyond("unresolved")
        .figure("count", open, Unit::Count)
        .figure("due", due, Unit::Count)
        .share("share", 1.0 - measure.value),
    )
}

fn rising(context: &Context<'_>) -> Option<Draft> {
    let (prior, ltm) = (
        context.ledger.prior(context.d),
        context.ledger.ltm(context.d),
    );
    let rows = &context.ledger.tables.complaints;
    let within = |(from, to)| {
        let inside = move |date| from <= date && date <= to;
        rows.iter()
            .filter(move |row| inside(row.record.date))
            .map(|row| row.at)
            .collect()
    };
    let (before, now): (Vec<_>, Vec<_>) = (within(prior), within(ltm));
    // A register that began within the year before shows its own growth, not the complaints'.
    let began = rows.iter().map(|row| row.record.date).min()?;
    let cuts = &context.rules.rising;
    let few = (before.len() as f64) < cuts.cases;
    if began > crate::ledger::months_before(context.d.as_of, 22) || few {
        return None;
    }
    let growth = now.len() as f64 / before.len() as f64 - 1.0;
    if growth <= cuts.growth {
        return None;
    }
    Some(
        Draft::new(
            "complaint.rising",
            Severity::Warning,
            OPERATIONS * growth.min(1.0),
        )
        .measured("complaints.rate_per_100_orders")
        .beyond("rising")
        .count("before", before.len())
        .count("now", now.len())
        .share("growth", growth)
        .with_rows(TableKind::Complaints, now),
    )
}

fn low_nps(context: &Context<'_>) -> Option<Draft> {
    let measure = context
        .measures
        .get("satisfaction.nps")
        .filter(|m| m.value < context.rules.low_nps.points)?;
    Some(
        Draft::new(
            "satisfaction.low_nps",
            Severity::Warning,
            -OPERATIONS * measure.value / 100.0,
        )
        .measured("satisfaction.nps")
        .beyond("low_nps")
        .figure("nps", measure.value, Unit::Points)
        .figure("answers", measure.n.unwrap_or(0) as f64, Unit::Count),
    )
}

fn low_csat(context: &Context<'_>) -> Option<Draft> {
    let measure = context
        .measures
        .get("satisfaction.csat")
        .filter(|m| m.value < context.rules.low_csat.share)?;
    Some(
        Draft::new(
            "satisfaction.low_csat",
            Severity::Warning,
            OPERATIONS * (1.0 - measure.value),
        )
        .measured("satisfaction.csat")
        .beyond("low_csat")
        .share("csat", measure.value)
        .figure("answers", measure.n.unwrap_or(0) as f64, Unit::Count),
    )
}

fn late(context: &Context<'_>) -> Option<Draft> {
    let measure = context.measures.get("service.on_time_delivery")?;
    let late = 1.0 - measure.value;
    Some(
        Draft::new(
            "delivery.late",
            graded(
                late,
                context.rules.late.warning,
                context.rules.late.critical,
            )?,
            OPERATIONS * late,
        )
        .measured("service.on_time_delivery")
        .beyond("late")
        .share("share", late)
        .figure("deliveries", measure.n.unwrap_or(0) as f64, Unit::Count),
    )
}
