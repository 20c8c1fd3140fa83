//! Orders of the project that a table looked at belongs to: their lines, or the orders themselves
//! once more. Tables are joined only when they are imported together, so that what the project
//! holds is never changed behind the adviser's back; this says which file to choose again.

use import::{Mapping, Sheet, Table, TableGuess};
use records::{ProblemCode, TableKind};
use store::{NumberedOrders, Page, ProblemFilter, Project, TargetId};

use crate::wire::{CounterpartKind, CounterpartView, WireError};
use crate::work::proposal::dictionary;

/// Order numbers that are looked up.
const ASKED: usize = 400;

/// The file of the project that a table should be imported together with.
///
/// # Errors
/// `store.*`; `app.internal` when the dictionary of fields is broken.
pub fn counterpart(
    project: &Project,
    target: TargetId,
    (sheet, file): (&Sheet, &str),
    guess: &TableGuess,
) -> Result<Option<CounterpartView>, WireError> {
    let orphan = import::lines_of_orders(sheet, file, dictionary()?, guess);
    let lines = orphan.is_some();
    let Some(mapping) = orphan
        .as_ref()
        .unwrap_or(guess)
        .mapping()
        .filter(is_numbered)
    else {
        return Ok(None);
    };
    let goods = import::names_goods(&mapping);
    if !goods && let Some(file) = lines_left_out(project, target)? {
        let kind = CounterpartKind::LinesLeftOut;
        return Ok(Some(CounterpartView {
            kind,
            file,
            matched: 0,
            of: 0,
        }));
    }
    let numbers = import::order_numbers(
        &Table {
            sheet,
            mapping: &mapping,
        },
        ASKED,
    );
    // Orders beside lines: one of the two says what was bought, the other does not.
    let other_half = |found: &&NumberedOrders| {
        found.numbers * 2 >= numbers.len() as u64 && (found.goods > 0) != goods
    };
    let found = project.orders_numbered(target, &numbers)?;
    let Some(found) = found.iter().find(other_half) else {
        return Ok(None);
    };
    let sources = project.sources(target)?;
    let source = sources.into_iter().find(|one| one.id == found.source);
    Ok(source.map(|source| CounterpartView {
        kind: if lines {
            CounterpartKind::Lines
        } else {
            CounterpartKind::Twice
        },
        file: source.about.file,
        matched: found.numbers,
        of: numbers.len() as u64,
    }))
}

fn is_numbered(mapping: &Mapping) -> bool {
    mapping.kind == TableKind::Orders && mapping.column("order_no").is_some()
}

/// A file whose lines could not be imported for want of their orders.
fn lines_left_out(project: &Project, target: TargetId) -> Result<Option<String>, WireError> {
    let filter = ProblemFilter {
        code: Some(ProblemCode::LinesWithoutOrders),
        ..ProblemFilter::default()
    };
    let page = Page {
        offset: 0,
        limit: 1,
    };
    let found = project.problems(target, filter, page)?.pop();
    Ok(found.map(|stored| stored.problem.place.file))
}
