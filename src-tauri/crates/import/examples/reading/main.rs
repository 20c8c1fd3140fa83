//! Reads one generated order book in one way and says how long it took: the single runs of
//! `cargo xtask bench import`, each in a process of its own.
//!
//! `reading generate FOLDER ROWS` · `reading scan|child|calamine|inflate FILE`

mod generate;

use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use calamine::{Reader, Xlsx};
use clientele_import::{ReadOptions, read, worker};

/// Result or a word on why not.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() {
    // The same program reads the file in a child of its own.
    if let Some(code) = worker::run_if_worker(std::env::args_os()) {
        std::process::exit(code);
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let begun = Instant::now();
    let outcome = match words.as_slice() {
        ["generate", folder, rows] => rows
            .parse()
            .map_err(Into::into)
            .and_then(|rows| generate::all(Path::new(folder), rows)),
        ["scan", file] => ours(file, ReadOptions::in_process()),
        ["child", file] => program().and_then(|program| ours(file, ReadOptions::in_child(program))),
        ["calamine", file] => by_calamine(file),
        ["inflate", file] => inflate(file),
        _ => Err("generate FOLDER ROWS | scan|child|calamine|inflate FILE".into()),
    };
    let seconds = begun.elapsed().as_secs_f64();
    let said = match &outcome {
        Ok(cells) => writeln!(std::io::stdout(), "{seconds:.3} {cells}"),
        Err(error) => writeln!(std::io::stderr(), "{error}"),
    };
    std::process::exit(i32::from(outcome.is_err() || said.is_err()));
}

fn program() -> Outcome<PathBuf> {
    Ok(std::env::current_exe()?)
}

/// Everything into memory, as the product does; the cells that hold something.
fn ours(file: &str, options: ReadOptions) -> Outcome<u64> {
    let book = read(
        Path::new(file),
        &options,
        &mut |_| ControlFlow::Continue(()),
    )?;
    let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    let cells = rows.map(|row| row.cells.len() as u64).sum();
    // Giving the memory back is no reading.
    std::mem::forget(book);
    Ok(cells)
}

fn by_calamine(file: &str) -> Outcome<u64> {
    let mut book: Xlsx<_> = calamine::open_workbook(file)?;
    let mut cells = 0;
    for name in book.sheet_names() {
        cells += book.worksheet_range(&name)?.used_cells().count() as u64;
    }
    Ok(cells)
}

/// What no reader of the sheet can be faster than; the bytes.
fn inflate(file: &str) -> Outcome<u64> {
    let mut archive = zip::ZipArchive::new(std::io::BufReader::new(std::fs::File::open(file)?))?;
    let mut sheet = archive.by_name("xl/worksheets/sheet1.xml")?;
    let mut buffer = vec![0; 256 * 1024];
    let mut bytes = 0;
    loop {
        match sheet.read(&mut buffer)? {
            0 => return Ok(bytes),
            read => bytes += read as u64,
        }
    }
}
