//! What a measure is: an id, a unit, a formula, and a function from the ledger to a figure.

use std::sync::Arc;

use records::{Grade, RowRef, TableKind};

use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::model::{AbsentReason, ConfidenceInterval, Unit};

/// One measure of a family; families are `&'static [MeasureSpec]`, gathered in `measures::ALL`.
pub struct MeasureSpec {
    /// Stable id `family.name`; words in the catalogue under `measure.<id>`.
    pub id: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// Formula in field notation, language-neutral, printed in the appendix.
    pub formula: &'static str,
    /// Computes it, or says why it cannot be.
    pub compute: fn(&Ledger, &Definitions) -> Result<Figure, AbsentReason>,
}

/// A computed figure before it gets its id and its row sets.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The value in the measure's unit.
    pub value: f64,
    /// Observations behind it.
    pub n: Option<u64>,
    /// Interval.
    pub interval: Option<ConfidenceInterval>,
    /// Share of what it is about that had data.
    pub coverage: Option<f64>,
    /// Grade; B unless the data are partial.
    pub grade: Grade,
    /// Rows it came from, by table.
    pub rows: Vec<(TableKind, Arc<[RowRef]>)>,
}

impl Figure {
    /// A figure of grade B from `n` observations.
    #[must_use]
    pub fn new(value: f64, n: u64) -> Self {
        Self {
            value,
            n: Some(n),
            interval: None,
            coverage: None,
            grade: Grade::B,
            rows: Vec::new(),
        }
    }

    /// With an interval.
    #[must_use]
    pub fn between(mut self, lower: f64, upper: f64, level: f64, method: &str) -> Self {
        self.interval = Some(ConfidenceInterval {
            lower,
            upper,
            level,
            method: method.to_owned(),
        });
        self
    }

    /// With the rows of one more table.
    #[must_use]
    pub fn from_rows(mut self, table: TableKind, rows: impl Into<Arc<[RowRef]>>) -> Self {
        self.rows.push((table, rows.into()));
        self
    }

    /// With the share that had data; below 90 % the grade falls to C.
    #[must_use]
    pub fn covering(mut self, share: f64) -> Self {
        self.coverage = Some(share);
        if share < 0.9 {
            self.grade = self.grade.max(Grade::C);
        }
        self
    }
}

impl Unit {
    /// Whether a figure of this unit tells of amounts of money.
    #[must_use]
    pub fn tells_money(self) -> bool {
        matches!(self, Self::Money | Self::PerMillion)
    }
}
