//! Which cell styles show their numbers as dates.

use std::collections::BTreeMap;

use super::Trouble;
use super::package::tags;
use super::xml::{self, Kind, Pause, Tag};

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    #[default]
    Number,
    Moment,
    /// `[h]:mm`: hours of a duration, not of a day.
    Duration,
}

/// What each cell style shows, by its position.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Shown>);

impl Styles {
    pub(super) fn shown(&self, style: usize) -> Shown {
        self.0.get(style).copied().unwrap_or_default()
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Styles, Trouble> {
    let mut formats = BTreeMap::new();
    let mut shown = Vec::new();
    let mut inside = Inside::Other;
    let wanted: &[&[u8]] = &[b"styleSheet", b"numFmts", b"numFmt", b"cellXfs", b"xf"];
    tags(bytes, wanted, |tag| {
        match tag.name {
            b"numFmts" => inside = Inside::of(tag, Inside::Formats),
            b"cellXfs" => inside = Inside::of(tag, Inside::Cells),
            b"numFmt" if inside == Inside::Formats && tag.kind != Kind::Close => {
                let id = tag.attribute(b"numFmtId")?.map(<[u8]>::to_vec);
                if let (Some(id), Some(code)) = (id, tag.text(b"formatCode")?) {
                    formats.insert(id, code);
                }
            }
            b"xf" if inside == Inside::Cells && tag.kind != Kind::Close => {
                shown.push(of_style(tag, &formats)?);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(Styles(shown))
}

#[derive(PartialEq)]
enum Inside {
    Other,
    Formats,
    Cells,
}

impl Inside {
    fn of(tag: &Tag, place: Self) -> Self {
        match tag.kind {
            Kind::Open => place,
            Kind::Close | Kind::Empty => Self::Other,
        }
    }
}

fn of_style(tag: &Tag, formats: &BTreeMap<Vec<u8>, String>) -> Result<Shown, Pause> {
    let Some(id) = tag.attribute(b"numFmtId")? else {
        return Ok(Shown::Number);
    };
    Ok(match formats.get(id) {
        Some(code) => of_code(code),
        None => built_in(xml::utf8(id)?),
    })
}

/// The formats that need no code (ECMA-376 §18.8.30). 27–36 and 50–58 are the Chinese, Japanese
/// and Korean dates and times.
fn built_in(id: &str) -> Shown {
    let plain = id.bytes().all(|byte| byte.is_ascii_digit()) && !id.starts_with('0');
    match id.parse() {
        Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) if plain => Shown::Moment,
        Ok(46_u32) if plain => Shown::Duration,
        _ => Shown::Number,
    }
}

/// What a format code shows: the first of its sections decides; quoted, escaped and bracketed
/// characters do not count, except `[h]`, `[m]` and `[s]`, which make a duration.
fn of_code(code: &str) -> Shown {
    let mut reader = Code::default();
    for character in code.chars() {
        if let Some(shown) = reader.next(character) {
            return shown;
        }
        reader.before = character;
    }
    Shown::Number
}

struct Code {
    escaped: bool,
    quoted: bool,
    /// Depth of square brackets.
    brackets: u8,
    /// Within brackets only repetitions of h, m or s so far.
    clock: bool,
    /// After the `a` of `am/pm`.
    half_day: bool,
    before: char,
}

impl Default for Code {
    fn default() -> Self {
        Self {
            escaped: false,
            quoted: false,
            brackets: 0,
            clock: false,
            half_day: false,
            before: ' ',
        }
    }
}

impl Code {
    fn next(&mut self, character: char) -> Option<Shown> {
        if self.escaped {
            self.escaped = false;
            return None;
        }
        match character {
            // The next character is a literal, a width or a filling.
            '_' | '\\' | '*' => self.escaped = true,
            '"' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            ';' => return Some(Shown::Number),
            '[' => self.brackets = self.brackets.saturating_add(1),
            ']' if self.brackets == 1 && self.clock => return Some(Shown::Duration),
            ']' => self.brackets = self.brackets.saturating_sub(1),
            _ => return self.letter(character),
        }
        None
    }

    fn letter(&mut self, character: char) -> Option<Shown> {
        let small = character.to_ascii_lowercase();
        match (small, self.half_day, self.brackets) {
            ('a', false, 0) => self.half_day = true,
            ('p' | 'm' | '/', true, 0) => return Some(Shown::Moment),
            ('d' | 'm' | 'h' | 'y' | 's', false, 0) => return Some(Shown::Moment),
            _ if self.clock && character.eq_ignore_ascii_case(&self.before) => {}
            _ => self.clock = self.before == '[' && matches!(small, 'm' | 'h' | 's'),
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_dates_are_dates_and_amounts_are_not() {
        for code in [
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy\\-mm",
            "h:mm AM/PM",
            "上午/下午hh\"时\"",
            "[DBNum1]m月d日",
        ] {
            assert_eq!(of_code(code), Shown::Moment, "{code}");
        }
        for code in [
            "0.00",
            "¥#,##0.00;[Red]-¥#,##0.00",
            "General",
            "0\"万 day\"",
            "#,##0_y",
            "[$¥-804]#,##0",
            "@",
        ] {
            assert_eq!(of_code(code), Shown::Number, "{code}");
        }
        for code in ["[h]:mm", "[mm]:ss", "[>=1][Red][s].0"] {
            assert_eq!(of_code(code), Shown::Duration, "{code}");
        }
        assert_eq!(
            (built_in("31"), built_in("57"), built_in("4")),
            (Shown::Moment, Shown::Moment, Shown::Number)
        );
    }
}
