//! Cells → typed values.

mod date;
mod number;
mod profile;
mod words;

pub(crate) use date::{DayOrder, date_order, parse_moment};
pub(crate) use number::{parse_amount, parse_duration, parse_number};
pub(crate) use profile::Profile;
pub(crate) use words::{parse_flag, parse_score, parse_taxed, plain_text};

use crate::cell::Cell;

/// Texts by which exports say that there is nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 8 {
        return false;
    }
    const NOTHING: &[&str] = &[
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "－",
        "/",
        "\\",
        "\\n",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "nil",
        "#n/a",
        "(null)",
        "(空)",
        "空",
        "0000-00-00",
    ];
    NOTHING
        .iter()
        .any(|nothing| nothing.eq_ignore_ascii_case(text))
}

/// Text without the guards that exports put before ids: tab, apostrophe, `="…"`.
pub(crate) fn unguarded(text: &str) -> &str {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    if let Some(inner) = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return inner.trim();
    }
    match text.strip_prefix(['\'', '`', '’']) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.trim(),
        _ => text,
    }
}

/// Whether a cell holds nothing for a record.
pub(crate) fn is_void(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => is_nothing(unguarded(text)),
        _ => false,
    }
}
