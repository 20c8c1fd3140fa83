// Long because: finding a header and weighing the tables against it share their small helpers.
use records::{Need, Privacy, ProblemCode, TableKind};
use serde::{Deserialize, Serialize};

use crate::cell::{Cell, Row, Sheet};
use crate::dictionary::FieldDictionary;
use crate::discounts;
use crate::header::{Header, Unit, column_letters, normalise, unit};
use crate::layout::{Layout, periods_in, wide_guess};
use crate::matching::{Columns, Fit, Reason, fit};
use crate::parse::Profile;
use crate::privacy::{self, PrivacyReason};
use crate::settle;

/// Rows among which a header is looked for; above it stand titles and tips.
const HEADER_SEARCH: usize = 30;
/// Rows below the header that show of which type a column is.
const SAMPLE_ROWS: usize = 300;
/// Columns beyond this are not guessed at: no spreadsheet has more.
const COLUMNS: usize = 16_384;
/// Columns that a header is found by.
const HEADER_COLUMNS: usize = 400;
/// A table with all its required columns counts as recognised from here on.
const RECOGNISED: f64 = 1.1;
/// A table that lacks one, from here on: enough to tell the adviser what is missing.
const RECOGNISED_INCOMPLETE: f64 = 4.0;

/// What a column seems to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnGuess {
    /// 0-based column.
    pub index: u32,
    /// Its letters.
    pub letter: String,
    /// Its header; of two header rows `group/header`.
    pub header: String,
    /// Field id, where one was found.
    pub field: Option<String>,
    /// How sure, 0–1.
    pub confidence: f64,
    /// Why this field, or why none.
    pub reason: Reason,
    /// What the header says about the numbers.
    pub unit: Unit,
    /// Other fields it could serve, best first, with their confidence.
    #[serde(default)]
    pub alternatives: Vec<(String, f64)>,
    /// Whose secret it is, mapped or not.
    #[serde(default)]
    pub privacy: Privacy,
    /// Why, where it is personal.
    #[serde(default)]
    pub privacy_reason: Option<PrivacyReason>,
    /// Whether it is imported unless the adviser says otherwise: it serves a field, and it is no
    /// personal information that nothing needs.
    #[serde(default)]
    pub keep: bool,
}

/// What a sheet seems to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableGuess {
    /// 1-based header rows: none, one or two.
    pub header_rows: Vec<u32>,
    /// The table, where one was recognised.
    pub kind: Option<TableKind>,
    /// How sure, 0–1.
    pub confidence: f64,
    /// Other tables it could be, best first, with their confidence.
    pub others: Vec<(TableKind, f64)>,
    /// One a header.
    pub columns: Vec<ColumnGuess>,
    /// How rows become records.
    #[serde(default)]
    pub layout: Layout,
    /// Why there is no table: [`ProblemCode::EmptySheet`], [`ProblemCode::NoHeader`] or
    /// [`ProblemCode::UnknownTable`].
    pub problem: Option<ProblemCode>,
}

/// What the adviser says of a table with a column a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Months {
    /// Nothing: they are what they seem to be.
    #[default]
    Found,
    /// The year of the first, where headers name none.
    Year(i16),
    /// They are no periods: each row is one record as it stands.
    AsTheyStand,
}

/// Finds the header of a sheet, the table it is and the field each column serves. `file` is the
/// file's name, which may name the table.
#[must_use]
pub fn recognise(sheet: &Sheet, file: &str, dictionary: &FieldDictionary) -> TableGuess {
    guess(sheet, file, dictionary, None, None, Months::Found)
}

/// The same where the adviser knows the table, or the 1-based header rows, better.
#[must_use]
pub fn recognise_as(
    sheet: &Sheet,
    file: &str,
    dictionary: &FieldDictionary,
    kind: Option<TableKind>,
    header_rows: Option<&[u32]>,
) -> TableGuess {
    guess(sheet, file, dictionary, kind, header_rows, Months::Found)
}

/// The same where the adviser knows better about months in columns.
#[must_use]
pub fn recognise_with_months(
    sheet: &Sheet,
    file: &str,
    dictionary: &FieldDictionary,
    kind: Option<TableKind>,
    header_rows: Option<&[u32]>,
    months: Months,
) -> TableGuess {
    guess(sheet, file, dictionary, kind, header_rows, months)
}

