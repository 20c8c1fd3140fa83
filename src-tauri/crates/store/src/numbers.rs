//! Orders by their numbers.

use records::SourceId;
use rusqlite::params;

use crate::cells;
use crate::error::StoreError;
use crate::project::Project;
use crate::schema;
use crate::targets::{TargetId, check_target};

/// What a source has of certain order numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberedOrders {
    /// The source.
    pub source: SourceId,
    /// How many of the numbers it has.
    pub numbers: u64,
    /// Rows with one of them that say what was bought.
    pub goods: u64,
}

impl Project {
    /// The sources of a target that have orders of these numbers, the one with most of them first.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn orders_numbered(
        &self,
        target: TargetId,
        numbers: &[String],
    ) -> Result<Vec<NumberedOrders>, StoreError> {
        let asked = serde_json::to_string(numbers).unwrap_or_default();
        self.read(|conn| {
            check_target(conn, target)?;
            let sql = format!(
                "SELECT at_source, COUNT(DISTINCT order_no) AS found, \
                 SUM(product IS NOT NULL OR product_code IS NOT NULL OR quantity IS NOT NULL) \
                 FROM {} WHERE at_source IN (SELECT id FROM sources WHERE target = ?1) \
                 AND order_no IN (SELECT value FROM json_each(?2)) \
                 GROUP BY at_source ORDER BY found DESC, at_source DESC",
                schema::table(records::TableKind::Orders)
            );
            let mut statement = conn.prepare_cached(&sql)?;
            let mut rows = statement.query(params![target.0, asked])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(NumberedOrders {
                    source: SourceId(row.get(0)?),
                    numbers: cells::unsigned(row, 1)?,
                    goods: cells::unsigned(row, 2)?,
                });
            }
            Ok(found)
        })
    }
}
