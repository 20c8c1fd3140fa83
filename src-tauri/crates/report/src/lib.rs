//! The report of an assessment: page model, PDF, SVG preview and workpapers.
//!
//! Sections write blocks, the flow cuts them into pages of positioned text, lines and fills
//! ([`Document`]), and two writers translate pages: [`pdf::write`] and [`svg::write`]. The preview
//! on screen is the report, not a likeness of it. Every sentence comes from the catalogue.
//!
//! Deliberately absent: files, SQL, spreadsheets read, windows, the clock.

mod canvas;
mod charts;
mod compose;
mod contents;
mod error;
pub mod figures;
mod flow;
mod fonts;
mod layout;
mod options;
mod page;
pub mod pdf;
mod rejected;
mod sections;
pub mod svg;
mod table;
mod text;
mod theme;
mod voice;
mod workpapers;

pub use error::ReportError;
pub use fonts::{FontFace, Fonts};
pub use layout::layout;
pub use options::{Handover, ProblemCount, Redact, ReportOptions, SheetLine, SourceLine};
pub use page::{
    Bookmark, Color, Document, Face, Item, Metadata, Page, Spot, Step, Stroke, Target, Text,
};
pub use rejected::{RejectedRow, RejectedSheet, rejected_rows};
pub use workpapers::workpapers;
