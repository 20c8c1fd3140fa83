//! Texts of order lines as numbers.

use super::quick::QuickMap;

/// Number of a label that is not there.
pub const NO_LABEL: u32 = u32::MAX;

/// One labelled column.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    pub(super) names: Vec<String>,
    /// Empty where no line has a label.
    of: Vec<u32>,
}

impl Labels {
    /// The labels, in the order in which they first appear.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Number of the label of an order line; [`NO_LABEL`] without one.
    #[must_use]
    pub fn number(&self, order: u32) -> u32 {
        self.number_at(order as usize)
    }

    pub(super) fn number_at(&self, at: usize) -> u32 {
        self.of.get(at).copied().unwrap_or(NO_LABEL)
    }

    /// Label of an order line.
    #[must_use]
    pub fn text(&self, order: u32) -> Option<&str> {
        self.names
            .get(self.number(order) as usize)
            .map(String::as_str)
    }

    /// The same lines, those without a label with the one that stands for them in `others`.
    pub(super) fn completed<'a>(
        &self,
        others: impl ExactSizeIterator<Item = Option<&'a str>>,
    ) -> Self {
        let mut labels = Labeller {
            labels: self.clone(),
            ..Labeller::new()
        };
        for (number, name) in (0u32..).zip(&self.names) {
            labels.known.insert(name, number);
        }
        let lines = others.len();
        for (at, other) in others.enumerate() {
            if self.number_at(at) == NO_LABEL {
                labels.give(at, lines, other);
            }
        }
        labels.labels
    }

    /// Whether no line has a label.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Numbers labels as they come.
pub(super) struct Labeller<'a> {
    pub(super) labels: Labels,
    known: QuickMap<&'a str, u32>,
    last: (&'a str, u32),
}

impl<'a> Labeller<'a> {
    pub(super) fn new() -> Self {
        Self {
            labels: Labels::default(),
            known: QuickMap::default(),
            last: ("", NO_LABEL),
        }
    }

    /// Gives line `at` its label; blank ones are none.
    pub(super) fn give(&mut self, at: usize, lines: usize, text: Option<&'a str>) {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
            return;
        };
        // Lines of one document follow one another.
        if self.last.0 != text {
            let next = u32::try_from(self.labels.names.len()).unwrap_or(NO_LABEL);
            let number = *self.known.entry(text).or_insert(next);
            if number == next {
                self.labels.names.push(text.to_owned());
            }
            self.last = (text, number);
        }
        if self.labels.of.is_empty() {
            self.labels.of = vec![NO_LABEL; lines];
        }
        self.labels.of[at] = self.last.1;
    }
}

/// Document numbers of order lines as numbers. There are too many of them to keep the texts twice:
/// the records have them.
#[derive(Debug, Clone, Default)]
pub(crate) struct DocumentNumbers {
    of: Vec<u32>,
    count: u32,
}

impl DocumentNumbers {
    /// Numbers of the lines' texts; blank ones are none.
    pub(super) fn of<'a>(texts: impl ExactSizeIterator<Item = Option<&'a str>>) -> Self {
        let mut numbers = Self {
            of: Vec::with_capacity(texts.len()),
            count: 0,
        };
        let mut known: QuickMap<&str, u32> = QuickMap::default();
        let mut last = ("", NO_LABEL);
        for text in texts {
            let text = text.map_or("", str::trim);
            if text.is_empty() {
                numbers.of.push(NO_LABEL);
                continue;
            }
            // Lines of one document follow one another.
            if text != last.0 {
                let number = *known.entry(text).or_insert(numbers.count);
                numbers.count += u32::from(number == numbers.count);
                last = (text, number);
            }
            numbers.of.push(last.1);
        }
        numbers
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }

    /// Number of a line's text; [`NO_LABEL`] without one.
    pub(crate) fn number(&self, order: u32) -> u32 {
        self.of.get(order as usize).copied().unwrap_or(NO_LABEL)
    }
}
