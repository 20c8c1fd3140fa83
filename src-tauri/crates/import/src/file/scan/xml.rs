//! Just enough XML: tags and attributes of what spreadsheet programs write.

/// Why a piece cannot be read from the bytes at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pause {
    /// The piece goes on beyond them.
    More,
    /// It is not written as expected.
    Odd(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    /// `<a/>`: open and close in one.
    Empty,
}

/// A tag: `<name attributes>`.
#[derive(Debug)]
pub(super) struct Tag<'b> {
    pub name: &'b [u8],
    attributes: &'b [u8],
    pub kind: Kind,
    /// Where the bytes after it begin.
    pub end: usize,
}

impl<'b> Tag<'b> {
    /// Opens, whether or not it closes at once.
    pub(super) fn opens(&self, name: &[u8]) -> bool {
        self.kind != Kind::Close && self.name == name
    }

    pub(super) fn closes(&self, name: &[u8]) -> bool {
        self.kind == Kind::Close && self.name == name
    }

    /// The name behind its prefix, if it has one.
    pub(super) fn behind_prefix(&self) -> Option<&'b [u8]> {
        let colon = self.name.iter().position(|byte| *byte == b':')?;
        self.name.get(colon + 1..)
    }

    /// An attribute as it is written; one that stands twice is odd.
    pub(super) fn attribute(&self, wanted: &[u8]) -> Result<Option<&'b [u8]>, Pause> {
        let mut found = None;
        let mut at = 0;
        while let Some((name, value, next)) = attribute(self.attributes, at)? {
            if name == wanted && found.replace(value).is_some() {
                return Err(Pause::Odd("attribute twice"));
            }
            at = next;
        }
        Ok(found)
    }

    /// The same as text, its references resolved.
    pub(super) fn text(&self, wanted: &[u8]) -> Result<Option<String>, Pause> {
        let Some(raw) = self.attribute(wanted)? else {
            return Ok(None);
        };
        let raw = utf8(raw)?;
        // XML turns these into blanks, libraries do not agree when.
        if raw.contains(['\n', '\r', '\t']) {
            return Err(Pause::Odd("white space in an attribute"));
        }
        resolved(raw).map(Some)
    }

    pub(super) fn every_attribute(
        &self,
        mut visit: impl FnMut(&'b [u8], &'b [u8]),
    ) -> Result<(), Pause> {
        let mut at = 0;
        while let Some((name, value, next)) = attribute(self.attributes, at)? {
            visit(name, value);
            at = next;
        }
        Ok(())
    }
}

/// Name, value, and where the bytes after it begin.
type Attribute<'b> = (&'b [u8], &'b [u8], usize);

/// The next attribute of a list that is wholly at hand: name, value, where the next begins.
fn attribute(bytes: &[u8], from: usize) -> Result<Option<Attribute<'_>>, Pause> {
    let at = skip_blank(bytes, from);
    if at == bytes.len() {
        return Ok(None);
    }
    next_attribute(bytes, at)
        .map(Some)
        .map_err(|_| Pause::Odd("attribute"))
}

/// The attribute that begins at `from`: name, value, where the bytes after it begin.
pub(super) fn next_attribute(bytes: &[u8], from: usize) -> Result<Attribute<'_>, Pause> {
    let mut at = from;
    loop {
        match bytes.get(at) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b':' | b'_' | b'-' | b'.' | b'0'..=b'9') => at += 1,
            Some(b'=') if at > from => break,
            Some(_) => return Err(Pause::Odd("attribute")),
            None => return Err(Pause::More),
        }
    }
    let quote = match bytes.get(at + 1) {
        Some(quote @ (b'"' | b'\'')) => *quote,
        Some(_) => return Err(Pause::Odd("attribute without quotes")),
        None => return Err(Pause::More),
    };
    let begin = at + 2;
    let mut end = begin;
    loop {
        match bytes.get(end) {
            Some(byte) if *byte == quote => break,
            Some(b'<') => return Err(Pause::Odd("< in an attribute")),
            Some(_) => end += 1,
            None => return Err(Pause::More),
        }
    }
    Ok((&bytes[from..at], &bytes[begin..end], end + 1))
}

pub(super) fn skip_blank(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let blank = |byte: &u8| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    from + rest.iter().position(blank).unwrap_or(rest.len())
}

/// The next tag from `from` on; text in between is passed over, as are processing instructions.
/// `None` at the end of the bytes.
pub(super) fn next_tag(bytes: &[u8], from: usize) -> Result<Option<Tag<'_>>, Pause> {
    let mut from = from;
    loop {
        let Some(start) = bytes
            .get(from..)
            .and_then(|rest| memchr::memchr(b'<', rest))
        else {
            return Ok(None);
        };
        let start = from + start;
        match bytes.get(start + 1) {
            Some(b'?') => {
                let rest = &bytes[start..];
                let end = memchr::memmem::find(rest, b"?>").ok_or(Pause::More)?;
                from = start + end + 2;
            }
            Some(b'!') => return Err(Pause::Odd("comment or declaration")),
            Some(_) => return tag(bytes, start).map(Some),
            None => return Err(Pause::More),
        }
    }
}

