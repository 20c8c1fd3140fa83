//! Looking at files, fixing mappings, importing; sources and problems.

use std::collections::BTreeMap;
use std::sync::Arc;

use records::SourceId;
use store::{Page, ProblemFilter, Project, Source, TargetId};

use super::project::now;
use crate::App;
use crate::commands::ProgressSink;
use crate::jobs::Job;
use crate::wire::*;
use crate::work::templates::Template;
use crate::work::{self, Beside, Chosen, Looked, Reading};

impl App {
    pub(super) fn inspect_files(
        &self,
        args: InspectArgs,
        sink: &dyn ProgressSink,
    ) -> Result<Vec<InspectedFile>, WireError> {
        let mut job = self.jobs.begin(args.job, sink);
        let templates = self.shelf.all();
        let reading = Reading {
            reader: &self.config.reader,
            password: args.password.as_deref(),
            templates: &templates,
            year: None,
        };
        let mut inspected = Vec::new();
        for file in args.files {
            let path = self.files.path(file)?;
            match work::look(&path, reading, &mut job) {
                Ok(looked) => {
                    let mut session = self.session();
                    let known = session.project()?.sources(TargetId(args.target))?;
                    inspected.push(seen(file, &looked, &known));
                    session.looked.insert(file, Arc::new(looked));
                }
                Err(error) if error.code == "app.cancelled" => return Err(error),
                Err(error) => inspected.push(InspectedFile {
                    file,
                    name: crate::files::name_of(&path),
                    error: Some(error),
                    imported_before: None,
                    earlier: None,
                    sheets: Vec::new(),
                }),
            }
        }
        let looked = self.session().looked.clone();
        let target = TargetId(args.target);
        self.with_tables(&mut inspected, &looked, target, Some(&mut job))?;
        Ok(inspected)
    }

    /// What files read before are, now that others came or went: a table may have found the one that
    /// completes it. Files that are not named count as gone.
    pub(super) fn propose_again(
        &self,
        args: ProposeArgs,
        _: &dyn ProgressSink,
    ) -> Result<Vec<InspectedFile>, WireError> {
        let mut session = self.session();
        let known = session.project()?.sources(TargetId(args.target))?;
        let mut looked = session.looked.clone();
        drop(session);
        looked.retain(|file, _| args.files.contains(file));
        let files = looked.iter();
        let mut inspected: Vec<_> = files.map(|(file, one)| seen(*file, one, &known)).collect();
        self.with_tables(&mut inspected, &looked, TargetId(args.target), None)?;
        Ok(inspected)
    }

    /// Proposes the tables of files that were looked at, beside one another: the lines of orders may
    /// stand in another file than the orders.
    fn with_tables(
        &self,
        inspected: &mut [InspectedFile],
        looked: &BTreeMap<FileId, Arc<Looked>>,
        target: TargetId,
        job: Option<&mut Job<'_>>,
    ) -> Result<(), WireError> {
        let templates = self.shelf.all();
        let files = looked.values().map(Arc::as_ref);
        let beside = match job {
            Some(job) => Beside::watched(files, now(), job)?,
            None => Beside::of(files, now())?,
        };
        for file in inspected.iter_mut().filter(|file| file.error.is_none()) {
            let sheets = looked.get(&file.file).map(|one| &one.workbook.sheets);
            let places = sheets.into_iter().flatten();
            let places = places.filter_map(|sheet| beside.position(sheet));
            file.sheets = places
                .map(|at| {
                    let mut sheet = work::propose(&beside, at, &templates)?;
                    if sheet.join.is_none() {
                        let mut session = self.session();
                        let project = session.project()?;
                        let (table, guess) = (beside.tables[at], beside.guess(at));
                        sheet.counterpart = work::counterpart(project, target, table, guess)?;
                    }
                    Ok(sheet)
                })
                .collect::<Result<_, WireError>>()?;
        }
        Ok(())
    }

    pub(super) fn preview_mapping(
        &self,
        args: PreviewArgs,
        _: &dyn ProgressSink,
    ) -> Result<MappingPreview, WireError> {
        let choice = &args.choice;
        let looked = self.looked(choice.file)?;
        let sheet = sheet_of(&looked, choice.sheet, choice.part)?;
        let others = self.session().looked.clone();
        let beside = Beside::of(others.values().map(Arc::as_ref), now())?;
        let at = beside.position(sheet).ok_or_else(not_inspected)?;
        work::preview(&beside, at, &choice.mapping, args.remap)
    }

