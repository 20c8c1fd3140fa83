//! Concentration that a list of customers does not show.

use records::TableKind;

use super::tools::{
    Outcome, need_buyers, need_master_field, need_order_field, need_table, no_field, spec,
    with_ltm_rows, with_masters,
};
use crate::cube::model::HiddenPart;
use crate::cube::{Axis, hidden_by};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "concentration.owner_hhi",
        Unit::Index,
        "Σ s_k², s_k = share of salesperson k in LTM revenue with a named salesperson",
        owner_hhi,
    ),
    spec(
        "concentration.owner_customers",
        Unit::Count,
        "# customers with LTM revenue through the largest salesperson",
        owner_customers,
    ),
    spec(
        "concentration.channel_hhi",
        Unit::Index,
        "Σ s_k², s_k = share of channel k in LTM revenue with a channel",
        channel_hhi,
    ),
    spec(
        "concentration.region_hhi",
        Unit::Index,
        "Σ s_k², s_k = share of region k in LTM revenue with a region",
        region_hhi,
    ),
    spec(
        "concentration.industry_top1",
        Unit::Share,
        "LTM revenue of the largest customer industry / LTM revenue with an industry",
        industry_top1,
    ),
    spec(
        "concentration.group_hhi",
        Unit::Index,
        "Σ s_g², s_g = share of group g under common control in LTM revenue",
        group_hhi,
    ),
    spec(
        "concentration.renewal_month_top1",
        Unit::Share,
        "LTM revenue of customers whose last contract end lies in the fullest month / LTM revenue of customers whose contracts end",
        renewal_top1,
    ),
];

fn figure(
    ledger: &Ledger,
    d: &Definitions,
    axis: Axis,
    value: impl Fn(&HiddenPart) -> f64,
) -> Outcome {
    let found = hidden_by(ledger, d, axis).ok_or(AbsentReason::NothingToCount)?;
    let figure = Figure::new(value(&found), found.parts).covering(found.covered);
    Ok(with_ltm_rows(figure, ledger, d))
}

/// The field must stand in the orders or in master data.
fn need_either(ledger: &Ledger, field: &str, there: bool) -> Result<(), AbsentReason> {
    need_table(ledger, TableKind::Orders)?;
    if there {
        Ok(())
    } else {
        Err(no_field(TableKind::Orders, field))
    }
}

fn need_owner(ledger: &Ledger) -> Result<(), AbsentReason> {
    let there = !ledger.columns().owner.is_empty() || ledger.any_master(|r| r.owner.is_some());
    need_either(ledger, "owner", there)
}

fn owner_hhi(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_owner(ledger)?;
    figure(ledger, d, Axis::Owner, |part| part.hhi)
}

fn owner_customers(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_owner(ledger)?;
    need_buyers(ledger)?;
    figure(ledger, d, Axis::Owner, |part| part.customers as f64)
}

fn channel_hhi(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_order_field(ledger, "channel", |order| order.channel.is_some())?;
    figure(ledger, d, Axis::Channel, |part| part.hhi)
}

fn region_hhi(ledger: &Ledger, d: &Definitions) -> Outcome {
    let there = !ledger.columns().region.is_empty() || ledger.any_master(|r| r.region.is_some());
    need_either(ledger, "region", there)?;
    figure(ledger, d, Axis::Region, |part| part.hhi)
}

fn industry_top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_master_field(ledger, "industry", |record| record.industry.is_some())?;
    Ok(with_masters(
        figure(ledger, d, Axis::Industry, |part| part.share)?,
        ledger,
    ))
}

fn group_hhi(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_master_field(ledger, "parent", |record| {
        record.parent.is_some() || record.credit_code.is_some()
    })?;
    Ok(with_masters(
        figure(ledger, d, Axis::Group, |part| part.hhi)?,
        ledger,
    ))
}

fn renewal_top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_table(ledger, TableKind::Contracts)?;
    let dated = ledger
        .tables
        .contracts
        .iter()
        .any(|row| row.record.end_date.is_some());
    if !dated {
        return Err(no_field(TableKind::Contracts, "end_date"));
    }
    let figure = figure(ledger, d, Axis::RenewalMonth, |part| part.share)?;
    Ok(figure.from_rows(TableKind::Contracts, ledger.rows_of(TableKind::Contracts)))
}
