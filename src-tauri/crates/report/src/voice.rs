//! Everything the report says goes through here: catalogue, figures, redaction.

use std::collections::BTreeMap;

use assess::{AbsentReason, Assessment, FindingArg, Unit, Words};
use records::{Amount, AnswerChoice, Catalogue, Grade, Lang, Severity, TableKind};

use crate::figures::{self, Figures};
use crate::options::{Redact, ReportOptions};

/// Switches bold on and off. Only the catalogue's `**` becomes it: data may hold asterisks (张**).
pub(crate) const BOLD: &str = "\u{E000}";
/// Printed for hidden money.
pub(crate) const HIDDEN: &str = "***";
/// Breakdown whose labels are persons.
pub(crate) const OWNERS: &str = "owners";
/// Printed for what is absent.
pub(crate) const NONE: &str = "—";

/// Words and figures of one report.
pub(crate) struct Voice<'a> {
    pub catalogue: &'a Catalogue,
    pub lang: Lang,
    pub figures: Figures<'a>,
    pub redact: Redact,
    /// Codes of the customers that lists and findings name; they are masked in other texts too.
    customers: BTreeMap<String, String>,
    /// Codes of all others. A name that is only a number must not be replaced within figures.
    others: BTreeMap<String, String>,
    persons: BTreeMap<String, String>,
}

impl<'a> Voice<'a> {
    pub fn new(assessment: &'a Assessment, options: &ReportOptions<'a>) -> Self {
        let mut voice = Self {
            catalogue: options.catalogue,
            lang: options.lang,
            figures: Figures::new(options.catalogue, &assessment.definitions.currency),
            redact: options.redact,
            customers: BTreeMap::new(),
            others: BTreeMap::new(),
            persons: BTreeMap::new(),
        };
        if options.redact != Redact::None {
            voice.give_codes(assessment);
        }
        voice
    }

    /// Codes in the order of the exhibits, so that the same assessment gives the same codes.
    fn give_codes(&mut self, assessment: &Assessment) {
        for customer in &assessment.exhibits.top_customers {
            self.code_customer(&customer.name);
            customer
                .members
                .iter()
                .for_each(|member| self.code_customer(member));
            if let Some(owner) = &customer.owner {
                self.code_person(owner);
            }
        }
        for lost in &assessment.exhibits.lost_customers {
            self.code_customer(&lost.name);
        }
        for owner in assessment
            .exhibits
            .breakdowns
            .get(OWNERS)
            .into_iter()
            .flatten()
        {
            self.code_person(&owner.label);
        }
        let deal = &assessment.exhibits.deal_risk;
        for debtor in deal.overdue.iter().flat_map(|found| &found.largest) {
            self.code_customer(&debtor.name);
        }
        for person in deal.persons.iter().flat_map(|found| &found.persons) {
            self.code_person(&person.name);
        }
        for name in &assessment.definitions.leavers {
            self.code_person(name);
        }
        let loyalty = &assessment.exhibits.loyalty;
        for line in loyalty.endangered.iter().chain(&loyalty.warned) {
            self.code_customer(&line.name);
        }
        for arg in assessment
            .findings
            .iter()
            .flat_map(|finding| finding.args.values())
        {
            match arg {
                FindingArg::Customer(name) => self.code_customer(name),
                FindingArg::Person(name) => self.code_person(name),
                _ => {}
            }
        }
        for name in &loyalty.table.names {
            if !self.customers.contains_key(name) && !self.others.contains_key(name) {
                let words = self.customer_code(self.customers.len() + self.others.len());
                self.others.insert(name.clone(), words);
            }
        }
    }

    fn code_customer(&mut self, name: &str) {
        if !self.customers.contains_key(name) {
            let words = self.customer_code(self.customers.len());
            self.customers.insert(name.to_owned(), words);
        }
    }

    /// A01 … A99, B01 … Z99, AA01 … as Chinese reports number masked customers.
    fn customer_code(&self, at: usize) -> String {
        let (mut letters, mut round) = (String::new(), at / 99 + 1);
        while round > 0 {
            let letter = u8::try_from((round - 1) % 26).unwrap_or_default();
            letters.insert(0, char::from(b'A' + letter));
            round = (round - 1) / 26;
        }
        let code = format!("{letters}{:02}", at % 99 + 1);
        self.fill("report.redacted.customer", [("code", code)])
    }

    fn code_person(&mut self, name: &str) {
        let code = format!("{:02}", self.persons.len() + 1);
        if !self.persons.contains_key(name) {
            let words = self.fill("report.redacted.person", [("code", code)]);
            self.persons.insert(name.to_owned(), words);
        }
    }

