//! Tables: caption above, three rules, a head that repeats on every page, a source line below.

use std::rc::Rc;

use crate::canvas::Canvas;
use crate::flow::{Block, Repeat};
use crate::page::{Color, Item, Target};
use crate::text::{Style, Typesetter};
use crate::theme::{
    BLUE, INK, MUTED, NAVY, PALE, RULE, TABLE, TABLE_LEADING, TRACK, WIDTH, score_color,
};

const PAD_X: f32 = 4.0;
const PAD_Y: f32 = 3.7;
/// Tables of so few rows are not torn.
const SHORT: usize = 8;

/// Which edge a column follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
    Centre,
}

/// A column: its share of the width and its edge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub share: f32,
    pub align: Align,
}

pub(crate) fn left(share: f32) -> Column {
    Column {
        share,
        align: Align::Left,
    }
}

pub(crate) fn right(share: f32) -> Column {
    Column {
        share,
        align: Align::Right,
    }
}

pub(crate) fn centre(share: f32) -> Column {
    Column {
        share,
        align: Align::Centre,
    }
}

/// What a cell shows.
#[derive(Debug, Clone)]
pub(crate) enum Show {
    Text(String),
    /// A bar from 0 to 100; a dash when absent.
    Score(Option<f64>),
    /// A share of one as a thin bar.
    Share(f32, Color),
}

/// A cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub show: Show,
    pub span: usize,
    pub bold: bool,
    pub color: Color,
    pub link: Option<String>,
    pub align: Option<Align>,
    pub indent: f32,
}

impl Cell {
    fn new(show: Show) -> Self {
        Self {
            show,
            span: 1,
            bold: false,
            color: INK,
            link: None,
            align: None,
            indent: 0.0,
        }
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Show::Text(text.into()))
    }

    pub fn blank() -> Self {
        Self::text("")
    }

    pub fn score(score: Option<f64>) -> Self {
        Self::new(Show::Score(score))
    }

    pub fn share(share: f64, color: Color) -> Self {
        Self::new(Show::Share(share as f32, color))
    }

    pub fn span(self, span: usize) -> Self {
        Self { span, ..self }
    }

    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub fn muted(self) -> Self {
        Self {
            color: MUTED,
            ..self
        }
    }

    pub fn color(self, color: Color) -> Self {
        Self { color, ..self }
    }

    pub fn link(self, anchor: impl Into<String>) -> Self {
        Self {
            link: Some(anchor.into()),
            color: BLUE,
            ..self
        }
    }

    pub fn align(self, align: Align) -> Self {
        Self {
            align: Some(align),
            ..self
        }
    }

    pub fn indent(self, indent: f32) -> Self {
        Self { indent, ..self }
    }
}

/// What kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RowKind {
    #[default]
    Body,
    /// Title of the rows below it; stays with them.
    Group,
    /// Sum of the rows above it.
    Total,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub cells: Vec<Cell>,
    pub kind: RowKind,
}

impl Row {
    pub fn body(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            kind: RowKind::Body,
        }
    }

    pub fn group(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            kind: RowKind::Group,
        }
    }

    pub fn total(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            kind: RowKind::Total,
        }
    }
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    pub head: Vec<String>,
    pub rows: Vec<Row>,
}

impl Table {
    pub fn new(columns: Vec<Column>, head: Vec<String>) -> Self {
        Self {
            columns,
            head,
            rows: Vec::new(),
        }
    }

    fn widths(&self) -> Vec<f32> {
        let total: f32 = self.columns.iter().map(|column| column.share).sum();
        self.columns
            .iter()
            .map(|column| column.share / total * WIDTH)
            .collect()
    }

