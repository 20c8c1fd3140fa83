//! The import screen's use cases, called as the window calls them.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use app::commands::{ProgressSink, Unheard, dispatch};
use app::wire::{PickKind, Progress};
use app::{App, AppConfig, Dialogs};
use serde_json::{Value, json};
use std::sync::Mutex;
use tempfile::TempDir;

use crate::support::{program, speaks};

/// Nobody picks anything.
struct NoDialogs;

impl Dialogs for NoDialogs {
    fn pick(&self, _: PickKind, _: Option<&str>) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// A window without a window: one open project in a folder of its own.
pub struct Window {
    folder: TempDir,
    pub app: App,
    pub target: i64,
}

impl Window {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = AppConfig {
            data_folder: folder.path().join("data"),
            reader: program().to_path_buf(),
            dialogs: Box::new(NoDialogs),
            start_with_sample: false,
        };
        let mut window = Self {
            app: App::new(config),
            folder,
            target: 0,
        };
        window.project("a.clientele");
        window
    }

    /// Opens a new project.
    pub fn project(&mut self, name: &str) {
        let file = self.id(&self.folder.path().join(name));
        let args = json!({ "file": file, "target": "标的" });
        self.target = self.ok("create_project", args)["targets"][0]["id"]
            .as_i64()
            .unwrap();
    }

    fn id(&self, path: &Path) -> Value {
        let picked = self.app.register_files(&[path.to_path_buf()]);
        serde_json::to_value(picked[0].file).unwrap()
    }

    pub fn ok(&self, command: &str, args: Value) -> Value {
        dispatch(&self.app, command, args, &Unheard).unwrap_or_else(|error| panic!("{error:?}"))
    }

    pub fn file(&self, name: &str, text: &str) -> Value {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.id(&path)
    }

    /// What is said of one file.
    pub fn inspect(&self, file: &Value, password: Option<&str>) -> Value {
        let args = json!({
            "job": 1, "target": self.target, "files": [file], "password": password,
        });
        self.ok("inspect_files", args)[0].clone()
    }

    /// Imports every sheet as it is mapped.
    pub fn import(&self, inspected: &Value, replace: Value) -> Value {
        self.ok("import_sheets", self.import_args(inspected, replace))
    }

    pub fn import_args(&self, inspected: &Value, replace: Value) -> Value {
        let sheets: Vec<Value> = inspected["sheets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|sheet| {
                json!({
                    "file": inspected["file"], "sheet": sheet["sheet"], "part": sheet["part"],
                    "mapping": sheet["mapping"],
                })
            })
            .collect();
        json!({ "job": 2, "target": self.target, "sheets": sheets, "replace": replace })
    }

    pub fn sources(&self) -> Value {
        self.ok("sources", json!({ "target": self.target }))
    }

    /// Accepted rows of the target.
    pub fn accepted(&self) -> u64 {
        let project = self.ok("project", json!({}));
        let tables = project["targets"][0]["tables"].as_array().unwrap();
        tables.iter().map(|one| one[1].as_u64().unwrap()).sum()
    }
}

/// Fields by header of the first sheet.
fn fields(mapping: &Value) -> Vec<(String, Option<String>)> {
    let columns = mapping["columns"].as_array().unwrap().iter();
    columns
        .map(|column| {
            let field = column["field"].as_str().map(str::to_owned);
            (column["header"].as_str().unwrap().to_owned(), field)
        })
        .collect()
}

fn field_of(mapping: &Value, header: &str) -> Option<String> {
    let found = fields(mapping).into_iter().find(|(name, _)| name == header);
    found.and_then(|(_, field)| field)
}

/// Gives a column to a field, as the adviser does.
fn assign(inspected: &mut Value, header: &str, field: Option<&str>) {
    let columns = inspected["sheets"][0]["mapping"]["columns"]
        .as_array_mut()
        .unwrap();
    for column in columns {
        if column["header"] == header {
            column["field"] = json!(field);
            column["confidence"] = json!(1.0);
            column["reason"] = json!("chosen");
        } else if field.is_some() && column["field"] == json!(field) {
            column["field"] = Value::Null;
        }
    }
}

/// Orders with a header nobody knows.
const ODD: &str = "单据日期,客户名称,往来净额(万元),备用栏\n2025-01-05,甲公司,1.5,x\n2025-02-06,乙公司,2,y\n2025-03-07,丙公司,3,z\n";

