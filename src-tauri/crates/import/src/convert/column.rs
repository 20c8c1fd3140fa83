use records::{Amount, FieldSpec, FieldType, Need, ProblemCode, Value};

use crate::cell::Cell;
use crate::header::Unit;
use crate::layout::PeriodColumn;
use crate::mapping::MappedColumn;
use crate::parse::{
    DayOrder, date_order, is_void, parse_amount, parse_duration, parse_flag, parse_moment,
    parse_number, parse_score, parse_taxed, plain_text, unguarded,
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
pub(crate) enum Outcome {
    Value(Value),
    Void,
    Bad(ProblemCode),
    Cut(Value),
}

/// A column that serves a field, with what was learnt from all its cells.
pub(crate) struct Column {
    pub index: u32,
    pub header: String,
    pub field: &'static FieldSpec,
    /// Position of the field among the table's fields.
    pub position: usize,
    pub confidence: f64,
    pub unit: Unit,
    pub order: DayOrder,
    /// A date of a column in which nothing says whether day or month stands first.
    pub ambiguous: Option<String>,
    percent: bool,
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
    /// What a mapped column says, learnt from all its cells.
    pub(super) fn new<'c>(
        mapped: &MappedColumn,
        position: usize,
        field: &'static FieldSpec,
        cells: impl Iterator<Item = &'c Cell> + Clone,
    ) -> Self {
        let dated = matches!(field.kind, FieldType::Date | FieldType::Time);
        let (order, ambiguous) = match mapped.unit.day_first {
            Some(true) => (DayOrder::DayFirst, None),
            None if dated => date_order(cells.clone()),
            _ => (DayOrder::MonthFirst, None),
        };
        Self {
            index: mapped.index,
            header: mapped.header.clone(),
            field,
            position,
            confidence: mapped.confidence,
            unit: mapped.unit,
            order,
            ambiguous,
            percent: field.kind == FieldType::Share && is_percent(mapped.unit, cells),
        }
    }

    /// A column of amounts or quantities of one period.
    pub(super) fn of_period(
        column: &PeriodColumn,
        position: usize,
        field: &'static FieldSpec,
    ) -> Self {
        Self {
            index: column.index,
            header: column.header.clone(),
            field,
            position,
            confidence: 1.0,
            unit: column.unit,
            order: DayOrder::MonthFirst,
            ambiguous: None,
            percent: false,
        }
    }

    pub(super) fn required(&self) -> bool {
        self.field.need == Need::Required
    }

    pub(crate) fn value(&self, cell: &Cell) -> Outcome {
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
            FieldType::Flag => {
                let taxed = (self.field.id == "tax_included").then(|| parse_taxed(cell));
                let flag = taxed.flatten().or_else(|| parse_flag(cell));
                or(flag.map(Value::Flag), ProblemCode::BadFlag)
            }
        }
    }

    fn text(&self, cell: &Cell) -> Outcome {
        let text = plain_text(cell, !PROSE.contains(&self.field.id));
        if text.is_empty() {
            return Outcome::Void;
        }
        // Only a text of more bytes can have more characters.
        let cut = (text.len() > TEXT_KEPT).then(|| text.char_indices().nth(TEXT_KEPT));
        match cut.flatten() {
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
