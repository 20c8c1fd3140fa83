//! Tables that complete one another: orders and their lines, lines and a list of prices.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use records::{Amount, Problem, RowRef, TableKind, Value};
use serde::{Deserialize, Serialize};

use crate::cell::{Cell, Row, Sheet};
use crate::convert::{
    Converted, Giver, Origin, Outcome, Plan, Role, Tally, Told, body, convert_as, gathered, key_of,
};
use crate::guards::is_footer;
use crate::mapping::Mapping;
use crate::watch::Watch;

/// What lines take from the header of their order.
const FROM_HEADER: &[&str] = &[
    "order_type",
    "date",
    "customer_code",
    "customer_name",
    "currency",
    "channel",
    "region",
    "owner",
    "promised_date",
    "delivered_date",
    "status",
];
/// What lines take from a list of products.
const FROM_PRODUCTS: &[&str] = &["product", "category", "unit_price"];
/// Keys that must be found for two tables to belong together, as a share of the lines.
const MATCHED: f64 = 0.5;
/// Rows of a table that decide whether its keys are unique.
const SAMPLE: usize = 50_000;

/// A table and how it becomes records.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// Its rows.
    pub sheet: &'a Sheet,
    /// Its mapping.
    pub mapping: &'a Mapping,
}

/// By what two tables belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairKind {
    /// Orders and their lines, by order number.
    Order,
    /// Lines and a list of products with prices, by product code.
    Product,
}

/// Two tables that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// By what.
    pub kind: PairKind,
    /// Position of the table that gives: headers of orders, or products.
    pub from: usize,
    /// Position of the table that takes: the lines.
    pub to: usize,
    /// Lines whose key the giving table has.
    pub matched: u64,
    /// Lines that have a key.
    pub lines: u64,
}

/// What tables have to do with one another.
#[derive(Debug, Default)]
pub struct Joins {
    pairs: Vec<Pair>,
    givers: Vec<Giver>,
    /// For each pair the keys of the lines.
    keys: Vec<HashSet<String>>,
}

