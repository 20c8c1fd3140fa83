//! Files that overlap in time, and months in which nothing was sold.

use std::collections::HashSet;

use jiff::ToSpan;
use records::Date;

use super::{Draft, Scene, count, graded, source};
use crate::ledger::{days_between, month_index};
use crate::reconciliation::model::{CheckStatus, CheckValue};

/// Files whose orders lie in the same stretch of time.
pub(super) fn overlap(scene: &Scene<'_>) -> Draft {
    let sources = &scene.found.sources;
    if sources.len() < 2 {
        return Draft::new("sources_overlap", CheckStatus::Nothing);
    }
    let mut table = Vec::new();
    for (at, a) in sources.iter().enumerate() {
        for b in &sources[at + 1..] {
            let (from, to) = (a.from.max(b.from), a.to.min(b.to));
            if from <= to {
                let days = usize::try_from(days_between(from, to) + 1).unwrap_or(0);
                table.push(vec![
                    source(a.source),
                    source(b.source),
                    CheckValue::Date(from),
                    CheckValue::Date(to),
                    count(days),
                ]);
            }
        }
    }
    let status = if table.is_empty() {
        CheckStatus::Ok
    } else {
        CheckStatus::Look
    };
    Draft::new("sources_overlap", status)
        .count("count", table.len())
        .count("files", sources.len())
        .examples(&["file", "again", "from", "to", "days"], table)
}

/// Months without a line between the first and the last of the orders up to the as-of date.
pub(super) fn months_missing(scene: &Scene<'_>) -> Draft {
    let Some((first, last)) = scene.ledger.order_span(scene.d) else {
        return Draft::new("months_missing", CheckStatus::Nothing);
    };
    let mut present: HashSet<Date> = HashSet::new();
    let mut before = None;
    for line in scene.lines.all() {
        let month = line.date.first_of_month();
        if before != Some(month) {
            present.insert(month);
            before = Some(month);
        }
    }
    let span = usize::try_from(month_index(first, last) + 1).unwrap_or(0);
    // A stray date centuries off would make a list of its own; it is another check's matter.
    let missing: Vec<Date> = months_from(first.first_of_month())
        .take(span.min(1_200))
        .filter(|month| !present.contains(month))
        .collect();
    let (from, _) = scene.ledger.ltm(scene.d);
    let recent = missing.iter().filter(|month| **month >= from).count();
    let status = graded(recent as f64, 0.0, 0.0).max(graded(missing.len() as f64, 0.0, f64::MAX));
    let table = missing
        .iter()
        .rev()
        .map(|month| vec![CheckValue::Month(*month)])
        .collect();
    Draft::new("months_missing", status)
        .count("count", missing.len())
        .count("recent", recent)
        .count("months", span)
        .date("from", first)
        .date("to", last)
        .examples(&["month"], table)
}

pub(super) fn months_from(first: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |month| month.checked_add(1.month()).ok())
}
