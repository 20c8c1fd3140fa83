use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub, PrintpdfFontMeta,
};
use subsetter::GlyphRemapper;

use crate::error::ReportError;
use crate::fonts::{FontFace, Fonts};
use crate::page::{Document, Face, Item};

/// Fixed ids: printpdf's own come from a counter of the process.
pub(super) fn font_id(face: Face) -> FontId {
    FontId(match face {
        Face::Regular => "F1".to_owned(),
        Face::Bold => "F2".to_owned(),
    })
}

/// Every face the document uses, cut down to the characters it uses.
pub(super) fn subsets(
    document: &Document,
    fonts: &Fonts,
) -> Result<Vec<(FontId, PdfFont)>, ReportError> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for item in document.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text(text) = item {
            used.entry(text.face).or_default().extend(text.text.chars());
        }
    }
    used.into_iter()
        .map(|(face, characters)| {
            subset(fonts.face(face), &characters, face).map(|font| (font_id(face), font))
        })
        .collect()
}

fn subset(
    face: &FontFace,
    characters: &BTreeSet<char>,
    which: Face,
) -> Result<PdfFont, ReportError> {
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for character in characters {
        let Some(glyph) = face.glyph(*character) else {
            continue;
        };
        let mapped = remapper.remap(glyph.0);
        glyphs.insert(u32::from(*character), mapped);
        widths.insert(mapped, face.advance(*character));
    }
    let bytes = subsetter::subset(face.bytes, 0, &remapper)
        .map_err(|error| ReportError::Font(error.to_string()))?;
    let units = face.sfnt.units_per_em();
    let bounds = face.sfnt.global_bounding_box();
    let parsed = ParsedFont {
        original_bytes: bytes,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(characters), face.name)),
        codepoint_to_glyph: glyphs,
        glyph_widths: widths,
        units_per_em: units,
        font_metrics: FontMetrics {
            ascent: face.sfnt.ascender(),
            descent: face.sfnt.descender(),
        },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: units,
            x_min: bounds.x_min,
            y_min: bounds.y_min,
            x_max: bounds.x_max,
            y_max: bounds.y_max,
            us_weight_class: if which == Face::Bold { 700 } else { 400 },
            ..PdfFontMetricsStub::default()
        },
    };
    let meta = PrintpdfFontMeta {
        requires_subsetting: false,
        ..PrintpdfFontMeta::default()
    };
    Ok(PdfFont::with_meta(parsed, meta))
}

/// Six letters that tell one subset from another, from the characters in it.
fn tag(characters: &BTreeSet<char>) -> String {
    let mut hash = characters
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, character| {
            (hash ^ u64::from(u32::from(*character))).wrapping_mul(0x0100_0000_01b3)
        });
    let mut tag = String::new();
    for _ in 0..6 {
        tag.push(char::from(
            b'A' + u8::try_from(hash % 26).unwrap_or_default(),
        ));
        hash /= 26;
    }
    tag
}
