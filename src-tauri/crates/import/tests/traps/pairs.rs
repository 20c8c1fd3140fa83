use clientele_import::{
    FieldDictionary, Joins, Mapping, Origin, PairKind, Sheet, Table, Tally, recognise, recognise_as,
};
use records::{Problem, ProblemCode, SourceId, TableKind, Value};

use crate::common::{csv, in_process, shared};

/// The mapping that is recognised, else that of an order list.
fn mapping(sheet: &Sheet, file: &str) -> Mapping {
    let dictionary = FieldDictionary::embedded().unwrap();
    let guess = recognise(sheet, file, &dictionary);
    let guess = match guess.kind {
        Some(_) => guess,
        None => recognise_as(sheet, file, &dictionary, Some(TableKind::Orders), None),
    };
    guess.mapping().unwrap()
}

struct Done {
    records: Vec<Vec<Value>>,
    problems: Vec<Problem>,
    tally: Tally,
}

impl Done {
    fn column(&self, field: &str) -> Vec<String> {
        let at = TableKind::Orders
            .fields()
            .iter()
            .position(|f| f.id == field)
            .unwrap();
        self.records
            .iter()
            .map(|values| crate::common::shown(&values[at]))
            .collect()
    }

    fn problem(&self, code: ProblemCode) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.code == code)
    }
}

fn run(sheets: &[Sheet]) -> (Joins, Vec<Done>) {
    let mappings: Vec<Mapping> = sheets
        .iter()
        .map(|sheet| mapping(sheet, &sheet.name))
        .collect();
    let tables: Vec<Table> = sheets
        .iter()
        .zip(&mappings)
        .map(|(sheet, mapping)| Table { sheet, mapping })
        .collect();
    let joins = Joins::find(&tables);
    let done = (0..tables.len()).map(|at| {
        let mut records = Vec::new();
        let origin = Origin {
            source: SourceId(1),
            file: &sheets[at].name,
            today: crate::common::TODAY,
        };
        let (problems, tally) = joins.convert_each(&tables, at, origin, &mut |_, values| {
            records.push(values);
            std::ops::ControlFlow::Continue(())
        });
        assert!(tally.adds_up(), "{tally:?}");
        Done {
            records,
            problems,
            tally,
        }
    });
    let done = done.collect();
    (joins, done)
}

#[test]
fn lines_take_customer_and_date_from_the_header_of_their_order() {
    let headers = csv(
        "订单.csv",
        "订单号,下单日期,客户名称,业务员,订单状态,订单金额\nA1,2024-01-02,甲,张,已完成,100\nA2,2024-01-03,乙,李,已完成,70\nA3,2024-01-04,丙,李,作废,9\nA4,2024-01-05,丁,李,已完成,33\n",
    );
    let lines = csv(
        "明细.csv",
        "订单号,商品名称,数量,金额\nA1,x,1,60\nA1,y,2,40\nA2,x,1,50\nA3,x,1,9\nA9,x,1,5\n",
    );
    let (joins, done) = run(&[headers, lines]);
    let pair = joins.pairs()[0];
    assert_eq!((pair.kind, pair.from, pair.to), (PairKind::Order, 0, 1));
    assert_eq!((pair.matched, pair.lines), (4, 5));
    let (headers, lines) = (&done[0], &done[1]);
    assert_eq!(headers.column("customer_name"), ["丁"]);
    assert_eq!((headers.tally.read, headers.tally.dropped_joined), (4, 3));
    assert_eq!(lines.column("customer_name"), ["甲", "甲", "乙"]);
    assert_eq!(
        lines.column("date"),
        ["2024-01-02", "2024-01-02", "2024-01-03"]
    );
    assert_eq!(lines.column("owner"), ["张", "张", "李"]);
    assert_eq!(
        (lines.tally.rejected, lines.tally.dropped_cancelled),
        (1, 1)
    );
    let stray = lines.problem(ProblemCode::LineWithoutHeader).unwrap();
    assert_eq!(
        (stray.place.row, stray.args["text"].as_str()),
        (Some(6), "A9")
    );
    let differs = lines.problem(ProblemCode::HeaderTotalDiffers).unwrap();
    assert_eq!(
        (differs.args["count"].as_str(), differs.args["sum"].as_str()),
        ("1", "-20.00")
    );
}