    pub(super) fn import_sheets(
        &self,
        args: ImportArgs,
        sink: &dyn ProgressSink,
    ) -> Result<Vec<SourceView>, WireError> {
        let mut job = self.jobs.begin(args.job, sink);
        let mut session = self.session();
        // Shared, so that the session is free for the project while the files are read from.
        let looked = session.looked.clone();
        let target = TargetId(args.target);
        let chosen = chosen(&looked, &args)?;
        let imported = work::import_sheets(session.project()?, target, &chosen, now(), &mut job)?;
        for choice in &args.sheets {
            session.looked.remove(&choice.file);
        }
        let sample = session.current().is_some_and(|open| open.sample);
        let views = work::source_views(session.project()?, target, &imported)?;
        drop(session);
        if !sample {
            let mappings = args.sheets.iter().map(|choice| &choice.mapping);
            let confirmed = mappings.filter_map(|mapping| Template::of(mapping, now()));
            self.shelf.remember(confirmed.collect());
        }
        Ok(views)
    }

    /// A file that was inspected.
    pub(super) fn looked(&self, file: FileId) -> Result<Arc<Looked>, WireError> {
        let found = self.session().looked.get(&file).cloned();
        found.ok_or_else(not_inspected)
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

/// The name under which the same content was imported.
fn same_content(known: &[Source], looked: &Looked) -> Option<String> {
    let same = known
        .iter()
        .rev()
        .find(|one| one.about.sha256 == looked.sha256);
    same.map(|source| source.about.file.clone())
}

/// A file that was read, its sheets still to be proposed.
fn seen(file: FileId, looked: &Looked, known: &[Source]) -> InspectedFile {
    InspectedFile {
        file,
        name: looked.name.clone(),
        error: None,
        imported_before: same_content(known, looked),
        earlier: earlier_version(known, looked),
        sheets: Vec::new(),
    }
}

/// The latest source of the same content, else of the same name.
fn earlier_version(known: &[Source], looked: &Looked) -> Option<EarlierFile> {
    let same = |one: &&Source| one.about.sha256 == looked.sha256;
    let named = |one: &&Source| one.about.file == looked.name;
    let latest = || known.iter().rev();
    let earlier = latest().find(same).or_else(|| latest().find(named))?;
    Some(EarlierFile {
        source: earlier.id.0,
        imported_at: earlier.about.imported_at,
        accepted: earlier
            .sheets
            .iter()
            .map(|sheet| sheet.tally.accepted)
            .sum(),
    })
}

fn not_inspected() -> WireError {
    WireError::new("app.not_inspected").with("file", "")
}

/// A table on a sheet of a file that was inspected.
pub(super) fn sheet_of(
    looked: &Looked,
    sheet: u32,
    part: u32,
) -> Result<&import::Sheet, WireError> {
    let sheets = &looked.workbook.sheets;
    let found = sheets
        .iter()
        .find(|one| one.index == sheet && one.part == part);
    found.ok_or_else(not_inspected)
}

/// The choices by file, in the order of the first sheet of each.
fn chosen<'a>(
    looked: &'a BTreeMap<FileId, Arc<Looked>>,
    args: &ImportArgs,
) -> Result<Vec<Chosen<'a>>, WireError> {
    let mut files: Vec<(FileId, Chosen<'a>)> = Vec::new();
    let mut any = false;
    for choice in &args.sheets {
        let file = looked.get(&choice.file).ok_or_else(not_inspected)?;
        let sheet = sheet_of(file, choice.sheet, choice.part)?;
        let mapping = work::mapping_of(sheet, &choice.mapping);
        any |= mapping.is_some();
        match files.iter_mut().find(|(id, _)| *id == choice.file) {
            Some((_, chosen)) => chosen.sheets.push((sheet, mapping)),
            None => files.push((
                choice.file,
                Chosen {
                    looked: file,
                    sheets: vec![(sheet, mapping)],
                    replaces: replaced(args, choice.file),
                },
            )),
        }
    }
    if !any {
        return Err(WireError::new("app.nothing_to_import"));
    }
    let files: Vec<_> = files.into_iter().map(|(_, chosen)| chosen).collect();
    work::check_required(&files)?;
    Ok(files)
}

fn replaced(args: &ImportArgs, file: FileId) -> Option<SourceId> {
    let mut wanted = args.replace.iter().filter(|one| one.file == file);
    wanted.next().map(|one| SourceId(one.source))
}
