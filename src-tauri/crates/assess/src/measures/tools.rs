//! What every family needs: guards that say why a figure is absent, and shares with intervals.

use records::{Amount, Customer, Evidence, Order, TableKind};
use statistics::comparison::Comparison;
use statistics::intervals::{MeanMethod, mean_interval, wilson};

use super::selection::Selection;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// A figure or the reason why there is none.
pub type Outcome = Result<Figure, AbsentReason>;

/// A measure in one line.
#[must_use]
pub const fn spec(
    id: &'static str,
    unit: Unit,
    formula: &'static str,
    compute: fn(&Ledger, &Definitions) -> Outcome,
) -> MeasureSpec {
    MeasureSpec {
        id,
        unit,
        formula,
        compute,
    }
}

/// The table must have rows.
///
/// # Errors
/// [`AbsentReason::NoTable`].
pub fn need_table(ledger: &Ledger, table: TableKind) -> Result<(), AbsentReason> {
    if ledger.has(table) {
        Ok(())
    } else {
        Err(AbsentReason::NoTable { table })
    }
}

/// The field stands in no row of the table.
#[must_use]
pub fn no_field(table: TableKind, field: &str) -> AbsentReason {
    AbsentReason::NoField {
        table,
        field: field.to_owned(),
    }
}

/// Some order line must have the field.
///
/// # Errors
/// [`AbsentReason::NoTable`] or [`AbsentReason::NoField`].
pub fn need_order_field(
    ledger: &Ledger,
    field: &str,
    has: impl Fn(&Order) -> bool,
) -> Result<(), AbsentReason> {
    need_table(ledger, TableKind::Orders)?;
    if ledger.any_order(has) {
        Ok(())
    } else {
        Err(no_field(TableKind::Orders, field))
    }
}

/// Some row of the customer table must have the field.
///
/// # Errors
/// [`AbsentReason::NoTable`] or [`AbsentReason::NoField`].
pub fn need_master_field(
    ledger: &Ledger,
    field: &str,
    has: impl Fn(&Customer) -> bool,
) -> Result<(), AbsentReason> {
    need_table(ledger, TableKind::Customers)?;
    if ledger.any_master(has) {
        Ok(())
    } else {
        Err(no_field(TableKind::Customers, field))
    }
}

/// Orders must name their customers.
///
/// # Errors
/// [`AbsentReason::NoTable`] or [`AbsentReason::NoField`].
pub fn need_buyers(ledger: &Ledger) -> Result<(), AbsentReason> {
    need_table(ledger, TableKind::Orders)?;
    if ledger.identifies_customers() {
        Ok(())
    } else {
        Err(no_field(TableKind::Orders, "customer_name"))
    }
}

/// The orders must reach back far enough.
///
/// # Errors
/// [`AbsentReason::NoTable`] or [`AbsentReason::ShortHistory`].
pub fn need_months(ledger: &Ledger, d: &Definitions, needed: u32) -> Result<(), AbsentReason> {
    need_table(ledger, TableKind::Orders)?;
    let found = ledger.months_of_history(d);
    if found >= needed {
        Ok(())
    } else {
        Err(AbsentReason::ShortHistory { needed, found })
    }
}

/// `part` of `whole` with its Wilson interval.
///
/// # Errors
/// [`AbsentReason::NothingToCount`] when `whole` is zero.
pub fn proportion(part: usize, whole: usize, d: &Definitions) -> Outcome {
    let interval =
        wilson(part as u64, whole as u64, d.confidence).ok_or(AbsentReason::NothingToCount)?;
    Ok(
        Figure::new(part as f64 / whole as f64, whole as u64).between(
            interval.lower,
            interval.upper,
            interval.level,
            "wilson",
        ),
    )
}

/// Mean of values taken from the selected rows with Student's interval, cut to the scale.
///
/// # Errors
/// [`AbsentReason::NothingToCount`] without values.
pub(crate) fn mean_with_interval<T: Evidence>(
    rows: &Selection<'_, T>,
    values: &[f64],
    (least, most): (f64, f64),
    d: &Definitions,
) -> Outcome {
    let figure = rows.figure(statistics::mean(values).ok_or(AbsentReason::NothingToCount)?);
    Ok(
        match mean_interval(values, d.confidence, MeanMethod::Student) {
            Some(found) => figure.between(
                found.lower.max(least),
                found.upper.min(most),
                found.level,
                "student",
            ),
            None => figure,
        },
    )
}

/// A comparison of `n` observations as a figure.
#[must_use]
pub fn compared(found: Comparison, n: u64, method: &str) -> Figure {
    let interval = found.interval;
    Figure::new(found.value, n).between(interval.lower, interval.upper, interval.level, method)
}

/// Share of the customers for which `test` holds, with its Wilson interval.
///
/// # Errors
/// [`AbsentReason::NothingToCount`] without customers.
pub fn share_of(
    customers: &[CustomerId],
    d: &Definitions,
    test: impl Fn(CustomerId) -> bool,
) -> Outcome {
    let part = customers.iter().filter(|id| test(**id)).count();
    proportion(part, customers.len(), d)
}

/// Quotient of two amounts; absent unless the denominator is positive.
///
/// # Errors
/// [`AbsentReason::NothingToCount`].
pub fn quotient(part: Amount, whole: Amount) -> Result<f64, AbsentReason> {
    if whole.is_positive() {
        Ok(part.units() / whole.units())
    } else {
        Err(AbsentReason::NothingToCount)
    }
}

/// The figure with the order lines of the last twelve months behind it.
#[must_use]
pub fn with_ltm_rows(figure: Figure, ledger: &Ledger, d: &Definitions) -> Figure {
    let (from, to) = ledger.ltm(d);
    figure.from_rows(TableKind::Orders, ledger.order_rows_in(from, to))
}

/// The figure with the order lines of the last 24 months behind it.
#[must_use]
pub fn with_two_years(figure: Figure, ledger: &Ledger, d: &Definitions) -> Figure {
    let (from, to) = (ledger.prior(d).0, d.as_of);
    figure.from_rows(TableKind::Orders, ledger.order_rows_in(from, to))
}

/// The figure with every order line up to the as-of date behind it.
#[must_use]
pub fn with_all_orders(figure: Figure, ledger: &Ledger, d: &Definitions) -> Figure {
    figure.from_rows(
        TableKind::Orders,
        ledger.order_rows_in(records::Date::MIN, d.as_of),
    )
}

/// The figure with the customer table behind it.
#[must_use]
pub fn with_masters(figure: Figure, ledger: &Ledger) -> Figure {
    figure.from_rows(TableKind::Customers, ledger.rows_of(TableKind::Customers))
}
