use records::{Answer, AnswerChoice};
use rusqlite::params;

use crate::error::{Fault, StoreError};
use crate::project::Project;
use crate::targets::{TargetId, check_target};

impl Project {
    /// The answers to a framework's questions, sorted by question.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn answers(&self, target: TargetId, framework: &str) -> Result<Vec<Answer>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            let mut statement = conn.prepare_cached(
                "SELECT question, choice, evidence, remark FROM answers
                 WHERE target = ?1 AND framework = ?2 ORDER BY question",
            )?;
            let mut rows = statement.query(params![target.0, framework])?;
            let mut answers = Vec::new();
            while let Some(row) = rows.next()? {
                answers.push(Answer {
                    question: row.get(0)?,
                    choice: choice(row.get(1)?)?,
                    evidence: row.get(2)?,
                    remark: row.get(3)?,
                });
            }
            Ok(answers)
        })
    }

    /// Sets the answer to a question, in place of an earlier one.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn set_answer(
        &mut self,
        target: TargetId,
        framework: &str,
        answer: &Answer,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            check_target(tx, target)?;
            tx.execute(
                "INSERT INTO answers (target, framework, question, choice, evidence, remark)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET
                 choice = excluded.choice, evidence = excluded.evidence, remark = excluded.remark",
                params![
                    target.0,
                    framework,
                    answer.question,
                    choice_id(answer.choice),
                    answer.evidence,
                    answer.remark
                ],
            )?;
            Ok(())
        })
    }

    /// Removes the answer to a question; nothing happens when there is none.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn clear_answer(
        &mut self,
        target: TargetId,
        framework: &str,
        question: &str,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            check_target(tx, target)?;
            tx.execute(
                "DELETE FROM answers WHERE target = ?1 AND framework = ?2 AND question = ?3",
                params![target.0, framework, question],
            )?;
            Ok(())
        })
    }
}

fn choice_id(choice: AnswerChoice) -> &'static str {
    match choice {
        AnswerChoice::Yes => "yes",
        AnswerChoice::Partly => "partly",
        AnswerChoice::No => "no",
        AnswerChoice::NotApplicable => "not_applicable",
    }
}

fn choice(id: String) -> Result<AnswerChoice, Fault> {
    [
        AnswerChoice::Yes,
        AnswerChoice::Partly,
        AnswerChoice::No,
        AnswerChoice::NotApplicable,
    ]
    .into_iter()
    .find(|&choice| choice_id(choice) == id)
    .ok_or_else(|| Fault::damaged(format!("answers.choice {id}")))
}
