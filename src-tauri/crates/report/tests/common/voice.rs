//! What customers say and how they are served.

use assess::*;
use records::Amount;

use super::day;

fn interval(lower: f64, upper: f64, method: &str) -> ConfidenceInterval {
    ConfidenceInterval {
        lower,
        upper,
        level: 0.95,
        method: method.into(),
    }
}

pub fn voice() -> VoiceExhibits {
    VoiceExhibits {
        items: Some(items()),
        tiers: tiers(),
        waves: waves(),
        outcomes: outcomes(),
        after_complaint: Some(AfterComplaint {
            customers: 31,
            bought: 22,
            expected: 0.861,
            others: 214,
        }),
        recovery: Some(recovery()),
        times: times(),
        themes: [
            ("quality", [41, 9, 6, 8]),
            ("delivery", [28, 7, 9, 5]),
            ("price", [2, 4, 11, 1]),
            ("other", [5, 6, 3, 2]),
        ]
        .into_iter()
        .map(|(theme, by): (&str, [u64; 4])| ThemeCount {
            theme: theme.into(),
            complaints: by[0],
            feedback: by[1],
            comments: by[2],
            reviews: by[3],
            texts: by.iter().sum(),
            share: by.iter().sum::<u64>() as f64 / 128.0,
        })
        .collect(),
        platforms: [("1688", 38, 4.42), ("天猫", 19, 4.05), ("", 4, 2.75)]
            .into_iter()
            .map(|(platform, n, mean)| PlatformReviews {
                platform: platform.into(),
                n,
                mean,
                shrunk: (10.0 * 4.2 + n as f64 * mean) / (10.0 + n as f64),
                good: mean / 5.0,
                bad: 0.5 - mean / 10.0,
                bad_answered: (n > 4).then_some(0.625),
            })
            .collect(),
        review_years: (0..2)
            .map(|at| ReviewYear {
                from: day(2024 + at, 11, 1),
                to: day(2025 + at, 10, 31),
                n: 29 + at as u64,
                mean: 4.4 - 0.21 * f64::from(at),
                bad: 0.07 + 0.04 * f64::from(at),
            })
            .collect(),
        care: [
            ("within_half", 61, 19, 0.31),
            ("within", 54, 14, 0.27),
            ("beyond", 40, 9, 0.18),
            ("far_beyond", 33, 6, 0.11),
            ("never", 22, 2, 0.04),
            ("no_rhythm", 58, 4, 0.09),
        ]
        .into_iter()
        .map(|(band, customers, a_customers, share)| CareBand {
            band: band.into(),
            customers,
            a_customers,
            revenue: Amount((6_123_456_789.0 * share) as i64),
            share,
        })
        .collect(),
        holiday: Some(HolidayOrders {
            promotions: 4,
            days: 28,
            orders: 512,
            other_days: 196,
            other_orders: 3_012,
        }),
        ways: [
            ("campaigns", 71, 0.44),
            ("feedback", 19, 0.12),
            ("surveys", 103, 0.61),
        ]
        .into_iter()
        .map(|(way, customers, revenue_share)| EngagementWay {
            way: way.into(),
            customers,
            share: customers as f64 / 268.0,
            revenue_share,
        })
        .collect(),
    }
}

fn recovery() -> Recovery {
    Recovery {
        customers: 24,
        back: 15,
        no_level: 7,
        median: Some(6.0),
        median_lower: Some(4.0),
        median_upper: None,
        others: 163,
        others_median: Some(3.0),
        marks: [
            (3, 24, 0.333, 0.58),
            (6, 14, 0.521, 0.79),
            (9, 9, 0.604, 0.87),
            (12, 4, 0.671, 0.91),
        ]
        .into_iter()
        .map(|(months, followed, back, others)| RecoveryMark {
            months,
            followed,
            back,
            lower: Some(back - 0.17),
            upper: Some(back + 0.21),
            others: Some(others),
        })
        .collect(),
    }
}

fn items() -> ItemMatrix {
    let point = |item: &str, importance, performance: f64, quadrant: &str| ItemPoint {
        item: item.into(),
        n: 103,
        importance,
        p: 0.0004,
        performance,
        gap: performance - 78.2,
        quadrant: quadrant.into(),
    };
    ItemMatrix {
        items: vec![
            point("delivery", 0.71, 66.3, "improve"),
            point("product", 0.66, 84.9, "keep"),
            point("service", 0.48, 81.0, "spare"),
            point("price", 0.31, 63.7, "watch"),
        ],
        importance: 0.54,
        performance: 73.975,
        overall: 78.2,
    }
}

