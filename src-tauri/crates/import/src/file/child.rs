use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::event::Event;
use super::last_words::LastWords;
use super::{ReadOptions, file_name, watch, worker};
use crate::error::{ImportError, ImportErrorCode};

/// A batch is far smaller; more is a child that has lost its mind.
const LARGEST_MESSAGE: u32 = 256 << 20;
/// Batches that may wait for the parent.
const WAITING: usize = 8;
/// How often a silent child is looked after.
const TICK: Duration = Duration::from_millis(50);
/// How long a child that has closed its pipe may take to end; giving back gigabytes takes a while.
const ENDING: Duration = Duration::from_secs(2);

/// Kills the child when the parent leaves, whichever way it leaves.
struct Kept(Child);

/// A child at work, and its two mouths.
struct Started {
    child: Kept,
    stdout: ChildStdout,
    words: LastWords,
}

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
    let Started {
        mut child,
        stdout,
        words,
    } = start(program, path, options, &file)?;
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
            Message::Closed => return Err(died(&mut child, &words, options, &file)),
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
) -> Result<Started, ImportError> {
    let failed =
        |detail: String| ImportError::new(ImportErrorCode::NoReader, file).with("detail", detail);
    let order = serde_json::to_vec(&worker::Order::of(options))
        .map_err(|error| failed(error.to_string()))?;
    let mut command = Command::new(program);
    command
        .arg(worker::ARGUMENT)
        .arg(path)
        // A trace is made from the whole program's symbols: seconds and memory for nobody.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    no_window(&mut command);
    let child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let mut kept = Kept(child);
    let words = LastWords::of(kept.0.stderr.take());
    if let Some(mut stdin) = kept.0.stdin.take() {
        // A program that does not listen is found out by what it answers.
        let _ = stdin.write_all(&order);
    }
    let stdout = kept
        .0
        .stdout
        .take()
        .ok_or_else(|| failed("stdout".into()))?;
    Ok(Started {
        child: kept,
        stdout,
        words,
    })
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

/// What a child that sent neither an end nor an error died of.
fn died(child: &mut Kept, words: &LastWords, options: &ReadOptions, file: &str) -> ImportError {
    let limits = &options.limits;
    let out_of_memory = || {
        ImportError::new(ImportErrorCode::OutOfMemory, file)
            .with("megabytes", (limits.memory_bytes >> 20).to_string())
    };
    let too_slow = |seconds: u64| {
        ImportError::new(ImportErrorCode::TooSlow, file).with("seconds", seconds.to_string())
    };
    let detail = match ended(&mut child.0) {
        Ok(Some(status)) if status.code() == Some(watch::OUT_OF_MEMORY) => {
            return out_of_memory();
        }
        Ok(Some(status)) if status.code() == Some(watch::OUT_OF_TIME) => {
            return too_slow(limits.wall_seconds);
        }
        Ok(Some(status)) if out_of_processor(status) => return too_slow(limits.cpu_seconds),
        // What it asked for at once it was refused, before the watch could look.
        Ok(Some(status)) if !status.success() && words.tell_of_memory(ENDING) => {
            return out_of_memory();
        }
        Ok(Some(status)) => status.to_string(),
        // It talks nonsense, or has shut its mouth and goes on.
        Ok(None) => "no answer".to_owned(),
        Err(error) => error.to_string(),
    };
    ImportError::new(ImportErrorCode::ReaderDied, file).with("detail", detail)
}

/// How the child ended; `None` when it does not end by itself.
fn ended(child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        match child.try_wait()? {
            None if begun.elapsed() < ENDING => std::thread::sleep(TICK / 5),
            status => return Ok(status),
        }
    }
}

/// The kernel ends a process at its CPU limit with SIGXCPU.
#[cfg(unix)]
fn out_of_processor(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    matches!(status.signal(), Some(24))
}

#[cfg(not(unix))]
fn out_of_processor(_: ExitStatus) -> bool {
    false
}

