use clientele_import::{FieldDictionary, Sheet, recognise, split};
use records::TableKind;

use crate::common::{column, converted, csv, in_process, shared};

fn parts(text: &str) -> Vec<Sheet> {
    split(csv("台账.csv", text), &FieldDictionary::embedded().unwrap())
}

#[test]
fn tables_below_one_another_are_two_with_their_own_row_numbers() {
    let parts = parts(
        "销售明细\n订单号,日期,客户名称,金额\n1,2024-01-02,甲,100\n2,2024-01-03,乙,50\n合计,,,150\n\n应收账款\n单据编号,客户名称,到期日,未收金额\nY1,甲,2024-03-31,20\n",
    );
    assert_eq!(parts.len(), 2);
    let numbers: Vec<_> = parts.iter().map(|part| (part.part, part.index)).collect();
    assert_eq!(numbers, [(0, 0), (1, 0)]);
    let orders = converted(&parts[0], "台账.csv");
    assert_eq!(orders.kind, TableKind::Orders);
    assert_eq!(column(&orders, "amount"), ["100", "50"]);
    let open = converted(&parts[1], "台账.csv");
    assert_eq!(open.kind, TableKind::Receivables);
    assert_eq!(open.records[0].0.row, 9);
    assert_eq!((open.tally.outside, open.tally.read), (1, 1));
}

#[test]
fn tables_beside_one_another_keep_their_columns() {
    let parts = parts(
        "订单号,日期,客户名称,金额,,客户编码,客户名称,业务员,客户等级\n1,2024-01-02,甲,100,,C1,甲,张,A\n2,2024-01-03,乙,50,,C2,乙,李,B\n3,2024-01-04,乙,60,,,,,\n",
    );
    assert_eq!(parts.len(), 2);
    let orders = converted(&parts[0], "台账.csv");
    assert_eq!(column(&orders, "amount"), ["100", "50", "60"]);
    let customers = converted(&parts[1], "台账.csv");
    assert_eq!(customers.kind, TableKind::Customers);
    assert_eq!(column(&customers, "owner"), ["张", "李"]);
    let dictionary = FieldDictionary::embedded().unwrap();
    let letters = recognise(&parts[1], "台账.csv", &dictionary).columns;
    assert_eq!(letters[0].letter, "F");
}

#[test]
fn a_small_list_beside_the_table_does_not_take_its_columns() {
    let parts = parts(
        "日期,客户名称,产品,金额,,产品,参考价\n2024-01-02,甲,A,100,,A,90\n2024-01-03,乙,B,50,,B,45\n2024-01-04,乙,A,60,,,\n2024-01-05,丙,A,70,,,\n",
    );
    assert_eq!(parts.len(), 2);
    let orders = converted(&parts[0], "台账.csv");
    assert_eq!(orders.tally.accepted, 4);
}

#[test]
fn one_table_stays_one() {
    for text in [
        // A blank column inside.
        "订单号,日期,客户名称,,金额,数量\n1,2024-01-02,甲,,100,1\n2,2024-01-03,乙,,50,2\n",
        // The header again on each page, with a blank row before it.
        "订单号,日期,客户名称,金额\n1,2024-01-02,甲,100\n\n订单号,日期,客户名称,金额\n2,2024-01-03,乙,50\n",
        // A title and a form above the header.
        "销售台账\n单位名称：,甲公司\n\n订单号,日期,客户名称,金额\n1,2024-01-02,甲,100\n",
        // Signatures below.
        "订单号,日期,客户名称,金额\n1,2024-01-02,甲,100\n\n制表人：李四,审核人：王五\n",
        // Sparse remarks beyond a blank column.
        "订单号,日期,客户名称,金额,,备注\n1,2024-01-02,甲,100,,\n2,2024-01-03,乙,50,,急\n3,2024-01-03,乙,50,,\n",
    ] {
        assert_eq!(parts(text).len(), 1, "{text}");
    }
}

#[test]
fn three_lists_of_customers_side_by_side() {
    let Some(path) = shared("open/chinese/free-excel/3.1.xlsx") else {
        return;
    };
    let dictionary = FieldDictionary::embedded().unwrap();
    for sheet in in_process(&path).unwrap().sheets {
        let (name, rows) = (sheet.name.clone(), sheet.rows.clone());
        let parts = split(sheet, &dictionary);
        assert_eq!(parts.len(), 3, "{name}");
        let columns: Vec<_> = parts
            .iter()
            .map(|part| part.rows[0].cells.iter().position(|c| !c.is_blank()))
            .collect();
        assert_eq!(columns, [Some(0), Some(3), Some(6)], "{name}");
        // No cell is lost, none stands twice.
        let filled = |rows: &[clientele_import::Row]| {
            let cells = rows.iter().flat_map(|row| &row.cells);
            cells.filter(|cell| !cell.is_blank()).count()
        };
        let split: usize = parts.iter().map(|part| filled(&part.rows)).sum();
        assert_eq!(split, filled(&rows), "{name}");
    }
}

#[test]
fn no_real_sheet_is_split_where_it_should_not() {
    let dictionary = FieldDictionary::embedded().unwrap();
    for (file, expected) in [
        ("open/chinese/free-excel/10.1.xlsx", vec![("数据源", 1)]),
        ("open/chinese/free-excel/9.1.xlsx", vec![("Sheet1", 1)]),
        ("open/chinese/free-excel/7.2.xlsx", vec![("案例1", 1)]),
        ("open/chinese/free-excel/8.3.xlsx", vec![("原始数据", 1)]),
        ("open/chinese/free-excel/6.1.xlsx", vec![("案例5", 2)]),
        ("synthetic/合并表头_中文日期_全角_万元_小计.xlsx", vec![]),
    ] {
        let Some(path) = shared(file) else { return };
        for sheet in in_process(&path).unwrap().sheets {
            let name = sheet.name.clone();
            let count = split(sheet, &dictionary).len();
            let wanted = expected.iter().find(|(known, _)| *known == name);
            println!("{file} {name}: {count}");
            if let Some((_, wanted)) = wanted {
                assert_eq!(count, *wanted, "{file} {name}");
            }
        }
    }
}
