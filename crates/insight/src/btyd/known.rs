//! Fits that are known already: the same purchases need not be fitted twice, not even after a restart.

use super::fit::Fit;
use super::model::{Model, Params};
use super::sample::Samples;

/// Which way of fitting this is. Raised with every change that may move a fitted number, since fits are kept and would be taken for new ones;
/// `tests/btyd_known.rs` fails where that was forgotten.
pub const FITTING: u64 = 4;

/// Numbers of a fit in bytes: parameters, log-likelihood, share of the prior, whether it converged, standard errors, covariance; each of
/// the last two with a number before it that says whether they are there.
const NUMBERS: usize = 4 + 3 + 5 + 17;

impl Samples {
    /// A number for all that a fit depends on.
    #[must_use]
    pub(crate) fn digest(&self, clock: f64) -> u64 {
        let mut sum = FITTING;
        let mut fold = |value: u64| sum = (sum ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        fold(clock.to_bits());
        self.full.weeks.iter().for_each(|weeks| fold(weeks.to_bits()));
        for block in &self.full.blocks {
            fold(block.x.to_bits());
            fold(block.end as u64);
        }
        for row in &self.full.rows {
            fold(u64::from(row.t_x) << 32 | u64::from(row.t));
            fold(row.count.into());
        }
        sum
    }
}

impl Fit {
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        let mut put = |number: f64| bytes.extend_from_slice(&number.to_le_bytes());
        self.params.to_array().into_iter().for_each(&mut put);
        [self.log_likelihood, self.prior_share, f64::from(u8::from(self.converged))].into_iter().for_each(&mut put);
        put(f64::from(u8::from(self.se.is_some())));
        self.se.unwrap_or_default().into_iter().for_each(&mut put);
        put(f64::from(u8::from(self.covariance.is_some())));
        self.covariance.unwrap_or_default().as_flattened().iter().copied().for_each(&mut put);
    }

    /// `None` where the bytes are none of [`Fit::write`].
    pub(crate) fn read(model: Model, bytes: &[u8]) -> Option<Fit> {
        let (numbers, []) = bytes.as_chunks() else { return None };
        let numbers: Vec<f64> = numbers.iter().map(|&number| f64::from_le_bytes(number)).collect();
        let numbers: [f64; NUMBERS] = numbers.try_into().ok()?;
        let [r, alpha, a, b, log_likelihood, prior_share, converged, has_se, rest @ ..] = numbers;
        let (se, rest) = rest.split_first_chunk::<4>()?;
        let (has_covariance, rest) = rest.split_first()?;
        let rows: &[[f64; 4]; 4] = rest.as_chunks().0.try_into().ok()?;
        Some(Fit {
            model,
            params: Params { r, alpha, a, b },
            log_likelihood,
            se: (has_se == 1.0).then_some(*se),
            covariance: (*has_covariance == 1.0).then_some(*rows),
            prior_share,
            converged: converged == 1.0,
        })
    }

    /// Bytes that [`Fit::write`] adds.
    pub(crate) const BYTES: usize = NUMBERS * 8;
}
