use crate::common::{column, converted, csv};
use clientele_import::{FieldDictionary, Origin, convert, recognise, recognise_as};
use records::{ProblemCode, Severity, SourceId, TableKind};

/// Converts the text of a CSV file called `name`.
fn import(name: &str, text: &str) -> clientele_import::Converted {
    converted(&csv(name, text), name)
}

#[test]
fn titles_tips_and_stars_stand_above_the_header() {
    let done = import(
        "客户信息.csv",
        "信息内容\n*导入时本行内容请勿删除，切记！\n名称*,联系人,手机号码,纳税人识别号\n上海华东石化,张经理,13800138000,91310000MA1K\n",
    );
    assert_eq!(done.kind, TableKind::Customers);
    assert_eq!(column(&done, "name"), ["上海华东石化"]);
    assert_eq!(done.records[0].0.row, 4);
}

#[test]
fn a_report_with_title_blank_line_and_footer() {
    let done = import(
        "应收账款.csv",
        "\u{feff}应收账款明细表\n导出时间：2024-05-01\n\n单据编号,客户名称,到期日,未收金额\nY1,甲公司,2024-03-31,\"1,200.00\"\nY2,乙公司,2024-04-30,300\n,,合计:,1500.00\n制表人：李四\n",
    );
    assert_eq!(done.kind, TableKind::Receivables);
    assert_eq!(column(&done, "outstanding"), ["1200", "300"]);
    assert_eq!((done.tally.accepted, done.tally.dropped_footer), (2, 2));
}

#[test]
fn padded_headers_and_guarded_ids() {
    let done = import(
        "export.csv",
        "订单编号 ,订单付款时间 ,买家会员名,买家实际支付金额\n\"\t9001\",2024-01-02 10:00:00,小明,88\n\"=\"\"9002\"\"\",2024-01-03,小红,\n'9003,2024-01-04,小刚,5\n",
    );
    assert_eq!(column(&done, "order_no"), ["9001", "9003"]);
    assert_eq!((done.tally.accepted, done.tally.rejected), (2, 1));
    let rejected = done.problems.iter().find(|p| p.rejected.is_some()).unwrap();
    assert_eq!(
        (rejected.code, rejected.place.row),
        (ProblemCode::MissingField, Some(3))
    );
    assert_eq!(rejected.args["field"], "amount");
}

#[test]
fn several_products_in_a_line_are_flagged_and_kept_whole() {
    let done = import(
        "订单.csv",
        "订单号,下单日期,客户,商品名称,订单金额\n1,2024-01-02,甲,商品A-(A01);商品B-(B02),100\n",
    );
    assert_eq!(column(&done, "amount"), ["100"]);
    assert!(
        done.problems
            .iter()
            .any(|p| p.code == ProblemCode::MixedProducts)
    );
}

#[test]
fn return_documents_become_negative_and_negative_lines_stay() {
    let done = import(
        "销售单.csv",
        "单据编号,单据类型,录单日期,往来单位,数量,金额\n1,批发销售单,2024-01-02,甲,2,100\n2,批发销售退货单,2024-01-03,甲,1,50\n3,批发销售退货单,2024-01-04,甲,-1,-20\n",
    );
    assert_eq!(column(&done, "amount"), ["100", "-50", "-20"]);
    assert_eq!(column(&done, "quantity"), ["2", "-1", "-1"]);
    assert_eq!(done.tally.negated_returns, 1);
}

#[test]
fn gross_amounts_go_before_net_and_net_serves_alone() {
    let both = import(
        "a.csv",
        "单据号,日期,客户名称,金额,税额,价税合计\n1,2024-01-02,甲,100,13,113\n",
    );
    assert_eq!(column(&both, "amount"), ["113"]);
    assert_eq!(column(&both, "amount_net"), ["100"]);
    let net = import(
        "a.csv",
        "发票号码,开票日期,购货单位,不含税金额\n1,2024-01-02,甲,100\n",
    );
    assert_eq!(column(&net, "amount"), ["100"]);
}