fn tiers() -> Vec<TierOpinion> {
    [
        ("a", 46, 31, 0.8, Some((12.9, -8.1, 33.2)), Some(0.742)),
        ("b", 74, 39, 0.15, Some((33.3, 14.0, 51.0)), Some(0.821)),
        ("c", 148, 33, 0.05, None, None),
    ]
    .into_iter()
    .map(
        |(tier, customers, respondents, share, nps, csat)| TierOpinion {
            tier: tier.into(),
            customers,
            respondents,
            revenue: Amount((6_123_456_789.0 * share) as i64),
            answered_revenue: Amount((6_123_456_789.0 * share * 0.7) as i64),
            nps_n: nps.map_or(0, |_| respondents),
            nps: nps.map(|(score, _, _)| score),
            nps_interval: nps.map(|(_, lower, upper)| interval(lower, upper, "nps_wald")),
            csat_n: csat.map_or(0, |_| respondents),
            csat,
            csat_interval: csat.map(|csat| interval(csat - 0.11, csat + 0.08, "wilson")),
        },
    )
    .collect()
}

fn waves() -> Vec<WaveOpinion> {
    [
        ("2025 年度满意度调查", 2025, 98, 81.4, 31.6),
        ("2026 年度满意度调查", 2026, 103, 78.2, 24.3),
    ]
    .into_iter()
    .map(|(wave, year, n, mean, nps)| WaveOpinion {
        wave: wave.into(),
        from: day(year, 5, 6),
        to: day(year, 5, 29),
        n,
        mean: Some(mean),
        mean_interval: Some(interval(mean - 3.1, mean + 3.1, "student")),
        nps: Some(nps),
        nps_interval: Some(interval(nps - 12.0, nps + 12.0, "nps_wald")),
    })
    .collect()
}

fn outcomes() -> Vec<OutcomeTable> {
    [
        ("complaint", 34, 9, 221, 23, Some(2.543)),
        ("detractor", 14, 3, 41, 0, None),
        ("member", 131, 9, 124, 23, Some(0.37)),
        ("referred", 22, 1, 233, 31, Some(0.342)),
    ]
    .into_iter()
    .map(
        |(id, exposed, exposed_lost, others, others_lost, ratio): (
            &str,
            u64,
            u64,
            u64,
            u64,
            Option<f64>,
        )| {
            let difference =
                exposed_lost as f64 / exposed as f64 - others_lost as f64 / others as f64;
            OutcomeTable {
                id: id.into(),
                exposed,
                exposed_lost,
                others,
                others_lost,
                ratio,
                ratio_interval: ratio.map(|ratio| interval(ratio / 2.0, ratio * 2.0, "katz_log")),
                difference,
                difference_interval: interval(difference - 0.1, difference + 0.1, "newcombe"),
            }
        },
    )
    .collect()
}

fn times() -> Vec<CaseTimes> {
    [
        ("quote", 140, 131, Some(0.9), Some(3.4), 0.4),
        ("first_response", 310, 305, Some(0.08), Some(0.5), 0.03),
        ("resolution", 310, 287, Some(2.6), Some(9.5), 0.8),
        ("complaint", 94, 71, Some(11.0), None, 4.5),
        ("feedback", 26, 9, None, None, 9.0),
    ]
    .into_iter()
    .map(
        |(id, n, ended, median, p90, pace): (&str, u64, u64, Option<f64>, Option<f64>, f64)| {
            CaseTimes {
                id: id.into(),
                n,
                ended,
                median,
                median_lower: median.map(|days| days * 0.8),
                median_upper: median.filter(|days| *days < 10.0).map(|days| days * 1.3),
                p90,
                steps: (1..=20)
                    .map(|at| {
                        let left = 1.0 - ended as f64 / n as f64;
                        let open = left + (1.0 - left) * (-0.2 * f64::from(at)).exp();
                        OpenStep {
                            days: f64::from(at) * pace,
                            at_risk: n - n * at as u64 / 25,
                            open,
                            lower: open * 0.9,
                            upper: (open * 1.1).min(1.0),
                        }
                    })
                    .collect(),
            }
        },
    )
    .collect()
}
