// Made from the backend's wire types by `cargo xtask bindings`. Do not edit.

export type AbsentMeasure = { 
/**
 * Measure id.
 */
id: string, 
/**
 * Why.
 */
reason: AbsentReason, };

export type AbsentReason = { "code": "no_table", 
/**
 * Which.
 */
table: TableKind, } | { "code": "no_field", 
/**
 * Which table.
 */
table: TableKind, 
/**
 * Which field.
 */
field: string, } | { "code": "short_history", 
/**
 * Months needed.
 */
needed: number, 
/**
 * Months there.
 */
found: number, } | { "code": "too_few", 
/**
 * Needed.
 */
needed: number, 
/**
 * There.
 */
found: number, } | { "code": "poor_match", 
/**
 * The table that does not match.
 */
table: TableKind, } | { "code": "nothing_to_count" } | { "code": "not_converged" } | { "code": "not_reached", 
/**
 * Cases followed.
 */
cases: number, 
/**
 * Of them, over.
 */
ended: number, };

export type AfterComplaint = { 
/**
 * Customers who complained, each by its first complaint in the window.
 */
customers: number, 
/**
 * Of them, those who bought within six months.
 */
bought: number, 
/**
 * Share of the matched others that bought in the same six months.
 */
expected: number, 
/**
 * Customers compared with.
 */
others: number, };

export type AgeBand = { 
/**
 * `not_due`, `d30`, `d60`, `d90`, `d180`, `older`, `overdue_undated`, `undated`; words under
 * `age.<id>`.
 */
id: string, 
/**
 * Documents with an open amount of this age.
 */
documents: number, 
/**
 * Open amount.
 */
amount: Amount, };

export type AlternativeView = { 
/**
 * Field id.
 */
field: string, 
/**
 * How sure, 0–1.
 */
confidence: number, };

export type Amount = number;

export type Answer = { 
/**
 * Id of the question in its framework.
 */
question: string, 
/**
 * The answer.
 */
choice: AnswerChoice, 
/**
 * Evidence: document, file name, page. Empty when only said.
 */
evidence: string, 
/**
 * Remark of the adviser.
 */
remark: string, };

export type AnswerArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * Framework.
 */
framework: string, 
/**
 * Question.
 */
question: string, 
/**
 * Choice; absent clears the answer.
 */
choice: AnswerChoice | null, 
/**
 * Document shown.
 */
evidence: string, 
/**
 * Remark.
 */
remark: string, };

export type AnswerChoice = "yes" | "partly" | "no" | "not_applicable";

export type Apart = "customers" | "groups";

export type AppInfo = { 
/**
 * Version.
 */
version: string, 
/**
 * Remembered settings.
 */
settings: Settings, 
/**
 * The window should open the embedded sample at once.
 */
start_with_sample: boolean, };

export type AreaUnderCurve = { 
/**
 * 0.5 is no better than a coin.
 */
value: number, 
/**
 * Lower bound.
 */
lower: number, 
/**
 * Upper bound.
 */
upper: number, 
/**
 * Customers ranked.
 */
n: number, };

export type Ask = { "code": "table", 
/**
 * Which.
 */
table: TableKind, } | { "code": "field", 
/**
 * Which table.
 */
table: TableKind, 
/**
 * Which field.
 */
field: string, } | { "code": "history", 
/**
 * Months needed.
 */
months: number, } | { "code": "question", 
/**
 * Question id in the framework.
 */
question: string, 
/**
 * The question.
 */
text: { [key in string]: string }, 
/**
 * What should be shown.
 */
evidence_wanted: { [key in string]: string }, } | { "code": "check", 
/**
 * Id of the check.
 */
check: string, 
/**
 * What it came to.
 */
status: CheckStatus, 
/**
 * Values for its sentence.
 */
args: { [key in string]: CheckValue }, } | { "code": "problem", 
/**
 * What is wrong.
 */
problem: ProblemCode, 
/**
 * How often.
 */
count: number, 
/**
 * One place of it.
 */
place: Place, 
/**
 * Values for the sentence of that one.
 */
args: { [key in string]: string }, };

export type AssessArgs = { 
/**
 * Job.
 */
job: JobId, 
/**
 * Target.
 */
target: number, 
/**
 * Framework.
 */
framework: string, };

export type Assessment = { 
/**
 * Name of the target firm.
 */
target: string, 
/**
 * Framework used.
 */
framework: FrameworkSummary, 
/**
 * What was fixed before anything was counted (口径).
 */
definitions: Definitions, 
/**
 * Weighted mean of the dimensions' scores, 0–100; absent below the coverage threshold.
 */
total: number | null, 
/**
 * Share of the framework's weight that had evidence, 0–1.
 */
coverage: number, 
/**
 * Overall evidence grade: the weight-median of the dimensions' grades.
 */
grade: Grade, 
/**
 * The dimensions in the framework's order.
 */
dimensions: Array<DimensionResult>, 
/**
 * Every figure that could be computed, sorted by id.
 */
measures: Array<Measure>, 
/**
 * Every figure that could not, with the reason, sorted by id.
 */
absent: Array<AbsentMeasure>, 
/**
 * Statements worth a buyer's attention, most severe first.
 */
findings: Array<Finding>, 
/**
 * What to ask the seller for (资料补充清单), most useful first.
 */
requests: Array<Request>, 
/**
 * Data behind the charts and tables.
 */
exhibits: Exhibits, 
/**
 * Rows behind the figures; measures and findings name them by index.
 */
row_sets: Array<RowSet>, 
/**
 * What was looked at.
 */
data: DataSummary, 
/**
 * The orders beside control totals, and checks of the records. Empty in assessments kept by
 * older versions.
 */
reconciliation: Reconciliation, };

export type AssessmentView = { 
/**
 * Id in the project.
 */
id: number, 
/**
 * Decisions taken or taken back since it was made: its figures do not know them.
 */
decisions_since: number, 
/**
 * The assessment.
 */
assessment: Assessment, };

export type BackTest = { 
/**
 * Last day that was known.
 */
cut: string, 
/**
 * Last day of the hold-out.
 */
until: string, 
/**
 * Length of the hold-out in months.
 */
months: number, 
/**
 * Confidence level of the intervals.
 */
level: number, 
/**
 * Customers that had bought within the year before the cut.
 */
customers: number, 
/**
 * Of them, those that had bought once only: not judged.
 */
one_time: number, 
/**
 * Judged customers that bought nothing in the hold-out; absent where nobody was judged.
 */
base: Rate | null, 
/**
 * All signs together, then each.
 */
signals: Array<SignalTest>, 
/**
 * How well P(no purchase in the hold-out) ranks the judged customers.
 */
auc: AreaUnderCurve | null, 
/**
 * Tiers of the cut with what became of them.
 */
tiers: Array<TierOutcome>, 
/**
 * How well the index of the cut ranks the rated customers.
 */
index_auc: AreaUnderCurve | null, 
/**
 * Why the model of buying could not be fitted at the cut.
 */
model_absent: AbsentReason | null, 
/**
 * Predicted against observed share of buyers, least likely first.
 */
calibration: Array<CalibrationBin>, 
/**
 * Repeat purchases expected in the hold-out by what was known at the cut.
 */
expected: number | null, 
/**
 * Repeat purchases made in it.
 */
actual: number, 
/**
 * Cumulated repeat purchases of the customers known at the cut.
 */
tracking: Array<TrackingPoint>, };

export type Basis = "nda" | "consent" | "authorisation" | "anonymised" | "other";

export type BreakdownRow = { 
/**
 * Category as in the data; empty where not given.
 */
label: string, 
/**
 * Occurrences or customers.
 */
count: number, 
/**
 * Share, 0–1.
 */
share: number, 
/**
 * Revenue, where the breakdown is one of revenue.
 */
revenue: Amount | null, };

export type Bridge = { 
/**
 * Earlier window.
 */
earlier: [string, string], 
/**
 * Later window.
 */
later: [string, string], 
/**
 * Revenue of identified customers in the earlier window.
 */
begin: Amount, 
/**
 * From customers never seen before.
 */
new: Amount, 
/**
 * From customers who had paused.
 */
reactivated: Amount, 
/**
 * Growth of customers in both windows.
 */
expansion: Amount, 
/**
 * Decline of customers in both windows, positive.
 */
contraction: Amount, 
/**
 * Revenue of customers who stopped, positive.
 */
churn: Amount, 
/**
 * Revenue of identified customers in the later window.
 */
end: Amount, };

export type BridgeLine = { 
/**
 * Positive revenue of the earlier period.
 */
begin: Amount, 
/**
 * From customers never seen before.
 */
new: Amount, 
/**
 * From customers who had paused.
 */
reactivated: Amount, 
/**
 * Growth of customers in both periods.
 */
expansion: Amount, 
/**
 * Decline of customers in both periods, positive.
 */
contraction: Amount, 
/**
 * Revenue of customers who stopped, positive.
 */
churn: Amount, 
/**
 * Positive revenue of the later period.
 */
end: Amount, 
/**
 * Customers at the beginning.
 */
customers: number, 
/**
 * Of them lost.
 */
lost: number, 
/**
 * New customers.
 */
came: number, 
/**
 * Customers who returned.
 */
returned: number, 
/**
 * Net revenue retention.
 */
nrr: number | null, 
/**
 * Net revenue retention with returning customers.
 */
nrr_with_reactivation: number | null, 
/**
 * Gross revenue retention.
 */
grr: number | null, 
/**
 * (churn + contraction − expansion − reactivated) / begin.
 */
net_churn: number | null, 
/**
 * Lost customers / customers at the beginning.
 */
logo_churn: number | null, };

export type BridgeStep = { 
/**
 * Whether the later period is the last twelve months, not a calendar year.
 */
ltm: boolean, 
/**
 * Earlier period.
 */
earlier: Period, 
/**
 * Later period.
 */
later: Period, 
/**
 * All customers.
 */
all: BridgeLine, 
/**
 * Tiers by revenue in the earlier period that have customers.
 */
tiers: Array<TierLine>, };

export type BuyingModel = { 
/**
 * Customers it was fitted on.
 */
customers: number, 
/**
 * Of them, those that came back.
 */
repeaters: number, 
/**
 * Shape of the rates of purchase.
 */
r: number, 
/**
 * Scale of the rates, weeks.
 */
alpha: number, 
/**
 * First shape of the probabilities of leaving.
 */
a: number, 
/**
 * Second shape.
 */
b: number, 
/**
 * Log-likelihood at the parameters.
 */
log_likelihood: number, 
/**
 * Newton steps to the peak.
 */
iterations: number, 
/**
 * Whether each parameter is known to a factor of twenty; predictions may be usable without.
 */
identified: boolean, 
/**
 * Σ P(alive) of the customers that came back.
 */
alive: number, 
/**
 * Purchases expected within twelve months, of all customers.
 */
orders_year: number, 
/**
 * P(no purchase within twelve months) of the current customers, by revenue.
 */
silent_year: number | null, 
/**
 * The model of spending.
 */
spending: SpendingModel | null, 
/**
 * Why there is none.
 */
spending_absent: AbsentReason | null, };

export type CalibrationBin = { 
/**
 * Mean predicted probability of a purchase in the hold-out.
 */
predicted: number, 
/**
 * Share that made one.
 */
observed: Rate, };

export type CareBand = { 
/**
 * `within_half`, `within`, `beyond`, `far_beyond`, `never`, `no_rhythm`; words under
 * `voice.care.<id>`.
 */
band: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Of them, class A.
 */
a_customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Share of the revenue of all bands.
 */
share: number, };

export type CaseTimes = { 
/**
 * `quote`, `first_response`, `resolution`, `complaint`, `feedback`, `review`; words under
 * `voice.times.<id>`.
 */
id: string, 
/**
 * Cases.
 */
n: number, 
/**
 * Of them, over.
 */
ended: number, 
/**
 * Days within which half are over; absent where the curve does not come down so far.
 */
median: number | null, 
/**
 * Lower bound of the median.
 */
median_lower: number | null, 
/**
 * Upper bound.
 */
median_upper: number | null, 
/**
 * Days within which nine of ten are over.
 */
p90: number | null, 
/**
 * The curve, at most 120 steps.
 */
steps: Array<OpenStep>, };

