use std::ops::Range;

use crate::cell::Row;
use crate::dictionary::FieldDictionary;
use crate::header::{Header, normalise};

/// Texts longer than this are sentences, not headers.
const LONGEST: usize = 60;

/// A row that can be a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its texts, normalised, with their columns.
    pub texts: Vec<(usize, String)>,
    /// How many of them the dictionary knows, each counted once.
    pub known: usize,
}

impl Heading {
    /// The header that these columns of a row can be: at least two short texts and nothing else.
    /// `客户名称：` with its colon is a form, whose value stands beside it.
    pub(super) fn of(
        row: &Row,
        columns: Range<usize>,
        dictionary: &FieldDictionary,
    ) -> Option<Self> {
        let to = columns.end.min(row.cells.len());
        let cells = row.cells.get(columns.start..to)?;
        let mut texts = Vec::new();
        for (at, cell) in cells.iter().enumerate().filter(|(_, c)| !c.is_blank()) {
            let text = cell.text()?.trim();
            let long = text.chars().count() > LONGEST;
            if long || text.ends_with([':', '：']) || !text.chars().any(char::is_alphabetic) {
                return None;
            }
            texts.push((
                columns.start + at,
                normalise(text, dictionary.fold()),
                text.to_owned(),
            ));
        }
        if texts.len() < 2 {
            return None;
        }
        let mut words: Vec<&str> = Vec::new();
        let headers: Vec<Header> = texts
            .iter()
            .map(|(.., text)| Header::new(text, dictionary.fold()))
            .collect();
        for header in &headers {
            let known = header
                .forms
                .iter()
                .find(|form| dictionary.tables_knowing(form) > 0);
            words.extend(known.map(String::as_str));
        }
        words.sort_unstable();
        words.dedup();
        Some(Self {
            known: words.len(),
            texts: texts.into_iter().map(|(at, text, _)| (at, text)).collect(),
        })
    }

    /// Whether both say the same in the same columns, as a header repeated on each page does.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        self.texts == other.texts
    }

    /// Whether a text stands in it more than once.
    pub(super) fn says_twice(&self) -> bool {
        let mut texts: Vec<&str> = self.texts.iter().map(|(_, text)| text.as_str()).collect();
        texts.sort_unstable();
        texts.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// Whether a text stands in both.
    pub(super) fn shares(&self, other: &Self) -> bool {
        self.texts
            .iter()
            .any(|(_, text)| other.texts.iter().any(|(_, also)| text == also))
    }
}
