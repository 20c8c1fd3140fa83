//! What a survey asked about beside overall satisfaction: items, ease, other suppliers, change.

use std::collections::BTreeSet;

use records::{Date, Survey, TableKind};
use statistics::comparison::mean_difference;

use super::satisfaction::{answered_on, answers, responded, scale_of};
use super::selection::Selection;
use super::tools::{Outcome, compared, mean_with_interval, no_field, spec};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};
use crate::voice::{Item, matrix, means};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "satisfaction.product",
        Unit::Points,
        "mean((product_score − min) / (max − min)) × 100; LTM, else 24 m",
        |ledger, d| item_mean(ledger, d, Item::ALL[0]),
    ),
    spec(
        "satisfaction.service",
        Unit::Points,
        "mean((service_score − min) / (max − min)) × 100; LTM, else 24 m",
        |ledger, d| item_mean(ledger, d, Item::ALL[1]),
    ),
    spec(
        "satisfaction.price",
        Unit::Points,
        "mean((price_score − min) / (max − min)) × 100; LTM, else 24 m",
        |ledger, d| item_mean(ledger, d, Item::ALL[2]),
    ),
    spec(
        "satisfaction.delivery",
        Unit::Points,
        "mean((delivery_score − min) / (max − min)) × 100; LTM, else 24 m",
        |ledger, d| item_mean(ledger, d, Item::ALL[3]),
    ),
    spec(
        "satisfaction.weakest_gap",
        Unit::Points,
        "min over items of mean(item) − mean(overall) of the same sheets, 0–100; LTM, else 24 m",
        weakest_gap,
    ),
    spec(
        "satisfaction.priority_items",
        Unit::Count,
        "#{items with Spearman ρ(item, overall) ≥ mean ρ and mean < mean of the items}; ≥ 10 pairs an item",
        priority_items,
    ),
    spec(
        "satisfaction.effort",
        Unit::Index,
        "mean(effort), 1–7 agreement that it was easy; LTM, else 24 m",
        effort,
    ),
    spec(
        "satisfaction.dual_sourcing",
        Unit::Share,
        "#{dual_sourcing = true} / #{dual_sourcing}; LTM, else 24 m",
        dual_sourcing,
    ),
    spec(
        "satisfaction.change",
        Unit::Points,
        "mean(overall) LTM − mean(overall) of the 12 m before, 0–100",
        change,
    ),
    spec(
        "satisfaction.respondents",
        Unit::Count,
        "#distinct customers with an answer; LTM, else 24 m",
        respondents,
    ),
];

fn item_mean(ledger: &Ledger, d: &Definitions, item: Item) -> Outcome {
    let scale = scale_of(ledger, item.answer);
    let rows = answers(ledger, d)?.having(item.field, item.answer)?;
    let points = rows.values(|survey| (item.answer)(survey).map(|answer| scale.hundred(answer)));
    mean_with_interval(&rows, &points, (0.0, 100.0), d)
}

fn weakest_gap(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, items) = means(ledger, d)?;
    let least = items.iter().map(|item| item.gap).reduce(f64::min);
    Ok(rows.figure(least.ok_or(AbsentReason::NothingToCount)?))
}

fn priority_items(ledger: &Ledger, d: &Definitions) -> Outcome {
    let matrix = matrix(ledger, d)?;
    let wanting = matrix
        .items
        .iter()
        .filter(|item| item.quadrant == "improve");
    let rows = answers(ledger, d)?.having("overall", |survey| survey.overall)?;
    Ok(rows.figure(wanting.count() as f64))
}

/// Answers on 1–7. Five points or ten are another question.
fn effort(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = answers(ledger, d)?.having("effort", |survey| survey.effort)?;
    let all = ledger.tables.surveys.iter();
    let most = all.filter_map(|row| row.record.effort).fold(0.0, f64::max);
    if !(5.0 < most && most <= 7.0) {
        return Err(no_field(TableKind::Surveys, "effort"));
    }
    mean_with_interval(&rows, &rows.values(|survey| survey.effort), (1.0, 7.0), d)
}

fn dual_sourcing(ledger: &Ledger, d: &Definitions) -> Outcome {
    answers(ledger, d)?
        .having("dual_sourcing", |survey| survey.dual_sourcing)?
        .share(d, |survey| survey.dual_sourcing == Some(true))
}

fn points_within(
    ledger: &Ledger,
    window: (Date, Date),
) -> Result<(Selection<'_, Survey>, Vec<f64>), AbsentReason> {
    let scale = scale_of(ledger, |survey| survey.overall);
    let rows = Selection::of(&ledger.tables.surveys)?
        .having("overall", |survey| survey.overall)?
        .having("answered_at", |survey| survey.answered_at)?
        .within(window, answered_on)
        .only(|survey| responded(survey) != Some(false));
    let points = rows.values(|survey| survey.overall.map(|x| scale.hundred(x)));
    Ok((rows, points))
}

