//! The CRM system as its export shows it: who is entered, classified, kept up to date.

use std::collections::{BTreeMap, BTreeSet};

use records::{Customer, RowRef, TableKind};
use statistics::ranks::kruskal_wallis;

use super::care::contacted;
use super::selection::{Selection, active, last_days, ratio, share_of_active};
use super::tools::{Outcome, no_field, proportion, spec};
use super::words::says;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "crm.record_coverage",
        Unit::Share,
        "#{active customers in the customer table} / #active customers",
        record_coverage,
    ),
    spec(
        "crm.freshness_90d",
        Unit::Share,
        "#{active customers with contact or last_contact_date within 90 d} / #active customers",
        freshness,
    ),
    spec(
        "crm.level_filled",
        Unit::Share,
        "#{level} / #customers",
        level_filled,
    ),
    spec(
        "crm.level_revenue_ratio",
        Unit::Index,
        "mean revenue LTM of the highest level / mean revenue LTM of the lowest level",
        level_revenue_ratio,
    ),
    spec(
        "crm.level_difference_p",
        Unit::Index,
        "P(Kruskal–Wallis H at least so large if revenue LTM does not differ by level)",
        level_difference_p,
    ),
    spec(
        "crm.contact_linked",
        Unit::Share,
        "#{contacts whose customer is known} / #{contacts naming a customer}",
        contact_linked,
    ),
];

fn record_coverage(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.customers)?;
    let figure = share_of_active(ledger, d, &rows.customers(ledger))?;
    Ok(figure.from_rows(TableKind::Customers, rows.places()))
}

fn freshness(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (from, to) = last_days(d, 90);
    let dated = |c: &Customer| c.last_contact_date;
    let mut touched = contacted(ledger, d, 90);
    let masters = Selection::of(&ledger.tables.customers)?;
    match masters.having("last_contact_date", dated) {
        Ok(rows) => {
            let fresh = rows.only(|c| dated(c).is_some_and(|day| from <= day && day <= to));
            touched.extend(fresh.customers(ledger));
        }
        Err(reason) if !ledger.has(TableKind::Contacts) => return Err(reason),
        Err(_) => {}
    }
    let figure = share_of_active(ledger, d, &touched)?;
    Ok([TableKind::Customers, TableKind::Contacts]
        .into_iter()
        .filter(|table| ledger.has(*table))
        .fold(figure, |figure, table| {
            figure.from_rows(table, ledger.rows_of(table))
        }))
}

fn level_filled(ledger: &Ledger, d: &Definitions) -> Outcome {
    let filled = |c: &Customer| {
        c.level
            .as_deref()
            .is_some_and(|level| !level.trim().is_empty())
    };
    Selection::of(&ledger.tables.customers)?
        .using("level", |c| c.level.as_ref().map(drop))?
        .share(d, filled)
}

/// Rank of a level as firms write them; 1 is the highest.
fn rank(level: &str) -> Option<u8> {
    // Lowest first: what says "not a priority" also says "priority".
    const RANKS: [(u8, &[&str]); 4] = [
        (
            4,
            &[
                "非优先",
                "非優先",
                "潜在",
                "潛在",
                "小客户",
                "小客戶",
                "散客",
                "minor",
                "low",
            ],
        ),
        (
            3,
            &["普通", "一般", "银", "銀", "normal", "regular", "silver"],
        ),
        (2, &["重要", "金", "important", "gold"]),
        (
            1,
            &[
                "重点",
                "重點",
                "战略",
                "戰略",
                "核心",
                "vip",
                "ka",
                "钻",
                "鑽",
                "key",
                "strategic",
            ],
        ),
    ];
    let level = level.trim();
    let mut letters = level.chars();
    let (first, next) = (letters.next(), letters.next());
    if let Some(letter @ ('A'..='D' | 'a'..='d')) = first
        && next.is_none_or(|next| !next.is_ascii_alphabetic())
    {
        return Some(letter.to_ascii_uppercase() as u8 - b'A' + 1);
    }
    RANKS
        .into_iter()
        .find(|(_, words)| says(Some(level), words))
        .map(|(rank, _)| rank)
}

/// Revenue of the last twelve months of active customers by the rank of their level.
type ByLevel = BTreeMap<u8, Vec<f64>>;

fn by_level(ledger: &Ledger, d: &Definitions) -> Result<(ByLevel, Vec<RowRef>), AbsentReason> {
    let rows = Selection::of(&ledger.tables.customers)?
        .having("level", |c| c.level.as_deref().and_then(rank))?;
    let (from, to) = ledger.ltm(d);
    let active: BTreeSet<CustomerId> = active(ledger, d)?.into_iter().collect();
    let mut levels = ByLevel::new();
    let mut seen = BTreeSet::new();
    for row in rows.rows() {
        let Some(id) = row
            .customer
            .filter(|id| active.contains(id) && seen.insert(*id))
        else {
            continue;
        };
        if let Some(rank) = row.record.level.as_deref().and_then(rank) {
            levels
                .entry(rank)
                .or_default()
                .push(ledger.revenue_in(id, from, to).units());
        }
    }
    if levels.len() < 2 {
        return Err(AbsentReason::TooFew {
            needed: 2,
            found: levels.len() as u64,
        });
    }
    Ok((levels, rows.places()))
}

