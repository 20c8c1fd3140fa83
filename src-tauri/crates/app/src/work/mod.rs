//! The work itself, without a window: look at files, import them, assess, lay out the report.

mod counterpart;
mod evaluation;
pub mod fields;
mod identity;
mod intake;
mod kept;
mod look;
mod problems;
mod proposal;
pub mod provenance;
mod publication;
mod questionnaire;
mod reconciliation;
mod sample;
pub mod statistic;
mod targets;
pub mod templates;
mod together;
mod transfer;
mod verification;
mod words;

pub use crate::jobs::Job;
pub use assess::{Assessment, Period};
pub use counterpart::counterpart;
pub use evaluation::{definitions, evaluate, framework, frameworks};
pub(crate) use identity::remember_decisions;
pub use identity::{
    KeptRoster, decide_customers, decision_trail, decisions_since, revoke_decisions, word_of,
};
pub(crate) use intake::first_problem;
pub use intake::{
    Chosen, Imported, check_required, check_writable, critical_problems, import_files,
    import_sheets, state_year,
};
pub use kept::{define, keep, kept, rows_page};
pub use look::{Looked, Reading, look};
pub use problems::{problem_overview, rejected_of_file, rejected_of_project, rejected_workbook};
pub(crate) use proposal::problem_view;
pub use proposal::{mapping_of, preview, propose, view_of};
pub use publication::{Edition, LaidOut, civil_date, lay_out, write_file};
pub use questionnaire::{answers_in_force, questions};
pub use reconciliation::{enter_controls, reconciled, settle, withdraw};
pub use report::RejectedSheet;
pub use sample::{SAMPLE_FILES, unpack_sample};
pub use store::{AssessmentId, Project, TargetId};
pub use targets::{fix_as_of, fix_leavers, fix_periods, source_views, target_named};
pub use together::{Beside, join_sentence};
pub use verification::{Verdict, read_file, register_report, verify};
pub use words::{finding_title, periods_sentence, problem_sentence};
