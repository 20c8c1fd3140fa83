//! What several figures ask for with the same arguments, worked out once a ledger.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use records::{Amount, Date, RowRef, TableKind};

use statistics::survival::Survival;
use statistics::tiers::SizeClass;

use crate::analysis::retention::Change;
use crate::analysis::rfm::Rfm;
use crate::analysis::rhythm::Rhythm;
use crate::analysis::risk::Ladder;
use crate::analysis::stages::Stage;
use crate::cube::{Cube, LifeStart};
use crate::ledger::{Attribute, CustomerId, Labels, Parts};
use crate::loyalty::{Key, Loyalty};
use crate::measures::concentration::Held;
use crate::model::{AbsentReason, RfmCuts};
use crate::voice::{Gap, Matched, Recovered};

/// Values by their arguments.
pub(crate) struct Memo<K, V: ?Sized>(Mutex<BTreeMap<K, Arc<OnceLock<Arc<V>>>>>);

impl<K: Ord, V: ?Sized> Memo<K, V> {
    /// The value of these arguments, made the first time. Who asks for it meanwhile waits; `make`
    /// may ask for values of other arguments, never of its own.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> Arc<V>) -> Arc<V> {
        let place = {
            let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(map.entry(key).or_default())
        };
        Arc::clone(place.get_or_init(make))
    }
}

impl<K, V: ?Sized> Default for Memo<K, V> {
    fn default() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }
}

impl<K, V: ?Sized> fmt::Debug for Memo<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

/// Customers of the RFM window with the cut points.
type Segmented = Option<(Vec<Rfm>, RfmCuts)>;
/// A customer, the start of its life, its revenue.
type Tenure = (CustomerId, LifeStart, Amount);
/// Customers then, and those of them that are lost now.
type Lapsed = (Vec<CustomerId>, Vec<CustomerId>);

/// The values kept. None of them depends on definitions beyond its key.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Runs of sales of a window.
    pub(crate) runs: Memo<(Date, Date), [Range<usize>]>,
    /// Revenue by customer of a window.
    pub(crate) revenue: Memo<(Date, Date), [(CustomerId, Amount)]>,
    /// The same, largest first.
    pub(crate) ranked: Memo<(Date, Date), [(CustomerId, Amount)]>,
    /// Labels of the order lines by attribute.
    pub(crate) labels: Memo<Attribute, Labels>,
    /// Revenue by attribute within a window.
    pub(crate) parts: Memo<(Attribute, Date, Date), Parts>,
    /// Different labels a customer bought within a window.
    pub(crate) variety: Memo<(Attribute, Date, Date), [(CustomerId, u32)]>,
    /// Order lines of a window.
    pub(crate) order_rows: Memo<(Date, Date), [RowRef]>,
    /// Rows of a table.
    pub(crate) table_rows: Memo<TableKind, [RowRef]>,
    /// Rhythms of customers, by as-of date.
    pub(crate) rhythms: Memo<Date, [Rhythm]>,
    /// Stages of customers, by as-of date and grace period.
    pub(crate) stages: Memo<(Date, u32), [(CustomerId, Stage)]>,
    /// Ladders of risk, by as-of date, grace period and activity window.
    pub(crate) ladders: Memo<(Date, u32, u32), Option<Ladder>>,
    /// Recency, frequency and money, by as-of date and window.
    pub(crate) rfm: Memo<(Date, u32), Segmented>,
    /// Life starts and revenue of active customers, by as-of date and activity window.
    pub(crate) tenures: Memo<(Date, u32), [Tenure]>,
    /// Customers' survival, by as-of date, grace period and confidence.
    pub(crate) survival: Memo<(Date, u32, u64), Option<Survival>>,
    /// Concentration of customers, by window.
    pub(crate) held: Memo<(Date, Date), Option<Held>>,
    /// Customers a year ago and those lost since, by as-of date and grace period.
    pub(crate) lapsed: Memo<(Date, u32), Lapsed>,
    /// Changes of customers, by as-of date.
    pub(crate) changes: Memo<Date, [Change]>,
    /// Cubes, by as-of date.
    pub(crate) cubes: Memo<Date, Cube>,
    /// The customer level, by all it depends on.
    pub(crate) loyalty: Memo<Key, Loyalty>,
    /// Size class of each customer, by as-of date.
    pub(crate) classes: Memo<Date, [Option<SizeClass>]>,
    /// Purchases after complaints, by as-of date.
    pub(crate) after_complaint: Memo<Date, Result<Matched, AbsentReason>>,
    /// Months back to the level before a complaint, by as-of date and confidence.
    pub(crate) recovery: Memo<(Date, u64), Result<Recovered, AbsentReason>>,
    /// Time since the last contact, by as-of date and activity window.
    pub(crate) care_gaps: Memo<(Date, u32), Result<Vec<Gap>, AbsentReason>>,
}
