use serde::{Deserialize, Serialize};

/// Why a column was given to a field, or to none; its sentence is `mapping.reason.<id>` in the
/// catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The header is a known one.
    Exact,
    /// It is one without its unit, bracket, number or group.
    Stripped,
    /// It contains a known one.
    Contains,
    /// It resembles a known one.
    Similar,
    /// Another column, or another field, fits about as well: the adviser should look.
    Ambiguous,
    /// The figures do not grow with the quantity: they are prices, whatever the header says.
    Price,
    /// The table gives amounts without tax only, so they are the amounts.
    NetOnly,
    /// A column of discounts stands beside it, and this is the amount before them.
    BeforeDiscount,
    /// A column of discounts stands beside it, and this is what remains after them.
    AfterDiscount,
    /// A name beside department and post is a person of the firm.
    Staff,
    /// It is known, but the values below are of another type.
    Values,
    /// It is known, but a word beside it makes it something else: last month, average, planned.
    Qualified,
    /// It is known, but another column serves the field better.
    Taken,
    /// Personal information that no measure needs: found, but left out by default.
    LeftOut,
    /// No field of the table is called so.
    Unknown,
    /// It holds what was sold in one period, which becomes a record of its own.
    Period,
    /// It sums up columns that are read already.
    Total,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 17] = [
        Self::Exact,
        Self::Stripped,
        Self::Contains,
        Self::Similar,
        Self::Ambiguous,
        Self::Price,
        Self::NetOnly,
        Self::BeforeDiscount,
        Self::AfterDiscount,
        Self::Staff,
        Self::Values,
        Self::Qualified,
        Self::Taken,
        Self::LeftOut,
        Self::Unknown,
        Self::Period,
        Self::Total,
    ];

    /// Stable name: the key of its sentence after `mapping.reason.`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Stripped => "stripped",
            Self::Contains => "contains",
            Self::Similar => "similar",
            Self::Ambiguous => "ambiguous",
            Self::Price => "price",
            Self::NetOnly => "net_only",
            Self::BeforeDiscount => "before_discount",
            Self::AfterDiscount => "after_discount",
            Self::Staff => "staff",
            Self::Values => "values",
            Self::Qualified => "qualified",
            Self::Taken => "taken",
            Self::LeftOut => "left_out",
            Self::Unknown => "unknown",
            Self::Period => "period",
            Self::Total => "total",
        }
    }
}
