//! Texts as spreadsheets keep them: plain (`<t>`), in runs of different looks (`<r>`), with
//! readings above the characters (`<rPh>`), and with escapes of their own (`_x000D_`).

use std::borrow::Cow;

use super::xml::{self, Kind, Pause};

/// Reads the inside of a text element up to `close`, all of it at hand or [`Pause::More`]. Appends
/// to `text`; returns where the bytes after `close` begin.
pub(super) fn inside(
    bytes: &[u8],
    from: usize,
    close: &[u8],
    text: &mut String,
) -> Result<usize, Pause> {
    let mut at = from;
    let mut reading_aid = false;
    loop {
        let tag = xml::next_tag(bytes, at)?.ok_or(Pause::More)?;
        if tag.behind_prefix().is_some() {
            return Err(Pause::Odd("prefix"));
        }
        at = tag.end;
        match (tag.name, tag.kind) {
            (name, Kind::Close) if name == close => return Ok(at),
            (b"rPh", kind) => reading_aid = kind == Kind::Open,
            (b"t", Kind::Open) => {
                let end = content_end(bytes, at)?;
                if !bytes[end..].starts_with(b"</t>") {
                    return Err(short_of(&bytes[end..], b"</t>"));
                }
                if !reading_aid {
                    let kept = tag.attribute(b"xml:space")? == Some(b"preserve");
                    run(&bytes[at..end], kept, text)?;
                }
                at = end + 4;
            }
            // Never two texts in one another.
            (b"si" | b"is" | b"sst" | b"c" | b"v", _) => return Err(Pause::Odd("text in text")),
            _ => {}
        }
    }
}

/// Where the next tag begins.
pub(super) fn content_end(bytes: &[u8], from: usize) -> Result<usize, Pause> {
    let rest = bytes.get(from..).ok_or(Pause::More)?;
    memchr::memchr(b'<', rest)
        .map(|length| from + length)
        .ok_or(Pause::More)
}

/// Incomplete where the bytes end within what is expected, else odd.
pub(super) fn short_of(bytes: &[u8], expected: &[u8]) -> Pause {
    if bytes.len() < expected.len() && expected.starts_with(bytes) {
        Pause::More
    } else {
        Pause::Odd("unexpected tag")
    }
}

fn run(raw: &[u8], kept: bool, text: &mut String) -> Result<(), Pause> {
    let resolved = plain(raw)?;
    let trimmed = if kept {
        &*resolved
    } else {
        resolved.trim_matches([' ', '\t', '\r', '\n'])
    };
    text.push_str(&unescaped(trimmed)?);
    Ok(())
}

/// Text between two tags, its references resolved.
pub(super) fn plain(raw: &[u8]) -> Result<Cow<'_, str>, Pause> {
    let raw = xml::utf8(raw)?;
    // XML knows one kind of line end.
    let raw = if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    };
    if raw.contains('&') {
        xml::resolved(&raw).map(Cow::Owned)
    } else {
        Ok(raw)
    }
}

/// Text without the `_xHHHH_` that stand for characters which XML cannot hold.
pub(super) fn unescaped(text: &str) -> Result<Cow<'_, str>, Pause> {
    if !text.contains("_x") {
        return Ok(Cow::Borrowed(text));
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match escape(rest) {
            Some(unit) => {
                // Halves of a character: libraries differ.
                plain.push(char::from_u32(unit).ok_or(Pause::Odd("surrogate"))?);
                rest = &rest[7..];
            }
            None => {
                plain.push('_');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Ok(Cow::Owned(plain))
}

fn escape(text: &str) -> Option<u32> {
    let bytes = text.as_bytes().get(..7)?;
    let hex = bytes.get(2..6)?;
    if bytes[6] != b'_' || !hex.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u32::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Result<String, Pause> {
        let mut text = String::new();
        inside(inner.as_bytes(), 0, b"si", &mut text).map(|_| text)
    }

    #[test]
    fn runs_are_joined_and_reading_aids_left_out() {
        for (inner, expected) in [
            ("<t>客户</t></si>", "客户"),
            ("<t> a </t></si>", "a"),
            ("<t xml:space=\"preserve\"> a </t></si>", " a "),
            (
                "<r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r></si>",
                "甲乙",
            ),
            (
                "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>とうきょう</t></rPh><phoneticPr/></si>",
                "東京",
            ),
            ("<t>a_x000D_b_x005F_x000D_</t></si>", "a\rb_x000D_"),
            ("<t>_xyz_x12_ &lt;&#20013;</t></si>", "_xyz_x12_ <中"),
            ("<t>a\r\nb\rc&#13;</t></si>", "a\nb\nc"),
            ("<t/></si>", ""),
            ("</si>", ""),
        ] {
            assert_eq!(read(inner).as_deref(), Ok(expected), "{inner}");
        }
    }

    #[test]
    fn what_is_cut_waits_and_what_is_strange_is_odd() {
        for cut in ["<t>客", "<t>a</t", "<t>a</t><", "<t>a</t></s"] {
            assert_eq!(read(cut), Err(Pause::More), "{cut}");
        }
        for odd in [
            "<t><![CDATA[a]]></t></si>",
            "<x:t>a</x:t></si>",
            "<t>a&nbsp;</t></si>",
            "<t>a<b/></t></si>",
        ] {
            assert!(matches!(read(odd), Err(Pause::Odd(_))), "{odd}");
        }
    }
}
