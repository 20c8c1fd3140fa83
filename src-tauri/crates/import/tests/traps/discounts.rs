//! Trap 8, the second half: 合计 − 优惠 = 应收 of sales, 合计 + 优惠 = 应收 of returns that are
//! written negative.

use clientele_import::{Converted, FieldDictionary, Mapping, Origin, Sheet, convert, recognise};
use records::{Problem, ProblemCode, SourceId};

use crate::common::{TODAY, column, converted, csv};

fn import(text: &str) -> Converted {
    converted(&csv("x.csv", text), "x.csv")
}

fn mapping(sheet: &Sheet) -> Mapping {
    let dictionary = FieldDictionary::embedded().unwrap();
    recognise(sheet, "x.csv", &dictionary).mapping().unwrap()
}

/// Header by field.
fn served(text: &str, field: &str) -> Option<String> {
    let mapping = mapping(&csv("x.csv", text));
    mapping.column(field).map(|column| column.header.clone())
}

fn of(done: &Converted, code: ProblemCode) -> Vec<&Problem> {
    let problems = done.problems.iter();
    problems.filter(|problem| problem.code == code).collect()
}

fn told(done: &Converted) -> Vec<ProblemCode> {
    let codes = done.problems.iter().map(|problem| problem.code);
    let ours = codes.filter(|code| {
        matches!(
            code,
            ProblemCode::DiscountDeducted
                | ProblemCode::DiscountLeft
                | ProblemCode::DiscountDiffers
                | ProblemCode::DiscountUnrelated
        )
    });
    ours.collect()
}

const THREE: &str = "单据编号,单据类型,日期,客户名称,合计,优惠,应收\n1,销售单,2024-01-02,甲,100,10,90\n2,销售单,2024-01-03,乙,50,,50\n3,销售退货单,2024-01-04,甲,-40,4,-36\n4,销售退货单,2024-01-05,乙,-20,-2,-18\n5,销售单,2024-01-05,乙,70.5,0.5,70\n";

#[test]
fn trap_08_what_is_owed_is_the_amount_and_total_and_discount_prove_it() {
    let done = import(THREE);
    assert_eq!(column(&done, "amount"), ["90", "50", "-36", "-18", "70"]);
    assert_eq!(
        column(&done, "before_discount"),
        ["100", "50", "-40", "-20", "70.5"]
    );
    // Whichever sign the firm writes, amount = before − discount in every record.
    assert_eq!(
        column(&done, "discount_amount"),
        ["10", "", "-4", "-2", "0.5"]
    );
    let share = column(&done, "discount");
    assert_eq!(share[..4], ["0.1", "", "0.1", "0.1"]);
    assert_eq!(told(&done), []);
}

#[test]
fn trap_08_the_order_of_the_columns_and_their_names_do_not_matter() {
    for (headers, amount) in [
        ("应收金额,优惠金额,总金额", "应收金额"),
        ("优惠后金额,整单优惠,合计金额", "优惠后金额"),
        ("实收金额,优惠,商品金额", "实收金额"),
        // Nothing but the figures tells these apart.
        ("金额,优惠金额,订单金额", "金额"),
    ] {
        let text = format!(
            "订单号,日期,客户,{headers}\n1,2024-01-02,甲,90,10,100\n2,2024-01-02,乙,45,5,50\n3,2024-01-02,乙,7,0,7\n"
        );
        assert_eq!(
            served(&text, "amount").as_deref(),
            Some(amount),
            "{headers}"
        );
        let total = headers.rsplit(',').next();
        assert_eq!(served(&text, "before_discount").as_deref(), total);
        let done = import(&text);
        assert_eq!(column(&done, "amount"), ["90", "45", "7"], "{headers}");
    }
    // What was paid so far is not what is owed.
    let text = "订单号,日期,客户,合计,优惠,应收,已收金额\n1,2024-01-02,甲,100,10,90,30\n2,2024-01-02,乙,50,5,45,45\n";
    assert_eq!(served(text, "amount").as_deref(), Some("应收"));
}

/// `wrong` of `rows` orders have freight in what is owed.
fn freight(wrong: usize, rows: usize) -> Converted {
    let mut text = String::from("单据编号,日期,客户名称,合计,优惠,应收\n");
    for at in 0..rows {
        let owed = if at < wrong { 98 } else { 90 };
        text.push_str(&format!("{at},2024-01-02,客户{at},100,10,{owed}\n"));
    }
    import(&text)
}

