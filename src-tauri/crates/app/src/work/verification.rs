//! Reports remember their project, and a project its reports: by digest of the PDF.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{AssessmentId, Project};

use crate::error::io_error;
use crate::files::name_of;
use crate::jobs::Job;
use crate::wire::WireError;
use crate::work::{Edition, evaluate, framework, kept, lay_out};

/// Key of the list in the project file.
const REPORTS: &str = "reports";

/// A report made from the project.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Registered {
    sha256: String,
    assessment: i64,
    edition: Edition,
}

/// What became of checking a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// Assessed and laid out again from the project's records, it is the same byte for byte.
    Same,
    /// The project has no record of these bytes.
    Unknown,
    /// The project's data, definitions or answers say something else today.
    ChangedData,
    /// The assessment is the same, but this version of the program lays it out differently.
    ChangedProgram,
}

impl Verdict {
    /// Stable name, the key of its sentence under `cli.verdict.`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Unknown => "unknown",
            Self::ChangedData => "changed_data",
            Self::ChangedProgram => "changed_program",
        }
    }
}

/// Notes in the project that this PDF was made from one of its assessments.
///
/// # Errors
/// `store.*`.
pub fn register_report(
    project: &mut Project,
    assessment: AssessmentId,
    edition: &Edition,
    pdf: &[u8],
) -> Result<(), WireError> {
    let mut reports = registered(project)?;
    let sha256 = digest(pdf);
    reports.retain(|report| report.sha256 != sha256);
    reports.push(Registered {
        sha256,
        assessment: assessment.0,
        edition: edition.clone(),
    });
    let value = serde_json::to_value(reports)
        .map_err(|error| WireError::new("app.internal").with("detail", error.to_string()))?;
    Ok(project.set_setting(REPORTS, &value)?)
}

/// Checks a PDF against the project it is said to come from.
///
/// # Errors
/// `store.*`, `app.report_failed`, `app.cancelled`.
pub fn verify(project: &Project, pdf: &[u8], job: &mut Job<'_>) -> Result<Verdict, WireError> {
    let sha256 = digest(pdf);
    let found = registered(project)?
        .into_iter()
        .find(|report| report.sha256 == sha256);
    let Some(report) = found else {
        return Ok(Verdict::Unknown);
    };
    let id = AssessmentId(report.assessment);
    let (entry, _) = project.assessment(id)?;
    let then = kept(project, id)?;
    let today = evaluate(project, entry.target, &framework(&entry.framework)?, job)?;
    if today != then {
        return Ok(Verdict::ChangedData);
    }
    let again = lay_out(project, entry.target, today, report.edition, job)?.pdf()?;
    Ok(if again == pdf {
        Verdict::Same
    } else {
        Verdict::ChangedProgram
    })
}

/// The bytes of a file.
///
/// # Errors
/// `file.*`.
pub fn read_file(path: &Path) -> Result<Vec<u8>, WireError> {
    std::fs::read(path).map_err(|error| io_error(&error, &name_of(path)))
}

fn registered(project: &Project) -> Result<Vec<Registered>, WireError> {
    let value = project.setting(REPORTS)?;
    Ok(value
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
