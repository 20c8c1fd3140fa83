//! Online reviews of the last 24 months, on five stars.

use records::{Evidence, Review};
use statistics::comparison::mean_difference;
use statistics::survival::Survival;

use super::durations::{Clock, Span, closing, time_to};
use super::scale::Scale;
use super::selection::{Selection, two_years};
use super::tools::{Outcome, compared, mean_with_interval, spec};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "reviews.mean_stars",
        Unit::Stars,
        "mean(stars); 24 m",
        mean_stars,
    ),
    spec(
        "reviews.shrunk_stars",
        Unit::Stars,
        "(10 × 3 + Σ(stars)) / (10 + #stars); 24 m",
        shrunk_stars,
    ),
    spec(
        "reviews.trend",
        Unit::Stars,
        "mean(stars) LTM − mean(stars) of the 12 m before",
        trend,
    ),
    spec("reviews.per_year", Unit::Count, "#stars LTM", per_year),
    spec(
        "reviews.good_share",
        Unit::Share,
        "#{stars ≥ 4} / #stars; 24 m",
        good_share,
    ),
    spec(
        "reviews.bad_share",
        Unit::Share,
        "#{stars ≤ 2} / #stars; 24 m",
        bad_share,
    ),
    spec(
        "reviews.bad_reply_rate",
        Unit::Share,
        "#{stars ≤ 2, reply or replied_at} / #{stars ≤ 2}; 24 m",
        bad_reply_rate,
    ),
    spec(
        "reviews.bad_reply_hours",
        Unit::Hours,
        "KM median(replied_at − date), stars ≤ 2, unanswered ones censored; 24 m",
        bad_reply_hours,
    ),
];

/// Stars of the prior of the shrunken mean: the middle of the scale.
const PRIOR: f64 = 3.0;
/// Reviews that the prior weighs.
pub(crate) const PRIOR_WEIGHT: f64 = 10.0;

/// Reviews of the last 24 months.
pub(crate) fn recent<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<Selection<'a, Review>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.reviews)?.within(two_years(d), |review| review.date))
}

/// The scale of the stars.
pub(crate) fn scale(ledger: &Ledger) -> Scale {
    Scale::of(ledger.tables.reviews.iter().map(|row| row.record.stars))
}

fn bad<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Review>, AbsentReason> {
    let scale = scale(ledger);
    Ok(recent(ledger, d)?.only(|review| scale.stars(review.stars) <= 2.0))
}

fn mean_stars(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    let rows = recent(ledger, d)?;
    let stars = rows.values(|review| Some(scale.stars(review.stars)));
    mean_with_interval(&rows, &stars, (0.0, 5.0), d)
}

/// Mean of the stars drawn to a prior that weighs as many reviews: with few of them the mean says
/// little.
pub(crate) fn shrunk(stars: &[f64], prior: f64, weight: f64) -> f64 {
    (weight * prior + stars.iter().sum::<f64>()) / (weight + stars.len() as f64)
}

fn shrunk_stars(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    let rows = recent(ledger, d)?;
    let stars = rows.values(|review| Some(scale.stars(review.stars)));
    match stars.is_empty() {
        true => Err(AbsentReason::NothingToCount),
        false => Ok(rows.figure(shrunk(&stars, PRIOR, PRIOR_WEIGHT))),
    }
}

fn trend(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    let within = |window| -> Result<Vec<f64>, AbsentReason> {
        let rows = Selection::of(&ledger.tables.reviews)?
            .having("date", |review| review.date)?
            .within(window, |review| review.date);
        Ok(rows.values(|review| Some(scale.stars(review.stars))))
    };
    let (now, before) = (within(ledger.ltm(d))?, within(ledger.prior(d))?);
    let found = mean_difference(&now, &before, d.confidence).ok_or(AbsentReason::TooFew {
        needed: 2,
        found: now.len().min(before.len()) as u64,
    })?;
    let n = (now.len() + before.len()) as u64;
    Ok(compared(found, n, "welch").from_rows(Review::KIND, recent(ledger, d)?.places()))
}

fn per_year(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.reviews)?
        .having("date", |review| review.date)?
        .within(ledger.ltm(d), |review| review.date);
    Ok(rows.figure(rows.count() as f64))
}

