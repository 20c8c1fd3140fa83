//! Laying out, leafing through and saving the report.

use store::AssessmentId;

use super::project::{now, with_extension};
use crate::App;
use crate::commands::ProgressSink;
use crate::wire::*;
use crate::work::{self, Edition, write_file};

impl App {
    pub(super) fn lay_out_report(
        &self,
        args: ReportArgs,
        sink: &dyn ProgressSink,
    ) -> Result<ReportView, WireError> {
        let mut job = self.jobs.begin(args.job, sink);
        let edition = Edition {
            lang: args.lang,
            redaction: args.redaction,
            client: args.client,
            issuer: self.memory.settings().issuer,
            date: work::civil_date(now()),
            handover: None,
        };
        let mut session = self.session();
        let project = session.project()?;
        let id = AssessmentId(args.assessment);
        let (entry, _) = project.assessment(id)?;
        let assessment = work::kept(project, id)?;
        let report = work::lay_out(project, entry.target, assessment, edition, &mut job)?;
        let (pages, outline) = (report.pages() as u32, report.outline());
        Ok(ReportView {
            report: session.keep_report(id, report),
            pages,
            outline,
        })
    }

    pub(super) fn report_page(
        &self,
        args: PageArgs,
        _: &dyn ProgressSink,
    ) -> Result<String, WireError> {
        let session = self.session();
        let (_, report) = session.report(args.report)?;
        report
            .svg(args.page as usize)?
            .ok_or_else(|| WireError::new("app.no_report"))
    }

    pub(super) fn save_report(
        &self,
        args: SaveArgs,
        _: &dyn ProgressSink,
    ) -> Result<PickedFile, WireError> {
        let path = with_extension(&self.files.path(args.file)?, "pdf");
        let mut session = self.session();
        let (assessment, report) = session.report(args.report)?;
        let (bytes, edition) = (report.pdf()?, report.edition().clone());
        write_file(&path, &bytes)?;
        // The project remembers its reports, so that each can be verified later.
        work::register_report(session.project()?, assessment, &edition, &bytes)?;
        Ok(self.files.register(&path))
    }

    pub(super) fn save_workpapers(
        &self,
        args: SaveArgs,
        _: &dyn ProgressSink,
    ) -> Result<PickedFile, WireError> {
        let path = with_extension(&self.files.path(args.file)?, "xlsx");
        let bytes = self.session().report(args.report)?.1.workpapers()?;
        write_file(&path, &bytes)?;
        Ok(self.files.register(&path))
    }
}
