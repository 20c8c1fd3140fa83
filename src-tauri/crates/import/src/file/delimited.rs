use std::borrow::Cow;

use super::emit::{Emitter, Seen};
use crate::error::ImportError;

/// A quoted cell longer than a spreadsheet cell can be is a stray quote.
const LONGEST_CELL: usize = 32_767 * 3;

/// Cuts delimited text into rows. Own code, because rows must be numbered as a spreadsheet program
/// numbers them (blank lines count, line breaks inside quotes do not), the separator may be the
/// full-width comma, and an unclosed quote must not swallow the rest of the file.
pub(crate) struct Parser<'t> {
    text: &'t str,
    separator: char,
    at: usize,
}

impl<'t> Parser<'t> {
    pub(crate) fn new(text: &'t str, separator: char) -> Self {
        Self {
            text,
            separator,
            at: 0,
        }
    }

    /// The next row; a blank line is a row of one empty cell.
    pub(crate) fn next_row(&mut self) -> Option<Vec<Cow<'t, str>>> {
        let mut fields = Vec::new();
        self.row_into(&mut fields).then_some(fields)
    }

    /// The same into memory that is there already; false at the end.
    fn row_into(&mut self, fields: &mut Vec<Cow<'t, str>>) -> bool {
        fields.clear();
        if self.at >= self.text.len() {
            return false;
        }
        loop {
            let (field, ended) = self.field();
            fields.push(field);
            if ended {
                return true;
            }
        }
    }

    fn field(&mut self) -> (Cow<'t, str>, bool) {
        if self.text.as_bytes().get(self.at) == Some(&b'"')
            && let Some(quoted) = self.quoted()
        {
            return quoted;
        }
        let start = self.at;
        let end = self.next_stop(start);
        self.at = end;
        (Cow::Borrowed(&self.text[start..end]), self.step())
    }

    /// A field in quotes; `None` when the quote is never closed. Anything between the closing
    /// quote and the separator is kept as text.
    fn quoted(&mut self) -> Option<(Cow<'t, str>, bool)> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut close = start;
        let mut doubled = false;
        loop {
            close += bytes.get(close..)?.iter().position(|byte| *byte == b'"')?;
            if close - start > LONGEST_CELL {
                return None;
            }
            if bytes.get(close + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            close += 2;
        }
        let inside = &self.text[start..close];
        let rest_end = self.next_stop(close + 1);
        let rest = &self.text[close + 1..rest_end];
        let field = match (doubled, rest.trim().is_empty()) {
            (false, true) => Cow::Borrowed(inside),
            (_, plain) => {
                let inside = inside.replace("\"\"", "\"");
                Cow::Owned(if plain { inside } else { inside + rest })
            }
        };
        self.at = rest_end;
        Some((field, self.step()))
    }

    /// Where the next separator or line end stands.
    fn next_stop(&self, from: usize) -> usize {
        let mut buffer = [0; 4];
        let separator = self.separator.encode_utf8(&mut buffer).as_bytes();
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(found) = memchr::memchr3(b'\n', b'\r', separator[0], &bytes[at..]) {
            at += found;
            // The first byte of the full-width comma begins other characters too.
            if matches!(bytes[at], b'\n' | b'\r') || bytes[at..].starts_with(separator) {
                return at;
            }
            at += 1;
        }
        bytes.len()
    }

    /// Steps over the separator or the line end; true at the end of the row.
    fn step(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(b"\r\n") {
            self.at += 2;
            true
        } else if rest
            .first()
            .is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
        {
            self.at += 1;
            true
        } else if rest.is_empty() {
            true
        } else {
            self.at += self.separator.len_utf8();
            false
        }
    }
}

/// Sends the rows of a text as one sheet; `far` is told the byte that has been reached.
pub(crate) fn send(
    text: &str,
    name: &str,
    emitter: &mut Emitter,
    far: &dyn Fn(usize),
) -> Result<(), ImportError> {
    let whole = text.len();
    let (separator, text, skipped) = declared(text);
    let parted = separator
        .is_none()
        .then(|| super::separator::blanks_as_tabs(text));
    let parted = parted.flatten();
    let text = parted.as_deref().unwrap_or(text);
    let separator = separator.unwrap_or_else(|| super::separator::sniff(text));
    let mut parser = Parser::new(text, separator);
    let mut row = skipped;
    emitter.begin_sheet(0, name, false)?;
    let noisy = memchr::memchr(0, text.as_bytes()).is_some();
    let mut fields = Vec::new();
    while parser.row_into(&mut fields) {
        row += 1;
        for (column, field) in fields.iter().enumerate() {
            let field = if noisy {
                clean(field)
            } else {
                Cow::Borrowed(&**field)
            };
            if !field.is_empty() {
                emitter.cell(row, column as u32, Seen::Text(&field))?;
            }
        }
        if row % 1_000 == 0 {
            far(whole - text.len() + parser.at);
        }
        if emitter.is_full() {
            break;
        }
    }
    far(whole);
    emitter.end_sheet(Vec::new())
}

/// Excel's `sep=;` line names the separator; it is a row of the file, but not of the table.
fn declared(text: &str) -> (Option<char>, &str, u32) {
    let line_end = text.find(['\r', '\n']).unwrap_or(text.len());
    match text[..line_end]
        .strip_prefix("sep=")
        .map(|rest| rest.chars().collect::<Vec<_>>())
    {
        Some(found) if found.len() == 1 => {
            let rest = &text[line_end..];
            let rest = rest.strip_prefix("\r\n").or(rest.get(1..)).unwrap_or(rest);
            (Some(found[0]), rest, 1)
        }
        _ => (None, text, 0),
    }
}

/// NUL bytes of database exports are noise in a cell.
fn clean(field: &str) -> Cow<'_, str> {
    if field.contains('\0') {
        Cow::Owned(field.replace('\0', ""))
    } else {
        Cow::Borrowed(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut parser = Parser::new(text, ',');
        let mut rows = Vec::new();
        while let Some(row) = parser.next_row() {
            rows.push(row.into_iter().map(Cow::into_owned).collect());
        }
        rows
    }

    #[test]
    fn quotes_breaks_and_line_ends() {
        assert_eq!(
            rows("a,b\r\n\"x, \"\"y\"\"\nz\",2"),
            [["a", "b"], ["x, \"y\"\nz", "2"]]
        );
        assert_eq!(rows("a,b\r1,2\r"), [["a", "b"], ["1", "2"]]);
        assert_eq!(rows("a\n\nb"), [["a"], [""], ["b"]]);
        assert_eq!(rows("a,\n"), [["a", ""]]);
    }

    #[test]
    fn a_stray_quote_does_not_swallow_the_file() {
        assert_eq!(rows("\"5 inch,1\nb,2"), [["\"5 inch", "1"], ["b", "2"]]);
        assert_eq!(rows("\"a\"b,1"), [["ab", "1"]]);
    }
}
