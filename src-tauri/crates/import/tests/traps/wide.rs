use clientele_import::{
    FieldDictionary, Layout, Months, Origin, YearFrom, convert, recognise, recognise_with_months,
};
use records::{ProblemCode, SourceId, TableKind};

use crate::common::{column, converted, csv};

const MONTHS: &str = "2023年客户销售统计\n单位：万元\n客户名称,地区,1月,2月,3月,4月,合计\n甲公司,华东,1,2,,4,7\n乙公司,华南,0,,0,,0\n丙公司,华北,-1,x,3,,2\n合计,,0,2,3,4,9\n";

#[test]
fn a_column_a_month_becomes_orders_of_the_month_ends() {
    let done = converted(&csv("统计.csv", MONTHS), "统计.csv");
    assert_eq!(done.kind, TableKind::Orders);
    assert_eq!(
        column(&done, "customer_name"),
        ["甲公司", "甲公司", "甲公司", "丙公司", "丙公司"]
    );
    assert_eq!(column(&done, "region")[0], "华东");
    assert_eq!(
        column(&done, "amount"),
        ["10000", "20000", "40000", "-10000", "30000"]
    );
    assert_eq!(
        column(&done, "date"),
        [
            "2023-01-31",
            "2023-02-28",
            "2023-04-30",
            "2023-01-31",
            "2023-03-31"
        ]
    );
    assert_eq!(
        done.records
            .iter()
            .map(|(at, _)| at.row)
            .collect::<Vec<_>>(),
        [4, 4, 4, 6, 6]
    );
    let tally = done.tally;
    assert_eq!((tally.read, tally.accepted, tally.records), (4, 2, 5));
    assert_eq!(
        (tally.dropped_blank, tally.dropped_footer, tally.outside),
        (1, 1, 2)
    );
    let codes: Vec<_> = done.problems.iter().map(|p| p.code).collect();
    assert!(codes.contains(&ProblemCode::PeriodEndDates));
    assert!(codes.contains(&ProblemCode::BadNumber));
    // The months are imported; the column of totals is not.
    let unmapped = |p: &&records::Problem| p.code == ProblemCode::UnmappedColumn;
    let unmapped: Vec<_> = done.problems.iter().filter(unmapped).collect();
    assert_eq!(unmapped.len(), 1);
    assert_eq!(unmapped[0].args["header"], "合计");
}

#[test]
fn periods_in_many_words() {
    for (header, first, last) in [
        (
            "客户名称,2024-01,2024-02,2024-03",
            "2024-01-31",
            "2024-03-31",
        ),
        (
            "客户名称,2024年1月,2024年2月,2024年3月",
            "2024-01-31",
            "2024-03-31",
        ),
        ("客户名称,202401,202402,202403", "2024-01-31", "2024-03-31"),
        ("客户名称,2024Q1,2024Q2,2024Q3", "2024-03-31", "2024-09-30"),
        ("客户名称,2022年,2023年,2024年", "2022-12-31", "2024-12-31"),
        ("客户名称,2023年11月,12月,1月", "2023-11-30", "2024-01-31"),
    ] {
        let text = format!("{header}\n甲公司,1,2,3\n乙公司,4,5,6\n");
        let dates = column(&converted(&csv("x.csv", &text), "x.csv"), "date");
        assert_eq!(
            (dates[0].as_str(), dates[2].as_str()),
            (first, last),
            "{header}"
        );
    }
}

#[test]
fn plans_beside_actuals_and_two_header_rows() {
    let text = "2024年\n,1月,,2月,,3月,\n客户名称,计划,实际,计划,实际,计划,实际\n甲,9,1,9,2,9,3\n乙,9,4,9,5,9,6\n";
    let done = converted(&csv("x.csv", text), "x.csv");
    assert_eq!(column(&done, "amount"), ["1", "2", "3", "4", "5", "6"]);
}

#[test]
fn months_without_a_year_ask_for_it() {
    let dictionary = FieldDictionary::embedded().unwrap();
    let sheet = csv("x.csv", "客户名称,1月,2月,3月\n甲,1,2,3\n");
    let done = converted(&sheet, "x.csv");
    assert_eq!((done.tally.read, done.tally.rejected), (1, 1));
    assert!(
        done.problems
            .iter()
            .any(|p| p.code == ProblemCode::WideNoYear)
    );
    let guess = recognise_with_months(&sheet, "x.csv", &dictionary, None, None, Months::Year(2022));
    let origin = Origin {
        source: SourceId(1),
        file: "x.csv",
        today: crate::common::TODAY,
    };
    let done = convert(&sheet, &guess.mapping().unwrap(), origin);
    assert_eq!(
        column(&done, "date"),
        ["2022-01-31", "2022-02-28", "2022-03-31"]
    );
}

