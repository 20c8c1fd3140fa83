//! The facts planted in the sample, counted from the generator's own firm and not by the app.

use jiff::civil::date;

use crate::calendar::{AS_OF, END, START, days};
use crate::cast::RELATIVE;
use crate::client::Role;
use crate::dress::{CONTROLLER, HOUSE_PHONE, silence};
use crate::facts::{
    Cluster, Customer, Fallen, Group, KeyPerson, Planted, PulledForward, Related, Retention,
    Revenue,
};
use crate::files::Expected;
use crate::files::complaints::Batch;
use crate::files::contracts::ChangeOfControl;
use crate::files::customers::SecondCard;
use crate::files::programme::Points;
use crate::files::receivables::Overdue;
use crate::files::survey::Wave;
use crate::world::World;

/// What the files themselves counted.
pub(crate) struct Counted {
    pub(crate) overdue: Overdue,
    pub(crate) change_of_control: ChangeOfControl,
    pub(crate) batch: Batch,
    pub(crate) points: Points,
    pub(crate) survey: Vec<Wave>,
    pub(crate) second_card: Vec<SecondCard>,
    pub(crate) table: Vec<Expected>,
}

fn yuan(cents: i64) -> f64 {
    cents as f64 / 100.0
}

pub(crate) fn planted(world: &World, counted: Counted) -> Planted {
    let one = |role| world.of(role)[0];
    let members: Vec<Customer> = world
        .of(Role::Group)
        .into_iter()
        .map(|at| customer(world, at))
        .collect();
    Planted {
        target: crate::TARGET,
        first_day: START.to_string(),
        last_day: END.to_string(),
        as_of: AS_OF.to_string(),
        revenue: revenue(world),
        largest: customer(world, one(Role::Largest)),
        hidden_group: Group {
            controller: CONTROLLER,
            share: members.iter().map(|member| member.share).sum(),
            members,
        },
        top_10: world
            .ranked(2)
            .into_iter()
            .take(10)
            .map(|at| customer(world, at))
            .collect(),
        silent: fallen(world, one(Role::Silent)),
        declining: fallen(world, one(Role::Declining)),
        lost: fallen(world, one(Role::Lost)),
        key_person: key_person(world),
        overdue: counted.overdue,
        change_of_control: counted.change_of_control,
        pulled_forward: pulled_forward(world),
        cluster: cluster(world),
        related_party: Related {
            customer: customer(world, one(Role::Related)),
            phone: HOUSE_PHONE,
        },
        retention: retention(world),
        batch: counted.batch,
        on_time: [0, 1, 2].map(|year| on_time(world, year)),
        points: counted.points,
        survey: counted.survey,
        second_card: counted.second_card,
        table: counted.table,
    }
}

fn customer(world: &World, at: usize) -> Customer {
    Customer {
        code: world.clients[at].code.clone(),
        name: world.clients[at].name.clone(),
        ltm: yuan(world.revenue[at][2]),
        share: world.share(at),
    }
}

fn revenue(world: &World) -> Revenue {
    let internal = |year: usize| {
        let within = world.of(Role::Bucket).into_iter();
        let within = within.filter(|at| world.clients[*at].code.starts_with("NB"));
        yuan(within.map(|at| world.revenue[at][year]).sum())
    };
    let customers: Vec<usize> = (0..world.clients.len())
        .filter(|at| world.clients[*at].is_customer())
        .collect();
    Revenue {
        ltm: yuan(world.total(2)),
        prior: yuan(world.total(1)),
        prior_2: yuan(world.total(0)),
        stub: yuan(world.total(3)),
        ltm_buckets: yuan(
            world
                .of(Role::Bucket)
                .iter()
                .map(|at| world.revenue[*at][2])
                .sum(),
        ),
        ltm_internal: internal(2),
        prior_internal: internal(1),
        prior_2_internal: internal(0),
        customers: customers.len(),
        active_customers: customers
            .iter()
            .filter(|at| world.revenue[**at][2] > 0)
            .count(),
    }
}

