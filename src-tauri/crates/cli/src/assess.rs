//! `clientele assess FILE…`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::wire::{Redaction, WireError};
use app::work::{self, Assessment, Edition, Job, Period, Project, Reading, TargetId};
use clap::ValueEnum;
use records::{Date, Severity};

use crate::months::Months;
use crate::output::{Terminal, now, reader};
use crate::password::Password;

/// Arguments of `assess`.
#[derive(clap::Args)]
pub struct Args {
    /// Files of the target firm.
    #[arg(required_unless_present = "sample")]
    files: Vec<PathBuf>,
    /// Assess the embedded sample.
    #[arg(long, conflicts_with = "files")]
    sample: bool,
    /// Name of the target firm; the first file's name without it.
    #[arg(long)]
    target: Option<String>,
    /// Day the assessment looks back from; the end of the last complete month without it.
    #[arg(long)]
    as_of: Option<Date>,
    /// A period beside the last twelve months and calendar years, e.g. 2023-04..2024-03; again for
    /// more.
    #[arg(long = "period", value_name = "FROM..TO", value_parser = months)]
    periods: Vec<Period>,
    /// Person of the firm who leaves with the deal, as the data write the name; again for more.
    #[arg(long = "leaves", value_name = "NAME")]
    leavers: Vec<String>,
    /// Framework.
    #[arg(long, default_value = "loyalty-20")]
    framework: String,
    /// Write the report here.
    #[arg(long, value_name = "PDF")]
    report: Option<PathBuf>,
    /// Write the workpapers here.
    #[arg(long, value_name = "XLSX")]
    workpapers: Option<PathBuf>,
    /// Leave out of report and workpapers.
    #[arg(long, default_value = "none")]
    redact: Redact,
    /// Commissioning party, printed on the cover.
    #[arg(long, default_value = "")]
    client: String,
    /// Issuer, printed on the cover.
    #[arg(long, default_value = "")]
    issuer: String,
    /// Date printed on the cover.
    #[arg(long)]
    date: Option<Date>,
    /// Keep everything in this new project file.
    #[arg(long, value_name = "PROJECT")]
    save: Option<PathBuf>,
    #[command(flatten)]
    password: Password,
    #[command(flatten)]
    months: Months,
    /// One JSON document to stdout.
    #[arg(long)]
    json: bool,
    /// Exit code 3 when there are critical findings.
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Redact {
    None,
    Names,
    Amounts,
}

/// Whole months from one to another: 2023-04..2024-03.
fn months(text: &str) -> Result<Period, String> {
    let first_day = |month: &str| format!("{month}-01").parse::<Date>().ok();
    let ends = text.split_once("..");
    let days = ends.and_then(|(from, to)| Some((first_day(from)?, first_day(to)?)));
    let period = days.map(|(from, to)| Period {
        from,
        to: to.last_of_month(),
    });
    period
        .filter(Period::is_whole_months)
        .ok_or_else(|| "YYYY-MM..YYYY-MM".to_owned())
}

/// Imports, assesses, and writes what was asked for.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    for path in [&args.report, &args.workpapers].into_iter().flatten() {
        work::check_writable(path)?;
    }
    let framework = work::framework(&args.framework)?;
    let folder = tempfile::tempdir()
        .map_err(|error| WireError::new("app.internal").with("detail", error.to_string()))?;
    let path = args
        .save
        .clone()
        .unwrap_or_else(|| folder.path().join("assess.clientele"));
    let mut project = Project::create(&path)?;
    let outcome =
        fill(args, terminal, &mut project, folder.path()).and_then(|(target, skipped)| {
            let mut job = Job::alone(terminal);
            let assessment = work::evaluate(&project, target, &framework, &mut job)?;
            let id = work::keep(&mut project, target, &assessment, now())?;
            publish(args, terminal, &mut project, target, id, &assessment)?;
            Ok((assessment, skipped))
        });
    let (assessment, skipped) = match outcome {
        Ok(done) => done,
        Err(error) => {
            // A half-filled project would look like a finished one.
            drop(project);
            let _ = std::fs::remove_file(&path);
            return Err(error);
        }
    };
    if args.json {
        terminal.json(&assessment)?;
    } else {
        summarise(terminal, &assessment);
    }
    let critical = assessment
        .findings
        .iter()
        .any(|one| one.severity == Severity::Critical);
    Ok(match (skipped, args.strict && critical) {
        (true, _) => ExitCode::FAILURE,
        (false, true) => ExitCode::from(3),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// Target and import; also whether a file had to be left out.
fn fill(
    args: &Args,
    terminal: &Terminal,
    project: &mut Project,
    folder: &Path,
) -> Result<(TargetId, bool), WireError> {
    let files = if args.sample {
        work::unpack_sample(folder)?
    } else {
        args.files.clone()
    };
    let stem = files.first().and_then(|file| file.file_stem());
    let name = match &args.target {
        Some(name) => name.clone(),
        None if args.sample => terminal.texts.text("app.sample_target"),
        None => stem
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default(),
    };
    let target = project.add_target(&name)?;
    if let Some(date) = args.as_of {
        work::fix_as_of(project, target, date, now())?;
    }
    if !args.periods.is_empty() {
        work::fix_periods(project, target, &args.periods, now())?;
    }
    if !args.leavers.is_empty() {
        work::fix_leavers(project, target, &args.leavers, now())?;
    }
    let mut job = Job::alone(terminal);
    let (reader, password) = (reader()?, args.password.read(terminal)?);
    let reading = Reading {
        password: password.as_deref(),
        year: args.months.year,
        ..Reading::from(&reader)
    };
    let imported = work::import_files(project, target, &files, reading, now(), &mut job)?;
    for (_, error) in &imported.left_out {
        terminal.error(error);
    }
    for problem in work::critical_problems(project, target)? {
        terminal.problem(&problem);
    }
    if !args.json {
        for join in &imported.joins {
            terminal.print(&work::join_sentence(join, terminal.texts));
        }
    }
    Ok((target, !imported.left_out.is_empty()))
}

fn publish(
    args: &Args,
    terminal: &Terminal,
    project: &mut Project,
    target: TargetId,
    id: work::AssessmentId,
    assessment: &Assessment,
) -> Result<(), WireError> {
    if args.report.is_none() && args.workpapers.is_none() {
        return Ok(());
    }
    let edition = Edition {
        lang: terminal.texts.lang(),
        redaction: match args.redact {
            Redact::None => Redaction::None,
            Redact::Names => Redaction::Names,
            Redact::Amounts => Redaction::Amounts,
        },
        client: args.client.clone(),
        issuer: args.issuer.clone(),
        date: args.date,
        handover: None,
    };
    let mut job = Job::alone(terminal);
    let report = work::lay_out(project, target, assessment.clone(), edition, &mut job)?;
    if let Some(path) = &args.report {
        let bytes = report.pdf()?;
        work::write_file(path, &bytes)?;
        work::register_report(project, id, report.edition(), &bytes)?;
        let pages = report.pages().to_string();
        terminal.say(
            "cli.saved_report",
            &[("file", &path.display().to_string()), ("pages", &pages)],
        );
    }
    if let Some(path) = &args.workpapers {
        work::write_file(path, &report.workpapers()?)?;
        terminal.say(
            "cli.saved_workpapers",
            &[("file", &path.display().to_string())],
        );
    }
    Ok(())
}

fn summarise(terminal: &Terminal, assessment: &Assessment) {
    let texts = terminal.texts;
    let lang = texts.lang().tag();
    let coverage = format!("{:.0}", assessment.coverage * 100.0);
    let minimum = format!("{:.0}", assessment.framework.minimum_coverage * 100.0);
    let (key, total) = match assessment.total {
        Some(total) => ("cli.total", format!("{total:.1}")),
        None => ("cli.withheld", minimum),
    };
    terminal.print(&texts.fill(
        key,
        [
            ("total", &*total),
            ("minimum", &*total),
            ("coverage", &*coverage),
        ],
    ));
    for dimension in &assessment.dimensions {
        let score = dimension
            .score
            .map_or_else(|| "—".to_owned(), |score| format!("{score:.1}"));
        let name = dimension.name.get(lang).map_or("", String::as_str);
        terminal.print(&format!(
            "{:>3} {score:>6}  {:>4.0} %  {:?}  {name}",
            dimension.number,
            dimension.coverage * 100.0,
            dimension.grade
        ));
    }
    for finding in &assessment.findings {
        let title = work::finding_title(finding, assessment, texts);
        terminal.print(&format!("  ! {title}"));
    }
}