/// Programs that do not do what a reader does.
#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Reads with a shell script for a reader, which finds the bytes in `messages`; a second is
    /// allowed. How it ended and after how many seconds.
    fn read_by(script: &str, messages: &[u8]) -> (ImportError, f64) {
        let folder = tempfile::tempdir().unwrap();
        let [program, list] = ["reader.sh", "messages"].map(|name| folder.path().join(name));
        std::fs::write(&list, messages).unwrap();
        let script = script.replace("messages", &list.display().to_string());
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut options = ReadOptions::in_child(program.clone());
        options.limits.wall_seconds = 1;
        let begun = Instant::now();
        let outcome = read(&program, &list, &options, &mut |_| Ok(()));
        (outcome.unwrap_err(), begun.elapsed().as_secs_f64())
    }

    #[test]
    fn a_child_is_killed_in_time_whether_it_is_silent_or_floods() {
        let mut flood = Vec::new();
        for done in 0..10_000 {
            let event = Event::Far { done, total: 0 };
            let body = postcard::to_stdvec(&event).unwrap();
            flood.extend((body.len() as u32).to_le_bytes());
            flood.extend(body);
        }
        let half = &flood[..flood.len() - 1];
        for (script, messages) in [
            ("exec sleep 30", &flood[..0]),
            ("while :; do cat messages; done", &flood),
            ("cat messages; exec sleep 30", half),
        ] {
            let (error, seconds) = read_by(script, messages);
            assert_eq!(error.code, ImportErrorCode::TooSlow, "{script}");
            assert_eq!(error.args["seconds"], "1");
            assert!((1.0..10.0).contains(&seconds), "{script} {seconds}");
        }
    }

    /// Rust's runtime writes this before it aborts, on every platform.
    #[test]
    fn a_child_that_was_refused_memory_is_known_by_its_last_words() {
        let refused = "echo 'memory allocation of 17179869184 bytes failed' >&2";
        let out_of_memory = ImportErrorCode::OutOfMemory;
        let reader_died = ImportErrorCode::ReaderDied;
        for (script, code) in [
            (format!("{refused}; kill -ABRT $$"), out_of_memory),
            // After more than a pipe holds, which would block a child that nobody listens to.
            (
                format!("head -c 900000 /dev/zero >&2; echo >&2; {refused}; exit 134"),
                out_of_memory,
            ),
            ("kill -ABRT $$".to_owned(), reader_died),
            (
                "echo 'memory allocation' >&2; exit 134".to_owned(),
                reader_died,
            ),
            (
                format!("{refused}; yes '  at calamine' | head -n 20000 >&2; exit 134"),
                out_of_memory,
            ),
            // A cell of the file, quoted in a panic: nobody was refused anything.
            (
                "echo '\"memory allocation of 7 bytes failed\"' >&2; exit 101".to_owned(),
                reader_died,
            ),
            (format!("{refused}; exit 0"), reader_died),
        ] {
            let (error, seconds) = read_by(&script, &[]);
            assert_eq!(error.code, code, "{script}");
            assert!(seconds < 10.0, "{script} {seconds}");
            let told: Vec<&str> = error.args.keys().map(String::as_str).collect();
            let argument = if code == out_of_memory {
                "megabytes"
            } else {
                "detail"
            };
            assert_eq!(told.len(), 2, "{told:?}");
            assert!(error.args.contains_key(argument), "{told:?}");
            assert!(
                !error
                    .args
                    .values()
                    .any(|value| value.contains("allocation")),
                "what a child writes there is never shown: {error:?}"
            );
        }
    }

    /// A process that the child started keeps the pipe open after its death.
    #[test]
    fn nobody_waits_for_last_words_that_do_not_come() {
        let (error, seconds) = read_by("sleep 30 >&2 & exit 134", &[]);
        assert_eq!(error.code, ImportErrorCode::ReaderDied);
        assert!(seconds < 10.0, "{seconds}");
    }

    #[test]
    fn a_child_that_talks_nonsense_or_shuts_its_mouth_is_not_waited_for() {
        for script in [
            "exec cat /dev/zero",
            "exec cat messages",
            "exec 1>&-; exec sleep 30",
        ] {
            let (error, seconds) = read_by(script, &[0xff; 1000]);
            assert_eq!(error.code, ImportErrorCode::ReaderDied, "{script}");
            assert!(seconds < 10.0, "{script} {seconds}");
        }
    }
}
