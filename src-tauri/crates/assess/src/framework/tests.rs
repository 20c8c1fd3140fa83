//! Every fault of a framework file is found and named with its place.

use super::{Framework, FrameworkFault};

const GOOD: &str = r#"
id = "f"
minimum_coverage = 0.6
name = { zh-CN = "名", en = "name" }
source = { zh-CN = "源", en = "source" }
[[dimension]]
id = "d"
weight = 1
name = { zh-CN = "维", en = "dimension" }
[[dimension.item]]
id = "i"
weight = 1
name = { zh-CN = "项", en = "item" }
measure = [{ id = "retention.grr", weight = 1, curve = [[0, 0], [1, 100]] }]
question = [{ id = "q", weight = 1, text = { zh-CN = "问", en = "?" }, evidence = { zh-CN = "证", en = "!" } }]
"#;

#[test]
fn faults_are_named_with_their_place() {
    assert!(Framework::parse(GOOD).is_ok());
    for (from, to, code, place) in [
        (
            "retention.grr",
            "retention.xyz",
            FrameworkFault::UnknownMeasure,
            "d/i/retention.xyz",
        ),
        (
            "weight = 1, curve",
            "weight = 0, curve",
            FrameworkFault::BadWeight,
            "d/i/retention.grr",
        ),
        (
            "[[0, 0], [1, 100]]",
            "[[1, 0], [0, 100]]",
            FrameworkFault::BadCurve,
            "d/i/retention.grr",
        ),
        (
            "[[0, 0], [1, 100]]",
            "[[0, 0], [1, 101]]",
            FrameworkFault::BadCurve,
            "d/i/retention.grr",
        ),
        (
            "en = \"item\"",
            "fr = \"item\"",
            FrameworkFault::MissingWords,
            "d/i",
        ),
        ("= 0.6", "= 6.0", FrameworkFault::BadCoverage, "f"),
        (
            "measure = [",
            "measure = [{ id = \"retention.grr\" }, ",
            FrameworkFault::DuplicateId,
            "d/i/retention.grr",
        ),
    ] {
        let error = Framework::parse(&GOOD.replace(from, to)).unwrap_err();
        assert_eq!((error.code, error.place.as_str()), (code, place), "{to}");
    }
}

#[test]
fn what_is_no_framework_is_malformed_and_what_is_not_there_unknown() {
    for text in ["", "id = 3", &GOOD.replace("weight = 1\n", "wieght = 1\n")] {
        assert_eq!(
            Framework::parse(text).unwrap_err().code,
            FrameworkFault::Malformed,
            "{text}"
        );
    }
    assert_eq!(
        Framework::embedded("loyalty-21").unwrap_err().code,
        FrameworkFault::Unknown
    );
    for id in Framework::embedded_ids() {
        assert_eq!(
            Framework::embedded(id).map(|framework| framework.id),
            Ok(id.to_owned())
        );
    }
}
