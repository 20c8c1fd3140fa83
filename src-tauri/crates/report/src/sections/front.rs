use assess::Finding;
use records::{Lang, Severity};

use super::{Matter, dimension_anchor, dimension_of, finding_anchor};
use crate::compose::Composer;
use crate::flow::{Block, Start};
use crate::page::{Color, Item, Target};
use crate::table::{Cell, Row, Table, left, right};
use crate::text::Style;
use crate::theme::{AMBER, BLUE, BODY, HEIGHT, INK, MUTED, NAVY, PALE, RED, SMALL, WHITE, WIDTH};

/// Findings shown in full on the red-flag page at most.
const MOST_FLAGS: usize = 7;

/// 声明与使用限制.
pub(super) fn statement(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    out.part("", &voice.t("report.statement"), "statement", Start::Page);
    let mut args = vec![
        ("target", matter.assessment.target.clone()),
        (
            "as_of",
            voice.figures.day(matter.assessment.definitions.as_of),
        ),
        (
            "minimum",
            crate::figures::percent(matter.assessment.framework.minimum_coverage),
        ),
    ];
    let client = if matter.options.client.is_empty() {
        voice.t("report.the_client")
    } else {
        matter.options.client.clone()
    };
    args.push(("client", client));
    out.para(&voice.fill("report.statement.lead", args.clone()));
    let texts: Vec<String> = (1..=8)
        .map(|at| voice.fill(&format!("report.statement.{at}"), args.clone()))
        .collect();
    out.numbered(&texts);
    out.minor(&voice.t("report.reading"));
    let reading: Vec<String> = (1..=5)
        .map(|at| voice.fill(&format!("report.reading.{at}"), args.clone()))
        .collect();
    out.numbered(&reading);
    if matter.options.redact != crate::options::Redact::None {
        out.para(&voice.t("report.statement.redacted"));
    }
}

/// 重大事项提示: what would change price or terms, before anything else.
pub(super) fn red_flags(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let begun = out.blocks.len();
    out.part("", &voice.t("report.flags"), "flags", Start::Page);
    let findings = &matter.assessment.findings;
    let flags: Vec<(usize, &Finding)> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.severity != Severity::Info)
        .collect();
    if flags.is_empty() {
        out.para(&voice.t("report.flags.none"));
    } else {
        let counts = [
            ("shown", flags.len().to_string()),
            ("all", findings.len().to_string()),
        ];
        out.para(&voice.fill("report.flags.lead", counts));
    }
    let room =
        HEIGHT - height(&out.blocks[begun..]) + out.blocks[begun].before - measured(out, note);
    let full = cards(out, matter, &flags, room);
    if full > 0 && full < findings.len() {
        rest(out, matter, full);
    }
    if matter.assessment.total.is_none() {
        let args = [
            (
                "coverage",
                crate::figures::percent(matter.assessment.coverage),
            ),
            (
                "minimum",
                crate::figures::percent(matter.assessment.framework.minimum_coverage),
            ),
        ];
        out.para(&voice.fill("report.withheld.reason", args));
    }
    if matter.assessment.total.is_none() {
        super::findings::first_requests(out, matter);
    }
    note(out);
}

fn note(out: &mut Composer<'_>) {
    out.gap(6.0);
    out.note(&out.voice.t("report.flags.note"));
}

/// Height of what `write` writes, which is not kept.
fn measured(out: &mut Composer<'_>, write: impl FnOnce(&mut Composer<'_>)) -> f32 {
    let before = out.blocks.len();
    write(out);
    let height = height(&out.blocks[before..]);
    out.blocks.truncate(before);
    height
}

/// As many matters in full as leave room on the page for the list of all others.
fn cards(
    out: &mut Composer<'_>,
    matter: &Matter<'_>,
    flags: &[(usize, &Finding)],
    room: f32,
) -> usize {
    let all = matter.assessment.findings.len();
    let mut used = 0.0;
    for (place, (at, finding)) in flags.iter().enumerate() {
        let before = out.blocks.len();
        flag(out, matter, place, *at, finding);
        used += height(&out.blocks[before..]);
        let list = if place + 1 == all {
            0.0
        } else {
            measured(out, |out| rest(out, matter, place + 1))
        };
        // The first stands in full however long it is.
        if place > 0 && (used + list > room || place >= MOST_FLAGS) {
            out.blocks.truncate(before);
            return place;
        }
    }
    flags.len()
}

fn height(blocks: &[Block]) -> f32 {
    blocks.iter().map(|block| block.before + block.height).sum()
}

