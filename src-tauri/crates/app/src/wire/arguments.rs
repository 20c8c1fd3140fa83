//! Arguments of the commands, one type each.

use assess::Definitions;
use records::{AnswerChoice, Lang, ProblemCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    CustomerDecision, CustomerFilter, FileId, JobId, PickKind, Provenance, Redaction, ReportId,
    Settings, SheetChoice,
};

macro_rules! arguments {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $arg:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
        pub struct $name { $($(#[$field])* pub $arg: $type,)* }
    )*};
}

arguments! {
    /// A language.
    LangArgs {
        /// Language.
        lang: Lang,
    }
    /// Settings to remember.
    SettingsArgs {
        /// Settings.
        settings: Settings,
    }
    /// A dialog.
    PickArgs {
        /// Which.
        kind: PickKind,
        /// File name suggested.
        suggested: Option<String>,
    }
    /// A file.
    FileArgs {
        /// File.
        file: FileId,
    }
    /// A new project.
    CreateProjectArgs {
        /// Where.
        file: FileId,
        /// First target firm.
        target: String,
    }
    /// A name for a new target.
    NameArgs {
        /// Name.
        name: String,
    }
    /// A target and its new name.
    RenameTargetArgs {
        /// Target.
        target: i64,
        /// Name.
        name: String,
    }
    /// A target.
    TargetArgs {
        /// Target.
        target: i64,
    }
    /// A source.
    SourceArgs {
        /// Source.
        source: i64,
    }
    /// Files to look at.
    InspectArgs {
        /// Job.
        job: JobId,
        /// Target, to find files imported before.
        target: i64,
        /// Files.
        files: Vec<FileId>,
        /// Password of an encrypted workbook among them; used once and kept nowhere.
        password: Option<String>,
    }
    /// All files that are still to be imported.
    ProposeArgs {
        /// Target.
        target: i64,
        /// The files.
        files: Vec<FileId>,
    }
    /// A mapping to try. A changed table or header row maps the columns anew.
    PreviewArgs {
        /// The sheet and its mapping.
        choice: SheetChoice,
        /// Map the columns anew for the chosen table and header row.
        remap: bool,
    }
    /// Sheets to import.
    ImportArgs {
        /// Job.
        job: JobId,
        /// Target.
        target: i64,
        /// Sheets.
        sheets: Vec<SheetChoice>,
        /// Files that take the place of an earlier source.
        replace: Vec<Replacement>,
    }
    /// A file in place of an earlier one.
    Replacement {
        /// The inspected file.
        file: FileId,
        /// The source it replaces.
        source: i64,
    }
    /// A template, for a sheet.
    UseTemplateArgs {
        /// The inspected file.
        file: FileId,
        /// 0-based sheet.
        sheet: u32,
        /// 0-based number of the table on the sheet.
        part: u32,
        /// Template; absent: as plainly recognised.
        template: Option<String>,
    }
    /// A template.
    TemplateArgs {
        /// Its id.
        template: String,
    }
    /// Who gave a target's data, and on what basis.
    ProvenanceArgs {
        /// Target.
        target: i64,
        /// What is stated now.
        statement: Provenance,
    }
    /// Problems wanted.
    ProblemsArgs {
        /// Target.
        target: i64,
        /// Of this code only.
        code: Option<ProblemCode>,
        /// First.
        offset: u64,
        /// How many.
        limit: u64,
    }
    /// Customers wanted.
    CustomerListArgs {
        /// Target.
        target: i64,
        /// Part of a name or code; empty for all.
        search: String,
        /// Which.
        filter: CustomerFilter,
        /// First.
        offset: u64,
        /// How many.
        limit: u64,
    }
    /// Who is who.
    DecideCustomersArgs {
        /// Target.
        target: i64,
        /// What is settled, and why in the adviser's words or those of the suggestion.
        decisions: Vec<(CustomerDecision, String)>,
    }
    /// Decisions to take back.
    RevokeArgs {
        /// Their ids.
        decisions: Vec<i64>,
    }
    /// Assess a target.
    AssessArgs {
        /// Job.
        job: JobId,
        /// Target.
        target: i64,
        /// Framework.
        framework: String,
    }
    /// New definitions of a target.
    DefineArgs {
        /// Target.
        target: i64,
        /// All definitions; those that differ from the defaults become decisions.
        definitions: Definitions,
    }
    /// Rows behind a figure.
    RowsArgs {
        /// Target.
        target: i64,
        /// Row set, as the assessment has it.
        set: assess::RowSet,
        /// First.
        offset: u64,
        /// How many.
        limit: u64,
    }
    /// Questions of a framework.
    QuestionsArgs {
        /// Target.
        target: i64,
        /// Framework.
        framework: String,
    }
    /// An answer.
    AnswerArgs {
        /// Target.
        target: i64,
        /// Framework.
        framework: String,
        /// Question.
        question: String,
        /// Choice; absent clears the answer.
        choice: Option<AnswerChoice>,
        /// Document shown.
        evidence: String,
        /// Remark.
        remark: String,
    }
    /// A report to lay out.
    ReportArgs {
        /// Job.
        job: JobId,
        /// Assessment.
        assessment: i64,
        /// Language.
        lang: Lang,
        /// What to leave out.
        redaction: Redaction,
        /// Commissioning party, printed on the cover.
        client: String,
    }
    /// A page of a report.
    PageArgs {
        /// Report.
        report: ReportId,
        /// 0-based page.
        page: u32,
    }
    /// Where to save a report.
    SaveArgs {
        /// Report.
        report: ReportId,
        /// File picked.
        file: FileId,
    }
    /// A job.
    JobArgs {
        /// Job.
        job: JobId,
    }
}
