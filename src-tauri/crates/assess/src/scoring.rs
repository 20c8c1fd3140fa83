//! From figures and answers to scores. A missing figure has no score, never zero: its weight goes
//! to what has evidence, and the coverage says how much that was.

use std::collections::BTreeMap;

use records::{Answer, AnswerChoice, Grade};

use crate::framework::{Dimension, Framework, Item, Question};
use crate::model::{DimensionResult, EvidenceLine, ItemResult, Measure};

/// What has been scored: weight there, weight with evidence, weighted score, weight by grade.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    weight: f64,
    covered: f64,
    scored_weight: f64,
    scored: f64,
    graded: [f64; GRADES.len()],
}

impl Tally {
    /// One part: its weight, the share of it that had evidence, its score and grade.
    fn add(&mut self, weight: f64, coverage: f64, score: Option<f64>, grade: Grade) {
        self.weight += weight;
        self.covered += weight * coverage;
        if let Some(score) = score {
            self.scored_weight += weight;
            self.scored += weight * score;
            self.graded[grade as usize] += weight;
        }
    }

    fn score(&self) -> Option<f64> {
        (self.scored_weight > 0.0).then(|| self.scored / self.scored_weight)
    }

    fn coverage(&self) -> f64 {
        if self.weight > 0.0 {
            self.covered / self.weight
        } else {
            0.0
        }
    }

    fn grade(&self) -> Grade {
        median_grade(self.graded)
    }
}

/// The grades, best first.
const GRADES: [Grade; 5] = [Grade::A, Grade::B, Grade::C, Grade::D, Grade::E];

/// The best grade that more than half of the weight reaches; E without weight.
fn median_grade(weights: [f64; GRADES.len()]) -> Grade {
    let half = weights.iter().sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let reached = GRADES.iter().zip(weights).find(|(_, weight)| {
        sum += weight;
        sum > half
    });
    reached.map_or(Grade::E, |(grade, _)| *grade)
}

/// Score on a piecewise linear curve, clamped at both ends; absent for an empty curve.
#[must_use]
pub fn on_curve(curve: &[(f64, f64)], value: f64) -> Option<f64> {
    let (first, last) = (curve.first()?, curve.last()?);
    if value <= first.0 {
        return Some(first.1);
    }
    if value >= last.0 {
        return Some(last.1);
    }
    curve
        .windows(2)
        .find(|pair| value <= pair[1].0)
        .map(|pair| {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            y0 + (y1 - y0) * (value - x0) / (x1 - x0)
        })
}

/// Score of an answer; absent where the question does not apply.
#[must_use]
pub fn of_answer(choice: AnswerChoice) -> Option<f64> {
    match choice {
        AnswerChoice::Yes => Some(100.0),
        AnswerChoice::Partly => Some(50.0),
        AnswerChoice::No => Some(0.0),
        AnswerChoice::NotApplicable => None,
    }
}

/// The dimensions of a framework, scored.
#[must_use]
pub fn score(
    framework: &Framework,
    measures: &BTreeMap<&str, &Measure>,
    answers: &[Answer],
) -> Vec<DimensionResult> {
    framework
        .dimensions
        .iter()
        .zip(1..)
        .map(|(dimension, number)| score_dimension(dimension, number, measures, answers))
        .collect()
}

fn score_dimension(
    dimension: &Dimension,
    number: u32,
    measures: &BTreeMap<&str, &Measure>,
    answers: &[Answer],
) -> DimensionResult {
    let mut tally = Tally::default();
    let mut items = Vec::new();
    for item in &dimension.items {
        let (result, applies) = score_item(item, measures, answers);
        if applies {
            tally.add(item.weight, result.coverage, result.score, result.grade);
        }
        items.push(result);
    }
    DimensionResult {
        id: dimension.id.clone(),
        number,
        name: dimension.name.clone(),
        weight: dimension.weight,
        score: tally.score(),
        coverage: tally.coverage(),
        grade: tally.grade(),
        items,
    }
}

