//! Headers of real systems, each alone, against the field it must reach.

use std::collections::BTreeMap;

use clientele_import::{Cell, FieldDictionary, Row, Sheet, recognise_as};
use records::{FieldType, TableKind};

use crate::key;

#[test]
fn headers_of_chinese_systems_reach_their_field() {
    let text = std::fs::read_to_string(key::root().join("tests/recognition/headers.toml")).unwrap();
    let tables: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(&text).unwrap();
    let dictionary = FieldDictionary::embedded().unwrap();
    let (mut known, mut wrong) = (0, Vec::new());
    for (table, fields) in tables {
        let kind = TableKind::from_id(&table).unwrap();
        for (field, headers) in fields {
            let expected = (field != "none").then_some(field.as_str());
            let values = expected.map_or(FieldType::Text, |field| kind.field(field).unwrap().kind);
            for header in headers {
                let guess = recognise_as(
                    &sheet(&header, values, field == "refund"),
                    "",
                    &dictionary,
                    Some(kind),
                    Some(&[1]),
                );
                let got = guess.columns[0].field.as_deref();
                known += 1;
                if got != expected {
                    wrong.push(format!("{table} {header}: {got:?}, not {field}"));
                }
            }
        }
    }
    println!("{known} headers, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A refund stands beside an amount; alone it would be the amount of a list of returns.
fn sheet(header: &str, values: FieldType, beside_amount: bool) -> Sheet {
    let text = |text: &str| Cell::Text(text.into());
    let cells: Vec<Cell> = match values {
        FieldType::Text => ["甲", "乙丙", "丁", "戊己"].map(text).into(),
        FieldType::Date | FieldType::Time => [
            "2024-03-05 10:00",
            "2024-04-01 09:30",
            "2024年5月6日",
            "2024/6/7",
        ]
        .map(text)
        .into(),
        FieldType::Amount | FieldType::Number => {
            [1200.0, 35.5, 88.0, 9_999.0].map(Cell::Number).into()
        }
        FieldType::Share => [0.1, 0.25, 0.05, 0.0].map(Cell::Number).into(),
        FieldType::Score => [4.0, 5.0, 3.0, 5.0].map(Cell::Number).into(),
        FieldType::Flag => ["是", "否", "是", "是"].map(text).into(),
    };
    let rows = std::iter::once(text(header)).chain(cells);
    let mut sheet = crate::blank_sheet();
    let row = |(cell, number): (Cell, u32)| {
        let amount = match number {
            _ if !beside_amount => Cell::Empty,
            1 => text("订单金额"),
            _ => Cell::Number(3_000.0 + f64::from(number)),
        };
        let cells = vec![cell, amount];
        Row { number, cells }
    };
    sheet.rows = rows.zip(1..).map(row).collect();
    sheet
}
