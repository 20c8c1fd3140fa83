//! Small ledgers for tests, written as text: a header of field ids, then rows; cells between bars.

use records::{Amount, Evidence, FieldType, Located, RowRef, SourceId, TableKind, Value};

use super::find;
use crate::definitions::{CustomerLevel, Definitions, ReturnsRule, RevenueBasis, TaxBasis};
use crate::ledger::{Ledger, Records};
use crate::measure::Figure;
use crate::model::AbsentReason;

/// Rows of a table. Empty cells are absent.
pub(crate) fn rows<T: Evidence>(header: &str, lines: &[&str]) -> Vec<Located<T>> {
    let header: Vec<&str> = header.split('|').map(str::trim).collect();
    for id in &header {
        assert!(
            T::KIND.field(id).is_some(),
            "{id} is no field of {}",
            T::KIND.id()
        );
    }
    (1u32..)
        .zip(lines)
        .map(|(row, line)| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(cells.len(), header.len(), "{line}");
            let values = T::FIELDS
                .iter()
                .map(|field| {
                    let at = header.iter().position(|id| *id == field.id);
                    at.map_or(Value::Empty, |at| value(field.kind, cells[at]))
                })
                .collect();
            let Ok(record) = T::from_values(values) else {
                panic!("incomplete row {line}")
            };
            let at = RowRef {
                source: SourceId(T::KIND as i64),
                sheet: 0,
                row,
            };
            Located { at, record }
        })
        .collect()
}

fn value(kind: FieldType, cell: &str) -> Value {
    if cell.is_empty() {
        return Value::Empty;
    }
    match kind {
        FieldType::Text => Value::Text(cell.to_owned()),
        FieldType::Date => Value::Date(cell.parse().unwrap()),
        FieldType::Time => Value::Time(cell.parse().unwrap()),
        FieldType::Amount => Value::Amount(Amount::from_units(cell.parse().unwrap()).unwrap()),
        FieldType::Number | FieldType::Share | FieldType::Score => {
            Value::Number(cell.parse().unwrap())
        }
        FieldType::Flag => Value::Flag(cell.parse().unwrap()),
    }
}

/// Orders from `customer date amount` texts.
pub(crate) fn orders(lines: &[&str]) -> Vec<Located<records::Order>> {
    rows("customer_name | date | amount", lines)
}

/// Definitions as of the end of 2024, everything else usual.
pub(crate) fn definitions() -> Definitions {
    Definitions {
        as_of: records::Date::constant(2024, 12, 31),
        revenue_basis: RevenueBasis::Orders,
        tax_basis: TaxBasis::Unknown,
        currency: "CNY".into(),
        returns: ReturnsRule::NetAtReturnDate,
        customer_level: CustomerLevel::Company,
        activity_months: 12,
        grace_months: 12,
        rfm_months: 24,
        discount_rate: 0.1,
        margin_rate: None,
        confidence: 0.95,
        periods: Vec::new(),
        leavers: Vec::new(),
    }
}

/// The figure of a measure on these records at the end of 2024.
pub(crate) fn measure(records: &Records, id: &str) -> Result<Figure, AbsentReason> {
    let ledger = Ledger::build(records.clone(), &[], CustomerLevel::Company);
    let spec = find(id).unwrap_or_else(|| panic!("no measure {id}"));
    (spec.compute)(&ledger, &definitions())
}

/// Measures and their values on the same records.
pub(crate) fn check(records: &Records, expected: &[(&str, f64)]) {
    for (id, expected) in expected {
        let figure = measure(records, id).unwrap_or_else(|reason| panic!("{id}: {reason:?}"));
        assert!(
            (figure.value - expected).abs() < 1e-9,
            "{id} is {}, not {expected}",
            figure.value
        );
        assert!(!figure.rows.is_empty(), "{id} has no way back to its rows");
    }
}

/// The reason why a measure is absent.
pub(crate) fn absent(records: &Records, id: &str) -> AbsentReason {
    match measure(records, id) {
        Err(reason) => reason,
        Ok(figure) => panic!("{id} is {}", figure.value),
    }
}

/// The table is missing.
pub(crate) fn no_table(table: TableKind) -> AbsentReason {
    AbsentReason::NoTable { table }
}
