mod catalogue;
mod crash;
mod importing;
mod keeping;
mod opening;
mod round_trip;
mod speed;

use std::path::{Path, PathBuf};

use records::{Amount, FieldType, RowRef, SourceId, TableKind, Value};
use tempfile::TempDir;

use crate::{NewSource, Project, TargetId};

/// A folder with a project of one target.
pub(crate) struct Desk {
    pub folder: TempDir,
    pub project: Project,
    pub target: TargetId,
}

pub(crate) fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let mut project = Project::create(&path_in(&folder)).unwrap();
    let target = project.add_target("海力密封").unwrap();
    Desk {
        folder,
        project,
        target,
    }
}

impl Desk {
    pub fn path(&self) -> PathBuf {
        path_in(&self.folder)
    }

    /// Closes the project and opens it again.
    pub fn reopened(self) -> Self {
        let path = self.path();
        let Self {
            folder,
            project,
            target,
        } = self;
        drop(project);
        Self {
            folder,
            project: Project::open(&path).unwrap(),
            target,
        }
    }

    /// Imports one file with `rows` order lines.
    pub fn import_orders(&mut self, rows: u32) -> SourceId {
        let mut import = self.project.begin_import(self.target).unwrap();
        let source = import.add_source(&file("订单.xlsx", "aa")).unwrap();
        import
            .add_records(TableKind::Orders, &orders(source, rows))
            .unwrap();
        import.commit().unwrap();
        source
    }

    pub fn order_count(&self) -> Option<u64> {
        self.project
            .counts(self.target)
            .unwrap()
            .get(&TableKind::Orders)
            .copied()
    }
}

pub(crate) fn path_in(folder: &TempDir) -> PathBuf {
    folder.path().join("交易.clientele")
}

pub(crate) fn files_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub(crate) fn file(name: &str, sha256: &str) -> NewSource {
    NewSource {
        file: name.into(),
        sha256: sha256.into(),
        bytes: 1_024,
        imported_at: 1_700_000_000,
        format: "xlsx".into(),
    }
}

pub(crate) fn orders(source: SourceId, rows: u32) -> Vec<(RowRef, Vec<Value>)> {
    (0..rows)
        .map(|row| {
            (
                RowRef {
                    source,
                    sheet: 0,
                    row: row + 2,
                },
                sample(TableKind::Orders, row),
            )
        })
        .collect()
}

/// Made-up values for every field; optional ones are empty now and then.
pub(crate) fn sample(kind: TableKind, seed: u32) -> Vec<Value> {
    let fields = kind.fields().iter().enumerate();
    fields
        .map(|(index, field)| {
            let salt = seed.wrapping_mul(31).wrapping_add(index as u32 * 7);
            if field.need == records::Need::Optional && salt.is_multiple_of(3) {
                return Value::Empty;
            }
            sample_value(field.kind, salt)
        })
        .collect()
}

fn sample_value(kind: FieldType, salt: u32) -> Value {
    let day = records::Date::constant(2021, 1, 1)
        .checked_add(jiff::Span::new().days(i64::from(salt % 1_500)))
        .unwrap();
    match kind {
        FieldType::Text => Value::Text(format!("客户 {salt} \"'; -- 𬭎\n")),
        FieldType::Date => Value::Date(day),
        FieldType::Time => {
            Value::Time(day.at((salt % 24) as i8, (salt % 60) as i8, 59, 120_000_000))
        }
        FieldType::Amount => Value::Amount(Amount(i64::from(salt) * 1_237 - 50_000)),
        FieldType::Number => Value::Number(f64::from(salt) / 7.0),
        FieldType::Share => Value::Number(f64::from(salt % 100) / 100.0),
        FieldType::Score => Value::Number(f64::from(salt % 5) + 1.0),
        FieldType::Flag => Value::Flag(salt.is_multiple_of(2)),
    }
}
