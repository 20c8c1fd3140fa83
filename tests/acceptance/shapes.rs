//! What the import screen asks where a file leaves it open: the year of months in columns, the sign
//! of documents, the order of day and month, the file that completes another.

use app::commands::{Unheard, dispatch};
use serde_json::{Value, json};

use crate::intake::Window;
use crate::pairs::{LINES, ORDERS};
use crate::support::speaks;

const MONTHS: &str =
    "客户名称,地区,1月,2月,3月,合计\n甲公司,华东,100,200,300,600\n乙公司,华南,10,,30,40\n";

fn mapping(inspected: &Value) -> &Value {
    &inspected["sheets"][0]["mapping"]
}

/// The sheet under a changed mapping, as the window asks after an edit.
fn tried(window: &Window, inspected: &Value, mapping: &Value, remap: bool) -> Value {
    let mut choice = window.import_args(inspected, json!([]))["sheets"][0].clone();
    choice["mapping"] = mapping.clone();
    window.ok(
        "preview_mapping",
        json!({ "choice": choice, "remap": remap }),
    )
}

fn refusal(window: &Window, inspected: &Value) -> app::wire::WireError {
    let args = window.import_args(inspected, json!([]));
    let error = dispatch(&window.app, "import_sheets", args, &Unheard).unwrap_err();
    speaks(&error);
    error
}

