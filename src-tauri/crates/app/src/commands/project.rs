//! Opening, creating and closing projects; their targets.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use store::{Project, TargetId};

use crate::App;
use crate::catalogues::catalogue;
use crate::commands::ProgressSink;
use crate::files::name_of;
use crate::session::Open;
use crate::wire::*;
use crate::work;

/// Seconds since 1970-01-01 UTC: the only place of the crate that asks the clock.
pub(super) fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_secs() as i64)
}

impl App {
    pub(super) fn open_project(
        &self,
        args: FileArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProjectView, WireError> {
        let path = self.files.path(args.file)?;
        let project = Project::open(&path)?;
        self.enter(project, &path, false)
    }

    pub(super) fn create_project(
        &self,
        args: CreateProjectArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProjectView, WireError> {
        let target = named(&args.target)?;
        let path = with_extension(&self.files.path(args.file)?, "clientele");
        let mut project = Project::create(&path)?;
        project.add_target(target)?;
        self.enter(project, &path, false)
    }

    pub(super) fn open_sample(
        &self,
        args: JobArgs,
        sink: &dyn ProgressSink,
    ) -> Result<ProjectView, WireError> {
        let mut job = self.jobs.begin(args.job, sink);
        self.session().close();
        let folder = self.config.data_folder.join("sample");
        let files = work::unpack_sample(&folder)?;
        let path = folder.join("sample.clientele");
        if path.exists() {
            std::fs::remove_file(&path)
                .map_err(|error| crate::error::io_error(&error, "sample.clientele"))?;
        }
        let mut project = Project::create(&path)?;
        let name = catalogue(self.memory.settings().lang).text("app.sample_target");
        let target = project.add_target(&name)?;
        work::import_files(
            &mut project,
            target,
            &files,
            &self.config.reader,
            now(),
            &mut job,
        )?;
        // Whoever looks at the sample wants to see what an assessment is.
        let framework = work::framework("loyalty-20")?;
        let assessment = work::evaluate(&project, target, &framework, &mut job)?;
        work::keep(&mut project, target, &assessment, now())?;
        self.enter(project, &path, true)
    }

    pub(super) fn project(
        &self,
        _: Nothing,
        _: &dyn ProgressSink,
    ) -> Result<Option<ProjectView>, WireError> {
        self.session().current().map(view).transpose()
    }

    pub(super) fn close_project(
        &self,
        _: Nothing,
        _: &dyn ProgressSink,
    ) -> Result<Nothing, WireError> {
        self.session().close();
        Ok(Nothing {})
    }

    pub(super) fn add_target(
        &self,
        args: NameArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProjectView, WireError> {
        let name = named(&args.name)?;
        self.changed(|project| Ok(project.add_target(name).map(drop)?))
    }

    pub(super) fn rename_target(
        &self,
        args: RenameTargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProjectView, WireError> {
        let name = named(&args.name)?;
        self.changed(|project| Ok(project.rename_target(TargetId(args.target), name)?))
    }

    pub(super) fn remove_target(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProjectView, WireError> {
        let target = TargetId(args.target);
        self.changed(|project| {
            project.remove_target(target)?;
            work::provenance::forget(project, target)
        })
    }

    fn changed(
        &self,
        change: impl FnOnce(&mut Project) -> Result<(), WireError>,
    ) -> Result<ProjectView, WireError> {
        let mut session = self.session();
        change(session.project()?)?;
        match session.current() {
            Some(open) => view(open),
            None => Err(WireError::new("app.no_project")),
        }
    }

    fn enter(&self, project: Project, path: &Path, sample: bool) -> Result<ProjectView, WireError> {
        let mut open = Open {
            project,
            path: path.to_path_buf(),
            sample,
        };
        let shown = view(&mut open)?;
        self.session().open(open);
        if !sample {
            self.memory.opened(path, now());
        }
        Ok(shown)
    }
}

/// What the window shows of a project.
fn view(open: &mut Open) -> Result<ProjectView, WireError> {
    let project = &open.project;
    let targets = project.targets()?.into_iter().map(|target| {
        let problems = project.problem_counts(target.id)?;
        Ok(TargetView {
            id: target.id.0,
            name: target.name,
            sources: project.sources(target.id)?.len() as u64,
            tables: project.counts(target.id)?.into_iter().collect(),
            problems: problems.iter().map(|group| group.count).sum(),
        })
    });
    let targets = targets.collect::<Result<_, WireError>>()?;
    let name = open
        .path
        .file_stem()
        .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    Ok(ProjectView {
        name,
        sample: open.sample,
        targets,
    })
}

fn named(name: &str) -> Result<&str, WireError> {
    match name.trim() {
        "" => Err(WireError::new("app.empty_name")),
        name => Ok(name),
    }
}

/// The path with the extension that files of its kind have.
pub(super) fn with_extension(path: &Path, extension: &str) -> std::path::PathBuf {
    let has = path
        .extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(extension));
    if has {
        path.to_path_buf()
    } else {
        path.with_file_name(format!("{}.{extension}", name_of(path)))
    }
}
