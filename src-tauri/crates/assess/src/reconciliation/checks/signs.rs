//! Negative and zero lines.

use std::collections::BTreeMap;

use records::{Amount, Date, TableKind};

use super::{Draft, Scene, count, graded, money, share};
use crate::reconciliation::lines::Line;
use crate::reconciliation::model::{CheckStatus, CheckValue};

pub(super) fn checks(scene: &Scene<'_>) -> [Draft; 2] {
    [negative(scene), zero(scene)]
}

/// Lines below zero, as they stand in the records: count, sum, by month.
fn negative(scene: &Scene<'_>) -> Draft {
    let below: Vec<Line> = scene
        .lines
        .all()
        .filter(|line| line.gross < Amount::ZERO)
        .collect();
    let sum: Amount = below.iter().map(|line| line.gross).sum();
    let sold: Amount = scene
        .lines
        .all()
        .filter(|line| line.gross.is_positive())
        .map(|line| line.gross)
        .sum();
    let part = if sold.is_positive() {
        -sum.units() / sold.units()
    } else {
        0.0
    };
    let mut months: BTreeMap<Date, (usize, Amount)> = BTreeMap::new();
    for line in &below {
        let month = months.entry(line.date.first_of_month()).or_default();
        month.0 += 1;
        month.1 += line.gross;
    }
    let table = months
        .iter()
        .rev()
        .map(|(month, (lines, sum))| vec![CheckValue::Month(*month), count(*lines), money(*sum)])
        .collect();
    Draft::new("negative_lines", graded(part, 0.02, 0.10))
        .count("count", below.len())
        .money("sum", sum)
        .share("share", part)
        .examples(&["month", "lines", "amount"], table)
        .rows(
            TableKind::Orders,
            below.iter().map(|line| line.at).collect(),
        )
}

/// Lines without an amount: gifts, samples, or prices left out.
fn zero(scene: &Scene<'_>) -> Draft {
    let rows: Vec<_> = scene
        .lines
        .all()
        .filter(|line| line.gross == Amount::ZERO)
        .map(|line| line.at)
        .collect();
    let part = share(rows.len(), scene.lines.len());
    let status = if rows.is_empty() {
        CheckStatus::Ok
    } else {
        graded(part, 0.01, 0.10)
    };
    Draft::new("zero_lines", status)
        .count("count", rows.len())
        .share("share", part)
        .rows(TableKind::Orders, rows)
}
