//! How often a quote is revised before it is won or lost (挑选时间长短, one of the five signs of
//! loyalty): who trusts a supplier does not have it quote again and again.
//!
//! What a register says of revisions, the best first: how many there were; which version a row is,
//! in a field of its own or at the end of the quote's number (BJ-0031-V2, BJ-0031 Rev.2); rows of
//! one number and customer quoted at different times. Rows of one time are lines of one quote. A
//! register that does none of these says nothing, and is not taken for one without revisions.

use std::collections::{BTreeMap, BTreeSet};

use records::{Date, DateTime, Quote, RowRef, TableKind};
use statistics::intervals::{MeanMethod, mean_interval};

use super::quotes::{PENDING_DAYS, begun, said};
use super::selection::Selection;
use super::tools::{Outcome, no_field, spec};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, Linked, days_between};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[spec(
    "quotes.revisions",
    Unit::Index,
    "Σ(revisions) / #quotes settled or older than 90 d; revisions as given, else version − first version, else # different quoted_at of one quote_no and customer − 1; LTM",
    revisions,
)];

/// Versions beyond this are part of a number, not a count.
const MOST_VERSIONS: u32 = 99;

/// One quote with all its rows.
#[derive(Default)]
struct Case<'a> {
    rows: Vec<&'a Linked<Quote>>,
    /// Version that its number ends with.
    of_number: Option<u32>,
}

impl Case<'_> {
    /// The day of its last version.
    fn last(&self) -> Option<Date> {
        self.rows.iter().filter_map(|row| begun(&row.record)).max()
    }

    fn told(&self) -> Option<f64> {
        let told = self.rows.iter().filter_map(|row| given(&row.record));
        told.max_by(f64::total_cmp)
    }

    fn version(&self) -> Option<u32> {
        let fields = self.rows.iter().filter_map(|row| version(&row.record));
        fields.chain(self.of_number).max()
    }

    /// Moments at which it was quoted.
    fn moments(&self) -> usize {
        let moments: BTreeSet<DateTime> = self
            .rows
            .iter()
            .filter_map(|row| row.record.quoted_at)
            .collect();
        moments.len()
    }

    fn settled(&self, d: &Definitions) -> bool {
        self.rows.iter().any(|row| said(&row.record).is_some())
            || self
                .last()
                .is_some_and(|day| days_between(day, d.as_of) > PENDING_DAYS)
    }
}

fn given(quote: &Quote) -> Option<f64> {
    quote
        .revisions
        .filter(|number| number.is_finite() && *number >= 0.0)
}

fn version(quote: &Quote) -> Option<u32> {
    ordinal(quote.version.as_deref()?)
}

fn revisions(ledger: &Ledger, d: &Definitions) -> Outcome {
    let all = &ledger.tables.quotes;
    let rows = Selection::of(all)?;
    let cases = cases(rows.rows());
    let uses_field = rows
        .rows()
        .iter()
        .any(|row| given(&row.record).is_some() || version(&row.record).is_some());
    let says = |case: &Case<'_>| case.of_number.is_some() || case.moments() > 1;
    if !uses_field && !cases.iter().any(says) {
        return Err(no_field(TableKind::Quotes, "revisions"));
    }
    // Engineering registers begin at revision 0, others at version 1.
    let from_zero = cases.iter().any(|case| {
        let fields = case.rows.iter().filter_map(|row| version(&row.record));
        fields.chain(case.of_number).any(|version| version == 0)
    });
    let first = u32::from(!from_zero);
    let count = |case: &Case<'_>| {
        let by_version = || {
            let version = case.version()?;
            Some(f64::from(version.saturating_sub(first)))
        };
        let by_moments = || (!uses_field).then(|| case.moments().saturating_sub(1) as f64);
        case.told().or_else(by_version).or_else(by_moments)
    };
    let (from, to) = ledger.ltm(d);
    let dated = cases.iter().any(|case| case.last().is_some());
    let recent =
        |case: &&Case<'_>| !dated || case.last().is_some_and(|day| from <= day && day <= to);
    let settled: Vec<&Case<'_>> = cases
        .iter()
        .filter(recent)
        .filter(|case| case.settled(d))
        .collect();
    let known: Vec<(&Case<'_>, f64)> = settled
        .iter()
        .filter_map(|case| Some((*case, count(case)?)))
        .collect();
    let counts: Vec<f64> = known.iter().map(|(_, count)| *count).collect();
    let value = statistics::mean(&counts).ok_or(AbsentReason::NothingToCount)?;
    let places: Vec<RowRef> = known
        .iter()
        .flat_map(|(case, _)| case.rows.iter().map(|row| row.at))
        .collect();
    let figure = Figure::new(value, counts.len() as u64)
        .covering(counts.len() as f64 / settled.len() as f64)
        .from_rows(TableKind::Quotes, places);
    Ok(
        match mean_interval(&counts, d.confidence, MeanMethod::Student) {
            Some(found) => {
                figure.between(found.lower.max(0.0), found.upper, found.level, "student")
            }
            None => figure,
        },
    )
}

