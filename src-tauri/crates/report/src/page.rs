//! The page model: positioned text, fills, lines and links. Writers only translate it.
//!
//! Coordinates are points from the top left corner of the page, y downwards; text sits on its
//! baseline.

use std::collections::{BTreeMap, BTreeSet};

use records::Lang;
use serde::{Deserialize, Serialize};

/// A colour, 8 bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Mix of this colour and another; `share` 0 is this, 1 the other.
    #[must_use]
    pub fn mix(self, other: Self, share: f32) -> Self {
        let blend =
            |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        Self(
            blend(self.0, other.0),
            blend(self.1, other.1),
            blend(self.2, other.2),
        )
    }

    /// `#rrggbb`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// One of the two embedded faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Noto Sans SC Regular.
    Regular,
    /// Noto Sans SC Bold.
    Bold,
}

/// A run of text in one face, size and colour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Size in points.
    pub size: f32,
    /// Face.
    pub face: Face,
    /// Colour.
    pub color: Color,
    /// The characters, all of which the face has.
    pub text: String,
    /// Extra space after each character, for justified lines.
    pub spacing: f32,
    /// Advance of the whole run.
    pub width: f32,
}

/// How an outline is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in points.
    pub width: f32,
    /// On and off length; absent for a solid line.
    pub dash: Option<(f32, f32)>,
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Begin at a point.
    Move(f32, f32),
    /// Straight to a point.
    Line(f32, f32),
    /// Cubic curve: two control points and the end.
    Curve(f32, f32, f32, f32, f32, f32),
    /// Back to the beginning.
    Close,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A place in this document, a key of [`Document::anchors`].
    Anchor(String),
}

/// What stands on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Text.
    Text(Text),
    /// Filled rectangle.
    Rect {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Fill.
        fill: Color,
    },
    /// Straight line.
    Line {
        /// From.
        from: (f32, f32),
        /// To.
        to: (f32, f32),
        /// How.
        stroke: Stroke,
    },
    /// Outline or area.
    Path {
        /// Its steps.
        steps: Vec<Step>,
        /// Fill, if any.
        fill: Option<Color>,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// An area to click.
    Link {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Where to.
        to: Target,
    },
}

impl Item {
    /// The same item moved.
    #[must_use]
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text(text) => {
                text.x += dx;
                text.y += dy;
            }
            Self::Rect { x, y, .. } | Self::Link { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Line { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Self::Path { steps, .. } => {
                for step in steps {
                    *step = step.moved(dx, dy);
                }
            }
        }
        self
    }
}

impl Step {
    fn moved(self, dx: f32, dy: f32) -> Self {
        match self {
            Self::Move(x, y) => Self::Move(x + dx, y + dy),
            Self::Line(x, y) => Self::Line(x + dx, y + dy),
            Self::Curve(a, b, c, d, x, y) => {
                Self::Curve(a + dx, b + dy, c + dx, d + dy, x + dx, y + dy)
            }
            Self::Close => Self::Close,
        }
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What stands on it, back to front.
    pub items: Vec<Item>,
}

impl Page {
    /// The texts of the page in reading order of the layout, one line a baseline.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut lines: Vec<(i64, String)> = Vec::new();
        for item in &self.items {
            let Item::Text(text) = item else { continue };
            let baseline = (text.y * 2.0).round() as i64;
            match lines.last_mut() {
                Some((y, line)) if *y == baseline => {
                    line.push('\u{2009}');
                    line.push_str(&text.text);
                }
                _ => lines.push((baseline, text.text.clone())),
            }
        }
        lines.into_iter().fold(String::new(), |mut all, (_, line)| {
            all.push_str(&line.replace('\u{2009}', " "));
            all.push('\n');
            all
        })
    }
}

/// A place in the document.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// 0-based page.
    pub page: usize,
    /// Height on it.
    pub y: f32,
}

/// A bookmark with those below it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Words.
    pub title: String,
    /// Place.
    pub at: Spot,
    /// Bookmarks below.
    pub children: Vec<Bookmark>,
}

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Title of the report.
    pub title: String,
    /// Who issued it.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// Language of its text.
    pub lang: Lang,
}

/// A laid-out report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its bookmarks.
    pub outline: Vec<Bookmark>,
    /// Places that links lead to.
    pub anchors: BTreeMap<String, Spot>,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// Characters that no embedded face has; they are printed as □.
    pub missing: BTreeSet<char>,
}
