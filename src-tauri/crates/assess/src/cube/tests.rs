//! The cube ties out, its projections add up, and they say what was published.
// Long because: each projection is held to the cube and to a published example.

use records::{Amount, Date};

use super::*;
use crate::definitions::{CustomerLevel, Definitions};
use crate::ledger::Records;
use crate::measures::testing::{check, definitions, orders, rows as table};

fn ledger(records: Records) -> Ledger {
    Ledger::build(records, &[], CustomerLevel::Company)
}

fn of(lines: &[&str]) -> Ledger {
    ledger(Records {
        orders: orders(lines),
        ..Records::default()
    })
}

/// Orders of firms, groups and products at random, returns among them; the same each time.
fn random(seed: u64, lines: usize) -> Records {
    let mut state = seed;
    let mut next = move |range: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % range
    };
    let mut texts = Vec::new();
    for at in 0..lines {
        let day = format!("{}-{:02}-{:02}", 2021 + next(4), 1 + next(12), 1 + next(28));
        let amount = next(90_000) as f64 / 100.0 - 90.0;
        // The first order makes the history begin with a year.
        let day = if at == 0 {
            "2021-01-02".to_owned()
        } else {
            day
        };
        texts.push(format!(
            "{} | {day} | {amount} | p{} | {} | {}",
            match next(40) {
                0 => String::new(),
                n => format!("firm {}", n % 31),
            },
            next(9),
            if next(12) == 0 {
                String::new()
            } else {
                format!("{}", 1 + next(9))
            },
            if next(3) == 0 {
                String::new()
            } else {
                format!("{}", next(300))
            },
        ));
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let masters: Vec<String> = (0..31)
        .map(|n| {
            format!(
                "firm {n} | {}",
                if n < 12 {
                    format!("group {}", n / 4)
                } else {
                    String::new()
                }
            )
        })
        .collect();
    let masters: Vec<&str> = masters.iter().map(String::as_str).collect();
    Records {
        orders: table(
            "customer_name | date | amount | product | quantity | cost",
            &texts,
        ),
        customers: table("name | parent", &masters),
        ..Records::default()
    }
}

#[test]
fn the_cube_is_the_ledger_to_the_cent_however_months_are_cut() {
    for seed in 1..6 {
        let ledger = ledger(random(seed, 900));
        let sales: Amount = ledger.sales.iter().map(|sale| sale.amount).sum();
        for as_of in [
            Date::constant(2024, 12, 31),
            Date::constant(2024, 9, 15),
            Date::constant(2024, 6, 30),
        ] {
            let d = Definitions {
                as_of,
                ..definitions()
            };
            let cube = ledger.cube(&d);
            assert_eq!(cube.total(), sales);
            for id in ledger.counted() {
                for period in [
                    Period::ltm(&d),
                    Period::prior(&d),
                    Period::year(2022),
                    Period::year(2023),
                ] {
                    let range = cube.range(period).unwrap();
                    let wanted = ledger.revenue_in(id, period.from, period.to);
                    assert_eq!(cube.revenue(id, &range), wanted, "{as_of} {period:?}");
                }
            }
        }
    }
}

#[test]
fn a_period_that_cuts_a_month_is_refused_and_one_before_the_data_is_empty() {
    let ledger = of(&["a | 2023-03-05 | 10", "a | 2024-11-05 | 20"]);
    let cube = ledger.cube(&definitions());
    let period = |from: (i16, i8, i8), to: (i16, i8, i8)| Period {
        from: Date::constant(from.0, from.1, from.2),
        to: Date::constant(to.0, to.1, to.2),
    };
    assert_eq!(cube.range(period((2024, 1, 2), (2024, 12, 31))), None);
    assert_eq!(cube.range(period((2024, 1, 1), (2024, 12, 30))), None);
    assert_eq!(cube.range(period((2020, 1, 1), (2020, 12, 31))), Some(0..0));
    assert_eq!(cube.range(period((2023, 1, 1), (2023, 3, 31))), Some(0..1));
    assert_eq!(
        cube.range(period((2024, 11, 1), (2024, 11, 30))),
        Some(20..21)
    );
}

