//! Satisfaction surveys: what respondents said, and how much the survey can carry.

use std::collections::{BTreeMap, BTreeSet};

use records::{Date, Survey, TableKind};
use statistics::association;

use super::scale::Scale;
use super::selection::{Selection, matched, revenue_of, total_revenue, two_years};
use super::tools::{Outcome, mean_with_interval, no_field, spec};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, month_index};
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};
use crate::voice::{Item, nps_with_interval, population};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "satisfaction.csat",
        Unit::Share,
        "#{overall in top 2 of 5} / #{overall}; LTM, else 24 m",
        csat,
    ),
    spec(
        "satisfaction.mean_100",
        Unit::Points,
        "mean((overall − min) / (max − min)) × 100, so 1–5 → 0, 25, 50, 75, 100; LTM, else 24 m",
        mean_100,
    ),
    spec(
        "satisfaction.nps",
        Unit::Points,
        "100 × (#{recommend ≥ 9} − #{recommend ≤ 6}) / #{recommend}; LTM, else 24 m",
        net_promoters,
    ),
    spec(
        "satisfaction.response_rate",
        Unit::Share,
        "#{answered} / #{asked}; 24 m",
        response_rate,
    ),
    spec(
        "satisfaction.revenue_coverage",
        Unit::Share,
        "revenue LTM of respondents / revenue LTM",
        revenue_coverage,
    ),
    spec(
        "satisfaction.alpha",
        Unit::Index,
        "k / (k − 1) × (1 − Σ(var(item)) / var(sum)); items: product, service, price, delivery",
        alpha,
    ),
    spec(
        "satisfaction.dimensions_asked",
        Unit::Count,
        "#{product_score, service_score, price_score, delivery_score with answers}",
        dimensions_asked,
    ),
    spec(
        "satisfaction.modes",
        Unit::Count,
        "#distinct channel; 24 m",
        modes,
    ),
    spec(
        "satisfaction.waves",
        Unit::Count,
        "#distinct wave / 2; 24 m",
        waves,
    ),
    spec(
        "satisfaction.repurchase",
        Unit::Share,
        "#{repurchase in top 2 of 5} / #{repurchase}; LTM, else 24 m",
        repurchase,
    ),
];

/// Fewest respondents for a reliability worth printing.
const ALPHA_NEEDS: u64 = 10;

type Column = fn(&Survey) -> Option<f64>;

pub(crate) fn answered_on(survey: &Survey) -> Option<Date> {
    survey.answered_at.map(|at| at.date())
}

/// Whether the respondent answered: as said, or because there is an answer.
pub(crate) fn responded(survey: &Survey) -> Option<bool> {
    let scores = [
        survey.overall,
        survey.recommend,
        survey.repurchase,
        survey.effort,
    ];
    let scored = scores
        .into_iter()
        .chain(Item::ALL.map(|item| (item.answer)(survey)))
        .any(|x| x.is_some());
    survey.answered.or(scored.then_some(true))
}

/// Answer sheets of the last 24 months; invitations without answer left out.
fn two_years_answers<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<Selection<'a, Survey>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.surveys)?
        .within(two_years(d), answered_on)
        .only(|survey| responded(survey) != Some(false)))
}

/// Answer sheets of the last twelve months; where nobody was asked in them, of the last 24.
/// Two yearly surveys in one figure would hide a decline.
pub(crate) fn answers<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<Selection<'a, Survey>, AbsentReason> {
    let recent = two_years_answers(ledger, d)?.within(ledger.ltm(d), answered_on);
    if recent.count() > 0 {
        Ok(recent)
    } else {
        two_years_answers(ledger, d)
    }
}

/// The scale of a column, read off all its answers.
pub(crate) fn scale_of(ledger: &Ledger, column: Column) -> Scale {
    Scale::of(
        ledger
            .tables
            .surveys
            .iter()
            .filter_map(|row| column(&row.record)),
    )
}

fn top_box(ledger: &Ledger, d: &Definitions, field: &str, column: Column) -> Outcome {
    let scale = scale_of(ledger, column);
    answers(ledger, d)?
        .having(field, column)?
        .share(d, |survey| {
            column(survey).is_some_and(|answer| scale.satisfied(answer))
        })
}

fn csat(ledger: &Ledger, d: &Definitions) -> Outcome {
    top_box(ledger, d, "overall", |survey| survey.overall)
}

fn repurchase(ledger: &Ledger, d: &Definitions) -> Outcome {
    top_box(ledger, d, "repurchase", |survey| survey.repurchase)
}

fn mean_100(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale_of(ledger, |survey| survey.overall);
    let rows = answers(ledger, d)?.having("overall", |survey| survey.overall)?;
    let points = rows.values(|survey| survey.overall.map(|answer| scale.hundred(answer)));
    mean_with_interval(&rows, &points, (0.0, 100.0), d)
}

