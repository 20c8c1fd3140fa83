//! The loyalty index of each customer: scores on fixed curves, weighted over what has evidence.

use records::Amount;

use super::evidence::Evidence;
use super::people::{People, Person, day_number};
use super::rules::{IndexCuts, LoyaltyRules, Part};
use super::warning::{Signals, Watch};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, months_before, next_day};
use crate::measures::value::a_class;
use crate::scoring::on_curve;

/// Days of a year.
const YEAR: f64 = 365.25;
/// Days that a customer must be known before its frequency says anything.
const KNOWN: i32 = 90;

/// How loyal a customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tier {
    /// Index at or above the upper cut.
    High,
    /// Between the cuts.
    Medium,
    /// Below the lower cut.
    Low,
    /// Warned of, whatever its index.
    Warning,
    /// Too little is known.
    Unrated,
    /// No current customer.
    Gone,
}

impl Tier {
    /// The tiers of current customers.
    pub(crate) const CURRENT: [Self; 5] = [
        Self::High,
        Self::Medium,
        Self::Low,
        Self::Warning,
        Self::Unrated,
    ];

    /// Stable id; words under `loyalty.tier.<id>`.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Warning => "warning",
            Self::Unrated => "unrated",
            Self::Gone => "gone",
        }
    }

    /// Whether the customer is loyal; absent where too little is known.
    pub(crate) fn loyal(self) -> Option<bool> {
        match self {
            Self::High | Self::Medium => Some(true),
            Self::Low | Self::Warning | Self::Gone => Some(false),
            Self::Unrated => None,
        }
    }
}

/// What is said of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rating {
    /// Net revenue of the last twelve months.
    pub(crate) revenue: Amount,
    /// Whether it is one of the fewest that make 80 % of that revenue.
    pub(crate) valuable: bool,
    /// Scores by component, in the order of [`Part::ALL`].
    pub(crate) scores: [Option<f64>; Part::COUNT],
    /// Σ weight × score / Σ weight; absent below the minimum coverage.
    pub(crate) index: Option<f64>,
    /// Share of the weight with evidence.
    pub(crate) coverage: f64,
    /// Signs of the early warning.
    pub(crate) signals: Signals,
    /// Where it stands.
    pub(crate) tier: Tier,
}

impl Rating {
    fn gone(revenue: Amount) -> Self {
        Self {
            revenue,
            valuable: false,
            scores: [None; Part::COUNT],
            index: None,
            coverage: 0.0,
            signals: Signals::default(),
            tier: Tier::Gone,
        }
    }

    /// Whether it bought within the activity window, at least a year.
    pub(crate) fn is_current(&self) -> bool {
        self.tier != Tier::Gone
    }

    /// Whether it is valuable and not loyal.
    pub(crate) fn is_endangered(&self) -> bool {
        self.valuable && self.tier.loyal() == Some(false)
    }

    /// The weakest components below a score, at most two.
    pub(crate) fn weak(&self, below: f64) -> Vec<Part> {
        let mut scored: Vec<(f64, Part)> = self
            .scores
            .iter()
            .zip(Part::ALL)
            .filter_map(|(score, part)| Some(((*score)?, part)))
            .filter(|(score, _)| *score < below)
            .collect();
        scored.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        scored.into_iter().take(2).map(|(_, part)| part).collect()
    }
}

/// What is rated with, on one day.
pub(crate) struct Scale<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) d: &'a Definitions,
    pub(crate) rules: &'a LoyaltyRules,
    /// Whether tables that show one day only speak of this one.
    pub(crate) snapshots: bool,
}

