//! Total, discount and what is owed after it: which column of an order list is its amount.

use crate::cell::Row;
use crate::header::{Fold, Header};
use crate::matching::Reason;
use crate::recognise::ColumnGuess;
use crate::settle::{number, position};

/// Rows with a discount that show which column is the one after it.
const ROWS: usize = 5_000;
/// Fewer of them prove nothing.
const LEAST: u32 = 2;
/// Words of a header that speak of what is owed or was paid, the best first.
const AFTER: [&str; 17] = [
    "应收",
    "优惠后",
    "折后",
    "折扣后",
    "应付",
    "实付",
    "实收",
    "实际",
    "最终",
    "成交",
    "结算",
    "价税合计",
    "净",
    "receivable",
    "payable",
    "net",
    "afterdiscount",
];
/// Words that make it something else.
const SETTLED: [&str; 5] = ["已收", "未收", "余额", "欠", "累计"];
/// Headers that speak of the sum of what was bought.
const TOTALS: [&str; 16] = [
    "合计",
    "总计",
    "总金额",
    "总额",
    "总价",
    "合计金额",
    "金额合计",
    "商品总额",
    "商品金额",
    "商品总价",
    "商品合计",
    "销售合计",
    "货款",
    "小计",
    "整单金额",
    "subtotal",
];
/// Words that say that the discount is not off yet.
const BEFORE: [&str; 5] = ["优惠前", "折前", "折扣前", "原价", "before"];

/// Finds, beside a column of discounts in money, the amounts before and after them: by their
/// figures, and where those prove nothing by what the headers say. What is owed is the amount;
/// where only the amount before the discount is given, it stays that, and a record's amount is
/// what remains of it.
pub(crate) fn amount_after_discount(guesses: &mut [ColumnGuess], body: &[Row]) {
    let Some(discount) = position(guesses, "discount_amount") else {
        without_discount(guesses);
        return;
    };
    let candidates = candidates(guesses);
    if let Some((before, after)) = by_figures(guesses, &candidates, discount, body) {
        settle(guesses, &candidates, Some(before), Some(after));
        return;
    }
    let owed = candidates
        .iter()
        .copied()
        .filter(|at| after_rank(&guesses[*at]).is_some());
    let known = position(guesses, "amount").filter(|at| after_rank(&guesses[*at]).is_some());
    let owed = owed
        .min_by_key(|at| after_rank(&guesses[*at]))
        .filter(|at| known.is_none() || after_rank(&guesses[*at]) == Some(0))
        .or(known);
    let total = |guess: &ColumnGuess| is_total(guess) || says(guess, &BEFORE);
    let before = candidates
        .iter()
        .copied()
        .find(|at| Some(*at) != owed && total(&guesses[*at]));
    match (owed, before) {
        (Some(_), _) => settle(guesses, &candidates, before, owed),
        (None, before) => {
            let amount = position(guesses, "amount");
            let priced = amount.and_then(|at| by_price(guesses, at, discount, body));
            let before = match priced {
                Some(true) => amount,
                Some(false) => before.filter(|at| Some(*at) != amount),
                None => before,
            };
            let rest = amount.filter(|at| Some(*at) != before && priced == Some(false));
            settle(
                guesses,
                &candidates,
                before,
                rest.or(amount.filter(|_| before.is_none())),
            );
        }
    }
}

/// Whether a header says that the discount is off already.
pub(crate) fn is_after(header: &str) -> bool {
    let header = Header::new(header, &Fold::default());
    let says = |form: &String| AFTER.iter().any(|word| form.contains(word));
    header.forms.iter().any(says)
}

/// 合计 alone is the amount where there is no other.
fn without_discount(guesses: &mut [ColumnGuess]) {
    let amount = position(guesses, "amount");
    let Some(at) = position(guesses, "before_discount").filter(|at| !says(&guesses[*at], &BEFORE))
    else {
        return;
    };
    let guess = &mut guesses[at];
    if amount.is_none() {
        guess.field = Some("amount".into());
    } else {
        (guess.field, guess.reason) = (None, Reason::Taken);
        guess.confidence = 0.0;
    }
}

fn is_money(field: &str) -> bool {
    matches!(field, "amount" | "before_discount")
}

/// Columns that could be the amount, before or after the discount.
fn candidates(guesses: &[ColumnGuess]) -> Vec<usize> {
    let could = |guess: &ColumnGuess| match guess.field.as_deref() {
        // Of two amounts the second is taken for the one without tax, if its header is silent.
        Some("amount_net") => guess.header.trim() == "金额",
        Some(field) => is_money(field),
        None => guess.alternatives.iter().any(|(field, _)| is_money(field)),
    };
    let settled = |guess: &ColumnGuess| says(guess, &SETTLED);
    let columns = guesses.iter().enumerate();
    columns
        .filter(|(_, guess)| could(guess) && !settled(guess))
        .map(|(at, _)| at)
        .collect()
}

