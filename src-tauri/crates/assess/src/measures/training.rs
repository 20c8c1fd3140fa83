//! Staff training of the last twelve months. A row is one person's part, or a training as a whole.

use std::collections::BTreeMap;

use records::{Date, TableKind, Training};

use super::selection::{Selection, ratio};
use super::tools::{Outcome, no_field, proportion, spec};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "training.hours_per_person",
        Unit::HoursPerPersonYear,
        "Σ(hours) / #distinct trainee, else Σ(hours × attended) / max(expected, attended); LTM",
        hours_per_person,
    ),
    spec(
        "training.coverage",
        Unit::Share,
        "Σ(attended) / Σ(expected); LTM",
        coverage,
    ),
    spec(
        "training.pass_rate",
        Unit::Share,
        "#{passed or score ≥ 60} / #{tested}; LTM",
        pass_rate,
    ),
    spec(
        "training.service_share",
        Unit::Share,
        "#{courses on service} / #courses; LTM",
        service_share,
    ),
];

/// Pass mark where only a score of 100 is given.
const PASS_MARK: f64 = 60.0;

fn all<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Training>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.training)?.within(ledger.ltm(d), |training| training.date))
}

fn hours_per_person(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?.having("hours", |training| training.hours)?;
    let people = rows.texts(|training| training.trainee.as_deref()).len();
    if people > 0 {
        let rows = rows.only(|training| training.trainee.is_some());
        let hours: f64 = rows.values(|training| training.hours).iter().sum();
        let mut figure = rows.figure(hours / people as f64);
        figure.n = Some(people as u64);
        return Ok(figure);
    }
    let rows = rows.having("attended", |training| training.attended)?;
    let hours = |t: &Training| Some(t.hours? * t.attended?);
    let size = |t: &Training| Some(t.expected.unwrap_or(0.0).max(t.attended?));
    let people = rows.values(size).into_iter().fold(0.0, f64::max);
    let mut figure = rows.figure(ratio(rows.values(hours).iter().sum(), people)?);
    figure.n = Some(people as u64);
    Ok(figure)
}

fn coverage(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?.having("expected", |t| t.expected.zip(t.attended))?;
    let sum = |values: Vec<f64>| values.iter().sum::<f64>();
    let (came, expected) = (
        sum(rows.values(|t| t.attended)),
        sum(rows.values(|t| t.expected)),
    );
    let mut figure = rows.figure(ratio(came, expected)?.min(1.0));
    figure.n = Some(expected as u64);
    Ok(figure)
}

fn pass_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    let passed = |t: &Training| t.passed.or(t.score.map(|score| score >= PASS_MARK));
    all(ledger, d)?
        .having("passed", passed)?
        .share(d, |t| passed(t) == Some(true))
}

fn service_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?;
    let courses: BTreeMap<(&str, Option<Date>), &Training> = rows
        .rows()
        .iter()
        .map(|row| ((row.record.title.trim(), row.record.date), &row.record))
        .collect();
    if courses.is_empty() {
        return Err(no_field(TableKind::Training, "date"));
    }
    let service = courses
        .values()
        .filter(|t| {
            says(t.category.as_deref(), words::SERVICE) || says(Some(&t.title), words::SERVICE)
        })
        .count();
    let figure = proportion(service, courses.len(), d)?;
    Ok(figure.from_rows(TableKind::Training, rows.places()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, rows};
    use crate::ledger::Records;

    use super::*;

    #[test]
    fn persons_rows_are_summed_by_person() {
        let records = Records {
            training: rows(
                "title | date | hours | trainee | score | category",
                &[
                    "客户服务礼仪 | 2024-03-01 | 4 | 张三 | 90 | ",
                    "客户服务礼仪 | 2024-03-01 | 4 | 李四 | 50 | ",
                    "消防 | 2024-05-01 | 2 | 张三 | | 安全",
                    "消防 | 2020-05-01 | 2 | 张三 | | 安全",
                ],
            ),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("training.hours_per_person", 5.0),
                ("training.pass_rate", 0.5),
                ("training.service_share", 0.5),
            ],
        );
        let reason = no_field(TableKind::Training, "expected");
        assert_eq!(absent(&records, "training.coverage"), reason);
    }

    #[test]
    fn whole_trainings_are_weighed_by_attendance() {
        let records = Records {
            training: rows(
                "title | hours | expected | attended",
                &["客户投诉处理 | 3 | 10 | 8", "产品 | 2 | 10 | 10"],
            ),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("training.hours_per_person", 4.4),
                ("training.coverage", 0.9),
            ],
        );
    }
}