#[test]
fn trap_08_rows_that_do_not_add_up_are_told_and_count_as_written() {
    let done = freight(2, 60);
    assert_eq!(column(&done, "amount")[..3], ["98", "98", "90"]);
    assert_eq!(done.tally.rejected, 0);
    let rows = of(&done, ProblemCode::DiscountDiffers);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].args["text"], "100.00 − 10.00 ≠ 98.00");
    assert_eq!(rows[0].args["formula"], "合计 ± 优惠 = 应收");
    assert_eq!(rows[1].place.row, Some(3));
    assert_eq!(rows[1].place.column.as_deref(), Some("F"));
    assert_eq!(
        column(&done, "discount")[..3],
        ["", "", "0.1"],
        "of these it is not known"
    );
    // One in twenty is the firm's habit and no slip.
    let done = freight(4, 60);
    assert_eq!(told(&done), [ProblemCode::DiscountUnrelated]);
    let all = of(&done, ProblemCode::DiscountUnrelated)[0];
    assert_eq!((&*all.args["count"], &*all.args["of"]), ("4", "60"));
    assert_eq!(told(&freight(3, 60)).len(), 3);
    assert_eq!(told(&freight(0, 60)), []);
}

#[test]
fn trap_08_a_discount_that_would_raise_what_is_owed_does_not_add_up() {
    let done = import(
        "单据编号,日期,客户名称,合计,优惠,应收\n1,2024-01-02,甲,100,10,110\n2,2024-01-02,甲,-100,-10,-110\n3,2024-01-02,甲,100,-10,110\n4,2024-01-02,甲,100,-10,90\n5,2024-01-02,甲,30,3,27\n6,2024-01-02,甲,20,2,18\n",
    );
    // A negative discount may be a supplement, or the firm's way of writing one.
    let wrong: Vec<_> = of(&done, ProblemCode::DiscountDiffers)
        .iter()
        .map(|problem| problem.place.row)
        .collect();
    assert_eq!(wrong, [Some(2), Some(3)]);
}

const TWO: &str = "单据编号,单据类型,日期,客户名称,合计,优惠\n1,销售单,2024-01-02,甲,100,10\n2,销售单,2024-01-03,乙,50,\n3,销售退货单,2024-01-04,甲,-40,4\n4,批发销售,2024-01-05,乙,80,-8\n5,换货退货,2024-01-06,丙,30,3\n6,换货退货,2024-01-06,丙,-10,-1\n";

#[test]
fn trap_08_where_only_total_and_discount_are_given_what_remains_counts_type_by_type() {
    let done = import(TWO);
    assert_eq!(
        column(&done, "amount"),
        // The fifth is a return written positive, and turned once what remains is known.
        ["90", "50", "-36", "72", "-27", "-9"]
    );
    assert_eq!(
        column(&done, "before_discount"),
        ["100", "50", "-40", "80", "-30", "-10"]
    );
    assert_eq!(
        column(&done, "discount_amount"),
        ["10", "", "-4", "8", "-3", "-1"]
    );
    let mut stated: Vec<_> = of(&done, ProblemCode::DiscountDeducted)
        .iter()
        .map(|p| ["text", "formula", "count", "sum"].map(|arg| p.args[arg].clone()))
        .collect();
    stated.sort();
    let expected = [
        ["批发销售", "合计 + 优惠", "1", "8.00"],
        ["换货退货", "合计 − 优惠", "1", "1.00"],
        ["换货退货", "合计 − 优惠", "1", "3.00"],
        ["销售单", "合计 − 优惠", "1", "10.00"],
        ["销售退货单", "合计 + 优惠", "1", "4.00"],
    ];
    assert_eq!(stated, expected.map(|row| row.map(String::from)));
}

#[test]
fn trap_08_the_adviser_takes_the_deduction_back() {
    let sheet = csv("x.csv", TWO);
    let run = |mapping: &Mapping| {
        let origin = Origin {
            source: SourceId(1),
            file: "x.csv",
            today: TODAY,
        };
        let done = convert(&sheet, mapping, origin);
        assert!(done.tally.adds_up() && done.tally.rejected == 0);
        done
    };
    let proposed = mapping(&sheet);
    let total = proposed.column("before_discount").unwrap().index;
    let discount = proposed.column("discount_amount").unwrap().index;
    // The total is the amount: it counts as written, and nothing says whether that is right.
    let mut called = proposed.clone();
    called.assign(total, "合计", Some("amount"));
    let done = run(&called);
    assert_eq!(
        column(&done, "amount"),
        ["100", "50", "-40", "80", "-30", "-10"]
    );
    assert_eq!(told(&done), [ProblemCode::DiscountLeft]);
    let left = of(&done, ProblemCode::DiscountLeft)[0];
    assert_eq!((&*left.args["count"], &*left.args["sum"]), ("5", "26.00"));
    // Without the column of discounts there is none.
    let mut bare = proposed.clone();
    bare.assign(discount, "优惠", None);
    let done = run(&bare);
    assert_eq!(column(&done, "amount")[0], "100");
    assert_eq!(told(&done), []);
}

