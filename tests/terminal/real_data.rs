//! Real workbooks of the shared data; expected figures were computed apart from the product, by
//! plain sums over the workbook's cells.

use std::collections::BTreeSet;
use std::path::PathBuf;

use records::{Located, Order};

use crate::shell::{Folder, Said};
use crate::support::{close, shared};

fn assess(files: Vec<PathBuf>) -> Said {
    let folder = Folder::new();
    let words = ["assess", "--json", "--report", "报告.pdf"].map(PathBuf::from);
    let said = folder.run(words.into_iter().chain(files));
    assert_eq!(said.code, 0, "{}", said.err);
    let report = std::fs::read(folder.path("报告.pdf")).unwrap();
    assert!(report.starts_with(b"%PDF-"));
    said
}

/// Orders kept, customers, revenue in minor units, all up to the as-of date.
fn totals(said: &Said) -> (u64, u64, i64) {
    let document = said.json();
    let data = &document["data"];
    let tables = data["tables"].as_array().unwrap();
    let orders = tables
        .iter()
        .find(|table| table["table"] == "orders")
        .unwrap();
    (
        orders["rows"].as_u64().unwrap(),
        data["customers"].as_u64().unwrap(),
        data["revenue"].as_i64().unwrap(),
    )
}

#[test]
fn a_retailers_order_book_of_4000_lines() {
    let Some(file) = shared("local-only/RFM_订单_4000.xlsx") else {
        return;
    };
    let said = assess(vec![file]);
    assert_eq!(said.json()["definitions"]["as_of"], "2010-08-31");
    assert_eq!(totals(&said), (4_000, 1_145, 84_235_065));
    close(
        "top1",
        said.measure("concentration.top1"),
        0.003_609_629_500_019_838,
        1e-9,
    );
    let document = said.json();
    let year = &document["exhibits"]["years"][0];
    assert_eq!(
        (year["revenue"].as_i64(), year["customers"].as_i64()),
        (Some(58_094_605), Some(1_026))
    );
}

#[test]
fn sales_without_customers_give_revenue_and_no_customer_figure() {
    let Some(file) = shared("local-only/2020年销售数据.xlsx") else {
        return;
    };
    let said = assess(vec![file]);
    // Price × quantity; the workbook has no amount.
    assert_eq!(totals(&said), (1_945, 0, 3_977_208_700));
    let document = said.json();
    let measures = document["measures"].as_array().unwrap();
    let about_customers = |one: &&serde_json::Value| {
        let id = one["id"].as_str().unwrap();
        ["retention.", "concentration.top", "lifecycle."]
            .iter()
            .any(|family| id.starts_with(family))
    };
    assert_eq!(measures.iter().filter(about_customers).count(), 0);
    assert!(document["total"].is_null());
}

#[test]
fn orders_and_customers_of_a_valve_maker_come_together() {
    let (Some(orders), Some(customers)) = (
        shared("local-only/阀门B2B_合成/订单数据.xlsx"),
        shared("local-only/阀门B2B_合成/客户数据.xlsx"),
    ) else {
        return;
    };
    let said = assess(vec![orders, customers]);
    assert_eq!(said.json()["definitions"]["as_of"], "2025-10-31");
    // 93 lines of four weeks; 74 of them, from 5 customers, up to the as-of date.
    assert_eq!(totals(&said), (93, 5, 438_913_300));
    close(
        "top1",
        said.measure("concentration.top1"),
        1_303_749.0 / 4_389_133.0,
        1e-9,
    );
}

/// 541,909 rows in one workbook: <https://archive.ics.uci.edu/dataset/352/online+retail>. Takes a
/// minute or two in an unoptimised build.
#[test]
fn half_a_million_invoice_lines_give_their_published_totals() {
    let Some(file) = shared("open/online-retail/Online Retail.xlsx") else {
        return;
    };
    let folder = Folder::new();
    let name = file.to_str().unwrap();
    // The last invoice is of 9 December 2011: all of the book stands before this day.
    let words = [
        "assess",
        "--json",
        "--as-of",
        "2011-12-31",
        "--save",
        "a.clientele",
        name,
    ];
    let said = folder.run(words);
    assert_eq!(said.code, 0, "{}", said.err);
    let (rows, customers, revenue) = totals(&said);
    // 4,372 customers stand in the book; 34 of them only with returns and cancellations.
    assert_eq!((rows, customers), (541_909, 4_338));
    let revenue = revenue as f64 / 100.0;
    assert!((revenue - 9_747_747.93).abs() < 50.0, "{revenue}");
    let project = app::work::Project::open(&folder.path("a.clientele")).unwrap();
    let target = project.targets().unwrap()[0].id;
    let orders: Vec<Located<Order>> = project.records(target).unwrap();
    let codes = orders
        .iter()
        .filter_map(|row| row.record.customer_code.as_deref());
    assert_eq!(codes.collect::<BTreeSet<_>>().len(), 4_372);
    assert_eq!(folder.names(), ["a.clientele"]);
}
