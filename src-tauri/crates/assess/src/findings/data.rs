//! What the data cannot carry: unnamed revenue, short history, duplicates, related parties.

use std::collections::{BTreeMap, BTreeSet};

use records::{Severity, TableKind};

use super::Context;
use super::draft::{Draft, graded};
use crate::ledger::{CustomerId, duplicate_key, name_key};
use crate::measures::data::digits;
use crate::model::Unit;

/// Accounts that collect what is nobody's: their telephone is the target's own.
const COLLECTING: [&str; 4] = ["散客", "零散客户", "内部调拨", "现金客户"];

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        unidentified(context),
        short_history(context),
        duplicates(context),
        related(context),
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

/// Customers that share a telephone or a credit code with another customer.
fn related(context: &Context<'_>) -> Option<Draft> {
    let ledger = context.ledger;
    let mut keys: BTreeMap<String, Vec<CustomerId>> = BTreeMap::new();
    let of_firms = ledger.counted().filter(|id| {
        !COLLECTING
            .iter()
            .any(|word| ledger.name(*id).contains(word))
    });
    for id in of_firms {
        let mut own: Vec<String> = ledger
            .masters(id)
            .flat_map(|record| {
                let phone = record
                    .phone
                    .as_deref()
                    .map(digits)
                    .filter(|text| text.len() >= 7);
                let code = record.credit_code.as_deref().map(name_key);
                [phone, code.filter(|text| text.len() >= 15)]
            })
            .flatten()
            .collect();
        own.sort_unstable();
        own.dedup();
        for key in own {
            keys.entry(key).or_default().push(id);
        }
    }
    let (from, to) = ledger.ltm(context.d);
    let revenue = |id: &CustomerId| ledger.revenue_in(*id, from, to);
    // A number that very many share is a switchboard or a placeholder, not a relation; one
    // company written twice is a duplicate, reported as such.
    let names = |ids: &[CustomerId]| -> BTreeSet<String> {
        ids.iter()
            .map(|id| duplicate_key(ledger.name(*id)))
            .collect()
    };
    let shared: Vec<&Vec<CustomerId>> = keys
        .values()
        .filter(|ids| (2..=5).contains(&ids.len()) && names(ids).len() > 1)
        .collect();
    let largest = shared
        .iter()
        .max_by_key(|ids| ids.iter().map(revenue).sum::<records::Amount>())?;
    let mut all: Vec<CustomerId> = shared.iter().flat_map(|ids| ids.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let share = context.share_of_ltm(all.iter().map(revenue).sum());
    let mut pair: Vec<CustomerId> = largest.to_vec();
    pair.sort_by_key(|id| (-revenue(id).0, *id));
    let rows = all
        .iter()
        .flat_map(|id| &ledger.customers[id.index()].masters)
        .copied()
        .collect();
    let severity = if share > context.rules.related_party.warning {
        Severity::Warning
    } else {
        Severity::Info
    };
    Some(
        Draft::new("data.related_party", severity, share)
            .measured("concentration.group_top1")
            .beyond("related_party")
            .count("count", all.len())
            .customer("customer", context, pair[0])
            .customer("other", context, pair[1])
            .share("share", share)
            .with_rows(TableKind::Customers, rows),
    )
}
