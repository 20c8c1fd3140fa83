//! What was recognised in a sheet, as the window shows and changes it.

use std::collections::BTreeMap;

use import::{
    ColumnGuess, FieldDictionary, Layout, MappedColumn, Mapping, Months, PersonalColumn, Reason,
    Sheet, TableGuess,
};
use records::{Problem, TableKind};

use crate::wire::{
    AlternativeView, ColumnView, InspectedSheet, MappingPreview, MappingView, PeriodsView,
    PrivacyMark, ProblemGroup, ProblemView, RawRow, WireError, YearSource,
};
use crate::work::fields::{mark_of, privacy_of};
use crate::work::kept::shown;
use crate::work::templates::{self, Template};
use crate::work::together::Beside;

/// Rows shown of a sheet before import.
const HEAD: usize = 12;
/// Records shown of a mapping.
const PREVIEW: usize = 20;

/// What is proposed for one of several tables.
///
/// # Errors
/// `app.internal` when the dictionary of fields is broken.
pub fn propose(
    beside: &Beside<'_>,
    at: usize,
    templates: &[Template],
) -> Result<InspectedSheet, WireError> {
    let ((sheet, file), guess) = (beside.tables[at], &beside.guesses[at]);
    let (mapping, template) = templates::remembered(sheet, file, guess, templates)?;
    let known = template.as_ref().is_some_and(|offer| offer.applied);
    let recognised = guess.kind.map_or(0.0, |_| guess.confidence);
    Ok(InspectedSheet {
        sheet: sheet.index,
        part: sheet.part,
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows: sheet.rows.len() as u32,
        confidence: if known { 1.0 } else { recognised },
        mapping,
        template,
        join: beside.join(at),
        counterpart: None,
        head: head(sheet),
    })
}

/// The first rows of a sheet as texts.
fn head(sheet: &Sheet) -> Vec<RawRow> {
    let rows = sheet.rows.iter().take(HEAD);
    rows.map(|row| RawRow {
        row: row.number,
        cells: row.cells.iter().map(import::Cell::shown).collect(),
    })
    .collect()
}

/// A guess as the window shows it.
#[must_use]
pub fn view_of(sheet: &Sheet, file: &str, guess: &TableGuess) -> MappingView {
    let first_row = sheet.rows.first().map_or(1, |row| row.number);
    MappingView {
        periods: match &guess.layout {
            Layout::Periods(periods) => Some(PeriodsView::of(periods, &sheet.name, file)),
            Layout::Rows => None,
        },
        signs: Vec::new(),
        table: guess.kind,
        header_row: guess.header_rows.last().copied().unwrap_or(first_row),
        header_span: guess.header_rows.len().max(1) as u32,
        columns: guess.columns.iter().map(column_view).collect(),
    }
}

/// A column as recognised. Personal information that no figure needs is left out, with its field
/// as an alternative for whoever wants it.
fn column_view(column: &ColumnGuess) -> ColumnView {
    let alternative = |(field, confidence): &(String, f64)| AlternativeView {
        field: field.clone(),
        confidence: *confidence,
    };
    let mut view = ColumnView {
        index: column.index,
        letters: column.letter.clone(),
        header: column.header.clone(),
        field: column.field.clone(),
        confidence: column.confidence,
        reason: column.reason.id().to_owned(),
        alternatives: column.alternatives.iter().map(alternative).collect(),
        privacy: mark_of(column.privacy),
        privacy_reason: column.privacy_reason.map(|reason| reason.id().to_owned()),
        unit: column.unit.into(),
    };
    if let Some(field) = view.field.take_if(|_| !column.keep) {
        let wanted = alternative(&(field, column.confidence));
        view.alternatives.insert(0, wanted);
        Reason::LeftOut.id().clone_into(&mut view.reason);
    }
    view
}

