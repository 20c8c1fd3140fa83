//! Which template fits a sheet, and what it says of the sheet's columns.

use std::collections::BTreeMap;

use super::{REASON, Template, normal};
use crate::wire::{ColumnView, MappingView};

/// Share of the headers that must be known for a suggestion.
const NEAR: f64 = 0.8;
/// Headers that may differ in a suggestion, both ways together.
const MOST_DIFFERENT: usize = 3;

/// How a template fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Headers of the sheet that the template does not know.
    pub added: Vec<String>,
    /// Headers it knows that the sheet does not have.
    pub gone: Vec<String>,
    /// The same headers in the same order.
    pub same: bool,
}

/// The template that fits headers best: the same ones, else the nearest, the latest first.
#[must_use]
pub fn best<'t>(
    templates: &'t [Template],
    headers: &[&str],
    span: u32,
) -> Option<(&'t Template, Fit)> {
    let fits = templates.iter().filter_map(|template| {
        let fit = fit(template, headers, span)?;
        Some((template, fit))
    });
    fits.min_by_key(|(template, fit)| {
        let different = fit.added.len() + fit.gone.len();
        (
            !fit.same,
            different,
            std::cmp::Reverse(template.confirmed_at),
        )
    })
}

fn fit(template: &Template, headers: &[&str], span: u32) -> Option<Fit> {
    if template.header_span != span || headers.is_empty() {
        return None;
    }
    let known: Vec<&str> = template.columns.iter().map(|c| c.header.as_str()).collect();
    let same = known.len() == headers.len()
        && known
            .iter()
            .zip(headers)
            .all(|(a, b)| normal(a) == normal(b));
    let added = beyond(headers, &known);
    let gone = beyond(&known, headers);
    let shared = headers.len() - added.len();
    let near = shared as f64 >= NEAR * headers.len().max(known.len()) as f64
        && added.len() + gone.len() <= MOST_DIFFERENT
        && shared >= 3;
    (same || near).then_some(Fit { added, gone, same })
}

/// The headers of one list that the other does not have as often.
fn beyond(these: &[&str], those: &[&str]) -> Vec<String> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for header in those {
        *left.entry(normal(header)).or_default() += 1;
    }
    let unmatched = these
        .iter()
        .filter(|header| match left.get_mut(&normal(header)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
    unmatched.map(|header| (*header).to_owned()).collect()
}

/// Lays a template over a mapping recognised for its table. Columns it does not know keep what was
/// recognised, unless their field is taken.
pub fn overlay(template: &Template, mapping: &mut MappingView) {
    mapping.table = Some(template.table);
    let mut waiting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in template.columns.iter().enumerate().rev() {
        waiting.entry(normal(&column.header)).or_default().push(at);
    }
    let mut unknown = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for (at, column) in mapping.columns.iter_mut().enumerate() {
        let known = waiting.get_mut(&normal(&column.header)).and_then(Vec::pop);
        match known.map(|known| &template.columns[known]) {
            Some(known) => {
                // Fields of another version of the program may be gone.
                let field = known.field.clone();
                column.field = field.filter(|id| template.table.field(id).is_some());
                column.unit = known.unit;
                column.confidence = 1.0;
                REASON.clone_into(&mut column.reason);
                taken.extend(column.field.clone());
            }
            None => unknown.push(at),
        }
    }
    for at in unknown {
        let column: &mut ColumnView = &mut mapping.columns[at];
        if column
            .field
            .as_ref()
            .is_some_and(|field| taken.contains(field))
        {
            column.field = None;
            column.confidence = 0.0;
            "taken".clone_into(&mut column.reason);
        }
    }
}

#[cfg(test)]
mod tests {
    use records::TableKind;

    use super::*;
    use crate::wire::{PrivacyMark, UnitView};

    fn mapping(columns: &[(&str, Option<&str>)]) -> MappingView {
        let columns = columns
            .iter()
            .enumerate()
            .map(|(at, (header, field))| ColumnView {
                index: at as u32,
                letters: String::new(),
                header: (*header).to_owned(),
                field: field.map(str::to_owned),
                confidence: 0.7,
                reason: "similar".to_owned(),
                alternatives: Vec::new(),
                privacy: PrivacyMark::Plain,
                privacy_reason: None,
                unit: UnitView::default(),
            });
        MappingView {
            table: Some(TableKind::Orders),
            header_row: 1,
            header_span: 1,
            columns: columns.collect(),
            periods: None,
            signs: Vec::new(),
        }
    }

    fn template(at: i64) -> Template {
        let mut confirmed = mapping(&[
            ("日期", Some("date")),
            ("往来", Some("customer_name")),
            ("本位币", Some("amount")),
            ("备用", None),
        ]);
        confirmed.columns[2].unit.scale = 1e4;
        Template::of(&confirmed, at).unwrap()
    }

    #[test]
    fn the_same_headers_get_the_same_fields_and_units_again() {
        let templates = [template(7)];
        let headers = ["日期", "往 来", "本位币", "备用"];
        let (found, fit) = best(&templates, &headers, 1).unwrap();
        assert!(fit.same);
        let mut again = mapping(&[
            ("日期", Some("date")),
            ("往 来", None),
            ("本位币", Some("cost")),
            ("备用", Some("remark")),
        ]);
        overlay(found, &mut again);
        let fields: Vec<_> = again.columns.iter().map(|c| c.field.as_deref()).collect();
        assert_eq!(
            fields,
            [Some("date"), Some("customer_name"), Some("amount"), None]
        );
        assert!(again.columns.iter().all(|column| column.reason == REASON));
        assert_eq!(again.columns[2].unit.scale, 1e4);
    }

    #[test]
    fn one_column_more_is_a_suggestion_and_another_order_is_too() {
        let templates = [template(7)];
        let more = ["日期", "往来", "本位币", "备用", "业务员"];
        let (_, fit) = best(&templates, &more, 1).unwrap();
        assert!(!fit.same);
        assert_eq!(fit.added, ["业务员"]);
        assert!(fit.gone.is_empty());
        let turned = ["往来", "日期", "本位币", "备用"];
        assert!(best(&templates, &turned, 1).is_some_and(|(_, fit)| !fit.same));
    }

    #[test]
    fn other_headers_or_another_height_of_the_header_fit_nothing() {
        let templates = [template(7)];
        assert!(best(&templates, &["日期", "客户", "金额", "备用"], 1).is_none());
        assert!(best(&templates, &["日期", "往来", "本位币", "备用"], 2).is_none());
    }

    #[test]
    fn of_two_templates_that_fit_the_latest_is_taken() {
        let templates = [template(7), template(9)];
        let (found, _) = best(&templates, &["日期", "往来", "本位币", "备用"], 1).unwrap();
        assert_eq!(found.confirmed_at, 9);
    }

    #[test]
    fn a_column_the_template_does_not_know_gives_way() {
        let mut seen = mapping(&[
            ("日期", Some("date")),
            ("往来", None),
            ("本位币", None),
            ("备用", None),
            ("金额", Some("amount")),
        ]);
        overlay(&template(7), &mut seen);
        let amounts: Vec<_> = seen
            .columns
            .iter()
            .filter(|column| column.field.as_deref() == Some("amount"))
            .map(|column| column.header.as_str())
            .collect();
        assert_eq!(amounts, ["本位币"]);
    }
}
