//! The two embedded faces: Noto Sans SC Regular and Bold (OFL-1.1).

use ttf_parser::{Face as Sfnt, GlyphId};

use crate::error::ReportError;
use crate::page::Face;

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansSC-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansSC-Bold.ttf");

/// One face with its metrics.
pub struct FontFace {
    /// The font program.
    pub(crate) bytes: &'static [u8],
    /// The parsed face.
    pub(crate) sfnt: Sfnt<'static>,
    /// Name in the PDF.
    pub(crate) name: &'static str,
    /// Advances of U+0020–U+007E, font units.
    latin: Vec<u16>,
}

impl FontFace {
    fn parse(bytes: &'static [u8], name: &'static str) -> Result<Self, ReportError> {
        let sfnt = Sfnt::parse(bytes, 0).map_err(|error| ReportError::Font(error.to_string()))?;
        let latin = (0x20_u8..0x7F)
            .map(|byte| {
                sfnt.glyph_index(char::from(byte))
                    .and_then(|glyph| sfnt.glyph_hor_advance(glyph))
                    .unwrap_or_default()
            })
            .collect();
        Ok(Self {
            bytes,
            sfnt,
            name,
            latin,
        })
    }

    /// The glyph of a character.
    #[must_use]
    pub(crate) fn glyph(&self, character: char) -> Option<GlyphId> {
        self.sfnt
            .glyph_index(character)
            .filter(|glyph| glyph.0 != 0)
    }

    /// Advance of a character in font units; 0 where the face has none.
    #[must_use]
    pub(crate) fn advance(&self, character: char) -> u16 {
        if let Some(advance) = (character as usize)
            .checked_sub(0x20)
            .and_then(|at| self.latin.get(at))
        {
            return *advance;
        }
        self.glyph(character)
            .and_then(|glyph| self.sfnt.glyph_hor_advance(glyph))
            .unwrap_or_default()
    }

    /// Width of a text at a size, points.
    #[must_use]
    pub(crate) fn width(&self, text: &str, size: f32) -> f32 {
        let units: u32 = text
            .chars()
            .map(|character| u32::from(self.advance(character)))
            .sum();
        units as f32 * size / f32::from(self.sfnt.units_per_em())
    }
}

/// The faces a report is set in.
pub struct Fonts {
    regular: FontFace,
    bold: FontFace,
}

impl Fonts {
    /// The faces that ship with the program.
    ///
    /// # Errors
    /// [`ReportError::Font`] when a font program cannot be read: a broken build.
    pub fn embedded() -> Result<Self, ReportError> {
        Ok(Self {
            regular: FontFace::parse(REGULAR, "NotoSansSC-Regular")?,
            bold: FontFace::parse(BOLD, "NotoSansSC-Bold")?,
        })
    }

    /// One of the faces.
    #[must_use]
    pub fn face(&self, face: Face) -> &FontFace {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }
}
