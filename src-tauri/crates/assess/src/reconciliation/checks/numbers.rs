//! Missing runs of document numbers.

use std::collections::BTreeMap;

use records::Date;

use super::{Draft, Scene, count, graded, share, text};
use crate::reconciliation::model::{CheckStatus, CheckValue};

/// Documents that a run of numbers needs before anything is said of its gaps.
const LEAST: usize = 3;
/// Share of the numbers between first and last that must be there: sparser ones are no series of
/// one firm's own (order numbers of a shop platform, contract numbers).
const DENSE: f64 = 0.5;
/// Share of the documents that must stand in such series.
const COVERED: f64 = 0.5;

/// A series: prefix and length of the counting digits.
type Series<'a> = (&'a str, usize);

/// Gaps in the document numbers of each prefix.
pub(super) fn missing(scene: &Scene<'_>) -> Draft {
    let (documents, series) = series(scene);
    let dense: Vec<(&Series<'_>, &Vec<u64>)> =
        series.iter().filter(|(_, found)| is_dense(found)).collect();
    let counted: usize = dense.iter().map(|(_, found)| found.len()).sum();
    if share(counted, documents) < COVERED || documents == 0 {
        return Draft::new("numbers_missing", CheckStatus::Nothing).count("documents", documents);
    }
    let mut runs = Vec::new();
    for ((prefix, width), found) in dense {
        runs.extend(gaps(found).map(|(from, to)| (*prefix, *width, from, to)));
    }
    runs.sort_by_key(|(prefix, _, from, to)| (u64::MAX - (to - from), *prefix, *from));
    let missing: u64 = runs.iter().map(|(_, _, from, to)| to - from + 1).sum();
    let missing = usize::try_from(missing).unwrap_or(usize::MAX);
    let part = share(missing, missing + counted);
    let table = runs.iter().map(|(prefix, width, from, to)| {
        vec![
            text(format!("{prefix}{from:0width$}")),
            text(format!("{prefix}{to:0width$}")),
            count(usize::try_from(to - from + 1).unwrap_or(0)),
        ]
    });
    Draft::new("numbers_missing", graded(part, 0.0, 0.05))
        .count("missing", missing)
        .count("runs", runs.len())
        .count("documents", counted)
        .share("share", part)
        .examples(
            &["first", "last", "missing"],
            table.collect::<Vec<Vec<CheckValue>>>(),
        )
}

/// How many document numbers there are, and the counts of each series, ascending.
fn series<'a>(scene: &Scene<'a>) -> (usize, BTreeMap<Series<'a>, Vec<u64>>) {
    let mut met = vec![false; scene.lines.document_numbers()];
    let mut documents = 0;
    let mut series: BTreeMap<Series<'_>, Vec<u64>> = BTreeMap::new();
    // Documents of one series follow one another.
    let mut last: (Series<'_>, Vec<u64>) = Default::default();
    for line in scene.lines.all() {
        let Some(number) = scene.lines.document(&line).filter(|number| !met[*number]) else {
            continue;
        };
        met[number] = true;
        documents += 1;
        let Some((prefix, digits)) = scene.lines.number(&line).and_then(split) else {
            continue;
        };
        let Ok(value) = digits.parse() else { continue };
        let key = (prefix, digits.len());
        if last.0 != key {
            let (known, found) = std::mem::replace(&mut last, (key, Vec::new()));
            series.entry(known).or_default().extend(found);
        }
        last.1.push(value);
    }
    series.entry(last.0).or_default().extend(last.1);
    series.retain(|_, found| {
        found.sort_unstable();
        found.dedup();
        !found.is_empty()
    });
    (documents, series)
}

fn is_dense(found: &[u64]) -> bool {
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return false;
    };
    found.len() >= LEAST && found.len() as f64 / (last - first + 1) as f64 >= DENSE
}

fn gaps(found: &[u64]) -> impl Iterator<Item = (u64, u64)> {
    found
        .iter()
        .zip(found.iter().skip(1))
        .filter(|(a, b)| **b > **a + 1)
        .map(|(a, b)| (a + 1, b - 1))
}

/// Prefix and counting digits. A date in front of the count belongs to the prefix, since such
/// numbers begin anew each day or month.
fn split(number: &str) -> Option<(&str, &str)> {
    let start = number.len() - number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let digits = &number[start..];
    if digits.is_empty() {
        return None;
    }
    let dated = [8, 6]
        .into_iter()
        .find(|length| digits.len() >= length + 2 && is_dated(&digits[..*length]));
    let at = start + dated.unwrap_or(0);
    // Longer counts are barcodes and platform numbers, not a series.
    (number.len() - at <= 12).then(|| number.split_at(at))
}

/// yyyymmdd, yyyymm or yymmdd.
fn is_dated(digits: &str) -> bool {
    let part = |from: usize, to: usize| {
        digits
            .get(from..to)
            .and_then(|text| text.parse::<i16>().ok())
    };
    let valid = |year: Option<i16>, month: Option<i16>, day: i16| {
        let (Some(year), Some(month)) = (year, month) else {
            return false;
        };
        (1_990..2_100).contains(&year)
            && Date::new(year, month as i8, i8::try_from(day).unwrap_or(0)).is_ok()
    };
    match digits.len() {
        8 => valid(part(0, 4), part(4, 6), part(6, 8).unwrap_or(0)),
        _ => {
            valid(part(0, 4), part(4, 6), 1)
                || valid(
                    part(0, 2).map(|y| 2_000 + y),
                    part(2, 4),
                    part(4, 6).unwrap_or(0),
                )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_date_in_a_number_belongs_to_its_prefix() {
        for (number, expected) in [
            ("XS-000123", Some(("XS-", "000123"))),
            ("XSD20240115007", Some(("XSD20240115", "007"))),
            ("SO202403-0012", Some(("SO202403-", "0012"))),
            ("SO2403150012", Some(("SO240315", "0012"))),
            ("C536365", Some(("C", "536365"))),
            ("ABC", None),
            ("1234567890123456", None),
        ] {
            assert_eq!(split(number), expected, "{number}");
        }
    }
}
