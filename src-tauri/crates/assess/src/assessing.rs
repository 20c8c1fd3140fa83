//! The assessment of one target, put together: figures, scores, findings, requests, exhibits.

use std::collections::BTreeMap;

use records::{Answer, AnswerChoice, Date, Questionnaire, TableKind};

use crate::definitions::Definitions;
use crate::exhibits;
use crate::findings;
use crate::framework::Framework;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::measures;
use crate::model::{
    AbsentMeasure, AbsentReason, Assessment, DataSummary, DimensionResult, FrameworkSummary,
    Measure, TableSummary,
};
use crate::requests::requests;
use crate::rows::RowSets;
use crate::scoring;

/// The figure that needs the scores first.
const STABILITY: &str = "model.stability";

/// Assesses a target by a framework.
///
/// Answers given win over rows of the questionnaire table about the same question.
#[must_use]
pub fn assess(
    target: &str,
    ledger: &Ledger,
    framework: &Framework,
    definitions: &Definitions,
    answers: &[Answer],
) -> Assessment {
    let mut rows = RowSets::default();
    let (mut measures, mut absent) = compute(ledger, definitions, &mut rows);
    let answers = with_questionnaire(ledger, framework, answers);
    let first = score(framework, &measures, &answers);
    add_stability(&first, &mut measures, &mut absent);
    let dimensions = score(framework, &measures, &answers);
    let (total, coverage, grade) = scoring::total(&dimensions, framework.minimum_coverage);
    let findings = findings::findings(ledger, definitions, &measures, &mut rows);
    Assessment {
        target: target.to_owned(),
        framework: FrameworkSummary {
            id: framework.id.clone(),
            name: framework.name.clone(),
            minimum_coverage: framework.minimum_coverage,
        },
        definitions: definitions.clone(),
        total,
        coverage,
        grade,
        requests: requests(&dimensions, &absent),
        dimensions,
        measures,
        absent,
        findings,
        exhibits: exhibits::exhibits(ledger, definitions),
        row_sets: rows.into_sets(),
        data: summary(ledger, definitions),
    }
}

/// Every figure of every family, and what could not be computed; both sorted by id.
fn compute(
    ledger: &Ledger,
    definitions: &Definitions,
    rows: &mut RowSets,
) -> (Vec<Measure>, Vec<AbsentMeasure>) {
    let mut found = Vec::new();
    let mut absent = Vec::new();
    for spec in measures::all() {
        match (spec.compute)(ledger, definitions) {
            Ok(figure) if figure.value.is_finite() => found.push(measure(spec, figure, rows)),
            Ok(_) => absent.push(missing(spec.id, AbsentReason::NothingToCount)),
            Err(reason) => absent.push(missing(spec.id, reason)),
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    absent.sort_by(|a, b| a.id.cmp(&b.id));
    (found, absent)
}

fn missing(id: &str, reason: AbsentReason) -> AbsentMeasure {
    AbsentMeasure { id: id.to_owned(), reason }
}

fn measure(spec: &MeasureSpec, figure: Figure, rows: &mut RowSets) -> Measure {
    let indices = rows.intern_all(figure.rows);
    Measure {
        id: spec.id.to_owned(),
        value: figure.value,
        unit: spec.unit,
        n: figure.n,
        interval: figure.interval,
        coverage: figure.coverage,
        formula: spec.formula.to_owned(),
        grade: figure.grade,
        sources: rows.sources(&indices),
        rows: indices,
    }
}

fn score(framework: &Framework, measures: &[Measure], answers: &[Answer]) -> Vec<DimensionResult> {
    let by_id: BTreeMap<&str, &Measure> =
        measures.iter().map(|measure| (measure.id.as_str(), measure)).collect();
    scoring::score(framework, &by_id, answers)
}

fn add_stability(
    dimensions: &[DimensionResult],
    measures: &mut Vec<Measure>,
    absent: &mut Vec<AbsentMeasure>,
) {
    let Some(spec) = measures::find(STABILITY) else { return };
    let Some((share, n)) = scoring::rank_stability(dimensions) else { return };
    absent.retain(|one| one.id != STABILITY);
    measures.push(measure(spec, Figure::new(share, n), &mut RowSets::default()));
    measures.sort_by(|a, b| a.id.cmp(&b.id));
}

/// The answers given, after those of the questionnaire table that nobody answered otherwise.
fn with_questionnaire(ledger: &Ledger, framework: &Framework, given: &[Answer]) -> Vec<Answer> {
    let mut answers: Vec<Answer> = ledger
        .tables
        .questionnaire
        .iter()
        .filter_map(|row| answer_of(&row.record, framework))
        .filter(|answer| given.iter().all(|other| other.question != answer.question))
        .collect();
    answers.extend_from_slice(given);
    answers
}

fn answer_of(row: &Questionnaire, framework: &Framework) -> Option<Answer> {
    let asked = row.question.trim();
    let question = framework.questions().find(|question| {
        question.id.eq_ignore_ascii_case(asked)
            || question.text.values().any(|text| text.trim() == asked)
    })?;
    let choice = match row.answer.trim().to_lowercase().as_str() {
        "是" | "有" | "yes" | "y" | "√" | "1" => AnswerChoice::Yes,
        "部分" | "部分是" | "partly" | "partial" => AnswerChoice::Partly,
        "否" | "无" | "no" | "n" | "×" | "0" => AnswerChoice::No,
        "不适用" | "n/a" | "na" | "not applicable" => AnswerChoice::NotApplicable,
        _ => return None,
    };
    Some(Answer {
        question: question.id.clone(),
        choice,
        evidence: row.evidence.clone().unwrap_or_default(),
        remark: row.remark.clone().unwrap_or_default(),
    })
}

fn summary(ledger: &Ledger, definitions: &Definitions) -> DataSummary {
    let span = ledger.order_span(definitions);
    let everything = (Date::MIN, definitions.as_of);
    let revenue = ledger.total_revenue_in(everything.0, everything.1);
    let identified = measures::data::identified_share(ledger, definitions);
    DataSummary {
        tables: TableKind::ALL
            .iter()
            .filter(|kind| ledger.has(**kind))
            .map(|kind| TableSummary {
                table: *kind,
                rows: ledger.tables.count(*kind) as u64,
                matched_per_mille: ledger
                    .matched_share(*kind)
                    .filter(|_| *kind != TableKind::Orders && ledger.has(TableKind::Orders))
                    .map(|share| (share * 1_000.0).round() as u32),
            })
            .collect(),
        orders_from: span.map(|(from, _)| from),
        orders_to: span.map(|(_, to)| to),
        revenue,
        identified_revenue: identified,
        customers: ledger.buyers(definitions).len() as u64,
        excluded_rows: ledger.excluded_rows,
    }
}
