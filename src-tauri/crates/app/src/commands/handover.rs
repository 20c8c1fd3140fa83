//! Where the data come from, and how they go again.

use store::TargetId;

use super::project::now;
use crate::App;
use crate::commands::ProgressSink;
use crate::error::io_error;
use crate::wire::*;
use crate::work::provenance;

impl App {
    pub(super) fn provenance(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProvenanceView, WireError> {
        let mut session = self.session();
        let history = provenance::history(session.project()?, TargetId(args.target))?;
        Ok(ProvenanceView { history })
    }

    pub(super) fn state_provenance(
        &self,
        args: ProvenanceArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProvenanceView, WireError> {
        let mut session = self.session();
        let target = TargetId(args.target);
        provenance::state(session.project()?, target, args.statement, now())
    }

    pub(super) fn delete_project(
        &self,
        _: Nothing,
        _: &dyn ProgressSink,
    ) -> Result<Nothing, WireError> {
        let mut session = self.session();
        let Some(open) = session.current() else {
            return Err(WireError::new("app.no_project"));
        };
        let path = open.path.clone();
        // Some systems do not delete a file that is open.
        session.close();
        let name = crate::files::name_of(&path);
        std::fs::remove_file(&path).map_err(|error| io_error(&error, &name))?;
        // Left only by a program that was killed while it wrote; it holds pages of the project.
        let journal = path.with_file_name(format!("{name}-journal"));
        let _ = std::fs::remove_file(journal);
        self.memory.forget(&path);
        Ok(Nothing {})
    }
}
