use records::{Catalogue, Lang};

use crate::StoreErrorCode;

#[test]
fn every_error_has_its_sentence_and_a_way_out_in_both_languages() {
    let texts = [
        (
            Lang::ZhCn,
            include_str!("../../../../../assets/locales/zh-CN/store.json"),
        ),
        (
            Lang::En,
            include_str!("../../../../../assets/locales/en/store.json"),
        ),
    ];
    for (lang, text) in texts {
        let catalogue = Catalogue::parse(lang, &[text]).unwrap();
        for code in StoreErrorCode::ALL {
            let key = format!("error.store.{}", code.id());
            for key in [format!("{key}.hint"), key] {
                assert!(catalogue.get(&key).is_some(), "{} {key}", lang.tag());
            }
        }
        assert_eq!(
            catalogue.keys().count(),
            StoreErrorCode::ALL.len() * 2,
            "{}",
            lang.tag()
        );
    }
}
