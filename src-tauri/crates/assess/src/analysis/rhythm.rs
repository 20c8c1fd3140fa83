//! A customer's own rhythm: the pauses between its purchase days.

use std::sync::Arc;

use statistics::quantiles::quantile_of;

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, day_number};

/// Pauses from which on a customer has a rhythm of its own to be measured by.
pub const MINIMUM_PAUSES: usize = 4;

/// How a customer buys up to the as-of date, in days.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rhythm {
    /// Days since the last purchase; absent where it never bought.
    pub silence: Option<f64>,
    /// The pause that nine of ten of its pauses stay within; absent below [`MINIMUM_PAUSES`].
    pub usual: Option<f64>,
}

impl Rhythm {
    /// Whether the customer is silent beyond its own rhythm; absent where it has none.
    #[must_use]
    pub fn is_silent(&self) -> Option<bool> {
        Some(self.silence? > self.usual?)
    }
}

/// The rhythm of every customer, by its number. Worked out once an as-of date.
#[must_use]
pub fn rhythms(ledger: &Ledger, d: &Definitions) -> Arc<[Rhythm]> {
    ledger.shared().rhythms.get(d.as_of, || {
        let as_of = day_number(d.as_of);
        let mut pauses = Vec::new();
        let ids = (0u32..).map(CustomerId).take(ledger.customers.len());
        ids.map(|id| {
            let days = ledger.purchase_day_numbers_until(id, d.as_of);
            pauses.clear();
            pauses.extend(days.windows(2).map(|pair| f64::from(pair[1] - pair[0])));
            Rhythm {
                silence: days.last().map(|last| f64::from(as_of - last)),
                usual: (pauses.len() >= MINIMUM_PAUSES)
                    .then(|| quantile_of(&mut pauses, 0.9))
                    .flatten(),
            }
        })
        .collect()
    })
}

fn rhythm(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Rhythm {
    let all = rhythms(ledger, d);
    all.get(id.index()).copied().unwrap_or_default()
}

/// Days between consecutive purchase days up to the as-of date.
#[must_use]
pub fn pauses(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Vec<f64> {
    ledger
        .purchase_day_numbers_until(id, d.as_of)
        .windows(2)
        .map(|pair| f64::from(pair[1] - pair[0]))
        .collect()
}

/// Days since the last purchase.
#[must_use]
pub fn silence(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<f64> {
    rhythm(ledger, d, id).silence
}

/// The pause that nine of ten of its pauses stay within; absent below [`MINIMUM_PAUSES`].
#[must_use]
pub fn usual_pause(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<f64> {
    rhythm(ledger, d, id).usual
}

/// Whether the customer is silent beyond its own rhythm; absent where it has none.
#[must_use]
pub fn is_silent(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<bool> {
    rhythm(ledger, d, id).is_silent()
}
