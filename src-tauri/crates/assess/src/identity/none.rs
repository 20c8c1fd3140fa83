//! Accounts that are no customers: buckets, the firm itself, related parties.

use records::Exclusion;

use super::model::{Reason, ReasonCode as Why};
use super::name::Name;
use super::places::Places;
use super::roster::Roster;
use super::script::one_script;
use super::words::{BUCKET_NAMES, BUCKETS, INTERNAL, OWNERS, RELATED};

/// A company that looks like no customer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NoneSuch {
    pub(crate) why: Exclusion,
    pub(crate) score: f64,
    pub(crate) reason: Reason,
}

/// Whether the account collects what is nobody's, or the firm's own: what it shares with others
/// says nothing.
pub(crate) fn collects(name: &str) -> bool {
    by_name(&one_script(name)).is_some()
}

/// Why a company looks like no customer, if it does. `target` is the name of the firm assessed.
pub(crate) fn no_customer(roster: &Roster, at: usize, target: &Name) -> Option<NoneSuch> {
    let label = &roster.identity.companies[at].name;
    let plain = one_script(label);
    by_name(&plain)
        .or_else(|| own_name(roster, at, target))
        .or_else(|| related(roster, at, &plain))
}

fn by_name(plain: &str) -> Option<NoneSuch> {
    let found = |why, code, score, word: &str| NoneSuch {
        why,
        score,
        reason: Reason::text(code, word),
    };
    let holds = |words: &[&'static str]| words.iter().find(|word| plain.contains(**word)).copied();
    if let Some(word) = holds(INTERNAL) {
        return Some(found(Exclusion::Internal, Why::InternalName, 0.95, word));
    }
    if let Some(word) = holds(BUCKETS) {
        return Some(found(Exclusion::Bucket, Why::BucketName, 0.97, word));
    }
    let bare = plain.trim_matches(['(', ')', '-', '*', '#', ' ', '.']);
    let word = BUCKET_NAMES
        .iter()
        .find(|word| **word == bare || **word == plain)?;
    Some(found(Exclusion::Bucket, Why::BucketName, 0.9, word))
}

/// The target among its own customers. A name as short as its place says nothing.
fn own_name(roster: &Roster, at: usize, target: &Name) -> Option<NoneSuch> {
    let name = &roster.names[at];
    let own = target.length() >= 3
        && name.core == target.core
        && (name.places == target.places || name.branch.is_some());
    own.then(|| NoneSuch {
        why: Exclusion::Internal,
        score: 0.9,
        reason: Reason::text(Why::OwnName, &roster.identity.companies[at].name),
    })
}

fn related(roster: &Roster, at: usize, plain: &str) -> Option<NoneSuch> {
    let facts = &roster.facts[at];
    let mark = |texts: &[String], words: &[&str]| {
        let holds = |text: &&String| words.iter().any(|word| one_script(text).contains(word));
        texts.iter().find(holds).cloned()
    };
    let of_name = RELATED.iter().find(|word| plain.contains(**word));
    let said = mark(&facts.categories, RELATED).map(|text| (text, 0.95));
    let parent = || mark(&facts.parents, OWNERS).map(|text| (text, 0.85));
    let (text, score) = said
        .or_else(|| of_name.map(|word| ((*word).to_owned(), 0.9)))
        .or_else(parent)?;
    Some(NoneSuch {
        why: Exclusion::Related,
        score,
        reason: Reason::text(Why::RelatedMark, &text),
    })
}

/// The target's name taken apart.
pub(crate) fn target_name(target: &str) -> Name {
    Name::of(target, &Places::default())
}
