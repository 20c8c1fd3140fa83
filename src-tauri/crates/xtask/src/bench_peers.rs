//! Readers of other makers, in Python, each a few lines in an environment of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, say};

/// A reader: its name, the module that must be there, and the code between the two clocks.
pub struct Peer {
    pub name: &'static str,
    pub import: &'static str,
    pub code: &'static str,
    /// Reads a fifth of the rows only; its seconds are multiplied.
    pub scaled: bool,
}

/// Where the readers come from. DuckDB and its extension must be of one version.
const PACKAGES: [&str; 6] = [
    "polars",
    "fastexcel",
    "python-calamine",
    "duckdb==1.4.4",
    "duckdb-ext-excel==1.4.4.*",
    "openpyxl",
];

/// Rows that a scaled reader reads of a million.
pub const SHARE: f64 = 0.2;

pub const XLSX: [Peer; 5] = [
    Peer {
        name: "polars (fastexcel)",
        import: "import polars, fastexcel",
        code: "polars.read_excel(FILE, engine='calamine')",
        scaled: false,
    },
    Peer {
        name: "fastexcel",
        import: "import fastexcel",
        code: "fastexcel.read_excel(FILE).load_sheet(0)",
        scaled: false,
    },
    Peer {
        name: "DuckDB excel",
        // Its extension comes as a package too, for who does not reach DuckDB's own server.
        import: "import duckdb, glob, sysconfig\nduckdb.sql(\"LOAD '%s'\" % glob.glob(sysconfig.get_path('purelib') + '/duckdb_ext/extensions/*/*/excel.duckdb_extension')[0])",
        code: "duckdb.sql(f\"CREATE TABLE t AS SELECT * FROM read_xlsx('{FILE}')\")",
        scaled: false,
    },
    Peer {
        name: "python-calamine",
        import: "import python_calamine",
        code: "python_calamine.CalamineWorkbook.from_path(FILE).get_sheet_by_index(0).to_python()",
        scaled: false,
    },
    Peer {
        name: "openpyxl read-only (a fifth, scaled)",
        import: "import openpyxl",
        code: "sheet = openpyxl.load_workbook(FILE, read_only=True).worksheets[0]\nfor _ in sheet.iter_rows(max_row=ROWS, values_only=True): pass",
        scaled: true,
    },
];

pub const CSV: [Peer; 1] = [Peer {
    name: "polars",
    import: "import polars",
    code: "polars.read_csv(FILE, encoding=ENCODING, infer_schema_length=10000)",
    scaled: false,
}];

/// The Python of an environment with the readers; installs them at the first time. `None` where
/// that cannot be done, which is said.
pub fn python(folder: &Path) -> Option<PathBuf> {
    let home = folder.join("venv");
    let python = home.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let program = python.to_string_lossy().into_owned();
    if !python.exists() {
        let home = home.to_string_lossy().into_owned();
        if let Err(why) = shell::run("python3", &["-m", "venv", &home]) {
            say(&format!("no Python readers: {why}"));
            return None;
        }
    }
    // Another bench may have made the environment, with other packages.
    let there = |peer: &Peer| shell::output(&program, &["-c", peer.import]).is_some();
    if !XLSX.iter().chain(&CSV).all(there) {
        let args = [&["-m", "pip", "-q", "install"][..], &PACKAGES].concat();
        if let Err(why) = shell::run(&program, &args) {
            say(&format!("not every Python reader is there: {why}"));
        }
    }
    Some(python)
}

/// One run of a reader over a file.
pub fn command(python: &Path, peer: &Peer, file: &Path, encoding: &str, rows: u64) -> Command {
    let rows = (rows as f64 * SHARE) as u64;
    let script = format!(
        "import time\nFILE, ENCODING, ROWS = {:?}, {encoding:?}, {rows}\n{}\nbegun = time.perf_counter()\n{}\nprint(time.perf_counter() - begun)\n",
        file.to_string_lossy(),
        peer.import,
        peer.code,
    );
    let mut command = Command::new(python);
    command.arg("-c").arg(script);
    command
}
