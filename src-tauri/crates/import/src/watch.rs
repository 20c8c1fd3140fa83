use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;

use crate::cell::Row;

/// Rows between two looks: a few milliseconds of work.
const STEP: u32 = 1_024;

/// Lets work over many rows be stopped: asked now and then whether anybody still wants its result.
/// After a [`ControlFlow::Break`] nothing is asked and no row is looked at any more.
pub struct Watch<'a> {
    ask: Option<RefCell<&'a mut dyn FnMut() -> ControlFlow<()>>>,
    rows: Cell<u32>,
    stopped: Cell<bool>,
}

impl<'a> Watch<'a> {
    /// Asked about every thousand rows, wherever the work is.
    #[must_use]
    pub fn new(ask: &'a mut dyn FnMut() -> ControlFlow<()>) -> Self {
        Self {
            ask: Some(RefCell::new(ask)),
            ..Self::nobody()
        }
    }

    /// Nobody: the work goes on to its end.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            ask: None,
            rows: Cell::new(0),
            stopped: Cell::new(false),
        }
    }

    /// Whether the work was stopped, and what it found is worth nothing.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// The rows, as long as they are wanted.
    pub(crate) fn rows<'r>(&self, rows: &'r [Row]) -> impl Iterator<Item = &'r Row> + Clone {
        rows.iter().take_while(|_| self.goes_on())
    }

    /// Counts a row; whether it is still wanted.
    fn goes_on(&self) -> bool {
        let rows = self.rows.get() + 1;
        self.rows.set(rows % STEP);
        if rows == STEP
            && let Some(ask) = &self.ask
            && !self.stopped.get()
            // Asking never leads back here.
            && let Ok(mut ask) = ask.try_borrow_mut()
        {
            self.stopped.set(ask().is_break());
        }
        !self.stopped.get()
    }
}

#[cfg(test)]
mod tests {
    use records::{SourceId, TableKind};

    use super::*;
    use crate::cell::{self, Sheet};
    use crate::convert::Origin;
    use crate::layout::{Joins, Layout, Table};
    use crate::mapping::{MappedColumn, Mapping};

    const ROWS: u32 = 40_000;

    /// Orders whose dates never say whether the day stands first: planning looks at all of them.
    fn sheet() -> Sheet {
        let text = |text: &str| cell::Cell::Text(text.into());
        let header = Row {
            number: 1,
            cells: ["日期", "客户", "金额"].map(text).to_vec(),
        };
        let body = (2..ROWS + 2).map(|number| Row {
            number,
            cells: vec![
                text("3/4/2024"),
                text("甲"),
                cell::Cell::Number(f64::from(number)),
            ],
        });
        Sheet {
            index: 0,
            part: 0,
            name: "订单".into(),
            hidden: false,
            rows: std::iter::once(header).chain(body).collect(),
            merges: vec![],
        }
    }

    fn mapping() -> Mapping {
        let columns = ["date", "customer_name", "amount"];
        let column = |(index, field): (u32, &str)| MappedColumn {
            index,
            header: field.into(),
            field: field.into(),
            confidence: 1.0,
            unit: crate::header::Unit::default(),
        };
        Mapping {
            kind: TableKind::Orders,
            header_rows: vec![1],
            columns: (0..).zip(columns).map(column).collect(),
            unmapped: vec![],
            personal: vec![],
            layout: Layout::Rows,
            signs: vec![],
        }
    }

    /// Converts until the watch has been asked `patience` times: how often it was asked before the
    /// first record and in all, the most records between two looks, and all records.
    fn asked(patience: u32) -> [u32; 4] {
        let (sheet, mapping) = (sheet(), mapping());
        let tables = [Table {
            sheet: &sheet,
            mapping: &mapping,
        }];
        let origin = Origin {
            source: SourceId(1),
            file: "订单.csv",
            today: jiff::civil::date(2026, 1, 1),
        };
        let (asks, since) = (Cell::new(0), Cell::new(0));
        let (mut planning, mut most, mut records) = (0, 0, 0);
        let mut ask = || {
            asks.set(asks.get() + 1);
            since.set(0);
            if asks.get() < patience {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let watch = Watch::new(&mut ask);
        let _ = Joins::default().convert_watched(&tables, 0, origin, &watch, &mut |_, _| {
            if records == 0 {
                planning = asks.get();
            }
            records += 1;
            since.set(since.get() + 1);
            most = since.get().max(most);
            ControlFlow::Continue(())
        });
        assert_eq!(watch.is_stopped(), asks.get() >= patience);
        [planning, asks.get(), most, records]
    }

    #[test]
    fn planning_and_converting_are_both_looked_after() {
        let [planning, asks, most, records] = asked(u32::MAX);
        assert_eq!(records, ROWS);
        // Once in so many rows, of planning as of converting.
        assert!(planning >= ROWS / STEP, "{planning}");
        assert!(asks >= 2 * (ROWS / STEP), "{asks}");
        assert!(most <= STEP, "{most}");
    }

    #[test]
    fn who_stops_during_planning_gets_no_record_and_is_not_asked_again() {
        assert_eq!(asked(1), [0, 1, 0, 0]);
        assert_eq!(asked(7), [0, 7, 0, 0]);
    }

    #[test]
    fn who_stops_during_converting_gets_the_records_up_to_there() {
        let [planning, ..] = asked(u32::MAX);
        let [_, asks, most, records] = asked(planning + 3);
        assert_eq!(asks, planning + 3);
        assert!(records > 0 && records <= 3 * STEP && most <= STEP);
    }
}
