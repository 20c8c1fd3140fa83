//! What a child writes to its standard error before it ends. Only one thing is looked for there:
//! that it was refused memory. The rest may be somebody's data, and is neither shown nor kept.

use std::io::Read;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Bytes read at once, and of a line, which is all that is ever held.
const PIECE: usize = 4 * 1024;

/// Whether a child says that it was refused memory, to be had once its pipe is closed.
pub(super) struct LastWords(Receiver<bool>);

impl LastWords {
    /// Listens on a thread of its own till the pipe ends, so that the child never waits for a
    /// listener. Without a pipe, or a thread, nothing is ever heard.
    pub(super) fn of(pipe: Option<impl Read + Send + 'static>) -> Self {
        let (sender, receiver) = channel();
        if let Some(pipe) = pipe {
            let listen = move || {
                // Nobody asks where the child ended well.
                let _ = sender.send(tells_of_memory(pipe));
            };
            let _ = std::thread::Builder::new()
                .name("last words".into())
                .spawn(listen);
        }
        Self(receiver)
    }

    /// Whether a request for memory was refused, as far as is heard in time.
    pub(super) fn tell_of_memory(&self, patience: Duration) -> bool {
        self.0.recv_timeout(patience).unwrap_or_default()
    }
}

/// Reads to the end; an interrupted pipe is an ended one.
fn tells_of_memory(mut pipe: impl Read) -> bool {
    let mut line = Vec::with_capacity(PIECE);
    let mut piece = [0; PIECE];
    let mut told = false;
    while let Ok(read @ 1..) = pipe.read(&mut piece) {
        for part in piece[..read].split_inclusive(|byte| *byte == b'\n') {
            if line.len() < PIECE {
                line.extend_from_slice(part);
            }
            if part.ends_with(b"\n") {
                told |= is_refusal(&line);
                line.clear();
            }
        }
    }
    told || is_refusal(&line)
}

/// Whether this is the line that Rust's runtime writes, on every platform, before it aborts because
/// memory was refused.
fn is_refusal(line: &[u8]) -> bool {
    line.trim_ascii()
        .strip_prefix(b"memory allocation of ")
        .and_then(|rest| rest.strip_suffix(b" bytes failed"))
        .is_some_and(|size| !size.is_empty() && size.iter().all(u8::is_ascii_digit))
}
