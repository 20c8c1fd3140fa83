//! The traps of real exports, one test each, in the order of the list they were collected in.

use clientele_import::{
    FieldDictionary, Joins, Origin, Table, TaxBasis, convert, recognise, split,
};
use records::{ProblemCode, SourceId, TableKind};

use crate::common::{column, converted, csv, files, in_process, shared};

fn import(text: &str) -> clientele_import::Converted {
    converted(&csv("导出.csv", text), "导出.csv")
}

fn has(done: &clientele_import::Converted, code: ProblemCode) -> bool {
    done.problems.iter().any(|problem| problem.code == code)
}

fn arg(done: &clientele_import::Converted, code: ProblemCode, name: &str) -> String {
    let problem = done.problems.iter().find(|problem| problem.code == code);
    problem.unwrap_or_else(|| panic!("no {code:?}")).args[name].clone()
}

#[test]
fn trap_01_title_and_tip_rows_above_the_header() {
    let done = import(
        "信息内容\n*导入时本行内容请勿删除，切记！\n名称*,联系人,手机号码,纳税人识别号,状态*\n甲公司,张,138,9131,1\n",
    );
    assert_eq!(
        (done.kind, done.tally.outside, done.tally.read),
        (TableKind::Customers, 2, 1)
    );
    let done = import(
        "\u{feff}应收账款明细表\n导出时间：2024-05-01\n\n单据编号,客户名称,到期日,未收金额\nY1,甲,2024-03-31,5\n",
    );
    assert_eq!((done.kind, done.tally.outside), (TableKind::Receivables, 2));
}

#[test]
fn trap_02_footers_of_every_kind() {
    let done = import(
        "订单号,日期,客户名称,产品,备注,数量,金额\n1,2024-01-02,甲,x,,1,100\n,,,,,小计:,100.00\n2,2024-01-03,乙,x,,2,228600\n,,,,,合计:,328600.00\n本页合计,,,,,3,1\n累计,,,,,3,1\n总计,,,,,3,1\n制表人：李四\n",
    );
    assert_eq!((done.tally.accepted, done.tally.dropped_footer), (2, 6));
}

#[test]
fn trap_03_headers_with_trailing_blanks() {
    let done = import(
        "订单编号 ,买家会员名,买家实际支付金额 ,收货地址 ,订单付款时间 \n1,甲,5,上海,2024-01-02\n",
    );
    assert_eq!(column(&done, "region"), ["上海"]);
    assert_eq!(column(&done, "amount"), ["5"]);
}

#[test]
fn trap_04_gb18030_without_a_mark() {
    let Some(folder) = shared("synthetic") else {
        return;
    };
    let amounts = |name: &str| {
        let book = in_process(&folder.join(name)).unwrap();
        column(&converted(&book.sheets[0], name), "amount")
    };
    let expected = amounts("orders_utf-8.csv");
    assert!(!expected.is_empty());
    assert_eq!(amounts("orders_gbk.csv"), expected);
    assert_eq!(amounts("orders_gb18030.csv"), expected);
}

#[test]
fn trap_05_guarded_ids_and_ids_that_lost_their_digits() {
    let done = import(
        "订单编号,日期,客户名称,金额\n\"\t9001\",2024-01-02,甲,1\n\"=\"\"9002\"\"\",2024-01-02,甲,2\n'9003,2024-01-02,甲,3\n6.92E+18,2024-01-02,甲,4\n",
    );
    assert_eq!(column(&done, "order_no")[..3], ["9001", "9002", "9003"]);
    assert_eq!(arg(&done, ProblemCode::RoundedId, "count"), "1");
    assert!(!has(
        &import("订单编号,日期,客户名称,金额\n9001,2024-01-02,甲,1\n"),
        ProblemCode::RoundedId
    ));
}