fn guess(
    sheet: &Sheet,
    file: &str,
    dictionary: &FieldDictionary,
    kind: Option<TableKind>,
    header_rows: Option<&[u32]>,
    months: Months,
) -> TableGuess {
    if sheet
        .rows
        .iter()
        .all(|row| row.cells.iter().all(Cell::is_blank))
    {
        return nothing(ProblemCode::EmptySheet);
    }
    let found = match header_rows {
        Some(rows) => at_rows(sheet, rows, dictionary),
        None => find_header(sheet, dictionary),
    };
    let Some(found) = found else {
        return nothing(ProblemCode::NoHeader);
    };
    let body = &sheet.rows[found.body..];
    let sample = &body[..body.len().min(SAMPLE_ROWS)];
    let profiles: Vec<Profile> = (0..found.headers.len())
        .map(|column| Profile::of(sample.iter().map(|row| row.cell(column))))
        .collect();
    let matched = Columns {
        headers: &found.headers,
        profiles: &profiles,
        same: &|one, other| sample.iter().all(|row| row.cell(one) == row.cell(other)),
        staff: dictionary.is_staff(&found.headers),
    };
    let mut fits: Vec<(TableKind, Fit, f64)> = dictionary
        .tables()
        .filter(|(candidate, _)| kind.is_none_or(|wanted| wanted == *candidate))
        .map(|(candidate, words)| {
            let fit = fit(candidate, words, dictionary, &matched);
            let named = named(sheet, file, &found.above, &words.names, dictionary);
            let matched = fit.columns.iter().flatten().count();
            let score = if matched == 0 { 0.0 } else { fit.score + named };
            (candidate, fit, score)
        })
        .collect();
    // A table with all its required columns goes before one that lacks some.
    let weighed =
        |(_, fit, score): &(TableKind, Fit, f64)| score * 0.4_f64.powi(fit.missing as i32);
    fits.sort_by(|a, b| weighed(b).total_cmp(&weighed(a)));
    let orders = fits.iter().find(|(found, ..)| *found == TableKind::Orders);
    let wide = |fit: &Fit| fit.missing > 0 && months != Months::AsTheyStand;
    if let Some((_, fit, _)) = orders.filter(|(_, fit, _)| wide(fit)) {
        let year = match months {
            Months::Year(year) => Some(year),
            _ => None,
        };
        let titles = [found.above.as_str(), &sheet.name, file];
        let columns = columns(
            TableKind::Orders,
            true,
            &found.headers,
            fit,
            body,
            dictionary,
        );
        if let Some(guess) = wide_guess(&found.headers, columns, &profiles, &titles, year) {
            return TableGuess {
                header_rows: found.rows,
                ..guess
            };
        }
    }
    let confidence = |score: f64| (score / 6.0).clamp(0.0, 1.0);
    let others: Vec<_> = fits
        .iter()
        .skip(1)
        .take(3)
        .map(|fit| (fit.0, confidence(weighed(fit))))
        .collect();
    let sureness = fits.first().map_or(0.0, |fit| confidence(weighed(fit)));
    let Some((best, fit, score)) = fits.into_iter().next() else {
        return nothing(ProblemCode::UnknownTable);
    };
    let enough = match fit.missing {
        0 => score >= RECOGNISED,
        1 => score >= RECOGNISED_INCOMPLETE,
        _ => false,
    };
    let matched = fit.columns.iter().flatten().count();
    let sure = kind.is_some() || (enough && matched >= 2);
    TableGuess {
        header_rows: found.rows,
        kind: sure.then_some(best),
        confidence: sureness,
        others,
        columns: columns(best, sure, &found.headers, &fit, body, dictionary),
        layout: Layout::Rows,
        problem: (!sure).then_some(ProblemCode::UnknownTable),
    }
}

fn nothing(problem: ProblemCode) -> TableGuess {
    TableGuess {
        header_rows: Vec::new(),
        kind: None,
        confidence: 0.0,
        others: Vec::new(),
        columns: Vec::new(),
        layout: Layout::Rows,
        problem: Some(problem),
    }
}

