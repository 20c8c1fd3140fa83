//! On whom the revenue hangs: a customer, five, a hidden group, a salesperson.

use records::{Severity, TableKind};

use super::Context;
use super::draft::{Draft, graded};
use crate::ledger::Attribute;
use crate::measures::concentration::groups;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = [single_customer(context), top5(context), key_person(context)]
        .into_iter()
        .flatten()
        .collect();
    drafts.extend(hidden_groups(context));
    drafts
}

fn single_customer(context: &Context<'_>) -> Option<Draft> {
    let share = context.value("concentration.top1")?;
    let cuts = &context.rules.single_customer;
    let severity = graded(share, cuts.warning, cuts.critical)?;
    let (id, amount) = *context.top(1).first()?;
    let threshold = if share > context.rules.single_customer_cn.critical {
        "single_customer_cn"
    } else {
        "single_customer"
    };
    Some(
        Draft::new("concentration.single_customer", severity, share)
            .measured("concentration.top1")
            .beyond(threshold)
            .customer("customer", context, id)
            .share("share", share)
            .money("revenue", amount)
            .with_rows(TableKind::Orders, context.lines_of([id])),
    )
}

fn top5(context: &Context<'_>) -> Option<Draft> {
    let share = context
        .value("concentration.top5")
        .filter(|share| *share > context.rules.top5.warning)?;
    let customers = context.measures.get("concentration.top5")?.n.unwrap_or(0);
    let lines = context.lines_of(context.top(5).into_iter().map(|(id, _)| id));
    Some(
        Draft::new("concentration.top5", Severity::Warning, share)
            .measured("concentration.top5")
            .beyond("top5")
            .share("share", share)
            .count("customers", usize::try_from(customers).unwrap_or(0))
            .with_rows(TableKind::Orders, lines),
    )
}

/// Groups under common control that weigh clearly more than their largest member.
fn hidden_groups(context: &Context<'_>) -> Vec<Draft> {
    let cuts = &context.rules.hidden_group;
    let groups = groups(context.ledger, context.d);
    let (from, to) = context.ledger.ltm(context.d);
    let total = context.ledger.named_revenue_in(from, to).units();
    groups
        .into_iter()
        .filter(|(sum, members)| {
            members.len() > 1
                && sum.units() >= cuts.share * total
                && sum.units() >= cuts.factor * members[0].1.units()
        })
        .map(|(sum, members)| {
            let share = sum.units() / total;
            let severity = graded(share, 0.0, cuts.critical).unwrap_or(Severity::Warning);
            Draft::new("concentration.hidden_group", severity, share)
                .measured("concentration.group_top1")
                .beyond("hidden_group")
                .customer("customer", context, members[0].0)
                .customer("other", context, members[1].0)
                .count("members", members.len())
                .share("share", share)
                .share("largest", members[0].1.units() / total)
                .money("revenue", sum)
                .with_rows(
                    TableKind::Orders,
                    context.lines_of(members.iter().map(|m| m.0)),
                )
                .with_rows(
                    TableKind::Customers,
                    members
                        .iter()
                        .flat_map(|(id, _)| &context.ledger.customers[id.index()].masters)
                        .copied()
                        .collect(),
                )
        })
        .collect()
}

fn key_person(context: &Context<'_>) -> Option<Draft> {
    let share = context.value("concentration.owner_top1")?;
    let cuts = &context.rules.key_person;
    let severity = graded(share, cuts.warning, cuts.critical)?;
    let (ledger, d) = (context.ledger, context.d);
    let (from, to) = ledger.ltm(d);
    let owners = ledger.parts(Attribute::Owner, from, to);
    let largest = owners.labelled.first()?;
    let (person, amount) = (largest.label.as_str(), largest.amount);
    let lines: Vec<_> = ledger
        .sales_in(from, to)
        .filter(|sale| ledger.owner_of_sale(sale) == Some(person))
        .collect();
    let mut customers: Vec<_> = lines.iter().filter_map(|sale| sale.customer).collect();
    customers.dedup();
    Some(
        Draft::new("person.key_person", severity, share)
            .measured("concentration.owner_top1")
            .beyond("key_person")
            .person("person", person)
            .share("share", share)
            .money("revenue", amount)
            .count("customers", customers.len())
            .with_rows(
                TableKind::Orders,
                lines.iter().map(|sale| sale.at).collect(),
            ),
    )
}
