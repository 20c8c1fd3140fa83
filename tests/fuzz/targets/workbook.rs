//! Any bytes as an xlsx workbook: our reader gives the cells of calamine, or declines.
//!
//! Bytes changed at random are no zip any more. So what is changed is one part of the workbook,
//! before it is packed again; one time in sixteen it is the zip itself.
#![no_main]

use std::io::{Cursor, Read, Write};
use std::panic::{PanicHookInfo, set_hook};

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Larger parts take long and tell no more.
const LARGEST_PART: u64 = 256 * 1024;
/// Parts that a reader looks at, the more often the more there is to go wrong.
const WANTED: [&str; 12] = [
    "worksheets/sheet",
    "worksheets/sheet",
    "worksheets/sheet",
    "worksheets/sheet",
    "worksheets/sheet",
    "sharedstrings",
    "sharedstrings",
    "sharedstrings",
    "styles",
    "styles",
    "workbook.xml",
    ".rels",
];

fuzz_target!(
    init: set_hook(Box::new(spare_calamine)),
    |bytes: &[u8]| {
        if let Err(what) = import::fuzz::workbook(bytes) {
            panic!("{what}");
        }
    }
);

/// A panic inside calamine is contained by the child that it runs in, and here it is caught; any
/// other is a find.
fn spare_calamine(panic: &PanicHookInfo) {
    let place = panic.location().map_or("", |place| place.file());
    if !place.contains("/calamine-") && !place.contains("/quick-xml-") {
        eprintln!("{panic}");
        std::process::abort();
    }
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed % 16 == 0 {
        return fuzzer_mutate(data, size, max_size);
    }
    match unpacked(&data[..size]).and_then(|parts| mutated(parts, max_size, seed / 16)) {
        Some(packed) => {
            data[..packed.len()].copy_from_slice(&packed);
            packed.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});

type Parts = Vec<(String, Vec<u8>)>;

fn unpacked(bytes: &[u8]) -> Option<Parts> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Parts::new();
    for at in 0..zip.len() {
        let part = zip.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        // Themes, pictures and properties only make the input long.
        let lower = name.to_lowercase();
        if !WANTED.iter().any(|wanted| lower.contains(wanted)) {
            continue;
        }
        let mut content = Vec::new();
        part.take(LARGEST_PART).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    Some(parts)
}

/// The workbook with one part changed; `None` where it has none to change or grows too large.
fn mutated(mut parts: Parts, max_size: usize, seed: u32) -> Option<Vec<u8>> {
    let seed = seed as usize;
    let wanted = WANTED[seed % WANTED.len()];
    let chosen: Vec<usize> = (0..parts.len())
        .filter(|at| parts[*at].0.to_lowercase().contains(wanted))
        .collect();
    let at = *chosen.get((seed / WANTED.len()) % chosen.len().max(1))?;
    let part = &mut parts[at].1;
    let size = part.len();
    let room = size + size / 4 + 64;
    part.resize(room, 0);
    let size = fuzzer_mutate(part, size, room);
    part.truncate(size);
    let packed = packed(&parts)?;
    (packed.len() <= max_size).then_some(packed)
}

fn packed(parts: &Parts) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name.as_str(), stored).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
