use records::{Place, Problem, ProblemCode, RowRef, Severity, SourceId, TableKind, Value};

use super::{desk, file, orders, sample};
use crate::{NewSheet, Page, ProblemFilter, StoreErrorCode, Tally};

#[test]
fn an_import_that_is_not_committed_leaves_nothing() {
    let mut desk = desk();
    let old = desk.import_orders(5);
    {
        let mut import = desk.project.begin_import(desk.target).unwrap();
        import.remove_source(old).unwrap();
        let source = import.add_source(&file("b.xlsx", "bb")).unwrap();
        import
            .add_records(TableKind::Orders, &orders(source, 100))
            .unwrap();
    }
    assert_eq!(desk.order_count(), Some(5));
    assert_eq!(desk.project.sources(desk.target).unwrap().len(), 1);
}

#[test]
fn a_full_disk_is_a_coded_error_and_the_project_unharmed() {
    let mut desk = desk();
    desk.import_orders(5);
    let pages: i64 = desk
        .project
        .conn
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    desk.project
        .conn
        .pragma_update(None, "max_page_count", pages + 4)
        .unwrap();
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = import.add_source(&file("b.xlsx", "bb")).unwrap();
    let rows = orders(source, 5_000);
    let error = import.add_records(TableKind::Orders, &rows).unwrap_err();
    assert_eq!(error.code, StoreErrorCode::DiskFull);
    // What comes after the failure must not slip into the file on its own.
    assert_eq!(
        import.add_records(TableKind::Orders, &rows[..1]),
        Err(error.clone())
    );
    assert_eq!(import.commit(), Err(error));
    let desk = desk.reopened();
    assert_eq!(desk.order_count(), Some(5));
    assert_eq!(desk.project.sources(desk.target).unwrap().len(), 1);
}

#[test]
fn sources_keep_their_sheets_and_are_found_by_hash() {
    let mut desk = desk();
    let sheet = NewSheet {
        sheet: 1,
        part: 1,
        name: "2024年".into(),
        kind: Some(TableKind::Orders),
        mapping: r#"{"金额":"amount"}"#.into(),
        tally: Tally {
            read: 12,
            accepted: 6,
            rejected: 1,
            blank: 1,
            footer: 1,
            cancelled: 0,
            joined: 2,
            example: 1,
            outside: 3,
        },
    };
    let unknown = NewSheet {
        sheet: 2,
        kind: None,
        ..sheet.clone()
    };
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let about = file("a.xlsx", "aa");
    let source = import.add_source(&about).unwrap();
    import.add_sheet(source, &sheet).unwrap();
    import.add_sheet(source, &unknown).unwrap();
    import.commit().unwrap();
    let other = desk.project.add_target("另一家").unwrap();

    let found = desk
        .project
        .source_by_hash(desk.target, "aa")
        .unwrap()
        .unwrap();
    assert_eq!((found.id, &found.about), (source, &about));
    assert_eq!(found.sheets, [sheet, unknown]);
    assert_eq!(desk.project.sources(desk.target), Ok(vec![found]));
    assert_eq!(desk.project.source_by_hash(desk.target, "bb"), Ok(None));
    assert_eq!(desk.project.source_by_hash(other, "aa"), Ok(None));
}

#[test]
fn a_source_taken_in_anew_keeps_its_id_and_loses_its_old_rows() {
    let mut desk = desk();
    let source = desk.import_orders(5);
    let mut import = desk.project.begin_import(desk.target).unwrap();
    import
        .replace_source(source, &file("订单.xlsx", "cc"))
        .unwrap();
    import
        .add_records(TableKind::Orders, &orders(source, 2))
        .unwrap();
    import.commit().unwrap();
    assert_eq!(desk.order_count(), Some(2));
    assert_eq!(
        desk.project
            .source_by_hash(desk.target, "cc")
            .unwrap()
            .unwrap()
            .id,
        source
    );
}

#[test]
fn old_rows_go_step_by_step_and_stay_where_somebody_stops() {
    use std::ops::ControlFlow::{Break, Continue};
    let mut desk = desk();
    let other = desk.import_orders(3);
    let source = desk.import_orders(25_000);
    for stop in [1, 2, 3, u32::MAX] {
        let mut import = desk.project.begin_import(desk.target).unwrap();
        let about = file("订单.xlsx", "cc");
        import.replace_source(source, &about).unwrap();
        import
            .add_records(TableKind::Orders, &orders(source, 7))
            .unwrap();
        let mut asked = 0;
        let flow = import.clear_replaced(&mut || {
            asked += 1;
            if asked == stop {
                Break(())
            } else {
                Continue(())
            }
        });
        if flow.unwrap().is_break() {
            drop(import);
            assert_eq!(desk.order_count(), Some(25_003), "{stop}");
        } else {
            assert_eq!(asked, 3, "25,000 ids in steps of 10,000");
            import.commit().unwrap();
        }
    }
    assert_eq!(desk.order_count(), Some(10));
    desk.project.remove_source(other).unwrap();
    assert_eq!(desk.order_count(), Some(7));
}

