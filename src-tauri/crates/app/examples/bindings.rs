//! Writes the TypeScript of the wire types to the file named, or to standard output.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let text = clientele_app::bindings::typescript();
    match std::env::args_os().nth(1) {
        Some(path) => std::fs::write(path, text),
        None => std::io::stdout().write_all(text.as_bytes()),
    }
}
