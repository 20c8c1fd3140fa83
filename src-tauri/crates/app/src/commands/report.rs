//! Laying out, leafing through and saving the report.

use store::AssessmentId;

use super::project::{now, with_extension};
use crate::App;
use crate::commands::ProgressSink;
use crate::wire::*;
use crate::work::{self, Edition, LaidOut, write_file};

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
        };
        let mut session = self.session();
        let project = session.project()?;
        let id = AssessmentId(args.assessment);
        let (entry, _) = project.assessment(id)?;
        let assessment = work::kept(project, id)?;
        let report = work::lay_out(project, entry.target, assessment, edition, &mut job)?;
        let (pages, outline) = (report.pages() as u32, report.outline());
        Ok(ReportView {
            report: session.keep_report(report),
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
        let page = session.report(args.report)?.svg(args.page as usize)?;
        page.ok_or_else(|| WireError::new("app.no_report"))
    }

    pub(super) fn save_report(
        &self,
        args: SaveArgs,
        _: &dyn ProgressSink,
    ) -> Result<PickedFile, WireError> {
        self.save(&args, "pdf", LaidOut::pdf)
    }

    pub(super) fn save_workpapers(
        &self,
        args: SaveArgs,
        _: &dyn ProgressSink,
    ) -> Result<PickedFile, WireError> {
        self.save(&args, "xlsx", LaidOut::workpapers)
    }

    fn save(
        &self,
        args: &SaveArgs,
        extension: &str,
        make: impl FnOnce(&LaidOut) -> Result<Vec<u8>, WireError>,
    ) -> Result<PickedFile, WireError> {
        let path = with_extension(&self.files.path(args.file)?, extension);
        let bytes = make(self.session().report(args.report)?)?;
        write_file(&path, &bytes)?;
        Ok(self.files.register(&path))
    }
}
