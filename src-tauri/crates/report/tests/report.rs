//! What a reader may rely on in the report: same bytes, readable text, working links, honest gaps.

#![allow(clippy::unwrap_used)]

mod common;

use clientele_report::{Document, Fonts, Item, Redact, ReportOptions, Target, layout, pdf, svg};
use common::{catalogue, full, options, sparse};
use records::{Catalogue, Lang};

fn fonts() -> Fonts {
    Fonts::embedded().unwrap()
}

fn laid_out(assessment: &assess::Assessment, options: &ReportOptions<'_>) -> Document {
    layout(assessment, options, &fonts()).unwrap()
}

fn text(document: &Document) -> String {
    document
        .pages
        .iter()
        .map(|page| page.plain_text())
        .collect()
}

#[test]
fn the_same_assessment_gives_the_same_bytes() {
    let catalogue = catalogue(Lang::ZhCn);
    let options = options(&catalogue);
    let once = pdf::write(&laid_out(&full(), &options), &fonts()).unwrap();
    let again = pdf::write(&laid_out(&full(), &options), &fonts()).unwrap();
    assert_eq!(once.len(), again.len());
    assert!(once == again, "two runs differ");
    assert!(once.starts_with(b"%PDF-1.7"));
}

#[test]
fn text_can_be_selected_and_searched() {
    for (lang, wanted) in [
        (
            Lang::ZhCn,
            ["客户忠诚度评估报告", "浙江东海流体控制集团有限公司"],
        ),
        (Lang::En, ["Red flags", "浙江东海流体控制集团有限公司"]),
    ] {
        let catalogue = catalogue(lang);
        let bytes = pdf::write(&laid_out(&full(), &options(&catalogue)), &fonts()).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let pages: Vec<u32> = file.get_pages().into_keys().collect();
        let text = file.extract_text(&pages).unwrap().replace(['\n', ' '], "");
        for wanted in wanted {
            assert!(
                text.contains(&wanted.replace(' ', "")),
                "{lang:?}: {wanted}"
            );
        }
        let language = file
            .catalog()
            .unwrap()
            .get(b"Lang")
            .unwrap()
            .as_str()
            .unwrap();
        assert_eq!(language, lang.tag().as_bytes());
    }
}

#[test]
fn links_lead_somewhere_and_every_dimension_has_its_place() {
    let catalogue = catalogue(Lang::ZhCn);
    let document = laid_out(&full(), &options(&catalogue));
    let mut links = 0;
    for item in document.pages.iter().flat_map(|page| &page.items) {
        let Item::Link {
            to: Target::Anchor(anchor),
            ..
        } = item
        else {
            continue;
        };
        assert!(document.anchors.contains_key(anchor), "{anchor}");
        links += 1;
    }
    assert!(links > 60, "{links} links");
    for number in 1..=20 {
        assert!(
            document
                .anchors
                .contains_key(&format!("dimension.{number}")),
            "{number}"
        );
    }
    let bytes = pdf::write(&document, &fonts()).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let annotations: usize = file
        .get_pages()
        .into_values()
        .filter_map(|id| {
            file.get_dictionary(id)
                .ok()?
                .get(b"Annots")
                .ok()?
                .as_array()
                .ok()
                .map(Vec::len)
        })
        .sum();
    assert_eq!(annotations, links);
}

#[test]
fn bookmarks_nest_sections_below_their_chapter() {
    let catalogue = catalogue(Lang::En);
    let document = laid_out(&full(), &options(&catalogue));
    let dimensions = document
        .outline
        .iter()
        .find(|chapter| chapter.children.len() >= 20)
        .unwrap();
    assert_eq!(dimensions.children.len(), 20);
    let bytes = pdf::write(&document, &fonts()).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let root = file
        .catalog()
        .unwrap()
        .get(b"Outlines")
        .unwrap()
        .as_reference()
        .unwrap();
    let mut chapter = file
        .get_dictionary(root)
        .unwrap()
        .get(b"First")
        .unwrap()
        .as_reference()
        .ok();
    let (mut chapters, mut nested) = (0, 0);
    while let Some(id) = chapter {
        let node = file.get_dictionary(id).unwrap();
        chapters += 1;
        nested += usize::from(node.has(b"First"));
        chapter = node
            .get(b"Next")
            .ok()
            .and_then(|next| next.as_reference().ok());
    }
    assert_eq!(chapters, document.outline.len());
    assert!(nested >= 6, "{nested} chapters with sections");
}

#[test]
fn nothing_leaves_the_page_and_no_text_the_margins() {
    for lang in Lang::ALL {
        let catalogue = catalogue(lang);
        for assessment in [full(), sparse()] {
            let document = laid_out(&assessment, &options(&catalogue));
            for (at, page) in document.pages.iter().enumerate() {
                for item in &page.items {
                    let Item::Text(text) = item else { continue };
                    let right = text.x + text.width;
                    assert!(
                        text.x > 48.0 && right < page.width - 48.0,
                        "page {}: {text:?}",
                        at + 1
                    );
                    assert!(
                        text.y > 36.0 && text.y < page.height - 24.0,
                        "page {}: {text:?}",
                        at + 1
                    );
                }
            }
        }
    }
}

#[test]
fn no_page_but_the_last_is_half_empty() {
    for lang in Lang::ALL {
        let catalogue = catalogue(lang);
        let document = laid_out(&full(), &options(&catalogue));
        let last = document.pages.len() - 1;
        for (at, page) in document.pages.iter().enumerate().take(last).skip(1) {
            let lowest = page
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Text(text) if text.y < 790.0 => Some(text.y),
                    _ => None,
                })
                .fold(0.0, f32::max);
            assert!(lowest > 420.0, "page {} ends at {lowest}", at + 1);
        }
    }
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    let catalogue = catalogue(Lang::ZhCn);
    let document = laid_out(&full(), &options(&catalogue));
    for (anchor, spot) in &document.anchors {
        assert!(
            spot.y < 720.0,
            "{anchor} at {} of page {}",
            spot.y,
            spot.page + 1
        );
    }
}

