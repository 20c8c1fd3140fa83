//! Small systems of equations whose size is known only at run time.

/// Pivot, as a share of the largest element, below which a matrix counts as singular.
const SINGULAR: f64 = 1e-12;

/// x with A·x = b, by elimination with row pivoting; `None` for a singular matrix.
pub(crate) fn solve(matrix: &[Vec<f64>], b: &[f64]) -> Option<Vec<f64>> {
    let size = b.len();
    let mut rows: Vec<Vec<f64>> = matrix
        .iter()
        .zip(b)
        .map(|(row, b)| row.iter().copied().chain([*b]).collect())
        .collect();
    let largest = matrix
        .iter()
        .flatten()
        .fold(0.0_f64, |most, x| most.max(x.abs()));
    for column in 0..size {
        let pivot = (column..size)
            .max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, pivot);
        let (above, below) = rows.split_at_mut(column + 1);
        let top = &above[column];
        let usable = top[column].abs() > SINGULAR * largest;
        if !usable {
            return None;
        }
        for row in below {
            let factor = row[column] / top[column];
            for (cell, from) in row.iter_mut().zip(top).skip(column) {
                *cell -= factor * from;
            }
        }
    }
    let mut x = vec![0.0; size];
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|k| rows[row][k] * x[k]).sum();
        x[row] = (rows[row][size] - known) / rows[row][row];
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_a_singular_one_refused() {
        let matrix = [vec![0.0, 2.0], vec![4.0, 1.0]];
        assert_eq!(solve(&matrix, &[6.0, 7.0]), Some(vec![1.0, 3.0]));
        assert_eq!(solve(&[vec![1.0, 2.0], vec![2.0, 4.0]], &[1.0, 2.0]), None);
        assert_eq!(solve(&[vec![0.0]], &[0.0]), None);
    }
}
