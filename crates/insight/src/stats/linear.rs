//! Small dense systems: Householder's QR and Cholesky.

/// Remaining share of a unit column from which it counts as a combination of those before it.
const COLLINEAR: f64 = 1e-7;

/// The QR factorisation of unit columns, without those that are combinations of earlier ones.
pub(super) struct Qr {
    /// Indices of the columns that were kept.
    pub(super) kept: Vec<usize>,
    /// Upper triangle, row i in `r[i]`.
    r: Vec<Vec<f64>>,
    /// The first entries of Qᵀy.
    qty: Vec<f64>,
}

impl Qr {
    /// Factors `columns` (each of length n ≥ number of columns, unit norm) and applies Qᵀ to `y`.
    pub(super) fn of(mut columns: Vec<Vec<f64>>, mut y: Vec<f64>) -> Self {
        let mut qr = Self { kept: Vec::new(), r: Vec::new(), qty: Vec::new() };
        let mut triangle: Vec<Vec<f64>> = Vec::new();
        for j in 0..columns.len() {
            let row = qr.kept.len();
            let (done, rest) = columns.split_at_mut(j + 1);
            let column = &mut done[j];
            let norm = column.get(row..).unwrap_or_default().iter().map(|x| x * x).sum::<f64>().sqrt();
            if norm <= COLLINEAR {
                continue;
            }
            // v = x ± |x| e₁, reflecting x on the first axis.
            let pivot = if column[row] > 0.0 { -norm } else { norm };
            let mut v: Vec<f64> = column[row..].to_vec();
            v[0] -= pivot;
            let scale = 2.0 / v.iter().map(|x| x * x).sum::<f64>();
            let reflect = |target: &mut [f64]| {
                let product = scale * v.iter().zip(&target[row..]).map(|(a, b)| a * b).sum::<f64>();
                target[row..].iter_mut().zip(&v).for_each(|(x, v)| *x -= product * v);
            };
            rest.iter_mut().for_each(|other| reflect(other));
            reflect(&mut y);
            let mut head: Vec<f64> = column[..row].to_vec();
            head.push(pivot);
            triangle.push(head);
            qr.kept.push(j);
            qr.qty.push(y[row]);
        }
        let p = qr.kept.len();
        qr.r = (0..p).map(|i| (0..p).map(|j| triangle[j].get(i).copied().unwrap_or(0.0)).collect()).collect();
        qr
    }

    /// The solution of R b = Qᵀy.
    pub(super) fn solve(&self) -> Vec<f64> {
        let mut b = self.qty.clone();
        for i in (0..b.len()).rev() {
            for j in i + 1..b.len() {
                b[i] -= self.r[i][j] * b[j];
            }
            b[i] /= self.r[i][i];
        }
        b
    }

    /// (RᵀR)⁻¹ = R⁻¹R⁻ᵀ.
    #[allow(clippy::needless_range_loop)] // The indices are those of the textbook.
    pub(super) fn inverse_gram(&self) -> Vec<Vec<f64>> {
        let p = self.r.len();
        let mut inverse = vec![vec![0.0; p]; p];
        for column in 0..p {
            for i in (0..=column).rev() {
                let mut sum = if i == column { 1.0 } else { 0.0 };
                for j in i + 1..=column {
                    sum -= self.r[i][j] * inverse[j][column];
                }
                inverse[i][column] = sum / self.r[i][i];
            }
        }
        (0..p).map(|i| (0..p).map(|j| (i.max(j)..p).map(|k| inverse[i][k] * inverse[j][k]).sum()).collect()).collect()
    }
}

/// Lower triangle L with L Lᵀ = `m`; `None` if `m` is not positive definite.
pub(super) fn cholesky(m: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let p = m.len();
    let mut l = vec![vec![0.0; p]; p];
    for i in 0..p {
        for j in 0..=i {
            let sum = m[i][j] - (0..j).map(|k| l[i][k] * l[j][k]).sum::<f64>();
            if i != j {
                l[i][j] = sum / l[j][j];
            } else if sum > 1e-12 * m[i][i] && sum.is_finite() {
                l[i][i] = sum.sqrt();
            } else {
                return None;
            }
        }
    }
    Some(l)
}

/// The solution of L Lᵀ x = `b`.
pub(super) fn cholesky_solve(l: &[Vec<f64>], b: &[f64]) -> Vec<f64> {
    let mut x = b.to_vec();
    for i in 0..x.len() {
        for k in 0..i {
            x[i] -= l[i][k] * x[k];
        }
        x[i] /= l[i][i];
    }
    for i in (0..x.len()).rev() {
        for k in i + 1..x.len() {
            x[i] -= l[k][i] * x[k];
        }
        x[i] /= l[i][i];
    }
    x
}
