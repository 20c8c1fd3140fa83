//! Calls of the window, and how far its jobs are.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use app::App;
use app::commands::{ProgressSink, dispatch};
use app::wire::{JobId, Progress, WireError};
use serde_json::{Value, json};

/// The backend, and the latest progress of every job under way.
pub struct Calls {
    app: App,
    latest: Mutex<BTreeMap<JobId, Progress>>,
}

impl Calls {
    /// Calls to this backend.
    pub fn to(app: App) -> Self {
        Self {
            app,
            latest: Mutex::default(),
        }
    }

    /// Runs `{"command": …, "args": …}` and answers `{"ok": …}` or `{"error": …}`.
    pub fn call(&self, body: &[u8]) -> Value {
        let wanted: Value = serde_json::from_slice(body).unwrap_or_default();
        let command = wanted["command"].as_str().unwrap_or_default();
        let args = wanted["args"].clone();
        let job = args["job"].as_u64().map(JobId);
        let outcome = dispatch(&self.app, command, args, self);
        if let Some(job) = job.filter(|_| command != "cancel") {
            self.lock().remove(&job);
        }
        match outcome {
            Ok(result) => json!({ "ok": result }),
            Err(error) => json!({ "error": as_json(&error) }),
        }
    }

    /// How far a job is; `null` when it is not under way.
    pub fn progress(&self, job: u64) -> Value {
        serde_json::to_value(self.lock().get(&JobId(job))).unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<JobId, Progress>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ProgressSink for Calls {
    fn progress(&self, progress: Progress) {
        self.lock().insert(progress.job, progress);
    }
}

fn as_json(error: &WireError) -> Value {
    json!({ "code": error.code, "args": error.args })
}
