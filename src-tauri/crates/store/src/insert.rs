//! Records on their way in: many to a statement, and only the columns in which something stands.

use records::{Date, FieldSpec, FieldType, Need, RowRef, TableKind, Value};
use rusqlite::types::Null;
use rusqlite::{Connection, Statement};

use crate::error::{Fault, StoreErrorCode};
use crate::schema::{self, PLACE_COLUMNS};

/// Records of one statement: that many take six tenths of the time that single ones take, more of
/// them none less.
const GROUP: usize = 32;

/// For each field whether a record of the import holds something in it. They only become more, so
/// that few statements are prepared.
pub(crate) type Used = Vec<bool>;

/// Inserts records of one table, in their order.
pub(crate) fn insert(
    conn: &Connection,
    kind: TableKind,
    used: &mut Used,
    rows: &[(RowRef, Vec<Value>)],
) -> Result<(), Fault> {
    used.resize(kind.fields().len(), false);
    for (_, values) in rows {
        check(kind, used, values)?;
    }
    let used: Vec<usize> = (0..used.len()).filter(|at| used[*at]).collect();
    let (groups, rest) = rows.as_chunks::<GROUP>();
    if !groups.is_empty() {
        let sql = schema::insert_sql(kind, &used, GROUP);
        let mut statement = conn.prepare_cached(&sql)?;
        for group in groups {
            execute(&mut statement, &used, group)?;
        }
    }
    if !rest.is_empty() {
        let sql = schema::insert_sql(kind, &used, 1);
        let mut statement = conn.prepare_cached(&sql)?;
        for row in rest {
            execute(&mut statement, &used, std::slice::from_ref(row))?;
        }
    }
    Ok(())
}

/// Refuses values that do not fit their fields, and notes which fields are used.
fn check(kind: TableKind, used: &mut [bool], values: &[Value]) -> Result<(), Fault> {
    let fields = kind.fields();
    if values.len() > fields.len() {
        return Err(Fault::new(StoreErrorCode::WrongValue, kind.id()));
    }
    for (at, field) in fields.iter().enumerate() {
        match values.get(at) {
            None | Some(Value::Empty) if field.need == Need::Optional => {}
            Some(value) if fits(field, value) => used[at] = true,
            _ => {
                let place = format!("{}.{}", kind.id(), field.id);
                return Err(Fault::new(StoreErrorCode::WrongValue, place));
            }
        }
    }
    Ok(())
}

fn fits(field: &FieldSpec, value: &Value) -> bool {
    match (field.kind, value) {
        (FieldType::Text, Value::Text(_))
        | (FieldType::Date, Value::Date(_))
        | (FieldType::Time, Value::Time(_))
        | (FieldType::Amount, Value::Amount(_))
        | (FieldType::Flag, Value::Flag(_)) => true,
        (FieldType::Number | FieldType::Share | FieldType::Score, Value::Number(inner)) => {
            inner.is_finite()
        }
        _ => false,
    }
}

/// Runs a statement of [`schema::insert_sql`] with as many records as it takes.
fn execute(
    statement: &mut Statement<'_>,
    used: &[usize],
    rows: &[(RowRef, Vec<Value>)],
) -> Result<(), Fault> {
    let width = PLACE_COLUMNS.len() + used.len();
    for (row, (at, values)) in rows.iter().enumerate() {
        let first = row * width + 1;
        statement.raw_bind_parameter(first, at.source.0)?;
        statement.raw_bind_parameter(first + 1, at.sheet)?;
        statement.raw_bind_parameter(first + 2, at.row)?;
        let fields = (first + PLACE_COLUMNS.len()..).zip(used);
        for (parameter, position) in fields {
            let value = values.get(*position).unwrap_or(&Value::Empty);
            bind(statement, parameter, value)?;
        }
    }
    statement.raw_execute()?;
    Ok(())
}

fn bind(statement: &mut Statement<'_>, at: usize, value: &Value) -> Result<(), Fault> {
    match value {
        Value::Empty => statement.raw_bind_parameter(at, Null),
        Value::Text(inner) => statement.raw_bind_parameter(at, inner.as_str()),
        Value::Date(inner) => match digits(*inner) {
            Some(digits) => {
                let text = std::str::from_utf8(&digits).unwrap_or_default();
                statement.raw_bind_parameter(at, text)
            }
            None => statement.raw_bind_parameter(at, inner.to_string()),
        },
        Value::Time(inner) => statement.raw_bind_parameter(at, inner.to_string()),
        Value::Amount(inner) => statement.raw_bind_parameter(at, inner.0),
        Value::Number(inner) => statement.raw_bind_parameter(at, *inner),
        Value::Flag(inner) => statement.raw_bind_parameter(at, *inner),
    }?;
    Ok(())
}

/// A date as ISO 8601 writes it, for the years that four digits hold: every record has one, and
/// this takes a tenth of the time of the general way.
fn digits(date: Date) -> Option<[u8; 10]> {
    let year = u16::try_from(date.year()).ok()?;
    let mut text = *b"0000-00-00";
    let numbers = [
        (0..4, year),
        (5..7, date.month().unsigned_abs().into()),
        (8..10, date.day().unsigned_abs().into()),
    ];
    for (places, mut number) in numbers {
        for place in places.rev() {
            text[place] += (number % 10) as u8;
            number /= 10;
        }
        if number > 0 {
            return None;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_library_writes_them() {
        for (year, month, day) in [
            (2024, 2, 29),
            (1900, 1, 1),
            (9999, 12, 31),
            (5, 10, 3),
            (0, 1, 1),
        ] {
            let date = Date::constant(year, month, day);
            let digits = digits(date).unwrap();
            assert_eq!(std::str::from_utf8(&digits).unwrap(), date.to_string());
        }
        assert_eq!(digits(Date::constant(-1, 1, 1)), None);
    }
}