#[test]
fn cancelled_documents_are_dropped_with_a_count() {
    let done = import(
        "订单.csv",
        "订单号,下单日期,客户,订单金额,订单状态\n1,2024-01-02,甲,100,已完成\n2,2024-01-02,甲,70,作废\n3,2024-01-02,甲,60,交易关闭\n",
    );
    assert_eq!((done.tally.accepted, done.tally.dropped_cancelled), (1, 2));
    let problem = done
        .problems
        .iter()
        .find(|p| p.code == ProblemCode::CancelledRow)
        .unwrap();
    assert_eq!(
        (problem.severity, problem.args["count"].as_str()),
        (Severity::Info, "2")
    );
}

#[test]
fn amounts_in_every_costume() {
    let done = import(
        "订单.csv",
        "订单号,日期,客户,金额（万元）\n1,2024.03,甲,\"¥1,234.00\"\n2,2024年3月5日,乙,1.2万\n3,20240306,丙,(10)\n4,2024/3/7,丁,１２\n5,2024/3/8,戊,-\n",
    );
    assert_eq!(
        column(&done, "amount"),
        ["12340000", "12000", "-100000", "120000"]
    );
    assert_eq!(
        column(&done, "date"),
        ["2024-03-01", "2024-03-05", "2024-03-06", "2024-03-07"]
    );
    assert_eq!(done.tally.rejected, 1);
}

#[test]
fn a_unit_line_above_the_header_counts() {
    let done = import(
        "台账.csv",
        "2023年销售台账\n单位：万元\n日期,客户名称,金额\n2023-01-05,甲,1.5\n",
    );
    assert_eq!(column(&done, "amount"), ["15000"]);
}

#[test]
fn buckets_and_currencies_are_named() {
    let done = import(
        "订单.csv",
        "订单号,日期,客户名称,金额,币别\n1,2024-01-02,散客,1,CNY\n2,2024-01-03,甲（上海）,2,USD\n",
    );
    let codes: Vec<_> = done.problems.iter().map(|p| p.code).collect();
    assert!(
        codes.contains(&ProblemCode::BucketCustomer) && codes.contains(&ProblemCode::MixedCurrency)
    );
    assert_eq!(column(&done, "customer_name"), ["散客", "甲(上海)"]);
}

#[test]
fn a_bad_optional_cell_costs_the_cell_only() {
    let done = import(
        "投诉台账.csv",
        "投诉编号,投诉日期,客户名称,投诉类别,完成时间,满意度\nT1,2024-01-02,甲,质量,还没好,很满意\nT2,不详,乙,交期,2024-02-01,一般\n",
    );
    assert_eq!(done.kind, TableKind::Complaints);
    assert_eq!((done.tally.accepted, done.tally.rejected), (1, 1));
    assert_eq!(column(&done, "satisfaction"), ["5"]);
    assert_eq!(column(&done, "resolved_date"), [""]);
    let warning = done
        .problems
        .iter()
        .find(|p| p.code == ProblemCode::BadDate && p.rejected.is_none());
    let warning = warning.unwrap();
    assert_eq!(
        (warning.severity, warning.place.column.as_deref()),
        (Severity::Warning, Some("E"))
    );
}

#[test]
fn a_missing_column_is_one_problem_and_every_row_is_counted() {
    let sheet = csv(
        "订单.csv",
        "订单号,客户名称,订单金额,商品名称\n1,甲,5,x\n2,乙,6,y\n\n",
    );
    let done = converted(&sheet, "订单.csv");
    assert_eq!((done.tally.read, done.tally.rejected), (2, 2));
    let missing: Vec<_> = done
        .problems
        .iter()
        .filter(|p| p.code == ProblemCode::MissingColumn)
        .collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].args["field"], "date");
}

#[test]
fn invoice_lines_without_amounts_have_them_as_quantity_times_price() {
    let done = import(
        "Online Retail.csv",
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n536365,85123A,HOLDER,6,2010-12-01 08:26,2.55,17850,United Kingdom\nC536379,D,Discount,-1,2010-12-01 09:41,27.5,14527,United Kingdom\n",
    );
    assert_eq!(column(&done, "amount"), ["15.3", "-27.5"]);
    assert_eq!(column(&done, "customer_code"), ["17850", "14527"]);
}

#[test]
fn a_response_time_is_a_moment_or_a_duration_by_its_values() {
    let moment = import(
        "工单.csv",
        "工单编号,客户名称,创建时间,首次响应时间,状态\nG1,甲,2024-01-02 09:00,2024-01-02 09:20,已解决\n",
    );
    assert_eq!(
        column(&moment, "first_response_at"),
        ["2024-01-02T09:20:00"]
    );
    let duration = import(
        "工单.csv",
        "工单编号,客户名称,创建时间,首次响应时间（小时）,状态\nG1,甲,2024-01-02 09:00,1.5,已解决\n",
    );
    assert_eq!(column(&duration, "first_response_minutes"), ["90"]);
}

