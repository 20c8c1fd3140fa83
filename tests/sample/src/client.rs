//! A customer of the sample and the life it is given.

use jiff::civil::Date;

/// The part a customer plays; what is planted hangs on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// About a fifth of the last twelve months.
    Largest,
    /// One of two under the same control.
    Group,
    /// Top ten and late with its payments.
    Overdue,
    /// Once top ten, silent for eight months.
    Silent,
    /// Top twenty, down by more than 40 %.
    Declining,
    /// Large, gone before the last twelve months.
    Lost,
    /// Belongs to the owner of the target.
    Related,
    /// Large and ordinary.
    Key,
    /// The crowd.
    Crowd,
    /// Left and came back after 6 to 18 months.
    Returned,
    /// Bought once.
    Once,
    /// Large first orders just before the as-of date.
    Cluster,
    /// 散客, 内部调拨: stands for no customer.
    Bucket,
}

/// When in the year it buys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Season {
    /// As the trade does.
    Usual,
    /// March to June.
    Spring,
    /// September to December.
    Autumn,
}

pub(crate) struct Client {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) industry: &'static str,
    /// Planned sales with tax, yuan: three years and the stub after the as-of date.
    pub(crate) plan: [f64; 4],
    /// Usual days between two orders.
    pub(crate) gap: i64,
    /// First and last day of each time it buys.
    pub(crate) spans: Vec<(Date, Date)>,
    pub(crate) season: Season,
    /// Factor on July and August 2026, to be missed in September.
    pub(crate) pushed: f64,
    /// Products it buys, as indices.
    pub(crate) basket: Vec<usize>,
    pub(crate) owner: &'static str,
    /// A second card of the same customer in master data: code and name.
    pub(crate) double: Option<(String, String)>,
    pub(crate) card: Card,
}

/// What master data says of it.
#[derive(Default, Clone)]
pub(crate) struct Card {
    pub(crate) parent: &'static str,
    pub(crate) credit_code: String,
    pub(crate) level: &'static str,
    pub(crate) category: &'static str,
    pub(crate) source: &'static str,
    pub(crate) region: &'static str,
    pub(crate) contact: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) second: String,
    pub(crate) first: Option<Date>,
    pub(crate) status: &'static str,
    pub(crate) lost_reason: &'static str,
    pub(crate) credit_days: i64,
    pub(crate) remark: &'static str,
}

impl Client {
    /// Whether it counts as a customer.
    pub(crate) fn is_customer(&self) -> bool {
        self.role != Role::Bucket
    }
}
