//! Thousands of damaged workbooks and texts, the same in every run: no panic, no endless reading,
//! and never other cells than calamine's. By hand, with the number of mutants in `MUTANTS`:
//! `cargo test -p clientele-import --lib mutants -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use super::alike::{Likeness, compare};
use super::differential::files;
use crate::file::emit::Emitter;
use crate::file::{Limits, delimited, encoding};

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

#[derive(Default)]
struct Counts(BTreeMap<&'static str, u32>);

impl Counts {
    fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }
}

fn count(bytes: &[u8], counts: &mut Counts) {
    let outcome = catch_unwind(AssertUnwindSafe(|| compare(bytes)));
    counts.count(match outcome {
        Ok(Likeness::Declined) => "declined",
        Ok(Likeness::Identical) => "identical",
        Ok(Likeness::OnlyOurs) => "only the scanner reads",
        Ok(Likeness::TheirsPanics) => "calamine panics",
        Ok(Likeness::NotAsked) => "calamine not asked",
        Ok(Likeness::Different(what)) => {
            println!("{what}");
            "DIFFERENT"
        }
        Err(_) => "PANIC",
    });
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
    std::panic::set_hook(Box::new(|_| {}));
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
        let one = Instant::now();
        count(&zipped(&parts), &mut counts);
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
        let mut emitter = Emitter::new(&mut sink, "x", &Limits::default(), Default::default());
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
