use assess::{Assessment, EvidenceLine};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{SCORE, SHARE, Sheet, quoted};
use crate::voice::Voice;

/// First and last row (1-based, as formulas name them) of each dimension's items.
pub(super) type ItemRows = Vec<(u32, u32)>;

/// Scores by dimension; the score is the weighted mean of the items that have one.
pub(super) fn write(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<ItemRows, XlsxError> {
    let rows = item_rows(assessment);
    let items = quoted(voice, "items");
    let columns = [
        ("report.head.number", 6.0),
        ("report.head.dimension", 30.0),
        ("report.head.weight", 10.0),
        ("report.head.coverage", 10.0),
        ("report.head.grade", 10.0),
        ("report.head.score", 10.0),
        ("workpapers.recomputed", 14.0),
    ];
    let mut sheet = Sheet::new(book, voice, "dimensions", &columns)?;
    for (dimension, (first, last)) in assessment.dimensions.iter().zip(&rows) {
        sheet.number(0, Some(f64::from(dimension.number)), "0")?;
        sheet.text(1, &voice.words(&dimension.name))?;
        sheet.number(2, Some(dimension.weight), "0.00")?;
        sheet.number(3, Some(dimension.coverage), SHARE)?;
        sheet.text(4, &format!("{:?}", dimension.grade))?;
        sheet.number(5, dimension.score, SCORE)?;
        if last >= first {
            let formula = weighted(&format!("{items}!"), ('D', 'F'), (*first, *last));
            sheet.formula(6, &formula, dimension.score, SCORE)?;
        }
        sheet.next();
    }
    sheet.text(1, &voice.t("report.total"))?;
    sheet.number(3, Some(assessment.coverage), SHARE)?;
    sheet.text(4, &format!("{:?}", assessment.grade))?;
    match assessment.total {
        Some(total) => {
            sheet.number(5, Some(total), SCORE)?;
            let last = u32::try_from(assessment.dimensions.len()).unwrap_or_default() + 1;
            sheet.formula(6, &weighted("", ('C', 'F'), (2, last)), Some(total), SCORE)?;
        }
        None => sheet.text(5, &voice.t("report.withheld"))?,
    }
    Ok(rows)
}

/// Mean of a score column weighted by another, over the rows that have a score; a dash without any.
fn weighted(sheet: &str, (weight, score): (char, char), (first, last): (u32, u32)) -> String {
    let weights = format!("{sheet}{weight}{first}:{weight}{last}");
    let scores = format!("{sheet}{score}{first}:{score}{last}");
    format!(
        "=IF(COUNT({scores})=0,\"—\",SUMPRODUCT({weights},{scores})/SUMPRODUCT({weights},--ISNUMBER({scores})))"
    )
}

fn item_rows(assessment: &Assessment) -> ItemRows {
    let mut next = 2_u32;
    assessment
        .dimensions
        .iter()
        .map(|dimension| {
            let first = next;
            next += u32::try_from(dimension.items.len()).unwrap_or_default();
            (first, next - 1)
        })
        .collect()
}

/// Items with their evidence, and one line of evidence each on a second sheet.
pub(super) fn items(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
    _rows: &ItemRows,
) -> Result<(), XlsxError> {
    let evidence = quoted(voice, "evidence");
    let columns = [
        ("report.head.number", 6.0),
        ("report.head.dimension", 26.0),
        ("report.head.item", 28.0),
        ("report.head.weight", 10.0),
        ("report.head.coverage", 10.0),
        ("report.head.score", 10.0),
        ("report.head.grade", 10.0),
        ("workpapers.recomputed", 14.0),
    ];
    let mut sheet = Sheet::new(book, voice, "items", &columns)?;
    let mut line = 2_u32;
    for dimension in &assessment.dimensions {
        for item in &dimension.items {
            let first = line;
            line += u32::try_from(item.evidence.len()).unwrap_or_default();
            sheet.number(0, Some(f64::from(dimension.number)), "0")?;
            sheet.text(1, &voice.words(&dimension.name))?;
            sheet.text(2, &voice.words(&item.name))?;
            sheet.number(3, Some(item.weight), "0.00")?;
            sheet.number(4, Some(item.coverage), SHARE)?;
            sheet.number(5, item.score, SCORE)?;
            sheet.text(6, &format!("{:?}", item.grade))?;
            if line > first {
                let formula = weighted(&format!("{evidence}!"), ('D', 'E'), (first, line - 1));
                sheet.formula(7, &formula, item.score, SCORE)?;
            }
            sheet.next();
        }
    }
    lines(book, assessment, voice)
}

fn lines(book: &mut Workbook, assessment: &Assessment, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.number", 6.0),
        ("report.head.item", 28.0),
        ("workpapers.line", 52.0),
        ("report.head.weight", 10.0),
        ("report.head.score", 10.0),
        ("workpapers.answer", 34.0),
    ];
    let mut sheet = Sheet::new(book, voice, "evidence", &columns)?;
    for dimension in &assessment.dimensions {
        for item in &dimension.items {
            for line in &item.evidence {
                sheet.number(0, Some(f64::from(dimension.number)), "0")?;
                sheet.text(1, &voice.words(&item.name))?;
                write_line(&mut sheet, assessment, voice, line)?;
                sheet.next();
            }
        }
    }
    Ok(())
}

fn write_line(
    sheet: &mut Sheet<'_>,
    assessment: &Assessment,
    voice: &Voice<'_>,
    line: &EvidenceLine,
) -> Result<(), XlsxError> {
    match line {
        EvidenceLine::Measure {
            measure,
            weight,
            score,
        } => {
            sheet.text(2, &format!("{} ({measure})", voice.measure_name(measure)))?;
            sheet.number(3, Some(*weight), "0.00")?;
            sheet.number(4, *score, SCORE)?;
            let absent = assessment
                .absent
                .iter()
                .find(|absent| absent.id == *measure);
            let words = absent.map_or_else(
                || voice.measure(assessment, measure),
                |absent| voice.absent(&absent.reason),
            );
            sheet.text(5, &words)
        }
        EvidenceLine::Question {
            text,
            weight,
            choice,
            evidence,
            score,
            evidence_wanted,
            ..
        } => {
            sheet.text(2, &voice.words(text))?;
            sheet.number(3, Some(*weight), "0.00")?;
            sheet.number(4, *score, SCORE)?;
            let words = match choice {
                Some(choice) => {
                    let shown = voice.data(evidence.as_deref().unwrap_or_default());
                    voice.fill(
                        "report.answer",
                        [("choice", voice.choice(*choice)), ("evidence", shown)],
                    )
                }
                None => voice.fill(
                    "report.unanswered",
                    [("wanted", voice.words(evidence_wanted))],
                ),
            };
            sheet.text(5, &words)
        }
    }
}