fn net_promoters(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = answers(ledger, d)?.having("recommend", |survey| survey.recommend)?;
    // Answers on five points are no net promoter score.
    if scale_of(ledger, |survey| survey.recommend).most() != 10.0 {
        return Err(no_field(TableKind::Surveys, "recommend"));
    }
    let of = population(ledger, &rows, &ledger.active(d));
    let scores = rows.values(|survey| survey.recommend);
    let (score, interval) =
        nps_with_interval(&scores, of, d.confidence).ok_or(AbsentReason::NothingToCount)?;
    let mut figure = rows.figure(score);
    figure.interval = Some(interval);
    Ok(figure)
}

fn response_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (from, to) = two_years(d);
    Selection::of(&ledger.tables.surveys)?
        // A list of answers only says nothing of those who were asked and kept silent.
        .using("answered", |survey| {
            survey.answered.filter(|answered| !answered)
        })?
        .only(|survey| answered_on(survey).is_none_or(|day| from <= day && day <= to))
        .having("answered", responded)?
        .share(d, |survey| responded(survey) == Some(true))
}

fn revenue_coverage(ledger: &Ledger, d: &Definitions) -> Outcome {
    matched(ledger, TableKind::Surveys)?;
    let rows = answers(ledger, d)?;
    let share = revenue_of(ledger, d, &rows.customers(ledger)) / total_revenue(ledger, d)?;
    Ok(rows.figure(share))
}

fn alpha(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = answers(ledger, d)?;
    let asked: Vec<Column> = Item::ALL
        .into_iter()
        .map(|item| item.answer)
        .filter(|part| 2 * rows.values(part).len() as u64 >= rows.count().max(1))
        .collect();
    if asked.len() < 2 {
        return Err(no_field(TableKind::Surveys, "service_score"));
    }
    let rows = rows.only(|survey| asked.iter().all(|part| part(survey).is_some()));
    if rows.count() < ALPHA_NEEDS {
        return Err(AbsentReason::TooFew {
            needed: ALPHA_NEEDS,
            found: rows.count(),
        });
    }
    let sheets: Vec<Vec<f64>> = rows
        .rows()
        .iter()
        .map(|row| asked.iter().filter_map(|part| part(&row.record)).collect())
        .collect();
    let found = association::cronbach_alpha(&sheets).ok_or(AbsentReason::NothingToCount)?;
    let figure = rows.figure(found);
    let interval = association::cronbach_interval(found, asked.len(), sheets.len(), d.confidence);
    Ok(match interval {
        Some(interval) => figure.between(
            interval.lower.max(-1.0),
            interval.upper,
            interval.level,
            "feldt",
        ),
        None => figure,
    })
}

fn dimensions_asked(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = answers(ledger, d)?;
    if rows.count() == 0 {
        return Err(AbsentReason::NothingToCount);
    }
    let asked = Item::ALL
        .into_iter()
        .filter(|item| !rows.values(item.answer).is_empty())
        .count();
    Ok(rows.figure(asked as f64))
}

fn modes(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = two_years_answers(ledger, d)?
        .having("channel", |survey| survey.channel.as_ref().map(drop))?;
    let modes = rows.texts(|survey| survey.channel.as_deref()).len();
    Ok(rows.figure(modes as f64))
}

/// Surveys a year: by wave where it is named, else a pause of two months begins a new one.
fn waves(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = two_years_answers(ledger, d)?;
    let named = rows.texts(|survey| survey.wave.as_deref()).len();
    if named > 0 {
        return Ok(rows.figure(named as f64 / 2.0));
    }
    let rows = rows.having("answered_at", |survey| survey.answered_at)?;
    let months: BTreeSet<i32> = rows
        .rows()
        .iter()
        .filter_map(|row| answered_on(&row.record))
        .map(|day| month_index(d.as_of, day))
        .collect();
    let months: Vec<i32> = months.into_iter().collect();
    let pauses = months
        .windows(2)
        .filter(|pair| pair[1] - pair[0] > 2)
        .count();
    let waves = pauses + usize::from(!months.is_empty());
    Ok(rows.figure(waves as f64 / 2.0))
}

/// Promoters by the last answer of the last 24 months of each customer.
///
/// # Errors
/// Where recommending was not asked on 0–10, or too few of the survey's customers are known.
pub(crate) fn promoters(
    ledger: &Ledger,
    d: &Definitions,
) -> Result<BTreeSet<CustomerId>, AbsentReason> {
    matched(ledger, TableKind::Surveys)?;
    let rows = two_years_answers(ledger, d)?.having("recommend", |survey| survey.recommend)?;
    if scale_of(ledger, |survey| survey.recommend).most() != 10.0 {
        return Err(no_field(TableKind::Surveys, "recommend"));
    }
    let mut last = BTreeMap::new();
    for row in rows.rows() {
        let Some(id) = row.customer.filter(|id| ledger.counts(*id)) else {
            continue;
        };
        let answer = (row.record.answered_at, row.at);
        let known = last.entry(id).or_insert((answer, row.record.recommend));
        if answer > known.0 {
            *known = (answer, row.record.recommend);
        }
    }
    Ok(last
        .into_iter()
        .filter(|(_, (_, score))| score.is_some_and(|score| score >= 9.0))
        .map(|(id, _)| id)
        .collect())
}

