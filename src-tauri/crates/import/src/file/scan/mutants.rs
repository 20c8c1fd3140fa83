//! Thousands of damaged workbooks and texts, the same in every run: no panic, no endless reading,
//! and never other cells than calamine's. By hand, with the number of mutants in `MUTANTS`:
//! `cargo test -p clientele-import --lib mutants -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::differential::{files, same};
use crate::file::assemble::Assembler;
use crate::file::emit::Emitter;
use crate::file::input::Content;
use crate::file::meter::Meter;
use crate::file::{Limits, Workbook, delimited, encoding, format, spreadsheet};

/// Larger files take long and tell no more.
const LARGEST: u64 = 24 * 1024;
/// Pieces that are put in somewhere.
const PIECES: [&str; 22] = [
    "<",
    ">",
    "\"",
    "&",
    "&amp;",
    "&#10;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "</c>",
    "</v>",
    "<v>",
    "<c>",
    "<row>",
    "</row>",
    "<c r=\"A1\"/>",
    " t=\"s\"",
    " s=\"1\"",
    " r=\"XFD1048576\"",
    "1e999",
    "-",
    "\u{4e2d}",
];

/// A fixed stream of numbers without pattern (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(bytes.len());
        let length = numbers.below(12).min(bytes.len() - at);
        match numbers.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let copy = bytes[at..at + length].to_vec();
                let to = numbers.below(bytes.len());
                drop(bytes.splice(to..to, copy));
            }
            3 => bytes.truncate(at),
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())].bytes();
                drop(bytes.splice(at..at, piece));
            }
        }
    }
}

type Parts = Vec<(String, Vec<u8>)>;

/// The parts of a workbook that a reader looks at.
fn parts(bytes: &[u8]) -> Option<Parts> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    Some(parts)
}

fn zipped(parts: &Parts) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name.as_str(), stored).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads with the scanner alone, or with calamine alone; `None` where it declines or fails.
fn read(content: &Content, scan: bool) -> Option<Workbook> {
    let meter = Arc::new(Meter::default());
    let mut assembler = Assembler::new("x");
    let mut again = false;
    let mut sink = |event| {
        again |= matches!(event, crate::file::event::Event::Again);
        assembler.take(event)
    };
    let mut emitter = Emitter::new(&mut sink, "x", &Limits::default(), Arc::clone(&meter));
    let start = crate::file::event::Event::Start {
        format: format::Format::Xlsx,
        misnamed: false,
        encoding: None,
    };
    emitter.send(start).unwrap();
    let outcome = if scan {
        super::send(content, "x", &meter, &mut emitter)
    } else {
        spreadsheet::send(content, &meter, format::Format::Xlsx, "x", &mut emitter).map(|()| true)
    };
    emitter.send(crate::file::event::Event::End).unwrap();
    (outcome == Ok(true) && !again)
        .then(|| assembler.finish().ok())
        .flatten()
}

/// Where the last panic came from.
static LAST: Mutex<String> = Mutex::new(String::new());

fn listen_to_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        *LAST.lock().unwrap() = place.unwrap_or_default();
    }));
}

#[derive(Default)]
struct Counts(BTreeMap<&'static str, u32>);

impl Counts {
    fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }
}

/// The first difference, for whoever mends the scanner.
fn show(ours: &Workbook, theirs: &Workbook) {
    for (a, b) in ours.sheets.iter().zip(&theirs.sheets) {
        let first = a.rows.iter().zip(&b.rows).find(|(a, b)| a != b);
        println!(
            "{:?} {:?}, {} and {} rows, {:?} {:?}\n  {first:?}",
            a.name,
            b.name,
            a.rows.len(),
            b.rows.len(),
            a.merges,
            b.merges
        );
    }
}

fn compare(bytes: Vec<u8>, counts: &mut Counts) {
    let content = Content::Bytes(bytes.into());
    let ours = match catch_unwind(AssertUnwindSafe(|| read(&content, true))) {
        Ok(Some(book)) => book,
        Ok(None) => return counts.count("declined"),
        Err(_) if LAST.lock().unwrap().contains("calamine") => {
            return counts.count("calamine panics on what is declined");
        }
        Err(_) => return counts.count("PANIC"),
    };
    let theirs = catch_unwind(AssertUnwindSafe(|| read(&content, false)));
    match theirs {
        Ok(Some(theirs)) => {
            let pairs = || ours.sheets.iter().zip(&theirs.sheets);
            let equal = ours.sheets.len() == theirs.sheets.len()
                && pairs().all(|(a, b)| a.name == b.name && same(a, b));
            if !equal {
                show(&ours, &theirs);
            }
            counts.count(if equal { "identical" } else { "DIFFERENT" });
        }
        Ok(None) => counts.count("only the scanner reads"),
        Err(_) => counts.count("calamine panics"),
    }
}

