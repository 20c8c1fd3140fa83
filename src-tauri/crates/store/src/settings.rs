use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use crate::error::StoreError;
use crate::project::Project;

impl Project {
    /// A setting of the project; `None` when it was never set.
    ///
    /// # Errors
    /// Only the common ones.
    pub fn setting(&self, key: &str) -> Result<Option<Value>, StoreError> {
        self.read(|conn| {
            let text: Option<String> = conn
                .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            Ok(text.as_deref().map(serde_json::from_str).transpose()?)
        })
    }

    /// Sets a setting; JSON `null` removes it.
    ///
    /// # Errors
    /// Only the common ones.
    pub fn set_setting(&mut self, key: &str, value: &Value) -> Result<(), StoreError> {
        self.write(|tx| {
            if value.is_null() {
                tx.execute("DELETE FROM settings WHERE key = ?1", [key])?;
            } else {
                tx.execute(
                    "INSERT INTO settings (key, value) VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET value = excluded.value",
                    params![key, value.to_string()],
                )?;
            }
            Ok(())
        })
    }
}
