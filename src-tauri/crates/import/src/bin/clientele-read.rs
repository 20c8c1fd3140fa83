//! The reader child on its own, for tests of this crate; the product's programs serve the same
//! hidden argument themselves.

fn main() {
    let code = clientele_import::worker::run_if_worker(std::env::args_os()).unwrap_or(2);
    std::process::exit(code);
}
