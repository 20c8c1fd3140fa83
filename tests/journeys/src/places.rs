//! Where programs, the built window and the sample lie, and where pictures go.

use std::path::{Path, PathBuf};

use crate::Outcome;

/// Top of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// A program built before, from the same target folder as this test.
pub fn program(name: &str) -> Outcome<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let here = std::env::current_exe()?;
    let beside = here.ancestors().skip(1).map(Path::to_path_buf);
    let named = std::env::var_os("CARGO_TARGET_DIR").map(|target| root().join(target));
    let named = named
        .into_iter()
        .flat_map(|target| ["debug", "release"].map(|p| target.join(p)));
    let found = beside
        .chain(named)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file());
    found.ok_or_else(|| format!("{file} is not built; `cargo xtask test` builds it").into())
}

/// The built window.
pub fn built_window() -> Outcome<PathBuf> {
    let dist = root().join("ui/dist");
    if dist.join("index.html").is_file() {
        Ok(dist)
    } else {
        Err("ui/dist is not built; `cargo xtask test` builds it".into())
    }
}

/// The sample's files, by name.
pub fn sample_files() -> Outcome<Vec<PathBuf>> {
    let folder = root().join("assets/samples/sealmaker");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
            let data = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"];
            extension.is_some_and(|extension| data.contains(&extension.as_str()))
        })
        .collect();
    files.sort();
    if files.is_empty() {
        Err("the sample has no data files".into())
    } else {
        Ok(files)
    }
}

/// Folder for pictures and logs: `journeys` in the target folder.
pub fn pictures() -> Outcome<PathBuf> {
    let here = std::env::current_exe()?;
    let deps = here.ancestors().find(|folder| folder.ends_with("deps"));
    let target = deps
        .and_then(|deps| deps.ancestors().nth(2))
        .unwrap_or(&here);
    let folder = target.join("journeys");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
