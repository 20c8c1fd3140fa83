//! Taking sheets into the project: all of an import in one transaction.

use std::path::{Path, PathBuf};

use import::{Joins, Layout, Mapping, Origin, Sheet, Table, Watch};
use records::{Problem, ProblemCode, Severity, SourceId};
use store::{Import, NewSheet, NewSource, Page, ProblemFilter, Project, TargetId};

use crate::error::io_error;
use crate::jobs::Job;
use crate::wire::{JoinView, MappingView, ProblemView, Tally, WireError, YearSource};
use crate::work::fields;
use crate::work::look::{Looked, Reading, look, or_cancelled};
use crate::work::proposal::{dictionary, mapping_of, problem_view};
use crate::work::publication::day_of;
use crate::work::templates;
use crate::work::together::{Beside, join_view};
use crate::work::transfer::Transfer;

/// A sheet of a file that was read, and how it becomes records; `None` leaves it out.
pub struct Chosen<'a> {
    /// The file.
    pub looked: &'a Looked,
    /// The sheets with their mapping.
    pub sheets: Vec<(&'a Sheet, Option<Mapping>)>,
    /// The earlier source whose place the file takes.
    pub replaces: Option<SourceId>,
}

/// What an import brought.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// Files taken in.
    pub sources: Vec<SourceId>,
    /// Files left out, with the reason.
    pub left_out: Vec<(String, WireError)>,
    /// Tables that were joined.
    pub joins: Vec<JoinView>,
}

/// Takes files in as they are recognised, without asking anybody. A file that cannot be read is
/// left out with its error kept as a problem of the project.
///
/// # Errors
/// `store.*`, `app.cancelled`; `app.nothing_to_import` when no sheet of any file is recognised.
pub fn import_files<'r>(
    project: &mut Project,
    target: TargetId,
    paths: &[PathBuf],
    reading: impl Into<Reading<'r>>,
    now: i64,
    job: &mut Job<'_>,
) -> Result<Imported, WireError> {
    let reading = reading.into();
    let mut looked = Vec::new();
    let mut left_out = Vec::new();
    for path in paths {
        match look(path, reading, job) {
            Ok(file) => looked.push(file),
            Err(error) if error.code == "app.cancelled" => return Err(error),
            Err(error) => left_out.push((crate::files::name_of(path), error)),
        }
    }
    let chosen = as_proposed(&looked, reading, now, job)?;
    let any = chosen
        .iter()
        .any(|file| file.sheets.iter().any(|(_, mapping)| mapping.is_some()));
    match left_out.first() {
        _ if any => {}
        Some((_, error)) if looked.is_empty() => return Err(error.clone()),
        _ => return Err(WireError::new("app.nothing_to_import")),
    }
    let (sources, joins) = import_joined(project, target, &chosen, now, job)?;
    Ok(Imported {
        sources,
        left_out,
        joins,
    })
}

/// Every table with the mapping that a window would propose; those of hidden sheets are left out.
fn as_proposed<'l>(
    looked: &'l [Looked],
    reading: Reading<'_>,
    now: i64,
    job: &mut Job<'_>,
) -> Result<Vec<Chosen<'l>>, WireError> {
    let beside = Beside::watched(looked, now, job)?;
    let mut guesses = beside.guesses.iter();
    let files = looked.iter().map(|file| {
        let sheets = file.workbook.sheets.iter().zip(guesses.by_ref());
        let sheets = sheets.map(|(sheet, guess)| {
            if sheet.hidden {
                return Ok((sheet, None));
            }
            let kept = reading.templates;
            let (mut view, _) = templates::remembered(sheet, &file.name, guess, kept)?;
            state_year(&mut view, reading.year);
            Ok((sheet, mapping_of(sheet, &view)))
        });
        Ok(Chosen {
            looked: file,
            sheets: sheets.collect::<Result<_, WireError>>()?,
            replaces: None,
        })
    });
    files.collect()
}

