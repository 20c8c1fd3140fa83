//! The flow of a report: blocks one below the other, cut into pages.

use std::rc::Rc;

use crate::page::Item;
use crate::theme::{BOTTOM, HEIGHT, TOP};

/// Where a block wants to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Start {
    /// After what is before it.
    #[default]
    Flow,
    /// On a new page when little of the page is left: a chapter.
    Chapter,
    /// On a new page.
    Page,
    /// On a page of its own, in page coordinates, without running head: the cover.
    Alone,
}

/// A heading, for contents and bookmarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    pub level: u8,
    pub title: String,
    pub anchor: String,
}

/// Printed again on top of each page that a table reaches.
#[derive(Debug)]
pub(crate) struct Repeat {
    pub height: f32,
    pub items: Vec<Item>,
}

/// What stays together on one page, in coordinates of its own top left corner.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub height: f32,
    /// Space before, dropped on top of a page.
    pub before: f32,
    /// Stays on the page of the next block.
    pub keep_next: bool,
    /// May stand further down, below what follows, when the page has no room for it: a figure.
    pub float: bool,
    pub start: Start,
    pub items: Vec<Item>,
    pub repeat: Option<Rc<Repeat>>,
    pub heading: Option<Heading>,
    pub anchor: Option<String>,
}

/// A heading or anchor with the place it came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Landed<T> {
    pub what: T,
    pub page: usize,
    pub y: f32,
}

/// Items of one page, and whether it has a running head.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub items: Vec<Item>,
    pub alone: bool,
    /// Height reached; for tests and for balance.
    pub reached: f32,
}

/// Pages with the places of headings and anchors.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    pub sheets: Vec<Sheet>,
    pub headings: Vec<Landed<Heading>>,
    pub anchors: Vec<Landed<String>>,
}

/// Share of the page that must be free for a chapter to begin on it.
const CHAPTER_ROOM: f32 = 0.20;

/// Share of the page whose emptiness is worth moving a figure for.
const FLOAT_ROOM: f32 = 0.12;

/// Cuts blocks into pages: groups that belong together are not torn, tables repeat their head.
pub(crate) fn paginate(blocks: Vec<Block>, indent: f32) -> Pages {
    let mut pages = Pages::default();
    let mut y = f32::INFINITY;
    let mut waiting: Vec<Vec<Block>> = Vec::new();
    for group in groups(blocks) {
        // Figures that wait stand before the next heading at the latest.
        if group.iter().any(|block| block.heading.is_some()) {
            for figure in waiting.drain(..) {
                y = pages.place(figure, y, indent);
            }
        }
        let float = group.first().is_some_and(|block| block.float);
        if float && y + height(&group) > BOTTOM && y < BOTTOM - HEIGHT * FLOAT_ROOM {
            waiting.push(group);
        } else {
            y = pages.place(group, y, indent);
        }
    }
    for figure in waiting {
        y = pages.place(figure, y, indent);
    }
    pages
}

/// Blocks that must share a page, together.
fn groups(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let mut groups: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| last.keep_next) => group.push(block),
            _ => groups.push(vec![block]),
        }
    }
    groups
}

fn height(group: &[Block]) -> f32 {
    group.iter().map(|block| block.before + block.height).sum()
}

impl Pages {
    fn place(&mut self, group: Vec<Block>, mut y: f32, indent: f32) -> f32 {
        let start = group.first().map_or(Start::Flow, |block| block.start);
        if start == Start::Alone {
            self.alone(group);
            return f32::INFINITY;
        }
        let height = height(&group);
        let full = height > HEIGHT;
        let new = match start {
            Start::Page => y > TOP,
            Start::Chapter => y > BOTTOM - HEIGHT * CHAPTER_ROOM || y + height > BOTTOM,
            Start::Flow | Start::Alone => y + height > BOTTOM && !(full && y < BOTTOM - 60.0),
        };
        if new {
            y = self.turn(&group, indent);
        }
        for block in group {
            let before = if y <= TOP { 0.0 } else { block.before };
            if y + before + block.height > BOTTOM + 0.5 && y > TOP {
                y = self.turn(std::slice::from_ref(&block), indent);
            } else {
                y += before;
            }
            y = self.put(block, y, indent);
        }
        y
    }

    fn turn(&mut self, group: &[Block], indent: f32) -> f32 {
        self.sheets.push(Sheet::default());
        let Some(repeat) = group.first().and_then(|block| block.repeat.clone()) else {
            return TOP;
        };
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.items.extend(
                repeat
                    .items
                    .iter()
                    .cloned()
                    .map(|item| item.moved(indent, TOP)),
            );
        }
        TOP + repeat.height
    }

    fn put(&mut self, block: Block, y: f32, indent: f32) -> f32 {
        let page = self.sheets.len().saturating_sub(1);
        if let Some(what) = block.heading {
            self.anchors.push(Landed {
                what: what.anchor.clone(),
                page,
                y,
            });
            self.headings.push(Landed { what, page, y });
        }
        if let Some(what) = block.anchor {
            self.anchors.push(Landed { what, page, y });
        }
        let bottom = y + block.height;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet
                .items
                .extend(block.items.into_iter().map(|item| item.moved(indent, y)));
            sheet.reached = sheet.reached.max(bottom);
        }
        bottom
    }

    fn alone(&mut self, group: Vec<Block>) {
        for block in group {
            let page = self.sheets.len();
            if let Some(what) = block.heading {
                self.anchors.push(Landed {
                    what: what.anchor.clone(),
                    page,
                    y: 0.0,
                });
                self.headings.push(Landed { what, page, y: 0.0 });
            }
            self.sheets.push(Sheet {
                items: block.items,
                alone: true,
                reached: BOTTOM,
            });
        }
    }
}
