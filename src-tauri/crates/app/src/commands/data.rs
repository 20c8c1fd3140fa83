//! Looking at files, fixing mappings, importing; sources and problems.

use std::collections::BTreeMap;

use records::SourceId;
use store::{Page, ProblemFilter, Project, TargetId};

use super::project::now;
use crate::App;
use crate::commands::ProgressSink;
use crate::session::Session;
use crate::wire::*;
use crate::work::{self, Chosen, Looked};

impl App {
    pub(super) fn inspect_files(
        &self,
        args: InspectArgs,
        sink: &dyn ProgressSink,
    ) -> Result<Vec<InspectedFile>, WireError> {
        let mut job = self.jobs.begin(args.job, sink);
        let mut inspected = Vec::new();
        for file in args.files {
            let path = self.files.path(file)?;
            let name = crate::files::name_of(&path);
            match work::look(&path, &self.config.reader, &mut job) {
                Ok(looked) => {
                    let mut session = self.session();
                    let project = session.project()?;
                    let earlier = project.source_by_hash(TargetId(args.target), &looked.sha256)?;
                    inspected.push(InspectedFile {
                        file,
                        name,
                        error: None,
                        imported_before: earlier.map(|source| source.about.file),
                        sheets: work::propose(&looked)?,
                    });
                    session.looked.insert(file, looked);
                }
                Err(error) if error.code == "app.cancelled" => return Err(error),
                Err(error) => inspected.push(InspectedFile {
                    file,
                    name,
                    error: Some(error),
                    imported_before: None,
                    sheets: Vec::new(),
                }),
            }
        }
        Ok(inspected)
    }

    pub(super) fn preview_mapping(
        &self,
        args: PreviewArgs,
        _: &dyn ProgressSink,
    ) -> Result<MappingPreview, WireError> {
        let session = self.session();
        let choice = &args.choice;
        let (looked, sheet) = looked_sheet(&session, choice)?;
        work::preview(sheet, &looked.name, &choice.mapping, args.remap)
    }

    pub(super) fn import_sheets(
        &self,
        args: ImportArgs,
        sink: &dyn ProgressSink,
    ) -> Result<Vec<SourceView>, WireError> {
        let mut job = self.jobs.begin(args.job, sink);
        let mut guard = self.session();
        let session = &mut *guard;
        // The files leave the session while the project is written, and return if that fails.
        let looked = std::mem::take(&mut session.looked);
        let target = TargetId(args.target);
        let outcome = chosen(&looked, &args.sheets).and_then(|chosen| {
            work::import_sheets(session.project()?, target, &chosen, now(), &mut job)
        });
        session.looked = looked;
        let imported = outcome?;
        for choice in &args.sheets {
            session.looked.remove(&choice.file);
        }
        work::source_views(session.project()?, target, &imported)
    }

    pub(super) fn sources(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<Vec<SourceView>, WireError> {
        let mut session = self.session();
        let project = session.project()?;
        let target = TargetId(args.target);
        let every: Vec<SourceId> = project.sources(target)?.iter().map(|one| one.id).collect();
        work::source_views(project, target, &every)
    }

    pub(super) fn remove_source(
        &self,
        args: SourceArgs,
        _: &dyn ProgressSink,
    ) -> Result<Nothing, WireError> {
        self.session()
            .project()?
            .remove_source(SourceId(args.source))?;
        Ok(Nothing {})
    }

    pub(super) fn problems(
        &self,
        args: ProblemsArgs,
        _: &dyn ProgressSink,
    ) -> Result<ProblemPage, WireError> {
        let mut session = self.session();
        problem_page(session.project()?, &args)
    }
}

fn problem_page(project: &Project, args: &ProblemsArgs) -> Result<ProblemPage, WireError> {
    let target = TargetId(args.target);
    let mut groups = Vec::new();
    for group in project.problem_counts(target)? {
        if let Some(example) = work::first_problem(project, target, group.code)? {
            groups.push(ProblemGroup {
                code: group.code,
                severity: group.severity,
                count: group.count,
                example: work::problem_view(&example),
            });
        }
    }
    let filter = ProblemFilter {
        code: args.code,
        ..ProblemFilter::default()
    };
    let page = Page {
        offset: u32::try_from(args.offset).unwrap_or(u32::MAX),
        limit: args.limit.min(500) as u32,
    };
    let found = project.problems(target, filter, page)?;
    let wanted = groups
        .iter()
        .filter(|group| args.code.is_none_or(|code| code == group.code));
    Ok(ProblemPage {
        total: wanted.map(|group| group.count).sum(),
        problems: found
            .iter()
            .map(|stored| work::problem_view(&stored.problem))
            .collect(),
        groups,
    })
}

fn looked_sheet<'a>(
    session: &'a Session,
    choice: &SheetChoice,
) -> Result<(&'a Looked, &'a import::Sheet), WireError> {
    sheet_of(&session.looked, choice)
}

fn sheet_of<'a>(
    looked: &'a BTreeMap<FileId, Looked>,
    choice: &SheetChoice,
) -> Result<(&'a Looked, &'a import::Sheet), WireError> {
    let unknown = || WireError::new("app.not_inspected").with("file", "");
    let file = looked.get(&choice.file).ok_or_else(unknown)?;
    let sheet = file
        .workbook
        .sheets
        .iter()
        .find(|sheet| sheet.index == choice.sheet && sheet.part == choice.part);
    Ok((file, sheet.ok_or_else(unknown)?))
}

/// The choices by file, in the order of the first sheet of each.
fn chosen<'a>(
    looked: &'a BTreeMap<FileId, Looked>,
    choices: &[SheetChoice],
) -> Result<Vec<Chosen<'a>>, WireError> {
    let mut files: Vec<(FileId, Chosen<'a>)> = Vec::new();
    let mut any = false;
    for choice in choices {
        let (file, sheet) = sheet_of(looked, choice)?;
        let mapping = work::checked_mapping(sheet, &file.name, &choice.mapping)?;
        any |= mapping.is_some();
        match files.iter_mut().find(|(id, _)| *id == choice.file) {
            Some((_, chosen)) => chosen.sheets.push((sheet, mapping)),
            None => files.push((
                choice.file,
                Chosen {
                    looked: file,
                    sheets: vec![(sheet, mapping)],
                },
            )),
        }
    }
    if !any {
        return Err(WireError::new("app.nothing_to_import"));
    }
    Ok(files.into_iter().map(|(_, chosen)| chosen).collect())
}
