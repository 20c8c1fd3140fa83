//! Importing from a terminal: remembered mappings and passwords.
// The folder of settings is another on every system; one of them is enough here.
#![cfg(target_os = "linux")]

use app::work::templates::{Shelf, Template, TemplateColumn};
use records::TableKind;

use crate::shell::Folder;
use crate::support::shared;

const ODD: &str =
    "单据日期,客户名称,第三栏,备用栏\n2025-01-05,甲公司,1.5,x\n2025-02-06,乙公司,2,y\n";

fn remember(folder: &Folder) {
    let column = |header: &str, field: Option<&str>| TemplateColumn {
        header: header.to_owned(),
        field: field.map(str::to_owned),
        unit: app::wire::UnitView::default(),
    };
    let template = Template {
        id: "t".to_owned(),
        table: TableKind::Orders,
        header_span: 1,
        columns: vec![
            column("单据日期", Some("date")),
            column("客户名称", Some("customer_name")),
            column("第三栏", Some("amount")),
            column("备用栏", Some("category")),
        ],
        periods: None,
        signs: Vec::new(),
        confirmed_at: 1,
    };
    Shelf::at(&folder.path("com.clientele.desktop")).remember(vec![template]);
}

#[test]
fn a_mapping_confirmed_in_the_window_serves_the_terminal_unless_refused() {
    let folder = Folder::new();
    folder.file("一月.csv", ODD);
    remember(&folder);
    folder.line("new a.clientele --target 甲");
    let with = folder.line("import a.clientele --target 甲 一月.csv --json");
    assert_eq!(with.code, 0, "{with:?}");
    assert_eq!(with.json()[0]["sheets"][0]["tally"]["accepted"], 2);
    folder.line("new b.clientele --target 甲");
    let without = folder.line("import b.clientele --target 甲 一月.csv --json --no-templates");
    let accepted =
        (without.code == 0).then(|| without.json()[0]["sheets"][0]["tally"]["accepted"].clone());
    assert_ne!(accepted, Some(2.into()), "{without:?}");
}

#[test]
fn a_password_is_read_from_standard_input_and_nowhere_else() {
    let name = "hard/exceldatareader/agile_AES128_SHA512_CBC_pwd_password.xlsx";
    let Some(file) = shared(name) else {
        return;
    };
    let folder = Folder::new();
    std::fs::copy(file, folder.path("密.xlsx")).unwrap();
    let refused = folder.line("--lang en inspect 密.xlsx");
    assert!(
        refused.out.contains("password") || refused.err.contains("password"),
        "{refused:?}"
    );
    let wrong = folder.line_reading("inspect 密.xlsx --json --password-stdin", "nope\n");
    assert_eq!(wrong.json()[0]["error"]["code"], "import.wrong_password");
    let opened = folder.line_reading("inspect 密.xlsx --json --password-stdin", "password\r\n");
    assert_eq!(
        opened.json()[0]["error"],
        serde_json::Value::Null,
        "{opened:?}"
    );
    let given = folder.line("inspect 密.xlsx --password password");
    assert_eq!(given.code, 2, "no password on the command line");
}

#[test]
fn months_without_a_year_take_the_year_of_the_line_and_none_from_memory() {
    let folder = Folder::new();
    folder.file(
        "统计.csv",
        "客户名称,1月,2月,3月\n甲公司,1,2,3\n乙公司,4,,6\n",
    );
    folder.line("new a.clientele --target 甲");
    let none = folder.line("inspect 统计.csv");
    assert!(none.out.contains("--year"), "{none:?}");
    let seen = folder.line("inspect 统计.csv --year 2022 --json");
    assert_eq!(
        seen.json()[0]["sheets"][0]["mapping"]["periods"]["columns"][2]["end"],
        "2022-03-31"
    );
    let with = folder.line("import a.clientele --target 甲 统计.csv --year 2022 --json");
    assert_eq!(with.code, 0, "{with:?}");
    assert_eq!(with.json()[0]["sheets"][0]["tally"]["accepted"], 2);
    assert_eq!(folder.line("inspect 统计.csv --year 22").code, 2);
}
