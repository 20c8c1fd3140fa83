//! Who gave a target's data, when and on what basis: statements in the project file, the last one
//! in force, none ever overwritten.

use report::Handover;
use store::{Project, TargetId};

use crate::wire::{Provenance, ProvenanceEntry, ProvenanceView, WireError};

/// The statements on a target's data, oldest first.
///
/// # Errors
/// `store.*`.
pub fn history(project: &Project, target: TargetId) -> Result<Vec<ProvenanceEntry>, WireError> {
    let kept = project.setting(&key(target))?;
    Ok(kept
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default())
}

/// The statement in force, if one was ever made.
///
/// # Errors
/// `store.*`.
pub fn in_force(project: &Project, target: TargetId) -> Result<Option<Provenance>, WireError> {
    Ok(history(project, target)?.pop().map(|entry| entry.statement))
}

/// The statement in force as the report prints it, with what was left out of the files.
///
/// # Errors
/// `store.*`.
pub fn handover(project: &Project, target: TargetId) -> Result<Handover, WireError> {
    let stated = in_force(project, target)?.unwrap_or_default();
    let basis = stated.basis.map(serde_json::to_value);
    let basis = match basis {
        Some(Ok(serde_json::Value::String(id))) => Some(id),
        _ => None,
    };
    let mut withheld = Vec::new();
    for source in project.sources(target)? {
        let mut headers = Vec::new();
        for header in source
            .sheets
            .iter()
            .flat_map(|one| withheld_of(&one.mapping))
        {
            if !headers.contains(&header) {
                headers.push(header);
            }
        }
        if !headers.is_empty() {
            withheld.push((source.about.file, headers));
        }
    }
    Ok(Handover {
        given_by: stated.given_by,
        given_on: stated.given_on,
        basis,
        basis_note: stated.basis_note,
        purpose: stated.purpose,
        retain_until: stated.retain_until,
        withheld,
    })
}

/// Headers left out because of what they tell of persons, out of the mapping kept with a sheet.
pub(crate) fn withheld_of(mapping: &str) -> Vec<String> {
    let mapping: Option<import::Mapping> = serde_json::from_str(mapping).ok();
    let Some(mapping) = mapping else {
        return Vec::new();
    };
    let served = |index: u32| mapping.columns.iter().any(|column| column.index == index);
    let personal = mapping.personal.iter();
    let left_out = personal.filter(|column| !served(column.index));
    left_out.map(|column| column.header.clone()).collect()
}

/// Records a statement after the earlier ones; one that says nothing new is not recorded again.
///
/// # Errors
/// `store.*`.
pub fn state(
    project: &mut Project,
    target: TargetId,
    statement: Provenance,
    now: i64,
) -> Result<ProvenanceView, WireError> {
    let mut history = history(project, target)?;
    let statement = trimmed(statement);
    if history
        .last()
        .is_none_or(|last| last.statement != statement)
    {
        history.push(ProvenanceEntry {
            recorded_at: now,
            statement,
        });
        let value = serde_json::to_value(&history)
            .map_err(|error| WireError::new("app.internal").with("detail", error.to_string()))?;
        project.set_setting(&key(target), &value)?;
    }
    Ok(ProvenanceView { history })
}

/// Forgets the statements of a target that is removed.
///
/// # Errors
/// `store.*`.
pub fn forget(project: &mut Project, target: TargetId) -> Result<(), WireError> {
    Ok(project.set_setting(&key(target), &serde_json::Value::Null)?)
}

fn key(target: TargetId) -> String {
    format!("provenance.{}", target.0)
}

fn trimmed(statement: Provenance) -> Provenance {
    let trim = |text: String| text.trim().to_owned();
    Provenance {
        given_by: trim(statement.given_by),
        basis_note: trim(statement.basis_note),
        purpose: trim(statement.purpose),
        ..statement
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Basis;

    #[test]
    fn statements_are_appended_and_the_last_is_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let mut project = Project::create(&folder.path().join("a.clientele")).unwrap();
        let target = project.add_target("甲").unwrap();
        assert_eq!(in_force(&project, target).unwrap(), None);
        let first = Provenance {
            given_by: " 王会计 ".to_owned(),
            basis: Some(Basis::Nda),
            ..Provenance::default()
        };
        state(&mut project, target, first.clone(), 1).unwrap();
        let again = state(&mut project, target, first.clone(), 2).unwrap();
        assert_eq!(again.history.len(), 1, "nothing new is not recorded");
        let second = Provenance {
            purpose: "尽职调查".to_owned(),
            ..first
        };
        let after = state(&mut project, target, second, 3).unwrap();
        let times: Vec<_> = after
            .history
            .iter()
            .map(|entry| entry.recorded_at)
            .collect();
        assert_eq!(times, [1, 3]);
        let now = in_force(&project, target).unwrap().unwrap();
        assert_eq!(
            (now.given_by.as_str(), now.purpose.as_str()),
            ("王会计", "尽职调查")
        );
        forget(&mut project, target).unwrap();
        assert_eq!(in_force(&project, target).unwrap(), None);
    }
}
