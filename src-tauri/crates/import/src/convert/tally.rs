use serde::{Deserialize, Serialize};

/// What became of the rows of a table: `read`, the rows below its header, is the sum of accepted,
/// rejected and dropped ones.
///
/// Rows and records: an accepted row is one record, except in a table with a column a month, where
/// it is one for each month that holds an amount; `records` counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Rows below the header that the file holds.
    pub read: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Records they became.
    #[serde(default)]
    pub records: u64,
    /// Rows that could not, each with a problem (or one problem for a missing column).
    pub rejected: u64,
    /// Rows in which nothing stands; of a table with a column a month, no amount.
    pub dropped_blank: u64,
    /// Totals, signatures and notes.
    pub dropped_footer: u64,
    /// The header once more, as page-wise prints repeat it.
    pub dropped_header: u64,
    /// Documents that were cancelled.
    pub dropped_cancelled: u64,
    /// Rows that gave what they say to the rows of another table and are not counted again: the
    /// header of an order whose lines stand elsewhere.
    #[serde(default)]
    pub dropped_joined: u64,
    /// Examples and tips of a form below its header.
    #[serde(default)]
    pub dropped_example: u64,
    /// Rows outside the table, not among those read: titles and tips above the header.
    #[serde(default)]
    pub outside: u64,
    /// Accepted returns whose positive amounts were made negative.
    pub negated_returns: u64,
}

impl Tally {
    /// Whether every row is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.read == self.accepted + self.rejected + self.dropped()
    }

    /// Rows below the header that are neither records nor rejected.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        let furniture = self.dropped_blank + self.dropped_footer + self.dropped_header;
        furniture + self.dropped_cancelled + self.dropped_joined + self.dropped_example
    }
}
