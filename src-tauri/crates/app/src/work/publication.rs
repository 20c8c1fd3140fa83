//! From an assessment to pages, and from pages to files.

use std::path::Path;
use std::sync::OnceLock;

use assess::Assessment;
use records::{Date, Lang};
use report::{
    Document, Fonts, Handover, ProblemCount, Redact, ReportOptions, SheetLine, SourceLine,
};
use serde::{Deserialize, Serialize};
use store::{Project, TargetId};

use crate::catalogues::catalogue;
use crate::error::io_error;
use crate::files::name_of;
use crate::jobs::Job;
use crate::wire::{OutlineEntry, Redaction, WireError};
use crate::work::look::or_cancelled;
use crate::work::provenance;

/// What a report is made with, besides the assessment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Edition {
    /// Language.
    pub lang: Lang,
    /// What to leave out.
    pub redaction: Redaction,
    /// Who ordered it; empty: not shown.
    pub client: String,
    /// Who issues it; empty: not shown.
    pub issuer: String,
    /// Date on the cover; absent: none.
    pub date: Option<Date>,
    /// Who gave the data, as the report says it: set when it is laid out for the first time, so
    /// that a later statement changes no report that is out already.
    #[serde(default)]
    pub handover: Option<Handover>,
}

/// A report laid out.
pub struct LaidOut {
    assessment: Assessment,
    edition: Edition,
    sources: Vec<SourceLine>,
    problems: Vec<ProblemCount>,
    document: Document,
}

/// Lays out the report of an assessment.
///
/// # Errors
/// `store.*`, `app.report_failed`, `app.cancelled`.
pub fn lay_out(
    project: &Project,
    target: TargetId,
    assessment: Assessment,
    edition: Edition,
    job: &mut Job<'_>,
) -> Result<LaidOut, WireError> {
    or_cancelled(job.step("laying_out", &assessment.target, 0.0, 1.0))?;
    let mut edition = edition;
    if edition.handover.is_none() {
        edition.handover = Some(provenance::handover(project, target)?);
    }
    let sources = sources(project, target)?;
    let problems = problems(project, target)?;
    let options = options(&assessment, &edition, &sources, &problems);
    let document = report::layout(&assessment, &options, fonts()?).map_err(failed)?;
    or_cancelled(job.step("laying_out", &assessment.target, 1.0, 1.0))?;
    Ok(LaidOut {
        assessment,
        edition,
        sources,
        problems,
        document,
    })
}

impl LaidOut {
    /// What it was made with.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Number of pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.pages.len()
    }

    /// Headings with their pages.
    #[must_use]
    pub fn outline(&self) -> Vec<OutlineEntry> {
        let mut entries = Vec::new();
        for chapter in &self.document.outline {
            entries.push(entry(chapter, 0));
            entries.extend(chapter.children.iter().map(|section| entry(section, 1)));
        }
        entries
    }

    /// A page as SVG, its links leading to pages (`data-page`, 0-based); absent beyond the last.
    ///
    /// # Errors
    /// `app.report_failed`.
    pub fn svg(&self, page: usize) -> Result<Option<String>, WireError> {
        let fonts = fonts()?;
        let page = self.document.pages.get(page);
        Ok(page.map(|page| self.with_pages(&report::svg::write(page, fonts))))
    }

    /// Links that name an anchor name its page instead: the window knows pages, not anchors.
    fn with_pages(&self, svg: &str) -> String {
        const ANCHOR: &str = "data-anchor=\"";
        let mut parts = svg.split(ANCHOR);
        let mut linked = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (anchor, rest) = part.split_once('"').unwrap_or((part, ""));
            match self.document.anchors.get(anchor) {
                Some(spot) => linked.push_str(&format!("data-page=\"{}\"", spot.page)),
                None => linked.push_str(&format!("{ANCHOR}{anchor}\"")),
            }
            linked.push_str(rest);
        }
        linked
    }

    /// The PDF.
    ///
    /// # Errors
    /// `app.report_failed`.
    pub fn pdf(&self) -> Result<Vec<u8>, WireError> {
        report::pdf::write(&self.document, fonts()?).map_err(failed)
    }

    /// The workpapers, xlsx.
    ///
    /// # Errors
    /// `app.report_failed`.
    pub fn workpapers(&self) -> Result<Vec<u8>, WireError> {
        let options = options(
            &self.assessment,
            &self.edition,
            &self.sources,
            &self.problems,
        );
        report::workpapers(&self.assessment, &options).map_err(failed)
    }
}