impl Joins {
    /// Finds the pairs among tables: an order list whose numbers are unique and which names no
    /// goods, with a list of the lines of the same orders; a list of products which has the prices that
    /// lines without amounts lack. Each list of lines takes from the one that fits best.
    #[must_use]
    pub fn find(tables: &[Table<'_>]) -> Self {
        Self::find_watched(tables, &Watch::nobody())
    }

    /// The same, for long tables of which somebody may want to hear no more.
    #[must_use]
    pub fn find_watched(tables: &[Table<'_>], watch: &Watch<'_>) -> Self {
        let shapes: Vec<Shape> = tables.iter().map(Shape::of).collect();
        let mut joins = Self::default();
        for kind in [PairKind::Order, PairKind::Product] {
            for (to, lines) in shapes.iter().enumerate() {
                let givers = (0..tables.len()).filter(|from| *from != to);
                let best = givers
                    .filter(|from| shapes[*from].gives(lines, kind))
                    .filter_map(|from| joins.pair(tables, kind, (from, to), watch))
                    .max_by(|a, b| a.0.matched.cmp(&b.0.matched).then(b.0.from.cmp(&a.0.from)));
                if let Some((pair, giver, keys)) = best {
                    joins.pairs.push(pair);
                    joins.givers.push(giver);
                    joins.keys.push(keys);
                }
            }
        }
        joins
    }

    /// The pairs, those by order number first.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Whether a table needs no column of its own for what it lacks: it takes from another or
    /// gives to one.
    #[must_use]
    pub fn completes(&self, table: usize) -> bool {
        let part = |pair: &Pair| pair.from == table || pair.to == table;
        self.pairs.iter().any(part)
    }

    /// Types the rows of one of the tables, with what the others say. A header whose lines stand
    /// elsewhere is not counted again; a line takes customer, date and what else it lacks from its
    /// header.
    #[must_use = "the problems say what is missing from the records"]
    pub fn convert_each(
        &self,
        tables: &[Table<'_>],
        at: usize,
        origin: Origin,
        take: &mut dyn FnMut(RowRef, Vec<Value>) -> ControlFlow<()>,
    ) -> (Vec<Problem>, Tally) {
        self.convert_watched(tables, at, origin, &Watch::nobody(), take)
    }

    /// The same while somebody may want to hear no more: from the first look at the columns on.
    #[must_use = "the problems say what is missing from the records"]
    pub fn convert_watched(
        &self,
        tables: &[Table<'_>],
        at: usize,
        origin: Origin,
        watch: &Watch<'_>,
        take: &mut dyn FnMut(RowRef, Vec<Value>) -> ControlFlow<()>,
    ) -> (Vec<Problem>, Tally) {
        let told = self.run(tables, at, origin, watch, take);
        (told.problems, told.tally)
    }

    /// The same with the records in memory.
    #[must_use]
    pub fn convert(&self, tables: &[Table<'_>], at: usize, origin: Origin) -> Converted {
        gathered(tables[at].mapping.kind, |take| {
            self.run(tables, at, origin, &Watch::nobody(), take)
        })
    }

    fn run(
        &self,
        tables: &[Table<'_>],
        at: usize,
        origin: Origin,
        watch: &Watch<'_>,
        take: &mut dyn FnMut(RowRef, Vec<Value>) -> ControlFlow<()>,
    ) -> Told {
        let pairs = || self.pairs.iter().zip(&self.givers).zip(&self.keys);
        let takes = pairs().filter(|((pair, _), _)| pair.to == at);
        let takes: Vec<&Giver> = takes.map(|((_, giver), _)| giver).collect();
        let gives = pairs()
            .find(|((pair, _), _)| pair.from == at)
            .map(|((pair, _), keys)| match pair.kind {
                PairKind::Order => ("order_no", Some(keys)),
                PairKind::Product => ("product_code", None),
            });
        let role = Role::new(takes, gives);
        let Table { sheet, mapping } = tables[at];
        convert_as(sheet, mapping, origin, role, watch, take)
    }

    fn pair(
        &self,
        tables: &[Table<'_>],
        kind: PairKind,
        (from, to): (usize, usize),
        watch: &Watch<'_>,
    ) -> Option<(Pair, Giver, HashSet<String>)> {
        // A table that takes from another does not give.
        if self
            .pairs
            .iter()
            .any(|pair| pair.to == from || pair.from == to)
        {
            return None;
        }
        let lines = Keys::of(&tables[to], key_field(kind), watch);
        let giver = giver(&tables[from], &tables[to], kind, watch)?;
        let matched = lines.count(|key| giver.values.contains_key(key));
        let several = kind == PairKind::Product || lines.rows > lines.keys.len() as u64;
        let enough = matched > 0 && matched as f64 >= lines.rows as f64 * MATCHED;
        let pair = Pair {
            kind,
            from,
            to,
            matched,
            lines: lines.rows,
        };
        (several && enough).then(|| (pair, giver, lines.keys.into_keys().collect()))
    }
}

fn key_field(kind: PairKind) -> &'static str {
    match kind {
        PairKind::Order => "order_no",
        PairKind::Product => "product_code",
    }
}

/// Which fields of an order list a table has.
struct Shape {
    orders: bool,
    fields: BTreeSet<String>,
}

impl Shape {
    fn of(table: &Table<'_>) -> Self {
        let rows = table.mapping.layout == super::Layout::Rows;
        let columns = table.mapping.columns.iter();
        Self {
            orders: table.mapping.kind == TableKind::Orders && rows,
            fields: columns.map(|column| column.field.clone()).collect(),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.fields.contains(field)
    }

    fn has_customer(&self) -> bool {
        self.has("customer_code") || self.has("customer_name")
    }

    /// Whether this can be the table of headers, or of products, of those lines.
    fn gives(&self, lines: &Self, kind: PairKind) -> bool {
        let key = key_field(kind);
        let keyed = self.orders && lines.orders && self.has(key) && lines.has(key);
        let goods = lines.has("product") || lines.has("product_code") || lines.has("quantity");
        keyed
            && match kind {
                // The same orders once as a whole and once in lines would count twice, whatever
                // the lines know themselves.
                PairKind::Order => goods && !self.has("product") && !self.has("product_code"),
                PairKind::Product => {
                    let priced = self.has("unit_price") && !self.has("date");
                    let free = !self.has_customer() && !self.has("quantity");
                    let lacks = !lines.has("amount") && !lines.has("unit_price");
                    priced && free && lacks && lines.has("quantity")
                }
            }
    }
}

/// Whether an order list says what was bought.
#[must_use]
pub fn names_goods(mapping: &Mapping) -> bool {
    ["product", "product_code", "quantity"]
        .iter()
        .any(|field| mapping.column(field).is_some())
}

/// Different order numbers of a table, as far as `most`.
#[must_use]
pub fn order_numbers(table: &Table<'_>, most: usize) -> Vec<String> {
    let mut numbers = BTreeSet::new();
    each(table, &Watch::nobody(), |plan, row| {
        numbers.extend(key_of(plan, row, "order_no"));
        if numbers.len() < most {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    numbers.into_iter().collect()
}

/// The keys of a table with the number of their rows.
struct Keys {
    keys: HashMap<String, u64>,
    rows: u64,
}

impl Keys {
    fn of(table: &Table<'_>, field: &str, watch: &Watch<'_>) -> Self {
        let mut found = Self {
            keys: HashMap::new(),
            rows: 0,
        };
        each(table, watch, |plan, row| {
            if let Some(key) = key_of(plan, row, field) {
                *found.keys.entry(key).or_default() += 1;
                found.rows += 1;
            }
            ControlFlow::Continue(())
        });
        found
    }

    fn count(&self, known: impl Fn(&str) -> bool) -> u64 {
        let rows = self.keys.iter().filter(|(key, _)| known(key));
        rows.map(|(_, rows)| rows).sum()
    }
}

/// The rows that can be records.
fn each(
    table: &Table<'_>,
    watch: &Watch<'_>,
    mut take: impl FnMut(&Plan, &Row) -> ControlFlow<()>,
) {
    let rows = body(table.sheet, table.mapping);
    let plan = Plan::new(table.sheet, table.mapping, rows, watch);
    for row in watch.rows(rows) {
        let blank = row.cells.iter().all(Cell::is_blank);
        if blank || plan.repeats_header(row) || is_footer(row, plan.is_dated(row)) {
            continue;
        }
        if take(&plan, row).is_break() {
            break;
        }
    }
}

/// What a table gives to lines; `None` when its keys are not unique.
fn giver(from: &Table<'_>, to: &Table<'_>, kind: PairKind, watch: &Watch<'_>) -> Option<Giver> {
    let fields = match kind {
        PairKind::Order => FROM_HEADER,
        PairKind::Product => FROM_PRODUCTS,
    };
    let wanted = |field: &str| {
        let customer = field.starts_with("customer_")
            && to
                .mapping
                .columns
                .iter()
                .any(|c| c.field.starts_with("customer_"));
        fields.contains(&field) && to.mapping.column(field).is_none() && !customer
    };
    let position = |field: &str| {
        TableKind::Orders
            .fields()
            .iter()
            .position(|f| f.id == field)
    };
    let mut giver = Giver {
        key: position(key_field(kind))?,
        ..Giver::default()
    };
    let (mut rows, mut twice) = (0_usize, 0_usize);
    each(from, watch, |plan, row| {
        let Some(key) = key_of(plan, row, key_field(kind)) else {
            return ControlFlow::Continue(());
        };
        rows += 1;
        if giver.values.contains_key(&key) {
            twice += 1;
            let hopeless = rows < SAMPLE && twice * 20 > rows.max(100);
            return if hopeless {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            };
        }
        let mut values = Vec::new();
        for column in plan.columns.iter().filter(|column| wanted(column.field.id)) {
            giver.positions.insert(column.position);
            if let Outcome::Value(value) = column.value(plan.cell(row, column)) {
                values.push((column.position, value));
            }
        }
        if let (PairKind::Order, Some(total)) = (kind, total(plan, row)) {
            giver.totals.insert(key.clone(), total);
        }
        giver.values.insert(key, values);
        ControlFlow::Continue(())
    });
    // Without customer or date a line is no record; what else a header says it can do without.
    let needed = ["date", "customer_code", "customer_name"];
    giver.required = needed
        .iter()
        .filter_map(|field| position(field))
        .any(|at| giver.positions.contains(&at));
    // A few numbers used twice are slips; many mean that these are lines themselves.
    (!giver.values.is_empty() && twice * 20 <= rows).then_some(giver)
}

fn total(plan: &Plan, row: &Row) -> Option<Amount> {
    let column = plan.column("amount")?;
    match column.value(plan.cell(row, column)) {
        Outcome::Value(Value::Amount(amount)) => Some(amount),
        _ => None,
    }
}