/// Rows by quote: those of one number and customer, and each row without a number.
fn cases<'a>(rows: &[&'a Linked<Quote>]) -> Vec<Case<'a>> {
    type Party<'a> = (Option<CustomerId>, Option<&'a str>);
    let mut numbered: BTreeMap<(Party<'a>, String), Case<'a>> = BTreeMap::new();
    let mut single = Vec::new();
    for row in rows {
        let number = row.record.quote_no.as_deref().unwrap_or_default();
        let (number, version) = parted(number);
        if number.is_empty() {
            single.push(Case {
                rows: vec![row],
                of_number: None,
            });
            continue;
        }
        // Who never ordered is no customer of the ledger and goes by the name in the row.
        let name = row.record.customer_name.as_deref();
        let party = (row.customer, name.filter(|_| row.customer.is_none()));
        let case = numbered.entry((party, number)).or_default();
        case.rows.push(row);
        case.of_number = case.of_number.max(version);
    }
    numbered.into_values().chain(single).collect()
}

/// A quote's number in lower case, and the version written behind it: `v`, `ver` or `rev` and at
/// most two digits, after anything but a letter.
fn parted(number: &str) -> (String, Option<u32>) {
    let whole = number.trim().to_lowercase();
    let body = whole.trim_end_matches([')', '）']);
    let stem = body.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &body[stem.len()..];
    let marked = stem.trim_end_matches(['.', ' ']);
    let base = ["rev", "ver", "v"]
        .iter()
        .find_map(|mark| marked.strip_suffix(mark))
        .filter(|base| !base.ends_with(char::is_alphabetic))
        .map(|base| base.trim_end_matches(['-', '_', '/', '.', ' ', '(', '（']))
        .filter(|base| !base.is_empty() && (1..=2).contains(&digits.len()));
    match (base, digits.parse()) {
        (Some(base), Ok(version)) => (base.to_owned(), Some(version)),
        _ => (whole, None),
    }
}

