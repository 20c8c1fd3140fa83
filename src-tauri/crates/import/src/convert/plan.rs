use std::collections::HashMap;

use jiff::civil::Date;
use records::{Amount, FieldType, ProblemCode, Severity, TableKind, Value};

use super::column::Column;
use super::given::Role;
use super::problems::Collector;
use super::product;
use super::tally::Tally;
use crate::cell::{Cell, Row, Sheet};
use crate::guards::{is_return, is_returns_table};
use crate::header::{TaxBasis, Unit, normalise};
use crate::layout::{self, Layout, PeriodColumn};
use crate::mapping::Mapping;
use crate::parse::parse_moment;
use crate::watch::Watch;

/// Rows of a merged region that are filled from its first.
const TALLEST_REGION: u32 = 5_000;
/// Cells of a sheet that are filled from merged regions: regions may lie on one another, and a
/// small file may hold very many.
const MERGED_CELLS: usize = 4_000_000;

/// The columns of one period.
pub(crate) struct PeriodPlan {
    /// Its last day.
    pub end: Date,
    pub amount: Column,
    pub quantity: Option<Column>,
    /// Position of the date among the fields.
    pub date: Option<usize>,
    /// Position of the mark that amounts contain tax, and what the header says of it.
    pub taxed: Option<(usize, bool)>,
}

