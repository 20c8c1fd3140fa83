use std::collections::{BTreeMap, BTreeSet, HashMap};

use records::TableKind;
use serde::Deserialize;

use crate::header::{Fold, Header, normalise};

/// Why a dictionary of headers could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DictionaryError {
    /// Not TOML of the expected shape.
    Malformed(String),
    /// No such evidence table.
    UnknownTable(String),
    /// No such field in the table.
    UnknownField(String, String),
}

impl std::fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(detail) => f.write_str(detail),
            Self::UnknownTable(table) => write!(f, "unknown table {table}"),
            Self::UnknownField(table, field) => write!(f, "unknown field {table}.{field}"),
        }
    }
}

impl std::error::Error for DictionaryError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fold: FoldWords,
    #[serde(default)]
    generic: Vec<String>,
    #[serde(default)]
    qualifiers: Vec<String>,
    #[serde(default)]
    staff: Vec<String>,
    #[serde(default)]
    privacy: PrivacyFile,
    tables: BTreeMap<String, TableFile>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct PrivacyFile {
    #[serde(default)]
    personal: Vec<String>,
    #[serde(default)]
    sensitive: Vec<String>,
    #[serde(default)]
    company: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FoldWords {
    traditional: String,
    simplified: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    #[serde(default)]
    prior: f64,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    core: Vec<String>,
    fields: BTreeMap<String, Vec<String>>,
}

/// The headers that firms give to the fields of the evidence tables, and the words by which they
/// name the tables: `assets/fields.toml`.
#[derive(Debug, Clone)]
pub struct FieldDictionary {
    fold: Fold,
    tables: BTreeMap<TableKind, TableWords>,
    /// Normalised headers that many kinds of list have, also lists that are none of ours.
    generic: BTreeSet<String>,
    /// Normalised header → the tables that know it.
    known: HashMap<String, BTreeSet<TableKind>>,
    /// Words that make a header something else: last month, average, planned.
    qualifiers: Vec<String>,
    /// Headers that stand in lists of the firm's own people.
    staff: BTreeSet<String>,
    /// Words that make a column personal.
    pub(crate) privacy: PrivacyWords,
}

/// Words in headers that tell whose secret a column is, normalised.
#[derive(Debug, Clone, Default)]
pub(crate) struct PrivacyWords {
    pub personal: Vec<String>,
    pub sensitive: Vec<String>,
    /// Words that make it a company's after all: 公司地址.
    pub company: Vec<String>,
}

/// The words of one table.
#[derive(Debug, Clone)]
pub(crate) struct TableWords {
    /// Head start of the tables that most files are.
    pub prior: f64,
    /// Normalised words of sheet and file names.
    pub names: Vec<String>,
    /// Normalised headers by field, in the order of [`TableKind::fields`], best header first.
    pub fields: Vec<Vec<String>>,
    /// Fields of which a table must have one to be of this kind; none means no such condition.
    pub core: Vec<usize>,
    /// Pairs of neighbouring characters → the headers, by field and rank, that have them. Headers
    /// of one character stand under that character twice.
    pairs: HashMap<[char; 2], Vec<(usize, usize)>>,
}

impl TableWords {
    /// The known headers that have a pair of characters in common with one of the forms, by field
    /// and rank: all that could be equal, contained or similar, so that a sheet of thousands of
    /// columns is not compared with every header there is.
    pub(crate) fn near(&self, forms: &[String]) -> BTreeMap<usize, Vec<usize>> {
        let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (field, rank) in forms
            .iter()
            .flat_map(|form| pairs_of(form))
            .filter_map(|pair| self.pairs.get(&pair))
            .flatten()
        {
            near.entry(*field).or_default().insert(*rank);
        }
        let listed =
            |(field, ranks): (usize, BTreeSet<usize>)| (field, ranks.into_iter().collect());
        near.into_iter().map(listed).collect()
    }
}

/// Pairs of neighbouring characters; of one character that one twice.
fn pairs_of(text: &str) -> Vec<[char; 2]> {
    let characters: Vec<char> = text.chars().collect();
    match characters.as_slice() {
        [only] => vec![[*only, *only]],
        all => all.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
    }
}

impl FieldDictionary {
    /// Dictionary out of the text of a `fields.toml`.
    ///
    /// # Errors
    /// When the text is not such a file, or names a table or field that does not exist.
    pub fn parse(text: &str) -> Result<Self, DictionaryError> {
        let file: File =
            toml::from_str(text).map_err(|error| DictionaryError::Malformed(error.to_string()))?;
        let fold = Fold::new(&file.fold.traditional, &file.fold.simplified);
        let mut tables = BTreeMap::new();
        let mut known: HashMap<String, BTreeSet<TableKind>> = HashMap::new();
        for (id, table) in file.tables {
            let kind =
                TableKind::from_id(&id).ok_or_else(|| DictionaryError::UnknownTable(id.clone()))?;
            let words = table_words(kind, table, &fold)?;
            for alias in words.fields.iter().flatten() {
                known.entry(alias.clone()).or_default().insert(kind);
            }
            tables.insert(kind, words);
        }
        let normal = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| normalise(word, &fold)).collect()
        };
        Ok(Self {
            generic: normal(&file.generic).into_iter().collect(),
            qualifiers: normal(&file.qualifiers),
            staff: normal(&file.staff).into_iter().collect(),
            privacy: PrivacyWords {
                personal: normal(&file.privacy.personal),
                sensitive: normal(&file.privacy.sensitive),
                company: normal(&file.privacy.company),
            },
            fold,
            tables,
            known,
        })
    }

    /// The dictionary that the product ships.
    ///
    /// # Errors
    /// Never for a product that passed its tests.
    pub fn embedded() -> Result<Self, DictionaryError> {
        Self::parse(include_str!("../../../../assets/fields.toml"))
    }

    pub(crate) fn fold(&self) -> &Fold {
        &self.fold
    }

    pub(crate) fn tables(&self) -> impl Iterator<Item = (TableKind, &TableWords)> {
        self.tables.iter().map(|(kind, words)| (*kind, words))
    }

    /// Whether a normalised header tells nothing about the table: 编号, 日期, name.
    pub(crate) fn is_generic(&self, alias: &str) -> bool {
        self.generic.contains(alias)
    }

    /// Whether a header has a word that makes it something else than the known one in it.
    pub(crate) fn is_qualified(&self, header: &Header, alias: &str) -> bool {
        let whole = header.forms.first().map_or("", String::as_str);
        let qualifies = |word: &String| whole.contains(word) && !alias.contains(word);
        whole != alias && self.qualifiers.iter().any(qualifies)
    }

    /// Whether the headers are those of a list in which a name is one of the firm's own people.
    pub(crate) fn is_staff(&self, headers: &[Header]) -> bool {
        let of_staff = |header: &&Header| header.forms.iter().any(|form| self.staff.contains(form));
        headers.iter().filter(of_staff).count() >= 2
    }

    /// In how many tables a normalised header stands.
    pub(crate) fn tables_knowing(&self, alias: &str) -> usize {
        self.known.get(alias).map_or(0, BTreeSet::len)
    }
}

