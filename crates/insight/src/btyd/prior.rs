//! The weak prior that joins the fit of a small book.

use super::fit::V4;
use super::model::Model;

/// Median days between successive order days of the CDNOW calibration sample: the clock of the published parameters.
const CDNOW_GAP_DAYS: f64 = 27.0;

/// A book's clock may run this much faster or slower than CDNOW's; beyond, its median gap says little.
const CLOCK_MAX: f64 = 1_000.0;

/// Log-normal prior on the parameters, SD 1 on each logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Means of (ln r, ln α, ln a, ln b).
    pub centre: [f64; 4],
}

impl Prior {
    /// Centred on the parameters published for CDNOW (BG/NBD: Fader, Hardie & Lee 2005, table 2; MBG/NBD: the R package BTYDplus).
    /// α is a time, so it is scaled by the book's clock: a book with yearly orders is to the prior what a weekly one is.
    #[must_use]
    pub fn published(model: Model, clock: f64) -> Self {
        let [r, alpha, a, b]: [f64; 4] = match model {
            Model::Bg => [0.243, 4.414, 0.793, 2.426],
            Model::Mbg => [0.525, 6.183, 0.891, 1.614],
        };
        Self { centre: [r, alpha * sound_clock(clock), a, b].map(libm::log) }
    }

    /// What is missing from the logarithms `at` to the centre: the gradient of the log density.
    pub(super) fn pull(&self, at: &V4) -> V4 {
        std::array::from_fn(|i| self.centre[i] - at[i])
    }
}

/// The book's own pace relative to CDNOW's; 1 for a book without repeats.
#[must_use]
pub fn clock(median_gap_days: Option<u32>) -> f64 {
    sound_clock(median_gap_days.map_or(1.0, |days| f64::from(days) / CDNOW_GAP_DAYS))
}

pub(super) fn sound_clock(clock: f64) -> f64 {
    if clock.is_finite() { clock.clamp(1.0 / CLOCK_MAX, CLOCK_MAX) } else { 1.0 }
}