#[test]
fn what_is_absent_is_a_dash_and_a_reason_never_a_zero() {
    let catalogue = catalogue(Lang::ZhCn);
    let document = laid_out(&sparse(), &options(&catalogue));
    let text = text(&document);
    assert!(text.contains("不予出具总分") && text.contains("无证据"));
    assert!(text.contains("未提供“会员与积分”") && text.contains("收入桥不予列示"));
    let zero = document.pages.iter().flat_map(|page| &page.items).find(
        |item| matches!(item, Item::Text(text) if text.text == "0.0" || text.text == "0.0 分"),
    );
    assert_eq!(zero, None);
}

#[test]
fn names_and_amounts_can_be_withheld() {
    let catalogue = catalogue(Lang::ZhCn);
    let mut options = options(&catalogue);
    options.redact = Redact::Names;
    let names = text(&laid_out(&full(), &options));
    assert!(names.contains("客户A01") && names.contains("1,233.26"));
    // Complaints per million beside their count would tell the revenue.
    assert!(names.contains("1.54 次/百万收入"));
    for secret in ["东海", "北仑泵业", "周立群", "嘉兴南湖", "越泵"] {
        assert!(!names.contains(secret), "{secret}");
    }
    options.redact = Redact::Amounts;
    let amounts = text(&laid_out(&full(), &options));
    assert!(amounts.contains("***") && amounts.contains("20.1%"));
    for secret in [
        "东海",
        "1,233.26",
        "6,123.46",
        "18,102.39",
        "268.34",
        "128.43",
        "1.54 次/百万收入",
    ] {
        assert!(!amounts.contains(secret), "{secret}");
    }
}

#[test]
fn every_sentence_comes_from_the_catalogue() {
    let marks = [
        "report.",
        "unit.",
        "definition.",
        "absent.",
        "grade.",
        "severity.",
        "stage.",
        "rfm.",
        "choice.",
        "ask.",
        "loyalty.",
        "contract_rung.",
        "age.",
        "test.",
    ];
    for lang in Lang::ALL {
        let catalogue = catalogue(lang);
        for assessment in [full(), sparse()] {
            let text = text(&laid_out(&assessment, &options(&catalogue)));
            for mark in marks {
                let hole = text
                    .split(char::is_whitespace)
                    .find(|word| word.starts_with(mark) && word.len() > mark.len());
                assert_eq!(hole, None);
            }
            let open = text
                .lines()
                .find(|line| line.contains('{') || line.contains('}'));
            assert_eq!(open, None, "a placeholder without value");
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let (zh, en) = (catalogue(Lang::ZhCn), catalogue(Lang::En));
    assert!(zh.keys().eq(en.keys()));
    let places = |catalogue: &Catalogue, key: &str| {
        let text = catalogue.text(key);
        let mut names: Vec<String> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name.to_owned())
            .collect();
        names.sort();
        names.dedup();
        names
    };
    for key in zh.keys() {
        assert_eq!(places(&zh, key), places(&en, key), "{key}");
    }
}

#[test]
fn a_character_no_face_has_is_shown_as_missing() {
    let catalogue = catalogue(Lang::ZhCn);
    let mut assessment = full();
    assessment.target = "\u{2F13}江⻔密封件\u{a0}𝛀".into();
    let document = laid_out(&assessment, &options(&catalogue));
    assert!(document.missing.contains(&'𝛀'), "{:?}", document.missing);
    assert!(
        text(&document).contains("勹江门密封件 □"),
        "radicals are folded, tofu is visible"
    );
}

#[test]
fn the_preview_is_the_same_page() {
    let catalogue = catalogue(Lang::ZhCn);
    let document = laid_out(&full(), &options(&catalogue));
    let page = &document.pages[5];
    let picture = svg::write(page, &fonts());
    assert!(picture.starts_with("<svg") && picture.ends_with("</svg>"));
    assert!(picture.contains("Noto Sans SC Variable") && picture.contains("textLength"));
    let texts = page
        .items
        .iter()
        .filter(|item| matches!(item, Item::Text(_)))
        .count();
    assert_eq!(picture.matches("<text ").count(), texts);
}

/// Set `CLIENTELE_REWRITE_GOLDEN=1` to write the pages anew after a change that was meant.
#[test]
fn pages_read_as_they_did() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for (name, lang, assessment) in [
        ("full.zh-CN.txt", Lang::ZhCn, full()),
        ("full.en.txt", Lang::En, full()),
        ("sparse.zh-CN.txt", Lang::ZhCn, sparse()),
    ] {
        let catalogue = catalogue(lang);
        let document = laid_out(&assessment, &options(&catalogue));
        let mut pages = String::new();
        for (at, page) in document.pages.iter().enumerate() {
            pages += &format!("=== {} ===\n{}", at + 1, page.plain_text());
        }
        let path = folder.join(name);
        if std::env::var_os("CLIENTELE_REWRITE_GOLDEN").is_some() {
            std::fs::write(&path, &pages).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        let differs = golden
            .lines()
            .zip(pages.lines())
            .find(|(then, now)| then != now);
        assert_eq!(differs, None, "{name}");
        assert_eq!(golden.lines().count(), pages.lines().count(), "{name}");
    }
}
