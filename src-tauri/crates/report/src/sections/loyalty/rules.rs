use assess::{ComponentRule, LoyaltyRules, Part};

use crate::figures;
use crate::voice::Voice;

/// Stable id of a component, as on the wire.
pub(crate) fn part_id(part: Part) -> String {
    match serde_json::to_value(part) {
        Ok(serde_json::Value::String(id)) => id,
        _ => String::new(),
    }
}

/// A curve as it is read: value → score, value → score.
pub(crate) fn curve(rule: &ComponentRule) -> String {
    let shares = [
        Part::Growth,
        Part::Payment,
        Part::Voice,
        Part::Complaints,
        Part::Margin,
    ];
    let points: Vec<String> = rule
        .curve
        .iter()
        .map(|(value, score)| {
            let value = if shares.contains(&rule.id) {
                // A minus sign, not parentheses: these are settings, not figures of the firm.
                let sign = if *value < 0.0 { "−" } else { "" };
                format!("{sign}{}%", plain(value.abs() * 100.0))
            } else {
                plain(*value)
            };
            format!("{value}→{}", plain(*score))
        })
        .collect();
    points.join("  ")
}

/// Without needless decimals.
pub(crate) fn plain(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What makes a tier, with the cut-offs in use.
pub(crate) fn tier_rule(voice: &Voice<'_>, tier: &str, rules: &LoyaltyRules) -> String {
    let cuts = &rules.index;
    voice.fill(
        &format!("loyalty.tier.{tier}.text"),
        [
            ("high", plain(cuts.high)),
            ("medium", plain(cuts.medium)),
            ("coverage", figures::percent(cuts.minimum_coverage)),
        ],
    )
}

/// What makes a sign, with the cut-offs in use.
pub(crate) fn signal_rule(voice: &Voice<'_>, signal: &str, rules: &LoyaltyRules) -> String {
    let cuts = &rules.warning;
    voice.fill(
        &format!("loyalty.signal.{signal}.text"),
        [
            ("pauses", plain(cuts.pauses)),
            ("days", plain(cuts.days)),
            ("alive", plain(cuts.alive)),
            ("fall", figures::percent(cuts.fall)),
        ],
    )
}
