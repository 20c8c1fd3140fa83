//! What a section writes with: chapters, paragraphs, tables and figures with their numbers.

use std::collections::BTreeMap;

use records::Lang;

use crate::canvas::Canvas;
use crate::flow::{Block, Heading, Start};
use crate::page::{Item, Target};
use crate::table::Table;
use crate::text::{Style, Typesetter};
use crate::theme::{BLUE, BODY, BODY_LEADING, INK, MUTED, NAVY, RULE, SMALL, WIDTH};
use crate::voice::Voice;

/// An entry of the contents, known after the first pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub level: u8,
    pub title: String,
    pub anchor: String,
    /// 1-based.
    pub page: usize,
}

/// Collects the blocks of a report.
pub(crate) struct Composer<'a> {
    pub set: &'a Typesetter<'a>,
    pub voice: &'a Voice<'a>,
    /// Contents from the pass before; empty in the first.
    pub entries: &'a [Entry],
    /// Pages of anchors from the pass before, 1-based.
    pub pages: &'a BTreeMap<String, usize>,
    pub blocks: Vec<Block>,
    chapter: usize,
    label: String,
    section: usize,
    figures: usize,
    tables: usize,
}

impl<'a> Composer<'a> {
    pub fn new(
        set: &'a Typesetter<'a>,
        voice: &'a Voice<'a>,
        entries: &'a [Entry],
        pages: &'a BTreeMap<String, usize>,
    ) -> Self {
        Self {
            set,
            voice,
            entries,
            pages,
            blocks: Vec::new(),
            chapter: 0,
            label: String::new(),
            section: 0,
            figures: 0,
            tables: 0,
        }
    }

    /// Page of an anchor as the pass before found it; a dash in the first pass.
    pub fn page_of(&self, anchor: &str) -> String {
        self.pages
            .get(anchor)
            .map_or_else(|| crate::voice::NONE.to_owned(), usize::to_string)
    }