export type Check = { 
/**
 * Stable id.
 */
id: string, 
/**
 * What it came to.
 */
status: CheckStatus, 
/**
 * Values for the sentence.
 */
args: { [key in string]: CheckValue }, 
/**
 * Examples.
 */
table: CheckTable | null, 
/**
 * Index into the row sets: the rows concerned.
 */
rows: Array<number>, 
/**
 * Rule by which the rows can be left out, where there is one; words under `fix.<rule>`.
 */
fix: string | null, 
/**
 * The adviser accepted it as it is.
 */
accepted: boolean, 
/**
 * The seller is asked to explain it.
 */
asked: boolean, };

export type CheckStatus = "nothing" | "ok" | "look" | "problem";

export type CheckTable = { 
/**
 * Ids of the columns.
 */
columns: Array<string>, 
/**
 * The rows.
 */
rows: Array<Array<CheckValue>>, 
/**
 * Further ones not listed.
 */
more: number, };

export type CheckValue = { "type": "text", "value": string } | { "type": "count", "value": number } | { "type": "share", "value": number } | { "type": "money", "value": Amount } | { "type": "date", "value": string } | { "type": "month", "value": string } | { "type": "source", "value": SourceId };

export type CohortRow = { 
/**
 * First day of the period.
 */
start: string, 
/**
 * Customers acquired.
 */
size: number, 
/**
 * Share active at age 0, 1, 2 …; ends where nothing was observed yet.
 */
retained: Array<number>, };

export type Cohorts = { 
/**
 * Length of a period in months: 1, 3 or 12.
 */
months_per_period: number, 
/**
 * One row an acquisition cohort, oldest first.
 */
rows: Array<CohortRow>, };

export type ColumnView = { 
/**
 * 0-based position.
 */
index: number, 
/**
 * Letters as the spreadsheet program shows them.
 */
letters: string, 
/**
 * Header as read.
 */
header: string, 
/**
 * Field it is mapped to; absent: left out.
 */
field: string | null, 
/**
 * How sure, 0–1.
 */
confidence: number, 
/**
 * Why; words under `mapping.reason.<reason>`.
 */
reason: string, 
/**
 * Other fields it could serve, best first.
 */
alternatives: Array<AlternativeView>, 
/**
 * Whether it holds personal information.
 */
privacy: PrivacyMark, 
/**
 * Why it does; words under `mapping.privacy.<reason>`.
 */
privacy_reason: string | null, 
/**
 * What its numbers stand for.
 */
unit: UnitView, };

export type Comparison = { 
/**
 * Control.
 */
control: Amount, 
/**
 * Orders.
 */
orders: Amount, 
/**
 * Orders less control.
 */
difference: Amount, 
/**
 * Difference by control; absent for a control of zero.
 */
rate: number | null, 
/**
 * Totals in it.
 */
periods: number, };

export type ComponentRule = { 
/**
 * Which; words under `loyalty.component.<id>`.
 */
id: Part, 
/**
 * Whose practice the curve is.
 */
origin: Origin, 
/**
 * Weight before redistribution.
 */
weight: number, 
/**
 * Piecewise linear (value, score), clamped at both ends.
 */
curve: Array<[number, number]>, };

export type ComponentUse = { 
/**
 * Which.
 */
id: Part, 
/**
 * Current customers with evidence.
 */
customers: number, 
/**
 * Their mean score by revenue; absent without revenue.
 */
mean: number | null, };

export type Concentration = { 
/**
 * Lorenz curve: (share of customers, share of revenue), ascending, at most 101 points.
 */
lorenz: Array<[number, number]>, 
/**
 * Cumulative share of revenue of the 1, 2, 3 … largest customers, at most 50.
 */
cumulative: Array<number>, };

export type ConfidenceInterval = { 
/**
 * Lower bound, in the figure's unit.
 */
lower: number, 
/**
 * Upper bound.
 */
upper: number, 
/**
 * Level, e.g. 0.95.
 */
level: number, 
/**
 * Method, e.g. `wilson`; words in the catalogue under `method.<id>`.
 */
method: string, };

export type ContactCover = { 
/**
 * Largest customers looked at, ten at most.
 */
customers: number, 
/**
 * Of them with no contact person in the records.
 */
none: number, 
/**
 * With one only.
 */
one: number, 
/**
 * With two or more.
 */
several: number, 
/**
 * Revenue of those with one only.
 */
one_revenue: Amount, };

export type ContractExposure = { 
/**
 * The rungs, gravest first, then customers with nothing of the kind.
 */
rungs: Array<ContractRung>, 
/**
 * Revenue that no customer can be named for: unidentified lines, accounts that collect.
 */
unnamed: Amount, 
/**
 * Revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Customers under contract by the month in which their last running contract ends, oldest
 * first, at most 24 months ahead.
 */
wall: Array<WallMonth>, 
/**
 * Those whose contracts end later.
 */
later: WallPart, 
/**
 * Those with a contract that has no end.
 */
open_ended: WallPart, };

export type ContractRung = { 
/**
 * `change_of_control`, `assignment_prohibited`, `consent_needed`, `convenience`, `expiring`,
 * `unwritten`, `unrecorded`, `bound`; words under `contract_rung.<id>`.
 */
id: string, 
/**
 * Customers with revenue that stand on it.
 */
customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Share of all revenue.
 */
share: number, 
/**
 * Revenue of every customer it applies to, those on higher rungs too.
 */
touched: Amount, 
/**
 * Share of the revenue under contract whose contracts say anything of it; absent where
 * nothing has to be said.
 */
recorded: number | null, };

export type ControlBasis = "invoices" | "receipts" | "ledger" | "unstated";

export type ControlLine = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * The total as stated.
 */
stated: Amount, 
/**
 * Tax in it.
 */
tax: TaxBasis, 
/**
 * How it can be compared.
 */
rule: TaxRule, 
/**
 * The total on the orders' tax basis; absent when not comparable.
 */
control: Amount | null, 
/**
 * Orders of the period.
 */
orders: Amount, 
/**
 * Orders less control.
 */
difference: Amount | null, 
/**
 * Difference by control.
 */
rate: number | null, 
/**
 * Differences up to here; absent where the period overlaps one counted before.
 */
running: Amount | null, 
/**
 * Document it was taken from.
 */
origin: string, 
/**
 * Decision that entered it.
 */
decision: number | null, 
/**
 * Row that it was imported from.
 */
row: RowRef | null, };

export type ControlSeries = { 
/**
 * ISO code.
 */
currency: string, 
/**
 * What they count.
 */
basis: ControlBasis, 
/**
 * The totals, by period.
 */
lines: Array<ControlLine>, 
/**
 * Everything comparable that does not overlap.
 */
total: Comparison | null, 
/**
 * The last twelve months, where the totals cover each day of them once.
 */
ltm: Comparison | null, 
/**
 * Whether that is within the tolerance, on a known tax basis, with nothing left unconverted.
 */
tied_out: boolean, };

export type ControlTotal = { 
/**
 * First day of the period.
 */
from: string, 
/**
 * Last day of the period.
 */
to: string, 
/**
 * What it counts.
 */
basis: ControlBasis, 
/**
 * Tax in the amount.
 */
tax: TaxBasis, 
/**
 * ISO code of the currency; absent: that of the assessment.
 */
currency: string | null, 
/**
 * The total, minor units.
 */
amount: Amount, 
/**
 * Document it was taken from.
 */
origin: string, };

export type CounterpartKind = "lines" | "twice" | "lines_left_out";

export type CounterpartView = { 
/**
 * What they have to do with one another; words under `ui.counterpart.<kind>`.
 */
kind: CounterpartKind, 
/**
 * Name of the file in the project.
 */
file: string, 
/**
 * Order numbers looked up that it has.
 */
matched: number, 
/**
 * Order numbers looked up.
 */
of: number, };

export type CreateProjectArgs = { 
/**
 * Where.
 */
file: FileId, 
/**
 * First target firm.
 */
target: string, };

export type CubeExhibits = { 
/**
 * Bridges and tiers of customers, as the definitions fix them.
 */
steps: Array<BridgeStep>, 
/**
 * The same of groups under common control; empty where no group has two members.
 */
group_steps: Array<BridgeStep>, 
/**
 * The largest customers through the periods.
 */
roll_forward: RollForward | null, 
/**
 * How customers moved between size classes.
 */
migration: Migration | null, 
/**
 * Growth of the customers of both periods.
 */
growth: Array<GrowthBin>, 
/**
 * Revenue by acquisition cohort and age.
 */
revenue_cohorts: RevenueCohorts | null, 
/**
 * Share of customers active at an age or later.
 */
rolling: Array<RollingShare>, 
/**
 * Why revenue changed, by product.
 */
price_volume_mix: PvmView | null, 
/**
 * Concentration that a list of customers does not show.
 */
hidden: Array<HiddenPart>, 
/**
 * Revenue behind contracts by the month in which they end.
 */
renewals: Array<RenewalMonth>, 
/**
 * Gross margin by period, and of the customers that earn most of it.
 */
margin: MarginView | null, 
/**
 * Tenure of the active customers.
 */
tenure: Array<TenureBand>, 
/**
 * Index of each calendar month, January first; 1 is an average month.
 */
season: Array<number>, 
/**
 * Customers by purchase days in the last twelve months.
 */
order_rhythm: Array<CustomerBand>, 
/**
 * Customers by categories, or products, bought in the last twelve months.
 */
breadth: Array<CustomerBand>, 
/**
 * Sold and returned by period.
 */
returns: Array<ReturnYear>, 
/**
 * Churn at other grace periods.
 */
grace: Array<GracePoint>, 
/**
 * The periods that the definitions add, in their order.
 */
custom: Array<CustomPeriod>, };

export type CurrencyOrders = { 
/**
 * ISO code.
 */
currency: string, 
/**
 * Lines.
 */
lines: number, 
/**
 * Net amount in that currency.
 */
amount: Amount, 
/**
 * Rate stated by the adviser; absent: left out of every comparison.
 */
rate: number | null, };

export type CustomPeriod = { 
/**
 * The period.
 */
period: Period, 
/**
 * Net revenue of everyone in it.
 */
revenue: Amount, 
/**
 * Customers with positive revenue in it.
 */
customers: number, 
/**
 * Share of the largest, the five and the ten largest in the positive revenue of customers;
 * absent where none has any.
 */
top: [number, number, number] | null, 
/**
 * Bridge and tiers of customers against the same months a year earlier; absent where the
 * data begin later.
 */
step: BridgeStep | null, 
/**
 * The same of groups under common control; absent where no group has two members.
 */
group_step: BridgeStep | null, 
/**
 * Growth of the customers of both periods.
 */
same_customer_growth: number | null, 
/**
 * Moves between size classes.
 */
migration: Migration | null, 
/**
 * Why revenue changed, by product.
 */
price_volume_mix: PvmView | null, 
/**
 * Gross margin, where lines have a cost.
 */
margin: MarginPeriod | null, 
/**
 * Sold and returned.
 */
returns: ReturnYear | null, };

export type CustomerBand = { 
/**
 * From this count on.
 */
from: number, 
/**
 * To this count, included; absent at the end.
 */
to: number | null, 
/**
 * Customers.
 */
customers: number, 
/**
 * Their revenue.
 */
revenue: Amount, };

export type CustomerDecision = { "kind": "merge", 
/**
 * The one kept, and the others.
 */
members: Array<CustomerRef>, } | { "kind": "group", 
/**
 * Name of the group; empty: that of its first member.
 */
name: string, 
/**
 * Its members.
 */
members: Array<CustomerRef>, } | { "kind": "keep_apart", 
/**
 * Who.
 */
members: Array<CustomerRef>, 
/**
 * As what.
 */
what: Apart, } | { "kind": "exclude", 
/**
 * Who.
 */
members: Array<CustomerRef>, 
/**
 * Why.
 */
why: Exclusion, } | { "kind": "keep", 
/**
 * Who.
 */
members: Array<CustomerRef>, };

export type CustomerFilter = "all" | "settled";

export type CustomerLevel = "company" | "group";

export type CustomerLine = { 
/**
 * Name at the level the definitions fix.
 */
name: string, 
/**
 * Revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * 0–100; absent below the minimum coverage.
 */
index: number | null, 
/**
 * Share of the weight that had evidence.
 */
coverage: number, 
/**
 * Whether it is one of the fewest that make 80 % of revenue.
 */
valuable: boolean, 
/**
 * Last order.
 */
last_order: string, 
/**
 * Days since then.
 */
silence: number, 
/**
 * P90 of its own pauses, days; absent without a rhythm.
 */
usual: number | null, 
/**
 * P(alive); absent for one-time buyers and without a model.
 */
alive: number | null, 
/**
 * P(no purchase within twelve months); absent without a model.
 */
silent_year: number | null, 
/**
 * Signs that stand: `silent`, `alive`, `falling`.
 */
signals: Array<string>, 
/**
 * Its weakest components below the cut of medium loyalty, at most two.
 */
weak: Array<Part>, };

