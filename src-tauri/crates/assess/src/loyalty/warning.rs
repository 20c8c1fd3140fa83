//! Early warning: signs that a customer is about to go, each only where it can be judged.
//!
//! A one-time buyer has no rhythm, and a model that never saw it come back knows nothing of it:
//! it is not judged, and never called alive.

use records::{Amount, Date};

use super::people::{People, Person};
use super::rules::WarningCuts;
use crate::ledger::{CustomerId, Ledger, window};

/// Months of a half-year.
const HALF: u32 = 6;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Silent beyond P90 of its own pauses.
    Silent,
    /// P(alive) below the cut.
    Alive,
    /// Revenue fell in each of the last two half-years.
    Falling,
}

impl Signal {
    /// Every sign.
    pub(crate) const ALL: [Self; 3] = [Self::Silent, Self::Alive, Self::Falling];

    /// Stable id; words under `loyalty.signal.<id>`.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Alive => "alive",
            Self::Falling => "falling",
        }
    }
}

/// The signs of one customer; absent where a sign cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Signals([Option<bool>; Signal::ALL.len()]);

impl Signals {
    /// The signs of a customer, each told or not.
    pub(crate) fn new(silent: Option<bool>, alive: Option<bool>, falling: Option<bool>) -> Self {
        Self([silent, alive, falling])
    }

    /// What a sign says.
    pub(crate) fn says(self, signal: Signal) -> Option<bool> {
        self.0[signal as usize]
    }

    /// Whether any sign stands; absent where none can be judged.
    pub(crate) fn any(self) -> Option<bool> {
        self.0.into_iter().flatten().reduce(|a, b| a || b)
    }

    /// Whether the customer is warned of.
    pub(crate) fn stand(self) -> bool {
        self.any() == Some(true)
    }

    /// The signs that stand.
    pub(crate) fn standing(self) -> impl Iterator<Item = Signal> {
        Signal::ALL
            .into_iter()
            .filter(move |signal| self.says(*signal) == Some(true))
    }
}

/// Judges customers on one day.
pub(crate) struct Watch<'a> {
    ledger: &'a Ledger,
    cuts: &'a WarningCuts,
    day: i32,
    /// The last three half-years, latest first; absent where the data do not reach back so far.
    halves: Option<[(Date, Date); 3]>,
}

impl<'a> Watch<'a> {
    /// On `as_of`, with `months` of order history up to it.
    pub(crate) fn on(
        ledger: &'a Ledger,
        cuts: &'a WarningCuts,
        people: &People,
        as_of: Date,
        months: u32,
    ) -> Self {
        let halves = [0, 1, 2].map(|back| window(as_of, back * HALF, HALF));
        Self {
            ledger,
            cuts,
            day: people.day,
            halves: (months >= 3 * HALF).then_some(halves),
        }
    }

    /// The signs of a customer whose P(alive) is this, where a model knows it.
    pub(crate) fn signals(&self, person: &Person, alive: Option<f64>) -> Signals {
        let silence = f64::from(self.day - person.last);
        let silent = person
            .usual
            .map(|usual| silence > usual.max(self.cuts.days));
        let alive = alive
            .filter(|_| person.days > 1)
            .map(|alive| alive < self.cuts.alive);
        // Without a rhythm two falls are two single orders.
        let falling = person.usual.and_then(|_| self.falls(person.customer));
        Signals::new(silent, alive, falling)
    }

    fn falls(&self, customer: CustomerId) -> Option<bool> {
        let [now, before, first] = self
            .halves?
            .map(|(from, to)| self.ledger.revenue_in(customer, from, to));
        if !first.is_positive() {
            return None;
        }
        let fell = |later: Amount, earlier: Amount| {
            later.units() < earlier.units() * (1.0 - self.cuts.fall)
        };
        Some(fell(before, first) && fell(now, before))
    }
}
