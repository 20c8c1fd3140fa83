//! Any bytes as delimited text: encoding, separator and rows lose no letter.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(what) = import::fuzz::text(bytes) {
        panic!("{what}");
    }
});
