//! Retention by size: a blended rate of 88 % hides that the top 20 stay and the tail goes.

use statistics::bridge::{Bridge, BridgeRow, bridge};
use statistics::tiers::{SizeClass, size_classes};

/// A tier of customers by their revenue of the earlier period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// The 20 largest.
    Top20,
    /// Ranks 21 to 100.
    Next80,
    /// From rank 101 on.
    Tail,
    /// The fewest that make 80 %.
    A,
    /// Those that then make 95 %.
    B,
    /// The rest.
    C,
}

/// Cumulative shares at which A and B end.
pub(crate) const CUTS: (f64, f64) = (0.8, 0.95);

impl Tier {
    pub(crate) const ALL: [Self; 6] = [
        Self::Top20,
        Self::Next80,
        Self::Tail,
        Self::A,
        Self::B,
        Self::C,
    ];

    /// Stable id; words under `tier.<id>`.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Top20 => "top20",
            Self::Next80 => "next80",
            Self::Tail => "tail",
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }
}

/// The bridge of each tier that has customers.
pub(crate) fn by_tier(rows: &[BridgeRow]) -> Vec<(Tier, Bridge)> {
    let ranks = ranks(rows);
    let before: Vec<i64> = rows.iter().map(|row| row.before).collect();
    let classes = size_classes(&before, CUTS);
    Tier::ALL
        .into_iter()
        .filter_map(|tier| {
            let members: Vec<BridgeRow> = rows
                .iter()
                .zip(ranks.iter().zip(&classes))
                .filter(|(_, (rank, class))| belongs(tier, **rank, **class))
                .map(|(row, _)| *row)
                .collect();
            Some((tier, bridge(&members)?))
        })
        .collect()
}

fn belongs(tier: Tier, rank: Option<usize>, class: Option<SizeClass>) -> bool {
    match tier {
        Tier::Top20 => rank.is_some_and(|rank| rank <= 20),
        Tier::Next80 => rank.is_some_and(|rank| (21..=100).contains(&rank)),
        Tier::Tail => rank.is_some_and(|rank| rank > 100),
        Tier::A => class == Some(SizeClass::A),
        Tier::B => class == Some(SizeClass::B),
        Tier::C => class == Some(SizeClass::C),
    }
}

/// Rank from 1 by revenue of the earlier period; none without revenue.
fn ranks(rows: &[BridgeRow]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].before > 0).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(rows[*at].before), *at));
    let mut ranks = vec![None; rows.len()];
    for (rank, at) in order.into_iter().enumerate() {
        ranks[at] = Some(rank + 1);
    }
    ranks
}