#[test]
fn a_removed_source_takes_its_rows_along_and_its_id_is_never_given_again() {
    let mut desk = desk();
    let first = desk.import_orders(5);
    desk.project.remove_source(first).unwrap();
    assert_eq!(desk.order_count(), None);
    assert!(desk.import_orders(1) > first);
    let error = desk.project.remove_source(first).unwrap_err();
    assert_eq!(error.code, StoreErrorCode::UnknownSource);
}

#[test]
fn rows_of_a_foreign_source_are_refused() {
    let mut desk = desk();
    let old = desk.import_orders(1);
    for source in [old, SourceId(99)] {
        let mut import = desk.project.begin_import(desk.target).unwrap();
        let error = import
            .add_records(TableKind::Orders, &orders(source, 1))
            .unwrap_err();
        assert_eq!(error.code, StoreErrorCode::UnknownSource);
    }
}

#[test]
fn values_that_do_not_fit_their_field_are_refused() {
    let mut desk = desk();
    let good = sample(TableKind::Receivables, 1);
    let change = |index: usize, value: Value| {
        let mut values = good.clone();
        values[index] = value;
        values
    };
    let fields = TableKind::Receivables.fields();
    let amount = fields
        .iter()
        .position(|f| f.kind == records::FieldType::Amount)
        .unwrap();
    let too_many = [good.clone(), vec![Value::Empty]].concat();
    let bad = [change(amount, Value::Text("12".into())), too_many];
    for values in bad {
        let mut import = desk.project.begin_import(desk.target).unwrap();
        let source = import.add_source(&file("a.xlsx", "aa")).unwrap();
        let at = RowRef {
            source,
            sheet: 0,
            row: 2,
        };
        let error = import
            .add_records(TableKind::Receivables, &[(at, values)])
            .unwrap_err();
        assert_eq!(error.code, StoreErrorCode::WrongValue);
    }
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = import.add_source(&file("a.xlsx", "aa")).unwrap();
    let at = RowRef {
        source,
        sheet: 0,
        row: 2,
    };
    let error = import
        .add_records(TableKind::Orders, &[(at, vec![])])
        .unwrap_err();
    assert_eq!(error.detail.as_deref(), Some("orders.date"));
}

#[test]
fn problems_come_worst_first_filtered_and_in_pages() {
    let mut desk = desk();
    let place = |row| Place {
        file: "a.xlsx".into(),
        sheet: Some("订单".into()),
        row: Some(row),
        column: Some("C".into()),
    };
    let mut rejected = Problem::new(ProblemCode::BadDate, Severity::Critical, place(7))
        .with("field", "date")
        .with("text", "昨天");
    rejected.rejected = Some(vec!["SO-1".into(), "昨天".into()]);
    let warning = |row| Problem::new(ProblemCode::DuplicateRow, Severity::Warning, place(row));
    let unread = Problem::new(ProblemCode::TooLarge, Severity::Critical, Place::default());

    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = import.add_source(&file("a.xlsx", "aa")).unwrap();
    import
        .add_problems(Some(source), &[warning(3), warning(4), rejected.clone()])
        .unwrap();
    import
        .add_problems(None, std::slice::from_ref(&unread))
        .unwrap();
    import.commit().unwrap();

    let list = |filter, page| {
        let found = desk.project.problems(desk.target, filter, page).unwrap();
        found
            .into_iter()
            .map(|stored| stored.problem)
            .collect::<Vec<_>>()
    };
    let all = ProblemFilter::default();
    let expected = [rejected.clone(), unread.clone(), warning(3), warning(4)];
    assert_eq!(list(all, Page::ALL), expected);
    assert_eq!(
        list(
            all,
            Page {
                offset: 1,
                limit: 2
            }
        ),
        expected[1..3]
    );
    let critical = ProblemFilter {
        at_least: Some(Severity::Critical),
        ..all
    };
    assert_eq!(list(critical, Page::ALL), expected[..2]);
    let of_source = ProblemFilter {
        source: Some(source),
        ..critical
    };
    assert_eq!(list(of_source, Page::ALL), expected[..1]);
    let duplicates = ProblemFilter {
        code: Some(ProblemCode::DuplicateRow),
        ..all
    };
    assert_eq!(list(duplicates, Page::ALL), expected[2..]);

    let counts = desk.project.problem_counts(desk.target).unwrap();
    let counts: Vec<_> = counts
        .iter()
        .map(|entry| (entry.code, entry.count))
        .collect();
    let expected = [
        (ProblemCode::BadDate, 1),
        (ProblemCode::TooLarge, 1),
        (ProblemCode::DuplicateRow, 2),
    ];
    assert_eq!(counts, expected);
}
