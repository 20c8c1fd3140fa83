//! Problems by kind, the rows they name, and the rejected rows as a workbook.

use std::collections::BTreeMap;

use import::Mapping;
use records::{Catalogue, DecisionKind, Problem, ProblemCode, RowRef, RowSpan, Severity};
use report::{RejectedRow, RejectedSheet};
use store::{Page, ProblemFilter, Project, TargetId};

use crate::wire::{ProblemKind, ProblemOverview, WireError};
use crate::work::reconciliation::settled;
use crate::work::{Beside, Looked, first_problem, problem_sentence, problem_view};

/// The kinds of problems of a target, and what became of them.
///
/// # Errors
/// `store.*`.
pub fn problem_overview(project: &Project, target: TargetId) -> Result<ProblemOverview, WireError> {
    let decisions = project.decisions(target)?;
    let mut by_topic: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for decision in &decisions {
        if let DecisionKind::Accept { topic }
        | DecisionKind::AskSeller { topic }
        | DecisionKind::ExcludeRows { topic, .. } = &decision.kind
        {
            by_topic.entry(topic).or_default().push(decision.id);
        }
    }
    let mut kinds = Vec::new();
    let mut rejected = 0;
    for shape in project.problem_shapes(target)? {
        rejected += shape.rejected;
        let Some(example) = first_problem(project, target, shape.code)? else {
            continue;
        };
        let topic = format!("problem.{}", shape.code.id());
        kinds.push(ProblemKind {
            code: shape.code,
            severity: shape.severity,
            count: shape.count,
            rejected: shape.rejected,
            // Leaving out only those that happen to be listed would be half a rule.
            rows: if shape.unlisted == 0 { shape.rows } else { 0 },
            rule: rule_of(shape.code).to_owned(),
            example: problem_view(&example),
            decisions: by_topic.remove(&*topic).unwrap_or_default(),
        });
    }
    Ok(ProblemOverview {
        kinds,
        rejected,
        settled: settled(&decisions, |topic| topic.starts_with("problem.")),
    })
}

/// Rule by which the rows of a kind of problem are left out.
pub(crate) fn rule_of(code: ProblemCode) -> &'static str {
    match code {
        // Each problem names a repetition; the first row has none.
        ProblemCode::DuplicateRow => "keep_first",
        _ => "rows",
    }
}

/// The kind of problem that a topic is about.
pub(crate) fn kind_of_topic(topic: &str) -> Option<ProblemCode> {
    let id = topic.strip_prefix("problem.")?;
    serde_json::from_value(serde_json::Value::String(id.to_owned())).ok()
}

/// The accepted rows that problems of a kind name.
///
/// # Errors
/// `store.*`.
pub(crate) fn listed_rows(
    project: &Project,
    target: TargetId,
    code: ProblemCode,
) -> Result<Vec<RowSpan>, WireError> {
    let sheets = sheet_numbers(project, target)?;
    let mut rows: Vec<RowRef> = of_code(project, target, code)?
        .into_iter()
        .filter(|stored| stored.problem.rejected.is_none())
        .filter_map(|stored| {
            let place = stored.problem.place;
            let source = stored.source?;
            let sheet = place.sheet.unwrap_or_default();
            Some(RowRef {
                source,
                sheet: *sheets.get(&(source.0, sheet))?,
                row: place.row?,
            })
        })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    Ok(rows
        .chunk_by(|a, b| (a.source, a.sheet, a.row + 1) == (b.source, b.sheet, b.row))
        .filter_map(|run| {
            Some(RowSpan {
                first: *run.first()?,
                last_row: run.last()?.row,
            })
        })
        .collect())
}

fn of_code(
    project: &Project,
    target: TargetId,
    code: ProblemCode,
) -> Result<Vec<store::StoredProblem>, WireError> {
    let filter = ProblemFilter {
        code: Some(code),
        ..ProblemFilter::default()
    };
    Ok(project.problems(target, filter, Page::ALL)?)
}

/// Position of each sheet by source and name.
fn sheet_numbers(
    project: &Project,
    target: TargetId,
) -> Result<BTreeMap<(i64, String), u32>, WireError> {
    let sources = project.sources(target)?;
    let sheets = sources.iter().flat_map(|source| {
        let sheets = source.sheets.iter();
        sheets.map(|sheet| ((source.id.0, sheet.name.clone()), sheet.sheet))
    });
    Ok(sheets.collect())
}

