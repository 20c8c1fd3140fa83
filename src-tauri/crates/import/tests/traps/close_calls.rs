//! Columns whose header does not settle what they are, and columns of personal information.

use clientele_import::{
    FieldDictionary, Mapping, Origin, PrivacyReason, Reason, TableGuess, convert, recognise,
};
use records::{Privacy, ProblemCode, SourceId, TableKind};

use crate::common::{self, column, converted, csv};

fn guess(text: &str) -> TableGuess {
    recognise(
        &csv("表.csv", text),
        "表.csv",
        &FieldDictionary::embedded().unwrap(),
    )
}

fn found<'g>(guess: &'g TableGuess, header: &str) -> &'g clientele_import::ColumnGuess {
    guess
        .columns
        .iter()
        .find(|column| column.header == header)
        .unwrap()
}

#[test]
fn two_dates_are_a_question_not_a_silent_choice() {
    let guess = guess(
        "订单编号,下单时间,付款时间,客户名称,订单金额,实付金额\n\
         A1,2024-03-01,2024-03-02,甲公司,100,90\nA2,2024-03-03,2024-03-05,乙公司,80,80\n",
    );
    for (chosen, other, field) in [
        ("下单时间", "付款时间", "date"),
        ("实付金额", "订单金额", "amount"),
    ] {
        let chosen = found(&guess, chosen);
        assert_eq!(chosen.field.as_deref(), Some(field));
        assert_eq!(chosen.reason, Reason::Ambiguous);
        assert!(chosen.confidence < 0.8);
        let other = found(&guess, other);
        assert_eq!(
            (other.field.as_deref(), other.reason),
            (None, Reason::Taken)
        );
        assert_eq!(other.alternatives[0].0, field);
    }
    assert_eq!(found(&guess, "订单编号").reason, Reason::Exact);
}

#[test]
fn two_columns_that_say_the_same_are_no_question() {
    let guess = guess(
        "订单号,日期,客户,订单金额,实付金额\n1,2024-03-01,甲,100,100\n2,2024-03-02,乙,80,80\n",
    );
    assert_eq!(found(&guess, "实付金额").reason, Reason::Exact);
}

#[test]
fn an_amount_that_does_not_grow_with_the_quantity_is_a_price() {
    let mut text = "订单号,日期,客户,商品编码,数量,金额\n".to_owned();
    for (at, (product, quantity, price)) in [
        ("P1", 1, 10),
        ("P1", 5, 10),
        ("P2", 2, 7),
        ("P2", 9, 7),
        ("P3", 1, 3),
        ("P3", 4, 3),
    ]
    .into_iter()
    .enumerate()
    {
        text += &format!(
            "S{at},2024-03-0{},甲公司,{product},{quantity},{price}\n",
            at + 1
        );
    }
    let guess = guess(&text);
    let price = found(&guess, "金额");
    assert_eq!(
        (price.field.as_deref(), price.reason),
        (Some("unit_price"), Reason::Price)
    );
    let done = converted(&csv("表.csv", &text), "表.csv");
    assert_eq!(
        column(&done, "amount")[1],
        common::shown(&records::Value::Amount(records::Amount(5_000)))
    );
}

#[test]
fn last_months_orders_are_no_count_of_all_orders() {
    let guess = guess(
        "客户编码,客户名称,上月订单数量,累计消费金额,平均订单数\nC1,甲,3,900,2\nC2,乙,4,800,1\n",
    );
    assert_eq!(found(&guess, "上月订单数量").reason, Reason::Qualified);
    assert_eq!(
        found(&guess, "累计消费金额").field.as_deref(),
        Some("total_spent")
    );
}

#[test]
fn a_name_beside_department_and_post_is_who_sold() {
    let guess = guess(
        "日期,姓名,部门,岗位,销售额\n2024-03-01,张三,一部,销售,100\n2024-03-02,李四,二部,销售,200\n",
    );
    let name = found(&guess, "姓名");
    assert_eq!(
        (name.field.as_deref(), name.reason),
        (Some("owner"), Reason::Staff)
    );
}

