use records::{ProblemCode, TableKind};

use super::pairs::{Joins, Pair, Table, names_goods};
use super::wide::Layout;
use crate::cell::Sheet;
use crate::dictionary::FieldDictionary;
use crate::mapping::Mapping;
use crate::recognise::{TableGuess, recognise, recognise_as};
use crate::watch::Watch;

/// How sure a table is that was recognised only by what it completes.
const COMPLETING: f64 = 0.7;

/// Recognises tables that are looked at together, with the names of their files. Lines of orders
/// without customer and date, and lists of products with prices, are no table by themselves; beside
/// the one that they complete they are.
#[must_use]
pub fn recognise_together(
    sheets: &[(&Sheet, &str)],
    dictionary: &FieldDictionary,
) -> (Vec<TableGuess>, Vec<Pair>) {
    recognise_together_watched(sheets, dictionary, &Watch::nobody())
}

/// The same, for long tables of which somebody may want to hear no more.
#[must_use]
pub fn recognise_together_watched(
    sheets: &[(&Sheet, &str)],
    dictionary: &FieldDictionary,
    watch: &Watch<'_>,
) -> (Vec<TableGuess>, Vec<Pair>) {
    let mut guesses = Vec::new();
    let mut candidates = Vec::new();
    for (sheet, file) in sheets {
        let guess = recognise(sheet, file, dictionary);
        candidates.push(candidate(sheet, file, dictionary, &guess));
        guesses.push(guess);
    }
    let mappings = candidates.iter().zip(&guesses).map(|(candidate, guess)| {
        let guess = candidate.as_ref().unwrap_or(guess);
        guess
            .mapping()
            .filter(|mapping| mapping.kind == TableKind::Orders)
    });
    let mappings: Vec<Option<Mapping>> = mappings.collect();
    let at: Vec<usize> = (0..sheets.len())
        .filter(|at| mappings[*at].is_some())
        .collect();
    let tables = at.iter().filter_map(|at| {
        let mapping = mappings[*at].as_ref()?;
        Some(Table {
            sheet: sheets[*at].0,
            mapping,
        })
    });
    let joins = Joins::find_watched(&tables.collect::<Vec<_>>(), watch);
    let pairs = joins.pairs().iter().map(|pair| Pair {
        from: at[pair.from],
        to: at[pair.to],
        ..*pair
    });
    let pairs: Vec<Pair> = pairs.collect();
    for (at, candidate) in candidates.into_iter().enumerate() {
        let joined = pairs.iter().any(|pair| pair.from == at || pair.to == at);
        if let Some(candidate) = candidate.filter(|_| joined) {
            guesses[at] = candidate;
        }
    }
    (guesses, pairs)
}

/// Lines of orders that are no table by themselves: they name orders and goods, but neither customer
/// nor date. As what they would be beside their orders.
#[must_use]
pub fn lines_of_orders(
    sheet: &Sheet,
    file: &str,
    dictionary: &FieldDictionary,
    guess: &TableGuess,
) -> Option<TableGuess> {
    let found = candidate(sheet, file, dictionary, guess)?;
    let mapping = found.mapping()?;
    (mapping.column("order_no").is_some() && names_goods(&mapping)).then_some(found)
}

/// A table that was not recognised, as part of an order list.
fn candidate(
    sheet: &Sheet,
    file: &str,
    dictionary: &FieldDictionary,
    guess: &TableGuess,
) -> Option<TableGuess> {
    if guess.problem != Some(ProblemCode::UnknownTable) {
        return None;
    }
    let rows = Some(guess.header_rows.as_slice());
    let mut found = recognise_as(sheet, file, dictionary, Some(TableKind::Orders), rows);
    let has = |field: &str| {
        let mut columns = found.columns.iter();
        columns.any(|column| column.field.as_deref() == Some(field))
    };
    let keyed = has("order_no") || has("product_code");
    let mapped = found.columns.iter().filter(|column| column.field.is_some());
    if !keyed || mapped.count() < 2 || found.layout != Layout::Rows {
        return None;
    }
    found.confidence = COMPLETING;
    Some(found)
}