#[test]
fn a_confirmed_mapping_is_applied_to_the_same_headers_in_another_project() {
    let mut window = Window::new();
    let file = window.file("一月.csv", ODD);
    let mut seen = window.inspect(&file, None);
    assert_eq!(seen["sheets"][0]["template"], Value::Null);
    seen["sheets"][0]["mapping"]["table"] = json!("orders");
    assign(&mut seen, "往来净额(万元)", Some("amount"));
    assign(&mut seen, "备用栏", Some("category"));
    window.import(&seen, json!([]));

    window.project("b.clientele");
    let file = window.file("二月.csv", &ODD.replace("2025-01-05", "2025-04-05"));
    let again = window.inspect(&file, None);
    let sheet = &again["sheets"][0];
    assert_eq!(sheet["template"]["applied"], true, "{sheet}");
    assert_eq!(
        field_of(&sheet["mapping"], "往来净额(万元)").as_deref(),
        Some("amount")
    );
    assert_eq!(
        field_of(&sheet["mapping"], "备用栏").as_deref(),
        Some("category")
    );
    assert_eq!(sheet["mapping"]["columns"][3]["reason"], "template");

    // Refused, the plain recognition stands; forgotten, nothing is offered.
    let args = json!({ "file": again["file"], "sheet": 0, "part": 0, "template": null });
    let plain = window.ok("use_template", args);
    assert_ne!(field_of(&plain, "备用栏").as_deref(), Some("category"));
    let kept = window.ok("templates", json!({}));
    assert_eq!(kept.as_array().unwrap().len(), 1);
    let text = std::fs::read_to_string(window.folder.path().join("data/templates.json")).unwrap();
    assert!(!text.contains("甲公司"), "a template holds no data");
    let left = window.ok(
        "forget_template",
        json!({ "template": kept[0]["template"] }),
    );
    assert_eq!(left, json!([]));
    assert_eq!(
        window.inspect(&file, None)["sheets"][0]["template"],
        Value::Null
    );
}

#[test]
fn a_mapping_for_nearly_the_same_headers_is_suggested_not_applied() {
    let window = Window::new();
    let file = window.file("一月.csv", ODD);
    let mut seen = window.inspect(&file, None);
    seen["sheets"][0]["mapping"]["table"] = json!("orders");
    assign(&mut seen, "往来净额(万元)", Some("amount"));
    assign(&mut seen, "备用栏", Some("category"));
    window.import(&seen, json!([]));

    let more = ODD
        .replace(",备用栏", ",备用栏,业务员")
        .replace(",x", ",x,小王");
    let file = window.file("三月.csv", &more);
    let near = window.inspect(&file, None);
    let sheet = &near["sheets"][0];
    assert_eq!(sheet["template"]["applied"], false, "{sheet}");
    assert_eq!(sheet["template"]["added"], json!(["业务员"]));
    assert_ne!(
        field_of(&sheet["mapping"], "备用栏").as_deref(),
        Some("category")
    );
    let args = json!({
        "file": near["file"], "sheet": 0, "part": 0, "template": sheet["template"]["template"],
    });
    let mapping = window.ok("use_template", args);
    assert_eq!(field_of(&mapping, "备用栏").as_deref(), Some("category"));
    assert_eq!(field_of(&mapping, "业务员").as_deref(), Some("owner"));
}

#[test]
fn a_changed_file_replaces_its_earlier_version_or_stands_beside_it() {
    let window = Window::new();
    let orders = "单据日期,客户名称,金额\n2025-01-05,甲公司,100\n2025-02-06,乙公司,200\n";
    let file = window.file("订单.csv", orders);
    window.import(&window.inspect(&file, None), json!([]));
    assert_eq!(window.accepted(), 2);

    let file = window.file("订单.csv", &format!("{orders}2025-03-07,丙公司,300\n"));
    let seen = window.inspect(&file, None);
    let source = window.sources()[0]["id"].clone();
    assert_eq!(seen["earlier"]["source"], source);
    assert_eq!(seen["earlier"]["accepted"], 2);
    window.import(&seen, json!([{ "file": seen["file"], "source": source }]));
    assert_eq!(window.sources().as_array().unwrap().len(), 1);
    assert_eq!(window.sources()[0]["id"], source, "decisions still find it");
    assert_eq!(window.accepted(), 3);

    let file = window.file("订单.csv", &format!("{orders}2025-04-08,丁公司,400\n"));
    let beside = window.inspect(&file, None);
    let added = window.import(&beside, json!([]));
    assert_eq!(window.accepted(), 6);
    // One click takes an import back.
    window.ok("remove_source", json!({ "source": added[0]["id"] }));
    assert_eq!(window.accepted(), 3);
}

#[test]
fn personal_information_nobody_needs_stays_out_of_records_and_rejected_rows() {
    let window = Window::new();
    let complaints = "投诉编号,投诉日期,客户名称,投诉内容,处理人,身份证号\nT1,2025-01-05,甲公司,漏油,张三丰,330101199001011234\nT2,不是日期,乙公司,生锈,李四海,330101199001015678\n";
    let file = window.file("投诉台账.csv", complaints);
    let seen = window.inspect(&file, None);
    let mapping = &seen["sheets"][0]["mapping"];
    assert_eq!(mapping["table"], "complaints", "{mapping}");
    assert_eq!(field_of(mapping, "处理人"), None);
    let columns = mapping["columns"].as_array().unwrap();
    let column = |header: &str| columns.iter().find(|one| one["header"] == header).unwrap();
    assert_eq!(column("处理人")["reason"], "left_out");
    assert_eq!(column("处理人")["alternatives"][0]["field"], "handler");
    assert_eq!(column("身份证号")["privacy"], "sensitive");

    let imported = window.import(&seen, json!([]));
    assert_eq!(
        imported[0]["sheets"][0]["withheld"],
        json!(["处理人", "身份证号"])
    );
    let project = std::fs::read(window.folder.path().join("a.clientele")).unwrap();
    for secret in ["张三丰", "李四海", "330101199001015678"] {
        let found = project
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found, "{secret} is in the project file");
    }
}

