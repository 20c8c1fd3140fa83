//! The text catalogues, embedded.

use std::sync::OnceLock;

use records::{Catalogue, Lang};

macro_rules! areas {
    ($lang:literal: $($area:literal),* $(,)?) => {
        &[$(include_str!(concat!("../../../../assets/locales/", $lang, "/", $area, ".json"))),*]
    };
}

macro_rules! all_areas {
    ($lang:literal) => {
        areas!($lang:
            "app", "cli", "cube", "customers", "findings", "import", "intake", "loyalty", "measures-core", "measures-voice", "reconciliation", "report", "risk", "shapes", "statistics", "store", "ui", "voice",
        )
    };
}

const ZH_CN: &[&str] = all_areas!("zh-CN");
const EN: &[&str] = all_areas!("en");

/// The texts of a language. An unreadable catalogue (a test forbids it) shows keys instead.
#[must_use]
pub fn catalogue(lang: Lang) -> &'static Catalogue {
    static READ: [OnceLock<Catalogue>; 2] = [OnceLock::new(), OnceLock::new()];
    let (cell, parts) = match lang {
        Lang::ZhCn => (&READ[0], ZH_CN),
        Lang::En => (&READ[1], EN),
    };
    cell.get_or_init(|| Catalogue::parse(lang, parts).unwrap_or_else(|_| Catalogue::empty(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_catalogues_can_be_read() {
        for (lang, parts) in [(Lang::ZhCn, ZH_CN), (Lang::En, EN)] {
            assert_eq!(
                Catalogue::parse(lang, parts).map(|_| ()),
                Ok(()),
                "{}",
                lang.tag()
            );
        }
    }
}
