//! The child's side: what a program does when it was started only to read one file.
//!
//! The path is an argument; everything else comes as JSON on the standard input, because other
//! users of the machine can see command lines and there may be a password.

use std::ffi::OsString;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use super::encoding::Encoding;
use super::event::Event;
use super::{Limits, ReadOptions, file_name, source, watch};
use crate::error::{ImportError, ImportErrorCode};

/// First argument of a program started as a reader.
pub(crate) const ARGUMENT: &str = "__read-file";

/// What the parent tells the child besides the path.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct Order {
    pub encoding: Option<Encoding>,
    pub password: Option<String>,
    pub limits: Limits,
    /// Whether our own reader of xlsx sheets is tried before calamine.
    pub scan: bool,
}

impl Order {
    pub(crate) fn of(options: &ReadOptions) -> Self {
        Self {
            encoding: options.encoding,
            password: options.password.clone(),
            limits: options.limits,
            scan: true,
        }
    }
}

/// An order is a few hundred bytes; a longer one is not ours.
const LONGEST_ORDER: u64 = 1 << 16;

/// Serves a parent if the program was started for that: to be called first thing in `main`, before
/// windows, logs and databases. `arguments` as from [`std::env::args_os`], program name included.
/// `None` when this is an ordinary start, otherwise the exit code to leave with.
#[must_use]
pub fn run_if_worker(arguments: impl IntoIterator<Item = OsString>) -> Option<i32> {
    let mut arguments = arguments.into_iter().skip(1);
    if arguments.next()? != ARGUMENT {
        return None;
    }
    let Some(path) = arguments.next() else {
        return Some(2);
    };
    let mut order = Vec::new();
    let read = std::io::stdin()
        .take(LONGEST_ORDER)
        .read_to_end(&mut order)
        .ok();
    let order = read.and_then(|_| serde_json::from_slice(&order).ok());
    Some(order.map_or(2, |order| serve(Path::new(&path), &order)))
}

/// Reads the file and writes its events, each with its length in front, to stdout.
fn serve(path: &Path, order: &Order) -> i32 {
    hold_to(&order.limits);
    let watched = watch::begin(order.limits);
    let mut pipe = BufWriter::with_capacity(256 * 1024, std::io::stdout().lock());
    let file = file_name(path);
    let failed = |error: std::io::Error| {
        ImportError::new(ImportErrorCode::NoReader, &file).with("detail", error.to_string())
    };
    // Never without the watch.
    let outcome = watched.map_err(failed).and_then(|()| {
        source::read(path, order, &mut |event| {
            // A closed pipe means that nobody wants the rest.
            write(&mut pipe, &event)
                .map_err(|_| ImportError::new(ImportErrorCode::Cancelled, &file))
        })
    });
    let sent = match outcome {
        Ok(()) => pipe.flush(),
        Err(error) => write(&mut pipe, &Event::Failed(error)).and_then(|()| pipe.flush()),
    };
    i32::from(sent.is_err())
}

fn write(pipe: &mut impl Write, event: &Event) -> std::io::Result<()> {
    let body = postcard::to_stdvec(event).map_err(std::io::Error::other)?;
    pipe.write_all(&(body.len() as u32).to_le_bytes())?;
    pipe.write_all(&body)
}

/// The kernel's limits, where it has them, behind those that this process watches itself: they hold
/// even where its threads do not come to run.
#[cfg(unix)]
fn hold_to(limits: &Limits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |limit| Rlimit {
        current: Some(limit),
        maximum: Some(limit),
    };
    // Refused only where the limit already is lower, which is as good.
    if limits.address_bytes != u64::MAX {
        let _ = setrlimit(Resource::As, at_most(limits.address_bytes));
    }
    // The soft limit comes first, so that the parent can tell it from a kill.
    let cpu = Rlimit {
        maximum: Some(limits.cpu_seconds + 5),
        ..at_most(limits.cpu_seconds)
    };
    let _ = setrlimit(Resource::Cpu, cpu);
    // No core dumps: they would put the customer's data on the disk.
    let _ = setrlimit(Resource::Core, at_most(0));
}

#[cfg(not(unix))]
fn hold_to(_: &Limits) {}
