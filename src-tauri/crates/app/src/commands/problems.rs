//! Problems by kind, and rejected rows on their way out.

use store::TargetId;

use super::project::with_extension;
use crate::App;
use crate::catalogues::catalogue;
use crate::commands::ProgressSink;
use crate::wire::*;
use crate::work::{self, write_file};

impl App {
    pub(super) fn problem_overview(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProblemOverview, WireError> {
        work::problem_overview(self.session().project()?, TargetId(args.target))
    }

    pub(super) fn save_rejected(
        &self,
        args: SaveRejectedArgs,
        _: &dyn ProgressSink,
    ) -> Result<PickedFile, WireError> {
        let path = with_extension(&self.files.path(args.file)?, "xlsx");
        let texts = catalogue(args.lang);
        let target = TargetId(args.target);
        let sheets = work::rejected_of_project(self.session().project()?, target, texts)?;
        let (bytes, _) = work::rejected_workbook(&sheets, texts)?;
        write_file(&path, &bytes)?;
        Ok(self.files.register(&path))
    }
}
