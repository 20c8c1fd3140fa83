//! Revenue by month and by twelve-month window.

use records::{Amount, Date};

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, month_index, window};
use crate::measures::concentration::Held;
use crate::model::{MonthRevenue, YearRevenue};

/// Months shown at most.
const MONTHS: u32 = 60;
/// Twelve-month windows shown at most.
const YEARS: u32 = 4;

/// Revenue of each month up to the as-of date, oldest first.
pub(super) fn months(ledger: &Ledger, d: &Definitions) -> Vec<MonthRevenue> {
    let Some((first, _)) = ledger.order_span(d) else {
        return Vec::new();
    };
    let span = u32::try_from(month_index(first, d.as_of) + 1)
        .unwrap_or(0)
        .min(MONTHS);
    let mut months: Vec<MonthRevenue> = (0..span)
        .rev()
        .map(|back| MonthRevenue {
            month: window(d.as_of.last_of_month(), back, 1).0,
            revenue: Amount::ZERO,
            orders: 0,
            customers: 0,
        })
        .collect();
    let Some(start) = months.first().map(|month| month.month) else {
        return months;
    };
    let at = |date: Date| usize::try_from(month_index(start, date)).unwrap_or(usize::MAX);
    for sale in ledger.sales_in(start, d.as_of) {
        months[at(sale.date)].revenue += sale.amount;
    }
    let mut last: Vec<Option<CustomerId>> = vec![None; months.len()];
    let orders = ledger.documents.iter().filter(|doc| doc.is_order());
    for doc in orders.filter(|doc| start <= doc.date && doc.date <= d.as_of) {
        let month = at(doc.date);
        months[month].orders += 1;
        let buyer = doc.customer.filter(|id| ledger.counts(*id));
        // Documents stand by customer.
        if buyer.is_some() && last[month] != buyer {
            last[month] = buyer;
            months[month].customers += 1;
        }
    }
    months
}

/// Revenue and concentration of the full twelve-month windows up to the as-of date, oldest first.
pub(super) fn years(ledger: &Ledger, d: &Definitions) -> Vec<YearRevenue> {
    let full = (ledger.months_of_history(d) / 12).min(YEARS);
    (0..full)
        .rev()
        .map(|back| year(ledger, window(d.as_of, back * 12, 12)))
        .collect()
}

fn year(ledger: &Ledger, (from, to): (Date, Date)) -> YearRevenue {
    let shares = Held::within(ledger, from, to);
    let top = |n| Some(shares.as_ref().as_ref()?.top(n));
    YearRevenue {
        from,
        to,
        revenue: ledger.total_revenue_in(from, to),
        customers: ledger.ranks(from, to).len() as u64,
        top1: top(1),
        top5: top(5),
        top10: top(10),
    }
}
