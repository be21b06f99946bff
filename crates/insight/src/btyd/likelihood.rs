//! Log-likelihood of a whole sample with its first and second derivatives, in closed form.

use super::fit::V4;
use super::model::{Model, Params};
use super::sample::{Row, Sample};
use crate::optimise::Local;
use crate::special::{exp_down, ln_normal};

/// Factors of at most 2 that are multiplied before one logarithm is taken: 2^512 is well inside `f64`.
const FACTORS: usize = 512;
/// Rows looked at together: two numbers share a wide register of the browser's.
const LANES: usize = 2;
/// Steps of the gamma functions before a logarithm is taken: each multiplies by something between 10^−18 and 10^12.
const STEPS: usize = 16;

impl Sample {
    /// Log-likelihood, its gradient by (r, α, a, b) and its second derivatives.
    #[must_use]
    pub fn log_likelihood(&self, model: Model, params: &Params) -> (f64, V4, [V4; 4]) {
        let Local { value, gradient, curvature } = self.likelihood(model, params);
        (value, gradient, curvature)
    }

    /// The same. With L = ln(α+T) − ln(α+t_x) and per customer the odds of being lost, ln odds = s = ln a − ln(b+x−1+dz) + (r+x) L:
    ///
    /// ```text
    /// Σ r ln α + ln[Γ(r+x)/Γ(r)] + ln[Γ(b+x+dz)/Γ(b)] − ln[Γ(a+b+x+dz)/Γ(a+b)] − (r+x) ln(α+T) + ln(1 + eˢ)
    /// ```
    ///
    /// Gamma terms depend on x alone, and grow from one x to the next by a factor. Logarithms of time depend on the day alone and come from a
    /// short table: what is left per distinct customer is one exponential and one division. With w = P(lost) = eˢ/(1+eˢ), the derivatives of the
    /// last term are w ∂s and w(1−w) ∂s ∂s + w ∂∂s, so sums of w and w(1−w) times powers of L and its derivatives are all that is collected.
    pub(super) fn likelihood(&self, model: Model, params: &Params) -> Local<4> {
        let Params { r, alpha, a, b } = *params;
        let dz = model.dz();
        let n = self.customers;
        let times: Vec<[f64; 2]> = self.weeks.iter().map(|w| [ln_normal(alpha + w), 1.0 / (alpha + w)]).collect();

        let ln_alpha = libm::log(alpha);
        let mut ll = n * r * ln_alpha;
        let (mut d_r, mut d_alpha, mut d_a, mut d_b) = (n * ln_alpha, n * r / alpha, 0.0, 0.0);
        let (mut r_r, mut r_alpha, mut alpha_alpha) = (0.0, n / alpha, -n * r / (alpha * alpha));
        let (mut r_a, mut r_b, mut alpha_a, mut alpha_b) = (0.0, 0.0, 0.0, 0.0);
        let (mut a_a, mut a_b, mut b_b) = (0.0, 0.0, 0.0);
        for (&(aged, repeats), [ln_t, per_t]) in self.of_age.iter().zip(&times) {
            let exponent = r * aged + repeats;
            ll -= exponent * ln_t;
            d_r -= aged * ln_t;
            d_alpha -= exponent * per_t;
            r_alpha -= aged * per_t;
            alpha_alpha += exponent * per_t * per_t;
        }

        let (mut of_r, mut of_b, mut of_ab) = (Rise::new(r), Rise::new(b), Rise::new(a + b));
        let mut ln_gammas = 0.0;
        let mut factor = if dz > 0.0 { of_b.step() / of_ab.step() } else { 1.0 };
        for block in &self.blocks {
            let (x, m) = (block.x, block.customers);
            let mut steps = 0;
            while of_r.steps < x {
                factor *= of_r.step() * of_b.step() / of_ab.step();
                steps += 1;
                if steps % STEPS == 0 {
                    ln_gammas += libm::log(std::mem::replace(&mut factor, 1.0));
                }
            }
            ln_gammas += libm::log(std::mem::replace(&mut factor, 1.0));
            ll += m * ln_gammas;
            d_r += m * of_r.first;
            d_a -= m * of_ab.first;
            d_b += m * (of_b.first - of_ab.first);
            r_r += m * of_r.second;
            a_a -= m * of_ab.second;
            a_b -= m * of_ab.second;
            b_b += m * (of_b.second - of_ab.second);
            if x + dz < 1.0 {
                continue; // BG/NBD: a one-time buyer is active.
            }

            let (shape, per_a, per_k) = (r + x, 1.0 / a, 1.0 / (b + x + dz - 1.0));
            let (value, lost) = lost(&self.rows[block.start..block.end], &times, libm::log(a * per_k), shape);
            ll += value;
            d_r += lost.w_l;
            d_alpha += shape * lost.w_p;
            d_a += lost.w * per_a;
            d_b -= lost.w * per_k;
            r_r += lost.v_ll;
            r_alpha += shape * lost.v_lp + lost.w_p;
            alpha_alpha += shape * (shape * lost.v_pp + lost.w_q);
            r_a += lost.v_l * per_a;
            r_b -= lost.v_l * per_k;
            alpha_a += shape * lost.v_p * per_a;
            alpha_b -= shape * lost.v_p * per_k;
            a_a += (lost.v - lost.w) * per_a * per_a;
            a_b -= lost.v * per_a * per_k;
            b_b += (lost.v + lost.w) * per_k * per_k;
        }
        Local {
            value: ll,
            gradient: [d_r, d_alpha, d_a, d_b],
            curvature: [
                [r_r, r_alpha, r_a, r_b],
                [r_alpha, alpha_alpha, alpha_a, alpha_b],
                [r_a, alpha_a, a_a, a_b],
                [r_b, alpha_b, a_b, b_b],
            ],
        }
    }
}

