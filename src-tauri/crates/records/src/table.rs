use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a field holds; decides how import parses its cells and how the store types its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Free or coded text.
    Text,
    /// Civil date.
    Date,
    /// Civil date and time.
    Time,
    /// Money, minor units.
    Amount,
    /// Plain number (quantity, hours, days, count).
    Number,
    /// Share of one: 0.12 for 12 %.
    Share,
    /// Score on the scale the source used: 1–5, 0–10, or words such as 很满意 (5) … 很不满意 (1).
    Score,
    /// Yes or no.
    Flag,
}

/// Whether a record can exist without the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A row without it is rejected.
    Required,
    /// May be empty.
    Optional,
}

/// Whose secret a field or column is (PIPL).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Company information.
    #[default]
    Plain,
    /// Personal information: names, phones, mail of natural persons.
    Personal,
    /// Sensitive personal information (art. 28): identity numbers, bank accounts, health, belief,
    /// children.
    Sensitive,
}

/// One field of an evidence table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldSpec {
    /// Stable name, also the column name in the project file.
    pub id: &'static str,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether a row needs it.
    pub need: Need,
    /// Whose secret it is.
    pub privacy: Privacy,
    /// Whether a measure, a finding or the telling apart of customers reads it. A personal field
    /// that none of them needs is left out at import unless the adviser takes it in.
    pub needed: bool,
}

macro_rules! table_kinds {
    ($($(#[$doc:meta])* $kind:ident = $id:literal: $record:ident,)*) => {
        /// The evidence tables: every kind of record the assessment can look at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum TableKind { $($(#[$doc])* $kind,)* }

        impl TableKind {
            /// Every kind, in the order screens and reports list them.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Stable name: wire, project file, `fields.toml`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$kind => $id,)* }
            }

            /// The fields of its record, in declaration order.
            #[must_use]
            pub fn fields(self) -> &'static [FieldSpec] {
                match self { $(Self::$kind => <crate::$record as crate::Evidence>::FIELDS,)* }
            }
        }
    };
}

table_kinds! {
    /// Customer master data.
    Customers = "customers": Customer,
    /// Orders, deliveries or invoices: one row a line.
    Orders = "orders": Order,
    /// Contracts with customers.
    Contracts = "contracts": Contract,
    /// Open and settled receivables.
    Receivables = "receivables": Receivable,
    /// Complaints.
    Complaints = "complaints": Complaint,
    /// Service tickets.
    Tickets = "tickets": Ticket,
    /// Satisfaction survey, one row a respondent.
    Surveys = "surveys": Survey,
    /// Suggestions and other feedback.
    Feedback = "feedback": Feedback,
    /// Referrals from customers.
    Referrals = "referrals": Referral,
    /// Online reviews.
    Reviews = "reviews": Review,
    /// Follow-ups and visits.
    Contacts = "contacts": Contact,
    /// Activities and campaigns.
    Campaigns = "campaigns": Campaign,
    /// Loyalty programme members.
    Programme = "programme": Programme,
    /// Staff training.
    Training = "training": Training,
    /// Industry information gathered.
    Industry = "industry": Industry,
    /// Brand assets and events.
    Brand = "brand": Brand,
    /// Enquiries and quotes.
    Quotes = "quotes": Quote,
    /// Answers and evidence filled in by management.
    Questionnaire = "questionnaire": Questionnaire,
    /// Totals of invoices, receipts or the books, to hold the orders against.
    ControlTotals = "control_totals": Control,
}

impl TableKind {
    /// The kind with this stable name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// The field with this stable name.
    #[must_use]
    pub fn field(self, id: &str) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|field| field.id == id)
    }
}
