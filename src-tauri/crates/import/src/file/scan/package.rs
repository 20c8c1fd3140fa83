//! The parts of a workbook: which sheets there are and where they stand in the zip.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use zip::ZipArchive;

use super::Trouble;
use super::window::{self, Window};
use super::xml::{self, Kind, Pause};
use crate::file::input::{Content, Input};
use crate::file::meter::Meter;

/// Parts other than strings and sheets are small; larger ones are odd.
const LARGEST_SMALL: u64 = 32 << 20;
/// Parts of a zip; no spreadsheet program writes more.
const MOST_PARTS: usize = 20_000;

impl From<Pause> for Trouble {
    fn from(pause: Pause) -> Self {
        match pause {
            Pause::More => Self::Odd("ends early"),
            Pause::Odd(why) => Self::Odd(why),
        }
    }
}

/// The zip of a workbook.
pub(super) struct Package {
    zip: ZipArchive<Input>,
    /// Position by name in lower case; `None` for names that stand twice.
    parts: BTreeMap<String, Option<usize>>,
    weights: Vec<u64>,
}

/// Where a workbook keeps what.
pub(super) struct Outline {
    folder: String,
    pub sheets: Vec<SheetPart>,
    pub is_1904: bool,
}

impl Outline {
    /// Path of a part beside the workbook.
    pub(super) fn beside(&self, name: &str) -> String {
        format!("{}{name}", self.folder)
    }
}

/// A worksheet.
pub(super) struct SheetPart {
    /// 0-based position among all sheets, charts too.
    pub index: u32,
    pub name: String,
    pub hidden: bool,
    pub part: usize,
}

impl Package {
    pub(super) fn open(content: &Content, meter: &Arc<Meter>) -> Result<Self, Trouble> {
        let unreadable = |_| Trouble::Odd("unreadable");
        let input = content.open(meter).map_err(unreadable)?;
        let mut zip = ZipArchive::new(input).map_err(|_| Trouble::Odd("zip"))?;
        if zip.len() > MOST_PARTS {
            return Err(Trouble::Odd("many parts"));
        }
        let mut parts = BTreeMap::new();
        let mut weights = Vec::with_capacity(zip.len());
        for at in 0..zip.len() {
            let part = zip.by_index_raw(at).map_err(|_| Trouble::Odd("zip"))?;
            let name = part.name().map_err(|_| Trouble::Odd("zip"))?;
            let name = name.replace('\\', "/").to_ascii_lowercase();
            weights.push(part.compressed_size());
            parts
                .entry(name)
                .and_modify(|twice| *twice = None)
                .or_insert(Some(at));
        }
        Ok(Self {
            zip,
            parts,
            weights,
        })
    }

    /// Position of a part.
    pub(super) fn find(&self, path: &str) -> Result<Option<usize>, Trouble> {
        match self.parts.get(&path.to_ascii_lowercase()) {
            None => Ok(None),
            Some(Some(at)) => Ok(Some(*at)),
            Some(None) => Err(Trouble::Odd("part twice")),
        }
    }

    /// Bytes of a part in the file.
    pub(super) fn weight(&self, part: usize) -> u64 {
        self.weights.get(part).copied().unwrap_or(0)
    }

    /// A small part as a whole.
    pub(super) fn small(&mut self, part: usize) -> Result<Vec<u8>, Trouble> {
        let part = self.zip.by_index(part).map_err(|_| Trouble::Odd("zip"))?;
        let mut bytes = Vec::new();
        let read = part.take(LARGEST_SMALL + 1).read_to_end(&mut bytes);
        match read {
            Ok(length) if length as u64 <= LARGEST_SMALL => Ok(bytes),
            Ok(_) => Err(Trouble::Odd("large part")),
            Err(_) => Err(Trouble::Odd("broken zip")),
        }
    }

    /// Runs `work` over a part while it is inflated.
    pub(super) fn streamed<T>(
        &mut self,
        part: usize,
        work: impl FnOnce(&mut Window) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let zip = &mut self.zip;
        window::streamed(
            // What cannot be opened ends without a last piece, which the window finds odd.
            move |pump| {
                if let Ok(mut part) = zip.by_index(part) {
                    pump(&mut part);
                }
            },
            work,
        )
    }

    fn named(&mut self, path: &str) -> Result<Vec<u8>, Trouble> {
        let part = self.find(path)?.ok_or(Trouble::Odd("missing part"))?;
        self.small(part)
    }

