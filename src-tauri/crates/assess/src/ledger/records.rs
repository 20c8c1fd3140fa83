//! The records of one target as they come from the store: one list an evidence table.

use records::{
    Brand, Campaign, Complaint, Contact, Contract, Control, Customer, Feedback, Industry, Located,
    Order, Programme, Questionnaire, Quote, Receivable, Referral, Review, RowRef, Survey,
    TableKind, Ticket, Training,
};

use super::{CustomerId, Linked};

macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $record:ident in $kind:ident,)*) => {
        /// Accepted rows of one target by evidence table.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Records { $($(#[$doc])* pub $field: Vec<Located<$record>>,)* }

        impl Records {
            /// Rows of a table.
            #[must_use]
            pub fn count(&self, kind: TableKind) -> usize {
                match kind { $(TableKind::$kind => self.$field.len(),)* }
            }

            /// Calls `visit` with code and name of each row of a table that names a customer.
            pub(crate) fn each_party(
                &self,
                kind: TableKind,
                mut visit: impl FnMut(Option<&str>, Option<&str>),
            ) {
                match kind {
                    $(TableKind::$kind => for row in &self.$field {
                        let (code, name) = row.record.party();
                        if (code, name) != (None, None) {
                            visit(code, name);
                        }
                    },)*
                }
            }

            /// Drops the rows that `keep` refuses; returns how many went.
            pub(crate) fn retain(&mut self, keep: impl Fn(RowRef) -> bool) -> u64 {
                let mut dropped = 0;
                $(
                    let before = self.$field.len();
                    self.$field.retain(|row| keep(row.at));
                    dropped += before - self.$field.len();
                )*
                dropped as u64
            }
        }

        /// The same rows with the customer each belongs to.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Tables { $($(#[$doc])* pub $field: Vec<Linked<$record>>,)* }

        impl Tables {
            pub(crate) fn link(
                records: Records,
                mut find: impl FnMut(Option<&str>, Option<&str>) -> Option<CustomerId>,
            ) -> Self {
                Self { $($field: records.$field.into_iter().map(|row| {
                    let (code, name) = row.record.party();
                    Linked { at: row.at, customer: find(code, name), record: row.record }
                }).collect(),)* }
            }

            /// Rows of a table.
            #[must_use]
            pub fn count(&self, kind: TableKind) -> usize {
                match kind { $(TableKind::$kind => self.$field.len(),)* }
            }

            /// Where the rows of a table stand.
            #[must_use]
            pub fn rows_of(&self, kind: TableKind) -> Vec<RowRef> {
                match kind {
                    $(TableKind::$kind => self.$field.iter().map(|row| row.at).collect(),)*
                }
            }

            /// For each row of a table that names a customer: the customer found, if any.
            #[must_use]
            pub fn parties_of(&self, kind: TableKind) -> Vec<Option<CustomerId>> {
                match kind {
                    $(TableKind::$kind => self.$field.iter()
                        .filter(|row| row.record.party() != (None, None))
                        .map(|row| row.customer).collect(),)*
                }
            }
        }
    };
}

tables! {
    /// Customer master data.
    customers: Customer in Customers,
    /// Order lines.
    orders: Order in Orders,
    /// Contracts.
    contracts: Contract in Contracts,
    /// Receivables.
    receivables: Receivable in Receivables,
    /// Complaints.
    complaints: Complaint in Complaints,
    /// Service tickets.
    tickets: Ticket in Tickets,
    /// Survey answers.
    surveys: Survey in Surveys,
    /// Suggestions and feedback.
    feedback: Feedback in Feedback,
    /// Referrals; linked to the referring customer.
    referrals: Referral in Referrals,
    /// Online reviews.
    reviews: Review in Reviews,
    /// Follow-ups and visits.
    contacts: Contact in Contacts,
    /// Activities.
    campaigns: Campaign in Campaigns,
    /// Programme members.
    programme: Programme in Programme,
    /// Training.
    training: Training in Training,
    /// Industry information.
    industry: Industry in Industry,
    /// Brand assets.
    brand: Brand in Brand,
    /// Quotes.
    quotes: Quote in Quotes,
    /// Management's answers.
    questionnaire: Questionnaire in Questionnaire,
    /// Control totals imported.
    control_totals: Control in ControlTotals,
}

/// Code and name by which a record names its customer.
pub(crate) trait Party {
    /// `(code, name)`, both absent where the record is about no customer.
    fn party(&self) -> (Option<&str>, Option<&str>);
}

macro_rules! parties {
    ($($record:ident)*) => {$(
        impl Party for $record {
            fn party(&self) -> (Option<&str>, Option<&str>) {
                (self.customer_code.as_deref(), self.customer_name.as_deref())
            }
        }
    )*};
}
macro_rules! no_parties {
    ($($record:ident)*) => {$(
        impl Party for $record {
            fn party(&self) -> (Option<&str>, Option<&str>) { (None, None) }
        }
    )*};
}

parties! {
    Order Contract Receivable Complaint Ticket Survey Feedback Review Contact Campaign Programme
    Quote
}
no_parties! { Training Industry Brand Questionnaire Control }

impl Party for Customer {
    fn party(&self) -> (Option<&str>, Option<&str>) {
        (self.code.as_deref(), Some(&self.name))
    }
}

impl Party for Referral {
    fn party(&self) -> (Option<&str>, Option<&str>) {
        (self.referrer_code.as_deref(), Some(&self.referrer))
    }
}