#[test]
fn bridges_close_at_both_levels_and_groups_never_retain_less_gross() {
    for seed in 1..9 {
        let ledger = ledger(random(seed, 700));
        let d = definitions();
        let cube = ledger.cube(&d);
        let customers = Entities::new(&ledger, Level::Customer);
        let groups = Entities::new(&ledger, Level::Group);
        assert!(groups.has_groups() && groups.len() < customers.len());
        for (earlier, later) in steps(&ledger, &d) {
            let [one, all] = [&customers, &groups]
                .map(|entities| bridge_between(&ledger, &cube, entities, earlier, later).unwrap());
            for b in [one, all] {
                let end = b.begin + b.new + b.reactivated + b.expansion - b.contraction - b.churn;
                assert_eq!(end, b.end);
            }
            // What one member loses another may win: losses of a group are at most its members'.
            let net = |b: &statistics::bridge::Bridge| b.begin + b.credits_before;
            assert_eq!(net(&one), net(&all), "the same revenue, gathered otherwise");
            assert!(all.churn + all.contraction <= one.churn + one.contraction);
        }
    }
}

#[test]
fn tiers_share_out_the_whole_bridge() {
    let ledger = ledger(random(3, 1_500));
    let d = definitions();
    let cube = ledger.cube(&d);
    let entities = Entities::new(&ledger, Level::Customer);
    let rows = step_rows(
        &ledger,
        &cube,
        &entities,
        Period::prior(&d),
        Period::ltm(&d),
    )
    .unwrap();
    let all = statistics::bridge::bridge(&rows).unwrap();
    for tiers in [&Tier::ALL[..3], &Tier::ALL[3..]] {
        let parts: Vec<_> = by_tier(&rows)
            .into_iter()
            .filter(|(tier, _)| tiers.contains(tier))
            .collect();
        let sum = |value: fn(&statistics::bridge::Bridge) -> i64| -> i64 {
            parts.iter().map(|(_, bridge)| value(bridge)).sum()
        };
        assert_eq!(sum(|b| b.begin), all.begin);
        assert_eq!(sum(|b| b.churn), all.churn);
        assert_eq!(sum(|b| b.expansion), all.expansion);
        let lost: u64 = parts.iter().map(|(_, bridge)| bridge.customers.lost).sum();
        assert_eq!(lost, all.customers.lost);
    }
}

/// The worked example: 2023 C1 500 C2 200 C3 150 C4 100 C5 50; 2024 C1 450 C2 260 C3 150 C6 120.
const W1: [&str; 9] = [
    "C1 | 2023-01-05 | 500",
    "C2 | 2023-02-05 | 200",
    "C3 | 2023-03-05 | 150",
    "C4 | 2023-04-05 | 100",
    "C5 | 2023-05-05 | 50",
    "C1 | 2024-01-05 | 450",
    "C2 | 2024-02-05 | 260",
    "C3 | 2024-03-05 | 150",
    "C6 | 2024-04-05 | 120",
];

#[test]
fn the_worked_example_comes_out() {
    let ledger = of(&W1);
    let found = exhibit(&ledger, &definitions());
    let [step] = found.steps.as_slice() else {
        panic!(
            "the calendar year is the last twelve months: {:?}",
            found.steps
        )
    };
    let line = &step.all;
    let parts = [
        line.begin,
        line.new,
        line.reactivated,
        line.expansion,
        line.contraction,
        line.churn,
        line.end,
    ];
    assert_eq!(
        parts.map(|amount| amount.0 / 100),
        [1000, 120, 0, 60, 50, 150, 980]
    );
    assert_eq!(
        (line.nrr, line.grr, line.logo_churn),
        (Some(0.86), Some(0.8), Some(0.4))
    );
    assert_eq!(
        found.roll_forward.as_ref().unwrap().rows.len(),
        6,
        "four now, two of a year ago"
    );
    // A: C1 and C2 (70 %), C3 reaches 85 %; B: C4; C: C5.
    let moves = found.migration.unwrap();
    assert_eq!(
        moves.customers,
        [
            vec![3, 0, 0, 0],
            vec![0, 0, 0, 1],
            vec![0, 0, 0, 1],
            vec![0, 1, 0, 0]
        ]
    );
    assert_eq!(found.growth.iter().map(|bin| bin.customers).sum::<u64>(), 3);
    assert!(found.group_steps.is_empty() && found.price_volume_mix.is_none());
}

