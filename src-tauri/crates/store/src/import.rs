use std::collections::BTreeMap;
use std::ops::ControlFlow;

use records::{Problem, RowRef, SourceId, TableKind, Value};
use rusqlite::{Transaction, TransactionBehavior, params};

use crate::cells;
use crate::error::{Fault, StoreError, StoreErrorCode};
use crate::insert::{Used, insert};
use crate::outgoing::Outgoing;
use crate::problems::insert_problem;
use crate::project::Project;
use crate::sources::{NewSheet, NewSource, clear_findings, delete_source};
use crate::targets::{TargetId, check_target};

/// One import into a target: nothing of it is in the project until [`Import::commit`], and
/// dropping it leaves the project as it was.
///
/// After an error the import is dead: every further call, `commit` too, returns that error,
/// because SQLite may have rolled back already and later rows would stand alone.
#[derive(Debug)]
pub struct Import<'p> {
    tx: Transaction<'p>,
    file: String,
    target: TargetId,
    sources: Vec<SourceId>,
    /// Records of earlier readings that go once the new ones are in.
    outgoing: Vec<Outgoing>,
    /// Fields in use, by table.
    used: BTreeMap<TableKind, Used>,
    failed: Option<StoreError>,
}

impl Project {
    /// Begins an import into a target; the project is locked for other writers until its end.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn begin_import(&mut self, target: TargetId) -> Result<Import<'_>, StoreError> {
        let file = self.file().to_owned();
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| Fault::from(error).of(&file))?;
        check_target(&tx, target).map_err(|fault| fault.of(&file))?;
        Ok(Import {
            tx,
            file,
            target,
            sources: Vec::new(),
            outgoing: Vec::new(),
            used: BTreeMap::new(),
            failed: None,
        })
    }
}

