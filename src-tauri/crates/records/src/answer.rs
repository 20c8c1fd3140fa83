use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How well a figure or statement is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Grade {
    /// Data tied out to a control total.
    A,
    /// Data, not tied out.
    B,
    /// Partial data, or a statement with a document shown.
    C,
    /// Management's word.
    D,
    /// None.
    E,
}

/// What management answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerChoice {
    /// 是
    Yes,
    /// 部分
    Partly,
    /// 否
    No,
    /// 不适用
    NotApplicable,
}

/// An answer to a framework's question, with what was shown for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Answer {
    /// Id of the question in its framework.
    pub question: String,
    /// The answer.
    pub choice: AnswerChoice,
    /// Evidence: document, file name, page. Empty when only said.
    pub evidence: String,
    /// Remark of the adviser.
    pub remark: String,
}

impl Answer {
    /// C when a document was shown, D when it is management's word.
    #[must_use]
    pub fn grade(&self) -> Grade {
        if self.evidence.trim().is_empty() {
            Grade::D
        } else {
            Grade::C
        }
    }
}
