//! The records of a table on their way into the project: one thread makes them, this one stores
//! them and looks whether the job is to stop. Neither waits long for the other, and only a few
//! thousand records stand between them.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

use import::{Joins, Origin, Sheet, Table, Watch};
use records::{Problem, RowRef, Value};
use store::Import;

use crate::jobs::Job;
use crate::wire::WireError;
use crate::work::look::or_cancelled;

/// Records that travel together, few enough to be still at hand on the other side; between two such
/// batches a job can be cancelled.
const BATCH: usize = 256;
/// Batches that may wait to be stored.
const WAITING: usize = 4;
/// How often a job that waits for records looks whether it is to stop.
const TICK: Duration = Duration::from_millis(20);

/// Records and the rows they came from.
type Batch = Vec<(RowRef, Vec<Value>)>;

/// One of the tables of an import.
pub(super) struct Transfer<'a> {
    /// All of them, and what they have to do with one another.
    pub tables: &'a [Table<'a>],
    pub joins: &'a Joins,
    /// Which one it is.
    pub at: usize,
    pub origin: Origin<'a>,
    /// What is shown of it.
    pub subject: &'a str,
}

impl Transfer<'_> {
    /// Converts the table and stores its records in the order of its rows; its problems and what
    /// became of its rows.
    ///
    /// # Errors
    /// `store.*`, `app.cancelled`.
    pub(super) fn run(
        &self,
        import: &mut Import<'_>,
        job: &mut Job<'_>,
    ) -> Result<(Vec<Problem>, import::Tally), WireError> {
        let (sender, batches) = sync_channel(WAITING);
        let (spent, reuse) = channel();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let converting = scope.spawn(|| self.convert(sender, reuse, &stop));
            let stored = self.store(batches, &spent, import, job);
            // The other side may be at a row that becomes no record.
            stop.store(true, Relaxed);
            let converted = converting.join();
            stored?;
            converted.map_err(|_| WireError::new("app.internal").with("detail", "converting"))
        })
    }

    fn convert(
        &self,
        sender: SyncSender<Batch>,
        reuse: Receiver<Batch>,
        stop: &AtomicBool,
    ) -> (Vec<Problem>, import::Tally) {
        let mut ask = || {
            if stop.load(Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let mut batch = Batch::with_capacity(BATCH);
        let mut take = |at, values| {
            batch.push((at, values));
            if batch.len() < BATCH {
                return ControlFlow::Continue(());
            }
            // What was stored is let go here, where its memory came from.
            let mut next: Batch = reuse.try_recv().unwrap_or_default();
            next.clear();
            match sender.send(std::mem::replace(&mut batch, next)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        let watch = Watch::new(&mut ask);
        let converted =
            self.joins
                .convert_watched(self.tables, self.at, self.origin, &watch, &mut take);
        if !watch.is_stopped() {
            // Refused only when nobody wants any records.
            let _ = sender.send(batch);
        }
        converted
    }

    fn store(
        &self,
        batches: Receiver<Batch>,
        spent: &Sender<Batch>,
        import: &mut Import<'_>,
        job: &mut Job<'_>,
    ) -> Result<(), WireError> {
        let Table { sheet, mapping } = self.tables[self.at];
        let total = sheet.rows.len() as f64;
        let (mut stage, mut done) = ("converting", 0.0);
        loop {
            match batches.recv_timeout(TICK) {
                Ok(batch) => {
                    stage = "storing";
                    done = batch
                        .last()
                        .map_or(total, |(at, _)| rows_up_to(sheet, at.row));
                    or_cancelled(job.step(stage, self.subject, done, total))?;
                    import.add_records(mapping.kind, &batch)?;
                    // The other side may be through already.
                    let _ = spent.send(batch);
                }
                Err(RecvTimeoutError::Timeout) => {
                    or_cancelled(job.step(stage, self.subject, done, total))?;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return or_cancelled(job.step("storing", self.subject, total, total));
                }
            }
        }
    }
}

/// How many rows of a sheet stand down to this one.
fn rows_up_to(sheet: &Sheet, number: u32) -> f64 {
    sheet.rows.partition_point(|row| row.number <= number) as f64
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use import::{Cell, Mapping, Row, recognise};
    use records::{Order, SourceId};
    use store::{NewSource, Project};

    use super::*;
    use crate::commands::{ProgressSink, Unheard};
    use crate::jobs::Jobs;
    use crate::wire::{JobId, Progress};
    use crate::work::proposal::dictionary;

    const TODAY: records::Date = records::Date::constant(2026, 1, 1);

    /// Orders, every seventh without an amount.
    fn sheet(rows: u32) -> Sheet {
        let text = |text: &str| Cell::Text(text.into());
        let header = Row {
            number: 1,
            cells: ["单据日期", "客户名称", "金额"].map(text).to_vec(),
        };
        let body = (2..rows + 2).map(|number| Row {
            number,
            cells: vec![
                text(&format!("2025-03-{:02}", number % 28 + 1)),
                text(&format!("客户{}", number % 50)),
                match number % 7 {
                    0 => text("面议"),
                    _ => Cell::Number(f64::from(number)),
                },
            ],
        });
        Sheet {
            index: 0,
            part: 0,
            name: "订单".into(),
            hidden: false,
            rows: std::iter::once(header).chain(body).collect(),
            merges: vec![],
        }
    }

    fn mapping(sheet: &Sheet) -> Mapping {
        let guess = recognise(sheet, "订单.csv", dictionary().unwrap());
        guess.mapping().unwrap()
    }

    /// Runs a transfer into a new project and commits what it stored: outcome, accepted rows, and
    /// the records of the project.
    fn transferred(
        sheet: &Sheet,
        job: &mut Job<'_>,
    ) -> (Result<u64, WireError>, Vec<records::Located<Order>>) {
        let folder = tempfile::tempdir().unwrap();
        let mut project = Project::create(&folder.path().join("a.clientele")).unwrap();
        let target = project.add_target("甲").unwrap();
        let mut import = project.begin_import(target).unwrap();
        let source = import
            .add_source(&NewSource {
                file: "订单.csv".into(),
                sha256: "aa".into(),
                bytes: 1,
                imported_at: 0,
                format: "text".into(),
            })
            .unwrap();
        let mapping = mapping(sheet);
        let transfer = Transfer {
            tables: &[Table {
                sheet,
                mapping: &mapping,
            }],
            joins: &Joins::default(),
            at: 0,
            origin: Origin {
                source,
                file: "订单.csv",
                today: TODAY,
            },
            subject: "订单",
        };
        let outcome = transfer.run(&mut import, job);
        import.commit().unwrap();
        let outcome = outcome.map(|(_, tally)| tally.accepted);
        (outcome, project.records(target).unwrap())
    }

    #[test]
    fn records_arrive_as_they_are_converted_and_in_the_order_of_their_rows() {
        for rows in [1, 1_000, 5_000] {
            let sheet = sheet(rows);
            let (outcome, stored) = transferred(&sheet, &mut Job::alone(&Unheard));
            let origin = Origin {
                source: SourceId(1),
                file: "订单.csv",
                today: TODAY,
            };
            let whole = import::convert(&sheet, &mapping(&sheet), origin);
            assert_eq!(outcome, Ok(whole.tally.accepted));
            let whole = whole.records.into_iter().map(|(at, values)| {
                let record = records::Evidence::from_values(values).unwrap();
                records::Located { at, record }
            });
            assert_eq!(stored, whole.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_job_cancelled_before_the_first_record_stores_none() {
        let jobs = Jobs::default();
        let mut job = jobs.begin(JobId(1), &Unheard);
        jobs.cancel(JobId(1));
        let (outcome, stored) = transferred(&sheet(50_000), &mut job);
        assert_eq!(outcome.unwrap_err().code, "app.cancelled");
        assert_eq!(stored, []);
    }

    /// Cancels at the first record that is about to be stored, and notes how far that was.
    struct Canceller<'a>(&'a Jobs, Mutex<f64>);

    impl ProgressSink for Canceller<'_> {
        fn progress(&self, progress: Progress) {
            if progress.stage == "storing" {
                *self.1.lock().unwrap() = progress.done;
                self.0.cancel(JobId(1));
            }
        }
    }

    #[test]
    fn a_job_cancelled_while_it_stores_stores_nothing_more() {
        let jobs = Jobs::default();
        let canceller = Canceller(&jobs, Mutex::default());
        let mut job = jobs.begin(JobId(1), &canceller);
        let (outcome, stored) = transferred(&sheet(50_000), &mut job);
        assert_eq!(outcome.unwrap_err().code, "app.cancelled");
        // One batch was looked at before it was stored, and its rows are not many.
        assert_eq!(stored, []);
        let done = *canceller.1.lock().unwrap();
        assert!(done > 0.0 && done <= 2.0 * BATCH as f64, "{done}");
    }
}
