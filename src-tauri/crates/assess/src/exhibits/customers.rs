//! Exhibits that name customers or count them: largest, lost, by stage, by RFM segment.

use std::collections::BTreeMap;

use records::Amount;

use crate::analysis::contracts::bound;
use crate::analysis::retention::{first_purchase, last_purchase};
use crate::analysis::rfm::rfm;
use crate::analysis::stages::{Stage, stage, stages};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, months_before, next_day};
use crate::measures::retention::lost_recently;
use crate::model::{LostCustomer, RfmCuts, RfmSegment, StageCount, TopCustomer};

/// Customers in a list at most.
const LISTED: usize = 20;

/// The largest customers of the last twelve months.
pub(super) fn top_customers(ledger: &Ledger, d: &Definitions) -> Vec<TopCustomer> {
    let (from, to) = ledger.ltm(d);
    let prior = (ledger.months_of_history(d) >= 24).then(|| ledger.prior(d));
    let ranked = ledger.ranked(from, to);
    let total = ledger.named_revenue_in(from, to);
    let bound = bound(ledger, d);
    ranked
        .into_iter()
        .take(LISTED)
        .filter_map(|(id, revenue)| {
            let customer = ledger.customers.get(id.index())?;
            Some(TopCustomer {
                name: customer.name.clone(),
                members: match customer.members.as_slice() {
                    [_] => Vec::new(),
                    members => members.to_vec(),
                },
                revenue,
                share: revenue.units() / total.units(),
                before: prior.map(|(from, to)| ledger.revenue_in(id, from, to)),
                first_order: first_purchase(ledger, d, id)?,
                last_order: last_purchase(ledger, d, id)?,
                owner: ledger.owner_of(id, d).map(str::to_owned),
                stage: stage(ledger, d, id)?.id().to_owned(),
                contract_end: bound.get(&id).and_then(|bound| bound.until),
            })
        })
        .collect()
}

/// Customers and their revenue by RFM segment, in the order of the eight patterns.
pub(super) fn rfm_segments(ledger: &Ledger, d: &Definitions) -> (Vec<RfmSegment>, Option<RfmCuts>) {
    let found = rfm(ledger, d);
    let Some((rows, cuts)) = found.as_ref() else {
        return (Vec::new(), None);
    };
    let total: Amount = rows.iter().map(|row| row.monetary).sum();
    let mut segments: BTreeMap<&str, (u64, Amount)> = BTreeMap::new();
    for row in rows {
        let segment = segments.entry(&row.pattern).or_default();
        segment.0 += 1;
        segment.1 += row.monetary;
    }
    let segments = segments
        .into_iter()
        .map(|(pattern, (customers, revenue))| RfmSegment {
            pattern: pattern.to_owned(),
            customers,
            revenue,
            share: if total.is_positive() {
                revenue.units() / total.units()
            } else {
                0.0
            },
        })
        .collect();
    (segments, Some(cuts.clone()))
}

/// Customers and revenue at each stage, in the order of a life.
pub(super) fn stage_counts(ledger: &Ledger, d: &Definitions) -> Vec<StageCount> {
    let (from, to) = ledger.ltm(d);
    let all = stages(ledger, d);
    if all.is_empty() {
        return Vec::new();
    }
    Stage::told_apart(ledger, d)
        .iter()
        .map(|wanted| {
            let members = all.iter().filter(|(_, stage)| stage == wanted);
            StageCount {
                stage: wanted.id().to_owned(),
                customers: members.clone().count() as u64,
                revenue: members
                    .map(|(id, _)| ledger.revenue_in(*id, from, to))
                    .sum(),
            }
        })
        .collect()
}

/// Customers whose grace period ended within the last twelve months, by revenue before.
pub(super) fn lost_customers(ledger: &Ledger, d: &Definitions) -> Vec<LostCustomer> {
    let mut lost: Vec<LostCustomer> = lost_recently(ledger, d)
        .into_iter()
        .filter_map(|id| {
            let last = last_purchase(ledger, d, id)?;
            let from = next_day(months_before(last, 12));
            let reason = ledger.master_text(id, |record| record.lost_reason.as_deref());
            Some(LostCustomer {
                name: ledger.name(id).to_owned(),
                last_order: last,
                revenue_before: ledger.revenue_in(id, from, last),
                reason: reason.map(str::to_owned),
            })
        })
        .collect();
    lost.sort_by(|a, b| {
        b.revenue_before
            .cmp(&a.revenue_before)
            .then_with(|| a.name.cmp(&b.name))
    });
    lost.truncate(LISTED);
    lost
}
