//! Definitions, questionnaire, assessment and the rows behind its figures.

use assess::{Definitions, RowSet};
use records::{Answer, RowRef};
use store::TargetId;

use super::project::now;
use crate::App;
use crate::commands::ProgressSink;
use crate::wire::*;
use crate::work::{self, rows_page};

impl App {
    pub(super) fn frameworks(
        &self,
        _: Nothing,
        _: &dyn ProgressSink,
    ) -> Result<Vec<FrameworkView>, WireError> {
        work::frameworks()
    }

    pub(super) fn definitions(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<Definitions, WireError> {
        work::definitions(self.session().project()?, TargetId(args.target))
    }

    pub(super) fn define(
        &self,
        args: DefineArgs,
        _: &dyn ProgressSink,
    ) -> Result<Definitions, WireError> {
        let mut session = self.session();
        let project = session.project()?;
        let target = TargetId(args.target);
        work::define(project, target, &args.definitions, now())?;
        work::definitions(project, target)
    }

    pub(super) fn assess(
        &self,
        args: AssessArgs,
        sink: &dyn ProgressSink,
    ) -> Result<AssessmentView, WireError> {
        let mut job = self.jobs.begin(args.job, sink);
        let framework = work::framework(&args.framework)?;
        let mut session = self.session();
        let project = session.project()?;
        let target = TargetId(args.target);
        let assessment = work::evaluate(project, target, &framework, &mut job)?;
        let id = work::keep(project, target, &assessment, now())?;
        Ok(AssessmentView {
            id: id.0,
            decisions_since: 0,
            assessment,
        })
    }

    pub(super) fn latest_assessment(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<Option<AssessmentView>, WireError> {
        let mut session = self.session();
        let project = session.project()?;
        let latest = project.assessments(TargetId(args.target))?.pop();
        latest
            .map(|entry| {
                let assessment = work::kept(project, entry.id)?;
                Ok(AssessmentView {
                    id: entry.id.0,
                    decisions_since: work::decisions_since(project, &entry)?,
                    assessment,
                })
            })
            .transpose()
    }

    pub(super) fn rows(&self, args: RowsArgs, _: &dyn ProgressSink) -> Result<RowPage, WireError> {
        let mut session = self.session();
        let project = session.project()?;
        let wanted = places(&args.set, args.offset, args.limit);
        rows_page(project, TargetId(args.target), &args.set, &wanted)
    }

    pub(super) fn questions(
        &self,
        args: QuestionsArgs,
        _: &dyn ProgressSink,
    ) -> Result<Vec<QuestionView>, WireError> {
        let framework = work::framework(&args.framework)?;
        work::questions(self.session().project()?, TargetId(args.target), &framework)
    }

    pub(super) fn answer_question(
        &self,
        args: AnswerArgs,
        _: &dyn ProgressSink,
    ) -> Result<Nothing, WireError> {
        let mut session = self.session();
        let project = session.project()?;
        let target = TargetId(args.target);
        match args.choice {
            Some(choice) => {
                let answer = Answer {
                    question: args.question,
                    choice,
                    evidence: args.evidence,
                    remark: args.remark,
                };
                project.set_answer(target, &args.framework, &answer)?;
            }
            None => project.clear_answer(target, &args.framework, &args.question)?,
        }
        Ok(Nothing {})
    }
}

/// The places of a page of a row set.
fn places(set: &RowSet, offset: u64, limit: u64) -> Vec<RowRef> {
    let every = set.ranges.iter().flat_map(|range| {
        (range.first.row..=range.last_row).map(|row| RowRef { row, ..range.first })
    });
    every
        .skip(offset as usize)
        .take(limit.min(500) as usize)
        .collect()
}
