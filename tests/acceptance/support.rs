//! Helpers of the acceptance tests and terminal journeys.
// Not every test program uses every helper.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use app::commands::Unheard;
use app::wire::WireError;
use app::work::{self, Assessment, Edition, Imported, Job, LaidOut, Project, TargetId};
use records::{Lang, Problem, ProblemCode};
use tempfile::TempDir;

/// Seconds since 1970 of everything the tests do.
pub const NOW: i64 = 1_790_000_000;

/// The terminal program; it also reads files for the tests. Built first, so that no test looks at
/// an older one.
pub fn program() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let here = std::env::current_exe().unwrap();
        let folder = here.ancestors().nth(2).unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "-p", "clientele-cli", "--target-dir"]);
        cargo.arg(folder.parent().unwrap()).current_dir(root());
        if folder.ends_with("release") {
            cargo.arg("--release");
        }
        assert!(
            cargo.status().unwrap().success(),
            "clientele-cli is not built"
        );
        folder.join(format!("clientele{}", std::env::consts::EXE_SUFFIX))
    })
}

/// Top of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the shared data, which not every checkout has.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared/data").join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: {path} of the shared data is not on this machine");
    None
}

/// A job that nobody watches.
pub fn quiet() -> Job<'static> {
    Job::alone(&Unheard)
}

/// Both languages.
pub fn languages() -> impl Iterator<Item = &'static records::Catalogue> {
    Lang::ALL.into_iter().map(app::catalogue)
}

/// A project in a folder of its own, with one target.
pub struct Desk {
    /// Goes when the desk goes.
    pub folder: TempDir,
    /// The project.
    pub project: Project,
    /// Its target.
    pub target: TargetId,
}

impl Desk {
    /// An empty project.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut project = Project::create(&folder.path().join("desk.clientele")).unwrap();
        let target = project.add_target("标的").unwrap();
        Self {
            folder,
            project,
            target,
        }
    }

    /// The sample, imported.
    pub fn sample() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.clientele");
        std::fs::write(&path, &sample().project).unwrap();
        Self {
            project: Project::open(&path).unwrap(),
            folder,
            target: sample().target,
        }
    }

    /// The project file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("desk.clientele")
    }

    /// A file in the desk's folder.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Imports files as they are recognised.
    pub fn import(&mut self, files: &[PathBuf]) -> Result<Imported, WireError> {
        let (project, target) = (&mut self.project, self.target);
        work::import_files(project, target, files, program(), NOW, &mut quiet())
    }

    /// Assesses with loyalty-20.
    pub fn assess(&self) -> Assessment {
        let framework = work::framework("loyalty-20").unwrap();
        work::evaluate(&self.project, self.target, &framework, &mut quiet()).unwrap()
    }

    /// Lays out the report.
    pub fn report(&self, assessment: Assessment, lang: Lang) -> LaidOut {
        let edition = Edition {
            lang,
            date: Some("2026-10-08".parse().unwrap()),
            ..Edition::default()
        };
        work::lay_out(
            &self.project,
            self.target,
            assessment,
            edition,
            &mut quiet(),
        )
        .unwrap()
    }

    /// The problems of a code.
    pub fn problems(&self, code: ProblemCode) -> Vec<Problem> {
        let filter = store::ProblemFilter {
            code: Some(code),
            ..store::ProblemFilter::default()
        };
        let page = store::Page {
            offset: 0,
            limit: 10_000,
        };
        let found = self.project.problems(self.target, filter, page).unwrap();
        found.into_iter().map(|stored| stored.problem).collect()
    }
}

/// The sample once imported and assessed.
pub struct Sample {
    /// Bytes of the project file.
    pub project: Vec<u8>,
    /// Its target.
    pub target: TargetId,
    /// The assessment.
    pub assessment: Assessment,
}