/// The item, and whether anything in it applies to the target at all.
fn score_item(
    item: &Item,
    measures: &BTreeMap<&str, &Measure>,
    answers: &[Answer],
) -> (ItemResult, bool) {
    let mut tally = Tally::default();
    let mut evidence = Vec::new();
    for line in &item.measures {
        let figure = measures.get(line.id.as_str());
        let curve = line.curve.as_deref();
        let score = figure.and_then(|figure| on_curve(curve?, figure.value));
        if curve.is_some() {
            let grade = figure.map_or(Grade::E, |figure| figure.grade);
            tally.add(
                line.weight,
                f64::from(u8::from(score.is_some())),
                score,
                grade,
            );
        }
        evidence.push(EvidenceLine::Measure {
            measure: line.id.clone(),
            // What is only shown weighs nothing.
            weight: if curve.is_some() { line.weight } else { 0.0 },
            score,
        });
    }
    for question in &item.questions {
        let answer = answers
            .iter()
            .rev()
            .find(|answer| answer.question == question.id);
        let score = answer.and_then(|answer| of_answer(answer.choice));
        let grade = answer.map_or(Grade::E, Answer::grade);
        if answer.is_none_or(|answer| answer.choice != AnswerChoice::NotApplicable) {
            tally.add(
                question.weight,
                f64::from(u8::from(score.is_some())),
                score,
                grade,
            );
        }
        evidence.push(question_line(question, answer, score, grade));
    }
    let result = ItemResult {
        id: item.id.clone(),
        name: item.name.clone(),
        weight: item.weight,
        score: tally.score(),
        coverage: tally.coverage(),
        grade: tally.grade(),
        evidence,
    };
    (result, tally.weight > 0.0)
}

fn question_line(
    question: &Question,
    answer: Option<&Answer>,
    score: Option<f64>,
    grade: Grade,
) -> EvidenceLine {
    EvidenceLine::Question {
        question: question.id.clone(),
        text: question.text.clone(),
        evidence_wanted: question.evidence.clone(),
        weight: question.weight,
        choice: answer.map(|answer| answer.choice),
        evidence: answer
            .map(|a| a.evidence.clone())
            .filter(|text| !text.trim().is_empty()),
        score,
        grade,
    }
}

/// Total, coverage and grade over the dimensions; the total is withheld below `minimum_coverage`.
#[must_use]
pub fn total(dimensions: &[DimensionResult], minimum_coverage: f64) -> (Option<f64>, f64, Grade) {
    let mut tally = Tally::default();
    for dimension in dimensions {
        tally.add(
            dimension.weight,
            dimension.coverage,
            dimension.score,
            dimension.grade,
        );
    }
    let coverage = tally.coverage();
    // A share that is met but for rounding is met.
    let enough = coverage + 1e-9 >= minimum_coverage;
    (
        tally.score().filter(|_| enough),
        coverage,
        overall_grade(dimensions),
    )
}

/// The median of the dimensions' grades; a dimension without evidence weighs as E.
fn overall_grade(dimensions: &[DimensionResult]) -> Grade {
    let mut weights = [0.0; GRADES.len()];
    for dimension in dimensions {
        weights[dimension.grade as usize] += dimension.weight;
    }
    median_grade(weights)
}

/// Fewer scored dimensions than this hardly can change places; their order says nothing.
const RANKED: usize = 10;

/// Share of the scored dimensions whose rank stays within two places when the weight of each of
/// their items is raised or lowered by 20 %, one at a time; absent with fewer than two scores.
#[must_use]
pub fn rank_stability(dimensions: &[DimensionResult]) -> Option<(f64, u64)> {
    let scores: Vec<f64> = dimensions
        .iter()
        .filter_map(|dimension| dimension.score)
        .collect();
    if scores.len() < RANKED {
        return None;
    }
    let stable = dimensions
        .iter()
        .filter_map(|dimension| Some((dimension, dimension.score?)))
        .filter(|(dimension, score)| {
            let rank = rank_of(*score, *score, &scores);
            varied(dimension).all(|other| rank_of(other, *score, &scores).abs_diff(rank) <= 2)
        })
        .count();
    Some((stable as f64 / scores.len() as f64, scores.len() as u64))
}

/// Dimensions ahead of `score`; one score equal to `own` is the dimension itself.
fn rank_of(score: f64, own: f64, scores: &[f64]) -> usize {
    let ahead = scores.iter().filter(|other| **other > score + 1e-9).count();
    ahead - usize::from(own > score + 1e-9)
}

