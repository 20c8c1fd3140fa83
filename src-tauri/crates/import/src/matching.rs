use records::{FieldType, Need, TableKind};
use serde::{Deserialize, Serialize};

use crate::dictionary::{FieldDictionary, TableWords};
use crate::header::Header;
use crate::parse::Profile;

/// A match below this is none.
pub(crate) const ACCEPTED: f64 = 0.52;

/// Why a column was given to a field; its sentence is `mapping.reason.<id>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The header is a known one.
    Exact,
    /// It is one without its unit, bracket, number or group.
    Stripped,
    /// It contains a known one.
    Contains,
    /// It resembles a known one.
    Similar,
    /// It is known, but the values below are of another type.
    Values,
    /// It is known, but another column serves the field better.
    Taken,
    /// No field of the table is called so.
    Unknown,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Exact,
        Self::Stripped,
        Self::Contains,
        Self::Similar,
        Self::Values,
        Self::Taken,
        Self::Unknown,
    ];

    /// Stable name: the key of its sentence after `mapping.reason.`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Stripped => "stripped",
            Self::Contains => "contains",
            Self::Similar => "similar",
            Self::Values => "values",
            Self::Taken => "taken",
            Self::Unknown => "unknown",
        }
    }
}

/// A column that could serve a field.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    pub column: usize,
    pub field: usize,
    pub confidence: f64,
    pub reason: Reason,
    /// How telling the header is: 2 when only this table knows it, less the more tables do.
    pub weight: f64,
    /// What decides between rivals.
    rank: f64,
}

/// How well the columns fit one table.
pub(crate) struct Fit {
    /// For every column its match, or the reason why it has none.
    pub columns: Vec<Result<Match, Reason>>,
    /// The sum of confidence × weight.
    pub score: f64,
    /// Required fields without a column.
    pub missing: usize,
}

/// Gives columns to the fields of a table: best pairs first, a column serves one field only.
pub(crate) fn fit(
    kind: TableKind,
    words: &TableWords,
    dictionary: &FieldDictionary,
    headers: &[Header],
    profiles: &[Profile],
) -> Fit {
    let mut reasons = vec![Reason::Unknown; headers.len()];
    let mut pairs = Vec::new();
    for (column, header) in headers
        .iter()
        .enumerate()
        .filter(|(_, header)| !header.is_blank())
    {
        for (field, aliases) in words.fields.iter().enumerate() {
            let Some(found) = pair(kind, column, field, header, aliases, dictionary) else {
                continue;
            };
            let spec = &kind.fields()[field];
            let fits = profiles
                .get(column)
                .map_or(1.0, |profile| profile.fits(spec.kind));
            let confidence = found.confidence * (0.35 + 0.65 * fits);
            if confidence < ACCEPTED {
                reasons[column] = Reason::Values;
                continue;
            }
            let rank = (found.rank + confidence - found.confidence) * (0.6 + 0.4 * fits);
            pairs.push(Match {
                confidence,
                rank,
                ..found
            });
        }
    }
    pairs.sort_by(|a, b| b.rank.total_cmp(&a.rank).then(a.column.cmp(&b.column)));
    let mut columns: Vec<Result<Match, Reason>> = reasons.into_iter().map(Err).collect();
    let mut served = vec![false; words.fields.len()];
    for pair in pairs {
        match &mut columns[pair.column] {
            Ok(_) => {}
            rest if served[pair.field] => *rest = Err(Reason::Taken),
            free => {
                served[pair.field] = true;
                *free = Ok(pair);
            }
        }
    }
    let mut score = words.prior;
    for found in columns.iter().flatten() {
        score += found.confidence * found.weight;
        // A date or an amount that the table cannot do without, with values to prove it, tells
        // more than its name: 日期, 客户, 金额 are an order list.
        let spec = &kind.fields()[found.field];
        if spec.need == Need::Required && spec.kind != FieldType::Text {
            score += 0.25 * found.confidence;
        }
    }
    let missing = missing(kind, &served);
    Fit {
        columns,
        score,
        missing,
    }
}

/// Required fields not served; an order's amount may come from quantity and price.
fn missing(kind: TableKind, served: &[bool]) -> usize {
    let has = |id: &str| {
        kind.fields()
            .iter()
            .zip(served)
            .any(|(field, yes)| field.id == id && *yes)
    };
    let derived = has("quantity") && has("unit_price");
    let needed = kind.fields().iter().zip(served).filter(|(field, yes)| {
        let stands_in = field.id == "amount" && (derived || has("amount_net"));
        !**yes && field.need == Need::Required && !stands_in
    });
    needed.count()
}