#[test]
fn trap_06_several_products_in_one_cell() {
    let done = import(
        "订单号,日期,客户,商品名称,数量,订单金额\n1,2024-01-02,甲,M1;M2,5,100\n2,2024-01-02,乙,商品A-(A01);商品B-(B02),5,50\n",
    );
    assert_eq!(column(&done, "amount"), ["100", "50"]);
    assert_eq!(arg(&done, ProblemCode::MixedProducts, "count"), "2");
}

#[test]
fn trap_07_the_order_amount_on_each_line_counts_once() {
    // Quantity × price adds up to the amount once.
    let done = import(
        "订单号,日期,客户,商品,数量,单价,订单金额\n1,2024-01-02,甲,x,2,10,50\n1,2024-01-02,甲,y,1,30,50\n2,2024-01-03,乙,x,1,10,10\n",
    );
    assert_eq!(column(&done, "amount"), ["50", "0", "10"]);
    assert_eq!(arg(&done, ProblemCode::RepeatedAmount, "count"), "1");
    // No prices: equal amounts on each line although quantities differ.
    let done = import(
        "订单号,日期,客户,商品,数量,金额\n1,2024-01-02,甲,x,2,50\n1,2024-01-02,甲,y,1,50\n2,2024-01-03,乙,x,1,70\n2,2024-01-03,乙,y,4,70\n",
    );
    assert_eq!(column(&done, "amount"), ["50", "0", "70", "0"]);
}

#[test]
fn trap_07_lines_with_amounts_of_their_own_stay() {
    for text in [
        "订单号,日期,客户,商品,数量,单价,金额\n1,2024-01-02,甲,x,1,10,10\n1,2024-01-02,甲,y,1,10,10\n",
        "订单号,日期,客户,商品,数量,金额\n1,2024-01-02,甲,x,2,50\n1,2024-01-02,甲,y,1,30\n2,2024-01-03,乙,x,1,70\n2,2024-01-03,乙,y,1,70\n",
    ] {
        let done = import(text);
        assert!(!has(&done, ProblemCode::RepeatedAmount), "{text}");
        assert!(
            column(&done, "amount").iter().all(|amount| amount != "0"),
            "{text}"
        );
    }
}

#[test]
fn trap_07_the_order_amount_on_the_first_line_only() {
    // As merged cells are exported: everything of the order on its first line.
    let done = import(
        "订单号,日期,客户,商品,数量,订单金额\n1,2024-01-02,甲,x,2,50\n,,,y,1,\n,,,z,1,\n2,2024-01-03,乙,x,1,70\n2,2024-01-03,乙,y,1,\n",
    );
    assert_eq!(column(&done, "amount"), ["50", "0", "0", "70", "0"]);
    assert_eq!(
        column(&done, "customer_name"),
        ["甲", "甲", "甲", "乙", "乙"]
    );
    assert_eq!(column(&done, "order_no"), ["1", "1", "1", "2", "2"]);
    assert_eq!(arg(&done, ProblemCode::AmountOnFirstLine, "count"), "3");
    // A missing amount of an order with one line stays a problem.
    let done = import("订单号,日期,客户,商品,金额\n1,2024-01-02,甲,x,50\n2,2024-01-02,甲,x,\n");
    assert_eq!((done.tally.accepted, done.tally.rejected), (1, 1));
}

#[test]
fn trap_08_returns_in_each_of_their_signs() {
    let lines = import(
        "单据编号,单据类型,日期,客户名称,数量,金额\n1,销售单,2024-01-02,甲,2,100\n2,退货单,2024-01-03,甲,1,50\n3,退货单,2024-01-04,甲,-1,-20\n",
    );
    assert_eq!(column(&lines, "amount"), ["100", "-50", "-20"]);
    let refunds = import("订单号,日期,客户名称,金额,退款金额\n1,2024-01-02,甲,100,30\n");
    assert_eq!(
        (column(&refunds, "amount"), column(&refunds, "refund")),
        (vec!["100".into()], vec!["30".into()])
    );
    let negative = import("订单号,日期,客户名称,金额,退款金额\n1,2024-01-02,甲,100,-30\n");
    assert_eq!(column(&negative, "refund"), ["30"]);
    let documents = csv(
        "销售退货明细.csv",
        "退货单号,退货日期,客户名称,商品名称,退货金额\nT1,2024-01-05,甲,x,40\n",
    );
    let documents = converted(&documents, "销售退货明细.csv");
    assert_eq!(documents.kind, TableKind::Orders);
    assert_eq!(column(&documents, "amount"), ["-40"]);
    assert_eq!(arg(&documents, ProblemCode::ReturnsTable, "count"), "1");
}

