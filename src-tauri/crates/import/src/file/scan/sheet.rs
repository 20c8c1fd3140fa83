//! A worksheet: what stands before its rows, the rows, and the merged regions behind them.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::cells::{self, Place, Step, Value};
use super::styles::Shown;
use super::window::Window;
use super::xml::{self, Kind, Pause};
use super::{Book, Trouble, rich, values};
use crate::cell::Merge;
use crate::error::ImportError;
use crate::file::emit::{Emitter, Seen};
use crate::file::spreadsheet::moment;

/// Sends the cells of a sheet that has been begun; its merged regions.
pub(super) fn send(
    window: &mut Window,
    book: &Book,
    emitter: &mut Emitter,
) -> Result<Vec<Merge>, Trouble> {
    if !begin(window)? {
        return merges(window);
    }
    let mut walk = Walk {
        book,
        emitter,
        row: 0,
        column: 0,
        within: false,
        last: 0,
        moment: None,
    };
    if walk.rows(window)? {
        merges(window)
    } else {
        Ok(Vec::new())
    }
}

/// Goes to the first row; false when the sheet has none.
fn begin(window: &mut Window) -> Result<bool, Trouble> {
    let from = window.take(|bytes| match bytes.len() {
        0..3 => Err(Pause::More),
        _ => xml::prologue(bytes),
    })?;
    window.pass(from);
    loop {
        let (end, found) = window.take(|bytes| {
            let tag = xml::next_tag(bytes, 0)?.ok_or(Pause::More)?;
            if tag.behind_prefix() == Some(b"sheetData") {
                return Err(Pause::Odd("prefix"));
            }
            if tag.opens(b"dimension") {
                extent(tag.attribute(b"ref")?.ok_or(Pause::Odd("dimension"))?)?;
            }
            let found = (tag.name == b"sheetData").then_some(tag.kind);
            Ok((tag.end, found))
        })?;
        window.pass(end);
        match found {
            None => {}
            Some(Kind::Open) => return Ok(true),
            Some(_) => return Ok(false),
        }
    }
}

/// A region such as `A1:C3`, or a single cell.
fn extent(text: &[u8]) -> Result<Merge, Pause> {
    let odd = Pause::Odd("region");
    let mut ends = text.split(|byte| *byte == b':');
    let first = ends.next().and_then(values::reference).ok_or(odd)?;
    let last = match ends.next() {
        Some(last) => values::reference(last).ok_or(odd)?,
        None => first,
    };
    if ends.next().is_some() || last.0 < first.0 || last.1 < first.1 {
        return Err(odd);
    }
    Ok(Merge {
        top: first.0,
        left: first.1,
        bottom: last.0,
        right: last.1,
    })
}

/// Reads the merged regions in what follows the rows. What breaks there loses them only.
fn merges(window: &mut Window) -> Result<Vec<Merge>, Trouble> {
    let mut merges = Vec::new();
    let mut within = false;
    loop {
        let mut used = 0;
        loop {
            match xml::next_tag(window.rest(), used) {
                Ok(Some(tag)) => {
                    if tag.behind_prefix() == Some(b"mergeCells") {
                        return Err(Trouble::Odd("prefix"));
                    }
                    if tag.closes(b"mergeCells") {
                        return Ok(merges);
                    }
                    // calamine loses all regions where another element stands among them.
                    if within && tag.name != b"mergeCell" {
                        return Err(Trouble::Odd("among the regions"));
                    }
                    within |= tag.opens(b"mergeCells") && tag.kind == Kind::Open;
                    if within
                        && tag.opens(b"mergeCell")
                        && let Some(region) = tag.attribute(b"ref")?
                    {
                        merges.push(extent(region)?);
                    }
                    used = tag.end;
                }
                Ok(None) | Err(Pause::More) => break,
                Err(Pause::Odd(why)) => return Err(Trouble::Odd(why)),
            }
        }
        window.pass(used);
        match window.more() {
            Ok(true) => {}
            Ok(false) if !within => return Ok(merges),
            // calamine reads the rows without minding what is broken behind them.
            _ => return Ok(Vec::new()),
        }
    }
}