/// Writes a file whole or not at all: beside its place first, then moved there.
///
/// # Errors
/// `file.*`.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WireError> {
    let name = name_of(path);
    if path.is_dir() {
        return Err(WireError::new("file.is_folder").with("file", name));
    }
    let beside = path.with_file_name(format!(".{name}.part"));
    let outcome = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    outcome.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        io_error(&error, &name)
    })
}

/// The civil date of a moment, in UTC; absent beyond the calendar.
#[must_use]
pub fn civil_date(seconds: i64) -> Option<Date> {
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

/// The same as the day of an import; the last of the calendar beyond it.
pub(crate) fn day_of(seconds: i64) -> Date {
    civil_date(seconds).unwrap_or(Date::MAX)
}

fn options<'a>(
    assessment: &Assessment,
    edition: &Edition,
    sources: &[SourceLine],
    problems: &[ProblemCount],
) -> ReportOptions<'a> {
    ReportOptions {
        redact: match edition.redaction {
            Redaction::None => Redact::None,
            Redaction::Names => Redact::Names,
            Redaction::Amounts => Redact::Amounts,
        },
        report_no: report_number(assessment, sources),
        issuer: edition.issuer.clone(),
        client: edition.client.clone(),
        report_date: edition.date,
        sources: sources.to_vec(),
        problems: problems.to_vec(),
        handover: edition.handover.clone(),
        ..ReportOptions::new(catalogue(edition.lang))
    }
}

/// A number that the same data and definitions give again: as-of date and a digest of the sources.
fn report_number(assessment: &Assessment, sources: &[SourceLine]) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(assessment.framework.id.as_bytes());
    for source in sources {
        hash.update(source.sha256.as_bytes());
    }
    let digest: String = hash
        .finalize()
        .iter()
        .take(3)
        .map(|b| format!("{b:02X}"))
        .collect();
    format!(
        "KJ-{}-{digest}",
        assessment.definitions.as_of.strftime("%Y%m%d")
    )
}

fn sources(project: &Project, target: TargetId) -> Result<Vec<SourceLine>, WireError> {
    let sources = project
        .sources(target)?
        .into_iter()
        .map(|source| SourceLine {
            file: source.about.file,
            sha256: source.about.sha256,
            sheets: source
                .sheets
                .into_iter()
                .map(|sheet| SheetLine {
                    sheet: sheet.name,
                    kind: sheet.kind,
                    read: sheet.tally.read,
                    accepted: sheet.tally.accepted,
                    rejected: sheet.tally.rejected,
                    dropped: sheet.tally.dropped(),
                })
                .collect(),
        });
    Ok(sources.collect())
}

fn problems(project: &Project, target: TargetId) -> Result<Vec<ProblemCount>, WireError> {
    let counts = project.problem_counts(target)?;
    counts
        .into_iter()
        .map(|group| {
            let example = crate::work::intake::first_problem(project, target, group.code)?;
            Ok(ProblemCount {
                code: group.code,
                severity: group.severity,
                count: group.count,
                args: example
                    .as_ref()
                    .map(|one| one.args.clone())
                    .unwrap_or_default(),
                example: example.map(|one| one.place),
            })
        })
        .collect()
}

fn entry(bookmark: &report::Bookmark, level: u32) -> OutlineEntry {
    OutlineEntry {
        title: bookmark.title.clone(),
        level,
        page: bookmark.at.page as u32,
    }
}

fn fonts() -> Result<&'static Fonts, WireError> {
    static FONTS: OnceLock<Result<Fonts, String>> = OnceLock::new();
    FONTS
        .get_or_init(|| Fonts::embedded().map_err(|error| error.to_string()))
        .as_ref()
        .map_err(|detail| WireError::new("app.report_failed").with("detail", detail.clone()))
}

fn failed(error: report::ReportError) -> WireError {
    WireError::new("app.report_failed").with("detail", error.to_string())
}