/// ψ(q+s) − ψ(q) and ψ'(q+s) − ψ'(q) of a whole number of steps s.
struct Rise {
    q: f64,
    steps: f64,
    first: f64,
    second: f64,
}

impl Rise {
    fn new(q: f64) -> Self {
        Self { q, steps: 0.0, first: 0.0, second: 0.0 }
    }

    /// One step; what Γ(q+s) is multiplied by with it.
    #[inline(always)]
    fn step(&mut self) -> f64 {
        let factor = self.q + self.steps;
        let per = 1.0 / factor;
        self.first += per;
        self.second -= per * per;
        self.steps += 1.0;
        factor
    }
}

/// Sums over customers of w = P(lost) and of v = w(1−w), times L and its derivatives by α, p and q.
#[derive(Default)]
struct Lost {
    w: f64,
    w_l: f64,
    w_p: f64,
    w_q: f64,
    v: f64,
    v_l: f64,
    v_p: f64,
    v_ll: f64,
    v_lp: f64,
    v_pp: f64,
}

/// Σ ln(1 + eˢ) over customers with the same x, and what its derivatives are made of.
fn lost(rows: &[Row], times: &[[f64; 2]], ln_drop_out: f64, shape: f64) -> (f64, Lost) {
    let mut value = 0.0;
    let mut sums = [[0.0; LANES]; 10];
    for rows in rows.chunks(FACTORS) {
        let (mut linear, mut product) = ([0.0; LANES], [1.0; LANES]);
        let mut add = |rows: &[Row; LANES]| {
            let (mut l, mut p, mut q, mut count) = ([0.0; LANES], [0.0; LANES], [0.0; LANES], [0.0; LANES]);
            for lane in 0..LANES {
                let Row { t, t_x, count: n } = rows[lane];
                let ([ln_t, per_t], [ln_t_x, per_t_x]) = (times[t as usize], times[t_x as usize]);
                (l[lane], p[lane]) = (ln_t - ln_t_x, per_t - per_t_x);
                q[lane] = -p[lane] * (per_t + per_t_x);
                count[lane] = f64::from(n);
            }
            let (mut s, mut e) = ([0.0; LANES], [0.0; LANES]);
            for lane in 0..LANES {
                s[lane] = ln_drop_out + shape * l[lane];
                e[lane] = exp_down(-s[lane].abs());
            }
            let (mut w, mut v) = ([0.0; LANES], [0.0; LANES]);
            for lane in 0..LANES {
                let of_more = 1.0 / (1.0 + e[lane]);
                let of_less = e[lane] * of_more;
                let likely = s[lane] > 0.0;
                w[lane] = count[lane] * if likely { of_more } else { of_less };
                v[lane] = w[lane] * if likely { of_less } else { of_more };
                linear[lane] += count[lane] * if likely { s[lane] } else { 0.0 };
                product[lane] *= 1.0 + if count[lane] == 1.0 { e[lane] } else { 0.0 };
            }
            for lane in 0..LANES {
                let (l, p, w, v) = (l[lane], p[lane], w[lane], v[lane]);
                let (v_l, v_p) = (v * l, v * p);
                let terms = [w, w * l, w * p, w * q[lane], v, v_l, v_p, v_l * l, v_l * p, v_p * p];
                for sum in 0..terms.len() {
                    sums[sum][lane] += terms[sum];
                }
            }
            for (row, e) in rows.iter().zip(e) {
                if row.count > 1 {
                    value += f64::from(row.count) * libm::log1p(e);
                }
            }
        };
        let (groups, last) = rows.as_chunks::<LANES>();
        groups.iter().for_each(&mut add);
        if !last.is_empty() {
            // Nobody takes the places that are left.
            let mut group = [Row { t_x: 0, t: 0, count: 0 }; LANES];
            group[..last.len()].copy_from_slice(last);
            add(&group);
        }
        value += libm::log(product.iter().product()) + linear.iter().sum::<f64>();
    }
    let [w, w_l, w_p, w_q, v, v_l, v_p, v_ll, v_lp, v_pp] = sums.map(|lanes| lanes.iter().sum());
    (value, Lost { w, w_l, w_p, w_q, v, v_l, v_p, v_ll, v_lp, v_pp })
}