#[test]
fn the_year_says_where_it_was_found_and_the_adviser_knows_better() {
    let dictionary = FieldDictionary::embedded().unwrap();
    let months = "客户名称,1月,2月,3月\n甲,1,2,3\n乙,4,5,6\n";
    let periods = |file: &str, sheet: &clientele_import::Sheet, asked: Months| {
        let guess = recognise_with_months(sheet, file, &dictionary, None, None, asked);
        match guess.layout {
            Layout::Periods(periods) => Some(periods),
            Layout::Rows => None,
        }
    };
    let (plain, mut named) = (csv("x.csv", months), csv("x.csv", months));
    named.name = "2021年".into();
    let titled = csv("x.csv", &format!("2022年销售\n{months}"));
    for (file, sheet, year, from) in [
        ("x.csv", &plain, None, None),
        ("2020年.csv", &plain, Some(2020), Some(YearFrom::File)),
        ("2020年.csv", &named, Some(2021), Some(YearFrom::Sheet)),
        ("2020年.csv", &titled, Some(2022), Some(YearFrom::Title)),
    ] {
        let found = periods(file, sheet, Months::Found).unwrap();
        assert_eq!((found.year, found.year_from), (year, from));
        assert!(found.yearless);
        let said = periods(file, sheet, Months::Year(2019)).unwrap();
        assert_eq!((said.year, said.year_from), (Some(2019), None));
        assert_eq!(said.columns[2].end.to_string(), "2019-03-31");
        assert_eq!(periods(file, sheet, Months::AsTheyStand), None);
    }
}

#[test]
fn months_by_salesperson_and_two_of_money_are_asked_for_their_year() {
    let dictionary = FieldDictionary::embedded().unwrap();
    for text in [
        "业务员,1月,2月,3月\n张三,1,2,3\n李四,4,5,6\n",
        "姓名,1月消费,2月消费,判断\n甲,1,2,\n乙,3,4,\n",
    ] {
        let sheet = csv("x.csv", text);
        let done = converted(&sheet, "x.csv");
        assert!(done.records.is_empty(), "{text}");
        let asked = |p: &records::Problem| p.code == ProblemCode::WideNoYear;
        assert!(done.problems.iter().any(asked), "{text}");
        let guess =
            recognise_with_months(&sheet, "x.csv", &dictionary, None, None, Months::Year(2022));
        let origin = Origin {
            source: SourceId(1),
            file: "x.csv",
            today: crate::common::TODAY,
        };
        let done = convert(&sheet, &guess.mapping().unwrap(), origin);
        assert_eq!(column(&done, "amount")[..2], ["1", "2"], "{text}");
        assert_eq!(column(&done, "date")[1], "2022-02-28", "{text}");
    }
}

#[test]
fn pieces_by_month_are_no_amounts() {
    for (file, text) in [
        ("x.csv", "2023年\n产品名称,1月,2月,3月,总量\n键盘,1,2,3,6\n"),
        ("2023年销量.csv", "客户名称,1月,2月,3月\n甲,1,2,3\n"),
        ("2023.csv", "产品名称,1月数量,2月数量,3月数量\n键盘,1,2,3\n"),
    ] {
        let done = converted(&csv(file, text), file);
        assert!(done.records.is_empty(), "{text}");
        let lacks = |p: &records::Problem| p.code == ProblemCode::MissingColumn;
        assert!(done.problems.iter().any(lacks), "{text}");
    }
    let text = "客户名称,1月,2月,3月,总额\n甲,1,2,3,6\n";
    let done = converted(&csv("2023年.csv", text), "2023年.csv");
    assert_eq!(column(&done, "amount"), ["1", "2", "3"]);
}

#[test]
fn what_only_looks_wide_is_none() {
    let dictionary = FieldDictionary::embedded().unwrap();
    for text in [
        // Counts, types, and a log with month columns of its own.
        "客户名称,1月客户数,2月客户数,3月客户数\n甲,1,2,3\n",
        "客户,1月购买类型,2月购买类型,3月购买类型\n甲,A,B,C\n",
        "订单号,日期,客户名称,金额,1月,2月,3月\n1,2024-01-02,甲,5,1,2,3\n",
    ] {
        let guess = recognise(&csv("2023.csv", text), "2023.csv", &dictionary);
        assert_eq!(guess.layout, Layout::Rows, "{text}");
    }
    for text in [
        // Without year and customer: plans of the firm's own people, regions, two bare months.
        "销售员,1月预计,1月实际,2月预计,2月实际,3月预计,3月实际\n张三,1,2,3,4,5,6\n",
        "地区,1月,2月,3月\n华东,1,2,3\n",
        "客户名称,1月,2月\n甲,1,2\n",
    ] {
        let guess = recognise(&csv("x.csv", text), "x.csv", &dictionary);
        assert_eq!(guess.layout, Layout::Rows, "{text}");
    }
}

#[test]
fn a_mapping_kept_by_an_earlier_edition_is_read() {
    let kept = r#"{"kind":"orders","header_rows":[1],"columns":[]}"#;
    let mapping: clientele_import::Mapping = serde_json::from_str(kept).unwrap();
    assert_eq!(mapping.layout, Layout::Rows);
}
