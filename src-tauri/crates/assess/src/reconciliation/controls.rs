//! Control totals from decisions and from imported tables, one a period.

use std::collections::BTreeMap;

use records::{Amount, Control, ControlBasis, Date, RowRef, TaxBasis};

use super::period::period;
use crate::defaults::currency_code;
use crate::definitions::Definitions;
use crate::ledger::{Ledger, Linked};

/// A control total, wherever it came from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Total {
    pub currency: String,
    pub basis: ControlBasis,
    pub from: Date,
    pub to: Date,
    pub tax: TaxBasis,
    pub amount: Amount,
    pub origin: String,
    pub decision: Option<i64>,
    pub row: Option<RowRef>,
}

/// Totals by currency, basis and period; and the rows that were not understood.
///
/// Rows of one file with the same period add up (accounts of a trial balance); a total entered
/// later, or imported from a later file, takes the place of an earlier one.
pub(super) fn totals(ledger: &Ledger, d: &Definitions) -> (Vec<Total>, Vec<RowRef>) {
    let mut found: BTreeMap<(String, ControlBasis, Date, Date), Total> = BTreeMap::new();
    let mut unread = Vec::new();
    for row in &ledger.tables.control_totals {
        let Some(total) = imported(row, d) else {
            unread.push(row.at);
            continue;
        };
        let key = (total.currency.clone(), total.basis, total.from, total.to);
        match found.get_mut(&key) {
            Some(known) if same_table(known, &total) => known.amount += total.amount,
            _ => {
                found.insert(key, total);
            }
        }
    }
    for (id, entered) in &ledger.settled.controls {
        let currency = entered
            .currency
            .clone()
            .unwrap_or_else(|| d.currency.clone());
        let key = (currency.clone(), entered.basis, entered.from, entered.to);
        let total = Total {
            currency,
            basis: entered.basis,
            from: entered.from,
            to: entered.to,
            tax: entered.tax,
            amount: entered.amount,
            origin: entered.origin.clone(),
            decision: Some(*id),
            row: None,
        };
        found.insert(key, total);
    }
    (found.into_values().collect(), unread)
}

fn same_table(a: &Total, b: &Total) -> bool {
    let place = |total: &Total| total.row.map(|at| (at.source, at.sheet));
    place(a) == place(b) && a.tax == b.tax
}

fn imported(row: &Linked<Control>, d: &Definitions) -> Option<Total> {
    let record = &row.record;
    let (from, mut to) = period(&record.period)?;
    if let Some(end) = record.period_end.as_deref() {
        to = period(end)?.1;
    }
    let code = record.currency.as_deref().and_then(currency_code);
    let (tax, amount) = match record.amount_net {
        // Of two amounts the one that the orders can be held against is taken.
        Some(net) if d.tax_basis == TaxBasis::Net => (TaxBasis::Net, net),
        Some(_) => (TaxBasis::Gross, record.amount),
        None => (tax(record.tax_basis.as_deref()), record.amount),
    };
    let said = [&record.basis, &record.document, &record.remark];
    (from <= to).then(|| Total {
        currency: code.unwrap_or_else(|| d.currency.clone()),
        basis: said
            .into_iter()
            .flatten()
            .map(|text| basis(text))
            .find(|found| *found != ControlBasis::Unstated)
            .unwrap_or_default(),
        from,
        to,
        tax,
        amount,
        origin: record.document.clone().unwrap_or_default(),
        decision: None,
        row: Some(row.at),
    })
}

fn tax(text: Option<&str>) -> TaxBasis {
    let text = text.unwrap_or_default().trim().to_lowercase();
    let without = ["不含", "未税", "无税", "net", "excl", "without"];
    if without.iter().any(|word| text.contains(word)) {
        return TaxBasis::Net;
    }
    let with = ["含税", "价税", "gross", "incl", "with"];
    if with.iter().any(|word| text.contains(word)) {
        TaxBasis::Gross
    } else {
        TaxBasis::Unknown
    }
}

fn basis(text: &str) -> ControlBasis {
    let text = text.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if any(&["开票", "发票", "invoice"]) {
        ControlBasis::Invoices
    } else if any(&[
        "回款",
        "收款",
        "到账",
        "银行",
        "receipt",
        "cash",
        "collection",
    ]) {
        ControlBasis::Receipts
    } else if any(&[
        "收入",
        "科目",
        "账",
        "申报",
        "总账",
        "ledger",
        "revenue",
        "6001",
        "5001",
        "tax return",
    ]) {
        ControlBasis::Ledger
    } else {
        ControlBasis::Unstated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basis_and_tax_are_read_from_the_words_of_bookkeepers() {
        for (text, expected) in [
            ("开票汇总", ControlBasis::Invoices),
            ("银行回款", ControlBasis::Receipts),
            ("6001 主营业务收入", ControlBasis::Ledger),
            ("增值税申报表", ControlBasis::Ledger),
            ("其他", ControlBasis::Unstated),
        ] {
            assert_eq!(basis(text), expected, "{text}");
        }
        for (text, expected) in [
            ("不含税", TaxBasis::Net),
            ("含税", TaxBasis::Gross),
            ("价税合计", TaxBasis::Gross),
            ("", TaxBasis::Unknown),
        ] {
            assert_eq!(tax(Some(text)), expected, "{text}");
        }
    }
}
