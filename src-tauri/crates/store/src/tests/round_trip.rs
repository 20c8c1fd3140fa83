use std::collections::BTreeMap;

use records::{Evidence, Located, RowRef, TableKind, Value};

use super::{Desk, desk, file, sample};

const ROWS: u32 = 40;

#[test]
fn every_table_comes_back_as_it_went_in() {
    let mut desk = desk();
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = import.add_source(&file("全部.xlsx", "aa")).unwrap();
    let mut stored = BTreeMap::new();
    for (sheet, &kind) in TableKind::ALL.iter().enumerate() {
        let rows: Vec<_> = (0..ROWS)
            .map(|row| {
                (
                    RowRef {
                        source,
                        sheet: sheet as u32,
                        row: row + 2,
                    },
                    sample(kind, row),
                )
            })
            .collect();
        import.add_records(kind, &rows).unwrap();
        stored.insert(kind, rows);
    }
    import.commit().unwrap();

    let desk = desk.reopened();
    let counts = desk.project.counts(desk.target).unwrap();
    for (&kind, rows) in &stored {
        assert_eq!(counts.get(&kind), Some(&u64::from(ROWS)), "{}", kind.id());
        let mut places: Vec<_> = rows.iter().map(|(at, _)| *at).collect();
        assert_eq!(
            &desk.project.rows(desk.target, kind, &places).unwrap(),
            rows
        );
        // In the order asked for, and nothing for a row that is not there.
        places.reverse();
        places.push(RowRef {
            source,
            sheet: 99,
            row: 1,
        });
        let reversed: Vec<_> = rows.iter().rev().cloned().collect();
        assert_eq!(
            desk.project.rows(desk.target, kind, &places).unwrap(),
            reversed
        );
    }
    check_typed::<records::Order>(&desk, &stored);
    check_typed::<records::Customer>(&desk, &stored);
    check_typed::<records::Contract>(&desk, &stored);
    check_typed::<records::Ticket>(&desk, &stored);
    check_typed::<records::Survey>(&desk, &stored);
    check_typed::<records::Questionnaire>(&desk, &stored);
}

type Stored = BTreeMap<TableKind, Vec<(RowRef, Vec<Value>)>>;

fn check_typed<T: Evidence + PartialEq + std::fmt::Debug>(desk: &Desk, stored: &Stored) {
    let expected: Vec<Located<T>> = stored[&T::KIND]
        .iter()
        .map(|(at, values)| Located {
            at: *at,
            record: T::from_values(values.clone()).unwrap(),
        })
        .collect();
    assert_eq!(
        desk.project.records::<T>(desk.target).unwrap(),
        expected,
        "{}",
        T::KIND.id()
    );
}

#[test]
fn several_records_may_come_from_one_row_and_keep_their_order() {
    let mut desk = desk();
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = import.add_source(&file("宽表.xlsx", "aa")).unwrap();
    let at = RowRef {
        source,
        sheet: 0,
        row: 5,
    };
    let rows: Vec<_> = (0..12)
        .map(|month| (at, sample(TableKind::Orders, month)))
        .collect();
    import.add_records(TableKind::Orders, &rows).unwrap();
    import.commit().unwrap();
    assert_eq!(
        desk.project.rows(desk.target, TableKind::Orders, &[at]),
        Ok(rows)
    );
}

#[test]
fn a_column_that_begins_late_is_read_from_where_it_begins() {
    let mut desk = desk();
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = import.add_source(&file("后补.xlsx", "aa")).unwrap();
    let fields = TableKind::Orders.fields();
    // Three records a row; the field at position n is filled from record 20n on, and in every
    // third record no optional one is.
    let rows: Vec<_> = (0..21 * fields.len() as u32)
        .map(|n| {
            let at = RowRef {
                source,
                sheet: n / 300,
                row: 2 + n % 300 / 3,
            };
            let values: Vec<Value> = sample(TableKind::Orders, 1)
                .into_iter()
                .zip(sample(TableKind::Orders, 2))
                .zip(fields)
                .zip(0..)
                .map(|(((one, other), field), position)| {
                    let begun = position * 20 <= n && n % 3 > 0;
                    let filled = if one == Value::Empty { other } else { one };
                    match begun || field.need == records::Need::Required {
                        true => filled,
                        false => Value::Empty,
                    }
                })
                .collect();
            (at, values)
        })
        .collect();
    import.add_records(TableKind::Orders, &rows).unwrap();
    import.commit().unwrap();
    let stored = BTreeMap::from([(TableKind::Orders, rows)]);
    check_typed::<records::Order>(&desk, &stored);
}

#[test]
fn one_target_does_not_see_the_rows_of_another() {
    let mut desk = desk();
    let source = desk.import_orders(3);
    let other = desk.project.add_target("另一家").unwrap();
    let at = RowRef {
        source,
        sheet: 0,
        row: 2,
    };
    assert_eq!(
        desk.project.rows(other, TableKind::Orders, &[at]),
        Ok(vec![])
    );
    assert_eq!(desk.project.records::<records::Order>(other), Ok(vec![]));
    assert_eq!(desk.project.counts(other), Ok(BTreeMap::new()));
}
