//! The PDF writer: printpdf for pages and fonts, lopdf after it for what printpdf lacks.

mod content;
mod finish;
mod subset;

use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use crate::error::ReportError;
use crate::fonts::Fonts;
use crate::page::Document;

/// Millimetres a point.
const MM: f32 = 25.4 / 72.0;

/// The document as PDF 1.7. The same document gives the same bytes.
///
/// # Errors
/// [`ReportError::Font`] when a face cannot be subset, [`ReportError::Pdf`] when the file cannot
/// be put together.
pub fn write(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, ReportError> {
    let mut pdf = PdfDocument::new(&document.metadata.title);
    for (id, font) in subset::subsets(document, fonts)? {
        pdf.resources.fonts.map.insert(id, font);
    }
    pdf.pages = document
        .pages
        .iter()
        .map(|page| {
            PdfPage::new(
                Mm(page.width * MM),
                Mm(page.height * MM),
                content::operations(page),
            )
        })
        .collect();
    let options = PdfSaveOptions {
        optimize: true,
        subset_fonts: false,
        secure: false,
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let file = printpdf::serialize::to_lopdf_doc(&pdf, &options, &mut warnings);
    finish::finish(file, document)
}