export type CustomerListArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * Part of a name or code; empty for all.
 */
search: string, 
/**
 * Which.
 */
filter: CustomerFilter, 
/**
 * First.
 */
offset: number, 
/**
 * How many.
 */
limit: number, };

export type CustomerPage = { 
/**
 * Largest first.
 */
customers: Array<ListedCustomer>, 
/**
 * How many there are of what was asked for.
 */
total: number, };

export type CustomerRef = { 
/**
 * The firm's key.
 */
code: string, 
/**
 * Name as in the records, for people to read in the audit trail.
 */
name: string, } | string;

export type CustomerTable = { 
/**
 * Names.
 */
names: Array<string>, 
/**
 * Revenue of the last twelve months.
 */
revenue: Array<Amount>, 
/**
 * Days of purchase.
 */
days: Array<number>, 
/**
 * Last order.
 */
last_order: Array<string>, 
/**
 * Tier; `gone` for those that are no current customers.
 */
tiers: Array<string>, 
/**
 * Index, two decimals.
 */
index: Array<number | null>, 
/**
 * Share of the weight with evidence.
 */
coverage: Array<number>, 
/**
 * Scores of the components, a column each in the order of the rules.
 */
scores: Array<Array<number | null>>, 
/**
 * Signs that stand.
 */
signals: Array<Array<string>>, 
/**
 * P(alive), four decimals.
 */
alive: Array<number | null>, 
/**
 * P(no purchase within twelve months).
 */
silent_year: Array<number | null>, 
/**
 * Purchases expected within twelve months.
 */
orders_year: Array<number | null>, 
/**
 * Discounted value of what is still expected.
 */
value: Array<Amount | null>, };

export type CustomersView = { 
/**
 * Suggestions, largest revenue first.
 */
suggestions: Array<Suggestion>, 
/**
 * How each table that names customers meets the orders; at most 200 unmatched names each.
 */
matches: Array<MatchedTable>, 
/**
 * Customers that count.
 */
counted: number, 
/**
 * Accounts that are no customers, by decision.
 */
excluded: number, 
/**
 * Decisions about customers in force.
 */
decided: number, };

export type DataSummary = { 
/**
 * Rows by table.
 */
tables: Array<TableSummary>, 
/**
 * First and last order date.
 */
orders_from: string | null, 
/**
 * Last order date.
 */
orders_to: string | null, 
/**
 * Net revenue over everything.
 */
revenue: Amount, 
/**
 * Share of revenue with an identified customer.
 */
identified_revenue: number | null, 
/**
 * Customers that ever bought, at the level the definitions fix.
 */
customers: number, 
/**
 * Rows left out by decision.
 */
excluded_rows: number, 
/**
 * Who is in the records and no customer, by decision; largest first.
 */
no_customers: Array<NoCustomer>, };

export type DealRisk = { 
/**
 * Revenue by what its contracts allow the customer.
 */
contracts: ContractExposure | null, 
/**
 * On whom the relations with customers hang.
 */
persons: PersonExposure | null, 
/**
 * What customers owe beyond its day.
 */
overdue: OverdueExposure | null, 
/**
 * Cut points that the tables are read against.
 */
thresholds: Array<Threshold>, };

export type DecideCustomersArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * What is settled, and why in the adviser's words or those of the suggestion.
 */
decisions: Array<[CustomerDecision, string]>, };

export type Decided = { 
/**
 * Their ids.
 */
ids: Array<number>, };

export type DecisionView = { 
/**
 * Its id.
 */
id: number, 
/**
 * What kind; words under `customers.decision.<kind>`.
 */
kind: string, 
/**
 * Whom it is about, the one kept first.
 */
members: Array<string>, 
/**
 * Name of the group, of the definition, or reason of an exclusion.
 */
detail: string, 
/**
 * Value of a definition.
 */
value: string, 
/**
 * The row it is about.
 */
place: Place | null, 
/**
 * Why, in the adviser's words.
 */
reason: string, 
/**
 * Who; empty where nobody put a name to it.
 */
decided_by: string, 
/**
 * Seconds since 1970-01-01 UTC.
 */
decided_at: number, 
/**
 * When it was taken back.
 */
revoked_at: number | null, };

export type DefineArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * All definitions; those that differ from the defaults become decisions.
 */
definitions: Definitions, };

export type Definitions = { 
/**
 * Day the assessment looks back from: the end of the last complete month of the data.
 */
as_of: string, 
/**
 * What revenue is counted on.
 */
revenue_basis: RevenueBasis, 
/**
 * Tax in the amounts.
 */
tax_basis: TaxBasis, 
/**
 * ISO code of the currency.
 */
currency: string, 
/**
 * Treatment of returns.
 */
returns: ReturnsRule, 
/**
 * Who counts as one customer.
 */
customer_level: CustomerLevel, 
/**
 * A customer is active when it bought within this many months before the as-of date.
 */
activity_months: number, 
/**
 * A customer is lost when silent for longer than this many months.
 */
grace_months: number, 
/**
 * Window of RFM, months.
 */
rfm_months: number, 
/**
 * Discount rate a year, for lifetime value.
 */
discount_rate: number, 
/**
 * Margin assumed where the data have no cost; absent: lifetime value is on revenue.
 */
margin_rate: number | null, 
/**
 * Confidence level of intervals.
 */
confidence: number, 
/**
 * Periods of the adviser's own beside the last twelve months and calendar years, such as
 * business years: whole months.
 */
periods: Array<Period>, 
/**
 * Persons of the firm who leave with the deal, the seller among them: their customers may.
 */
leavers: Array<string>, };

export type Dependency = { 
/**
 * Revenue of the customers.
 */
revenue: Amount, 
/**
 * Share of the revenue with somebody responsible.
 */
share: number, 
/**
 * The part of the revenue whose customers nobody else has sold to or visited in the last
 * twelve months; absent where the data cannot show it.
 */
alone: Amount | null, 
/**
 * Σ sᵢ·(1 − backupᵢ): share of that part.
 */
alone_share: number | null, };

export type DimensionResult = { 
/**
 * Stable id within the framework.
 */
id: string, 
/**
 * 1-based number in the framework.
 */
number: number, 
/**
 * Title.
 */
name: { [key in string]: string }, 
/**
 * Weight before redistribution.
 */
weight: number, 
/**
 * 0–100; absent without evidence.
 */
score: number | null, 
/**
 * Share of the dimension's weight that had evidence.
 */
coverage: number, 
/**
 * The best grade that more than half of the weight reaches; E without evidence.
 */
grade: Grade, 
/**
 * Its items.
 */
items: Array<ItemResult>, };

export type DocumentView = { 
/**
 * The type as the firm writes it; empty where it writes none.
 */
document: string, 
/**
 * Rows.
 */
rows: number, 
/**
 * Rows with a positive amount, as written.
 */
positive: number, 
/**
 * Sum of them, in the currency's unit.
 */
positive_sum: number, 
/**
 * Rows with a negative amount, as written.
 */
negative: number, 
/**
 * Sum of them.
 */
negative_sum: number, 
/**
 * How they are signed.
 */
sign: SignRule, 
/**
 * Why.
 */
why: SignWhy, 
/**
 * Rows whose amount was turned.
 */
turned: number, };

export type EarlierFile = { 
/**
 * Its source.
 */
source: number, 
/**
 * Seconds since 1970-01-01 UTC.
 */
imported_at: number, 
/**
 * Rows accepted from it.
 */
accepted: number, };

export type EngagementWay = { 
/**
 * `campaigns`, `feedback`, `surveys`, `referrals`, `reviews`: the table's id.
 */
way: string, 
/**
 * Active customers who did.
 */
customers: number, 
/**
 * Share of the active customers.
 */
share: number, 
/**
 * Share of the last twelve months' revenue of active customers.
 */
revenue_share: number, };

export type EnterControlsArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * The totals; each takes the place of an earlier one of its period and basis.
 */
totals: Array<ControlTotal>, };

export type EvidenceLine = { "kind": "measure", 
/**
 * Measure id.
 */
measure: string, 
/**
 * Weight within the item.
 */
weight: number, 
/**
 * Score on the item's curve; absent when the figure is, or when it is shown unscored.
 */
score: number | null, } | { "kind": "question", 
/**
 * Question id.
 */
question: string, 
/**
 * The question.
 */
text: { [key in string]: string }, 
/**
 * What should be shown for it.
 */
evidence_wanted: { [key in string]: string }, 
/**
 * Weight within the item.
 */
weight: number, 
/**
 * The answer, if given.
 */
choice: AnswerChoice | null, 
/**
 * Document shown.
 */
evidence: string | null, 
/**
 * Score of the answer.
 */
score: number | null, 
/**
 * C with a document, D without, E unanswered.
 */
grade: Grade, };

export type EvidenceRow = { 
/**
 * File name.
 */
file: string, 
/**
 * Sheet name.
 */
sheet: string, 
/**
 * 1-based row.
 */
row: number, 
/**
 * A text a field.
 */
cells: Array<string>, };

export type Exclusion = "bucket" | "internal" | "related";

export type Exhibits = { 
/**
 * Revenue by month, oldest first.
 */
months: Array<MonthRevenue>, 
/**
 * Revenue of each of the last full years or LTM windows, oldest first.
 */
years: Array<YearRevenue>, 
/**
 * Bridge between the two last twelve-month windows.
 */
bridge: Bridge | null, 
/**
 * Monthly or quarterly acquisition cohorts.
 */
cohorts: Cohorts | null, 
/**
 * Concentration of the last twelve months.
 */
concentration: Concentration | null, 
/**
 * Largest customers of the last twelve months, at most 20.
 */
top_customers: Array<TopCustomer>, 
/**
 * RFM segments.
 */
rfm: Array<RfmSegment>, 
/**
 * RFM cut points.
 */
rfm_cuts: RfmCuts | null, 
/**
 * Life-cycle stages.
 */
stages: Array<StageCount>, 
/**
 * Customers lost in the last twelve months by revenue before the loss, at most 20.
 */
lost_customers: Array<LostCustomer>, 
/**
 * Reasons of loss, complaints by category, channels … by exhibit id.
 */
breakdowns: { [key in string]: Array<BreakdownRow> }, 
/**
 * Survival of customers since their first order (Kaplan–Meier), months.
 */
survival: Array<SurvivalStep>, 
/**
 * The revenue-at-risk ladder.
 */
revenue_at_risk: RevenueAtRisk | null, 
/**
 * What contracts, persons and receivables expose.
 */
deal_risk: DealRisk, 
/**
 * Projections of the customer cube.
 */
cube: CubeExhibits, 
/**
 * Index, matrix, warning and models of single customers.
 */
loyalty: LoyaltyExhibits, 
/**
 * What customers say and how they are served.
 */
voice: VoiceExhibits, };

export type FieldType = "text" | "date" | "time" | "amount" | "number" | "share" | "score" | "flag";

export type FieldView = { 
/**
 * Field id.
 */
id: string, 
/**
 * What it holds.
 */
kind: FieldType, 
/**
 * A row without it is rejected.
 */
required: boolean, 
/**
 * What can stand for it: any of these, each one or several fields together.
 */
instead: Array<Array<string>>, 
/**
 * Holds personal information.
 */
privacy: PrivacyMark, 
/**
 * Personal information that no figure uses: left out unless the adviser wants it.
 */
dispensable: boolean, };

export type FileArgs = { 
/**
 * File.
 */
file: FileId, };

export type FileId = number;

export type Finding = { 
/**
 * Stable code; words under `finding.<code>.title`, `.text`, `.term` (suggested deal term).
 */
code: string, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * The figure that carries it, by measure id.
 */
measure: string | null, 
/**
 * Placeholder values, already in the figure's unit; formatted by whoever shows them.
 */
args: { [key in string]: FindingArg }, 
/**
 * Threshold crossed.
 */
threshold: Threshold | null, 
/**
 * How likely chance alone is, where that was tested.
 */
test: Significance | null, 
/**
 * Evidence grade.
 */
grade: Grade, 
/**
 * Index into `row_sets`.
 */
rows: Array<number>, };

export type FindingArg = { "type": "text", "value": string } | { "type": "customer", "value": string } | { "type": "person", "value": string } | { "type": "date", "value": string } | { "type": "figure", "value": [number, Unit] };

