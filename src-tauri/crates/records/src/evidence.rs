// Long because: nineteen tables declared in one place, a line a field.
//! One record type an evidence table. The macro keeps struct, field list and conversion together,
//! so a field is declared exactly once.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::Amount;
use crate::table::{FieldSpec, FieldType, Need, Privacy, TableKind};
use crate::value::{Cell, MissingField, Value};

/// A record of an evidence table.
pub trait Evidence: Sized {
    /// The table it belongs to.
    const KIND: TableKind;
    /// Its fields, in the order of [`Evidence::from_values`] and [`Evidence::into_values`].
    const FIELDS: &'static [FieldSpec];
    /// Record from one value a field; missing trailing values count as empty.
    ///
    /// # Errors
    /// The first required field that has no value of its type.
    fn from_values(values: Vec<Value>) -> Result<Self, MissingField>;
    /// One value a field.
    fn into_values(self) -> Vec<Value>;
}

macro_rules! rust_type {
    (Text) => {
        String
    };
    (Date) => {
        Date
    };
    (Time) => {
        DateTime
    };
    (Amount) => {
        Amount
    };
    (Number) => {
        f64
    };
    (Share) => {
        f64
    };
    (Score) => {
        f64
    };
    (Flag) => {
        bool
    };
}

macro_rules! field_type {
    (req $kind:ident) => { rust_type!($kind) };
    (opt $kind:ident) => { Option<rust_type!($kind)> };
}

macro_rules! need {
    (req) => {
        Need::Required
    };
    (opt) => {
        Need::Optional
    };
}

macro_rules! privacy {
    () => {
        Privacy::Plain
    };
    (personal) => {
        Privacy::Personal
    };
    (unneeded) => {
        Privacy::Personal
    };
}

// The one place that says which personal fields no measure needs: `unneeded` beside the field.
macro_rules! needed {
    (unneeded) => {
        false
    };
    ($($other:ident)?) => {
        true
    };
}

