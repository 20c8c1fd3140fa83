use super::delimited::Parser;

/// Separators that are tried, in order of preference.
const CANDIDATES: [char; 5] = [',', '\t', ';', '|', '，'];
const SAMPLE_ROWS: usize = 60;

/// The separator that cuts most rows into the same number of columns, more than one.
pub(crate) fn sniff(text: &str) -> char {
    let mut best = (',', 0.0);
    for candidate in CANDIDATES {
        let score = score(text, candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

fn score(text: &str, separator: char) -> f64 {
    let mut counts: Vec<usize> = Vec::new();
    let mut parser = Parser::new(text, separator);
    while counts.len() < SAMPLE_ROWS {
        let Some(fields) = parser.next_row() else {
            break;
        };
        if !(fields.len() == 1 && fields[0].trim().is_empty()) {
            counts.push(fields.len());
        }
    }
    let rows = counts.len();
    counts.sort_unstable();
    let mut usual = (0, 0);
    for group in counts.chunk_by(|a, b| a == b) {
        // On a tie the wider one: titles above the header are single cells.
        if group.len() >= usual.1 {
            usual = (group[0], group.len());
        }
    }
    let (width, agreeing) = usual;
    if width < 2 {
        return 0.0;
    }
    agreeing as f64 / rows as f64 * (1.0 + (width as f64).ln() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_that_agrees_over_rows_wins() {
        for (text, expected) in [
            ("a,b\n1,2\n", ','),
            ("a\tb, c\n1\t2\n3\t4", '\t'),
            ("客户;金额\n甲;1,200\n乙;3,400\n", ';'),
            ("客户，金额\n甲，1\n乙，2", '，'),
            ("应收账款明细表\n\n客户|金额\n甲|1\n", '|'),
            ("one column\n1\n2\n", ','),
        ] {
            assert_eq!(sniff(text), expected, "{text:?}");
        }
    }
}
