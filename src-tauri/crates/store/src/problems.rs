use std::collections::BTreeMap;

use records::{Place, Problem, ProblemCode, Severity, SourceId};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::cells::unsigned;
use crate::error::{Fault, StoreError};
use crate::project::Project;
use crate::targets::{TargetId, check_target};

/// Which problems are wanted; the default is all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProblemFilter {
    /// Only of this source.
    pub source: Option<SourceId>,
    /// Only of this severity or above.
    pub at_least: Option<Severity>,
    /// Only with this code.
    pub code: Option<ProblemCode>,
}

/// A part of a long list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Entries left out in front.
    pub offset: u32,
    /// Entries at most.
    pub limit: u32,
}

impl Page {
    /// The whole list.
    pub const ALL: Self = Self {
        offset: 0,
        limit: u32::MAX,
    };
}

/// A problem as the project keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredProblem {
    /// Its identity in the project file.
    pub id: i64,
    /// The source it belongs to; `None` for a file that was not taken in.
    pub source: Option<SourceId>,
    /// What is wrong.
    pub problem: Problem,
}

/// How often a problem occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemCount {
    /// What is wrong.
    pub code: ProblemCode,
    /// How bad.
    pub severity: Severity,
    /// How often.
    pub count: u64,
}

/// Problems of one code, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemShape {
    /// What is wrong.
    pub code: ProblemCode,
    /// The worst of them.
    pub severity: Severity,
    /// How many, those not listed one by one included.
    pub count: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Problems at a row that was not rejected.
    pub rows: u64,
    /// Problems that were only counted, not listed.
    pub unlisted: u64,
}

const WHERE: &str = "target = ?1 AND (?2 IS NULL OR source = ?2)
     AND severity >= ?3 AND (?4 IS NULL OR code = ?4)";

impl Project {
    /// The problems of a target, worst first, then in the order they were met.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn problems(
        &self,
        target: TargetId,
        filter: ProblemFilter,
        page: Page,
    ) -> Result<Vec<StoredProblem>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            let sql = format!(
                "SELECT id, source, code, severity, file, sheet, row_number, col, args, rejected
                 FROM problems WHERE {WHERE}
                 ORDER BY severity DESC, id LIMIT ?5 OFFSET ?6"
            );
            let mut statement = conn.prepare_cached(&sql)?;
            let mut rows = statement.query(params![
                target.0,
                filter.source.map(|source| source.0),
                rank(filter.at_least.unwrap_or(Severity::Info)),
                filter.code.map(ProblemCode::id),
                page.limit,
                page.offset
            ])?;
            let mut problems = Vec::new();
            while let Some(row) = rows.next()? {
                problems.push(problem(row)?);
            }
            Ok(problems)
        })
    }

    /// How many problems of each code and severity a target has, worst and most frequent first.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn problem_counts(&self, target: TargetId) -> Result<Vec<ProblemCount>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            let mut statement = conn.prepare_cached(
                "SELECT code, severity, COUNT(*) AS count FROM problems WHERE target = ?1
                 GROUP BY code, severity ORDER BY severity DESC, count DESC, code",
            )?;
            let mut rows = statement.query([target.0])?;
            let mut counts = Vec::new();
            while let Some(row) = rows.next()? {
                counts.push(ProblemCount {
                    code: code(row.get(0)?)?,
                    severity: severity(row.get(1)?)?,
                    count: unsigned(row, 2)?,
                });
            }
            Ok(counts)
        })
    }
}

impl Project {
    /// The problems of a target by code, worst and most frequent first.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn problem_shapes(&self, target: TargetId) -> Result<Vec<ProblemShape>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            // A problem with an argument `count` stands for that many that were not listed.
            let mut statement = conn.prepare_cached(
                "SELECT code, MAX(severity) AS worst, SUM(COALESCE(more, 1)) AS times,
                        COUNT(rejected), SUM(rejected IS NULL AND row_number IS NOT NULL),
                        SUM(COALESCE(more, 0))
                 FROM (SELECT *, CAST(json_extract(args, '$.count') AS INTEGER) AS more
                       FROM problems WHERE target = ?1)
                 GROUP BY code ORDER BY worst DESC, times DESC, code",
            )?;
            let mut rows = statement.query([target.0])?;
            let mut shapes = Vec::new();
            while let Some(row) = rows.next()? {
                shapes.push(ProblemShape {
                    code: code(row.get(0)?)?,
                    severity: severity(row.get(1)?)?,
                    count: unsigned(row, 2)?,
                    rejected: unsigned(row, 3)?,
                    rows: unsigned(row, 4)?,
                    unlisted: unsigned(row, 5)?,
                });
            }
            Ok(shapes)
        })
    }
}

pub(crate) fn insert_problem(
    conn: &Connection,
    target: TargetId,
    source: Option<SourceId>,
    problem: &Problem,
) -> Result<(), Fault> {
    let rejected = problem
        .rejected
        .as_ref()
        .map(serde_json::to_string)
        .transpose()?;
    conn.prepare_cached(
        "INSERT INTO problems
         (target, source, code, severity, file, sheet, row_number, col, args, rejected)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        target.0,
        source.map(|source| source.0),
        problem.code.id(),
        rank(problem.severity),
        problem.place.file,
        problem.place.sheet,
        problem.place.row,
        problem.place.column,
        serde_json::to_string(&problem.args)?,
        rejected
    ])?;
    Ok(())
}

fn problem(row: &Row<'_>) -> Result<StoredProblem, Fault> {
    let args: String = row.get(8)?;
    let rejected: Option<String> = row.get(9)?;
    Ok(StoredProblem {
        id: row.get(0)?,
        source: row.get::<_, Option<i64>>(1)?.map(SourceId),
        problem: Problem {
            code: code(row.get(2)?)?,
            severity: severity(row.get(3)?)?,
            place: Place {
                file: row.get(4)?,
                sheet: row.get(5)?,
                row: row.get(6)?,
                column: row.get(7)?,
            },
            args: serde_json::from_str::<BTreeMap<String, String>>(&args)?,
            rejected: rejected.as_deref().map(serde_json::from_str).transpose()?,
        },
    })
}

fn code(id: String) -> Result<ProblemCode, Fault> {
    Ok(serde_json::from_value(serde_json::Value::String(id))?)
}

fn rank(severity: Severity) -> i64 {
    match severity {
        Severity::Info => 0,
        Severity::Warning => 1,
        Severity::Critical => 2,
    }
}

fn severity(rank: i64) -> Result<Severity, Fault> {
    match rank {
        0 => Ok(Severity::Info),
        1 => Ok(Severity::Warning),
        2 => Ok(Severity::Critical),
        other => Err(Fault::damaged(format!("problems.severity {other}"))),
    }
}
