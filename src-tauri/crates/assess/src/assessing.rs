//! The assessment of one target, put together: figures, scores, findings, requests, exhibits.

use std::collections::BTreeMap;

use records::{Answer, AnswerChoice, Questionnaire};
use statistics::side_by_side::{beside, side_by_side};

use crate::definitions::Definitions;
use crate::exhibits;
use crate::findings;
use crate::framework::Framework;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::measures;
use crate::model::{
    AbsentMeasure, AbsentReason, Assessment, DataSummary, DimensionResult, Exhibits,
    FrameworkSummary, Measure,
};
use crate::reconciliation::{self, Drafted, raise};
use crate::requests::requests;
use crate::rows::RowSets;
use crate::scoring;
use crate::summary;

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
    let pieces = Pieces::of(ledger, definitions);
    let mut rows = RowSets::default();
    let (mut measures, mut absent) = named(pieces.figures, &mut rows);
    let reconciliation = pieces.reconciliation.settle(ledger, &mut rows);
    raise(&mut measures, &reconciliation);
    let imported = ledger.tables.questionnaire.iter().map(|row| &row.record);
    let answers = answers_in_force(imported, framework, answers);
    let first = score(framework, &measures, &answers);
    add_stability(&first, &mut measures, &mut absent);
    let dimensions = score(framework, &measures, &answers);
    let (total, coverage, grade) = scoring::total(&dimensions, framework.minimum_coverage);
    let findings = findings::findings(ledger, definitions, &measures, &reconciliation, &mut rows);
    let mut requests = requests(&dimensions, &absent);
    requests.extend(reconciliation::requests(&reconciliation));
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
        requests,
        dimensions,
        measures,
        absent,
        findings,
        exhibits: pieces.exhibits,
        row_sets: rows.into_sets(),
        data: pieces.summary,
        reconciliation,
    }
}

/// What needs nothing but ledger and definitions.
struct Pieces {
    reconciliation: Drafted,
    exhibits: Exhibits,
    summary: DataSummary,
    /// By measure, in the order of the families.
    figures: Vec<Result<Figure, AbsentReason>>,
}

impl Pieces {
    /// All of them, worked out side by side.
    fn of(ledger: &Ledger, d: &Definitions) -> Self {
        let specs: Vec<&MeasureSpec> = measures::all().collect();
        let figures = || side_by_side(specs.len(), |at| (specs[at].compute)(ledger, d));
        let shown = || (exhibits::exhibits(ledger, d), summary::summary(ledger, d));
        let reconciled = || reconciliation::drafted(ledger, d);
        let (reconciliation, ((exhibits, summary), figures)) =
            beside(reconciled, || beside(shown, figures));
        Self {
            reconciliation,
            exhibits,
            summary,
            figures,
        }
    }
}