fn level_revenue_ratio(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (levels, places) = by_level(ledger, d)?;
    let (highest, lowest) = (levels.first_key_value(), levels.last_key_value());
    let mean = |level: Option<(&u8, &Vec<f64>)>| {
        level
            .and_then(|(_, revenues)| statistics::mean(revenues))
            .unwrap_or(0.0)
    };
    let n = levels.values().map(|revenues| revenues.len() as u64).sum();
    let figure = Figure::new(ratio(mean(highest), mean(lowest))?, n);
    Ok(figure.from_rows(TableKind::Customers, places))
}

/// Customers from which on the test's χ² approximation is usable.
const LEVELS_NEED: u64 = 10;

fn level_difference_p(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (levels, places) = by_level(ledger, d)?;
    let groups: Vec<&[f64]> = levels.values().map(Vec::as_slice).collect();
    let n = groups.iter().map(|group| group.len() as u64).sum();
    if n < LEVELS_NEED {
        return Err(AbsentReason::TooFew {
            needed: LEVELS_NEED,
            found: n,
        });
    }
    let test = kruskal_wallis(&groups).ok_or(AbsentReason::NothingToCount)?;
    Ok(Figure::new(test.p, n).from_rows(TableKind::Customers, places))
}

fn contact_linked(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.contacts)?;
    let parties = ledger.tables.parties_of(TableKind::Contacts);
    if parties.is_empty() {
        return Err(no_field(TableKind::Contacts, "customer_name"));
    }
    let figure = proportion(parties.iter().flatten().count(), parties.len(), d)?;
    Ok(figure.from_rows(TableKind::Contacts, rows.places()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, orders, rows};
    use crate::ledger::Records;

    use super::*;

    #[test]
    fn the_system_is_measured_against_who_buys() {
        let records = Records {
            customers: rows(
                "name | level | last_contact_date",
                &[
                    "甲 | A（重点客户） | 2024-12-20",
                    "乙 | C（非优先客户） | 2023-01-01",
                    "丁 | | ",
                ],
            ),
            contacts: rows(
                "customer_name | date",
                &["甲 | 2024-01-01", "路人 | 2024-12-01"],
            ),
            orders: orders(&[
                "甲 | 2024-02-01 | 60",
                "乙 | 2024-02-01 | 30",
                "丙 | 2024-02-01 | 10",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("crm.record_coverage", 2.0 / 3.0),
                ("crm.freshness_90d", 1.0 / 3.0),
                ("crm.level_filled", 2.0 / 3.0),
                ("crm.level_revenue_ratio", 2.0),
                ("crm.contact_linked", 0.5),
            ],
        );
    }

    #[test]
    fn levels_in_use_part_the_customers_by_revenue() {
        // Two levels of five: ranks 6–10 and 1–5, H = 12/110·(40²/5 + 15²/5) − 33 = 6.818182; with
        // one degree of freedom P = 0.009023.
        let names: Vec<String> = (1..=10).map(|n| format!("客户{n}")).collect();
        let level = |n: usize| if n > 5 { "A" } else { "C" };
        let masters: Vec<String> = (1..=10)
            .map(|n| format!("{} | {}", names[n - 1], level(n)))
            .collect();
        let bought: Vec<String> = (1..=10)
            .map(|n| format!("{} | 2024-02-01 | {n}", names[n - 1]))
            .collect();
        let texts = |lines: &[String]| lines.to_vec();
        let (masters, bought) = (texts(&masters), texts(&bought));
        let mut records = Records {
            customers: rows(
                "name | level",
                &masters.iter().map(String::as_str).collect::<Vec<_>>(),
            ),
            orders: orders(&bought.iter().map(String::as_str).collect::<Vec<_>>()),
            ..Records::default()
        };
        let p = super::super::testing::measure(&records, "crm.level_difference_p").unwrap();
        assert!((p.value - 0.009_023).abs() < 1e-6, "{}", p.value);
        records.customers.truncate(7);
        let reason = AbsentReason::TooFew {
            needed: 10,
            found: 7,
        };
        assert_eq!(
            super::super::testing::absent(&records, "crm.level_difference_p"),
            reason
        );
    }

    #[test]
    fn levels_are_ranked_as_firms_write_them() {
        for (level, expected) in [
            ("A", Some(1)),
            ("b级", Some(2)),
            ("C（非优先客户）", Some(3)),
            ("重点客户", Some(1)),
            ("非优先", Some(4)),
            ("普通客户", Some(3)),
            ("Dealer", None),
            ("合作", None),
        ] {
            assert_eq!(rank(level), expected, "{level}");
        }
    }
}