#[test]
fn who_gave_the_data_is_on_record_and_a_deleted_project_is_gone() {
    let window = Window::new();
    let args = json!({ "target": window.target });
    assert_eq!(window.ok("provenance", args.clone())["history"], json!([]));
    for purpose in ["尽职调查", "尽职调查与定价"] {
        let statement = json!({ "given_by": "财务部", "basis": "nda", "purpose": purpose });
        window.ok(
            "state_provenance",
            json!({ "target": window.target, "statement": statement }),
        );
    }
    let history = window.ok("provenance", args)["history"].clone();
    assert_eq!(history.as_array().unwrap().len(), 2);
    assert_eq!(history[1]["statement"]["purpose"], "尽职调查与定价");

    window.ok("delete_project", json!({}));
    assert!(!window.folder.path().join("a.clientele").exists());
    assert_eq!(window.ok("project", json!({})), Value::Null);
    assert_eq!(window.ok("recent_projects", json!({})), json!([]));
}

/// Cancels the job as soon as it stores, and notes when.
struct Canceller<'a> {
    app: &'a App,
    stage: &'static str,
    asked: Mutex<Option<Instant>>,
}

impl ProgressSink for Canceller<'_> {
    fn progress(&self, progress: Progress) {
        let mut asked = self.asked.lock().unwrap();
        if progress.stage == self.stage && progress.done > 0.0 && asked.is_none() {
            *asked = Some(Instant::now());
            let args = json!({ "job": progress.job });
            dispatch(self.app, "cancel", args, &Unheard).unwrap();
        }
    }
}

#[test]
fn a_cancelled_import_answers_at_once_and_leaves_nothing() {
    let window = Window::new();
    let mut text = "单据日期,客户名称,金额\n".to_owned();
    for row in 0..120_000 {
        text.push_str(&format!(
            "2025-{:02}-05,客户{},{row}\n",
            row % 12 + 1,
            row % 500
        ));
    }
    let file = window.file("大表.csv", &text);
    let seen = window.inspect(&file, None);
    let before = std::fs::read(window.folder.path().join("a.clientele")).unwrap();
    let canceller = Canceller {
        app: &window.app,
        stage: "storing",
        asked: Mutex::default(),
    };
    let args = window.import_args(&seen, json!([]));
    let error = dispatch(&window.app, "import_sheets", args, &canceller).unwrap_err();
    assert_eq!(error.code, "app.cancelled");
    speaks(&error);
    let waited = canceller.asked.lock().unwrap().unwrap().elapsed();
    println!("cancelled after {waited:?}");
    // Slow builds on busy machines are no fault of the product.
    let most = if cfg!(debug_assertions) { 5_000 } else { 300 };
    assert!(waited < Duration::from_millis(most), "{waited:?}");
    assert_eq!(window.sources(), json!([]));
    let after = std::fs::read(window.folder.path().join("a.clientele")).unwrap();
    assert!(before == after, "the project file changed");
    // What was looked at is still there: the import can be begun again.
    window.import(&seen, json!([]));
    assert_eq!(window.accepted(), 120_000);
}

#[test]
fn lines_beside_their_orders_are_imported_without_customer_and_date_of_their_own() {
    let window = Window::new();
    let orders = window.file("订单.csv", crate::pairs::ORDERS);
    let lines = window.file("明细.csv", crate::pairs::LINES);
    let args = json!({
        "job": 1, "target": window.target, "files": [orders, lines], "password": null,
    });
    let inspected = window.ok("inspect_files", args);
    let join = &inspected[1]["sheets"][0]["join"];
    assert_eq!(join, &inspected[0]["sheets"][0]["join"]);
    assert_eq!(join["by"], "order_no");
    assert_eq!((&join["matched"], &join["lines"]), (&json!(3), &json!(3)));
    let choice = window.import_args(&inspected[1], json!([]))["sheets"][0].clone();
    let preview = window.ok(
        "preview_mapping",
        json!({ "choice": choice, "remap": false }),
    );
    assert_eq!(preview["tally"]["accepted"], 3);

    // Without the orders the lines lack what they need, and that is said.
    let args = window.import_args(&inspected[1], json!([]));
    let error = dispatch(&window.app, "import_sheets", args, &Unheard).unwrap_err();
    assert_eq!(error.code, "app.no_required_column");
    speaks(&error);

    let mut args = window.import_args(&inspected[0], json!([]));
    args["sheets"].as_array_mut().unwrap().push(choice);
    let imported = window.ok("import_sheets", args);
    let tally = |at: usize| &imported[at]["sheets"][0]["tally"];
    assert_eq!(tally(0)["joined"], 2);
    assert_eq!(tally(1)["accepted"], 3);
    // One order has no lines and stands for itself.
    assert_eq!(window.accepted(), 4);
}
