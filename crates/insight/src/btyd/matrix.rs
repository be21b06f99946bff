//! 4×4 symmetric matrices, as many as there are parameters.

/// A vector over the parameters.
pub(super) type V4 = [f64; 4];
/// A matrix over the parameters.
pub(super) type M4 = [[f64; 4]; 4];

pub(super) fn dot(u: &V4, v: &V4) -> f64 {
    u[0] * v[0] + u[1] * v[1] + u[2] * v[2] + u[3] * v[3]
}

pub(super) fn times(m: &M4, v: &V4) -> V4 {
    [dot(&m[0], v), dot(&m[1], v), dot(&m[2], v), dot(&m[3], v)]
}

pub(super) fn norm_max(v: &V4) -> f64 {
    v.iter().fold(0.0, |m, x| m.max(x.abs()))
}

pub(super) fn scaled_identity(scale: f64) -> M4 {
    std::array::from_fn(|i| std::array::from_fn(|j| if i == j { scale } else { 0.0 }))
}

/// Inverse of a symmetric positive definite matrix by Cholesky; `None` if it is not one.
#[allow(clippy::needless_range_loop)] // The indices are those of the textbook.
pub(super) fn inverse(m: &M4) -> Option<M4> {
    let l = cholesky(m)?;
    let mut result = [[0.0; 4]; 4];
    for column in 0..4 {
        let mut v = [0.0; 4];
        v[column] = 1.0;
        for i in 0..4 {
            for k in 0..i {
                v[i] -= l[i][k] * v[k];
            }
            v[i] /= l[i][i];
        }
        for i in (0..4).rev() {
            for k in i + 1..4 {
                v[i] -= l[k][i] * v[k];
            }
            v[i] /= l[i][i];
        }
        for i in 0..4 {
            result[i][column] = v[i];
        }
    }
    result.iter().flatten().all(|v| v.is_finite()).then_some(result)
}

/// Lower triangle L with L Lᵀ = the symmetric part of `m`.
#[allow(clippy::needless_range_loop)]
fn cholesky(m: &M4) -> Option<M4> {
    let mut l = [[0.0; 4]; 4];
    for i in 0..4 {
        for j in 0..=i {
            let mut sum = (m[i][j] + m[j][i]) / 2.0;
            for k in 0..j {
                sum -= l[i][k] * l[j][k];
            }
            if i != j {
                l[i][j] = sum / l[j][j];
            } else if sum > 0.0 && sum.is_finite() {
                l[i][i] = sum.sqrt();
            } else {
                return None;
            }
        }
    }
    Some(l)
}