fn fallen(world: &World, at: usize) -> Fallen {
    let rank = |year| {
        world
            .ranked(year)
            .iter()
            .position(|other| *other == at)
            .unwrap_or(0)
            + 1
    };
    let [_, prior, ltm, _] = world.revenue[at];
    Fallen {
        code: world.clients[at].code.clone(),
        name: world.clients[at].name.clone(),
        prior_rank: rank(1),
        ltm_rank: (ltm > 0).then(|| rank(2)),
        prior: yuan(prior),
        ltm: yuan(ltm),
        change: ltm as f64 / prior as f64 - 1.0,
        last_order: world
            .seen
            .get(&at)
            .map_or_else(String::new, |(_, last)| last.to_string()),
        silent_days: silence(world, at),
    }
}

fn key_person(world: &World) -> KeyPerson {
    let held = |at: &usize| world.clients[*at].owner == RELATIVE;
    KeyPerson {
        owner: RELATIVE,
        share: (0..world.clients.len())
            .filter(held)
            .map(|at| world.share(at))
            .sum(),
        top_10_customers: world
            .ranked(2)
            .iter()
            .take(10)
            .filter(|at| held(at))
            .count(),
    }
}

fn between(world: &World, from: jiff::civil::Date, to: jiff::civil::Date) -> f64 {
    let within = world
        .orders
        .iter()
        .filter(|order| order.date >= from && order.date <= to);
    yuan(within.map(|order| order.amount()).sum())
}

fn pulled_forward(world: &World) -> PulledForward {
    PulledForward {
        last_month: between(world, date(2026, 8, 1), AS_OF),
        same_month_last_year: between(world, date(2025, 8, 1), date(2025, 8, 31)),
        mean_of_the_11_before: between(world, date(2025, 9, 1), date(2026, 7, 31)) / 11.0,
        september_2026_to_18: between(world, date(2026, 9, 1), END),
        september_2025_to_18: between(world, date(2025, 9, 1), date(2025, 9, 18)),
    }
}

fn cluster(world: &World) -> Cluster {
    let members = world.of(Role::Cluster);
    let after = |order: &&crate::orders::Order| {
        order.is_return() && order.date > AS_OF && members.contains(&order.client)
    };
    Cluster {
        customers: members
            .iter()
            .map(|at| world.clients[*at].name.clone())
            .collect(),
        ltm: yuan(members.iter().map(|at| world.revenue[*at][2]).sum()),
        share: members.iter().map(|at| world.share(*at)).sum(),
        returned_after: -yuan(
            world
                .orders
                .iter()
                .filter(after)
                .map(|order| order.amount())
                .sum(),
        ),
    }
}

fn retention(world: &World) -> Retention {
    let customers = || (0..world.clients.len()).filter(|at| world.clients[*at].is_customer());
    let before: Vec<[i64; 4]> = customers()
        .map(|at| world.revenue[at])
        .filter(|years| years[1] > 0)
        .collect();
    let base: i64 = before.iter().map(|years| years[1]).sum();
    let kept = |years: &[i64; 4]| years[2].max(0);
    let gone = before.iter().filter(|years| years[2] <= 0).count();
    Retention {
        nrr: before.iter().map(kept).sum::<i64>() as f64 / base as f64,
        grr: before
            .iter()
            .map(|years| kept(years).min(years[1]))
            .sum::<i64>() as f64
            / base as f64,
        logo_churn: gone as f64 / before.len() as f64,
        reactivated: customers()
            .map(|at| world.revenue[at])
            .filter(|years| years[0] > 0 && years[1] <= 0 && years[2] > 0)
            .count(),
        won_back: world
            .of(Role::Returned)
            .into_iter()
            .filter(|at| came_back(world, *at))
            .map(|at| world.clients[at].name.clone())
            .collect(),
    }
}

/// Whether half a year to a year and a half lies between two of its orders.
fn came_back(world: &World, at: usize) -> bool {
    let bought: Vec<_> = world
        .orders
        .iter()
        .filter(|order| order.client == at && order.date <= AS_OF && !order.is_return())
        .map(|order| order.date)
        .collect();
    bought
        .windows(2)
        .any(|pair| (180..=550).contains(&days(pair[0], pair[1])))
}

/// Orders that left not after the promised date; orders not yet shipped are left out.
fn on_time(world: &World, year: usize) -> f64 {
    let of_year = || {
        world
            .orders
            .iter()
            .filter(move |order| crate::calendar::year_of(order.date) == year && !order.is_return())
    };
    let shipped = of_year().filter(|order| order.shipped.is_some()).count();
    let punctual = of_year()
        .filter(|order| order.shipped.is_some_and(|day| day <= order.promised))
        .count();
    punctual as f64 / shipped as f64
}
