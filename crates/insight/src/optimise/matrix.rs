//! Small symmetric matrices: N×N for N parameters.

pub(super) fn dot<const N: usize>(u: &[f64; N], v: &[f64; N]) -> f64 {
    u.iter().zip(v).fold(0.0, |sum, (a, b)| sum + a * b)
}

pub(super) fn times<const N: usize>(m: &[[f64; N]; N], v: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|i| dot(&m[i], v))
}

pub(super) fn norm_max<const N: usize>(v: &[f64; N]) -> f64 {
    v.iter().fold(0.0, |m, x| m.max(x.abs()))
}

pub(super) fn norm<const N: usize>(v: &[f64; N]) -> f64 {
    dot(v, v).sqrt()
}

/// The x for which (m + damping · 1) x = v, m symmetric; `None` where that is not positive definite.
pub(super) fn solve<const N: usize>(m: &[[f64; N]; N], damping: f64, v: &[f64; N]) -> Option<[f64; N]> {
    let mut damped = *m;
    (0..N).for_each(|i| damped[i][i] += damping);
    let mut x = *v;
    substitute(&cholesky(&damped)?, &mut x);
    x.iter().all(|x| x.is_finite()).then_some(x)
}

/// Turns v into the x for which L Lᵀ x = v.
#[allow(clippy::needless_range_loop)] // The indices are those of the textbook.
fn substitute<const N: usize>(l: &[[f64; N]; N], v: &mut [f64; N]) {
    for i in 0..N {
        for k in 0..i {
            v[i] -= l[i][k] * v[k];
        }
        v[i] /= l[i][i];
    }
    for i in (0..N).rev() {
        for k in i + 1..N {
            v[i] -= l[k][i] * v[k];
        }
        v[i] /= l[i][i];
    }
}

/// Inverse of a symmetric positive definite matrix by Cholesky; `None` if it is not one.
pub(crate) fn inverse<const N: usize>(m: &[[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let l = cholesky(m)?;
    let mut result = [[0.0; N]; N];
    for column in 0..N {
        let mut v = [0.0; N];
        v[column] = 1.0;
        substitute(&l, &mut v);
        for i in 0..N {
            result[i][column] = v[i];
        }
    }
    result.iter().flatten().all(|v| v.is_finite()).then_some(result)
}

/// Lower triangle L with L Lᵀ = the symmetric part of `m`.
#[allow(clippy::needless_range_loop)]
fn cholesky<const N: usize>(m: &[[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let mut l = [[0.0; N]; N];
    for i in 0..N {
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
