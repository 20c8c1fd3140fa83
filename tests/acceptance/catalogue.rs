//! No holes: whatever is measured, found, asked or refused has its words in both languages.

use std::collections::BTreeSet;

use records::{Catalogue, Lang, TableKind};

use crate::support::{Desk, languages, root, sample};

/// Asserts that every key has a text.
fn holds(keys: impl IntoIterator<Item = String>) {
    let keys: BTreeSet<String> = keys.into_iter().collect();
    assert!(!keys.is_empty());
    for texts in languages() {
        let blank = |key: &&String| texts.get(key).is_none_or(|text| text.trim().is_empty());
        let missing: Vec<&String> = keys.iter().filter(blank).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", texts.lang().tag());
    }
}

/// The quoted names in the TypeScript of a type: variants of an enum, tags of a union.
fn names_of(ts_type: &str) -> Vec<String> {
    let all = app::bindings::typescript();
    let head = format!("export type {ts_type} = ");
    let from = all
        .find(&head)
        .unwrap_or_else(|| panic!("no type {ts_type}"))
        + head.len();
    let text = all[from..].split("\n\nexport").next().unwrap();
    let code = "\"code\": ";
    let tagged = text.contains(code);
    let quoted = |text: &str| text.split('"').nth(1).unwrap_or_default().to_owned();
    if tagged {
        text.split(code).skip(1).map(quoted).collect()
    } else {
        text.split('|').map(quoted).collect()
    }
}

#[test]
fn every_measure_has_name_and_note() {
    let ids = || assess::measures::all().map(|spec| spec.id);
    assert!(ids().count() > 100);
    holds(ids().flat_map(|id| [format!("measure.{id}"), format!("measure.{id}.note")]));
}

#[test]
fn problems_reasons_and_requests_have_words() {
    for (ts_type, prefix, least) in [
        ("ProblemCode", "problem", 20),
        ("AbsentReason", "absent", 6),
        ("Ask", "ask", 4),
        ("AnswerChoice", "choice", 4),
        ("ReasonCode", "customers.reason", 20),
        ("SuggestionKind", "customers.kind", 3),
        ("Exclusion", "customers.why", 3),
    ] {
        let names = names_of(ts_type);
        assert!(names.len() >= least, "{ts_type}: {names:?}");
        holds(names.iter().map(|name| format!("{prefix}.{name}")));
    }
}

#[test]
fn every_table_and_field_has_a_name() {
    holds(TableKind::ALL.iter().flat_map(|kind| {
        let fields = kind
            .fields()
            .iter()
            .map(|field| format!("field.{}.{}", kind.id(), field.id));
        fields.chain([format!("table.{}", kind.id())])
    }));
}

#[test]
fn every_error_has_a_sentence_and_a_way_out() {
    let import = import::ImportErrorCode::ALL
        .iter()
        .map(|code| format!("import.{}", code.id()));
    let store = store::StoreErrorCode::ALL
        .iter()
        .map(|code| format!("store.{}", code.id()));
    let own = codes_in(&root().join("src-tauri/crates/app/src"));
    assert!(own.len() > 20, "{own:?}");
    holds(
        import
            .chain(store)
            .chain(own)
            .flat_map(|code| [format!("error.{code}"), format!("error.{code}.hint")]),
    );
}

/// The error codes that stand in the sources below a folder as texts of their own.
fn codes_in(folder: &std::path::Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes.append(&mut codes_in(&path));
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let quoted = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let quoted = quoted.flat_map(|line| line.split('"').skip(1).step_by(2));
            codes.extend(quoted.filter(|text| is_code(text)).map(str::to_owned));
        }
    }
    // A text of the window, not an error.
    codes.remove("app.sample_target");
    codes
}

fn is_code(text: &str) -> bool {
    let name = text
        .strip_prefix("app.")
        .or_else(|| text.strip_prefix("file."));
    name.is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let [one, other] = Lang::ALL.map(app::catalogue);
    let keys = |texts: &Catalogue| texts.keys().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(keys(one), keys(other));
    let places = |texts: &Catalogue, key: &str| {
        let text = texts.text(key);
        let parts = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'));
        parts
            .map(|(name, _)| name.to_owned())
            .collect::<BTreeSet<_>>()
    };
    for key in one.keys() {
        assert_eq!(places(one, key), places(other, key), "{key}");
    }
}

#[test]
fn no_key_and_no_placeholder_shows_in_the_report_of_the_sample() {
    let desk = Desk::sample();
    for lang in Lang::ALL {
        let report = desk.report(sample().assessment.clone(), lang);
        assert!(report.pages() > 20);
        for page in 0..report.pages() {
            let svg = report.svg(page).unwrap().unwrap();
            for text in texts_of(&svg) {
                let hole = hole_in(&text);
                assert_eq!(hole, None, "{} page {}: {text}", lang.tag(), page + 1);
            }
        }
    }
}

/// What stands between the tags.
fn texts_of(svg: &str) -> Vec<String> {
    let parts = svg.split('<').filter_map(|part| part.split_once('>'));
    let shown = parts
        .map(|(_, text)| text.replace("&amp;", "&"))
        .filter(|text| !text.is_empty());
    shown.collect()
}

/// A catalogue key or a placeholder that was shown instead of its text.
fn hole_in(text: &str) -> Option<&'static str> {
    const KEYS: &[&str] = &[
        "measure.",
        "finding.",
        "report.",
        "problem.",
        "absent.",
        "ask.",
        "field.",
        "table.",
        "threshold.",
        "method.",
        "error.",
        "stage.",
        "breakdown.",
        "unit.",
        "grade.",
    ];
    let key_in = |key: &str| {
        text.match_indices(key).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + key.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(|c| c.is_ascii_lowercase())
        })
    };
    let placeholder = text.match_indices('{').any(|(at, _)| {
        // `#{…}` in a formula is the size of a set.
        let is_set = text[..at].ends_with('#');
        let name = text[at + 1..].split('}').next().unwrap_or_default();
        !is_set
            && !name.is_empty()
            && name.len() < text.len() - at - 1
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    });
    let key = KEYS.iter().copied().find(|key| key_in(key));
    key.or(placeholder.then_some("{placeholder}"))
}

#[test]
fn holes_are_recognised_as_such() {
    assert_eq!(hole_in("measure.retention.nrr"), Some("measure."));
    assert_eq!(hole_in("共 {count} 家"), Some("{placeholder}"));
    assert_eq!(hole_in("#{done} / #{planned_date}; LTM"), None);
    assert_eq!(hole_in("as the report. Then {1, 2} of it"), None);
    assert_eq!(texts_of("<text x=\"1\">净额</text><g/>"), ["净额"]);
}
