//! Dates that look wrong, and rows outside the period.

use jiff::civil::Weekday;
use records::{Amount, Date, RowRef, TableKind};

use super::{Draft, Scene, count, graded, money, share};
use crate::defaults::{business_days_left, last_regular};
use crate::ledger::days_between;
use crate::reconciliation::lines::Line;
use crate::reconciliation::model::{CheckStatus, CheckValue};

/// Before this day no firm's books were kept in files that come today.
const EARLIEST: Date = Date::constant(2000, 1, 1);
/// A gap behind the first dates after which they are taken for slips, days.
const STRAY_GAP_DAYS: i64 = 366;
/// Largest share of lines taken for such slips.
const STRAY_SHARE: f64 = 0.01;
/// Days with lines from which on dates count as daily.
const DAILY: usize = 60;
/// Share of the amount on the last days of months that is worth a look; a thirtieth is even.
const MONTH_ENDS: f64 = 0.25;
/// Share of the lines on Saturdays and Sundays above even (two of seven days).
const WEEKENDS: f64 = 0.40;

pub(super) fn checks(scene: &Scene<'_>) -> Vec<Draft> {
    let mut dates: Vec<Date> = scene.lines.all().map(|line| line.date).collect();
    dates.sort_unstable();
    let regular = last_regular(&dates).unwrap_or(scene.d.as_of);
    let daily = dates.chunk_by(|a, b| a == b).count() >= DAILY;
    vec![
        outside(scene, regular),
        future(scene, regular),
        early(scene, &dates),
        ends(scene, daily),
        weekends(scene, daily),
        last_month(scene, &dates, regular),
    ]
}

/// Lines that a check picks out.
struct Picked {
    amount: Amount,
    rows: Vec<RowRef>,
}

impl Picked {
    fn of(scene: &Scene<'_>, test: impl Fn(&Line) -> bool) -> Self {
        let mut picked = Self {
            amount: Amount::ZERO,
            rows: Vec::new(),
        };
        for line in scene.lines.all().filter(test) {
            picked.amount += line.amount;
            picked.rows.push(line.at);
        }
        picked
    }

    fn len(&self) -> usize {
        self.rows.len()
    }
}

/// Lines after the as-of date: read, but outside every figure.
fn outside(scene: &Scene<'_>, regular: Date) -> Draft {
    let after = Picked::of(scene, |line| {
        line.date > scene.d.as_of && line.date <= regular
    });
    let part = share(after.len(), scene.lines.len());
    let draft = Draft::new("outside_period", graded(part, 0.0, 0.5))
        .count("count", after.len())
        .money("amount", after.amount)
        .share("share", part)
        .date("as_of", scene.d.as_of);
    draft.rows(TableKind::Orders, after.rows)
}

/// A few lines long after all others.
fn future(scene: &Scene<'_>, regular: Date) -> Draft {
    let after = Picked::of(scene, |line| line.date > regular);
    let status = graded(after.len() as f64, 0.0, 0.0);
    let draft = Draft::new("future_dates", status)
        .count("count", after.len())
        .money("amount", after.amount)
        .date("last", regular)
        .fixed_by("future_dates");
    draft.rows(TableKind::Orders, after.rows)
}

/// Lines before 2000, or a few long before all others.
fn early(scene: &Scene<'_>, dates: &[Date]) -> Draft {
    let first = first_regular(dates).max(EARLIEST);
    let before = Picked::of(scene, |line| line.date < first);
    let status = graded(before.len() as f64, 0.0, 0.0);
    let draft = Draft::new("early_dates", status)
        .count("count", before.len())
        .money("amount", before.amount)
        .date("first", first)
        .fixed_by("early_dates");
    draft.rows(TableKind::Orders, before.rows)
}

/// The first date after a gap that only a few stray rows lie before.
fn first_regular(dates: &[Date]) -> Date {
    let stray = (dates.len() as f64 * STRAY_SHARE).floor() as usize;
    let gap = (1..=stray.min(dates.len().saturating_sub(1)))
        .rev()
        .find(|at| days_between(dates[at - 1], dates[*at]) > STRAY_GAP_DAYS);
    dates.get(gap.unwrap_or(0)).copied().unwrap_or(EARLIEST)
}

/// Lines heaped on the last day of months or on 1 January: monthly sums, or dates nobody knew.
fn ends(scene: &Scene<'_>, daily: bool) -> Draft {
    let last = Picked::of(scene, |line| line.date == line.date.last_of_month());
    let new_year = Picked::of(scene, |line| (line.date.month(), line.date.day()) == (1, 1));
    let total: Amount = scene.lines.all().map(|line| line.amount).sum();
    let part = if total.is_positive() {
        last.amount.units() / total.units()
    } else {
        0.0
    };
    let on_new_year = share(new_year.len(), scene.lines.len());
    let status = if !daily {
        CheckStatus::Look
    } else {
        graded(part, MONTH_ENDS, f64::MAX).max(graded(on_new_year, 0.02, f64::MAX))
    };
    let table = vec![
        vec![
            CheckValue::Text("month_end".to_owned()),
            count(last.len()),
            money(last.amount),
        ],
        vec![
            CheckValue::Text("new_year".to_owned()),
            count(new_year.len()),
            money(new_year.amount),
        ],
    ];
    let draft = Draft::new("period_ends", status)
        .share("share", part)
        .share("new_year", on_new_year)
        .examples(&["days_of", "lines", "amount"], table);
    let heaped = if new_year.len() > last.len() {
        new_year
    } else {
        last
    };
    draft.rows(TableKind::Orders, heaped.rows)
}

/// Lines on Saturdays and Sundays.
fn weekends(scene: &Scene<'_>, daily: bool) -> Draft {
    if !daily {
        return Draft::new("weekends", CheckStatus::Nothing);
    }
    let found = Picked::of(scene, |line| {
        matches!(line.date.weekday(), Weekday::Saturday | Weekday::Sunday)
    });
    let part = share(found.len(), scene.lines.len());
    Draft::new("weekends", graded(part, WEEKENDS, f64::MAX))
        .count("count", found.len())
        .share("share", part)
        .rows(TableKind::Orders, found.rows)
}

/// A last month that is not whole: inside the figures it drags them down.
fn last_month(scene: &Scene<'_>, dates: &[Date], regular: Date) -> Draft {
    let within = dates.iter().rev().find(|date| **date <= scene.d.as_of);
    let Some(last) = within.copied() else {
        return Draft::new("last_month", CheckStatus::Nothing);
    };
    let as_of = scene.d.as_of;
    let cut = as_of != as_of.last_of_month();
    let ends_early =
        last.first_of_month() == as_of.first_of_month() && business_days_left(last) > 2;
    let stops = last.first_of_month() < as_of.first_of_month();
    let status = if cut || ends_early || stops {
        CheckStatus::Look
    } else {
        CheckStatus::Ok
    };
    Draft::new("last_month", status)
        .date("last", last)
        .date("regular", regular)
        .date("as_of", as_of)
}
