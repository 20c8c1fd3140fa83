//! The cut points of the rules as data: `assets/findings.toml`. The report prints the values from
//! here, so what is printed is what was used.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::{Threshold, ThresholdValue};

/// Where a rule's cut points come from; words under `origin.<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Practice of Anglo-American deals, to be judged by trade and country elsewhere.
    AngloAmerican,
    /// A Chinese rule.
    China,
    /// Convention of due diligence or of measurement.
    Convention,
    /// Ours.
    Proposal,
}

/// The rules' file is not as the program expects it; a product that passed its tests never is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesError(pub String);

impl std::fmt::Display for RulesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RulesError {}

/// The rules that come with the product.
///
/// # Errors
/// When the embedded file is broken.
pub fn embedded() -> Result<&'static Rules, RulesError> {
    static RULES: LazyLock<Result<Rules, RulesError>> = LazyLock::new(|| {
        toml::from_str(include_str!("../../../../../assets/findings.toml"))
            .map_err(|error| RulesError(error.to_string()))
    });
    RULES.as_ref().map_err(Clone::clone)
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident { $($value:ident: $unit:ident),* })*) => {
        $($(#[$doc])* pub(crate) mod $rule {
            /// Its cut points.
            #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(crate) struct Cuts {
                pub(super) origin: super::Origin,
                #[serde(default)]
                pub(super) sources: Vec<String>,
                $(pub(crate) $value: f64,)*
            }
        })*

        /// Every rule's cut points.
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Rules { $($(#[$doc])* pub(crate) $rule: $rule::Cuts,)* }

        impl Rules {
            /// The rules' ids.
            #[cfg(test)]
            pub(super) const IDS: &'static [&'static str] = &[$(stringify!($rule)),*];

            /// A rule's cut points as they are shown.
            pub(crate) fn threshold(&self, id: &str) -> Option<Threshold> {
                match id {
                    $(stringify!($rule) => Some(Threshold {
                        id: id.to_owned(),
                        origin: self.$rule.origin,
                        sources: self.$rule.sources.clone(),
                        values: [$((
                            stringify!($value).to_owned(),
                            ThresholdValue::$unit(self.$rule.$value),
                        ),)*].into(),
                    }),)*
                    _ => None,
                }
            }
        }
    };
}

