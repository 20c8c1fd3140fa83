//! Projections that several figures and exhibits ask of one cube, worked out once.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use records::Amount;
use statistics::bridge::{Bridge, BridgeRow};
use statistics::price_volume_mix::ProductChange;

use super::margin::Margin;
use super::{Cube, Entities, Level, Period, Tier, margins, mix, steps, tiers};
use crate::ledger::{Ledger, Memo};

/// The projections kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    entities: Memo<Level, Entities>,
    revenue: Memo<(Level, u32, u32), [Amount]>,
    rows: Memo<(Level, Period, Period), Option<Vec<BridgeRow>>>,
    tiers: Memo<(Level, Period, Period), Vec<(Tier, Bridge)>>,
    products: Memo<(Period, Period), Option<BTreeMap<u32, ProductChange>>>,
    margins: Memo<(Level, Period), Option<Vec<Margin>>>,
}

impl Kept {
    /// Revenue of the entities of a level in a run of months.
    pub(super) fn revenue(
        &self,
        level: Level,
        months: &Range<u32>,
        make: impl FnOnce() -> Vec<Amount>,
    ) -> Vec<Amount> {
        let key = (level, months.start, months.end);
        self.revenue.get(key, || make().into()).to_vec()
    }
}

impl Cube {
    /// Who counts as one at a level.
    #[must_use]
    pub fn entities(&self, ledger: &Ledger, level: Level) -> Arc<Entities> {
        let make = || Arc::new(Entities::new(ledger, level));
        self.kept.entities.get(level, make)
    }

    /// Rows of the bridge from one period to another, one an entity; `None` where a period does not
    /// consist of whole months.
    pub(crate) fn bridge_rows(
        &self,
        ledger: &Ledger,
        level: Level,
        (earlier, later): (Period, Period),
    ) -> Arc<Option<Vec<BridgeRow>>> {
        self.kept.rows.get((level, earlier, later), || {
            let entities = self.entities(ledger, level);
            Arc::new(steps::rows(ledger, self, &entities, earlier, later))
        })
    }

    /// The bridge of each tier that has customers.
    pub(crate) fn tiers(
        &self,
        ledger: &Ledger,
        level: Level,
        step: (Period, Period),
    ) -> Arc<Vec<(Tier, Bridge)>> {
        self.kept.tiers.get((level, step.0, step.1), || {
            let rows = self.bridge_rows(ledger, level, step);
            Arc::new(
                rows.as_ref()
                    .as_ref()
                    .map_or_else(Vec::new, |rows| tiers::by_tier(rows)),
            )
        })
    }

    /// What each product sold in two periods.
    pub(crate) fn products(
        &self,
        (earlier, later): (Period, Period),
    ) -> Arc<Option<BTreeMap<u32, ProductChange>>> {
        let make = || Arc::new(mix::product_changes(self, earlier, later));
        self.kept.products.get((earlier, later), make)
    }

    /// Margin of each entity in a period.
    pub(crate) fn margins(
        &self,
        ledger: &Ledger,
        level: Level,
        period: Period,
    ) -> Arc<Option<Vec<Margin>>> {
        self.kept.margins.get((level, period), || {
            let entities = self.entities(ledger, level);
            let range = self.range(period);
            Arc::new(range.map(|range| margins(self, &entities, &range)))
        })
    }
}
