//! Real files: every row of every readable file is accounted for, and what cannot be read says so.

mod common;

use clientele_import::{FieldDictionary, Origin, convert, recognise};
use common::{files, in_process, shared};
use records::SourceId;

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
