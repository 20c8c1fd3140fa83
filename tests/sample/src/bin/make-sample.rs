//! Writes the sample into `assets/samples/sealmaker`, or into the folder given.

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let home = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/samples/sealmaker"
    );
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(home), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let sample = sample::build()?;
    let mut out = std::io::stdout().lock();
    for file in &sample.files {
        std::fs::write(folder.join(file.name), &file.bytes)?;
        writeln!(out, "{:>9} {}", file.bytes.len(), file.name)?;
    }
    std::fs::write(folder.join(sample::PLANTED_FILE), sample.planted_toml()?)?;
    Ok(())
}
