//! Who is who among the customers: the roster of a target, what is suggested, what was decided.

use assess::identity::{ListedCustomer, Roster};
use records::{Apart, CustomerRef, Decision, DecisionKind, Place};
use store::{AssessmentEntry, AssessmentId, Project, RecordedDecision, Source, TargetId};

use crate::wire::{
    CustomerDecision, CustomerFilter, CustomerPage, CustomersView, Decided, DecisionView, WireError,
};
use crate::work::evaluation::{load, target_name};

/// Names shown of those that the orders do not know.
const UNMATCHED: usize = 200;

/// A roster, and what it was counted from: kept while that stays.
#[derive(Debug)]
pub struct KeptRoster {
    target: TargetId,
    sources: Vec<i64>,
    rows_left_out: Vec<i64>,
    roster: Roster,
}

impl KeptRoster {
    /// The roster of a target: the one kept, if nothing was imported, removed or left out since.
    ///
    /// # Errors
    /// `store.*`.
    pub fn fresh(
        kept: Option<Self>,
        project: &Project,
        target: TargetId,
    ) -> Result<Self, WireError> {
        let sources = project
            .sources(target)?
            .iter()
            .map(|one| one.id.0)
            .collect();
        let decisions = project.decisions(target)?;
        let rows_left_out = decisions
            .iter()
            .filter(|one| {
                matches!(
                    one.kind,
                    DecisionKind::ExcludeRow { .. } | DecisionKind::ExcludeRows { .. }
                )
            })
            .map(|one| one.id)
            .collect();
        if let Some(kept) = kept
            && kept.target == target
            && kept.sources == sources
            && kept.rows_left_out == rows_left_out
        {
            return Ok(kept);
        }
        Ok(Self {
            target,
            sources,
            rows_left_out,
            roster: Roster::of(&load(project, target)?, &decisions),
        })
    }

    /// Suggestions and matches after the decisions in force.
    ///
    /// # Errors
    /// `store.*`.
    pub fn view(&mut self, project: &Project) -> Result<CustomersView, WireError> {
        let decisions = project.decisions(self.target)?;
        let name = target_name(project, self.target)?;
        let mut matches = self.roster.matches(&decisions);
        for table in &mut matches {
            table.unmatched.truncate(UNMATCHED);
        }
        let listed = self.roster.listed(&decisions);
        let excluded = listed.iter().filter(|one| one.exclusion.is_some()).count();
        Ok(CustomersView {
            suggestions: self.roster.suggestions(&decisions, &name),
            matches,
            counted: (listed.len() - excluded) as u64,
            excluded: excluded as u64,
            decided: about_customers(&decisions).count() as u64,
        })
    }

    /// A page of the customers after the decisions in force, those whose name or code holds the
    /// text sought.
    ///
    /// # Errors
    /// `store.*`.
    pub fn page(
        &mut self,
        project: &Project,
        search: &str,
        filter: CustomerFilter,
        offset: u64,
        limit: u64,
    ) -> Result<CustomerPage, WireError> {
        let decisions = project.decisions(self.target)?;
        let sought = assess::ledger::name_key(search);
        let mut listed = self.roster.listed(&decisions);
        listed.retain(|one| {
            let shown = match filter {
                CustomerFilter::All => true,
                CustomerFilter::Settled => !one.decisions.is_empty(),
            };
            shown && (sought.is_empty() || holds(one, &sought))
        });
        Ok(CustomerPage {
            total: listed.len() as u64,
            customers: listed
                .into_iter()
                .skip(usize::try_from(offset).unwrap_or(usize::MAX))
                .take(limit.min(500) as usize)
                .collect(),
        })
    }
}

fn holds(one: &ListedCustomer, sought: &str) -> bool {
    let customer = &one.customer;
    let texts = [
        Some(&customer.name),
        customer.code.as_ref(),
        one.group.as_ref(),
    ];
    texts
        .into_iter()
        .flatten()
        .chain(&one.merged)
        .any(|text| assess::ledger::name_key(text).contains(sought))
}

