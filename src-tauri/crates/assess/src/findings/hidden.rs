//! What a good average hides: few new customers behind a strong end, related parties, unhappy
//! large customers, one product behind the complaints.

use std::collections::{BTreeMap, BTreeSet};

use records::{Amount, RowRef, Severity, Survey, TableKind};
use statistics::nps::NpsCounts;

use super::Context;
use super::draft::Draft;
use crate::ledger::{CustomerId, Linked, name_key, window};
use crate::model::Unit;

/// Words by which a firm's own master data call a customer a related party.
const RELATED_WORDS: [&str; 4] = ["关联", "股东", "近亲属", "related party"];

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        new_cluster(context),
        declared_related(context),
        key_nps(context),
        one_product(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Customers that bought for the first time in these months, with what they bought in them.
fn intake(context: &Context<'_>, skip: u32) -> Vec<(CustomerId, Amount)> {
    let (ledger, (from, to)) = (
        context.ledger,
        window(
            context.d.as_of,
            skip,
            context.rules.new_cluster.months as u32,
        ),
    );
    ledger
        .ranked(from, to)
        .into_iter()
        .filter(|(id, _)| {
            let first = ledger.purchase_days_until(*id, to).first();
            first.is_some_and(|first| *first >= from)
        })
        .collect()
}

/// New customers of the last months that weigh far more than the intake of earlier years.
fn new_cluster(context: &Context<'_>) -> Option<Draft> {
    let years = (context.ledger.months_of_history(context.d) / 12).min(3);
    if years < 2 {
        return None;
    }
    let sum = |some: &[(CustomerId, Amount)]| -> Amount { some.iter().map(|(_, a)| *a).sum() };
    let new = intake(context, 0);
    let revenue = sum(&new);
    // The first year of the data calls every customer new.
    let earlier: Vec<f64> = (1..years)
        .map(|back| sum(&intake(context, back * 12)).units())
        .collect();
    let usual = statistics::mean(&earlier)?;
    let share = context.share_of_ltm(revenue);
    let cuts = &context.rules.new_cluster;
    let few = (new.len() as f64) < cuts.customers;
    if share < cuts.share || few || revenue.units() < cuts.factor * usual {
        return None;
    }
    let (from, to) = window(context.d.as_of, 0, cuts.months as u32);
    let (largest, _) = *new.first()?;
    Some(
        Draft::new("revenue.new_cluster", Severity::Warning, share)
            .measured("lifecycle.new_share")
            .beyond("new_cluster")
            .date("from", from)
            .date("to", to)
            .count("count", new.len())
            .customer("customer", context, largest)
            .money("revenue", revenue)
            .money("usual", Amount::from_units(usual)?)
            .share("share", share)
            .with_rows(
                TableKind::Orders,
                context.lines_of(new.iter().map(|(id, _)| *id)),
            ),
    )
}

/// Customers that the target's own master data call related parties.
fn declared_related(context: &Context<'_>) -> Option<Draft> {
    let (ledger, (from, to)) = (context.ledger, context.ledger.ltm(context.d));
    let says = |text: Option<&str>| {
        let text = text.unwrap_or_default().to_lowercase();
        RELATED_WORDS.iter().any(|word| text.contains(word))
    };
    let mut related: Vec<(CustomerId, Amount)> = ledger
        .counted()
        .filter(|id| {
            ledger
                .masters(*id)
                .any(|one| says(one.category.as_deref()) || says(one.parent.as_deref()))
        })
        .map(|id| (id, ledger.revenue_in(id, from, to)))
        .collect();
    related.sort_by_key(|(id, amount)| (-amount.0, *id));
    let (largest, _) = *related.first()?;
    let revenue: Amount = related.iter().map(|(_, amount)| *amount).sum();
    let share = context.share_of_ltm(revenue);
    if !revenue.is_positive() {
        return None;
    }
    let masters = related
        .iter()
        .flat_map(|(id, _)| &ledger.customers[id.index()].masters);
    Some(
        Draft::new("customer.related_declared", Severity::Warning, share)
            .beyond("related_declared")
            .count("count", related.len())
            .customer("customer", context, largest)
            .money("revenue", revenue)
            .share("share", share)
            .with_rows(TableKind::Customers, masters.copied().collect())
            .with_rows(
                TableKind::Orders,
                context.lines_of(related.iter().map(|(id, _)| *id)),
            ),
    )
}

/// Net promoter score of the largest customers, of the same surveys as everyone's.
fn key_nps(context: &Context<'_>) -> Option<Draft> {
    // Absent where the answers are not given on ten points.
    let overall = context.value("satisfaction.nps")?;
    let cuts = &context.rules.key_nps;
    let top = context.top(cuts.customers as usize);
    let key: BTreeSet<CustomerId> = top.into_iter().map(|(id, _)| id).collect();
    let (ltm, prior) = (
        context.ledger.ltm(context.d),
        context.ledger.prior(context.d),
    );
    let within = |(from, to)| -> Vec<&Linked<Survey>> {
        let surveys = context.ledger.tables.surveys.iter();
        surveys
            .filter(|row| row.record.recommend.is_some())
            .filter(|row| {
                let day = row.record.answered_at.map(|at| at.date());
                day.is_some_and(|day| from <= day && day <= to)
            })
            .collect()
    };
    let recent = within(ltm);
    let asked = if recent.is_empty() {
        within(prior)
    } else {
        recent
    };
    let of_key: Vec<&Linked<Survey>> = asked
        .into_iter()
        .filter(|row| row.customer.is_some_and(|id| key.contains(&id)))
        .collect();
    let scores: Vec<f64> = of_key
        .iter()
        .filter_map(|row| row.record.recommend)
        .collect();
    let found = statistics::nps::nps(NpsCounts::of(&scores), None, context.d.confidence)?.score;
    let few = (scores.len() as f64) < cuts.answers;
    if few || (found >= cuts.points && found > overall - cuts.gap) {
        return None;
    }
    Some(
        Draft::new(
            "satisfaction.key_nps",
            Severity::Warning,
            super::draft::OPERATIONS * (overall - found) / 100.0,
        )
        .measured("satisfaction.nps")
        .beyond("key_nps")
        .figure("nps", found, Unit::Points)
        .figure("overall", overall, Unit::Points)
        .count("answers", scores.len())
        .with_rows(
            TableKind::Surveys,
            of_key.iter().map(|row| row.at).collect(),
        ),
    )
}

/// One product behind far more complaints than its sales explain.
fn one_product(context: &Context<'_>) -> Option<Draft> {
    let (ledger, (from, to)) = (context.ledger, context.ledger.ltm(context.d));
    let mut by_product: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let complaints = &ledger.tables.complaints;
    for (at, row) in complaints.iter().enumerate() {
        let product = row.record.product.as_deref().map(name_key);
        if let Some(product) = product.filter(|text| !text.is_empty())
            && (from..=to).contains(&row.record.date)
        {
            by_product.entry(product).or_default().push(at);
        }
    }
    let all: usize = by_product.values().map(Vec::len).sum();
    let (product, of_it) = by_product.iter().max_by_key(|(_, rows)| rows.len())?;
    let customers: BTreeSet<_> = of_it
        .iter()
        .filter_map(|at| complaints[*at].customer)
        .collect();
    let share = of_it.len() as f64 / all as f64;
    let (products, _) = ledger.revenue_by(from, to, |ledger, sale| {
        ledger.order(sale).product.as_deref()
    });
    let named: Amount = products.iter().map(|(_, amount)| *amount).sum();
    let sold: Amount = products
        .iter()
        .filter(|(name, _)| name_key(name) == *product)
        .map(|(_, amount)| *amount)
        .sum();
    let of_sales = sold.units() / named.units();
    let cuts = &context.rules.one_product;
    let enough = share >= cuts.share
        && of_it.len() as f64 >= cuts.cases
        && customers.len() as f64 >= cuts.customers;
    if !enough || !of_sales.is_finite() || share < cuts.factor * of_sales {
        return None;
    }
    let rows: Vec<RowRef> = of_it.iter().map(|at| complaints[*at].at).collect();
    let name = complaints[*of_it.first()?].record.product.as_deref()?;
    Some(
        Draft::new(
            "complaint.one_product",
            Severity::Warning,
            super::draft::OPERATIONS * share,
        )
        .measured("complaints.rate_per_100_orders")
        .beyond("one_product")
        .text("product", name)
        .count("count", of_it.len())
        .count("customers", customers.len())
        .share("share", share)
        .share("of_sales", of_sales)
        .with_rows(TableKind::Complaints, rows),
    )
}