export type FrameworkSummary = { 
/**
 * Stable id, e.g. `loyalty-20`.
 */
id: string, 
/**
 * Title.
 */
name: { [key in string]: string }, 
/**
 * Coverage below which the total is withheld.
 */
minimum_coverage: number, };

export type FrameworkView = { 
/**
 * Id.
 */
id: string, 
/**
 * Title, by language tag.
 */
name: { [key in string]: string }, 
/**
 * Dimensions.
 */
dimensions: number, 
/**
 * Items.
 */
items: number, };

export type GammaParameters = { 
/**
 * Shape of the amounts of one customer.
 */
p: number, 
/**
 * Shape of the customers.
 */
q: number, 
/**
 * Scale of the customers, units of the currency.
 */
v: number, };

export type GracePoint = { 
/**
 * Grace period, months.
 */
months: number, 
/**
 * Customers a year ago, by this grace period.
 */
customers: number, 
/**
 * Of them lost by the as-of date.
 */
lost: number, 
/**
 * Share of their revenue of the year before that is lost.
 */
revenue_share: number | null, };

export type Grade = "A" | "B" | "C" | "D" | "E";

export type GrowthBin = { 
/**
 * From this growth on; absent at the lower end.
 */
from: number | null, 
/**
 * Up to this growth, not included; absent at the upper end.
 */
to: number | null, 
/**
 * Customers.
 */
customers: number, 
/**
 * Their revenue in the earlier period.
 */
before: Amount, 
/**
 * Their revenue in the later period.
 */
after: Amount, };

export type HiddenPart = { 
/**
 * `group`, `owner`, `channel`, `region`, `industry`, `renewal_month`; words under `axis.<id>`.
 */
axis: string, 
/**
 * Largest part.
 */
label: string, 
/**
 * Its revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Its share of the revenue that has such a label.
 */
share: number, 
/**
 * Customers behind it.
 */
customers: number, 
/**
 * Σ s² over all parts.
 */
hhi: number, 
/**
 * Number of parts.
 */
parts: number, 
/**
 * Share of the revenue that has such a label.
 */
covered: number, };

export type HolidayOrders = { 
/**
 * Promotions.
 */
promotions: number, 
/**
 * Days within a week of one.
 */
days: number, 
/**
 * Orders on them.
 */
orders: number, 
/**
 * Days of the four weeks before and after that are in no promotion's week.
 */
other_days: number, 
/**
 * Orders on those.
 */
other_orders: number, };

export type ImportArgs = { 
/**
 * Job.
 */
job: JobId, 
/**
 * Target.
 */
target: number, 
/**
 * Sheets.
 */
sheets: Array<SheetChoice>, 
/**
 * Files that take the place of an earlier source.
 */
replace: Array<Replacement>, };

export type IndexCuts = { 
/**
 * Whose practice they are.
 */
origin: Origin, 
/**
 * Highly loyal from here on.
 */
high: number, 
/**
 * Of medium loyalty from here on; below it low.
 */
medium: number, 
/**
 * Share of the weight that needs evidence.
 */
minimum_coverage: number, };

export type InspectArgs = { 
/**
 * Job.
 */
job: JobId, 
/**
 * Target, to find files imported before.
 */
target: number, 
/**
 * Files.
 */
files: Array<FileId>, 
/**
 * Password of an encrypted workbook among them; used once and kept nowhere.
 */
password: string | null, };

export type InspectedFile = { 
/**
 * The file.
 */
file: FileId, 
/**
 * File name.
 */
name: string, 
/**
 * Why it cannot be read.
 */
error: WireError | null, 
/**
 * The same content was imported before under this name.
 */
imported_before: string | null, 
/**
 * The source that it can replace: of the same content, else of the same name.
 */
earlier: EarlierFile | null, 
/**
 * Its sheets.
 */
sheets: Array<InspectedSheet>, };

export type InspectedSheet = { 
/**
 * 0-based position.
 */
sheet: number, 
/**
 * 0-based number of the table on the sheet.
 */
part: number, 
/**
 * Name.
 */
name: string, 
/**
 * Hidden in the spreadsheet program: left out unless the adviser wants it.
 */
hidden: boolean, 
/**
 * Rows it holds.
 */
rows: number, 
/**
 * How sure the recognition is, 0–1; 0 when nothing was recognised.
 */
confidence: number, 
/**
 * The mapping proposed.
 */
mapping: MappingView, 
/**
 * A mapping confirmed before for the same headers, or nearly the same.
 */
template: TemplateOffer | null, 
/**
 * The table that completes it, or that it completes.
 */
join: JoinView | null, 
/**
 * The file of the project that it should be imported together with.
 */
counterpart: CounterpartView | null, 
/**
 * The first rows as read, header row included: row number and texts.
 */
head: Array<RawRow>, };

export type ItemMatrix = { 
/**
 * Items with an importance, most important first.
 */
items: Array<ItemPoint>, 
/**
 * Mean importance of the items: the vertical divide.
 */
importance: number, 
/**
 * Mean performance of the items, 0–100: the horizontal divide.
 */
performance: number, 
/**
 * Mean of overall satisfaction, 0–100.
 */
overall: number, };

export type ItemPoint = { 
/**
 * `product`, `service`, `price`, `delivery`; words under `voice.item.<id>`.
 */
item: string, 
/**
 * Sheets that answer both the item and overall satisfaction.
 */
n: number, 
/**
 * Spearman's ρ of the item with overall satisfaction, −1 to 1.
 */
importance: number, 
/**
 * P of so strong a ρ among unrelated answers.
 */
p: number, 
/**
 * Mean, 0–100.
 */
performance: number, 
/**
 * Performance less mean overall satisfaction of the same sheets, points.
 */
gap: number, 
/**
 * `improve`, `keep`, `watch`, `spare`; words under `voice.quadrant.<id>`.
 */
quadrant: string, };

export type ItemResult = { 
/**
 * Stable id within the dimension.
 */
id: string, 
/**
 * Title.
 */
name: { [key in string]: string }, 
/**
 * Weight within the dimension.
 */
weight: number, 
/**
 * 0–100; absent without evidence.
 */
score: number | null, 
/**
 * Share of the item's weight that had evidence.
 */
coverage: number, 
/**
 * Grade of what carried the score.
 */
grade: Grade, 
/**
 * Figures and answers the item looks at.
 */
evidence: Array<EvidenceLine>, };

export type JobArgs = { 
/**
 * Job.
 */
job: JobId, };

export type JobId = number;

export type JoinView = { 
/**
 * Field of an order list by which they do: `order_no` or `product_code`.
 */
by: string, 
/**
 * File, and sheet where it differs, of the orders or products.
 */
giver: string, 
/**
 * The same of the lines.
 */
taker: string, 
/**
 * Lines whose key was found.
 */
matched: number, 
/**
 * Lines that have one.
 */
lines: number, };

export type Lang = "zh-CN" | "en";

export type LangArgs = { 
/**
 * Language.
 */
lang: Lang, };

export type ListedCustomer = { 
/**
 * The customer.
 */
customer: Member, 
/**
 * Names that were merged into it, its own left out.
 */
merged: Array<string>, 
/**
 * Name of its group, where it has others beside it.
 */
group: string | null, 
/**
 * Why it is no customer, by decision.
 */
exclusion: Exclusion | null, 
/**
 * Decisions that merged, grouped or excluded it, to be taken back here.
 */
decisions: Array<number>, };

export type LossOfLargest = { 
/**
 * How many.
 */
customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Its share of all revenue.
 */
share: number, 
/**
 * Gross profit of their lines with a cost; absent where those are less than nine tenths of
 * their revenue.
 */
profit: Amount | null, 
/**
 * Its share of the gross profit of all lines with a cost; absent where those are less than
 * nine tenths of all revenue, too.
 */
margin_share: number | null, };

export type LostCustomer = { 
/**
 * Name.
 */
name: string, 
/**
 * Last order.
 */
last_order: string, 
/**
 * Revenue of the twelve months before the last order.
 */
revenue_before: Amount, 
/**
 * Reason recorded.
 */
reason: string | null, };

export type LoyaltyExhibits = { 
/**
 * Components, curves and cut-offs as they were used; absent without customers.
 */
rules: LoyaltyRules | null, 
/**
 * How far each component had evidence, in the order of the rules.
 */
components: Array<ComponentUse>, 
/**
 * Current customers by tier: high, medium, low, warning, unrated; all of them.
 */
tiers: Array<TierCount>, 
/**
 * Mean index by revenue of the rated customers.
 */
index_mean: number | null, 
/**
 * Value × loyalty: keep, risk, grow, simple, unrated; all of them.
 */
matrix: Array<MatrixCell>, 
/**
 * Valuable customers of low loyalty or warned of, largest first, at most 20.
 */
endangered: Array<CustomerLine>, 
/**
 * Current customers by sign.
 */
signals: Array<SignalCount>, 
/**
 * Customers warned of, largest first, at most 20.
 */
warned: Array<CustomerLine>, 
/**
 * How stages changed within a year.
 */
transitions: Transitions | null, 
/**
 * What the warning of the past was worth.
 */
backtest: BackTest | null, 
/**
 * Why there is none.
 */
backtest_absent: AbsentReason | null, 
/**
 * The model of buying.
 */
buying: BuyingModel | null, 
/**
 * Why there is none.
 */
buying_absent: AbsentReason | null, 
/**
 * Every customer that ever bought, largest first.
 */
table: CustomerTable, };

export type LoyaltyRules = { 
/**
 * Cut-offs of the index.
 */
index: IndexCuts, 
/**
 * Cut-offs of the warning.
 */
warning: WarningCuts, 
/**
 * Components in the order of [`Part::ALL`].
 */
component: Array<ComponentRule>, };

export type MappingPreview = { 
/**
 * The mapping as understood.
 */
mapping: MappingView, 
/**
 * Fields of the record, those with values only.
 */
fields: Array<string>, 
/**
 * The first records: row number and a text a field.
 */
records: Array<RawRow>, 
/**
 * Row counts.
 */
tally: Tally, 
/**
 * Problems by code.
 */
problems: Array<ProblemGroup>, 
/**
 * Types of documents in an order list, and how their amounts are signed.
 */
documents: Array<DocumentView>, };

export type MappingView = { 
/**
 * Evidence table; absent: leave the sheet out.
 */
table: TableKind | null, 
/**
 * 1-based header row, the lower one where there are two; data begin below it.
 */
header_row: number, 
/**
 * Header rows that end there: 1, or 2 where a group row stands above.
 */
header_span: number, 
/**
 * The columns.
 */
columns: Array<ColumnView>, 
/**
 * Where columns are months, quarters or years.
 */
periods: PeriodsView | null, 
/**
 * Signs that the adviser chose for types of documents.
 */
signs: Array<SignView>, };

export type MarginCustomer = { 
/**
 * Name.
 */
name: string, 
/**
 * Revenue of lines with a cost.
 */
revenue: Amount, 
/**
 * Gross profit.
 */
profit: Amount, 
/**
 * Share of the positive gross profit of all.
 */
share: number, };

export type MarginPeriod = { 
/**
 * Period.
 */
period: Period, 
/**
 * Revenue of lines with a cost.
 */
revenue: Amount, 
/**
 * Their gross profit.
 */
profit: Amount, 
/**
 * Share of all revenue that has a cost.
 */
covered: number | null, };

export type MarginView = { 
/**
 * By period, oldest first; the last is the last twelve months.
 */
periods: Array<MarginPeriod>, 
/**
 * Customers that earn most, at most 10.
 */
customers: Array<MarginCustomer>, 
/**
 * Share of the largest, the five and the ten largest in positive gross profit.
 */
top: [number, number, number], };

export type MatchedTable = { 
/**
 * Table.
 */
table: TableKind, 
/**
 * Rows.
 */
rows: number, 
/**
 * Rows that name a customer.
 */
named: number, 
/**
 * Of them, those whose customer stands in the orders.
 */
matched: number, 
/**
 * Share of the orders' revenue whose customers have a row in the table.
 */
revenue_share: number | null, 
/**
 * Names that the orders do not know, with their rows, most rows first.
 */
unmatched: Array<[string, number]>, 
/**
 * How many such names there are, where only the first are told.
 */
unmatched_names: number, };

export type MatrixCell = { 
/**
 * `keep` (valuable, loyal), `risk` (valuable, not loyal), `grow` (loyal), `simple` (neither),
 * `unrated`; words under `loyalty.cell.<id>`.
 */
cell: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Share of the revenue of all current customers; absent where there is none.
 */
share: number | null, };

