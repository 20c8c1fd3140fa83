//! The open project and what was prepared from it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, MutexGuard, PoisonError};

use store::{AssessmentId, Project};

use crate::App;
use crate::wire::{FileId, ReportId, WireError};
use crate::work::{KeptRoster, LaidOut, Looked};

/// What changes while the program runs.
#[derive(Default)]
pub struct Session {
    open: Option<Open>,
    /// Files read for inspection, kept until imported or the project is closed.
    pub looked: BTreeMap<FileId, Arc<Looked>>,
    /// The customers of the target looked at last, as its records name them.
    pub roster: Option<KeptRoster>,
    reports: BTreeMap<ReportId, (AssessmentId, LaidOut)>,
    last_report: u64,
}

/// An open project.
pub struct Open {
    /// The project file.
    pub project: Project,
    /// Where it lies.
    pub path: PathBuf,
    /// A temporary copy of the embedded sample.
    pub sample: bool,
}

impl Session {
    /// Puts a project in place of the one open before.
    pub fn open(&mut self, open: Open) {
        self.close();
        self.open = Some(open);
    }

    /// Closes the project and forgets what was prepared from it.
    pub fn close(&mut self) {
        let last_report = self.last_report;
        *self = Self {
            last_report,
            ..Self::default()
        };
    }

    /// The open project, if there is one.
    pub fn current(&mut self) -> Option<&mut Open> {
        self.open.as_mut()
    }

    /// The open project.
    ///
    /// # Errors
    /// `app.no_project`.
    pub fn project(&mut self) -> Result<&mut Project, WireError> {
        match &mut self.open {
            Some(open) => Ok(&mut open.project),
            None => Err(WireError::new("app.no_project")),
        }
    }

    /// Keeps a report; older ones are forgotten, only two are kept for leafing back.
    pub fn keep_report(&mut self, assessment: AssessmentId, report: LaidOut) -> ReportId {
        self.last_report += 1;
        let id = ReportId(self.last_report);
        self.reports.insert(id, (assessment, report));
        while self.reports.len() > 2 {
            self.reports.pop_first();
        }
        id
    }

    /// A report kept, and the assessment it was made from.
    ///
    /// # Errors
    /// `app.no_report`.
    pub fn report(&self, id: ReportId) -> Result<(AssessmentId, &LaidOut), WireError> {
        let kept = self.reports.get(&id);
        let kept = kept.map(|(assessment, report)| (*assessment, report));
        kept.ok_or_else(|| WireError::new("app.no_report"))
    }
}

impl App {
    /// The session, for as short as possible.
    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
