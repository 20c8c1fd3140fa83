//! Target firms and the files imported for them.

use assess::Period;
use records::{Date, DecisionKind, SourceId};
use store::{Project, Source, TargetId};

use crate::wire::{SheetView, SourceView, Tally, WireError};
use crate::work::provenance::withheld_of;

/// The target of this name, added when there is none.
///
/// # Errors
/// `store.*`.
pub fn target_named(project: &mut Project, name: &str) -> Result<TargetId, WireError> {
    let found = project
        .targets()?
        .into_iter()
        .find(|target| target.name == name);
    match found {
        Some(target) => Ok(target.id),
        None => Ok(project.add_target(name)?),
    }
}

/// Fixes the as-of date by decision.
///
/// # Errors
/// `store.*`.
pub fn fix_as_of(
    project: &mut Project,
    target: TargetId,
    date: Date,
    now: i64,
) -> Result<(), WireError> {
    fix(project, target, "as_of", date.to_string().into(), now)
}

/// Adds periods beside the last twelve months and calendar years, by decision.
///
/// # Errors
/// `store.*`.
pub fn fix_periods(
    project: &mut Project,
    target: TargetId,
    periods: &[Period],
    now: i64,
) -> Result<(), WireError> {
    let value = periods.iter().map(|period| {
        let (from, to) = (period.from.to_string(), period.to.to_string());
        serde_json::json!({ "from": from, "to": to })
    });
    fix(project, target, "periods", value.collect(), now)
}

/// Names the persons who leave with the deal, by decision.
///
/// # Errors
/// `store.*`.
pub fn fix_leavers(
    project: &mut Project,
    target: TargetId,
    names: &[String],
    now: i64,
) -> Result<(), WireError> {
    fix(project, target, "leavers", names.into(), now)
}

fn fix(
    project: &mut Project,
    target: TargetId,
    name: &str,
    value: serde_json::Value,
    now: i64,
) -> Result<(), WireError> {
    let kind = DecisionKind::Define {
        name: name.to_owned(),
        value,
    };
    project.decide(target, &kind, "", now)?;
    Ok(())
}

/// Imported files as people see them.
///
/// # Errors
/// `store.*`.
pub fn source_views(
    project: &Project,
    target: TargetId,
    wanted: &[SourceId],
) -> Result<Vec<SourceView>, WireError> {
    let sources = project.sources(target)?.into_iter();
    Ok(sources
        .filter(|source| wanted.contains(&source.id))
        .map(source_view)
        .collect())
}

fn source_view(source: Source) -> SourceView {
    let sheets = source.sheets.into_iter().map(|sheet| SheetView {
        withheld: withheld_of(&sheet.mapping),
        name: sheet.name,
        part: sheet.part,
        table: sheet.kind,
        tally: Tally {
            read: sheet.tally.read,
            accepted: sheet.tally.accepted,
            rejected: sheet.tally.rejected,
            blank: sheet.tally.blank,
            footer: sheet.tally.footer,
            cancelled: sheet.tally.cancelled,
            joined: sheet.tally.joined,
            example: sheet.tally.example,
            outside: sheet.tally.outside,
        },
    });
    SourceView {
        id: source.id.0,
        file: source.about.file,
        sha256: source.about.sha256,
        imported_at: source.about.imported_at,
        sheets: sheets.collect(),
    }
}
