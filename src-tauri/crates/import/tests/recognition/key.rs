//! The answer key, `tests/recognition/key.toml` of the repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The whole key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Files that hold nothing that can be read.
    pub unreadable: Vec<String>,
    #[serde(rename = "sheet")]
    entries: Vec<Entry>,
}

/// One table of a sheet.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    #[serde(default)]
    sheet: Option<String>,
    #[serde(default)]
    twins: Vec<String>,
    kind: String,
    header: Vec<u32>,
    #[serde(default)]
    columns: Vec<String>,
}

/// What is right of one sheet.
#[derive(Clone, Default)]
pub struct Truth {
    /// Table id, or `none`.
    pub kind: String,
    /// 1-based header rows.
    pub header: Vec<u32>,
    /// Column letters → header and field, where the key lists them.
    pub columns: BTreeMap<String, (String, String)>,
}

/// Sheets of a file by name; a text file has one without a name.
pub type Sheets = BTreeMap<Option<String>, Truth>;

impl Key {
    pub fn read() -> Self {
        let text = std::fs::read_to_string(root().join("tests/recognition/key.toml")).unwrap();
        toml::from_str(&text).unwrap()
    }

    /// Every file with its sheets; the flag says that it is another's twin.
    pub fn files(&self) -> BTreeMap<String, (bool, Sheets)> {
        let mut files: BTreeMap<String, (bool, Sheets)> = BTreeMap::new();
        for entry in &self.entries {
            let own = std::iter::once((&entry.file, false));
            for (file, twin) in own.chain(entry.twins.iter().map(|twin| (twin, true))) {
                let sheets = &mut files.entry(file.clone()).or_insert((twin, Sheets::new())).1;
                let truth = sheets.entry(entry.sheet.clone()).or_default();
                truth.kind.clone_from(&entry.kind);
                truth.header.clone_from(&entry.header);
                truth
                    .columns
                    .extend(entry.columns.iter().map(|column| parsed(column)));
            }
        }
        files
    }
}

/// `A 客户名称 = name`.
fn parsed(column: &str) -> (String, (String, String)) {
    let (letter, rest) = column.split_once(' ').unwrap();
    let (header, field) = rest.rsplit_once("= ").unwrap();
    (
        letter.to_owned(),
        (header.trim().to_owned(), field.to_owned()),
    )
}

/// Top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The shared data, which not every checkout has.
pub fn data() -> Option<PathBuf> {
    let folder = root().join("../shared/data");
    if !folder.exists() {
        println!("skipped: the shared data is not on this machine");
        return None;
    }
    Some(folder)
}

/// Names of all files below a folder of the data, relative to the data, sorted.
pub fn files_under(data: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(data.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(files_under(data, &name));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}
