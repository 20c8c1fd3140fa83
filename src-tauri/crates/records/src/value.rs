use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::Amount;

/// One typed cell of a record, as import hands it over and the store keeps it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing was there.
    #[default]
    Empty,
    /// Text, trimmed and in NFKC where it is a key.
    Text(String),
    /// Civil date.
    Date(Date),
    /// Civil date and time of day; midnight where the source gave only a date.
    Time(DateTime),
    /// Money in minor units.
    Amount(Amount),
    /// Number, share (0.12 for 12 %) or score.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// A required field of a record had no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingField(pub &'static str);

/// Conversion between a record's field and its [`Value`].
pub(crate) trait Cell: Sized {
    fn read(value: Value, field: &'static str) -> Result<Self, MissingField>;
    fn write(self) -> Value;
}

macro_rules! cells {
    ($($kind:ident: $rust:ty,)*) => {$(
        impl Cell for $rust {
            fn read(value: Value, field: &'static str) -> Result<Self, MissingField> {
                match value {
                    Value::$kind(inner) => Ok(inner),
                    _ => Err(MissingField(field)),
                }
            }
            fn write(self) -> Value {
                Value::$kind(self)
            }
        }
        impl Cell for Option<$rust> {
            fn read(value: Value, _: &'static str) -> Result<Self, MissingField> {
                Ok(match value {
                    Value::$kind(inner) => Some(inner),
                    _ => None,
                })
            }
            fn write(self) -> Value {
                self.map_or(Value::Empty, Value::$kind)
            }
        }
    )*};
}

cells! {
    Text: String,
    Date: Date,
    Time: DateTime,
    Amount: Amount,
    Number: f64,
    Flag: bool,
}