#[test]
fn months_without_a_year_are_asked_for_it_and_counted_under_the_answer() {
    let window = Window::new();
    let file = window.file("统计.csv", MONTHS);
    let mut seen = window.inspect(&file, None);
    let periods = &mapping(&seen)["periods"];
    assert_eq!(
        (&periods["split"], &periods["asks_year"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        (&periods["year"], &periods["columns"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(refusal(&window, &seen).code, "app.no_year");

    let mut said = mapping(&seen).clone();
    said["periods"]["year"] = json!(2023);
    let preview = tried(&window, &seen, &said, true);
    let shown = &preview["mapping"]["periods"];
    assert_eq!(
        (&shown["year"], &shown["year_from"]),
        (&json!(2023), &Value::Null)
    );
    assert_eq!(shown["columns"][2]["end"], "2023-03-31");
    assert_eq!(preview["tally"]["accepted"], 2);
    seen["sheets"][0]["mapping"] = preview["mapping"].clone();
    window.import(&seen, json!([]));
    // Three months of one customer, two of the other.
    assert_eq!(window.accepted(), 5);
}

#[test]
fn months_in_columns_can_be_read_as_they_stand_and_back() {
    let window = Window::new();
    let file = window.file("2022年统计.csv", MONTHS);
    let seen = window.inspect(&file, None);
    let periods = &mapping(&seen)["periods"];
    assert_eq!(
        (&periods["year"], &periods["year_from"]),
        (&json!(2022), &json!("file"))
    );
    let mut off = mapping(&seen).clone();
    off["periods"]["split"] = json!(false);
    let stands = tried(&window, &seen, &off, true)["mapping"].clone();
    assert_eq!(stands["periods"]["split"], false);
    let mut refused = seen.clone();
    refused["sheets"][0]["mapping"] = stands.clone();
    assert_eq!(refusal(&window, &refused).code, "app.no_required_column");
    let mut on = stands;
    on["periods"]["split"] = json!(true);
    let back = tried(&window, &seen, &on, true);
    assert_eq!(back["mapping"]["periods"], *periods);
    assert_eq!(back["tally"]["accepted"], 2);
}

#[test]
fn a_template_remembers_the_year_as_a_proposal_that_the_file_overrules() {
    let mut window = Window::new();
    let file = window.file("统计.csv", MONTHS);
    let mut seen = window.inspect(&file, None);
    let mut said = mapping(&seen).clone();
    said["periods"]["year"] = json!(2023);
    seen["sheets"][0]["mapping"] = tried(&window, &seen, &said, true)["mapping"].clone();
    window.import(&seen, json!([]));

    window.project("b.clientele");
    let again = window.inspect(
        &window.file("又一份.csv", &MONTHS.replace("甲", "丙")),
        None,
    );
    let kept = &mapping(&again)["periods"];
    assert_eq!(
        (&kept["year"], &kept["year_from"]),
        (&json!(2023), &json!("template"))
    );
    assert_eq!(kept["columns"][0]["end"], "2023-01-31");
    let named = window.inspect(
        &window.file("2024年.csv", &MONTHS.replace("甲", "丁")),
        None,
    );
    let own = &mapping(&named)["periods"];
    assert_eq!(
        (&own["year"], &own["year_from"]),
        (&json!(2024), &json!("file"))
    );
    let preview = tried(&window, &again, mapping(&again), true);
    assert_eq!(
        preview["mapping"]["periods"], *kept,
        "another edit keeps the warning"
    );
}

const RETURNS: &str = "单据编号,单据类型,日期,客户名称,金额\n1,销售单,2025-01-02,甲公司,100\n2,退货单,2025-01-03,甲公司,40\n";

#[test]
fn the_sign_of_a_document_type_is_shown_chosen_and_remembered() {
    let mut window = Window::new();
    let mut seen = window.inspect(&window.file("销售.csv", RETURNS), None);
    let plain = tried(&window, &seen, mapping(&seen), false);
    let of = |preview: &Value, at: usize, name: &str| preview["documents"][at][name].clone();
    assert_eq!(of(&plain, 1, "document"), "退货单");
    assert_eq!(
        (of(&plain, 1, "sign"), of(&plain, 1, "why")),
        (json!("negative"), json!("type"))
    );
    assert_eq!(of(&plain, 1, "turned"), 1);

    let mut chosen = mapping(&seen).clone();
    chosen["signs"] = json!([{ "document": "退货单", "sign": "as_written" }]);
    let kept = tried(&window, &seen, &chosen, false);
    assert_eq!(
        (of(&kept, 1, "why"), of(&kept, 1, "turned")),
        (json!("chosen"), json!(0))
    );
    seen["sheets"][0]["mapping"] = chosen;
    window.import(&seen, json!([]));
    window.project("b.clientele");
    let again = window.inspect(
        &window.file("销售2.csv", &RETURNS.replace("甲", "丙")),
        None,
    );
    assert_eq!(mapping(&again)["signs"][0]["sign"], "as_written");
}

#[test]
fn days_before_months_are_chosen_in_the_mapping() {
    let window = Window::new();
    let text = "单据编号,日期,客户名称,金额\n1,3/4/2025,甲公司,1\n2,5/6/2025,甲公司,2\n";
    let seen = window.inspect(&window.file("销售.csv", text), None);
    let date = |preview: &Value| {
        let fields = preview["fields"].as_array().unwrap();
        let at = fields.iter().position(|field| field == "date").unwrap();
        preview["records"][0]["cells"][at].clone()
    };
    let plain = tried(&window, &seen, mapping(&seen), false);
    assert_eq!(date(&plain), "2025-03-04");
    let codes = plain["problems"].as_array().unwrap();
    assert!(codes.iter().any(|group| group["code"] == "ambiguous_dates"));
    let mut chosen = mapping(&seen).clone();
    chosen["columns"][1]["unit"]["day_first"] = json!(true);
    assert_eq!(date(&tried(&window, &seen, &chosen, false)), "2025-04-03");
}

#[test]
fn lines_read_before_their_orders_are_recognised_once_these_come() {
    let window = Window::new();
    let lines = window.file("明细.csv", LINES);
    let alone = window.inspect(&lines, None);
    assert_eq!(mapping(&alone)["table"], Value::Null);
    let orders = window.file("订单.csv", ORDERS);
    window.inspect(&orders, None);
    let again = window.ok(
        "propose_again",
        json!({ "target": window.target, "files": [lines, orders] }),
    );
    let of = |name: &str| {
        let files = again.as_array().unwrap();
        files
            .iter()
            .find(|file| file["name"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(mapping(&of("明细.csv"))["table"], "orders");
    assert_eq!(of("明细.csv")["sheets"][0]["join"]["by"], "order_no");
    // The orders taken off the list, the lines are lines without orders again.
    let left = window.ok(
        "propose_again",
        json!({ "target": window.target, "files": [lines] }),
    );
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["sheets"][0]["join"], Value::Null);
}

#[test]
fn lines_of_orders_in_the_project_say_which_file_to_choose_again() {
    let window = Window::new();
    let orders = window.file("订单.csv", ORDERS);
    window.import(&window.inspect(&orders, None), json!([]));
    let alone = window.accepted();
    let lines = window.file("明细.csv", LINES);
    let seen = window.inspect(&lines, None);
    let counterpart = &seen["sheets"][0]["counterpart"];
    assert_eq!(
        (&counterpart["kind"], &counterpart["file"]),
        (&json!("lines"), &json!("订单.csv"))
    );

    // The same file once more: it may replace itself.
    let again = window.inspect(&orders, None);
    let source = window.sources()[0]["id"].clone();
    assert_eq!(
        (&again["imported_before"], &again["earlier"]["source"]),
        (&json!("订单.csv"), &source)
    );
    let both = window.ok(
        "propose_again",
        json!({ "target": window.target, "files": [lines, orders] }),
    );
    let mut args = window.import_args(&both[0], json!([{ "file": orders, "source": source }]));
    let more = window.import_args(&both[1], json!([]))["sheets"][0].clone();
    args["sheets"].as_array_mut().unwrap().push(more);
    window.ok("import_sheets", args);
    assert_eq!(window.sources().as_array().unwrap().len(), 2);
    // Two of three orders are told by their three lines now.
    assert_eq!((alone, window.accepted()), (3, 4));
    let problems = window.ok(
        "problems",
        json!({ "target": window.target, "code": null, "offset": 0, "limit": 50 }),
    );
    let twice = |group: &Value| group["code"] == "source_twice";
    assert!(
        !problems["groups"].as_array().unwrap().iter().any(twice),
        "{problems}"
    );
}

#[test]
fn orders_whose_lines_are_in_the_project_say_that_they_would_count_twice() {
    let window = Window::new();
    let whole = "订单号,订单日期,客户名称,商品名称,数量,金额\nA1,2025-01-05,甲公司,轴承,2,60\nA1,2025-01-05,甲公司,密封圈,4,40\nA2,2025-01-06,乙公司,轴承,1,30\n";
    window.import(
        &window.inspect(&window.file("明细.csv", whole), None),
        json!([]),
    );
    let heads =
        "订单号,订单日期,客户名称,订单金额\nA1,2025-01-05,甲公司,100\nA2,2025-01-06,乙公司,30\n";
    let seen = window.inspect(&window.file("订单.csv", heads), None);
    let counterpart = &seen["sheets"][0]["counterpart"];
    assert_eq!(
        (&counterpart["kind"], &counterpart["matched"]),
        (&json!("twice"), &json!(2))
    );
    let other = heads.replace("A1", "B1").replace("A2", "B2");
    let seen = window.inspect(&window.file("别的.csv", &other), None);
    assert_eq!(seen["sheets"][0]["counterpart"], Value::Null);
}

#[test]
fn a_sheet_of_contact_persons_beside_the_customers_makes_no_second_customers() {
    let window = Window::new();
    let customers = "客户编码,客户名称,客户等级,国家\nK1,甲公司,A,德国\nK2,乙公司,B,法国\n";
    let contacts = "客户名称,联系人,职位,邮箱\n甲公司,张三,经理,a@jia.com\n甲公司,李四,采购,b@jia.com\n乙公司,王五,经理,c@yi.com\n";
    for (name, text) in [("客户.csv", customers), ("联系人.csv", contacts)] {
        window.import(&window.inspect(&window.file(name, text), None), json!([]));
    }
    assert_eq!(window.accepted(), 5, "every contact person stays on record");
    let listed = window.ok(
        "customer_list",
        json!({
            "target": window.target, "search": "", "filter": "all", "offset": 0, "limit": 50,
        }),
    );
    assert_eq!(listed["total"], 2, "{listed}");
}
