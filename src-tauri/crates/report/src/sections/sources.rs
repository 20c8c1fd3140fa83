use records::{Place, TableKind};

use super::{Matter, handover};
use crate::compose::Composer;
use crate::figures;
use crate::options::{ProblemCount, ReportOptions, SourceLine};
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{NONE, Voice};

/// 资料来源与数据问题: files with their hash, rows by fate, what was wrong.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let options = matter.options;
    out.chapter(&voice.t("report.sources"), "sources");
    out.section(&voice.t("report.sources.files"), "sources.files");
    if options.sources.is_empty() {
        out.para(&voice.t("report.sources.none"));
    } else {
        out.para(&voice.t("report.sources.lead"));
        let table = files(voice, &options.sources);
        out.table(
            &voice.t("report.sources.files"),
            &table,
            None,
            Some(voice.t("report.source.files")),
        );
        let table = hashes(voice, &options.sources);
        out.table(&voice.t("report.sources.hashes"), &table, None, None);
    }
    if let Some(given) = &options.handover {
        handover::write(out, given);
    }
    super::reconciliation::write(out, matter);
    out.section(&voice.t("report.sources.problems"), "sources.problems");
    if options.problems.is_empty() {
        out.para(&voice.t("report.problems.none"));
    } else {
        let table = problems(voice, options);
        out.table(&voice.t("report.sources.problems"), &table, None, None);
    }
}

fn files(voice: &Voice<'_>, sources: &[SourceLine]) -> Table {
    let head = ["file", "kind", "read", "accepted", "rejected", "dropped"];
    let mut table = Table::new(
        vec![
            left(0.36),
            left(0.20),
            right(0.11),
            right(0.11),
            right(0.11),
            right(0.11),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let mut sums = [0_u64; 4];
    for source in sources {
        for sheet in &source.sheets {
            let rows = [sheet.read, sheet.accepted, sheet.rejected, sheet.dropped];
            sums.iter_mut()
                .zip(rows)
                .for_each(|(sum, rows)| *sum += rows);
            let name = if sheet.sheet.is_empty() {
                source.file.clone()
            } else {
                voice.fill(
                    "report.file_sheet",
                    [("file", &source.file), ("sheet", &sheet.sheet)],
                )
            };
            let kind = sheet
                .kind
                .map_or_else(|| voice.t("report.unrecognised"), |kind| voice.table(kind));
            let mut cells = vec![Cell::text(name), Cell::text(kind)];
            cells.extend(rows.map(|rows| Cell::text(figures::count(rows))));
            table.rows.push(Row::body(cells));
        }
    }
    let mut cells = vec![Cell::text(voice.t("report.sum")).bold(), Cell::blank()];
    cells.extend(sums.map(|sum| Cell::text(figures::count(sum)).bold()));
    table.rows.push(Row::total(cells));
    table
}

fn hashes(voice: &Voice<'_>, sources: &[SourceLine]) -> Table {
    let mut table = Table::new(
        vec![left(0.34), left(0.66)],
        vec![voice.t("report.head.file"), "SHA-256".to_owned()],
    );
    table.rows = sources
        .iter()
        .map(|source| {
            Row::body(vec![
                Cell::text(source.file.clone()),
                Cell::text(source.sha256.clone()).muted(),
            ])
        })
        .collect();
    table
}

fn problems(voice: &Voice<'_>, options: &ReportOptions<'_>) -> Table {
    let head = ["severity", "problem", "times", "example"];
    let mut table = Table::new(
        vec![left(0.11), left(0.44), right(0.10), left(0.35)],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = options
        .problems
        .iter()
        .map(|problem| {
            let args = problem.args.iter().map(|(name, value)| {
                (
                    name.as_str(),
                    arg_words(voice, options, problem, name, value),
                )
            });
            let words = voice.fill(&format!("problem.{}", problem.code.id()), args);
            Row::body(vec![
                Cell::text(voice.severity(problem.severity))
                    .color(super::front::severity_color(problem.severity)),
                Cell::text(words),
                Cell::text(figures::count(problem.count)),
                Cell::text(
                    problem
                        .example
                        .as_ref()
                        .map_or_else(|| NONE.to_owned(), |place| place_words(voice, place)),
                )
                .muted(),
            ])
        })
        .collect();
    table
}

/// A value of a problem: ids of fields and tables in words, texts of the data as they are.
fn arg_words(
    voice: &Voice<'_>,
    options: &ReportOptions<'_>,
    problem: &ProblemCount,
    name: &str,
    value: &str,
) -> String {
    match name {
        "field" => {
            let place = problem.example.as_ref();
            let named = problem.args.get("table").and_then(|id| table_of_id(id));
            let table = named.or_else(|| table_at(&options.sources, place?));
            voice.field_named(table, value)
        }
        "table" => table_of_id(value).map_or_else(|| value.to_owned(), |table| voice.table(table)),
        _ => voice.data(value),
    }
}

fn table_of_id(id: &str) -> Option<TableKind> {
    TableKind::ALL
        .iter()
        .copied()
        .find(|table| table.id() == id)
}

/// What the sheet of a place was recognised as.
fn table_at(sources: &[SourceLine], place: &Place) -> Option<TableKind> {
    let file = sources.iter().find(|source| source.file == place.file)?;
    let sheet = place.sheet.as_deref().unwrap_or_default();
    let sheet = file.sheets.iter().find(|line| line.sheet == sheet)?;
    sheet.kind
}

pub(super) fn place_words(voice: &Voice<'_>, place: &Place) -> String {
    let mut words = match &place.sheet {
        Some(sheet) => voice.fill(
            "report.file_sheet",
            [("file", &place.file), ("sheet", sheet)],
        ),
        None => place.file.clone(),
    };
    if let Some(row) = place.row {
        words += &voice.fill("report.place.row", [("row", row.to_string())]);
    }
    if let Some(column) = &place.column {
        words += &voice.fill("report.place.column", [("column", column)]);
    }
    words
}
