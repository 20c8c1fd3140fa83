//! The firm as it is: customers, documents and what can be counted from them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::{AS_OF, year_of};
use crate::cast::{self, RELATIVE};
use crate::client::{Client, Role};
use crate::dice::Dice;
use crate::dress::dress;
use crate::names;
use crate::orders::{self, Order};

/// Share of the last twelve months that the founder's relative is to hold.
const KEY_PERSON: f64 = 0.45;

pub(crate) struct World {
    pub(crate) clients: Vec<Client>,
    pub(crate) orders: Vec<Order>,
    /// Revenue with tax in cents by customer and year (2 = last twelve months, 3 = stub).
    pub(crate) revenue: Vec<[i64; 4]>,
    /// First and last delivery up to the as-of date.
    pub(crate) seen: BTreeMap<usize, (Date, Date)>,
}

impl World {
    pub(crate) fn new() -> Self {
        let clients = cast::cast();
        let orders = orders::orders(&clients);
        let mut revenue = vec![[0; 4]; clients.len()];
        let mut seen = BTreeMap::new();
        for order in &orders {
            revenue[order.client][year_of(order.date)] += order.amount();
            if order.date <= AS_OF && !order.is_return() {
                let span = seen.entry(order.client).or_insert((order.date, order.date));
                span.1 = order.date;
            }
        }
        let mut world = Self {
            clients,
            orders,
            revenue,
            seen,
        };
        world.hand_to_the_relative();
        world.card_twice();
        dress(&mut world);
        world
    }

    /// Revenue of all rows in a year, cents.
    pub(crate) fn total(&self, year: usize) -> i64 {
        self.revenue.iter().map(|years| years[year]).sum()
    }

    /// Share of a customer in the last twelve months.
    pub(crate) fn share(&self, client: usize) -> f64 {
        self.revenue[client][2] as f64 / self.total(2) as f64
    }

    /// Customers by revenue of a year, largest first; buckets are none.
    pub(crate) fn ranked(&self, year: usize) -> Vec<usize> {
        let mut ranked: Vec<usize> = (0..self.clients.len())
            .filter(|at| self.clients[*at].is_customer())
            .collect();
        ranked.sort_by_key(|at| (-self.revenue[*at][year], *at));
        ranked
    }

    /// The customers of a role, in the order of their codes.
    pub(crate) fn of(&self, role: Role) -> Vec<usize> {
        (0..self.clients.len())
            .filter(|at| self.clients[*at].role == role)
            .collect()
    }

    /// Whether the customer ordered in the days before the as-of date.
    pub(crate) fn ordered_within(&self, client: usize, days: i64) -> bool {
        self.seen
            .get(&client)
            .is_some_and(|(_, last)| crate::calendar::days(*last, AS_OF) <= days)
    }

    /// Gives large customers to the relative until his share is reached.
    fn hand_to_the_relative(&mut self) {
        let mut held: f64 = (0..self.clients.len())
            .filter(|at| self.clients[*at].owner == RELATIVE)
            .map(|at| self.share(at))
            .sum();
        for at in self.ranked(2) {
            let open = self.clients[at].role == Role::Key;
            if open && held + self.share(at) < KEY_PERSON + 0.005 {
                held += self.share(at);
                self.clients[at].owner = RELATIVE;
            }
        }
    }

    /// Four customers have a second card under a slightly different name.
    fn card_twice(&mut self) {
        let mut dice = Dice::new(3);
        let crowd: Vec<usize> = self
            .ranked(2)
            .into_iter()
            .skip(24)
            .step_by(7)
            .take(4)
            .collect();
        for (place, at) in crowd.into_iter().enumerate() {
            let client = &mut self.clients[at];
            let name = names::variant(&client.name, &mut dice);
            client.double = Some((format!("KH9{place:03}"), name));
        }
    }
}