/// The findings after those shown in full, two to a line, so that none stays unseen.
fn rest(out: &mut Composer<'_>, matter: &Matter<'_>, full: usize) {
    let voice = out.voice;
    let head =
        ["rank", "finding", "figure", "page"].map(|id| voice.t(&format!("report.head.{id}")));
    let widths = [right(0.04), left(0.312), right(0.088), right(0.06)];
    let mut table = Table::new([widths, widths].concat(), [head.clone(), head].concat());
    let findings = &matter.assessment.findings;
    let half = (findings.len() - full).div_ceil(2);
    for row in full..full + half {
        let mut cells = Vec::new();
        for at in [row, row + half] {
            let Some(finding) = findings.get(at) else {
                cells.push(Cell::blank().span(4));
                continue;
            };
            let anchor = finding_anchor(at);
            let color = severity_color(finding.severity);
            let page = out.page_of(&anchor);
            cells.extend([
                Cell::text((at + 1).to_string()).bold().color(color),
                Cell::text(voice.finding(finding, "title")).link(anchor),
                Cell::text(voice.headline(matter.assessment, finding)),
                Cell::text(page),
            ]);
        }
        table.rows.push(Row::body(cells));
    }
    out.untitled(&voice.t("report.flags.rest"), &table);
}

pub(super) fn severity_color(severity: Severity) -> Color {
    match severity {
        Severity::Critical => RED,
        Severity::Warning => AMBER,
        Severity::Info => BLUE,
    }
}

fn flag(out: &mut Composer<'_>, matter: &Matter<'_>, place: usize, at: usize, finding: &Finding) {
    let voice = out.voice;
    let color = severity_color(finding.severity);
    let mut canvas = out.canvas(0.0);
    let left = 34.0;
    let value = voice.headline(matter.assessment, finding);
    let value_style = Style::bold(13.0, color);
    let value_width = canvas.set.width(&value, value_style);
    let wide = WIDTH - left - 12.0;
    let title_style = Style::bold(10.2, NAVY);
    let mut y = 19.0;
    y += canvas.paragraph(
        (left, y),
        wide - value_width - 14.0,
        &voice.finding(finding, "title"),
        title_style,
        14.4,
    );
    y += 1.0;
    let body = Style::regular(8.6, INK);
    y += canvas.paragraph((left, y), wide, &voice.finding(finding, "text"), body, 13.2);
    let term = voice.fill(
        "report.flags.term",
        [("term", voice.finding(finding, "term"))],
    );
    y += canvas.paragraph((left, y), wide, &term, body, 13.2);
    let foot = foot_words(out, matter, at, finding);
    canvas.text(left, y + 1.0, &foot, Style::regular(SMALL, MUTED));
    let height = y + 9.0;
    canvas.right(WIDTH - 12.0, 20.0, &value, value_style);
    let mut items = vec![
        Item::Rect {
            x: 0.0,
            y: 0.0,
            width: WIDTH,
            height,
            fill: PALE,
        },
        Item::Rect {
            x: 0.0,
            y: 0.0,
            width: 3.0,
            height,
            fill: color,
        },
    ];
    let number = (place + 1).to_string();
    let mut badge = out.canvas(0.0);
    badge.dot(18.0, 15.4, 8.0, Some(color), None);
    badge.centred(18.0, 18.6, &number, Style::bold(BODY - 0.6, WHITE));
    items.extend(badge.items);
    items.extend(canvas.items);
    items.push(Item::Link {
        x: 0.0,
        y: 0.0,
        width: WIDTH,
        height,
        to: Target::Anchor(finding_anchor(at)),
    });
    out.blocks.push(Block {
        height,
        before: 8.0,
        items,
        ..Block::default()
    });
}

fn foot_words(out: &Composer<'_>, matter: &Matter<'_>, at: usize, finding: &Finding) -> String {
    let voice = out.voice;
    let mut words = vec![
        voice.severity(finding.severity),
        voice.fill(
            "report.flags.grade",
            [("grade", format!("{:?}", finding.grade))],
        ),
    ];
    let dimension = finding
        .measure
        .as_deref()
        .and_then(|id| dimension_of(matter.assessment, id));
    if let Some(number) = dimension {
        let name = matter
            .assessment
            .dimensions
            .iter()
            .find(|dimension| dimension.number == number);
        let name = name
            .map(|dimension| voice.words(&dimension.name))
            .unwrap_or_default();
        let page = out.page_of(&dimension_anchor(number));
        words.push(voice.fill("report.flags.dimension", [("name", name), ("page", page)]));
    }
    let page = out.page_of(&finding_anchor(at));
    words.push(voice.fill("report.flags.page", [("page", page)]));
    let gap = if voice.lang == Lang::ZhCn {
        "　·　"
    } else {
        "  ·  "
    };
    words.join(gap)
}