/// The tag whose `<` stands at `start`.
fn tag(bytes: &[u8], start: usize) -> Result<Tag<'_>, Pause> {
    let mut at = start + 1;
    let closing = bytes.get(at) == Some(&b'/');
    at += usize::from(closing);
    let name = at;
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t' | b'>' | b'/') => break,
            Some(b'<' | b'"' | b'\'') => return Err(Pause::Odd("tag")),
            Some(_) => at += 1,
            None => return Err(Pause::More),
        }
    }
    let attributes = at;
    let mut quote = None;
    loop {
        let byte = *bytes.get(at).ok_or(Pause::More)?;
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => break,
            None if byte == b'<' => return Err(Pause::Odd("tag")),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
        at += 1;
    }
    let empty = bytes[at - 1] == b'/' && at > attributes;
    if closing && at > attributes {
        return Err(Pause::Odd("end tag"));
    }
    let kind = match (closing, empty) {
        (true, true) => return Err(Pause::Odd("tag")),
        (true, false) => Kind::Close,
        (false, true) => Kind::Empty,
        (false, false) => Kind::Open,
    };
    let name = &bytes[name..attributes];
    if name.is_empty() {
        return Err(Pause::Odd("tag"));
    }
    Ok(Tag {
        name,
        attributes: &bytes[attributes..at - usize::from(empty)],
        kind,
        end: at + 1,
    })
}

pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Pause> {
    std::str::from_utf8(bytes).map_err(|_| Pause::Odd("not UTF-8"))
}

/// Text with its references (`&amp;`, `&#10;`) resolved.
pub(super) fn resolved(raw: &str) -> Result<String, Pause> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(';').ok_or(Pause::Odd("reference"))?;
        text.push(reference(&rest[..end])?);
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    Ok(text)
}

fn reference(name: &str) -> Result<char, Pause> {
    let odd = Pause::Odd("reference");
    let number = |digits: &str, radix| {
        let plain = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        plain
            .then(|| u32::from_str_radix(digits, radix).ok())
            .flatten()
            .filter(|code| *code != 0)
            .and_then(char::from_u32)
            .ok_or(odd)
    };
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match name.strip_prefix('#') {
            Some(code) => match code.strip_prefix('x') {
                Some(hex) => number(hex, 16),
                None => number(code, 10),
            },
            None => Err(odd),
        },
    }
}

/// Passes over the XML declaration at the front. Anything but UTF-8 is odd.
pub(super) fn prologue(bytes: &[u8]) -> Result<usize, Pause> {
    let from = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let rest = &bytes[from..];
    if !rest.starts_with(b"<") {
        return Err(Pause::Odd("no XML"));
    }
    if !rest.starts_with(b"<?xml") {
        return Ok(from);
    }
    let end = memchr::memmem::find(rest, b"?>").ok_or(Pause::More)?;
    let head = rest[..end].to_ascii_lowercase();
    if let Some(at) = memchr::memmem::find(&head, b"encoding") {
        let named = &head[at..];
        if memchr::memmem::find(named, b"utf-8").is_none() {
            return Err(Pause::Odd("encoding"));
        }
    }
    Ok(from + end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_told_apart() {
        let bytes = b"<?xml version='1.0'?><a x=\"1>2\" y='z'/><b></b>";
        let first = next_tag(bytes, 0).ok().flatten();
        let Some(tag) = first else { panic!("no tag") };
        assert_eq!((tag.name, tag.kind), (&b"a"[..], Kind::Empty));
        assert_eq!(tag.attribute(b"x"), Ok(Some(&b"1>2"[..])));
        assert_eq!(tag.attribute(b"y"), Ok(Some(&b"z"[..])));
        assert_eq!(tag.attribute(b"w"), Ok(None));
        let second = next_tag(bytes, tag.end).ok().flatten();
        assert!(second.is_some_and(|tag| tag.opens(b"b")));
    }

    #[test]
    fn what_goes_on_beyond_the_bytes_waits_and_what_is_strange_is_odd() {
        for cut in ["<a x=\"1", "<a", "<", "<?xml "] {
            assert_eq!(
                next_tag(cut.as_bytes(), 0).err(),
                Some(Pause::More),
                "{cut}"
            );
        }
        for odd in ["<!-- -->", "<![CDATA[x]]>", "<a <b>", "</a/>", "</a b>"] {
            assert!(
                matches!(next_tag(odd.as_bytes(), 0), Err(Pause::Odd(_))),
                "{odd}"
            );
        }
    }

    #[test]
    fn references_are_resolved_and_unknown_ones_are_odd() {
        assert_eq!(resolved("a&amp;b&#10;&#x4e2d;"), Ok("a&b\n中".to_owned()));
        for odd in ["&nbsp;", "&amp", "&#0;", "&#xD800;", "&#+5;"] {
            assert!(resolved(odd).is_err(), "{odd}");
        }
    }
}
