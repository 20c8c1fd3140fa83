use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language the product speaks.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
pub enum Lang {
    /// Simplified Chinese, the source language.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language with this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(tag))
    }
}

/// Why a catalogue could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogueError {
    /// Not a JSON object of texts.
    Malformed(String),
    /// The key stands in two files.
    Twice(String),
}

/// The texts of one language: screen, terminal and PDF speak from the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    lang: Lang,
    texts: BTreeMap<String, String>,
}

impl Catalogue {
    /// Catalogue from flat JSON objects (`"key": "text with {placeholder}"`).
    ///
    /// # Errors
    /// When a part is no such object, or two parts give the same key.
    pub fn parse(lang: Lang, parts: &[&str]) -> Result<Self, CatalogueError> {
        let mut texts = BTreeMap::new();
        for part in parts {
            let entries: BTreeMap<String, String> = serde_json::from_str(part)
                .map_err(|error| CatalogueError::Malformed(error.to_string()))?;
            for (key, text) in entries {
                if texts.insert(key.clone(), text).is_some() {
                    return Err(CatalogueError::Twice(key));
                }
            }
        }
        Ok(Self { lang, texts })
    }

    /// A catalogue without texts: every key shows itself.
    #[must_use]
    pub fn empty(lang: Lang) -> Self {
        Self {
            lang,
            texts: BTreeMap::new(),
        }
    }

    /// Its language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The text of a key, if there is one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of a key; the key itself where the catalogue has a hole.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.get(key).unwrap_or(key).to_owned()
    }

    /// The text with its `{name}` placeholders filled in.
    #[must_use]
    pub fn fill<N: AsRef<str>, V: AsRef<str>>(
        &self,
        key: &str,
        args: impl IntoIterator<Item = (N, V)>,
    ) -> String {
        args.into_iter()
            .fold(self.text(key), |text, (name, value)| {
                text.replace(&format!("{{{}}}", name.as_ref()), value.as_ref())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_holes_show_their_key() {
        let catalogue = Catalogue::parse(Lang::En, &[r#"{"a": "{n} of {m}"}"#]).unwrap();
        assert_eq!(catalogue.fill("a", [("n", "1"), ("m", "2")]), "1 of 2");
        assert_eq!(catalogue.text("b"), "b");
    }

    #[test]
    fn a_key_in_two_parts_is_an_error() {
        let twice = Catalogue::parse(Lang::En, &[r#"{"a": "x"}"#, r#"{"a": "y"}"#]);
        assert_eq!(twice, Err(CatalogueError::Twice("a".into())));
    }
}