/// Months without a year are of the year stated. The year of an earlier import is a proposal for
/// somebody who looks; where nobody does, it is none.
pub fn state_year(view: &mut MappingView, stated: Option<i16>) {
    let Some(periods) = view.periods.as_mut().filter(|periods| periods.asks_year) else {
        return;
    };
    if stated.is_some() {
        (periods.year, periods.year_from) = (stated, None);
    } else if periods.year_from == Some(YearSource::Template) {
        (periods.year, periods.year_from) = (None, None);
    }
}

/// The tables of an import and what they have to do with one another.
struct Together<'a> {
    tables: Vec<Table<'a>>,
    joins: Joins,
    /// The table whose turn it is.
    next: usize,
}

impl<'a> Together<'a> {
    /// The tables that are taken in, in the order of the files.
    fn of(files: &'a [Chosen<'_>], watch: &Watch<'_>) -> Self {
        let sheets = files.iter().flat_map(|file| &file.sheets);
        let tables = sheets.filter_map(|(sheet, mapping)| {
            let mapping = mapping.as_ref()?;
            Some(Table { sheet, mapping })
        });
        let tables: Vec<_> = tables.collect();
        Self {
            joins: Joins::find_watched(&tables, watch),
            tables,
            next: 0,
        }
    }

    fn views(&self, files: &[Chosen<'_>]) -> Vec<JoinView> {
        let named = files.iter().flat_map(|file| {
            let taken = file.sheets.iter().filter(|(_, mapping)| mapping.is_some());
            taken.map(|(sheet, _)| (*sheet, file.looked.name.as_str()))
        });
        let named: Vec<_> = named.collect();
        let pairs = self.joins.pairs().iter();
        pairs.map(|pair| join_view(pair, &named)).collect()
    }
}

/// Finds what the tables have to do with one another; in long ones that takes a while.
fn together<'a>(files: &'a [Chosen<'_>], job: &mut Job<'_>) -> Result<Together<'a>, WireError> {
    let mut ask = || job.step("recognising", "", 0.0, 0.0);
    let watch = Watch::new(&mut ask);
    let together = Together::of(files, &watch);
    if watch.is_stopped() {
        return Err(WireError::new("app.cancelled"));
    }
    Ok(together)
}