export type Measure = { 
/**
 * Stable id, e.g. `retention.nrr`; words under `measure.<id>`.
 */
id: string, 
/**
 * The figure, in its unit.
 */
value: number, 
/**
 * What it counts.
 */
unit: Unit, 
/**
 * Observations behind it: customers, orders, answers, as the formula says.
 */
n: number | null, 
/**
 * Interval, where a sampling idea makes sense.
 */
interval: ConfidenceInterval | null, 
/**
 * Share of what the figure is about that had data (e.g. revenue matched), 0–1.
 */
coverage: number | null, 
/**
 * Formula in field notation, language-neutral.
 */
formula: string, 
/**
 * Evidence grade.
 */
grade: Grade, 
/**
 * Index into `row_sets`: the rows it was computed from.
 */
rows: Array<number>, 
/**
 * Summary of those rows by table.
 */
sources: Array<SourceUse>, };

export type Member = { 
/**
 * How decisions name it.
 */
party: CustomerRef, 
/**
 * Name.
 */
name: string, 
/**
 * The firm's key.
 */
code: string | null, 
/**
 * Order lines.
 */
rows: number, 
/**
 * Net revenue.
 */
revenue: Amount, 
/**
 * First order.
 */
first: string | null, 
/**
 * Last order.
 */
last: string | null, };

export type Migration = { 
/**
 * Earlier period.
 */
earlier: Period, 
/**
 * Later period.
 */
later: Period, 
/**
 * Rows: class before (A, B, C, none); columns: class after, the same.
 */
customers: Array<Array<number>>, 
/**
 * Revenue of the later period of the same customers.
 */
revenue: Array<Array<Amount>>, };

export type MonthOrders = { 
/**
 * First day of the month.
 */
month: string, 
/**
 * Net amount.
 */
amount: Amount, 
/**
 * Lines.
 */
lines: number, 
/**
 * Net amount by source, in the order of [`Reconciliation::sources`].
 */
by_source: Array<Amount>, };

export type MonthRevenue = { 
/**
 * First day of the month.
 */
month: string, 
/**
 * Net revenue.
 */
revenue: Amount, 
/**
 * Order documents.
 */
orders: number, 
/**
 * Customers who bought.
 */
customers: number, };

export type NameArgs = { 
/**
 * Name.
 */
name: string, };

export type NoCustomer = { 
/**
 * Name.
 */
name: string, 
/**
 * Why, and so whether its sales stay in revenue.
 */
why: Exclusion, 
/**
 * Its order lines up to the as-of date.
 */
rows: number, 
/**
 * Their net amount: in revenue for a bucket, an adjustment for the others.
 */
amount: Amount, 
/**
 * The part of it within the last twelve months.
 */
ltm: Amount, };

export type Nothing = Record<symbol, never>;

export type OpenStep = { 
/**
 * Days since the beginning.
 */
days: number, 
/**
 * Cases still followed just before.
 */
at_risk: number, 
/**
 * Share still open.
 */
open: number, 
/**
 * Lower bound (log-log).
 */
lower: number, 
/**
 * Upper bound.
 */
upper: number, };

export type Origin = "anglo_american" | "china" | "convention" | "proposal";

export type OutcomeTable = { 
/**
 * `complaint`, `detractor`, `member`, `referred`; words under `voice.outcome.<id>`.
 */
id: string, 
/**
 * Customers with the trait.
 */
exposed: number, 
/**
 * Of them, lost.
 */
exposed_lost: number, 
/**
 * Customers without.
 */
others: number, 
/**
 * Of them, lost.
 */
others_lost: number, 
/**
 * Risk ratio of loss; absent where a group lost nobody.
 */
ratio: number | null, 
/**
 * Its interval.
 */
ratio_interval: ConfidenceInterval | null, 
/**
 * Difference of the shares lost, −1 to 1.
 */
difference: number, 
/**
 * Its interval.
 */
difference_interval: ConfidenceInterval, };

export type OutlineEntry = { 
/**
 * Title.
 */
title: string, 
/**
 * 0 for chapters, 1 for sections.
 */
level: number, 
/**
 * 0-based page.
 */
page: number, };

export type OverdueCustomer = { 
/**
 * Name.
 */
name: string, 
/**
 * Open.
 */
open: Amount, 
/**
 * Of it overdue.
 */
overdue: Amount, 
/**
 * Days that the oldest open document is overdue; absent where none has a due date.
 */
oldest_days: number | null, 
/**
 * Revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Open / revenue × 365; absent without revenue.
 */
dso: number | null, };

export type OverdueExposure = { 
/**
 * Open.
 */
open: Amount, 
/**
 * Of it overdue.
 */
overdue: Amount, 
/**
 * Overdue share of what can be judged; absent where no document can.
 */
share: number | null, 
/**
 * Open / revenue of the last twelve months × 365; absent without revenue.
 */
dso: number | null, 
/**
 * By days overdue, youngest first; they add up to what is open.
 */
ages: Array<AgeBand>, 
/**
 * Customers with something overdue.
 */
customers: number, 
/**
 * Revenue of the last twelve months of those customers.
 */
revenue: Amount, 
/**
 * The largest of them by what is overdue, at most 10.
 */
largest: Array<OverdueCustomer>, };

export type PageArgs = { 
/**
 * Report.
 */
report: ReportId, 
/**
 * 0-based page.
 */
page: number, };

export type Part = "recency" | "frequency" | "tenure" | "growth" | "breadth" | "margin" | "payment" | "complaints" | "voice" | "contract" | "backup";

export type Period = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, };

export type PeriodView = { 
/**
 * 0-based position.
 */
index: number, 
/**
 * Header as read.
 */
header: string, 
/**
 * Last day of the period: the date of its records.
 */
end: string, };

export type PeriodsView = { 
/**
 * Each amount becomes a record of its period; otherwise a row is one record as it stands.
 */
split: boolean, 
/**
 * No header names a year.
 */
asks_year: boolean, 
/**
 * Year of the first of them, where no header names one; absent while nobody said it.
 */
year: number | null, 
/**
 * What named the year; absent where the adviser did.
 */
year_from: YearSource | null, 
/**
 * The columns; none while the year is not known or they are not split.
 */
columns: Array<PeriodView>, };

export type PersonExposure = { 
/**
 * Persons by the revenue of the customers they look after, at most 15.
 */
persons: Array<PersonRow>, 
/**
 * Persons not listed.
 */
more: number, 
/**
 * Positive revenue of the last twelve months whose customers have somebody responsible.
 */
revenue: Amount, 
/**
 * Share of the positive revenue of all customers.
 */
covered: number, 
/**
 * Whether the data could show a second person at all: salespersons on order lines, or
 * persons on contact records.
 */
backup_known: boolean, 
/**
 * The dependency on those who leave; absent where the definitions name nobody.
 */
leavers: Dependency | null, 
/**
 * Names of those who leave that nobody responsible for customers bears.
 */
not_found: Array<string>, 
/**
 * Contact persons on the customers' side; absent where the records name none.
 */
contacts: ContactCover | null, };

export type PersonRow = { 
/**
 * Name.
 */
name: string, 
/**
 * Named by the definitions as leaving.
 */
leaves: boolean, 
/**
 * Customers with revenue.
 */
customers: number, 
/**
 * Of them among the twenty largest.
 */
key_customers: number, 
/**
 * What hangs on the person.
 */
dependency: Dependency, };

export type PickArgs = { 
/**
 * Which.
 */
kind: PickKind, 
/**
 * File name suggested.
 */
suggested: string | null, };

export type PickKind = "open_project" | "new_project" | "data_files" | "save_report" | "save_workpapers";

export type PickedFile = { 
/**
 * The file.
 */
file: FileId, 
/**
 * File name.
 */
name: string, 
/**
 * Size in bytes; 0 for a file not there yet.
 */
bytes: number, };

export type Place = { 
/**
 * File name, never a path.
 */
file: string, 
/**
 * Sheet name.
 */
sheet: string | null, 
/**
 * 1-based row.
 */
row: number | null, 
/**
 * Column letter(s) as the spreadsheet program shows them.
 */
column: string | null, };

export type PlatformReviews = { 
/**
 * Platform as in the data; empty where not given.
 */
platform: string, 
/**
 * Reviews.
 */
n: number, 
/**
 * Mean stars.
 */
mean: number, 
/**
 * Mean drawn to the mean of all platforms by the weight of ten reviews.
 */
shrunk: number, 
/**
 * Share with four stars or more.
 */
good: number, 
/**
 * Share with two stars or fewer.
 */
bad: number, 
/**
 * Of the bad ones, the share answered; absent without bad ones.
 */
bad_answered: number | null, };

export type PreviewArgs = { 
/**
 * The sheet and its mapping.
 */
choice: SheetChoice, 
/**
 * Map the columns anew for the chosen table and header row.
 */
remap: boolean, };

export type PrivacyMark = "plain" | "personal" | "sensitive";

export type ProblemCode = "missing_field" | "bad_date" | "bad_number" | "bad_flag" | "cell_error" | "future_date" | "duplicate_row" | "cancelled_row" | "unmapped_column" | "doubtful_column" | "no_header" | "empty_sheet" | "unknown_table" | "period_end_dates" | "wide_no_year" | "line_without_header" | "lines_without_orders" | "header_total_differs" | "joined_row" | "repeated_amount" | "amount_on_first_line" | "example_row" | "pre_aggregated" | "returns_table" | "returns_negated" | "signs_flipped" | "signs_kept" | "discount_deducted" | "discount_left" | "discount_differs" | "discount_unrelated" | "currency_converted" | "not_document_date" | "ambiguous_dates" | "contact_rows" | "rounded_id" | "partial_month" | "hidden_sheet" | "personal_column" | "sensitive_column" | "missing_column" | "undecodable" | "too_large" | "text_cut" | "source_twice" | "bucket_customer" | "mixed_products" | "mixed_currency";

export type ProblemGroup = { 
/**
 * What.
 */
code: ProblemCode, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * How many.
 */
count: number, 
/**
 * The first of them.
 */
example: ProblemView, };

export type ProblemKind = { 
/**
 * What.
 */
code: ProblemCode, 
/**
 * The worst of them.
 */
severity: Severity, 
/**
 * How many, those not listed one by one included.
 */
count: number, 
/**
 * Rows that were rejected.
 */
rejected: number, 
/**
 * Accepted rows that could be left out; 0 where not every one of them is listed.
 */
rows: number, 
/**
 * Rule by which they would be left out; words under `fix.<rule>`.
 */
rule: string, 
/**
 * The first of them.
 */
example: ProblemView, 
/**
 * Decisions about it, in force.
 */
decisions: Array<number>, };

export type ProblemOverview = { 
/**
 * By kind, worst and most frequent first.
 */
kinds: Array<ProblemKind>, 
/**
 * Rejected rows that can be exported.
 */
rejected: number, 
/**
 * Decisions in force about problems, oldest first.
 */
settled: Array<SettledView>, };

export type ProblemPage = { 
/**
 * By code.
 */
groups: Array<ProblemGroup>, 
/**
 * Of the code asked for (or all).
 */
problems: Array<ProblemView>, 
/**
 * How many there are of it.
 */
total: number, };

export type ProblemView = { 
/**
 * What.
 */
code: ProblemCode, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * Where.
 */
place: Place, 
/**
 * Placeholder values.
 */
args: { [key in string]: string }, 
/**
 * The rejected row as read.
 */
rejected: Array<string> | null, };

export type ProblemsArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * Of this code only.
 */
code: ProblemCode | null, 
/**
 * First.
 */
offset: number, 
/**
 * How many.
 */
limit: number, };

export type Progress = { 
/**
 * The job.
 */
job: JobId, 
/**
 * Stage; words under `stage.job.<stage>`: `reading`, `recognising`, `converting`, `storing`,
 * `measuring`, `laying_out`.
 */
stage: string, 
/**
 * File or step being worked on, for show.
 */
subject: string, 
/**
 * Done so far, in the unit of `total`.
 */
done: number, 
/**
 * In all; 0 while unknown.
 */
total: number, };

export type ProjectView = { 
/**
 * File name without extension.
 */
name: string, 
/**
 * Whether it is the embedded sample (a temporary copy).
 */
sample: boolean, 
/**
 * Its target firms.
 */
targets: Array<TargetView>, };

export type ProposeArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * The files.
 */
files: Array<FileId>, };

