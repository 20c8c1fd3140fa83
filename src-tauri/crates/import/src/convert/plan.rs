use std::collections::HashMap;

use records::{Amount, FieldSpec, FieldType, Need, ProblemCode, TableKind, Value};

use super::product;
use crate::cell::{Cell, Row, Sheet};
use crate::header::{Unit, normalise};
use crate::mapping::Mapping;
use crate::parse::{
    DayOrder, date_order, is_void, parse_amount, parse_duration, parse_flag, parse_moment,
    parse_number, parse_score, plain_text, unguarded,
};

/// Characters of a text that are kept, as many as a spreadsheet cell can hold.
const TEXT_KEPT: usize = 32_767;
/// Texts that are prose, not keys: their characters stay as they were written.
const PROSE: &[&str] = &[
    "content",
    "comment",
    "remark",
    "reply",
    "lost_reason",
    "cause",
    "action",
];

/// What a cell turned out to be.
pub(super) enum Outcome {
    Value(Value),
    Void,
    Bad(ProblemCode),
    Cut(Value),
}

/// A column that serves a field, with what was learnt from all its cells.
pub(super) struct Column {
    pub index: u32,
    pub header: String,
    pub field: &'static FieldSpec,
    /// Position of the field among the table's fields.
    pub position: usize,
    pub confidence: f64,
    unit: Unit,
    order: DayOrder,
    /// Nothing in the column says whether day or month stands first.
    pub ambiguous: bool,
    percent: bool,
}