fn about_customers(decisions: &[Decision]) -> impl Iterator<Item = &Decision> {
    decisions.iter().filter(|one| one.kind.is_about_customers())
}

/// Records what the adviser settled about customers.
///
/// # Errors
/// `app.nothing_decided` when a decision is about too few; `store.*`.
pub fn decide_customers(
    project: &mut Project,
    target: TargetId,
    wanted: &[(CustomerDecision, String)],
    by: &str,
    now: i64,
) -> Result<Decided, WireError> {
    let mut kinds = Vec::new();
    for (decision, reason) in wanted {
        let reason = reason.trim();
        kinds.extend(kinds_of(decision)?.into_iter().map(|kind| (kind, reason)));
    }
    if kinds.is_empty() {
        return Err(WireError::new("app.nothing_decided"));
    }
    let mut ids = Vec::with_capacity(kinds.len());
    for (kind, reason) in kinds {
        ids.push(project.decide_as(target, &kind, reason, by, now)?);
    }
    Ok(Decided { ids })
}

fn kinds_of(wanted: &CustomerDecision) -> Result<Vec<DecisionKind>, WireError> {
    let at_least = |members: &[CustomerRef], least: usize| {
        let mut named = members.to_vec();
        named.sort();
        named.dedup();
        if named.len() < least {
            Err(WireError::new("app.nothing_decided"))
        } else {
            Ok(())
        }
    };
    Ok(match wanted {
        CustomerDecision::Merge { members } => {
            at_least(members, 2)?;
            vec![DecisionKind::MergeCustomers {
                into: members[0].clone(),
                names: members[1..].to_vec(),
            }]
        }
        CustomerDecision::Group { name, members } => {
            at_least(members, 2)?;
            let name = match name.trim() {
                "" => members[0].name(),
                name => name,
            };
            vec![DecisionKind::GroupCustomers {
                name: name.to_owned(),
                members: members.clone(),
            }]
        }
        CustomerDecision::KeepApart { members, what } => {
            at_least(members, 2)?;
            vec![DecisionKind::KeepApart {
                members: members.clone(),
                what: *what,
            }]
        }
        CustomerDecision::Exclude { members, why } => {
            at_least(members, 1)?;
            let exclude = |name: &CustomerRef| DecisionKind::ExcludeCustomer {
                name: name.clone(),
                why: *why,
            };
            members.iter().map(exclude).collect()
        }
        CustomerDecision::Keep { members } => {
            at_least(members, 1)?;
            let keep = |name: &CustomerRef| DecisionKind::KeepCustomer { name: name.clone() };
            members.iter().map(keep).collect()
        }
    })
}

/// The audit trail of a target, newest first.
///
/// # Errors
/// `store.*`.
pub fn decision_trail(project: &Project, target: TargetId) -> Result<Vec<DecisionView>, WireError> {
    let sources = project.sources(target)?;
    let trail = project.decision_trail(target)?;
    Ok(trail
        .iter()
        .rev()
        .map(|entry| shown(entry, &sources))
        .collect())
}