export type Provenance = { 
/**
 * Person or firm that gave the data.
 */
given_by: string, 
/**
 * Day on which they were given.
 */
given_on: string | null, 
/**
 * Basis.
 */
basis: Basis | null, 
/**
 * The agreement or consent in words: number, date, parties.
 */
basis_note: string, 
/**
 * What the data may be used for.
 */
purpose: string, 
/**
 * Day until which they may be kept.
 */
retain_until: string | null, };

export type ProvenanceArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * What is stated now.
 */
statement: Provenance, };

export type ProvenanceEntry = { 
/**
 * Seconds since 1970-01-01 UTC.
 */
recorded_at: number, 
/**
 * What was stated.
 */
statement: Provenance, };

export type ProvenanceView = { 
/**
 * All statements; none was made while it is empty.
 */
history: Array<ProvenanceEntry>, };

export type PvmProduct = { 
/**
 * Name, with its code where it has one.
 */
label: string, 
/**
 * Quantity before.
 */
quantity_before: number, 
/**
 * Revenue before.
 */
before: Amount, 
/**
 * Quantity after.
 */
quantity_after: number, 
/**
 * Revenue after.
 */
after: Amount, 
/**
 * (p₁ − p₀)·q₁; absent where there is no price in both periods.
 */
price_effect: Amount | null, };

export type PvmView = { 
/**
 * Earlier period.
 */
earlier: Period, 
/**
 * Later period.
 */
later: Period, 
/**
 * Revenue of the earlier period.
 */
before: Amount, 
/**
 * More or fewer units.
 */
volume: Amount, 
/**
 * Dearer or cheaper products.
 */
mix: Amount, 
/**
 * Other prices.
 */
price: Amount, 
/**
 * Products not sold before.
 */
new: Amount, 
/**
 * Products no longer sold.
 */
lost: Amount, 
/**
 * Lines without product or quantity, products in credit.
 */
other: Amount, 
/**
 * Revenue of the later period.
 */
after: Amount, 
/**
 * Products sold in both periods.
 */
matched: number, 
/**
 * Share of both periods' revenue that they make.
 */
matched_share: number, 
/**
 * Products whose revenue changed most, at most 15.
 */
products: Array<PvmProduct>, };

export type QuestionView = { 
/**
 * Id.
 */
id: string, 
/**
 * Dimension number.
 */
dimension: number, 
/**
 * Dimension title, by language tag.
 */
dimension_name: { [key in string]: string }, 
/**
 * Item title, by language tag.
 */
item_name: { [key in string]: string }, 
/**
 * The question, by language tag.
 */
text: { [key in string]: string }, 
/**
 * What should be shown, by language tag.
 */
evidence_wanted: { [key in string]: string }, 
/**
 * The answer, if given.
 */
answer: Answer | null, };

export type QuestionsArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * Framework.
 */
framework: string, };

export type Rate = { 
/**
 * Customers it holds for.
 */
hits: number, 
/**
 * Customers.
 */
n: number, 
/**
 * hits / n.
 */
share: number, 
/**
 * Lower bound.
 */
lower: number, 
/**
 * Upper bound.
 */
upper: number, };

export type RawRow = { 
/**
 * 1-based row number.
 */
row: number, 
/**
 * Cells as text.
 */
cells: Array<string>, };

export type Reason = { 
/**
 * What.
 */
code: ReasonCode, 
/**
 * Values for the sentence.
 */
args: { [key in string]: string }, };

export type ReasonCode = "same_name" | "same_writing" | "legal_form" | "prefix_stripped" | "status_stripped" | "counter_stripped" | "place_missing" | "near_name" | "short_name" | "code" | "credit_code" | "phone" | "mail_domain" | "address" | "contact" | "parent" | "branch" | "group_name" | "bucket_name" | "internal_name" | "own_name" | "related_mark";

export type RecentProject = { 
/**
 * The file.
 */
file: FileId, 
/**
 * File name.
 */
name: string, 
/**
 * Folder, shortened for show.
 */
folder: string, 
/**
 * Seconds since 1970-01-01 UTC.
 */
opened_at: number, 
/**
 * Whether the file is still there.
 */
exists: boolean, };

export type Reconciliation = { 
/**
 * ISO code of the currency that is compared.
 */
currency: string, 
/**
 * Tax in the orders, as the definitions fix it.
 */
tax: TaxBasis, 
/**
 * Difference that still counts as tied out, share of the control total.
 */
tolerance: number, 
/**
 * Tax rate stated by the adviser.
 */
tax_rate: number | null, 
/**
 * How the order lines came onto the tax basis.
 */
tax_lines: TaxLines, 
/**
 * The last twelve months.
 */
ltm: [string, string] | null, 
/**
 * Basis whose totals tie the last twelve months out; the orders' figures then have grade A.
 */
tied_out: ControlBasis | null, 
/**
 * Orders by month, oldest first.
 */
months: Array<MonthOrders>, 
/**
 * Orders by source, in the order of import.
 */
sources: Array<SourceOrders>, 
/**
 * Control totals by currency and basis.
 */
series: Array<ControlSeries>, 
/**
 * Orders by currency, that of the assessment first.
 */
currencies: Array<CurrencyOrders>, 
/**
 * Imported control rows whose period was not understood.
 */
unread: Array<RowRef>, 
/**
 * Checks of the records, in a fixed order.
 */
checks: Array<Check>, };

export type ReconciliationView = { 
/**
 * The reconciliation; empty months where there are no orders.
 */
reconciliation: Reconciliation, 
/**
 * Rows that its checks name by index.
 */
row_sets: Array<RowSet>, 
/**
 * File names by source id.
 */
files: { [key in number]: string }, 
/**
 * Decisions in force about it, oldest first.
 */
settled: Array<SettledView>, };

export type Recovery = { 
/**
 * Customers who complained and have a level, each by its first complaint in the window.
 */
customers: number, 
/**
 * Of them, those back by the as-of date.
 */
back: number, 
/**
 * Customers who complained and bought too seldom to have a level, left out.
 */
no_level: number, 
/**
 * Months within which half are back, three at least; absent where the curve does not come so
 * far.
 */
median: number | null, 
/**
 * Lower bound of the median.
 */
median_lower: number | null, 
/**
 * Upper bound.
 */
median_upper: number | null, 
/**
 * Customers without a complaint compared with.
 */
others: number, 
/**
 * Months within which half of them are at their level.
 */
others_median: number | null, 
/**
 * Shares at 3, 6, 9, 12 and 15 months, as far as anybody was followed.
 */
marks: Array<RecoveryMark>, };

export type RecoveryMark = { 
/**
 * Months since the complaint.
 */
months: number, 
/**
 * Customers not back before and followed so far.
 */
followed: number, 
/**
 * Share back, 0–1.
 */
back: number, 
/**
 * Lower bound (log-log); absent at none and at all.
 */
lower: number | null, 
/**
 * Upper bound.
 */
upper: number | null, 
/**
 * Share of the customers without a complaint that are at their level.
 */
others: number | null, };

export type Redaction = "none" | "names" | "amounts";

export type RenameTargetArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * Name.
 */
name: string, };

export type RenewalMonth = { 
/**
 * First day of the month.
 */
month: string, 
/**
 * Customers whose contracts, signed successors included, all have ended by then.
 */
customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Share of the revenue of all customers whose contracts end.
 */
share: number, };

export type Replacement = { 
/**
 * The inspected file.
 */
file: FileId, 
/**
 * The source it replaces.
 */
source: number, };

export type ReportArgs = { 
/**
 * Job.
 */
job: JobId, 
/**
 * Assessment.
 */
assessment: number, 
/**
 * Language.
 */
lang: Lang, 
/**
 * What to leave out.
 */
redaction: Redaction, 
/**
 * Commissioning party, printed on the cover.
 */
client: string, };

export type ReportId = number;

export type ReportView = { 
/**
 * Id for pages and saving.
 */
report: ReportId, 
/**
 * Number of pages.
 */
pages: number, 
/**
 * Contents.
 */
outline: Array<OutlineEntry>, };

export type Request = { 
/**
 * What to ask for.
 */
ask: Ask, 
/**
 * Dimension numbers that would gain evidence.
 */
dimensions: Array<number>, 
/**
 * Share of the framework's weight it would add, 0–1.
 */
weight: number, 
/**
 * Figures it would unlock.
 */
unlocks: Array<string>, };

export type ReturnYear = { 
/**
 * Period.
 */
period: Period, 
/**
 * Positive lines.
 */
sold: Amount, 
/**
 * Negative lines and refunds, positive.
 */
returned: Amount, };

export type ReturnsRule = "net_at_return_date" | "ignore";

export type RevenueAtRisk = { 
/**
 * Rungs with customers, surest loss first.
 */
rungs: Array<RiskRung>, 
/**
 * Expected loss.
 */
expected: Amount, 
/**
 * Lower end of its band.
 */
lower: Amount, 
/**
 * Upper end.
 */
upper: Amount, 
/**
 * Level of the band, e.g. 0.9.
 */
level: number, 
/**
 * Whether the hazard of silent customers comes from the firm's own history.
 */
silent_observed: boolean, 
/**
 * What the loss of the one, two and three largest customers would mean.
 */
largest: Array<LossOfLargest>, };

export type RevenueBasis = "orders" | "deliveries" | "invoices" | "receipts";

export type RevenueCohortRow = { 
/**
 * First day of the period.
 */
start: string, 
/**
 * Customers acquired.
 */
size: number, 
/**
 * Net revenue at age 0, 1, 2 …; ends where nothing is observed yet.
 */
revenue: Array<Amount>, };

export type RevenueCohorts = { 
/**
 * Length of a period in months.
 */
months_per_period: number, 
/**
 * One row a cohort, oldest first.
 */
rows: Array<RevenueCohortRow>, };

export type ReviewYear = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * Reviews.
 */
n: number, 
/**
 * Mean stars.
 */
mean: number, 
/**
 * Share with two stars or fewer.
 */
bad: number, };

export type RevokeArgs = { 
/**
 * Their ids.
 */
decisions: Array<number>, };

export type RfmCuts = { 
/**
 * High when recency in days is at most this.
 */
recency_days: number, 
/**
 * High when order days in the window exceed this.
 */
frequency: number, 
/**
 * High when revenue in the window exceeds this.
 */
monetary: Amount, 
/**
 * Window in months.
 */
window_months: number, };

export type RfmSegment = { 
/**
 * Pattern of R, F, M, e.g. `HHL`; words under `rfm.<pattern>`.
 */
pattern: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Their revenue in the window.
 */
revenue: Amount, 
/**
 * Share of revenue.
 */
share: number, };

export type RiskRung = { 
/**
 * Stable id; words under `risk.<id>`.
 */
id: string, 
/**
 * Probability of loss within a year.
 */
probability: number, 
/**
 * Customers on it.
 */
customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Expected loss.
 */
expected: Amount, };

export type RollCell = { 
/**
 * Net revenue.
 */
revenue: Amount, 
/**
 * Share of the positive revenue of all; absent where there is none.
 */
share: number | null, 
/**
 * Rank; absent without positive revenue.
 */
rank: number | null, };

export type RollForward = { 
/**
 * The periods, oldest first; the last is the last twelve months.
 */
periods: Array<Period>, 
/**
 * Positive revenue of all customers in each.
 */
totals: Array<Amount>, 
/**
 * Up to 20 customers by revenue of the last period, then those that were among the 20 of the
 * period before and no longer are.
 */
rows: Array<RollRow>, };

export type RollRow = { 
/**
 * Name at the level the definitions fix.
 */
name: string, 
/**
 * Among the largest now; else it was, a period ago.
 */
current: boolean, 
/**
 * One cell a period.
 */
cells: Array<RollCell>, 
/**
 * Revenue of the last twelve months against the twelve before; absent where there was none.
 */
growth: number | null, 
/**
 * Gross margin of the last twelve months, where lines have a cost.
 */
margin: number | null, 
/**
 * First order.
 */
first_order: string | null, 
/**
 * Whether it was already a customer when the data begin.
 */
truncated: boolean, 
/**
 * Last order.
 */
last_order: string | null, 
/**
 * Next contract end.
 */
contract_end: string | null, 
/**
 * Responsible salesperson.
 */
owner: string | null, };

export type RollingShare = { 
/**
 * Age in months.
 */
months: number, 
/**
 * Share active at that age or later.
 */
share: number, 
/**
 * Customers old enough to be judged.
 */
customers: number, };