    pub fn canvas(&self, height: f32) -> Canvas<'a> {
        Canvas::new(self.set, height)
    }

    /// A page without running head, in page coordinates.
    pub fn alone(&mut self, items: Vec<Item>, title: &str, anchor: &str) {
        let heading = Heading {
            level: 1,
            title: title.to_owned(),
            anchor: anchor.to_owned(),
        };
        self.blocks.push(Block {
            start: Start::Alone,
            items,
            heading: Some(heading),
            ..Block::default()
        });
    }

    /// A chapter with its number: 一、… The first begins on a new page.
    pub fn chapter(&mut self, title: &str, anchor: &str) {
        let start = if self.chapter == 0 {
            Start::Page
        } else {
            Start::Chapter
        };
        self.chapter += 1;
        let label = self.chapter.to_string();
        let number = match self.voice.lang {
            Lang::ZhCn => format!("{}、", chinese_number(self.chapter)),
            Lang::En => format!("{}  ", self.chapter),
        };
        self.opening(&label, &format!("{number}{title}"), anchor, start);
    }

    /// An unnumbered part on a new page; captions in it are numbered with `label`.
    pub fn part(&mut self, label: &str, title: &str, anchor: &str, start: Start) {
        self.opening(label, title, anchor, start);
    }

    fn opening(&mut self, label: &str, title: &str, anchor: &str, start: Start) {
        self.label = label.to_owned();
        (self.section, self.figures, self.tables) = (0, 0, 0);
        let height = 34.0;
        let mut canvas = self.canvas(height);
        canvas.text(0.0, 19.0, title, Style::bold(18.0, NAVY));
        canvas.line((0.0, 29.0), (WIDTH, 29.0), RULE, 0.6);
        canvas.rect(0.0, 28.2, 46.0, 1.6, BLUE);
        let heading = Heading {
            level: 1,
            title: title.to_owned(),
            anchor: anchor.to_owned(),
        };
        let items = canvas.items;
        self.blocks.push(Block {
            height: height + 4.0,
            before: 30.0,
            keep_next: true,
            start,
            items,
            heading: Some(heading),
            ..Block::default()
        });
    }

    /// A section with its number: （一）…
    pub fn section(&mut self, title: &str, anchor: &str) {
        self.section += 1;
        let number = match self.voice.lang {
            Lang::ZhCn => format!("（{}）", chinese_number(self.section)),
            Lang::En => format!("{}.{}  ", self.label, self.section),
        };
        let title = format!("{number}{title}");
        let mut canvas = self.canvas(20.0);
        // The full-width bracket has air at its left; the heading still aligns with the text.
        let shift = if self.voice.lang == Lang::ZhCn {
            -6.0
        } else {
            0.0
        };
        canvas.text(shift, 13.5, &title, Style::bold(12.0, NAVY));
        let heading = Heading {
            level: 2,
            title,
            anchor: anchor.to_owned(),
        };
        self.blocks.push(Block {
            height: 21.0,
            before: 15.0,
            keep_next: true,
            items: canvas.items,
            heading: Some(heading),
            ..Block::default()
        });
    }

    /// A small heading that is not in the contents.
    pub fn minor(&mut self, title: &str) {
        let mut canvas = self.canvas(16.0);
        canvas.text(0.0, 11.0, title, Style::bold(9.5, NAVY));
        self.blocks.push(Block {
            height: 17.0,
            before: 8.0,
            keep_next: true,
            items: canvas.items,
            ..Block::default()
        });
    }

    /// A paragraph.
    pub fn para(&mut self, text: &str) {
        self.styled(text, Style::regular(BODY, INK), BODY_LEADING, 0.0, 5.0);
    }

    /// A smaller, quieter paragraph.
    pub fn note(&mut self, text: &str) {
        self.styled(text, Style::regular(SMALL, MUTED), 11.4, 0.0, 3.0);
    }

    /// Paragraphs with a number each.
    pub fn numbered(&mut self, texts: &[String]) {
        for (at, text) in texts.iter().enumerate() {
            let label = format!("{}.", at + 1);
            let first = self.blocks.len();
            self.styled(text, Style::regular(BODY, INK), BODY_LEADING, 18.0, 5.0);
            let mark = self.set.run(
                2.0,
                baseline(BODY, BODY_LEADING),
                &label,
                Style::bold(BODY, BLUE),
            );
            if let Some(block) = self.blocks.get_mut(first) {
                block.items.push(mark);
            }
        }
    }

    /// A quiet line that leads somewhere.
    pub fn linked_note(&mut self, text: &str, anchor: &str) {
        let first = self.blocks.len();
        self.note(text);
        for block in self.blocks.iter_mut().skip(first) {
            let to = Target::Anchor(anchor.to_owned());
            block.items.push(Item::Link {
                x: 0.0,
                y: 0.0,
                width: WIDTH,
                height: block.height,
                to,
            });
        }
    }

    fn styled(&mut self, text: &str, style: Style, leading: f32, indent: f32, before: f32) {
        let justify = self.voice.lang == Lang::ZhCn;
        let lines = self.set.lines(text, style, WIDTH - indent, justify);
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let y = baseline(style.size, leading);
            let items = line
                .runs
                .into_iter()
                .map(|run| Item::Text(run).moved(indent, y))
                .collect();
            // No line of a paragraph stands alone at the foot or head of a page.
            let keep_next = count > 1 && (at == 0 || at + 2 == count);
            let before = if at == 0 { before } else { 0.0 };
            self.blocks.push(Block {
                height: leading,
                before,
                keep_next,
                items,
                ..Block::default()
            });
        }
    }

    /// Empty space.
    pub fn gap(&mut self, height: f32) {
        self.blocks.push(Block {
            before: height,
            keep_next: true,
            ..Block::default()
        });
    }

    /// Keeps the last block with what follows.
    pub fn keep(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.keep_next = true;
        }
    }

    /// A table with caption above and source line below.
    pub fn table(
        &mut self,
        caption: &str,
        table: &Table,
        unit: Option<String>,
        source: Option<String>,
    ) {
        if table.rows.is_empty() {
            return;
        }
        self.tables += 1;
        let number = self.numbered_label("report.caption.table", self.tables);
        let title = format!("{number}  {caption}");
        let mut canvas = self.canvas(15.0);
        canvas.text(0.0, 10.0, &title, Style::bold(8.4, INK));
        if let Some(unit) = unit {
            canvas.right(WIDTH, 10.0, &unit, Style::regular(SMALL, MUTED));
        }
        self.blocks.push(Block {
            height: 15.0,
            before: 9.0,
            keep_next: true,
            items: canvas.items,
            ..Block::default()
        });
        let continued = self
            .voice
            .fill("report.caption.continued", [("caption", title)]);
        let again = |canvas: &mut Canvas<'_>| {
            canvas.text(0.0, 10.0, &continued, Style::regular(SMALL, MUTED))
        };
        self.blocks.extend(table.blocks(self.set, Some(&again)));
        self.source(source);
    }

    /// A table under a small heading, without number: in front of the numbered chapters.
    pub fn untitled(&mut self, heading: &str, table: &Table) {
        self.minor(heading);
        self.blocks.extend(table.blocks(self.set, None));
    }

    /// A figure with caption and source line below.
    pub fn figure(&mut self, caption: &str, drawing: Canvas<'_>, source: Option<String>) {
        self.drawing(drawing, 8.0, true);
        if let Some(block) = self.blocks.last_mut() {
            block.float = true;
        }
        self.figures += 1;
        let number = self.numbered_label("report.caption.figure", self.figures);
        let mut canvas = self.canvas(14.0);
        canvas.centred(
            WIDTH / 2.0,
            10.0,
            &format!("{number}  {caption}"),
            Style::bold(8.4, INK),
        );
        self.blocks.push(Block {
            height: 14.0,
            before: 3.0,
            keep_next: source.is_some(),
            items: canvas.items,
            ..Block::default()
        });
        self.source(source);
    }

    /// A drawing without caption.
    pub fn drawing(&mut self, drawing: Canvas<'_>, before: f32, keep_next: bool) {
        let (height, items) = (drawing.height, drawing.items);
        self.blocks.push(Block {
            height,
            before,
            keep_next,
            items,
            ..Block::default()
        });
    }

    /// A place links lead to, at what comes next.
    pub fn anchor(&mut self, anchor: &str) {
        self.blocks.push(Block {
            anchor: Some(anchor.to_owned()),
            keep_next: true,
            ..Block::default()
        });
    }

    fn source(&mut self, source: Option<String>) {
        let Some(source) = source else { return };
        self.keep();
        let first = self.blocks.len();
        let style = Style::regular(SMALL, MUTED);
        self.styled(
            &self.voice.fill("report.source", [("source", source)]),
            style,
            10.6,
            0.0,
            2.5,
        );
        // A source line never leaves its table.
        let last = self.blocks.len().saturating_sub(1);
        for block in self.blocks.iter_mut().take(last).skip(first) {
            block.keep_next = true;
        }
    }

    fn numbered_label(&self, key: &str, number: usize) -> String {
        let number = if self.label.is_empty() {
            number.to_string()
        } else {
            format!("{}-{number}", self.label)
        };
        self.voice.fill(key, [("number", number)])
    }
}

/// Baseline of a line within its leading.
pub(crate) fn baseline(size: f32, leading: f32) -> f32 {
    leading * 0.5 + size * 0.37
}

/// 一, 二 … 九十九.
pub(crate) fn chinese_number(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10 % 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese_number;

    #[test]
    fn sections_count_as_chinese_reports_do() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (25, "二十五"),
        ] {
            assert_eq!(chinese_number(number), text);
        }
    }
}
