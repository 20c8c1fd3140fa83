//! What several figures ask for with the same arguments, worked out once a ledger.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use records::{Date, RowRef, TableKind};
use statistics::tiers::SizeClass;

use crate::analysis::retention::Change;
use crate::cube::Cube;
use crate::loyalty::{Key, Loyalty};
use crate::model::AbsentReason;
use crate::voice::{Gap, Matched};

/// Values by their arguments.
pub(crate) struct Memo<K, V: ?Sized>(Mutex<BTreeMap<K, Arc<V>>>);

impl<K: Ord, V: ?Sized> Memo<K, V> {
    /// The value of these arguments, made the first time.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> Arc<V>) -> Arc<V> {
        let known = |map: &BTreeMap<K, Arc<V>>| map.get(&key).cloned();
        if let Some(found) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return found;
        }
        // Made without the lock: it may ask for other values of the same kind.
        let made = make();
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(map.entry(key).or_insert(made))
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

/// The values kept. None of them depends on definitions beyond its key.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Order lines of a window.
    pub(crate) order_rows: Memo<(Date, Date), [RowRef]>,
    /// Rows of a table.
    pub(crate) table_rows: Memo<TableKind, [RowRef]>,
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
    /// Time since the last contact, by as-of date and activity window.
    pub(crate) care_gaps: Memo<(Date, u32), Result<Vec<Gap>, AbsentReason>>,
}