    /// Head and rows as blocks; the head repeats with `continued` above it.
    pub fn blocks(
        &self,
        set: &Typesetter<'_>,
        continued: Option<&dyn Fn(&mut Canvas<'_>)>,
    ) -> Vec<Block> {
        let widths = self.widths();
        let (height, items) = self.head_items(set, &widths);
        let above = 15.0;
        let mut again = Canvas::new(set, height + above);
        if let Some(label) = continued {
            label(&mut again);
        }
        again
            .items
            .extend(items.iter().cloned().map(|item| item.moved(0.0, above)));
        let repeat = Rc::new(Repeat {
            height: height + above,
            items: again.items,
        });
        let mut blocks = vec![Block {
            height,
            keep_next: true,
            items,
            ..Block::default()
        }];
        let count = self.rows.len();
        for (at, row) in self.rows.iter().enumerate() {
            let last = at + 1 == count;
            let mut block = self.row(set, &widths, row, last);
            // Neither the first nor the last row stands alone on a page.
            let penultimate = at + 2 == count && count > 2;
            let short = count <= SHORT;
            block.keep_next =
                !last && (row.kind == RowKind::Group || penultimate || at == 0 || short);
            block.repeat = Some(Rc::clone(&repeat));
            blocks.push(block);
        }
        blocks
    }

    fn head_items(&self, set: &Typesetter<'_>, widths: &[f32]) -> (f32, Vec<Item>) {
        let cells: Vec<Cell> = self
            .head
            .iter()
            .map(|text| Cell::text(text.clone()).bold().color(NAVY))
            .collect();
        let row = Row::body(cells);
        let mut canvas = Canvas::new(set, 0.0);
        let height = self.height(set, widths, &row);
        canvas.rect(0.0, 0.0, WIDTH, height, PALE);
        self.draw_cells(&mut canvas, widths, &row, height);
        canvas.line((0.0, 0.0), (WIDTH, 0.0), NAVY, 1.1);
        canvas.line((0.0, height), (WIDTH, height), NAVY, 0.6);
        (height, canvas.items)
    }

    fn row(&self, set: &Typesetter<'_>, widths: &[f32], row: &Row, last: bool) -> Block {
        let height = self.height(set, widths, row);
        let mut canvas = Canvas::new(set, height);
        if row.kind == RowKind::Group {
            canvas.rect(0.0, 0.0, WIDTH, height, PALE);
        }
        if row.kind == RowKind::Total {
            canvas.line((0.0, 0.0), (WIDTH, 0.0), NAVY, 0.6);
        }
        self.draw_cells(&mut canvas, widths, row, height);
        let (color, width) = if last { (NAVY, 1.1) } else { (RULE, 0.5) };
        canvas.line((0.0, height), (WIDTH, height), color, width);
        Block {
            height,
            items: canvas.items,
            ..Block::default()
        }
    }

    fn height(&self, set: &Typesetter<'_>, widths: &[f32], row: &Row) -> f32 {
        let lines = placed(row, &self.columns, widths)
            .map(|(cell, _, width, _)| match &cell.show {
                Show::Text(text) => set
                    .lines(text, style(cell), inner(cell, width), false)
                    .len(),
                _ => 1,
            })
            .max()
            .unwrap_or(1);
        lines as f32 * TABLE_LEADING + 2.0 * PAD_Y
    }

    fn draw_cells(&self, canvas: &mut Canvas<'_>, widths: &[f32], row: &Row, height: f32) {
        for (cell, x, width, column) in placed(row, &self.columns, widths) {
            let align = cell
                .align
                .or(self.columns.get(column).map(|column| column.align))
                .unwrap_or(Align::Left);
            match &cell.show {
                Show::Text(text) => draw_text(canvas, cell, text, (x, width), align),
                Show::Score(score) => draw_score(canvas, *score, (x, width), height),
                Show::Share(share, color) => draw_share(canvas, *share, *color, (x, width), height),
            }
            if let Some(anchor) = &cell.link {
                let to = Target::Anchor(anchor.clone());
                canvas.items.push(Item::Link {
                    x,
                    y: 0.0,
                    width,
                    height,
                    to,
                });
            }
        }
    }
}

/// Cells with left edge, width and column. A left column after a right one gets some air.
fn placed<'r>(
    row: &'r Row,
    columns: &'r [Column],
    widths: &'r [f32],
) -> impl Iterator<Item = (&'r Cell, f32, f32, usize)> {
    const AIR: f32 = 9.0;
    let mut column = 0;
    row.cells.iter().map(move |cell| {
        let first = column.min(widths.len());
        let end = (first + cell.span).min(widths.len());
        column = end;
        let x: f32 = widths.iter().take(first).sum();
        let width: f32 = widths.iter().take(end).skip(first).sum();
        let align = |at: usize| columns.get(at).map(|column| column.align);
        let before = first.checked_sub(1).and_then(align);
        let air = if before == Some(Align::Right) && align(first) == Some(Align::Left) {
            AIR
        } else {
            0.0
        };
        (cell, x + air, width - air, first)
    })
}

fn style(cell: &Cell) -> Style {
    if cell.bold {
        Style::bold(TABLE, cell.color)
    } else {
        Style::regular(TABLE, cell.color)
    }
}

fn inner(cell: &Cell, width: f32) -> f32 {
    (width - 2.0 * PAD_X - cell.indent).max(8.0)
}

fn draw_text(
    canvas: &mut Canvas<'_>,
    cell: &Cell,
    text: &str,
    (x, width): (f32, f32),
    align: Align,
) {
    let lines = canvas
        .set
        .lines(text, style(cell), inner(cell, width), false);
    for (at, line) in lines.into_iter().enumerate() {
        let y = PAD_Y + at as f32 * TABLE_LEADING + TABLE_LEADING * 0.5 + TABLE * 0.36;
        let dx = match align {
            Align::Left => x + PAD_X + cell.indent,
            Align::Right => x + width - PAD_X - line.width,
            Align::Centre => x + (width - line.width) / 2.0,
        };
        canvas.items.extend(
            line.runs
                .into_iter()
                .map(|run| Item::Text(run).moved(dx, y)),
        );
    }
}

/// A bar with its figure at the right; the dash of what has no evidence.
fn draw_score(canvas: &mut Canvas<'_>, score: Option<f64>, (x, width): (f32, f32), height: f32) {
    let words = score.map_or_else(|| crate::voice::NONE.to_owned(), crate::figures::score);
    let style = Style::bold(TABLE, score_color(score));
    let middle = height / 2.0;
    let bar = width - 2.0 * PAD_X - 26.0;
    canvas.right(x + width - PAD_X, middle + TABLE * 0.36, &words, style);
    // No track without a score: an empty bar would look like zero.
    if let Some(score) = score {
        let filled = bar * (score as f32 / 100.0).clamp(0.0, 1.0);
        canvas.rect(x + PAD_X, middle - 2.4, bar, 4.8, TRACK);
        canvas.rect(
            x + PAD_X,
            middle - 2.4,
            filled,
            4.8,
            score_color(Some(score)),
        );
    }
}

fn draw_share(
    canvas: &mut Canvas<'_>,
    share: f32,
    color: Color,
    (x, width): (f32, f32),
    height: f32,
) {
    let bar = width - 2.0 * PAD_X;
    canvas.rect(x + PAD_X, height / 2.0 - 2.4, bar, 4.8, TRACK);
    canvas.rect(
        x + PAD_X,
        height / 2.0 - 2.4,
        bar * share.clamp(0.0, 1.0),
        4.8,
        color,
    );
}