/// The figures with ids and row sets, and what could not be computed; both sorted by id.
fn named(
    figures: Vec<Result<Figure, AbsentReason>>,
    rows: &mut RowSets,
) -> (Vec<Measure>, Vec<AbsentMeasure>) {
    let mut found = Vec::new();
    let mut absent = Vec::new();
    for (spec, figure) in measures::all().zip(figures) {
        match figure {
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
    AbsentMeasure {
        id: id.to_owned(),
        reason,
    }
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
    let by_id: BTreeMap<&str, &Measure> = measures
        .iter()
        .map(|measure| (measure.id.as_str(), measure))
        .collect();
    scoring::score(framework, &by_id, answers)
}

fn add_stability(
    dimensions: &[DimensionResult],
    measures: &mut Vec<Measure>,
    absent: &mut Vec<AbsentMeasure>,
) {
    let Some(spec) = measures::find(STABILITY) else {
        return;
    };
    let Some((share, n)) = scoring::rank_stability(dimensions) else {
        return;
    };
    absent.retain(|one| one.id != STABILITY);
    measures.push(measure(
        spec,
        Figure::new(share, n),
        &mut RowSets::default(),
    ));
    measures.sort_by(|a, b| a.id.cmp(&b.id));
}

/// The answers in force: those given in the project, before them those of questionnaire rows that
/// nobody answered otherwise.
pub fn answers_in_force<'a>(
    rows: impl IntoIterator<Item = &'a Questionnaire>,
    framework: &Framework,
    given: &[Answer],
) -> Vec<Answer> {
    let mut answers: Vec<Answer> = rows
        .into_iter()
        .filter_map(|row| answer_of(row, framework))
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

#[cfg(test)]
mod tests {
    use records::TableKind;

    use super::*;
    use crate::definitions::CustomerLevel;
    use crate::ledger::Records;
    use crate::measures::testing::{definitions, orders, rows};
    use crate::model::Ask;

    fn records() -> Records {
        Records {
            orders: orders(&[
                "甲厂 | 2023-01-05 | 500",
                "乙厂 | 2023-03-05 | 300",
                "丙厂 | 2023-06-05 | 200",
                "甲厂 | 2024-01-05 | 600",
                "乙厂 | 2024-03-05 | 150",
                "丁厂 | 2024-12-20 | 250",
            ]),
            customers: rows(
                "code | name | phone",
                &["1 | 甲厂 | 13800000000", "2 | 乙厂 | "],
            ),
            questionnaire: rows(
                "question | answer | evidence",
                &["related-parties | 是 | 清单.pdf", "top10-confirmed | 否 | "],
            ),
            ..Records::default()
        }
    }

    fn assessed(records: Records, answers: &[Answer]) -> Assessment {
        let ledger = Ledger::build(records, &[], CustomerLevel::Company);
        let framework = Framework::embedded("loyalty-20").unwrap();
        assess("密封件厂", &ledger, &framework, &definitions(), answers)
    }

    #[test]
    fn the_whole_way_gives_figures_scores_and_the_way_back() {
        let result = assessed(records(), &[]);
        let nrr = result
            .measures
            .iter()
            .find(|m| m.id == "retention.nrr")
            .unwrap();
        assert!((nrr.value - 0.75).abs() < 1e-12);
        assert_eq!(result.row_sets[nrr.rows[0]].count, 6);
        assert_eq!(result.dimensions.len(), 20);
        assert!(result.coverage > 0.0 && result.coverage < 0.6);
        assert_eq!(result.total, None, "withheld below the minimum coverage");
        assert_eq!(result.data.customers, 4);
        let bridge = result.exhibits.bridge.unwrap();
        let parts = bridge.begin + bridge.new + bridge.reactivated + bridge.expansion;
        assert_eq!(parts - bridge.contraction - bridge.churn, bridge.end);
    }

    #[test]
    fn every_measure_is_either_there_or_absent_with_a_reason() {
        let result = assessed(records(), &[]);
        let mut ids: Vec<&str> = result.measures.iter().map(|m| m.id.as_str()).collect();
        ids.extend(result.absent.iter().map(|m| m.id.as_str()));
        ids.sort_unstable();
        let mut all: Vec<&str> = measures::all().map(|spec| spec.id).collect();
        all.sort_unstable();
        assert_eq!(ids, all);
    }

    #[test]
    fn an_answer_given_wins_over_the_questionnaire() {
        let answer = |result: &Assessment, wanted: &str| {
            result.dimensions[0].items[1]
                .evidence
                .iter()
                .find_map(|line| match line {
                    crate::model::EvidenceLine::Question {
                        question,
                        choice,
                        grade,
                        ..
                    } if question == wanted => Some((*choice, *grade)),
                    _ => None,
                })
        };
        let given = Answer {
            question: "top10-confirmed".into(),
            choice: AnswerChoice::Partly,
            evidence: String::new(),
            remark: String::new(),
        };
        let result = assessed(records(), &[given]);
        let yes = Some((Some(AnswerChoice::Yes), records::Grade::C));
        assert_eq!(answer(&result, "related-parties"), yes);
        let partly = Some((Some(AnswerChoice::Partly), records::Grade::D));
        assert_eq!(answer(&result, "top10-confirmed"), partly);
    }

    #[test]
    fn what_is_missing_is_asked_for_most_weight_first() {
        let result = assessed(records(), &[]);
        assert!(
            result
                .requests
                .windows(2)
                .all(|pair| pair[0].weight >= pair[1].weight)
        );
        let asked = |table| {
            result
                .requests
                .iter()
                .any(|r| r.ask == Ask::Table { table })
        };
        assert!(asked(TableKind::Complaints) && !asked(TableKind::Orders));
        let weight: f64 = result.requests.iter().map(|request| request.weight).sum();
        assert!(
            weight <= 1.0 - result.coverage + 1e-9,
            "asks for more than is missing"
        );
    }

    #[test]
    fn nothing_at_all_is_still_an_assessment() {
        let result = assessed(Records::default(), &[]);
        assert_eq!((result.total, result.grade), (None, records::Grade::E));
        let value = result
            .measures
            .iter()
            .find(|m| m.id == "data.tables_provided")
            .unwrap()
            .value;
        assert_eq!(value, 0.0);
    }

    #[test]
    fn the_same_records_give_the_same_assessment() {
        let text = |result: &Assessment| serde_json::to_string(result).unwrap();
        assert_eq!(
            text(&assessed(records(), &[])),
            text(&assessed(records(), &[]))
        );
    }
}
