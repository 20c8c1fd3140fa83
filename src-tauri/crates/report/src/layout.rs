//! From an assessment to pages.

use std::collections::BTreeMap;

use assess::Assessment;

use crate::canvas::Canvas;
use crate::compose::{Composer, Entry};
use crate::error::ReportError;
use crate::flow::{Heading, Landed, Pages, paginate};
use crate::fonts::Fonts;
use crate::options::ReportOptions;
use crate::page::{Bookmark, Document, Face, Item, Metadata, Page, Spot, Step};
use crate::sections::{self, Matter};
use crate::text::{Style, Typesetter};
use crate::theme::{MARGIN, MUTED, PAGE_HEIGHT, PAGE_WIDTH, RULE, WIDTH};
use crate::voice::Voice;

/// Passes until page numbers stand still: contents first empty, then filled, then confirmed.
const MOST_PASSES: usize = 5;

/// Lays out the report of an assessment.
///
/// # Errors
/// [`ReportError::Font`] when the embedded faces cannot be used.
pub fn layout(
    assessment: &Assessment,
    options: &ReportOptions<'_>,
    fonts: &Fonts,
) -> Result<Document, ReportError> {
    let set = Typesetter::new(fonts, options.lang);
    let voice = Voice::new(assessment, options);
    let matter = Matter {
        assessment,
        options,
    };
    let (mut entries, mut numbers) = (Vec::new(), BTreeMap::new());
    let mut pages = Pages::default();
    for _ in 0..MOST_PASSES {
        let mut out = Composer::new(&set, &voice, &entries, &numbers);
        sections::write(&mut out, &matter);
        pages = paginate(out.blocks, MARGIN);
        let found = contents(&pages.headings);
        let landed = pages
            .anchors
            .iter()
            .map(|anchor| (anchor.what.clone(), anchor.page + 1))
            .collect();
        let settled = found == entries && landed == numbers;
        (entries, numbers) = (found, landed);
        if settled {
            break;
        }
    }
    Ok(finish(pages, &set, &voice, &matter))
}

/// Entries of the contents: everything after it, and the two parts before.
fn contents(headings: &[Landed<Heading>]) -> Vec<Entry> {
    headings
        .iter()
        .filter(|heading| !matches!(heading.what.anchor.as_str(), "cover" | "contents"))
        .map(|heading| Entry {
            level: heading.what.level,
            title: heading.what.title.clone(),
            anchor: heading.what.anchor.clone(),
            page: heading.page + 1,
        })
        .collect()
}

fn finish(pages: Pages, set: &Typesetter<'_>, voice: &Voice<'_>, matter: &Matter<'_>) -> Document {
    let total = pages.sheets.len();
    let outline = outline(&pages.headings);
    let anchors = pages
        .anchors
        .iter()
        .map(|anchor| {
            (
                anchor.what.clone(),
                Spot {
                    page: anchor.page,
                    y: anchor.y,
                },
            )
        })
        .collect();
    let mark = matter
        .options
        .watermark
        .as_deref()
        .map(|words| watermark(set, words))
        .unwrap_or_default();
    let pages = pages
        .sheets
        .into_iter()
        .enumerate()
        .map(|(at, sheet)| {
            let mut items = Vec::new();
            if !sheet.alone {
                items.extend(mark.iter().cloned());
                items.extend(running(set, voice, matter, at + 1, total));
            }
            items.extend(sheet.items);
            Page {
                width: PAGE_WIDTH,
                height: PAGE_HEIGHT,
                items,
            }
        })
        .collect();
    Document {
        pages,
        outline,
        anchors,
        metadata: metadata(voice, matter),
        missing: set.missing(),
    }
}

fn metadata(voice: &Voice<'_>, matter: &Matter<'_>) -> Metadata {
    let target = matter.assessment.target.clone();
    Metadata {
        title: voice.fill(
            "report.meta.title",
            [("title", voice.t("report.title")), ("target", target)],
        ),
        author: matter.options.issuer.clone(),
        subject: voice.words(&matter.assessment.framework.name),
        lang: matter.options.lang,
    }
}

