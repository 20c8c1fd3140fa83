//! The questions of a framework and what was answered.

use assess::Framework;
use records::{Answer, Questionnaire};
use store::{Project, TargetId};

use crate::wire::{QuestionView, WireError};

/// The answers given in the project, and those of imported questionnaire tables.
///
/// # Errors
/// `store.*`.
pub fn answers_in_force(
    project: &Project,
    target: TargetId,
    framework: &Framework,
) -> Result<Vec<Answer>, WireError> {
    let rows = project.records::<Questionnaire>(target)?;
    let given = project.answers(target, &framework.id)?;
    Ok(assess::answers_in_force(
        rows.iter().map(|row| &row.record),
        framework,
        &given,
    ))
}

/// Every question in the framework's order, with its answer.
///
/// # Errors
/// `store.*`.
pub fn questions(
    project: &Project,
    target: TargetId,
    framework: &Framework,
) -> Result<Vec<QuestionView>, WireError> {
    let answers = answers_in_force(project, target, framework)?;
    let mut views = Vec::new();
    for (number, dimension) in (1..).zip(&framework.dimensions) {
        for item in &dimension.items {
            for question in &item.questions {
                views.push(QuestionView {
                    id: question.id.clone(),
                    dimension: number,
                    dimension_name: dimension.name.clone(),
                    item_name: item.name.clone(),
                    text: question.text.clone(),
                    evidence_wanted: question.evidence.clone(),
                    answer: answers
                        .iter()
                        .find(|one| one.question == question.id)
                        .cloned(),
                });
            }
        }
    }
    Ok(views)
}
