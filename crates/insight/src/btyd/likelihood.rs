//! Log-likelihood of a whole sample and its closed-form gradient.

use super::fit::V4;
use super::model::{Model, Params};
use super::sample::Sample;
use crate::special::{digamma_positive as psi, ln_gamma_positive as ln_gamma};

/// Factors of at most 2 that are multiplied before one logarithm is taken: 2^512 is well inside `f64`.
const FACTORS: usize = 512;

impl Sample {
    /// Log-likelihood and its gradient by (r, α, a, b). With w = P(lost) per customer:
    ///
    /// ```text
    /// ∂r: ψ(r+x)−ψ(r)+ln α−ln(α+T)+w[ln(α+T)−ln(α+t_x)]   ∂α: r/α−(r+x)/(α+T)+w(r+x)[1/(α+T)−1/(α+t_x)]
    /// ∂a: ψ(a+b)−ψ(a+b+x+dz)+w/a                           ∂b: ψ(b+x+dz)−ψ(a+b+x+dz)−ψ(b)+ψ(a+b)−w/(b+x−1+dz)
    /// ```
    ///
    /// Gamma terms depend on x alone and logarithms of time on the day alone, so both come from short tables:
    /// what is left per distinct customer is one exponential.
    #[must_use]
    pub fn log_likelihood(&self, model: Model, params: &Params) -> (f64, V4) {
        let Params { r, alpha, a, b } = *params;
        let dz = model.dz();
        let n = self.customers;
        let ln_time: Vec<f64> = self.weeks.iter().map(|w| libm::log(alpha + w)).collect();
        let per_time: Vec<f64> = self.weeks.iter().map(|w| 1.0 / (alpha + w)).collect();

        let ln_alpha = libm::log(alpha);
        let mut ll = n * r * ln_alpha;
        let mut d_r = n * ln_alpha;
        let mut d_alpha = n * r / alpha;
        for ((&(aged, repeats), ln_t), per_t) in self.of_age.iter().zip(&ln_time).zip(&per_time) {
            let exponent = r * aged + repeats;
            ll -= exponent * ln_t;
            d_r -= aged * ln_t;
            d_alpha -= exponent * per_t;
        }

        let (ln_gamma_r, psi_r, psi_b, psi_ab) = (ln_gamma(r), psi(r), psi(b), psi(a + b));
        let ln_beta_start = ln_gamma(b) - ln_gamma(a + b);
        let (mut d_a, mut d_b) = (0.0, 0.0);
        for block in &self.blocks {
            let (x, m) = (block.x, block.customers);
            let k = b + x + dz;
            let psi_ak = psi(a + k);
            ll += m * (ln_gamma(k) - ln_gamma(a + k) - ln_beta_start + ln_gamma(r + x) - ln_gamma_r);
            d_r += m * (psi(r + x) - psi_r);
            d_a += m * (psi_ab - psi_ak);
            d_b += m * (psi(k) - psi_ak - psi_b + psi_ab);
            if x + dz < 1.0 {
                continue; // BG/NBD: a one-time buyer is active.
            }

            let ln_drop_out = libm::log(a / (k - 1.0));
            let shape = r + x;
            let (mut lost, mut lost_ln, mut lost_per) = (0.0, 0.0, 0.0);
            let mut product = 1.0;
            for rows in self.rows[block.start..block.end].chunks(FACTORS) {
                for row in rows {
                    let (i, j) = (row.t as usize, row.t_x as usize);
                    let ln_ratio = ln_time[i] - ln_time[j];
                    let s = ln_drop_out + shape * ln_ratio;
                    let e = libm::exp(-s.abs());
                    let count = f64::from(row.count);
                    ll += count * s.max(0.0);
                    if row.count == 1 {
                        product *= 1.0 + e;
                    } else {
                        ll += count * libm::log1p(e);
                    }
                    let w = count * (if s > 0.0 { 1.0 } else { e }) / (1.0 + e);
                    lost += w;
                    lost_ln += w * ln_ratio;
                    lost_per += w * (per_time[i] - per_time[j]);
                }
                ll += libm::log(product);
                product = 1.0;
            }
            d_r += lost_ln;
            d_alpha += shape * lost_per;
            d_a += lost / a;
            d_b -= lost / (k - 1.0);
        }
        (ll, [d_r, d_alpha, d_a, d_b])
    }
}
