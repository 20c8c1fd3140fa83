//! Setting text: cleaning, measuring, line breaking, justification.

use std::cell::RefCell;
use std::collections::BTreeSet;

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use records::Lang;
use unicode_normalization::UnicodeNormalization;

use crate::fonts::Fonts;
use crate::page::{Color, Face, Item, Text};

/// Printed in place of a character that no face has.
const TOFU: char = '□';
/// CJK radicals supplement that spreadsheets copied from PDFs contain, and the characters meant.
const RADICALS: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻢', '马'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub face: Face,
    pub size: f32,
    pub color: Color,
}

impl Style {
    pub fn regular(size: f32, color: Color) -> Self {
        Self {
            face: Face::Regular,
            size,
            color,
        }
    }

    pub fn bold(size: f32, color: Color) -> Self {
        Self {
            face: Face::Bold,
            size,
            color,
        }
    }
}

/// A set line: runs at their distance from the left edge.
pub(crate) struct Line {
    pub runs: Vec<Text>,
    pub width: f32,
}

/// Sets text in the embedded faces and remembers what they lack.
pub(crate) struct Typesetter<'a> {
    pub fonts: &'a Fonts,
    lang: Lang,
    segmenter: LineSegmenterBorrowed<'static>,
    missing: RefCell<BTreeSet<char>>,
}

impl<'a> Typesetter<'a> {
    pub fn new(fonts: &'a Fonts, lang: Lang) -> Self {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        Self {
            fonts,
            lang,
            segmenter: LineSegmenter::new_for_non_complex_scripts(options),
            missing: RefCell::default(),
        }
    }

    pub fn missing(&self) -> BTreeSet<char> {
        self.missing.borrow().clone()
    }

    /// The text as it can be printed: radicals folded, no-break spaces plain, controls gone,
    /// □ for what no face has.
    pub fn clean(&self, text: &str) -> String {
        let latin = self.lang == Lang::En;
        let plain = |character| {
            if latin {
                latin_mark(character)
            } else {
                character
            }
        };
        text.chars()
            .flat_map(fold)
            .map(plain)
            .map(|character| self.printable(character))
            .collect()
    }

    fn printable(&self, character: char) -> char {
        if self.fonts.face(Face::Regular).glyph(character).is_some() {
            return character;
        }
        self.missing.borrow_mut().insert(character);
        TOFU
    }

    pub fn width(&self, text: &str, style: Style) -> f32 {
        self.fonts.face(style.face).width(text, style.size)
    }

    /// One run at a place.
    pub fn run(&self, x: f32, y: f32, text: &str, style: Style) -> Item {
        Item::Text(self.text(x, y, &self.clean(text), style))
    }

    fn text(&self, x: f32, y: f32, clean: &str, style: Style) -> Text {
        Text {
            x,
            y,
            size: style.size,
            face: style.face,
            color: style.color,
            text: clean.to_owned(),
            spacing: 0.0,
            width: self.width(clean, style),
        }
    }

    /// The text cut with an ellipsis to fit a width.
    pub fn fitted(&self, text: &str, style: Style, width: f32) -> String {
        let clean = self.clean(text);
        if self.width(&clean, style) <= width {
            return clean;
        }
        let mut kept: Vec<char> = clean.chars().collect();
        loop {
            kept.pop();
            let cut: String = kept.iter().collect::<String>().trim_end().to_owned() + "…";
            if kept.is_empty() || self.width(&cut, style) <= width {
                return cut;
            }
        }
    }

    /// Lines of a paragraph no wider than `width`. [`crate::voice::BOLD`] switches bold. With `justify`, all
    /// lines but the last end at the right edge.
    pub fn lines(&self, text: &str, style: Style, width: f32, justify: bool) -> Vec<Line> {
        text.split('\n')
            .flat_map(|part| self.paragraph(part, style, width, justify))
            .collect()
    }

    fn paragraph(&self, text: &str, style: Style, width: f32, justify: bool) -> Vec<Line> {
        let glyphs = self.glyphs(text, style);
        let plain: String = glyphs.iter().map(|glyph| glyph.character).collect();
        let breaks = breaks(&self.segmenter, &plain);
        let mut lines = Vec::new();
        let mut start = 0;
        while start < glyphs.len() {
            let end = line_end(&glyphs, &breaks, start, width);
            let last = end == glyphs.len();
            let mut visible = end;
            while visible > start && glyphs[visible - 1].character == ' ' {
                visible -= 1;
            }
            let slack = if justify && !last { Some(width) } else { None };
            lines.push(self.line(&glyphs[start..visible], style, slack));
            start = end;
            while start < glyphs.len() && glyphs[start].character == ' ' {
                start += 1;
            }
        }
        if lines.is_empty() {
            lines.push(Line {
                runs: Vec::new(),
                width: 0.0,
            });
        }
        lines
    }

    fn glyphs(&self, text: &str, style: Style) -> Vec<Glyph> {
        let mut bold = style.face == Face::Bold;
        let mut glyphs = Vec::new();
        for (at, part) in text.split(crate::voice::BOLD).enumerate() {
            if at > 0 {
                bold = !bold;
            }
            let face = if bold { Face::Bold } else { Face::Regular };
            for character in self.clean(part).chars() {
                let width = self
                    .fonts
                    .face(face)
                    .width(character.encode_utf8(&mut [0; 4]), style.size);
                glyphs.push(Glyph {
                    character,
                    face,
                    width,
                });
            }
        }
        glyphs
    }

    fn line(&self, glyphs: &[Glyph], style: Style, full: Option<f32>) -> Line {
        let natural: f32 = glyphs.iter().map(|glyph| glyph.width).sum();
        let gaps = glyphs
            .windows(2)
            .filter(|pair| stretches(pair[0], pair[1]))
            .count();
        // Below four fifths of the measure a stretched line looks torn: leave it ragged.
        let extra = match full {
            Some(width) if gaps > 0 && natural > width * 0.8 => (width - natural) / gaps as f32,
            _ => 0.0,
        };
        let mut runs: Vec<Text> = Vec::new();
        let mut x = 0.0;
        for (at, glyph) in glyphs.iter().enumerate() {
            let gap = glyphs
                .get(at + 1)
                .is_some_and(|next| stretches(*glyph, *next));
            let spacing = if gap { extra } else { 0.0 };
            match runs.last_mut() {
                Some(run) if run.face == glyph.face && (run.spacing - spacing).abs() < 1e-4 => {
                    run.text.push(glyph.character);
                    run.width += glyph.width + spacing;
                }
                _ => {
                    let mut run = self.text(
                        x,
                        0.0,
                        "",
                        Style {
                            face: glyph.face,
                            ..style
                        },
                    );
                    run.text.push(glyph.character);
                    run.spacing = spacing;
                    run.width = glyph.width + spacing;
                    runs.push(run);
                }
            }
            x += glyph.width + spacing;
        }
        Line { runs, width: x }
    }
}

