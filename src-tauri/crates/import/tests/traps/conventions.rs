//! Traps 8 to 10 and 13 where a firm's convention has to be stated or chosen: signs, currencies,
//! tax, dates, contact persons.

use clientele_import::{
    Converted, DocumentSigns, FieldDictionary, Mapping, Origin, Sheet, Sign, SignChoice,
    SignReason, convert, recognise,
};
use records::{Date, Problem, ProblemCode, SourceId, TableKind};

use crate::common::{TODAY, column, converted, csv};

fn mapping(sheet: &Sheet) -> Mapping {
    let dictionary = FieldDictionary::embedded().unwrap();
    recognise(sheet, "x.csv", &dictionary).mapping().unwrap()
}

fn run(sheet: &Sheet, mapping: &Mapping, today: Date) -> Converted {
    let origin = Origin {
        source: SourceId(1),
        file: "x.csv",
        today,
    };
    let done = convert(sheet, mapping, origin);
    assert!(done.tally.adds_up());
    done
}

fn import(text: &str) -> Converted {
    converted(&csv("x.csv", text), "x.csv")
}

fn of(done: &Converted, code: ProblemCode) -> Vec<&Problem> {
    let problems = done.problems.iter();
    problems.filter(|problem| problem.code == code).collect()
}

fn document<'d>(done: &'d Converted, name: &str) -> &'d DocumentSigns {
    let mut documents = done.documents.iter();
    documents.find(|seen| seen.document == name).unwrap()
}

const RETURNS: &str = "单据编号,单据类型,日期,客户名称,数量,金额,税额\n1,销售单,2024-01-02,甲,2,100,13\n2,销售退货单,2024-01-03,甲,1,50,6.5\n3,销售退货单,2024-01-04,甲,-1,-20,-2.6\n4,销售单,2024-01-05,甲,-1,-10,-1.3\n";

#[test]
fn trap_08_each_type_of_document_says_how_it_is_signed_and_why() {
    let done = import(RETURNS);
    assert_eq!(column(&done, "amount"), ["100", "-50", "-20", "-10"]);
    assert_eq!(column(&done, "tax"), ["13", "-6.5", "-2.6", "-1.3"]);
    assert_eq!(column(&done, "quantity"), ["2", "-1", "-1", "-1"]);
    let back = document(&done, "销售退货单");
    assert_eq!((back.sign, back.reason), (Sign::Negative, SignReason::Type));
    assert_eq!((back.rows, back.turned), (2, 1));
    assert_eq!(
        (
            back.positive.0,
            back.positive.1.units(),
            back.negative.1.units()
        ),
        (1, 50.0, -20.0)
    );
    let sale = document(&done, "销售单");
    assert_eq!(
        (sale.sign, sale.reason, sale.turned),
        (Sign::AsWritten, SignReason::Sale, 0)
    );
    let told = of(&done, ProblemCode::ReturnsNegated);
    assert_eq!(told.len(), 1);
    assert_eq!(
        (
            told[0].args["text"].as_str(),
            told[0].args["count"].as_str()
        ),
        ("销售退货单", "1")
    );
}

#[test]
fn trap_08_the_adviser_chooses_the_sign_of_a_type() {
    let sheet = csv("x.csv", RETURNS);
    let chosen = |document: &str, sign: Sign| {
        let mut mapping = mapping(&sheet);
        let document = document.to_owned();
        mapping.signs = vec![SignChoice { document, sign }];
        run(&sheet, &mapping, TODAY)
    };
    // In a list where returns are positive corrections of negative sales they stay as written.
    let kept = chosen("销售退货单", Sign::AsWritten);
    assert_eq!(column(&kept, "amount"), ["100", "50", "-20", "-10"]);
    assert_eq!(document(&kept, "销售退货单").reason, SignReason::Chosen);
    assert_eq!(of(&kept, ProblemCode::SignsKept)[0].args["count"], "1");
    let flipped = chosen("销售退货单", Sign::Flipped);
    assert_eq!(column(&flipped, "amount"), ["100", "-50", "20", "-10"]);
    assert_eq!(
        of(&flipped, ProblemCode::SignsFlipped)[0].args["count"],
        "2"
    );
    let sales = chosen("销售单", Sign::Negative);
    assert_eq!(column(&sales, "amount"), ["-100", "-50", "-20", "-10"]);
    // Taken back, the names of the types decide again.
    assert_eq!(
        column(&run(&sheet, &mapping(&sheet), TODAY), "amount")[1],
        "-50"
    );
}

