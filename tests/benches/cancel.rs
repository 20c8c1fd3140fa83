//! How long a job takes to return after somebody cancelled it, all over its course: looking at a
//! workbook of a million rows, and importing it. After each the project must be what it was.
//!
//! `cargo xtask bench cancel` provides the workbook and names it in the last argument.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // a bench is a test

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use app::commands::{ProgressSink, Unheard, dispatch};
use app::wire::{PickKind, Progress, WireError};
use app::{App, AppConfig, Dialogs};
use serde_json::{Value, json};

/// Moments at which a job is cancelled, in the time that it takes alone.
const MOMENTS: u32 = 40;
/// Name of the project file.
const PROJECT: &str = "a.clientele";
/// What is promised.
const PROMISED: Duration = Duration::from_millis(300);

fn main() -> ExitCode {
    // The same program reads the file in a child of its own.
    if let Some(code) = app::run_if_worker(std::env::args_os()) {
        return code;
    }
    let Some(file) = std::env::args().skip(1).rfind(|one| !one.starts_with('-')) else {
        println!("no workbook: cargo xtask bench cancel");
        return ExitCode::SUCCESS;
    };
    let late = [everything(Path::new(&file)), again(Path::new(&file))];
    let promise = if late.contains(&true) {
        "broken"
    } else {
        "kept"
    };
    println!("the promise of {PROMISED:?} is {promise}");
    ExitCode::SUCCESS
}

/// Looks at a file and imports it into an empty project.
fn everything(file: &Path) -> bool {
    let (alone, window) = (Window::new(), Window::new());
    let (_, whole) = timed(|| alone.look(file));
    let looking = window.looking(file);
    let late = window.cancelled("looking at a file", "inspect_files", &looking, whole);
    let seen = alone.look(file);
    let (_, whole) = timed(|| alone.import(&seen, json!([])));
    let args = window.import_of(&window.look(file), json!([]));
    window.cancelled("importing it", "import_sheets", &args, whole) || late
}

/// Imports it in the place of what was imported before.
fn again(file: &Path) -> bool {
    let (alone, window) = (Window::new(), Window::new());
    let args = |window: &Window| {
        let source = &window.import(&window.look(file), json!([]))[0]["id"];
        let seen = window.look(file);
        let replace = json!([{ "file": seen["file"], "source": source }]);
        window.import_of(&seen, replace)
    };
    let replacing = args(&alone);
    let (_, whole) = timed(|| alone.run("import_sheets", &replacing).unwrap());
    drop(alone);
    window.cancelled("importing it again", "import_sheets", &args(&window), whole)
}

/// Nobody picks anything.
struct NoDialogs;

