//! Measures and colours of the report.

use crate::page::Color;

pub(crate) const PAGE_WIDTH: f32 = 595.28;
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// Left and right margin: 20 mm.
pub(crate) const MARGIN: f32 = 56.7;
pub(crate) const TOP: f32 = 78.0;
pub(crate) const BOTTOM: f32 = 776.0;
/// Width of the text.
pub(crate) const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Height of the text.
pub(crate) const HEIGHT: f32 = BOTTOM - TOP;

pub(crate) const BODY: f32 = 9.5;
pub(crate) const BODY_LEADING: f32 = 16.2;
pub(crate) const TABLE: f32 = 8.0;
pub(crate) const TABLE_LEADING: f32 = 11.4;
pub(crate) const SMALL: f32 = 7.4;

pub(crate) const NAVY: Color = Color(0x0C, 0x23, 0x40);
pub(crate) const INK: Color = Color(0x1F, 0x29, 0x37);
pub(crate) const MUTED: Color = Color(0x66, 0x70, 0x80);
pub(crate) const FAINT: Color = Color(0x9A, 0xA3, 0xB0);
pub(crate) const RULE: Color = Color(0xD8, 0xDD, 0xE4);
pub(crate) const PALE: Color = Color(0xF3, 0xF6, 0xF9);
pub(crate) const TRACK: Color = Color(0xE6, 0xEA, 0xF0);
pub(crate) const WHITE: Color = Color(0xFF, 0xFF, 0xFF);
pub(crate) const BLUE: Color = Color(0x1F, 0x5A, 0xA6);
pub(crate) const SKY: Color = Color(0x9D, 0xBE, 0xE3);
pub(crate) const TEAL: Color = Color(0x14, 0x86, 0x79);
pub(crate) const AMBER: Color = Color(0xC9, 0x7A, 0x0A);
pub(crate) const RED: Color = Color(0xB5, 0x30, 0x2A);

/// Colour of a score: green from 75, blue from 60, amber from 40, else red; grey when absent.
pub(crate) fn score_color(score: Option<f64>) -> Color {
    match score {
        None => FAINT,
        Some(score) if score >= 75.0 => TEAL,
        Some(score) if score >= 60.0 => BLUE,
        Some(score) if score >= 40.0 => AMBER,
        Some(_) => RED,
    }
}
