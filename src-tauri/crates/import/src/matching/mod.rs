//! Which column serves which field of a table: header words and value types vote, a column serves
//! one field, and what is close to call is said to be so.

mod likeness;
mod reason;

use records::{FieldType, Need, TableKind};

use crate::dictionary::{FieldDictionary, TableWords};
use crate::header::Header;
use crate::parse::Profile;
use likeness::{accepted, likeness};
pub use reason::Reason;

/// A match below this is none.
pub(crate) const ACCEPTED: f64 = 0.52;
/// Two matches closer than this are a matter of judgement.
const CLOSE: f64 = 0.06;
/// What a matter of judgement is worth: low enough that the adviser is asked.
const DOUBTED: f64 = 0.75;
/// Other fields named for a column.
const ALTERNATIVES: usize = 3;

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
    /// For every column the other fields it could serve, best first, with their confidence.
    pub alternatives: Vec<Vec<(usize, f64)>>,
    /// The sum of confidence × weight.
    pub score: f64,
    /// Required fields without a column.
    pub missing: usize,
}

/// A sheet's columns as they are matched.
pub(crate) struct Columns<'a> {
    pub headers: &'a [Header],
    pub profiles: &'a [Profile],
    /// Whether two columns say the same in every row looked at.
    pub same: &'a dyn Fn(usize, usize) -> bool,
    /// The headers stand in a list of the firm's own people: department, post.
    pub staff: bool,
}

/// Gives columns to the fields of a table: best pairs first, a column serves one field only.
pub(crate) fn fit(
    kind: TableKind,
    words: &TableWords,
    dictionary: &FieldDictionary,
    columns: &Columns,
) -> Fit {
    let (mut pairs, reasons) = pairs(kind, words, dictionary, columns);
    pairs.sort_by(|a, b| b.rank.total_cmp(&a.rank).then(a.column.cmp(&b.column)));
    let mut given: Vec<Result<Match, Reason>> = reasons.into_iter().map(Err).collect();
    let mut served = vec![None; words.fields.len()];
    for pair in &pairs {
        match &mut given[pair.column] {
            Ok(_) => {}
            rest if served[pair.field].is_some() => *rest = Err(Reason::Taken),
            free => {
                served[pair.field] = Some(pair.column);
                *free = Ok(pair.clone());
            }
        }
    }
    let score = score(kind, words, &given);
    let alternatives = alternatives(&pairs, &mut given, &served, kind, columns);
    let served: Vec<bool> = served.iter().map(Option::is_some).collect();
    Fit {
        columns: given,
        alternatives,
        score,
        missing: missing(kind, words, &served),
    }
}

