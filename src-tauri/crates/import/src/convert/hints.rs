use std::collections::{BTreeMap, BTreeSet};

use records::{ProblemCode, Severity, TableKind, Value};

use super::problems::Collector;
use crate::guards::is_bucket;

/// What an adviser should know of accepted rows: names that are no customers, several currencies,
/// several products in one line.
#[derive(Default)]
pub(super) struct Hints {
    buckets: BTreeMap<String, u64>,
    currencies: BTreeSet<String>,
    mixed: u64,
    first_mixed: String,
}

impl Hints {
    pub(super) fn look(&mut self, kind: TableKind, values: &[Value]) {
        for (field, value) in kind.fields().iter().zip(values) {
            let Value::Text(text) = value else { continue };
            match field.id {
                "customer_name" if is_bucket(text) => {
                    *self.buckets.entry(text.clone()).or_default() += 1;
                }
                "currency" if !self.currencies.contains(text) && self.currencies.len() < 20 => {
                    self.currencies.insert(text.clone());
                }
                "product" if kind == TableKind::Orders && text.contains([';', '；']) => {
                    self.mixed += 1;
                    if self.mixed == 1 {
                        self.first_mixed = text.chars().take(80).collect();
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn report(&self, problems: &mut Collector) {
        for (name, count) in &self.buckets {
            let count = count.to_string();
            let args = [("text", name.as_str()), ("count", &count)];
            problems.table(ProblemCode::BucketCustomer, Severity::Info, &args);
        }
        if self.currencies.len() > 1 {
            let names: Vec<&str> = self.currencies.iter().map(String::as_str).collect();
            problems.table(
                ProblemCode::MixedCurrency,
                Severity::Warning,
                &[("text", &names.join("、"))],
            );
        }
        if self.mixed > 0 {
            let count = self.mixed.to_string();
            let args = [("text", self.first_mixed.as_str()), ("count", &count)];
            problems.table(ProblemCode::MixedProducts, Severity::Info, &args);
        }
    }
}