fn change(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, now) = points_within(ledger, ledger.ltm(d))?;
    let (earlier, before) = points_within(ledger, ledger.prior(d))?;
    let found = mean_difference(&now, &before, d.confidence).ok_or(AbsentReason::TooFew {
        needed: 2,
        found: now.len().min(before.len()) as u64,
    })?;
    let mut places = rows.places();
    places.extend(earlier.places());
    let n = (now.len() + before.len()) as u64;
    Ok(compared(found, n, "welch").from_rows(TableKind::Surveys, places))
}

/// Customers behind the answers: several sheets of one customer are one voice.
fn respondents(ledger: &Ledger, d: &Definitions) -> Outcome {
    super::selection::matched(ledger, TableKind::Surveys)?;
    let rows = answers(ledger, d)?;
    let who: BTreeSet<_> = rows.customers(ledger);
    Ok(rows.figure(who.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, rows};
    use crate::ledger::Records;

    use super::*;

    fn survey(header: &str, lines: &[&str]) -> Records {
        Records {
            surveys: rows(header, lines),
            ..Records::default()
        }
    }

    /// Ten sheets: service goes with overall satisfaction and is poor, price does not and is good.
    fn sheets() -> Records {
        let lines: Vec<String> = (0..10)
            .map(|n| {
                let overall = 1 + n % 5;
                let service = (overall - 1).max(1);
                let price = if n < 5 { 5 } else { 4 };
                format!("{overall} | {service} | {price} | 5")
            })
            .collect();
        survey(
            "overall | service_score | price_score | product_score",
            &lines.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn items_have_their_means_and_their_distance_from_the_whole() {
        check(
            &sheets(),
            &[
                // Overall 1 to 5 is 0 to 100, mean 50; service 1, 1, 2, 3, 4 is 30.
                ("satisfaction.service", 30.0),
                ("satisfaction.price", 87.5),
                ("satisfaction.product", 100.0),
                ("satisfaction.weakest_gap", -20.0),
                ("satisfaction.priority_items", 1.0),
            ],
        );
        let reason = no_field(TableKind::Surveys, "delivery_score");
        assert_eq!(absent(&sheets(), "satisfaction.delivery"), reason);
    }

    #[test]
    fn the_matrix_puts_what_matters_and_disappoints_first() {
        let ledger = Ledger::build(sheets(), &[], crate::definitions::CustomerLevel::Company);
        let d = super::super::testing::definitions();
        let matrix = matrix(&ledger, &d).unwrap();
        let items: Vec<(&str, &str)> = matrix
            .items
            .iter()
            .map(|item| (item.item.as_str(), item.quadrant.as_str()))
            .collect();
        // A product that everybody gives five has no rank and no importance.
        assert_eq!(items, [("service", "improve"), ("price", "spare")]);
        // Ranks of overall 1.5, 3.5, 5.5, 7.5, 9.5 twice; of service 3.5 four times, 6.5… .
        let service = &matrix.items[0];
        assert!(
            (service.importance - 0.974_679).abs() < 1e-6,
            "{}",
            service.importance
        );
        assert_eq!(matrix.items[1].importance, 0.0);
        assert!(service.p < 0.001 && (matrix.items[1].p - 1.0).abs() < 1e-9);
    }

    #[test]
    fn ease_is_asked_on_seven_points_and_nothing_else() {
        let seven = survey("effort", &["7", "6", "5"]);
        check(&seven, &[("satisfaction.effort", 6.0)]);
        let five = survey("effort", &["5", "4"]);
        let reason = no_field(TableKind::Surveys, "effort");
        assert_eq!(absent(&five, "satisfaction.effort"), reason);
    }

    #[test]
    fn a_change_is_held_against_the_spread_of_both_years() {
        let records = survey(
            "answered_at | overall | dual_sourcing",
            &[
                "2023-06-01T10:00 | 5 | ",
                "2023-06-01T10:00 | 5 | ",
                "2023-06-01T10:00 | 4 | ",
                "2024-06-01T10:00 | 3 | true",
                "2024-06-01T10:00 | 4 | false",
                "2024-06-01T10:00 | 2 | false",
            ],
        );
        check(
            &records,
            &[
                ("satisfaction.change", -125.0 / 3.0),
                ("satisfaction.dual_sourcing", 1.0 / 3.0),
            ],
        );
        let change = measure(&records, "satisfaction.change").unwrap();
        assert_eq!(change.interval.unwrap().method, "welch");
        assert_eq!(change.n, Some(6));
    }
}
