//! A spend fit as bytes, and the number of what it was fitted to.

use super::{GammaGamma, SpendData, SpendFit, SpendState};
use crate::btyd::FITTING;

/// Parameters, log-likelihood, share of the prior, whether it converged, repeaters; whether there are a correlation and errors, each before its numbers.
const NUMBERS: usize = 3 + 4 + 2 + 13;

impl SpendData {
    /// A number for all that a fit depends on.
    pub(crate) fn digest(&self) -> u64 {
        let mut sum = FITTING;
        let mut fold = |value: u64| sum = (sum ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        for (x, range) in &self.blocks {
            fold(x.to_bits());
            self.means[range.clone()].iter().for_each(|mean| fold(mean.to_bits()));
        }
        sum
    }
}

impl SpendState {
    /// Nothing where nothing was fitted.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        let Self::Fitted(fit) = self else { return };
        let mut put = |number: f64| bytes.extend_from_slice(&number.to_le_bytes());
        fit.model.to_array().into_iter().for_each(&mut put);
        [fit.log_likelihood, fit.prior_share, f64::from(u8::from(fit.converged)), fit.repeaters as f64]
            .into_iter()
            .for_each(&mut put);
        [f64::from(u8::from(fit.spearman.is_some())), fit.spearman.unwrap_or_default()].into_iter().for_each(&mut put);
        put(f64::from(u8::from(fit.se.is_some())));
        fit.se.unwrap_or_default().into_iter().for_each(&mut put);
        fit.covariance.unwrap_or_default().as_flattened().iter().copied().for_each(&mut put);
    }

    /// `None` where the bytes are none of [`SpendState::write`].
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (numbers, []) = bytes.as_chunks() else { return None };
        let numbers: Vec<f64> = numbers.iter().map(|&number| f64::from_le_bytes(number)).collect();
        let numbers: [f64; NUMBERS] = numbers.try_into().ok()?;
        let [p, q, v, log_likelihood, prior_share, converged, repeaters, has_spearman, spearman, has_se, rest @ ..] =
            numbers;
        let (se, rest) = rest.split_first_chunk::<3>()?;
        let rows: &[[f64; 3]; 3] = rest.as_chunks().0.try_into().ok()?;
        let spearman = (has_spearman == 1.0).then_some(spearman);
        Some(Self::Fitted(Box::new(SpendFit {
            model: GammaGamma::new(p, q, v)?,
            log_likelihood,
            se: (has_se == 1.0).then_some(*se),
            covariance: (has_se == 1.0).then_some(*rows),
            repeaters: repeaters as usize,
            spearman,
            dependent: spearman.is_some_and(SpendFit::is_dependence),
            prior_share,
            converged: converged == 1.0,
        })))
    }
}
