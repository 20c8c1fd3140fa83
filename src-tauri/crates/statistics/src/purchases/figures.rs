//! One pass over the customers, then sums.

use super::{Block, Calendar, Purchase, Purchases};
use crate::bridge::{Bridge, BridgeRow, bridge};
use crate::concentration::Concentration;
use crate::side_by_side::{beside, side_by_side};

/// Stretches of blocks that are passed over side by side.
const STRETCHES: usize = 8;

/// Customers by recency, frequency and money, each high or low against its median.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RfmCells {
    /// Median days since the last purchase, days of purchase, and money, of the window's buyers.
    pub medians: [f64; 3],
    /// Customers by pattern: bit 2 recency at or below its median, bit 1 frequency above, bit 0
    /// money above.
    pub customers: [u64; 8],
    /// Their money in the window, minor units.
    pub money: [i64; 8],
}

/// How long customers stay, by Kaplan and Meier, in days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LifeTime {
    /// Customers behind it.
    pub customers: u64,
    /// Share still a customer after 365 days.
    pub after_a_year: f64,
    /// First day at which half or fewer are; absent where it is not reached.
    pub median: Option<i32>,
}

/// What one pass tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Customers by recency, frequency and money.
    pub rfm: RfmCells,
    /// Customers acquired in a month and active at an age: `cohorts[month][age]`.
    pub cohorts: Vec<Vec<u32>>,
    /// The twelve months before against the last twelve.
    pub bridge: Bridge,
    /// Concentration of the last twelve months; absent without revenue.
    pub concentration: Option<Concentration>,
    /// Life time.
    pub life: LifeTime,
}

/// What the pass keeps of one customer.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    before: i64,
    after: i64,
    money: i64,
    first: i32,
    last: i32,
    days: u32,
}