struct Walk<'a, 'e> {
    book: &'a Book,
    emitter: &'a mut Emitter<'e>,
    /// Number of the current or the next row (1-based, when it says none), and the next column.
    row: u32,
    column: u32,
    within: bool,
    last: u32,
    /// The date read last: an order book says each of them many times in a row.
    moment: Option<(f64, Seen<'static>)>,
}

impl Walk<'_, '_> {
    /// Walks through the rows; false when the sheet is longer than the limit.
    fn rows(&mut self, window: &mut Window) -> Result<bool, Trouble> {
        self.row = 1;
        loop {
            let mut used = 0;
            let outcome = self.over(window.rest(), &mut used);
            window.pass(used);
            match outcome? {
                Reached::End => return Ok(true),
                Reached::Limit => return Ok(false),
                Reached::Edge => {
                    if !window.more()? {
                        return Err(Trouble::Odd("ends early"));
                    }
                    self.emitter.tell()?;
                }
            }
        }
    }

    fn over(&mut self, bytes: &[u8], used: &mut usize) -> Result<Reached, Trouble> {
        loop {
            let (step, length) = match cells::step(&bytes[*used..]) {
                Ok(found) => found,
                Err(Pause::More) => return Ok(Reached::Edge),
                Err(Pause::Odd(why)) => return Err(Trouble::Odd(why)),
            };
            *used += length;
            match step {
                Step::Cell(place, value) => {
                    self.cell(place, &value)?;
                    if self.emitter.is_full() {
                        return Ok(Reached::Limit);
                    }
                }
                Step::Row(number, empty) => self.begin_row(number, empty)?,
                Step::RowEnd => self.end_row()?,
                Step::End if self.within => return Err(Trouble::Odd("row without end")),
                Step::End => return Ok(Reached::End),
            }
        }
    }

    fn begin_row(&mut self, number: Option<u32>, empty: bool) -> Result<(), Trouble> {
        if self.within {
            return Err(Trouble::Odd("row in a row"));
        }
        self.row = number.unwrap_or(self.row);
        if self.row <= self.last {
            return Err(Trouble::Odd("rows out of order"));
        }
        self.last = self.row;
        self.within = true;
        self.column = 0;
        if empty { self.end_row() } else { Ok(()) }
    }

    fn end_row(&mut self) -> Result<(), Trouble> {
        if !self.within {
            return Err(Trouble::Odd("end without a row"));
        }
        self.within = false;
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, place: Place, value: &Value) -> Result<(), Trouble> {
        let (row, column) = place.at.unwrap_or((self.row, self.column));
        if !self.within || row != self.row || column < self.column {
            return Err(Trouble::Odd("cells out of order"));
        }
        self.column = column + 1;
        let text;
        let seen = match value {
            Value::Nothing => return Ok(()),
            Value::Shared(index) => {
                let id = self.book.texts.id(*index);
                Seen::Known(id.ok_or(Trouble::Odd("string index"))?)
            }
            Value::Number(number) => self.number(*number, place.style),
            Value::Bool(flag) => Seen::Bool(*flag),
            Value::Error(name) => Seen::Error(name),
            Value::Inline(inline) => Seen::Text(inline),
            Value::Text(raw) => {
                text = rich::unescaped(&rich::plain(raw)?)?.into_owned();
                Seen::Text(&text)
            }
        };
        self.put(row, column, seen)
    }

    fn put(&mut self, row: u32, column: u32, seen: Seen) -> Result<(), Trouble> {
        let sent: Result<(), ImportError> = self.emitter.cell(row, column, seen);
        Ok(sent?)
    }

    fn number(&mut self, number: f64, style: Option<u32>) -> Seen<'static> {
        let shown = style.map_or(Shown::Number, |style| {
            self.book.styles.shown(style as usize)
        });
        let read = |kind| moment(ExcelDateTime::new(number, kind, self.book.is_1904));
        match (shown, self.moment) {
            (Shown::Number, _) => Seen::Number(number),
            (Shown::Duration, _) => read(ExcelDateTimeType::TimeDelta),
            (Shown::Moment, Some((known, seen))) if known == number => seen,
            (Shown::Moment, _) => {
                let seen = read(ExcelDateTimeType::DateTime);
                self.moment = Some((number, seen));
                seen
            }
        }
    }
}

/// Why the walk over the bytes at hand ended.
enum Reached {
    /// More bytes are needed.
    Edge,
    /// The end of the rows.
    End,
    /// The limit of rows.
    Limit,
}