#[test]
fn trap_08_lists_without_types_are_told_by_status_or_as_a_whole() {
    let status = import(
        "单据编号,日期,客户名称,金额,订单状态\n1,2024-01-02,甲,100,已完成\n2,2024-01-03,甲,40,已退货\n",
    );
    assert_eq!(column(&status, "amount"), ["100", "-40"]);
    let seen = document(&status, "");
    assert_eq!(
        (seen.reason, seen.turned, seen.rows),
        (SignReason::Status, 1, 2)
    );
    let sheet = csv(
        "销售退货单.csv",
        "退货单号,退货日期,客户名称,商品名称,退货金额\nT1,2024-01-05,甲,x,40\n",
    );
    let whole = converted(&sheet, "销售退货单.csv");
    assert_eq!(document(&whole, "").reason, SignReason::Table);
    let mut chosen = mapping(&sheet);
    chosen.signs = vec![SignChoice {
        document: String::new(),
        sign: Sign::AsWritten,
    }];
    assert_eq!(column(&run(&sheet, &chosen, TODAY), "amount"), ["40"]);
}

#[test]
fn trap_09_a_rate_in_the_row_brings_its_amounts_into_the_firms_currency() {
    let done = import(
        "单据号,日期,客户名称,币别,汇率,价税合计,不含税金额,单价,成本\n1,2024-01-02,甲,USD,7.1,100,90,10,300\n2,2024-01-02,乙,人民币,1,50,45,5,30\n3,2024-01-02,丙,EUR,,9,8,1,7\n4,2024-01-02,丁,人民币,7.1,60,50,6,40\n",
    );
    // 100 × 7.1 and 90 × 7.1; the third row has no rate, the fourth is in the firm's own currency.
    assert_eq!(column(&done, "amount"), ["710", "50", "9", "60"]);
    assert_eq!(column(&done, "amount_net"), ["639", "45", "8", "50"]);
    assert_eq!(column(&done, "unit_price")[0], "71");
    assert_eq!(column(&done, "cost"), ["300", "30", "7", "40"]);
    assert_eq!(column(&done, "currency"), ["", "人民币", "EUR", "人民币"]);
    assert_eq!(column(&done, "exchange_rate"), ["7.1", "1", "", "7.1"]);
    let told = of(&done, ProblemCode::CurrencyConverted);
    assert_eq!(
        (
            told[0].args["count"].as_str(),
            told[0].args["text"].as_str()
        ),
        ("1", "USD × 7.1")
    );
}

#[test]
fn trap_09_amounts_in_the_firms_currency_win_and_are_not_converted_again() {
    let done = import(
        "单据号,日期,客户名称,币别,原币价税合计,汇率,本币价税合计\n1,2024-01-02,乙,USD,10,7.1,71\n2,2024-01-02,乙,USD,20,7.2,144\n",
    );
    assert_eq!(column(&done, "amount"), ["71", "144"]);
    assert_eq!(column(&done, "currency"), ["", ""]);
    assert!(of(&done, ProblemCode::CurrencyConverted).is_empty());
    assert!(of(&done, ProblemCode::MixedCurrency).is_empty());
    let original = import(
        "单据号,日期,客户名称,汇率,原币价税合计\n1,2024-01-02,乙,7.1,10\n2,2024-01-02,乙,1,20\n",
    );
    assert_eq!(column(&original, "amount"), ["71", "20"]);
}

#[test]
fn trap_09_what_the_header_says_of_tax_stands_in_each_record() {
    let gross = import("单据号,日期,客户名称,税率,价税合计\n1,2024-01-02,甲,13%,113\n");
    assert_eq!(
        (column(&gross, "tax_included"), column(&gross, "tax_rate")),
        (vec!["true".into()], vec!["0.13".into()])
    );
    let net = import("单据号,日期,客户名称,税额,不含税金额\n1,2024-01-02,甲,13,100\n");
    assert_eq!(
        (column(&net, "tax_included"), column(&net, "tax")),
        (vec!["false".into()], vec!["13".into()])
    );
    let unsaid = import("单据号,日期,客户名称,金额\n1,2024-01-02,甲,100\n");
    assert_eq!(column(&unsaid, "tax_included"), [""]);
    let marked = import(
        "单据号,日期,客户名称,金额,是否含税\n1,2024-01-02,甲,100,含税\n2,2024-01-02,甲,100,否\n",
    );
    assert_eq!(column(&marked, "tax_included"), ["true", "false"]);
    let wide = import("客户名称,2024年1月含税金额,2024年2月含税金额,2024年3月含税金额\n甲,1,2,3\n");
    assert_eq!(column(&wide, "tax_included"), ["true", "true", "true"]);
}

fn days(late: usize, of: usize) -> String {
    let mut text = String::from("单据编号,交货日期,客户名称,金额\n");
    for at in 0..of {
        let date = if at < late {
            "2024-07-03"
        } else {
            "2024-06-20"
        };
        text.push_str(&format!("{at},{date},甲,{}\n", at + 1));
    }
    text.replace("交货日期", "日期")
}