/// How the rows of one sheet are read.
pub(crate) struct Plan<'a> {
    pub kind: TableKind,
    pub columns: Vec<Column>,
    sheet: &'a Sheet,
    headers: Vec<(usize, String)>,
    /// Columns that hold what was sold in one period each.
    pub periods: Vec<PeriodPlan>,
    /// Quantity and price stand in for the amount.
    derives: bool,
    /// Every row is a return: the table says so in its name, title or the header of its amounts.
    pub returns: bool,
    /// Position of the mark that amounts contain tax, and what their header says of it.
    taxed: Option<(usize, bool)>,
    /// Cells inside a merged region → the row that holds its content.
    merged: HashMap<(u32, u32), usize>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(
        sheet: &'a Sheet,
        mapping: &Mapping,
        body: &'a [Row],
        watch: &Watch<'_>,
    ) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let wide = matches!(mapping.layout, Layout::Periods(_));
        for mapped in &mapping.columns {
            if wide && !layout::keeps(&mapped.field) {
                continue;
            }
            let fields = mapping.kind.fields();
            let Some(position) = fields.iter().position(|field| field.id == mapped.field) else {
                continue;
            };
            let rows = watch.rows(body);
            let cells = rows.map(|row| row.cell(mapped.index as usize));
            columns.push(Column::new(mapped, position, &fields[position], cells));
        }
        columns.sort_by_key(|column| column.index);
        let headers = header_texts(sheet, mapping);
        let mut plan = Self {
            kind: mapping.kind,
            columns,
            sheet,
            headers,
            periods: periods(mapping),
            derives: false,
            returns: returns(sheet, mapping),
            taxed: None,
            merged: merged(sheet),
        };
        plan.derives = plan.kind == TableKind::Orders
            && plan.column("amount").is_none()
            && (plan.column("before_discount").is_some()
                || plan.column("quantity").is_some() && plan.column("unit_price").is_some());
        plan.taxed = plan.taxed();
        plan
    }

    fn taxed(&self) -> Option<(usize, bool)> {
        let priced = self.money().or(self.column("unit_price"))?;
        self.position("tax_included").zip(gross(priced.unit))
    }

    /// Marks an amount whose header says whether it contains tax; the header knows better than a
    /// column beside it, which speaks of prices.
    pub(super) fn mark_tax(&self, values: &mut [Value]) {
        if let Some((at, gross)) = self.taxed {
            values[at] = Value::Flag(gross);
        }
    }

    /// The same for a table that takes fields from another one.
    pub(super) fn taking(mut self, role: &Role) -> Self {
        let served = |field: &str| {
            self.column(field).is_some() || self.position(field).is_some_and(|at| role.fills(at))
        };
        self.derives = self.kind == TableKind::Orders
            && self.column("amount").is_none()
            && (served("before_discount") || served("quantity") && served("unit_price"));
        self
    }

    /// Position of a field among those of the table.
    pub(crate) fn position(&self, field: &str) -> Option<usize> {
        self.kind.fields().iter().position(|spec| spec.id == field)
    }

    /// What the shape of the table means for its records.
    pub(super) fn report(&self, tally: &Tally, problems: &mut Collector) {
        let ends = (self.periods.first(), self.periods.last());
        if let (Some(first), Some(last), true) = (ends.0, ends.1, tally.records > 0) {
            let (from, to) = (first.end.to_string(), last.end.to_string());
            let (rows, records) = (tally.accepted.to_string(), tally.records.to_string());
            let args = [
                ("from", &*from),
                ("to", &*to),
                ("rows", &*rows),
                ("records", &*records),
            ];
            problems.table(ProblemCode::PeriodEndDates, Severity::Info, &args);
        }
        let summed = self.column("orders_count").or(self.column("total_spent"));
        let customers = matches!(self.kind, TableKind::Customers | TableKind::Programme);
        if let Some(column) = summed.filter(|_| customers && tally.accepted > 0) {
            let args = [("header", column.header.as_str())];
            problems.table(ProblemCode::PreAggregated, Severity::Info, &args);
        }
        if self.returns && tally.negated_returns > 0 {
            let count = tally.negated_returns.to_string();
            problems.table(
                ProblemCode::ReturnsTable,
                Severity::Info,
                &[("count", &count)],
            );
        }
    }

    /// The cell of a column, that of the merged region above where there is one. Amounts and
    /// numbers are never filled down: they would count twice.
    pub(crate) fn cell<'r>(&self, row: &'r Row, column: &Column) -> &'r Cell
    where
        'a: 'r,
    {
        let own = row.cell(column.index as usize);
        let fills = matches!(
            column.field.kind,
            FieldType::Text | FieldType::Date | FieldType::Time
        );
        if self.merged.is_empty() || !fills || !own.is_blank() {
            return own;
        }
        match self.merged.get(&(row.number, column.index)) {
            Some(top) => self.sheet.rows[*top].cell(column.index as usize),
            None => own,
        }
    }

    pub(crate) fn column(&self, field: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.field.id == field)
    }

    /// The column that amounts come from: their own, or that of the totals before a discount.
    pub(super) fn money(&self) -> Option<&Column> {
        self.column("amount").or(self.column("before_discount"))
    }

    /// The table's required dates are there; false where it has none.
    pub(crate) fn is_dated(&self, row: &Row) -> bool {
        let mut dates = self.columns.iter().filter(|column| {
            column.required() && matches!(column.field.kind, FieldType::Date | FieldType::Time)
        });
        dates
            .next()
            .is_some_and(|column| parse_moment(self.cell(row, column), column.order).is_some())
    }

    /// The row says the same as the header.
    pub(crate) fn repeats_header(&self, row: &Row) -> bool {
        self.headers.len() >= 2
            && self.headers.iter().all(|(column, header)| {
                row.cell(*column)
                    .text()
                    .is_some_and(|text| text.trim() == header)
            })
    }

    /// Texts of the columns that tell what became of a document.
    pub(super) fn status(&self, row: &Row) -> impl Iterator<Item = String> {
        let columns = self
            .columns
            .iter()
            .filter(|c| matches!(c.field.id, "status" | "order_type"));
        columns
            .map(|column| self.cell(row, column).shown())
            .filter(|text| !text.is_empty())
    }

    /// The status says that the goods or the money went back; beside a refund column it is told
    /// there already.
    pub(super) fn is_returned(&self, row: &Row) -> bool {
        let status = self
            .column("status")
            .filter(|_| self.column("refund").is_none());
        status.is_some_and(|column| is_return(&self.cell(row, column).shown()))
    }

    /// What was refunded is given as a positive amount, whichever sign the firm writes.
    pub(super) fn settle_refund(&self, values: &mut [Value]) {
        if let Some(column) = self.column("refund")
            && self.kind == TableKind::Orders
            && let Some(Value::Amount(refund)) = values.get_mut(column.position)
        {
            *refund = Amount(refund.0.saturating_abs());
        }
    }

    /// An order list without amounts has them as the total before a discount, or as quantity ×
    /// price, less the discount.
    pub(super) fn derives_amount(&self) -> bool {
        self.derives
    }

    /// A customer list without names calls its customers by their key.
    pub(super) fn names_by_code(&self) -> bool {
        self.kind == TableKind::Customers
            && self.column("name").is_none()
            && self.column("code").is_some()
    }

    /// Gives a row its key as name; false where it has no key.
    pub(super) fn name_by_code(&self, values: &mut [Value]) -> bool {
        let fields = self.kind.fields();
        let name = fields.iter().position(|field| field.id == "name");
        let code = self
            .column("code")
            .map(|column| values[column.position].clone());
        match (name, code) {
            (Some(name), Some(code @ Value::Text(_))) => {
                values[name] = code;
                true
            }
            _ => false,
        }
    }

    /// The total, or quantity × price, less the share of the discount, where the price is not
    /// already the one after it.
    pub(super) fn derived(&self, values: &[Value]) -> Option<Amount> {
        let number = |field: &str| match values.get(self.position(field)?)? {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        let off = number("discount").filter(|share| (0.0..=1.0).contains(share));
        if let Some(Value::Amount(total)) = values.get(self.position("before_discount")?) {
            return Amount::from_units(total.units() * (1.0 - off.unwrap_or(0.0)));
        }
        let off = off.filter(|_| !self.after());
        product(
            number("quantity")?,
            number("unit_price")? * (1.0 - off.unwrap_or(0.0)),
        )
    }

    /// Whether the price says that the discount is off it already.
    fn after(&self) -> bool {
        const AFTER: [&str; 7] = [
            "折后",
            "折扣后",
            "优惠后",
            "成交",
            "实际",
            "net",
            "discounted",
        ];
        let price = self
            .columns
            .iter()
            .find(|column| column.field.id == "unit_price");
        price.is_some_and(|column| {
            let header = column.header.to_lowercase();
            AFTER.iter().any(|word| header.contains(word))
        })
    }

    pub(super) fn has_amount(&self, values: &[Value]) -> bool {
        let at = self.position("amount").and_then(|at| values.get(at));
        matches!(at, Some(Value::Amount(_)))
    }

    pub(super) fn set_amount(&self, values: &mut [Value], amount: Amount) {
        if let Some(at) = self
            .kind
            .fields()
            .iter()
            .position(|field| field.id == "amount")
        {
            values[at] = Value::Amount(amount);
        }
    }
}

