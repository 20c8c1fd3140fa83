//! Orders and their lines in two files count once, with the customers of the orders.

use std::collections::BTreeSet;

use app::wire::Tally;
use app::work;
use records::{Located, Order};

use crate::support::{Desk, languages, shared};

/// Orders as a whole; the last has no lines.
pub const ORDERS: &str = "订单号,下单日期,客户名称,业务员,订单金额\nA1,2024-01-02,甲公司,张,100\nA2,2024-01-03,乙公司,李,70\nA4,2024-01-05,丁公司,李,33\n";
/// Their lines, which name neither customer nor date.
pub const LINES: &str = "订单号,商品名称,数量,金额\nA1,油封,1,60\nA1,轴承,2,40\nA2,油封,1,70\n";

/// Row counts by file, checked to add up.
fn tallies(desk: &Desk, sources: &[records::SourceId]) -> Vec<Tally> {
    let views = work::source_views(&desk.project, desk.target, sources).unwrap();
    let sheets = views.into_iter().flat_map(|source| source.sheets);
    let tallies: Vec<Tally> = sheets.map(|sheet| sheet.tally).collect();
    for tally in &tallies {
        let parts = tally.accepted + tally.rejected + tally.blank + tally.footer;
        let parts = parts + tally.cancelled + tally.joined + tally.example;
        assert_eq!(tally.read, parts, "{tally:?}");
    }
    tallies
}

fn orders(desk: &Desk) -> Vec<Located<Order>> {
    desk.project.records(desk.target).unwrap()
}

/// Sum of the amounts in minor units.
fn revenue(orders: &[Located<Order>]) -> i64 {
    orders.iter().map(|one| one.record.amount.0).sum()
}

#[test]
fn an_order_list_beside_its_lines_counts_once() {
    for swapped in [false, true] {
        let mut desk = Desk::new();
        let mut files = vec![desk.file("订单.csv", ORDERS), desk.file("明细.csv", LINES)];
        if swapped {
            files.reverse();
        }
        let imported = desk.import(&files).unwrap();
        let mut tallies = tallies(&desk, &imported.sources);
        if swapped {
            tallies.reverse();
        }
        assert_eq!((tallies[0].joined, tallies[0].accepted), (2, 1));
        assert_eq!((tallies[1].rejected, tallies[1].accepted), (0, 3));
        let orders = orders(&desk);
        assert_eq!(revenue(&orders), 20_300);
        let names: BTreeSet<_> = orders
            .iter()
            .filter_map(|one| one.record.customer_name.clone())
            .collect();
        assert_eq!(names.len(), 3, "{names:?}");
        let join = &imported.joins[0];
        assert_eq!(
            (join.giver.as_str(), join.taker.as_str()),
            ("订单.csv", "明细.csv")
        );
        for texts in languages() {
            let said = work::join_sentence(join, texts);
            assert!(said.contains("明细.csv") && !said.contains('{'), "{said}");
        }
    }
}

#[test]
fn northwind_counts_once() {
    let Some(folder) = shared("open/b2b/northwind") else {
        return;
    };
    let mut desk = Desk::new();
    let files = ["customers", "orders", "order-details", "products"];
    let files = files.map(|name| folder.join(format!("{name}.csv")));
    let imported = desk.import(&files).unwrap();
    assert_eq!(imported.joins.len(), 1);
    assert_eq!(
        (imported.joins[0].matched, imported.joins[0].lines),
        (2155, 2155)
    );
    let tallies = tallies(&desk, &imported.sources);
    assert_eq!((tallies[1].joined, tallies[1].accepted), (830, 0));
    assert_eq!(tallies[2].accepted, 2155);
    let orders = orders(&desk);
    let customers: BTreeSet<_> = orders.iter().map(|one| &one.record.customer_code).collect();
    assert_eq!(customers.len(), 89);
    // The published total of Northwind after discounts; lines are rounded to the cent one by one.
    let off = revenue(&orders) - 126_579_304;
    assert!(off.abs() <= 100, "{off}");
}
