//! The vocabulary every other crate speaks: evidence tables and their fields, money,
//! civil dates, provenance, problems, decisions, answers, and the text catalogue.
//!
//! Deliberately absent: files, clocks, randomness, SQL, spreadsheets, PDF and windows.

mod amount;
mod answer;
mod catalogue;
mod control;
mod decision;
mod evidence;
mod problem;
mod provenance;
mod table;
mod value;

pub use amount::Amount;
pub use answer::{Answer, AnswerChoice, Grade};
pub use catalogue::{Catalogue, CatalogueError, Lang};
pub use control::{ControlBasis, ControlTotal, RowSpan, TaxBasis};
pub use decision::{Apart, CustomerRef, Decision, DecisionKind, Exclusion};
pub use evidence::{
    Brand, Campaign, Complaint, Contact, Contract, Control, Customer, Evidence, Feedback, Industry,
    Order, Programme, Questionnaire, Quote, Receivable, Referral, Review, Survey, Ticket, Training,
};
pub use problem::{Place, Problem, ProblemCode, Severity};
pub use provenance::{Located, RowRef, SourceId};
pub use table::{FieldSpec, FieldType, Need, Privacy, TableKind};
pub use value::{MissingField, Value};

/// Civil date and date-time, re-exported so that every crate means the same type.
pub use jiff::civil::{Date, DateTime};