    /// A text of the catalogue.
    pub fn t(&self, key: &str) -> String {
        self.catalogue.text(key).replace("**", BOLD)
    }

    /// A text of the catalogue with its placeholders filled in.
    pub fn fill<N: AsRef<str>, V: AsRef<str>>(
        &self,
        key: &str,
        args: impl IntoIterator<Item = (N, V)>,
    ) -> String {
        args.into_iter().fold(self.t(key), |text, (name, value)| {
            text.replace(&format!("{{{}}}", name.as_ref()), value.as_ref())
        })
    }

    /// Words of the framework file in the report's language, else in any.
    pub fn words(&self, words: &Words) -> String {
        words
            .get(self.lang.tag())
            .or_else(|| words.values().next())
            .cloned()
            .unwrap_or_default()
    }

    pub fn customer(&self, name: &str) -> String {
        if self.redact == Redact::None {
            return name.to_owned();
        }
        self.customers
            .get(name)
            .or_else(|| self.others.get(name))
            .cloned()
            .unwrap_or_else(|| self.t("report.redacted.name"))
    }

    pub fn person(&self, name: &str) -> String {
        if self.redact == Redact::None {
            return name.to_owned();
        }
        self.persons
            .get(name)
            .cloned()
            .unwrap_or_else(|| self.t("report.redacted.name"))
    }

    /// Text from the data, with every known name masked where the report is redacted.
    pub fn data(&self, text: &str) -> String {
        if self.redact == Redact::None {
            return text.to_owned();
        }
        let mut known: Vec<_> = self.customers.iter().chain(&self.persons).collect();
        known.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        known
            .into_iter()
            .filter(|(name, _)| !name.is_empty())
            .fold(text.to_owned(), |masked, (name, code)| {
                masked.replace(name.as_str(), code)
            })
    }

    pub fn hides_money(&self) -> bool {
        self.redact == Redact::Amounts
    }

    /// Money without unit, or `***`.
    pub fn amount(&self, amount: Amount) -> String {
        if self.hides_money() {
            HIDDEN.to_owned()
        } else {
            self.figures.amount(amount)
        }
    }

    /// A figure with its unit, or `***` for money, and what tells of it, that is hidden.
    pub fn figure(&self, value: f64, unit: Unit) -> String {
        if self.hides_money() && unit.tells_money() {
            return HIDDEN.to_owned();
        }
        self.figures.with_unit(value, unit)
    }

    /// A measure of the assessment with its unit; a dash where it is absent.
    pub fn measure(&self, assessment: &Assessment, id: &str) -> String {
        let found = assessment.measures.iter().find(|measure| measure.id == id);
        found.map_or_else(
            || NONE.to_owned(),
            |measure| self.figure(measure.value, measure.unit),
        )
    }

    pub fn measure_name(&self, id: &str) -> String {
        self.t(&format!("measure.{id}"))
    }

    pub fn table(&self, table: TableKind) -> String {
        self.t(&format!("table.{}", table.id()))
    }

    pub fn field(&self, table: TableKind, field: &str) -> String {
        self.t(&format!("field.{}.{field}", table.id()))
    }

    /// The field that a problem names, in words: by its table, else by the first table with one of
    /// that name; the name itself where it is none of ours.
    pub fn field_named(&self, table: Option<TableKind>, field: &str) -> String {
        let tables = table.into_iter().chain(TableKind::ALL.iter().copied());
        tables
            .map(|table| format!("field.{}.{field}", table.id()))
            .find_map(|key| self.catalogue.get(&key))
            .unwrap_or(field)
            .to_owned()
    }

    pub fn grade(&self, grade: Grade) -> String {
        self.t(&format!("grade.{grade:?}"))
    }

    pub fn severity(&self, severity: Severity) -> String {
        self.t(&format!("severity.{}", severity_id(severity)))
    }

    pub fn choice(&self, choice: AnswerChoice) -> String {
        self.t(match choice {
            AnswerChoice::Yes => "choice.yes",
            AnswerChoice::Partly => "choice.partly",
            AnswerChoice::No => "choice.no",
            AnswerChoice::NotApplicable => "choice.not_applicable",
        })
    }

    /// A score, or the dash of what has no evidence.
    pub fn score(&self, score: Option<f64>) -> String {
        score.map_or_else(|| NONE.to_owned(), figures::score)
    }