/// The columns of personal information, as import needs to know them.
fn personal_columns(view: &MappingView) -> Vec<PersonalColumn> {
    let columns = view.columns.iter();
    let personal = columns.filter(|column| column.privacy != PrivacyMark::Plain);
    let listed = personal.map(|column| PersonalColumn {
        index: column.index,
        header: column.header.clone(),
        privacy: privacy_of(column.privacy),
    });
    listed.collect()
}

/// What a view says of months in columns. A year that the table itself names is found there again.
fn months_of(view: &MappingView) -> Months {
    match &view.periods {
        Some(periods) if !periods.split => Months::AsTheyStand,
        Some(PeriodsView {
            year: Some(year),
            year_from: None | Some(YearSource::Template),
            ..
        }) => Months::Year(*year),
        _ => Months::Found,
    }
}

/// How the rows become records: an order list without a column of dates may have one of amounts
/// for each month.
fn layout_of(sheet: &Sheet, kind: TableKind, view: &MappingView) -> Layout {
    let mut fields = view
        .columns
        .iter()
        .filter_map(|column| column.field.as_deref());
    let Ok(dictionary) = dictionary() else {
        return Layout::Rows;
    };
    let periods = view.periods.as_ref();
    let split = periods.is_none_or(|periods| periods.split);
    if kind != TableKind::Orders || !split || fields.any(|field| field == "date") {
        return Layout::Rows;
    }
    // The year shown is the year counted under, wherever it was found.
    let months = match periods.and_then(|periods| periods.year) {
        Some(year) => Months::Year(year),
        None => Months::Found,
    };
    let (name, rows) = (&sheet.name, header_rows(sheet, view));
    let (kind, rows) = (Some(kind), Some(rows.as_slice()));
    import::recognise_with_months(sheet, name, dictionary, kind, rows, months).layout
}

/// The mapping as import needs it; `None` when the sheet is left out.
#[must_use]
pub fn mapping_of(sheet: &Sheet, view: &MappingView) -> Option<Mapping> {
    let kind = view.table?;
    let mut mapping = Mapping {
        kind,
        header_rows: header_rows(sheet, view),
        columns: Vec::new(),
        unmapped: Vec::new(),
        layout: layout_of(sheet, kind, view),
        personal: personal_columns(view),
        signs: view.signs.iter().map(Into::into).collect(),
    };
    for column in &view.columns {
        let header = column.header.clone();
        match &column.field {
            Some(field) if mapping.column(field).is_none() => {
                mapping.columns.push(MappedColumn {
                    index: column.index,
                    header,
                    field: field.clone(),
                    confidence: column.confidence,
                    unit: column.unit.into(),
                });
            }
            _ => mapping.unmapped.push((column.index, header)),
        }
    }
    Some(mapping)
}

/// What a mapping would make of one of several tables. With `remap` the columns are mapped anew for
/// the table and header row chosen.
///
/// # Errors
/// `app.internal` when the dictionary of fields is broken.
pub fn preview(
    beside: &Beside<'_>,
    at: usize,
    view: &MappingView,
    remap: bool,
) -> Result<MappingPreview, WireError> {
    let (sheet, file) = beside.tables[at];
    let mapping_view = if remap {
        remapped(sheet, file, view)?
    } else {
        view.clone()
    };
    let Some(mapping) = mapping_of(sheet, &mapping_view) else {
        return Ok(MappingPreview {
            mapping: mapping_view,
            fields: Vec::new(),
            records: Vec::new(),
            tally: crate::wire::Tally::default(),
            problems: Vec::new(),
            documents: Vec::new(),
        });
    };
    let converted = beside.converted(at, &mapping);
    let fields: Vec<usize> = used_fields(mapping.kind, &mapping);
    let ids = mapping.kind.fields();
    let records = converted
        .records
        .iter()
        .take(PREVIEW)
        .map(|(at, values)| RawRow {
            row: at.row,
            cells: fields
                .iter()
                .map(|field| values.get(*field).map_or_else(String::new, shown))
                .collect(),
        });
    Ok(MappingPreview {
        fields: fields
            .iter()
            .map(|field| ids[*field].id.to_owned())
            .collect(),
        records: records.collect(),
        tally: crate::work::intake::tally(&converted.tally),
        problems: groups(&converted.problems),
        documents: converted.documents.iter().map(Into::into).collect(),
        mapping: mapping_view,
    })
}

