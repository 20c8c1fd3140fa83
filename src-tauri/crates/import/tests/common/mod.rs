//! Helpers of the import tests.
// Not every test file uses every helper.
#![allow(dead_code)]

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clientele_import::{
    Converted, FieldDictionary, ImportError, Origin, Progress, ReadOptions, Sheet, Workbook,
    convert, read, recognise,
};
use records::SourceId;
use zip::write::SimpleFileOptions;

/// The day of every import of the tests.
pub const TODAY: records::Date = records::Date::constant(2026, 11, 29);

/// The folder of shared test data, which not every checkout has.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let path = root.join("../shared/data").join(folder);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no shared data folder {folder}");
    None
}

/// Every file below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path))
        } else {
            found.push(path)
        }
    }
    found.sort();
    found
}

pub fn go(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn in_process(path: &Path) -> Result<Workbook, ImportError> {
    read(path, &ReadOptions::in_process(), &mut go)
}

pub fn in_child(path: &Path) -> Result<Workbook, ImportError> {
    read_with(path, &child())
}

pub fn read_with(path: &Path, options: &ReadOptions) -> Result<Workbook, ImportError> {
    read(path, options, &mut go)
}

/// Options for reading in the helper program of this crate.
pub fn child() -> ReadOptions {
    ReadOptions::in_child(PathBuf::from(env!("CARGO_BIN_EXE_clientele-read")))
}

/// A sheet out of the text of a CSV file.
pub fn csv(name: &str, text: &str) -> Sheet {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    in_process(&path).unwrap().sheets.remove(0)
}

/// Recognises and converts; panics where no table is recognised.
pub fn converted(sheet: &Sheet, file: &str) -> Converted {
    let dictionary = FieldDictionary::embedded().unwrap();
    let guess = recognise(sheet, file, &dictionary);
    let mapping = guess
        .mapping()
        .unwrap_or_else(|| panic!("no table in {file}: {guess:#?}"));
    let done = convert(
        sheet,
        &mapping,
        Origin {
            source: SourceId(1),
            file,
            today: TODAY,
        },
    );
    assert!(done.tally.adds_up(), "{file}: {:?}", done.tally);
    assert_eq!(done.records.len() as u64, done.tally.records, "{file}");
    done
}

/// One field of every record, as text.
pub fn column(done: &Converted, field: &str) -> Vec<String> {
    let at = done
        .kind
        .fields()
        .iter()
        .position(|known| known.id == field)
        .unwrap();
    done.records
        .iter()
        .map(|(_, values)| shown(&values[at]))
        .collect()
}

pub fn shown(value: &records::Value) -> String {
    use records::Value;
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Time(at) => at.to_string(),
        Value::Amount(amount) => format!("{}", amount.units()),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

/// The parts of a small workbook with these rows on its one sheet.
pub fn workbook(rows: &str, strings: Option<&str>) -> Vec<(&'static str, String)> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut parts = vec![
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
                .to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    if let Some(strings) = strings {
        parts.push(("xl/sharedStrings.xml", strings.to_owned()));
    }
    parts
}

/// A workbook whose one string is as long as this, which keeps any reader busy for a while.
pub fn endless(path: &Path, bytes: usize) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, xml) in workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", None) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"<sst xmlns=\"x\"><si><t>").unwrap();
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..bytes >> 20 {
        zip.write_all(&piece).unwrap();
    }
    zip.write_all(b"</t></si></sst>").unwrap();
    zip.finish().unwrap();
}

/// Writes parts as the zip of a workbook.
pub fn zipped(path: &Path, parts: &[(&str, String)]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, xml) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}
