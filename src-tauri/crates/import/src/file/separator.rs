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

/// The text with its columns parted by tabs where blanks part them, as statistical programs write
/// tables: no other separator, the same number of words in every line, mostly numbers.
pub(crate) fn blanks_as_tabs(text: &str) -> Option<String> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let width = lines().next_back()?.split_whitespace().count();
    let mut words = 0;
    let mut numbers = 0;
    for line in lines().take(SAMPLE_ROWS) {
        if line.contains(CANDIDATES)
            || line.contains('"')
            || line.split_whitespace().count() != width
        {
            return None;
        }
        let number = |word: &&str| word.parse::<f64>().is_ok();
        words += width;
        numbers += line.split_whitespace().filter(number).count();
    }
    // Two columns of text are a sentence.
    if width < 3 || numbers * 10 < words * 6 {
        return None;
    }
    let parted = |line: &str| line.split_whitespace().collect::<Vec<_>>().join("\t");
    Some(text.lines().map(parted).collect::<Vec<_>>().join("\n"))
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
    fn blanks_part_columns_of_numbers_but_no_sentences() {
        let table = " id  date      cds value\n 1 19970101  1  11.77\n 2 19970112  5   7.00\n";
        let parted = blanks_as_tabs(table).unwrap();
        assert!(parted.starts_with("id\tdate\tcds\tvalue\n1\t19970101\t1\t11.77"));
        for text in [
            "one two three\nfour five six\n",
            "1 2,5 3\n4 5,5 6\n",
            "1 2 3\n4 5\n",
            "",
        ] {
            assert_eq!(blanks_as_tabs(text), None, "{text:?}");
        }
    }

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