#[test]
fn trap_10_a_document_dated_after_tomorrow_is_pointed_out_and_counts() {
    let today = Date::constant(2024, 7, 1);
    let sheet = csv("x.csv", &days(2, 60));
    let done = run(&sheet, &mapping(&sheet), today);
    assert_eq!(done.tally.accepted, 60);
    let late = of(&done, ProblemCode::FutureDate);
    assert_eq!(late.len(), 2);
    assert_eq!(
        (late[0].place.row, late[0].args["text"].as_str()),
        (Some(2), "2024-07-03")
    );
    assert!(of(&done, ProblemCode::NotDocumentDate).is_empty());
    // Tomorrow may be today elsewhere.
    let done = run(&sheet, &mapping(&sheet), Date::constant(2024, 7, 2));
    assert!(of(&done, ProblemCode::FutureDate).is_empty());
}

#[test]
fn trap_10_many_dates_in_the_future_are_no_document_dates() {
    let today = Date::constant(2024, 7, 1);
    for (late, of_rows, column_wrong) in [(3, 60, false), (4, 60, true), (60, 60, true)] {
        let sheet = csv("x.csv", &days(late, of_rows));
        let done = run(&sheet, &mapping(&sheet), today);
        let told = of(&done, ProblemCode::NotDocumentDate);
        assert_eq!(told.len(), usize::from(column_wrong), "{late}");
        let listed = of(&done, ProblemCode::FutureDate).len();
        assert_eq!(listed, if column_wrong { 0 } else { late }, "{late}");
        if let Some(told) = told.first() {
            assert_eq!(told.args["count"], late.to_string());
            assert_eq!(told.place.column.as_deref(), Some("B"));
        }
    }
}

#[test]
fn trap_10_days_and_months_that_nothing_tells_apart_are_asked_about() {
    let sheet = csv(
        "x.csv",
        "单据编号,日期,客户名称,金额\n1,3/4/2024,甲,1\n2,5/6/2024,甲,2\n",
    );
    let mut mapping = mapping(&sheet);
    let done = run(&sheet, &mapping, TODAY);
    assert_eq!(column(&done, "date"), ["2024-03-04", "2024-05-06"]);
    assert_eq!(
        of(&done, ProblemCode::AmbiguousDates)[0].args["text"],
        "3/4/2024"
    );
    let date = mapping
        .columns
        .iter_mut()
        .find(|one| one.field == "date")
        .unwrap();
    date.unit.day_first = Some(true);
    let done = run(&sheet, &mapping, TODAY);
    assert_eq!(column(&done, "date"), ["2024-04-03", "2024-06-05"]);
    assert!(of(&done, ProblemCode::AmbiguousDates).is_empty());
    let told = import("单据编号,日期,客户名称,金额\n1,3/4/2024,甲,1\n2,25/6/2024,甲,2\n");
    assert!(of(&told, ProblemCode::AmbiguousDates).is_empty());
}

/// As a trade software exports one firm's customers: a sheet of descriptions, the form with its
/// tips and an example in row 3, the contact persons one a row.
#[test]
fn trap_13_a_workbook_of_several_sheets_about_customers() {
    let done = import(
        "客户名称,客户等级,国家,网址\n必填,选填,选填,选填\n示例客户有限公司,A,中国,www.example.com\n甲公司,B,德国,\n乙公司,A,法国,\n",
    );
    assert_eq!(done.kind, TableKind::Customers);
    assert_eq!(column(&done, "name"), ["甲公司", "乙公司"]);
    assert_eq!(of(&done, ProblemCode::ExampleRow)[0].args["count"], "2");
    let contacts = import(
        "客户名称,联系人,职位,邮箱,手机\n甲公司,张三,经理,a@jia.com,13800001234\n甲公司,李四,采购,b@jia.com,13800001235\n乙公司,王五,经理,c@yi.com,13800001236\n",
    );
    assert_eq!(contacts.kind, TableKind::Customers);
    assert_eq!(
        contacts.tally.accepted, 3,
        "every contact person stays on record"
    );
    assert_eq!(
        of(&contacts, ProblemCode::ContactRows)[0].args["count"],
        "1"
    );
    let dictionary = FieldDictionary::embedded().unwrap();
    let words = csv(
        "描述信息.csv",
        "字段,说明\n客户名称,必填，不超过 100 字\n联系人,选填\n",
    );
    assert_eq!(recognise(&words, "描述信息.csv", &dictionary).kind, None);
    let bank = csv(
        "银行资料.csv",
        "客户名称,开户银行,银行账号\n甲公司,中国银行,6217001234567890123\n",
    );
    // Of bank accounts only whose they are comes in, and that is a customer already known.
    let kept = mapping(&bank);
    let fields: Vec<_> = kept.columns.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["name"]);
    assert_eq!(kept.personal[0].privacy, records::Privacy::Sensitive);
}