#[derive(Clone, Copy)]
struct Glyph {
    character: char,
    face: Face,
    width: f32,
}

/// The face draws curly quotes as wide as a Han character: English takes the straight ones.
fn latin_mark(character: char) -> char {
    match character {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        other => other,
    }
}

fn fold(character: char) -> Vec<char> {
    match character {
        '\u{2E80}'..='\u{2EFF}' => {
            let meant = RADICALS.iter().find(|(radical, _)| *radical == character);
            vec![meant.map_or(character, |(_, meant)| *meant)]
        }
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => {
            std::iter::once(character).nfkc().collect()
        }
        '\u{A0}' | '\u{202F}' | '\t' => vec![' '],
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' => vec![],
        control if control.is_control() => vec![' '],
        other => vec![other],
    }
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Between Han characters or at a space a justified line may grow.
fn stretches(left: Glyph, right: Glyph) -> bool {
    let gap =
        |character| is_han(character) || matches!(character, '“' | '”' | '‘' | '’' | '—' | '…');
    left.character == ' ' || gap(left.character) || gap(right.character) && right.character != ' '
}

/// Character positions where a line may end, by UAX 14 strict and a few rules of ours.
fn breaks(segmenter: &LineSegmenterBorrowed<'static>, text: &str) -> Vec<bool> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut allowed = vec![false; characters.len() + 1];
    let mut found = segmenter.segment_str(text).peekable();
    for (at, (byte, _)) in characters.iter().enumerate() {
        while found.next_if(|position| position < byte).is_some() {}
        allowed[at] = found.peek() == Some(byte);
    }
    for at in 1..characters.len() {
        let (left, right) = (characters[at - 1].1, characters[at].1);
        if let Some(rule) = our_rule(left, right) {
            allowed[at] = rule;
        }
    }
    allowed[characters.len()] = true;
    allowed[0] = false;
    allowed
}

/// Our word on a break between two characters, where UAX 14 has it wrong for Chinese.
fn our_rule(left: char, right: char) -> Option<bool> {
    const NEVER_FIRST: &str = "，。、；：？！）》〉」』】〕％‰·～~—…”’,.;:?!)%]}";
    const NEVER_LAST: &str = "（《〈「『【〔“‘([{￥¥$§#";
    if NEVER_LAST.contains(left) || NEVER_FIRST.contains(right) {
        return Some(false);
    }
    if matches!(right, '“' | '‘') && (is_han(left) || "，。、；：".contains(left)) {
        return Some(true);
    }
    if matches!(left, '”' | '’') && is_han(right) {
        return Some(true);
    }
    None
}

fn line_end(glyphs: &[Glyph], breaks: &[bool], start: usize, width: f32) -> usize {
    let mut used = 0.0;
    let mut fits = start;
    let mut best = None;
    for (at, glyph) in glyphs.iter().enumerate().skip(start) {
        used += glyph.width;
        if used > width + 0.01 && glyph.character != ' ' {
            break;
        }
        fits = at + 1;
        if breaks[fits] {
            best = Some(fits);
        }
    }
    // A word wider than the line is cut where it must be.
    best.unwrap_or_else(|| fits.max(start + 1))
}
