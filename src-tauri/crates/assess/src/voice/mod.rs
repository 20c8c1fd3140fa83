//! What customers say and how they are served: the analyses behind the measures of these families,
//! and their exhibits.
//!
//! Deliberately absent: any text that somebody wrote. Themes are counted by keyword and the texts
//! stay where they are.

mod after;
mod care;
mod classes;
mod holiday;
mod items;
pub mod model;
mod outcomes;
mod platforms;
mod recovery;
mod themes;
mod tiers;
mod times;
mod waves;

pub(crate) use after::{Matched, after_complaint};
pub(crate) use care::{Gap, gaps};
pub(crate) use classes::members;
pub(crate) use holiday::orders_around;
pub(crate) use items::{Item, matrix, means};
pub(crate) use outcomes::{
    Contrast, complainers, detractors, members_and_others, referred_and_others,
};
pub(crate) use recovery::{Recovered, recovery};
pub(crate) use tiers::{nps_with_interval, of_class, population};

use model::{AfterComplaint, EngagementWay, VoiceExhibits};

use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measures::engagement;
use crate::measures::selection::revenue_of;

/// Every exhibit that the ledger allows.
#[must_use]
pub(crate) fn exhibit(ledger: &Ledger, d: &Definitions) -> VoiceExhibits {
    VoiceExhibits {
        items: items::matrix(ledger, d).ok(),
        tiers: tiers::opinions(ledger, d),
        waves: waves::opinions(ledger, d),
        outcomes: outcomes::tables(ledger, d),
        after_complaint: after_complaint(ledger, d)
            .as_ref()
            .as_ref()
            .ok()
            .map(|found| AfterComplaint {
                customers: found.customers,
                bought: found.bought,
                expected: found.expected,
                others: found.others,
            }),
        recovery: recovery::exhibit(ledger, d),
        times: times::all(ledger, d),
        themes: themes::counts(ledger, d),
        platforms: platforms::platforms(ledger, d),
        review_years: platforms::years(ledger, d),
        care: care::bands(ledger, d),
        holiday: holiday::orders_around(ledger, d).ok(),
        ways: ways(ledger, d),
    }
}

/// How many of the active customers take part in which way.
fn ways(ledger: &Ledger, d: &Definitions) -> Vec<EngagementWay> {
    let active = ledger.active(d);
    let revenue = revenue_of(ledger, d, &active);
    if active.is_empty() {
        return Vec::new();
    }
    engagement::ways(ledger, d)
        .into_iter()
        .map(|(table, who)| {
            let took: Vec<_> = active.iter().filter(|id| who.contains(id)).collect();
            let part = revenue_of(ledger, d, took.iter().copied());
            EngagementWay {
                way: table.id().to_owned(),
                customers: took.len() as u64,
                share: took.len() as f64 / active.len() as f64,
                revenue_share: if revenue > 0.0 { part / revenue } else { 0.0 },
            }
        })
        .collect()
}
