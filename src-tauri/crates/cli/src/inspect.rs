//! `clientele inspect FILE…`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::wire::{InspectedSheet, MappingPreview, SourceView, Tally, WireError};
use app::work::{self, Beside, Job, Reading};
use serde::Serialize;

use crate::months::Months;
use crate::output::{Terminal, now, reader};
use crate::password::Password;

/// Arguments of `inspect`.
#[derive(clap::Args)]
pub struct Args {
    /// Files to look at.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    password: Password,
    #[command(flatten)]
    months: Months,
    /// Write the rejected rows beside their reasons here.
    #[arg(long, value_name = "XLSX")]
    rejected: Option<PathBuf>,
    /// One JSON document to stdout.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct FileReport {
    file: String,
    error: Option<WireError>,
    sheets: Vec<SheetReport>,
}

#[derive(Serialize)]
struct SheetReport {
    #[serde(flatten)]
    sheet: InspectedSheet,
    tally: Tally,
    problems: Vec<app::wire::ProblemGroup>,
}

/// Says what is in the files, without importing them.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let (reader, password) = (reader()?, args.password.read(terminal)?);
    let reading = Reading {
        password: password.as_deref(),
        ..Reading::from(&reader)
    };
    let mut rejected = Vec::new();
    let mut files = Vec::new();
    for path in &args.files {
        let mut job = Job::alone(terminal);
        files.push((path, work::look(path, reading, &mut job)));
    }
    let read = files.iter().filter_map(|(_, looked)| looked.as_ref().ok());
    let beside = Beside::of(read, now())?;
    let mut reports = Vec::new();
    for (path, looked) in &files {
        let report = match looked {
            Ok(looked) => {
                if args.rejected.is_some() {
                    rejected.extend(work::rejected_of_file(looked, &beside, terminal.texts)?);
                }
                file_report(looked, &beside, args.months.year)?
            }
            Err(error) => FileReport {
                file: path.display().to_string(),
                error: Some(error.clone()),
                sheets: Vec::new(),
            },
        };
        reports.push(report);
    }
    if let Some(path) = &args.rejected {
        write_rejected(path, &rejected, terminal)?;
    }
    let failed = reports.iter().any(|report| report.error.is_some());
    if args.json {
        terminal.json(&reports)?;
    } else {
        for report in &reports {
            print(terminal, report);
        }
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Writes rejected rows as xlsx; says so when there are none.
pub fn write_rejected(
    path: &Path,
    rejected: &[work::RejectedSheet],
    terminal: &Terminal,
) -> Result<(), WireError> {
    if rejected.is_empty() {
        terminal.say("rejected.none", &[]);
        return Ok(());
    }
    let (bytes, rows) = work::rejected_workbook(rejected, terminal.texts)?;
    work::write_file(path, &bytes)?;
    let (rows, file) = (rows.to_string(), path.display().to_string());
    terminal.say("cli.saved_rejected", &[("rows", &rows), ("file", &file)]);
    Ok(())
}

fn file_report(
    looked: &work::Looked,
    beside: &Beside<'_>,
    year: Option<i16>,
) -> Result<FileReport, WireError> {
    let mut sheets = Vec::new();
    for read in &looked.workbook.sheets {
        let Some(at) = beside.position(read) else {
            continue;
        };
        let mut sheet = work::propose(beside, at, &[])?;
        work::state_year(&mut sheet.mapping, year);
        let MappingPreview {
            mapping,
            tally,
            problems,
            ..
        } = work::preview(beside, at, &sheet.mapping, year.is_some())?;
        sheet.mapping = mapping;
        sheets.push(SheetReport {
            sheet,
            tally,
            problems,
        });
    }
    Ok(FileReport {
        file: looked.name.clone(),
        error: None,
        sheets,
    })
}

fn print(terminal: &Terminal, report: &FileReport) {
    terminal.print(&format!("■ {}", report.file));
    if let Some(error) = &report.error {
        terminal.error(error);
    }
    for SheetReport {
        sheet,
        tally,
        problems,
    } in &report.sheets
    {
        let texts = terminal.texts;
        let table = match sheet.mapping.table {
            Some(table) => texts.text(&format!("table.{}", table.id())),
            None => texts.text("cli.no_table"),
        };
        terminal.print(&format!(
            "  □ {} → {table} ({:.0} %)",
            sheet.name,
            sheet.confidence * 100.0
        ));
        if sheet.part > 0 {
            let row = sheet.head.first().map_or(0, |row| row.row);
            let place = [
                ("n", (sheet.part + 1).to_string()),
                ("row", row.to_string()),
            ];
            terminal.print(&format!("      {}", texts.fill("cli.part", place)));
        }
        if let Some(join) = &sheet.join {
            let sentence = work::join_sentence(join, texts);
            terminal.print(&format!("      {sentence}"));
        }
        if let Some(periods) = &sheet.mapping.periods {
            let sentence = work::periods_sentence(periods, texts);
            terminal.print(&format!("      {sentence}"));
        }
        if sheet.hidden {
            terminal.print(&format!("      {}", texts.text("cli.hidden")));
        }
        for column in &sheet.mapping.columns {
            let field = match (&column.field, sheet.mapping.table) {
                (Some(field), Some(table)) => texts.text(&format!("field.{}.{field}", table.id())),
                _ => "–".to_owned(),
            };
            terminal.print(&format!(
                "      {:>3} {} → {field} ({:.0} %)",
                column.letters,
                column.header,
                column.confidence * 100.0
            ));
        }
        print_tally(terminal, tally);
        for group in problems {
            let sentence = work::problem_sentence(&group.example, texts);
            terminal.print(&format!("      ! {} × {sentence}", group.count));
        }
    }
}

/// An imported file with its row counts.
pub fn print_source(terminal: &Terminal, source: &SourceView) {
    terminal.print(&format!("■ {}", source.file));
    for sheet in &source.sheets {
        let table = match sheet.table {
            Some(table) => terminal.texts.text(&format!("table.{}", table.id())),
            None => terminal.texts.text("cli.no_table"),
        };
        terminal.print(&format!("  □ {} → {table}", sheet.name));
        print_tally(terminal, &sheet.tally);
    }
}

fn print_tally(terminal: &Terminal, tally: &Tally) {
    let counts = [
        ("read", tally.read),
        ("accepted", tally.accepted),
        ("rejected", tally.rejected),
        ("blank", tally.blank),
        ("footer", tally.footer),
        ("cancelled", tally.cancelled),
        ("joined", tally.joined),
        ("example", tally.example),
        ("outside", tally.outside),
    ];
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    terminal.print(&format!(
        "      {}",
        terminal.texts.fill("cli.tally", counts)
    ));
}
