//! The one list of commands. Both transports call [`dispatch`]; TypeScript is made from the list.

mod assessment;
mod customers;
mod data;
mod handover;
mod problems;
mod program;
mod project;
mod reconciliation;
mod report;
mod templates;

use std::collections::BTreeMap;

use assess::Definitions;
use records::Catalogue;
use serde::Serialize;
use serde::de::DeserializeOwned;
use ts_rs::TS;

use crate::App;
use crate::wire::*;

/// Receives the progress of a job.
pub trait ProgressSink: Send + Sync {
    /// Called at most about ten times a second.
    fn progress(&self, progress: Progress);
}

/// Nobody listens.
pub struct Unheard;

impl ProgressSink for Unheard {
    fn progress(&self, _: Progress) {}
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($args:ty) -> $result:ty;)*) => {
        /// Name, argument type and result type of every command, in TypeScript's words.
        #[must_use]
        pub fn signatures() -> Vec<(&'static str, String, String)> {
            let config = crate::bindings::config();
            vec![$((
                stringify!($name),
                <$args as TS>::name(&config),
                <$result as TS>::name(&config),
            ),)*]
        }

        /// Calls `visit` for every type that a command takes or returns.
        pub fn visit_types(visitor: &mut impl ts_rs::TypeVisitor) {
            $(visitor.visit::<$args>(); visitor.visit::<$result>();)*
        }

        /// Runs a command by name with JSON arguments.
        ///
        /// # Errors
        /// `app.unknown_command`, `app.bad_arguments`, or what the command itself returns.
        pub fn dispatch(
            app: &App,
            command: &str,
            args: serde_json::Value,
            sink: &dyn ProgressSink,
        ) -> Result<serde_json::Value, WireError> {
            match command {
                $(stringify!($name) => answer(app.$name(read::<$args>(command, args)?, sink)?),)*
                _ => Err(WireError::new("app.unknown_command").with("command", command)),
            }
        }
    };
}

fn read<T: DeserializeOwned>(command: &str, args: serde_json::Value) -> Result<T, WireError> {
    serde_json::from_value(args).map_err(|error| {
        WireError::new("app.bad_arguments")
            .with("command", command)
            .with("detail", error.to_string())
    })
}

fn answer<T: Serialize>(result: T) -> Result<serde_json::Value, WireError> {
    serde_json::to_value(result)
        .map_err(|error| WireError::new("app.internal").with("detail", error.to_string()))
}

/// A language's texts as the window gets them.
pub type Texts = BTreeMap<String, String>;

/// The texts of a catalogue.
pub(crate) fn texts_of(catalogue: &Catalogue) -> Texts {
    catalogue
        .keys()
        .map(|key| (key.to_owned(), catalogue.text(key)))
        .collect()
}

