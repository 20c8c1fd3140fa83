//! The same document in two files.

use std::collections::BTreeMap;

use records::{Amount, RowRef, TableKind};

use super::{Draft, Scene, count, graded, money, share, source, text};
use crate::ledger::CustomerId;
use crate::reconciliation::model::{CheckStatus, CheckValue};

/// Lines of one document in one file.
#[derive(Default)]
struct Part {
    amount: Amount,
    rows: Vec<RowRef>,
}

/// A document in a later file, and where it stood before.
struct Again<'a> {
    number: &'a str,
    customer: Option<CustomerId>,
    first: (usize, RowRef, Amount),
    later: (usize, Part),
}

/// Documents with the same number, customer and amount; and those with another amount.
pub(super) fn checks(scene: &Scene<'_>) -> Vec<Draft> {
    if scene.lines.sources.len() < 2 {
        let nothing = |id| Draft::new(id, CheckStatus::Nothing);
        return vec![nothing("documents_twice")];
    }
    let shared = shared(scene);
    let (twice, differ) = again(scene, &shared);
    let part = share(twice.len(), numbers(scene));
    let mut drafts = vec![
        draft(scene, "documents_twice", graded(part, 0.0, 0.001), twice).fixed_by("later_files"),
    ];
    if !differ.is_empty() {
        drafts.push(draft(scene, "documents_differ", CheckStatus::Look, differ));
    }
    drafts
}

/// How many document numbers the lines have.
fn numbers(scene: &Scene<'_>) -> usize {
    let mut met = vec![false; scene.lines.document_numbers()];
    for line in scene.lines.all() {
        if let Some(number) = scene.lines.document(&line) {
            met[number] = true;
        }
    }
    met.into_iter().filter(|met| *met).count()
}

/// Whether each number stands in more than one file.
fn shared(scene: &Scene<'_>) -> Vec<bool> {
    let numbers = scene.lines.document_numbers();
    let (mut first, mut shared) = (vec![None; numbers], vec![false; numbers]);
    for line in scene.lines.all() {
        if let Some(number) = scene.lines.document(&line) {
            shared[number] |= *first[number].get_or_insert(line.source) != line.source;
        }
    }
    shared
}

fn again<'a>(scene: &Scene<'a>, shared: &[bool]) -> (Vec<Again<'a>>, Vec<Again<'a>>) {
    type Parts = BTreeMap<usize, Part>;
    let mut documents: BTreeMap<(&str, Option<CustomerId>), Parts> = BTreeMap::new();
    for line in scene.lines.all() {
        let known = scene.lines.document(&line);
        let Some(number) = known
            .filter(|number| shared[*number])
            .and_then(|_| scene.lines.number(&line))
        else {
            continue;
        };
        let parts = documents.entry((number, line.customer)).or_default();
        let part = parts.entry(line.source).or_default();
        part.amount += line.own;
        part.rows.push(line.at);
    }
    let (mut twice, mut differ) = (Vec::new(), Vec::new());
    for ((number, customer), parts) in documents {
        let mut parts = parts.into_iter();
        let Some((first_source, first)) = parts.next() else {
            continue;
        };
        let Some(row) = first.rows.iter().min().copied() else {
            continue;
        };
        for later in parts {
            let same = later.1.amount == first.amount;
            let again = Again {
                number,
                customer,
                first: (first_source, row, first.amount),
                later,
            };
            if same { &mut twice } else { &mut differ }.push(again);
        }
    }
    (twice, differ)
}

fn draft(
    scene: &Scene<'_>,
    id: &'static str,
    status: CheckStatus,
    mut found: Vec<Again<'_>>,
) -> Draft {
    found.sort_by_key(|one| (-one.later.1.amount.0.saturating_abs(), one.number));
    let amount = found.iter().map(|one| one.later.1.amount).sum();
    let table = found.iter().map(|one| example(scene, one)).collect();
    let lines: usize = found.iter().map(|one| one.later.1.rows.len()).sum();
    let draft = Draft::new(id, status)
        .count("count", found.len())
        .count("lines", lines)
        .money("amount", amount)
        .examples(
            &[
                "document", "customer", "amount", "file", "row", "again", "row", "amount",
            ],
            table,
        );
    let rows = found.into_iter().flat_map(|one| one.later.1.rows).collect();
    draft.rows(TableKind::Orders, rows)
}

fn example(scene: &Scene<'_>, one: &Again<'_>) -> Vec<CheckValue> {
    let customer = one
        .customer
        .map_or_else(String::new, |id| scene.ledger.name(id).to_owned());
    let (first, row, amount) = one.first;
    let (later, part) = &one.later;
    let again = part.rows.iter().min().map_or(0, |at| at.row);
    vec![
        text(one.number),
        text(customer),
        money(amount),
        source(scene.lines.sources[first]),
        count(row.row as usize),
        source(scene.lines.sources[*later]),
        count(again as usize),
        money(part.amount),
    ]
}