/// The rejected rows of a target, by source sheet in the order of import.
///
/// # Errors
/// `store.*`.
pub fn rejected_of_project(
    project: &Project,
    target: TargetId,
    texts: &Catalogue,
) -> Result<Vec<RejectedSheet>, WireError> {
    let filter = ProblemFilter {
        at_least: Some(Severity::Critical),
        ..ProblemFilter::default()
    };
    let mut by_source: BTreeMap<i64, Vec<Problem>> = BTreeMap::new();
    for stored in project.problems(target, filter, Page::ALL)? {
        if let Some(source) = stored.source {
            by_source.entry(source.0).or_default().push(stored.problem);
        }
    }
    let mut found = Vec::new();
    for source in project.sources(target)? {
        let problems = by_source.remove(&source.id.0).unwrap_or_default();
        let mappings: Vec<Option<Mapping>> = source
            .sheets
            .iter()
            .map(|sheet| serde_json::from_str(&sheet.mapping).ok())
            .collect();
        let heads: Vec<(&str, Option<u32>)> = source
            .sheets
            .iter()
            .zip(&mappings)
            .map(|(sheet, mapping)| {
                let head = mapping.as_ref()?.header_rows.iter().max().copied();
                Some((sheet.name.as_str(), head))
            })
            .map(|head| head.unwrap_or_default())
            .collect();
        for (at, (sheet, mapping)) in source.sheets.iter().zip(&mappings).enumerate() {
            let of_sheet = problems
                .iter()
                .filter(|problem| table_of(problem, &heads) == Some(at));
            found.extend(rejected_sheet(
                &source.about.file,
                &sheet.name,
                mapping.as_ref(),
                of_sheet,
                texts,
            ));
        }
    }
    Ok(found)
}

/// Which table of a file a problem belongs to: of those stacked on its sheet, the one whose header
/// stands last above the row.
fn table_of(problem: &Problem, heads: &[(&str, Option<u32>)]) -> Option<usize> {
    let name = problem.place.sheet.as_deref().unwrap_or_default();
    let row = problem.place.row.unwrap_or(0);
    let tables = heads
        .iter()
        .enumerate()
        .filter(|(_, (sheet, _))| *sheet == name)
        .filter_map(|(at, (_, head))| Some((at, (*head)?)));
    let mut above = None;
    let mut first = None;
    for (at, head) in tables {
        first.get_or_insert(at);
        if head < row && above.is_none_or(|(_, best)| head > best) {
            above = Some((at, head));
        }
    }
    above.map(|(at, _)| at).or(first)
}

/// The rejected rows of a file that was only looked at, as it is recognised.
///
/// # Errors
/// `app.internal`.
pub fn rejected_of_file(
    looked: &Looked,
    beside: &Beside<'_>,
    texts: &Catalogue,
) -> Result<Vec<RejectedSheet>, WireError> {
    let mut found = Vec::new();
    for sheet in &looked.workbook.sheets {
        let Some(at) = beside.position(sheet) else {
            continue;
        };
        let proposed = super::propose(beside, at, &[])?;
        let mapping = super::mapping_of(sheet, &proposed.mapping);
        let Some(mapping) = mapping else { continue };
        let converted = beside.converted(at, &mapping);
        found.extend(rejected_sheet(
            &looked.name,
            &sheet.name,
            Some(&mapping),
            converted.problems.iter(),
            texts,
        ));
    }
    Ok(found)
}

/// The rejected rows among the problems of a sheet; absent where there are none.
pub(crate) fn rejected_sheet<'a>(
    file: &str,
    sheet: &str,
    mapping: Option<&Mapping>,
    problems: impl Iterator<Item = &'a Problem>,
    texts: &Catalogue,
) -> Option<RejectedSheet> {
    let rows: Vec<RejectedRow> = problems
        .filter(|problem| problem.rejected.is_some() || problem.code == ProblemCode::MissingColumn)
        .map(|problem| RejectedRow {
            row: problem.place.row,
            reason: problem_sentence(&problem_view(problem), texts),
            field: field_name(problem, texts),
            cells: problem.rejected.clone().unwrap_or_default(),
        })
        .collect();
    (!rows.is_empty()).then(|| RejectedSheet {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        headers: mapping.map_or_else(Vec::new, headers),
        rows,
    })
}

fn field_name(problem: &Problem, texts: &Catalogue) -> String {
    let Some(field) = problem.args.get("field") else {
        return String::new();
    };
    let table = problem.args.get("table").map_or("", String::as_str);
    let key = format!("field.{table}.{field}");
    texts.get(&key).unwrap_or(field).to_owned()
}

/// Headers by column, those that serve no field too.
fn headers(mapping: &Mapping) -> Vec<String> {
    let served = mapping
        .columns
        .iter()
        .map(|column| (column.index, &column.header));
    let others = mapping
        .unmapped
        .iter()
        .map(|(index, header)| (*index, header));
    let mut headers = Vec::new();
    for (index, header) in served.chain(others) {
        let at = index as usize;
        if headers.len() <= at {
            headers.resize(at + 1, String::new());
        }
        headers[at].clone_from(header);
    }
    headers
}

/// The workbook of rejected rows, and how many there are.
///
/// # Errors
/// `app.no_rejected`, `app.report_failed`.
pub fn rejected_workbook(
    sheets: &[RejectedSheet],
    texts: &Catalogue,
) -> Result<(Vec<u8>, usize), WireError> {
    let rows = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    if rows == 0 {
        return Err(WireError::new("app.no_rejected"));
    }
    let bytes = report::rejected_rows(sheets, texts)
        .map_err(|error| WireError::new("app.report_failed").with("detail", error.to_string()))?;
    Ok((bytes, rows))
}