    /// Finds the workbook and its sheets.
    pub(super) fn outline(&mut self) -> Result<Outline, Trouble> {
        let target = office_document(&self.named("_rels/.rels")?)?;
        let (folder, name) = match target.rfind('/') {
            Some(at) => target.split_at(at + 1),
            None => ("", target.as_str()),
        };
        let folder = folder.strip_prefix('/').unwrap_or(folder);
        let related = relationships(&self.named(&format!("{folder}_rels/{name}.rels"))?)?;
        let book = self.named(&format!("{folder}{name}"))?;
        let (listed, is_1904) = listed_sheets(&book)?;
        let mut sheets: Vec<SheetPart> = Vec::new();
        for (index, listed) in (0..).zip(listed) {
            let (target, kind) = related
                .get(&listed.relation)
                .ok_or(Trouble::Odd("relation"))?;
            match kind.rsplit('/').next() {
                Some("worksheet") => {}
                Some("chartsheet" | "dialogsheet") => continue,
                _ => return Err(Trouble::Odd("kind of sheet")),
            }
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("{folder}{target}"),
            };
            // Readers that look sheets up by name would read the first one twice.
            if sheets.iter().any(|known| known.name == listed.name) {
                return Err(Trouble::Odd("name twice"));
            }
            sheets.push(SheetPart {
                index,
                name: listed.name,
                hidden: listed.hidden,
                part: self.find(&path)?.ok_or(Trouble::Odd("missing part"))?,
            });
        }
        Ok(Outline {
            folder: folder.to_owned(),
            sheets,
            is_1904,
        })
    }
}

/// Visits the tags of a small part. `x:sheet` and the like are odd when the bare name is `wanted`,
/// and so are elements that are not closed in turn.
pub(super) fn tags(
    bytes: &[u8],
    wanted: &[&[u8]],
    mut visit: impl FnMut(&xml::Tag) -> Result<(), Pause>,
) -> Result<(), Trouble> {
    let mut at = xml::prologue(bytes)?;
    let mut open = Vec::new();
    while let Some(tag) = xml::next_tag(bytes, at)? {
        if tag
            .behind_prefix()
            .is_some_and(|bare| wanted.contains(&bare))
        {
            return Err(Trouble::Odd("prefix"));
        }
        match tag.kind {
            Kind::Open => open.push(tag.name),
            Kind::Close if open.pop() != Some(tag.name) => return Err(Trouble::Odd("nesting")),
            Kind::Close | Kind::Empty => {}
        }
        visit(&tag)?;
        at = tag.end;
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Odd("ends early"))
    }
}

fn office_document(bytes: &[u8]) -> Result<String, Trouble> {
    let mut found = None;
    tags(bytes, &[b"Relationship", b"Relationships"], |tag| {
        let kind = tag.text(b"Type")?.unwrap_or_default();
        if tag.opens(b"Relationship")
            && kind.ends_with("/relationships/officeDocument")
            && let Some(target) = tag.text(b"Target")?
            && found.replace(target).is_some()
        {
            return Err(Pause::Odd("two workbooks"));
        }
        Ok(())
    })?;
    found.ok_or(Trouble::Odd("no workbook"))
}

/// Target and type by id.
fn relationships(bytes: &[u8]) -> Result<BTreeMap<String, (String, String)>, Trouble> {
    let mut related = BTreeMap::new();
    tags(bytes, &[b"Relationship", b"Relationships"], |tag| {
        if !tag.opens(b"Relationship") {
            return Ok(());
        }
        let plain = |name: &[u8]| -> Result<String, Pause> {
            let raw = xml::utf8(tag.attribute(name)?.unwrap_or_default())?;
            if raw.contains('&') {
                return Err(Pause::Odd("reference in a target"));
            }
            Ok(raw.to_owned())
        };
        let entry = (plain(b"Target")?, plain(b"Type")?);
        if related.insert(plain(b"Id")?, entry).is_some() {
            return Err(Pause::Odd("relation twice"));
        }
        Ok(())
    })?;
    Ok(related)
}

struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// The sheets in order, and whether days are counted from 1904.
fn listed_sheets(bytes: &[u8]) -> Result<(Vec<Listed>, bool), Trouble> {
    let mut sheets = Vec::new();
    let mut is_1904 = false;
    let mut ended = false;
    let wanted: &[&[u8]] = &[b"sheet", b"workbook", b"sheets"];
    tags(bytes, wanted, |tag| {
        if ended || (tag.kind == Kind::Close && tag.name != b"workbook") {
            return Ok(());
        }
        match tag.name {
            b"workbook" => ended = tag.kind == Kind::Close,
            b"sheet" => sheets.push(listed(tag)?),
            b"workbookPr" => {
                if let Some(value) = tag.attribute(b"date1904")? {
                    is_1904 = matches!(value, b"1" | b"true");
                }
            }
            _ if tag.behind_prefix() == Some(b"workbookPr")
                && tag.attribute(b"date1904")?.is_some() =>
            {
                return Err(Pause::Odd("prefix"));
            }
            _ => {}
        }
        Ok(())
    })?;
    if ended {
        Ok((sheets, is_1904))
    } else {
        Err(Trouble::Odd("ends early"))
    }
}

fn listed(tag: &xml::Tag) -> Result<Listed, Pause> {
    let hidden = match tag.attribute(b"state")? {
        None | Some(b"visible") => false,
        Some(b"hidden" | b"veryHidden") => true,
        Some(_) => return Err(Pause::Odd("state")),
    };
    let mut relations = Vec::new();
    tag.every_attribute(|name, value| {
        if name == b"id" || name.ends_with(b":id") {
            relations.push(value);
        }
    })?;
    let [relation] = relations.as_slice() else {
        return Err(Pause::Odd("relation"));
    };
    Ok(Listed {
        name: tag.text(b"name")?.ok_or(Pause::Odd("name"))?,
        hidden,
        relation: xml::utf8(relation)?.to_owned(),
    })
}