/// Ratings of everybody, in the order of `people`; `alive` is P(alive) of each, with a model.
pub(crate) fn ratings(
    scale: &Scale<'_>,
    people: &People,
    alive: impl Fn(usize) -> Option<f64>,
) -> Vec<Rating> {
    let Scale {
        ledger, d, rules, ..
    } = *scale;
    let months = ledger.months_of_history(d);
    let watch = Watch::on(ledger, &rules.warning, people, d.as_of, months);
    let mut evidence = Evidence::on(ledger, d, scale.snapshots);
    let from = day_number(next_day(months_before(d.as_of, d.activity_months.max(12))));
    let mut valuable = vec![false; ledger.customers.len()];
    for id in a_class(ledger, d) {
        valuable[id.index()] = true;
    }
    let (ltm, prior) = (ledger.ltm(d), ledger.prior(d));
    let mut rate = |at: usize, person: &Person| {
        let id = person.customer;
        let revenue = ledger.revenue_in(id, ltm.0, ltm.1);
        if person.last < from {
            return Rating::gone(revenue);
        }
        let before = (months >= 24).then(|| ledger.revenue_in(id, prior.0, prior.1));
        let values = values(scale, &mut evidence, people.day, person, (revenue, before));
        let scores: [Option<f64>; Part::COUNT] =
            std::array::from_fn(|at| on_curve(&rules.components.get(at)?.curve, values[at]?));
        let (index, coverage) = weighted(rules, &scores);
        let signals = watch.signals(person, alive(at));
        Rating {
            revenue,
            valuable: valuable[id.index()],
            scores,
            index,
            coverage,
            signals,
            tier: tier(&rules.index, index, signals),
        }
    };
    people
        .all
        .iter()
        .enumerate()
        .map(|(at, person)| rate(at, person))
        .collect()
}

fn tier(cuts: &IndexCuts, index: Option<f64>, signals: Signals) -> Tier {
    match index {
        _ if signals.stand() => Tier::Warning,
        None => Tier::Unrated,
        Some(index) if index >= cuts.high => Tier::High,
        Some(index) if index >= cuts.medium => Tier::Medium,
        Some(_) => Tier::Low,
    }
}

/// Index, where enough has evidence, and coverage.
fn weighted(rules: &LoyaltyRules, scores: &[Option<f64>; Part::COUNT]) -> (Option<f64>, f64) {
    let (mut sum, mut weight, mut all) = (0.0, 0.0, 0.0);
    for (rule, score) in rules.components.iter().zip(scores) {
        all += rule.weight;
        if let Some(score) = score {
            sum += rule.weight * score;
            weight += rule.weight;
        }
    }
    let coverage = weight / all;
    let enough = coverage >= rules.index.minimum_coverage && weight > 0.0;
    (enough.then(|| sum / weight), coverage)
}

/// Values of the components, in the order of [`Part::ALL`].
fn values(
    scale: &Scale<'_>,
    evidence: &mut Evidence<'_>,
    today: i32,
    person: &Person,
    (revenue, before): (Amount, Option<Amount>),
) -> [Option<f64>; Part::COUNT] {
    let (ledger, d) = (scale.ledger, scale.d);
    let id = person.customer;
    let floor = scale.rules.warning.days;
    let (from, _) = ledger.ltm(d);
    let days = ledger.purchase_days_until(id, d.as_of);
    let recent = (days.len() - days.partition_point(|day| *day < from)) as f64;
    let age = today - person.first;
    let since = ledger
        .relation_since(id)
        .map_or(person.first, day_number)
        .min(person.first);
    let (breadth, backup) = evidence.of_lines(id);
    [
        person
            .usual
            .map(|usual| f64::from(today - person.last) / usual.max(floor)),
        (age >= KNOWN).then(|| recent / (f64::from(age) / YEAR).min(1.0)),
        Some(f64::from(today - since) / YEAR),
        before
            .filter(|before| before.is_positive())
            .map(|before| revenue.units() / before.units() - 1.0),
        breadth,
        evidence.margin(id),
        evidence.overdue(id),
        evidence
            .complaints(id)
            .filter(|_| recent > 0.0)
            .map(|count| count / recent),
        evidence.voice(id),
        evidence.contract(id),
        backup,
    ]
}