fn mutants() -> u64 {
    let wanted = std::env::var("MUTANTS")
        .ok()
        .and_then(|text| text.parse().ok());
    wanted.unwrap_or(5_000)
}

#[test]
#[ignore = "minutes; by hand"]
fn mutants_of_workbooks_are_read_alike_or_declined() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    if !root.exists() {
        println!("skipped: no shared data folder");
        return;
    }
    let mut found = Vec::new();
    files(&root, &mut found);
    let small = found
        .iter()
        .filter(|path| path.metadata().unwrap().len() <= LARGEST);
    let corpus: Vec<Parts> = small
        .filter_map(|path| parts(&std::fs::read(path).unwrap()))
        .collect();
    listen_to_panics();
    let (mut counts, mut numbers, begun) = (Counts::default(), Numbers(7), Instant::now());
    let mut slowest = 0.0_f64;
    for _ in 0..mutants() {
        let mut parts = corpus[numbers.below(corpus.len())].clone();
        let wanted = ["sheet", "sharedstrings", "styles", "workbook.xml", "rels"];
        let wanted = wanted[[0, 0, 0, 0, 1, 1, 2, 3, 4][numbers.below(9)]];
        let chosen: Vec<usize> = (0..parts.len())
            .filter(|at| parts[*at].0.to_lowercase().contains(wanted))
            .collect();
        let Some(at) = chosen.get(numbers.below(chosen.len())) else {
            continue;
        };
        mutate(&mut parts[*at].1, &mut numbers);
        // calamine reserves what such a count says and aborts the process.
        let head = String::from_utf8_lossy(&parts[*at].1).into_owned();
        if head
            .split("uniqueCount")
            .skip(1)
            .any(|rest| rest.chars().take(16).filter(char::is_ascii_digit).count() > 6)
        {
            continue;
        }
        let one = Instant::now();
        compare(zipped(&parts), &mut counts);
        slowest = slowest.max(one.elapsed().as_secs_f64());
    }
    println!(
        "{} workbooks, {:?} in {:.0} s, slowest {slowest:.2} s",
        corpus.len(),
        counts.0,
        begun.elapsed().as_secs_f64()
    );
    assert!(
        !counts.0.contains_key("PANIC") && !counts.0.contains_key("DIFFERENT"),
        "{:?}",
        counts.0
    );
    drop(std::panic::take_hook());
    assert!(slowest < 20.0);
}

#[test]
#[ignore = "minutes; by hand"]
fn mutants_of_texts_are_read_without_panic() {
    let seeds: [&[u8]; 4] = [
        "订单号,客户,金额\r\n1,\"上海\"\"甲\"\"公司\",1.5\r\n\r\n2,乙,\"多\n行\"\r\n".as_bytes(),
        b"a;b;c\n1;2;3\n4;\"5;6\";7\n",
        b"\xbf\xcd\xbb\xa7,\xbd\xf0\xb6\xee\n\xbc\xd7,1\n\xd2\xd2,2\n",
        b"\xff\xfea\0,\0b\0\n\x001\x00,\x002\0\n\0",
    ];
    let (mut numbers, begun) = (Numbers(11), Instant::now());
    let (mut rows, mut slowest) = (0, 0.0_f64);
    for _ in 0..mutants() {
        let mut bytes = seeds[numbers.below(seeds.len())].repeat(1 + numbers.below(20));
        mutate(&mut bytes, &mut numbers);
        let one = Instant::now();
        let (text, _) = encoding::decode(&bytes, encoding::detect(&bytes));
        let mut sink = |event| {
            if let crate::file::event::Event::Rows(batch) = event {
                rows += batch.rows.len();
            }
            Ok(())
        };
        let mut emitter = Emitter::new(&mut sink, "x", &Limits::default(), Arc::default());
        delimited::send(&text, "x", &mut emitter, &|_| {}).unwrap();
        slowest = slowest.max(one.elapsed().as_secs_f64());
    }
    println!(
        "{} texts, {rows} rows in {:.0} s, slowest {slowest:.3} s",
        mutants(),
        begun.elapsed().as_secs_f64()
    );
    assert!(rows > 0 && slowest < 5.0);
}
