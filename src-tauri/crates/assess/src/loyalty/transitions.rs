//! Stage a year ago against stage now.

use records::{Amount, Date};

use super::model::Transitions;
use crate::analysis::stages::{Stage, stages};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, months_before};

/// Months between the two looks.
const YEAR: u32 = 12;

/// Customers that existed a year ago by stage then and now; `None` below two years of orders.
pub(crate) fn transitions(ledger: &Ledger, d: &Definitions) -> Option<Transitions> {
    if ledger.months_of_history(d) < 2 * YEAR {
        return None;
    }
    let then = Definitions {
        as_of: months_before(d.as_of, YEAR),
        ..d.clone()
    };
    let (from, to) = (
        Stage::told_apart(ledger, &then),
        Stage::told_apart(ledger, d),
    );
    let position = |among: &[Stage], stage: Stage| among.iter().position(|one| *one == stage);
    let columns = to.len();
    let mut found = Transitions {
        then: then.as_of,
        customers: vec![vec![0; columns]; from.len()],
        before: vec![vec![Amount::ZERO; columns]; from.len()],
        after: vec![vec![Amount::ZERO; columns]; from.len()],
        from: from.iter().map(|stage| stage.id().to_owned()).collect(),
        to: to.iter().map(|stage| stage.id().to_owned()).collect(),
    };
    let (current, earlier) = (stages(ledger, d), stages(ledger, &then));
    let mut now = current.iter().copied().peekable();
    let ((before_from, before_to), (after_from, after_to)) = (ledger.ltm(&then), ledger.ltm(d));
    for (id, stage) in earlier.iter().copied() {
        // Both lists ascend; who existed then exists now.
        while now.next_if(|(other, _)| *other < id).is_some() {}
        let Some((_, stage_now)) = now.next_if(|(other, _)| *other == id) else {
            continue;
        };
        let (Some(row), Some(column)) = (position(from, stage), position(to, stage_now)) else {
            continue;
        };
        let revenue = |from: Date, to: Date| ledger.revenue_in(id, from, to);
        found.customers[row][column] += 1;
        found.before[row][column] += revenue(before_from, before_to);
        found.after[row][column] += revenue(after_from, after_to);
    }
    Some(found)
}

/// Customers that were new, growing, mature or declining then, and of them those that are dormant
/// or lost now.
pub(crate) fn slipped(transitions: &Transitions) -> (u64, u64) {
    let idle = |id: &str| [Stage::Dormant.id(), Stage::Lost.id()].contains(&id);
    let rows = transitions.from.iter().zip(&transitions.customers);
    rows.filter(|(stage, _)| !idle(stage))
        .fold((0, 0), |(slipped, all), (_, row)| {
            let gone: u64 = transitions
                .to
                .iter()
                .zip(row)
                .filter(|(stage, _)| idle(stage))
                .map(|(_, count)| count)
                .sum();
            (slipped + gone, all + row.iter().sum::<u64>())
        })
}
