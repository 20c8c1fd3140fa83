//! Net revenue by day.

use records::{Amount, Date};

use super::Sale;
use super::dates::day_number;

/// Net revenue by day, summed up from the first: the revenue of any window is one subtraction.
#[derive(Debug, Clone, Default)]
pub(super) struct DailyRevenue(Vec<(Date, i64)>);

impl DailyRevenue {
    pub(super) fn of(sales: &[Sale]) -> Self {
        let numbers = || sales.iter().map(|sale| day_number(sale.date));
        let (Some(first), Some(last)) = (numbers().min(), numbers().max()) else {
            return Self::default();
        };
        // Days are few beside lines: a table of all of them, most of whose memory is never touched.
        let mut days: Vec<(u32, i64)> =
            vec![(0, 0); usize::try_from(last - first).unwrap_or(0) + 1];
        let mut seen: Vec<Date> = Vec::new();
        let place = |date: Date| usize::try_from(day_number(date) - first).unwrap_or(0);
        for sale in sales {
            let day = &mut days[place(sale.date)];
            if day.0 == 0 {
                seen.push(sale.date);
            }
            *day = (1, day.1.saturating_add(sale.amount.0));
        }
        seen.sort_unstable();
        let mut sum = 0_i64;
        let running = seen.into_iter().map(|date| {
            sum = sum.saturating_add(days[place(date)].1);
            (date, sum)
        });
        Self(running.collect())
    }

    /// First and last day with a line, up to and including a day.
    pub(super) fn span(&self, until: Date) -> Option<(Date, Date)> {
        let end = self.0.partition_point(|(date, _)| *date <= until);
        Some((self.0.first()?.0, self.0.get(end.checked_sub(1)?)?.0))
    }

    /// Days with a line within `from..=to`, ascending.
    pub(super) fn days_in(&self, from: Date, to: Date) -> impl Iterator<Item = Date> + '_ {
        let start = self.0.partition_point(|(date, _)| *date < from);
        let days = self.0[start..].iter().map(|(date, _)| *date);
        days.take_while(move |date| *date <= to)
    }

    /// Net revenue of everyone within `from..=to`.
    pub(super) fn within(&self, from: Date, to: Date) -> Amount {
        let until = |at: usize| at.checked_sub(1).map_or(0, |at| self.0[at].1);
        let start = self.0.partition_point(|(date, _)| *date < from);
        let end = self.0.partition_point(|(date, _)| *date <= to);
        Amount(until(end.max(start)).saturating_sub(until(start)))
    }
}