/// Takes sheets in, all or nothing. A file imported before (same SHA-256) gets a problem that says
/// so.
///
/// # Errors
/// `store.*`, `app.cancelled`.
pub fn import_sheets(
    project: &mut Project,
    target: TargetId,
    files: &[Chosen<'_>],
    now: i64,
    job: &mut Job<'_>,
) -> Result<Vec<SourceId>, WireError> {
    Ok(import_joined(project, target, files, now, job)?.0)
}

fn import_joined(
    project: &mut Project,
    target: TargetId,
    files: &[Chosen<'_>],
    now: i64,
    job: &mut Job<'_>,
) -> Result<(Vec<SourceId>, Vec<JoinView>), WireError> {
    let mut twice = Vec::new();
    for file in files {
        let same = project.source_by_hash(target, &file.looked.sha256)?;
        let same = same.filter(|one| Some(one.id) != file.replaces);
        twice.push(same.map(|one| one.about.file));
    }
    let mut together = together(files, job)?;
    let mut import = project.begin_import(target)?;
    let mut sources = Vec::new();
    for (file, twice) in files.iter().zip(twice) {
        let source = take_file(&mut import, file, &mut together, twice, now, job)?;
        sources.push(source);
    }
    let mut ask = || job.step("storing", "", 1.0, 1.0);
    or_cancelled(import.clear_replaced(&mut ask)?)?;
    import.commit()?;
    Ok((sources, together.views(files)))
}

fn take_file(
    import: &mut Import<'_>,
    file: &Chosen<'_>,
    together: &mut Together<'_>,
    twice: Option<String>,
    now: i64,
    job: &mut Job<'_>,
) -> Result<SourceId, WireError> {
    let looked = file.looked;
    let source = NewSource {
        file: looked.name.clone(),
        sha256: looked.sha256.clone(),
        bytes: looked.bytes,
        imported_at: now,
        format: format_id(looked),
    };
    let id = match file.replaces {
        // The id stays, so that decisions about the file keep their meaning.
        Some(earlier) => {
            import.replace_source(earlier, &source)?;
            earlier
        }
        None => import.add_source(&source)?,
    };
    import.add_problems(Some(id), &looked.workbook.problems)?;
    if let Some(earlier) = twice {
        import.add_problems(Some(id), &[imported_twice(&looked.name, &earlier)])?;
    }
    for (sheet, mapping) in &file.sheets {
        match mapping {
            Some(mapping) => {
                take_sheet(import, (id, looked), (sheet, mapping), together, now, job)?
            }
            None => leave_sheet(import, id, looked, sheet)?,
        }
    }
    Ok(id)
}

fn take_sheet(
    import: &mut Import<'_>,
    (id, looked): (SourceId, &Looked),
    (sheet, mapping): (&Sheet, &Mapping),
    together: &mut Together<'_>,
    now: i64,
    job: &mut Job<'_>,
) -> Result<(), WireError> {
    let subject = format!("{} · {}", looked.name, sheet.name);
    or_cancelled(job.step("converting", &subject, 0.0, sheet.rows.len() as f64))?;
    let transfer = Transfer {
        tables: &together.tables,
        joins: &together.joins,
        at: together.next,
        origin: Origin {
            source: id,
            file: &looked.name,
            today: day_of(now),
        },
        subject: &subject,
    };
    let (problems, counted) = transfer.run(import, job)?;
    together.next += 1;
    import.add_problems(Some(id), &problems)?;
    let tally = tally(&counted);
    Ok(import.add_sheet(id, &stored_sheet(sheet, Some(mapping), tally))?)
}

/// A sheet that is not imported still stands in the list of what was looked at.
fn leave_sheet(
    import: &mut Import<'_>,
    id: SourceId,
    looked: &Looked,
    sheet: &Sheet,
) -> Result<(), WireError> {
    let guess = import::recognise(sheet, &looked.name, dictionary()?);
    let lines = import::lines_of_orders(sheet, &looked.name, dictionary()?, &guess);
    let found = match guess.problem {
        _ if sheet.hidden => Some((ProblemCode::HiddenSheet, Severity::Info)),
        _ if lines.is_some() => Some((ProblemCode::LinesWithoutOrders, Severity::Warning)),
        problem => problem.map(|code| (code, Severity::Warning)),
    };
    if let Some((code, severity)) = found {
        let place = records::Place {
            file: looked.name.clone(),
            sheet: Some(sheet.name.clone()),
            ..records::Place::default()
        };
        let problem = Problem::new(code, severity, place).with("sheet", sheet.name.clone());
        import.add_problems(Some(id), &[problem])?;
    }
    let tally = Tally {
        outside: sheet.rows.len() as u64,
        ..Tally::default()
    };
    Ok(import.add_sheet(id, &stored_sheet(sheet, None, tally))?)
}

fn stored_sheet(sheet: &Sheet, mapping: Option<&Mapping>, tally: Tally) -> NewSheet {
    NewSheet {
        sheet: sheet.index,
        part: sheet.part,
        name: sheet.name.clone(),
        kind: mapping.map(|mapping| mapping.kind),
        mapping: mapping
            .and_then(|m| serde_json::to_string(m).ok())
            .unwrap_or_default(),
        tally: store::Tally {
            read: tally.read,
            accepted: tally.accepted,
            rejected: tally.rejected,
            blank: tally.blank,
            footer: tally.footer,
            cancelled: tally.cancelled,
            joined: tally.joined,
            example: tally.example,
            outside: tally.outside,
        },
    }
}

fn imported_twice(file: &str, earlier: &str) -> Problem {
    let place = records::Place {
        file: file.to_owned(),
        ..records::Place::default()
    };
    Problem::new(ProblemCode::SourceTwice, records::Severity::Warning, place).with("file", earlier)
}

fn format_id(looked: &Looked) -> String {
    match serde_json::to_value(looked.workbook.format) {
        Ok(serde_json::Value::String(id)) => id,
        _ => String::new(),
    }
}

/// Import's tally as the window shows it.
pub(crate) fn tally(tally: &import::Tally) -> Tally {
    Tally {
        read: tally.read,
        accepted: tally.accepted,
        rejected: tally.rejected,
        blank: tally.dropped_blank,
        footer: tally.dropped_footer + tally.dropped_header,
        cancelled: tally.dropped_cancelled,
        joined: tally.dropped_joined,
        example: tally.dropped_example,
        outside: tally.outside,
    }
}

/// The first problem of a code, as an example.
pub(crate) fn first_problem(
    project: &Project,
    target: TargetId,
    code: ProblemCode,
) -> Result<Option<Problem>, WireError> {
    let filter = ProblemFilter {
        code: Some(code),
        ..ProblemFilter::default()
    };
    let page = Page {
        offset: 0,
        limit: 1,
    };
    Ok(project
        .problems(target, filter, page)?
        .pop()
        .map(|stored| stored.problem))
}

/// What kept whole tables or files out.
///
/// # Errors
/// `store.*`.
pub fn critical_problems(
    project: &Project,
    target: TargetId,
) -> Result<Vec<ProblemView>, WireError> {
    let filter = ProblemFilter {
        at_least: Some(Severity::Critical),
        ..ProblemFilter::default()
    };
    let found = project.problems(
        target,
        filter,
        Page {
            offset: 0,
            limit: 200,
        },
    )?;
    let whole = found
        .into_iter()
        .filter(|stored| stored.problem.place.row.is_none());
    Ok(whole.map(|stored| problem_view(&stored.problem)).collect())
}

/// Checks mappings chosen in the window: every required field of a table must have a column, unless
/// another table completes it.
///
/// # Errors
/// `app.no_required_column`; `app.no_year` for months in columns whose year nobody said.
pub fn check_required(files: &[Chosen<'_>]) -> Result<(), WireError> {
    let together = Together::of(files, &Watch::nobody());
    for (at, table) in together.tables.iter().enumerate() {
        let mapping = table.mapping;
        if let Layout::Periods(periods) = &mapping.layout
            && periods.columns.is_empty()
        {
            return Err(WireError::new("app.no_year").with("sheet", table.sheet.name.clone()));
        }
        if mapping.layout != Layout::Rows || together.joins.completes(at) {
            continue;
        }
        let stood_for = |field: &str| {
            let mapped = |id: &String| mapping.column(id).is_some();
            let instead = fields::instead(mapping.kind, field);
            instead.iter().any(|all| all.iter().all(mapped))
        };
        let missing = mapping.kind.fields().iter().find(|field| {
            field.need == records::Need::Required
                && mapping.column(field.id).is_none()
                && !stood_for(field.id)
        });
        if let Some(field) = missing {
            return Err(WireError::new("app.no_required_column")
                .with("sheet", table.sheet.name.clone())
                .with("table", mapping.kind.id())
                .with("field", field.id));
        }
    }
    Ok(())
}

/// Makes sure that a file can be written before hours of work end in an error.
///
/// # Errors
/// `file.*`.
pub fn check_writable(path: &Path) -> Result<(), WireError> {
    let name = crate::files::name_of(path);
    if path.is_dir() {
        return Err(WireError::new("file.is_folder").with("file", name));
    }
    let beside = path.with_file_name(format!(".{name}.part"));
    let outcome = std::fs::File::create(&beside).map(drop);
    let _ = std::fs::remove_file(&beside);
    outcome.map_err(|error| io_error(&error, &name))
}