#[test]
fn chartmogul_and_a_returning_customer() {
    // Start 100 of ten; one leaves, one halves twice, one doubles; an old one returns.
    let mut lines = vec![
        "old | 2021-01-04 | 7".to_owned(),
        "old | 2024-06-01 | 5".to_owned(),
    ];
    for n in 0..10 {
        lines.push(format!("c{n} | 2023-03-01 | 10"));
        let after = [0, 0, 20][usize::min(n, 2)];
        let after = match n {
            0 => 0,
            1 => 0,
            2 => after,
            _ => 10,
        };
        if after > 0 {
            lines.push(format!("c{n} | 2024-03-01 | {after}"));
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let records = Records {
        orders: orders(&lines),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("retention.grr", 0.8),
            ("retention.nrr", 0.9),
            ("retention.nrr_with_reactivation", 0.95),
            ("retention.grr_with_reactivation", 0.85),
            ("retention.net_revenue_churn", 0.05),
            ("retention.logo_churn_top20", 0.2),
            ("retention.nrr_top20", 0.9),
        ],
    );
}

#[test]
fn price_volume_mix_is_the_published_example_and_ties_out() {
    let header = "customer_name | date | amount | product | quantity";
    let records = Records {
        orders: table(
            header,
            &[
                "a | 2023-01-03 | 1000 | X | 100",
                "b | 2023-05-03 | 1000 | Y | 50",
                "a | 2024-05-03 | 1430 | X | 130",
                "b | 2024-05-03 | 570 | Y | 30",
                "a | 2024-05-04 | 300 | Z | 20",
            ],
        ),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("growth.volume", 0.066_665),
            ("growth.mix", -0.116_665),
            ("growth.price", 0.05),
            ("growth.new_products", 0.15),
            ("growth.lost_products", 0.0),
        ],
    );
    for seed in 1..6 {
        let ledger = ledger(random(seed, 800));
        let found = exhibit(&ledger, &definitions()).price_volume_mix.unwrap();
        let parts = [
            found.volume,
            found.mix,
            found.price,
            found.new,
            found.lost,
            found.other,
        ];
        assert_eq!(
            found.before + parts.into_iter().sum::<Amount>(),
            found.after
        );
        let d = definitions();
        assert_eq!(
            found.after,
            ledger.total_revenue_in(ledger.ltm(&d).0, ledger.ltm(&d).1)
        );
    }
}

#[test]
fn margin_and_hidden_concentration_are_shares_of_what_is_known() {
    let records = Records {
        orders: table(
            "customer_name | date | amount | cost | owner | region",
            &[
                "a | 2024-01-03 | 600 | 300 | 周 | 华东",
                "b | 2024-02-03 | 300 | 250 | 周 | 华东",
                "c | 2024-03-03 | 100 | 50 | 陈 | ",
                "c | 2024-03-04 | -20 | 10 | 陈 | ",
            ],
        ),
        customers: table(
            "name | parent | industry",
            &["a | G | 泵", "b | G | 阀", "c | | 泵"],
        ),
        contracts: table(
            "customer_name | end_date",
            &[
                "a | 2025-03-31",
                "b | 2025-03-01",
                "c | 2025-06-30",
                "c | 2024-01-01",
            ],
        ),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("concentration.margin_top1", 300.0 / 390.0),
            ("concentration.margin_top5", 1.0),
            ("concentration.owner_customers", 2.0),
            (
                "concentration.owner_hhi",
                (900.0_f64 / 980.0).powi(2) + (80.0_f64 / 980.0).powi(2),
            ),
            ("concentration.industry_top1", 680.0 / 980.0),
            ("concentration.renewal_month_top1", 900.0 / 980.0),
        ],
    );
    let ledger = ledger(records);
    let found = exhibit(&ledger, &definitions());
    let axes: Vec<(&str, &str, u64)> = found
        .hidden
        .iter()
        .map(|part| (part.axis.as_str(), part.label.as_str(), part.customers))
        .collect();
    assert_eq!(
        axes,
        [
            ("group", "G", 2),
            ("owner", "周", 2),
            ("region", "华东", 2),
            ("industry", "泵", 2),
            ("renewal_month", "2025-03", 2),
        ]
    );
    let margin = found.margin.unwrap();
    let ltm = margin.periods.last().unwrap();
    // The returned line brings its goods back: its cost is taken off.
    assert_eq!((ltm.revenue.0, ltm.profit.0), (98_000, 39_000));
    assert_eq!(found.returns.last().unwrap().returned.0, 2_000);
}