#[test]
fn trap_09_tax_basis_and_currency() {
    let both = import("单据号,日期,客户名称,无税金额,税额,价税合计\n1,2024-01-02,甲,100,13,113\n");
    assert_eq!(
        (column(&both, "amount"), column(&both, "amount_net")),
        (vec!["113".into()], vec!["100".into()])
    );
    let dictionary = FieldDictionary::embedded().unwrap();
    let sheet = csv(
        "x.csv",
        "单据号,日期,客户名称,不含税金额\n1,2024-01-02,甲,100\n",
    );
    let mapping = recognise(&sheet, "x.csv", &dictionary).mapping().unwrap();
    assert_eq!(
        mapping.column("amount").unwrap().unit.tax,
        Some(TaxBasis::Net)
    );
    let mixed = import(
        "单据号,日期,客户名称,币别,价税合计\n1,2024-01-02,甲,人民币,100\n2,2024-01-02,乙,USD,9\n",
    );
    assert!(has(&mixed, ProblemCode::MixedCurrency));
    // Where the firm gives its own currency too, that is the amount.
    let local = import(
        "单据号,日期,客户名称,币别,原币价税合计,汇率,本币价税合计\n1,2024-01-02,乙,USD,10,7.1,71\n",
    );
    assert_eq!(column(&local, "amount"), ["71"]);
}

#[test]
fn trap_10_dates_in_every_costume() {
    let done = import(
        "订单号,日期,客户名称,金额\n1,20190101,甲,1\n2,2026/09/03 12:00:00,甲,1\n3,2024年3月5日,甲,1\n4,45356,甲,1\n5,2024.03,甲,1\n6,Mar 2024,甲,1\n7,昨天,甲,1\n",
    );
    assert_eq!(
        column(&done, "date"),
        [
            "2019-01-01",
            "2026-09-03",
            "2024-03-05",
            "2024-03-05",
            "2024-03-01",
            "2024-03-01"
        ]
    );
    assert_eq!(done.tally.rejected, 1);
}

#[test]
fn trap_10_workbooks_that_count_days_from_1904() {
    let Some(folder) = shared("hard") else { return };
    let named = |path: &std::path::Path| path.to_string_lossy().contains("date_1904.xlsx");
    let Some(path) = files(&folder).into_iter().find(|path| named(path)) else {
        println!("skipped: no workbook of 1904");
        return;
    };
    let book = in_process(&path).unwrap();
    let cells = book.sheets[0].rows.iter().flat_map(|row| &row.cells);
    let shown: Vec<String> = cells.map(clientele_import::Cell::shown).collect();
    println!("{} {shown:?}", path.display());
    assert!(
        shown
            .iter()
            .any(|text| text.starts_with("20") || text.starts_with("19"))
    );
}

#[test]
fn trap_11_cancelled_closed_and_draft_documents() {
    let done = import(
        "订单号,日期,客户,金额,订单状态\n1,2024-01-02,甲,1,已完成\n2,2024-01-02,甲,2,已支付\n3,2024-01-02,甲,4,已审核\n4,2024-01-02,甲,8,已关闭\n5,2024-01-02,甲,16,作废\n6,2024-01-02,甲,32,草稿\n",
    );
    assert_eq!(column(&done, "amount"), ["1", "2", "4"]);
    assert_eq!(
        (
            done.tally.dropped_cancelled,
            arg(&done, ProblemCode::CancelledRow, "count").as_str()
        ),
        (3, "3")
    );
}