fn columns(
    kind: TableKind,
    sure: bool,
    headers: &[Header],
    fit: &Fit,
    body: &[Row],
    dictionary: &FieldDictionary,
) -> Vec<ColumnGuess> {
    let mut guesses = Vec::new();
    let id = |field: usize| kind.fields()[field].id.to_owned();
    for (index, header) in headers
        .iter()
        .enumerate()
        .filter(|(_, header)| !header.is_blank())
    {
        let (field, confidence, reason) = match &fit.columns[index] {
            Ok(found) if sure => (Some(id(found.field)), found.confidence, found.reason),
            Ok(_) => (None, 0.0, Reason::Unknown),
            Err(reason) => (None, 0.0, *reason),
        };
        let others = fit.alternatives[index].iter().filter(|_| sure);
        guesses.push(ColumnGuess {
            index: index as u32,
            letter: column_letters(index as u32),
            header: header.shown.clone(),
            field,
            confidence,
            reason,
            unit: header.unit,
            alternatives: others
                .map(|(field, confidence)| (id(*field), *confidence))
                .collect(),
            privacy: Privacy::Plain,
            privacy_reason: None,
            keep: false,
        });
    }
    if kind == TableKind::Orders {
        settle::price_called_amount(&mut guesses, body);
        discounts::amount_after_discount(&mut guesses, body);
        settle::amount_from_net(&mut guesses);
        settle::amount_from_refund(&mut guesses);
    }
    for guess in &mut guesses {
        protect(
            kind,
            guess,
            &headers[guess.index as usize],
            body,
            dictionary,
        );
    }
    guesses
}

/// Marks personal columns, and which columns are kept by default.
fn protect(
    kind: TableKind,
    guess: &mut ColumnGuess,
    header: &Header,
    body: &[Row],
    dictionary: &FieldDictionary,
) {
    let field = guess.field.as_deref().and_then(|field| kind.field(field));
    let cells = body
        .iter()
        .take(SAMPLE_ROWS)
        .map(|row| row.cell(guess.index as usize));
    (guess.privacy, guess.privacy_reason) =
        privacy::of_column(header, field, cells, &dictionary.privacy);
    guess.keep = field.is_some_and(|field| match guess.privacy {
        Privacy::Plain => true,
        Privacy::Personal => field.needed,
        Privacy::Sensitive => field.need == Need::Required,
    });
}

/// Points for a sheet, title or file name that names the table.
fn named(
    sheet: &Sheet,
    file: &str,
    above: &str,
    names: &[String],
    dictionary: &FieldDictionary,
) -> f64 {
    let says = |text: &str| {
        let text = normalise(text, dictionary.fold());
        names.iter().any(|name| text.contains(name.as_str()))
    };
    if says(&sheet.name) {
        2.0
    } else if says(above) {
        1.5
    } else if says(file) {
        1.0
    } else {
        0.0
    }
}

/// A header that was found.
struct Found {
    rows: Vec<u32>,
    headers: Vec<Header>,
    /// What stands above it.
    above: String,
    /// Position of the first row below it.
    body: usize,
}

fn find_header(sheet: &Sheet, dictionary: &FieldDictionary) -> Option<Found> {
    let rows = &sheet.rows[..sheet.rows.len().min(HEADER_SEARCH)];
    let mut best: Option<(usize, f64)> = None;
    for (at, row) in rows.iter().enumerate() {
        let score = header_score(row, dictionary);
        if score > best.map_or(0.0, |(_, known)| known) {
            best = Some((at, score));
        }
    }
    let at = best
        .map(|(at, _)| at)
        .or_else(|| rows.iter().position(looks_like_header))?;
    let single = at..at + 1;
    let pairs = [
        at.checked_sub(1).map(|above| above..at + 1),
        Some(at..at + 2),
    ];
    let alone = known(
        &headers(&sheet.rows[single.clone()], dictionary),
        dictionary,
    );
    let joined = pairs
        .into_iter()
        .flatten()
        .filter(|pair| is_pair(sheet, pair.clone(), dictionary));
    let better = joined
        .map(|pair| {
            (
                known(&headers(&sheet.rows[pair.clone()], dictionary), dictionary),
                pair,
            )
        })
        .filter(|(count, _)| *count > alone)
        .max_by_key(|(count, _)| *count);
    found(sheet, better.map_or(single, |(_, pair)| pair), dictionary)
}

fn at_rows(sheet: &Sheet, rows: &[u32], dictionary: &FieldDictionary) -> Option<Found> {
    let first = sheet
        .rows
        .iter()
        .position(|row| Some(&row.number) == rows.first())?;
    let last = sheet
        .rows
        .iter()
        .position(|row| Some(&row.number) == rows.last())?;
    found(sheet, first..last.max(first) + 1, dictionary)
}