/// Scores of a dimension with one item's weight changed.
fn varied(dimension: &DimensionResult) -> impl Iterator<Item = f64> + '_ {
    let items: Vec<(f64, f64)> = dimension
        .items
        .iter()
        .filter_map(|item| Some((item.weight, item.score?)))
        .collect();
    (0..items.len())
        .flat_map(|at| [(at, 0.8), (at, 1.2)])
        .filter_map(move |(at, factor)| {
            let weighted =
                |index: usize, weight: f64| if index == at { weight * factor } else { weight };
            let parts = || {
                items
                    .iter()
                    .enumerate()
                    .map(|(i, (w, s))| (weighted(i, *w), *s))
            };
            let total: f64 = parts().map(|(weight, _)| weight).sum();
            (total > 0.0)
                .then(|| parts().map(|(weight, score)| weight * score).sum::<f64>() / total)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;
    use crate::model::Unit;

    #[test]
    fn a_curve_is_linear_between_its_points_and_flat_outside() {
        let curve = [(0.5, 0.0), (0.8, 60.0), (0.95, 100.0)];
        for (value, score) in [
            (0.2, 0.0),
            (0.65, 30.0),
            (0.8, 60.0),
            (0.875, 80.0),
            (1.4, 100.0),
        ] {
            assert!(
                (on_curve(&curve, value).unwrap() - score).abs() < 1e-9,
                "{value}"
            );
        }
        assert_eq!(on_curve(&[], 1.0), None);
    }

    fn figure(id: &str, value: f64, grade: Grade) -> Measure {
        let figure = Figure::new(value, 1);
        Measure {
            id: id.into(),
            value: figure.value,
            unit: Unit::Share,
            n: figure.n,
            interval: None,
            coverage: None,
            formula: String::new(),
            grade,
            rows: vec![],
            sources: vec![],
        }
    }

    fn framework() -> Framework {
        let words = r#"{ zh-CN = "名", en = "name" }"#;
        let curve = "curve = [[0, 0], [1, 100]]";
        Framework::parse(&format!(
            r#"
id = "small"
minimum_coverage = 0.6
name = {words}
source = {words}
[[dimension]]
id = "one"
weight = 3
name = {words}
[[dimension.item]]
id = "a"
weight = 1
name = {words}
measure = [
  {{ id = "retention.grr", weight = 1, {curve} }},
  {{ id = "retention.nrr", weight = 3, {curve} }},
  {{ id = "concentration.gini" }},
]
[[dimension]]
id = "two"
weight = 1
name = {words}
[[dimension.item]]
id = "b"
weight = 1
name = {words}
question = [
  {{ id = "q1", weight = 1, text = {words}, evidence = {words} }},
  {{ id = "q2", weight = 1, text = {words}, evidence = {words} }},
]
"#
        ))
        .unwrap()
    }

    fn scored(
        measures: &[Measure],
        answers: &[(&str, AnswerChoice, &str)],
    ) -> Vec<DimensionResult> {
        let by_id = measures.iter().map(|m| (m.id.as_str(), m)).collect();
        let answers: Vec<Answer> = answers
            .iter()
            .map(|(question, choice, evidence)| Answer {
                question: (*question).into(),
                choice: *choice,
                evidence: (*evidence).into(),
                remark: String::new(),
            })
            .collect();
        score(&framework(), &by_id, &answers)
    }

    #[test]
    fn a_missing_figure_gives_its_weight_away_and_lowers_the_coverage() {
        let found = scored(&[figure("retention.grr", 0.8, Grade::B)], &[]);
        assert!((found[0].score.unwrap() - 80.0).abs() < 1e-9);
        assert!((found[0].coverage - 0.25).abs() < 1e-9);
        assert_eq!(
            (found[1].score, found[1].coverage, found[1].grade),
            (None, 0.0, Grade::E)
        );
        assert_eq!(
            total(&found, 0.6).0,
            None,
            "0.75 × 0.25 is below the minimum"
        );
        assert!(total(&found, 0.18).0.is_some());
    }

    #[test]
    fn of_two_equal_halves_the_weaker_grades_and_weights_count() {
        let figures = [
            figure("retention.grr", 0.8, Grade::B),
            figure("retention.nrr", 0.4, Grade::C),
        ];
        let found = scored(&figures, &[]);
        assert!((found[0].score.unwrap() - 50.0).abs() < 1e-9);
        assert_eq!((found[0].coverage, found[0].grade), (1.0, Grade::C));
    }

    #[test]
    fn only_a_document_lifts_an_answer_and_what_does_not_apply_is_left_out() {
        let found = scored(
            &[],
            &[
                ("q1", AnswerChoice::Partly, ""),
                ("q2", AnswerChoice::Yes, "p"),
            ],
        );
        assert_eq!((found[1].score, found[1].grade), (Some(75.0), Grade::D));
        let found = scored(
            &[],
            &[
                ("q1", AnswerChoice::NotApplicable, ""),
                ("q2", AnswerChoice::Yes, "p"),
            ],
        );
        assert_eq!((found[1].score, found[1].coverage), (Some(100.0), 1.0));
        assert_eq!(found[1].grade, Grade::C);
    }

    #[test]
    fn ranks_are_stable_when_weights_hardly_matter() {
        let figures = [
            figure("retention.grr", 0.8, Grade::B),
            figure("retention.nrr", 0.4, Grade::C),
        ];
        let found = scored(&figures, &[("q1", AnswerChoice::Yes, "p")]);
        let ten: Vec<DimensionResult> = found.iter().cycle().take(10).cloned().collect();
        assert_eq!(rank_stability(&ten), Some((1.0, 10)));
        assert_eq!(
            rank_stability(&found),
            None,
            "two dimensions have no order to speak of"
        );
    }
}