#[test]
fn trap_12_an_order_counts_once_whatever_it_is_joined_to() {
    // An export that joins each order to its goods repeats what was paid.
    let done = import(
        "主订单编号,订单付款时间,买家会员名,宝贝标题,买家实际支付金额\n1,2024-01-02,甲,x,88\n1,2024-01-02,甲,y,88\n2,2024-01-03,乙,x,5\n3,2024-01-03,丙,x,70\n3,2024-01-03,丙,z,70\n",
    );
    assert_eq!(column(&done, "amount"), ["88", "0", "5", "70", "0"]);
    // The same row twice counts, and is shown to the adviser.
    let twice = import("订单号,日期,客户,金额\n1,2024-01-02,甲,5\n1,2024-01-02,甲,5\n");
    assert!(has(&twice, ProblemCode::DuplicateRow));
}

#[test]
fn trap_13_a_word_for_examples_all_over_a_table_is_the_firms_own() {
    let lines: String = (1..=8)
        .map(|n| format!("第{n}届流体展（样例）,A,李,139,机械,\n"))
        .collect();
    let done = import(&format!(
        "客户名称,客户等级,联系人,手机,所属行业,备注\n{lines}"
    ));
    assert_eq!((done.tally.dropped_example, done.tally.accepted), (0, 8));
}

#[test]
fn trap_13_a_form_with_an_example_row() {
    let done = import(
        "客户名称,客户等级,联系人,手机,所属行业,备注\n某某贸易有限公司（示例）,A,张三,138,贸易,导入时请删除本行\n甲公司,B,李,139,机械,\n",
    );
    assert_eq!(column(&done, "name"), ["甲公司"]);
    assert_eq!((done.tally.dropped_example, done.tally.read), (1, 2));
    assert_eq!(arg(&done, ProblemCode::ExampleRow, "count"), "1");
    let done = import("客户名称,客户等级,联系人,手机\n必填,选填,选填,选填\n甲公司,B,李,139\n");
    assert_eq!((done.tally.dropped_example, done.tally.accepted), (1, 1));
    // Further down it is a name.
    let done =
        import("客户名称,客户等级,联系人,手机\n甲,B,李,1\n乙,B,李,1\n丙,B,李,1\n示例科技,B,李,1\n");
    assert_eq!(done.tally.accepted, 4);
}

#[test]
fn trap_14_variants_of_a_name_are_all_kept() {
    let done = import(
        "订单号,日期,客户名称,金额\n1,2024-01-02,甲（上海）有限公司,1\n2,2024-01-02,甲(上海)有限责任公司,2\n3,2024-01-02,现结-甲,4\n4,2024-01-02,甲上海分公司,8\n5,2024-01-02,散客,16\n6,2024-01-02,内部调拨,32\n7,2024-01-02,零售客户,64\n",
    );
    assert_eq!(done.tally.accepted, 7);
    let total: u32 = column(&done, "amount")
        .iter()
        .map(|a| a.parse::<u32>().unwrap())
        .sum();
    assert_eq!(total, 127);
    let buckets = done
        .problems
        .iter()
        .filter(|p| p.code == ProblemCode::BucketCustomer);
    assert_eq!(buckets.count(), 3);
}

#[test]
fn trap_15_amounts_in_every_costume() {
    let done = import(
        "订单号,日期,客户,金额\n1,2024-01-02,甲,\"¥1,234.00\"\n2,2024-01-02,乙,1.2万\n3,2024-01-02,丙,\"(1,234)\"\n4,2024-01-02,丁,１２\n5,2024-01-02,戊,-\n6,2024-01-02,己,\n",
    );
    assert_eq!(column(&done, "amount"), ["1234", "12000", "-1234", "12"]);
    assert_eq!(done.tally.rejected, 2);
}

