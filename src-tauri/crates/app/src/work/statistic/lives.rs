//! Kaplan–Meier of a table of lives.

use serde::Serialize;
use statistics::survival::{self, Subject};

use super::{LEVEL, Table};
use crate::wire::WireError;

/// A survival curve.
#[derive(Serialize)]
pub struct LifeTable {
    steps: Vec<LifeStep>,
    median: Median,
    n: u64,
    events: u64,
    level: f64,
}

#[derive(Serialize)]
struct LifeStep {
    time: f64,
    at_risk: u64,
    events: u64,
    survival: f64,
    std_err: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

/// Absent where the curve does not reach one half.
#[derive(Serialize)]
struct Median {
    value: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

/// Columns time, event and, if there, entry: one row a life.
///
/// # Errors
/// `stat.*` with line and column.
pub fn kaplan_meier(table: &Table) -> Result<LifeTable, WireError> {
    let (time, event) = (table.column("time")?, table.column("event")?);
    let entry = table.optional("entry");
    let mut subjects = Vec::with_capacity(table.len());
    for row in 0..table.len() {
        let lived = table.number(row, time)?;
        if lived < 0.0 {
            return Err(table.bad("stat.negative", row, time));
        }
        let entry = match entry {
            Some(column) => table.number_if_any(row, column)?,
            None => None,
        };
        subjects.push(Subject {
            entry,
            time: lived,
            event: table.flag(row, event)?,
        });
    }
    let found = survival::kaplan_meier(&subjects, LEVEL)
        .ok_or_else(|| WireError::new("stat.nobody_at_risk"))?;
    let median = found.median();
    let step = |step: &survival::Step| LifeStep {
        time: step.time,
        at_risk: step.at_risk,
        events: step.events,
        survival: step.survival,
        std_err: step.std_err,
        lower: step.lower,
        upper: step.upper,
    };
    Ok(LifeTable {
        steps: found.steps.iter().map(step).collect(),
        median: Median {
            value: median.value,
            lower: median.lower,
            upper: median.upper,
        },
        n: found.n,
        events: found.events,
        level: found.level,
    })
}
