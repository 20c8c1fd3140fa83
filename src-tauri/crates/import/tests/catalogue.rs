//! Every code, table, field and reason has its text in both languages.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

use std::collections::BTreeSet;

use clientele_import::{ImportErrorCode, PrivacyReason, Reason};
use records::{Catalogue, Lang, ProblemCode, TableKind};

fn catalogue(lang: Lang) -> Catalogue {
    let texts = match lang {
        Lang::ZhCn => [
            include_str!("../../../../assets/locales/zh-CN/import.json"),
            include_str!("../../../../assets/locales/zh-CN/shapes.json"),
        ],
        Lang::En => [
            include_str!("../../../../assets/locales/en/import.json"),
            include_str!("../../../../assets/locales/en/shapes.json"),
        ],
    };
    Catalogue::parse(lang, &texts).unwrap()
}

/// Every code of problems, by the name under which they are kept.
fn problem_codes() -> Vec<ProblemCode> {
    use ProblemCode as Code;
    vec![
        Code::MissingField,
        Code::BadDate,
        Code::BadNumber,
        Code::BadFlag,
        Code::CellError,
        Code::FutureDate,
        Code::DuplicateRow,
        Code::CancelledRow,
        Code::UnmappedColumn,
        Code::PersonalColumn,
        Code::SensitiveColumn,
        Code::DoubtfulColumn,
        Code::NoHeader,
        Code::EmptySheet,
        Code::UnknownTable,
        Code::PeriodEndDates,
        Code::WideNoYear,
        Code::LineWithoutHeader,
        Code::LinesWithoutOrders,
        Code::HeaderTotalDiffers,
        Code::JoinedRow,
        Code::RepeatedAmount,
        Code::AmountOnFirstLine,
        Code::ExampleRow,
        Code::PreAggregated,
        Code::ReturnsTable,
        Code::ReturnsNegated,
        Code::SignsFlipped,
        Code::SignsKept,
        Code::DiscountDeducted,
        Code::DiscountLeft,
        Code::DiscountDiffers,
        Code::DiscountUnrelated,
        Code::CurrencyConverted,
        Code::NotDocumentDate,
        Code::AmbiguousDates,
        Code::ContactRows,
        Code::RoundedId,
        Code::PartialMonth,
        Code::HiddenSheet,
        Code::MissingColumn,
        Code::Undecodable,
        Code::TooLarge,
        Code::TextCut,
        Code::SourceTwice,
        Code::BucketCustomer,
        Code::MixedProducts,
        Code::MixedCurrency,
    ]
}

#[test]
fn nothing_is_without_words() {
    let mut wanted: Vec<String> = Vec::new();
    for kind in TableKind::ALL {
        wanted.push(format!("table.{}", kind.id()));
        wanted.extend(
            kind.fields()
                .iter()
                .map(|f| format!("field.{}.{}", kind.id(), f.id)),
        );
    }
    wanted.extend(
        problem_codes()
            .iter()
            .map(|code| format!("problem.{}", code.id())),
    );
    wanted.extend(
        ImportErrorCode::ALL
            .iter()
            .map(|code| format!("error.import.{}", code.id())),
    );
    wanted.extend(
        Reason::ALL
            .iter()
            .map(|reason| format!("mapping.reason.{}", reason.id())),
    );
    wanted.extend(
        PrivacyReason::ALL
            .iter()
            .map(|reason| format!("mapping.privacy.{}", reason.id())),
    );
    for lang in Lang::ALL {
        let catalogue = catalogue(lang);
        for key in &wanted {
            assert!(
                catalogue.get(key).is_some_and(|text| !text.is_empty()),
                "{key} {lang:?}"
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let [chinese, english] = Lang::ALL.map(catalogue);
    let keys = |catalogue: &Catalogue| catalogue.keys().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(keys(&chinese), keys(&english));
    let holes = |text: String| -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
            .collect()
    };
    for key in chinese.keys() {
        assert_eq!(holes(chinese.text(key)), holes(english.text(key)), "{key}");
    }
}