export type RowPage = { 
/**
 * Table.
 */
table: TableKind, 
/**
 * Fields shown, those with values only.
 */
fields: Array<string>, 
/**
 * The rows.
 */
rows: Array<EvidenceRow>, 
/**
 * How many there are in all.
 */
total: number, };

export type RowRange = { 
/**
 * First row.
 */
first: RowRef, 
/**
 * Last row number in the same sheet, inclusive.
 */
last_row: number, };

export type RowRef = { 
/**
 * The imported file.
 */
source: SourceId, 
/**
 * 0-based position of the sheet in the workbook; 0 for text files.
 */
sheet: number, 
/**
 * 1-based row as a spreadsheet program shows it.
 */
row: number, };

export type RowSet = { 
/**
 * Table.
 */
table: TableKind, 
/**
 * How many rows.
 */
count: number, 
/**
 * Ranges of consecutive rows, sorted.
 */
ranges: Array<RowRange>, };

export type RowsArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * Row set, as the assessment has it.
 */
set: RowSet, 
/**
 * First.
 */
offset: number, 
/**
 * How many.
 */
limit: number, };

export type SaveArgs = { 
/**
 * Report.
 */
report: ReportId, 
/**
 * File picked.
 */
file: FileId, };

export type SaveRejectedArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * File picked.
 */
file: FileId, 
/**
 * Language of the reasons.
 */
lang: Lang, };

export type Settings = { 
/**
 * Language of the window.
 */
lang: Lang, 
/**
 * Language of reports.
 */
report_lang: Lang, 
/**
 * Name printed as the issuer of reports.
 */
issuer: string, 
/**
 * Name put to decisions in the audit trail.
 */
adviser: string, 
/**
 * Dark appearance.
 */
dark: boolean, };

export type SettingsArgs = { 
/**
 * Settings.
 */
settings: Settings, };

export type SettleArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * What.
 */
what: Settlement, 
/**
 * Why; may be empty.
 */
reason: string, };

export type SettledView = { 
/**
 * Id of the decision.
 */
id: number, 
/**
 * What was settled.
 */
what: SettledWhat, 
/**
 * Why, in the adviser's words.
 */
reason: string, 
/**
 * Seconds since 1970-01-01 UTC.
 */
decided_at: number, };

export type SettledWhat = { "kind": "control", 
/**
 * It.
 */
total: ControlTotal, } | { "kind": "tolerance", 
/**
 * Share.
 */
share: number, } | { "kind": "tax_rate", 
/**
 * Rate.
 */
rate: number, } | { "kind": "exchange_rate", 
/**
 * ISO code.
 */
currency: string, 
/**
 * Units of the assessment's currency for one of it.
 */
rate: number, } | { "kind": "accept", 
/**
 * `problem.<code>` or `check.<id>`.
 */
topic: string, } | { "kind": "ask", 
/**
 * `problem.<code>` or `check.<id>`.
 */
topic: string, } | { "kind": "exclude", 
/**
 * `problem.<code>` or `check.<id>`.
 */
topic: string, 
/**
 * Rule; words under `fix.<rule>`.
 */
rule: string, 
/**
 * How many.
 */
rows: number, };

export type Settlement = { "kind": "tolerance", 
/**
 * Share.
 */
share: number, } | { "kind": "tax_rate", 
/**
 * Rate.
 */
rate: number, } | { "kind": "exchange_rate", 
/**
 * ISO code.
 */
currency: string, 
/**
 * Units of the assessment's currency for one of it.
 */
rate: number, } | { "kind": "accept", 
/**
 * `problem.<code>` or `check.<id>`.
 */
topic: string, } | { "kind": "ask", 
/**
 * `problem.<code>` or `check.<id>`.
 */
topic: string, } | { "kind": "exclude_rows", 
/**
 * `check.<id>`.
 */
topic: string, 
/**
 * Rule.
 */
rule: string, 
/**
 * The rows.
 */
set: RowSet, } | { "kind": "exclude_problems", 
/**
 * The kind.
 */
code: ProblemCode, };

export type Severity = "info" | "warning" | "critical";

export type SheetChoice = { 
/**
 * The inspected file.
 */
file: FileId, 
/**
 * 0-based sheet.
 */
sheet: number, 
/**
 * 0-based number of the table on the sheet.
 */
part: number, 
/**
 * How.
 */
mapping: MappingView, };

export type SheetView = { 
/**
 * Name.
 */
name: string, 
/**
 * 0-based number of the table on the sheet.
 */
part: number, 
/**
 * Evidence table; absent: left out.
 */
table: TableKind | null, 
/**
 * Row counts.
 */
tally: Tally, 
/**
 * Columns with personal information that were left out, as their headers name them.
 */
withheld: Array<string>, };

export type SignRule = "as_written" | "negative" | "flipped";

export type SignView = { 
/**
 * The type as the firm writes it; empty for documents without one.
 */
document: string, 
/**
 * Their sign.
 */
sign: SignRule, };

export type SignWhy = "sale" | "type" | "status" | "table" | "chosen";

export type SignalCount = { 
/**
 * `any`, `silent`, `alive`, `falling`; words under `loyalty.signal.<id>`.
 */
signal: string, 
/**
 * Current customers for which it can be judged.
 */
judged: number, 
/**
 * Of them, those with the sign.
 */
flagged: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, };

export type SignalTest = { 
/**
 * `any`, `silent`, `alive`, `falling`.
 */
signal: string, 
/**
 * Customers for which it could be judged, and of them those that bought nothing.
 */
base: Rate, 
/**
 * Share of the flagged that bought nothing; absent where nobody was flagged.
 */
precision: Rate | null, 
/**
 * Share of those that bought nothing which had been flagged; absent where all bought.
 */
recall: Rate | null, 
/**
 * Precision over the base rate.
 */
lift: number | null, };

export type Significance = { 
/**
 * `fisher`, `sign`, `rank` or `chi_square`; words under `test.<method>`, with `n` and `p` as
 * placeholders.
 */
method: string, 
/**
 * Probability of a difference at least as large where there is none.
 */
p: number, 
/**
 * What was counted: documents or lines (Fisher, χ²), customers (sign), windows (rank).
 */
n: number, };

export type SourceArgs = { 
/**
 * Source.
 */
source: number, };

export type SourceId = number;

export type SourceOrders = { 
/**
 * The file.
 */
source: SourceId, 
/**
 * First date.
 */
from: string, 
/**
 * Last date.
 */
to: string, 
/**
 * Lines.
 */
lines: number, 
/**
 * Net amount.
 */
amount: Amount, };

export type SourceUse = { 
/**
 * Table.
 */
table: TableKind, 
/**
 * Rows used.
 */
rows: number, };

export type SourceView = { 
/**
 * Id in the project.
 */
id: number, 
/**
 * File name.
 */
file: string, 
/**
 * SHA-256, hexadecimal.
 */
sha256: string, 
/**
 * Seconds since 1970-01-01 UTC.
 */
imported_at: number, 
/**
 * Its sheets.
 */
sheets: Array<SheetView>, };

export type SpendingModel = { 
/**
 * Customers with repeat purchases.
 */
customers: number, 
/**
 * Gamma–Gamma; absent where number and amount correlate too much, and each customer's own
 * mean counts.
 */
gamma: GammaParameters | null, 
/**
 * Correlation of number and mean amount of repeat purchases.
 */
correlation: number, 
/**
 * Years looked ahead.
 */
years: number, 
/**
 * Discount rate a year.
 */
discount_rate: number, 
/**
 * Gross margin applied; absent: on revenue.
 */
margin: number | null, 
/**
 * Discounted value of what customers are still expected to buy.
 */
equity: Amount, 
/**
 * Customers that it is the value of.
 */
valued: number, 
/**
 * The part of it from one-time buyers; absent where they are not valued.
 */
one_time: Amount | null, 
/**
 * Share of the most valuable tenth of the customers.
 */
top_decile: number | null, };

export type StageCount = { 
/**
 * `new`, `growing`, `mature`, `declining`, `dormant`, `lost`; words under `stage.<id>`.
 */
stage: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Revenue of the last twelve months.
 */
revenue: Amount, };

export type Suggestion = { 
/**
 * Stable while the records stay.
 */
id: string, 
/**
 * What.
 */
kind: SuggestionKind, 
/**
 * As what it should be left out, where it is no customer.
 */
why: Exclusion | null, 
/**
 * Whom, the one to keep first.
 */
members: Array<Member>, 
/**
 * Why.
 */
reasons: Array<Reason>, 
/**
 * How sure, 0–1.
 */
score: number, 
/**
 * Order lines of the members.
 */
rows: number, 
/**
 * Net revenue of the members, whole period.
 */
revenue: Amount, 
/**
 * The records say so themselves: figures at group level count it already.
 */
in_force: boolean, };

export type SuggestionKind = "same_customer" | "common_control" | "not_a_customer";

export type SurvivalStep = { 
/**
 * Months since the first order.
 */
months: number, 
/**
 * Customers at risk just before.
 */
at_risk: number, 
/**
 * Share still a customer.
 */
survival: number, 
/**
 * Lower 95 % bound (log-log).
 */
lower: number, 
/**
 * Upper 95 % bound.
 */
upper: number, };

export type TableKind = "customers" | "orders" | "contracts" | "receivables" | "complaints" | "tickets" | "surveys" | "feedback" | "referrals" | "reviews" | "contacts" | "campaigns" | "programme" | "training" | "industry" | "brand" | "quotes" | "questionnaire" | "control_totals";

export type TableSummary = { 
/**
 * Table.
 */
table: TableKind, 
/**
 * Rows.
 */
rows: number, 
/**
 * Share of the rows whose customer also stands in the orders, per thousand; absent without customers.
 */
matched_per_mille: number | null, 
/**
 * Rows that name a customer; absent where no row does, and for the orders themselves.
 */
named_rows: number | null, 
/**
 * Of them, those whose customer stands in the orders.
 */
matched_rows: number | null, 
/**
 * Share of the orders' revenue whose customers have a row in the table, per thousand.
 */
matched_revenue_per_mille: number | null, };

export type TableView = { 
/**
 * The table.
 */
table: TableKind, 
/**
 * Its fields, in the order of its records.
 */
fields: Array<FieldView>, };

export type Tally = { 
/**
 * Rows below the header.
 */
read: number, 
/**
 * Became records.
 */
accepted: number, 
/**
 * Kept with their problem.
 */
rejected: number, 
/**
 * Blank.
 */
blank: number, 
/**
 * Totals and signatures below the table.
 */
footer: number, 
/**
 * Marked as cancelled by the firm itself.
 */
cancelled: number, 
/**
 * Gave what they say to the rows of another table: orders whose lines stand elsewhere.
 */
joined: number, 
/**
 * Examples and tips of a form.
 */
example: number, 
/**
 * Outside the table, not among those read: titles above the header.
 */
outside: number, };

export type TargetArgs = { 
/**
 * Target.
 */
target: number, };

export type TargetView = { 
/**
 * Id in the project.
 */
id: number, 
/**
 * Name.
 */
name: string, 
/**
 * Imported files.
 */
sources: number, 
/**
 * Accepted rows of each table that has any.
 */
tables: Array<[TableKind, number]>, 
/**
 * Open problems.
 */
problems: number, };

export type TaxBasis = "gross" | "net" | "unknown";

export type TaxLines = { 
/**
 * On it already.
 */
same: number, 
/**
 * By the row's own amount without tax.
 */
own: number, 
/**
 * By the row's tax amount.
 */
tax: number, 
/**
 * By the row's tax rate.
 */
row_rate: number, 
/**
 * By the rate that the adviser stated.
 */
stated: number, 
/**
 * Nothing says on which basis they are: counted as they stand.
 */
unsaid: number, 
/**
 * On the other basis, and nothing converts them: counted as they stand.
 */
open: number, };

export type TaxRule = "same" | "own_net" | "converted" | "unconfirmed" | "not_comparable";

export type TaxView = "gross" | "net";

export type TemplateArgs = { 
/**
 * Its id.
 */
template: string, };

export type TemplateOffer = { 
/**
 * Its id.
 */
template: string, 
/**
 * When it was confirmed: seconds since 1970-01-01 UTC.
 */
confirmed_at: number, 
/**
 * The headers are the same and it has been applied; otherwise it is only suggested.
 */
applied: boolean, 
/**
 * Headers of the sheet that it does not know.
 */
added: Array<string>, 
/**
 * Headers it knows that the sheet does not have.
 */
gone: Array<string>, };

