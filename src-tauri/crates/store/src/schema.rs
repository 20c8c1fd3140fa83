//! Schema version, migrations, and the record tables made from the vocabulary.
//!
//! Fixed tables come from numbered SQL steps. A record table has one column a field of its
//! [`TableKind`]; a field that the vocabulary gained is added as a column, and a column that the
//! vocabulary does not know means that a newer program wrote the file.

use std::fmt::Write as _;

use records::{FieldType, TableKind};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{Fault, StoreErrorCode};

/// `PRAGMA application_id` of a project file: "CLNT".
pub(crate) const APPLICATION_ID: i32 = 0x434C_4E54;

/// The steps; a file's version is the number of steps it has seen.
pub(crate) const STEPS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
];

/// Columns in front of the fields: the way back to the file.
pub(crate) const PLACE_COLUMNS: [&str; 3] = ["at_source", "at_sheet", "at_row"];

/// Brings the file to the version of `steps` in one transaction; writes nothing when it is
/// there already.
pub(crate) fn migrate(conn: &mut Connection, steps: &[&str]) -> Result<(), Fault> {
    let version = checked_version(conn, steps.len())?;
    let missing = missing_ddl(conn)?;
    if version == steps.len() && missing.is_empty() {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have migrated while this one waited for the lock.
    let version = checked_version(&tx, steps.len())?;
    for step in &steps[version..] {
        tx.execute_batch(step)?;
    }
    for statement in missing_ddl(&tx)? {
        tx.execute_batch(&statement)?;
    }
    stamp(&tx, steps.len())?;
    Ok(tx.commit()?)
}

fn stamp(tx: &Transaction<'_>, version: usize) -> Result<(), Fault> {
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", version as i64)?;
    Ok(())
}

fn checked_version(conn: &Connection, newest: usize) -> Result<usize, Fault> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match usize::try_from(version) {
        Ok(known) if known <= newest => Ok(known),
        _ => Err(Fault::new(StoreErrorCode::NewerVersion, version)),
    }
}

/// Statements that bring the record tables to the vocabulary.
fn missing_ddl(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut statements = Vec::new();
    for &kind in TableKind::ALL {
        let present = columns(conn, kind)?;
        if present.is_empty() {
            statements.push(create_table(kind));
            continue;
        }
        if let Some(unknown) = present.iter().find(|name| !is_known(kind, name)) {
            let place = format!("{}.{unknown}", kind.id());
            return Err(Fault::new(StoreErrorCode::NewerVersion, place));
        }
        for field in kind.fields() {
            if !present.iter().any(|name| name == field.id) {
                statements.push(format!(
                    "ALTER TABLE {} ADD COLUMN \"{}\" {}",
                    table(kind),
                    field.id,
                    sql_type(field.kind)
                ));
            }
        }
    }
    Ok(statements)
}

fn columns(conn: &Connection, kind: TableKind) -> Result<Vec<String>, Fault> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([format!("records_{}", kind.id())], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn is_known(kind: TableKind, column: &str) -> bool {
    PLACE_COLUMNS.contains(&column) || column == "id" || kind.field(column).is_some()
}

/// Quoted name of a kind's table.
pub(crate) fn table(kind: TableKind) -> String {
    format!("\"records_{}\"", kind.id())
}

// No REFERENCES to sources: checking a million rows one by one would double the time of an
// import, and `Import` takes rows only for sources it made itself.
fn create_table(kind: TableKind) -> String {
    let mut sql = format!("CREATE TABLE {} (id INTEGER PRIMARY KEY", table(kind));
    for column in PLACE_COLUMNS {
        let _ = write!(sql, ", {column} INTEGER NOT NULL");
    }
    for field in kind.fields() {
        let _ = write!(sql, ", \"{}\" {}", field.id, sql_type(field.kind));
    }
    let _ = write!(
        sql,
        ") STRICT; CREATE INDEX \"records_{}_place\" ON {} ({})",
        kind.id(),
        table(kind),
        PLACE_COLUMNS.join(", ")
    );
    sql
}

fn sql_type(kind: FieldType) -> &'static str {
    match kind {
        // Dates as ISO 8601 text: sortable, and readable with any SQLite tool.
        FieldType::Text | FieldType::Date | FieldType::Time => "TEXT",
        // Money in minor units.
        FieldType::Amount | FieldType::Flag => "INTEGER",
        FieldType::Number | FieldType::Share | FieldType::Score => "REAL",
    }
}

/// Statement that inserts `rows` records: place, then the fields at the positions `used`.
///
/// It stops at an error without taking back what it did: an import with an error is rolled back as
/// a whole, and so no statement needs a journal of its own.
pub(crate) fn insert_sql(kind: TableKind, used: &[usize], rows: usize) -> String {
    let mut sql = format!(
        "INSERT OR FAIL INTO {} ({}",
        table(kind),
        PLACE_COLUMNS.join(", ")
    );
    let fields = kind.fields();
    for field in used.iter().filter_map(|at| fields.get(*at)) {
        let _ = write!(sql, ", \"{}\"", field.id);
    }
    let marks = vec!["?"; PLACE_COLUMNS.len() + used.len()].join(", ");
    let records = vec![format!("({marks})"); rows];
    let _ = write!(sql, ") VALUES {}", records.join(", "));
    sql
}

/// Statement that reads records: place, then every field in order.
pub(crate) fn select_sql(kind: TableKind, condition: &str) -> String {
    let mut sql = format!("SELECT {}", PLACE_COLUMNS.join(", "));
    for field in kind.fields() {
        let _ = write!(sql, ", \"{}\"", field.id);
    }
    let _ = write!(sql, " FROM {} WHERE {condition}", table(kind));
    sql
}

/// Columns of [`select_used_sql`] in front of the fields: sheet, row, id.
pub(crate) const LEADING: usize = 3;

/// Statement that reads the records of a source (`?1`) in the order of sheet, row and id: these
/// three, the fields in use in order, and whether any other holds something. `behind` a record, by
/// its own three (`?2` to `?4`), or from the beginning.
pub(crate) fn select_used_sql(kind: TableKind, used: &[bool], behind: bool) -> String {
    let mut sql = "SELECT at_sheet, at_row, id".to_owned();
    // One value found ends the search, and two make it lawful where every field is in use.
    let mut others = "NULL, NULL".to_owned();
    for (field, used) in kind.fields().iter().zip(used) {
        let list = if *used { &mut sql } else { &mut others };
        let _ = write!(list, ", \"{}\"", field.id);
    }
    let condition = match behind {
        true => " AND (at_sheet, at_row, id) > (?2, ?3, ?4)",
        false => "",
    };
    let _ = write!(
        sql,
        ", coalesce({others}) IS NOT NULL FROM {} WHERE at_source = ?1{condition} \
         ORDER BY at_sheet, at_row, id",
        table(kind)
    );
    sql
}
