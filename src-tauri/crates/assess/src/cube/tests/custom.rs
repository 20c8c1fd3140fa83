//! Periods of the adviser's own.

use super::*;

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
