use records::{Privacy, TableKind};
use serde::{Deserialize, Serialize};

use crate::header::Unit;
use crate::layout::Layout;
use crate::recognise::TableGuess;

/// A column that serves a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// 0-based column.
    pub index: u32,
    /// Its header, for messages.
    pub header: String,
    /// Field id of the table.
    pub field: String,
    /// How sure the guess was, 0–1; 1 when the adviser chose it.
    pub confidence: f64,
    /// What the header says about the numbers.
    #[serde(default)]
    pub unit: Unit,
}

/// How a sheet becomes records: which table it is, where its header stands, which column serves
/// which field. Made by [`TableGuess::mapping`] or by the adviser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// The table.
    pub kind: TableKind,
    /// 1-based rows of the header, one or two; data begin below the last.
    pub header_rows: Vec<u32>,
    /// The columns that serve a field; a field at most once.
    pub columns: Vec<MappedColumn>,
    /// Headers that serve no field, with their 0-based column, for the list of problems.
    #[serde(default)]
    pub unmapped: Vec<(u32, String)>,
    /// Columns of personal information, mapped or not: their cells are masked wherever a row is
    /// kept as it was read.
    #[serde(default)]
    pub personal: Vec<PersonalColumn>,
    /// How rows become records.
    #[serde(default)]
    pub layout: Layout,
    /// Signs that the adviser chose for types of documents; the others are told by their names.
    #[serde(default)]
    pub signs: Vec<SignChoice>,
}

/// Which sign amounts get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// As the firm writes them.
    #[default]
    AsWritten,
    /// Always negative, whichever the firm writes: goods that went back.
    Negative,
    /// The other one: the firm writes sales negative.
    Flipped,
}

/// The sign of the documents of one type, as the adviser chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignChoice {
    /// The type as the firm writes it; empty for documents without one.
    pub document: String,
    /// Their sign.
    pub sign: Sign,
}

/// A column of personal information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalColumn {
    /// 0-based column.
    pub index: u32,
    /// Its header, for messages.
    pub header: String,
    /// How secret.
    pub privacy: Privacy,
}

impl Mapping {
    /// The column that serves a field.
    #[must_use]
    pub fn column(&self, field: &str) -> Option<&MappedColumn> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// Gives a column to a field, or to none. A field or column that had another partner loses it.
    pub fn assign(&mut self, index: u32, header: &str, field: Option<&str>) {
        let taken = |column: &MappedColumn| column.index == index || Some(&*column.field) == field;
        let unit = self
            .columns
            .iter()
            .find(|column| column.index == index)
            .map(|c| c.unit);
        for freed in self.columns.extract_if(.., |column| taken(column)) {
            self.unmapped.push((freed.index, freed.header));
        }
        if let Some(field) = field {
            self.unmapped.retain(|(column, _)| *column != index);
            let unit = unit.unwrap_or_else(|| crate::header::unit(header));
            let (header, field) = (header.to_owned(), field.to_owned());
            self.columns.push(MappedColumn {
                index,
                header,
                field,
                confidence: 1.0,
                unit,
            });
        }
    }
}

impl TableGuess {
    /// The columns of personal information.
    #[must_use]
    pub fn personal(&self) -> Vec<PersonalColumn> {
        let personal = self
            .columns
            .iter()
            .filter(|column| column.privacy != Privacy::Plain);
        let listed = personal.map(|column| PersonalColumn {
            index: column.index,
            header: column.header.clone(),
            privacy: column.privacy,
        });
        listed.collect()
    }

    /// The guess as a mapping; `None` when no table was recognised.
    #[must_use]
    pub fn mapping(&self) -> Option<Mapping> {
        let mut mapping = Mapping {
            kind: self.kind?,
            header_rows: self.header_rows.clone(),
            columns: Vec::new(),
            unmapped: Vec::new(),
            personal: self.personal(),
            layout: self.layout.clone(),
            signs: Vec::new(),
        };
        for column in &self.columns {
            let (index, header) = (column.index, column.header.clone());
            match column.field.clone().filter(|_| column.keep) {
                Some(field) => {
                    let (confidence, unit) = (column.confidence, column.unit);
                    mapping.columns.push(MappedColumn {
                        index,
                        header,
                        field,
                        confidence,
                        unit,
                    });
                }
                None => mapping.unmapped.push((index, header)),
            }
        }
        Some(mapping)
    }
}
