//! What customers say and how they are served: complaints, satisfaction, delivery.

use records::{Severity, TableKind};
use statistics::tiers::SizeClass;

use super::Context;
use super::draft::{Draft, OPERATIONS, graded};
use crate::measures::care::contacted;
use crate::model::{Measure, Unit};
use crate::voice::{complainers, members};

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        unresolved(context),
        rising(context),
        low_nps(context),
        low_csat(context),
        falling_satisfaction(context),
        thin_survey(context),
        complaint_churn(context),
        falling_reviews(context),
        neglected(context),
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

/// A fall of at least so much whose interval leaves chance out.
fn fell<'a>(context: &'a Context<'_>, id: &str, least: f64) -> Option<&'a Measure> {
    let measure = context.measures.get(id)?;
    let beyond_chance = measure.interval.as_ref()?.upper < 0.0;
    (beyond_chance && measure.value <= -least).then_some(measure)
}

fn falling_satisfaction(context: &Context<'_>) -> Option<Draft> {
    let least = context.rules.falling_satisfaction.points;
    let measure = fell(context, "satisfaction.change", least)?;
    let now = context.value("satisfaction.mean_100")?;
    Some(
        Draft::new(
            "satisfaction.falling",
            Severity::Warning,
            -OPERATIONS * measure.value / 100.0,
        )
        .measured("satisfaction.change")
        .beyond("falling_satisfaction")
        .figure("fall", -measure.value, Unit::Points)
        .figure("now", now, Unit::Points)
        .figure("answers", measure.n.unwrap_or(0) as f64, Unit::Count),
    )
}

fn thin_survey(context: &Context<'_>) -> Option<Draft> {
    let measure = context.measures.get("satisfaction.revenue_coverage")?;
    let customers = context.value("satisfaction.respondents")?;
    if measure.value >= context.rules.thin_survey.share || measure.n == Some(0) {
        return None;
    }
    Some(
        Draft::new("satisfaction.thin", Severity::Info, OPERATIONS)
            .measured("satisfaction.revenue_coverage")
            .beyond("thin_survey")
            .share("share", measure.value)
            .figure("customers", customers, Unit::Count),
    )
}

fn complaint_churn(context: &Context<'_>) -> Option<Draft> {
    let measure = context.measures.get("complaints.churn_difference")?;
    let beyond_chance = measure.interval.as_ref()?.lower > 0.0;
    if !beyond_chance || measure.value < context.rules.complaint_churn.difference {
        return None;
    }
    let found = complainers(context.ledger, context.d).ok()?;
    Some(
        Draft::new(
            "complaint.churn",
            Severity::Warning,
            OPERATIONS * measure.value,
        )
        .measured("complaints.churn_difference")
        .beyond("complaint_churn")
        .figure("customers", found.exposed.n as f64, Unit::Count)
        .figure("lost", found.exposed.events as f64, Unit::Count)
        .share("share", found.exposed.share()?)
        .share("others", found.others.share()?),
    )
}

fn falling_reviews(context: &Context<'_>) -> Option<Draft> {
    let measure = fell(
        context,
        "reviews.trend",
        context.rules.falling_reviews.stars,
    )?;
    Some(
        Draft::new(
            "reviews.falling",
            Severity::Warning,
            -OPERATIONS * measure.value / 5.0,
        )
        .measured("reviews.trend")
        .beyond("falling_reviews")
        .figure("fall", -measure.value, Unit::Stars)
        .figure("now", context.value("reviews.mean_stars")?, Unit::Stars)
        .figure("reviews", measure.n.unwrap_or(0) as f64, Unit::Count),
    )
}

/// Class A customers that nobody was in contact with for 90 days, by their revenue.
fn neglected(context: &Context<'_>) -> Option<Draft> {
    let (ledger, d) = (context.ledger, context.d);
    context.measures.get("care.a_contacted_90d")?;
    let touched = contacted(ledger, d, 90);
    let all = members(ledger, d, SizeClass::A);
    let alone: Vec<_> = all
        .iter()
        .filter(|id| !touched.contains(id))
        .copied()
        .collect();
    let (from, to) = ledger.ltm(d);
    let revenue = alone
        .iter()
        .map(|id| ledger.revenue_in(*id, from, to))
        .sum();
    let share = context.share_of_ltm(revenue);
    let cuts = &context.rules.neglected;
    Some(
        Draft::new(
            "care.neglected",
            graded(share, cuts.share, cuts.critical)?,
            share,
        )
        .measured("care.a_contacted_90d")
        .beyond("neglected")
        .count("customers", all.len())
        .count("count", alone.len())
        .share("share", share)
        .with_rows(TableKind::Orders, context.lines_of(alone)),
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
