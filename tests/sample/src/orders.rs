//! What was ordered, delivered and returned.

use jiff::civil::{Date, date};

use crate::calendar::{AS_OF, END, days, demand, plus, workday, year_of};
use crate::client::{Client, Role, Season};
use crate::dice::Dice;
use crate::products::{FAULTY, FAULTY_BATCH, PRODUCTS};

/// One line of a document; amounts in cents, negative for returns.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) product: usize,
    pub(crate) quantity: i64,
    pub(crate) price: i64,
    pub(crate) amount: i64,
    pub(crate) net: i64,
    pub(crate) cost: i64,
    pub(crate) batch: &'static str,
}

/// A delivery note, or a return.
#[derive(Clone)]
pub(crate) struct Order {
    pub(crate) number: String,
    /// Index of the customer.
    pub(crate) client: usize,
    pub(crate) date: Date,
    pub(crate) promised: Date,
    /// Absent while not shipped.
    pub(crate) shipped: Option<Date>,
    pub(crate) channel: &'static str,
    pub(crate) lines: Vec<Line>,
}

impl Order {
    pub(crate) fn amount(&self) -> i64 {
        self.lines.iter().map(|line| line.amount).sum()
    }

    pub(crate) fn is_return(&self) -> bool {
        self.amount() < 0
    }
}

/// Every document of every customer by date, numbered.
pub(crate) fn orders(clients: &[Client]) -> Vec<Order> {
    let mut dice = Dice::new(2);
    let mut orders = Vec::new();
    for (index, client) in clients.iter().enumerate() {
        let days = order_days(client, &mut dice);
        for (day, amount) in amounts(client, &days, &mut dice) {
            let order = order(index, client, day, amount, &mut dice);
            orders.extend(returned(&order, client, &mut dice));
            orders.push(order);
        }
    }
    orders.sort_by_key(|order| (order.date, order.client, order.is_return()));
    let mut of_day = (Date::MIN, 0);
    for order in &mut orders {
        of_day = if of_day.0 == order.date {
            (order.date, of_day.1 + 1)
        } else {
            (order.date, 1)
        };
        let kind = if order.is_return() { "XSTH" } else { "XSCK" };
        order.number = format!("{kind}{}{:03}", order.date.strftime("%Y%m%d"), of_day.1);
    }
    orders
}

fn order_days(client: &Client, dice: &mut Dice) -> Vec<Date> {
    let mut found = Vec::new();
    for (from, to) in &client.spans {
        let first = if client.gap > 300 {
            0
        } else {
            dice.between(0, client.gap)
        };
        let late = if client.gap == 365 {
            dice.between(0, 300)
        } else {
            0
        };
        let mut day = plus(*from, first + late);
        while day <= *to {
            let worked = workday(day);
            if worked <= END && in_season(client.season, worked) {
                found.push(worked);
            }
            let jitter = if client.gap > 300 { 0.1 } else { 0.4 };
            let gap = client.gap as f64 * dice.span(1.0 - jitter, 1.0 + jitter);
            day = plus(day, (gap as i64).max(2));
        }
    }
    found.dedup();
    found
}

fn in_season(season: Season, day: Date) -> bool {
    match season {
        Season::Usual => true,
        Season::Spring => (3..=6).contains(&day.month()),
        Season::Autumn => day.month() >= 9,
    }
}

/// The plan of each year, spread over its order days.
fn amounts(client: &Client, order_days: &[Date], dice: &mut Dice) -> Vec<(Date, f64)> {
    let weights: Vec<(Date, f64)> = order_days
        .iter()
        .map(|day| (*day, demand(*day) * dice.noise(0.5) * pushed(client, *day)))
        .collect();
    let mut totals = [0.0; 4];
    for (day, weight) in &weights {
        totals[year_of(*day)] += weight;
    }
    weights
        .into_iter()
        .map(|(day, weight)| {
            let year = year_of(day);
            (day, client.plan[year] * weight / totals[year])
        })
        .filter(|(_, amount)| *amount >= 50.0)
        .collect()
}

fn pushed(client: &Client, day: Date) -> f64 {
    if day >= date(2026, 7, 15) && day <= AS_OF {
        client.pushed
    } else {
        1.0
    }
}

