//! Size classes of customers (ABC) and how customers move between them.

/// A class by cumulative revenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeClass {
    /// The fewest customers that together reach the first cut, usually 80 %.
    A,
    /// Those that then reach the second, usually 95 %.
    B,
    /// The rest.
    C,
}

/// Class of each amount: sorted descending, cut where the cumulative share reaches `cuts`
/// (0–1, ascending). Amounts that are not positive have no class. Equal amounts keep the order
/// in which they stand, so give them in a fixed order.
#[must_use]
pub fn size_classes(amounts: &[i64], cuts: (f64, f64)) -> Vec<Option<SizeClass>> {
    let mut order: Vec<usize> = (0..amounts.len()).filter(|at| amounts[*at] > 0).collect();
    order.sort_by_key(|at| std::cmp::Reverse(amounts[*at]));
    let total: i128 = order.iter().map(|at| i128::from(amounts[*at])).sum();
    // A round share of a round total must not need one customer more because 0.8 is not exact.
    let goal = |cut: f64| cut * total as f64 * (1.0 - 1e-12);
    let mut classes = vec![None; amounts.len()];
    let mut before = 0_i128;
    for at in order {
        let sum = before as f64;
        classes[at] = Some(if sum < goal(cuts.0) {
            SizeClass::A
        } else if sum < goal(cuts.1) {
            SizeClass::B
        } else {
            SizeClass::C
        });
        before += i128::from(amounts[at]);
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_that_reach_the_cut_are_a() {
        use SizeClass::{A, B, C};
        let classes = size_classes(&[100, 500, -5, 200, 0, 150, 50], (0.8, 0.95));
        // 500, 700 of 1000 are below 800; 850 reaches it. 950 reaches the second cut.
        let wanted = [Some(B), Some(A), None, Some(A), None, Some(A), Some(C)];
        assert_eq!(classes, wanted);
        assert_eq!(
            size_classes(&[80, 15, 5], (0.8, 0.95)),
            [Some(A), Some(B), Some(C)]
        );
        assert!(size_classes(&[], (0.8, 0.95)).is_empty());
    }
}