#[test]
fn a_customer_list_without_names_calls_customers_by_their_key() {
    let sheet = csv(
        "表.csv",
        "customerID,Churn,TotalCharges\nC-1,No,29.85\nC-2,Yes,108.15\n",
    );
    let done = converted(&sheet, "表.csv");
    assert_eq!((done.kind, done.tally.accepted), (TableKind::Customers, 2));
    assert_eq!(column(&done, "name")[1], "C-2");
}

#[test]
fn personal_columns_are_marked_by_header_or_values_and_left_out() {
    let guess = guess(
        "客户编码,客户名称,联系人,联系电话,身份证号,备用号,生日,公司地址,客户等级\n\
         C1,甲公司,张三,13800138000,110101199003071233,13900139001,3月7日,某路1号,A\n\
         C2,乙公司,李四,13800138001,11010119900307803X,13900139002,5月1日,某路2号,B\n\
         C3,丙公司,王五,13800138002,110101199003070492,13900139003,6月1日,某路3号,C\n",
    );
    for (header, privacy, reason) in [
        ("联系人", Privacy::Personal, Some(PrivacyReason::Field)),
        (
            "身份证号",
            Privacy::Sensitive,
            Some(PrivacyReason::IdNumber),
        ),
        ("备用号", Privacy::Personal, Some(PrivacyReason::Mobile)),
        ("生日", Privacy::Personal, Some(PrivacyReason::Header)),
        ("公司地址", Privacy::Plain, None),
        ("客户等级", Privacy::Plain, None),
    ] {
        let column = found(&guess, header);
        assert_eq!(
            (column.privacy, column.privacy_reason),
            (privacy, reason),
            "{header}"
        );
    }
    let mapping = guess.mapping().unwrap();
    assert!(
        mapping.column("contact").is_some() && mapping.personal.len() == 5,
        "{mapping:?}"
    );
}

/// The person who handled a complaint is of no use to any measure.
#[test]
fn a_personal_field_that_nothing_needs_is_left_out_unless_chosen() {
    let text = "投诉编号,客户名称,投诉日期,投诉内容,处理人\nT1,甲,2024-03-01,漏油,张三\nT2,乙,2024-03-02,破损,李四\n";
    let guess = guess(text);
    let handler = found(&guess, "处理人");
    assert_eq!(
        (handler.field.as_deref(), handler.keep),
        (Some("handler"), false)
    );
    let mut mapping = guess.mapping().unwrap();
    assert!(mapping.column("handler").is_none());
    let done = run(text, &mapping);
    assert!(
        done.problems
            .iter()
            .any(|problem| problem.code == ProblemCode::PersonalColumn)
    );
    mapping.assign(handler.index, "处理人", Some("handler"));
    let done = run(text, &mapping);
    assert_eq!(column(&done, "handler")[0], "张三");
    assert!(
        !done
            .problems
            .iter()
            .any(|problem| problem.code == ProblemCode::PersonalColumn)
    );
}

#[test]
fn a_rejected_row_keeps_no_persons_data() {
    let text = "客户编码,客户名称,联系人,手机,身份证号\n\
         C1,甲公司,张三,13800138000,110101199003071233\nC2,,李四,13800138001,11010119900307803X\n\
         C3,丙公司,王五,13800138002,110101199003070492\n";
    let done = run(text, &guess(text).mapping().unwrap());
    let rejected = done
        .problems
        .iter()
        .find_map(|problem| problem.rejected.as_ref())
        .unwrap();
    assert_eq!(rejected[0], "C2");
    assert_eq!(rejected[2..], ["李**", "138****8001", "****************3X"]);
}

fn run(text: &str, mapping: &Mapping) -> clientele_import::Converted {
    let origin = Origin {
        source: SourceId(1),
        file: "表.csv",
        today: crate::common::TODAY,
    };
    convert(&csv("表.csv", text), mapping, origin)
}
