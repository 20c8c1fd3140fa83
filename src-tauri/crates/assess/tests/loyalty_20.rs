//! The framework file that comes with the product: complete, readable, and explained.
#![allow(clippy::unwrap_used)] // helpers of tests are tests

use std::path::PathBuf;

use clientele_assess::{Framework, ItemMeasure, measures};
use records::{Catalogue, Lang};

fn framework() -> Framework {
    Framework::embedded("loyalty-20").unwrap()
}

/// Every line of a measure, with the item it stands in.
fn lines(framework: &Framework) -> impl Iterator<Item = (String, &ItemMeasure)> {
    framework.items().flat_map(|(dimension, item)| {
        let place = format!("{}/{}", dimension.id, item.id);
        item.measures.iter().map(move |line| (place.clone(), line))
    })
}

/// The words of the measures in one language.
fn catalogue(lang: Lang) -> Catalogue {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../assets/locales");
    let parts: Vec<String> = [
        "cube.json",
        "loyalty.json",
        "measures-core.json",
        "measures-voice.json",
        "findings.json",
    ]
    .into_iter()
    .map(|file| std::fs::read_to_string(root.join(lang.tag()).join(file)).unwrap())
    .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Catalogue::parse(lang, &parts).unwrap()
}

#[test]
fn twenty_dimensions_have_their_three_documented_items() {
    let framework = framework();
    let names: Vec<(&str, Vec<&str>)> = framework
        .dimensions
        .iter()
        .map(|dimension| {
            let items = dimension
                .items
                .iter()
                .map(|item| item.name["zh-CN"].as_str());
            (dimension.name["zh-CN"].as_str(), items.collect())
        })
        .collect();
    assert_eq!(names.len(), 20);
    for (dimension, items) in &names {
        assert_eq!(items.len(), 3, "{dimension}");
    }
    let at = |dimension: usize| names[dimension - 1].clone();
    assert_eq!(
        at(1),
        (
            "客户基本信息",
            vec!["姓名与联系方式", "购买历史", "购买频率"]
        )
    );
    assert_eq!(
        at(14),
        (
            "客户流失率",
            vec!["流失原因分析", "流失客户挽回", "流失客户反馈"]
        )
    );
    assert_eq!(
        at(20),
        (
            "客户忠诚度评估模型",
            vec!["模型设计", "模型应用", "模型优化"]
        )
    );
}

#[test]
fn a_curve_rises_or_falls_but_never_turns() {
    let framework = framework();
    for (place, line) in lines(&framework) {
        let curve = line.curve.as_deref().unwrap_or_default();
        let rises = curve.windows(2).all(|pair| pair[0].1 <= pair[1].1);
        let falls = curve.windows(2).all(|pair| pair[0].1 >= pair[1].1);
        assert!(rises || falls, "{place}/{}", line.id);
        assert_eq!(
            line.curve.is_some(),
            line.threshold_source.is_some(),
            "{place}/{}",
            line.id
        );
    }
}

#[test]
fn no_figure_scaled_by_money_is_scored() {
    let framework = framework();
    for (place, line) in lines(&framework).filter(|(_, line)| line.curve.is_some()) {
        let unit = measures::find(&line.id).unwrap().unit;
        assert_ne!(unit, clientele_assess::Unit::Money, "{place}/{}", line.id);
    }
}

#[test]
fn every_measure_of_the_product_has_words_in_both_languages() {
    for lang in Lang::ALL {
        let catalogue = catalogue(lang);
        for spec in measures::all() {
            for key in [
                format!("measure.{}", spec.id),
                format!("measure.{}.note", spec.id),
            ] {
                assert!(catalogue.get(&key).is_some(), "{} lacks {key}", lang.tag());
            }
        }
    }
}

#[test]
fn every_threshold_says_where_it_comes_from() {
    let framework = framework();
    for lang in Lang::ALL {
        let catalogue = catalogue(lang);
        for (place, line) in lines(&framework) {
            let Some(source) = &line.threshold_source else {
                continue;
            };
            let key = format!("threshold.{source}");
            assert!(
                catalogue.get(&key).is_some(),
                "{} lacks {key} of {place}",
                lang.tag()
            );
        }
    }
}

#[test]
fn every_measure_has_one_id_and_is_looked_at() {
    let framework = framework();
    let looked_at = framework.measure_ids();
    let mut ids: Vec<&str> = measures::all().map(|spec| spec.id).collect();
    let idle: Vec<&&str> = ids.iter().filter(|id| !looked_at.contains(*id)).collect();
    // Another reading of a figure that the framework already looks at; those of the customer cube
    // stand beside its tables, those of risk in its ladder.
    let root =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../assets/locales/en/cube.json");
    let cube = Catalogue::parse(Lang::En, &[&std::fs::read_to_string(root).unwrap()]).unwrap();
    let of_cube = |id: &str| cube.get(&format!("measure.{id}")).is_some();
    let idle: Vec<&str> = idle
        .into_iter()
        .copied()
        .filter(|id| !of_cube(id) && !id.starts_with("risk."))
        .collect();
    assert_eq!(idle, ["concentration.hhi_normalised"]);
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
}