/// Every pair of column and field that could be, and why the other columns have none.
fn pairs(
    kind: TableKind,
    words: &TableWords,
    dictionary: &FieldDictionary,
    columns: &Columns,
) -> (Vec<Match>, Vec<Reason>) {
    let mut reasons = vec![Reason::Unknown; columns.headers.len()];
    let mut pairs = Vec::new();
    for (column, header) in columns.headers.iter().enumerate() {
        for (field, ranks) in words.near(&header.forms) {
            let found = match pair(kind, column, field, header, words, &ranks, dictionary) {
                Some(Ok(found)) => found,
                Some(Err(reason)) => {
                    reasons[column] = reason;
                    continue;
                }
                None => continue,
            };
            let found = if columns.staff {
                own_person(kind, header, found)
            } else {
                found
            };
            let profile = columns.profiles.get(column);
            let fits = profile.map_or(1.0, |profile| profile.fits(&kind.fields()[found.field]));
            let confidence = found.confidence * (0.35 + 0.65 * fits);
            if !accepted(confidence) {
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
    (pairs, reasons)
}

/// 姓名 beside 部门 and 岗位 is who sold, not who bought.
fn own_person(kind: TableKind, header: &Header, found: Match) -> Match {
    let position = |id: &str| kind.fields().iter().position(|field| field.id == id);
    let bare = header
        .forms
        .iter()
        .any(|form| matches!(form.as_str(), "姓名" | "name"));
    match position("owner") {
        Some(owner) if bare && Some(found.field) == position("customer_name") => Match {
            field: owner,
            reason: Reason::Staff,
            ..found
        },
        _ => found,
    }
}

/// The other fields of every column; marks what was close to call.
fn alternatives(
    pairs: &[Match],
    given: &mut [Result<Match, Reason>],
    served: &[Option<usize>],
    kind: TableKind,
    columns: &Columns,
) -> Vec<Vec<(usize, f64)>> {
    let mut others = vec![Vec::new(); given.len()];
    let mut rivals: Vec<Vec<&Match>> = vec![Vec::new(); served.len()];
    for pair in pairs {
        let chosen = given[pair.column]
            .as_ref()
            .is_ok_and(|own| own.field == pair.field);
        if !chosen {
            others[pair.column].push((pair.field, pair.confidence));
            rivals[pair.field].push(pair);
        }
    }
    for found in given.iter_mut().flatten() {
        // Texts may name a thing twice; with money and dates the choice changes the figures.
        let typed = kind.fields()[found.field].kind != FieldType::Text;
        let close = |confidence: f64| confidence >= found.confidence - CLOSE;
        let column = rivals[found.field].iter().any(|rival| {
            let free = !served.contains(&Some(rival.column));
            free && close(rival.confidence) && !(columns.same)(rival.column, found.column)
        });
        let field = others[found.column]
            .iter()
            .any(|(field, confidence)| served[*field].is_none() && close(*confidence));
        if typed && (column || field) {
            found.reason = Reason::Ambiguous;
            found.confidence = found.confidence.min(DOUBTED);
        }
    }
    for fields in &mut others {
        fields.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        fields.truncate(ALTERNATIVES);
    }
    others
}

fn score(kind: TableKind, words: &TableWords, given: &[Result<Match, Reason>]) -> f64 {
    let mut score = words.prior;
    for found in given.iter().flatten() {
        score += found.confidence * found.weight;
        // A date or an amount that the table cannot do without, with values to prove it, tells
        // more than its name: 日期, 客户, 金额 are an order list.
        let spec = &kind.fields()[found.field];
        if spec.need == Need::Required && spec.kind != FieldType::Text {
            score += 0.25 * found.confidence;
        }
    }
    score
}

/// What a record cannot do without and no column serves. An order's amount may come from quantity
/// and price, a customer's name from the key; a table whose fields are all optional needs one of
/// those that make it what it is.
fn missing(kind: TableKind, words: &TableWords, served: &[bool]) -> usize {
    let has = |id: &str| {
        kind.fields()
            .iter()
            .zip(served)
            .any(|(field, yes)| field.id == id && *yes)
    };
    let derived = has("quantity") && has("unit_price");
    let needed = kind.fields().iter().zip(served).filter(|(field, yes)| {
        let stands_in = match (kind, field.id) {
            (TableKind::Orders, "amount") => derived || has("amount_net") || has("before_discount"),
            (TableKind::Customers, "name") => has("code"),
            _ => false,
        };
        !**yes && field.need == Need::Required && !stands_in
    });
    let core = words.core.is_empty() || words.core.iter().any(|field| served[*field]);
    needed.count() + usize::from(!core)
}

/// The best match of a column with one field, of the field's headers that are near; or why there
/// is none although a header is known.
fn pair(
    kind: TableKind,
    column: usize,
    field: usize,
    header: &Header,
    words: &TableWords,
    ranks: &[usize],
    dictionary: &FieldDictionary,
) -> Option<Result<Match, Reason>> {
    let spec = &kind.fields()[field];
    let questions = kind == TableKind::Surveys;
    let (mut best, mut qualified): (Option<(f64, Reason, usize)>, bool) = (None, false);
    for rank in ranks {
        let alias = &words.fields[field][*rank];
        let (score, reason) = likeness(header, alias, questions);
        let loose = matches!(reason, Reason::Contains | Reason::Similar);
        // A generic word inside a header proves something only for what a table cannot do without.
        if loose && spec.need == Need::Optional && dictionary.is_generic(alias) {
            continue;
        }
        // Any amount resembles them.
        if loose && matches!(spec.id, "before_discount" | "discount_amount") {
            continue;
        }
        if accepted(score) && best.is_none_or(|(known, ..)| score > known) {
            // 上月订单数量 is no count of all orders.
            if !questions && dictionary.is_qualified(header, alias) {
                qualified = true;
                continue;
            }
            best = Some((score, reason, *rank));
        }
    }
    let Some((confidence, reason, at)) = best else {
        return qualified.then_some(Err(Reason::Qualified));
    };
    let required = if spec.need == Need::Required {
        0.03
    } else {
        0.0
    };
    let weight = weight(&words.fields[field][at], reason, dictionary);
    let rank = confidence + required - 0.0005 * at as f64;
    Some(Ok(Match {
        column,
        field,
        confidence,
        reason,
        weight,
        rank,
    }))
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
