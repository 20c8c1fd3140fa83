//! Tables that are looked at and taken in together: orders and their lines, lines and a list of
//! prices.

use import::{
    Converted, Joins, Mapping, Origin, Pair, PairKind, Sheet, Table, TableGuess, Watch,
    recognise_together_watched,
};
use records::{Catalogue, Date, SourceId, TableKind};

use crate::jobs::Job;
use crate::wire::{JoinView, WireError};
use crate::work::look::Looked;
use crate::work::proposal::dictionary;
use crate::work::publication::day_of;

/// The tables of several files, in order, with the mapping each would have.
pub struct Beside<'a> {
    /// Every table with the name of its file.
    pub tables: Vec<(&'a Sheet, &'a str)>,
    /// What each was recognised as.
    pub(crate) guesses: Vec<TableGuess>,
    /// Those that belong together.
    pairs: Vec<Pair>,
    /// The day on which they are looked at.
    today: Date,
}

impl<'a> Beside<'a> {
    /// Recognises the tables of files beside one another, `now` in seconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// `app.internal` when the dictionary of fields is broken.
    pub fn of(files: impl IntoIterator<Item = &'a Looked>, now: i64) -> Result<Self, WireError> {
        Self::recognised(files, now, &Watch::nobody())
    }

    /// The same within a job, which may be stopped.
    ///
    /// # Errors
    /// `app.cancelled`; `app.internal` when the dictionary of fields is broken.
    pub fn watched(
        files: impl IntoIterator<Item = &'a Looked>,
        now: i64,
        job: &mut Job<'_>,
    ) -> Result<Self, WireError> {
        let mut ask = || job.step("recognising", "", 0.0, 0.0);
        let watch = Watch::new(&mut ask);
        let beside = Self::recognised(files, now, &watch)?;
        if watch.is_stopped() {
            return Err(WireError::new("app.cancelled"));
        }
        Ok(beside)
    }

    fn recognised(
        files: impl IntoIterator<Item = &'a Looked>,
        now: i64,
        watch: &Watch<'_>,
    ) -> Result<Self, WireError> {
        let tables = files.into_iter().flat_map(|file| {
            let sheets = file.workbook.sheets.iter();
            sheets.map(|sheet| (sheet, file.name.as_str()))
        });
        let tables: Vec<_> = tables.collect();
        let (guesses, pairs) = recognise_together_watched(&tables, dictionary()?, watch);
        Ok(Self {
            tables,
            guesses,
            pairs,
            today: day_of(now),
        })
    }

    /// Position of a table.
    #[must_use]
    pub fn position(&self, sheet: &Sheet) -> Option<usize> {
        let mut tables = self.tables.iter();
        tables.position(|(one, _)| std::ptr::eq(*one, sheet))
    }

    /// What a table was recognised as.
    pub(crate) fn guess(&self, at: usize) -> &TableGuess {
        &self.guesses[at]
    }

    /// What a table has to do with another one.
    pub(crate) fn join(&self, at: usize) -> Option<JoinView> {
        let mut pairs = self.pairs.iter();
        let pair = pairs.find(|pair| pair.to == at || pair.from == at)?;
        Some(join_view(pair, &self.tables))
    }

    /// The records of a table under a mapping, the other tables as they are recognised.
    pub(crate) fn converted(&self, at: usize, mapping: &Mapping) -> Converted {
        let (sheet, file) = self.tables[at];
        let origin = Origin {
            source: SourceId(0),
            file,
            today: self.today,
        };
        if mapping.kind != TableKind::Orders || self.pairs.is_empty() {
            return import::convert(sheet, mapping, origin);
        }
        let mut mappings: Vec<_> = self.guesses.iter().map(TableGuess::mapping).collect();
        mappings[at] = Some(mapping.clone());
        let (mut all, mut place) = (Vec::new(), 0);
        for (one, ((sheet, _), mapping)) in self.tables.iter().zip(&mappings).enumerate() {
            let Some(mapping) = mapping else { continue };
            if one == at {
                place = all.len();
            } else if sheet.hidden {
                continue;
            }
            all.push(Table { sheet, mapping });
        }
        Joins::find(&all).convert(&all, place, origin)
    }
}

/// A pair as it is shown.
pub(crate) fn join_view(pair: &Pair, tables: &[(&Sheet, &str)]) -> JoinView {
    JoinView {
        by: match pair.kind {
            PairKind::Order => "order_no",
            PairKind::Product => "product_code",
        }
        .to_owned(),
        giver: label(tables[pair.from]),
        taker: label(tables[pair.to]),
        matched: pair.matched,
        lines: pair.lines,
    }
}

/// The file of a table, with the sheet where that says more.
fn label((sheet, file): (&Sheet, &str)) -> String {
    if file.starts_with(&sheet.name) {
        return file.to_owned();
    }
    format!("{file} · {}", sheet.name)
}

/// A join in a sentence.
#[must_use]
pub fn join_sentence(join: &JoinView, texts: &Catalogue) -> String {
    let words = [
        ("giver", join.giver.clone()),
        ("taker", join.taker.clone()),
        ("key", texts.text(&format!("field.orders.{}", join.by))),
        ("matched", join.matched.to_string()),
        ("lines", join.lines.to_string()),
    ];
    texts.fill("join.lines", words)
}
