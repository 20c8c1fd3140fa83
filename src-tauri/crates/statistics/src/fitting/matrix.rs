//! Symmetric matrices of the size of a model's parameters.

/// Pivot, as a share of its diagonal element, below which a matrix counts as singular.
const SINGULAR: f64 = 1e-13;

/// Lower triangle L of L·Lᵀ; `None` unless positive definite.
pub(super) fn cholesky<const N: usize>(matrix: &[[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let mut lower = [[0.0; N]; N];
    for row in 0..N {
        for column in 0..=row {
            let known: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
            let rest = matrix[row][column] - known;
            if row != column {
                lower[row][column] = rest / lower[column][column];
            } else if rest > SINGULAR * matrix[row][row].abs() && rest > f64::MIN_POSITIVE {
                lower[row][row] = rest.sqrt();
            } else {
                return None;
            }
        }
    }
    Some(lower)
}

/// x with L·Lᵀ·x = b.
pub(super) fn solve<const N: usize>(lower: &[[f64; N]; N], b: &[f64; N]) -> [f64; N] {
    let mut x = *b;
    for row in 0..N {
        let known: f64 = (0..row).map(|k| lower[row][k] * x[k]).sum();
        x[row] = (x[row] - known) / lower[row][row];
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|k| lower[k][row] * x[k]).sum();
        x[row] = (x[row] - known) / lower[row][row];
    }
    x
}

/// Diagonal of the inverse; `None` unless positive definite.
pub(super) fn inverse_diagonal<const N: usize>(matrix: &[[f64; N]; N]) -> Option<[f64; N]> {
    let lower = cholesky(matrix)?;
    Some(std::array::from_fn(|index| {
        let unit = std::array::from_fn(|other| f64::from(u8::from(other == index)));
        solve(&lower, &unit)[index]
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_a_singular_one_refused() {
        let matrix = [[4.0, 2.0], [2.0, 3.0]];
        let x = solve(&cholesky(&matrix).unwrap(), &[8.0, 7.0]);
        assert!((x[0] - 1.25).abs() < 1e-14 && (x[1] - 1.5).abs() < 1e-14);
        let diagonal = inverse_diagonal(&matrix).unwrap();
        assert!((diagonal[0] - 0.375).abs() < 1e-14 && (diagonal[1] - 0.5).abs() < 1e-14);
        assert_eq!(cholesky(&[[1.0, 1.0], [1.0, 1.0]]), None);
        assert_eq!(cholesky(&[[-1.0, 0.0], [0.0, 1.0]]), None);
    }
}