fn good_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    recent(ledger, d)?.share(d, |review| scale.stars(review.stars) >= 4.0)
}

fn bad_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    recent(ledger, d)?.share(d, |review| scale.stars(review.stars) <= 2.0)
}

/// Answered by a text or a time.
pub(crate) fn replied(review: &Review) -> bool {
    let text = review
        .reply
        .as_deref()
        .is_some_and(|reply| !reply.trim().is_empty());
    text || review.replied_at.is_some()
}

fn bad_reply_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    bad(ledger, d)?
        .using("reply", |review| replied(review).then_some(()))?
        .share(d, replied)
}

/// Bad reviews and how long they wait for an answer, in hours. The day of a review has no hour; it
/// counts from its beginning.
pub(crate) fn until_reply<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<(Selection<'a, Review>, Survival), AbsentReason> {
    let rows = bad(ledger, d)?.using("replied_at", |review| review.date.zip(review.replied_at))?;
    let curve = closing(&rows, d, Clock::Hours, |review| {
        // Answered at an unknown time: neither a time nor an open case.
        let unknown = review.replied_at.is_none() && replied(review);
        let from = review.date.filter(|_| !unknown)?.at(0, 0, 0, 0);
        Some(Span {
            from,
            to: review.replied_at,
        })
    })?;
    Ok((rows, curve))
}

fn bad_reply_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_reply(ledger, d)?;
    time_to(&rows, &curve, d, 0.5)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, no_table, rows};
    use crate::ledger::Records;
    use records::TableKind;

    #[test]
    fn reviews_give_stars_shares_and_replies() {
        let records = Records {
            reviews: rows(
                "date | stars | reply | replied_at",
                &[
                    "2024-03-01 | 5 | | ",
                    "2024-03-01 | 4 | | ",
                    "2024-03-01 | 2 | 抱歉 | 2024-03-02T12:00",
                    "2024-03-01 | 1 | | ",
                    "2020-03-01 | 1 | | ",
                ],
            ),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("reviews.mean_stars", 3.0),
                ("reviews.good_share", 0.5),
                ("reviews.bad_share", 0.5),
                ("reviews.bad_reply_rate", 0.5),
                // One of two is answered after 36 hours, the other still waits.
                ("reviews.bad_reply_hours", 36.0),
                ("reviews.per_year", 4.0),
                // 12 stars in four reviews, and ten of three stars.
                ("reviews.shrunk_stars", 42.0 / 14.0),
            ],
        );
        let reason = no_table(TableKind::Reviews);
        assert_eq!(absent(&Records::default(), "reviews.mean_stars"), reason);
    }

    #[test]
    fn the_trend_compares_two_years_and_says_how_sure_it_is() {
        let records = Records {
            reviews: rows(
                "date | stars",
                &[
                    "2023-03-01 | 5",
                    "2023-04-01 | 5",
                    "2023-05-01 | 4",
                    "2024-03-01 | 3",
                    "2024-04-01 | 4",
                    "2024-05-01 | 2",
                ],
            ),
            ..Records::default()
        };
        let figure = measure(&records, "reviews.trend").unwrap();
        assert!((figure.value + 5.0 / 3.0).abs() < 1e-12);
        // Variances 1 and 1/3 of three each: √(4/9) with 16/5 degrees of freedom, t = 3.07.
        let interval = figure.interval.unwrap();
        let half = (interval.upper - interval.lower) / 2.0;
        assert!((half - 3.07 * 2.0 / 3.0).abs() < 0.02, "{half}");
        let alone = Records {
            reviews: rows("date | stars", &["2024-03-01 | 3", "2024-04-01 | 4"]),
            ..Records::default()
        };
        let reason = crate::model::AbsentReason::TooFew {
            needed: 2,
            found: 0,
        };
        assert_eq!(absent(&alone, "reviews.trend"), reason);
    }

    #[test]
    fn ten_points_are_brought_to_five_stars() {
        let records = Records {
            reviews: rows("stars", &["10", "6"]),
            ..Records::default()
        };
        check(
            &records,
            &[("reviews.mean_stars", 4.0), ("reviews.good_share", 0.5)],
        );
    }
}