fn shown(entry: &RecordedDecision, sources: &[Source]) -> DecisionView {
    let names = |parties: &[CustomerRef]| parties.iter().map(labelled).collect::<Vec<_>>();
    let blank = String::new;
    let (kind, members, detail, value, place) = match &entry.decision.kind {
        DecisionKind::MergeCustomers {
            into,
            names: others,
        } => {
            let members = [vec![labelled(into)], names(others)].concat();
            ("merge", members, blank(), blank(), None)
        }
        DecisionKind::GroupCustomers { name, members } => {
            ("group", names(members), name.clone(), blank(), None)
        }
        DecisionKind::KeepApart { members, what } => {
            let kind = match what {
                Apart::Customers => "keep_apart",
                Apart::Groups => "ungroup",
            };
            (kind, names(members), blank(), blank(), None)
        }
        DecisionKind::ExcludeCustomer { name, why } => {
            let why = word_of(why);
            ("exclude", vec![labelled(name)], why, blank(), None)
        }
        DecisionKind::KeepCustomer { name } => {
            ("keep", vec![labelled(name)], blank(), blank(), None)
        }
        DecisionKind::ExcludeRow { at } => {
            let source = sources.iter().find(|source| source.id == at.source);
            let sheet = source.and_then(|source| {
                let of = |sheet: &&store::Sheet| sheet.sheet == at.sheet;
                source
                    .sheets
                    .iter()
                    .find(of)
                    .map(|sheet| sheet.name.clone())
            });
            let place = Place {
                file: source.map_or_else(String::new, |source| source.about.file.clone()),
                sheet,
                row: Some(at.row),
                column: None,
            };
            ("exclude_row", Vec::new(), blank(), blank(), Some(place))
        }
        DecisionKind::Define { name, value } => {
            let value = match value {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            ("define", Vec::new(), name.clone(), value, None)
        }
        other => {
            let (kind, detail, value) = super::reconciliation::trail_words(other);
            (kind, Vec::new(), detail, value, None)
        }
    };
    DecisionView {
        id: entry.decision.id,
        kind: kind.to_owned(),
        members,
        detail,
        value,
        place,
        reason: entry.decision.reason.clone(),
        decided_by: entry.decided_by.clone(),
        decided_at: entry.decision.decided_at,
        revoked_at: entry.revoked_at,
    }
}

/// Name with the code behind it: two cards of one name are told apart.
fn labelled(party: &CustomerRef) -> String {
    match party {
        CustomerRef::Card { code, name } if code != name => format!("{name} · {code}"),
        other => other.name().to_owned(),
    }
}

/// Name of a code on the wire, by which its words are found.
#[must_use]
pub fn word_of(code: &impl serde::Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Takes decisions back; those taken back before are left as they are.
///
/// # Errors
/// `store.*`.
pub fn revoke_decisions(project: &mut Project, ids: &[i64], now: i64) -> Result<(), WireError> {
    for id in ids {
        match project.revoke(*id, now) {
            Err(error) if error.code == store::StoreErrorCode::UnknownDecision && ids.len() > 1 => {
            }
            other => other?,
        }
    }
    Ok(())
}

fn setting_of(id: AssessmentId) -> String {
    format!("assessed.{}", id.0)
}

fn in_force(project: &Project, target: TargetId) -> Result<Vec<i64>, WireError> {
    Ok(project
        .decisions(target)?
        .iter()
        .map(|one| one.id)
        .collect())
}

/// Remembers on which decisions an assessment rests.
///
/// # Errors
/// `store.*`.
pub(crate) fn remember_decisions(
    project: &mut Project,
    target: TargetId,
    id: AssessmentId,
) -> Result<(), WireError> {
    let ids = serde_json::Value::from(in_force(project, target)?);
    Ok(project.set_setting(&setting_of(id), &ids)?)
}

/// Decisions taken or taken back since an assessment. One that was both is none.
///
/// # Errors
/// `store.*`.
pub fn decisions_since(project: &Project, entry: &AssessmentEntry) -> Result<u64, WireError> {
    let now = in_force(project, entry.target)?;
    let then: Option<Vec<i64>> = project
        .setting(&setting_of(entry.id))?
        .and_then(|value| serde_json::from_value(value).ok());
    let Some(then) = then else {
        // Kept by an earlier version, which noted only when it was made.
        let trail = project.decision_trail(entry.target)?;
        let since = |at: i64| at > entry.created_at;
        let changed = trail
            .iter()
            .filter(|one| since(one.decision.decided_at) || one.revoked_at.is_some_and(since));
        return Ok(changed.count() as u64);
    };
    let taken = now.iter().filter(|id| !then.contains(id)).count();
    let revoked = then.iter().filter(|id| !now.contains(id)).count();
    Ok((taken + revoked) as u64)
}
