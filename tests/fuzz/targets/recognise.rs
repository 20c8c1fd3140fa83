//! Any table of cells: parting, recognition and conversion lose no cell and no row.
#![no_main]

use std::sync::LazyLock;

use import::FieldDictionary;

static DICTIONARY: LazyLock<FieldDictionary> =
    LazyLock::new(|| FieldDictionary::embedded().expect("the embedded dictionary"));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(what) = import::fuzz::table(bytes, &DICTIONARY) {
        panic!("{what}");
    }
});