#[test]
fn trap_16_customers_by_months_are_unpivoted() {
    let done = import("客户名称,2024-01,2024-02,2024-03,合计\n甲,1,,3,4\n乙,2,5,,7\n");
    assert_eq!(column(&done, "amount"), ["1", "3", "2", "5"]);
    assert_eq!(column(&done, "date")[1], "2024-03-31");
    assert!(has(&done, ProblemCode::PeriodEndDates));
}

#[test]
fn trap_17_an_incomplete_last_month_is_pointed_out() {
    let mut text = String::from("订单号,日期,客户,金额\n");
    for month in 1..=5 {
        for day in (1..=28).step_by(3) {
            if month < 5 || day <= 10 {
                text.push_str(&format!("{month}{day},2024-{month:02}-{day:02},甲,5\n"));
            }
        }
    }
    let done = import(&text);
    assert_eq!(arg(&done, ProblemCode::PartialMonth, "month"), "2024-05");
    assert_eq!(arg(&done, ProblemCode::PartialMonth, "count"), "4");
    let full: String = text
        .lines()
        .filter(|l| !l.contains("-05-"))
        .map(|l| format!("{l}\n"))
        .collect();
    assert!(!has(&import(&full), ProblemCode::PartialMonth));
}

#[test]
fn trap_18_member_lists_with_sums_say_what_they_cannot_carry() {
    for text in [
        "会员卡号,会员名称,会员等级,消费次数,累计消费,最近消费日期\nH1,甲,金卡,12,3400,2024-05-01\n",
        "客户编码,客户名称,购买次数,累计消费金额,最近购买日期\nC1,甲,12,3400,2024-05-01\n",
    ] {
        let done = import(text);
        assert!(
            matches!(done.kind, TableKind::Programme | TableKind::Customers),
            "{:?}",
            done.kind
        );
        assert!(has(&done, ProblemCode::PreAggregated), "{text}");
        assert_eq!(column(&done, "orders_count"), ["12"]);
        assert_eq!(column(&done, "total_spent"), ["3400"]);
    }
}

#[test]
fn every_row_of_every_file_is_accounted_for() {
    let dictionary = FieldDictionary::embedded().unwrap();
    for folder in [
        "open/chinese",
        "open/b2b",
        "open/survey",
        "open/complaints",
        "local-only",
        "synthetic",
        "hard",
    ] {
        let Some(folder) = shared(folder) else {
            continue;
        };
        for path in files(&folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let small = path.metadata().unwrap().len() < 3_000_000;
            if !small
                || ["issue_594_dos.ods", "oleloop.xls"].contains(&&*name)
                || name.contains("oom")
            {
                continue;
            }
            let Ok(book) = crate::common::in_child(&path) else {
                continue;
            };
            for sheet in book.sheets {
                let rows = sheet.rows.len() as u64;
                let parts = split(sheet, &dictionary);
                let beside = parts.windows(2).any(|pair| {
                    let last = pair[0].rows.last().map(|row| row.number);
                    let first = pair[1].rows.first().map(|row| row.number);
                    first <= last
                });
                let of_parts: u64 = parts.iter().map(|part| part.rows.len() as u64).sum();
                assert!(of_parts == rows || (beside && of_parts >= rows), "{name}");
                for part in &parts {
                    let guess = recognise(part, &name, &dictionary);
                    let Some(mapping) = guess.mapping() else {
                        continue;
                    };
                    let origin = Origin {
                        source: SourceId(1),
                        file: &name,
                        today: crate::common::TODAY,
                    };
                    let done = convert(part, &mapping, origin);
                    let tally = done.tally;
                    assert!(tally.adds_up(), "{name} {tally:?}");
                    assert_eq!(tally.records, done.records.len() as u64, "{name}");
                    let header = mapping.header_rows.len() as u64;
                    assert_eq!(
                        tally.read + tally.outside + header,
                        part.rows.len() as u64,
                        "{name}"
                    );
                    let tables = [Table {
                        sheet: part,
                        mapping: &mapping,
                    }];
                    assert!(Joins::find(&tables).pairs().is_empty());
                }
            }
        }
    }
}
