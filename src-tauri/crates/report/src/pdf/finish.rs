//! What printpdf does not do: links to places, nested bookmarks, language, fixed identity.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::error::ReportError;
use crate::page::{Bookmark, Document, Item, Spot, Target};

/// Completes the file and writes it.
pub(super) fn finish(mut pdf: Pdf, document: &Document) -> Result<Vec<u8>, ReportError> {
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    links(&mut pdf, document, &pages)?;
    let outline = outline(&mut pdf, document, &pages);
    catalog(&mut pdf, document, outline)?;
    information(&mut pdf, document);
    metadata(&mut pdf, document)?;
    pdf.prune_objects();
    pdf.renumber_objects();
    pdf.compress();
    identify(&mut pdf)?;
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)
        .map_err(|error| ReportError::Pdf(error.to_string()))?;
    Ok(bytes)
}

fn failed(error: lopdf::Error) -> ReportError {
    ReportError::Pdf(error.to_string())
}

fn links(pdf: &mut Pdf, document: &Document, pages: &[ObjectId]) -> Result<(), ReportError> {
    for (page, id) in document.pages.iter().zip(pages) {
        let mut annotations = Vec::new();
        for item in &page.items {
            let Item::Link {
                x,
                y,
                width,
                height,
                to,
            } = item
            else {
                continue;
            };
            let Target::Anchor(anchor) = to;
            let Some(place) = document
                .anchors
                .get(anchor)
                .and_then(|spot| place(document, pages, spot))
            else {
                continue;
            };
            let bottom = page.height - y - height;
            let area = [*x, bottom, x + width, bottom + height].map(real).to_vec();
            annotations.push(Object::Reference(pdf.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => area,
                "Border" => vec![0.into(), 0.into(), 0.into()],
                // Printable: some viewers refuse links without the flag.
                "F" => 4,
                "Dest" => place,
            })));
        }
        if !annotations.is_empty() {
            let page = pdf
                .get_object_mut(*id)
                .and_then(Object::as_dict_mut)
                .map_err(failed)?;
            page.set("Annots", annotations);
        }
    }
    Ok(())
}

fn place(document: &Document, pages: &[ObjectId], spot: &Spot) -> Option<Object> {
    let id = pages.get(spot.page)?;
    let height = document.pages.get(spot.page)?.height;
    // A little above, so that the heading does not touch the edge of the window.
    let top = (height - spot.y + 12.0).min(height);
    Some(Object::Array(vec![
        Object::Reference(*id),
        "XYZ".into(),
        Object::Null,
        real(top),
        Object::Null,
    ]))
}

fn real(value: f32) -> Object {
    Object::Real((value * 100.0).round() / 100.0)
}

fn outline(pdf: &mut Pdf, document: &Document, pages: &[ObjectId]) -> Option<ObjectId> {
    if document.outline.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let mut nodes = BTreeMap::new();
    let (first, last, _) = level(pdf, document, pages, &document.outline, root, &mut nodes)?;
    for (id, node) in nodes {
        pdf.objects.insert(id, Object::Dictionary(node));
    }
    let count = i64::try_from(document.outline.len()).unwrap_or_default();
    let dictionary =
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count };
    pdf.objects.insert(root, Object::Dictionary(dictionary));
    Some(root)
}

/// Bookmarks of one level, linked among each other; below them closed.
fn level(
    pdf: &mut Pdf,
    document: &Document,
    pages: &[ObjectId],
    bookmarks: &[Bookmark],
    parent: ObjectId,
    nodes: &mut BTreeMap<ObjectId, Dictionary>,
) -> Option<(ObjectId, ObjectId, usize)> {
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| pdf.new_object_id()).collect();
    for (at, (bookmark, id)) in bookmarks.iter().zip(&ids).enumerate() {
        let mut node = dictionary! { "Title" => text(&bookmark.title), "Parent" => parent };
        if let Some(place) = place(document, pages, &bookmark.at) {
            node.set("Dest", place);
        }
        if let Some(before) = at.checked_sub(1).and_then(|before| ids.get(before)) {
            node.set("Prev", *before);
        }
        if let Some(next) = ids.get(at + 1) {
            node.set("Next", *next);
        }
        if let Some((first, last, count)) =
            level(pdf, document, pages, &bookmark.children, *id, nodes)
        {
            node.set("First", first);
            node.set("Last", last);
            // Negative: shown closed.
            node.set("Count", -i64::try_from(count).unwrap_or_default());
        }
        nodes.insert(*id, node);
    }
    Some((*ids.first()?, *ids.last()?, ids.len()))
}

fn catalog(
    pdf: &mut Pdf,
    document: &Document,
    outline: Option<ObjectId>,
) -> Result<(), ReportError> {
    pdf.version = "1.7".to_owned();
    let catalog = pdf.catalog_mut().map_err(failed)?;
    for noise in ["OutputIntents", "Metadata", "Dests", "Names"] {
        catalog.remove(noise.as_bytes());
    }
    catalog.set("Lang", Object::string_literal(document.metadata.lang.tag()));
    catalog.set("PageLayout", Object::Name(b"SinglePage".to_vec()));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    match outline {
        Some(outline) => {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
        }
        None => catalog.set("PageMode", Object::Name(b"UseNone".to_vec())),
    }
    Ok(())
}

fn information(pdf: &mut Pdf, document: &Document) {
    let metadata = &document.metadata;
    let mut information = dictionary! {
        "Title" => text(&metadata.title),
        "Subject" => text(&metadata.subject),
        "Creator" => text("Clientele"),
        "Producer" => text("Clientele"),
    };
    if !metadata.author.is_empty() {
        information.set("Author", text(&metadata.author));
    }
    let id = pdf.add_object(information);
    pdf.trailer.set("Info", id);
}

/// XMP: title, author, language, for archives that do not read the information dictionary.
fn metadata(pdf: &mut Pdf, document: &Document) -> Result<(), ReportError> {
    let metadata = &document.metadata;
    let packet = format!(
        concat!(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ",
            "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">",
            "<dc:format>application/pdf</dc:format>",
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>",
            "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>",
            "<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>",
            "<xmp:CreatorTool>Clientele</xmp:CreatorTool>",
            "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
        ),
        title = crate::svg::escape(&metadata.title),
        author = crate::svg::escape(&metadata.author),
        lang = metadata.lang.tag()
    );
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let id = pdf.add_object(Stream::new(kind, packet.into_bytes()).with_compression(false));
    pdf.catalog_mut().map_err(failed)?.set("Metadata", id);
    Ok(())
}

/// `/ID` from what the file holds, so that the same report has the same identity.
fn identify(pdf: &mut Pdf) -> Result<(), ReportError> {
    pdf.trailer.remove(b"ID");
    let mut bytes = Vec::new();
    pdf.clone()
        .save_to(&mut bytes)
        .map_err(|error| ReportError::Pdf(error.to_string()))?;
    let hash = Sha256::digest(&bytes);
    let id = Object::String(
        hash.iter().take(16).copied().collect(),
        StringFormat::Hexadecimal,
    );
    pdf.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// A text string: UTF-16 with its mark, unless it is plain ASCII.
fn text(words: &str) -> Object {
    if words.is_ascii() {
        return Object::string_literal(words);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