impl Dialogs for NoDialogs {
    fn pick(&self, _: PickKind, _: Option<&str>) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// How far a job said it was.
#[derive(Default)]
struct Course(Mutex<String>);

impl Course {
    fn stage(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl ProgressSink for Course {
    fn progress(&self, progress: Progress) {
        let through = progress.total > 0.0 && progress.done >= progress.total;
        *self.0.lock().unwrap() = match (progress.stage.as_str(), through) {
            ("storing", true) => "committing".to_owned(),
            ("reading", true) => "read".to_owned(),
            (stage, _) => stage.to_owned(),
        };
    }
}

struct Window {
    folder: tempfile::TempDir,
    app: App,
    target: i64,
}

impl Window {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(AppConfig {
            data_folder: folder.path().join("data"),
            reader: std::env::current_exe().unwrap(),
            dialogs: Box::new(NoDialogs),
            start_with_sample: false,
        });
        let project = app.register_files(&[folder.path().join(PROJECT)]);
        let args = json!({ "file": project[0].file, "target": "标的" });
        let made = dispatch(&app, "create_project", args, &Unheard).unwrap();
        let target = made["targets"][0]["id"].as_i64().unwrap();
        Self {
            folder,
            app,
            target,
        }
    }

    fn run(&self, command: &str, args: &Value) -> Result<Value, WireError> {
        dispatch(&self.app, command, args.clone(), &Unheard)
    }

    fn looking(&self, file: &Path) -> Value {
        let picked = self.app.register_files(&[file.to_path_buf()]);
        json!({ "job": 1, "target": self.target, "files": [picked[0].file], "password": null })
    }

    fn look(&self, file: &Path) -> Value {
        self.run("inspect_files", &self.looking(file)).unwrap()[0].clone()
    }

    fn import(&self, seen: &Value, replace: Value) -> Value {
        let args = self.import_of(seen, replace);
        self.run("import_sheets", &args).unwrap()
    }

    /// Every sheet as it is mapped.
    fn import_of(&self, seen: &Value, replace: Value) -> Value {
        let sheets = seen["sheets"].as_array().unwrap().iter();
        let sheets: Vec<_> = sheets
            .map(|one| {
                json!({
                    "file": seen["file"], "sheet": one["sheet"], "part": one["part"],
                    "mapping": one["mapping"],
                })
            })
            .collect();
        json!({ "job": 1, "target": self.target, "sheets": sheets, "replace": replace })
    }

    /// What the project holds, and the bytes of its file.
    fn state(&self) -> (Value, Value, u64) {
        let sources = self
            .run("sources", &json!({ "target": self.target }))
            .unwrap();
        let project = self.run("project", &json!({})).unwrap();
        let tables = project["targets"][0]["tables"].clone();
        (
            sources,
            tables,
            self.folder.path().join(PROJECT).metadata().unwrap().len(),
        )
    }

    /// Cancels a job that takes so long at moments all over its course and prints how long it took to
    /// return, stage by stage; whether it ever took longer than is promised.
    fn cancelled(&self, title: &str, command: &str, args: &Value, whole: Duration) -> bool {
        let before = self.state();
        let mut waits: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
        let mut through = Default::default();
        // On until it is through before the word comes: it may take longer than it did alone.
        for moment in (0..).map(|at| whole * at / MOMENTS) {
            let course = Course::default();
            let begun = Instant::now();
            let (outcome, stage, waited) = std::thread::scope(|scope| {
                let job = scope.spawn(|| dispatch(&self.app, command, args.clone(), &course));
                while begun.elapsed() < moment && !job.is_finished() {
                    std::thread::sleep(Duration::from_micros(500));
                }
                let (stage, asked) = (course.stage(), Instant::now());
                // One that has not begun yet cannot be cancelled.
                while !job.is_finished() {
                    self.run("cancel", &json!({ "job": 1 })).unwrap();
                    std::thread::sleep(Duration::from_micros(200));
                }
                (job.join().unwrap(), stage, asked.elapsed())
            });
            match outcome {
                Err(error) => assert_eq!(error.code, "app.cancelled"),
                Ok(_) => {
                    through = (begun.elapsed(), stage, moment);
                    break;
                }
            }
            let stage = if stage.is_empty() {
                "beginning".to_owned()
            } else {
                stage
            };
            waits.entry(stage).or_default().push(waited);
            assert!(
                self.state() == before,
                "not as before, cancelled after {moment:.2?}"
            );
        }
        show(title, whole, waits, through)
    }
}

fn show(
    title: &str,
    whole: Duration,
    waits: BTreeMap<String, Vec<Duration>>,
    (took, stage, asked): (Duration, String, Duration),
) -> bool {
    println!("{title}, {whole:.2?} when left alone");
    println!(
        "  {:<14} {:>7} {:>9} {:>9}",
        "stage", "cancels", "median", "longest"
    );
    let mut late = false;
    for (stage, mut waits) in waits {
        waits.sort_unstable();
        let (median, longest) = (waits[waits.len() / 2], waits[waits.len() - 1]);
        println!(
            "  {stage:<14} {:>7} {median:>9.1?} {longest:>9.1?}",
            waits.len()
        );
        late |= longest > PROMISED;
    }
    println!("  through after {took:.2?}, asked to stop in {stage} after {asked:.2?}");
    late
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed())
}
