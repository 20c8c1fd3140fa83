use assess::{Ask, Finding, Request};
use records::TableKind;

use super::front::severity_color;
use super::reconciliation::{check_title, check_words};
use super::sources::place_words;
use super::{Matter, dimension_anchor, dimension_of, finding_anchor};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::text::Style;
use crate::theme::{NAVY, SMALL, WHITE, WIDTH};
use crate::voice::{NONE, Voice};

/// 评估发现: every finding with figure, evidence, threshold and suggested term.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let findings = &matter.assessment.findings;
    out.chapter(&voice.t("report.findings"), "findings");
    if findings.is_empty() {
        out.para(&voice.t("report.findings.none"));
        return;
    }
    out.para(&voice.fill(
        "report.findings.lead",
        [("count", findings.len().to_string())],
    ));
    for (at, finding) in findings.iter().enumerate() {
        out.anchor(&finding_anchor(at));
        heading(out, at, finding);
        out.para(&voice.finding(finding, "text"));
        out.keep();
        out.para(&voice.fill(
            "report.findings.term",
            [("term", voice.finding(finding, "term"))],
        ));
        out.keep();
        evidence(out, matter, finding);
    }
}

fn heading(out: &mut Composer<'_>, at: usize, finding: &Finding) {
    let voice = out.voice;
    let color = severity_color(finding.severity);
    let pill = voice.severity(finding.severity);
    let pill_style = Style::bold(SMALL, WHITE);
    let pill_width = out.set.width(&out.set.clean(&pill), pill_style) + 12.0;
    let style = Style::bold(10.4, NAVY);
    let title = format!("{}. {}", at + 1, voice.finding(finding, "title"));
    let mut canvas = out.canvas(0.0);
    let used = canvas.paragraph((0.0, 11.4), WIDTH - pill_width - 12.0, &title, style, 15.0);
    canvas.card(
        (WIDTH - pill_width, 1.4, pill_width, 13.0),
        2.5,
        Some(color),
        None,
    );
    canvas.text(WIDTH - pill_width + 6.0, 10.8, &pill, pill_style);
    canvas.height = used + 2.0;
    out.drawing(canvas, 14.0, true);
}

/// One quiet line: figure, threshold, grade, rows, dimension.
fn evidence(out: &mut Composer<'_>, matter: &Matter<'_>, finding: &Finding) {
    let voice = out.voice;
    let assessment = matter.assessment;
    let mut words = Vec::new();
    if let Some(id) = &finding.measure {
        let value = voice.measure(assessment, id);
        words.push(voice.fill(
            "report.findings.figure",
            [("name", voice.measure_name(id)), ("value", value)],
        ));
    }
    if let Some(test) = &finding.test {
        words.push(voice.test(test));
    }
    if let Some(threshold) = &finding.threshold {
        let text = voice.threshold(threshold);
        words.push(voice.fill("report.findings.threshold", [("threshold", text)]));
    }
    words.push(voice.fill(
        "report.flags.grade",
        [("grade", format!("{:?}", finding.grade))],
    ));
    let rows: u64 = finding
        .rows
        .iter()
        .filter_map(|at| assessment.row_sets.get(*at))
        .map(|set| set.count)
        .sum();
    if rows > 0 {
        words.push(voice.fill("report.findings.rows", [("rows", figures::count(rows))]));
    }
    let dimension = finding
        .measure
        .as_deref()
        .and_then(|id| dimension_of(assessment, id));
    if let Some(dimension) = dimension.and_then(|number| {
        assessment
            .dimensions
            .iter()
            .find(|found| found.number == number)
    }) {
        let page = out.page_of(&dimension_anchor(dimension.number));
        words.push(voice.fill(
            "report.flags.dimension",
            [("name", voice.words(&dimension.name)), ("page", page)],
        ));
    }
    let line = words.join(&voice.t("report.semicolon"));
    match dimension {
        Some(number) => out.linked_note(&line, &dimension_anchor(number)),
        None => out.note(&line),
    }
}

