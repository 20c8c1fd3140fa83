//! The inflated bytes of a part, a window of them at a time.

use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::Trouble;
use super::xml::Pause;

/// Bytes inflated at a time, and how many such pieces may wait.
const PIECE: usize = 256 * 1024;
const WAITING: usize = 4;
/// Room in front of each piece for what is left of the one before, so that pieces need no copying.
const HEAD: usize = 16 * 1024;
/// A single cell or string never takes this much; what does is odd.
const WIDEST: usize = 16 << 20;

/// A view of bytes that arrive in pieces: what has been used is let go, what is incomplete stays.
pub(super) struct Window {
    bytes: Vec<u8>,
    at: usize,
    pieces: Receiver<Option<Vec<u8>>>,
    spent: SyncSender<Vec<u8>>,
    ended: bool,
}

impl Window {
    /// The bytes not used yet.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// Lets the first `count` of them go.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = (self.at + count).min(self.bytes.len());
    }

    /// Fetches more bytes; false at the end of the part.
    pub(super) fn more(&mut self) -> Result<bool, Trouble> {
        if self.ended {
            return Ok(false);
        }
        if self.bytes.len() - self.at > WIDEST {
            return Err(Trouble::Odd("too wide"));
        }
        let piece = self.pieces.recv().map_err(|_| Trouble::Odd("broken zip"))?;
        let Some(piece) = piece else {
            self.ended = true;
            return Ok(false);
        };
        let used = self.join(piece);
        // The inflating thread uses the memory again; when it has ended, nobody does.
        let _ = self.spent.try_send(used);
        Ok(true)
    }

    /// Puts a piece behind the bytes not used yet; the memory that is not needed any more.
    fn join(&mut self, mut piece: Vec<u8>) -> Vec<u8> {
        let left = self.rest();
        let from = HEAD.checked_sub(left.len());
        if let Some((from, room)) = from.and_then(|from| Some((from, piece.get_mut(from..HEAD)?))) {
            room.copy_from_slice(left);
            self.at = from;
            std::mem::replace(&mut self.bytes, piece)
        } else {
            self.bytes.drain(..self.at);
            self.at = 0;
            self.bytes.extend(piece.iter().skip(HEAD));
            piece
        }
    }

    /// Reads a piece with `read`, fetching bytes until it is complete. `read` gets the bytes at
    /// hand and whether they are the last.
    pub(super) fn take<T>(
        &mut self,
        mut read: impl FnMut(&[u8]) -> Result<T, Pause>,
    ) -> Result<T, Trouble> {
        loop {
            match read(self.rest()) {
                Ok(value) => return Ok(value),
                Err(Pause::Odd(why)) => return Err(Trouble::Odd(why)),
                Err(Pause::More) => {
                    if !self.more()? {
                        return Err(Trouble::Odd("ends early"));
                    }
                }
            }
        }
    }
}

/// Inflates on a thread of its own while `work` looks at the bytes.
pub(super) fn streamed<T>(
    inflate: impl FnOnce(&mut dyn FnMut(&mut dyn Read) -> bool) + Send,
    work: impl FnOnce(&mut Window) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let (sender, pieces) = sync_channel(WAITING);
    let (spent, reuse) = sync_channel(WAITING + 1);
    std::thread::scope(|scope| {
        scope.spawn(move || inflate(&mut |part| pump(part, &sender, &reuse)));
        let mut window = Window {
            bytes: Vec::new(),
            at: 0,
            pieces,
            spent,
            ended: false,
        };
        work(&mut window)
    })
}

/// Sends the part in pieces, each behind [`HEAD`] bytes of room; true when it came to its end.
/// `None` says so to the receiver.
fn pump(
    part: &mut dyn Read,
    sender: &SyncSender<Option<Vec<u8>>>,
    reuse: &Receiver<Vec<u8>>,
) -> bool {
    loop {
        let mut piece = reuse.try_recv().unwrap_or_default();
        piece.clear();
        piece.resize(HEAD, 0);
        let mut filled = part.take(PIECE as u64);
        if filled.read_to_end(&mut piece).is_err() {
            return false;
        }
        let last = piece.len() == HEAD;
        if sender.send((!last).then_some(piece)).is_err() {
            return false;
        }
        if last {
            return true;
        }
    }
}
