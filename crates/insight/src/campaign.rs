//! What a campaign brought: input-output ratio, and what of it would not have come anyway.

use crate::random::mix;
use crate::special::{finite, normal_quantile, t_quantile_two_sided, t_two_sided};
use crate::stats::{Difference, difference};

/// One arm of a campaign: those who got it, or those who were held out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arm {
    /// Customers.
    pub n: u64,
    /// Of them, those who bought.
    pub converted: u64,
    /// What all of them bought for.
    pub revenue: f64,
}

/// Money back per money put in, taking all revenue for an effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Returns {
    /// R/C: "1 : 4.4".
    pub roas: f64,
    /// (margin · R − C)/C.
    pub roi: f64,
}

/// Of `revenue` at a `margin` (0..1) for `cost`; `None` without a cost.
#[must_use]
pub fn returns(revenue: f64, margin: f64, cost: f64) -> Option<Returns> {
    let (roas, roi) = (finite(revenue / cost)?, finite((margin * revenue - cost) / cost)?);
    (cost > 0.0).then_some(Returns { roas, roi })
}

/// What a campaign added, measured against a control group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Increment {
    /// Conversion rate of the treated less that of the control, with its test and interval.
    pub rate: Difference,
    /// Conversions that would not have come otherwise.
    pub conversions: f64,
    /// Revenue beyond what as many customers of the control would have brought: `R_t − n_t R_c/n_c`.
    pub revenue: f64,
    /// margin · incremental revenue − cost.
    pub profit: f64,
    /// Incremental ROI; `None` without a cost.
    pub roi: Option<f64>,
    /// Incremental revenue per cost; `None` without a cost.
    pub roas: Option<f64>,
    /// Cost per additional conversion; `None` where there is none.
    pub cost_per_conversion: Option<f64>,
}

/// `treated` against `control`; `None` for an empty arm.
#[must_use]
pub fn increment(treated: Arm, control: Arm, margin: f64, cost: f64) -> Option<Increment> {
    let rate = difference(treated.converted, treated.n, control.converted, control.n)?;
    let conversions = rate.difference * treated.n as f64;
    let revenue = finite(treated.revenue - treated.n as f64 * control.revenue / control.n as f64)?;
    let profit = finite(margin * revenue - cost)?;
    Some(Increment {
        rate,
        conversions,
        revenue,
        profit,
        roi: (cost > 0.0).then(|| profit / cost),
        roas: (cost > 0.0).then(|| revenue / cost),
        cost_per_conversion: (conversions > 0.0).then(|| cost / conversions),
    })
}

/// A change compared with the change of others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiffInDiff {
    /// Mean change of the treated less mean change of the others.
    pub effect: f64,
    /// Standard error (unequal variances).
    pub se: f64,
    /// 95 % interval (Welch).
    pub ci: (f64, f64),
    /// Two-sided probability without an effect.
    pub p: f64,
}

/// Difference in differences: `treated` and `others` hold each customer's outcome after less before. Assumes that without the campaign both would have
/// changed alike. `None` below two customers in a group, or where nothing varies.
#[must_use]
pub fn diff_in_diff(treated: &[f64], others: &[f64]) -> Option<DiffInDiff> {
    let moments = |values: &[f64]| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        (mean, variance / n, n - 1.0)
    };
    if treated.len() < 2 || others.len() < 2 {
        return None;
    }
    let ((mean_t, v_t, df_t), (mean_o, v_o, df_o)) = (moments(treated), moments(others));
    let variance = finite(v_t + v_o).filter(|v| *v > 0.0)?;
    let (effect, se) = (finite(mean_t - mean_o)?, variance.sqrt());
    let df = variance * variance / (v_t * v_t / df_t + v_o * v_o / df_o);
    let reach = t_quantile_two_sided(0.05, df)? * se;
    Some(DiffInDiff { effect, se, ci: (effect - reach, effect + reach), p: t_two_sided(effect / se, df)? })
}

/// Customers per arm to find a change from `p1` to `p2` with two-sided error `alpha` and probability `power`:
/// `(z_{α/2} + z_β)² (p1 q1 + p2 q2)/(p1 − p2)²`, rounded up. `None` for equal rates or shares outside (0, 1).
#[must_use]
pub fn sample_size(p1: f64, p2: f64, alpha: f64, power: f64) -> Option<u64> {
    let rates = (0.0..=1.0).contains(&p1) && (0.0..=1.0).contains(&p2) && p1 != p2;
    let z = normal_quantile(1.0 - alpha / 2.0)? + normal_quantile(power)?;
    let n = z * z * (p1 * (1.0 - p1) + p2 * (1.0 - p2)) / ((p1 - p2) * (p1 - p2));
    (rates && n < 1e15).then(|| libm::ceil(n).max(1.0) as u64)
}

/// Whether a customer is held out of a campaign: the same on every device, as a hash of both ids. `share` of the customers are (0..1).
#[must_use]
pub fn held_out(campaign: u64, customer: u64, share: f64) -> bool {
    let hash = mix(mix(campaign ^ 0x9E37_79B9_7F4A_7C15).wrapping_add(customer));
    ((hash >> 11) as f64 / (1u64 << 53) as f64) < share
}