#[test]
fn tenure_is_at_least_what_is_seen_where_the_data_begin() {
    let records = Records {
        orders: orders(&[
            "old | 2021-01-10 | 10",
            "old | 2024-06-10 | 60",
            "recorded | 2021-01-20 | 10",
            "recorded | 2024-06-10 | 20",
            "late | 2022-07-01 | 10",
            "late | 2024-06-10 | 20",
        ]),
        customers: table("name | first_date", &["recorded | 2015-05-01"]),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("lifecycle.truncated_revenue", 0.6),
            ("lifecycle.tenure_over_5y_revenue", 0.2),
        ],
    );
    let bands = exhibit(&ledger(records), &definitions()).tenure;
    let seen: Vec<(u32, u64, u64)> = bands
        .iter()
        .map(|band| (band.from, band.customers, band.truncated))
        .collect();
    assert_eq!(
        seen,
        [
            (0, 0, 0),
            (1, 0, 0),
            (2, 1, 0),
            (3, 1, 1),
            (5, 1, 0),
            (10, 0, 0)
        ]
    );
}

#[test]
fn churn_by_grace_period_needs_the_history_it_looks_at() {
    // Twelve months of grace: lost is who bought in the year before and not since.
    let records = Records {
        orders: orders(&W1),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("retention.churn_grace_12", 0.4),
            ("retention.rolling_12m", 0.6),
        ],
    );
    let found = exhibit(&ledger(records), &definitions());
    let months: Vec<u32> = found.grace.iter().map(|point| point.months).collect();
    assert_eq!(
        months,
        [9, 12],
        "a year ago nobody had bought within six months; 18 need 30"
    );
    assert_eq!(found.grace[1].revenue_share, Some(0.15));
}

fn chosen(period: Period) -> Definitions {
    Definitions {
        periods: vec![period],
        ..definitions()
    }
}

fn between(from: (i16, i8), to: (i16, i8)) -> Period {
    Period {
        from: Date::constant(from.0, from.1, 1),
        to: Date::constant(to.0, to.1, 1).last_of_month(),
    }
}

#[test]
fn a_period_of_the_advisers_own_has_each_projection_at_both_levels() {
    let ledger = ledger(random(3, 2_000));
    // A calendar year chosen by hand is the calendar year of the table.
    let year = chosen(Period::year(2023));
    let found = exhibit(&ledger, &year);
    let own = &found.custom[0];
    let listed = |steps: &[model::BridgeStep]| {
        let step = steps.iter().find(|step| step.later == Period::year(2023));
        step.cloned()
    };
    assert_eq!(own.step, listed(&found.steps));
    assert_eq!(own.group_step, listed(&found.group_steps));
    assert!(own.group_step.is_some() && own.group_step != own.step);
    // A business year, and three months of it: begin + … − churn = end to the cent.
    for period in [between((2023, 4), (2024, 3)), between((2024, 2), (2024, 4))] {
        let found = exhibit(&ledger, &chosen(period));
        let own = &found.custom[0];
        assert_eq!(own.step.as_ref().unwrap().earlier, period.year_before());
        for step in [own.step.as_ref(), own.group_step.as_ref()] {
            let line = &step.unwrap().all;
            let up = line.begin + line.new + line.reactivated + line.expansion;
            assert_eq!(up - line.contraction - line.churn, line.end);
        }
        let pvm = own.price_volume_mix.as_ref().unwrap();
        let parts = pvm.before + pvm.volume + pvm.mix + pvm.price + pvm.new + pvm.lost + pvm.other;
        assert_eq!(parts, pvm.after);
        assert_eq!(pvm.after, own.revenue);
        let moved: u64 = own
            .migration
            .as_ref()
            .unwrap()
            .customers
            .iter()
            .flatten()
            .sum();
        assert!(moved >= own.customers);
        assert!(own.top.unwrap()[2] <= 1.0 && own.margin.is_some() && own.returns.is_some());
        // The tables that run through time show it before the last twelve months.
        let roll = found.roll_forward.unwrap();
        assert_eq!(roll.periods, [period, Period::ltm(&definitions())]);
    }
}

#[test]
fn a_period_longer_than_a_year_stands_against_as_many_months_before_it() {
    let half_more = between((2023, 7), (2024, 12));
    assert_eq!(half_more.compared_with(), between((2022, 1), (2023, 6)));
    assert_eq!(
        between((2024, 1), (2024, 2)).compared_with(),
        between((2023, 1), (2023, 2))
    );
}

#[test]
fn a_period_whose_comparison_lies_before_the_data_has_no_bridge() {
    let ledger = ledger(random(3, 900));
    let own = exhibit(&ledger, &chosen(Period::year(2021)))
        .custom
        .remove(0);
    assert_eq!((own.step, own.price_volume_mix), (None, None));
    assert!(own.revenue != Amount::ZERO && own.top.is_some());
}