commands! {
    /// Version and settings.
    app_info(Nothing) -> AppInfo;
    /// The texts of a language.
    texts(LangArgs) -> Texts;
    /// Remembers settings.
    set_settings(SettingsArgs) -> Settings;
    /// Projects opened before, newest first.
    recent_projects(Nothing) -> Vec<RecentProject>;
    /// Opens a native dialog; empty when the user cancelled.
    pick(PickArgs) -> Vec<PickedFile>;
    /// Opens a project.
    open_project(FileArgs) -> ProjectView;
    /// Creates a project with its first target.
    create_project(CreateProjectArgs) -> ProjectView;
    /// Opens a temporary project with the embedded sample, imported and assessed.
    open_sample(JobArgs) -> ProjectView;
    /// The open project, if any.
    project(Nothing) -> Option<ProjectView>;
    /// Closes the project.
    close_project(Nothing) -> Nothing;
    /// Adds a target.
    add_target(NameArgs) -> ProjectView;
    /// Renames a target.
    rename_target(RenameTargetArgs) -> ProjectView;
    /// Removes a target with all its records.
    remove_target(TargetArgs) -> ProjectView;
    /// Reads files and says what is in them.
    inspect_files(InspectArgs) -> Vec<InspectedFile>;
    /// What files read before are, now that others came or went.
    propose_again(ProposeArgs) -> Vec<InspectedFile>;
    /// The evidence tables and their fields.
    tables(Nothing) -> Vec<TableView>;
    /// Mappings remembered from earlier imports, the latest first.
    templates(Nothing) -> Vec<TemplateView>;
    /// Maps a sheet as a template says, or as plainly recognised.
    use_template(UseTemplateArgs) -> MappingView;
    /// Forgets a template; answers those that are left.
    forget_template(TemplateArgs) -> Vec<TemplateView>;
    /// Tries a mapping.
    preview_mapping(PreviewArgs) -> MappingPreview;
    /// Imports sheets: all or nothing.
    import_sheets(ImportArgs) -> Vec<SourceView>;
    /// The imported files of a target.
    sources(TargetArgs) -> Vec<SourceView>;
    /// Removes an imported file with its records.
    remove_source(SourceArgs) -> Nothing;
    /// Who gave a target's data, when and on what basis.
    provenance(TargetArgs) -> ProvenanceView;
    /// States it anew; earlier statements stay in the history.
    state_provenance(ProvenanceArgs) -> ProvenanceView;
    /// Closes the open project and deletes its file.
    delete_project(Nothing) -> Nothing;
    /// Problems of a target.
    problems(ProblemsArgs) -> ProblemPage;
    /// Suggestions about customers, and how the tables meet.
    customers(TargetArgs) -> CustomersView;
    /// The customers after the decisions, largest first.
    customer_list(CustomerListArgs) -> CustomerPage;
    /// Settles who is who: merges, groups, exclusions.
    decide_customers(DecideCustomersArgs) -> Decided;
    /// Takes decisions back; they stay in the trail.
    revoke_decisions(RevokeArgs) -> Nothing;
    /// Every decision about a target, newest first.
    decision_trail(TargetArgs) -> Vec<DecisionView>;
    /// Kinds of problems of a target, and what became of them.
    problem_overview(TargetArgs) -> ProblemOverview;
    /// Saves the rejected rows beside their reasons as xlsx.
    save_rejected(SaveRejectedArgs) -> PickedFile;
    /// Orders beside control totals, and checks of the records.
    reconciliation(TargetArgs) -> ReconciliationView;
    /// Enters control totals; the ids of the decisions.
    enter_controls(EnterControlsArgs) -> Vec<i64>;
    /// Settles a rate, a check or a kind of problem; the id of the decision.
    settle(SettleArgs) -> i64;
    /// Takes decisions back.
    withdraw(WithdrawArgs) -> Nothing;
    /// The frameworks.
    frameworks(Nothing) -> Vec<FrameworkView>;
    /// Definitions in force for a target.
    definitions(TargetArgs) -> Definitions;
    /// Changes definitions.
    define(DefineArgs) -> Definitions;
    /// Assesses a target and keeps the assessment.
    assess(AssessArgs) -> AssessmentView;
    /// The latest assessment of a target, if any.
    latest_assessment(TargetArgs) -> Option<AssessmentView>;
    /// Rows behind a figure.
    rows(RowsArgs) -> RowPage;
    /// Questions of a framework with their answers.
    questions(QuestionsArgs) -> Vec<QuestionView>;
    /// Gives, changes or clears an answer.
    answer_question(AnswerArgs) -> Nothing;
    /// Lays out the report of an assessment.
    lay_out_report(ReportArgs) -> ReportView;
    /// A page as SVG.
    report_page(PageArgs) -> String;
    /// Saves the report as PDF.
    save_report(SaveArgs) -> PickedFile;
    /// Saves the workpapers as xlsx.
    save_workpapers(SaveArgs) -> PickedFile;
    /// Cancels a job.
    cancel(JobArgs) -> Nothing;
}