    pub fn absent(&self, reason: &AbsentReason) -> String {
        match reason {
            AbsentReason::NoTable { table } => {
                self.fill("absent.no_table", [("table", self.table(*table))])
            }
            AbsentReason::NoField { table, field } => self.fill(
                "absent.no_field",
                [
                    ("table", self.table(*table)),
                    ("field", self.field(*table, field)),
                ],
            ),
            AbsentReason::ShortHistory { needed, found } => self.fill(
                "absent.short_history",
                [("needed", needed.to_string()), ("found", found.to_string())],
            ),
            AbsentReason::TooFew { needed: 1, .. } => self.t("absent.none_seen"),
            AbsentReason::TooFew { needed, found } => self.fill(
                "absent.too_few",
                [
                    ("needed", figures::count(*needed)),
                    ("found", figures::count(*found)),
                ],
            ),
            AbsentReason::PoorMatch { table } => {
                self.fill("absent.poor_match", [("table", self.table(*table))])
            }
            AbsentReason::NothingToCount => self.t("absent.nothing_to_count"),
            AbsentReason::NotConverged => self.t("absent.not_converged"),
            AbsentReason::NotReached { cases, ended } => self.fill(
                "absent.not_reached",
                [
                    ("cases", figures::count(*cases)),
                    ("ended", figures::count(*ended)),
                ],
            ),
        }
    }

    /// A text of a finding (`title`, `text` or `term`) with its values.
    pub fn finding(&self, finding: &assess::Finding, part: &str) -> String {
        let key = format!("finding.{}.{part}", finding.code);
        self.fill(
            &key,
            finding
                .args
                .iter()
                .map(|(name, arg)| (name.as_str(), self.arg(arg))),
        )
    }

    /// The sentence of a threshold, with whose practice it is.
    pub fn threshold(&self, threshold: &assess::Threshold) -> String {
        let (text, origin) = self.threshold_parts(threshold);
        self.fill(
            "report.findings.origin",
            [("text", text), ("origin", origin)],
        )
    }

    /// How likely chance alone is, by which test.
    pub fn test(&self, test: &assess::Significance) -> String {
        self.fill(
            &format!("test.{}", test.method),
            [("n", figures::count(test.n)), ("p", test.shown())],
        )
    }

    /// The sentence of a threshold, and whose practice it is.
    pub fn threshold_parts(&self, threshold: &assess::Threshold) -> (String, String) {
        let values = threshold.values.iter();
        let mut args: Vec<(&str, String)> = values
            .map(|(name, value)| (name.as_str(), value.shown()))
            .collect();
        args.push(("sources", threshold.sources.join(&self.t("report.comma"))));
        let text = self.fill(&format!("threshold.{}", threshold.id), args);
        let origin = self.t(&format!("origin.{}", origin_id(threshold.origin)));
        (text, origin)
    }

    /// The figure that stands for a finding: the one its own text names, never that of a
    /// measure that says the opposite (69 % resolved beside "complaints left open").
    pub fn headline(&self, assessment: &Assessment, finding: &assess::Finding) -> String {
        const CARRIERS: [&str; 8] = [
            "excess", "share", "growth", "grr", "nrr", "nps", "csat", "months",
        ];
        let carrier = CARRIERS
            .iter()
            .find_map(|name| match finding.args.get(*name) {
                Some(arg @ FindingArg::Figure(..)) => Some(self.arg(arg)),
                _ => None,
            });
        let measured = || {
            let id = finding.measure.as_deref()?;
            Some(self.measure(assessment, id))
        };
        carrier.or_else(measured).unwrap_or_default()
    }

    fn arg(&self, arg: &FindingArg) -> String {
        match arg {
            // Parentheses for negative figures belong to tables; in a sentence they are read as an aside.
            FindingArg::Figure(value, unit) if *value < 0.0 => {
                format!("−{}", self.figure(-value, *unit))
            }
            FindingArg::Text(text) => self.data(text),
            FindingArg::Customer(name) => self.customer(name),
            FindingArg::Person(name) => self.person(name),
            FindingArg::Date(date) => self.figures.day(*date),
            FindingArg::Figure(value, unit) => self.figure(*value, *unit),
        }
    }
}

fn origin_id(origin: assess::Origin) -> &'static str {
    match origin {
        assess::Origin::AngloAmerican => "anglo_american",
        assess::Origin::China => "china",
        assess::Origin::Convention => "convention",
        assess::Origin::Proposal => "proposal",
    }
}

pub(crate) fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Critical => "critical",
    }
}