/// 资料补充清单: what to ask the seller for, most useful first.
pub(super) fn requests(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let requests = &matter.assessment.requests;
    out.chapter(&voice.t("report.requests"), "requests");
    if requests.is_empty() {
        out.para(&voice.t("report.requests.none"));
        return;
    }
    out.para(&voice.t("report.requests.lead"));
    let table = request_table(voice, requests);
    let source = Some(voice.t("report.source.requests"));
    out.table(&voice.t("report.requests"), &table, None, source);
}

/// What would help most, beside the red flags of a report without total.
pub(super) fn first_requests(out: &mut Composer<'_>, matter: &Matter<'_>) {
    // So many stand on the red-flag page itself; the full list has its own chapter.
    const FIRST: usize = 5;
    let voice = out.voice;
    let requests = &matter.assessment.requests;
    if requests.is_empty() {
        return;
    }
    let table = request_table(voice, &requests[..requests.len().min(FIRST)]);
    out.untitled(&voice.t("report.requests.first"), &table);
}

fn request_table(voice: &Voice<'_>, requests: &[Request]) -> Table {
    let head = ["rank", "ask", "dimensions", "gain", "unlocks"];
    let mut table = Table::new(
        vec![right(0.05), left(0.42), left(0.13), right(0.11), left(0.29)],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = requests
        .iter()
        .enumerate()
        .map(|(at, request)| request_row(voice, at, request))
        .collect();
    table
}

fn request_row(voice: &Voice<'_>, at: usize, request: &Request) -> Row {
    const MOST_UNLOCKS: usize = 4;
    let dimensions: Vec<String> = request.dimensions.iter().map(u32::to_string).collect();
    let comma = voice.t("report.comma");
    let mut unlocks: Vec<String> = request
        .unlocks
        .iter()
        .take(MOST_UNLOCKS)
        .map(|id| voice.measure_name(id))
        .collect();
    if request.unlocks.len() > MOST_UNLOCKS {
        let more = (request.unlocks.len() - MOST_UNLOCKS).to_string();
        unlocks.push(voice.fill("report.more", [("count", more)]));
    }
    Row::body(vec![
        Cell::text((at + 1).to_string()).muted(),
        Cell::text(ask_words(voice, &request.ask)),
        Cell::text(dimensions.join(&comma)),
        Cell::text(if request.weight > 0.0 {
            figures::percent(request.weight)
        } else {
            NONE.to_owned()
        }),
        Cell::text(unlocks.join(&comma)).muted(),
    ])
}

/// What is asked, in words.
pub(crate) fn ask_words(voice: &Voice<'_>, ask: &Ask) -> String {
    match ask {
        Ask::Table { table } => voice.fill("ask.table", [("table", voice.table(*table))]),
        Ask::Field { table, field } => voice.fill(
            "ask.field",
            [
                ("table", voice.table(*table)),
                ("field", voice.field(*table, field)),
            ],
        ),
        Ask::History { months } => voice.fill("ask.history", [("months", months.to_string())]),
        Ask::Question {
            text,
            evidence_wanted,
            ..
        } => voice.fill(
            "ask.question",
            [
                ("text", voice.words(text)),
                ("wanted", voice.words(evidence_wanted)),
            ],
        ),
        Ask::Check {
            check,
            status,
            args,
        } => voice.fill(
            "ask.check",
            [
                ("title", check_title(voice, check)),
                ("text", check_words(voice, check, *status, args)),
            ],
        ),
        Ask::Problem {
            problem,
            count,
            place,
            args,
        } => {
            let args = args
                .iter()
                .map(|(name, value)| (name.as_str(), problem_arg(voice, args, name, value)));
            let text = voice.fill(&format!("problem.{}", problem.id()), args);
            voice.fill(
                "ask.problem",
                [
                    ("text", text),
                    ("n", figures::count(*count)),
                    ("place", place_words(voice, place)),
                ],
            )
        }
    }
}

/// A value of a problem's sentence: fields and tables by their names.
fn problem_arg(
    voice: &Voice<'_>,
    args: &std::collections::BTreeMap<String, String>,
    name: &str,
    value: &str,
) -> String {
    let table = |id: &String| TableKind::from_id(id);
    match name {
        "field" => voice.field_named(args.get("table").and_then(table), value),
        "table" => table(&value.to_owned()).map_or_else(|| value.to_owned(), |t| voice.table(t)),
        _ => voice.data(value),
    }
}