export type TemplateView = { 
/**
 * Its id.
 */
template: string, 
/**
 * Evidence table.
 */
table: TableKind, 
/**
 * The headers, in order.
 */
headers: Array<string>, 
/**
 * How many of them serve a field.
 */
mapped: number, 
/**
 * When it was confirmed: seconds since 1970-01-01 UTC.
 */
confirmed_at: number, };

export type TenureBand = { 
/**
 * From so many years on.
 */
from: number, 
/**
 * To so many years, not included; absent at the end.
 */
to: number | null, 
/**
 * Customers.
 */
customers: number, 
/**
 * Of them customers who were there when the data begin: their tenure is at least this.
 */
truncated: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Revenue of the truncated ones.
 */
truncated_revenue: Amount, };

export type ThemeCount = { 
/**
 * Words under `voice.theme.<id>`; `other` where no keyword was found.
 */
theme: string, 
/**
 * Complaints.
 */
complaints: number, 
/**
 * Suggestions and other feedback.
 */
feedback: number, 
/**
 * Comments in surveys.
 */
comments: number, 
/**
 * Reviews.
 */
reviews: number, 
/**
 * All of them.
 */
texts: number, 
/**
 * Share of all texts.
 */
share: number, };

export type Threshold = { 
/**
 * Id of the rule.
 */
id: string, 
/**
 * Whose practice it is.
 */
origin: Origin, 
/**
 * Sites that state it.
 */
sources: Array<string>, 
/**
 * Values by name.
 */
values: { [key in string]: ThresholdValue }, };

export type ThresholdValue = { "type": "share", "value": number } | { "type": "number", "value": number };

export type TierCount = { 
/**
 * `high`, `medium`, `low`, `warning`, `unrated`; words under `loyalty.tier.<id>`.
 */
tier: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, };

export type TierLine = { 
/**
 * `top20`, `next80`, `tail`, `a`, `b`, `c`; words under `tier.<id>`.
 */
tier: string, 
/**
 * Its bridge; without new and returning customers, who had no revenue to rank by.
 */
line: BridgeLine, };

export type TierOpinion = { 
/**
 * `a`, `b`, `c` by revenue of the last twelve months; words under `tier.<id>`.
 */
tier: string, 
/**
 * Customers of the class.
 */
customers: number, 
/**
 * Of them, those who answered.
 */
respondents: number, 
/**
 * Revenue of the class in the last twelve months.
 */
revenue: Amount, 
/**
 * Part of it from those who answered.
 */
answered_revenue: Amount, 
/**
 * Answers on recommending.
 */
nps_n: number, 
/**
 * Net promoter score, −100 to 100.
 */
nps: number | null, 
/**
 * Its interval.
 */
nps_interval: ConfidenceInterval | null, 
/**
 * Answers on overall satisfaction.
 */
csat_n: number, 
/**
 * Share satisfied, 0–1.
 */
csat: number | null, 
/**
 * Its interval.
 */
csat_interval: ConfidenceInterval | null, };

export type TierOutcome = { 
/**
 * Tier at the cut.
 */
tier: string, 
/**
 * Share that bought nothing in the hold-out.
 */
gone: Rate, };

export type TopCustomer = { 
/**
 * Name at the level the definitions fix (company or group).
 */
name: string, 
/**
 * Members, where it is a group of more than one.
 */
members: Array<string>, 
/**
 * Revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * Share of it.
 */
share: number, 
/**
 * Revenue of the twelve months before.
 */
before: Amount | null, 
/**
 * First order.
 */
first_order: string, 
/**
 * Last order.
 */
last_order: string, 
/**
 * Responsible salesperson.
 */
owner: string | null, 
/**
 * Life-cycle stage, as in [`StageCount::stage`].
 */
stage: string, 
/**
 * Next contract end, if known.
 */
contract_end: string | null, };

export type TrackingPoint = { 
/**
 * Last day counted.
 */
day: string, 
/**
 * Repeat purchases made up to it.
 */
actual: number, 
/**
 * Expected by the model as fitted at the cut.
 */
expected: number, };

export type Transitions = { 
/**
 * The day a year ago.
 */
then: string, 
/**
 * Stages then; `active` stands for growing, mature and declining where the data do not reach
 * back far enough to tell them apart.
 */
from: Array<string>, 
/**
 * Stages now.
 */
to: Array<string>, 
/**
 * Customers: a row each stage then, a column each stage now.
 */
customers: Array<Array<number>>, 
/**
 * Revenue of the twelve months up to then, of the same customers.
 */
before: Array<Array<Amount>>, 
/**
 * Revenue of the last twelve months.
 */
after: Array<Array<Amount>>, };

export type Unit = "share" | "money" | "count" | "days" | "hours" | "months" | "years" | "index" | "points" | "stars" | "per_customer_year" | "per_customer_quarter" | "per_hundred_orders" | "per_hundred_customers" | "per_million" | "hours_per_person_year";

export type UnitView = { 
/**
 * Numbers are multiplied by this: 10,000 for 万元.
 */
scale: number, 
/**
 * Numbers are hundredths.
 */
percent: boolean, 
/**
 * Tax basis, where known.
 */
tax: TaxView | null, 
/**
 * Minutes that one unit of a duration stands for, where known.
 */
minutes: number | null, 
/**
 * Of dates such as 3/4/2024, whether the day stands first, where the adviser says.
 */
day_first: boolean | null, };

export type UseTemplateArgs = { 
/**
 * The inspected file.
 */
file: FileId, 
/**
 * 0-based sheet.
 */
sheet: number, 
/**
 * 0-based number of the table on the sheet.
 */
part: number, 
/**
 * Template; absent: as plainly recognised.
 */
template: string | null, };

export type VoiceExhibits = { 
/**
 * Importance and performance of what a survey asked about.
 */
items: ItemMatrix | null, 
/**
 * Opinions by size class of the customers; empty unless the survey names its customers.
 */
tiers: Array<TierOpinion>, 
/**
 * Opinions by survey wave, oldest first.
 */
waves: Array<WaveOpinion>, 
/**
 * What became of customers with a trait against the others.
 */
outcomes: Array<OutcomeTable>, 
/**
 * Purchases within six months of a complaint.
 */
after_complaint: AfterComplaint | null, 
/**
 * Months until customers buy as much as before a complaint.
 */
recovery: Recovery | null, 
/**
 * How long cases take, the open ones censored.
 */
times: Array<CaseTimes>, 
/**
 * What texts speak of, most frequent first.
 */
themes: Array<ThemeCount>, 
/**
 * Reviews by platform, most reviews first.
 */
platforms: Array<PlatformReviews>, 
/**
 * Reviews by year back from the as-of date, oldest first.
 */
review_years: Array<ReviewYear>, 
/**
 * Time since the last contact against the customer's own rhythm.
 */
care: Array<CareBand>, 
/**
 * Orders in the weeks of holiday promotions against the weeks around them.
 */
holiday: HolidayOrders | null, 
/**
 * Ways of taking part and how many of the active customers use each.
 */
ways: Array<EngagementWay>, };

export type WallMonth = { 
/**
 * First day of the month.
 */
month: string, 
/**
 * Customers whose last running contract ends in it.
 */
part: WallPart, 
/**
 * Revenue of those that end up to and including this month without renewing themselves, as a
 * share of all revenue.
 */
ending_so_far: number, };

export type WallPart = { 
/**
 * Customers.
 */
customers: number, 
/**
 * Their revenue of the last twelve months.
 */
revenue: Amount, 
/**
 * The part of it whose contracts renew themselves.
 */
renewing: Amount, };

export type WarningCuts = { 
/**
 * Whose practice they are.
 */
origin: Origin, 
/**
 * Pauses between purchase days from which on a customer has a rhythm.
 */
pauses: number, 
/**
 * Days of silence below which nobody is called silent.
 */
days: number, 
/**
 * P(alive) below which a customer is called gone.
 */
alive: number, 
/**
 * Fall of revenue in each of two half-years from which on a trend falls.
 */
fall: number, };

export type WaveOpinion = { 
/**
 * Name of the wave in the data; empty where waves are years back from the as-of date.
 */
wave: string, 
/**
 * First answer.
 */
from: string, 
/**
 * Last answer.
 */
to: string, 
/**
 * Answer sheets.
 */
n: number, 
/**
 * Mean of overall satisfaction, 0–100.
 */
mean: number | null, 
/**
 * Its interval.
 */
mean_interval: ConfidenceInterval | null, 
/**
 * Net promoter score.
 */
nps: number | null, 
/**
 * Its interval.
 */
nps_interval: ConfidenceInterval | null, };

export type WireError = { 
/**
 * Stable code, e.g. `import.encrypted`.
 */
code: string, 
/**
 * Placeholder values.
 */
args: { [key in string]: string }, };

export type WithdrawArgs = { 
/**
 * Target.
 */
target: number, 
/**
 * Their ids.
 */
ids: Array<number>, };

export type YearRevenue = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * Net revenue.
 */
revenue: Amount, 
/**
 * Customers who bought.
 */
customers: number, 
/**
 * Share of the largest customer.
 */
top1: number | null, 
/**
 * Share of the five largest.
 */
top5: number | null, 
/**
 * Share of the ten largest.
 */
top10: number | null, };

export type YearSource = "title" | "sheet" | "file" | "template";

export interface Commands {
  app_info: { args: Nothing; result: AppInfo };
  texts: { args: LangArgs; result: { [key in string]: string } };
  set_settings: { args: SettingsArgs; result: Settings };
  recent_projects: { args: Nothing; result: Array<RecentProject> };
  pick: { args: PickArgs; result: Array<PickedFile> };
  open_project: { args: FileArgs; result: ProjectView };
  create_project: { args: CreateProjectArgs; result: ProjectView };
  open_sample: { args: JobArgs; result: ProjectView };
  project: { args: Nothing; result: ProjectView | null };
  close_project: { args: Nothing; result: Nothing };
  add_target: { args: NameArgs; result: ProjectView };
  rename_target: { args: RenameTargetArgs; result: ProjectView };
  remove_target: { args: TargetArgs; result: ProjectView };
  inspect_files: { args: InspectArgs; result: Array<InspectedFile> };
  propose_again: { args: ProposeArgs; result: Array<InspectedFile> };
  tables: { args: Nothing; result: Array<TableView> };
  templates: { args: Nothing; result: Array<TemplateView> };
  use_template: { args: UseTemplateArgs; result: MappingView };
  forget_template: { args: TemplateArgs; result: Array<TemplateView> };
  preview_mapping: { args: PreviewArgs; result: MappingPreview };
  import_sheets: { args: ImportArgs; result: Array<SourceView> };
  sources: { args: TargetArgs; result: Array<SourceView> };
  remove_source: { args: SourceArgs; result: Nothing };
  provenance: { args: TargetArgs; result: ProvenanceView };
  state_provenance: { args: ProvenanceArgs; result: ProvenanceView };
  delete_project: { args: Nothing; result: Nothing };
  problems: { args: ProblemsArgs; result: ProblemPage };
  customers: { args: TargetArgs; result: CustomersView };
  customer_list: { args: CustomerListArgs; result: CustomerPage };
  decide_customers: { args: DecideCustomersArgs; result: Decided };
  revoke_decisions: { args: RevokeArgs; result: Nothing };
  decision_trail: { args: TargetArgs; result: Array<DecisionView> };
  problem_overview: { args: TargetArgs; result: ProblemOverview };
  save_rejected: { args: SaveRejectedArgs; result: PickedFile };
  reconciliation: { args: TargetArgs; result: ReconciliationView };
  enter_controls: { args: EnterControlsArgs; result: Array<number> };
  settle: { args: SettleArgs; result: number };
  withdraw: { args: WithdrawArgs; result: Nothing };
  frameworks: { args: Nothing; result: Array<FrameworkView> };
  definitions: { args: TargetArgs; result: Definitions };
  define: { args: DefineArgs; result: Definitions };
  assess: { args: AssessArgs; result: AssessmentView };
  latest_assessment: { args: TargetArgs; result: AssessmentView | null };
  rows: { args: RowsArgs; result: RowPage };
  questions: { args: QuestionsArgs; result: Array<QuestionView> };
  answer_question: { args: AnswerArgs; result: Nothing };
  lay_out_report: { args: ReportArgs; result: ReportView };
  report_page: { args: PageArgs; result: string };
  save_report: { args: SaveArgs; result: PickedFile };
  save_workpapers: { args: SaveArgs; result: PickedFile };
  cancel: { args: JobArgs; result: Nothing };
}