fn order(index: usize, client: &Client, day: Date, amount: f64, dice: &mut Dice) -> Order {
    // What was pulled into August is missing in September.
    let amount = if day > AS_OF && client.pushed > 1.0 {
        amount * 0.35
    } else {
        amount
    };
    let wanted = if amount > 60_000.0 { 3 } else { 2 };
    let count = dice.between(1, wanted).min(client.basket.len() as i64);
    let mut lines = Vec::new();
    let mut left = amount;
    for place in 0..count {
        let part = if place + 1 == count {
            left
        } else {
            left * dice.span(0.35, 0.65)
        };
        left -= part;
        let product = client.basket[dice.between(0, client.basket.len() as i64 - 1) as usize];
        lines.push(line(client, product, day, part, dice));
    }
    let promised = workday(plus(day, dice.between(3, 15)));
    let shipped = shipped(promised, day, dice);
    let channel = match (client.role, dice.between(0, 9)) {
        (Role::Bucket, _) | (_, 0) => "线上商城",
        (_, 1) => "展会",
        (_, 2 | 3) => "电话",
        _ => "线下直销",
    };
    Order {
        number: String::new(),
        client: index,
        date: day,
        promised,
        shipped,
        channel,
        lines,
    }
}

fn line(client: &Client, product: usize, day: Date, yuan: f64, dice: &mut Dice) -> Line {
    let year = year_of(day).min(2);
    let item = &PRODUCTS[product];
    // The largest customer got a price cut in the last year, everybody else a rise.
    let squeezed = client.role == Role::Largest && year == 2;
    let rise = if squeezed {
        0.95
    } else {
        [1.0, 1.02, 1.03][year]
    };
    let price = (item.price as f64 * rise * dice.span(0.94, 1.04)) as i64;
    let quantity = ((yuan * 100.0 / price as f64) as i64).max(1);
    let amount = quantity * price;
    let net = (amount as f64 / 1.13 + 0.5) as i64;
    let share = item.cost + 0.015 * year as f64 + if squeezed { 0.045 } else { 0.0 };
    let faulty = product == FAULTY && day >= date(2025, 11, 10) && day <= date(2026, 2, 10);
    Line {
        product,
        quantity,
        price,
        amount,
        net,
        cost: (net as f64 * share * dice.span(0.97, 1.03)) as i64,
        batch: if faulty { FAULTY_BATCH } else { "" },
    }
}

/// On time nearly always at first, every fifth order late at last.
fn shipped(promised: Date, ordered: Date, dice: &mut Dice) -> Option<Date> {
    let late = [0.05, 0.11, 0.23, 0.25][year_of(ordered)];
    let day = if dice.chance(late) {
        plus(promised, dice.between(1, 16))
    } else {
        plus(promised, -dice.between(0, 2).min(days(ordered, promised)))
    };
    let day = workday(day.max(ordered));
    (day <= END).then_some(day)
}

/// Part of an order that comes back some weeks later.
fn returned(order: &Order, client: &Client, dice: &mut Dice) -> Option<Order> {
    let line = order.lines.first()?;
    let chance = match client.role {
        Role::Cluster => 0.5,
        _ if !line.batch.is_empty() => 0.45,
        _ => [0.008, 0.011, 0.015, 0.0][year_of(order.date)],
    };
    if !dice.chance(chance) {
        return None;
    }
    // The one-off sales of the summer come back after the as-of date.
    let back = match client.role {
        Role::Cluster => date(2026, 9, dice.between(3, 17) as i8),
        _ => plus(order.date, dice.between(9, 40)),
    };
    let day = workday(back);
    let part = ((line.quantity as f64 * dice.span(0.1, 0.6)) as i64).max(1);
    let scale = |cents: i64| -(cents as f64 / line.quantity as f64 * part as f64 + 0.5) as i64;
    let back = Line {
        quantity: -part,
        amount: -part * line.price,
        net: scale(line.net),
        cost: scale(line.cost),
        ..line.clone()
    };
    (day <= END).then(|| Order {
        date: day,
        promised: day,
        shipped: None,
        lines: vec![back],
        number: String::new(),
        ..order.clone()
    })
}
