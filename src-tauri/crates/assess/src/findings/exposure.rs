//! What the deal exposes beyond single clauses: assignment, notice, persons who leave, one contact.

use records::{Amount, RowRef, Severity, TableKind};

use super::Context;
use super::draft::{Draft, graded};
use crate::deal_risk::{Clause, contacts, exposed, persons};
use crate::ledger::{CustomerId, Ledger, name_key};

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        assignment(context),
        convenience(context),
        leavers(context),
        one_contact(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Contracts of these customers that are in force.
fn contracts_of(context: &Context<'_>, ids: &[(CustomerId, Amount)]) -> Vec<RowRef> {
    let bound = crate::analysis::contracts::bound(context.ledger, context.d);
    ids.iter()
        .filter_map(|(id, _)| bound.get(id))
        .flat_map(|bound| &bound.in_force)
        .map(|row| row.at)
        .collect()
}

/// Contracts that do not pass to the buyer of a business by themselves.
fn assignment(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.assignment;
    let prohibited = exposed(context.ledger, context.d, Clause::AssignmentProhibited);
    let mut all = exposed(context.ledger, context.d, Clause::ConsentNeeded);
    let sum = |some: &[(CustomerId, Amount)]| -> Amount { some.iter().map(|one| one.1).sum() };
    all.retain(|(id, _)| !prohibited.iter().any(|(other, _)| other == id));
    let (never, consent) = (sum(&prohibited), sum(&all));
    all.extend(&prohibited);
    all.sort_by_key(|(id, amount)| (-amount.0, *id));
    let share = context.share_of_ltm(never + consent);
    let (largest, _) = *all.first()?;
    Some(
        Draft::new(
            "contract.assignment",
            // It matters where the business is sold, not the shares: never critical by itself.
            graded(share, cuts.warning, f64::INFINITY)?,
            share,
        )
        .beyond("assignment")
        .count("customers", all.len())
        .customer("customer", context, largest)
        .share("share", share)
        .share("prohibited", context.share_of_ltm(never))
        .with_rows(TableKind::Contracts, contracts_of(context, &all)),
    )
}

/// Contracts that the customer may end at will.
fn convenience(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.convenience;
    let free = exposed(context.ledger, context.d, Clause::Convenience);
    let share = context.share_of_ltm(free.iter().map(|one| one.1).sum());
    let severity = graded(share, cuts.warning, f64::INFINITY)?;
    let (largest, _) = *free.first()?;
    let bound = crate::analysis::contracts::bound(context.ledger, context.d);
    let shortest = free
        .iter()
        .filter_map(|(id, _)| bound.get(id))
        .flat_map(|bound| &bound.in_force)
        .filter_map(|row| row.record.notice_days)
        .min_by(f64::total_cmp)?;
    Some(
        Draft::new("contract.convenience", severity, share)
            .beyond("convenience")
            .count("customers", free.len())
            .customer("customer", context, largest)
            .share("share", share)
            .figure("days", shortest, crate::model::Unit::Days)
            .with_rows(TableKind::Contracts, contracts_of(context, &free)),
    )
}

/// Revenue that hangs on those who leave with the deal, as the definitions name them.
fn leavers(context: &Context<'_>) -> Option<Draft> {
    let (ledger, d) = (context.ledger, context.d);
    let cuts = &context.rules.leavers;
    if d.leavers.is_empty() {
        return None;
    }
    let found = persons(ledger, d)?;
    let dependency = found.leavers?;
    // Where the data cannot show a second person, nobody is taken for one.
    let alone = dependency.alone_share.unwrap_or(dependency.share);
    let severity = graded(alone, cuts.warning, cuts.critical)?;
    let leaving: Vec<String> = d.leavers.iter().map(|name| name_key(name)).collect();
    let first = found.persons.iter().find(|row| row.leaves)?;
    let theirs = customers_of(ledger, context, &leaving);
    Some(
        Draft::new("person.leavers", severity, alone)
            .beyond("leavers")
            .count("count", leaving.len())
            .person("person", &first.name)
            .count("customers", theirs.len())
            .money("revenue", dependency.revenue)
            .share("share", dependency.share)
            .share("alone", alone)
            .with_rows(TableKind::Orders, context.lines_of(theirs)),
    )
}

fn customers_of(ledger: &Ledger, context: &Context<'_>, people: &[String]) -> Vec<CustomerId> {
    let (from, to) = ledger.ltm(context.d);
    let ranked = ledger.ranked(from, to).into_iter().map(|(id, _)| id);
    ranked
        .filter(|id| {
            let owner = ledger.owner_of(*id, context.d).map(name_key);
            owner.is_some_and(|owner| people.contains(&owner))
        })
        .collect()
}

/// Largest customers known by one person of theirs only.
fn one_contact(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.one_contact;
    let cover = contacts(context.ledger, context.d)?;
    let share = cover.one as f64 / cover.customers as f64;
    if (cover.customers as f64) < cuts.customers || share <= cuts.share {
        return None;
    }
    let of_revenue = context.share_of_ltm(cover.one_revenue);
    let top = context.top(cover.customers as usize);
    let rows: Vec<RowRef> = top
        .iter()
        .flat_map(|(id, _)| &context.ledger.customers[id.index()].masters)
        .copied()
        .collect();
    Some(
        Draft::new("person.one_contact", Severity::Info, of_revenue)
            .measured("data.multi_contact")
            .beyond("one_contact")
            .figure("count", cover.one as f64, crate::model::Unit::Count)
            .figure("of", cover.customers as f64, crate::model::Unit::Count)
            .share("share", of_revenue)
            .with_rows(TableKind::Customers, rows),
    )
}