/// Which version a text names: 2, V2, Rev. 2, 第二版, B版, 初版.
fn ordinal(text: &str) -> Option<u32> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let text = text.trim().to_lowercase();
    let from = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits = from.split(|c: char| !c.is_ascii_digit()).next();
    if let Some(digits) = digits.filter(|digits| !digits.is_empty()) {
        return digits
            .parse()
            .ok()
            .filter(|version| *version <= MOST_VERSIONS);
    }
    let mut bare = text;
    for word in [
        "version", "revision", "rev", "ver", "版本", "版", "第", ".", " ",
    ] {
        bare = bare.replace(word, "");
    }
    let mut letters = bare.chars();
    match (letters.next(), letters.next()) {
        (Some('初' | '首' | '原'), None) => Some(1),
        (Some(letter @ 'a'..='z'), None) => Some(u32::from(letter) - u32::from('a') + 1),
        (Some(numeral), None) => {
            let at = NUMERALS.chars().position(|each| each == numeral)?;
            u32::try_from(at + 1).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, measure, rows};
    use super::*;
    use crate::ledger::Records;

    fn quotes(header: &str, lines: &[&str]) -> Records {
        Records {
            quotes: rows(header, lines),
            ..Records::default()
        }
    }

    fn mean_and_n(records: &Records) -> (f64, Option<u64>) {
        let figure = measure(records, "quotes.revisions").unwrap();
        (figure.value, figure.n)
    }

    #[test]
    fn revisions_given_are_averaged_over_settled_quotes() {
        let records = quotes(
            "quote_no | quoted_at | won | revisions",
            &[
                "1 | 2024-03-01T09:00 | true | 0",
                "2 | 2024-04-01T09:00 | false | 3",
                "3 | 2024-05-01T09:00 | | 3",
                // Says nothing of its revisions; still open; of the year before.
                "4 | 2024-06-01T09:00 | true | ",
                "5 | 2024-12-20T09:00 | | 9",
                "6 | 2023-06-01T09:00 | true | 9",
            ],
        );
        let figure = measure(&records, "quotes.revisions").unwrap();
        assert_eq!((figure.value, figure.n), (2.0, Some(3)));
        assert_eq!(figure.coverage, Some(0.75));
        assert_eq!(figure.rows[0].1.len(), 3);
        // 2 ∓ 4.302653·√3/√3, Student's t with two degrees of freedom; none below zero.
        let interval = figure.interval.unwrap();
        assert!((interval.upper - 6.302_653).abs() < 1e-5, "{interval:?}");
        assert_eq!((interval.lower, interval.method.as_str()), (0.0, "student"));
    }

    #[test]
    fn versions_are_counted_from_the_first_in_use() {
        let line = |version: &str, n: u32| format!("{n} | 2024-03-0{n}T09:00 | true | {version}");
        let counted = |versions: &[&str]| {
            let lines: Vec<String> = versions.iter().zip(1..).map(|(v, n)| line(v, n)).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            mean_and_n(&quotes("quote_no | quoted_at | won | version", &lines))
        };
        assert_eq!(counted(&["V1.0", "V3.0", "2"]), (1.0, Some(3)));
        assert_eq!(counted(&["Rev. 0", "Rev. 2", "R1"]), (1.0, Some(3)));
        assert_eq!(counted(&["A版", "B", "rev c"]), (1.0, Some(3)));
        assert_eq!(counted(&["初版", "第三版", "二"]), (1.0, Some(3)));
        // A date or a year is no version.
        assert_eq!(counted(&["1", "2024", "3"]), (1.0, Some(2)));
    }

    #[test]
    fn rows_of_one_number_and_customer_are_one_quote() {
        let records = quotes(
            "quote_no | customer_name | quoted_at | won",
            &[
                // Two lines of one quote, then the same quoted again twice.
                "7 | 甲 | 2024-03-01T09:00 | ",
                "7 | 甲 | 2024-03-01T09:00 | ",
                "7 | 甲 | 2024-03-09T09:00 | ",
                "7 | 甲 | 2024-03-20T09:00 | true",
                // The same number of another customer is another quote.
                "7 | 乙 | 2024-03-21T09:00 | true",
                // The number itself carries the version.
                "BJ-01 | 甲 | 2024-04-01T09:00 | ",
                "bj-01-V2 | 甲 | 2024-04-02T09:00 | ",
                "BJ-01（V4） | 甲 | 2024-04-03T09:00 | false",
            ],
        );
        assert_eq!(mean_and_n(&records), (5.0 / 3.0, Some(3)));
    }

    #[test]
    fn a_register_that_never_repeats_a_quote_says_nothing_of_revisions() {
        let records = quotes(
            "quote_no | customer_name | quoted_at | won",
            &[
                "INV12 | 甲 | 2024-03-01T09:00 | true",
                "INV13 | 甲 | 2024-03-02T09:00 | true",
                "INV13 | 甲 | 2024-03-02T09:00 | true",
            ],
        );
        let reason = no_field(TableKind::Quotes, "revisions");
        assert_eq!(absent(&records, "quotes.revisions"), reason);
    }

    #[test]
    fn a_version_stands_behind_a_number_only_where_it_is_marked() {
        let version = |number: &str| parted(number).1;
        assert_eq!(parted("BJ-0031-V2"), ("bj-0031".into(), Some(2)));
        assert_eq!(parted("BJ-0031 Rev.12"), ("bj-0031".into(), Some(12)));
        assert_eq!(parted("240301v3"), ("240301".into(), Some(3)));
        for number in ["BJ-0031", "BJ-0031-2", "INV12", "V2", "BJ-V2024", ""] {
            assert_eq!(version(number), None, "{number}");
        }
    }
}
