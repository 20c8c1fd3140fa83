//! What is kept of an assessment, and the way back from its figures to the rows.

use std::collections::BTreeMap;

use assess::{Assessment, Definitions, RowSet};
use records::{DecisionKind, RowRef, Value};
use store::{AssessmentId, Project, Source, TargetId};

use crate::wire::{EvidenceRow, RowPage, WireError};
use crate::work::evaluation::definitions;
use crate::work::remember_decisions;

/// Keeps an assessment in the project.
///
/// # Errors
/// `store.*`.
pub fn keep(
    project: &mut Project,
    target: TargetId,
    assessment: &Assessment,
    now: i64,
) -> Result<AssessmentId, WireError> {
    let body = serde_json::to_string(assessment).map_err(internal)?;
    let id = project.save_assessment(target, &assessment.framework.id, now, &body)?;
    remember_decisions(project, target, id)?;
    Ok(id)
}

/// An assessment kept before.
///
/// # Errors
/// `store.*`; `app.internal` when it was written by another version.
pub fn kept(project: &Project, id: AssessmentId) -> Result<Assessment, WireError> {
    let (_, body) = project.assessment(id)?;
    serde_json::from_str(&body).map_err(internal)
}

/// Turns changed definitions into decisions, one each; what is unchanged stays undecided.
///
/// # Errors
/// `store.*`, `app.bad_definition`.
pub fn define(
    project: &mut Project,
    target: TargetId,
    wanted: &Definitions,
    now: i64,
) -> Result<(), WireError> {
    let in_force = definitions(project, target)?;
    let before = serde_json::to_value(&in_force).map_err(internal)?;
    let after = serde_json::to_value(wanted).map_err(internal)?;
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return Ok(());
    };
    let mut taken = Vec::new();
    for (name, value) in after {
        if before.get(name) != Some(value) {
            let kind = DecisionKind::Define {
                name: name.clone(),
                value: value.clone(),
            };
            taken.push(project.decide(target, &kind, "", now)?);
        }
    }
    // A value out of range must not stay in force: the assessment would refuse it for ever.
    if let Err(error) = definitions(project, target) {
        for id in taken {
            project.revoke(id, now)?;
        }
        return Err(error);
    }
    Ok(())
}

/// A page of the rows behind a figure.
///
/// # Errors
/// `store.*`.
pub fn rows_page(
    project: &Project,
    target: TargetId,
    set: &RowSet,
    places: &[RowRef],
) -> Result<RowPage, WireError> {
    let sources = project.sources(target)?;
    let found = project.rows(target, set.table, places)?;
    let fields = set.table.fields();
    let used: Vec<usize> = (0..fields.len())
        .filter(|at| {
            found
                .iter()
                .any(|(_, values)| !matches!(values.get(*at), None | Some(Value::Empty)))
        })
        .collect();
    let names = names(&sources);
    let rows = found.iter().map(|(at, values)| {
        let (file, sheet) = names
            .get(&(at.source.0, at.sheet))
            .cloned()
            .unwrap_or_default();
        let cells = used
            .iter()
            .map(|i| values.get(*i).map_or_else(String::new, shown))
            .collect();
        EvidenceRow {
            file,
            sheet,
            row: at.row,
            cells,
        }
    });
    Ok(RowPage {
        table: set.table,
        fields: used.iter().map(|at| fields[*at].id.to_owned()).collect(),
        rows: rows.collect(),
        total: set.count,
    })
}

fn names(sources: &[Source]) -> BTreeMap<(i64, u32), (String, String)> {
    let sheets = sources.iter().flat_map(|source| {
        source.sheets.iter().map(|sheet| {
            (
                (source.id.0, sheet.sheet),
                (source.about.file.clone(), sheet.name.clone()),
            )
        })
    });
    sheets.collect()
}

/// A stored value as a person reads it.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Time(at) if at.time() == jiff::civil::Time::midnight() => at.date().to_string(),
        Value::Time(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
        Value::Amount(amount) => format!("{:.2}", amount.units()),
        Value::Number(number) => {
            let rounded = (number * 1e6).round() / 1e6;
            rounded.to_string()
        }
        Value::Flag(true) => "✓".to_owned(),
        Value::Flag(false) => "✗".to_owned(),
    }
}

fn internal(error: serde_json::Error) -> WireError {
    WireError::new("app.internal").with("detail", error.to_string())
}
