//! Signs of amounts, type of document by type.

use import::{DocumentSigns, Sign, SignChoice, SignReason};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which sign amounts get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignRule {
    /// As the firm writes them.
    AsWritten,
    /// Always negative: goods that went back.
    Negative,
    /// The other one.
    Flipped,
}

/// The sign of the documents of one type, as the adviser chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignView {
    /// The type as the firm writes it; empty for documents without one.
    pub document: String,
    /// Their sign.
    pub sign: SignRule,
}

/// Why the amounts of a type are signed as they are; words under `ui.signs.reason.<reason>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignWhy {
    /// Nothing says that goods went back.
    Sale,
    /// The type says that they did.
    Type,
    /// The status of single documents says so.
    Status,
    /// The name, the title or the header of the amounts says so of the whole table.
    Table,
    /// The adviser decided.
    Chosen,
}

/// The documents of one type in an order list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// The type as the firm writes it; empty where it writes none.
    pub document: String,
    /// Rows.
    pub rows: u64,
    /// Rows with a positive amount, as written.
    pub positive: u64,
    /// Sum of them, in the currency's unit.
    pub positive_sum: f64,
    /// Rows with a negative amount, as written.
    pub negative: u64,
    /// Sum of them.
    pub negative_sum: f64,
    /// How they are signed.
    pub sign: SignRule,
    /// Why.
    pub why: SignWhy,
    /// Rows whose amount was turned.
    pub turned: u64,
}

impl From<Sign> for SignRule {
    fn from(sign: Sign) -> Self {
        match sign {
            Sign::AsWritten => Self::AsWritten,
            Sign::Negative => Self::Negative,
            Sign::Flipped => Self::Flipped,
        }
    }
}

impl From<&SignView> for SignChoice {
    fn from(view: &SignView) -> Self {
        Self {
            document: view.document.clone(),
            sign: match view.sign {
                SignRule::AsWritten => Sign::AsWritten,
                SignRule::Negative => Sign::Negative,
                SignRule::Flipped => Sign::Flipped,
            },
        }
    }
}

impl From<&DocumentSigns> for DocumentView {
    fn from(seen: &DocumentSigns) -> Self {
        Self {
            document: seen.document.clone(),
            rows: seen.rows,
            positive: seen.positive.0,
            positive_sum: seen.positive.1.units(),
            negative: seen.negative.0,
            negative_sum: seen.negative.1.units(),
            sign: seen.sign.into(),
            why: match seen.reason {
                SignReason::Sale => SignWhy::Sale,
                SignReason::Type => SignWhy::Type,
                SignReason::Status => SignWhy::Status,
                SignReason::Table => SignWhy::Table,
                SignReason::Chosen => SignWhy::Chosen,
            },
            turned: seen.turned,
        }
    }
}