fn found(sheet: &Sheet, at: std::ops::Range<usize>, dictionary: &FieldDictionary) -> Option<Found> {
    let rows = sheet.rows.get(at.clone())?;
    let above = text_above(&sheet.rows[..at.start]);
    let mut headers = headers_within(rows, COLUMNS, dictionary);
    let general = unit(&above);
    for header in &mut headers {
        // 单位：万元 over the table is for amounts that say nothing themselves.
        if header.unit.scale == 1.0 && !header.shown.contains('元') {
            header.unit.scale = general.scale;
        }
    }
    Some(Found {
        rows: rows.iter().map(|row| row.number).collect(),
        headers,
        above,
        body: at.end,
    })
}

fn text_above(rows: &[Row]) -> String {
    let texts: Vec<&str> = rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter_map(Cell::text)
        .take(20)
        .collect();
    texts.join(" ")
}

/// The headers by which a header row is found.
fn headers(rows: &[Row], dictionary: &FieldDictionary) -> Vec<Header> {
    headers_within(rows, HEADER_COLUMNS, dictionary)
}

fn headers_within(rows: &[Row], columns: usize, dictionary: &FieldDictionary) -> Vec<Header> {
    let width = rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0)
        .min(columns);
    let fold = dictionary.fold();
    let mut group = String::new();
    (0..width)
        .map(|column| match rows {
            [top, bottom] => {
                let (above, below) = (top.cell(column).shown(), bottom.cell(column).shown());
                if !above.trim().is_empty() {
                    group = above.clone();
                }
                if below.trim().is_empty() {
                    Header::new(&above, fold)
                } else {
                    Header::under(&group, &below, fold)
                }
            }
            _ => rows.first().map_or_else(Header::default, |row| {
                Header::new(&row.cell(column).shown(), fold)
            }),
        })
        .collect()
}

/// Headers that the dictionary knows exactly, each counted once.
fn known(headers: &[Header], dictionary: &FieldDictionary) -> usize {
    let mut seen = std::collections::BTreeSet::new();
    for header in headers {
        if let Some(form) = header
            .forms
            .iter()
            .find(|form| dictionary.tables_knowing(form) > 0)
        {
            seen.insert(form.as_str());
        }
    }
    seen.len()
}

/// Known headers count, further texts a little, numbers and dates against.
fn header_score(row: &Row, dictionary: &FieldDictionary) -> f64 {
    let headers = headers(std::slice::from_ref(row), dictionary);
    let texts: Vec<String> = row.cells.iter().map(Cell::shown).collect();
    let periods = periods_in(texts.iter().map(String::as_str));
    let known = known(&headers, dictionary) + periods;
    let shown = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    if known < 2 && !(known == 1 && shown <= 2) {
        return 0.0;
    }
    let values = row
        .cells
        .iter()
        .filter(|cell| !cell.is_blank() && cell.text().is_none())
        .count();
    let values = if periods > 0 { 0 } else { values };
    known as f64 + 0.1 * (shown - values) as f64 - values as f64
}

/// A row of several short texts and no value, where the dictionary knows none of them.
fn looks_like_header(row: &Row) -> bool {
    let shown: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    shown.len() >= 3
        && shown.iter().all(|cell| {
            cell.text().is_some_and(|text| {
                text.chars().count() <= 60
                    && !text
                        .chars()
                        .all(|c| c.is_ascii_digit() || ".-/:".contains(c))
            })
        })
}

/// Two rows that complete each other: texts only, adjacent, the upper no title, the lower with a
/// known header of its own under a group or beside a header of the upper row.
fn is_pair(sheet: &Sheet, at: std::ops::Range<usize>, dictionary: &FieldDictionary) -> bool {
    let Some([top, bottom]) = sheet.rows.get(at) else {
        return false;
    };
    let texts = |row: &Row| {
        row.cells
            .iter()
            .all(|cell| cell.is_blank() || cell.text().is_some())
    };
    let shown = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let own = headers(std::slice::from_ref(bottom), dictionary);
    let gap = (0..top.cells.len())
        .any(|column| !top.cell(column).is_blank() && bottom.cell(column).is_blank());
    let above: Vec<String> = top.cells.iter().map(Cell::shown).collect();
    bottom.number == top.number + 1
        && texts(top)
        && texts(bottom)
        && shown(top) >= 2
        && (gap || periods_in(above.iter().map(String::as_str)) > 0)
        && known(&own, dictionary) >= 1
}