/// Running head and foot.
fn running(
    set: &Typesetter<'_>,
    voice: &Voice<'_>,
    matter: &Matter<'_>,
    page: usize,
    total: usize,
) -> Vec<Item> {
    let style = Style::regular(7.4, MUTED);
    let mut canvas = Canvas::new(set, PAGE_HEIGHT);
    let (left, right) = (MARGIN, PAGE_WIDTH - MARGIN);
    let title = voice.fill(
        "report.running",
        [
            ("target", matter.assessment.target.clone()),
            ("title", voice.t("report.title")),
        ],
    );
    let number = &matter.options.report_no;
    let room = WIDTH - set.width(number, style) - 20.0;
    let title = set.fitted(&title, style, room);
    canvas.text(left, 46.0, &title, style);
    canvas.right(right, 46.0, number, style);
    canvas.line((left, 54.0), (right, 54.0), RULE, 0.5);
    canvas.line((left, 796.0), (right, 796.0), RULE, 0.5);
    canvas.text(left, 809.0, &voice.t("report.confidential"), style);
    let args = [("page", page.to_string()), ("total", total.to_string())];
    canvas.right(right, 809.0, &voice.fill("report.page", args), style);
    canvas.items
}

/// Bookmarks: sections below their chapter.
fn outline(headings: &[Landed<Heading>]) -> Vec<Bookmark> {
    let mut outline: Vec<Bookmark> = Vec::new();
    for heading in headings {
        let at = Spot {
            page: heading.page,
            y: heading.y,
        };
        let bookmark = Bookmark {
            title: heading.what.title.clone(),
            at,
            children: Vec::new(),
        };
        match outline.last_mut() {
            Some(chapter) if heading.what.level > 1 => chapter.children.push(bookmark),
            _ => outline.push(bookmark),
        }
    }
    outline
}

/// Words across the page as outlines, so that text search does not find them on every page.
fn watermark(set: &Typesetter<'_>, words: &str) -> Vec<Item> {
    let face = set.fonts.face(Face::Bold);
    let clean = set.clean(words);
    let natural = face.width(&clean, 1.0).max(0.1);
    let size = (520.0 / natural).min(96.0);
    let scale = size / f32::from(face.sfnt.units_per_em());
    // 38 degrees up, about the middle of the page.
    let (sin, cos) = (0.6157_f32, 0.7880_f32);
    let mut steps = Vec::new();
    let mut pen = -natural * size / 2.0;
    for character in clean.chars() {
        if let Some(glyph) = face.glyph(character) {
            let place = |x: f32, y: f32| {
                let (along, up) = (pen + x * scale, y * scale - size * 0.36);
                (
                    PAGE_WIDTH / 2.0 + along * cos - up * sin,
                    PAGE_HEIGHT / 2.0 - along * sin - up * cos,
                )
            };
            let mut outline = Outline {
                place: &place,
                steps: &mut steps,
                last: (0.0, 0.0),
            };
            face.sfnt.outline_glyph(glyph, &mut outline);
        }
        pen += f32::from(face.advance(character)) * scale;
    }
    vec![Item::Path {
        steps,
        fill: Some(crate::theme::PALE),
        stroke: None,
    }]
}

struct Outline<'a> {
    place: &'a dyn Fn(f32, f32) -> (f32, f32),
    steps: &'a mut Vec<Step>,
    last: (f32, f32),
}

impl ttf_parser::OutlineBuilder for Outline<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (a, b) = (self.place)(x, y);
        self.last = (x, y);
        self.steps.push(Step::Move(a, b));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (a, b) = (self.place)(x, y);
        self.last = (x, y);
        self.steps.push(Step::Line(a, b));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (x0, y0) = self.last;
        let third = |from: f32, control: f32| from + (control - from) * 2.0 / 3.0;
        self.curve_to(
            third(x0, x1),
            third(y0, y1),
            third(x, x1),
            third(y, y1),
            x,
            y,
        );
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (a, b) = (self.place)(x1, y1);
        let (c, d) = (self.place)(x2, y2);
        let (e, f) = (self.place)(x, y);
        self.last = (x, y);
        self.steps.push(Step::Curve(a, b, c, d, e, f));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