macro_rules! evidence_tables {
    ($($(#[$doc:meta])* $record:ident in $table:ident {
        $($(#[$field_doc:meta])* $field:ident: $need:ident $kind:ident $($privacy:ident)?,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub struct $record {
            $($(#[$field_doc])* pub $field: field_type!($need $kind),)*
        }

        impl Evidence for $record {
            const KIND: TableKind = TableKind::$table;
            const FIELDS: &'static [FieldSpec] = &[$(FieldSpec {
                id: stringify!($field),
                kind: FieldType::$kind,
                need: need!($need),
                privacy: privacy!($($privacy)?),
                needed: needed!($($privacy)?),
            },)*];

            fn from_values(values: Vec<Value>) -> Result<Self, MissingField> {
                let mut values = values.into_iter();
                Ok(Self {
                    $($field: Cell::read(values.next().unwrap_or_default(), stringify!($field))?,)*
                })
            }

            fn into_values(self) -> Vec<Value> {
                vec![$(self.$field.write(),)*]
            }
        }
    )*};
}

evidence_tables! {
    /// A customer of the target, as its own master data has it.
    Customer in Customers {
        /// The firm's own key.
        code: opt Text,
        /// Full or short company name (a person's name in consumer trades).
        name: req Text,
        /// Parent, group or actual controller.
        parent: opt Text,
        /// Unified social credit code or tax number.
        credit_code: opt Text,
        /// Level as the firm grades it (A/B/C, 重点 …).
        level: opt Text,
        /// Kind of customer: end user, dealer …
        category: opt Text,
        /// Industry of the customer.
        industry: opt Text,
        /// How the customer was won.
        source: opt Text,
        /// Region, province or city.
        region: opt Text,
        /// Where it is registered, works or receives goods.
        address: opt Text,
        /// Responsible salesperson.
        owner: opt Text personal,
        /// Name of the contact person.
        contact: opt Text personal,
        /// Telephone.
        phone: opt Text personal,
        /// Mail address.
        email: opt Text personal,
        /// Second contact person.
        second_contact: opt Text personal,
        /// First business or master data date.
        first_date: opt Date,
        /// Last order, where only a summary is given.
        last_order_date: opt Date,
        /// Last contact, where only a summary is given.
        last_contact_date: opt Date,
        /// Status: active, lost …
        status: opt Text,
        /// Why the customer was lost, where recorded.
        lost_reason: opt Text,
        /// Credit days granted.
        credit_days: opt Number,
        /// Credit limit.
        credit_limit: opt Amount,
        /// Orders so far, where only a summary is given.
        orders_count: opt Number,
        /// Spent so far, where only a summary is given.
        total_spent: opt Amount,
        /// Yearly gross margin rate.
        margin_rate: opt Share,
        /// Remark.
        remark: opt Text,
    }

    /// One line of an order, delivery or invoice. Returns are negative.
    Order in Orders {
        /// Document number.
        order_no: opt Text,
        /// Document type: sale, return …
        order_type: opt Text,
        /// Date of the document.
        date: req Date,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Line amount on the basis the definitions fix; negative for returns.
        amount: req Amount,
        /// Amount without tax, where both are given.
        amount_net: opt Amount,
        /// Value added tax of the line, with the sign of its amount.
        tax: opt Amount,
        /// Rate of that tax.
        tax_rate: opt Share,
        /// The amount contains that tax.
        tax_included: opt Flag,
        /// Refunded part of the line, positive.
        refund: opt Amount,
        /// Cost of the line.
        cost: opt Amount,
        /// Discount share.
        discount: opt Share,
        /// Amount before the discount, with the sign of the amount.
        before_discount: opt Amount,
        /// What the discount takes off that amount.
        discount_amount: opt Amount,
        /// ISO code or name of the currency.
        currency: opt Text,
        /// Units of the firm's own currency for one of the line's.
        exchange_rate: opt Number,
        /// Product key.
        product_code: opt Text,
        /// Product name.
        product: opt Text,
        /// Product category.
        category: opt Text,
        /// Quantity.
        quantity: opt Number,
        /// Price a unit.
        unit_price: opt Number,
        /// Sales channel, platform or shop.
        channel: opt Text,
        /// Region of delivery.
        region: opt Text,
        /// Salesperson.
        owner: opt Text personal,
        /// Promised delivery date.
        promised_date: opt Date,
        /// Actual delivery date.
        delivered_date: opt Date,
        /// Status of the document.
        status: opt Text,
        /// Remark.
        remark: opt Text,
    }

    /// A contract with a customer.
    Contract in Contracts {
        /// Contract number.
        contract_no: opt Text,
        /// Title.
        title: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Contract amount.
        amount: opt Amount,
        /// Signed on.
        signed_date: opt Date,
        /// Term begins.
        start_date: opt Date,
        /// Term ends.
        end_date: opt Date,
        /// Kind of contract.
        category: opt Text,
        /// Renews itself.
        auto_renewal: opt Flag,
        /// Contains a change-of-control clause.
        change_of_control: opt Flag,
        /// May be assigned without consent.
        assignable: opt Flag,
        /// Must not be assigned at all.
        assignment_prohibited: opt Flag,
        /// Exclusivity granted.
        exclusive: opt Flag,
        /// Notice period in days.
        notice_days: opt Number,
        /// Minimum purchase per year.
        minimum_purchase: opt Amount,
        /// Was renewed (for contracts already ended).
        renewed: opt Flag,
        /// Status.
        status: opt Text,
        /// Signatory of the firm.
        owner: opt Text unneeded,
    }

    /// A receivable document.
    Receivable in Receivables {
        /// Document number.
        document_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Date of the document.
        date: opt Date,
        /// Due date.
        due_date: opt Date,
        /// Amount of the document.
        amount: opt Amount,
        /// Received so far.
        received: opt Amount,
        /// Still open.
        outstanding: opt Amount,
        /// Part of it overdue, where a summary is given.
        overdue: opt Amount,
        /// Status.
        status: opt Text,
    }

    /// A complaint.
    Complaint in Complaints {
        /// Complaint number.
        complaint_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Order concerned.
        order_no: opt Text,
        /// Product concerned.
        product: opt Text,
        /// Raised on.
        date: req Date,
        /// Way it came in.
        channel: opt Text,
        /// Category.
        category: opt Text,
        /// Severity level.
        level: opt Text,
        /// What was said.
        content: opt Text,
        /// Acknowledged at.
        acknowledged_at: opt Time,
        /// Solved or closed on.
        resolved_date: opt Date,
        /// Result told to the customer on.
        reply_date: opt Date,
        /// Deadline set.
        due_date: opt Date,
        /// Status.
        status: opt Text,
        /// Satisfaction after handling.
        satisfaction: opt Score,
        /// Amount in dispute or compensated.
        amount: opt Amount,
        /// Person handling it.
        handler: opt Text unneeded,
        /// Cause found.
        cause: opt Text,
    }

    /// A service ticket.
    Ticket in Tickets {
        /// Ticket number.
        ticket_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Kind: pre-sale, installation, repair …
        category: opt Text,
        /// Priority.
        priority: opt Text,
        /// Where it came from.
        channel: opt Text,
        /// Created at.
        created_at: req Time,
        /// First response at.
        first_response_at: opt Time,
        /// First response after, minutes.
        first_response_minutes: opt Number,
        /// Solved at.
        resolved_at: opt Time,
        /// Deadline of the service level agreement.
        due_at: opt Time,
        /// Solved at the first contact.
        first_contact_resolved: opt Flag,
        /// Satisfaction with it.
        satisfaction: opt Score,
        /// Status.
        status: opt Text,
        /// Person handling it.
        handler: opt Text unneeded,
        /// Subject.
        content: opt Text,
    }

    /// One respondent's answers to a satisfaction survey.
    Survey in Surveys {
        /// Answer sheet number.
        response_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Answered at.
        answered_at: opt Time,
        /// Wave or title of the survey.
        wave: opt Text,
        /// Way it was asked: online, telephone, visit.
        channel: opt Text,
        /// Sent to the respondent (false rows are invitations without answer).
        answered: opt Flag,
        /// Overall satisfaction.
        overall: opt Score,
        /// Satisfaction with the product.
        product_score: opt Score,
        /// Satisfaction with the service.
        service_score: opt Score,
        /// Satisfaction with the price.
        price_score: opt Score,
        /// Satisfaction with delivery.
        delivery_score: opt Score,
        /// Would recommend, 0–10.
        recommend: opt Score,
        /// Would buy again.
        repurchase: opt Score,
        /// Ease of doing business, 1–7.
        effort: opt Score,
        /// Buys from competitors too.
        dual_sourcing: opt Flag,
        /// Free text.
        comment: opt Text,
    }

    /// A suggestion or other feedback.
    Feedback in Feedback {
        /// Number.
        feedback_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Received on.
        date: req Date,
        /// Suggestion, praise, criticism …
        category: opt Text,
        /// Way it came in.
        channel: opt Text,
        /// What was said.
        content: opt Text,
        /// Adopted.
        adopted: opt Flag,
        /// Adopted on.
        adopted_date: opt Date,
        /// Answered on.
        reply_date: opt Date,
    }

    /// A referral by a customer.
    Referral in Referrals {
        /// Referring customer's key.
        referrer_code: opt Text,
        /// Referring customer.
        referrer: req Text,
        /// Customer referred.
        referred: opt Text,
        /// Date.
        date: opt Date,
        /// Status: pending, won, refused …
        status: opt Text,
        /// Became a customer.
        won: opt Flag,
        /// Amount won through it.
        amount: opt Amount,
        /// Reward paid.
        reward: opt Amount,
    }

    /// An online review.
    Review in Reviews {
        /// Platform.
        platform: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Reviewer or customer name.
        customer_name: opt Text personal,
        /// Written on.
        date: opt Date,
        /// Stars, 1–5.
        stars: req Score,
        /// Text.
        content: opt Text,
        /// The firm's answer.
        reply: opt Text,
        /// Answered at.
        replied_at: opt Time,
        /// Product.
        product: opt Text,
    }

    /// A follow-up, visit or call.
    Contact in Contacts {
        /// Number.
        contact_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Date.
        date: req Date,
        /// Visit, telephone, WeChat, mail …
        channel: opt Text,
        /// Purpose or occasion: routine, birthday, festival, complaint …
        purpose: opt Text,
        /// Person of the firm.
        owner: opt Text personal,
        /// Person at the customer.
        contact: opt Text unneeded,
        /// What was said.
        content: opt Text,
        /// Satisfaction noted.
        satisfaction: opt Score,
        /// Planned on.
        planned_date: opt Date,
        /// Carried out.
        done: opt Flag,
    }

    /// A customer's part in an activity, or an activity as a whole.
    Campaign in Campaigns {
        /// Name of the activity.
        name: req Text,
        /// Date.
        date: opt Date,
        /// Form: launch, training, thank-you meeting, forum, promotion …
        category: opt Text,
        /// Occasion: birthday, festival …
        occasion: opt Text,
        /// Online or offline channel.
        channel: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name, where the row is one customer's part.
        customer_name: opt Text,
        /// Customers invited.
        invited: opt Number,
        /// Customers present.
        attended: opt Number,
        /// This customer was present.
        present: opt Flag,
        /// Interactions counted (posts, answers, clicks).
        interactions: opt Number,
        /// Cost.
        cost: opt Amount,
        /// Planned and carried out.
        done: opt Flag,
    }

    /// A member of the loyalty programme.
    Programme in Programme {
        /// Member number.
        member_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Member level.
        level: opt Text,
        /// Joined on.
        joined_date: opt Date,
        /// Last activity on.
        last_active_date: opt Date,
        /// Points issued.
        points_issued: opt Number,
        /// Points used.
        points_redeemed: opt Number,
        /// Points left.
        points_balance: opt Number,
        /// Birthday coupons or gifts sent.
        birthday_sent: opt Number,
        /// Birthday coupons used.
        birthday_used: opt Number,
        /// Coupons sent.
        coupons_sent: opt Number,
        /// Coupons used.
        coupons_used: opt Number,
        /// Discounts and rewards given.
        reward_cost: opt Amount,
        /// Orders so far.
        orders_count: opt Number,
        /// Spent so far.
        total_spent: opt Amount,
    }

    /// One person's part in a training, or a training as a whole.
    Training in Training {
        /// Title.
        title: req Text,
        /// Date.
        date: opt Date,
        /// Hours.
        hours: opt Number,
        /// Kind: service, product, culture …
        category: opt Text,
        /// Trainer.
        trainer: opt Text unneeded,
        /// Person trained, where the row is one person's part.
        trainee: opt Text personal,
        /// Department.
        department: opt Text,
        /// Persons who should attend.
        expected: opt Number,
        /// Persons who attended.
        attended: opt Number,
        /// Examination score.
        score: opt Number,
        /// Passed.
        passed: opt Flag,
    }

    /// Industry information the firm gathered, or growth of an industry it sells to.
    Industry in Industry {
        /// Industry.
        industry: opt Text,
        /// Report, forum, news.
        category: opt Text,
        /// Title.
        title: opt Text,
        /// Date.
        date: opt Date,
        /// Publisher, organiser.
        publisher: opt Text,
        /// Growth of the industry.
        growth: opt Share,
        /// Who read or attended.
        participant: opt Text unneeded,
        /// What was done with it.
        action: opt Text,
    }

    /// A brand asset, promotion or event.
    Brand in Brand {
        /// Trademark, award, promotion, event …
        category: opt Text,
        /// Name.
        name: req Text,
        /// Date.
        date: opt Date,
        /// Valid until.
        expiry_date: opt Date,
        /// Channel.
        channel: opt Text,
        /// Cost.
        cost: opt Amount,
        /// Reach or attendance.
        reach: opt Number,
        /// Registration or certificate number.
        certificate_no: opt Text,
    }

    /// An enquiry and its quote.
    Quote in Quotes {
        /// Quote number.
        quote_no: opt Text,
        /// The firm's customer key.
        customer_code: opt Text,
        /// Customer name.
        customer_name: opt Text,
        /// Enquired at.
        enquired_at: opt Time,
        /// Quoted at.
        quoted_at: opt Time,
        /// Ordered on.
        ordered_date: opt Date,
        /// Amount quoted.
        amount: opt Amount,
        /// How often it was revised.
        revisions: opt Number,
        /// Which version the row is, or how many there were: 2, V2, Rev. B, 第二版.
        version: opt Text,
        /// Won.
        won: opt Flag,
        /// Status.
        status: opt Text,
        /// Why lost, competitor named.
        lost_reason: opt Text,
    }

    /// An answer of management with its evidence.
    Questionnaire in Questionnaire {
        /// Id of the question in the framework, or its text.
        question: req Text,
        /// 是 / 部分 / 否 / 不适用.
        answer: req Text,
        /// File or document shown.
        evidence: opt Text,
        /// Date of the evidence.
        date: opt Date,
        /// Who answered.
        respondent: opt Text unneeded,
        /// Remark.
        remark: opt Text,
    }

    /// A control total of a period: invoices, receipts or the books.
    Control in ControlTotals {
        /// Month, quarter, year, or its first day: 2024-03, 2024年3月, 2024Q1, 2024.
        period: req Text,
        /// Last day or month, where the period is given by both ends.
        period_end: opt Text,
        /// What is counted: invoices, receipts, or revenue in the books.
        basis: opt Text,
        /// Whether the amount contains tax.
        tax_basis: opt Text,
        /// The total.
        amount: req Amount,
        /// The same without tax, where both are given; the total then contains it.
        amount_net: opt Amount,
        /// ISO code or name of the currency.
        currency: opt Text,
        /// Account or document it is taken from.
        document: opt Text,
        /// Remark.
        remark: opt Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_survive_the_way_there_and_back() {
        let referral = Referral {
            referrer_code: None,
            referrer: "宁波东海".into(),
            referred: Some("温州阀门".into()),
            date: Some(date(2024, 3, 5)),
            status: None,
            won: Some(true),
            amount: Some(Amount(1_234)),
            reward: None,
        };
        let values = referral.clone().into_values();
        assert_eq!(values.len(), Referral::FIELDS.len());
        assert_eq!(Referral::from_values(values), Ok(referral));
    }

    #[test]
    fn a_row_without_a_required_field_is_refused_by_name() {
        let missing = Order::from_values(vec![]).map(|_| ());
        assert_eq!(missing, Err(MissingField("date")));
    }

    #[test]
    fn field_ids_are_unique_in_each_table() {
        for kind in TableKind::ALL {
            let mut ids: Vec<_> = kind.fields().iter().map(|field| field.id).collect();
            ids.sort_unstable();
            let count = ids.len();
            ids.dedup();
            assert_eq!(ids.len(), count, "{}", kind.id());
        }
    }
}