#[test]
fn other_orders_and_customer_lists_are_no_pairs() {
    let orders = csv(
        "a.csv",
        "订单号,日期,客户名称,商品名称,金额\n1,2024-01-02,甲,x,5\n1,2024-01-02,甲,y,6\n",
    );
    let more = csv(
        "b.csv",
        "订单号,日期,客户名称,金额\n7,2024-01-02,甲,11\n8,2024-01-02,乙,6\n",
    );
    let customers = csv(
        "c.csv",
        "客户编码,客户名称,业务员,客户等级,联系电话\n1,甲,张,A,1\n",
    );
    assert!(run(&[orders, more, customers]).0.pairs().is_empty());
}

#[test]
fn orders_given_whole_and_in_lines_count_once() {
    let lines = csv(
        "a.csv",
        "订单号,日期,客户名称,商品名称,金额\n1,2024-01-02,甲,x,5\n1,2024-01-02,甲,y,6\n",
    );
    let whole = csv(
        "b.csv",
        "订单号,日期,客户名称,金额\n1,2024-01-02,甲,11\n2,2024-01-02,乙,6\n",
    );
    let (_, done) = run(&[lines, whole]);
    assert_eq!(done[0].column("amount"), ["5", "6"]);
    assert_eq!(done[1].column("amount"), ["6"]);
    assert!(done[0].problem(ProblemCode::HeaderTotalDiffers).is_none());
}

#[test]
fn prices_come_from_the_list_of_products() {
    let products = csv(
        "商品.csv",
        "商品大类,商品名称,商品编号,商品销售价\n服装,背心,bx1,48\n服装,短裤,bx2,10\n",
    );
    let lines = csv(
        "销售.csv",
        "订单日期,订单编号,商品编号,订单数量\n2022-01-01,H1,bx1,2\n2022-01-02,H2,bx2,3\n2022-01-03,H3,bx9,3\n",
    );
    let (joins, done) = run(&[products, lines]);
    assert_eq!(joins.pairs()[0].kind, PairKind::Product);
    assert_eq!(done[1].column("amount"), ["96", "30"]);
    assert_eq!(done[1].column("category"), ["服装", "服装"]);
    assert_eq!(
        (done[1].tally.rejected, done[0].tally.dropped_joined),
        (1, 2)
    );
}

#[test]
fn northwind_lines_find_their_orders() {
    let Some(folder) = shared("open/b2b/northwind") else {
        return;
    };
    let sheets = ["customers", "orders", "order-details", "products"].map(|name| {
        in_process(&folder.join(format!("{name}.csv")))
            .unwrap()
            .sheets
            .remove(0)
    });
    let (joins, done) = run(&sheets);
    let pair = joins.pairs()[0];
    assert_eq!(
        (pair.from, pair.to, pair.matched, pair.lines),
        (1, 2, 2155, 2155)
    );
    assert_eq!(joins.pairs().len(), 1);
    assert_eq!(
        (done[1].tally.dropped_joined, done[2].tally.accepted),
        (830, 2155)
    );
    assert_eq!(done[2].column("customer_code")[0], "VINET");
}

#[test]
fn restaurant_bills_and_their_lines() {
    let Some(folder) = shared("local-only") else {
        return;
    };
    let sheets = [
        "餐饮_meal_order_info_GBK.csv",
        "餐饮_meal_order_detail_BOM.csv",
    ]
    .map(|name| in_process(&folder.join(name)).unwrap().sheets.remove(0));
    let (joins, done) = run(&sheets);
    let pair = joins.pairs()[0];
    assert_eq!((pair.kind, pair.from, pair.to), (PairKind::Order, 0, 1));
    assert_eq!((pair.matched, pair.lines), (10_037, 10_037));
    assert_eq!(
        (done[0].tally.dropped_joined, done[0].tally.accepted),
        (942, 3)
    );
    assert_eq!(done[1].tally.accepted, 10_037);
}

#[test]
fn two_sheets_to_be_joined_by_product() {
    let Some(path) = shared("local-only/商品销售数据_两表.xlsx") else {
        return;
    };
    let (joins, done) = run(&in_process(&path).unwrap().sheets);
    let pair = joins.pairs()[0];
    assert_eq!(
        (pair.kind, pair.matched, pair.lines),
        (PairKind::Product, 2039, 2040)
    );
    assert_eq!(
        (done[0].tally.dropped_joined, done[1].tally.accepted),
        (39, 2039)
    );
}

#[test]
fn resellers_are_no_headers_of_sales() {
    let Some(folder) = shared("open/b2b/adventureworks-resellers") else {
        return;
    };
    let sheets = ["Resellers", "FactResellerSales", "Product"].map(|name| {
        in_process(&folder.join(format!("{name}.csv")))
            .unwrap()
            .sheets
            .remove(0)
    });
    let (joins, done) = run(&sheets);
    assert!(joins.pairs().is_empty());
    assert_eq!(done[1].tally.accepted, 57_851);
}
