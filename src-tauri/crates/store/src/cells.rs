//! Values as SQL gives them back.

use records::{Amount, Date, DateTime, FieldSpec, FieldType, RowRef, SourceId, TableKind, Value};
use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::error::Fault;
use crate::schema::PLACE_COLUMNS;

/// The place in the first columns of a record row.
pub(crate) fn place(row: &Row<'_>) -> Result<RowRef, Fault> {
    Ok(RowRef {
        source: SourceId(row.get(0)?),
        sheet: row.get(1)?,
        row: row.get(2)?,
    })
}

/// The values in the columns after the place.
pub(crate) fn values(row: &Row<'_>, kind: TableKind) -> Result<Vec<Value>, Fault> {
    let fields = (PLACE_COLUMNS.len()..).zip(kind.fields());
    fields
        .map(|(column, field)| value(row, column, kind, field))
        .collect()
}

/// The value of a field in one column.
pub(crate) fn value(
    row: &Row<'_>,
    column: usize,
    kind: TableKind,
    field: &FieldSpec,
) -> Result<Value, Fault> {
    read(row.get_ref(column)?, field.kind)
        .ok_or_else(|| Fault::damaged(format!("{}.{}", kind.id(), field.id)))
}

fn read(cell: ValueRef<'_>, kind: FieldType) -> Option<Value> {
    Some(match (kind, cell) {
        (_, ValueRef::Null) => Value::Empty,
        (FieldType::Text, ValueRef::Text(bytes)) => {
            Value::Text(std::str::from_utf8(bytes).ok()?.to_owned())
        }
        (FieldType::Date, ValueRef::Text(bytes)) => Value::Date(date(bytes)?),
        (FieldType::Time, ValueRef::Text(bytes)) => {
            Value::Time(std::str::from_utf8(bytes).ok()?.parse::<DateTime>().ok()?)
        }
        (FieldType::Amount, ValueRef::Integer(minor)) => Value::Amount(Amount(minor)),
        (FieldType::Number | FieldType::Share | FieldType::Score, ValueRef::Real(number)) => {
            Value::Number(number)
        }
        (FieldType::Flag, ValueRef::Integer(flag @ (0 | 1))) => Value::Flag(flag == 1),
        _ => return None,
    })
}

/// A date as it is written here, yyyy-mm-dd; anything else is left to the calendar.
fn date(bytes: &[u8]) -> Option<Date> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    let plain = || match bytes {
        [year @ .., b'-', m0, m1, b'-', d0, d1] if year.len() == 4 => {
            let (month, day) = (number(&[*m0, *m1])?, number(&[*d0, *d1])?);
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Date::new(number(year)?, month, day).ok()
        }
        _ => None,
    };
    plain().or_else(|| std::str::from_utf8(bytes).ok()?.parse().ok())
}

/// A count or size, which SQL knows only with a sign.
pub(crate) fn unsigned(row: &Row<'_>, index: usize) -> rusqlite::Result<u64> {
    let signed: i64 = row.get(index)?;
    u64::try_from(signed).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(index, signed))
}

/// The same on its way in.
pub(crate) fn signed(count: u64) -> i64 {
    // No file and no sheet comes near 2^63.
    i64::try_from(count).unwrap_or(i64::MAX)
}
