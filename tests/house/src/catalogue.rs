//! The texts: every language says the same things.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::tree::{files, hold, text};

const SOURCE: &str = "zh-CN";

/// A flat JSON object with its entries as written, so that a key given twice is seen.
struct Flat(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Flat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Flat;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object of texts")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Flat, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Flat(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Languages → areas → entries.
fn languages() -> BTreeMap<String, BTreeMap<String, Vec<(String, String)>>> {
    let mut languages: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
    for file in files() {
        let Some(path) = file.strip_prefix("assets/locales/") else {
            continue;
        };
        let Some((lang, area)) = path.split_once('/') else {
            continue;
        };
        let text = text(&file).unwrap_or_else(|| panic!("{file} is no UTF-8 text"));
        let Flat(entries) =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        languages
            .entry(lang.to_owned())
            .or_default()
            .insert(area.to_owned(), entries);
    }
    assert!(
        languages.contains_key(SOURCE) && languages.contains_key("en"),
        "no catalogue"
    );
    languages
}

#[test]
fn every_language_has_the_same_areas_and_keys() {
    let languages = languages();
    let keys = |lang: &str| -> BTreeSet<String> {
        let areas = &languages[lang];
        let named = |(area, entries): (&String, &Vec<(String, String)>)| -> Vec<String> {
            entries
                .iter()
                .map(|(key, _)| format!("{area}: {key}"))
                .collect()
        };
        areas.iter().flat_map(named).collect()
    };
    let source = keys(SOURCE);
    let mut breaches = Vec::new();
    for lang in languages.keys() {
        let areas = |lang: &str| languages[lang].keys().cloned().collect::<Vec<_>>();
        if areas(lang) != areas(SOURCE) {
            breaches.push(format!(
                "{lang}: {:?}; {SOURCE}: {:?}",
                areas(lang),
                areas(SOURCE)
            ));
        }
        let these = keys(lang);
        breaches.extend(
            source
                .difference(&these)
                .map(|key| format!("{lang} lacks {key}")),
        );
        breaches.extend(
            these
                .difference(&source)
                .map(|key| format!("{SOURCE} lacks {key}")),
        );
    }
    hold("Every language has the same files and keys.", &breaches);
}

#[test]
fn every_language_fills_in_the_same_placeholders() {
    let languages = languages();
    let texts = |lang: &str| -> BTreeMap<String, String> {
        languages[lang].values().flatten().cloned().collect()
    };
    let source = texts(SOURCE);
    let mut breaches = Vec::new();
    for lang in languages.keys() {
        for (key, text) in texts(lang) {
            let Some(wanted) = source.get(&key) else {
                continue;
            };
            match (placeholders(&text), placeholders(wanted)) {
                (Ok(here), Ok(there)) if here == there => {}
                (Ok(here), Ok(there)) => {
                    breaches.push(format!("{lang} {key}: {here:?}; {SOURCE}: {there:?}"));
                }
                (Err(odd), _) | (_, Err(odd)) => breaches.push(format!("{lang} {key}: {odd}")),
            }
        }
    }
    hold("Every language has the same {placeholders}.", &breaches);
}

#[test]
fn no_key_stands_twice_and_no_text_is_empty() {
    let mut breaches = Vec::new();
    for (lang, areas) in languages() {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (area, entries) in areas {
            for (key, text) in entries {
                if text.trim().is_empty() {
                    breaches.push(format!("{lang}/{area}: {key} is empty"));
                }
                if let Some(before) = seen.insert(key.clone(), area.clone()) {
                    breaches.push(format!("{lang}: {key} in {before} and {area}"));
                }
            }
        }
    }
    hold("One text a key.", &breaches);
}

/// Names between braces; an error for a brace without its partner or an odd name.
fn placeholders(text: &str) -> Result<BTreeSet<&str>, String> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let name = rest[at..]
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'));
        match name {
            Some((name, after)) if is_name(name) => {
                names.insert(name);
                rest = after;
            }
            _ => return Err(format!("odd brace in {text:?}")),
        }
    }
    Ok(names)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[test]
fn placeholders_are_read_from_a_text() {
    assert_eq!(
        placeholders("{n} 行中 {m} 行").unwrap(),
        BTreeSet::from(["m", "n"])
    );
    assert!(placeholders("{n of {m}").is_err());
    assert!(placeholders("n} of").is_err());
    let Flat(twice) = serde_json::from_str(r#"{"a": "x", "a": "y"}"#).unwrap();
    assert_eq!(twice.len(), 2);
}
