//! Ledger, measures, frameworks and findings: the assessment of one target.
//!
//! Deliberately absent: files, SQL, spreadsheets, PDF, windows, the clock.

pub mod analysis;
mod assessing;
pub mod cube;
mod deal_risk;
mod defaults;
mod definitions;
mod exhibits;
mod findings;
mod framework;
pub mod identity;
pub mod ledger;
pub mod loyalty;
mod measure;
pub mod measures;
mod model;
pub mod reconciliation;
mod requests;
mod rows;
mod scoring;
mod summary;
mod voice;

pub use assessing::{answers_in_force, assess};
pub use cube::model::*;
pub use cube::{Cube, Period};
pub use deal_risk::model::*;
pub use defaults::{AssessError, default_definitions};
pub use definitions::*;
pub use exhibits::exhibits;
pub use findings::{Origin, Rules, RulesError, Significance, rules};
pub use framework::{
    Dimension, Framework, FrameworkError, FrameworkFault, Item, ItemMeasure, Question,
};
pub use ledger::{CustomerId, Ledger, LedgerCustomer, Linked, Records, TaxLines};
pub use loyalty::model::*;
pub use loyalty::{ComponentRule, IndexCuts, LoyaltyRules, Part, WarningCuts, loyalty_rules};
pub use measure::{Figure, MeasureSpec};
pub use model::*;
pub use reconciliation::{
    Check, CheckStatus, CheckTable, CheckValue, Comparison, ControlLine, ControlSeries,
    CurrencyOrders, MonthOrders, Reconciliation, SourceOrders, TaxRule, reconciliation,
};
pub use scoring::on_curve;
pub use voice::model::*;