rules! {
    /// The largest customer's share of the revenue of identified customers.
    single_customer { warning: Share, critical: Share }
    /// 重大依赖 under 《监管规则适用指引—发行类第5号》.
    single_customer_cn { critical: Share }
    /// The five largest customers' share.
    top5 { warning: Share }
    /// A group under common control that weighs clearly more than its largest member.
    hidden_group { share: Share, factor: Number, critical: Share }
    /// One salesperson's share of the revenue that names one.
    key_person { warning: Share, critical: Share }
    /// Gross revenue retention below these.
    low_grr { warning: Share, critical: Share }
    /// Net revenue retention below this.
    low_nrr { warning: Share }
    /// Largest customers that stopped buying.
    key_customer_lost { customers: Number, critical: Share }
    /// Largest customers that buy much less.
    key_customer_declining { customers: Number, decline: Share }
    /// Largest customers silent beyond their own rhythm.
    silent_key { customers: Number, days: Number, warning: Share, critical: Share }
    /// Revenue under contracts that a change of control may end.
    change_of_control { critical: Share }
    /// Revenue under contracts that may not be assigned, or with consent only.
    assignment { warning: Share }
    /// Revenue under contracts that the customer may end on notice.
    convenience { warning: Share }
    /// Revenue that hangs on those who leave.
    leavers { warning: Share, critical: Share }
    /// Largest customers with one contact person.
    one_contact { customers: Number, share: Share }
    /// Revenue whose contracts all end within twelve months.
    contract_expiry { warning: Share, critical: Share }
    /// Largest customers without a written contract in force.
    no_written { customers: Number }
    /// Overdue share of receivables.
    overdue { customers: Number, warning: Share, critical: Share }
    /// Share of complaints left unresolved.
    unresolved { warning: Share, critical: Share, cases: Number }
    /// Growth of complaints on the year.
    rising { growth: Share, cases: Number }
    /// Complaints about one product.
    one_product { share: Share, cases: Number, customers: Number, factor: Number }
    /// Net promoter score.
    low_nps { points: Number }
    /// Net promoter score of the largest customers.
    key_nps { customers: Number, answers: Number, points: Number, gap: Number }
    /// Share satisfied.
    low_csat { share: Share }
    /// Fall of mean satisfaction on the year before, beyond chance.
    falling_satisfaction { points: Number }
    /// Revenue behind the answers of a survey.
    thin_survey { share: Share }
    /// Loss of customers who complained against the others, beyond chance.
    complaint_churn { difference: Share }
    /// Fall of mean stars on the year before, beyond chance.
    falling_reviews { stars: Number }
    /// Revenue of class A customers without a contact.
    neglected { share: Share, critical: Share }
    /// Share of deliveries late.
    late { warning: Share, critical: Share }
    /// Revenue at the end against what the rest of the year lets expect.
    pulled_forward { month: Number, quarter: Number }
    /// The same, where revenue fell short afterwards.
    pulled_forward_fallen { month: Number, quarter: Number, days: Number, share: Share }
    /// New customers of the last months that weigh far more than the intake of earlier years.
    new_cluster { months: Number, customers: Number, share: Share, factor: Number }
    /// Returns after a period.
    returns_after_period { share: Share, factor: Number }
    /// Revenue without a customer.
    unidentified_revenue { warning: Share, critical: Share }
    /// Months of history wanted.
    short_history { months: Number }
    /// Duplicate customers in master data.
    duplicate_customers { info: Share, warning: Share }
    /// Revenue of customers that share a key with another.
    related_party { warning: Share }
    /// Customers that the master data call related parties.
    related_declared {}
    /// Revenue from shrinking industries.
    declining { share: Share }
    /// Unused share of the points issued.
    points_liability { warning: Share }
    /// Large new customers with one order.
    one_order_customers { months: Number, share: Share, total: Share }
    /// Round amounts at the end.
    round_amounts { months: Number, multiple: Number, documents: Number, share: Share, factor: Number }
    /// First digits against Benford's law.
    odd_digits { documents: Number, spread: Number, deviation: Number }
    /// Credit days granted.
    longer_terms { months: Number, days: Number, documents: Number }
    /// Prices of the same products to the same customers.
    prices { months: Number, customers: Number, change: Share }
    /// Discounts to the same customers.
    discounts { months: Number, customers: Number, rise: Share }
    /// Missing document numbers.
    numbers_missing { share: Share }
    /// The same document in two files.
    documents_twice { share: Share }
    /// One amount on one day under several numbers.
    repeated_documents { documents: Number, share: Share }
    /// Revenue of valuable customers that are not loyal or warned of.
    high_value_at_risk { warning: Share, critical: Share }
    /// Hazards of the revenue-at-risk ladder, and the expected loss.
    revenue_at_risk { lost: Share, comparing: Share, silent: Share, contract_ends: Share, key_person: Share, change_of_control: Share, warning: Share, critical: Share }
}

#[cfg(test)]
mod tests {
    use records::{Catalogue, Lang};

    use super::*;

    #[test]
    fn every_rule_has_cut_points_and_a_sentence_that_names_each() {
        let rules = embedded().unwrap();
        let texts = [
            [
                include_str!("../../../../../assets/locales/zh-CN/findings.json"),
                include_str!("../../../../../assets/locales/zh-CN/loyalty.json"),
            ],
            [
                include_str!("../../../../../assets/locales/en/findings.json"),
                include_str!("../../../../../assets/locales/en/loyalty.json"),
            ],
        ];
        for (lang, texts) in Lang::ALL.into_iter().zip(texts) {
            let words = Catalogue::parse(lang, &texts).unwrap();
            for id in Rules::IDS {
                let threshold = rules.threshold(id).unwrap();
                let sentence = words.text(&format!("threshold.{id}"));
                for name in threshold.values.keys() {
                    assert!(sentence.contains(&format!("{{{name}}}")), "{id}: {name}");
                }
                let origin = serde_json::to_value(threshold.origin).unwrap();
                let key = format!("origin.{}", origin.as_str().unwrap());
                assert!(words.get(&key).is_some(), "{key}");
            }
        }
    }
}
