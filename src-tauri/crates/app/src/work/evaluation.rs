//! From the project file to an assessment.

use assess::{AssessError, Assessment, Definitions, Framework, Ledger, Records};
use records::Decision;
use store::{Project, TargetId};

use crate::jobs::Job;
use crate::wire::{FrameworkView, WireError};
use crate::work::look::or_cancelled;
use crate::work::reconciliation::asked_problems;

/// An embedded framework.
///
/// # Errors
/// `app.unknown_framework`, `app.framework_broken`.
pub fn framework(id: &str) -> Result<Framework, WireError> {
    if !Framework::embedded_ids().any(|known| known == id) {
        return Err(WireError::new("app.unknown_framework").with("framework", id));
    }
    Framework::embedded(id).map_err(|error| {
        WireError::new("app.framework_broken")
            .with("framework", id)
            .with("detail", error.to_string())
    })
}

/// The embedded frameworks.
///
/// # Errors
/// `app.framework_broken`.
pub fn frameworks() -> Result<Vec<FrameworkView>, WireError> {
    Framework::embedded_ids()
        .map(|id| {
            let framework = framework(id)?;
            Ok(FrameworkView {
                id: framework.id.clone(),
                name: framework.name.clone(),
                dimensions: framework.dimensions.len() as u32,
                items: framework.items().count() as u32,
            })
        })
        .collect()
}

/// The definitions in force: defaults from the records, changed by the decisions.
///
/// # Errors
/// `app.nothing_to_assess`, `app.bad_definition`, `store.*`.
pub fn definitions(project: &Project, target: TargetId) -> Result<Definitions, WireError> {
    let decisions = project.decisions(target)?;
    assess::default_definitions(&load(project, target)?, &decisions).map_err(wire)
}

/// Assesses a target. The assessment is not kept.
///
/// # Errors
/// As [`definitions`], and `app.cancelled`, `app.as_of_without_data`.
pub fn evaluate(
    project: &Project,
    target: TargetId,
    framework: &Framework,
    job: &mut Job<'_>,
) -> Result<Assessment, WireError> {
    assess::rules().map_err(|error| {
        WireError::new("app.framework_broken")
            .with("framework", "findings")
            .with("detail", error.to_string())
    })?;
    let name = target_name(project, target)?;
    or_cancelled(job.step("measuring", &name, 0.0, 3.0))?;
    let decisions = project.decisions(target)?;
    let records = load(project, target)?;
    or_cancelled(job.step("measuring", &name, 1.0, 3.0))?;
    let definitions = assess::default_definitions(&records, &decisions).map_err(wire)?;
    check_as_of(&records, &definitions)?;
    let answers = project.answers(target, &framework.id)?;
    let ledger = build(records, &decisions, &definitions);
    or_cancelled(job.step("measuring", &name, 2.0, 3.0))?;
    let mut assessment = assess::assess(&name, &ledger, framework, &definitions, &answers);
    let asked = asked_problems(project, target, &decisions)?;
    assessment.requests.extend(asked);
    or_cancelled(job.step("measuring", &name, 3.0, 3.0))?;
    Ok(assessment)
}

pub(crate) fn build(records: Records, decisions: &[Decision], definitions: &Definitions) -> Ledger {
    Ledger::build(records, decisions, definitions.customer_level)
}

/// Name of a target.
pub(crate) fn target_name(project: &Project, target: TargetId) -> Result<String, WireError> {
    let targets = project.targets()?;
    let found = targets.into_iter().find(|one| one.id == target);
    found.map(|one| one.name).ok_or_else(|| {
        WireError::new("store.unknown_target")
            .with("file", project.file())
            .with("detail", target.0.to_string())
    })
}

fn check_as_of(records: &Records, definitions: &Definitions) -> Result<(), WireError> {
    let dates = || records.orders.iter().map(|order| order.record.date);
    match (dates().min(), dates().max()) {
        (Some(first), Some(last)) if first > definitions.as_of => {
            Err(WireError::new("app.as_of_without_data")
                .with("date", definitions.as_of.to_string())
                .with("from", first.to_string())
                .with("to", last.to_string()))
        }
        _ => Ok(()),
    }
}

fn wire(error: AssessError) -> WireError {
    match error {
        AssessError::NoDates => WireError::new("app.nothing_to_assess"),
        AssessError::BadDefinition(name) => WireError::new("app.bad_definition").with("name", name),
    }
}

/// Every record of a target.
pub(crate) fn load(project: &Project, target: TargetId) -> Result<Records, WireError> {
    Ok(Records {
        customers: project.records(target)?,
        orders: project.records(target)?,
        contracts: project.records(target)?,
        receivables: project.records(target)?,
        complaints: project.records(target)?,
        tickets: project.records(target)?,
        surveys: project.records(target)?,
        feedback: project.records(target)?,
        referrals: project.records(target)?,
        reviews: project.records(target)?,
        contacts: project.records(target)?,
        campaigns: project.records(target)?,
        programme: project.records(target)?,
        training: project.records(target)?,
        industry: project.records(target)?,
        brand: project.records(target)?,
        quotes: project.records(target)?,
        questionnaire: project.records(target)?,
        control_totals: project.records(target)?,
    })
}
