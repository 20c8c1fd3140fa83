use records::{FieldSpec, FieldType};

use super::{
    DayOrder, is_void, parse_duration, parse_flag, parse_moment, parse_number, parse_score,
    unguarded,
};
use crate::cell::Cell;

/// What kinds of value a column holds, by a sample of its cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    filled: usize,
    moments: usize,
    /// Numbers that a spreadsheet does not call dates but which could be.
    serials: usize,
    numbers: usize,
    flags: usize,
    scores: usize,
    /// Numbers above any scale.
    large: usize,
    /// Texts with an @ in them.
    mails: usize,
}

/// Cells that a header is worth against the values below it.
const DOUBT: f64 = 2.0;

impl Profile {
    pub(crate) fn of<'c>(cells: impl Iterator<Item = &'c Cell>) -> Self {
        let mut profile = Self::default();
        for cell in cells.filter(|cell| !is_void(cell) && !matches!(cell, Cell::Error(_))) {
            profile.add(cell);
        }
        profile
    }

    fn add(&mut self, cell: &Cell) {
        self.filled += 1;
        let number = match cell {
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => {
                let text = unguarded(text);
                parse_number(text)
                    .map(|(number, _)| number)
                    .or_else(|| parse_duration(text))
            }
            _ => None,
        };
        let moment = parse_moment(cell, DayOrder::MonthFirst).is_some();
        let bare =
            matches!(cell, Cell::Number(_)) || cell.text().is_some_and(|t| t.trim().len() < 6);
        self.numbers += usize::from(number.is_some());
        self.moments += usize::from(moment && !bare);
        self.serials += usize::from(moment && bare);
        self.flags += usize::from(parse_flag(cell).is_some());
        self.scores += usize::from(parse_score(cell).is_some());
        self.mails += usize::from(cell.text().is_some_and(|text| text.contains('@')));
        self.large += usize::from(number.is_some_and(|number| number.abs() > 100.0));
    }

    /// Share of the filled cells that can be values of the field; near 0.9 where there are none or
    /// next to none, since a handful of cells proves little against a header.
    pub(crate) fn fits(&self, spec: &FieldSpec) -> f64 {
        let filled = self.filled as f64;
        (self.share_fitting(spec) * filled + 0.9 * DOUBT) / (filled + DOUBT)
    }

    fn share_fitting(&self, spec: &FieldSpec) -> f64 {
        let share = |count: usize| count as f64 / self.filled.max(1) as f64;
        match spec.kind {
            FieldType::Text if share(self.moments) > 0.9 && self.numbers < self.moments => 0.3,
            FieldType::Text => match spec.id {
                "email" => 0.4 + 0.6 * share(self.mails),
                // A key may be a number, a name hardly ever.
                "name" | "customer_name" | "contact" | "referrer" | "referred"
                    if share(self.numbers) > 0.9 =>
                {
                    0.8
                }
                _ => 1.0,
            },
            FieldType::Date | FieldType::Time => share(self.moments) + 0.9 * share(self.serials),
            FieldType::Amount | FieldType::Number => share(self.numbers),
            FieldType::Share => share(self.numbers) * (1.0 - share(self.large)),
            FieldType::Score => share(self.scores) * (1.0 - share(self.large)),
            FieldType::Flag => share(self.flags),
        }
    }
}
