//! The committed sample is the generated one, and hides what it is said to hide.

use std::path::{Path, PathBuf};

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/sealmaker")
}

#[test]
fn committed_files_are_what_the_generator_writes() {
    let sample = sample::build().unwrap();
    let mut drifted = Vec::new();
    for file in &sample.files {
        if std::fs::read(home().join(file.name)).ok().as_ref() != Some(&file.bytes) {
            drifted.push(file.name);
        }
    }
    let planted = std::fs::read_to_string(home().join(sample::PLANTED_FILE)).unwrap_or_default();
    if planted.replace("\r\n", "\n") != sample.planted_toml().unwrap() {
        drifted.push(sample::PLANTED_FILE);
    }
    assert!(
        drifted.is_empty(),
        "run make-sample; these have drifted: {drifted:?}"
    );
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_less_than_three_megabytes() {
    let (one, other) = (sample::build().unwrap(), sample::build().unwrap());
    for (left, right) in one.files.iter().zip(&other.files) {
        assert!(left.bytes == right.bytes, "{}", left.name);
    }
    assert!(one.files.iter().map(|file| file.bytes.len()).sum::<usize>() < 3_000_000);
}

#[test]
fn every_red_flag_is_planted_as_large_as_promised() {
    let planted = sample::build().unwrap().planted;
    let check = |what: &str, value: f64, low: f64, high: f64| {
        assert!(
            (low..=high).contains(&value),
            "{what}: {value} not in {low}..={high}"
        );
    };
    check("revenue", planted.revenue.ltm, 60e6, 90e6);
    check("revenue before", planted.revenue.prior_2, 60e6, 90e6);
    check("customers", planted.revenue.customers as f64, 280.0, 330.0);
    check("largest", planted.largest.share, 0.18, 0.22);
    check("group", planted.hidden_group.share, 0.11, 0.13);
    for member in &planted.hidden_group.members {
        check("member", member.share, 0.055, 0.065);
    }
    check("key person", planted.key_person.share, 0.42, 0.48);
    check("silent: rank", planted.silent.prior_rank as f64, 1.0, 10.0);
    check(
        "silent: days",
        planted.silent.silent_days as f64,
        235.0,
        260.0,
    );
    check(
        "declining: rank",
        planted.declining.ltm_rank.unwrap() as f64,
        1.0,
        20.0,
    );
    check("declining", planted.declining.change, -0.6, -0.4);
    check("lost", planted.lost.ltm, 0.0, 0.0);
    check("overdue", planted.overdue.overdue, 800_000.0, 3_000_000.0);
    check(
        "contract end",
        planted.change_of_control.largest_contract_days_left as f64,
        1.0,
        275.0,
    );
    let forward = &planted.pulled_forward;
    check(
        "August",
        forward.last_month / forward.mean_of_the_11_before,
        1.2,
        1.8,
    );
    check(
        "one-offs",
        planted.cluster.customers.len() as f64,
        6.0,
        12.0,
    );
    check(
        "batch open",
        planted.batch.open_over_90_days as f64,
        8.0,
        40.0,
    );
    check("nps", planted.survey[1].nps, -5.0, 25.0);
    check(
        "nps of the large",
        planted.survey[1].nps_top_20,
        -100.0,
        -10.0,
    );
    assert!(planted.on_time[0] > planted.on_time[1] && planted.on_time[1] > planted.on_time[2]);
    check("on time", planted.on_time[2], 0.7, 0.85);
    check("points", planted.points.liability, 300_000.0, 3_000_000.0);
    check(
        "won back",
        planted.retention.won_back.len() as f64,
        6.0,
        12.0,
    );
    check("grr", planted.retention.grr, 0.8, 0.95);
}

#[test]
fn every_evidence_table_has_rows() {
    let planted = sample::build().unwrap().planted;
    let mut tables: Vec<&str> = planted.table.iter().map(|table| table.table).collect();
    tables.sort_unstable();
    tables.dedup();
    assert_eq!(tables.len(), 18, "{tables:?}");
    assert!(planted.table.iter().all(|table| table.accepted >= 10));
}

#[test]
fn every_question_answered_is_a_question_of_the_framework() {
    let frameworks = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/frameworks");
    let framework = std::fs::read_to_string(frameworks.join("loyalty-20.toml")).unwrap();
    let unknown: Vec<&str> = sample::questions()
        .filter(|id| !framework.contains(&format!("{{ id = \"{id}\"")))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
