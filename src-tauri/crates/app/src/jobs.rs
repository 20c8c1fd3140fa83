//! Long work: how far it is, and whether somebody wants it to stop.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::commands::ProgressSink;
use crate::wire::{JobId, Progress};

/// Progress is told at most this often.
const PAUSE: Duration = Duration::from_millis(100);

/// The jobs under way.
#[derive(Default)]
pub struct Jobs {
    running: Mutex<BTreeMap<JobId, Arc<AtomicBool>>>,
}

impl Jobs {
    /// Begins a job; it ends when the returned value is dropped.
    pub fn begin<'a>(&'a self, id: JobId, sink: &'a dyn ProgressSink) -> Job<'a> {
        let stop = Arc::new(AtomicBool::new(false));
        self.lock().insert(id, Arc::clone(&stop));
        Job {
            jobs: Some(self),
            id,
            stop,
            sink,
            told: None,
        }
    }

    /// Asks a job to stop. A job that is not running is left alone.
    pub fn cancel(&self, id: JobId) {
        if let Some(stop) = self.lock().get(&id) {
            stop.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<JobId, Arc<AtomicBool>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job under way.
pub struct Job<'a> {
    jobs: Option<&'a Jobs>,
    id: JobId,
    stop: Arc<AtomicBool>,
    sink: &'a dyn ProgressSink,
    told: Option<(String, Instant)>,
}

impl<'a> Job<'a> {
    /// A job that nobody can cancel by id, as the terminal has it.
    pub fn alone(sink: &'a dyn ProgressSink) -> Self {
        Self {
            jobs: None,
            id: JobId(0),
            stop: Arc::default(),
            sink,
            told: None,
        }
    }

    /// Tells how far the job is; says whether to go on. A new stage or subject is always told.
    pub fn step(&mut self, stage: &str, subject: &str, done: f64, total: f64) -> ControlFlow<()> {
        let now = Instant::now();
        let topic = format!("{stage}\n{subject}");
        let due = self
            .told
            .as_ref()
            .is_none_or(|(last, at)| *last != topic || now.duration_since(*at) >= PAUSE);
        if due {
            self.told = Some((topic, now));
            self.sink.progress(Progress {
                job: self.id,
                stage: stage.to_owned(),
                subject: subject.to_owned(),
                done,
                total,
            });
        }
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        if let Some(jobs) = self.jobs {
            jobs.lock().remove(&self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Unheard;

    #[derive(Default)]
    struct Heard(Mutex<Vec<f64>>);

    impl ProgressSink for Heard {
        fn progress(&self, progress: Progress) {
            self.0.lock().unwrap().push(progress.done);
        }
    }

    #[test]
    fn a_cancelled_job_stops_at_its_next_step_and_no_other_does() {
        let jobs = Jobs::default();
        let mut first = jobs.begin(JobId(1), &Unheard);
        let mut second = jobs.begin(JobId(2), &Unheard);
        jobs.cancel(JobId(1));
        assert!(first.step("reading", "a", 0.0, 1.0).is_break());
        assert!(second.step("reading", "b", 0.0, 1.0).is_continue());
    }

    #[test]
    fn a_job_that_ended_frees_its_id() {
        let jobs = Jobs::default();
        drop(jobs.begin(JobId(1), &Unheard));
        jobs.cancel(JobId(1));
        assert!(
            jobs.begin(JobId(1), &Unheard)
                .step("reading", "", 0.0, 0.0)
                .is_continue()
        );
    }

    #[test]
    fn a_flood_of_steps_is_told_once_and_a_new_subject_at_once() {
        let heard = Heard::default();
        let mut job = Job::alone(&heard);
        for done in 0..1_000 {
            let _ = job.step("storing", "orders", f64::from(done), 1_000.0);
        }
        let _ = job.step("storing", "complaints", 7.0, 9.0);
        let told = heard.0.lock().unwrap();
        assert_eq!(told.first(), Some(&0.0));
        assert_eq!(told.last(), Some(&7.0));
        assert!(told.len() < 20, "{}", told.len());
    }
}