#[test]
fn tables_are_told_apart_by_their_words() {
    let dictionary = FieldDictionary::embedded().unwrap();
    for (header, expected) in [
        (
            "合同编号,客户名称,合同金额,签订日期,到期日,是否自动续约",
            TableKind::Contracts,
        ),
        (
            "评价人,评分,评价内容,评价时间,商家回复内容",
            TableKind::Reviews,
        ),
        ("推荐人,被推荐人,推荐日期,成交金额", TableKind::Referrals),
        (
            "培训名称,培训日期,培训时长（小时）,参训人员,考试成绩",
            TableKind::Training,
        ),
        (
            "回访时间,回访人,回访形式,客户名称,客户满意度",
            TableKind::Contacts,
        ),
        (
            "序号,提交答卷时间,所用时间,1、总体满意度,2、您向朋友或同事推荐的可能性（0-10分）",
            TableKind::Surveys,
        ),
        (
            "会员卡号,会员名称,会员等级,积分余额,入会日期",
            TableKind::Programme,
        ),
        (
            "活动名称,活动日期,活动形式,邀请人数,到场人数,费用",
            TableKind::Campaigns,
        ),
        (
            "建议编号,建议日期,客户名称,建议内容,是否采纳",
            TableKind::Feedback,
        ),
        (
            "报价单号,客户名称,询价时间,报价时间,报价金额,是否成交",
            TableKind::Quotes,
        ),
        ("商标名称,类别,注册号,注册日期,有效期至", TableKind::Brand),
        (
            "行业,信息类型,标题,发布日期,发布机构,增速",
            TableKind::Industry,
        ),
        ("問題,回答,佐證材料,回答人", TableKind::Questionnaire),
        (
            "客戶編號,客戶名稱,統一編號,業務員,聯絡電話",
            TableKind::Customers,
        ),
        ("訂單編號,訂單日期,客戶名稱,金額", TableKind::Orders),
        (
            "会计期间,科目编码,科目名称,贷方发生额",
            TableKind::ControlTotals,
        ),
        ("开票月份,价税合计,不含税销售额", TableKind::ControlTotals),
        ("月份,回款总额,备注", TableKind::ControlTotals),
        ("税款所属期,应税销售额", TableKind::ControlTotals),
    ] {
        let sheet = csv("x.csv", &format!("{header}\n"));
        let guess = recognise(&sheet, "x.csv", &dictionary);
        assert_eq!(guess.kind, Some(expected), "{header} {guess:#?}");
    }
}

#[test]
fn the_adviser_may_overrule_table_and_columns() {
    let dictionary = FieldDictionary::embedded().unwrap();
    let sheet = csv("x.csv", "谁,何时,多少\n甲,2024-01-02,5\n");
    assert_eq!(recognise(&sheet, "x.csv", &dictionary).kind, None);
    let guess = recognise_as(&sheet, "x.csv", &dictionary, Some(TableKind::Orders), None);
    let mut mapping = guess.mapping().unwrap();
    mapping.assign(0, "谁", Some("customer_name"));
    mapping.assign(1, "何时", Some("date"));
    mapping.assign(2, "多少", Some("amount"));
    let done = convert(
        &sheet,
        &mapping,
        Origin {
            source: SourceId(1),
            file: "x.csv",
            today: crate::common::TODAY,
        },
    );
    assert_eq!(column(&done, "amount"), ["5"]);
    mapping.assign(2, "多少", None);
    assert!(mapping.column("amount").is_none());
}

#[test]
fn sheets_that_are_no_tables_say_so() {
    let dictionary = FieldDictionary::embedded().unwrap();
    let problem = |text: &str| recognise(&csv("x.csv", text), "x.csv", &dictionary).problem;
    assert_eq!(
        problem("编号,姓名,性别,部门,基本工资\n1,甲,男,一部,5000\n"),
        Some(ProblemCode::UnknownTable)
    );
    assert_eq!(problem("只有一句话\n"), Some(ProblemCode::NoHeader));
}
