use records::Value;

use super::column::Outcome;
use super::work::Work;
use crate::cell::Row;

impl Work<'_> {
    /// One record for each period in which an amount stands. Blank and zero cells make none; a row
    /// without any counts as blank.
    pub(super) fn unpivot(&mut self, row: &Row, give: &mut dyn FnMut(Vec<Value>)) -> u64 {
        let Some((base, bad)) = self.cells(row, true) else {
            return 0;
        };
        for (column, code, text) in bad {
            self.problems
                .cell(row, &self.plan.columns[column], code, &text);
        }
        let (mut records, mut wrong) = (Vec::new(), None);
        for period in &self.plan.periods {
            let amount = match period.amount.value(row.cell(period.amount.index as usize)) {
                Outcome::Value(Value::Amount(amount)) if amount.0 != 0 => amount,
                Outcome::Bad(code) => {
                    let text = row.cell(period.amount.index as usize).shown();
                    self.problems.cell(row, &period.amount, code, &text);
                    wrong = Some((code, text));
                    continue;
                }
                _ => continue,
            };
            let mut values = base.clone();
            if let Some((at, gross)) = period.taxed {
                values[at] = Value::Flag(gross);
            }
            values[period.amount.position] = Value::Amount(amount);
            if let Some(position) = period.date {
                values[position] = Value::Date(period.end);
            }
            if let Some(quantity) = &period.quantity
                && let Outcome::Value(value) = quantity.value(row.cell(quantity.index as usize))
            {
                values[quantity.position] = value;
            }
            records.push(values);
        }
        let count = records.len() as u64;
        match (count, wrong) {
            (0, Some((code, text))) => self.reject_field(row, "amount", code, &text),
            (0, None) => self.tally.dropped_blank += 1,
            _ => {}
        }
        for values in records {
            self.hints.look(self.plan.kind, &values);
            give(values);
        }
        count
    }
}