fn says(guess: &ColumnGuess, words: &[&str]) -> bool {
    let header = Header::new(&guess.header, &Fold::default());
    header
        .forms
        .iter()
        .any(|form| words.iter().any(|word| form.contains(word)))
}

fn is_total(guess: &ColumnGuess) -> bool {
    let header = Header::new(&guess.header, &Fold::default());
    header
        .forms
        .iter()
        .any(|form| TOTALS.contains(&form.as_str()))
}

/// Which of the words for what is owed a header has.
fn after_rank(guess: &ColumnGuess) -> Option<usize> {
    (0..AFTER.len()).find(|at| says(guess, &AFTER[*at..=*at]))
}

/// The two columns of which one is the other less the discount, in nearly every row that has one.
fn by_figures(
    guesses: &[ColumnGuess],
    candidates: &[usize],
    discount: usize,
    body: &[Row],
) -> Option<(usize, usize)> {
    let value = |row: &Row, at: usize| number(row.cell(guesses[at].index as usize));
    let rows: Vec<(&Row, f64)> = body
        .iter()
        .filter_map(|row| Some((row, value(row, discount).filter(|off| *off != 0.0)?)))
        .take(ROWS)
        .collect();
    let holds = |before: usize, after: usize| {
        let (mut seen, mut held) = (0_u32, 0_u32);
        for (row, off) in &rows {
            if let Some((before, after)) = value(row, before).zip(value(row, after)) {
                seen += 1;
                held += u32::from((before.abs() - off.abs() - after.abs()).abs() < 0.015);
            }
        }
        held >= LEAST && held * 5 >= seen * 4
    };
    let pairs = candidates.iter().flat_map(|before| {
        let others = candidates.iter().filter(move |after| *after != before);
        others.map(move |after| (*before, *after))
    });
    // What is owed comes before what was paid, where both are the same.
    let rank = |at: usize| {
        let amount = guesses[at].field.as_deref() == Some("amount");
        (after_rank(&guesses[at]).unwrap_or(AFTER.len()), !amount)
    };
    pairs
        .filter(|(before, after)| holds(*before, *after))
        .min_by_key(|(before, after)| (rank(*after), !is_total(&guesses[*before]), *before))
}

/// Whether quantity × price is an amount as it stands, or only with the discount off.
fn by_price(guesses: &[ColumnGuess], amount: usize, discount: usize, body: &[Row]) -> Option<bool> {
    let quantity = position(guesses, "quantity")?;
    let price = position(guesses, "unit_price")?;
    let value = |row: &Row, at: usize| number(row.cell(guesses[at].index as usize));
    let (mut before, mut after) = (0_u32, 0_u32);
    for row in body.iter().take(ROWS) {
        let figures = value(row, quantity).zip(value(row, price));
        let money = value(row, amount).zip(value(row, discount));
        let Some(((quantity, price), (amount, off))) = figures.zip(money) else {
            continue;
        };
        let (worth, amount, off) = ((quantity * price).abs(), amount.abs(), off.abs());
        if off > 0.015 {
            before += u32::from((worth - amount).abs() < 0.015);
            after += u32::from((worth - off - amount).abs() < 0.015);
        }
    }
    match (before >= LEAST, after >= LEAST) {
        (true, _) if before > after * 4 => Some(true),
        (_, true) if after > before * 4 => Some(false),
        _ => None,
    }
}

fn settle(
    guesses: &mut [ColumnGuess],
    candidates: &[usize],
    before: Option<usize>,
    after: Option<usize>,
) {
    for at in candidates {
        let (field, reason) = match Some(*at) {
            at if at == after => ("amount", Reason::AfterDiscount),
            at if at == before => ("before_discount", Reason::BeforeDiscount),
            _ => {
                let guess = &mut guesses[*at];
                if guess.field.take_if(|field| is_money(field)).is_some() {
                    guess.reason = Reason::Taken;
                }
                continue;
            }
        };
        let guess = &mut guesses[*at];
        if guess.field.as_deref() == Some(field) {
            continue;
        }
        if guess.field.is_none() {
            let known = guess.alternatives.iter().map(|(_, confidence)| *confidence);
            guess.confidence = known.fold(0.0, f64::max);
        }
        guess.alternatives.retain(|(other, _)| other != field);
        if let Some(other) = guess.field.replace(field.into()) {
            guess.alternatives.insert(0, (other, guess.confidence));
        }
        guess.reason = reason;
    }
}
