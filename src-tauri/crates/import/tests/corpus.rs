//! Real files: every row of every readable file is accounted for, and what cannot be read says so.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use std::path::Path;

use clientele_import::{FieldDictionary, Origin, convert, recognise};
use common::{files, in_process, shared};
use records::{SourceId, TableKind, Value};

#[test]
fn every_row_of_the_corpus_is_accounted_for() {
    let dictionary = FieldDictionary::embedded().unwrap();
    for folder in [
        "open/chinese",
        "open/b2b",
        "open/survey",
        "open/complaints",
        "local-only",
        "synthetic",
    ] {
        let Some(folder) = shared(folder) else {
            continue;
        };
        for path in files(&folder) {
            let book = match in_process(&path) {
                Ok(book) => book,
                Err(error) => {
                    println!("{}: {} {:?}", path.display(), error.code.id(), error.args);
                    continue;
                }
            };
            for sheet in &book.sheets {
                let guess = recognise(sheet, &book.file, &dictionary);
                print!(
                    "{} [{}] {:?} {:?} rows {}: ",
                    book.file,
                    sheet.name,
                    book.format,
                    book.encoding,
                    sheet.rows.len()
                );
                let Some(mapping) = guess.mapping() else {
                    println!(
                        "{:?} {:?} {:?}",
                        guess.problem, guess.header_rows, guess.others
                    );
                    continue;
                };
                let done = convert(
                    sheet,
                    &mapping,
                    Origin {
                        source: SourceId(1),
                        file: &book.file,
                        today: common::TODAY,
                    },
                );
                println!(
                    "{} {:.2} {:?}\n    {:?}",
                    mapping.kind.id(),
                    guess.confidence,
                    guess.header_rows,
                    done.tally
                );
                for column in &guess.columns {
                    print!(
                        "  {}={}({:.2}{})",
                        column.header,
                        column.field.as_deref().unwrap_or("-"),
                        column.confidence,
                        column.reason.id()
                    );
                }
                println!();
                for problem in done
                    .problems
                    .iter()
                    .filter(|p| p.code != records::ProblemCode::UnmappedColumn)
                    .take(4)
                {
                    println!(
                        "    {:?} {:?} {:?} {:?}",
                        problem.code, problem.place.row, problem.place.column, problem.args
                    );
                }
                assert!(done.tally.adds_up(), "{} {:?}", book.file, done.tally);
            }
        }
    }
}

/// The UCI workbook against the totals that its page states (shared data, DATA.md).
#[test]
fn online_retail_gives_its_published_totals() {
    let Some(folder) = shared("open/online-retail") else {
        return;
    };
    let begun = std::time::Instant::now();
    let book = common::in_child(&folder.join("Online Retail.xlsx")).unwrap();
    let read = begun.elapsed();
    let dictionary = FieldDictionary::embedded().unwrap();
    let mapping = recognise(&book.sheets[0], &book.file, &dictionary)
        .mapping()
        .unwrap();
    let recognised = begun.elapsed();
    let origin = Origin {
        source: SourceId(1),
        file: &book.file,
        today: common::TODAY,
    };
    let done = convert(&book.sheets[0], &mapping, origin);
    println!(
        "read {read:?}, recognised {recognised:?}, converted {:?}",
        begun.elapsed()
    );
    println!("{:?} {:?}", done.tally, mapping.columns);
    for problem in done.problems.iter().take(20) {
        println!("{problem:?}");
    }
    let field = |id: &str| {
        done.kind
            .fields()
            .iter()
            .position(|field| field.id == id)
            .unwrap()
    };
    let (mut quantity, mut amount, mut customers) = (0.0, 0.0, std::collections::BTreeSet::new());
    for (_, values) in &done.records {
        if let Value::Number(number) = values[field("quantity")] {
            quantity += number;
        }
        if let Value::Amount(money) = values[field("amount")] {
            amount += money.units();
        }
        if let Value::Text(code) = &values[field("customer_code")] {
            customers.insert(code.clone());
        }
    }
    assert_eq!((done.tally.read, done.tally.accepted), (541_909, 541_909));
    assert_eq!((quantity, customers.len()), (5_176_450.0, 4_372));
    // Lines are rounded to the penny, the published total is not.
    assert!((amount - 9_747_747.934).abs() < 50.0, "{amount}");
}

/// The sample that the product ships holds every evidence table; each of its sheets must be recognised without help.
#[test]
fn every_sheet_of_the_sample_is_recognised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples/sealmaker");
    if !folder.exists() {
        println!("skipped: no sample");
        return;
    }
    let dictionary = FieldDictionary::embedded().unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for path in files(&folder) {
        if !path.extension().is_some_and(|e| e == "xlsx" || e == "csv") {
            continue;
        }
        let book = in_process(&path).unwrap();
        for sheet in book.sheets.iter().filter(|sheet| !sheet.hidden) {
            let guess = recognise(sheet, &book.file, &dictionary);
            let kind = guess
                .kind
                .unwrap_or_else(|| panic!("{} {}", book.file, sheet.name));
            let done = common::converted(sheet, &book.file);
            assert!(done.tally.accepted > 0, "{} {}", book.file, sheet.name);
            for column in guess.columns.iter().filter(|column| column.field.is_none()) {
                println!("{} {}: {}", kind.id(), column.header, column.reason.id());
            }
            kinds.insert(kind);
        }
    }
    // Control totals come from the firm's accountant, not with its customers' data.
    kinds.insert(TableKind::ControlTotals);
    assert_eq!(kinds.len(), TableKind::ALL.len(), "{kinds:?}");
}
