use assess::Cohorts;

use crate::canvas::Canvas;
use crate::figures;
use crate::text::{Style, Typesetter};
use crate::theme;
use crate::theme::{INK, MUTED, NAVY, PALE, RULE, WHITE, WIDTH};

/// Retention triangle: one row a cohort, one column an age; what was not observed stays blank.
pub(crate) fn cohorts<'a>(
    set: &'a Typesetter<'a>,
    cohorts: &Cohorts,
    rows: std::ops::Range<usize>,
    words: (&str, &str),
    label: &dyn Fn(&assess::CohortRow) -> String,
) -> Canvas<'a> {
    const MOST_AGES: usize = 13;
    let shown = &cohorts.rows[rows.start.min(cohorts.rows.len())..rows.end.min(cohorts.rows.len())];
    let ages = shown
        .iter()
        .map(|row| row.retained.len())
        .max()
        .unwrap_or(0)
        .min(MOST_AGES);
    let (names, sizes, high) = (66.0, 36.0, 14.2);
    let mut canvas = Canvas::new(set, 18.0 + shown.len() as f32 * high);
    let wide = ((WIDTH - names - sizes) / ages.max(1) as f32).min(46.0);
    let head = Style::bold(7.0, NAVY);
    canvas.text(2.0, 10.0, words.0, head);
    canvas.right(names + sizes - 8.0, 10.0, words.1, head);
    for age in 0..ages {
        canvas.centred(
            names + sizes + wide * (age as f32 + 0.5),
            10.0,
            &format!("+{age}"),
            head,
        );
    }
    canvas.line((0.0, 15.0), (WIDTH, 15.0), RULE, 0.5);
    for (at, row) in shown.iter().enumerate() {
        let top = 17.0 + at as f32 * high;
        let middle = top + high / 2.0 + 2.4;
        canvas.text(2.0, middle, &label(row), Style::regular(7.0, INK));
        canvas.right(
            names + sizes - 8.0,
            middle,
            &figures::count(row.size),
            Style::regular(7.0, MUTED),
        );
        for (age, share) in row.retained.iter().take(ages).enumerate() {
            let x = names + sizes + wide * age as f32;
            let shade = (*share as f32).clamp(0.0, 1.0);
            let fill = PALE.mix(theme::BLUE, shade.powf(0.8));
            canvas.rect(x + 0.5, top + 0.5, wide - 1.0, high - 1.0, fill);
            let ink = if shade > 0.45 { WHITE } else { INK };
            canvas.centred(
                x + wide / 2.0,
                middle,
                &format!("{:.0}%", share * 100.0),
                Style::regular(6.6, ink),
            );
        }
    }
    canvas
}
