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
pub(super) fn inverse(m: &M4) -> Option<M4> {
    let mut l = [[0.0; 4]; 4];
    for i in 0..4 {
        for j in 0..=i {
            let mut sum = (m[i][j] + m[j][i]) / 2.0;
            for k in 0..j {
                sum -= l[i][k] * l[j][k];
            }
            if i == j {
                if !(sum > 0.0 && sum.is_finite()) {
                    return None;
                }
                l[i][i] = sum.sqrt();
            } else {
                l[i][j] = sum / l[j][j];
            }
        }
    }
    let mut result = [[0.0; 4]; 4];
    for column in 0..4 {
        let mut v = [0.0; 4];
        for i in 0..4 {
            let mut sum = if i == column { 1.0 } else { 0.0 };
            for k in 0..i {
                sum -= l[i][k] * v[k];
            }
            v[i] = sum / l[i][i];
        }
        for i in (0..4).rev() {
            let mut sum = v[i];
            for k in i + 1..4 {
                sum -= l[k][i] * v[k];
            }
            v[i] = sum / l[i][i];
        }
        for i in 0..4 {
            if !v[i].is_finite() {
                return None;
            }
            result[i][column] = v[i];
        }
    }
    Some(result)
}
