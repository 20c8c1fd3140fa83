//! The shared strings: sent ahead as a dictionary, of which cells name the entries.

use super::rich;
use super::window::Window;
use super::xml::{self, Kind, Pause};
use super::{Trouble, usual};
use crate::file::emit::Emitter;
use crate::file::texts::Texts;

/// Strings and bytes that travel together.
const BATCH: usize = 4_096;
const BATCH_BYTES: usize = 256 * 1024;

/// Where the dictionary of the workbook stands among the texts that were sent.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Shared {
    first: u32,
    count: u32,
}

impl Shared {
    /// The id of a shared string.
    pub(super) fn id(self, index: u32) -> Option<u32> {
        (index < self.count).then(|| self.first + index)
    }
}

/// Sends every shared string.
pub(super) fn send(window: &mut Window, emitter: &mut Emitter) -> Result<Shared, Trouble> {
    if !begin(window)? {
        return Ok(Shared::default());
    }
    let mut first = None;
    let mut count: u32 = 0;
    let mut texts = Texts::default();
    loop {
        let (used, last) = window.take(|bytes| match usual::string(bytes) {
            Some((text, used)) => {
                texts.push(text);
                Ok((used, false))
            }
            None => one(bytes, &mut texts),
        })?;
        window.pass(used);
        if texts.len() >= BATCH || texts.bytes() >= BATCH_BYTES || last {
            let sent = texts.len() as u32;
            let id = emitter.dictionary(std::mem::take(&mut texts))?;
            first.get_or_insert(id);
            count = count
                .checked_add(sent)
                .ok_or(Trouble::Odd("too many strings"))?;
        }
        if last {
            let first = first.unwrap_or_default();
            first
                .checked_add(count)
                .ok_or(Trouble::Odd("too many strings"))?;
            return Ok(Shared { first, count });
        }
    }
}

/// Passes over everything up to the list itself; false when it holds nothing.
fn begin(window: &mut Window) -> Result<bool, Trouble> {
    let from = window.take(|bytes| match bytes.len() {
        0..3 => Err(Pause::More),
        _ => xml::prologue(bytes),
    })?;
    window.pass(from);
    let (end, kind) = window.take(|bytes| {
        let tag = xml::next_tag(bytes, 0)?.ok_or(Pause::More)?;
        if tag.name != b"sst" || tag.kind == Kind::Close {
            return Err(Pause::Odd("no list of strings"));
        }
        Ok((tag.end, tag.kind))
    })?;
    window.pass(end);
    Ok(kind == Kind::Open)
}

/// Reads the string at the front, or the end of the list: how many bytes it takes, and whether it
/// was the last.
fn one(bytes: &[u8], texts: &mut Texts) -> Result<(usize, bool), Pause> {
    let tag = xml::next_tag(bytes, 0)?.ok_or(Pause::More)?;
    match (tag.name, tag.kind) {
        (b"si", Kind::Open) => {
            let mut text = String::new();
            let used = rich::inside(bytes, tag.end, b"si", &mut text)?;
            texts.push(&text);
            Ok((used, false))
        }
        (b"si", Kind::Empty) => {
            texts.push("");
            Ok((tag.end, false))
        }
        (b"sst", Kind::Close) => Ok((tag.end, true)),
        // Extensions come behind the strings; calamine looks for strings in them.
        _ => Err(Pause::Odd("no string")),
    }
}
