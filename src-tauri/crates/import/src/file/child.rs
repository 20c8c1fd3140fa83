use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::event::Event;
use super::{ReadOptions, file_name, worker};
use crate::error::{ImportError, ImportErrorCode};

/// A batch is far smaller; more is a child that has lost its mind.
const LARGEST_MESSAGE: u32 = 256 << 20;
/// Batches that may wait for the parent.
const WAITING: usize = 8;
/// How often a silent child is looked after.
const TICK: Duration = Duration::from_millis(50);

/// Kills the child when the parent leaves, whichever way it leaves.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // Already gone is the usual case.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Has a child read the file; `take` gets each event, and `None` whenever the child was silent for
/// a while, so that it can stop the reading.
pub(crate) fn read(
    program: &Path,
    path: &Path,
    options: &ReadOptions,
    take: &mut dyn FnMut(Option<Event>) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let file = file_name(path);
    let (mut child, stdout) = start(program, path, options, &file)?;
    let (sender, events) = sync_channel(WAITING);
    std::thread::spawn(move || pump(stdout, &sender));
    let deadline = Instant::now() + options.limits.wall();
    loop {
        match next(&events) {
            Message::Event(event) => {
                let last = matches!(event, Event::End | Event::Failed(_));
                take(Some(event))?;
                if last {
                    return Ok(());
                }
            }
            Message::Silence => take(None)?,
            Message::Closed => return Err(died(&mut child, options, &file)),
        }
        if Instant::now() > deadline {
            return Err(ImportError::new(ImportErrorCode::TooSlow, &file)
                .with("seconds", options.limits.wall_seconds.to_string()));
        }
    }
}

fn start(
    program: &Path,
    path: &Path,
    options: &ReadOptions,
    file: &str,
) -> Result<(Kept, ChildStdout), ImportError> {
    let failed =
        |detail: String| ImportError::new(ImportErrorCode::NoReader, file).with("detail", detail);
    let order = serde_json::to_vec(&worker::Order::of(options))
        .map_err(|error| failed(error.to_string()))?;
    let mut command = Command::new(program);
    command
        .arg(worker::ARGUMENT)
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    no_window(&mut command);
    let child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let mut kept = Kept(child);
    if let Some(mut stdin) = kept.0.stdin.take() {
        // A program that does not listen is found out by what it answers.
        let _ = stdin.write_all(&order);
    }
    let stdout = kept
        .0
        .stdout
        .take()
        .ok_or_else(|| failed("stdout".into()))?;
    Ok((kept, stdout))
}

/// Without this Windows opens a console for every file.
#[cfg(windows)]
fn no_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn no_window(_: &mut Command) {}

/// Decodes messages on a thread of its own until the pipe ends.
fn pump(stdout: ChildStdout, sender: &SyncSender<Event>) {
    let mut pipe = BufReader::with_capacity(256 * 1024, stdout);
    while let Some(event) = message(&mut pipe) {
        if sender.send(event).is_err() {
            break;
        }
    }
}

fn message(pipe: &mut impl Read) -> Option<Event> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    if length > LARGEST_MESSAGE {
        return None;
    }
    let mut body = vec![0; length as usize];
    pipe.read_exact(&mut body).ok()?;
    postcard::from_bytes(&body).ok()
}

enum Message {
    Event(Event),
    Silence,
    Closed,
}

fn next(events: &Receiver<Event>) -> Message {
    match events.recv_timeout(TICK) {
        Ok(event) => Message::Event(event),
        Err(RecvTimeoutError::Timeout) => Message::Silence,
        Err(RecvTimeoutError::Disconnected) => Message::Closed,
    }
}

fn died(child: &mut Kept, options: &ReadOptions, file: &str) -> ImportError {
    let detail = match child.0.wait() {
        Ok(status) if out_of_time(status) => {
            return ImportError::new(ImportErrorCode::TooSlow, file)
                .with("seconds", options.limits.cpu_seconds.to_string());
        }
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    ImportError::new(ImportErrorCode::ReaderDied, file).with("detail", detail)
}

/// The kernel ends a process at its CPU limit with SIGXCPU, or SIGKILL when both limits are equal.
#[cfg(unix)]
fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    matches!(status.signal(), Some(24))
}

#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}