/// Customers who answered a survey in the window, for engagement.
pub(super) fn respondents(ledger: &Ledger, window: (Date, Date)) -> BTreeSet<CustomerId> {
    Selection::of(&ledger.tables.surveys)
        .map(|rows| {
            rows.within(window, answered_on)
                .only(|survey| survey.answered != Some(false))
                .customers(ledger)
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, no_table, orders, rows};
    use crate::ledger::Records;

    use super::*;

    fn survey(header: &str, lines: &[&str]) -> Records {
        Records {
            surveys: rows(header, lines),
            ..Records::default()
        }
    }

    #[test]
    fn the_top_two_of_five_are_satisfied_and_old_answers_do_not_count() {
        let records = survey(
            "answered_at | overall | repurchase",
            &[
                "2024-06-01T10:00 | 5 | 5",
                "2024-06-01T10:00 | 4 | 3",
                "2024-06-01T10:00 | 3 | 4",
                "2023-06-01T10:00 | 1 | ",
                "2021-06-01T10:00 | 1 | 1",
            ],
        );
        check(
            &records,
            &[
                ("satisfaction.csat", 2.0 / 3.0),
                ("satisfaction.mean_100", 75.0),
                ("satisfaction.repurchase", 2.0 / 3.0),
                ("satisfaction.waves", 1.0),
            ],
        );
        assert_eq!(measure(&records, "satisfaction.csat").unwrap().n, Some(3));
    }

    #[test]
    fn the_net_promoter_score_is_adjusted_when_small_and_bound_by_the_customers() {
        let mut records = survey(
            "customer_name | recommend",
            &["甲 | 10", "乙 | 9", "丙 | 8", "丁 | 3"],
        );
        check(&records, &[("satisfaction.nps", 25.0)]);
        let free = measure(&records, "satisfaction.nps")
            .unwrap()
            .interval
            .unwrap();
        assert_eq!(free.method, "nps_adjusted_wald");
        records.orders = orders(&[
            "甲 | 2024-05-01 | 1",
            "乙 | 2024-05-01 | 1",
            "丙 | 2024-05-01 | 1",
            "丁 | 2024-05-01 | 1",
        ]);
        let all = measure(&records, "satisfaction.nps")
            .unwrap()
            .interval
            .unwrap();
        assert_eq!((all.lower, all.upper), (25.0, 25.0), "everybody was asked");
    }

    #[test]
    fn five_points_are_no_net_promoter_score() {
        let records = survey("recommend", &["5", "4"]);
        let reason = no_field(TableKind::Surveys, "recommend");
        assert_eq!(absent(&records, "satisfaction.nps"), reason);
    }

    #[test]
    fn a_response_rate_needs_those_who_kept_silent() {
        let asked = survey(
            "answered | channel | overall",
            &[
                "true | 线上 | 5",
                " | 电话 | 4",
                "true | 线上 | 4",
                "false | 线上 | ",
            ],
        );
        check(
            &asked,
            &[
                ("satisfaction.response_rate", 0.75),
                ("satisfaction.modes", 2.0),
            ],
        );
        let answers_only = survey("answered | overall", &["true | 5"]);
        let reason = no_field(TableKind::Surveys, "answered");
        assert_eq!(absent(&answers_only, "satisfaction.response_rate"), reason);
    }

    #[test]
    fn coverage_is_the_revenue_of_those_who_answered() {
        let mut records = survey("customer_name | overall", &["甲 | 5"]);
        records.orders = orders(&["甲 | 2024-05-01 | 300", "乙 | 2024-05-01 | 100"]);
        check(&records, &[("satisfaction.revenue_coverage", 0.75)]);
        let strangers = Records {
            surveys: rows("customer_name | overall", &["甲 | 5", "无名 | 5"]),
            ..records
        };
        let reason = AbsentReason::PoorMatch {
            table: TableKind::Surveys,
        };
        assert_eq!(absent(&strangers, "satisfaction.revenue_coverage"), reason);
    }

    #[test]
    fn alike_items_are_reliable_and_counted_as_asked() {
        let lines: Vec<String> = (0..12)
            .map(|n| format!("{0} | {0} | ", 1 + n % 5))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let records = survey("product_score | service_score | price_score", &lines);
        check(
            &records,
            &[
                ("satisfaction.alpha", 1.0),
                ("satisfaction.dimensions_asked", 2.0),
            ],
        );
        assert_eq!(
            absent(&Records::default(), "satisfaction.alpha"),
            no_table(TableKind::Surveys)
        );
    }
}
