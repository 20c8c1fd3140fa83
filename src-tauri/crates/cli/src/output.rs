//! What goes to the terminal: messages and progress to stderr, results to stdout.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use app::commands::ProgressSink;
use app::wire::{ProblemView, Progress, WireError};
use indicatif::{ProgressBar, ProgressStyle};
use records::{Catalogue, Lang};
use serde::Serialize;

/// The terminal in one language.
pub struct Terminal {
    /// Its texts.
    pub texts: &'static Catalogue,
    bar: Mutex<Option<ProgressBar>>,
}

impl Terminal {
    /// The terminal in a language.
    pub fn new(lang: Lang) -> Self {
        Self {
            texts: app::catalogue(lang),
            bar: Mutex::new(None),
        }
    }

    /// A message to the person, by its key.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) {
        self.clear();
        let _ = writeln!(
            std::io::stderr(),
            "{}",
            self.texts.fill(key, args.iter().copied())
        );
    }

    /// An error with what to do next.
    pub fn error(&self, error: &WireError) {
        self.clear();
        let mut stderr = std::io::stderr();
        let _ = writeln!(stderr, "[{}] {}", error.code, error.sentence(self.texts));
        if let Some(hint) = error.hint(self.texts) {
            let _ = writeln!(stderr, "  → {hint}");
        }
    }

    /// A problem of the data, with its place.
    pub fn problem(&self, problem: &ProblemView) {
        self.clear();
        let place = [Some(&problem.place.file), problem.place.sheet.as_ref()];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
        let sentence = app::work::problem_sentence(problem, self.texts);
        let _ = writeln!(std::io::stderr(), "  ! {} {sentence}", place.join(" · "));
    }

    /// A line of the result.
    pub fn print(&self, line: &str) {
        self.clear();
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    /// The result as one JSON document.
    pub fn json(&self, document: &impl Serialize) -> Result<(), WireError> {
        let text = serde_json::to_string_pretty(document)
            .map_err(|error| WireError::new("app.internal").with("detail", error.to_string()))?;
        self.print(&text);
        Ok(())
    }

    fn clear(&self) {
        if let Ok(mut bar) = self.bar.lock()
            && let Some(bar) = bar.take()
        {
            bar.finish_and_clear();
        }
    }
}

impl ProgressSink for Terminal {
    fn progress(&self, progress: Progress) {
        let Ok(mut bar) = self.bar.lock() else { return };
        let bar = bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{spinner} {msg} {pos} {bar:24}")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::no_length().with_style(style)
        });
        if progress.total > 0.0 {
            bar.set_length(progress.total as u64);
        } else {
            bar.unset_length();
        }
        let stage = self.texts.text(&format!("stage.job.{}", progress.stage));
        bar.set_message(format!("{stage} {}", progress.subject));
        bar.set_position(progress.done as u64);
    }
}

/// The program itself, which reads files in a child process.
pub fn reader() -> Result<PathBuf, WireError> {
    std::env::current_exe()
        .map_err(|error| WireError::new("app.internal").with("detail", error.to_string()))
}

/// Seconds since 1970-01-01 UTC.
pub fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_secs() as i64)
}