/// Whether amounts contain tax, where their header says.
fn gross(unit: Unit) -> Option<bool> {
    unit.tax.map(|tax| tax == TaxBasis::Gross)
}

/// The period columns, amounts and quantities of a period together.
fn periods(mapping: &Mapping) -> Vec<PeriodPlan> {
    let Layout::Periods(periods) = &mapping.layout else {
        return Vec::new();
    };
    let fields = mapping.kind.fields();
    let position = |field: &str| fields.iter().position(|spec| spec.id == field);
    let column = |column: &PeriodColumn, field: &str| {
        let position = position(field)?;
        Some(Column::of_period(column, position, &fields[position]))
    };
    let of = |field: &'static str| periods.columns.iter().filter(move |c| c.field == field);
    let plans = of("amount").filter_map(|amount| {
        let quantity = of("quantity").find(|quantity| quantity.end == amount.end);
        Some(PeriodPlan {
            end: amount.end,
            amount: column(amount, "amount")?,
            quantity: quantity.and_then(|quantity| column(quantity, "quantity")),
            date: position("date"),
            taxed: position("tax_included").zip(gross(amount.unit)),
        })
    });
    plans.collect()
}

/// Whether the sheet, a title above the header or the header of the amounts says that all of the
/// table came back.
fn returns(sheet: &Sheet, mapping: &Mapping) -> bool {
    let first = mapping.header_rows.iter().min().copied().unwrap_or(0);
    let above = sheet.rows.iter().take_while(|row| row.number < first);
    let mut titles = above.flat_map(|row| &row.cells).filter_map(Cell::text);
    mapping.kind == TableKind::Orders
        && (is_returns_table(&sheet.name)
            || titles.any(is_returns_table)
            || mapping
                .column("amount")
                .is_some_and(|c| is_return(&c.header)))
}

/// Texts of the last header row in the mapped columns.
fn header_texts(sheet: &Sheet, mapping: &Mapping) -> Vec<(usize, String)> {
    let last = mapping.header_rows.iter().max();
    let Some(row) = sheet.rows.iter().find(|row| Some(&row.number) == last) else {
        return Vec::new();
    };
    let texts = mapping.columns.iter().filter_map(|column| {
        let text = row.cell(column.index as usize).text()?.trim().to_owned();
        (!normalise(&text, &crate::header::Fold::default()).is_empty())
            .then_some((column.index as usize, text))
    });
    texts.collect()
}

/// The cells that a merged region leaves empty, with the position of the row that fills them.
fn merged(sheet: &Sheet) -> HashMap<(u32, u32), usize> {
    let regions = sheet.merges.iter().filter_map(|merge| {
        let rows = &sheet.rows;
        let top = rows.binary_search_by_key(&merge.top, |row| row.number);
        // A region over a whole column would be a map of a million cells.
        let bottom = merge.bottom.min(merge.top.saturating_add(TALLEST_REGION));
        Some((merge, top.ok()?, bottom))
    });
    let cells = regions.flat_map(|(merge, top, bottom)| {
        let below = (merge.top..=bottom).skip(1);
        below.map(move |row| ((row, merge.left), top))
    });
    cells.take(MERGED_CELLS).collect()
}