fn table_words(
    kind: TableKind,
    mut table: TableFile,
    fold: &Fold,
) -> Result<TableWords, DictionaryError> {
    let normal = |words: &[String]| -> Vec<String> {
        words
            .iter()
            .map(|word| normalise(word, fold))
            .filter(|word| !word.is_empty())
            .collect()
    };
    let fields = kind.fields().iter().map(|field| {
        // The field's own name is a header too: our own exports use it.
        let mut words = normal(&table.fields.remove(field.id).unwrap_or_default());
        words.push(normalise(field.id, fold));
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(word.clone()));
        words
    });
    let fields: Vec<Vec<String>> = fields.collect();
    let mut core = Vec::new();
    for id in &table.core {
        let position = kind.fields().iter().position(|field| field.id == id);
        let unknown = || DictionaryError::UnknownField(kind.id().into(), id.clone());
        core.push(position.ok_or_else(unknown)?);
    }
    let mut pairs: HashMap<[char; 2], Vec<(usize, usize)>> = HashMap::new();
    for (field, words) in fields.iter().enumerate() {
        for (rank, word) in words.iter().enumerate() {
            for pair in pairs_of(word) {
                pairs.entry(pair).or_default().push((field, rank));
            }
        }
    }
    match table.fields.keys().next() {
        Some(field) => Err(DictionaryError::UnknownField(
            kind.id().into(),
            field.clone(),
        )),
        None => Ok(TableWords {
            prior: table.prior,
            names: normal(&table.names),
            fields,
            core,
            pairs,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_every_table_has_headers() {
        let text = include_str!("../../../../assets/fields.toml");
        let file: File = toml::from_str(text).unwrap();
        for kind in TableKind::ALL {
            let table = file
                .tables
                .get(kind.id())
                .unwrap_or_else(|| panic!("{}", kind.id()));
            for field in kind.fields() {
                let words = table.fields.get(field.id).map_or(0, Vec::len);
                assert!(words >= 2, "{}.{}", kind.id(), field.id);
            }
        }
        assert!(FieldDictionary::embedded().is_ok());
    }

    #[test]
    fn a_header_means_one_field_of_a_table_at_most() {
        let dictionary = FieldDictionary::embedded().unwrap();
        // Pairs where the values decide (a moment or a duration), or where the rank does.
        let allowed = [
            "首次响应时间",
            "首次响应时长",
            "响应时间",
            "金额",
            "status",
            "成交状态",
        ];
        for (kind, words) in dictionary.tables() {
            let mut owners: HashMap<&str, usize> = HashMap::new();
            for (at, aliases) in words.fields.iter().enumerate() {
                for alias in aliases {
                    if let Some(other) = owners.insert(alias, at) {
                        let fields = kind.fields();
                        let pair = (fields[other].id, fields[at].id);
                        assert!(
                            allowed.contains(&alias.as_str()),
                            "{} {alias} {pair:?}",
                            kind.id()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_wrong_field_is_named() {
        let text = "[fold]\ntraditional=''\nsimplified=''\n[tables.orders.fields]\ndat=['x']";
        let error = FieldDictionary::parse(text).map(|_| ()).unwrap_err();
        assert_eq!(
            error,
            DictionaryError::UnknownField("orders".into(), "dat".into())
        );
    }
}