/// The figures; `None` for no customers or sums beyond `i64`.
#[must_use]
pub fn figures(book: &Purchases, calendar: &Calendar) -> Option<Figures> {
    let months = Months::new(calendar)?;
    let triangle = || -> Vec<Vec<u32>> {
        let count = calendar.months.len();
        (0..count).map(|month| vec![0; count - month]).collect()
    };
    // A few blocks at a time: a triangle of its own for each would be more than there is to count.
    let stretches = book.blocks.len().min(STRETCHES);
    let length = book.blocks.len().div_ceil(stretches.max(1));
    let passed = side_by_side(stretches, |at| {
        let blocks = book.blocks.iter().skip(at * length).take(length);
        let mut cohorts = triangle();
        let rows = blocks.flat_map(Block::each);
        let seen = rows.filter_map(|rows| pass(rows, calendar, &months, &mut cohorts));
        (seen.collect::<Vec<Seen>>(), cohorts)
    });
    let mut cohorts = triangle();
    let mut seen = Vec::with_capacity(book.customers());
    for (some, of_some) in passed {
        seen.extend(some);
        for (sums, counts) in cohorts.iter_mut().zip(of_some) {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
    }
    let (rfm, (concentration, (bridge, life))) = beside(
        || rfm(&seen, calendar),
        || {
            (
                concentration(&seen),
                (bridge_of(&seen, calendar), life(&seen, calendar)),
            )
        },
    );
    Some(Figures {
        rfm,
        cohorts,
        bridge: bridge?,
        concentration,
        life,
    })
}

fn bridge_of(seen: &[Seen], calendar: &Calendar) -> Option<Bridge> {
    let rows = seen.iter().map(|one| BridgeRow {
        before: one.before,
        after: one.after,
        ever_before: one.first < calendar.ltm_from,
    });
    bridge(&rows.collect::<Vec<_>>())
}

fn concentration(seen: &[Seen]) -> Option<Concentration> {
    let earning = seen.iter().filter(|one| one.after > 0);
    let revenue: Vec<f64> = earning.map(|one| one.after as f64).collect();
    Concentration::of(&revenue)
}

/// Month of each day, by table.
struct Months {
    first: i32,
    of: Vec<u32>,
}

impl Months {
    fn new(calendar: &Calendar) -> Option<Self> {
        let first = *calendar.months.first()?;
        let days = usize::try_from(calendar.as_of.checked_sub(first)?).ok()? + 1;
        let mut of = vec![0; days];
        for (number, pair) in (0..).zip(calendar.months.windows(2)) {
            let from = usize::try_from(pair[0] - first).ok()?.min(days);
            let to = usize::try_from(pair[1] - first).ok()?.min(days);
            of[from..to].fill(number);
        }
        let last = calendar.months.last().copied()?;
        let from = usize::try_from(last - first).ok()?.min(days);
        of[from..].fill(u32::try_from(calendar.months.len()).ok()? - 1);
        Some(Self { first, of })
    }

    fn of(&self, day: i32) -> Option<usize> {
        let at = usize::try_from(day - self.first).ok()?;
        self.of.get(at).map(|month| *month as usize)
    }
}

/// One customer; `None` where it bought nothing up to the as-of day.
fn pass(
    rows: &[Purchase],
    calendar: &Calendar,
    months: &Months,
    cohorts: &mut [Vec<u32>],
) -> Option<Seen> {
    let first = rows.first().filter(|row| row.day <= calendar.as_of)?.day;
    let cohort = months.of(first)?;
    let ages = &mut cohorts[cohort];
    let mut seen = Seen {
        first,
        last: first,
        ..Seen::default()
    };
    let (mut day, mut month) = (i32::MIN, usize::MAX);
    for row in rows {
        if row.day > calendar.as_of {
            break;
        }
        if row.day >= calendar.prior_from {
            if row.day >= calendar.ltm_from {
                seen.after += row.amount;
            } else {
                seen.before += row.amount;
            }
        }
        let within = row.day >= calendar.rfm_from;
        if within {
            seen.money += row.amount;
        }
        if row.day != day {
            day = row.day;
            seen.last = day;
            seen.days += u32::from(within);
            let now = months.of(day)?;
            if now != month {
                month = now;
                ages[month - cohort] += 1;
            }
        }
    }
    Some(seen)
}

/// Median of type 7 by selection.
fn median<T: Copy + Ord>(values: &mut [T], number: impl Fn(T) -> f64) -> f64 {
    let half = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    let (_, middle, _) = values.select_nth_unstable(half);
    let upper = number(*middle);
    if values.len().is_multiple_of(2) {
        let lower = values[..half].iter().copied().max().map_or(upper, &number);
        (lower + upper) / 2.0
    } else {
        upper
    }
}

fn rfm(seen: &[Seen], calendar: &Calendar) -> RfmCells {
    let buyers: Vec<&Seen> = seen
        .iter()
        .filter(|one| one.last >= calendar.rfm_from)
        .collect();
    let mut column: Vec<i64> = Vec::with_capacity(buyers.len());
    let mut of = |value: &dyn Fn(&Seen) -> i64| {
        column.clear();
        column.extend(buyers.iter().map(|one| value(one)));
        median(&mut column, |value| value as f64)
    };
    let medians = [
        of(&|one| i64::from(calendar.as_of - one.last)),
        of(&|one| i64::from(one.days)),
        of(&|one| one.money),
    ];
    let mut cells = RfmCells {
        medians,
        ..RfmCells::default()
    };
    for one in buyers {
        let high = [
            f64::from(calendar.as_of - one.last) <= medians[0],
            f64::from(one.days) > medians[1],
            one.money as f64 > medians[2],
        ];
        let pattern = high
            .iter()
            .fold(0, |pattern, high| pattern << 1 | usize::from(*high));
        cells.customers[pattern] += 1;
        cells.money[pattern] = cells.money[pattern].saturating_add(one.money);
    }
    cells
}

/// Lives end at the last purchase of customers silent since `lost_until`; the others are seen to
/// that day. A single purchase is one day of being a customer. Lives are whole days, so counting
/// them by length takes the place of sorting.
fn life(seen: &[Seen], calendar: &Calendar) -> LifeTime {
    let longest = seen
        .iter()
        .map(|one| calendar.lost_until - one.first)
        .max()
        .unwrap_or(0);
    let size = usize::try_from(longest.max(1)).unwrap_or(1) + 1;
    let (mut ended, mut censored) = (vec![0_u64; size], vec![0_u64; size]);
    let mut at_risk = 0_u64;
    for one in seen.iter().filter(|one| one.first <= calendar.lost_until) {
        let lost = one.last <= calendar.lost_until;
        let until = if lost { one.last } else { calendar.lost_until };
        let days = usize::try_from((until - one.first).max(1)).unwrap_or(1);
        if lost {
            ended[days] += 1;
        } else {
            censored[days] += 1;
        }
        at_risk += 1;
    }
    let mut life = LifeTime {
        customers: at_risk,
        after_a_year: 1.0,
        median: None,
    };
    let mut survival = 1.0;
    for (day, (ended, censored)) in (0..).zip(ended.into_iter().zip(censored)) {
        if ended > 0 {
            survival *= 1.0 - ended as f64 / at_risk as f64;
        }
        at_risk -= ended + censored;
        if day <= 365 {
            life.after_a_year = survival;
        }
        if survival <= 0.5 && life.median.is_none() {
            life.median = Some(day);
        }
    }
    life
}
