//! Order books of the shared data, for the tests of this crate.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests are tests

use std::path::PathBuf;

use records::{Evidence, Located, Order, RowRef, SourceId, Value};

/// A file of the shared data, or nothing with a message where it is not there.
pub fn shared(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/open");
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        println!("skipped: {path} of the shared data is not on this machine");
    }
    bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// An order line from the fields that these files have.
pub fn order(row: u32, fields: &[(&str, Value)]) -> Located<Order> {
    let values = Order::FIELDS
        .iter()
        .map(|field| {
            let given = fields.iter().find(|(id, _)| *id == field.id);
            given.map_or(Value::Empty, |(_, value)| value.clone())
        })
        .collect();
    let at = RowRef {
        source: SourceId(1),
        sheet: 0,
        row,
    };
    Located {
        at,
        record: Order::from_values(values).unwrap(),
    }
}
