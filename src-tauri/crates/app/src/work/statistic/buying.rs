//! Fits of the models of buying and leaving to a table.

use std::collections::BTreeMap;

use serde::Serialize;
use statistics::buying::bg_nbd::BgNbd;
use statistics::buying::gamma_gamma::{GammaGamma, Spending};
use statistics::buying::mbg_nbd::MbgNbd;
use statistics::buying::pareto_nbd::ParetoNbd;
use statistics::buying::sbg::Sbg;
use statistics::buying::{Histories, History};
use statistics::fitting::{Fault, Fit, FitError};

use super::Table;
use super::table::Column;
use crate::wire::WireError;

/// Model of buying and leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuyingModel {
    /// Fader, Hardie and Lee 2005.
    BgNbd,
    /// Batislam, Denizel and Filiztekin 2007.
    MbgNbd,
    /// Schmittlein, Morrison and Colombo 1987.
    ParetoNbd,
}

/// What a fit found, and what it says of itself.
#[derive(Serialize)]
pub struct BuyingFit {
    parameters: BTreeMap<&'static str, f64>,
    std_errors: Option<BTreeMap<&'static str, f64>>,
    log_likelihood: f64,
    /// Whether the likelihood has a peak there.
    pub converged: bool,
    /// Whether the data tell these parameters from others.
    pub identified: bool,
    iterations: u32,
    gradient_norm: f64,
    n: f64,
}

impl BuyingFit {
    fn of<M, const N: usize>(
        fit: &Fit<M, N>,
        names: [&'static str; N],
        values: [f64; N],
        n: f64,
    ) -> Self {
        let named = |values: [f64; N]| names.into_iter().zip(values).collect();
        Self {
            parameters: named(values),
            std_errors: fit.std_errors.map(named),
            log_likelihood: fit.log_likelihood,
            converged: fit.converged,
            identified: fit.identified,
            iterations: fit.iterations,
            gradient_norm: fit.gradient_norm,
            n,
        }
    }
}

/// Columns frequency, recency, T and, if there, weight: one row a customer or several alike.
///
/// # Errors
/// `stat.*` with line and column.
pub fn fit_buying(table: &Table, model: BuyingModel) -> Result<BuyingFit, WireError> {
    let [frequency, recency, age] = ["frequency", "recency", "T"].map(|name| table.column(name));
    let (frequency, recency, age) = (frequency?, recency?, age?);
    let weight = table.optional("weight");
    let row = |row| -> Result<History, WireError> {
        Ok(History {
            frequency: table.count(row, frequency)?,
            recency: table.number(row, recency)?,
            age: table.number(row, age)?,
            weight: weight_of(table, row, weight)?,
        })
    };
    let rows = (0..table.len())
        .map(row)
        .collect::<Result<Vec<_>, WireError>>()?;
    let refused = |error| refused(table, error);
    let histories = Histories::of(&rows).map_err(refused)?;
    let n = histories.customers();
    Ok(match model {
        BuyingModel::BgNbd => {
            let fit = BgNbd::fit(&histories).map_err(refused)?;
            let m = fit.model;
            BuyingFit::of(&fit, ["r", "alpha", "a", "b"], [m.r, m.alpha, m.a, m.b], n)
        }
        BuyingModel::MbgNbd => {
            let fit = MbgNbd::fit(&histories).map_err(refused)?;
            let m = fit.model;
            BuyingFit::of(&fit, ["r", "alpha", "a", "b"], [m.r, m.alpha, m.a, m.b], n)
        }
        BuyingModel::ParetoNbd => {
            let fit = ParetoNbd::fit(&histories).map_err(refused)?;
            let m = fit.model;
            BuyingFit::of(
                &fit,
                ["r", "alpha", "s", "beta"],
                [m.r, m.alpha, m.s, m.beta],
                n,
            )
        }
    })
}

/// Columns frequency, monetary_value and, if there, weight. Rows without repeat orders or without
/// a positive value say nothing of spending and are left out; n counts the others.
///
/// # Errors
/// `stat.*` with line and column.
pub fn fit_gamma_gamma(table: &Table) -> Result<BuyingFit, WireError> {
    let (frequency, value) = (table.column("frequency")?, table.column("monetary_value")?);
    let weight = table.optional("weight");
    let row = |row| -> Result<Spending, WireError> {
        Ok(Spending {
            frequency: table.count(row, frequency)?,
            mean: table.number(row, value)?,
            weight: weight_of(table, row, weight)?,
        })
    };
    let rows = (0..table.len())
        .map(row)
        .collect::<Result<Vec<_>, WireError>>()?;
    let fit = GammaGamma::fit(&rows).map_err(|error| refused(table, error))?;
    let speaks = |row: &&Spending| row.frequency > 0 && row.mean > 0.0;
    let n = rows.iter().filter(speaks).map(|row| row.weight).sum();
    let m = fit.model;
    Ok(BuyingFit::of(&fit, ["p", "q", "v"], [m.p, m.q, m.v], n))
}

/// Columns period and survivors: those of one cohort at consecutive periods, the first of which
/// is the start.
///
/// # Errors
/// `stat.*` with line and column.
pub fn fit_sbg(table: &Table) -> Result<BuyingFit, WireError> {
    let (period, survivors) = (table.column("period")?, table.column("survivors")?);
    let mut ages = Vec::with_capacity(table.len());
    for row in 0..table.len() {
        ages.push((table.count(row, period)?, row));
    }
    ages.sort_unstable();
    let mut counts = Vec::with_capacity(ages.len());
    for (place, (age, row)) in ages.iter().enumerate() {
        if *age as usize != ages[0].0 as usize + place {
            return Err(table.bad("stat.gap", *row, period));
        }
        counts.push(table.number(*row, survivors)?);
    }
    // Faults are named by their place in time, which need not be their place in the file.
    let located = |error| match error {
        FitError::Row { row, fault } => FitError::Row {
            row: ages[row].1,
            fault,
        },
        other => other,
    };
    let fit = Sbg::fit(&counts).map_err(|error| refused(table, located(error)))?;
    let m = fit.model;
    let n = counts.first().copied().unwrap_or(0.0);
    Ok(BuyingFit::of(&fit, ["alpha", "beta"], [m.alpha, m.beta], n))
}

fn weight_of(table: &Table, row: usize, weight: Option<Column<'_>>) -> Result<f64, WireError> {
    let Some(column) = weight else { return Ok(1.0) };
    let found = table.number(row, column)?;
    if found < 0.0 {
        return Err(table.bad("stat.negative", row, column));
    }
    Ok(found)
}

fn refused(table: &Table, error: FitError) -> WireError {
    let (row, fault) = match error {
        FitError::Empty => return WireError::new("stat.no_weight"),
        FitError::NoVariation => return WireError::new("stat.no_variation"),
        FitError::Row { row, fault } => (row, fault),
    };
    let (code, column) = match fault {
        Fault::RecencyBeyondAge => ("stat.recency_beyond_age", "recency"),
        Fault::RecencyAgainstFrequency => ("stat.recency_against_frequency", "recency"),
        Fault::Increase => ("stat.increase", "survivors"),
        Fault::Number | Fault::MoreThanPossible => ("stat.row_number", ""),
    };
    WireError::new(code)
        .with("line", table.line(row).to_string())
        .with("column", column)
}