/// A mapping with its columns recognised anew for the table and header row it names.
///
/// # Errors
/// `app.internal` when the dictionary of fields is broken.
pub(crate) fn remapped(
    sheet: &Sheet,
    file: &str,
    view: &MappingView,
) -> Result<MappingView, WireError> {
    let mut anew = view_of(sheet, file, &guess_as(sheet, file, view)?);
    match (&mut anew.periods, &view.periods) {
        (periods @ None, Some(before)) if !before.split => {
            *periods = Some(before.as_they_stand());
        }
        (Some(now), Some(before)) if before.year_from == Some(YearSource::Template) => {
            now.year_from = before.year_from;
        }
        _ => {}
    }
    anew.table = view.table;
    anew.signs.clone_from(&view.signs);
    anew.header_row = view.header_row;
    anew.header_span = view.header_span;
    Ok(anew)
}

fn used_fields(kind: TableKind, mapping: &Mapping) -> Vec<usize> {
    let derived = |id: &str| kind == TableKind::Orders && id == "amount";
    let fields = kind.fields().iter().enumerate();
    fields
        .filter(|(_, field)| mapping.column(field.id).is_some() || derived(field.id))
        .map(|(at, _)| at)
        .collect()
}

/// Problems by code, most severe and most frequent first.
pub(crate) fn groups(problems: &[Problem]) -> Vec<ProblemGroup> {
    let mut by_code = BTreeMap::new();
    for problem in problems {
        by_code
            .entry(problem.code)
            .and_modify(|group: &mut ProblemGroup| group.count += 1)
            .or_insert_with(|| ProblemGroup {
                code: problem.code,
                severity: problem.severity,
                count: 1,
                example: problem_view(problem),
            });
    }
    let mut groups: Vec<_> = by_code.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse((group.severity, group.count)));
    groups
}

/// A problem as the window gets it.
pub(crate) fn problem_view(problem: &Problem) -> ProblemView {
    ProblemView {
        code: problem.code,
        severity: problem.severity,
        place: problem.place.clone(),
        args: problem.args.clone(),
        rejected: problem.rejected.clone(),
    }
}

fn guess_as(sheet: &Sheet, file: &str, view: &MappingView) -> Result<TableGuess, WireError> {
    let rows = header_rows(sheet, view);
    Ok(import::recognise_with_months(
        sheet,
        file,
        dictionary()?,
        view.table,
        Some(&rows),
        months_of(view),
    ))
}

/// The header rows that the sheet really has.
fn header_rows(sheet: &Sheet, view: &MappingView) -> Vec<u32> {
    let last = sheet
        .rows
        .iter()
        .position(|row| row.number == view.header_row);
    let span = (view.header_span.max(1) as usize).min(2);
    let Some(last) = last else {
        return vec![view.header_row];
    };
    let first = (last + 1).saturating_sub(span);
    sheet.rows[first..=last]
        .iter()
        .map(|row| row.number)
        .collect()
}

/// The embedded dictionary of fields.
pub(crate) fn dictionary() -> Result<&'static FieldDictionary, WireError> {
    use std::sync::OnceLock;
    static DICTIONARY: OnceLock<Result<FieldDictionary, String>> = OnceLock::new();
    DICTIONARY
        .get_or_init(|| FieldDictionary::embedded().map_err(|error| error.to_string()))
        .as_ref()
        .map_err(|detail| WireError::new("app.internal").with("detail", detail.clone()))
}
