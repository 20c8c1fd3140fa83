//! The files of the sample, one module a file, each with what it plants.

pub(crate) mod activities;
pub(crate) mod brand;
pub(crate) mod complaints;
pub(crate) mod contracts;
pub(crate) mod customers;
pub(crate) mod programme;
pub(crate) mod questionnaire;
pub(crate) mod quotes;
pub(crate) mod receivables;
pub(crate) mod sales;
pub(crate) mod survey;
pub(crate) mod tickets;
pub(crate) mod training;
pub(crate) mod visits;
pub(crate) mod voice;

use serde::Serialize;

/// What import must make of one table of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Expected {
    /// File name.
    pub file: &'static str,
    /// Evidence table.
    pub table: &'static str,
    /// Rows that are records, exact duplicates not counted twice.
    pub accepted: usize,
    /// Rows that are none: no date, text for an amount.
    pub rejected: usize,
    /// Rows that stand there a second time.
    pub duplicates: usize,
    /// Rows marked 作废.
    pub cancelled: usize,
}

impl Expected {
    pub(crate) fn clean(file: &'static str, table: &'static str, accepted: usize) -> Self {
        Self {
            file,
            table,
            accepted,
            rejected: 0,
            duplicates: 0,
            cancelled: 0,
        }
    }
}
