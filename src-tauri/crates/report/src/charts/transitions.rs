use assess::Transitions;

use crate::canvas::Canvas;
use crate::figures;
use crate::text::{Style, Typesetter};
use crate::theme::{BLUE, INK, MUTED, NAVY, PALE, RULE, WHITE, WIDTH};

/// Labels of the matrix of stages.
pub(crate) struct TransitionWords<'w> {
    pub corner: String,
    pub sum: String,
    pub stage: &'w dyn Fn(&str) -> String,
    pub amount: &'w dyn Fn(records::Amount) -> String,
}

/// Stage then down, stage now across: customers with their share of the row, and their revenue
/// then; the last column is the sum of the row.
pub(crate) fn transitions<'a>(
    set: &'a Typesetter<'a>,
    data: &Transitions,
    words: &TransitionWords<'_>,
) -> Canvas<'a> {
    let (names, high) = (74.0, 27.0);
    let columns = data.to.len() as f32 + 1.0;
    let wide = (WIDTH - names) / columns;
    let mut canvas = Canvas::new(set, 18.0 + data.from.len() as f32 * high);
    let head = Style::bold(7.2, NAVY);
    canvas.text(2.0, 10.0, &words.corner, head);
    for (at, stage) in data.to.iter().enumerate() {
        let middle = names + wide * (at as f32 + 0.5);
        canvas.centred(middle, 10.0, &(words.stage)(stage), head);
    }
    let sums = names + wide * (columns - 0.5);
    canvas.centred(sums, 10.0, &words.sum, head);
    canvas.line((0.0, 15.0), (WIDTH, 15.0), RULE, 0.5);
    for (row, stage) in data.from.iter().enumerate() {
        let top = 17.0 + row as f32 * high;
        let style = Style::regular(7.6, INK);
        canvas.text(2.0, top + high / 2.0 + 2.6, &(words.stage)(stage), style);
        let (customers, before) = (&data.customers[row], &data.before[row]);
        let all: u64 = customers.iter().sum();
        for (column, (count, revenue)) in customers.iter().zip(before).enumerate() {
            let x = names + wide * column as f32;
            let share = *count as f32 / all.max(1) as f32;
            let fill = PALE.mix(BLUE, share.powf(0.8));
            canvas.rect(x + 0.5, top + 0.5, wide - 1.0, high - 1.0, fill);
            if *count == 0 {
                continue;
            }
            // Grey is not readable on blue.
            let (ink, quiet) = match share {
                share if share > 0.4 => (WHITE, WHITE),
                share if share > 0.15 => (INK, INK),
                _ => (INK, MUTED),
            };
            let middle = x + wide / 2.0;
            let text = format!(
                "{} ({})",
                figures::count(*count),
                figures::percent(f64::from(share))
            );
            canvas.centred(middle, top + 11.0, &text, Style::bold(7.0, ink));
            let amount = (words.amount)(*revenue);
            canvas.centred(middle, top + 21.0, &amount, Style::regular(6.4, quiet));
        }
        canvas.centred(
            sums,
            top + 11.0,
            &figures::count(all),
            Style::bold(7.2, INK),
        );
        let amount = (words.amount)(before.iter().copied().sum());
        canvas.centred(sums, top + 21.0, &amount, Style::regular(6.4, MUTED));
    }
    canvas
}
