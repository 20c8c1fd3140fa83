//! Every workbook and text table of the shared data on one list: what was recognised, how many
//! columns are right by the answer key, what became of the rows, how long it took.
//! `cargo run -p clientele-import --example survey [FOLDER …]`; tab-separated.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a tool of the tests

#[path = "../tests/recognition/key.rs"]
mod key;
// The list needs less of it than the test.
#[allow(dead_code)]
#[path = "../tests/recognition/measure.rs"]
mod measure;

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use clientele_import::{
    FieldDictionary, Origin, ReadOptions, Tally, convert_each, read, recognise, split,
};
use key::Key;
use records::SourceId;

fn main() {
    let Some(data) = key::data() else { return };
    let (key, dictionary) = (Key::read(), FieldDictionary::embedded().unwrap());
    let mut folders: Vec<String> = std::env::args().skip(1).collect();
    if folders.is_empty() {
        folders = ["open", "local-only", "synthetic"]
            .map(str::to_owned)
            .into();
    }
    println!(
        "file\ttables\tcolumns right/of\twith a field right/of\taccepted\trejected\tdropped\tseconds"
    );
    for folder in folders {
        for file in key::files_under(&data, &folder) {
            let known = key.unreadable.contains(&file) || key.files().contains_key(&file);
            let table = [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"]
                .iter()
                .any(|end| file.ends_with(end));
            if known || table {
                println!("{file}\t{}", line(&data, &file, &key, &dictionary));
            }
        }
    }
}

fn line(data: &Path, file: &str, key: &Key, dictionary: &FieldDictionary) -> String {
    let begun = Instant::now();
    let go = &mut |_| ControlFlow::Continue(());
    let book = match read(&data.join(file), &ReadOptions::in_process(), go) {
        Ok(book) => book,
        Err(error) => {
            return format!(
                "not read: {}\t-\t-\t-\t-\t-\t{:.2}",
                error.code.id(),
                begun.elapsed().as_secs_f64()
            );
        }
    };
    let judged = measure::judge(key, file, &book, dictionary);
    let (mut kinds, mut total) = (Vec::new(), Tally::default());
    for sheet in book.sheets {
        for table in split(sheet, dictionary) {
            let Some(mapping) = recognise(&table, &book.file, dictionary).mapping() else {
                kinds.push("-".to_owned());
                continue;
            };
            kinds.push(mapping.kind.id().to_owned());
            let origin = Origin {
                source: SourceId(1),
                file: &book.file,
            };
            let (_, tally) = convert_each(&table, &mapping, origin, &mut |_, _| {
                ControlFlow::Continue(())
            });
            assert!(tally.adds_up(), "{file}");
            total.accepted += tally.accepted;
            total.rejected += tally.rejected;
            total.dropped_blank += tally.dropped();
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let (all, keyed, _) = measure::counts(judged.iter());
    format!(
        "{}\t{}/{}\t{}/{}\t{}\t{}\t{}\t{seconds:.2}",
        kinds.join(" "),
        all.right,
        all.of,
        keyed.right,
        keyed.of,
        total.accepted,
        total.rejected,
        total.dropped_blank
    )
}