#[test]
fn trap_08_an_amount_that_may_be_either_counts_as_written_and_is_asked_about() {
    let text = "订单号,日期,客户,订单金额,优惠金额\n1,2024-01-02,甲,100,10\n2,2024-01-02,乙,50,5\n3,2024-01-02,丙,7,\n";
    let done = import(text);
    assert_eq!(column(&done, "amount"), ["100", "50", "7"]);
    let left = of(&done, ProblemCode::DiscountLeft)[0];
    assert_eq!(
        (&*left.args["header"], &*left.args["count"]),
        ("订单金额", "2")
    );
    // Quantity × price knows.
    let before = import(
        "订单号,日期,客户,商品,数量,单价,金额,优惠金额\n1,2024-01-02,甲,x,2,50,100,10\n2,2024-01-02,乙,y,1,50,50,5\n3,2024-01-02,乙,y,1,50,50,0\n",
    );
    assert_eq!(column(&before, "amount"), ["90", "45", "50"]);
    assert_eq!(told(&before), [ProblemCode::DiscountDeducted]);
    let after = import(
        "订单号,日期,客户,商品,数量,单价,总金额,优惠金额\n1,2024-01-02,甲,x,2,50,90,10\n2,2024-01-02,乙,y,1,50,45,5\n3,2024-01-02,乙,y,1,50,50,0\n",
    );
    assert_eq!(column(&after, "amount"), ["90", "45", "50"]);
    assert_eq!(told(&after), []);
    // So does a header.
    let paid = import("订单号,日期,客户,实付金额,优惠金额\n1,2024-01-02,甲,90,10\n");
    assert_eq!(
        (column(&paid, "amount"), told(&paid)),
        (vec!["90".to_owned()], vec![])
    );
}

#[test]
fn trap_08_an_order_repeated_on_each_line_loses_its_discount_once() {
    let done = import(
        "订单号,日期,客户,商品,数量,总金额,优惠金额\n1,2024-01-02,甲,x,2,100,10\n1,2024-01-02,甲,y,1,100,10\n2,2024-01-03,乙,x,1,30,0\n3,2024-01-03,丙,x,4,60,6\n3,2024-01-03,丙,z,2,60,6\n",
    );
    assert_eq!(column(&done, "amount"), ["90", "0", "30", "54", "0"]);
    assert_eq!(
        column(&done, "before_discount"),
        ["100", "", "30", "60", ""]
    );
    assert_eq!(of(&done, ProblemCode::RepeatedAmount)[0].args["count"], "2");
    assert_eq!(
        of(&done, ProblemCode::DiscountDeducted)[0].args["sum"],
        "16.00"
    );
}

#[test]
fn trap_08_discounts_come_into_the_firms_currency_and_unit_with_their_amounts() {
    let done = import(
        "单据号,日期,客户名称,币别,汇率,合计,优惠\n1,2024-01-02,甲,USD,7,100,10\n2,2024-01-02,乙,人民币,1,50,5\n",
    );
    assert_eq!(column(&done, "amount"), ["630", "45"]);
    assert_eq!(column(&done, "before_discount"), ["700", "50"]);
    assert_eq!(column(&done, "discount_amount"), ["70", "5"]);
    // Rounded to a hundredth of 万元 each.
    let done = import(
        "单据号,日期,客户名称,合计（万元）,优惠（万元）,应收（万元）\n1,2024-01-02,甲,1.00,0.10,0.91\n2,2024-01-02,乙,2,0.5,1.5\n3,2024-01-02,丙,1,0.5,0.5\n",
    );
    assert_eq!(column(&done, "amount"), ["9100", "15000", "5000"]);
    assert_eq!(told(&done), []);
}

#[test]
fn trap_08_a_total_without_discounts_is_the_amount() {
    for header in ["合计", "总计", "优惠前金额"] {
        let done = import(&format!(
            "订单号,日期,客户名称,{header}\n1,2024-01-02,甲,5\n2,2024-01-03,乙,6\n"
        ));
        assert_eq!(column(&done, "amount"), ["5", "6"], "{header}");
        assert_eq!(told(&done), []);
    }
    let beside =
        import("订单号,日期,客户名称,金额,合计\n1,2024-01-02,甲,5,9\n2,2024-01-03,乙,6,9\n");
    assert_eq!(column(&beside, "amount"), ["5", "6"]);
    let share = import("订单号,日期,客户名称,折前金额,折扣率\n1,2024-01-02,甲,50,10%\n");
    assert_eq!(column(&share, "amount"), ["45"]);
}
