//! The page of contents.

use crate::canvas::Canvas;
use crate::compose::{Composer, Entry};
use crate::page::{Item, Stroke, Target};
use crate::text::Style;
use crate::theme::{HEIGHT, INK, NAVY, RULE, WIDTH};

impl Composer<'_> {
    /// The contents, from the entries of the pass before, on one page: two and more sections stand
    /// in two columns, and lines move together as far as they must.
    pub fn contents(&mut self) {
        const OPENING: f32 = 38.0;
        const CLOSEST: f32 = 0.8;
        let lines = content_lines(self.entries);
        let leading = |line: &ContentLine| match line.first() {
            Some((entry, _)) if entry.level == 1 => (14.6, 2.6),
            _ => (12.4, 0.0),
        };
        let height: f32 = lines
            .iter()
            .map(|line| leading(line).0 + leading(line).1)
            .sum();
        let close = ((HEIGHT - OPENING) / height.max(1.0)).clamp(CLOSEST, 1.0);
        for line in lines {
            let (height, before) = leading(&line);
            let mut canvas = self.canvas(height * close);
            for (entry, column) in line {
                self.entry(&mut canvas, entry, column);
            }
            self.drawing(canvas, before * close, false);
        }
    }

    fn entry(&self, canvas: &mut Canvas<'_>, entry: &Entry, (left, right): (f32, f32)) {
        let top = entry.level == 1;
        let style = if top {
            Style::bold(10.0, NAVY)
        } else {
            Style::regular(9.0, INK)
        };
        let page = entry.page.to_string();
        let title = self.set.fitted(&entry.title, style, right - left - 30.0);
        canvas.text(left, 12.0, &title, style);
        canvas.right(right, 12.0, &page, style);
        let from = left + self.set.width(&title, style) + 6.0;
        let to = right - self.set.width(&page, style) - 6.0;
        if to > from {
            let stroke = Stroke {
                color: RULE,
                width: 0.7,
                dash: Some((0.8, 2.4)),
            };
            canvas.items.push(Item::Line {
                from: (from, 11.0),
                to: (to, 11.0),
                stroke,
            });
        }
        let link = Target::Anchor(entry.anchor.clone());
        let height = canvas.height - 2.0;
        canvas.items.push(Item::Link {
            x: left,
            y: 1.0,
            width: right - left,
            height,
            to: link,
        });
    }
}

/// Entries beside one another, each with the left and right end of its column.
type ContentLine<'e> = Vec<(&'e Entry, (f32, f32))>;

fn content_lines(entries: &[Entry]) -> Vec<ContentLine<'_>> {
    const INDENT: f32 = 16.0;
    let mut lines = Vec::new();
    for part in entries.chunk_by(|a, b| (a.level > 1) == (b.level > 1)) {
        let rows = if part[0].level > 1 && part.len() > 1 {
            part.len().div_ceil(2)
        } else {
            part.len()
        };
        let (left, right) = part.split_at(rows);
        for (row, entry) in left.iter().enumerate() {
            let indent = if entry.level == 1 { 0.0 } else { INDENT };
            let Some(beside) = right.get(row) else {
                let end = if right.is_empty() {
                    WIDTH
                } else {
                    WIDTH / 2.0 - 10.0
                };
                lines.push(vec![(entry, (indent, end))]);
                continue;
            };
            lines.push(vec![
                (entry, (indent, WIDTH / 2.0 - 10.0)),
                (beside, (WIDTH / 2.0 + INDENT, WIDTH)),
            ]);
        }
    }
    lines
}