/// How the rows of one sheet are read.
pub(super) struct Plan<'a> {
    pub kind: TableKind,
    pub columns: Vec<Column>,
    sheet: &'a Sheet,
    headers: Vec<(usize, String)>,
    /// Cells inside a merged region → the row that holds its content.
    merged: HashMap<(u32, u32), usize>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(sheet: &'a Sheet, mapping: &Mapping, body: &'a [Row]) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for mapped in &mapping.columns {
            let fields = mapping.kind.fields();
            let Some(position) = fields.iter().position(|field| field.id == mapped.field) else {
                continue;
            };
            let cells = || body.iter().map(|row| row.cell(mapped.index as usize));
            let field = &fields[position];
            let dated = matches!(field.kind, FieldType::Date | FieldType::Time);
            let (order, ambiguous) = if dated {
                date_order(cells())
            } else {
                (DayOrder::MonthFirst, false)
            };
            let percent = field.kind == FieldType::Share && is_percent(mapped.unit, cells());
            columns.push(Column {
                index: mapped.index,
                header: mapped.header.clone(),
                field,
                position,
                confidence: mapped.confidence,
                unit: mapped.unit,
                order,
                ambiguous,
                percent,
            });
        }
        columns.sort_by_key(|column| column.index);
        let headers = header_texts(sheet, mapping);
        Self {
            kind: mapping.kind,
            columns,
            sheet,
            headers,
            merged: merged(sheet),
        }
    }

    /// The cell of a column, that of the merged region above where there is one. Amounts and
    /// numbers are never filled down: they would count twice.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: &Column) -> &'r Cell
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

    pub(super) fn column(&self, field: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.field.id == field)
    }

    /// The table's required dates are there; false where it has none.
    pub(super) fn is_dated(&self, row: &Row) -> bool {
        let mut dates = self.columns.iter().filter(|column| {
            column.required() && matches!(column.field.kind, FieldType::Date | FieldType::Time)
        });
        dates
            .next()
            .is_some_and(|column| parse_moment(self.cell(row, column), column.order).is_some())
    }

    /// The row says the same as the header.
    pub(super) fn repeats_header(&self, row: &Row) -> bool {
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

    /// The document is a return. A status of refund beside a refund column is told there already.
    pub(super) fn is_return(&self, row: &Row, says: fn(&str) -> bool) -> bool {
        let refunds = self.column("refund").is_some();
        let told = |field: &str| {
            self.column(field)
                .is_some_and(|column| says(&self.cell(row, column).shown()))
        };
        told("order_type") || (!refunds && told("status"))
    }

    /// Makes positive amounts of a return negative; false when they were so already.
    pub(super) fn negate(&self, values: &mut [Value]) -> bool {
        let mut changed = false;
        for (field, value) in self.kind.fields().iter().zip(values) {
            match value {
                Value::Amount(amount)
                    if matches!(field.id, "amount" | "amount_net" | "cost") && amount.0 > 0 =>
                {
                    *amount = -*amount;
                    changed = true;
                }
                Value::Number(number) if field.id == "quantity" && *number > 0.0 => {
                    *number = -*number;
                }
                _ => {}
            }
        }
        changed
    }

    /// An order list without amounts has them as quantity × price.
    pub(super) fn derives_amount(&self) -> bool {
        self.kind == TableKind::Orders
            && self.column("amount").is_none()
            && self.column("quantity").is_some()
            && self.column("unit_price").is_some()
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

    pub(super) fn derived(&self, values: &[Value]) -> Option<Amount> {
        let number = |field: &str| match values.get(self.column(field)?.position)? {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        product(number("quantity")?, number("unit_price")?)
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

fn merged(sheet: &Sheet) -> HashMap<(u32, u32), usize> {
    let mut cells = HashMap::new();
    for merge in sheet.merges.iter().filter(|merge| merge.bottom > merge.top) {
        let Ok(top) = sheet
            .rows
            .binary_search_by_key(&merge.top, |row| row.number)
        else {
            continue;
        };
        // A region over a whole column would be a map of a million cells.
        let bottom = merge.bottom.min(merge.top.saturating_add(5_000));
        cells.extend((merge.top + 1..=bottom).map(|row| ((row, merge.left), top)));
    }
    cells
}

/// A share column holds percentages when its header says so or its values are too large to be
/// shares; a cell formatted as percentage holds 0.35 whatever the header says.
fn is_percent<'c>(unit: Unit, cells: impl Iterator<Item = &'c Cell>) -> bool {
    let largest = cells
        .filter_map(|cell| match cell {
            Cell::Number(number) => Some(number.abs()),
            Cell::Text(text) => match parse_number(unguarded(text)) {
                Some((number, false)) => Some(number.abs()),
                _ => None,
            },
            _ => None,
        })
        .fold(0.0, f64::max);
    largest > 1.5 || (unit.percent && largest > 1.0)
}

impl Column {
    pub(super) fn required(&self) -> bool {
        self.field.need == Need::Required
    }

    pub(super) fn value(&self, cell: &Cell) -> Outcome {
        if matches!(cell, Cell::Error(_)) {
            return Outcome::Bad(ProblemCode::CellError);
        }
        if is_void(cell) {
            return Outcome::Void;
        }
        let or = |value: Option<Value>, code| value.map_or(Outcome::Bad(code), Outcome::Value);
        match self.field.kind {
            FieldType::Text => self.text(cell),
            FieldType::Date => {
                let date = parse_moment(cell, self.order).map(|at| Value::Date(at.date()));
                or(date, ProblemCode::BadDate)
            }
            FieldType::Time => or(
                parse_moment(cell, self.order).map(Value::Time),
                ProblemCode::BadDate,
            ),
            FieldType::Amount => {
                let amount = self
                    .amount(cell)
                    .and_then(Amount::from_units)
                    .map(Value::Amount);
                or(amount, ProblemCode::BadNumber)
            }
            FieldType::Number => or(self.number(cell).and_then(finite), ProblemCode::BadNumber),
            FieldType::Share => or(self.share(cell).and_then(finite), ProblemCode::BadNumber),
            FieldType::Score => or(parse_score(cell).and_then(finite), ProblemCode::BadNumber),
            FieldType::Flag => or(parse_flag(cell).map(Value::Flag), ProblemCode::BadFlag),
        }
    }

    fn text(&self, cell: &Cell) -> Outcome {
        let text = plain_text(cell, !PROSE.contains(&self.field.id));
        if text.is_empty() {
            return Outcome::Void;
        }
        match text.char_indices().nth(TEXT_KEPT) {
            Some((end, _)) => Outcome::Cut(Value::Text(text[..end].to_owned())),
            None => Outcome::Value(Value::Text(text)),
        }
    }

    fn amount(&self, cell: &Cell) -> Option<f64> {
        match cell {
            Cell::Number(number) => Some(number * self.unit.scale),
            Cell::Text(text) => {
                let (number, own) = parse_amount(unguarded(text))?;
                Some(if own {
                    number
                } else {
                    number * self.unit.scale
                })
            }
            _ => None,
        }
    }

    fn number(&self, cell: &Cell) -> Option<f64> {
        let base = minutes_of(self.field.id);
        if let (Some(base), Cell::Text(text)) = (base, cell)
            && let Some(minutes) = parse_duration(unguarded(text))
        {
            return Some(minutes / base);
        }
        let number = match cell {
            Cell::Number(number) => *number,
            Cell::Text(text) => parse_number(unguarded(text))?.0,
            _ => return None,
        };
        let scale = match (base, self.unit.minutes) {
            (Some(base), Some(minutes)) => minutes / base,
            _ if self.field.id == "unit_price" => self.unit.scale,
            _ => 1.0,
        };
        Some(number * scale)
    }

    fn share(&self, cell: &Cell) -> Option<f64> {
        let (number, divided) = match cell {
            Cell::Number(number) => (*number, false),
            Cell::Text(text) => parse_number(unguarded(text))?,
            _ => return None,
        };
        Some(if self.percent && !divided {
            number / 100.0
        } else {
            number
        })
    }
}

/// Minutes in the unit of a field that holds a duration.
fn minutes_of(field: &str) -> Option<f64> {
    if field.ends_with("_minutes") {
        Some(1.0)
    } else if field == "hours" {
        Some(60.0)
    } else if field.ends_with("_days") {
        Some(1440.0)
    } else {
        None
    }
}

fn finite(number: f64) -> Option<Value> {
    number.is_finite().then_some(Value::Number(number))
}
