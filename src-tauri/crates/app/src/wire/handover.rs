//! Where files come from: earlier versions of a file, and who gave the data on what basis.

use records::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A source of the same content, or of the same name, imported before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierFile {
    /// Its source.
    pub source: i64,
    /// Seconds since 1970-01-01 UTC.
    pub imported_at: i64,
    /// Rows accepted from it.
    pub accepted: u64,
}

/// On what basis the data were handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A confidentiality agreement between the parties.
    Nda,
    /// Separate consent of the persons concerned.
    Consent,
    /// A written authorisation of the target.
    Authorisation,
    /// Anonymised before it was handed over.
    Anonymised,
    /// Something else, told in words.
    Other,
}

/// Who gave the data of a target, when and on what basis. What is empty was not stated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Provenance {
    /// Person or firm that gave the data.
    pub given_by: String,
    /// Day on which they were given.
    #[ts(type = "string | null")]
    pub given_on: Option<Date>,
    /// Basis.
    pub basis: Option<Basis>,
    /// The agreement or consent in words: number, date, parties.
    pub basis_note: String,
    /// What the data may be used for.
    pub purpose: String,
    /// Day until which they may be kept.
    #[ts(type = "string | null")]
    pub retain_until: Option<Date>,
}

/// A statement on the data's origin, as it was once recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProvenanceEntry {
    /// Seconds since 1970-01-01 UTC.
    pub recorded_at: i64,
    /// What was stated.
    pub statement: Provenance,
}

/// The statements on a target's data, oldest first; the last one is in force.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct ProvenanceView {
    /// All statements; none was made while it is empty.
    pub history: Vec<ProvenanceEntry>,
}