fn pair(
    kind: TableKind,
    column: usize,
    field: usize,
    header: &Header,
    aliases: &[String],
    dictionary: &FieldDictionary,
) -> Option<Match> {
    let spec = &kind.fields()[field];
    let mut best: Option<(f64, Reason, usize)> = None;
    for (rank, alias) in aliases.iter().enumerate() {
        let (score, reason) = likeness(header, alias, kind == TableKind::Surveys);
        let loose = matches!(reason, Reason::Contains | Reason::Similar);
        // A generic word inside a header proves something only for what a table cannot do without.
        if loose && spec.need == Need::Optional && dictionary.is_generic(alias) {
            continue;
        }
        if score >= ACCEPTED && best.is_none_or(|(known, ..)| score > known) {
            best = Some((score, reason, rank));
        }
    }
    let (confidence, reason, at) = best?;
    let required = if spec.need == Need::Required {
        0.03
    } else {
        0.0
    };
    let weight = weight(&aliases[at], reason, dictionary);
    let rank = confidence + required - 0.0005 * at as f64;
    Some(Match {
        column,
        field,
        confidence,
        reason,
        weight,
        rank,
    })
}

/// How telling a header is: less the more tables know it, little when any list could have it.
fn weight(alias: &str, reason: Reason, dictionary: &FieldDictionary) -> f64 {
    let exact = matches!(reason, Reason::Exact | Reason::Stripped);
    let certainty = if exact { 1.0 } else { 0.6 };
    if dictionary.is_generic(alias) {
        0.15 * certainty
    } else {
        2.0 * certainty / dictionary.tables_knowing(alias).max(1) as f64
    }
}

/// Exact, then contained, then similar.
fn likeness(header: &Header, alias: &str, anywhere: bool) -> (f64, Reason) {
    let mut best = (0.0, Reason::Unknown);
    for (at, form) in header.forms.iter().enumerate() {
        let found = if form == alias {
            if at == 0 {
                (1.0, Reason::Exact)
            } else {
                (0.97, Reason::Stripped)
            }
        } else if let Some(score) = contained(form, alias, anywhere) {
            (score, Reason::Contains)
        } else {
            (similar(form, alias), Reason::Similar)
        };
        if found.0 > best.0 {
            best = found;
        }
    }
    best
}

fn contained(form: &str, alias: &str, anywhere: bool) -> Option<f64> {
    let length = alias.chars().count();
    let latin = alias.is_ascii();
    let least = if latin { 6 } else { 2 };
    if length < least || !form.contains(alias) {
        return None;
    }
    let score = (0.72 + length as f64 / 40.0).min(0.95);
    // The head of a Chinese or English noun stands last: 客户等级 is a level, not a customer.
    let place = if form.ends_with(alias) {
        1.0
    } else if anywhere {
        0.95
    } else if latin {
        0.55
    } else {
        0.66
    };
    Some(score * place)
}

/// A word of four characters with three in common is usually another word (产品编号, 产品型号), so
/// the bar is higher than in the method's source, and highest for Latin letters.
fn similar(form: &str, alias: &str) -> f64 {
    let likeness = similarity(form, alias);
    let least = if alias.is_ascii() { 0.85 } else { 0.78 };
    if likeness < least {
        0.0
    } else {
        likeness * 0.72
    }
}

/// Twice the longest common subsequence over both lengths.
fn similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    // Cannot reach the threshold, or too short to mean anything.
    if short < 3 || long > short * 2 || long > 40 {
        return 0.0;
    }
    let mut row = vec![0_usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    2.0 * row[b.len()] as f64 / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Fold;

    #[test]
    fn the_head_of_the_noun_decides() {
        let level = Header::new("本公司客户等级", &Fold::default());
        let (name, _) = likeness(&level, "客户", false);
        let (grade, _) = likeness(&level, "客户等级", false);
        assert!(name < ACCEPTED && grade > 0.8, "{name} {grade}");
    }

    #[test]
    fn near_misses_are_similar() {
        assert!(similar("买家实际支付的金额", "买家实际支付金额") > ACCEPTED);
        for (form, alias) in [
            ("产品编号", "产品型号"),
            ("商品", "商号"),
            ("dishescount", "discount"),
        ] {
            assert!(similar(form, alias) < ACCEPTED, "{form}");
        }
    }
}