/// The sample, imported with the child reader and assessed, once for all tests.
pub fn sample() -> &'static Sample {
    static ONCE: OnceLock<Sample> = OnceLock::new();
    ONCE.get_or_init(|| {
        let mut desk = Desk::new();
        let files = work::unpack_sample(desk.folder.path()).unwrap();
        let imported = desk.import(&files).unwrap();
        assert!(imported.left_out.is_empty(), "{:?}", imported.left_out);
        let assessment = desk.assess();
        let path = desk.path();
        let Desk {
            project, target, ..
        } = &desk;
        let target = *target;
        assert!(!project.is_read_only().unwrap());
        Sample {
            project: std::fs::read(path).unwrap(),
            target,
            assessment,
        }
    })
}

/// What the sample plants.
pub fn planted() -> &'static toml::Table {
    static ONCE: OnceLock<toml::Table> = OnceLock::new();
    ONCE.get_or_init(|| {
        let path = root().join("assets/samples/sealmaker/planted.toml");
        std::fs::read_to_string(path).unwrap().parse().unwrap()
    })
}

/// A number among what is planted, by its path (`retention.nrr`, `survey.1.nps`).
pub fn number(path: &str) -> f64 {
    let value = at(path);
    value
        .as_float()
        .or_else(|| value.as_integer().map(|whole| whole as f64))
        .unwrap_or_else(|| panic!("{path} is no number"))
}

/// A text among what is planted.
pub fn text(path: &str) -> &'static str {
    at(path)
        .as_str()
        .unwrap_or_else(|| panic!("{path} is no text"))
}

/// Anything among what is planted.
pub fn at(path: &str) -> &'static toml::Value {
    let mut steps = path.split('.');
    let first = planted().get(steps.next().unwrap());
    let found = steps.fold(first, |value, step| match step.parse::<usize>() {
        Ok(index) => value?.get(index),
        Err(_) => value?.get(step),
    });
    found.unwrap_or_else(|| panic!("{path} is not planted"))
}

/// A measure's value.
pub fn value(assessment: &Assessment, id: &str) -> f64 {
    let found = assessment.measures.iter().find(|measure| measure.id == id);
    found.unwrap_or_else(|| panic!("{id} is absent")).value
}

/// Names as they are compared: half width, no blanks.
pub fn plain(name: &str) -> String {
    name.replace('（', "(").replace('）', ")").replace(' ', "")
}

/// Asserts that two figures agree up to a relative difference.
pub fn close(what: &str, found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance * expected.abs().max(1e-9),
        "{what}: {found}, not {expected}"
    );
}

/// Asserts that an error has words and a way out in both languages, every placeholder filled.
pub fn speaks(error: &WireError) {
    for texts in languages() {
        let lang = texts.lang().tag();
        let sentence = error.sentence(texts);
        let key = format!("error.{}", error.code);
        assert!(
            !sentence.trim().is_empty() && sentence != key,
            "{lang}: no words for {key}"
        );
        assert!(!sentence.contains('{'), "{lang}: {sentence}");
        let hint = error.hint(texts);
        let hint = hint.unwrap_or_else(|| panic!("{lang}: no hint for {key}"));
        assert!(
            !hint.trim().is_empty() && !hint.contains('{'),
            "{lang}: {hint}"
        );
    }
}

/// Orders of a few customers over three years, one line each month and customer.
pub fn orders_csv(customers: usize, months: usize) -> String {
    let mut text = String::from("单据号,单据日期,客户名称,存货名称,数量,价税合计,业务员\n");
    for month in 0..months {
        for customer in 0..customers {
            let (year, month_of_year) = (2023 + month / 12, month % 12 + 1);
            let amount = 1_000 + 100 * customer + 7 * month;
            text.push_str(&format!(
                "XS{month:03}{customer:03},{year}-{month_of_year:02}-{:02},客户{customer:03}有限公司,油封,{},{amount}.50,张某\n",
                customer % 28 + 1,
                customer + 1,
            ));
        }
    }
    text
}
