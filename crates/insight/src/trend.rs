//! Is the customer ordering faster, or spending more, than before?

/// Largest size of a trend statistic: what a perfect fit, whose residuals are nil, is reported as.
const STATISTIC_MAX: f64 = 1e6;

/// Laplace trend test of the repeat times, failure-truncated at the newest (Cox & Lewis 1966):
/// `U = (Σ_{i<x} t_i/(x−1) − t_x/2) / (t_x √(1/(12(x−1))))`, with `t_i` the time since the first order.
/// Standard normal while the rhythm is even; above 1.645 accelerating, below −1.645 decelerating.
/// `days` ascending and distinct; `None` below three repeats.
#[must_use]
pub fn laplace_u(days: &[i32]) -> Option<f64> {
    let x = days.len().checked_sub(1).filter(|&x| x >= 3)?;
    let first = days[0];
    let t_x = f64::from(days[x].abs_diff(first));
    if t_x <= 0.0 {
        return None;
    }
    let sum: u64 = days[1..x].iter().map(|d| u64::from(d.abs_diff(first))).sum();
    let m = (x - 1) as f64;
    Some((sum as f64 / m - t_x / 2.0) / (t_x * (1.0 / (12.0 * m)).sqrt()))
}

/// t statistic of the slope of ln(amount) on the purchase index, over the days that net to more than nothing.
/// `None` below five such days. Positive: spending more from order to order.
#[must_use]
pub fn spend_trend_t(amounts: &[i64]) -> Option<f64> {
    // Logarithms are taken relative to the first, so that the sums of squares lose nothing to a common level.
    let mut origin = None;
    let (mut n, mut sum, mut squares, mut with_index) = (0.0, 0.0, 0.0, 0.0);
    for &amount in amounts.iter().filter(|&&m| m > 0) {
        let ln = libm::log(amount as f64);
        let l = ln - *origin.get_or_insert(ln);
        n += 1.0;
        sum += l;
        squares += l * l;
        with_index += n * l;
    }
    if n < 5.0 {
        return None;
    }
    let size: f64 = n;
    let spread = squares - sum * sum / size;
    let with_index = with_index - sum * (size + 1.0) / 2.0;
    // Equal amounts leave nothing but rounding noise.
    if spread <= 1e-14 * squares {
        return Some(0.0);
    }
    let index_spread = size * (size * size - 1.0) / 12.0;
    let slope = with_index / index_spread;
    let residual = (spread - slope * with_index).max(0.0);
    let error = (residual / (size - 2.0) / index_spread).sqrt();
    if slope == 0.0 {
        return Some(0.0);
    }
    if error <= slope.abs() / STATISTIC_MAX {
        return Some(STATISTIC_MAX.copysign(slope));
    }
    Some(slope / error)
}
