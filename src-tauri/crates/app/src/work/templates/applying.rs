//! Templates and sheets brought together.

use import::{Cell, Sheet, TableGuess};

use super::{Fit, Template, best, normal, overlay};
use crate::wire::{MappingView, PeriodsView, TemplateOffer, WireError, YearSource};
use crate::work::fields::mark_of;
use crate::work::proposal::{dictionary, remapped, view_of};

/// Rows among which a template's header is looked for.
const HEADER_SEARCH: usize = 30;

/// Where a template's headers stand in a sheet.
struct Place {
    header_row: u32,
    header_span: u32,
}

/// The mapping of a sheet: as confirmed before where the headers are the same, otherwise as
/// recognised, with what else was confirmed for nearly the same headers.
///
/// # Errors
/// `app.internal` when the dictionary of fields is broken.
pub fn remembered(
    sheet: &Sheet,
    file: &str,
    guess: &TableGuess,
    templates: &[Template],
) -> Result<(MappingView, Option<TemplateOffer>), WireError> {
    let plain = view_of(sheet, file, guess);
    let Some((template, fit, place)) = find(sheet, &plain, templates) else {
        return Ok((plain, None));
    };
    let offer = offer(template, &fit);
    let mapping = if fit.same {
        applied(sheet, file, template, &place)?
    } else {
        plain
    };
    Ok((mapping, Some(offer)))
}

/// The mapping of a sheet under one template, fitting or not; `None` as plainly recognised.
///
/// # Errors
/// `app.internal` when the dictionary of fields is broken.
pub fn under(
    sheet: &Sheet,
    file: &str,
    template: Option<&Template>,
) -> Result<MappingView, WireError> {
    let plain = view_of(sheet, file, &import::recognise(sheet, file, dictionary()?));
    let Some(template) = template else {
        return Ok(plain);
    };
    let found = find(sheet, &plain, std::slice::from_ref(template));
    let place = found.map_or(
        Place {
            header_row: plain.header_row,
            header_span: plain.header_span,
        },
        |(_, _, place)| place,
    );
    applied(sheet, file, template, &place)
}

fn offer(template: &Template, fit: &Fit) -> TemplateOffer {
    TemplateOffer {
        template: template.id.clone(),
        confirmed_at: template.confirmed_at,
        applied: fit.same,
        added: fit.added.clone(),
        gone: fit.gone.clone(),
    }
}

/// The best template, and where its headers stand. The adviser may have known the header row
/// better than the recognition does, so all first rows are tried before a mere likeness counts.
fn find<'t>(
    sheet: &Sheet,
    plain: &MappingView,
    templates: &'t [Template],
) -> Option<(&'t Template, Fit, Place)> {
    let headers: Vec<&str> = plain
        .columns
        .iter()
        .map(|one| one.header.as_str())
        .collect();
    let place = Place {
        header_row: plain.header_row,
        header_span: plain.header_span,
    };
    let guessed = best(templates, &headers, plain.header_span);
    if let Some((template, fit)) = &guessed
        && fit.same
    {
        return Some((template, fit.clone(), place));
    }
    let elsewhere = templates
        .iter()
        .filter(|template| template.header_span == 1)
        .find_map(|template| Some((template, row_of(sheet, template)?)));
    match elsewhere {
        Some((template, header_row)) => {
            let fit = Fit {
                added: Vec::new(),
                gone: Vec::new(),
                same: true,
            };
            let place = Place {
                header_row,
                header_span: 1,
            };
            Some((template, fit, place))
        }
        None => guessed.map(|(template, fit)| (template, fit, place)),
    }
}

/// The row in which exactly the template's headers stand.
fn row_of(sheet: &Sheet, template: &Template) -> Option<u32> {
    let wanted: Vec<String> = template
        .columns
        .iter()
        .map(|one| normal(&one.header))
        .collect();
    let rows = sheet.rows.iter().take(HEADER_SEARCH);
    let mut fitting = rows.filter(|row| {
        let cells = row.cells.iter().map(Cell::shown);
        let texts = cells
            .map(|text| normal(&text))
            .filter(|text| !text.is_empty());
        texts.eq(wanted.iter().cloned())
    });
    fitting.next().map(|row| row.number)
}

fn applied(
    sheet: &Sheet,
    file: &str,
    template: &Template,
    place: &Place,
) -> Result<MappingView, WireError> {
    let mut wanted = MappingView {
        table: Some(template.table),
        header_row: place.header_row,
        header_span: place.header_span,
        columns: Vec::new(),
        periods: None,
        signs: template.signs.clone(),
    };
    let mut mapping = remapped(sheet, file, &wanted)?;
    if let (Some(kept), Some(found)) = (template.periods, &mapping.periods) {
        let from = YearSource::Template;
        let year = kept.year.filter(|_| found.lacks_year());
        wanted.periods = Some(PeriodsView {
            split: kept.split,
            year: year.or(found.year),
            year_from: year.map(|_| from).or(found.year_from),
            ..found.clone()
        });
        if year.is_some() || !kept.split {
            mapping = remapped(sheet, file, &wanted)?;
        }
    }
    overlay(template, &mut mapping);
    for column in &mut mapping.columns {
        let spec = column
            .field
            .as_ref()
            .and_then(|id| template.table.field(id));
        let of_field = spec.map(|spec| mark_of(spec.privacy)).unwrap_or_default();
        column.privacy = column.privacy.max(of_field);
    }
    Ok(mapping)
}