impl Import<'_> {
    /// Adds a file; its rows carry the id returned.
    ///
    /// # Errors
    /// Only the common ones.
    pub fn add_source(&mut self, source: &NewSource) -> Result<SourceId, StoreError> {
        let target = self.target;
        let id = self.guarded(|tx| {
            tx.prepare_cached(
                "INSERT INTO sources (target, file, sha256, bytes, imported_at, format)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                target.0,
                source.file,
                source.sha256,
                cells::signed(source.bytes),
                source.imported_at,
                source.format
            ])?;
            Ok(SourceId(tx.last_insert_rowid()))
        })?;
        self.sources.push(id);
        Ok(id)
    }

    /// Takes a file in anew under its old id, so that the adviser's decisions about its rows keep
    /// their meaning: what was read from it before goes, its records last of all
    /// ([`Self::clear_replaced`]).
    ///
    /// # Errors
    /// `UnknownSource` when the target has no such source.
    pub fn replace_source(&mut self, id: SourceId, source: &NewSource) -> Result<(), StoreError> {
        let target = self.target;
        let outgoing = self.guarded(|tx| {
            let changed = tx.execute(
                "UPDATE sources SET file = ?3, sha256 = ?4, bytes = ?5, imported_at = ?6, format = ?7
                 WHERE id = ?1 AND target = ?2",
                params![
                    id.0,
                    target.0,
                    source.file,
                    source.sha256,
                    cells::signed(source.bytes),
                    source.imported_at,
                    source.format
                ],
            )?;
            if changed == 0 {
                return Err(Fault::new(StoreErrorCode::UnknownSource, id.0));
            }
            clear_findings(tx, id.0)?;
            Outgoing::of(tx, id.0)
        })?;
        self.outgoing.extend(outgoing);
        self.sources.push(id);
        Ok(())
    }

    /// Removes the records of earlier readings of replaced sources, step by step while `ask` wants it
    /// to go on; of many that takes a while. [`Self::commit`] does it otherwise.
    ///
    /// They go last, because an import that is given up then has little to put back: a rollback
    /// writes every page again that held something before.
    ///
    /// # Errors
    /// Only the common ones.
    pub fn clear_replaced(
        &mut self,
        ask: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, StoreError> {
        while let Some(mut outgoing) = self.outgoing.pop() {
            while !outgoing.is_gone() {
                if ask().is_break() {
                    self.outgoing.push(outgoing);
                    return Ok(ControlFlow::Break(()));
                }
                outgoing = self.guarded(|tx| outgoing.step(tx))?;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Removes an earlier source of the target within this import.
    ///
    /// # Errors
    /// `UnknownSource` when the target has no such source.
    pub fn remove_source(&mut self, id: SourceId) -> Result<(), StoreError> {
        let target = self.target;
        self.guarded(|tx| {
            let mut owned =
                tx.prepare_cached("SELECT 1 FROM sources WHERE id = ?1 AND target = ?2")?;
            if !owned.exists([id.0, target.0])? {
                return Err(Fault::new(StoreErrorCode::UnknownSource, id.0));
            }
            delete_source(tx, id.0)
        })?;
        self.sources.retain(|&known| known != id);
        Ok(())
    }

    /// Adds a table found on a sheet of a source of this import.
    ///
    /// # Errors
    /// `UnknownSource`.
    pub fn add_sheet(&mut self, source: SourceId, sheet: &NewSheet) -> Result<(), StoreError> {
        self.check_source(source)?;
        self.guarded(|tx| {
            tx.prepare_cached(
                "INSERT INTO sheets
                 (source, sheet, name, kind, mapping, read, accepted, rejected, blank, footer, cancelled,
                  part, joined, example, outside)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                source.0,
                sheet.sheet,
                sheet.name,
                sheet.kind.map(TableKind::id),
                sheet.mapping,
                cells::signed(sheet.tally.read),
                cells::signed(sheet.tally.accepted),
                cells::signed(sheet.tally.rejected),
                cells::signed(sheet.tally.blank),
                cells::signed(sheet.tally.footer),
                cells::signed(sheet.tally.cancelled),
                sheet.part,
                cells::signed(sheet.tally.joined),
                cells::signed(sheet.tally.example),
                cells::signed(sheet.tally.outside)
            ])?;
            Ok(())
        })
    }

    /// Adds records: one value a field in the order of `kind.fields()`; missing trailing values
    /// are empty. Several records may name the same row.
    ///
    /// # Errors
    /// `UnknownSource` for rows of a source that is not of this import; `WrongValue` for a value
    /// that is not of its field's type, a missing required one, or a number that is not finite.
    pub fn add_records(
        &mut self,
        kind: TableKind,
        rows: &[(RowRef, Vec<Value>)],
    ) -> Result<(), StoreError> {
        let mut checked = None;
        for (at, _) in rows {
            if checked != Some(at.source) {
                self.check_source(at.source)?;
                checked = Some(at.source);
            }
        }
        let mut used = self.used.remove(&kind).unwrap_or_default();
        let done = self.guarded(|tx| insert(tx, kind, &mut used, rows));
        self.used.insert(kind, used);
        done
    }

    /// Adds problems of a source of this import, or of a file that could not be taken in.
    ///
    /// # Errors
    /// `UnknownSource`.
    pub fn add_problems(
        &mut self,
        source: Option<SourceId>,
        problems: &[Problem],
    ) -> Result<(), StoreError> {
        if let Some(source) = source {
            self.check_source(source)?;
        }
        let target = self.target;
        self.guarded(|tx| {
            problems
                .iter()
                .try_for_each(|problem| insert_problem(tx, target, source, problem))
        })
    }

    /// Puts everything of the import into the project at once.
    ///
    /// # Errors
    /// The error of an earlier call, if there was one; the project is then as before.
    pub fn commit(mut self) -> Result<(), StoreError> {
        let _ = self.clear_replaced(&mut || ControlFlow::Continue(()))?;
        match self.failed {
            Some(error) => Err(error),
            None => self
                .tx
                .commit()
                .map_err(|error| Fault::from(error).of(&self.file)),
        }
    }

    fn check_source(&mut self, id: SourceId) -> Result<(), StoreError> {
        let known = self.sources.contains(&id);
        self.guarded(|_| {
            if known {
                Ok(())
            } else {
                Err(Fault::new(StoreErrorCode::UnknownSource, id.0))
            }
        })
    }

    fn guarded<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        work(&self.tx).map_err(|fault| {
            let error = fault.of(&self.file);
            self.failed = Some(error.clone());
            error
        })
    }
}
